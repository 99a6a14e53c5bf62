"""A text as splitting sees it: lines with their look, and blocks of lines that head something with what they head."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: where it starts and how it looks: heading, byline, caption, contents, date, note, body, or
    frame for what belongs to letterhead and colophon."""

    text: str
    start: int
    look: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``[first, body)`` head the paragraphs ``[body, last)``; ``signs`` say why a case may start here:
    number, place, byline (below a title), signed (in brackets above it, ending the piece before), above (a reporter above
    it), label, restart, listed (in the contents), bullet, and those of ``piece``;
    ``place`` is the place that a heading names."""

    first: int
    body: int
    last: int
    signs: frozenset[str] = frozenset()
    place: str = ""
