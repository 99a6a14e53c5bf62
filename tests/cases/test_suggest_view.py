"""Completion: what GET /suggest/ offers, and what the page shows of how a query was understood."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from cases.models import Brand, Case
from cases.vocabulary import vocabulary
from tests.conftest import rows_of_a_module

from .factories import CIXI, YUYAO, make_case, make_place

POLICY = ("人才安居办法", "formal", "安居住房", ())


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Three public cases and a draft."""
    with rows_of_a_module(django_db_blocker):
        make_case("甲", place=YUYAO, brands=("海创之家",), policies=(POLICY,), body="建起人才公寓。")
        make_case("乙", place=CIXI, brands=("海创之家",), body="建起人才房。")
        make_case("丙", place=CIXI, brands=("人才银行",))
        make_case("草稿", brands=("秘密品牌",), draft=True)
        yield


@pytest.fixture(autouse=True)
def some(stored, db) -> None:
    """The cases of ``stored``."""


def offered(typed: str) -> list[dict]:
    response = Client().get("/suggest/", {"q": typed})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json()["query"] == typed.strip()[:200]
    return response.json()["suggestions"]


@pytest.mark.parametrize(
    ("typed", "label", "kind", "count"),
    [
        ("余", "余姚市", "county", 1),
        ("cixi", "慈溪市", "county", 2),
        ("cxs", "慈溪市", "county", 2),
        ("宁", "宁波市", "county", 3),
        ("海创", "海创之家", "brand", 2),
        ("hczj", "海创之家", "brand", 2),
        ("renCaiYin", "人才银行", "brand", 1),
        ("人才安", "人才安居办法", "policy", 1),
        ("安居", "人才安居办法", "policy", 1),
    ],
)
def test_names_with_kind_and_number_of_cases(typed: str, label: str, kind: str, count: int) -> None:
    first = offered(typed)[0]
    assert (first["label"], first["text"], first["kind"], first["count"]) == (label, label, kind, count)
    assert Client().get(first["url"]).status_code == 200


@pytest.mark.parametrize("typed", ["", " ", "秘密", "mimi", "人才公寓", "%", "\\", "很长" * 300, "<b>"])
def test_nothing_is_offered_where_nothing_is_public(typed: str) -> None:
    assert offered(typed) == []


def test_the_last_word_is_completed_and_the_others_stay() -> None:
    assert offered("人才公寓 余")[0]["text"] == "人才公寓 余姚市"


def test_a_new_name_is_offered_at_once_and_one_that_has_no_case_no_more() -> None:
    assert not offered("新品")
    case = make_case("丁", brands=("新品牌",))
    assert offered("新品")[0]["label"] == "新品牌"
    Case.objects.filter(pk=case.pk).update(status=Case.Status.WITHDRAWN)
    assert not offered("新品")


def test_what_is_looked_through_is_made_again_only_for_other_names() -> None:
    before = vocabulary()
    Case.objects.filter(title="甲").update(summary="改了一句话。")
    assert vocabulary() is before
    Brand.objects.filter(name="人才银行").update(name="人才储蓄所")
    assert (
        vocabulary() is not before and offered("人才储")[0]["label"] == "人才储蓄所" and not offered("人才银")
    )


def test_a_former_name_leads_to_what_it_is_today() -> None:
    yinzhou = make_place("330212", "鄞州区")
    make_place("330204", "江东区", today=[yinzhou], valid_to="2016-09-14")
    make_case("戊", place=("330204", "江东区"))
    [former] = offered("jiangdong")
    assert (former["label"], former["note"], former["count"]) == ("江东区", "今鄞州区", 1)


def test_at_most_ten() -> None:
    make_case("己", brands=tuple(f"品牌之{n}" for n in "一二三四五六七八九十百千"))
    assert len(offered("品牌")) == 10


def test_queries_do_not_grow_with_names(django_assert_max_num_queries) -> None:
    make_case("庚", brands=tuple(f"牌子{n}" for n in range(20)))
    with django_assert_max_num_queries(12):
        offered("牌")
    with django_assert_max_num_queries(1):
        offered("牌子")
    assert Brand.objects.filter(name__startswith="牌子").count() == 20


def page(typed: str, more: str = "") -> str:
    response = Client().get(f"/cases/?q={quote(typed)}{more}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_synonyms_with_a_way_to_switch_them_off_and_back() -> None:
    shown = page("人才公寓", "&county=330282")
    assert "也查找：人才房、人才住房" in shown
    assert f"?q={quote('人才公寓')}&amp;county=330282&amp;exact=1" in shown
    exact = page("人才公寓", "&exact=1")
    assert "没有查找：人才房、人才住房" in exact and "也查同义词" in exact
    assert '<input type="hidden" form="finder" name="exact" value="1">' in exact
    assert "也查找" not in page("余姚")


def test_the_page_asks_whether_something_else_was_meant() -> None:
    shown = page("人财公寓")
    assert "您要找的是不是" in shown and f'href="/cases/?q={quote("人才公寓")}"' in shown
    assert "您要找的是不是" not in page("人才公寓")


def test_the_page_says_how_field_words_were_understood() -> None:
    assert "地区为「慈溪市」" in page("县:慈溪")
    assert "没有「火星」这个地区，已作为文字查找" in page("县:火星")


def test_the_page_folds_repetitions() -> None:
    body = "全县为引进的博士一次性发放安家费二十万元并配租人才驿馆一套。"
    for number in range(3):
        make_case(f"重{number}", brands=(), body=body)
    shown = page("人才驿馆")
    assert shown.count("另有 2 个案例含相同段落") == 1


def test_a_wrong_switch_is_refused_with_a_hint() -> None:
    response = Client().get("/cases/?q=人才&exact=maybe")
    assert response.status_code == 400
    assert "exact 应为 1" in response.content.decode()
