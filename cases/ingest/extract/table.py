"""Amounts in a table printed as lines: the heading of the column says what, the first cell of the row for whom.

类别  安家费   每月津贴
A类   60万元   5000元      → A类：安家费 60万元; A类：津贴 5000元 per 月
B类   30万元   3000元
"""

import re

from .quantity import Quantity
from .sentence import paragraphs

_CELL = re.compile(r"[^ |\t]+")
_OFFERED = re.compile(r"费|补贴|津贴|奖励|资助|补助|贷款|经费|奖金|额度")
_PER = re.compile(r"^每(?:人每)?(?P<per>月|年|学年|天)|（(?:元|万元)?/(?P<unit>月|年)）")
MAX_CELLS = 8
MAX_LINE = 80


def cells(folded: str, start: int, end: int, amounts: list[Quantity]) -> dict[int, tuple[str, str | None]]:
    """The start of each amount that is a cell of such a table → its label and per what it is paid."""
    starts = {item.start for item in amounts}
    found: dict[int, tuple[str, str | None]] = {}
    heading: list[str] = []
    for line in paragraphs(folded, start, end):
        row = list(_CELL.finditer(folded, line.start, line.end)) if line.end - line.start <= MAX_LINE else []
        if not 2 <= len(row) <= MAX_CELLS:
            heading = []
            continue
        words = [cell.group() for cell in row]
        if heading and len(row) == len(heading) and any(cell.start() in starts for cell in row[1:]):
            for what, cell in zip(heading[1:], row[1:], strict=True):
                if cell.start() in starts:
                    per = _PER.search(what)
                    label = f"{words[0]}：{_PER.sub('', what)}"
                    found[cell.start()] = label, (per["per"] or per["unit"]) if per else None
        else:
            plain = not any(re.search(r"[\d，。；：]", word) for word in words)
            heading = words if plain and any(_OFFERED.search(word) for word in words[1:]) else []
    return found
