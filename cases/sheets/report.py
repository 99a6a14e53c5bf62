"""A file compared with what is stored: which cells differ, and what cannot be as it stands there."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cases.actions import may, may_edit, steps
from cases.actions.batches import Change
from cases.models import Brand, Case, Fact, Policy
from cases.models.identity import quoted
from cases.sheets import cells
from cases.sheets.reading import Formula, Refused, Rows
from cases.sheets.tables import KEY, VERSION, Column, Table, is_number, nearest, table_of, version_of

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: the row's number, what the record is called, the column, the value stored and the one given."""

    row: int
    record: str
    heading: str
    before: Any
    after: Any


@dataclass(slots=True)
class Report:
    """What a file would do. ``errors`` are row and sentence; nothing can be applied while there are any."""

    table: Table
    total: int = 0
    changes: list[Change] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def compare(rows: Rows, user: Any) -> Report:
    """The report on the rows of a file, for a user who would apply it; reads only. Raises Refused for no table of ours."""
    table = _table(rows.headings)
    report = Report(table, total=len(rows.rows))
    known = {column.heading: column for column in table.columns}
    columns = [(at, known[heading]) for at, heading in enumerate(rows.headings) if heading in known]
    at_key, at_version = rows.headings.index(KEY), rows.headings.index(VERSION)
    parse = _parsers()
    keys = [_said(row[at_key]) for _, row in rows.rows]
    twice = {key for key, count in Counter(keys).items() if count > 1 and key}
    for begin in range(0, len(rows.rows), CHUNK):
        part = rows.rows[begin : begin + CHUNK]
        found = table.find([key for key in keys[begin : begin + CHUNK] if key])
        for (number, row), key in zip(part, keys[begin:], strict=False):
            record = found.get(key)
            said = _refusal(key, key in twice, record, _said(row[at_version]))
            if said:
                report.errors.append((number, said))
            else:
                shown = [(column, row[at]) for at, column in columns]
                _one(report, number, record, int(_said(row[at_version])), shown, parse, user)
    return report


def _table(headings: Sequence[str]) -> Table:
    for needed in (KEY, VERSION):
        if needed not in headings:
            raise Refused(f"缺少“{needed}”一列。请用导出的表格修改，保留全部列。")
    table = table_of(headings)
    if table is None:
        likely = nearest(headings)
        unknown = [heading for heading in headings if heading not in likely.headings]
        raise Refused(
            f"不认识这些列：{'、'.join(unknown)}。{likely.word}的表格可以有：{'、'.join(likely.headings)}。"
        )
    return table


def _said(cell: Any) -> str:
    try:
        return "" if isinstance(cell, Formula) else cells.text(cell)
    except cells.Wrong:
        return ""


def _refusal(key: str, twice: bool, record: Model | None, version: str) -> str:
    """Why a row cannot be compared at all; "" where it can."""
    if not key:
        return f"没有{KEY}。表格只能修改已有的记录，新增请在工作台上做。"
    if twice:
        return f"{KEY}“{key[:40]}”在表里不止一行。"
    if record is None:
        return f"没有{KEY}为“{key[:40]}”的记录，或它已并入别的记录。"
    if not is_number(version):
        return f"没有{VERSION}。请保留导出时的“{VERSION}”一列。"
    return ""


def _one(
    report: Report,
    number: int,
    record: Model,
    version: int,
    row: Sequence[tuple[Column, Any]],
    parse: dict[str, Callable],
    user: Any,
) -> None:
    """Compare one row; its changes, or the errors in it, go into the report."""
    changes, differences, errors = {}, [], []
    for column, cell in row:
        before = column.value(record)
        was = cells.shown(before, column.choices)
        try:
            said = _text(cell)
            if said == cells.text(was):
                continue
            after = _value(column, said, parse)
            if after == before:
                continue
        except cells.Wrong as wrong:
            errors.append((number, f"{column.heading}：{wrong}。"))
            continue
        changes[column.field] = after
        differences.append(
            Difference(number, str(record), column.heading, was, cells.shown(after, column.choices))
        )
    if changes and version != version_of(record):
        # Whether the user changed the cell or somebody else the record, nobody can tell.
        errors = [
            (
                number,
                f"{quoted(record)}在导出之后又有了改动（表里是版本 {version}，现在是 {version_of(record)}），请重新导出。",
            )
        ]
    elif changes and not errors:
        errors += [(number, said) for said in amiss(record, changes, user)]
    report.errors += errors
    if changes and not errors:
        report.changes.append(Change(number, record, version_of(record), changes))
        report.differences += differences


def _text(cell: Any) -> str:
    if isinstance(cell, Formula):
        raise cells.Wrong("这一格是公式，请改成值")
    return cells.text(cell)


def _value(column: Column, said: str, parse: dict[str, Callable]) -> Any:
    if not column.editable:
        raise cells.Wrong("这一列只供对照，不能改")
    if column.needed and not said:
        raise cells.Wrong("不能为空")
    return parse[column.holds](said, column)


def _parsers() -> dict[str, Callable[[str, Column], Any]]:
    """By what a column holds: from the text of a cell to the value."""
    place = cells.remembering()
    return {
        "text": lambda said, _: said,
        "year": lambda said, _: cells.year(said),
        "number": lambda said, _: cells.number(said),
        "choice": lambda said, column: cells.choice(said, column.choices),
        "place": lambda said, _: place(said),
    }


def amiss(record: Model, changes: dict[str, Any], user: Any) -> Iterator[str]:
    """What speaks against changes that are each well: the rights of the user, and rules of the record."""
    yield from _forbidden(record, changes, user)
    for name, value in changes.items():
        try:
            record._meta.get_field(name).run_validators(value)
        except ValidationError as error:
            word = record._meta.get_field(name).verbose_name
            yield f"{word}：{'；'.join(error.messages)}"
    low, high = (changes.get(end, getattr(record, end, None)) for end in ("low", "high"))
    if low is not None and high is not None and low > high:
        yield "下限不能大于上限。"


def _forbidden(record: Model, changes: dict[str, Any], user: Any) -> Iterator[str]:
    if isinstance(record, Brand | Policy):
        if not may(user, "name"):
            yield "您没有修改品牌和政策名录的权限。"
        return
    case = record.case if isinstance(record, Fact) else record
    if changes.keys() - ({"status"} if isinstance(record, Case) else set()) and not may_edit(user, case):
        yield f"案例{quoted(case)}{case.get_status_display()}，您不能修改。"
    if isinstance(record, Case) and changes.get("status", case.status) not in steps(user, case):
        word = dict(Case.Status.choices)[changes["status"]]
        yield f"案例{quoted(case)}不能由{case.get_status_display()}改为{word}，或您没有这个权限。"
    if isinstance(record, Fact) and "state" in changes and not may(user, "review"):
        yield "核对是审核人员的事，您不能改。"
