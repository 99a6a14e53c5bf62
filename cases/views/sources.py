"""The list of source documents, and the page of one: what it is and which cases were read from it."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.filters import SourceFilters
from cases.models import Case, Document
from cases.models.composed import Composed
from cases.models.edition import once_an_edition
from cases.views.changes import comparable
from cases.views.corrections import Corrected, corrected, corrections
from cases.views.page import finder, paged, takes, tidied

MOST_CASES = 200  # Of one document on its page; the list of cases has them all, page by page.


@takes(*SourceFilters.base_filters, "page", "among")
@tidied
def sources(request: HttpRequest) -> HttpResponse:
    """Documents of which at least one case is public, the newest first."""
    filters = SourceFilters(request.GET)
    filters.facets  # noqa: B018 -- Refuses values that do not exist, before anything is counted.
    shown, pages, total = paged(request, filters, _newest_first, _whole)
    return render(
        request,
        "cases/sources.html",
        {
            "section": "sources",
            "sources": shown,
            **finder(filters, total),
            "pages": pages,
            "total": total,
        },
    )


@once_an_edition
def _newest_first() -> list[int]:
    rows = Document.objects.public().order_by(F("year").desc(nulls_last=True), "title", "pk")
    return list(rows.values_list("pk", flat=True))


def _whole(keys: Sequence[int]) -> QuerySet:
    public = Q(cases__status=Case.Status.PUBLISHED)
    return (
        Document.objects.filter(pk__in=keys)
        .without_text()
        .annotate(public_cases=Count("cases", filter=public))
    )


@takes()
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One document; its table of contents lists the public cases in the order of the text."""
    shown = get_object_or_404(Document.objects.public().without_text(), key=key)
    cases = _cases(document=shown.pk)
    revisions = comparable(shown)
    mended = _corrected(shown) if corrections(document=shown.pk) else []
    merged = shown.cases.absorbed().select_related("merged_into").order_by("start", "pk")[:MOST_CASES]
    context = {
        "section": "sources",
        "source": shown,
        "cases": cases,
        "public_cases": shown.cases.public().count() if len(cases) == MOST_CASES else len(cases),
        "revisions": revisions,
        "version": shown.revisions.count() + 1 if revisions else 1,
        "merged": merged,
        "corrected": mended,
    }
    return render(request, "cases/source.html", context)


def _corrected(document: Document) -> list[Corrected]:
    """What was corrected where readers may read."""
    text = Document.objects.values_list("text", flat=True).get(pk=document.pk)
    if document.is_open():
        return corrected(document.pk, text, [(0, len(text))])
    return corrected(document.pk, text, document.cases.readable().values_list("start", "end"))


_cases = Composed(
    lambda document: (
        Case.objects.public().for_list().filter(document=document).order_by("start", "pk")[:MOST_CASES]
    ),
    document="bigint",
)
