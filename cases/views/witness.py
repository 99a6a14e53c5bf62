"""Which sentence says so: the evidence of facts, as links to the place in the source text.

Each fact of a page gets an attribute ``witnesses``: its evidence in the order of the text, or an empty tuple
when no words of the source stand behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cases.models import Case, Evidence


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation; ``anchor`` is its place on the page of the case, empty when it stands outside the case."""

    start: int
    end: int
    quote: str
    anchor: str


def attach(groups: Mapping[str, Iterable[Any]], case_of: Mapping[int, Case]) -> list[Evidence]:
    """Give ``witnesses`` to all facts; ``groups`` maps the evidence's field (outcome, benefit …) to facts.

    ``case_of`` maps keys of cases to cases. One query; returns the evidence in the order of the text.
    """
    facts = {name: list(each) for name, each in groups.items()}
    condition = Q()
    for name, each in facts.items():
        if each:
            condition |= Q(**{f"{name}__in": [fact.pk for fact in each]})
    rows = list(Evidence.objects.filter(condition, lost=False)) if condition else []
    found: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for row in rows:
        for name in facts:
            if (pk := getattr(row, f"{name}_id")) is not None:
                found[name, pk].append(row)
    for name, each in facts.items():
        for fact in each:
            case = fact if isinstance(fact, Case) else case_of[fact.case_id]
            fact.witnesses = _witnesses(case, found[name, fact.pk])
    return rows


def _witnesses(case: Case, rows: Sequence[Evidence]) -> tuple[Witness, ...]:
    return tuple(
        Witness(
            row.start,
            row.end,
            row.quote,
            f"e{row.start}-{row.end}" if row.start < case.end and row.end > case.start else "",
        )
        for row in rows
    )
