"""The filters of the lists: one declaration a filter yields its condition, its counts and the words for it.

Several values of one filter widen the result (or), several filters narrow it (and). A filter's counts are
taken under all filters but itself, so that a count is what the list holds after choosing that value alone.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.filters.facet import (
    MOST_VALUES,
    UNKNOWN,
    Choice,
    End,
    Facet,
    Filters,
    Group,
    Has,
    Option,
    Refusal,
)
from cases.filters.places import cases_in, county_options, place_options, within
from cases.filters.values import (
    any_of,
    brands,
    cases_with,
    categories,
    category,
    forms,
    of_category,
    of_year,
    own_column,
    source_kinds,
    sources,
    statuses,
    year_ends,
    years,
)
from cases.models import Benefit, Brand, BrandMention, Case, Document, Outcome, Policy, PolicyMention

__all__ = [
    "MOST_VALUES", "BrandFilters", "CaseFilters", "Facet", "Filters", "Group", "Option", "PolicyFilters",
    "Refusal", "SourceFilters",
]  # fmt: skip

_COUNTY = {"pattern": rf"[0-9]{{6}}|{UNKNOWN}", "wanted": "六位行政区划代码，如 330281"}
_CATEGORY = {"pattern": r"[^\x00-\x1f]{1,20}", "wanted": "政策类别的名称"}
_KIND = {"pattern": r"[^\x00-\x1f]{1,20}", "wanted": "来源类别的名称"}
_YEAR = {"pattern": rf"(?:19|20)[0-9]{{2}}|{UNKNOWN}", "wanted": "四位年份，如 2012"}
_END = {"pattern": r"(?:19|20)[0-9]{2}", "wanted": "四位年份，如 2012", "group": "年份"}
_FORM = {
    "pattern": "|".join(Policy.Form.values),
    "wanted": "、".join(f"{value}（{label}）" for value, label in Policy.Form.choices),
}
_TOLD = "写到了什么"


def _unmet() -> Q:
    """Cases with figures that are aimed at, and with none that is under way or reached."""
    reached = Outcome.objects.standing().exclude(status=Outcome.Status.PLANNED)
    return cases_with(Outcome, status=Outcome.Status.PLANNED) & ~Q(pk__in=reached.values("case"))


class CaseFilters(Filters):
    """The filters of the list of cases."""

    county = Choice(
        "地区",
        condition=cases_in,
        options=county_options,
        words="地区为{}",
        **_COUNTY,
    )
    since = End(
        "起始年份",
        condition=lambda values: Q(year__gte=int(values[0])),
        options=partial(year_ends, True),
        words="年份从{}起",
        **_END,
    )
    until = End(
        "截止年份",
        condition=lambda values: Q(year__lte=int(values[0])),
        options=partial(year_ends, False),
        words="年份到{}止",
        **_END,
    )
    year = Choice("年份", condition=of_year, options=years, words="年份为{}", **_YEAR)
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
    form = Choice(
        "政策形式",
        condition=lambda values: any_of(PolicyMention.objects.standing(), policy__form__in=values),
        options=forms,
        words="政策形式为{}",
        **_FORM,
    )
    brand = Choice(
        "品牌",
        condition=lambda values: any_of(BrandMention.objects.standing(), brand__key__in=values),
        options=brands,
        pattern=r"[a-z2-7]{8}",
        wanted="品牌的八位短码",
        words="品牌为{}",
    )
    has_brand = Has(
        "品牌", having=lambda: cases_with(BrandMention), words=("写有品牌", "没有写到品牌"), group=_TOLD
    )
    has_policy = Has(
        "政策", having=lambda: cases_with(PolicyMention), words=("写有政策", "没有写到政策"), group=_TOLD
    )
    has_amount = Has(
        "支持金额",
        having=lambda: cases_with(Benefit, unit="元"),
        words=("写有支持金额", "没有写支持金额"),
        group=_TOLD,
    )
    has_outcome = Has(
        "成效数字", having=lambda: cases_with(Outcome), words=("写有成效数字", "没有成效数字"), group=_TOLD
    )
    has_unmet = Has("只有目标", having=_unmet, words=("只有目标、未见达成", "不是只有目标"), group=_TOLD)
    source_kind = Choice(
        "来源类别",
        condition=lambda values: Q(document__kind__in=of_category(values)),
        options=source_kinds,
        words="来源类别为{}",
        **_KIND,
    )
    source = Choice(
        "来源",
        condition=lambda values: Q(document__key__in=values),
        options=sources,
        pattern=r"[a-z2-7]{8}",
        wanted="来源文件的八位短码",
        words="来源为{}",
    )

    class Meta:
        model = Case
        fields: list[str] = []


def _found_in(told: Callable[[], QuerySet], name: str, place: str = "case__place") -> dict[str, Any]:
    """Condition and options of the county filter of what cases tell of: where those cases lie.

    ``told()`` are the rows that join the two; ``name`` and ``place`` are their columns for what is listed and for
    the place.
    """

    def condition(values: tuple[str, ...]) -> Q:
        standing = told().filter(**{name: OuterRef("pk")})
        codes = [value for value in values if value != UNKNOWN]
        found = Q(Exists(standing.filter(**{f"{place}__in": within(codes)}))) if codes else Q()
        return found | Q(Exists(standing.filter(**{place: None}))) if UNKNOWN in values else found

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        named = told().filter(**{f"{name}__in": rows.order_by().values("pk")})
        found: defaultdict[int | None, set[int]] = defaultdict(set)
        for row, key in named.order_by().values_list(name, place).distinct():
            found[key].add(row)
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
        **_FORM,
    )
    county = Choice(
        "地区", words="见于{}的案例", **_found_in(PolicyMention.objects.public, "policy"), **_COUNTY
    )

    class Meta:
        model = Policy
        fields: list[str] = []


class BrandFilters(Filters):
    """The filters of the list of brands."""

    kind = Choice("类别", words="类别为{}", **own_column("kind", category), **_CATEGORY)
    county = Choice(
        "地区", words="见于{}的案例", **_found_in(BrandMention.objects.public, "brand"), **_COUNTY
    )

    class Meta:
        model = Brand
        fields: list[str] = []


class SourceFilters(Filters):
    """The filters of the list of source documents."""

    kind = Choice("类别", words="类别为{}", **own_column("kind", category), **_KIND)
    county = Choice(
        "地区",
        words="有{}的案例",
        **_found_in(Case.objects.public, "document", "place"),
        **_COUNTY,
    )
    year = Choice("年份", condition=of_year, options=years, words="年份为{}", **_YEAR)

    class Meta:
        model = Document
        fields: list[str] = []
