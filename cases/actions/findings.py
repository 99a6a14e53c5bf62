"""From the records of a reading to findings: values as columns hold them, each with the fingerprint that tells
the same finding again when the document is read anew."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Model

from cases.ingest import records
from cases.models import Benefit, BrandMention, Case, Organisation, Outcome, Person, Place, PolicyMention
from cases.models.identity import name_key

KINDS: dict[str, type] = {
    "brand_mention": BrandMention,
    "policy_mention": PolicyMention,
    "benefit": Benefit,
    "outcome": Outcome,
    "person": Person,
    "organisation": Organisation,
}
# The brand or policy a finding belongs to is another row, found by name only when all findings are known.
NAMED = {"brand_mention": "brand", "policy_mention": "policy", "benefit": "policy"}
MOST = Decimal(10) ** 19  # What the columns of amounts hold without loss.

Places = Mapping[tuple[str, str], Place]


@dataclass(frozen=True, slots=True)
class Finding:
    """One value read from one case. ``values`` are columns, ``machine`` the same as JSON keeps it.

    ``name`` is the name of the brand or policy it belongs to, or "".
    """

    kind: str
    case: Case
    fingerprint: str
    values: dict[str, Any]
    machine: dict[str, Any]
    evidence: tuple[records.Evidence, ...]
    name: str = ""


def fingerprint(kind: str, values: Mapping[str, Any], name: str = "") -> str:
    """Sixteen hexadecimal digits that depend on what is found, not on where or how often."""
    parts = [kind, name_key(name)]
    for field in ("label", "indicator", "name", "role"):
        if field in values:
            parts.append(name_key(values[field]))
    for field in ("low", "high", "unit", "bound", "per", "status", "as_of"):
        if field in values:
            value = values[field]
            parts.append(format(value.normalize(), "f") if isinstance(value, Decimal) else str(value))
    if place := values.get("place"):
        parts.append(place.code)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def findings(case: Case, record: records.CaseRecord, places: Places) -> tuple[list[Finding], list[str]]:
    """All findings of a case, the same one only once with all its evidence, and what could not be kept."""
    merged: dict[str, Finding] = {}
    warnings: list[str] = []
    for kind, name, values, machine, evidence in _all(record, places):
        if "raw" in values and not _plausible(values["low"], values["high"]):
            warnings.append(f"“{record.title}”里的“{values['raw']}”数值不合理，未存入")
            continue
        if kind in NAMED and not name_key(name):
            warnings.append(f"“{record.title}”里有一个名称没有文字（{name}），未存入")
            continue
        values = {field: _fit(KINDS[kind], field, value) for field, value in values.items()}
        print_ = fingerprint(kind, values, name)
        if known := merged.get(print_):
            evidence = tuple(dict.fromkeys([*known.evidence, *evidence]))
            merged[print_] = replace(known, machine=_joined(known.machine, machine), evidence=evidence)
        else:
            merged[print_] = Finding(kind, case, print_, values, machine, evidence, name)
    return list(merged.values()), warnings


def _all(record: records.CaseRecord, places: Places) -> Iterator[tuple[str, str, dict, dict, tuple]]:
    """Kind, name of the brand or policy, columns, JSON and evidence of each record below a case."""
    for brand in record.brands:
        machine = {"name": brand.name, "kind": brand.kind, "aliases": list(brand.aliases)}
        yield "brand_mention", brand.name, {}, machine, brand.evidence
    for policy in record.policies:
        machine = {field: getattr(policy, field) for field in ("name", "form", "category")}
        machine["year"] = plausible_year(policy.year)
        yield "policy_mention", policy.name, {}, machine, policy.evidence
        for benefit in policy.benefits:
            values = {"label": benefit.label, **_quantity(benefit), "per": benefit.per or ""}
            yield "benefit", policy.name, values, {"policy": policy.name, **_json(values)}, benefit.evidence
    for outcome in record.outcomes:
        place = outcome.place and places.get((outcome.place.code, outcome.place.name))
        values = {"indicator": outcome.indicator, **_quantity(outcome), "status": outcome.status}
        values |= {"as_of": outcome.as_of, "place": place}
        yield "outcome", "", values, _json(values), outcome.evidence
    for person in record.people:
        values = {"name": person.name, "role": person.role}
        yield "person", "", values, dict(values), person.evidence
    for organisation in record.organisations:
        values = {"name": organisation.name}
        yield "organisation", "", values, dict(values), organisation.evidence


def _quantity(record: records.Benefit | records.Outcome) -> dict[str, Any]:
    return {field: getattr(record, field) for field in ("low", "high", "unit", "bound", "raw")}


def _json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: as_json(value) for field, value in values.items()}


def as_json(value: Any) -> Any:
    """A column's value as the history and ``machine`` keep it: numbers as printed text, places by code."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Place):
        return {"code": value.code, "name": value.name}
    return str(value) if isinstance(value, Model) else value


def _plausible(low: Decimal | None, high: Decimal | None) -> bool:
    """Whether the columns and their constraint would take the amount; hostile texts print absurd ones."""
    if low is not None and high is not None and not low <= high:
        return False
    return all(number is None or (number.is_finite() and abs(number) < MOST) for number in (low, high))


def plausible_year(year: int | None) -> int | None:
    """The year if the database takes it."""
    return year if year is not None and 1900 <= year <= 2100 else None


def _fit(model: type, field: str, value: Any) -> Any:
    """Cut a text to what its column holds: a value so long was misread, and must not cost the document."""
    if isinstance(value, str):
        return value[: model._meta.get_field(field).max_length]
    return round(value, 4) if isinstance(value, Decimal) else value


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    if "aliases" not in one:
        return one
    names = [*one["aliases"], *other["aliases"], other["name"]]
    return {**one, "aliases": [name for name in dict.fromkeys(names) if name != one["name"]]}


def all_evidence(record: records.DocumentRecord) -> Iterable[records.Evidence]:
    """Every piece of evidence of a reading, for checking it against the text."""
    yield from record.year_evidence
    for case in record.cases:
        yield from case.place_evidence
        yield from case.year_evidence
        for group in (case.brands, case.policies, case.outcomes, case.people, case.organisations):
            for each in group:
                yield from each.evidence
        for policy in case.policies:
            for benefit in policy.benefits:
                yield from benefit.evidence
