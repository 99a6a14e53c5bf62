"""The home page, the page about the collection, and the file for search engines."""

from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.models import Benefit, Brand, Case, Document, Edition, Fact, Outcome, Policy
from cases.models.composed import Composed
from cases.models.edition import once_an_edition
from cases.views.page import takes
from cases.views.places import by_province, listed, most_first
from cases.views.tilemap import tile_map, with_evidence
from cases.views.years import over_years

NEWEST = 5
BRANDS = 16


@takes()
def home(request: HttpRequest) -> HttpResponse:
    """A search box, and what is in here."""
    return render(request, "cases/home.html", {"section": "home", **_content()})


@once_an_edition
def _content() -> dict[str, Any]:
    tree = by_province()
    province = most_first(tree)[0] if tree else None
    cases, brands, policies, figures = next(iter(_counts()), (0, 0, 0, 0))
    return {
        **listed(tree, province),
        "map": tile_map(province) if province else None,
        "years": over_years(),
        "counties": sum(len(units) for _, cities in tree for _, _, units in cities),
        "cases": cases,
        "brands": brands,
        "policies": policies,
        "figures": figures,
        "some_brands": _some_brands(),
        "newest": _newest(),
    }


class _CountOf(Subquery):
    """How many rows a query has, as a column of another; so that several counts are one statement."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet) -> None:
        super().__init__(rows.order_by().values("pk"))


# The one row of the edition is there as soon as there is any content.
_counts = Composed(
    lambda: Edition.objects.values_list(
        _CountOf(Case.objects.public()),
        _CountOf(Brand.objects.public()),
        _CountOf(Policy.objects.public()),
        _CountOf(with_evidence(Outcome)) + _CountOf(with_evidence(Benefit)),
    )
)
_newest = Composed(
    lambda: (
        Case.objects.public()
        .for_list()
        .order_by(F("year").desc(nulls_last=True), "-created_at", "pk")[:NEWEST]
    )
)
_public = Q(mentions__case__status=Case.Status.PUBLISHED) & ~Q(mentions__state=Fact.State.REJECTED)
_some_brands = Composed(
    lambda: (
        Brand.objects.annotate(cases=Count("mentions__case", filter=_public, distinct=True))
        .filter(cases__gt=0)
        .only("key", "name")
        .order_by("-cases", "name")[:BRANDS]
    )
)


@takes()
def about(request: HttpRequest) -> HttpResponse:
    """How values are read and found; what there is of them is said by the page of coverage."""
    documents, cases, figures, traced = next(iter(_held()), (0, 0, 0, 0))
    return render(
        request,
        "cases/about.html",
        {
            "section": "about",
            "documents": documents,
            "cases": cases,
            "figures": figures,
            "traced": traced,
        },
    )


_held = Composed(
    lambda: Edition.objects.values_list(
        _CountOf(Document.objects.public()),
        _CountOf(Case.objects.public()),
        _CountOf(Outcome.objects.public()) + _CountOf(Benefit.objects.public()),
        _CountOf(with_evidence(Outcome)) + _CountOf(with_evidence(Benefit)),
    )
)


@takes()
def robots(request: HttpRequest) -> HttpResponse:
    """Pages may be indexed, combinations of filters and searches not: there is no end to them."""
    lines = [
        "User-agent: *",
        *(
            f"Disallow: /{name}/?"
            for name in ("cases", "brands", "policies", "sources", "counties", "compare", "coverage")
        ),
        *(f"Disallow: /{name}.csv" for name in ("cases", "compare")),
        "Disallow: /suggest/",
        "Disallow: /admin/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
