"""Two columns of a page that a converter printed side by side, in the same lines: read one after the other.

``云溪县的茶山上来      澜水县的夜校里坐``      云溪县的茶山上来
``了十二位博士。        满了做工的人。``    →  了十二位博士。
                                            澜水县的夜校里坐
                                            满了做工的人。
"""

import re
from unicodedata import east_asian_width

from ..line import HAN, NUMBERED, ended
from ..sieve import compiled

LEAST_LINES = 4  # So many lines on end make two columns.
LEAST_WIDTH = 16  # Columns of a page, two to a Han character; what is narrower is a table's cell.
FULL = 0.8  # A line of so much of its column's width is full.
LONG = 100  # In a longer run of lines that is no prose every line is not looked at as its beginning.
MOST_BETWEEN = 3  # So many lines, of a caption, may part two blocks of the same columns.
_SLACK = 6  # So much the right column's edge may waver, as letters and digits are not of one width.
_GUTTER = compiled(r"(?<=\S)(?:[ \u00a0\u2000-\u200a\u3000]{3,}|\u3000{2,})(?=\S)")
_INDENT = re.compile("[ \u00a0]\u3000\u3000$")  # A gap and the indent of a column's first line.
_PROSE = re.compile(f"[{HAN}][，。、；：]")


def separate(raw: str) -> str:
    """The text with its columns one after the other; a text without columns comes back as it is."""
    if not _GUTTER.search(raw):
        return raw
    lines = raw.split("\n")
    edges = [_edges(line) for line in lines]
    out: list[str] = []
    i = 0
    while i < len(lines):
        edge, last = _run(lines, edges, i)
        if not edge:
            out += lines[i:last]
            i = last
            continue
        left, right = _sides(lines[i:last], edge)
        inserted: list[str] = []
        while (below := _picture(lines, last)) is not None:
            more, end = _run(lines, edges, below)
            if not more or abs(more - edge) > _SLACK:
                break
            further = _sides(lines[below:end], more)
            if not _goes_on(right, further[1]):
                break
            inserted += lines[last:below]
            left, right, last = left + [""] + further[0], right + further[1], end
        out += [*_paragraphs(left), *_paragraphs(right), *inserted]
        i = last
    return "\n".join(out)


def _picture(lines: list[str], last: int) -> int | None:
    """The line below the few that stand between two blocks of columns, such as a picture's caption; None for none."""
    stop = last
    while stop < len(lines) and not lines[stop].strip():
        stop += 1
    first = stop
    while stop < len(lines) and lines[stop].strip() and stop - first < MOST_BETWEEN:
        stop += 1
    while stop < len(lines) and not lines[stop].strip():
        stop += 1
    return (
        stop if first < stop < len(lines) and not _GUTTER.search(lines[first].strip()[:LEAST_WIDTH]) else None
    )


def _goes_on(above: list[str], below: list[str]) -> bool:
    """Whether a column stops inside a sentence and the one below it begins inside one."""
    end = next((line for line in reversed(above) if line.strip()), "")
    begin = next((line for line in below if line.strip()), "")
    return bool(end and begin) and not ended(end.strip()) and not begin.startswith((" ", "\u3000"))


def _paragraphs(column: list[str]) -> list[str]:
    """The lines of a column, put together where one is full and stops inside a sentence.

    Where first lines are set in, a full line that ends a sentence goes on as well.
    """
    widest = max((_columns(line.rstrip()) for line in column), default=0)
    set_in = any(line.startswith("\u3000\u3000") for line in column)
    joined: list[str] = []
    above = ""
    for line in column:
        goes_on = (
            _columns(above.rstrip()) >= FULL * widest
            and line.strip()
            and not line.startswith((" ", "\u3000"))
            and not NUMBERED.match(line)
            and (set_in or not ended(above.strip()))
        )
        if goes_on:
            joined[-1] = joined[-1].rstrip() + line.strip()
        else:
            joined.append(line)
        above = line
    return joined


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in text)


def _edges(line: str) -> list[int]:
    """The columns at which something begins after a wide gap, its first line's indent apart; at most four, tables have
    more."""
    if len(line) > 200 or not _GUTTER.search(line):
        return []
    found = [
        _columns(line[: gap.end() - 2 if _INDENT.search(gap.group()) else gap.end()])
        for gap in _GUTTER.finditer(line)
    ]
    return found if len(found) <= 4 else []


def _run(lines: list[str], edges: list[list[int]], i: int) -> tuple[int, int]:
    """The right column's edge and the end of the lines set in two columns from line i on; 0 if none, and the line from
    which on to look further."""
    further = []
    for edge in edges[i]:
        if edge < LEAST_WIDTH:
            continue
        last, both = i, 0
        while last < len(lines) and (near := _fits(lines[last], edges[last], edge)) is not None:
            both += near
            last += 1
        further.append(i + 1 if last - i <= LONG else (i + last) // 2)
        if both < LEAST_LINES:
            continue
        last = _trimmed(lines, edges, i, last, edge)
        if both * 2 < sum(bool(line.strip()) for line in lines[i:last]):
            continue
        if all(_is_prose(half) for half in _sides(lines[i:last], edge)):
            return edge, last
    return 0, min(further, default=i + 1)


def _trimmed(lines: list[str], edges: list[list[int]], i: int, last: int, edge: int) -> int:
    """Where the columns of lines i to last end: a longer left one ends at a blank line below which no full line goes on."""
    stop = max(k + 1 for k in range(i, last) if _fits(lines[k], edges[k], edge) or _halves(lines[k], edge)[1])
    widest = max(_columns(_halves(line, edge)[0].rstrip()) for line in lines[i:stop])
    while stop < last:
        line = lines[stop].rstrip()
        if line and (lines[stop - 1].strip() or _columns(line) >= FULL * widest):
            stop += 1
        elif not line and stop + 1 < last and _columns(lines[stop + 1].rstrip()) >= FULL * widest:
            stop += 1
        else:
            break
    return stop


def _fits(line: str, edges: list[int], edge: int) -> bool | None:
    """True when the line has both columns, False when one only or none, None when it runs across the edge."""
    if any(abs(found - edge) <= _SLACK for found in edges):
        return True
    if not line.strip():
        return False
    indent = _columns(line[: len(line) - len(line.lstrip())])
    return False if indent >= edge - _SLACK or _columns(line.rstrip()) < edge else None


def _is_prose(column: list[str]) -> bool:
    """Whether a column holds running text: most of its lines are full and stop in the middle of a sentence.

    The cells of a list or table do not: they are narrow, end their sentences or have numbers.
    """
    full = [line.strip() for line in column if line.strip()]
    widest = max(map(_columns, full), default=0)
    flowing = sum(
        _columns(line) >= 0.75 * widest and not ended(line) and not NUMBERED.match(line) for line in full
    )
    return widest >= LEAST_WIDTH and flowing * 2 >= len(full) - 1 and any(map(_PROSE.search, full))


def _halves(line: str, edge: int) -> tuple[str, str]:
    """What stands left and right of the edge."""
    near = [gap for gap in _GUTTER.finditer(line) if abs(_columns(line[: gap.end()]) - edge) <= _SLACK]
    if near:
        gap = near[0]
        indent = gap.end() - gap.start() - 3 if line[gap.start() : gap.end()].endswith("\u3000\u3000") else 0
        return line[: gap.start()], ("\u3000\u3000" if indent > 0 else "") + line[gap.end() :]
    indent = _columns(line[: len(line) - len(line.lstrip())])
    return ("", line.strip()) if line.strip() and indent >= edge - _SLACK else (line, "")


def _sides(block: list[str], edge: int) -> tuple[list[str], list[str]]:
    """The lines of the left and of the right column."""
    halves = [_halves(line, edge) for line in block]
    left, right = [half[0] for half in halves], [half[1] for half in halves]
    for side in (left, right):
        while side and not side[-1].strip():
            side.pop()
    return left, right
