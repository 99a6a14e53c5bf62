"""What other documents say of a case's figures: the same, something that fits, or something else for the same year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.comparison import belongs_to
from cases.models import Case, Outcome
from cases.models.composed import Composed
from cases.views.agreement import Relation, series
from cases.views.witness import attach

MOST_OTHERS = 1000
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Echo:
    """A figure of another document, and how it stands to the case's own."""

    relation: Relation
    fact: Any
    converted: str


def corroborate(case: Case, outcomes: Sequence[Outcome], units: Sequence[int]) -> None:
    """Give each outcome ``echoes``: like figures of the same place and status in other public documents.

    ``units`` are those that are the same county today. Two queries. Figures of another year are no echo, however
    like they are, unless they are the same.
    """
    for each in outcomes:
        each.echoes = []
    if not units or not outcomes:
        return
    own = {each.pk: each for each in outcomes}
    statuses = {each.status for each in outcomes}
    others = _others(units=units, statuses=list(statuses), document=case.document_id)
    found = series([*outcomes, *others], dict.fromkeys(units, case.place.pk), about=own)
    pairs = []
    for line in found:
        for point in line.points:
            mine = [own[fact.pk] for fact in point.facts if fact.pk in own]
            for outcome in mine:
                pairs += [
                    (outcome, Relation.AGREE, each, point) for each in point.facts if each.pk not in own
                ]
                if line.relation == Relation.DIFFER:
                    pairs += [
                        (outcome, line.relation, each, other)
                        for other in line.points
                        if other is not point and other.year == point.year
                        for each in other.facts
                        if each.pk not in own
                    ]
    quoted = {each.pk: each for _, _, each, _ in pairs}
    attach({"outcome": quoted.values()}, {each.case_id: each.case for each in quoted.values()})
    for outcome, how, each, point in pairs:
        if len(outcome.echoes) < MOST_SHOWN:
            outcome.echoes.append(Echo(how, each, point.converted if each is point.fact else ""))


_others = Composed(
    lambda units, statuses, document: (
        Outcome.objects.public()
        .filter(belongs_to(units), status__in=statuses)
        .exclude(case__document=document)
        .select_related("place", "case__place")
        .only(
            *("indicator", "low", "high", "unit", "bound", "raw", "status", "as_of", "place__name"),
            *("case__key", "case__title", "case__year", "case__start", "case__end", "case__document"),
            "case__place__name",
        )
        .order_by("-case__year", "case", "pk")[:MOST_OTHERS]
    ),
    units="bigint[]",
    statuses="text[]",
    document="bigint",
)
