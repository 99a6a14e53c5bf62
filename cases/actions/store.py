"""Storing what was read: one document, one transaction, index and all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from cases.actions import case_rows, choices, correct, facts, index, names, revision, summaries
from cases.actions.anchor import anchor
from cases.actions.changes import Changes, changes
from cases.actions.edit import record_edit
from cases.actions.findings import Finding, Places, all_evidence, findings, plausible_year
from cases.actions.keys import free_keys
from cases.actions.rights import groups_with, may
from cases.actions.writing import MACHINE, writing
from cases.ingest import records
from cases.models import Case, Document, Evidence, Place

# Part of every reading's digest: raise it when rows would come out differently for the same records.
RULES = "1"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document. ``created`` and ``updated`` count cases and facts; the rest are sentences.

    ``removed``: machine findings that are no longer found. ``lost``: what people decided about and the
    source no longer holds; it is kept. ``warnings`` are those of the reading and of storing it. ``changes`` are the facts
    of a document that was stored before.
    """

    status: Literal["stored", "unchanged", "updated"]
    warnings: tuple[str, ...] = ()
    created: int = 0
    updated: int = 0
    removed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changes: Changes = Changes()


def store_document(
    *, record: records.DocumentRecord, draft: bool = False, user: AbstractBaseUser | None = None
) -> Stored:
    """Bring the database to what was read from a file; new cases are public unless ``draft``.

    A changed file of the same name and mostly the same sentences is a later version of its document, whose
    address stays and whose earlier text is kept.

    Raises Refused, in Chinese, for a record that breaks the rule of evidence or no database can hold, and for a
    later version that ``user``, who brings it, may not put in the place of what has left the draft.
    """
    _check(record)
    places, warnings = _places(record)
    reading = _digest(record, warnings)
    said = (*record.warnings, *warnings)
    # Looked at before waiting for other writers: most files of a second run end here.
    if unchanged := _unchanged(_stored(record).without_text().first(), record, reading, said):
        return unchanged
    with writing(MACHINE, f"读取“{record.filename}”"):
        index.one_writer()
        document = _stored(record).select_for_update().first()
        if unchanged := _unchanged(document, record, reading, said):
            return unchanged  # Another process stored it while we waited.
        if document is None and (document := revision.revised(record)):
            _check_revision(document, user)
            said = (*said, revision.keep(document, record.text, user))
        new, old_text, gone = document is None, document.text if document else "", []
        if not new:
            record, gone = correct.reapply(document, record)
        document = _document(document, record, reading, warnings, user)
        if new:
            tally = _first(document, record, places, draft)
        else:
            tally = _again(document, old_text, record, places, draft)
    return Stored(
        "stored" if new else "updated",
        (*said, *tally.warnings),
        tally.created,
        tally.updated,
        tuple(tally.removed),
        (*tally.lost, *gone),
        Changes() if new else changes(tally),
    )


def _check(record: records.DocumentRecord) -> None:
    text = record.text
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise records.Refused("正文含有数据库不能保存的字符（空字符或残缺的编码）。")
    for each in all_evidence(record):
        if each.start < 0 or not each.quote or text[each.start : each.end] != each.quote:
            raise records.Refused(f"读取结果与原文不符：第 {each.start} 字处不是“{each.quote[:20]}”。")
    keys = [case.key for case in record.cases]
    if len(set(keys)) < len(keys):
        raise records.Refused("读取结果有误：两个案例的标题键相同。")
    if any(not 0 <= case.start < case.end <= len(text) for case in record.cases):
        raise records.Refused("读取结果有误：案例的范围超出了正文。")


def _check_revision(document: Document, user: AbstractBaseUser | None) -> None:
    if not may(user, "review") and document.cases.exclude(status=Case.Status.DRAFT).exists():
        raise records.Refused(
            f"这是“{document}”的新版，其中有案例已离开草稿，存入会改动它们；请由有审核权限的人导入"
            f"（既能导入又能审核的是：{'、'.join(groups_with('bring', 'review'))}组）。"
        )


def _places(record: records.DocumentRecord) -> tuple[Places, list[str]]:
    """The rows of all places named, and a warning for each that the gazetteer does not have."""
    refs = {case.place for case in record.cases} | {o.place for case in record.cases for o in case.outcomes}
    wanted = {(ref.code, ref.name) for ref in refs - {None}}
    rows = Place.objects.filter(code__in={code for code, _ in wanted}).prefetch_related("today")
    places = {(row.code, row.name): row for row in rows}
    missing = sorted(wanted - places.keys())
    return places, [f"地区表里没有“{name}”（{code}），相关地区留空" for code, name in missing]


def _digest(record: records.DocumentRecord, warnings: Sequence[str]) -> str:
    """Tells two readings of a file apart, with the places that were missing when it was stored."""
    return hashlib.sha256(repr((RULES, record, tuple(warnings))).encode()).hexdigest()


def _stored(record: records.DocumentRecord) -> QuerySet[Document]:
    """The document that was read from the very same bytes, if one is stored."""
    return Document.objects.filter(sha256=record.sha256)


def copy_of(filename: str) -> str:
    """What is said of a file with the same bytes as another."""
    return f"内容与“{filename}”完全相同，未重复存入"


def _unchanged(
    document: Document | None, record: records.DocumentRecord, reading: str, warnings: tuple[str, ...]
) -> Stored | None:
    """The answer for a file whose bytes and reading are stored already, or None when there is work to do.

    Of copies under several names the first in order counts, no matter which is stored first: a name may
    tell the year, and two copies must not overwrite one another for ever.
    """
    if document:
        if record.filename > document.filename:
            return Stored("unchanged", (*warnings, copy_of(document.filename)))
        if document.reading == reading:
            return Stored("unchanged", warnings)
    if earlier := revision.replaced(record.sha256):
        return Stored(
            "unchanged", (*warnings, f"这是“{earlier.document}”已被替换的第 {earlier.number} 版，未再存入")
        )
    return None


def _document(
    document: Document | None,
    record: records.DocumentRecord,
    reading: str,
    warnings: Sequence[str],
    user: AbstractBaseUser | None,
) -> Document:
    if document is None:
        document = Document(sha256=record.sha256, key=free_keys(Document, [("document", record.sha256)])[0])
    values = {"title": record.title[:300], "kind": record.kind[:20], "year": plausible_year(record.year)}
    if "year" not in document.decided:
        values["year_basis"] = record.year_basis[:200]
    for field, value in values.items():
        if field not in document.decided:
            setattr(document, field, value)
    document.sha256, document.filename = record.sha256, record.filename
    document.text, document.reading = record.text, reading
    document.warnings = [*record.warnings, *warnings]
    before, document.choices = document.choices, choices.as_json(record.choices)
    document.save()
    if document.choices != before:
        told = (choices.in_words(each) for each in (choices.from_json(before), record.choices))
        record_edit(document, user, str(document), "choices", *told, records.CHOSEN)
    return document


def _first(document: Document, record: records.DocumentRecord, places: Places, draft: bool) -> facts.Tally:
    """Cases, their facts with evidence, the brands and policies these belong to, and the index, of a document that was
    not stored before: rows are added, and none is looked for."""
    tally = facts.Tally()
    pairs = case_rows.add(document, record, places, draft, tally)
    found = _findings(pairs, places, tally)
    names.link(found)
    Evidence.objects.bulk_create([*facts.add(document, found, tally), *case_rows.evidence(document, pairs)])
    changed, _ = names.settle(*names.of_findings(found))
    index.refresh({case.pk for case, _ in pairs} | changed)
    return tally


def _again(
    document: Document, old_text: str, record: records.DocumentRecord, places: Places, draft: bool
) -> facts.Tally:
    """The same for a document that is stored: what is there is brought to what was read."""
    tally = facts.Tally()
    pairs, vanished = case_rows.write(document, old_text, record, places, draft, tally)
    found = _findings(pairs, places, tally)
    before = names.of_document(document)
    case_rows.leave(document, vanished, tally)
    names.link(found, names.moved(document))
    added = facts.merge(document, found, anchor(document.text, old_text), tally)
    Evidence.objects.bulk_create([*added, *case_rows.evidence(document, pairs)])
    after = names.of_document(document)
    changed, gone = names.settle(before[0] | after[0], before[1] | after[1])
    tally.removed += gone
    # What was read does not know what people decided, and the summary must say what the page says.
    summaries.compose(summaries.told_by_people(case for case, _ in pairs))
    index.refresh({case.pk for case, _ in pairs} | {case.pk for case in vanished} | changed)
    return tally


def _findings(pairs: case_rows.Pairs, places: Places, tally: facts.Tally) -> list[Finding]:
    """What was read from all cases; what could not be kept is noted in the tally."""
    found: list[Finding] = []
    for case, read in pairs:
        more, warnings = findings(case, read, places)
        found += more
        tally.warnings += warnings
    return found
