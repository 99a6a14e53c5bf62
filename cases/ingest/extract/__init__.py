"""Text and the span of a case → the records of the case: place, year, brands, policies, outcomes, people."""

from typing import TYPE_CHECKING

from ..records import CaseRecord, PlaceRef

if TYPE_CHECKING:
    from ..split import Part
    from .year import YearReading


def extract(
    text: str,
    part: "Part",
    *,
    document_year: "YearReading | None",
    document_place: PlaceRef | None,
    filename: str = "",
) -> CaseRecord:
    """Everything read from one case of the one text; ``document_…`` hold where the case itself says nothing."""
    # The table of places is imported from this package by modules that read no text: they must not pay for the rules.
    from .case import read_case

    return read_case(
        text, part, document_year=document_year, document_place=document_place, filename=filename
    )
