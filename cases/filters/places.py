"""Filtering by place: a unit of today stands for itself, for its predecessors and for what lies in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from cases.filters.choice import Choice, Read
from cases.filters.facet import UNKNOWN, Option, flat
from cases.filters.table import Chosen, Pairs, Rows, Values, grouped
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


class Unit(NamedTuple):
    """What a list of places needs of a unit; ``key`` is its row's."""

    key: int
    code: str
    name: str
    level: str
    sort_key: str


_SELF = [f"{up}{each}" for up in ("", "parent__", "parent__parent__") for each in ("pk", *Unit._fields[1:])]
_TODAY = [f"today__{each}" for each in _SELF]


# A place, the unit it stands under, and what that lies in, upwards.
Line = tuple[Unit, Unit, list[Unit]]


class Located(Choice):
    """A filter by place: ``pairs`` are keys of rows with those of places, None for rows without.

    Today's units stand from the province down to the county; former units count under today's, with a note, and
    appear by themselves only when they are chosen.
    """

    def __init__(self, pairs: Pairs, label: str = "地区", **more: Any) -> None:
        wanted = "六位行政区划代码，如 330281"
        super().__init__(label, pattern=rf"[0-9]{{6}}|{UNKNOWN}", wanted=wanted, pairs=pairs, **more)

    def read(self, rows: Rows, read: Read) -> Values:
        """For each code the rows of all places that it stands for."""
        found = Values(rows, grouped(rows, self.pairs.take(read(self.pairs.source))))
        placed = {place: found.mask(place) for place in found.having}
        lines = list(_lines([place for place in placed if place], ()))
        having: defaultdict[str, int] = defaultdict(int)
        for place, unit, above in lines:
            for each in {place, unit, *above}:
                having[each.code] |= placed[place.key]
        return Values(rows, {**having, UNKNOWN: placed.get(None, 0)}, more=_Placed(placed, lines))

    def options(self, values: Values, among: Chosen, chosen: Sequence[str]) -> list[Option]:
        """The tree of units that rows lie in, and of the chosen ones."""
        placed: _Placed = values.more
        tree = _options(placed.branches, among.mask, ())
        shown = {option.value for option in flat(tree)} if chosen else {UNKNOWN}
        if missing := [code for code in chosen if code not in shown and code != UNKNOWN]:
            added = list(_lines((), missing))
            kept = {unit.key for place, unit, above in added for unit in (place, unit, *above)}
            tree = _options(_branches([*placed.lines, *added], placed.rows), among.mask, kept)
        unknown = placed.rows.get(None, 0) & among.mask
        if unknown or UNKNOWN in chosen:
            tree.append(Option(UNKNOWN, "地区未定", unknown.bit_count()))
        return tree

    def tree(self, keys: Iterable[int]) -> list[Option]:
        """The tree of the rows with these keys, as it is now."""
        rows = Rows(keys)
        return self.options(self.read(rows, lambda source: list(source())), Chosen(rows.every), ())


class _Branch(NamedTuple):
    """A unit of today: the rows of all that lies in it, its former units (key, name, rows), and its parts in order."""

    unit: Unit
    rows: int
    former: list[tuple[int, str, int]]
    parts: list["_Branch"]


@dataclass(frozen=True)
class _Placed:
    """The rows of each place, and the lines of all places."""

    rows: dict[int | None, int]
    lines: list[Line]

    @cached_property
    def branches(self) -> list[_Branch]:
        """The tree of all units that rows lie in."""
        return _branches(self.lines, self.rows)


def _branches(lines: Iterable[Line], rows: Mapping[int | None, int]) -> list[_Branch]:
    """The tree of the units of today on some lines; ``rows`` are those of each place."""
    within: defaultdict[Unit, int] = defaultdict(int)
    former: defaultdict[Unit, set[tuple[int, str, int]]] = defaultdict(set)
    inside: defaultdict[Unit | None, set[Unit]] = defaultdict(set)
    for place, unit, above in lines:
        own = rows.get(place.key, 0)
        if unit.name != place.name:
            former[unit].add((place.key, place.name, own))
        for each, outer in zip((unit, *above), (*above, None), strict=True):
            within[each] |= own
            inside[outer].add(each)

    def made(outer: Unit | None) -> list[_Branch]:
        units = sorted(inside[outer], key=lambda unit: (unit.sort_key or unit.code, unit.code))
        return [_Branch(unit, within[unit], list(former[unit]), made(unit)) for unit in units]

    return made(None)


def _options(branches: Iterable[_Branch], among: int, kept: Collection[int]) -> list[Option]:
    """The units with some of the rows, and those with a key that is kept: provinces and cities by how many, counties by name."""
    found: list[tuple[int, Option]] = []
    for unit, rows, former, parts in branches:
        count = (rows & among).bit_count()
        if count or unit.key in kept:
            names = {name for key, name, own in former if own & among or key in kept}
            note = f"含原{'、'.join(sorted(names))}" if names else ""
            option = Option(unit.code, unit.name, count, note, tuple(_options(parts, among, kept)))
            found.append((0 if unit.level == Place.Level.COUNTY else -count, option))
    found.sort(key=itemgetter(0))
    return [option for _, option in found]


def _lines(places: Collection[int], chosen: Collection[str]) -> Iterator[Line]:
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
