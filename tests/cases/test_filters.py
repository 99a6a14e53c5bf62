"""Filters: what each value stands for, and counts that keep their word."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from cases.filters import BrandFilters, CaseFilters, PolicyFilters, Refusal
from cases.filters.facet import MOST_SHOWN, flat
from cases.filters.sought import matches
from cases.models import Brand, Case, Policy
from tests.conftest import rows_of_a_module

from .factories import CIXI, NINGBO, YUYAO, CaseSpec, make_case, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
POLICY = ("人才安居办法", "formal", "住房", (("博士购房补贴", 300000, "元"),))


@pytest.fixture(scope="module")
def some(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Six public cases and a draft: a former district, a city, an unknown place and year among them."""
    with rows_of_a_module(django_db_blocker):
        make_some()
        yield


def make_some() -> None:
    """The cases of ``some``."""
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    make_case("甲", place=YUYAO, year=2012, brands=("人才港湾",), policies=(POLICY,))
    make_case("乙", place=YUYAO, year=2014, outcomes=(("引进专家", 9, "名", "planned"),))
    make_case("丙", place=CIXI, year=2012, brands=())
    make_case("丁", place=("330204", "江东区"), year=2012, brands=("楼宇驿站",), outcomes=())
    make_case("戊", place=NINGBO, year=2012, outcomes=(("落户企业", 3, "家", "mixed"),))
    make_case("己", place=None, year=None)
    make_case("庚", draft=True, brands=("没有公开的品牌",), policies=(("没公开", "formal", "秘密", ()),))


def titles(address: str) -> str:
    return "".join(
        sorted(case.title for case in CaseFilters(QueryDict(address), Case.objects.public()).rows())
    )


# address → the titles of the cases in the list
ADDRESSES = (
    ("", "丁丙乙己戊甲"),
    ("county=330281", "乙甲"),
    ("county=330281&county=330282", "丙乙甲"),
    ("county=330281&year=2012", "甲"),
    ("county=330212", "丁"),  # its predecessor's case
    ("county=330204", "丁"),
    ("county=330200", "丁丙乙戊甲"),  # the city and all in it
    ("county=330000", "丁丙乙戊甲"),
    ("county=none", "己"),
    ("county=none&county=330282", "丙己"),
    ("year=none", "己"),
    ("year=2014&year=none", "乙己"),
    ("year=2013", ""),
    ("status=planned", "乙"),
    ("status=planned&status=mixed", "乙戊"),
    ("category=住房", "甲"),
    ("county=&year=", "丁丙乙己戊甲"),
)  # fmt: skip


@pytest.mark.parametrize(("address", "expected"), ADDRESSES, ids=[address for address, _ in ADDRESSES])
def test_an_address_stands_for_these_cases(some, address: str, expected: str) -> None:
    assert titles(address) == "".join(sorted(expected))


@pytest.mark.parametrize("start", ["", "county=330281", "year=2012", "county=330200&status=achieved"])
def test_every_count_is_the_list_after_choosing_that_value_alone(some, start: str) -> None:
    filters = CaseFilters(QueryDict(start), Case.objects.public())
    checked = 0
    for facet in filters.facets:
        for option in facet.all_options:
            data = QueryDict(start, mutable=True)
            data.setlist(facet.name, [option.value])
            assert CaseFilters(data, Case.objects.public()).rows().count() == option.count, (
                facet.name,
                option,
            )
            checked += 1
    assert checked >= 10


def test_former_units_are_folded_under_todays_with_a_note(some) -> None:
    county = CaseFilters(QueryDict(""), Case.objects.public()).facets[0]
    options = {option.label: option for option in county.all_options}
    assert options["鄞州区"].note == "含原江东区"
    assert "江东区" not in options
    assert options["宁波市"].count == 5
    assert {part.label for part in options["宁波市"].parts} == {"余姚市", "慈溪市", "鄞州区"}


def test_a_chosen_value_stays_visible_at_zero(some) -> None:
    filters = CaseFilters(QueryDict("county=330282&year=2014"), Case.objects.public())
    chosen = [(facet.name, option.label, option.count) for facet in filters.facets for option in facet.chosen]
    assert chosen == [("county", "慈溪市", 0), ("year", "2014 年", 0)]
    assert filters.words == ["地区为「慈溪市」", "年份为「2014 年」"]


REFUSED = (
    ("county=999999", "没有“999999”"),
    ("county=余姚", "六位行政区划代码"),
    ("county=33028", "六位行政区划代码"),
    ("year=12", "四位年份"),
    ("year=2012.5", "四位年份"),
    ("status=done", "achieved"),
    ("category=秘密", "没有“秘密”"),  # only a draft has it
    ("category=" + "长" * 21, "政策类别"),
    ("category=%00", "政策类别"),
    ("brand=zzzzzzzz", "没有“zzzzzzzz”"),
    ("brand=BRAND", "短码"),
    ("&".join(f"year={year}" for year in range(2001, 2013)), "最多选 10 个"),
)


@pytest.mark.parametrize(("address", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_values_that_cannot_be_are_refused_in_words(some, address: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        assert CaseFilters(QueryDict(address), Case.objects.public()).facets is None


def test_drafts_are_in_no_count(some) -> None:
    labels = {
        option.label
        for filters in (
            CaseFilters(QueryDict(""), Case.objects.public()),
            PolicyFilters(QueryDict(""), Policy.objects.public()),
            BrandFilters(QueryDict(""), Brand.objects.public()),
        )
        for facet in filters.facets
        for option in facet.all_options
    }
    assert "住房" in labels
    assert not labels & {"秘密", "没有公开的品牌"}


@pytest.mark.parametrize(
    "filters", [(PolicyFilters, Policy), (BrandFilters, Brand)], ids=["policies", "brands"]
)
def test_counts_of_the_other_lists_keep_their_word(some, filters: tuple) -> None:
    kind, model = filters
    checked = 0
    for facet in kind(QueryDict(""), model.objects.public()).facets:
        for option in facet.all_options:
            data = QueryDict(mutable=True)
            data[facet.name] = option.value
            assert kind(data, model.objects.public()).rows().count() == option.count, (facet.name, option)
            checked += 1
    assert checked >= 3


# label, what is typed, whether it is meant
MEANT = (
    ("余姚市", "姚", True),
    ("余姚市", "yaoshi", True),
    ("余姚市", "YY", True),
    ("余姚市", "ao", False),
    ("余姚市", "ys", True),
    ("“千人计划”产业园（一期）", "cyy", True),
    ("AI 人才港", "ai", True),
    ("AI 人才港", "ｒｃｇ", True),
    ("人才港湾", "人 才", True),
    ("人才港湾", "海", False),
)


@pytest.mark.parametrize(("label", "typed", "meant"), MEANT)
def test_an_option_is_meant_by_characters_pinyin_or_initials(label: str, typed: str, meant: bool) -> None:
    assert matches(label, typed) is meant


def test_of_a_long_list_the_options_that_are_meant_are_asked_for() -> None:
    make_document(*(CaseSpec(f"例{n}", brands=(f"品牌{n:02}号",)) for n in range(MOST_SHOWN + 5)))
    brand = CaseFilters(QueryDict("")).facets[7]
    assert (brand.name, len(brand.shown), brand.is_cut) == ("brand", MOST_SHOWN, True)
    assert brand.left_out == len(brand.options) - MOST_SHOWN >= 5
    brand = CaseFilters(QueryDict("among=brand:44hao")).facets[7]
    assert [option.label for option in brand.shown] == []
    brand = CaseFilters(QueryDict("among=brand:44号")).facets[7]
    assert [option.label for option in brand.shown] == ["品牌44号"]
    county = CaseFilters(QueryDict("among=county:yy")).facets[0]
    assert [option.label for option in flat(county.shown)] == ["浙江省", "宁波市", "余姚市"]
    with pytest.raises(Refusal, match="没有“x”这个筛选"):
        assert CaseFilters(QueryDict("among=x:y")).facets is None
