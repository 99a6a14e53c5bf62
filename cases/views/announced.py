"""Announced against achieved: targets, what is in progress and what was reached, on like units, each led to its sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from cases.comparison import MOST_FACTS, Entry, bounds, by_value, outcomes_in, outcomes_of, same_today
from cases.likeness import Likeness, likeness
from cases.models import Brand, BrandMention, Outcome, Place
from cases.models.composed import Composed, Given
from cases.views.witness import attach

MOST_LINES = 14
MOST_SILENT = 12
MOST_ENDS = 4
# The drawing counts in its own units: from LEFT to RIGHT lies what is between nought and the line's largest amount.
LEFT, RIGHT = 12, 228
_SHAPES = {"achieved": "circle", "in_progress": "ring", "planned": "goal"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One end in the drawing: where it stands, what it is, and the fact behind it."""

    x: int
    shape: str
    fact: Any


@dataclass
class Line:
    """Like figures of one place: what was aimed at, what is under way, what was reached."""

    label: str
    planned: list[Entry]
    in_progress: list[Entry]
    achieved: list[Entry]
    marks: list[Mark]
    reached: int = 0

    @property
    def followed(self) -> bool:
        """Whether a source of the target's year or later tells what was reached, or how far it has got."""
        aims = [entry.fact.case.year for entry in self.planned]
        later = [entry.fact.case.year for entry in (*self.achieved, *self.in_progress)]
        return not aims or any(_not_before(year, aim) for year in later for aim in aims)

    @property
    def alone(self) -> bool:
        """Whether it is a target with nothing to set it against."""
        return not self.in_progress and not self.achieved


@dataclass(frozen=True, slots=True)
class Announced:
    """The lines that a page draws, those with a target alone, and how many of each kind are left out."""

    lines: Sequence[Line]
    silent: Sequence[Line]
    more_lines: int
    more_silent: int


def announced_in(units: Sequence[Place]) -> Announced | None:
    """What was announced and achieved in these units, predecessors included if they are among them."""
    return announced(outcomes_of(places=[unit.pk for unit in units], year=None))


def announced_of(brand: Brand) -> Announced | None:
    """The same from the cases that speak of a brand, as far as the figures are of the brand's own place."""
    if brand.place_id is None:
        return announced(_of_brand(brand=brand.pk))
    return announced(_of_brand_in(brand=brand.pk, places=same_today(brand.place)))


def _of(brand: Given) -> QuerySet:
    """The cases that speak of a brand."""
    return BrandMention.objects.public().filter(brand=brand).values("case")


_of_brand = Composed(
    lambda brand: (
        Outcome.objects.public()
        .filter(case__in=_of(brand))
        .select_related("case")
        .defer("case__machine", "case__summary", "machine")
        .order_by("-case__year", "pk")[:MOST_FACTS]
    ),
    brand="bigint",
)
_of_brand_in = Composed(
    lambda brand, places: outcomes_in(places).filter(case__in=_of(brand))[:MOST_FACTS],
    brand="bigint",
    places="bigint[]",
)


def announced(outcomes: Iterable[Outcome]) -> Announced | None:
    """The figure for outcomes that come with their cases; None where nothing was announced."""
    found: defaultdict[tuple[Likeness, int | None], list[Outcome]] = defaultdict(list)
    for each in outcomes:
        if each.status in _SHAPES and bounds(each):
            like = likeness(each.indicator, each.unit)
            found[like, each.case_id if like.vague else None].append(each)
    lines = [line for facts in found.values() if (line := _line(facts))]
    if not lines:
        return None
    silent = [line for line in lines if line.alone]
    drawn = sorted((line for line in lines if not line.alone), key=lambda line: not line.planned)
    made = Announced(
        drawn[:MOST_LINES],
        silent[:MOST_SILENT],
        max(0, len(drawn) - MOST_LINES),
        max(0, len(silent) - MOST_SILENT),
    )
    shown = [entry for line in (*made.lines, *made.silent) for entry in _entries_of(line)]
    facts = [each for entry in shown for each in entry.facts]
    attach({"outcome": facts}, {each.case_id: each.case for each in facts})
    return made


def _line(facts: Sequence[Outcome]) -> Line | None:
    """The line of like figures; None where there is nothing to set against one another."""
    ends = {status: _entries([each for each in facts if each.status == status]) for status in _SHAPES}
    if not ends["planned"] and not (ends["in_progress"] and ends["achieved"]):
        return None
    most = max(bounds(entry.fact)[1] for entries in ends.values() for entry in entries)
    marks = {}
    for status, entries in ends.items():
        for entry in entries:
            x = _x(bounds(entry.fact)[1], most)
            marks.setdefault((status, x), Mark(x, _SHAPES[status], entry.fact))
    reached = max((mark.x for (status, _), mark in marks.items() if status == "achieved"), default=LEFT)
    wordings = Counter(each.indicator for each in facts)
    label = min(wordings, key=lambda each: (-wordings[each], len(each), each))
    return Line(label, **ends, marks=sorted(marks.values(), key=lambda mark: mark.x), reached=reached - LEFT)


def _entries(facts: Iterable[Outcome]) -> list[Entry]:
    """The first values among facts of one status, the latest first; equal ones are one."""
    return [Entry(first, again) for first, *again in by_value(facts)[:MOST_ENDS]]


def _entries_of(line: Line) -> list[Entry]:
    return [*line.planned, *line.in_progress, *line.achieved]


def _x(amount: Decimal, most: Decimal) -> int:
    return LEFT + round((RIGHT - LEFT) * amount / most) if most else LEFT


def _not_before(year: int | None, aim: int | None) -> bool:
    return year is not None and aim is not None and year >= aim
