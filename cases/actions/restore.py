"""Giving a row the values that it had before a change, and what they rested on, by the ordinary actions, so that this is a
decision as well."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Model

from cases.actions import index
from cases.actions.batches import EDITS
from cases.actions.edit import EDITABLE, add_alias
from cases.actions.edit_facts import FIELDS, kind_of
from cases.actions.rested import grounds, rest_of, spans_with
from cases.actions.rights import check
from cases.actions.writing import action
from cases.models import Brand, BrandAlias, Case, Evidence, Fact, RowChange
from cases.models.identity import quoted


@action
def restore(
    *, change: RowChange, user: AbstractBaseUser | None, reason: str, version: int | None = None
) -> Model:
    """Put back what ``change`` took away, as far as an editor could: fields of a record or fact with the evidence that went
    with them, a deleted alias, deleted evidence whose words the text still has.

    ``version`` is the record's (a fact: its case's) as the caller saw it. Raises EditConflict, PermissionDenied, and
    ValidationError without a reason or where there is nothing to put back.
    """
    check(user, "history")
    if not reason.strip():
        raise ValidationError("恢复时请写明理由。")
    values = former(change)
    if not values:
        raise ValidationError("这一处改动不能从这里恢复：行已不在，或改的不是编辑能改的字段。")
    if change.model_class is BrandAlias:
        return add_alias(**values, user=user, reason=reason)
    index.one_writer()
    record = rest_of(change) if change.model_class is Evidence else change.current()
    given = {"changes": {}, **values}
    if change.model_class is not Evidence:
        given = {"changes": values, **_rests(record, change, values)}
    before = _version(record)
    edit, name = next((edit, name) for model, edit, name in EDITS if isinstance(record, model))
    restored = edit(**{name: record}, user=user, reason=reason, version=version, **given)
    if _version(restored) == before:
        raise ValidationError("现在的值就是改前的值，没有要恢复的。")
    return restored


def former(change: RowChange) -> dict[str, Any]:
    """What restoring gives to the action, by name; empty where the row is not there or nothing of it can be restored."""
    model = change.model_class
    if model is BrandAlias:
        brand = Brand.objects.filter(pk=change.before.get("brand_id")).first()
        gone = change.kind == RowChange.Kind.DELETE and brand
        return {"brand": brand, "name": change.before["name"]} if gone else {}
    if model is Evidence:
        return _evidence(change) if change.kind == RowChange.Kind.DELETE else {}
    record = change.current()
    if record is None or change.kind == RowChange.Kind.DELETE:
        return {}
    return values_before(record, change, {})


def values_before(record: Model, change: RowChange, known: dict[tuple, Any]) -> dict[str, Any]:
    """The values that a change took from a record, of fields that editors change; ValidationError for a related row that is
    no more. ``known`` remembers related rows from one call to the next."""
    model = type(record)
    fields = (*FIELDS[kind_of(record)], "state") if isinstance(record, Fact) else EDITABLE.get(model, ())
    columns = {field: model._meta.get_field(field).attname for field in fields}
    had = {field: change.before[name] for field, name in columns.items() if name in change.before}
    return {
        field: _value(model, field, value, known) for field, value in had.items() if not _is_digest(value)
    }


def _evidence(change: RowChange) -> dict[str, Any]:
    """What is given to the action to put deleted evidence back; ValidationError where it went with a value that is
    another now."""
    record = rest_of(change)
    spans = spans_with(record, change) if record else []
    if not spans:
        return {}
    if isinstance(record, Fact):
        return {"spans": spans}
    field = change.before["field"]
    later = RowChange.objects.filter(model="case", record=record.pk, pk__gt=change.pk)
    beside = later.filter(transaction=change.transaction, at=change.at).order_by("pk").first()
    was = beside.before if beside else {}
    column = Case._meta.get_field(field).attname
    if was.get(column, getattr(record, column)) != getattr(record, column):
        word = Case._meta.get_field(field).verbose_name
        raise ValidationError(f"这条证据是随{word}一起改掉的，请恢复{quoted(beside)}那一处，依据会一起回来。")
    basis = was.get(f"{field}_basis", getattr(record, f"{field}_basis"))
    return {"spans": {field: spans}, "bases": {field: basis}}


def _rests(record: Model, change: RowChange, values: dict[str, Any]) -> dict[str, Any]:
    return grounds([change], {record.pk: record}, {record.pk: values}).get(record.pk, {})


def _version(record: Model) -> int:
    return (record.case if isinstance(record, Fact) else record).version


def _value(model: type[Model], field: str, value: Any, known: dict[tuple, Any]) -> Any:
    """A value of the history as the field has it; ValidationError for a row that is no more."""
    related = model._meta.get_field(field).related_model
    if related is None or value is None:
        return value
    if (related, value) not in known:
        known[related, value] = related.objects.filter(pk=value).first()
    row = known[related, value]
    if row is None:
        raise ValidationError(f"原来的{related._meta.verbose_name}已不在，不能恢复。")
    return row


def _is_digest(value: Any) -> bool:
    return isinstance(value, dict)
