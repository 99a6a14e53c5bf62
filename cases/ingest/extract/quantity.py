"""Every amount in a text with value, unit, bound and span; numbers inside names and dates are not amounts."""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from .amount import Quantity
from .barred import barred
from .measured import measured
from .sentence import fold
from .unmeasured import bare_money, bare_people, listed, shares

__all__ = ["Quantity", "between", "quantities"]


@lru_cache(maxsize=4)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All amounts of a text in order, e.g. 近 30 个项目 → 30 个 ``<``; 10万元—100万元 → 100000 to 1000000 元."""
    folded = fold(text)
    found: list[Quantity] = []
    for item, number, scale in measured(text, folded):
        found += [*listed(text, folded, item, number, scale), item]
    found += shares(text, folded)
    found += bare_money(text, folded)
    found += bare_people(text, folded)
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(_apart(found, barred(folded)))


def between(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The amounts that lie wholly in ``text[start:end]``."""
    found = quantities(text)
    first = bisect_left(found, start, key=lambda q: q.start)
    last = bisect_right(found, end, lo=first, key=lambda q: q.end)
    return found[first:last]


def _apart(found: list[Quantity], names: list[tuple[int, int]]) -> list[Quantity]:
    """Those that neither overlap an earlier one nor touch a barred span; both lists are in order."""
    kept: list[Quantity] = []
    at = 0
    for item in found:
        while at < len(names) and names[at][1] <= item.start:
            at += 1
        if at < len(names) and names[at][0] < item.end:
            continue
        if not kept or kept[-1].end <= item.start:
            kept.append(item)
    return kept
