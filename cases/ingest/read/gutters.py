"""A page set in a number of columns that somebody counted → its lines in the order in which they are read.

``甲 甲 ┃ 乙 乙``   what runs across (a headline) parts the page into bands; in each of them one column is read after
``甲 甲 ┃ 乙 乙``   the other, whatever the order of the file. A gutter lies where the fewest characters stand.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .page import Glyph

_LEVEL = 0.5  # Characters of one line differ by no more of their height.
_ASIDE = 0.3  # Of a column's width: so far from its even place a gutter may lie.
_STEP = 0.25  # Of a character: how finely it is looked for.
_GAP = 1.0  # Characters that stand closer over a gutter run across it.

Row = list["Glyph"]


def in_columns(glyphs: Sequence["Glyph"], count: int, size: float) -> list[list[Row]]:
    """Stretches of lines, each to be read from top to bottom, in order; ``size`` is the width of a character."""
    edges = _gutters(glyphs, count, size)
    flows: list[list[Row]] = []
    band: list[Row] = [[] for _ in range(count)]
    across: list[Row] = []
    for row in _rows(glyphs):
        if any(_crosses(row, edge, size) for edge in edges):
            flows += _read(band)
            band = [[] for _ in range(count)]
            across.append(row)
            continue
        if across:
            flows.append(across)
            across = []
        for glyph in row:
            band[bisect(edges, (glyph.left + glyph.right) / 2)].append(glyph)
    return [*flows, *([across] if across else []), *_read(band)]


def _read(band: list[Row]) -> Iterator[list[Row]]:
    """The columns of a band, each as its lines."""
    for column in band:
        if column:
            yield list(_rows(column))


def _rows(glyphs: Sequence["Glyph"]) -> Iterator[Row]:
    """Characters by the height they stand at, from the top; those of a row from the left."""
    row: Row = []
    for glyph in sorted(glyphs, key=lambda each: -(each.top + each.bottom)):
        height = max(glyph.top - glyph.bottom, 1e-6)
        if row and abs(row[0].top + row[0].bottom - glyph.top - glyph.bottom) / 2 > _LEVEL * height:
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _gutters(glyphs: Sequence["Glyph"], count: int, size: float) -> list[float]:
    """Where one column ends and the next begins."""
    left, right = min(each.left for each in glyphs), max(each.right for each in glyphs)
    width = (right - left) / count
    return [_gutter(glyphs, left + k * width, _ASIDE * width, _STEP * size) for k in range(1, count)]


def _gutter(glyphs: Sequence["Glyph"], even: float, aside: float, step: float) -> float:
    """The middle of the emptiest stretch near a place, of several the nearest to it."""
    near = [
        (each.left, each.right) for each in glyphs if even - aside < each.right and each.left < even + aside
    ]
    places = [even + k * step for k in range(-int(aside / step), int(aside / step) + 1)]
    filled = [sum(left < place < right for left, right in near) for place in places]
    least = min(filled)
    stretches: list[list[float]] = []
    before = False
    for place, number in zip(places, filled, strict=True):
        if number == least:
            if not before:
                stretches.append([])
            stretches[-1].append(place)
        before = number == least
    return min((median(each) for each in stretches), key=lambda place: abs(place - even))


def _crosses(row: Row, edge: float, size: float) -> bool:
    """Whether the words of a row go on over a gutter."""
    before = [each for each in row if each.left < edge]
    behind = [each for each in row if each.left >= edge]
    if any(each.right > edge + _STEP * size for each in before):
        return True
    return bool(before and behind) and behind[0].left - before[-1].right < _GAP * size
