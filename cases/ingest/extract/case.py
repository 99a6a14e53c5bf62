"""The rules put together: one case read by all of them."""

import re
from dataclasses import replace

from ..records import CaseRecord, Outcome, PlaceRef
from ..split import Part
from .brand import brands
from .outcome import outcomes
from .passage import passage
from .people import organisations, people
from .place import PlaceReading, place_of, places_in
from .policy import policies
from .sentence import fold
from .summary import summary
from .year import YearReading, year_of

# A county governs the figures behind it where it opens a clause, not where it is only mentioned (与海港市合作).
_SUBJECT = re.compile(r"(?:^|[，。；：！？、（“\n\s]|如|对|其中|[.．\d)）])$")


def read_case(
    text: str,
    part: Part,
    *,
    document_year: YearReading | None,
    document_place: PlaceRef | None,
    filename: str,
) -> CaseRecord:
    """The record of ``part``; offsets count in ``text``. A year or place of the document stands in for a missing one."""
    when = year_of(text, part.start, part.end, filename=filename, title=part.title, whole=document_year)
    year = when.year
    where = _place(text, part, year, document_place)
    found = outcomes(text, part.start, part.end, year=year)
    found = with_places(text, part.start, part.end, found, where.place, year)
    named = brands(text, part.start, part.end, title=part.title, place=where.place)
    granted = policies(text, part.start, part.end, title=part.title, year=year, place=where.place)
    return CaseRecord(
        key=part.key,
        title=part.title,
        start=part.start,
        end=part.end,
        place=where.place,
        place_basis=where.basis,
        place_evidence=where.evidence,
        year=year,
        year_basis=when.basis,
        year_evidence=when.evidence,
        authors=part.authors,
        headings=part.headings,
        summary=summary(where.place, year, named, granted, found),
        brands=named,
        policies=granted,
        outcomes=found,
        people=people(text, part.start, part.end),
        organisations=organisations(text, part.start, part.end),
    )


def _place(text: str, part: Part, year: int | None, context: PlaceRef | None) -> PlaceReading:
    return place_of(
        text,
        part.start,
        part.end,
        title=part.title,
        authors=part.authors,
        document_text=text,
        year=year,
        context=context,
    )


def with_places(
    text: str, start: int, end: int, found: tuple[Outcome, ...], own: PlaceRef | None, year: int | None
) -> tuple[Outcome, ...]:
    """Each figure with the county it speaks of where that is not the case's own.

    The county named nearest before a figure in its paragraph governs it (「海港市引进 12 人，山城县引进 9 人」);
    a new paragraph belongs to the case's own place again.
    """
    if not found:
        return found
    folded, lines = fold(text), iter(passage(text, start, end).lines)
    governing = [
        (at, ref)
        for ref, at, _ in places_in(text, start, end, within=own, year=year)
        if _SUBJECT.search(folded, max(start, at - 3), at)
    ]
    line, passed, current = next(lines), 0, None
    placed: dict[int, PlaceRef] = {}
    for index in sorted(range(len(found)), key=lambda i: _figure_at(found[i])):
        figure = _figure_at(found[index])
        while line.end <= figure:
            line, current = next(lines), None
        while passed < len(governing) and governing[passed][0] < figure:
            at, ref = governing[passed]
            current = ref if at >= line.start else current
            passed += 1
        if current and (own is None or current.code != own.code):
            placed[index] = current
    return tuple(
        replace(outcome, place=placed[index]) if index in placed else outcome
        for index, outcome in enumerate(found)
    )


def _figure_at(outcome: Outcome) -> int:
    """Where the figure stands in the text: its printed run within the first quotation."""
    first = outcome.evidence[0]
    return first.start + max(first.quote.find(outcome.raw), 0)
