"""The list of cases: search, filters, and what is being looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.results import NAMES, SORTS, search
from cases.views.downloads import MOST_CASES
from cases.views.page import finder, pages_of, takes, tidied


@takes(*NAMES, "among")
@tidied
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the address stands for; see ``results.search``."""
    results = search(request.GET)
    sorts = [(name, label) for name, label in SORTS.items() if results.asked or name != "relevance"]
    return render(
        request,
        "cases/cases.html",
        {
            "section": "cases",
            "q": request.GET.get("q", "").strip(),
            "results": results,
            **finder(results.filters, results.total),
            "sorts": sorts,
            "most_cases": MOST_CASES,
            "pages": pages_of(results.page, results.total),
        },
    )
