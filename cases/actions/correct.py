"""Correcting the text of a document, as where a scan was misread: every span of it moves along, and when the file is
read anew the corrections are made again."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions import index
from cases.actions.difference import Span, mover
from cases.actions.edit import hold, record_edit
from cases.actions.edit_facts import is_supported, subject_of
from cases.actions.findings import KINDS
from cases.actions.rights import check, check_edit
from cases.actions.writing import action
from cases.ingest import records
from cases.models import Case, Correction, Document, Evidence, Fact
from cases.models.correction import AROUND
from cases.models.identity import quoted

LONGEST = 2000

Mover = Callable[[Span], Span | None]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did: how many spans moved or grew, whose evidence is lost, and what the words no longer say."""

    moved: int
    lost: tuple[str, ...]
    unsupported: tuple[str, ...]


@action
def correct_text(
    *,
    document: Document,
    user: AbstractBaseUser | None,
    start: int,
    end: int,
    text: str,
    reason: str,
    version: int | None = None,
) -> Corrected:
    """Put ``text`` in the place of ``document.text[start:end]``.

    Whoever may change the cases there may do so. A fact that the words no longer bear out is ``doubted`` and waits for
    review, also one that was confirmed. Raises EditConflict, ValidationError, PermissionDenied.
    """
    check(user, "edit")
    document = hold(document, version)
    _check(document, start, end, text, reason)
    cases = list(document.cases.select_for_update().order_by("start", "pk"))
    for case in [each for each in cases if each.start < end and start < each.end] or cases:
        check_edit(user, case)
    old, new = document.text, document.text[:start] + text + document.text[end:]
    touched = _facts(document, start, end)
    borne_out = [fact for fact in touched if is_supported(fact)]
    Correction.objects.create(
        document=document,
        user=user,
        start=start,
        left=old[max(0, start - AROUND) : start],
        before=old[start:end],
        after=text,
        right=old[end : end + AROUND],
        reason=reason.strip()[:300],
    )
    record_edit(
        document,
        user,
        str(document),
        "text",
        _said(old, start, end),
        _said(new, start, start + len(text)),
        reason,
    )
    document.text, document.version = new, document.version + 1
    document.save(update_fields=["text", "version", "updated_at"])
    move = mover(old, new)
    _move_cases(cases, move, old, new, (start, end))
    moved, lost = _move_evidence(document, move, new, start)
    unsupported = _doubt(touched, borne_out)
    index.refresh({case.pk for case in cases})
    return Corrected(moved, tuple(lost), tuple(unsupported))


def _check(document: Document, start: int, end: int, text: str, reason: str) -> None:
    if not reason.strip():
        raise ValidationError("更正原文时请写明理由，例如“对照原件，识别有误”。")
    if not 0 <= start <= end <= len(document.text):
        raise ValidationError("位置不在这份文件的正文之内。")
    if document.text[start:end] == text:
        raise ValidationError("改前与改后相同，没有要更正的。")
    if len(text) > LONGEST or end - start > LONGEST:
        raise ValidationError(f"一次最多更正 {LONGEST} 字。")
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
        raise ValidationError("更正的文字里有不能保存的字符。")


def _said(text: str, start: int, end: int) -> str:
    """Words of a text with what stands around them, for the history."""
    return f"{text[max(0, start - AROUND) : start]}【{text[start:end]}】{text[end : end + AROUND]}"


def _move_cases(cases: list[Case], move: Mover, old: str, new: str, span: Span) -> None:
    """The spans of the cases, and the title and headings that were corrected in them."""
    before, after = _line(old, *span), _line(new, span[0], span[1] + len(new) - len(old))
    for case in cases:
        spot = move((case.start, case.end))
        if spot is None or not new[slice(*spot)].strip():
            raise ValidationError(f"这样更正，案例{quoted(case)}就没有文字了。")
        here = case.start < span[1] and span[0] < case.end
        case.start, case.end = spot
        if here:
            case.version, case.updated_at = case.version + 1, timezone.now()
        if here and before and after:
            case.headings = [after if each == before else each for each in case.headings]
            if case.title == before and "title" not in case.decided:
                case.title = after[:300]
    Case.objects.bulk_update(cases, ["start", "end", "version", "updated_at", "headings", "title"])


def _line(text: str, start: int, end: int) -> str:
    """The line in which a span stands, or "" if it stands in several."""
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    return text[text.rfind("\n", 0, start) + 1 : stop].strip() if end <= stop else ""


def _move_evidence(document: Document, move: Mover, new: str, start: int) -> tuple[int, list[str]]:
    """Bring all evidence to its place in the new text: how many are elsewhere or other words, and what has lost its own."""
    rows = list(Evidence.objects.filter(document=document, lost=False, end__gt=start))
    lost = []
    for each in rows:
        spot = move((each.start, each.end))
        each.lost = spot is None
        if spot is None:
            lost.append(each)
        else:
            each.start, each.end, each.quote = *spot, new[slice(*spot)]
    Evidence.objects.bulk_update(rows, ["start", "end", "quote", "lost"], batch_size=500)
    return len(rows) - len(lost), [f"{_subject(each)}：{each.quote[:40]}" for each in lost]


def _subject(evidence: Evidence) -> str:
    if evidence.case_id:
        return f"{evidence.case.title} 的{Case._meta.get_field(evidence.field).verbose_name}"
    return subject_of(next(fact for kind in KINDS if (fact := getattr(evidence, kind)) is not None))


def _facts(document: Document, start: int, end: int) -> list[Fact]:
    """The facts with evidence at which the change is made."""
    there = Evidence.objects.filter(document=document, lost=False, start__lte=end, end__gte=start)
    return [
        fact
        for kind, model in KINDS.items()
        for fact in model.objects.filter(pk__in=there.exclude(**{kind: None}).values(kind)).order_by("pk")
    ]


def _doubt(facts: list[Fact], borne_out: list[Fact]) -> list[str]:
    """Of facts that the text bore out, those that it does no more: they wait, marked, until somebody corrects or confirms
    them, whoever had confirmed them. One that the words say again is well."""
    said = []
    for fact in facts:
        row = type(fact).objects.filter(pk=fact.pk)
        if is_supported(row.get()):
            row.filter(doubted=True).update(doubted=False)
        elif fact in borne_out and fact.state != Fact.State.REJECTED:
            row.update(state=Fact.State.UNREVIEWED, doubted=True)
            said.append(subject_of(fact))
    return said


# When the file is read anew


def reapply(document: Document, record: records.DocumentRecord) -> tuple[records.DocumentRecord, list[str]]:
    """A reading with the corrections of its document made in it, and a sentence for each whose place is not found."""
    gone = []
    for each in document.corrections.order_by("pk"):
        spot = each.found(record.text, each.before, each.after)
        if spot is not None and record.text[slice(*spot)] != each.after:
            record = _changed(record, spot, each.after)
        if each.lost != (spot is None):
            Correction.objects.filter(pk=each.pk).update(lost=spot is None)
        if spot is None:
            gone.append(f"原文更正：{each}")
    return record, gone


def _changed(record: records.DocumentRecord, span: Span, words: str) -> records.DocumentRecord:
    """A reading of the text with ``words`` in the place of a span; what rested on nothing but that is not found."""
    text = record.text[: span[0]] + words + record.text[span[1] :]
    move = mover(record.text, text)
    moved = _moved(record, move, text)
    return replace(moved, text=text)


def _moved(value: Any, move: Mover, text: str) -> Any:
    """A record with all its spans moved; None for evidence that is gone, and for what has no other."""
    if isinstance(value, tuple):
        return tuple(each for each in (_moved(one, move, text) for one in value) if each is not None)
    if isinstance(value, records.Evidence):
        spot = move((value.start, value.end))
        return records.Evidence.of(text, *spot) if spot else None
    if not is_dataclass(value):
        return value
    given = {field.name: _moved(getattr(value, field.name), move, text) for field in fields(value)}
    if "evidence" in given and not given["evidence"]:
        return None
    if isinstance(value, records.CaseRecord):
        given["start"], given["end"] = move((value.start, value.end)) or (value.start, value.end)
    return replace(value, **given)
