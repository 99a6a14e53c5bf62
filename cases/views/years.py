"""What there is from each year, as columns: cases, and figures about results by their status, each year a link."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from cases.models import Case, Outcome
from cases.models.composed import Composed
from cases.models.edition import once_an_edition
from cases.views.tilemap import with_evidence

MOST_YEARS = 24
WIDTH, HEIGHT = 360, 96  # Of the drawing, without the line of years below it.
WIDEST = 40  # A column's share of the width, where there are few.
LABEL, DIGIT = 34, 6.5  # What a year needs of it, and one digit over a column.
_CASES = "cases"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a column, by kind of what is counted."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One year of one chart, from ``x`` on: how many in all, made of what, and what there is room to write."""

    year: int
    x: float
    middle: float
    total: int
    parts: Sequence[Part]
    named: bool
    counted: bool

    @property
    def above(self) -> float:
        """Where the number stands, over the column."""
        return round(self.parts[-1].y - 4, 1)


@dataclass(frozen=True, slots=True)
class Years:
    """``rows`` of the table are (year, cases, figures of each status); the charts share their years."""

    cases: Sequence[Column]
    figures: Sequence[Column]
    rows: Sequence[tuple[int, int, Sequence[int]]]
    share: float
    before: int | None
    yearless: int

    @property
    def middle(self) -> float:
        """From the left of a column's share to its middle."""
        return round(self.share / 2, 1)

    @property
    def bar(self) -> float:
        """How wide a column is drawn."""
        return round(self.share * 0.72, 1)

    @property
    def inset(self) -> float:
        """From the left of its share to the column."""
        return round(self.share * 0.14, 1)


@once_an_edition
def over_years() -> Years | None:
    """The public cases over the latest years, empty ones between them included; None where no case has a year."""
    cases = dict(_cases())
    yearless = cases.pop(None, 0)
    if not cases:
        return None
    figures = {(year, status): count for year, status, count in _figures() if year}
    last = max(cases)
    first = max(min(cases), last - MOST_YEARS + 1)
    years = range(first, last + 1)
    share = round(min(WIDEST, WIDTH / len(years)), 2)
    return Years(
        cases=_columns(years, share, {(year, _CASES): count for year, count in cases.items()}, [_CASES]),
        figures=_columns(years, share, figures, Outcome.Status.values),
        rows=[
            (
                year,
                cases.get(year, 0),
                [figures.get((year, status), 0) for status in Outcome.Status.values],
            )
            for year in reversed(years)
        ],
        share=share,
        before=first if min(cases) < first else None,
        yearless=yearless,
    )


_cases = Composed(lambda: Case.objects.public().order_by().values_list("year").annotate(Count("pk")))
_figures = Composed(
    lambda: with_evidence(Outcome).order_by().values_list("case__year", "status").annotate(Count("pk"))
)


def _columns(
    years: range, share: float, counts: Mapping[tuple[int, str], int], kinds: Sequence[str]
) -> list[Column]:
    """A column a year; the highest fills the height."""
    totals = {year: sum(counts.get((year, kind), 0) for kind in kinds) for year in years}
    most = max(totals.values()) or 1
    named = _named(totals, math.ceil(LABEL / share))
    columns = []
    for number, (year, total) in enumerate(totals.items()):
        parts, y = [], float(HEIGHT)
        for kind in kinds:
            if count := counts.get((year, kind), 0):
                height = round(count / most * HEIGHT, 1)
                y = round(y - height, 1)
                parts.append(Part(kind, y, height))
        left, middle = round(number * share, 1), round((number + 0.5) * share, 1)
        counted = len(str(total)) * DIGIT <= share
        columns.append(Column(year, left, middle, total, parts, year in named, counted))
    return columns


def _named(totals: Mapping[int, int], apart: int) -> set[int]:
    """The years that are written out, at least so many apart: those with a column before others, the latest first."""
    named: set[int] = set()
    for year in sorted(totals, key=lambda year: (not totals[year], -year)):
        if all(abs(year - other) >= apart for other in named):
            named.add(year)
    return named
