"""Figures told more than once: one fact with its witnesses."""

import re
from dataclasses import replace

from ..records import Outcome

MAX_EVIDENCE = 5
MAX_COMPARED = 20  # So many figures of one value are compared with a new one, the nearest first in reach.
_YEAR = re.compile(r"20\d\d")


def merge(found: list[Outcome], title: tuple[int, int]) -> tuple[Outcome, ...]:
    """One outcome for figures told more than once: same value and unit, labels that share their characters.

    ``title`` is the span of a headline with figures; what it says in brief the text tells.
    """
    kept: list[Outcome] = []
    by_value: dict[tuple[object, ...], list[int]] = {}
    for item in found:
        key = (item.low, item.high, item.unit)
        for index in by_value.get(key, [])[-MAX_COMPARED:]:
            if _same_fact(kept[index], item):
                if kept[index].evidence[0] == item.evidence[0]:
                    continue
                kept[index] = _joined(kept[index], item)
                break
        else:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(item)
    return _without_headline(kept, by_value, title)


def _without_headline(
    kept: list[Outcome], by_value: dict[tuple[object, ...], list[int]], title: tuple[int, int]
) -> tuple[Outcome, ...]:
    """The outcomes without those that only the headline tells while the text has one of the same value."""
    first, end = title
    brief = {at for at, item in enumerate(kept) if all(first <= each.start < end for each in item.evidence)}
    told = {at for group in by_value.values() if not brief.issuperset(group) for at in group}
    return tuple(item for at, item in enumerate(kept) if at not in brief & told)


def _joined(one: Outcome, two: Outcome) -> Outcome:
    """One fact with two witnesses; a headline's 200 万元 gives way to 不少于 200 万元 in the text."""
    if one.bound == "=" != two.bound:
        one, two = two, one
    return replace(one, evidence=tuple(dict.fromkeys(one.evidence + two.evidence))[:MAX_EVIDENCE])


def _same_fact(one: Outcome, two: Outcome) -> bool:
    """Figures of one value are one fact unless their status, the years they are given for or their labels differ."""
    years = [_YEAR.findall(each.as_of) for each in (one, two)]
    if one.status != two.status or (all(years) and years[0] != years[1]):
        return False
    return _alike(one.indicator, two.indicator)


def _alike(one: str, two: str) -> bool:
    """Whether two labels share at least half of the pairs of characters of the shorter one."""
    pairs_one = {one[i : i + 2] for i in range(len(one) - 1)}
    pairs_two = {two[i : i + 2] for i in range(len(two) - 1)}
    shorter = min(len(pairs_one), len(pairs_two)) or 1
    return len(pairs_one & pairs_two) * 2 >= shorter
