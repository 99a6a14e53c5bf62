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
_SLACK = 6  # So much the right column's edge may waver, as letters and digits are not of one width.
_GUTTER = compiled(r"(?<=\S)(?:[ \u00a0\u2000-\u200a\u3000]{3,}|\u3000{2,})(?=\S)")
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
        if edge:
            out.extend(_one_after_the_other(lines[i:last], edge))
            i = last
        else:
            out.append(lines[i])
            i += 1
    return "\n".join(out)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in text)


def _edges(line: str) -> list[int]:
    """The columns at which something begins after a wide gap; at most four, tables have more."""
    if len(line) > 200 or not _GUTTER.search(line):
        return []
    found = [_columns(line[: gap.end()]) for gap in _GUTTER.finditer(line)]
    return found if len(found) <= 4 else []


def _run(lines: list[str], edges: list[list[int]], i: int) -> tuple[int, int]:
    """The right column's edge and the end of the lines set in two columns from line i on; ``(0, i)`` if none."""
    for edge in edges[i]:
        if edge < LEAST_WIDTH:
            continue
        last, both = i, 0
        while last < len(lines) and (near := _fits(lines[last], edges[last], edge)) is not None:
            both += near
            last += 1
        block = lines[i:last]
        if both < LEAST_LINES or both * 2 < sum(bool(line.strip()) for line in block):
            continue
        halves = [_halves(line, edge) for line in block]
        if all(_is_prose([half[side] for half in halves]) for side in (0, 1)):
            return edge, last
    return 0, i


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


def _one_after_the_other(block: list[str], edge: int) -> list[str]:
    halves = [_halves(line, edge) for line in block]
    left, right = [half[0] for half in halves], [half[1] for half in halves]
    while left and not left[-1].strip():
        left.pop()
    while right and not right[-1].strip():
        right.pop()
    return left + right
