"""Counties side by side: their figures, offers, brands and policies as rows that keep what is unlike apart.

A row holds like figures of one status (``likeness``) or offers of one scope (``offers``), a cell those of one county of today
and its predecessors, as printed. Nothing is added up or filled in: where a county says nothing, its cell is empty.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.lookups import IsNull

from cases.likeness import base, likeness, measure, same, scale, shown
from cases.models import Benefit, Outcome, Place
from cases.models.composed import AnyOf, Composed, Given, either
from cases.offers import scope

MOST_FACTS = 4000
MOST_ROWS = 40
MOST_ALONE = 45
MOST_ENTRIES = 4
_STEPS = 1990  # To the e-fold: a step is a little more than what ``same`` takes for rounding.
STATUSES = (
    Outcome.Status.ACHIEVED,
    Outcome.Status.IN_PROGRESS,
    Outcome.Status.PLANNED,
    Outcome.Status.MIXED,
)
_CASE = ("case__key", "case__title", "case__year", "case__place", "case__start", "case__end")
_FACT = ("raw", "low", "high", "unit", "bound", "state", "origin", "lost", "case")


@dataclass
class Entry:
    """One value in a cell: the fact first found, facts that say the same elsewhere, and the amount in the row's unit."""

    fact: Any
    again: list[Any] = field(default_factory=list)
    converted: str = ""
    then: str = ""

    @property
    def when(self) -> str:
        """The year of the source, and the time the source itself names where that is another."""
        year = f"{self.fact.case.year} 年" if self.fact.case.year else "年份未定"
        told = getattr(self.fact, "as_of", "")
        return year if not told or told.replace(" ", "") == year.replace(" ", "") else f"{year}，“{told}”"

    @property
    def facts(self) -> list[Any]:
        """All facts of the entry."""
        return [self.fact, *self.again]


@dataclass
class Row:
    """One line of a table: a label, other wordings of it in the sources, and a list of entries for each county."""

    label: str
    also: list[str]
    cells: list[list[Entry]]
    terms: str = ""
    more: list[int] = field(default_factory=list)

    @property
    def columns(self) -> list[tuple[list[Entry], int]]:
        """Each county's entries with how many more it has than are shown."""
        return list(zip(self.cells, self.more, strict=True))


@dataclass
class Alone:
    """What only one county has of a group: its rows, and how many more there are."""

    unit: Place
    rows: list[Row]
    more: int


@dataclass
class Group:
    """Rows of one status or of offers: those that several counties share, and those of each county alone."""

    status: Outcome.Status | None
    shared: list[Row]
    alone: list[Alone]

    @property
    def alone_total(self) -> int:
        """How many rows only one county has."""
        return sum(len(each.rows) + each.more for each in self.alone)


def members(units: Iterable[Place]) -> dict[int, Place]:
    """Today's units and all that became them, by their keys; needs ``formerly`` prefetched."""
    return {each.pk: each for unit in units for each in (unit, *unit.formerly.all())}


def same_today(place: Place | None) -> list[int]:
    """The keys of all units that are, or have become, the same county of today as this one; none without a place."""
    return [place.pk, *_same_today(place=place.pk)] if place else []


_same_today = Composed(
    lambda place: (
        Place.objects.filter(today__formerly=place)
        .exclude(pk=place)
        .order_by()
        .values_list("pk", flat=True)
        .distinct()
    ),
    place="bigint",
)


def belongs_to(places: Given) -> Q:
    """That an outcome is of one of these places: by its own place, else by that of its case."""
    return either(
        Outcome.objects, Q(AnyOf("place_id", places)), Q(AnyOf("case__place_id", places), place=None)
    )


def outcomes_in(places: Given) -> QuerySet[Outcome]:
    """The public outcomes that belong to these places."""
    rows = Outcome.objects.public().filter(belongs_to(places))
    fields = ("indicator", "status", "as_of", "place", *_FACT)
    return rows.select_related("case").only(*fields, *_CASE).order_by("-case__year", "case", "pk")


def _benefits_in(places: Given) -> QuerySet[Benefit]:
    """The public offers of policies of these places: by the policy's place, else by that of the case."""
    own = Q(AnyOf("policy__place_id", places))
    rows = Benefit.objects.public().filter(
        either(Benefit.objects, own, Q(AnyOf("case__place_id", places), policy__place=None))
    )
    fields = ("label", "per", "policy__name", "policy__key", "policy__place", *_FACT)
    return rows.select_related("case", "policy").only(*fields, *_CASE).order_by("-case__year", "case", "pk")


def in_year(year: Given) -> Q:
    """What cases of this year say; of any, where no year is given."""
    return Q(case__year=year) | Q(IsNull(year, True))


outcomes_of = Composed(
    lambda places, year: outcomes_in(places).filter(in_year(year))[:MOST_FACTS],
    places="bigint[]",
    year="bigint",
)
benefits_of = Composed(
    lambda places, year: _benefits_in(places).filter(in_year(year))[:MOST_FACTS],
    places="bigint[]",
    year="bigint",
)


class Columns:
    """Which column a fact stands in: that of the county of today that has become of its place."""

    def __init__(self, units: Sequence[Place]) -> None:
        self.units = units
        self.places = members(units)
        self._of: defaultdict[int | None, list[int]] = defaultdict(list)
        for number, unit in enumerate(units):
            for each in {unit.pk, *(one.pk for one in unit.formerly.all())}:
                self._of[each].append(number)

    def of(self, fact: Any) -> list[int]:
        """The numbers of its columns; several where its former county was divided among them."""
        place = self.place(fact)
        return self.at(place.pk) if place else []

    def at(self, place: int | None) -> list[int]:
        """The numbers of the columns in which the place with this key stands."""
        return self._of.get(place, [])

    def place(self, fact: Any) -> Place | None:
        """The place a fact belongs to, as it was called then."""
        owner = fact.place_id if isinstance(fact, Outcome) else fact.policy.place_id
        return self.places.get(owner or fact.case.place_id)

    def then(self, fact: Any) -> str:
        """The name of the time where the county has another today."""
        place = self.places.get(fact.case.place_id)
        return place.name if place and place.is_former else ""


def outcome_groups(columns: Columns, outcomes: Iterable[Outcome]) -> list[Group]:
    """A group of rows for each status that occurs, in the fixed order of statuses."""
    rows: dict[tuple, Row] = {}
    found: defaultdict[tuple, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for column in columns.of(outcome):
            found[outcome.status, *_likeness(columns, column, outcome), column].append(outcome)
    labels: defaultdict[tuple, Counter[str]] = defaultdict(Counter)
    for (*key, column), facts in found.items():
        row = rows.setdefault(tuple(key), Row("", [], [[] for _ in columns.units]))
        row.cells[column] = _entries(facts, columns)
        labels[tuple(key)].update(fact.indicator for fact in facts)
    for key, row in rows.items():
        row.label, row.also = _label(labels[key])
        _convert(row, key[1].dimension)
    of: defaultdict[str, list[Row]] = defaultdict(list)
    for (status, *_), row in rows.items():
        of[status].append(row)
    return [_group(status, of[status], columns.units) for status in STATUSES if of[status]]


def benefit_group(columns: Columns, benefits: Iterable[Benefit]) -> Group:
    """The rows of offers, one for each scope."""
    found: defaultdict[Any, defaultdict[int, list[Benefit]]] = defaultdict(lambda: defaultdict(list))
    for each in benefits:
        span = each.low is not None and each.low != each.high
        key = scope(each.label, each.raw, each.unit, each.per, each.bound, span, each.policy.name)
        for column in columns.of(each):
            found[key][column].append(each)
    rows = []
    for key in sorted(found, key=lambda key: key.order):
        cells = [_entries(found[key].get(number, []), columns) for number in range(len(columns.units))]
        row = Row(key.kind, [], cells, terms=key.terms)
        _convert(row, key.unit)
        rows.append(row)
    return _group(None, rows, columns.units)


def facts_shown(groups: Iterable[Group]) -> Iterator[Any]:
    """Every fact that the rows of these groups show."""
    for group in groups:
        for row in (*group.shared, *(row for each in group.alone for row in each.rows)):
            for cell in row.cells:
                for entry in cell:
                    yield from entry.facts


def _likeness(columns: Columns, column: int, outcome: Outcome) -> tuple:
    """The key of its row; what is too vague to be like anything stands in a row of its county and value alone."""
    place = columns.place(outcome)
    names = {columns.units[column].name, *([place.name] if place else [])}
    like = likeness(outcome.indicator, outcome.unit, *sorted(names))
    return (like, (column, outcome.low, outcome.high) if like.vague else None)


def _entries(facts: Iterable[Any], columns: Columns) -> list[Entry]:
    """The values of a cell, the latest first; facts of one value are one entry."""
    entries = [Entry(first, again) for first, *again in by_value(facts)]
    for entry in entries:
        entry.then = columns.then(entry.fact)
    return entries


def by_value(facts: Iterable[Any]) -> list[list[Any]]:
    """Facts parted by what they say, in the order of the first of each: one amount with one bound.

    约 7300 亩 and 约 486.7 公顷 are one.
    """
    parts: list[tuple[tuple, list[Any]]] = []
    near: defaultdict[tuple, list[int]] = defaultdict(list)
    for fact in facts:
        said = _said(fact)
        key, step = _step_of(said)
        told = sorted(number for each in (step - 1, step, step + 1) for number in near[key, each])
        part = next((number for number in told if _agree(parts[number][0], said)), None)
        if part is None:
            near[key, step].append(len(parts))
            parts.append((said, [fact]))
        else:
            parts[part][1].append(fact)
    return [part for _, part in parts]


def _step_of(said: tuple) -> tuple[tuple, int]:
    """What must be equal, and a number that differs by one at most where two facts agree; so none is compared with all."""
    key, low, high = said
    amount = abs(float(low if low is not None else high or 0))
    return key, round(math.log(amount) * _STEPS) if amount else 0


def _said(fact: Any) -> tuple[tuple, Decimal | None, Decimal | None]:
    """What must be equal, and both amounts in base units."""
    absent = (fact.low is None, fact.high is None)
    key = (fact.bound, measure(fact.unit)[0], *absent)
    return key, base(fact.low, fact.unit), base(fact.high, fact.unit)


def _agree(one: tuple, other: tuple) -> bool:
    """Whether two facts say the same (``_said``)."""
    (key, low, high), (other_key, other_low, other_high) = one, other
    return (
        key == other_key
        and (low is None or same(low, other_low))
        and (high is None or same(high, other_high))
    )


def _convert(row: Row, dimension: str) -> None:
    """Give entries the amount in one unit for the row, where they are printed in several; cut long cells."""
    row.more = [max(0, len(cell) - MOST_ENTRIES) for cell in row.cells]
    row.cells = [cell[:MOST_ENTRIES] for cell in row.cells]
    every = [entry for cell in row.cells for entry in cell]
    entries = [(entry, *ends) for entry in every if (ends := bounds(entry.fact))] if len(every) > 1 else []
    name, size = scale(dimension, [low for _, low, _ in entries])
    for entry, low, high in entries if len(entries) > 1 else ():
        printed = entry.fact.raw.replace(" ", "")
        if size == 1 and ("万" in printed or "亿" in printed):
            entry.converted = shown(low, high, name, size)
        elif _step(name) not in printed and (size != 1 or measure(entry.fact.unit)[1] != 1):
            entry.converted = shown(low, high, name, size)


def _step(name: str) -> str:
    """What an amount printed in this scale shows of it: 万 of 万人, for 万名 is as good."""
    return "万" if name == "万人" else name


def bounds(fact: Any) -> tuple[Decimal, Decimal] | None:
    """The lower and the upper amount of a fact in base units; the one it has where it has one."""
    low, high = base(fact.low, fact.unit), base(fact.high, fact.unit)
    low, high = (low if low is not None else high), (high if high is not None else low)
    return None if low is None else (low, high)


def _label(wordings: Counter[str]) -> tuple[str, list[str]]:
    """The wording met most, the shorter of two as frequent; and two others at most."""
    best = sorted(wordings, key=lambda each: (-wordings[each], len(each), each))
    plain = {best[0].replace(" ", "")}
    others = [
        each
        for each in best[1:]
        if each.replace(" ", "") not in plain and not plain.add(each.replace(" ", ""))
    ]
    return best[0], others[:2]


def _group(status: Outcome.Status | None, rows: Sequence[Row], units: Sequence[Place]) -> Group:
    """Rows of several counties by how many share them, and those of one; both cut to what a page can hold."""
    shared: list[tuple[int, Row]] = []
    alone: list[list[Row]] = [[] for _ in units]
    for row in rows:
        filled = [number for number, cell in enumerate(row.cells) if cell]
        if len(filled) > 1:
            shared.append((len(filled), row))
        else:
            alone[filled[0]].append(row)
    shared.sort(key=lambda each: -each[0])
    most = MOST_ALONE // max(1, len(units))
    return Group(
        status,
        [row for _, row in shared[:MOST_ROWS]],
        [
            Alone(unit, own[:most], max(0, len(own) - most))
            for unit, own in zip(units, alone, strict=True)
            if own
        ],
    )
