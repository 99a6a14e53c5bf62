"""The journeys of readers through the demonstration documents, from the first page to what they came for.

Those that must hold without scripts are gone through once with and once without.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from cases import actions
from cases.ingest import ingest
from cases.models import Brand, Case, Place, Policy
from search.fold import fold
from tests.conftest import rows_of_a_module

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DOCUMENTS = Path(settings.BASE_DIR) / "fixtures" / "documents"


@pytest.fixture(scope="module")
def answers(browser, django_db_setup, django_db_blocker) -> Iterator[Callable]:
    """What the site answers with the demonstration documents in it; beside a browser the database is another session."""
    with rows_of_a_module(django_db_blocker):
        for path in sorted(DOCUMENTS.iterdir()):
            actions.store_document(record=ingest(path))
        yield cache(Client().get)


@pytest.fixture
def park(answers) -> Case:
    """The case of 2014 that tells of the park of 余姚."""
    return Case.objects.get(place__code="330281", year=2014)


@pytest.fixture
def live_page(page) -> Page:
    """The browser with scripts, by another name."""
    return page


class Both:
    """What follows is gone through with and without scripts."""

    @pytest.fixture(params=["live_page", "plain_page"], ids=["scripts", "plain"])
    def page(self, request) -> Page:
        return request.getfixturevalue(request.param)


def choose(page: Page, label: str) -> None:
    page.locator(f".options label:has(> span:text-is('{label}')) input").first.check()
    shown(page)


def shown(page: Page) -> None:
    """Without scripts a button sends what was chosen; with them the sentence is waited for by whoever looks at it."""
    if page.locator(".apply").is_visible():
        page.click("text=看结果")


def total(page: Page, number: int) -> None:
    expect(page.locator("#found")).to_contain_text(f"共 {number} 个")


def count(page: Page, label: str) -> int:
    return int(page.locator(f".options label:has(> span:text-is('{label}')) b").first.inner_text())


def holds(page: Page, printed: str) -> None:
    """The sentence that a link led to is in sight and holds what is printed in the link."""
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    number = re.sub(r"^(?:最高|约|超过|不少于|不到) ", "", printed)
    assert fold(number).text in fold(target.inner_text()).text


class TestFindComparablePractice(Both):
    """J1: who has done it? 人才公寓 in Ningbo from 2012 to 2014."""

    def test_from_a_word_to_the_sentence_and_back(self, site, page) -> None:
        page.goto(site("/"))
        page.fill("#q", "人才公寓")
        page.keyboard.press("Enter")
        all_of_them = int(re.search(r"共 (\d+) 个", page.inner_text("#found"))[1])
        of_city = count(page, "宁波市")
        choose(page, "宁波市")
        total(page, of_city)
        page.select_option("[name=since]", "2012")
        shown(page)
        page.select_option("[name=until]", "2014")
        shown(page)
        expect(page.locator("#found")).to_contain_text("年份到「2014 年」止")
        told = page.inner_text("#found")
        assert "人才公寓" in told and "「宁波市」" in told and "「2012 年」" in told
        assert all(f"{each}" in page.url for each in ("county=330200", "since=2012", "until=2014"))
        here = int(re.search(r"共 (\d+) 个", told)[1])
        assert 0 < here <= of_city <= all_of_them
        cards = page.locator(".card")
        assert cards.count() == here
        for number in range(here):
            assert re.search(r"[市县区].*201[24] 年", cards.nth(number).locator(".meta").inner_text(), re.S)
            assert cards.nth(number).locator(".passages mark").count()
        address = page.url
        page.click(".passages a >> nth=0")
        assert "公寓" in page.locator("mark:target").inner_text()
        page.go_back()
        assert (page.url, page.inner_text("#found")) == (address, told)

    def test_two_counties_widen_and_counts_keep_their_word(self, site, page) -> None:
        page.goto(site("/cases/?since=2012"))
        first, second = count(page, "余姚市"), count(page, "慈溪市")
        choose(page, "余姚市")
        total(page, first)
        choose(page, "慈溪市")
        total(page, first + second)
        expect(page.locator("#found")).to_contain_text("「慈溪市」或「余姚市」")


class TestWhatDidItDeliver(Both):
    """J2: what was planned, what is under way, what was reached; each figure a link to its sentence."""

    def test_figures_stand_by_status_and_lead_to_their_sentences(self, site, page, park) -> None:
        page.goto(site("/cases/?county=330281&year=2014"))
        page.click(".card h3 a")
        assert page.url == site(park.get_absolute_url())
        for section, status in (("aims", "planned"), ("results", "achieved"), ("progress", "in_progress")):
            facts = park.outcomes.standing().filter(status=status)
            part = page.locator(f"section[aria-labelledby={section}]")
            printed = part.locator("td.figure > a[data-n]").all_inner_texts()
            assert sorted(fold(each.raw).text for each in facts) == sorted(
                fold(re.sub(r"^\S+ ", "", each)).text for each in printed
            )
        assert page.locator("text=未见原文").count() == 0
        # 486.7 hectares are 7300 mu: two witnesses for one fact.
        echo = page.locator("tr:has-text('486.7公顷') .echo.agree").first
        assert "7300亩" in echo.inner_text()
        figure = page.locator("section[aria-labelledby=aims] td.figure > a[data-n]").first
        printed = figure.inner_text()
        figure.click()
        holds(page, printed)
        page.click("tr:has-text('486.7公顷') .echo a >> nth=0")
        holds(page, "7300亩")


def test_every_link_to_a_sentence_leads_to_one_that_holds_what_is_printed(answers) -> None:
    """J2 for every page: all links to evidence, from wherever, are followed."""
    pages = [
        "/cases/",
        "/policies/",
        "/policies/benefits/",
        "/compare/?county=330281&county=330282&county=330213",
    ]
    for model in (Case, Brand, Policy):
        pages += [each.get_absolute_url() for each in model.objects.public()]
    pages += [each.get_absolute_url() for each in Place.objects.filter(cases__isnull=False).distinct()]
    followed, figures, targets = 0, 0, {}
    for page in pages:
        for link in LexborHTMLParser(answers(page).content.decode()).css(
            'main a[href*="#e"]:not(.page-head a)'
        ):
            address, _, anchor = link.attributes["href"].partition("#")
            address = (address or page).split("?")[0]
            if address not in targets:
                tree = LexborHTMLParser(answers(address).content.decode())
                targets[address] = {
                    node.attributes["id"]: fold(node.text()).text for node in tree.css("[id]")
                }
            assert anchor in targets[address], (page, link.html)
            around = (link.parent.attributes.get("class") or "").split()
            told_again = link.attributes.get("class") == "again"
            if not told_again and (link.parent.tag == "b" or {"figure", "entry", "echo"} & set(around)):
                assert figure(link) in targets[address][anchor], (page, link.html)
                figures += 1
            followed += 1
    assert followed > 500 and figures > 300


def figure(link) -> str:
    """The figure in a link without the words that say how it bounds the true one, and without the year of its case."""
    for aside in link.css(".unseen"):
        aside.decompose()
    return fold(re.sub(r"^(?:最高|约|超过|不少于|不到) |（\d{4}）$", "", link.text(strip=True))).text


def test_compare_with_neighbours(site, page) -> None:
    """J3: figures as written beside each other, blanks blank, the name of the time, and a printed sheet."""
    page.goto(site("/compare/?county=330281&county=330282&county=330213"))
    heads = page.locator("table.compared thead").last.locator("th").all_inner_texts()
    assert heads[1:] == ["余姚市", "慈溪市", "奉化区"]
    row = page.locator("table.compared tr:has(th:has-text('创业资助')):has-text('上限')").first
    cells = row.locator("td")
    assert "最高 500万元" in cells.nth(0).inner_text()
    assert fold("最高 150万元").text in fold(cells.nth(1).inner_text()).text
    assert not cells.nth(2).inner_text().strip()
    assert "时为奉化市" in page.inner_text("main")
    link = cells.nth(0).locator("a").first
    printed = link.inner_text()
    sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = sheet[0].get_size()
    sheet.close()
    assert width > height
    link.click()
    holds(page, printed)


class TestExhaustiveSearch:
    """J4: what is found is what contains it, and the marks are all that was added to the text."""

    @pytest.fixture
    def page(self, plain_page) -> Page:
        return plain_page

    def test_every_case_that_contains_it_and_no_other(self, site, page) -> None:
        texts = {
            each.title: fold(each.document.text[each.start : each.end]).text
            for each in Case.objects.select_related("document")
        }
        for typed in ("千人计划", "县", "150万元", "的人才"):
            piece = fold(typed).text
            assert any(piece in text for text in texts.values())
            page.goto(site(f"/cases/?q={quote(typed)}&exact=1"))
            titles = set(page.locator(".cards > li .card h3").all_inner_texts())
            assert titles >= {title for title, text in texts.items() if piece in text}, typed
            for passage in page.locator(".passages a").all():
                whole, marked = passage.inner_text(), passage.locator("mark").all_inner_texts()
                assert any(fold(whole).text.strip("…") in text for text in texts.values()), whole
                assert marked and all(fold(each).text in piece for each in marked), (typed, marked)


def test_follow_a_brand(site, page) -> None:
    """J5: the points of a brand in their order, what differs between them, and each one's sentence."""
    brand = Brand.objects.get(name__contains="一镇一千人", mentions__case__year=2014)
    page.goto(site(brand.get_absolute_url()))
    assert page.locator(".timeline .when").all_inner_texts() == ["2012", "2014"]
    assert "2012" in page.locator(".timeline > li").nth(1).locator(".wording").inner_text()
    for number in range(2):
        page.goto(site(brand.get_absolute_url()))
        quotation = page.locator(".timeline > li").nth(number).locator(".quotes a").first
        printed = quotation.locator("b").inner_text()
        quotation.click()
        holds(page, printed)


class TestCiteAndReturn(Both):
    """J6: a reference that can be pasted, and an address of one sentence that leads there again."""

    def test_the_reference_and_the_address_of_a_sentence(self, site, page, park) -> None:
        page.goto(site(park.get_absolute_url()))
        reference, bibtex, ris, csl = page.locator(".cite dd > span").all_text_contents()
        day = r"\d{4}-\d\d-\d\d"
        assert re.fullmatch(
            rf"余姚.+\[EB/OL\]\. 2014\({day}\)\[(?:引用日期|{day})\]\. http://\S+/cases/{park.key}/\.",
            reference,
        )
        assert bibtex.startswith("@misc{") and f"/cases/{park.key}/" in bibtex
        assert ris.endswith("ER  - ") and json.loads(csl)[0]["URL"].endswith(f"/cases/{park.key}/")
        sentence = page.locator(".reading p > span[id]").nth(3)
        anchor, told = sentence.get_attribute("id"), sentence.inner_text()
        page.goto("about:blank")
        page.goto(site(f"{park.get_absolute_url()}#{anchor}"))
        holds(page, told)
