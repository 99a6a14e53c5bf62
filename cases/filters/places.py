"""Filtering by place: a unit of today stands for itself, for its predecessors and for what lies in it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

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


def county_options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The places of cases: the database counts them by place, so a long list costs no more than a short one."""
    counts = dict(rows.order_by().values_list("place").annotate(Count("pk")))
    return place_options(counts.keys(), lambda places: sum(counts.get(key, 0) for key in places), chosen)


class Unit(NamedTuple):
    """What a list of places needs of a unit; ``key`` is its row's."""

    key: int
    code: str
    name: str
    level: str
    sort_key: str


_SELF = [f"{up}{each}" for up in ("", "parent__", "parent__parent__") for each in ("pk", *Unit._fields[1:])]
_TODAY = [f"today__{each}" for each in _SELF]


def place_options(
    places: Collection[int | None], count: Callable[[Collection[int | None]], int], chosen: tuple[str, ...]
) -> list[Option]:
    """Today's units from the province down to the county; former units count under today's, with a note.

    ``places`` are the keys of the places that rows have, None for rows without; ``count`` tells how many rows
    lie in any of the places with these keys. A former unit appears only when it is itself chosen.
    """
    members: defaultdict[Unit, set[int | None]] = defaultdict(set)
    former: defaultdict[Unit, set[str]] = defaultdict(set)
    inside: defaultdict[Unit | None, set[Unit]] = defaultdict(set)
    for place, unit, above in _lines([key for key in places if key], chosen):
        if unit.name != place.name:
            former[unit].add(place.name)
        for each, outer in zip((unit, *above), (*above, None), strict=True):
            members[each].add(place.key)
            inside[outer].add(each)

    def made(outer: Unit | None) -> tuple[Option, ...]:
        options = {
            unit: Option(unit.code, unit.name, count(members[unit]), _formerly(former[unit]), made(unit))
            for unit in inside[outer]
        }
        return tuple(options[unit] for unit in sorted(options, key=lambda unit: _order(unit, options[unit])))

    tree = list(made(None))
    if None in places or UNKNOWN in chosen:
        tree.append(Option(UNKNOWN, "地区未定", count([None])))
    return tree


def _lines(places: Collection[int], chosen: Collection[str]) -> Iterator[tuple[Unit, Unit, list[Unit]]]:
    """Each place, and each chosen one, with every unit it stands under and what that unit lies in, upwards."""
    rows = Place.objects.filter(Q(pk__in=places) | Q(code__in=chosen)).values_list(*_SELF, *_TODAY)
    for row in rows:
        (place, *above), now = _upwards(row[: len(_SELF)]), _upwards(row[len(_SELF) :])
        if now:
            yield place, now[0], now[1:]
        if not now or (place.code in chosen and place.key != now[0].key):
            yield place, place, above


def _upwards(columns: Sequence[Any]) -> list[Unit]:
    width = len(Unit._fields)
    return [Unit(*columns[at : at + width]) for at in range(0, len(columns), width) if columns[at]]


def _order(unit: Unit, option: Option) -> tuple[int, str, str]:
    """Provinces and cities by their rows, counties by name."""
    rows = 0 if unit.level == Place.Level.COUNTY else -option.count
    return rows, unit.sort_key or unit.code, unit.code


def _formerly(names: Collection[str]) -> str:
    return f"含原{'、'.join(sorted(names))}" if names else ""
