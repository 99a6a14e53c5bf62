"""Columns of a page that a converter printed without a gutter, a line of one, then a line of the next: put in order.

``云溪县的茶山上来了十二``      云溪县的茶山上来了十二
``夜校里坐满了做工的人，``  →  位博士，住进老粮站。
``位博士，住进老粮站。``        夜校里坐满了做工的人，
``他们白天上工，晚上听课。``    他们白天上工，晚上听课。

A reading deals the lines out, one after the other, into blocks of one to three columns. It is worth how far the lines
of each column go on from one to the next (``succession``), less what it costs to depart from a single column. The best
readings are followed from line to line; only where the best of all is much better than the text as it stands is
anything put in order.
"""

import re
from collections.abc import Callable, Iterator
from heapq import nlargest
from itertools import accumulate, pairwise, permutations
from math import inf
from typing import NamedTuple

from ..line import HAN, cells, ended, width
from .succession import FULL, Face, Pairs, faces, lexicon, succeeds

LEAST_LINES = 8  # So many lines make a block of columns,
LEAST_OF_COLUMN = 3  # and so many each of them.
MOST_COLUMNS = 3
WIDEST = 80  # Columns of a page are no wider, two to a Han character,
NARROWEST = 12  # and their full lines no narrower.
DOUBT = 10.0  # Lines that go on are worth more than 0; a stretch so far below it is looked at more closely,
AROUND = 60  # and so many lines above and below,
MOST_LINES = 800  # but no more than so many of a document.
BEAM = 20  # So many readings of one, two and three columns each are followed,
WINDOW = 12.0  # none of them worse than the best by more.
ENOUGH = 6.0  # By so much, and so much a line, must a block of columns be better than one.
ENOUGH_A_LINE = 0.5

# What a reading pays for: a block that begins, below a blank line or not; a column that begins, or later than it might,
# or ends before the others, or goes on below a blank line; a line that does not take its turn, or whose column is not
# the one longest without.
_BLOCK, _BLOCK_APART = -4.0, -0.5
_COLUMN, _LATER, _SHORTER, _ACROSS = -4.0, -2.5, -1.5, -2.0
_OUT_OF_TURN, _PASSED_OVER = -4.5, -4.0
# How many lines of a column stand on end: always one, two or three, or any number. What each costs.
_TURNS = {1: 0.0, 2: -1.0, 3: -1.0, 0: -1.0}
_ANY_SAME, _ANY_NEXT = -0.5, -1.0
_SWAPPED = -2.0  # A block whose columns begin in another order than they are read in.

_GUTTER = re.compile(r"\S(?:[ \u00a0\u2000-\u200a]{3,}|\u3000{2,}|\t)\S")
_PROSE = re.compile(f"[{HAN}][，。、；：]")

Link = Callable[[int, int, int], float]  # How far a line goes on with another, in a column so wide.


class _Column(NamedTuple):
    """The first and the last line of a column, how wide it is, how many lines it has, up to one more than it must
    have, and whether more of it may come."""

    first: int
    last: int
    full: int
    lines: int = 1
    open: bool = True


class _State(NamedTuple):
    """The columns of the block that a reading has come to; ``placed`` is the last line's, and ``length`` how many lines
    of it stand on end there, of ``turn`` that should."""

    columns: tuple[_Column, ...]
    placed: int = 0
    length: int = 1
    turn: int = 0


class _Reading(NamedTuple):
    score: float
    state: _State
    above: "_Reading | None"  # The reading up to the line before.


class _Block(NamedTuple):
    """Lines ``first`` up to ``end`` as columns in the order they are read in, and by how much that is better than one."""

    first: int
    end: int
    columns: list[list[int]]
    gain: float


def in_order(raw: str) -> tuple[str, int]:
    """The text with such columns one after the other, each paragraph of them in a line, and how many lines they had.

    A text without them comes back as it is, with 0. Time grows linearly with the length of the text.
    """
    lines = raw.split("\n")
    pairs: Pairs | None = None
    out: list[str] = []
    done, moved, left = 0, 0, MOST_LINES
    for run in _runs(lines):
        pairs = pairs or Pairs(lines, lexicon())
        shown = faces([lines[k] for k in run])
        set_in = sum(line.indented for line in shown) >= max(2, 0.04 * len(shown))
        apart = _apart(run)
        for start, stop in _doubtful(shown, set_in, pairs):
            left -= stop - start
            if left < 0:
                break
            some = shown[start:stop]
            link = _links(some, set_in, pairs)
            if not _promising(some, link):
                continue
            for block in _blocks(some, apart[start:stop], link):
                if _sure(block, some):
                    out += lines[done : run[start + block.first]]
                    out += _paragraphs(some, block.columns, set_in)
                    done = run[start + block.end - 1] + 1
                    moved += block.end - block.first
    return ("\n".join(out + lines[done:]), moved) if moved else (raw, 0)


def _runs(lines: list[str]) -> Iterator[list[int]]:
    """The numbers of the lines, blank ones apart, of each stretch that may hold columns: none too wide, no table's rows."""
    run: list[int] = []
    for i, line in enumerate(lines):
        text = line.strip()
        other = bool(text) and (
            len(text) > WIDEST or width(text) > WIDEST or bool(_GUTTER.search(text) or cells(text))
        )
        if other or "\f" in line:
            if _wrapped(lines, run):
                yield run
            run = []
        if text and not other:
            run.append(i)
    if _wrapped(lines, run):
        yield run


def _wrapped(lines: list[str], run: list[int]) -> bool:
    """Whether so many of the lines as running text has are long enough for a column and stop inside a sentence."""
    if len(run) < LEAST_LINES:
        return False
    cut = sum(width(lines[k].strip()) >= NARROWEST and not ended(lines[k].strip()) for k in run)
    return cut * 3 >= len(run)


def _apart(run: list[int]) -> list[bool]:
    """Which lines have more blank lines above them than most."""
    gaps = [below - above for above, below in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    return [False, *(gap > usual for gap in gaps)]


def _doubtful(shown: list[Face], set_in: bool, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """First line and end of the stretches in which too many lines do not go on with the one above, and what is around."""
    worth = [
        succeeds(above, below, max(above.extent, below.extent), set_in, pairs)
        for above, below in pairwise(shown)
    ]
    lowest = accumulate(worth, lambda low, more: min(0.0, low + more), initial=0.0)
    start = stop = 0
    for i, low in enumerate(lowest):
        if low > -DOUBT:
            continue
        if i >= stop:
            if stop > start:
                yield start, stop
            start = max(stop, i - AROUND)
        stop = min(len(shown), i + AROUND)
    if stop > start:
        yield start, stop


def _promising(shown: list[Face], link: Link) -> bool:
    """Whether somewhere lines go on so much better with the line a turn further on than with the next that a search may
    find columns: cheap, for most texts with doubtful stretches have none."""

    def gain(above: int, below: int) -> float:
        return link(above, below, max(shown[above].extent, shown[below].extent))

    next_one = [gain(k, k + 1) for k in range(len(shown) - 1)]
    for turn in filter(None, _TURNS):
        for further in (turn * (columns - 1) + 1 for columns in range(2, MOST_COLUMNS + 1)):
            for phase in range(turn):
                better = 0.0
                for k in range(phase, len(shown) - further, turn):
                    better = max(0.0, better + gain(k, k + further) - next_one[k])
                    if better >= ENOUGH + ENOUGH_A_LINE * LEAST_LINES - _COLUMN:
                        return True
    return False


def _links(shown: list[Face], set_in: bool, pairs: Pairs) -> Link:
    known: dict[tuple[int, int, int], float] = {}

    def link(above: int, below: int, full: int) -> float:
        key = above, below, full
        found = known.get(key)
        if found is None:
            found = known[key] = succeeds(shown[above], shown[below], full, set_in, pairs)
        return found

    return link


def _blocks(shown: list[Face], apart: list[bool], link: Link) -> list[_Block]:
    """The blocks of the best reading, in their order."""
    path = _best(shown, apart, link)
    blocks: list[_Block] = []
    end = len(path)
    while end:
        columns = path[end - 1].state.columns
        first = columns[0].first
        closing, order = _closing(columns, link)
        dealt: list[list[int]] = [[] for _ in columns]
        for k in range(first, end):
            dealt[path[k].state.placed].append(k)
        score = path[end - 1].score + closing - path[first].score
        gain = score - _as_it_stands(shown, first, end, link)
        blocks.append(_Block(first, end, [dealt[k] for k in order], gain))
        end = first
    return blocks[::-1]


def _best(shown: list[Face], apart: list[bool], link: Link) -> list[_Reading]:
    """The best reading, as it was at each line."""
    beam = [_Reading(0.0, _State((_Column(0, 0, shown[0].extent),)), None)]
    for j in range(1, len(shown)):
        found: dict[_State, _Reading] = {}
        least = -inf
        for reading in sorted(beam, key=lambda each: -each.score):
            for worth, state in _moves(
                reading.state, j, shown[j].extent, apart[j], link, least - reading.score
            ):
                score = reading.score + worth
                if state not in found or found[state].score < score:
                    found[state] = _Reading(score, state, reading)
                    least = max(least, score - WINDOW)
        near = [each for each in found.values() if each.score >= least]
        beam = []
        for count in range(1, MOST_COLUMNS + 1):
            alike = [each for each in near if len(each.state.columns) == count]
            beam += nlargest(BEAM, alike, key=lambda each: each.score)
    best: _Reading | None = max(
        beam,
        key=lambda each: (_whole(each.state.columns), each.score + _closing(each.state.columns, link)[0]),
    )
    path: list[_Reading] = []
    while best:
        path.append(best)
        best = best.above
    return path[::-1]


def _moves(
    state: _State, j: int, extent: int, apart: bool, link: Link, least: float
) -> Iterator[tuple[float, _State]]:
    """Where line j may stand, and what that is worth: in an open column, in one that it begins, in a block that it begins.

    What is worth less than ``least`` is left out.
    """
    columns = state.columns
    across = _ACROSS if apart else 0.0
    yield from _going_on(state, j, extent, across, link, least)
    begun = _Column(j, j, extent)
    if len(columns) < MOST_COLUMNS:
        for turn in _TURNS if len(columns) == 1 else (state.turn,):
            late = _LATER if columns[-1].lines > (turn or LEAST_OF_COLUMN) else 0.0
            worth = _COLUMN + late + across + (_TURNS[turn] if len(columns) == 1 else 0.0)
            if worth >= least:
                yield worth, _State((*columns, begun), len(columns), 1, turn)
    if _whole(columns):
        closing, order = _closing(columns, link)
        last = columns[order[-1]]
        worth = closing + (_BLOCK_APART if apart else _BLOCK) + max(0.0, link(last.last, j, last.full))
        if worth >= least:
            yield worth, _State((begun,))


def _going_on(
    state: _State, j: int, extent: int, across: float, link: Link, least: float
) -> Iterator[tuple[float, _State]]:
    """The same for line j in an open column; columns that it passes over may have ended."""
    columns = state.columns
    rota = sorted((k for k, column in enumerate(columns) if column.open), key=lambda k: columns[k].last)
    for passed in range(len(rota)):
        if passed and columns[rota[passed - 1]].lines < LEAST_OF_COLUMN:
            return
        going = rota[passed:]
        for k in going:
            column = columns[k]
            worth = _SHORTER * passed + across + link(column.last, j, column.full)
            if len(going) > 1:
                worth += _turn(state, k, going[0])
            if worth < least:
                continue
            placed = list(columns)
            for m in rota[:passed]:
                placed[m] = placed[m]._replace(open=False)
            lines = min(column.lines + 1, LEAST_OF_COLUMN + 1)
            placed[k] = _Column(column.first, j, max(column.full, extent), lines)
            length = min(state.length + 1, max(_TURNS)) if k == state.placed and state.turn else 1
            yield worth, _State(tuple(placed), k, length, state.turn)


def _whole(columns: tuple[_Column, ...]) -> bool:
    """Whether each of several columns has as many lines as a column must have."""
    return len(columns) == 1 or all(column.lines >= LEAST_OF_COLUMN for column in columns)


def _turn(state: _State, column: int, longest: int) -> float:
    """What it costs that the next line is of this column, where ``longest`` is the one longest without a line."""
    if column != state.placed:
        passed_over = 0.0 if column == longest else _PASSED_OVER
        if not state.turn:
            return _ANY_NEXT + passed_over
        return passed_over + (0.0 if state.length >= state.turn else _OUT_OF_TURN)
    if not state.turn:
        return _ANY_SAME
    return 0.0 if state.length < state.turn else _OUT_OF_TURN


def _closing(columns: tuple[_Column, ...], link: Link) -> tuple[float, tuple[int, ...]]:
    """How far each column goes on with the one before it, and the order in which they do so best."""
    if len(columns) == 1:
        return 0.0, (0,)

    def worth(order: tuple[int, ...]) -> float:
        met = sum(
            link(columns[above].last, columns[below].first, columns[above].full)
            for above, below in pairwise(order)
        )
        return met + (_SWAPPED if order != tuple(range(len(columns))) else 0.0)

    best = max(permutations(range(len(columns))), key=worth)
    return worth(best), best


def _as_it_stands(shown: list[Face], first: int, end: int, link: Link) -> float:
    """What these lines are worth as one column."""
    full, worth = shown[first].extent, 0.0
    for above, below in pairwise(range(first, end)):
        worth += link(above, below, full)
        full = max(full, shown[below].extent)
    return worth


def _sure(block: _Block, shown: list[Face]) -> bool:
    """Whether the block is of several columns of running text and much better read so than as it stands."""
    lines = block.end - block.first
    return (
        len(block.columns) > 1
        and lines >= LEAST_LINES
        and block.gain >= ENOUGH + ENOUGH_A_LINE * lines
        and all(
            len(column) >= LEAST_OF_COLUMN and any(_PROSE.search(shown[k].text) for k in column)
            for column in block.columns
        )
    )


def _paragraphs(shown: list[Face], columns: list[list[int]], set_in: bool) -> list[str]:
    """The lines of the columns, put together where one is full and the next begins no paragraph."""
    joined: list[str] = []
    above: Face | None = None
    above_full = 0
    for column in columns:
        full = max(shown[k].extent for k in column)
        for line in (shown[k] for k in column):
            if above and above.extent >= FULL * above_full and not line.opens and (set_in or not above.ended):
                latin = above.last == line.first == "a"
                joined[-1] += " " * latin + line.text
            else:
                joined.append("\u3000\u3000" * line.indented + line.text)
            above, above_full = line, full
    return joined
