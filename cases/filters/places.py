"""Filtering by place: a unit of today stands for itself, for its predecessors and for what lies in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Prefetch, Q, QuerySet

from cases.filters.facet import UNKNOWN, Option
from cases.models import Place


def within(codes: Collection[str]) -> QuerySet:
    """The places meant by codes: the unit itself, its predecessors, and what lies in it today."""
    return Place.objects.filter(
        Q(code__in=codes)
        | Q(today__code__in=codes)
        | Q(today__parent__code__in=codes)
        | Q(today__parent__parent__code__in=codes)
    )


def cases_in(values: tuple[str, ...]) -> Q:
    """The condition that cases lie in any of these units; UNKNOWN are those without a place."""
    codes = [value for value in values if value != UNKNOWN]
    condition = Q(place__in=within(codes)) if codes else Q()
    return condition | Q(place__isnull=True) if UNKNOWN in values else condition


def place_options(pairs: Iterable[tuple[int, int | None]], chosen: tuple[str, ...]) -> list[Option]:
    """Today's units grouped by city, from (row, place) pairs; former units count under today's, with a note.

    A row counts once in a unit however many of its places lie there. A former unit appears only when it is
    itself chosen.
    """
    rows: defaultdict[int | None, set[int]] = defaultdict(set)
    for row, place in pairs:
        rows[place].add(row)
    places = (
        Place.objects.filter(Q(pk__in=[pk for pk in rows if pk]) | Q(code__in=chosen))
        .select_related("parent__parent")
        .prefetch_related(Prefetch("today", Place.objects.select_related("parent__parent")))
    )
    members: defaultdict[Place, set[int]] = defaultdict(set)
    former: defaultdict[Place, set[str]] = defaultdict(set)
    groups: defaultdict[Place, set[Place]] = defaultdict(set)
    for place in places:
        units = list(place.today.all()) or [place]
        if place.code in chosen and place not in units:
            units.append(place)
        for unit in units:
            groups[unit.parent if unit.level == Place.Level.COUNTY and unit.parent else unit].add(unit)
            if unit.name != place.name:
                former[unit].add(place.name)
            above: Place | None = unit
            while above:
                members[above] |= rows[place.pk]
                above = above.parent
    made = {
        unit: Option(unit.code, unit.name, len(found), _formerly(former[unit]))
        for unit, found in members.items()
    }
    tree = [
        replace(made[city], parts=tuple(made[unit] for unit in sorted(units - {city}, key=_by_name)))
        for city, units in sorted(
            groups.items(), key=lambda item: (-len(members[item[0]]), *_by_name(item[0]))
        )
    ]
    if rows[None] or UNKNOWN in chosen:
        tree.append(Option(UNKNOWN, "地区未定", len(rows[None])))
    return tree


def _by_name(place: Place) -> tuple[str, str]:
    return place.sort_key or place.code, place.code


def _formerly(names: Collection[str]) -> str:
    return f"含原{'、'.join(sorted(names))}" if names else ""
