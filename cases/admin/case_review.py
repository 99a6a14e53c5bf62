"""A case that was handed in, as its reviewer needs it: each field once, what place and year rest on, the source, and what was
said when it was returned before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from cases import actions
from cases.admin import queue
from cases.admin.desk import EditInWords, field_in_words
from cases.admin.facts import sentence
from cases.models import Case, Edit

MOST_EDITS = 500
MOST_TEXT = 20_000  # characters of the source; the page of the case has all of it
OWN = ("title", "place", "year", "summary")
RETURN = {"before": Case.Status.REVIEW, "after": Case.Status.DRAFT}


@dataclass(slots=True)
class _Row:
    """One field through all its changes: of what, its first edit and its last."""

    first: Edit
    last: Edit


def of_case(case: Case) -> queue.Item:
    """All that a reviewer needs to decide about a case."""
    if case.renewed:
        rows = [queue.in_words(name, old, new) for name, old, new in actions.differences(case)]
        why = "编辑已定，再次导入时机器读到了别的值"
    else:
        rows, why = _fields(case), _submitted(case)
    text = case.document.text[case.start : case.end].strip()
    return queue.Item(
        "case",
        case,
        case,
        case.title,
        why,
        rows,
        left=queue.left(case.pk),
        grounds=_grounds(case),
        text=text[:MOST_TEXT],
        cut=len(text) > MOST_TEXT,
        returned=_returned(case),
    )


def _fields(case: Case) -> list[tuple[str, str, str]]:
    """Each field of the case with its first value and that of now, then each field of its facts that people changed."""
    edits = case.edits.exclude(field="status").order_by("-pk")[:MOST_EDITS]
    changed = once(reversed(edits))
    own = {row.first.field: row.first for row in changed if row.first.field in OWN and _is_own(row.first)}
    rows = []
    for name in OWN:
        first = EditInWords(own[name]).before if name in own else ""
        now = str(getattr(case, name) or "（空）")
        rows.append((field_in_words(name), "" if first == now else first, now))
    for row in changed:
        if row.first.before != row.last.after and not (row.first.field in OWN and _is_own(row.first)):
            before, after = EditInWords(row.first), EditInWords(row.last)
            rows.append((f"{row.first.subject}：{before.field}", before.before, after.after))
    return rows


def _is_own(edit: Edit) -> bool:
    """Whether an edit is of the case itself: the subject of one of a fact begins with its kind."""
    return not any(edit.subject.startswith(f"{word}：") for word in _KINDS)


_KINDS = tuple({str(model._meta.verbose_name) for kind, model in queue.MODELS.items() if kind != "case"})


def once(edits: Iterable[Edit]) -> list[_Row]:
    """Edits in the order of time, the steps of one field as one row.

    A fact is called otherwise behind each change of its figure: what begins where another ended is the same field of the
    same kind, if there is but one such.
    """
    rows: list[_Row] = []
    for edit in edits:
        kind = edit.subject.partition("：")[0]
        same = [
            row
            for row in rows
            if row.last.field == edit.field != ""
            and row.last.after == edit.before
            and (
                row.last.subject == edit.subject
                or row.last.subject.partition("：")[0] == kind
                or _both_own(row, edit)
            )
        ]
        exact = [row for row in same if row.last.subject == edit.subject]
        if len(exact or same) == 1:
            (exact or same)[0].last = edit
        else:
            rows.append(_Row(edit, edit))
    return rows


def _both_own(row: _Row, edit: Edit) -> bool:
    """Whether both are of the case, whose title may have been changed between them."""
    return _is_own(row.last) and _is_own(edit)


def _grounds(case: Case) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The sentences that place and year rest on."""
    found: dict[str, list[tuple[str, str, str]]] = {"place": [], "year": []}
    for each in case.evidence.filter(field__in=found).order_by("pk"):
        each.document = case.document
        found[each.field].append(sentence(each))
    return [(field_in_words(name), quotes) for name, quotes in found.items()]


def _submitted(case: Case) -> str:
    """Who handed the case in, and when."""
    step = case.edits.filter(field="status", after=Case.Status.REVIEW).select_related("user").first()
    return f"{step.user or '系统'} {localtime(step.at):%Y-%m-%d %H:%M} 提交待审" if step else "提交待审"


def _returned(case: Case) -> str:
    """What was said when the case was returned, and whether anything was changed since; "" if it never was."""
    step = case.edits.filter(field="status", **RETURN).select_related("user").order_by("-pk").first()
    if step is None:
        return ""
    since = case.edits.exclude(field="status").filter(pk__gt=step.pk).count()
    done = f"此后有 {since} 处改动" if since else "此后没有任何改动"
    return f"上次退回：{step.reason or '没有写理由'}（{step.user or '系统'}，{localtime(step.at):%Y-%m-%d %H:%M}）；{done}"
