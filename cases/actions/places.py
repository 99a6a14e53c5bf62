"""The gazetteer into rows: units with their history, today's unit of each, and the changes between them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model, ProtectedError, Q

from cases.actions import index
from cases.actions.writing import MACHINE, writing
from cases.models import Case, Place, PlaceChange

if TYPE_CHECKING:
    from cases.ingest.extract.place import Gazetteer, Unit

FIELDS = ("level", "valid_from", "valid_to", "source", "pinyin", "initials", "sort_key")
LEVELS = ("province", "prefecture", "county")
Key = tuple[str, str]


def load_places(*, gazetteer: "Gazetteer | None" = None) -> dict[str, int]:
    """Bring the table of places to the gazetteer (that of the lexicon unless another is given); idempotent.

    Counts of places created, updated and removed, of places kept only because something refers to them, and
    of changes. Cases whose place is called differently now are indexed anew in the same transaction.
    """
    if gazetteer is None:
        # Read only here: the lexicon takes memory that no web process needs.
        from cases.ingest.extract.place import gazetteer as read

        gazetteer = read()
    with writing(MACHINE, "更新地区表"):
        index.one_writer()
        counts, changed = write_places(gazetteer, Place, PlaceChange)
        names = Q(place__in=changed) | Q(place__parent__in=changed) | Q(place__today__in=changed)
        cases = set(Case.objects.filter(names).values_list("pk", flat=True)) if changed else set()
        index.refresh(cases)
    return counts


def write_places(
    gazetteer: "Gazetteer", place: type[Model], change: type[Model]
) -> tuple[dict[str, int], set[int]]:
    """As ``load_places``, with the models of a migration or of today; also the ids of changed places.

    KeyError when the gazetteer names a parent or a unit of a change that it does not have.
    """
    rows = {(row.code, row.name): row for row in place.objects.all()}
    units = {(unit.code, unit.name): unit for unit in gazetteer.units}
    parents = _parents(gazetteer.units)
    created = _create(place, units, rows, parents)
    stale = _update(place, units, rows, parents)
    moved = _write_today(gazetteer, rows, place.today.through)
    changes = _write_changes(gazetteer, rows, change)
    removed, kept = _remove(place, [row for key, row in rows.items() if key not in units])
    updated = (stale | moved) - created
    counts = {
        "created": len(created),
        "updated": len(updated),
        "removed": removed,
        "kept": kept,
        "changes": changes,
    }
    return counts, updated


def _create(
    place: type[Model], units: dict[Key, "Unit"], rows: dict[Key, Any], parents: dict[Key, Key]
) -> set[int]:
    """Make the units that ``rows`` lacks and add them to it; their ids.

    A level at a time, so that every unit is made with the one above it and need not be written twice.
    """
    known = set(rows)
    for level in LEVELS:
        new = [
            place(code=unit.code, name=unit.name, parent_id=_above(key, parents, rows), **_fields(unit))
            for key, unit in units.items()
            if key not in known and unit.level == level
        ]
        place.objects.bulk_create(new, batch_size=1000)
        rows |= {(row.code, row.name): row for row in new}
    return {rows[key].pk for key in units.keys() - known}


def _update(
    place: type[Model], units: dict[Key, "Unit"], rows: dict[Key, Any], parents: dict[Key, Key]
) -> set[int]:
    """Write what is different in the rows of units; the ids of those that were."""
    stale = []
    for key, unit in units.items():
        row, values = rows[key], {**_fields(unit), "parent_id": _above(key, parents, rows)}
        if any(getattr(row, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(row, field, value)
            stale.append(row)
    place.objects.bulk_update(stale, [*FIELDS, "parent"], batch_size=1000)
    return {row.pk for row in stale}


def _fields(unit: "Unit") -> dict[str, Any]:
    return {field: getattr(unit, field) for field in FIELDS}


def _above(key: Key, parents: dict[Key, Key], rows: dict[Key, Any]) -> int | None:
    """The id of the unit above, or None for a province."""
    return rows[parents[key]].pk if key in parents else None


def _parents(units: Iterable["Unit"]) -> dict[Key, Key]:
    """The unit above each one. A code that several units bore is that of the unit of the same time."""
    by_code: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_code[unit.code].append(unit)

    def distance(unit: "Unit", parent: "Unit") -> tuple[bool, bool]:
        apart = bool(
            (parent.valid_to and unit.valid_from and parent.valid_to <= unit.valid_from)
            or (unit.valid_to and parent.valid_from and unit.valid_to <= parent.valid_from)
        )
        return apart, (parent.valid_to is None) != (unit.valid_to is None)

    found = {}
    for unit in units:
        if unit.parent_code:
            if unit.parent_code not in by_code:
                raise KeyError(f"{unit.code} {unit.name}: 上级 {unit.parent_code} 不在地区表中")
            best = min(by_code[unit.parent_code], key=lambda parent: distance(unit, parent))
            found[unit.code, unit.name] = best.code, best.name
    return found


def _write_today(gazetteer: "Gazetteer", rows: dict[Key, Any], through: type[Model]) -> set[int]:
    """The links to today's units; ids of the places whose links changed."""
    wanted = {
        (rows[unit.code, unit.name].pk, rows[today.code, today.name].pk)
        for unit in gazetteer.units
        for today in gazetteer.today(unit)
    }
    have = {(row.from_place_id, row.to_place_id): row.pk for row in through.objects.all()}
    through.objects.filter(pk__in=[pk for pair, pk in have.items() if pair not in wanted]).delete()
    new = sorted(wanted - have.keys())
    through.objects.bulk_create(
        [through(from_place_id=one, to_place_id=other) for one, other in new], batch_size=1000
    )
    return {one for one, _ in wanted ^ have.keys()}


def _write_changes(gazetteer: "Gazetteer", rows: dict[Key, Any], change: type[Model]) -> int:
    """The events between units; how many there are."""
    wanted = {
        (
            each.date,
            each.kind,
            rows[each.before_code, each.before_name].pk,
            rows[each.after_code, each.after_name].pk,
        ): (each.document, each.note)
        for each in gazetteer.changes
    }
    have = {(row.date, row.kind, row.before_id, row.after_id): row for row in change.objects.all()}
    change.objects.filter(pk__in=[row.pk for key, row in have.items() if key not in wanted]).delete()
    stale = [row for key, row in have.items() if key in wanted and (row.document, row.note) != wanted[key]]
    for row in stale:
        row.document, row.note = wanted[row.date, row.kind, row.before_id, row.after_id]
    change.objects.bulk_update(stale, ["document", "note"])
    change.objects.bulk_create(
        change(date=date, kind=kind, before_id=before, after_id=after, document=document, note=note)
        for (date, kind, before, after), (document, note) in wanted.items()
        if (date, kind, before, after) not in have
    )
    return len(wanted)


def _remove(place: type[Model], rows: list[Any]) -> tuple[int, int]:
    """Delete places that the gazetteer no longer has, save those that something refers to: both counts."""
    removed = 0
    for row in rows:
        try:
            with transaction.atomic():
                place.objects.filter(pk=row.pk).delete()
            removed += 1
        except ProtectedError:
            continue
    return removed, len(rows) - removed
