"""Which columns a kind of record has in a spreadsheet, and how its rows are found again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet

from cases.models import Benefit, Bound, Brand, Case, Fact, Outcome, Policy

KEY, VERSION = "短码", "版本"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, where the value comes from, and what a cell may hold; ``editable`` ones can be changed."""

    heading: str
    field: str
    holds: str = "text"  # text, whole, year, number, choice, place
    choices: Sequence[tuple[str, str]] = ()
    editable: bool = True
    needed: bool = False

    def value(self, record: Model) -> Any:
        """The value of a record."""
        return attrgetter(self.field)(record)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record as a spreadsheet: its columns behind key and version."""

    kind: str
    model: type[Model]
    columns: tuple[Column, ...]
    related: tuple[str, ...]

    @property
    def word(self) -> str:
        """What the kind is called."""
        return str(self.model._meta.verbose_name)

    @property
    def headings(self) -> list[str]:
        """All headings, in order."""
        return [KEY, VERSION, *(column.heading for column in self.columns)]

    def rows(self, records: QuerySet | None = None) -> QuerySet:
        """Records with what their cells need, oldest first; what was merged is the other's now."""
        rows = (self.model.objects.all() if records is None else records).select_related(*self.related)
        if not issubclass(self.model, Fact):
            rows = rows.filter(merged_into=None)
        return (rows.defer("document__text") if self.model is Case else rows).order_by("pk")

    def find(self, keys: Sequence[str]) -> dict[str, Model]:
        """The records of some keys, with what their cells need."""
        if not issubclass(self.model, Fact):
            return {record.key: record for record in self.rows().filter(key__in=keys)}
        numbers = {int(pk) for _, _, pk in (key.partition("-") for key in keys) if is_number(pk)}
        found = {key_of(record): record for record in self.rows().filter(pk__in=numbers)}
        return {key: found[key] for key in keys if key in found}


def is_number(said: str) -> bool:
    """Whether it is a key or a version as the database has them."""
    return said.isascii() and said.isdigit() and len(said) < 19


def key_of(record: Model) -> str:
    """What a row is known by: the short key, for a fact that of its case and its number."""
    return f"{record.case.key}-{record.pk}" if isinstance(record, Fact) else record.key


def version_of(record: Model) -> int:
    """The version that guards against lost updates; a fact's is its case's."""
    return record.case.version if isinstance(record, Fact) else record.version


def cells(table: Table, record: Model, show: Callable) -> list[Any]:
    """The row of a record."""
    return [
        key_of(record),
        version_of(record),
        *(show(column.value(record), column.choices) for column in table.columns),
    ]


def _seen(heading: str, field: str, choices: Sequence[tuple[str, str]] = ()) -> Column:
    return Column(heading, field, choices=choices, editable=False)


_AMOUNT = (
    Column("下限", "low", "number"),
    Column("上限", "high", "number"),
    Column("单位", "unit"),
    Column("界限", "bound", "choice", Bound.choices, needed=True),
    Column("原文写法", "raw", needed=True),
)
_FACT = (Column("核对", "state", "choice", Fact.State.choices, needed=True), _seen("所在案例", "case.title"))
TABLES: dict[str, Table] = {
    table.kind: table
    for table in (
        Table(
            "case",
            Case,
            (
                Column("标题", "title", needed=True),
                Column("地区", "place", "place"),
                Column("年份", "year", "year"),
                Column("摘要", "summary"),
                Column("状态", "status", "choice", Case.Status.choices, needed=True),
                _seen("来源文件", "document.filename"),
            ),
            ("place", "document"),
        ),
        Table(
            "brand",
            Brand,
            (
                Column("品牌名称", "name", needed=True),
                Column("类别", "kind"),
                Column("地区", "place", "place"),
            ),
            ("place",),
        ),
        Table(
            "policy",
            Policy,
            (
                Column("政策名称", "name", needed=True),
                Column("形式", "form", "choice", Policy.Form.choices, needed=True),
                Column("类别", "category"),
                Column("年份", "year", "year"),
                Column("地区", "place", "place"),
            ),
            ("place",),
        ),
        Table(
            "outcome",
            Outcome,
            (
                Column("指标", "indicator", needed=True),
                *_AMOUNT,
                Column("进展", "status", "choice", Outcome.Status.choices, needed=True),
                Column("截至", "as_of"),
                Column("所属地区", "place", "place"),
                *_FACT,
            ),
            ("case", "place"),
        ),
        Table(
            "benefit",
            Benefit,
            (
                Column("对象与事项", "label", needed=True),
                *_AMOUNT,
                Column("计算周期", "per"),
                _seen("所属政策", "policy.name"),
                *_FACT,
            ),
            ("case", "policy"),
        ),
    )
}


def table_of(headings: Iterable[str]) -> Table | None:
    """The table that has all these headings; None where there is none."""
    said = set(headings)
    return next((table for table in TABLES.values() if said <= set(table.headings)), None)


def nearest(headings: Iterable[str]) -> Table:
    """The table that has most of these headings."""
    said = set(headings)
    return max(TABLES.values(), key=lambda table: len(said & set(table.headings)))
