"""Up to five counties of today side by side; the address is the comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet, prefetch_related_objects
from django.db.models.lookups import IsNull
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cases.comparison import (
    MOST_FACTS,
    Columns,
    Group,
    benefit_group,
    benefits_of,
    facts_shown,
    in_year,
    outcome_groups,
    outcomes_of,
)
from cases.filters import Refusal
from cases.models import Benefit, BrandMention, Case, Outcome, Place, PlaceChange, PolicyMention
from cases.models.composed import AnyOf, Composed, Given, either
from cases.views.page import takes
from cases.views.witness import attach

MOST_COUNTIES = 5
MOST_CHOICES = 400
MOST_NAMES = 6
_GROUND = (PlaceChange.Kind.TERRITORY, PlaceChange.Kind.MERGE, PlaceChange.Kind.SPLIT)


@dataclass
class Column:
    """A county of today as the head of its column: what it was called, its cases, and what happened to its ground."""

    unit: Place
    cases: int
    first: int | None
    last: int | None
    former: list[Place]
    changes: list[PlaceChange]
    without: str

    @property
    def warnings(self) -> list[PlaceChange]:
        """The changes of its ground since the first year shown."""
        return [each for each in self.changes if each.kind in _GROUND]


@takes("county", "year")
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison that the address stands for; a county given by its name is sent on to its code."""
    codes, year = asked_for(request)
    if codes != request.GET.getlist("county"):
        return HttpResponseRedirect(_address(codes, year))
    units = units_of(codes)
    columns = Columns(units)
    outcomes = outcomes_of(places=list(columns.places), year=year) if units else []
    benefits = benefits_of(places=list(columns.places), year=year) if units else []
    groups, offers = outcome_groups(columns, outcomes), benefit_group(columns, benefits)
    _with_evidence([*groups, offers])
    heads = _heads(columns, codes, year) if units else []
    return render(
        request,
        "cases/compare.html",
        {
            "section": "counties",
            "heads": heads,
            "groups": groups,
            "offers": offers,
            "names": _names(columns, year) if units else [],
            "warned": [head for head in heads if head.warnings],
            "year": year,
            "years": _known_years(places=list(columns.places)) if units else [],
            "choices": _choices(codes) if len(units) < MOST_COUNTIES else [],
            "full": len(units) == MOST_COUNTIES,
            "cut": len(outcomes) == MOST_FACTS or len(benefits) == MOST_FACTS,
            "ready": [] if units else _ready(),
        },
    )


def asked_for(request: HttpRequest) -> tuple[list[str], int | None]:
    """The codes of the counties that an address names, and the year that it narrows them to; raises Refusal."""
    typed = list(dict.fromkeys(each.strip() for each in request.GET.getlist("county") if each.strip()))
    return [_code(each) for each in typed], _year(request.GET.get("year", "").strip())


def _code(typed: str) -> str:
    """What stands for a county in an address: a code as it is, a name as the code of the one county of today so called."""
    if typed.isdigit():
        return typed
    found = Place.objects.current().counties().filter(Q(name=typed[:50]) | Q(formerly__name=typed[:50]))
    codes = sorted(set(found.values_list("code", flat=True)))
    if not codes:
        raise Refusal(
            f"没有叫“{typed[:20]}”的县（市、区）。请写全名，如 余姚市，或六位行政区划代码，如 330281。"
        )
    if len(codes) > 1:
        raise Refusal(f"叫“{typed[:20]}”的不止一处：{'、'.join(codes[:8])}。请改用代码。")
    return codes[0]


def _year(typed: str) -> int | None:
    if typed and not (typed.isdigit() and len(typed) == 4 and typed.isascii()):
        raise Refusal(f"“年份”不能是“{typed[:20]}”，应为四位年份，如 2012。")
    return int(typed) if typed else None


def units_of(codes: Sequence[str]) -> list[Place]:
    """The counties of these codes in their order; raises Refusal for too many, or for what is no county of today."""
    if len(codes) > MOST_COUNTIES:
        raise Refusal(
            f"一次最多比较 {MOST_COUNTIES} 个县（市、区），这里有 {len(codes)} 个。请去掉几个再比。"
        )
    rows = sorted(_coded(codes=list(codes)), key=lambda each: not each.is_former)
    prefetch_related_objects(rows, "formerly")
    of = {each.code: each for each in rows}
    for code in codes:
        if code not in of:
            raise Refusal(f"没有“{code[:20]}”这个行政区划代码。应为县（市、区）的六位代码，如 330281。")
        if of[code].level != Place.Level.COUNTY:
            raise Refusal(f"{code} 是{of[code].get_level_display()}的{of[code]}，这里只比较县（市、区）。")
        if of[code].is_former:
            now = "、".join(f"{each}（{each.code}）" for each in of[code].today.all())
            raise Refusal(
                f"{code} 是已撤销的{of[code]}，今属{now or '未知'}。请用今天的代码，原单位的案例会一并列入。"
            )
    return [of[code] for code in codes]


def _with_evidence(groups: Iterable[Group]) -> None:
    """Give every fact that is shown its sentence."""
    facts = list(facts_shown(groups))
    outcomes = [each for each in facts if isinstance(each, Outcome)]
    benefits = [each for each in facts if isinstance(each, Benefit)]
    attach({"outcome": outcomes, "benefit": benefits}, {each.case_id: each.case for each in facts})


def _heads(columns: Columns, codes: Sequence[str], year: int | None) -> list[Column]:
    """The heads of the columns, with the changes since the first year that each shows."""
    places = list(columns.places)
    counts = {place: values for place, *values in _told(places=places, year=year)}
    changes = _changes(places=places)
    return [
        _head(unit, counts, changes, _address([code for code in codes if code != unit.code], year))
        for unit in columns.units
    ]


def _head(
    unit: Place, counts: Mapping[int, Sequence[int]], changes: Iterable[PlaceChange], without: str
) -> Column:
    own = {unit.pk, *(each.pk for each in unit.formerly.all())}
    found = [counts[each] for each in own if each in counts]
    years = [each for _, *ends in found for each in ends if each]
    former = sorted(
        {each for each in unit.formerly.all() if each.pk != unit.pk}, key=lambda each: str(each.valid_to)
    )
    since = min(years, default=None)
    return Column(
        unit,
        sum(count for count, *_ in found),
        since,
        max(years, default=None),
        former,
        [
            each
            for each in changes
            if since and each.date.year >= since and {each.before_id, each.after_id} & own
        ],
        without,
    )


def _names(columns: Columns, year: int | None) -> list[tuple[str, list[tuple[list[Any], int]]]]:
    """Rows of names: the brands of each county, then the policies of each category."""
    rows: dict[tuple[bool, str], list[dict[int, Any]]] = {}
    for is_brand, read in ((True, _brands), (False, _policies)):
        for mention in read(places=list(columns.places), year=year):
            named = mention.brand if is_brand else mention.policy
            label = "品牌" if is_brand else f"政策：{named.category or '未分类'}"
            cells = rows.setdefault((not is_brand, label), [{} for _ in columns.units])
            for column in columns.at(named.place_id or mention.case.place_id):
                cells[column][named.pk] = named
    ordered = sorted(rows.items(), key=lambda row: (row[0][0], -sum(map(bool, row[1])), row[0][1]))
    return [
        (label, [(list(cell.values())[:MOST_NAMES], max(0, len(cell) - MOST_NAMES)) for cell in cells])
        for (_, label), cells in ordered
    ]


def _named(mentions: type[BrandMention] | type[PolicyMention], name: str, *fields: str) -> Composed:
    """The mentions of what belongs to given counties: by its own place, else by that of the case."""

    def build(places: Given, year: Given) -> QuerySet:
        own = Q(AnyOf(f"{name}__place_id", places))
        of_case = Q(AnyOf("case__place_id", places), **{f"{name}__place": None})
        rows = mentions.objects.public().filter(either(mentions.objects, own, of_case), in_year(year))
        shown = ("case__place", *(f"{name}__{field}" for field in ("key", "name", "place", *fields)))
        return rows.select_related("case", name).only(*shown).order_by("case__year", "pk")[:MOST_FACTS]

    return Composed(build, places="bigint[]", year="bigint")


_brands = _named(BrandMention, "brand")
_policies = _named(PolicyMention, "policy", "category")
_coded = Composed(lambda codes: Place.objects.filter(code__in=codes).select_related("parent"), codes="text[]")
_told = Composed(
    lambda places, year: (
        Case.objects.public()
        .filter(Q(AnyOf("place_id", places)), Q(year=year) | Q(IsNull(year, True)))
        .order_by()
        .values_list("place")
        .annotate(Count("pk"), Min("year"), Max("year"))
    ),
    places="bigint[]",
    year="bigint",
)
_changes = Composed(
    lambda places: (
        PlaceChange.objects.filter(Q(AnyOf("before_id", places)) | Q(AnyOf("after_id", places)))
        .select_related("before", "after")
        .order_by("date", "pk")
    ),
    places="bigint[]",
)
_known_years = Composed(
    lambda places: (
        Case.objects.public()
        .filter(AnyOf("place_id", places), year__isnull=False)
        .order_by("year")
        .values_list("year", flat=True)
        .distinct()
    ),
    places="bigint[]",
)


def _with_cases() -> QuerySet[Place]:
    """Today's counties that have public cases, with how many, by city."""
    counted = Count("formerly__cases", filter=Q(formerly__cases__status=Case.Status.PUBLISHED), distinct=True)
    rows = Place.objects.current().counties().annotate(count=counted).filter(count__gt=0)
    return rows.select_related("parent").order_by("code")


def _choices(chosen: Sequence[str]) -> list[tuple[str, list[Place]]]:
    """The counties to add, by city; none where they are too many to list, then a name is typed instead."""
    rows = list(_with_cases().exclude(code__in=chosen)[: MOST_CHOICES + 1])
    return _by_city(rows) if len(rows) <= MOST_CHOICES else []


def _ready() -> list[tuple[str, str]]:
    """For a start: the counties of a city that have most cases, as the address of a comparison."""
    found = []
    for city, units in _by_city(list(_with_cases()[:MOST_CHOICES])):
        best = sorted(units, key=lambda each: -each.count)[:MOST_COUNTIES]
        if len(best) > 1:
            names = "、".join(each.name for each in best)
            found.append((f"{city}：{names}", _address([each.code for each in best], None)))
    return found[:8]


def _by_city(units: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    cities: dict[str, list[Place]] = {}
    for unit in units:
        cities.setdefault(unit.parent.name if unit.parent else unit.name, []).append(unit)
    return list(cities.items())


def _address(codes: Sequence[str], year: int | None) -> str:
    """The address of a comparison."""
    return f"{reverse('compare')}?{asked}" if (asked := query_of(codes, year)) else reverse("compare")


def query_of(codes: Sequence[str], year: int | None) -> str:
    """The parameters of the address of a comparison."""
    return urlencode([*(("county", code) for code in codes), *((("year", str(year)),) if year else ())])
