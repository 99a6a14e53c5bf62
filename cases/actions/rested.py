"""What values rested on before a change took it from them: the evidence that was deleted with it, by what the database
noted, where the text still has its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from cases.actions.batches import share_documents
from cases.actions.edit import GROUNDED
from cases.actions.evidence import Span
from cases.actions.findings import KINDS
from cases.actions.support import bears_out
from cases.models import Case, Correction, Document, Evidence, Fact, RowChange

_KIND = {model: kind for kind, model in KINDS.items()}


@dataclass(slots=True)
class _Known:
    """What is looked up once for all records of a change: the evidence that was deleted with it and the one that cases have
    now, by record, of which fields some was deleted later, and the corrections of each document, the first ones first."""

    gone: dict[int, list[RowChange]]
    standing: dict[tuple[int, str], list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    later: set[tuple[int, str]] = field(default_factory=set)
    corrections: dict[int, list[Correction]] = field(default_factory=lambda: defaultdict(list))


def grounds(
    changes: Sequence[RowChange], records: Mapping[int, Model], values: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """What an edit that gives records back their ``values`` is to be told of their evidence, by the id of the record.

    ``changes`` are the one of each record that took the values away, all of one transaction. Of a case that is ``spans``
    and ``bases`` of place and year, of a fact its ``spans``, of a document the ``basis`` of its year; nothing where nothing
    went with the values. Cases whose evidence is looked for share their documents.
    """
    known = _look_up(changes, records)
    found: dict[int, dict[str, Any]] = {}
    for change in changes:
        record, rows = records[change.record], known.gone[change.record]
        if isinstance(record, Case):
            found[record.pk] = _of_case(record, change, known, values[record.pk])
        elif isinstance(record, Document) and "year" in values[record.pk]:
            found[record.pk] = {"basis": _basis(record, change, "year_basis")}
        elif isinstance(record, Fact) and rows:
            spans = _found(record.case, rows, known)
            found[record.pk] = {"spans": spans} if spans else {}
    return found


def spot(case: Case, gone: RowChange, corrections: Iterable[Correction]) -> Span | None:
    """Where the words of deleted evidence stand in the text of its case now: where they did, moved along with the corrections
    since, or else at the only place that has them."""
    text, quote = case.document.text, gone.before["quote"]
    start = gone.before["start"]
    for each in corrections:
        if each.at > gone.at and each.start + len(each.before) <= start:
            start += len(each.after) - len(each.before)
    if case.start <= start and start + len(quote) <= case.end and text.startswith(quote, start):
        return start, start + len(quote)
    first = text.find(quote, case.start, case.end)
    only = first >= 0 and text.find(quote, first + 1, case.end) < 0
    return (first, first + len(quote)) if only else None


def _look_up(changes: Sequence[RowChange], records: Mapping[int, Model]) -> _Known:
    known = _Known(_deleted(changes))
    cases = [each for each in records.values() if isinstance(each, Case)]
    with_text = [
        each.case if isinstance(each, Fact) else each for pk, each in records.items() if known.gone[pk]
    ]
    share_documents(with_text)
    for each in Correction.objects.filter(document__in={case.document_id for case in with_text}).order_by(
        "pk"
    ):
        known.corrections[each.document_id].append(each)
    if cases:
        for each in Evidence.objects.filter(case__in=cases).order_by("pk"):
            known.standing[each.case_id, each.field].append(each)
        last = max(change.pk for change in changes)
        rows = RowChange.objects.filter(model="evidence", kind=RowChange.Kind.DELETE, pk__gt=last)
        rows = rows.filter(before__case_id__in=[case.pk for case in cases])
        known.later = {(row["case_id"], row["field"]) for row in rows.values_list("before", flat=True)}
    return known


def _deleted(changes: Sequence[RowChange]) -> dict[int, list[RowChange]]:
    """The evidence that was deleted with each change, before its row was written; by the id of the record."""
    found: dict[int, list[RowChange]] = defaultdict(list)
    if not changes:
        return found
    one = changes[0]
    column = "case_id" if one.model_class is Case else f"{_KIND.get(one.model_class)}_id"
    noted = RowChange.objects.filter(transaction=one.transaction, at=one.at).order_by("pk")
    last = {change.record: change.pk for change in changes}
    first: dict[int, int] = {}
    for pk, record in noted.filter(model=one.model, record__in=last).values_list("pk", "record"):
        if pk < last[record]:
            first[record] = pk
    of_these = {f"before__{column}__in": list(last)}
    for row in noted.filter(model="evidence", kind=RowChange.Kind.DELETE, **of_these):
        record = row.before[column]
        if first.get(record, 0) < row.pk < last[record]:
            found[record].append(row)
    return found


def _found(case: Case, rows: Sequence[RowChange], known: _Known) -> list[Span]:
    return [span for row in rows if (span := spot(case, row, known.corrections[case.document_id]))]


def _of_case(case: Case, change: RowChange, known: _Known, values: Mapping[str, Any]) -> dict[str, Any]:
    spans: dict[str, list[Span]] = {}
    bases: dict[str, str] = {}
    for name in GROUNDED:
        if name not in values:
            continue
        basis = _basis(case, change, f"{name}_basis")
        mine = [row for row in known.gone[case.pk] if row.before["field"] == name]
        has = known.standing.get((case.pk, name), [])
        if found := _found(case, mine, known) or ([] if mine else _kept(case, has, values[name])):
            spans[name], bases[name] = found, basis
        elif values[name] is None or not (mine or has or (case.pk, name) in known.later):
            bases[name] = basis
    return {"spans": spans, "bases": bases}


def _kept(case: Case, has: Sequence[Evidence], value: Any) -> list[Span]:
    """The evidence that no change took away, where it says the value that comes back."""
    rows = [each for each in has if not each.lost]
    for each in rows:
        each.document = case.document
    return [(each.start, each.end) for each in rows] if value and rows and bears_out(value, rows) else []


def _basis(record: Case | Document, change: RowChange, column: str) -> str:
    """What was said of a value before the change; it stands with the first change that took it away, or still."""
    if column in change.before:
        return change.before[column]
    later = RowChange.objects.filter(model=change.model, record=record.pk, pk__gt=change.pk)
    first = later.filter(before__has_key=column).order_by("pk").first()
    return first.before[column] if first else getattr(record, column)


def rest_of(gone: RowChange) -> Model | None:
    """What deleted evidence belonged to: a case, for a field of it, or a fact; None where it is no more."""
    models: dict[str, type[Model]] = {"case": Case, **KINDS}
    for name, model in models.items():
        if (pk := gone.before.get(f"{name}_id")) is not None:
            return model.objects.filter(pk=pk).first()
    return None


def spans_with(record: Model, gone: RowChange) -> list[Span]:
    """The spans that a value rests on now and that of deleted evidence; [] where its words are not found or stand there."""
    case = record if isinstance(record, Case) else record.case
    rows = record.evidence.filter(lost=False, **({"field": gone.before["field"]} if record is case else {}))
    spans = [(each.start, each.end) for each in rows]
    back = spot(case, gone, case.document.corrections.order_by("pk"))
    return [*spans, back] if back and back not in spans else []
