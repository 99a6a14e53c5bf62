"""Findings into rows: what is new is added, what the machine said before is brought up to date, and what people
decided stays. Evidence of decided facts is found again in a changed text by its exact words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from cases.actions.findings import KINDS, NAMED, Finding
from cases.models import Document, Evidence, Fact

Span = tuple[int, int]
Told = tuple[tuple, str]  # which fact it is, whatever it says; what it says


@dataclass(slots=True)
class Tally:
    """What storing did, for the report: numbers of rows, a line for each thing that is gone, and the facts that are new
    and gone by case, kind and what they are of."""

    created: int = 0
    updated: int = 0
    fresh: list[Told] = field(default_factory=list)
    gone: list[Told] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def decided(row: Fact) -> bool:
    """Whether a person has said anything about a fact."""
    return row.origin == Fact.Origin.EDITOR or row.state != Fact.State.UNREVIEWED


def describe(kind: str, row: Fact) -> str:
    """A fact in a few words, without a query."""
    what = KINDS[kind]._meta.verbose_name
    name = row.machine.get("name") if kind in NAMED and kind != "benefit" else str(row)
    return f"{what}：{name or row}"


def tell(kind: str, row: Fact) -> Told:
    """A fact for the list of what a later text changes: 引进人才 120名 and 引进人才 150名 are one that says something else."""
    of = next((getattr(row, each) for each in ("indicator", "label", "name") if hasattr(row, each)), row.pk)
    return (row.case_id, kind, of, getattr(row, "unit", ""), row.machine.get("policy")), describe(kind, row)


def add(document: Document, findings: Sequence[Finding], tally: Tally) -> list[Evidence]:
    """Store the facts of a document that had none; their evidence, which is not stored yet."""
    evidence: list[Evidence] = []
    for kind, model in KINDS.items():
        made = _create(model, [each for each in findings if each.kind == kind])
        tally.created += len(made)
        evidence += [row for finding, fact in made for row in _evidence(document, finding, fact, ())]
    return evidence


def merge(
    document: Document,
    findings: Sequence[Finding],
    anchor: Callable[[Evidence], Span | None],
    tally: Tally,
) -> list[Evidence]:
    """Bring the facts of a document to what ``findings`` say, in a fixed number of queries; their new evidence, which is
    not stored yet.

    ``anchor`` gives the span at which a piece of evidence stands in the document's text now, or None.
    """
    kept = _anchored(document, anchor)
    evidence: list[Evidence] = []
    for kind, model in KINDS.items():
        of_kind = [each for each in findings if each.kind == kind]
        rows = list(model.objects.filter(case__document=document))
        pairs, fresh, left = _paired(of_kind, rows)
        again = _found_again(fresh, [row for row in left if decided(row)], kept, kind)
        pairs += again
        taken = {id(finding) for finding, _ in again}
        fresh = [finding for finding in fresh if id(finding) not in taken]
        left = [row for row in left if not any(row is other for _, other in again)]
        made = _create(model, fresh)
        tally.created += len(made)
        tally.fresh += [tell(kind, row) for _, row in made]
        tally.updated += _update(model, kind, pairs, tally)
        _leave(model, kind, left, tally)
        for finding, row in [*pairs, *made]:
            had = kept.pop((kind, row.pk), [])
            if any(each.origin == Fact.Origin.EDITOR for each in had):
                kept[kind, row.pk] = had  # What an editor chose, no reading adds to.
                continue
            # The reading itself says where it stands now; what an edited fact rested on stays beside.
            mine = [each for each in had if row.origin == Fact.Origin.EDITOR and not each.lost]
            kept[kind, row.pk] = mine
            evidence += _evidence(document, finding, row, mine)
    moved = [each for group in kept.values() for each in group]
    Evidence.objects.filter(document=document).exclude(pk__in=[each.pk for each in moved]).delete()
    Evidence.objects.bulk_update(moved, ["start", "end", "lost"])
    return evidence


def _paired(
    findings: Iterable[Finding], rows: Iterable[Fact]
) -> tuple[list[tuple[Finding, Fact]], list[Finding], list[Fact]]:
    """Findings with the rows of the same fingerprint; findings and rows without one another."""
    left = {(row.case_id, row.fingerprint): row for row in rows}
    pairs, fresh = [], []
    for finding in findings:
        row = left.pop((finding.case.pk, finding.fingerprint), None)
        if row:
            pairs.append((finding, row))
        else:
            fresh.append(finding)
    return pairs, fresh, list(left.values())


def _found_again(
    fresh: Sequence[Finding], rows: Sequence[Fact], kept: dict, kind: str
) -> list[tuple[Finding, Fact]]:
    """Decided rows whose finding merely changed its wording: the same printed figure or place in the text.

    Without this a better rule would bring a rejected finding back under another fingerprint.
    """
    pairs: list[tuple[Finding, Fact]] = []
    free = list(fresh)
    for row in rows:
        spans = [(each.start, each.end) for each in kept[kind, row.pk] if not each.lost]
        raw = row.machine.get("raw")
        for finding in free:
            same_raw = finding.machine.get("raw") == raw
            near = any(e.start < end and start < e.end for e in finding.evidence for start, end in spans)
            if finding.case.pk == row.case_id and same_raw and near:
                pairs.append((finding, row))
                free.remove(finding)
                break
    return pairs


def _create(model: type, fresh: Sequence[Finding]) -> list[tuple[Finding, Fact]]:
    rows = [
        model(case=each.case, fingerprint=each.fingerprint, machine=each.machine, **each.values)
        for each in fresh
    ]
    model.objects.bulk_create(rows)
    return list(zip(fresh, rows, strict=True))


def _update(model: type, kind: str, pairs: Sequence[tuple[Finding, Fact]], tally: Tally) -> int:
    """Write what changed: the machine's value always, the value shown unless a person has decided."""
    columns = {column for finding, _ in pairs for column in finding.values}
    changed = []
    for finding, row in pairs:
        new = {"machine": finding.machine, "fingerprint": finding.fingerprint, "lost": False}
        if not decided(row):
            new |= finding.values
        elif row.machine and row.machine != finding.machine:
            # It waits in the review queue, unless the machine now says what the editor does.
            new["renewed"] = any(_differs(row, column, value) for column, value in finding.values.items())
            tally.warnings.append(f"{describe(kind, row)}：编辑已定，机器的新读法未采用")
        if any(_differs(row, column, value) for column, value in new.items()):
            for column, value in new.items():
                setattr(row, column, value)
            changed.append(row)
    if changed:
        model.objects.bulk_update(changed, ["machine", "fingerprint", "lost", "renewed", *sorted(columns)])
    return len(changed)


def _differs(row: Fact, column: str, value: Any) -> bool:
    """Whether a row's column holds another value; related rows are compared by id, without loading them."""
    return getattr(row, row._meta.get_field(column).attname) != getattr(value, "pk", value)


def _leave(model: type, kind: str, left: Sequence[Fact], tally: Tally) -> None:
    """Rows that the reading no longer finds: the machine's go, those of people stay and are called lost."""
    gone = [row for row in left if not decided(row)]
    tally.removed += [describe(kind, row) for row in gone]
    tally.gone += [tell(kind, row) for row in gone]
    if gone:
        model.objects.filter(pk__in=[row.pk for row in gone]).delete()
    # What an editor entered was never found by the machine, so that it cannot vanish that way.
    lost = [row for row in left if decided(row) and row.machine and not row.lost]
    for row in lost:
        row.lost = True
    tally.lost += [describe(kind, row) for row in lost]
    if lost:
        model.objects.bulk_update(lost, ["lost"])


def _anchored(
    document: Document, anchor: Callable[[Evidence], Span | None]
) -> dict[tuple[str, int], list[Evidence]]:
    """The evidence of decided facts, and what editors chose for a case, at its place in the text of now, by kind
    and row."""
    kept: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    kinds = {kind: Q(**{f"{kind}__in": _decided_rows(model, document)}) for kind, model in KINDS.items()}
    kinds["case"] = Q(document=document, case__isnull=False, origin=Fact.Origin.EDITOR)
    for kind, condition in kinds.items():
        for each in Evidence.objects.filter(condition):
            if span := anchor(each):
                each.start, each.end = span
            each.lost = span is None
            kept[kind, getattr(each, f"{kind}_id")].append(each)
    return kept


def _decided_rows(model: type, document: Document) -> QuerySet:
    rows = model.objects.filter(case__document=document)
    return rows.exclude(origin=Fact.Origin.MACHINE, state=Fact.State.UNREVIEWED)


def _evidence(document: Document, finding: Finding, row: Fact, have: Sequence[Evidence]) -> list[Evidence]:
    """Rows for the finding's evidence but for the spans that the fact already has."""
    spans = {(each.start, each.end) for each in have if not each.lost}
    return [
        Evidence(document=document, start=e.start, end=e.end, quote=e.quote, **{finding.kind: row})
        for e in finding.evidence
        if (e.start, e.end) not in spans
    ]
