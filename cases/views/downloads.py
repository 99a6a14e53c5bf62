"""Lists and comparisons as CSV, for those who go on with them in a spreadsheet: every value with where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from cases.comparison import STATUSES, Columns, benefits_of, outcomes_of
from cases.filters import Refusal
from cases.models import Benefit, Bound, BrandMention, Case, Outcome
from cases.models.composed import AnyOf, Composed
from cases.results import NAMES, search
from cases.sheets.cells import shown
from cases.sheets.writing import csv_of
from cases.views.compare import asked_for, query_of, units_of
from cases.views.page import takes
from cases.views.witness import attach

MOST_CASES = 2_000
CASES = ("标题", "地区", "行政区划代码", "年份", "品牌", "摘要", "来源文件", "地址")
VALUES = (
    "类别", "指标或事项", "地区", "行政区划代码", "当时名称", "原文写法", "界限", "下限", "上限", "单位", "计算周期", "所属政策",
    "年份", "截至", "案例", "依据的原文", "地址",
)  # fmt: skip
_BOUNDS = dict(Bound.choices)


@takes(*(name for name in NAMES if name != "page"))
def cases_csv(request: HttpRequest) -> HttpResponse:
    """The cases of a list in its order, the first MOST_CASES of them."""
    results = search(request.GET, per_page=MOST_CASES, passages=0).results
    brands: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for case, name in _brands(cases=[each.case.pk for each in results]):
        brands[case][name] = None
    return _csv("案例", [CASES, *(_case(request, each.case, brands[each.case.pk]) for each in results)])


_brands = Composed(
    lambda cases: (
        BrandMention.objects.standing()
        .filter(AnyOf("case_id", cases))
        .order_by("pk")
        .values_list("case", "brand__name")
    ),
    cases="bigint[]",
)


def _case(request: HttpRequest, case: Case, brands: Iterable[str]) -> Sequence[Any]:
    place = (case.where(), case.place.code) if case.place else ("", "")
    address = request.build_absolute_uri(case.get_absolute_url())
    return (
        case.title,
        *place,
        shown(case.year),
        "、".join(brands),
        case.summary,
        case.document.title,
        address,
    )


@takes("county", "year")
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The values of a comparison, one a row: those of outcomes by status, then what is offered."""
    codes, year = asked_for(request)
    if codes != request.GET.getlist("county"):
        return HttpResponseRedirect(f"{request.path}?{query_of(codes, year)}")
    if not codes:
        raise Refusal("请给出要比较的县（市、区）的六位代码，如 county=330281。")
    columns = Columns(units_of(codes))
    outcomes = outcomes_of(places=list(columns.places), year=year)
    benefits = benefits_of(places=list(columns.places), year=year)
    cases = {each.case_id: each.case for each in (*outcomes, *benefits)}
    attach({"outcome": outcomes, "benefit": benefits}, cases)
    outcomes.sort(key=lambda each: list(STATUSES).index(each.status))
    return _csv("县际比较", [VALUES, *_values(request, columns, [*outcomes, *benefits])])


def _values(
    request: HttpRequest, columns: Columns, facts: Iterable[Outcome | Benefit]
) -> Iterator[Sequence[Any]]:
    """A row for each value and county of today; a value of a county that was divided stands under each part."""
    for fact in facts:
        witness = next(iter(fact.witnesses), None)
        anchor = (witness and witness.anchor) or "text"
        address = request.build_absolute_uri(f"{fact.case.get_absolute_url()}#{anchor}")
        amount = (fact.raw, _BOUNDS[fact.bound], shown(fact.low), shown(fact.high), fact.unit)
        for number in columns.of(fact):
            unit = columns.units[number]
            yield (
                *_named(fact), unit.name, unit.code, columns.then(fact), *amount, *_terms(fact), shown(fact.case.year),
                getattr(fact, "as_of", ""), fact.case.title, witness.quote if witness else "", address,
            )  # fmt: skip


def _named(fact: Outcome | Benefit) -> tuple[str, str]:
    if isinstance(fact, Outcome):
        return fact.get_status_display(), fact.indicator
    return "支持标准", fact.label


def _terms(fact: Outcome | Benefit) -> tuple[str, str]:
    """Per what an offer is given, and by which policy."""
    return ("", "") if isinstance(fact, Outcome) else (fact.per or "", fact.policy.name)


def _csv(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.csv"),
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(b"".join(csv_of(rows)), content_type="text/csv; charset=utf-8", headers=headers)
