"""The filters of the library of policies and of what they offer."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from cases.filters import PolicyFilters
from cases.filters.facet import UNKNOWN, Choice, Filters, Option
from cases.filters.places import place_options, within
from cases.filters.values import category, counted, of_category, of_year
from cases.models import Benefit
from cases.offers import GROUPS, KINDS, Scope, groups, scope

_YEAR = {"pattern": rf"(?:19|20)[0-9]{{2}}|{UNKNOWN}", "wanted": "四位年份，如 2012"}
_OFFER = ("label", "raw", "unit", "per", "bound", "low", "high", "policy__name")


def scope_of(label: str, raw: str, unit: str, per: str, bound: str, low: Any, high: Any, name: str) -> Scope:
    """The scope of an offer given by its columns."""
    return scope(label, raw, unit, per, bound, low is not None and low != high, name)


def _kinds(*columns: Any) -> tuple[str, ...]:
    return (scope_of(*columns).kind,)


def _groups(*columns: Any) -> tuple[str, ...]:
    return groups(columns[0])


def _told(
    read: Callable[..., tuple[str, ...]], values: tuple[str, ...], subject: str, label: str
) -> dict[str, Any]:
    """A filter on what offers say in words, of the offers themselves (``pk``) or of their policies (``policy``)."""

    def found(rows: QuerySet) -> dict[str, set[int]]:
        of: defaultdict[str, set[int]] = defaultdict(set)
        for key, *columns in rows.values_list(subject, *_OFFER):
            for value in read(*columns):
                of[value].add(key)
        return of

    def condition(chosen: tuple[str, ...]) -> Q:
        of = found(Benefit.objects.public())
        return Q(pk__in=set().union(*(of[value] for value in chosen)))

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        keys = rows.order_by().values("pk")
        of = found(Benefit.objects.public().filter(**{f"{subject}__in": keys}))
        return [Option(value, value, len(of[value])) for value in values if of[value] or value in chosen]

    return {
        "label": label,
        "condition": condition,
        "options": options,
        "pattern": "|".join(values),
        "wanted": "、".join(values),
    }


def _column(field: str, name: Callable[[Any], str], rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The values of a column with how many rows have each, the years latest first."""
    values: defaultdict[Any, int] = defaultdict(int)
    for value in rows.order_by().values_list(field, flat=True):
        values[value] += 1
    pairs = sorted(values.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return counted(pairs, name, chosen)


def _year(value: Any) -> str:
    return f"{value} 年" if value else "年份未定"


def _years(field: str, rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    options = _column(field, _year, rows, chosen)
    return sorted(options, key=lambda option: (option.value != UNKNOWN, option.value), reverse=True)


def _of_places(values: tuple[str, ...]) -> Q:
    """Offers of these places: by the policy's place, else by that of the case."""
    codes = [value for value in values if value != UNKNOWN]
    places = within(codes)
    found = Q(policy__place__in=places) | Q(policy__place=None, case__place__in=places) if codes else Q()
    return found | Q(policy__place=None, case__place=None) if UNKNOWN in values else found


def _offer_places(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    of: defaultdict[int | None, int] = defaultdict(int)
    for own, place in rows.order_by().values_list("policy__place", "case__place"):
        of[own or place] += 1
    return place_options(of.keys(), lambda keys: sum(of.get(key, 0) for key in keys), chosen)


class LibraryFilters(PolicyFilters):
    """The filters of the library of policies."""

    year = Choice("年份", words="年份为{}", condition=of_year, options=partial(_years, "year"), **_YEAR)
    kind = Choice(words="支持{}", **_told(_kinds, KINDS, "policy", "支持什么"))
    group = Choice(words="对象提到{}", **_told(_groups, GROUPS, "policy", "对象"))


class BenefitFilters(Filters):
    """The filters of the table of what policies offer."""

    kind = Choice(words="支持{}", **_told(_kinds, KINDS, "pk", "支持什么"))
    group = Choice(words="对象提到{}", **_told(_groups, GROUPS, "pk", "对象"))
    county = Choice(
        "地区",
        condition=_of_places,
        options=_offer_places,
        words="地区为{}",
        pattern=rf"[0-9]{{6}}|{UNKNOWN}",
        wanted="六位行政区划代码，如 330281",
    )
    category = Choice(
        "政策类别",
        condition=lambda values: Q(policy__category__in=of_category(values)),
        options=partial(_column, "policy__category", category),
        words="政策类别为{}",
        pattern=r"[^\x00-\x1f]{1,20}",
        wanted="政策类别的名称",
    )
    year = Choice(
        "年份",
        condition=lambda values: (
            Q(case__year__in=[each for each in values if each != UNKNOWN])
            | (Q(case__year=None) if UNKNOWN in values else Q(pk__in=[]))
        ),
        options=partial(_years, "case__year"),
        words="年份为{}",
        **_YEAR,
    )

    class Meta:
        model = Benefit
        fields: list[str] = []
