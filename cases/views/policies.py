"""The list of policies with what they offer, and the page of one."""

from collections.abc import Sequence

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.filters.library import LibraryFilters
from cases.models import Benefit, Case, Fact, Policy, PolicyMention
from cases.models.composed import Composed
from cases.models.edition import once_an_edition
from cases.views.mentions import mentions_of, told_together
from cases.views.merged import led_on, once
from cases.views.page import finder, paged, takes, tidied
from cases.views.witness import attach, with_sentences

MOST_SENTENCES = 3
MOST_OFFERS = 4
_PUBLIC = Q(mentions__case__status=Case.Status.PUBLISHED) & ~Q(mentions__state=Fact.State.REJECTED)


@takes(*LibraryFilters.base_filters, "page", "among")
@tidied
def policies(request: HttpRequest) -> HttpResponse:
    """Policies of public cases, formal documents first, with what they offer."""
    filters = LibraryFilters(request.GET)
    filters.facets  # noqa: B018 -- Refuses values that do not exist, before anything is counted.
    shown, pages, total = paged(request, filters, _formal_first, _whole)
    offers = [offer for each in shown for offer in each.offers[:MOST_OFFERS]]
    attach({"benefit": offers}, {offer.case_id: offer.case for offer in offers})
    return render(
        request,
        "cases/policies.html",
        {
            "section": "policies",
            "policies": shown,
            **finder(filters, total),
            "pages": pages,
            "total": total,
        },
    )


@once_an_edition
def _formal_first() -> list[int]:
    rows = Policy.objects.public().order_by("form", F("year").desc(nulls_last=True), "name", "pk")
    return list(rows.values_list("pk", flat=True))


def _whole(keys: Sequence[int]) -> QuerySet:
    rows = Policy.objects.filter(pk__in=keys).select_related("place")
    return rows.prefetch_related(Prefetch("benefits", _offers(), to_attr="offers")).annotate(
        cases=Count("mentions__case", filter=_PUBLIC, distinct=True)
    )


def _offers() -> QuerySet[Benefit]:
    """Standing offers with what a link to their sentence needs."""
    rows = Benefit.objects.public().select_related("case").defer("machine", "case__machine", "case__summary")
    return rows.order_by("pk")


@takes()
def policy(request: HttpRequest, key: str) -> HttpResponse:
    """One policy of public cases: what it offers, and where it is spoken of."""
    shown = Policy.objects.public().select_related("place__parent").filter(key=key).first()
    if shown is None:
        return led_on(request, Policy, key)
    mentions, benefits = _mentions(shown.pk), _benefits(policy=shown.pk)
    cases = {each.case_id: each.case for each in [*mentions, *benefits]}
    attach({"policy_mention": mentions, "benefit": benefits}, cases)
    together = told_together(shown, mentions)
    mentions = once(mentions, "case_id")
    with_sentences(mentions, MOST_SENTENCES)
    return render(
        request,
        "cases/policy.html",
        {
            "section": "policies",
            "policy": shown,
            "mentions": mentions,
            "benefits": benefits,
            "together": together,
        },
    )


_mentions = mentions_of(PolicyMention, "policy")
_benefits = Composed(
    lambda policy: (
        Benefit.objects.public()
        .filter(policy=policy)
        .select_related("case")
        .defer("machine", "case__machine", "case__summary", "case__authors", "case__headings")
    ),
    policy="bigint",
)
