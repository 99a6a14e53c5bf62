"""The review queue: what waits, in which order, and one item of it in the words of the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import modelform_factory

from cases import actions
from cases.admin.desk import AMOUNTS, Amount, field_in_words, value_in_words
from cases.admin.facts import KINDS, sentence
from cases.models import Case, Fact

MODELS: dict[str, type] = {"case": Case, **{kind: model for model, kind in KINDS.items()}}
WORDS = {kind: str(model._meta.verbose_name).removeprefix("案例中的") for kind, model in MODELS.items()}
ORDER = ("case", "outcome", "benefit", "policy_mention", "brand_mention", "person", "organisation")
# Counts stop here: what is shown is 999+, whatever the size of the knowledge base.
MOST = 1000
AHEAD = 20
FACTS = Q(state=Fact.State.UNREVIEWED) | Q(renewed=True)
SEEN = (Case.Status.REVIEW, Case.Status.PUBLISHED)


def waiting(kind: str, case: int | None = None) -> QuerySet:
    """What of a kind waits, the newest case first; of one case alone if asked."""
    if kind == "case":
        rows = Case.objects.filter(Q(status=Case.Status.REVIEW) | Q(renewed=True)).order_by("-pk")
        rows = rows.select_related("place__parent", "document").defer("document__text")
        return rows.filter(pk=case) if case else rows
    rows = MODELS[kind].objects.filter(FACTS, case__status__in=SEEN).order_by("-case_id", "pk")
    related = [each for each in ("brand", "policy") if hasattr(MODELS[kind], f"{each}_id")]
    rows = rows.select_related("case__document", "case__place__parent", *related)
    rows = rows.defer("case__document__text", "case__machine", "case__summary")
    return rows.filter(case=case) if case else rows


def behind(kind: str, rows: QuerySet, cursor: str) -> QuerySet:
    """Those behind a cursor, which is the ids of case and record; one that is none is the beginning."""
    case, _, pk = cursor.partition("-")
    if not (_number(case) and _number(pk)):
        return rows
    if kind == "case":
        return rows.filter(pk__lt=int(pk))
    return rows.filter(Q(case_id__lt=int(case)) | Q(case_id=int(case), pk__gt=int(pk)))


def cursor_of(record: Case | Fact) -> str:
    """The cursor behind a record."""
    return f"{record.pk if isinstance(record, Case) else record.case_id}-{record.pk}"


def counts(case: int | None = None) -> list[tuple[str, str, int]]:
    """Kind, word and number of what waits, MOST at the most; seven queries."""
    found = [(kind, WORDS[kind], waiting(kind, case).order_by()[:MOST].count()) for kind in ORDER]
    return [(kind, word, number) for kind, word, number in found]


def left(case: int) -> list[tuple[str, str, int]]:
    """Kind, word and number of the facts of a case that nobody has checked."""
    return [each for each in counts(case) if each[0] != "case" and each[2]]


def _number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 19


@dataclass
class Item:
    """One item as the screen shows it. ``rows`` are field, value before and value that is proposed.

    Of a case ``grounds`` are the sentences that place and year rest on, ``text`` is the source, ``returned`` what was said
    when it was returned before, and ``left`` what in it nobody has checked.
    """

    kind: str
    record: Any
    case: Case
    title: str
    why: str
    rows: list[tuple[str, str, str]]
    quotes: list[tuple[str, str, str]] = field(default_factory=list)
    supported: bool = True
    left: list[tuple[str, str, int]] = field(default_factory=list)
    form: forms.ModelForm | None = None
    error: str = ""
    reason: str = ""
    grounds: list[tuple[str, list[tuple[str, str, str]]]] = field(default_factory=list)
    text: str = ""
    cut: bool = False
    returned: str = ""

    @property
    def unchecked(self) -> int:
        """How many facts of the case nobody has checked."""
        return sum(number for _, _, number in self.left)


def item(kind: str, record: Case | Fact) -> Item:
    """All that a reviewer needs to decide."""
    if isinstance(record, Case):
        from cases.admin.case_review import of_case

        return of_case(record)
    by_editor = record.origin == Fact.Origin.EDITOR
    if record.renewed:
        why = "编辑已定，再次导入时机器读到了别的值"
        rows = [in_words(name, old, new) for name, old, new in actions.differences(record)]
    else:
        why = "编辑录入或改过，待核" if by_editor else "机器读取，待核"
        read = {name: old for name, _, old in actions.differences(record)} if by_editor else {}
        rows = list(_values(kind, record, read))
    evidence = list(record.evidence.prefetch_related("document"))
    return Item(
        kind,
        record,
        record.case,
        str(record),
        why + ("；来源中已不见" if record.lost else "") + ("；与更正后的原文不符" if record.doubted else ""),
        rows,
        [sentence(each) for each in evidence],
        actions.is_supported(record) or record.renewed,
        form=edit_form(kind, record),
    )


def _values(kind: str, record: Fact, read: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The fields that say something, beside what the machine read where an editor changed it."""
    for name in actions.FIELDS[kind]:
        value = getattr(record, name)
        if value in (None, "") and name not in read:
            continue
        old = value_in_words(name, read[name]) if name in read else "—"
        yield field_in_words(name), old, _say(record, name, value)


def _say(record: Any, name: str, value: Any) -> str:
    if isinstance(value, (str, int, type(None))) and hasattr(record, f"get_{name}_display"):
        return getattr(record, f"get_{name}_display")() or "（空）"
    return (
        "（空）"
        if value in (None, "")
        else Amount().prepare_value(value)
        if name in ("low", "high")
        else str(value)
    )


def in_words(name: str, old: Any, new: Any) -> tuple[str, str, str]:
    """A row of the screen from a field and two values as the history keeps them."""
    return field_in_words(name), value_in_words(name, old), value_in_words(name, new)


def edit_form(kind: str, record: Fact, data: Any = None) -> forms.ModelForm:
    """The fields of a fact as inputs; a brand or policy is named."""
    names = [name for name in actions.FIELDS[kind] if name not in ("brand", "policy", "place", "raw")]
    made = modelform_factory(
        type(record), fields=names, formfield_callback=lambda column, **more: _input(column, **more)
    )
    form = made(data, instance=record, auto_id="edit-%s")
    if kind in ("brand_mention", "policy_mention"):
        linked = record.brand if kind == "brand_mention" else record.policy
        form.fields["name"] = forms.CharField(label="名称", max_length=200, initial=linked.name)
    return form


def _input(column: Any, **more: Any) -> forms.Field | None:
    return column.formfield(**{**AMOUNTS.get(type(column), {}), **more})


def edited(kind: str, pk: int, data: Any) -> dict[str, Any]:
    """What was typed differently; ValidationError with sentences."""
    form = edit_form(kind, MODELS[kind].objects.get(pk=pk), data)
    if not form.is_valid():
        raise ValidationError(
            [
                f"{form.fields[name].label if name in form.fields else ''} {said}".strip()
                for name, errors in form.errors.items()
                for said in errors
            ]
        )
    changes = {name: form.cleaned_data[name] for name in form.changed_data}
    if not changes:
        raise ValidationError("没有改动。原样通过请用“确认”。")
    return changes
