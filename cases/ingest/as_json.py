"""Records as the JSON of ``ingest --json``: plain dictionaries whose keys are a promise to other programs."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cases.ingest import records


def document_as_json(record: records.DocumentRecord) -> dict[str, Any]:
    """The keys ``document``, ``text`` and ``cases`` of one file's object."""
    return {
        "document": {
            "sha256": record.sha256,
            "title": record.title,
            "kind": record.kind,
            "year": record.year,
            "year_basis": record.year_basis,
            "characters": len(record.text),
        },
        "text": record.text,
        "cases": [_case(case) for case in record.cases],
    }


def _case(case: records.CaseRecord) -> dict[str, Any]:
    place = case.place
    return {
        "key": case.key,
        "title": case.title,
        "start": case.start,
        "end": case.end,
        "year": case.year,
        "place": place
        and {"code": place.code, "name": place.name, "name_now": place.name_now, "parent": place.parent},
        "authors": list(case.authors),
        "headings": list(case.headings),
        "summary": case.summary,
        "brands": [
            {"name": each.name, "kind": each.kind, "evidence": _evidence(each.evidence)}
            for each in case.brands
        ],
        "policies": [_policy(each) for each in case.policies],
        "outcomes": [_outcome(each) for each in case.outcomes],
        "people": [
            {"name": each.name, "role": each.role, "evidence": _evidence(each.evidence)}
            for each in case.people
        ],
        "organisations": [
            {"name": each.name, "evidence": _evidence(each.evidence)} for each in case.organisations
        ],
    }


def _policy(policy: records.Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "form": policy.form,
        "category": policy.category,
        "year": policy.year,
        "evidence": _evidence(policy.evidence),
        "benefits": [
            {"label": each.label, **_quantity(each), "per": each.per, "evidence": _evidence(each.evidence)}
            for each in policy.benefits
        ],
    }


def _outcome(outcome: records.Outcome) -> dict[str, Any]:
    place = outcome.place
    return {
        "indicator": outcome.indicator,
        **_quantity(outcome),
        "status": outcome.status,
        "as_of": outcome.as_of,
        "place": place and {"code": place.code, "name": place.name},
        "evidence": _evidence(outcome.evidence),
    }


def _quantity(amount: records.Benefit | records.Outcome) -> dict[str, Any]:
    return {
        "low": _number(amount.low),
        "high": _number(amount.high),
        "unit": amount.unit,
        "bound": amount.bound,
        "raw": amount.raw,
    }


def _number(value: Decimal | None) -> int | float | None:
    """A whole number stays whole, of any size; JSON has no decimals, so the rest become floats."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _evidence(evidence: Iterable[records.Evidence]) -> list[dict[str, Any]]:
    return [{"start": each.start, "end": each.end, "quote": each.quote} for each in evidence]
