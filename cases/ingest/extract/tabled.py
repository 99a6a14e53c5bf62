"""Results that stand in a table: the heading of the column says what, the first cell of the row for when or where.

年份  引进博士/人
2020  31          →  引进博士 31 人, as of 2020
"""

import re

from ..records import Outcome, Status
from ..sieve import compiled
from .sentence import quote
from .table import YEAR, Entry
from .words import any_of

_PLANNED = re.compile(r"目标|计划|任务|预期|规划|拟|预计")
_DONE = re.compile(r"完成|实际|已|实绩|现状")
_SO_FAR = re.compile(r"实绩|现状|实际|已|基数|基期")  # What was reached before a plan begins.
_NO_RESULT = compiled(any_of("not_results"))
_KINDS = ("money", "count", "place", "percent", "area", "weight", "energy", "times", "length", "volume")


def tabled(text: str, figures: tuple[Entry, ...], planned: bool) -> list[Outcome]:
    """The outcomes of tables; ``planned``: the document only announces."""
    return [
        _outcome(text, entry, planned)
        for entry in figures
        if entry.quantity.kind in _KINDS and not _NO_RESULT.search(_label(entry))
    ]


def _label(entry: Entry) -> str:
    """What is counted, with whose it is where the row or the column is no year."""
    return "".join(words for words in (entry.row, entry.heading) if words and not YEAR.fullmatch(words))


def _outcome(text: str, entry: Entry, planned: bool) -> Outcome:
    item = entry.quantity
    told = f"{entry.caption} {entry.heading} {entry.row}"
    ahead = (planned and not _SO_FAR.search(entry.heading)) or (
        bool(_PLANNED.search(told)) and not _DONE.search(entry.heading)
    )
    status: Status = "planned" if ahead else "achieved"
    when = next((words for words in (entry.row, entry.heading) if YEAR.fullmatch(words)), "")
    evidence = (quote(text, entry.line, item.start, item.end), quote(text, entry.head, *entry.head_span))
    label = _label(entry) or entry.caption
    return Outcome(label, item.low, item.high, item.unit, item.bound, item.raw, status, evidence, when)
