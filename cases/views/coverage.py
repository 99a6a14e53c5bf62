"""What is in the collection and what is not: by place and year, by kind of source, and how much of it is checked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.filters.facet import UNKNOWN
from cases.models import Benefit, BrandMention, Case, Document, Evidence, Fact, Outcome, Place, PolicyMention
from cases.models.composed import AnyOf, Composed
from cases.models.edition import once_an_edition
from cases.tiles import step, tops
from cases.views.page import takes
from cases.views.tilemap import chosen_province, units_within
from cases.views.years import over_years

MOST_YEARS = 24
# The kinds that reading tells apart (``cases.ingest``).
KINDS = (
    "经验材料", "简报", "总结", "政策文件", "政策解读", "讲话", "访谈", "答复", "报纸", "公众号文章", "网页", "图书章节", "其他",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """How many cases of a row are of a year, which is as the list's filter has it; ``step`` shades it."""

    year: str
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Row:
    """A province, or what lies in it (``within``), or the cases whose place is open; ``county`` as in the filter."""

    name: str
    county: str
    within: bool
    cells: Sequence[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Years across, the open one last, and places down; ``gaps`` are years between them of which there is nothing."""

    years: Sequence[int | None]
    rows: Sequence[Row]
    gaps: Sequence[str]
    cut: bool


# (place as recorded, year, how many cases); None for what is open.
Counts = Sequence[tuple[int | None, int | None, int]]
# Each recorded place with all units of today that it counts under: its own, and what they lie in.
Lines = Mapping[int, set[Place]]
# The cases of units of today by year.
Tallies = Mapping[Place | None, Counter[int | None]]


@takes("province")
def coverage(request: HttpRequest) -> HttpResponse:
    """Which places, years and kinds of source there are and are not, of one province in detail."""
    content = _content()
    province = chosen_province(request.GET.get("province"), content["provinces"])
    below = _below(province) if province else []
    tallies, provinces = content["tallies"], content["provinces"]
    return render(
        request,
        "cases/coverage.html",
        {
            "section": "about",
            **content,
            "province": province,
            "matrix": _matrix(tallies, provinces, province, below),
            "cities": _with_and_without(below, {unit.pk for unit in tallies if unit}),
        },
    )


@once_an_edition
def _content() -> dict[str, Any]:
    """What is the same whichever province is opened."""
    counts, kinds = _counts(), _kinds()
    tallies = _tallies(counts)
    return {
        "tallies": tallies,
        "documents": sum(row["documents"] for row in kinds),
        "cases": sum(count for _, _, count in counts),
        "unplaced": tallies.get(None, Counter()).total(),
        "yearless": sum(count for _, year, count in counts if not year),
        "provinces": _most_first(tallies),
        "years": over_years(),
        "kinds": kinds,
        "facts": [{"name": name, **read()[0]} for name, read in _FACTS],
    }


def _tallies(counts: Counts) -> Tallies:
    """The cases of each unit of today by year: its own, and those of what lies in it; under None those without a place."""
    lines = _lines({place for place, _, _ in counts if place})
    tallies: defaultdict[Place | None, Counter[int | None]] = defaultdict(Counter)
    for place, year, count in counts:
        for unit in lines[place] if place else (None,):
            tallies[unit][year] += count
    return tallies


def _lines(places: Collection[int]) -> Lines:
    lines: defaultdict[int, set[Place]] = defaultdict(set)
    for pair in _now(places=list(places)):
        unit: Place | None = pair.to_place
        while unit:
            lines[pair.from_place_id].add(unit)
            unit = unit.parent
    return lines


_counts = Composed(
    lambda: Case.objects.public().order_by().values_list("place", "year").annotate(Count("pk"))
)
_now = Composed(
    lambda places: (
        Place.today.through.objects.filter(AnyOf("from_place_id", places))
        .select_related("to_place__parent__parent")
        .only(
            "from_place",
            *(f"to_place__{up}{each}" for up in ("", "parent__", "parent__parent__") for each in _UNIT),
        )
    ),
    places="bigint[]",
)
_UNIT = ("code", "name", "level", "parent")


def _most_first(tallies: Tallies) -> list[Place]:
    provinces = [unit for unit in tallies if unit and unit.level == Place.Level.PROVINCE]
    return sorted(provinces, key=lambda unit: (-tallies[unit].total(), unit.code))


def _below(province: Place) -> list[Place]:
    """What lies directly in the province, mostly cities, each with its ``counties`` of today."""
    inside: defaultdict[int, list[Place]] = defaultdict(list)
    for unit in units_within(province=province.pk):
        inside[unit.parent_id].append(unit)
    for unit in inside[province.pk]:
        unit.counties = inside[unit.pk]
    return sorted(inside[province.pk], key=lambda unit: (unit.sort_key, unit.code, unit.pk))


def _matrix(
    tallies: Tallies, provinces: Sequence[Place], chosen: Place | None, below: Sequence[Place]
) -> Matrix:
    """Every province, the chosen one with what lies in it, and what is open; shaded are the parts of the chosen."""
    met = {year for tally in tallies.values() for year in tally}
    known = sorted(met - {None})
    shown = known[-MOST_YEARS:]
    years = [*shown, *([None] if None in met else [])]
    lone = [chosen] if chosen and chosen not in provinces else []
    found = []
    for province in [*lone, *provinces]:
        for unit in [province, *(below if province == chosen else ())]:
            found.append((unit.name, unit.code, unit != province, tallies.get(unit, Counter())))
    if unplaced := tallies.get(None):
        found.append(("地区未定", UNKNOWN, False, unplaced))
    steps = tops(row[year] for _, _, within, row in found if within for year in years)

    def cell(count: int, year: int | None, within: bool) -> Cell:
        return Cell(str(year or UNKNOWN), count, step(count, steps) if within else 0)

    rows = [
        Row(name, code, within, [cell(row[year], year, within) for year in years], row.total())
        for name, code, within, row in found
    ]
    return Matrix(years, rows, _gaps(shown), len(known) > MOST_YEARS)


def _gaps(years: Sequence[int]) -> list[str]:
    """The runs of years that are missing between these: 2012, 2014, 2018 → 2013, 2015–2017."""
    gaps = [(one + 1, other - 1) for one, other in pairwise(years) if other - one > 1]
    return [str(first) if first == last else f"{first}–{last}" for first, last in gaps]


def _with_and_without(below: Sequence[Place], covered: Collection[int]) -> list[dict[str, Any]]:
    """For every city its counties of today with and without any case; cities with none at all come last."""
    rows = []
    for city in below:
        if counties := city.counties:
            have = [county for county in counties if county.pk in covered]
            lack = [county for county in counties if county.pk not in covered]
            rows.append({"city": city, "any": city.pk in covered, "with": have, "without": lack})
    return sorted(rows, key=lambda row: not row["any"])


def _kinds() -> list[dict[str, Any]]:
    """Every kind of source with its documents, its cases and their years; the kinds that are missing at zero."""
    kinds = sorted(_of_kinds(), key=lambda row: (-row["documents"], row["kind"]))
    missing = [{"kind": kind, "documents": 0} for kind in KINDS if kind not in {row["kind"] for row in kinds}]
    return [*kinds, *missing]


_public = Q(cases__status=Case.Status.PUBLISHED)
_of_kinds = Composed(
    lambda: (
        Document.objects.public()
        .order_by()
        .values("kind")
        .annotate(
            documents=Count("pk", distinct=True),
            count=Count("cases", filter=_public),
            first=Min("cases__year", filter=_public),
            last=Max("cases__year", filter=_public),
        )
    )
)


def _checked(model: type[Fact], subject: str) -> Composed:
    """How many facts of a kind readers see, rest on words of a source, were confirmed, entered, and refused."""
    standing = ~Q(state=Fact.State.REJECTED)
    traced = Exists(Evidence.objects.filter(lost=False, **{subject: OuterRef("pk")}))
    return Composed(
        lambda: (
            model.objects.filter(case__status=Case.Status.PUBLISHED)
            .order_by()
            .values(every=Value(True))  # All rows are one group.
            .annotate(
                standing=Count("pk", filter=standing),
                traced=Count("pk", filter=standing & Q(traced)),
                confirmed=Count("pk", filter=Q(state=Fact.State.CONFIRMED)),
                edited=Count("pk", filter=standing & Q(origin=Fact.Origin.EDITOR)),
                refused=Count("pk", filter=Q(state=Fact.State.REJECTED)),
            )
        )
    )


_FACTS = tuple(
    (name, _checked(model, subject))
    for name, model, subject in (
        ("品牌", BrandMention, "brand_mention"),
        ("政策", PolicyMention, "policy_mention"),
        ("支持标准", Benefit, "benefit"),
        ("成效", Outcome, "outcome"),
    )
)
