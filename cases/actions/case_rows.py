"""The rows of a document's cases: which stored case is which case read, and what is written to it."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cases.actions.anchor import same_text
from cases.actions.facts import KINDS, Tally
from cases.actions.findings import Places, as_json, plausible_year
from cases.actions.keys import free_keys
from cases.ingest.records import CaseRecord, DocumentRecord
from cases.models import Case, Document, Edit, Evidence, Fact
from search import index

# What is a person's once they decided the field that the column belongs to.
FIELDS = {
    "title": "title",
    "place": "place",
    "place_basis": "place",
    "year": "year",
    "year_basis": "year",
    "summary": "summary",
}
ALWAYS = ("authors", "headings", "start", "end")

Pairs = Sequence[tuple[Case, CaseRecord]]


def add(document: Document, record: DocumentRecord, places: Places, draft: bool, tally: Tally) -> Pairs:
    """Make the row of each case of a document that had none; in the order of the text."""
    return _write(document, [None] * len(record.cases), record, places, draft, tally)


def write(
    document: Document, old_text: str, record: DocumentRecord, places: Places, draft: bool, tally: Tally
) -> tuple[Pairs, list[Case]]:
    """Make or update the row of each case read; the cases in the order of the text, and those that vanished."""
    old = list(Case.objects.select_for_update().filter(document=document).order_by("pk"))
    known, vanished = _known(old, old_text, record)
    return _write(document, known, record, places, draft, tally), vanished


def _write(
    document: Document,
    known: Sequence[Case | None],
    record: DocumentRecord,
    places: Places,
    draft: bool,
    tally: Tally,
) -> Pairs:
    """Fill the row known for each case read, or a new one."""
    status = Case.Status.DRAFT if draft else Case.Status.PUBLISHED
    cases = [
        case or Case(document=document, heading_key=_heading_key(read), status=status)
        for case, read in zip(known, record.cases, strict=True)
    ]
    new = [case for case in cases if case.pk is None]
    keys = free_keys(Case, [("case", document.sha256, case.heading_key) for case in new])
    for case, key in zip(new, keys, strict=True):
        case.key = key
    for case, read in zip(cases, record.cases, strict=True):
        if _fill(case, read, places) and case.pk:
            tally.updated += 1
    Case.objects.bulk_create(new)
    tally.created += len(new)
    again = [case for case in known if case]
    columns = [*FIELDS, *ALWAYS, "heading_key", "machine", "lost", "renewed", "version", "updated_at"]
    Case.objects.bulk_update(again, columns)
    return list(zip(cases, record.cases, strict=True))


def _known(
    old: Sequence[Case], old_text: str, record: DocumentRecord
) -> tuple[list[Case | None], list[Case]]:
    """The stored case for each case read, or None; and the stored ones that are not found any more.

    By heading; one whose heading is now cut differently is known by its text, so that its address stays.
    """
    left = {case.heading_key: case for case in old}
    pairs = [left.pop(_heading_key(read), None) for read in record.cases]
    for at, read in enumerate(record.cases):
        if pairs[at] is None:
            text = record.text[read.start : read.end]
            same = [c for c in left.values() if same_text(old_text[c.start : c.end], text)]
            pairs[at] = left.pop(same[0].heading_key) if same else None
    return pairs, list(left.values())


def _heading_key(read: CaseRecord) -> str:
    """The record's key, or a digest of one that is too long for its column."""
    return read.key if len(read.key) <= 200 else hashlib.sha256(read.key.encode()).hexdigest()


def _fill(case: Case, read: CaseRecord, places: Places) -> bool:
    """Give a row what was read, save what people decided; whether anything that readers see is different."""
    place = read.place and places.get((read.place.code, read.place.name))
    values: dict[str, Any] = {
        "title": read.title[:300],
        "place": place,
        "place_basis": read.place_basis[:200],
        "year": plausible_year(read.year),
        "year_basis": read.year_basis[:200],
        "summary": read.summary,
    }
    before, case.machine = case.machine, {field: as_json(value) for field, value in values.items()}
    if any(before.get(field) != case.machine[field] for field in case.decided if field in values):
        # What an editor decided waits for a second word, unless the machine now says the same.
        case.renewed = any(getattr(case, field) != values[field] for field in case.decided if field in values)
    shown = {field: value for field, value in values.items() if FIELDS[field] not in case.decided}
    shown |= {"authors": list(read.authors), "headings": list(read.headings)}
    shown |= {"start": read.start, "end": read.end}
    changed = any(getattr(case, _attname(field)) != _plain(value) for field, value in shown.items())
    for field, value in shown.items():
        setattr(case, field, value)
    case.heading_key, case.lost, case.updated_at = _heading_key(read), False, timezone.now()
    if case.pk:
        # An editor whose form is open must be told that the machine has read the document anew.
        case.version += 1
    return changed


def _attname(field: str) -> str:
    return Case._meta.get_field(field).attname


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


def evidence(document: Document, pairs: Pairs) -> list[Evidence]:
    """Rows for what place and year were read from, unless a person has decided them."""
    return [
        Evidence(document=document, case=case, field=field, start=e.start, end=e.end, quote=e.quote)
        for case, read in pairs
        for field, spans in (("place", read.place_evidence), ("year", read.year_evidence))
        if field not in case.decided
        for e in dict.fromkeys(spans)
    ]


def leave(document: Document, vanished: Sequence[Case], tally: Tally) -> None:
    """Cases that the reading no longer finds: those that people worked on stay and are called lost."""
    if not vanished:
        return
    pks = [case.pk for case in vanished]
    touched = set(Edit.objects.filter(case__in=pks).values_list("case_id", flat=True))
    by_people = ~Q(origin=Fact.Origin.MACHINE, state=Fact.State.UNREVIEWED)
    for model in KINDS.values():
        touched |= set(model.objects.filter(by_people, case__in=pks).values_list("case_id", flat=True))
    lost = [case for case in vanished if case.pk in touched]
    length = len(document.text)
    for case in lost:
        tally.lost += [] if case.lost else [f"案例：{case.title}"]
        case.lost, case.version = True, case.version + 1
        case.end = min(case.end, length)
        case.start = min(case.start, case.end - 1)
    Case.objects.bulk_update(lost, ["lost", "version", "start", "end"])
    gone = [case for case in vanished if case.pk not in touched]
    tally.removed += [f"案例：{case.title}" for case in gone]
    for case in gone:
        index.remove(case.pk)
    Case.objects.filter(pk__in=[case.pk for case in gone]).delete()
