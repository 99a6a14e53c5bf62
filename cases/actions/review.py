"""What reviewers say to what waits: the machine's other reading of something that an editor decided."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from cases.actions.edit import EDITABLE, edit_case, hold, record_edit
from cases.actions.edit_facts import FIELDS, edit_fact, kind_of, reject_fact, subject_of
from cases.actions.findings import NAMED, as_json
from cases.actions.rights import check
from cases.actions.writing import action
from cases.models import Case, Fact, Place

Difference = tuple[str, Any, Any]


def differences(record: Case | Fact) -> list[Difference]:
    """Field, value shown and value that the machine reads, both as the history keeps them, where they differ."""
    if isinstance(record, Case):
        fields = [field for field in EDITABLE[Case] if field in record.decided and field in record.machine]
        shown = {field: as_json(getattr(record, field)) for field in fields}
        read: Mapping[str, Any] = record.machine
    else:
        kind = kind_of(record)
        link = NAMED.get(kind)
        shown = {field: as_json(getattr(record, field)) for field in FIELDS[kind] if field != link}
        read = record.machine
        if link:
            shown[link] = getattr(record, link).name
            read = {**read, link: read.get("policy" if kind == "benefit" else "name", shown[link])}
    return [
        (field, value, read[field])
        for field, value in shown.items()
        if field in read and read[field] != value
    ]


@action
def accept_reading(
    *, record: Case | Fact, user: AbstractBaseUser | None, reason: str = "", version: int | None = None
) -> Case | Fact:
    """Put what the machine reads now in the place of what was decided. Raises as ``edit_fact``."""
    check(user, "review")
    changes = {field: _value(record, field, read) for field, _, read in differences(record)}
    if isinstance(record, Case):
        edit_case(case=record, user=user, changes=changes, reason=reason, version=version)
    else:
        if NAMED.get(kind_of(record)) in changes:
            changes["name"] = changes.pop(NAMED[kind_of(record)])
        changes["state"] = Fact.State.CONFIRMED
        edit_fact(fact=record, user=user, changes=changes, reason=reason, version=version)
    return _settled(record)


@action
def keep_value(
    *, record: Case | Fact, user: AbstractBaseUser | None, reason: str, version: int | None = None
) -> Case | Fact:
    """Let stand what was decided; the same reading does not ask again. Raises EditConflict, ValidationError."""
    check(user, "review")
    if not reason.strip():
        raise ValidationError("不采用机器的新读法时请写明理由。")
    case = hold(record if isinstance(record, Case) else record.case, version)
    read = "；".join(str(value) for _, _, value in differences(record))
    subject = str(record) if isinstance(record, Case) else subject_of(record)
    record_edit(case, user, subject, "renewed", read, None, reason)
    case.version += 1
    case.save(update_fields=["version", "updated_at"])
    return _settled(record)


def return_fact(
    *, fact: Fact, user: AbstractBaseUser | None, reason: str, version: int | None = None
) -> Fact:
    """Reject what waits; what a person entered not without saying why, for that person will read it."""
    if fact.origin == Fact.Origin.EDITOR and not reason.strip():
        raise ValidationError("这一条是编辑录入或改过的，否决时请写明理由。")
    return reject_fact(fact=fact, user=user, reason=reason, version=version)


def _settled(record: Case | Fact) -> Case | Fact:
    type(record).objects.filter(pk=record.pk).update(renewed=False)
    return type(record).objects.get(pk=record.pk)


def _value(record: Case | Fact, field: str, read: Any) -> Any:
    """A value of ``machine`` as the column has it."""
    if read is None:
        return None
    if field == "place":
        place = Place.objects.filter(code=read["code"], name=read["name"]).first()
        if place is None:
            raise ValidationError(f"地区表里没有“{read['name']}”（{read['code']}）。")
        return place
    return Decimal(read) if field in ("low", "high") else read
