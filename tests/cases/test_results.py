"""The one search: which cases, in which order, with which passages, and how it says what it understood."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from cases.filters import Refusal
from cases.models import Document
from cases.results import hits_in, page_number, search
from tests.conftest import rows_of_a_module

from .factories import CIXI, YUYAO, make_case

BODY = "园区建起人才公寓三百套，租金只收市价的一半。\n" + "当地重视人才工作，持续改进各项服务。\n" * 30
LAST = "最后一段又说到人才公寓的申请办法。"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Three public cases and a draft."""
    with rows_of_a_module(django_db_blocker):
        make_some()
        yield


@pytest.fixture
def some(stored, db) -> None:
    """The cases of ``stored``; what the test itself writes is rolled back behind it."""


def make_some() -> None:
    """The cases of ``stored``."""
    make_case("甲", place=YUYAO, year=2012, body=BODY + LAST)
    make_case("乙", place=CIXI, year=2014, body="博士来了先住人才公寓。")
    make_case("丙", place=CIXI, year=2010, body="设立青年驿站。")
    make_case("草稿", place=CIXI, year=2010, body="人才公寓还没有公开。", draft=True)


def address(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def titles(**values: str) -> str:
    return "".join(result.case.title for result in search(address(**values)).results)


def test_a_query_finds_the_public_cases_that_contain_it(some) -> None:
    assert set(titles(q="人才公寓")) == {"甲", "乙"}
    assert titles(q="人才公寓", county="330282") == "乙"
    assert titles(q="人才公寓 博士") == "乙"
    assert titles(q="慈溪", sort="newest") == "乙丙"


def test_without_a_query_the_newest_come_first(some) -> None:
    assert titles() == titles(q="  ") == titles(sort="relevance") == "乙甲丙"
    assert titles(sort="county") == "乙丙甲" or titles(sort="county") == "甲乙丙"


@pytest.mark.parametrize("typed", ["、、", "？", '""', "-公寓"])
def test_signs_alone_find_nothing_and_say_so(some, typed: str) -> None:
    results = search(address(q=typed))
    assert results.total == 0
    assert "没有" in results.sentence


def test_counts_follow_the_query(some) -> None:
    results = search(address(q="人才公寓"))
    years = next(facet for facet in results.facets if facet.name == "year")
    assert [(option.value, option.count) for option in years.options] == [("2014", 1), ("2012", 1)]
    assert results.total == 2


def test_passages_are_the_very_text_and_lead_to_a_mark(some) -> None:
    result = next(r for r in search(address(q="人才公寓")).results if r.case.title == "甲")
    text = Document.objects.get(cases=result.case).text
    assert len(result.passages) == 2
    marks = hits_in(text, result.case.start, result.case.end, "人才公寓")
    for passage in result.passages:
        assert text[passage.start : passage.end] == passage.text
        assert "".join(piece for piece, _ in passage.pieces) == passage.text
        assert [passage.text[left:right] for left, right in passage.marks] == ["人才公寓"]
        assert int(passage.url.partition("#h")[2]) in {start for start, _ in marks}


def test_a_case_found_by_its_names_alone_shows_no_passage(some) -> None:
    results = search(address(q="慈溪"))
    assert {result.case.title for result in results.results} == {"乙", "丙"}
    assert not any(result.passages for result in results.results)


def test_what_stands_across_the_cut_of_two_passages_is_shown_and_marked(db) -> None:
    case = make_case("丁", body="".join(chr(0x4E00 + n) for n in range(398)) + "人才公寓" + "丁" * 300)
    [result] = [each for each in search(address(q="人才公寓")).results if each.case == case]
    marks = hits_in(case.document.text, case.start, case.end, "人才公寓")
    [passage] = result.passages
    assert [passage.text[left:right] for left, right in passage.marks] == ["人才公寓"]
    assert int(passage.url.partition("#h")[2]) in {start for start, _ in marks}


def test_partial_matches_are_named_as_such(some) -> None:
    results = search(address(q="人才公寓 火箭发动机"))
    assert results.how == "partial"
    assert {result.case.title for result in results.results[:2]} == {"甲", "乙"}
    few = search(address(q="青年驿站 设立"))
    assert [result.case.title for result in few.results] == ["丙"]
    assert not {r.case.pk for r in few.also} & {r.case.pk for r in few.results}


def test_the_sentence_says_what_is_being_looked_at(some) -> None:
    assert search(address()).sentence == "全部案例，共 3 个。"
    assert search(address(county="330282")).sentence == "地区为「慈溪市」的案例，共 2 个。"
    told = search(address(q="人才公寓", year="2012")).sentence
    assert "「人才公寓」" in told and "年份为「2012 年」" in told and "共 1 个" in told


@pytest.mark.parametrize(
    ("page", "told"),
    [("0", "页码"), ("-1", "页码"), ("x", "页码"), ("１", "页码"), ("9" * 30, "页码"), ("101", "100")],
)
def test_pages_that_cannot_be(page: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        page_number(address(page=page))


def test_an_unknown_order_is_refused(some) -> None:
    with pytest.raises(Refusal, match="newest"):
        search(address(sort="random"))
