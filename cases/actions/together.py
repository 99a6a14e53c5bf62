"""Many actions in one transaction: their records are held before the first of them, and written behind the last.

An action goes on as when it is alone, except that it has its record from here, and that what it saves and notes is
remembered and then written in a few statements for all. Where nothing is held together, each is written at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import CheckConstraint

from cases.actions import index, names, rehoming, summaries
from cases.actions.rows import BATCH, update
from cases.models import Case, Edit, Evidence


@dataclass
class _Held:
    """Records by model and id; which of their fields changed, their history, and fields of cases that rest on nothing more."""

    records: dict[tuple[type, int], models.Model]
    changed: dict[type, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    edits: list[Edit] = field(default_factory=list)
    bared: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    brands: set[int] = field(default_factory=set)
    policies: set[int] = field(default_factory=set)
    moved: dict[int, Case] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)  # cases of which something changed that their summaries tell
    valid: set[tuple] = field(default_factory=set)  # constraints with values that they allow


_held: ContextVar[_Held | None] = ContextVar("held together", default=None)


@contextmanager
def holding(records: Iterable[models.Model]) -> Iterator[None]:
    """Inside, these records, whose rows the caller has locked, are written at the end; not at all if anything is raised."""
    held = _Held({(type(record), record.pk): record for record in records})
    token = _held.set(held)
    try:
        yield
        _write(held)
    finally:
        _held.reset(token)


def is_on() -> bool:
    """Whether records are held together here."""
    return _held.get() is not None


def held(record: models.Model) -> models.Model | None:
    """The record as it is now, with what the actions before made of it; None where it is not held."""
    held = _held.get()
    return held.records.get((type(record), record.pk)) if held else None


def save(record: models.Model, fields: Iterable[str]) -> None:
    """Validate a record and write the fields that changed; of one that is held only these are looked at."""
    held = _held.get()
    if held is None or held.records.get((type(record), record.pk)) is not record:
        record.full_clean()
        record.save()
        return
    changed = set(fields)
    # What a link leads to was read a moment ago; the database looks at it once more.
    plain = {each.name for each in record._meta.fields if not each.is_relation}
    record.clean_fields(exclude={each.name for each in record._meta.fields} - (changed & plain))
    for constraint in record._meta.constraints:
        if _fields(constraint) & changed:
            _check(held, record, constraint)
    held.changed[type(record)].setdefault(record.pk, set()).update(changed)


def _check(held: _Held, record: models.Model, constraint: Any) -> None:
    """Raise ValidationError where a constraint does not hold; one that asks nothing but values of the row once for these."""
    names = sorted(_fields(constraint))
    said = (constraint.name, *(getattr(record, record._meta.get_field(name).attname) for name in names))
    if said not in held.valid:
        constraint.validate(type(record), record)
        if isinstance(constraint, CheckConstraint):
            held.valid.add(said)


def _fields(constraint: Any) -> set[str]:
    condition = getattr(constraint, "condition", None)
    return {*getattr(constraint, "fields", ()), *(condition.referenced_base_fields if condition else ())}


def touch(case: Case) -> None:
    """Write the version of a case, of which something else changed."""
    if held(case) is case:
        save(case, {"version"})
    else:
        case.save(update_fields=["version", "updated_at"])


def note(edit: Edit) -> None:
    """Write a row of history."""
    if held := _held.get():
        held.edits.append(edit)
    else:
        edit.save()


def bare(case: Case, field: str) -> None:
    """Take away the evidence of a field of a case."""
    if (held := _held.get()) and (Case, case.pk) in held.records:
        held.bared[field].add(case.pk)
    else:
        case.evidence.filter(field=field).delete()


def settle(brands: set[int], policies: set[int]) -> set[int]:
    """Bring brands and policies to what their mentions say: the ids of the cases whose names changed by it."""
    if held := _held.get():
        held.brands |= brands
        held.policies |= policies
        return set()
    return names.settle(brands, policies)[0]


def rehome(case: Case) -> set[int]:
    """Let brands and policies follow a case to its place: the ids of other cases whose names changed by it."""
    if held := _held.get():
        held.moved[case.pk] = case
        return set()
    return rehoming.rehome([case])


def retell(cases: Collection[int], case: Case | None = None) -> None:
    """Compose the summaries of these cases anew, whose facts changed; ``case`` is one of them that the caller has at hand."""
    if held := _held.get():
        held.told.update(cases)
    elif changed := summaries.compose(cases):
        if case is not None:
            case.summary = changed.get(case.pk, case.summary)


def _write(held: _Held) -> None:
    for field_name, pks in held.bared.items():
        Evidence.objects.filter(field=field_name, case__in=pks).delete()
    for model, rows in held.changed.items():
        rows_of = [held.records[model, pk] for pk in sorted(rows)]
        update(model, rows_of, set().union(*rows.values()))
    Edit.objects.bulk_create(held.edits, batch_size=BATCH)
    if held.moved:
        index.refresh(rehoming.rehome(list(held.moved.values())))
    if held.brands or held.policies:
        index.refresh(names.settle(held.brands, held.policies)[0])
    if held.told:
        summaries.compose(held.told)
