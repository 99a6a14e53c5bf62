"""Evidence that an editor gives: spans of the source, chosen for a fact or for a field of a case."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from cases.models import Case, Evidence, Fact

Span = tuple[int, int]


def attach(case: Case, spans: Iterable[Span], /, **subject: Model | str) -> list[Evidence]:
    """Rows for spans of the case's text, which are the editor's; ``subject`` names what rests on them.

    ValidationError for a span outside the case.
    """
    rows = []
    for start, end in dict.fromkeys(spans):
        if not case.start <= start < end <= case.end:
            raise ValidationError("证据的位置不在这个案例的原文之内。")
        rows.append(
            Evidence(
                document=case.document,
                start=start,
                end=end,
                quote=case.document.text[start:end],
                origin=Fact.Origin.EDITOR,
                **subject,
            )
        )
    return Evidence.objects.bulk_create(rows)


def replace(
    case: Case, had: QuerySet[Evidence], spans: Sequence[Span], /, **subject: Model | str
) -> tuple[list[str], list[str]] | None:
    """Put ``spans`` in the place of what a value rested on: the quotations before and after, None if all is as it was."""
    before = list(had)
    if {(each.start, each.end) for each in before if not each.lost} == set(spans) and not any(
        each.lost for each in before
    ):
        return None
    if before:
        had.delete()
    after = attach(case, spans, **subject)
    return [each.quote for each in before], [each.quote for each in after]
