"""The list of counties, and the page of one unit: its cases over time and what became of it."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases.models import (
    Brand,
    BrandMention,
    Case,
    Outcome,
    Place,
    PlaceChange,
    Policy,
    PolicyMention,
)
from cases.models.composed import AnyOf, Composed
from cases.models.edition import once_an_edition
from cases.views.announced import announced_in
from cases.views.chapters import by_status
from cases.views.linked import of_county
from cases.views.page import takes
from cases.views.tilemap import SHADES, cases_per_unit, chosen_province, tile_map
from cases.views.witness import attach

MOST_FIGURES = 60
MOST_NAMES = 40

# (city, its own cases, [(county, cases)]), and those of every province.
Cities = list[tuple[Place, int, list[tuple[Place, int]]]]
Tree = list[tuple[Place, Cities]]


@takes("province", "by")
def counties(request: HttpRequest) -> HttpResponse:
    """The places of a province that have public cases, by city and on a map; other provinces by links."""
    tree = by_province()
    province = chosen_province(request.GET.get("province"), most_first(tree))
    return render(
        request,
        "cases/counties.html",
        {
            "section": "counties",
            **listed(tree, province),
            "map": tile_map(province, request.GET.get("by", "cases")) if province else None,
            "shades": [(name, words) for name, (words, _) in SHADES.items()],
            "total": sum(len(units) for _, cities in tree for _, _, units in cities),
            "unplaced": Case.objects.public().filter(place=None).count(),
        },
    )


def most_first(tree: Tree) -> list[Place]:
    """The provinces of ``by_province``, those of most cases first."""
    return [province for province, cities in sorted(tree, key=lambda pair: -_cases_in(pair[1]))]


def listed(tree: Tree, province: Place | None) -> dict[str, Any]:
    """What a page lists, however many places there are: one province's cities, and how many cases the others have."""
    of = dict(tree)
    others = [(each, _cases_in(of[each])) for each in most_first(tree) if each != province]
    return {"province": province, "cities": of.get(province, []), "elsewhere": others}


def _cases_in(cities: Cities) -> int:
    return sum(own + sum(count for _, count in units) for _, own, units in cities)


@once_an_edition
def by_province() -> Tree:
    """Provinces with their cities and counties in the order of pinyin; units of today only.

    The cases of a former unit count under the unit that governs its ground today.
    """
    counts = cases_per_unit()
    units = _units(units=list(counts))
    tree: dict[Place, dict[Place, list[tuple[Place, int]]]] = {}
    own: dict[Place, int] = {}
    for unit in sorted(units, key=_by_name):
        above = unit.parent if unit.level == Place.Level.COUNTY and unit.parent else unit
        province = above.parent or above
        cities = tree.setdefault(province, {})
        counties = cities.setdefault(above, [])
        if above == unit:
            own[unit] = counts[unit.pk]
        else:
            counties.append((unit, counts[unit.pk]))
    return [
        (
            province,
            [(city, own.get(city, 0), tree[province][city]) for city in sorted(tree[province], key=_by_name)],
        )
        for province in sorted(tree, key=_by_name)
    ]


_NAMED = ("code", "name", "level", "sort_key")
_units = Composed(
    lambda units: (
        Place.objects.filter(pk__in=units)
        .select_related("parent__parent")
        .only(*(f"{up}{each}" for up in ("", "parent__", "parent__parent__") for each in _NAMED))
    ),
    units="bigint[]",
)


@takes()
def county(request: HttpRequest, code: str) -> HttpResponse:
    """One unit by its code; where the code had several names in time, the one of today or the last."""
    same_code = list(
        Place.objects.filter(code=code)
        .select_related("parent__parent")
        .prefetch_related("today", "formerly")
        .order_by("valid_to")
    )
    if not same_code:
        raise Http404("没有这个行政区划代码。")
    place = next((each for each in same_code if not each.is_former), same_code[-1])
    former = sorted(
        {*same_code, *place.formerly.all()} - {place}, key=lambda each: (str(each.valid_to), each.code)
    )
    units = [place, *former] if not place.is_former else [place]
    keys = [each.pk for each in units]
    inside = _inside(place)
    cases = _cases(units=keys)
    outcomes = _outcomes(units=keys)
    attach({"outcome": outcomes}, {each.case_id: each.case for each in outcomes})
    return render(
        request,
        "cases/county.html",
        {
            "section": "counties",
            "place": place,
            "now": [each for each in place.today.all() if each != place],
            "former": former,
            "changes": _changes(units=[place.pk, *(each.pk for each in former)]),
            "cases": cases,
            "inside": inside,
            "brands": _brands(units=keys),
            "policies": _policies(units=keys),
            "outcomes": by_status(outcomes),
            "announced": announced_in(units),
            "more_outcomes": len(outcomes) == MOST_FIGURES,
            "linked": of_county(request, place, [each.year for each in cases]),
        },
    )


def _inside(place: Place) -> list[tuple[Place, int]]:
    """The units of today within a city or province, with how many public cases each has."""
    if place.level == Place.Level.COUNTY or place.is_former:
        return []
    rows = Place.objects.current().filter(parent=place)
    cases = Q(formerly__cases__status=Case.Status.PUBLISHED)
    below = Q(children__formerly__cases__status=Case.Status.PUBLISHED)
    counted = rows.annotate(
        cases_here=Count("formerly__cases", filter=cases, distinct=True),
        cases_below=Count("children__formerly__cases", filter=below, distinct=True),
    )
    return [(unit, unit.cases_here + unit.cases_below) for unit in counted.in_order()]


_cases = Composed(
    lambda units: Case.objects.public().for_list().filter(place__in=units).order_by("year", "title", "pk"),
    units="bigint[]",
)
_outcomes = Composed(
    lambda units: (
        Outcome.objects.public()
        .filter(case__place__in=units)
        .select_related("place", "case")
        .only(*_FIGURE, "place__name", "case__key", "case__title", "case__year", "case__start", "case__end")
        .order_by("case__year", "case", "pk")[:MOST_FIGURES]
    ),
    units="bigint[]",
)
_FIGURE = ("raw", "low", "high", "unit", "bound", "state", "origin", "lost", "indicator", "status", "as_of")
# What happened to these units, the earliest first, with the documents it rests on.
_changes = Composed(
    lambda units: (
        PlaceChange.objects.filter(Q(AnyOf("before_id", units)) | Q(AnyOf("after_id", units)))
        .select_related("before", "after")
        .order_by("date", "pk")
    ),
    units="bigint[]",
)


def _names(model: type[Brand] | type[Policy], mentions: type[BrandMention] | type[PolicyMention]) -> Composed:
    """The distinct brands or policies that cases of given units speak of, by name."""
    name = model._meta.model_name
    return Composed(
        lambda units: (
            model.objects.filter(pk__in=mentions.objects.public().filter(case__place__in=units).values(name))
            .only("key", "name")
            .order_by("name")[:MOST_NAMES]
        ),
        units="bigint[]",
    )


_brands, _policies = _names(Brand, BrandMention), _names(Policy, PolicyMention)


def _by_name(place: Place) -> tuple[str, str]:
    return place.sort_key or place.code, place.code
