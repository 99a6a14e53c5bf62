"""The list of brands, and the page of one: where it is spoken of, across documents and years."""

from collections.abc import Sequence

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.filters import BrandFilters
from cases.models import Brand, BrandMention, Case, Fact
from cases.models.edition import once_an_edition
from cases.views.announced import announced_of
from cases.views.linked import of_brand
from cases.views.mentions import mentions_of
from cases.views.merged import led_on, once
from cases.views.page import finder, paged, takes, tidied
from cases.views.timeline import agreements, points, spellings
from cases.views.witness import attach

_PUBLIC = Q(mentions__case__status=Case.Status.PUBLISHED) & ~Q(mentions__state=Fact.State.REJECTED)
_CASES = Count("mentions__case", filter=_PUBLIC, distinct=True)


@takes(*BrandFilters.base_filters, "page", "among")
@tidied
def brands(request: HttpRequest) -> HttpResponse:
    """Brands of public cases, those in most cases first."""
    filters = BrandFilters(request.GET)
    filters.facets  # noqa: B018 -- Refuses values that do not exist, before anything is counted.
    shown, pages, total = paged(request, filters, _most_told_first, _whole)
    return render(
        request,
        "cases/brands.html",
        {
            "section": "brands",
            "brands": shown,
            **finder(filters, total),
            "pages": pages,
            "total": total,
        },
    )


@once_an_edition
def _most_told_first() -> list[int]:
    rows = Brand.objects.annotate(cases=_CASES).filter(cases__gt=0).order_by("-cases", "name", "pk")
    return list(rows.values_list("pk", flat=True))


def _whole(keys: Sequence[int]) -> QuerySet:
    rows = Brand.objects.filter(pk__in=keys).select_related("place__parent").prefetch_related("aliases")
    return rows.annotate(
        cases=_CASES,
        first=Min("mentions__case__year", filter=_PUBLIC),
        last=Max("mentions__case__year", filter=_PUBLIC),
    )


@takes()
def brand(request: HttpRequest, key: str) -> HttpResponse:
    """One brand of public cases: what each case says it is, the earliest first, and how they agree."""
    shown = Brand.objects.public().select_related("place__parent").filter(key=key).first()
    if shown is None:
        return led_on(request, Brand, key)
    mentions = _mentions(shown.pk)
    attach({"brand_mention": mentions}, {each.case_id: each.case for each in mentions})
    mentions = once(mentions, "case_id")
    names = [alias.name for alias in shown.aliases.all() if alias.name != shown.name]
    cases = [each.case for each in mentions]
    through_time = points(mentions)
    return render(
        request,
        "cases/brand.html",
        {
            "section": "brands",
            "brand": shown,
            "aliases": names,
            "mentions": mentions,
            "documents": len({each.document_id for each in cases}),
            "points": through_time,
            "reworded": any(each.changed for each in through_time),
            "names": spellings(mentions),
            "agreements": agreements(shown, mentions),
            "announced": announced_of(shown),
            "linked": of_brand(request, shown, names, cases),
            "told_in_short": f"品牌“{shown}”见于 {len(cases)} 个案例：原文怎么说，几份来源是否一致。",
        },
    )


_mentions = mentions_of(BrandMention, "brand")
