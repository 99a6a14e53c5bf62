"""The filters of the lists: one declaration a filter yields its condition, its counts and the words for it.

Several values of one filter widen the result (or), several filters narrow it (and). A filter's counts are
taken under all filters but itself, so that a count is what the list holds after choosing that value alone.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.filters.facet import MOST_VALUES, UNKNOWN, Choice, Facet, Filters, Option, Refusal
from cases.filters.places import cases_in, county_options, place_options, within
from cases.filters.values import (
    any_of,
    brands,
    categories,
    category,
    of_category,
    of_year,
    own_column,
    statuses,
    years,
)
from cases.models import Brand, BrandMention, Case, Outcome, Policy, PolicyMention

__all__ = [
    "MOST_VALUES", "BrandFilters", "CaseFilters", "Facet", "Option", "PolicyFilters", "Refusal",
]  # fmt: skip

_COUNTY = {"pattern": rf"[0-9]{{6}}|{UNKNOWN}", "wanted": "六位行政区划代码，如 330281"}
_CATEGORY = {"pattern": r"[^\x00-\x1f]{1,20}", "wanted": "政策类别的名称"}


class CaseFilters(Filters):
    """The filters of the list of cases."""

    county = Choice(
        "地区",
        condition=cases_in,
        options=county_options,
        words="地区为{}",
        **_COUNTY,
    )
    year = Choice(
        "年份",
        condition=of_year,
        options=years,
        pattern=rf"(?:19|20)[0-9]{{2}}|{UNKNOWN}",
        wanted="四位年份，如 2012",
        words="年份为{}",
    )
    status = Choice(
        "成效状态",
        condition=lambda values: any_of(Outcome.objects.standing(), status__in=values),
        options=statuses,
        pattern="|".join(Outcome.Status.values),
        wanted="、".join(f"{value}（{label}）" for value, label in Outcome.Status.choices),
        words="成效状态为{}",
    )
    category = Choice(
        "政策类别",
        condition=lambda values: any_of(
            PolicyMention.objects.standing(), policy__category__in=of_category(values)
        ),
        options=categories,
        words="政策类别为{}",
        **_CATEGORY,
    )
    brand = Choice(
        "品牌",
        condition=lambda values: any_of(BrandMention.objects.standing(), brand__key__in=values),
        options=brands,
        pattern=r"[a-z2-7]{8}",
        wanted="品牌的八位短码",
        words="品牌为{}",
    )

    class Meta:
        model = Case
        fields: list[str] = []


def _mentioned_in(mentions: type[BrandMention] | type[PolicyMention], name: str) -> dict[str, Any]:
    """Condition and options of the county filter of brands or policies: where the cases lie that name them."""

    def condition(values: tuple[str, ...]) -> Q:
        standing = mentions.objects.public().filter(**{name: OuterRef("pk")})
        codes = [value for value in values if value != UNKNOWN]
        found = Q(Exists(standing.filter(case__place__in=within(codes)))) if codes else Q()
        return found | Q(Exists(standing.filter(case__place=None))) if UNKNOWN in values else found

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        named = mentions.objects.public().filter(**{f"{name}__in": rows.order_by().values("pk")})
        found: defaultdict[int | None, set[int]] = defaultdict(set)
        for row, place in named.values_list(name, "case__place").distinct():
            found[place].add(row)
        return place_options(
            found.keys(), lambda places: len(set().union(*(found[key] for key in places))), chosen
        )

    return {"condition": condition, "options": options}


class PolicyFilters(Filters):
    """The filters of the list of policies."""

    category = Choice("类别", words="类别为{}", **own_column("category", category), **_CATEGORY)
    form = Choice(
        "形式",
        words="形式为{}",
        **own_column("form", lambda value: Policy.Form(value).label),
        pattern="|".join(Policy.Form.values),
        wanted="、".join(f"{value}（{label}）" for value, label in Policy.Form.choices),
    )
    county = Choice("地区", words="见于{}的案例", **_mentioned_in(PolicyMention, "policy"), **_COUNTY)

    class Meta:
        model = Policy
        fields: list[str] = []


class BrandFilters(Filters):
    """The filters of the list of brands."""

    kind = Choice("类别", words="类别为{}", **own_column("kind", category), **_CATEGORY)
    county = Choice("地区", words="见于{}的案例", **_mentioned_in(BrandMention, "brand"), **_COUNTY)

    class Meta:
        model = Brand
        fields: list[str] = []
