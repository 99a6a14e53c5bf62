"""What policies offer, as a table: the same thing on the same terms together, the largest amount first."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.comparison import bounds
from cases.filters.library import BenefitFilters, scope_of
from cases.likeness import scale, shown
from cases.models import Benefit, Place
from cases.models.edition import once_an_edition
from cases.offers import Scope
from cases.results import page_number
from cases.views.page import finder, pages_of, takes, tidied
from cases.views.witness import attach
from search.fold import fold

PER_PAGE = 60


@dataclass
class Offer:
    """One amount of one policy: the benefit read first, and others that say the same elsewhere."""

    benefit: Any
    again: list[Any] = field(default_factory=list)
    amount: str = ""
    place: Any = None


@dataclass
class Ranked:
    """The offers of one scope on this page; ``total`` counts all of its offers, ``rank`` is the place of the first here."""

    scope: Scope
    offers: list[Offer]
    total: int
    rank: int


@takes(*BenefitFilters.base_filters, "page", "among")
@tidied
def benefits(request: HttpRequest) -> HttpResponse:
    """The offers under the filters by scope; only within a scope does a larger amount stand first."""
    filters = BenefitFilters(request.GET)
    filters.facets  # noqa: B018 -- Refuses values that do not exist, before anything is counted.
    table = _table().among(filters.keys) if filters.picked else _table()
    total = len(table.offers)
    pages = pages_of(page_number(request.GET), len(table.lines), PER_PAGE)
    first = (pages.number - 1) * PER_PAGE
    return render(
        request,
        "cases/benefits.html",
        {
            "section": "policies",
            "groups": _groups(table, first),
            **finder(filters, total),
            "pages": pages,
            "total": total,
        },
    )


@dataclass(frozen=True)
class _Table:
    """The table without what it shows: of every benefit, in its order, the numbers of its scope and its line, and its key.

    Benefits that say the same are one line, which stands where the first of them does.
    """

    scopes: list[Scope]
    offers: list[tuple[int, int, int]]

    def among(self, keys: Iterable[int]) -> "_Table":
        """The table of these benefits."""
        chosen = set(keys)
        return _Table(self.scopes, [offer for offer in self.offers if offer[2] in chosen])

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """The lines, each with the number of its scope before it; those of a scope stand together."""
        return list(dict.fromkeys([offer[:2] for offer in self.offers]))

    def keys(self, first: int, stop: int) -> list[list[int]]:
        """The keys of the benefits of some lines."""
        found: dict[int, list[int]] = {line: [] for _, line in self.lines[first:stop]}
        for _, line, key in self.offers:
            if line in found:
                found[line].append(key)
        return list(found.values())


@once_an_edition
def _table() -> _Table:
    """The table of all public benefits, the same until something is written."""
    columns = ("label", "raw", "unit", "per", "bound", "low", "high", "policy__name", "policy", "pk")
    rows = Benefit.objects.public().order_by("case__year", "pk").values_list(*columns)
    offers = [((scope_of(*told), policy, told[5], told[6]), key) for *told, policy, key in rows]
    offers.sort(key=lambda offer: (offer[0][0].order, -_top(offer[0])))
    lines: dict[tuple, int] = {}
    scopes: dict[Scope, int] = {}
    numbered = [
        (scopes.setdefault(line[0], len(scopes)), lines.setdefault(line, len(lines)), key)
        for line, key in offers
    ]
    return _Table(list(scopes), numbered)


def _top(line: tuple) -> Decimal:
    """The upper amount of a line; lines without any come last."""
    _, _, low, high = line
    return high if high is not None else low if low is not None else Decimal(-1)


def _groups(table: _Table, first: int) -> list[Ranked]:
    """The lines of a page as groups, with all that the page shows of each; four queries, however many there are."""
    here = table.keys(first, first + PER_PAGE)
    rows = Benefit.objects.filter(pk__in=[key for keys in here for key in keys[:4]])
    rows = rows.select_related("case", "policy").defer("case__machine", "machine", "case__summary")
    facts = {each.pk: each for each in rows}
    attach({"benefit": facts.values()}, {each.case_id: each.case for each in facts.values()})
    owners = {each.policy.place_id or each.case.place_id for each in facts.values()}
    places = {each.pk: each for each in Place.objects.filter(pk__in=owners).prefetch_related("today")}
    groups: list[Ranked] = []
    for number, keys in enumerate(here, first):
        scope, _ = table.lines[number]
        start, stop = (bisect_left(table.lines, (each,)) for each in (scope, scope + 1))
        if number in (first, start):
            groups.append(Ranked(table.scopes[scope], [], stop - start, number - start + 1))
        benefit, *again = (facts[key] for key in keys[:4])
        place = places.get(benefit.policy.place_id or benefit.case.place_id)
        groups[-1].offers.append(Offer(benefit, again, place=place))
    for group in groups:
        _amounts(group)
    return groups


def _amounts(group: Ranked) -> None:
    """Every amount of a group in one unit, so that the eye can run down the column."""
    found = [(offer, *ends) for offer in group.offers if (ends := bounds(offer.benefit))]
    name, size = scale(group.scope.unit, [low for _, low, _ in found])
    for offer, low, high in found:
        amount, printed = shown(low, high, name, size), fold(offer.benefit.raw).text
        offer.amount = "" if fold(amount).text in printed else amount
