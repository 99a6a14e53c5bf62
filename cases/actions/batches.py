"""Many records at once: one transaction, one reason, the same actions as for each alone, and one entry of what was done."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Model, QuerySet

from cases.actions import index, together
from cases.actions.edit import EditConflict, edit_brand, edit_case, edit_document, edit_policy
from cases.actions.edit_facts import edit_fact
from cases.actions.findings import as_json
from cases.actions.rights import RIGHTS, may
from cases.actions.terms import edit_term
from cases.actions.writing import action
from cases.models import Batch, Brand, Case, Document, Fact, Policy, RowChange, Sheet, Term
from cases.models.identity import quoted

MOST_ERRORS = 100
STATEMENT_SECONDS = 60
MOST_WAITING = 20  # spreadsheets of one user whose bytes are kept


@dataclass(frozen=True, slots=True)
class Change:
    """New values for fields of one record, as it was at a version (a fact: its case's); ``row`` is its number in a list.

    ``more`` is what else the action for the record is told, such as the evidence of the values.
    """

    row: int
    record: Model
    version: int
    changes: Mapping[str, Any]
    more: Mapping[str, Any] = field(default_factory=dict)


class BatchRefused(Exception):
    """Nothing was changed; ``errors`` are the number of a row and a sentence each."""

    def __init__(self, errors: Sequence[tuple[int, str]]) -> None:
        self.errors = list(errors)
        super().__init__("；".join(f"第 {row} 行：{said}" for row, said in self.errors[:3]))


EDITS: tuple[tuple[type[Model], Callable[..., Model], str], ...] = (
    (Case, edit_case, "case"),
    (Brand, edit_brand, "brand"),
    (Policy, edit_policy, "policy"),
    (Document, edit_document, "document"),
    (Fact, edit_fact, "fact"),
    (Term, edit_term, "term"),
)


@action
def change_many(
    *,
    changes: Sequence[Change],
    user: AbstractBaseUser | None,
    what: str,
    reason: str,
    undoes: Batch | None = None,
) -> Batch:
    """Make all changes or none; every one is in the history of its record, and all of them in one ``Batch``, which may take
    back another.

    Raises BatchRefused with every error found, ValidationError where there is no reason or nothing to change.
    """
    if not changes:
        raise ValidationError("没有要改动的。")
    if not reason.strip():
        raise ValidationError("批量修改要写明理由。")
    index.one_writer()
    # A request has some seconds for a statement, and these write hundreds of rows.
    with connection.cursor() as cursor:
        cursor.execute(f"set local statement_timeout = '{STATEMENT_SECONDS}s'")
    records = _locked(changes)
    if errors := _stale(changes, records):
        raise BatchRefused(errors)
    if any(each.more for each in changes):
        share_documents(records)
    told = _edit_all(changes, records, user, reason)
    return Batch.objects.create(
        user=user,
        kind=str(changes[0].record._meta.verbose_name),
        what=what[:200],
        reason=reason.strip()[:300],
        count=len(told),
        records=told,
        noted=RowChange.objects.order_by("pk").values_list("pk", flat=True).last(),
        undoes=undoes,
    )


def _edit_all(
    changes: Sequence[Change], records: Sequence[Model], user: AbstractBaseUser | None, reason: str
) -> list[dict[str, Any]]:
    """Make the changes of held records, and what is told of each. Raises BatchRefused with every error found."""
    told, errors = [], []
    with index.together(), together.holding(records):
        for each in changes:
            before = {name: getattr(each.record, name) for name in each.changes}
            try:
                _edit(each, user, reason)
            except (ValidationError, PermissionDenied, EditConflict) as refused:
                errors.append((each.row, "；".join(getattr(refused, "messages", [str(refused)]))))
                if len(errors) >= MOST_ERRORS:
                    break
            told.append(_told(each, before))
        if errors:
            raise BatchRefused(errors)
    return told


def _locked(changes: Sequence[Change]) -> list[Model]:
    """The records as they are now, kept from other writers; a fact with its case, which several facts may share."""
    model = type(changes[0].record)
    facts = issubclass(model, Fact)
    owners = {each.record.case_id if facts else each.record.pk for each in changes}
    related = {Case: ("place",), Brand: ("place",), Policy: ("place",)}
    found = list(_rows(Case if facts else model, owners, *related.get(Case if facts else model, ())))
    if not facts:
        return found
    cases = {case.pk: case for case in found}
    links = [field.name for field in model._meta.fields if field.many_to_one and field.name != "case"]
    rows = list(_rows(model, {each.record.pk for each in changes}, *links))
    for fact in rows:
        fact.case = cases[fact.case_id]
    return [*found, *rows]


def share_documents(records: Sequence[Model]) -> None:
    """Load the document of each case once, which giving evidence needs."""
    cases = [record for record in records if isinstance(record, Case)]
    documents = Document.objects.in_bulk({case.document_id for case in cases})
    for case in cases:
        case.document = documents[case.document_id]


def _rows(model: type[Model], pks: Collection[int], *related: str) -> QuerySet:
    rows = (
        model.objects.filter(pk__in=pks).select_related(*related)
        if related
        else model.objects.filter(pk__in=pks)
    )
    return rows.select_for_update(of=("self",)).order_by("pk")


def _stale(changes: Sequence[Change], records: Sequence[Model]) -> list[tuple[int, str]]:
    """The rows whose record somebody changed since they were read, looked at before the first is written."""
    now = {record.pk: record.version for record in records if not isinstance(record, Fact)}
    return [
        (each.row, f"{quoted(each.record)}刚刚有了改动，请重新来过。")
        for each in changes
        if now.get(each.record.case_id if isinstance(each.record, Fact) else each.record.pk) != each.version
    ][:MOST_ERRORS]


def _edit(each: Change, user: AbstractBaseUser | None, reason: str) -> None:
    _, edit, name = next(row for row in EDITS if isinstance(each.record, row[0]))
    edit(**{name: each.record}, user=user, changes=each.changes, reason=reason, **each.more)


def _told(each: Change, before: Mapping[str, Any]) -> dict[str, Any]:
    record = each.record
    key = f"{record.case.key}-{record.pk}" if isinstance(record, Fact) else record.key
    fields = [[name, as_json(before[name]), as_json(value)] for name, value in each.changes.items()]
    return {"key": key, "record": str(record)[:200], "changes": fields}


# Spreadsheets


@action
def bring_sheet(*, user: AbstractBaseUser, filename: str, content: bytes) -> Sheet:
    """Keep a spreadsheet until its owner applies it or gives it up; of many that wait the oldest are given up."""
    if not any(may(user, right) for right in ("edit", "name")):
        raise PermissionDenied(RIGHTS["edit"][1])
    name = "".join(char for char in filename if char.isprintable())[-255:] or "表格"
    sheet = Sheet(key=secrets.token_urlsafe(9), user=user, filename=name, content=content)
    sheet.save()
    waiting = Sheet.objects.filter(user=user, state=Sheet.State.WAITING).order_by("-pk")
    old = list(waiting.values_list("pk", flat=True)[MOST_WAITING:])
    Sheet.objects.filter(pk__in=old).update(state=Sheet.State.DROPPED, content=b"")
    return sheet


@action
def apply_sheet(*, sheet: Sheet, changes: Sequence[Change], user: AbstractBaseUser, reason: str) -> Batch:
    """Apply what a spreadsheet says, once. Raises as ``change_many``."""
    sheet = _held(sheet, user)
    batch = change_many(changes=changes, user=user, what=f"表格“{sheet.filename}”", reason=reason)
    sheet.state, sheet.content, sheet.batch = Sheet.State.APPLIED, b"", batch
    sheet.save()
    return batch


@action
def drop_sheet(*, sheet: Sheet, user: AbstractBaseUser) -> None:
    """Give a spreadsheet up."""
    sheet = _held(sheet, user)
    sheet.state, sheet.content = Sheet.State.DROPPED, b""
    sheet.save()


def _held(sheet: Sheet, user: AbstractBaseUser) -> Sheet:
    """The spreadsheet as it is now, if it is the user's and still waits."""
    fresh = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if fresh.user_id != user.pk:
        raise PermissionDenied("这是别人的表格。")
    if fresh.state != Sheet.State.WAITING:
        raise ValidationError(f"这份表格{fresh.get_state_display()}。")
    return fresh
