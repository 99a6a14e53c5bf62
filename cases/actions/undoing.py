"""Taking back what was done to many records at once: what would go back, what somebody changed since, and doing it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model

from cases.actions import index
from cases.actions.batches import Change, change_many
from cases.actions.findings import KINDS, as_json
from cases.actions.rested import grounds
from cases.actions.restore import values_before
from cases.actions.rights import check, check_edit, check_step
from cases.actions.writing import action
from cases.models import Batch, Brand, Case, Document, Fact, Policy, RowChange

REASON = "撤销"  # For asking whether a step is allowed that needs a reason; the real one is asked for later.
_MODELS: dict[str, type[Model]] = {
    str(model._meta.verbose_name): model for model in (Case, Brand, Policy, Document, *KINDS.values())
}


@dataclass(slots=True)
class Undoing:
    """The changes that give records back what a batch took from them; ``since`` are those that somebody changed again, each
    with the fields in which, ``left`` those that cannot be given back, each with why."""

    changes: list[Change] = field(default_factory=list)
    since: list[tuple[str, list[str]]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


@action
def undo_batch(*, batch: Batch, user: AbstractBaseUser | None, reason: str, seen: int | None = None) -> Batch:
    """Give the records of a batch back what they had, but for those that were changed since; as one batch of its own.

    ``seen`` is how many the caller was told of. Raises BatchRefused, and ValidationError without a reason, where nothing
    goes back, or where it is another number by now.
    """
    if not reason.strip():
        raise ValidationError("撤销批量修改要写明理由。")
    index.one_writer()
    found = undoing(batch, user)
    if seen is not None and seen != len(found.changes):
        raise ValidationError("您打开页面之后，其中有记录又改过了。请按现在的数目再看一遍。")
    if not found.changes:
        raise ValidationError("没有可以撤销的：这些记录后来都改过了，或者已经撤销过了。")
    return change_many(
        changes=found.changes, user=user, what=f"撤销：{batch.what}", reason=reason, undoes=batch
    )


def undoing(batch: Batch, user: AbstractBaseUser | None) -> Undoing:
    """What undoing a batch would do; reads only, in a number of queries for each case whose evidence comes back."""
    found = Undoing()
    model = _MODELS.get(batch.kind)
    if batch.noted is None or model is None:
        return found
    records, told = _records(model, batch), {each["key"]: each for each in batch.records}
    found.left = [(each["record"], "这一条已不在。") for key, each in told.items() if key not in records]
    pks = [record.pk for record in records.values()]
    changes, later = _noted(model, batch, pks), _later(model, batch, pks)
    known: dict[tuple, Any] = {}
    back: dict[int, tuple[Model, RowChange, dict[str, Any]]] = {}
    for key, record in records.items():
        change = changes.get(record.pk)
        try:
            values = values_before(record, change, known) if change else {}
        except ValidationError as refused:
            found.left.append((str(record), "；".join(refused.messages)))
            continue
        if again := _again(record, values, told[key]["changes"], later[record.pk]):
            found.since.append((str(record), again))
        elif why := _forbidden(record, values, user) if values else "没有改动的记录。":
            found.left.append((str(record), why))
        else:
            back[record.pk] = (record, change, values)
    found.changes = _changes(back)
    return found


def _changes(back: Mapping[int, tuple[Model, RowChange, dict[str, Any]]]) -> list[Change]:
    rests = grounds(
        [change for _, change, _ in back.values()],
        {pk: record for pk, (record, _, _) in back.items()},
        {pk: values for pk, (_, _, values) in back.items()},
    )
    return [
        Change(number, record, _owner(record).version, values, rests.get(record.pk, {}))
        for number, (record, _, values) in enumerate(back.values(), 1)
    ]


def _owner(record: Model) -> Model:
    return record.case if isinstance(record, Fact) else record


def _records(model: type[Model], batch: Batch) -> dict[str, Model]:
    """The records of a batch that are still there, by the key that it has for them."""
    keys = [each["key"] for each in batch.records]
    related = [each for each in ("case", "brand", "policy", "place") if hasattr(model, f"{each}_id")]
    if issubclass(model, Fact):
        pks = {int(key.rpartition("-")[2]): key for key in keys}
        rows = model.objects.filter(pk__in=pks).select_related(*related).order_by("pk")
        return {pks[row.pk]: row for row in rows}
    rows = model.objects.filter(key__in=keys).select_related(*related).order_by("pk")
    if model is Document:
        rows = rows.defer("text")
    return {row.key: row for row in rows}


def _noted(model: type[Model], batch: Batch, pks: Collection[int]) -> dict[int, RowChange]:
    """What the database noted of each record when the batch was done."""
    rows = RowChange.objects.filter(model=model._meta.model_name, record__in=pks, pk__lte=batch.noted)
    last = rows.order_by("-pk").first()
    if last is None:
        return {}
    of_batch = rows.filter(transaction=last.transaction, at=last.at, kind=RowChange.Kind.UPDATE)
    return {row.record: row for row in of_batch.order_by("pk")}


def _later(model: type[Model], batch: Batch, pks: Collection[int]) -> dict[int, set[str]]:
    """The columns of each record that were written after the batch."""
    columns: dict[int, set[str]] = defaultdict(set)
    rows = RowChange.objects.filter(model=model._meta.model_name, record__in=pks, pk__gt=batch.noted)
    for record, before in rows.values_list("record", "before"):
        columns[record] |= before.keys()
    return columns


def _again(
    record: Model, values: Mapping[str, Any], told: list[list[Any]], later: Collection[str]
) -> list[str]:
    """In which fields a record was changed since, in words."""
    fields = [each for each in values if record._meta.get_field(each).attname in later]
    fields += [name for name, _, after in told if as_json(getattr(record, name)) != after]
    if getattr(record, "merged_into_id", None):
        fields.append("merged_into")
    return [str(record._meta.get_field(name).verbose_name) for name in dict.fromkeys(fields)]


def _forbidden(record: Model, values: Mapping[str, Any], user: AbstractBaseUser | None) -> str:
    """Why a user may not give a record these values, "" if that is allowed."""
    asked: list[Callable[[], None]] = []
    if isinstance(record, Brand | Policy):
        asked.append(lambda: check(user, "name"))
    elif isinstance(record, Document):
        asked.append(lambda: check(user, "edit"))
    else:
        if isinstance(record, Case) and "status" in values:
            asked.append(lambda: check_step(user, record, values["status"], REASON))
        if isinstance(record, Fact) or values.keys() - {"status"}:
            asked.append(lambda: check_edit(user, _owner(record)))
        if isinstance(record, Fact) and "state" in values:
            asked.append(lambda: check(user, "review"))
    try:
        for each in asked:
            each()
    except (PermissionDenied, ValidationError) as refused:
        return "；".join(getattr(refused, "messages", [str(refused)]))
    return ""
