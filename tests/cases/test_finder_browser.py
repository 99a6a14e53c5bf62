"""The filters in a real browser: with scripts the results alone are swapped, without them a form does the same."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from tests.conftest import rows_of_a_module

from .factories import CIXI, NINGBO, YUYAO, CaseSpec, make_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CROWD = tuple((f"3302{number}", f"{name}县") for number, name in enumerate("东西南北上下左右前后", 50))


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker) -> Iterator[Callable]:
    """A site of thirty cases in thirteen places, so that the list of places is long and the results have two pages."""
    with rows_of_a_module(django_db_blocker):
        make_document(
            CaseSpec("甲", place=YUYAO, brands=tuple(f"品牌{number}号" for number in range(10, 60))),
            CaseSpec("乙", place=CIXI, year=2014, brands=("海创之家",)),
            CaseSpec("全市总览", place=NINGBO, outcomes=()),
            *(
                CaseSpec(f"例{place[0]}-{year}", place=place, year=year)
                for place in CROWD
                for year in (2012, 2019)
            ),
            *(CaseSpec(f"又{number}", place=YUYAO, year=2020) for number in range(7)),
        )
        yield cache(Client().get)


def option(page: Page, label: str):
    return page.locator(f".options label:has(> span:text-is('{label}')) input").first


def total(page: Page, number: int) -> None:
    expect(page.locator("#found")).to_contain_text(f"共 {number} 个")


def test_results_are_swapped_and_focus_scroll_and_history_are_kept(site, page) -> None:
    page.goto(site("/cases/"))
    page.evaluate("window.mark = 1")
    run = page.locator(".run").first
    option(page, "余姚市").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 120)")
    scrolled = (run.evaluate("each => each.scrollTop"), page.evaluate("scrollY"))
    option(page, "余姚市").focus()
    page.keyboard.press("Space")
    total(page, 8)
    assert page.url == site("/cases/?county=330281")
    assert page.title().startswith("案例")
    # The same box has the focus, nothing has moved, and what was found is told.
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == [
        "county",
        "330281",
    ]
    assert (run.evaluate("each => each.scrollTop"), page.evaluate("scrollY")) == scrolled
    assert "共 8 个" in page.inner_text("#told")
    option(page, "慈溪市").check()
    total(page, 9)
    page.select_option("[name=until]", "2014")
    total(page, 2)
    assert page.url == site("/cases/?county=330282&county=330281&until=2014")
    # The count of a place is what its list holds under the other filters.
    assert option(page, "余姚市").locator("xpath=../b").inner_text() == "1"
    page.click(".chosen a:has-text('慈溪市')")
    total(page, 1)
    assert page.evaluate("document.activeElement.id") == "found"
    assert not option(page, "慈溪市").is_checked() and option(page, "余姚市").is_checked()
    page.go_back()
    total(page, 2)
    assert option(page, "慈溪市").is_checked()
    page.go_back()
    total(page, 9)
    assert page.input_value("[name=until]") == ""
    option(page, "2020 年").check()
    total(page, 7)
    assert page.evaluate("window.mark") == 1, "the page was loaded anew"


def test_what_is_typed_and_pages_are_swapped_too(site, page) -> None:
    page.goto(site("/cases/?since=2012"))
    page.evaluate("window.mark = 1")
    page.fill("#q", "海创之家")
    page.keyboard.press("Enter")
    total(page, 1)
    assert page.url.endswith("&since=2012") and "q=%E6%B5%B7" in page.url
    page.click(".chosen a:has-text('检索')")
    total(page, 30)
    assert page.input_value("#q") == ""
    page.click(".pages a:has-text('下一页')")
    expect(page.locator(".pages [aria-current]")).to_have_text("2")
    assert page.evaluate("document.activeElement.id") == "found"
    assert page.evaluate("document.getElementById('results').getBoundingClientRect().top") < 100
    page.go_back()
    expect(page.locator(".pages [aria-current]")).to_have_text("1")
    assert page.evaluate("window.mark") == 1


def test_long_lists_are_searched_by_characters_pinyin_and_initials(site, page) -> None:
    page.goto(site("/cases/"))
    box = page.locator(".sift").first

    def shown() -> list[str]:
        labels = page.locator(".facet:has(.sift) >> nth=0 >> .options label > span:visible")
        return [text.split()[0] for text in labels.all_inner_texts()]

    whole = len(shown())
    for typed, found in (
        ("慈溪", ["浙江省", "宁波市", "慈溪市"]),
        ("yuyao", ["浙江省", "宁波市", "余姚市"]),
        ("xian", None),
        ("cx", ["浙江省", "宁波市", "慈溪市"]),
        ("没有", []),
    ):
        box.fill(typed)
        assert shown() == found if found is not None else len(shown()) == 2 + len(CROWD), typed
    assert page.inner_text("#told") == "0 项可选"
    box.fill("cx")
    option(page, "慈溪市").check()
    total(page, 1)
    assert shown() == ["浙江省", "宁波市", "慈溪市"], "what was typed goes on"
    box.fill("")
    assert len(shown()) == whole


def test_of_a_list_too_long_to_be_sent_the_options_that_are_meant_are_asked_for(site, page) -> None:
    page.goto(site("/cases/?until=2014"))
    facet = page.locator(".facet:has([data-cut=brand])")
    facet.locator("summary").click()
    assert facet.locator("li").count() == 40
    facet.locator(".sift").fill("59号")
    expect(facet.locator("li")).to_have_count(1)
    assert page.evaluate("document.activeElement.className") == "sift"
    assert "among" not in page.url
    option(page, "品牌59号").check()
    total(page, 1)
    expect(facet.locator("li:visible")).to_have_text(["品牌59号 1"])
    facet.locator(".sift").fill("")
    expect(facet.locator("li")).to_have_count(41)


class TestWithoutScripts:
    @pytest.fixture
    def page(self, plain_page) -> Page:
        return plain_page

    def test_the_form_leads_to_the_same_addresses(self, site, page) -> None:
        page.goto(site("/cases/"))
        assert not page.locator(".sift").first.is_visible()
        option(page, "余姚市").check()
        option(page, "慈溪市").check()
        page.select_option("[name=until]", "2014")
        page.click("text=看结果")
        total(page, 2)
        assert page.url == site("/cases/?county=330282&county=330281&until=2014")
        page.click(".chosen a:has-text('慈溪市')")
        total(page, 1)
        page.go_back()
        total(page, 2)


def test_what_is_refused_has_its_page_and_a_dead_network_is_told(site, page) -> None:
    page.goto(site("/cases/"))
    page.evaluate("document.querySelector('[name=year]').value = '12'")
    page.locator("[name=year]").first.check()
    expect(page.locator("h1")).to_contain_text("地址")
    page.goto(site("/cases/"))
    page.route("**/cases/?*", lambda route: route.abort())
    option(page, "余姚市").check()
    expect(page.locator("#told")).to_have_text("连不上网站，列表没有变。")


def test_on_a_phone_the_filters_are_folded_away_until_the_button_shows_the_results(site, page) -> None:
    page.goto(site("/cases/"))
    assert page.locator(".options input").first.is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.locator(".options input").first.is_visible()
    page.click(".filters > summary")
    option(page, "余姚市").check()
    total(page, 8)
    assert page.inner_text("#picked") == "已选 1 项"
    page.evaluate(Axe().axe_script)
    told = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert not told, told
    page.click("text=看结果")
    expect(page.locator(".options input").first).to_be_hidden()
    total(page, 8)
