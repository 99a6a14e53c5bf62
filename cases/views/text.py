"""A source text with marked spans → paragraphs of pieces that a page can print; pure.

Marks may overlap in any way: evidence of two facts, a figure in its sentence, a search hit across both. HTML
nests, so where two marks cross the later one is cut in two::

    text   累计引进博士一百名，其中海外三十名。
    marks  [------ a ------)
                    [------ b ------)
    out    <a>累计引进博士<b>一百名，</b></a><b>其中海外三十名</b>。

Every sentence has an address of its own. It is made from its words, not from where it stands, so that it still
leads there when the document was read anew and something before it has changed.
"""

import base64
import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["evidence", "figure", "hit", "corrected"]
# A sentence with the marks that close it; what has no end is one too.
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）)】》]*|[^。！？!?]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span ``[start, end)`` of the text to be marked; ``title`` says what it is evidence of.

    A figure has the ``number`` under which the page lists it, counted from 1, and its ``status``; a hit the starts
    of the hits before and after it, where there are some.
    """

    start: int
    end: int
    kind: Kind
    title: str = ""
    number: int = 0
    status: str = ""
    before: int | None = None
    after: int | None = None

    @property
    def anchor(self) -> str:
        """The id of its first piece on the page; a figure has none, it stands in its evidence."""
        return {
            "evidence": f"e{self.start}-{self.end}",
            "hit": f"h{self.start}",
            "corrected": f"x{self.start}",
            "figure": "",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; before it ``opened`` begin, the outermost first, and behind it ``closed`` marks end.

    Each opened mark comes with whether this is its first piece, the one that bears the anchor.
    """

    text: str
    opened: tuple[tuple[Mark, bool], ...] = ()
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line; ``anchor`` is its address on the page."""

    start: int
    anchor: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence without its marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that is not blank; ``start`` is the offset of its first letter."""

    start: int
    heading: bool
    sentences: tuple[Sentence, ...]

    @property
    def anchor(self) -> str:
        """The address of its first sentence."""
        return self.sentences[0].anchor

    @property
    def text(self) -> str:
        """The line without its marks."""
        return "".join(sentence.text for sentence in self.sentences)


def paragraphs(
    text: str, start: int, end: int, marks: Iterable[Mark], headings: Collection[str] = ()
) -> tuple[Paragraph, ...]:
    """``text[start:end]`` line by line, blank ones left out; every mark that touches a letter has one anchor.

    A heading is one sentence, whatever signs it has.
    """
    ordered = sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.kind))
    known = {_bare(heading) for heading in headings}
    seen: set[str] = set()
    given: Counter[str] = Counter()
    made: list[Paragraph] = []
    waiting = 0
    open_: list[Mark] = []
    for left, right in _lines(text, start, end):
        heading = _bare(text[left:right]) in known
        sentences = []
        for from_, to in [(left, right)] if heading else _sentences(text, left, right):
            while waiting < len(ordered) and ordered[waiting].start < to:
                open_.append(ordered[waiting])
                waiting += 1
            open_ = [mark for mark in open_ if mark.end > from_]
            pieces = cut(text[from_:to], open_, offset=from_, seen=seen)
            sentences.append(Sentence(from_, _address(text[from_:to], given), pieces))
        made.append(Paragraph(left, heading, tuple(sentences)))
    return tuple(made)


def cut(
    text: str, marks: Iterable[Mark], *, offset: int = 0, seen: set[str] | None = None
) -> tuple[Piece, ...]:
    """The pieces of a text that begins at ``offset``; joined they are the text, and their marks nest.

    Marks are clipped to the text. ``seen`` holds the anchors given so far and is added to.
    """
    seen = set() if seen is None else seen
    last = offset + len(text)
    queue = [
        (max(mark.start, offset), -min(mark.end, last), number, mark)
        for number, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
        if mark.start < last and mark.end > offset and mark.start < mark.end
    ]
    heapq.heapify(queue)
    ends: list[int] = []  # of the open marks, the innermost last
    pieces: list[Piece] = []
    at = offset
    while at < last:
        opened = []
        while queue and queue[0][0] == at:
            _, end, number, mark = heapq.heappop(queue)
            if ends and -end > ends[-1]:
                heapq.heappush(queue, (ends[-1], end, number, mark))
                end = -ends[-1]
            ends.append(-end)
            name = mark.anchor or f"{mark.start}-{mark.end}"
            opened.append((mark, name not in seen))
            seen.add(name)
        till = min([last, *ends[-1:], *(each[0] for each in queue[:1])])
        closed = 0
        while ends and ends[-1] == till:
            ends.pop()
            closed += 1
        pieces.append(Piece(text[at - offset : till - offset], tuple(opened), closed))
        at = till
    return tuple(pieces)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines without the white space around them; blank ones left out."""
    at = start
    for line in text[start:end].split("\n"):
        left = at + len(line) - len(line.lstrip())
        right = at + len(line.rstrip())
        if left < right:
            yield left, right
        at += len(line) + 1


def _sentences(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a line; they leave nothing out."""
    for match in _SENTENCE.finditer(text, left, right):
        yield match.span()


def _address(sentence: str, given: Counter[str]) -> str:
    """``s`` and seven signs that stand for the words; the second sentence of the same words has -2 behind them."""
    digest = hashlib.blake2s(_bare(sentence).encode(), digest_size=5).digest()
    name = "s" + base64.b32encode(digest).decode().lower()[:7]
    given[name] += 1
    return name if given[name] == 1 else f"{name}-{given[name]}"


def _bare(line: str) -> str:
    return "".join(line.split())
