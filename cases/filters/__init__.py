"""The filters of the lists: one declaration a filter says which rows have which values, and the words for it.

Several values of one filter widen the result (or), several filters narrow it (and). A filter's counts are
taken under all filters but itself, so that a count is what the list holds after choosing that value alone.
"""

from collections.abc import Iterable

from cases.filters.base import Filters
from cases.filters.choice import Has
from cases.filters.facet import MOST_VALUES, Facet, Group, Option, Refusal
from cases.filters.places import Located
from cases.filters.table import Columns, Pairs
from cases.filters.values import categories, fixed, forms, named, year_end, years
from cases.models import Benefit, Brand, BrandMention, Case, Document, Outcome, Policy, PolicyMention

__all__ = [
    "MOST_VALUES", "BrandFilters", "CaseFilters", "Facet", "Filters", "Group", "Option", "PolicyFilters",
    "Refusal", "SourceFilters",
]  # fmt: skip

_KEY = "八位短码"


_CASES = Columns(Case, ("pk", "place", "year", "document__kind", "document__key", "document__title"))
_BRANDS = Columns(BrandMention, ("case", "brand__key", "brand__name"))
_POLICIES = Columns(PolicyMention, ("case", "policy__category", "policy__form"))
_OFFERS = Columns(Benefit, ("case", "unit"))
POLICIES = Columns(Policy, ("pk", "category", "form", "year"))
_DOCUMENTS = Columns(Document, ("pk", "kind", "year"))
_OUTCOMES = Columns(Outcome, ("case", "status"))
_KEY = "八位短码"


def _has(label: str, words: tuple[str, str], pairs: Pairs) -> Has:
    return Has(label, pairs=pairs, words=words, group="写到了什么")


def _with_amount(offers: Iterable[tuple[int, str]]) -> Iterable[tuple]:
    return [(case,) for case, unit in offers if unit == "元"]


def _unmet(outcomes: Iterable[tuple[int, str]]) -> Iterable[tuple]:
    """Cases with figures that are aimed at, and with none that is under way or reached."""
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for case, status in outcomes:
        found[status == Outcome.Status.PLANNED].add(case)
    return [(case,) for case in found[True] - found[False]]


class CaseFilters(Filters):
    """The filters of the list of cases."""

    county = Located(_CASES.pairs("place"), words="地区为{}")
    since = year_end("起始年份", True, "年份从{}起", _CASES.pairs("year"))
    until = year_end("截止年份", False, "年份到{}止", _CASES.pairs("year"))
    year = years(_CASES.pairs("year"))
    status = fixed("成效状态", Outcome.Status, _OUTCOMES.pairs("status"))
    category = categories("政策类别", "政策类别的名称", _POLICIES.pairs("policy__category"))
    form = forms("政策形式", _POLICIES.pairs("policy__form"))
    brand = named("品牌", f"品牌的{_KEY}", _BRANDS.pairs("brand__key", "brand__name"))
    has_brand = _has("品牌", ("写有品牌", "没有写到品牌"), _BRANDS.pairs("brand__key"))
    has_policy = _has("政策", ("写有政策", "没有写到政策"), _POLICIES.pairs("policy__form"))
    has_amount = _has("支持金额", ("写有支持金额", "没有写支持金额"), Pairs(_OFFERS, _with_amount))
    has_outcome = _has("成效数字", ("写有成效数字", "没有成效数字"), _OUTCOMES.pairs("status"))
    has_unmet = _has("只有目标", ("只有目标、未见达成", "不是只有目标"), Pairs(_OUTCOMES, _unmet))
    source_kind = categories("来源类别", "来源类别的名称", _CASES.pairs("document__kind"))
    source = named("来源", f"来源文件的{_KEY}", _CASES.pairs("document__key", "document__title"))

    class Meta:
        model = Case
        fields: list[str] = []


class PolicyFilters(Filters):
    """The filters of the list of policies."""

    category = categories("类别", "政策类别的名称", POLICIES.pairs("category"))
    form = forms("形式", POLICIES.pairs("form"))
    county = Located(
        Columns(PolicyMention, ("policy", "case__place")).pairs("case__place"), words="见于{}的案例"
    )

    class Meta:
        model = Policy
        fields: list[str] = []


class BrandFilters(Filters):
    """The filters of the list of brands."""

    kind = categories("类别", "品牌类别的名称", Columns(Brand, ("pk", "kind")).pairs("kind"))
    county = Located(
        Columns(BrandMention, ("brand", "case__place")).pairs("case__place"), words="见于{}的案例"
    )

    class Meta:
        model = Brand
        fields: list[str] = []


class SourceFilters(Filters):
    """The filters of the list of source documents."""

    kind = categories("类别", "来源类别的名称", _DOCUMENTS.pairs("kind"))
    county = Located(Columns(Case, ("document", "place")).pairs("place"), words="有{}的案例")
    year = years(_DOCUMENTS.pairs("year"))

    class Meta:
        model = Document
        fields: list[str] = []
