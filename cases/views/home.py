"""The home page, the page about the collection, and the file for search engines."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.models import Benefit, Brand, Case, Document, Evidence, Fact, Outcome, Place, Policy
from cases.views.page import takes
from cases.views.places import by_province, covered

NEWEST = 5
BRANDS = 16


@takes()
def home(request: HttpRequest) -> HttpResponse:
    """A search box, and what is in here."""
    tree = by_province()
    public = Q(mentions__case__status=Case.Status.PUBLISHED) & ~Q(mentions__state=Fact.State.REJECTED)
    counted = Brand.objects.annotate(cases=Count("mentions__case", filter=public, distinct=True))
    newest = Case.objects.public().for_list().order_by(F("year").desc(nulls_last=True), "-created_at", "pk")
    return render(
        request,
        "cases/home.html",
        {
            "section": "home",
            "provinces": tree,
            "counties": sum(len(units) for _, cities in tree for _, _, units in cities),
            "cases": Case.objects.public().count(),
            "brands": Brand.objects.public().count(),
            "policies": Policy.objects.public().count(),
            "figures": _with_evidence(Outcome, "outcome") + _with_evidence(Benefit, "benefit"),
            "some_brands": list(counted.filter(cases__gt=0).order_by("-cases", "name")[:BRANDS]),
            "newest": list(newest[:NEWEST]),
        },
    )


@takes()
def about(request: HttpRequest) -> HttpResponse:
    """What is in the collection and what is not, and how values are read."""
    cases = Case.objects.public()
    years = list(cases.order_by("year").values_list("year").annotate(count=Count("pk")))
    facts = [*_states(Outcome), *_states(Benefit)]
    return render(
        request,
        "cases/about.html",
        {
            "section": "about",
            "documents": Document.objects.public().count(),
            "cases": sum(count for _, count in years),
            "years": [(year, count) for year, count in years if year],
            "yearless": sum(count for year, count in years if not year),
            "unplaced": cases.filter(place=None).count(),
            "cities": _coverage(),
            "figures": sum(count for _, _, count in facts),
            "confirmed": sum(count for state, _, count in facts if state == Fact.State.CONFIRMED),
            "edited": sum(count for _, origin, count in facts if origin == Fact.Origin.EDITOR),
            "traced": _with_evidence(Outcome, "outcome") + _with_evidence(Benefit, "benefit"),
            "statuses": Outcome.Status,
        },
    )


@takes()
def robots(request: HttpRequest) -> HttpResponse:
    """Pages may be indexed, combinations of filters and searches not: there is no end to them."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{name}/?" for name in ("cases", "brands", "policies")),
        "Disallow: /suggest/",
        "Disallow: /admin/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _with_evidence(model: type[Outcome] | type[Benefit], name: str) -> int:
    """How many public figures have words of the source behind them."""
    evidence = Evidence.objects.filter(lost=False, **{name: OuterRef("pk")})
    return model.objects.public().filter(Exists(evidence)).count()


def _states(model: type[Outcome] | type[Benefit]) -> QuerySet:
    return model.objects.public().order_by().values_list("state", "origin").annotate(Count("pk"))


def _coverage() -> list[dict[str, Any]]:
    """For every city with cases: its counties of today with and without any."""
    counts: defaultdict[int, int] = defaultdict(int)
    pairs = Case.objects.public().order_by().values_list("place__today").annotate(Count("pk", distinct=True))
    counts.update({pk: count for pk, count in pairs if pk})
    units = Place.objects.filter(pk__in=counts)
    cities: dict[Place, dict[str, Any]] = {}
    for county in covered(units):
        city = cities.setdefault(county.parent, {"city": county.parent, "with": [], "without": []})
        city["with" if county.pk in counts else "without"].append(county)
    return list(cities.values())
