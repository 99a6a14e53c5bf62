"""Which label and which finding are the same thing: spans, titles, names and amounts, and who goes with whom.

Everything is compared after folding: full and half width are one, white space does not count, and in names
neither do quotation marks and brackets, in titles no punctuation at all. Traditional script is one with simplified
in names, titles and units, since a name may be given either way.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

import opencc

from cases.ingest.records import Benefit, Outcome

from .gold import Amount, GoldCase, Name

OVERLAP = 0.8  # From which intersection over union on two spans are the same case.
EXTRA = 4  # Characters by which a name may be longer or shorter and still be the same.
_QUOTES = frozenset("\"'′`<>")
_DOTS = str.maketrans(
    dict.fromkeys("‧•・⋅∙", "·")
)  # What parts the words of a name, as different pages print it.
_BRACKETS = ("Ps", "Pe", "Pi", "Pf")
_simplified = opencc.OpenCC("t2s").convert


def fold(text: str) -> tuple[str, list[int]]:
    """Width folded and white space dropped, with the offset in ``text`` of every character that is left."""
    folded, offsets = [], []
    for offset, character in enumerate(text):
        for each in unicodedata.normalize("NFKC", character):
            if not each.isspace():
                folded.append(each)
                offsets.append(offset)
    return "".join(folded), offsets


@lru_cache(maxsize=4096)
def fold_name(text: str) -> str:
    """A name without white space, quotation marks and brackets; width, script, case and the dots inside it are one."""
    return "".join(
        each
        for each in fold_unit(text).translate(_DOTS)
        if each not in _QUOTES and unicodedata.category(each) not in _BRACKETS
    )


@lru_cache(maxsize=4096)
def fold_title(text: str) -> str:
    """A title or indicator without white space and punctuation; width, script and case are one."""
    return "".join(
        each for each in fold_unit(text) if each not in _QUOTES and unicodedata.category(each)[0] != "P"
    )


def fold_unit(text: str) -> str:
    """A unit without white space; width, script and case are one."""
    return _simplified(fold(text)[0].casefold())


def same_title(one: str, other: str) -> bool:
    """Equal when folded, or one within the other and at least half as long.

    人才银行破解融资难题 is 北仑区：人才银行破解融资难题; 人才银行 alone is not.
    """
    shorter, longer = sorted((fold_title(one), fold_title(other)), key=len)
    return shorter == longer or (shorter in longer and 2 * len(shorter) >= len(longer))


def name_likeness(gold: Name, name: str) -> int:
    """2 where a spelling of the label is the name when folded, 1 where it all but is, else 0.

    All but: one is within the other, at most EXTRA characters longer, and what is more is less than what both
    share. 姚江英才 is 姚江英才计划 and 国家千人计划 is 千人计划, but 人才 is not 人才公寓.
    """
    found = fold_name(name)
    spellings = [fold_name(each) for each in (gold.name, *gold.also)]
    if not found:
        return 0
    return 2 if found in spellings else int(any(_all_but(found, each) for each in spellings))


def _all_but(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    extra = len(longer) - len(shorter)
    return shorter in longer and extra <= EXTRA and extra < len(shorter)


Value = tuple[Decimal | None, Decimal | None, str, str]


def value(amount: Amount | Benefit | Outcome) -> Value:
    """What has to be equal in an amount: low, high, folded unit, bound."""
    return amount.low, amount.high, fold_unit(amount.unit), amount.bound


def likeness(one: str, other: str) -> int:
    """How much two indicators or labels share: 0 nothing; else the number of pairs of characters, plus one.

    Which words of a sentence an indicator takes is a matter of taste, so this only tells apart facts whose
    values are equal; it never decides whether a fact is right.
    """
    one, other = fold_title(one), fold_title(other)
    return len(_pairs(one) & _pairs(other)) or int(one == other)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def assign(count: int, others: int, degree: Callable[[int, int], int]) -> dict[int, int]:
    """One to one, as many as can be: each of ``count`` labels → one of ``others`` findings.

    ``degree(label, finding)`` is 0 where they cannot go together, and the higher the better they do. The best
    go together first; then a label that is left takes a finding from another label that can do with a third
    (augmenting paths, after Kuhn), so that no order of printing costs a match.
    """
    degrees = {(i, j): degree(i, j) for i in range(count) for j in range(others)}
    taken: dict[int, int] = {}
    paired: set[int] = set()
    for i, j in sorted((pair for pair in degrees if degrees[pair]), key=lambda pair: (-degrees[pair], pair)):
        if i not in paired and j not in taken:
            taken[j] = i
            paired.add(i)

    def place(i: int, tried: set[int]) -> bool:
        for j in range(others):
            if degrees[i, j] and j not in tried:
                tried.add(j)
                if j not in taken or place(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    for i in range(count):
        if i not in paired:
            place(i, set())
    return {i: j for j, i in sorted(taken.items(), key=lambda item: item[1])}


class Ruler:
    """Spans of one text measured in its folded characters, so that white space at an edge is nothing."""

    def __init__(self, text: str) -> None:
        self.folded, self._offsets = fold(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text as one of the folded text."""
        return bisect_left(self._offsets, start), bisect_left(self._offsets, end)

    def locate(self, cases: Sequence[GoldCase]) -> tuple[list[tuple[int, int] | None], list[str]]:
        """The folded span of each case, None where its text is not there, and what a labeller should know.

        Cases stand in the order of the text: each begins where its first words come first behind the end of the
        one before (where they do not, in the whole text), and ends where its last words come last before the
        next one begins. That an anchor could stand elsewhere as well is said.
        """
        starts: list[int] = []
        behind = 0
        for case in cases:
            begins = fold(case.begins)[0]
            start = self.folded.find(begins, behind)
            starts.append(start if start >= 0 else self.folded.find(begins))
            if starts[-1] >= 0:
                behind = max(starts[-1] + 1, self.folded.find(fold(case.ends)[0], starts[-1]))
        spans: list[tuple[int, int] | None] = []
        said: list[str] = []
        for case, start in zip(cases, starts, strict=True):
            limit = min((each for each in starts if each > start), default=len(self.folded))
            span, doubts = self._located(case, start, limit)
            spans.append(span)
            said += doubts
        return spans, said

    def _located(
        self, case: GoldCase, start: int, limit: int
    ) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        begins, ends = fold(case.begins)[0], fold(case.ends)[0]
        stop = self.folded.rfind(ends, start, limit) if start >= 0 else -1
        if stop < 0:
            field, anchor = ("begins", case.begins) if start < 0 else ("ends", case.ends)
            return None, (f"案例“{case.title}”的 {field}（{anchor}）在正文中找不到，这个案例按没有读到计。",)
        again = {
            "begins": self.folded.find(begins, start + 1, stop) >= 0,
            "ends": self.folded.find(ends, start) < stop,
        }
        doubts = (
            f"案例“{case.title}”的 {field} 在案例中不止一处，请写长一些。"
            for field, more in again.items()
            if more
        )
        return (start, stop + len(ends)), tuple(doubts)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two half-open spans; 0 for empty ones."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = one[1] - one[0] + other[1] - other[0] - shared
    return shared / union if union else 0.0
