"""A passage prepared once for all rules: its paragraphs, their sentences, and the amounts that stand in each."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .quantity import Quantity, between
from .sentence import Piece, fold, paragraphs, sentences


class Paragraph(NamedTuple):
    """A line that is not blank, and its sentences."""

    line: Piece
    sentences: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` as rules read it: the text, the folded text, the amounts in order, and the paragraphs."""

    text: str
    folded: str
    start: int
    end: int
    amounts: tuple[Quantity, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self) -> list[Piece]:
        """The paragraphs without their sentences."""
        return [paragraph.line for paragraph in self.paragraphs]

    @property
    def sentences(self) -> list[Piece]:
        """All sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]


@lru_cache(maxsize=2)
def passage(text: str, start: int, end: int) -> Passage:
    """The passage ``text[start:end]``; the last ones are kept, for one rule after the other asks for them."""
    folded = fold(text)
    amounts = between(text, start, end)
    lines = _with_amounts(paragraphs(folded, start, end), amounts)
    parts = (sentences(folded, line.start, line.end) for line in lines)
    cut = (
        Paragraph(line, _with_amounts(part, line.amounts)) for line, part in zip(lines, parts, strict=True)
    )
    return Passage(text, folded, start, end, amounts, tuple(cut))


def _with_amounts(pieces: list[Piece], amounts: tuple[Quantity, ...]) -> tuple[Piece, ...]:
    """Each piece with the amounts that lie wholly in it; pieces and amounts are in order."""
    found = []
    first = last = 0
    for piece in pieces:
        while first < len(amounts) and amounts[first].start < piece.start:
            first += 1
        last = max(first, last)
        while last < len(amounts) and amounts[last].end <= piece.end:
            last += 1
        found.append(piece._replace(amounts=amounts[first:last]) if last > first else piece)
        first = last
    return tuple(found)
