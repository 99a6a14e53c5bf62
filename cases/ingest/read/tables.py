"""A table as lines that a person and the rules can read: one row a line, its cells parted by ``|``.

类别 │ 安家费 │ 津贴        类别 | 安家费 | 津贴
A类  │ 60万元 │ 5000元   →  A类 | 60万元 | 5000元

A cell merged over several rows is said in each of them. Rows that only lay out running text become that text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
BAR = " | "
EMPTY = "—"
_MOST = 3  # Lines of a cell that still is a cell.
_LONGEST = 160  # Characters of such a cell.
_LABEL = 20  # A merged cell up to this length is said again in each row.
_NARROW = 8  # A cell up to this length has no word breaks of its own.
_SPACED = re.compile(rf"(?<=[{HAN}])[ \u00a0\u3000]+(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, how many columns it is wide, and whether it goes on with the cell above it."""

    lines: Sequence[str]
    columns: int = 1
    continues: bool = False


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table, row by row."""
    out: list[str] = []
    above: dict[int, str] = {}
    for row in rows:
        texts, column = [], 0
        for cell in row:
            text = above.get(column, "") if cell.continues else _joined(cell.lines)
            above[column] = text if len(text) <= _LABEL else ""
            texts.append(text)
            column += cell.columns
        out += _row([cell for cell in row], texts)
    return out


def _row(row: list[Cell], texts: list[str]) -> list[str]:
    filled = [k for k, text in enumerate(texts) if text]
    own = [k for k in filled if not row[k].continues]
    if not own:
        return []
    if len(filled) == 1:
        return list(row[filled[0]].lines)
    if all(_is_cell(cell) for cell in row):
        return [BAR.join(text or EMPTY for text in texts)]
    return [line for k in own for line in row[k].lines]


def _is_cell(cell: Cell) -> bool:
    length = sum(map(len, cell.lines))
    return len(cell.lines) <= _MOST and length <= _LONGEST and not any(BAR in line for line in cell.lines)


def _joined(lines: Sequence[str]) -> str:
    """The lines of a cell as one; what a narrow cell broke, 安家⏎补贴 or 姓　名, is closed up."""
    text = " ".join(line.replace("\n", " ").strip() for line in lines).strip()
    return _SPACED.sub("", text) if len(text) <= _NARROW else text
