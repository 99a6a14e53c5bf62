"""The filters of the library of policies and of what they offer."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cases.filters import POLICIES, PolicyFilters
from cases.filters.base import Filters
from cases.filters.choice import Choice
from cases.filters.places import Located
from cases.filters.table import Columns, Pairs
from cases.filters.values import categories, years
from cases.models import Benefit
from cases.offers import GROUPS, KINDS, Scope, groups, scope

_OFFERS = Columns(
    Benefit,
    ("pk", "label", "raw", "unit", "per", "bound", "low", "high", "policy__name", "policy", "policy__place", "case__place", "policy__category", "case__year"),
)  # fmt: skip
_TOLD = slice(1, 9)  # the columns that tell what an offer is


def scope_of(label: str, raw: str, unit: str, per: str, bound: str, low: Any, high: Any, name: str) -> Scope:
    """The scope of an offer given by its columns."""
    return scope(label, raw, unit, per, bound, low is not None and low != high, name)


def _kinds(*offer: Any) -> tuple[str, ...]:
    return (scope_of(*offer).kind,)


def _groups(*offer: Any) -> tuple[str, ...]:
    return groups(offer[0])


def _told(
    label: str, words: str, read: Callable[..., tuple[str, ...]], values: tuple[str, ...], subject: str
) -> Choice:
    """A filter on what offers say in words, of the offers themselves (``pk``) or of their policies (``policy``)."""

    at = _OFFERS.names.index(subject)

    def take(offers: Iterable[tuple]) -> Iterator[tuple[int, str]]:
        for offer in offers:
            for value in read(*offer[_TOLD]):
                yield offer[at], value

    return Choice(
        label,
        pairs=Pairs(_OFFERS, take),
        every=True,
        order=lambda option: values.index(option.value),
        pattern="|".join(values),
        wanted="、".join(values),
        words=words,
    )


_PLACES = _OFFERS.pairs("policy__place", "case__place")


def _offer_places(offers: Iterable[tuple]) -> Iterator[tuple[int, int | None]]:
    """Offers and their places: the policy's, else that of the case."""
    return ((key, own or place) for key, own, place in _PLACES.take(offers))


class LibraryFilters(PolicyFilters):
    """The filters of the library of policies."""

    year = years(POLICIES.pairs("year"))
    kind = _told("支持什么", "支持{}", _kinds, KINDS, "policy")
    group = _told("对象", "对象提到{}", _groups, GROUPS, "policy")


class BenefitFilters(Filters):
    """The filters of the table of what policies offer."""

    kind = _told("支持什么", "支持{}", _kinds, KINDS, "pk")
    group = _told("对象", "对象提到{}", _groups, GROUPS, "pk")
    county = Located(Pairs(_OFFERS, _offer_places), words="地区为{}")
    category = categories("政策类别", "政策类别的名称", _OFFERS.pairs("policy__category"))
    year = years(_OFFERS.pairs("case__year"))

    class Meta:
        model = Benefit
        fields: list[str] = []
