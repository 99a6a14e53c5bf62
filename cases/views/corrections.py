"""What editors corrected in the text of a source, for its readers: which words, in the place of which, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from cases.models import Correction
from cases.models.composed import Composed
from cases.views.text import Mark

MOST = 200  # of one document that are looked at, the last ones


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as the text has it now: ``before`` is what stood between ``start`` and ``end``."""

    start: int
    end: int
    before: str
    after: str
    at: datetime

    @property
    def mark(self) -> Mark:
        """The words in the text."""
        return Mark(self.start, self.end, "corrected", f"经编辑更正，原为“{self.before or '（无）'}”")


def corrected(document: int, text: str, spans: Iterable[tuple[int, int]]) -> list[Corrected]:
    """The corrections of a document that stand within some spans of its text, in their order.

    They are found from the last to the first, each in the text as it was when it had just been made. One that a later
    reading had no place for is not in the text and is left out.
    """
    within, told = list(spans), []
    later: list[tuple[int, int, int]] = []
    for each in corrections(document=document):
        spot = each.found(text, each.after)
        if spot is None:
            continue
        start, end = reduce(_moved, later, spot)
        if any(left <= start and end <= right for left, right in within):
            told.append(Corrected(start, end, each.before, each.after, each.at))
        text = text[: spot[0]] + each.before + text[spot[1] :]
        later.insert(0, (spot[0], len(each.before), len(each.after)))
    return sorted(told, key=lambda each: (each.start, each.at))


def _moved(span: tuple[int, int], change: tuple[int, int, int]) -> tuple[int, int]:
    """Where a span stands after a change at ``start`` of so many characters into so many; one that it touches grows."""
    start, was, has = change
    left, right = span
    if right <= start:
        return span
    if left >= start + was:
        return left + has - was, right + has - was
    return min(left, start), max(right + has - was, start + has)


def marks(told: Sequence[Corrected]) -> list[Mark]:
    """The marks of those that left any words."""
    return [each.mark for each in told if each.start < each.end]


corrections = Composed(
    lambda document: Correction.objects.filter(document=document, lost=False).order_by("-pk")[:MOST],
    document="bigint",
)
