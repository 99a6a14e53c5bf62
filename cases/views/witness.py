"""Which sentence says so: the evidence of facts, as links to the place in the source text.

Each fact of a page gets an attribute ``witnesses``: its evidence in the order of the text, or an empty tuple
when no words of the source stand behind it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from cases.models import Case, Document, Evidence
from cases.models.composed import AnyOf, Composed, Given
from cases.models.evidence import SUBJECTS

REACH = 90
_STOPS = "。！？!?；;\n"


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation; ``anchor`` is its place on the page of the case, empty when it stands outside the case.

    ``before`` and ``after`` are the rest of its sentence, where they were asked for.
    """

    start: int
    end: int
    quote: str
    anchor: str
    before: str = ""
    after: str = ""


class Words(NamedTuple):
    """A row of evidence: the quotation, and the key of what rests on it, one of the subjects."""

    start: int
    end: int
    quote: str
    field: str
    subjects: tuple[int | None, ...]

    @property
    def subject(self) -> tuple[str, int]:
        """The name and the key of what rests on it."""
        return next((name, pk) for name, pk in zip(SUBJECTS, self.subjects, strict=True) if pk is not None)


def attach(groups: Mapping[str, Iterable[Any]], case_of: Mapping[int, Case]) -> list[Words]:
    """Give ``witnesses`` to all facts; ``groups`` maps the evidence's field (outcome, benefit …) to facts.

    ``case_of`` maps keys of cases to cases. One query; returns the evidence in the order of the text.
    """
    facts = {name: list(each) for name, each in groups.items()}
    if not any(facts.values()):
        return []
    keys = {name: [fact.pk for fact in facts.get(name, ())] for name in SUBJECTS}
    rows = [Words(*row[:4], row[4:]) for row in _evidence(**keys)]
    found: defaultdict[tuple[str, int], list[Words]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    for name, each in facts.items():
        for fact in each:
            case = fact if isinstance(fact, Case) else case_of[fact.case_id]
            fact.witnesses = _witnesses(case, found.get((name, fact.pk), ()))
    return rows


def _any_subject(**given: Given) -> QuerySet:
    subjects = reduce(or_, (Q(AnyOf(f"{name}_id", given[name])) for name in SUBJECTS))
    columns = ("start", "end", "quote", "field", *(f"{name}_id" for name in SUBJECTS))
    return Evidence.objects.filter(subjects, lost=False).order_by("start", "pk").values_list(*columns)


_evidence = Composed(_any_subject, **dict.fromkeys(SUBJECTS, "bigint[]"))


def _witnesses(case: Case, rows: Sequence[Words]) -> tuple[Witness, ...]:
    return tuple(
        Witness(
            row.start,
            row.end,
            row.quote,
            f"e{row.start}-{row.end}" if row.start < case.end and row.end > case.start else "",
        )
        for row in rows
    )


def with_sentences(mentions: Iterable[Any], most: int, reach: int = REACH) -> None:
    """Give the first ``most`` witnesses of each fact the rest of their sentences; those in one sentence are one.

    One query. A sentence is cut ``reach`` characters before and behind the quotation, with an ellipsis there.
    """
    mentions = list(mentions)
    spans = {
        (each.case.document_id, witness.start, witness.end)
        for each in mentions
        for witness in each.witnesses[: most * 2]
    }
    around = _around(spans, reach)
    for each in mentions:
        made: dict[int, Witness] = {}
        for witness in each.witnesses[: most * 2]:
            left, right = around.get((each.case.document_id, witness.start, witness.end), ("", ""))
            before = _behind_stop(left, reach)
            after = "" if witness.quote[-1:] in _STOPS else _to_stop(right, reach)
            made.setdefault(witness.start - len(before), replace(witness, before=before, after=after))
        each.sentences = list(made.values())[:most]


_AROUND = f"""
select wanted.*, substr(text, greatest(first - %s, 0) + 1, least(first, %s)), substr(text, last + 1, %s)
from unnest(%s::bigint[], %s::int[], %s::int[]) as wanted (document, first, last)
join {Document._meta.db_table} as document on document.id = wanted.document
"""


def _around(
    spans: Collection[tuple[int, int, int]], reach: int
) -> dict[tuple[int, int, int], tuple[str, str]]:
    """For spans (document, start, end) what stands before and behind each in its text, ``reach`` characters at most."""
    if not spans:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [reach, reach, reach, *map(list, zip(*spans, strict=True))])
        return {tuple(span): (left, right) for *span, left, right in cursor.fetchall()}


def _behind_stop(text: str, reach: int = REACH) -> str:
    """What follows the last end of a sentence; an ellipsis first where there is none within reach."""
    at = max(text.rfind(stop) for stop in _STOPS) + 1
    return text[at:].lstrip() if at or len(text) < reach else "…" + text


def _to_stop(text: str, reach: int = REACH) -> str:
    """What leads up to and includes the next end of a sentence; an ellipsis last where there is none within reach."""
    ends = [at for stop in _STOPS if (at := text.find(stop)) >= 0]
    if not ends:
        return text if len(text) < reach else text[: text.rfind("，") + 1 or reach] + "…"
    return text[: min(ends) + 1].rstrip()
