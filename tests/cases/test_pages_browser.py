"""The pages in a real browser: nothing sticks out on a phone, figures lead to their sentence, axe has no complaint.

The browser is answered by Django's test client in the test's own transaction, so nothing is committed. Nothing is
written either, so that an address asked for again is answered as before.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from cases.models import Case
from tests.conftest import rows_of_a_module

from .kinds_of_pages import addresses, make_cases

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WIDTHS = (360, 768, 1280)
# What axe is to look for in each scheme: the second changes colours alone, and all else was looked at in the first.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES = {"light": {}, "dark": {"runOnly": COLOURS}}
COMPLAINTS = """rules => axe.run({resultTypes: ["violations"], ...rules}).then(({violations}) =>
    violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 120))]))"""


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker) -> Iterator[Case]:
    """Three cases that show every kind of fact; one with long text."""
    with rows_of_a_module(django_db_blocker):
        yield make_cases()


@pytest.fixture(scope="module")
def answers(case) -> Callable:
    """What the site answers at an address, asked once."""
    return cache(Client().get)


def test_nothing_sticks_out_at_the_side_and_axe_finds_nothing_to_complain_about(
    case, answers, site, page
) -> None:
    """Each page is looked at in every width and in both schemes of colours.

    All are written into one window, under the policy that every one of them comes with: loading them one by one and
    axe with each takes three times as long.
    """
    page.goto(site("/"))
    page.evaluate(Axe().axe_script)
    sized = page.context.new_cdp_session(page)
    policy = answers("/")["Content-Security-Policy"]
    for address in addresses(case):
        answer = answers(address)
        assert answer["Content-Security-Policy"] == policy, address
        page.evaluate("address => history.replaceState(null, '', address)", address)
        page.set_content(answer.content.decode())
        assert page.locator("h1").count() == 1, address
        for width in WIDTHS:
            screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            sized.send("Emulation.setDeviceMetricsOverride", screen)
            seen = page.evaluate("[innerWidth, document.documentElement.scrollWidth <= innerWidth]")
            assert seen == [width, True], (address, seen)
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            told = page.evaluate(COMPLAINTS, rules)
            assert not told, (address, scheme, told)


def test_a_figure_leads_to_its_sentence_which_is_marked(case, site, page) -> None:
    page.goto(site(case.get_absolute_url()))
    page.click(".figure a:has-text('98名')")
    target = page.locator(":target")
    assert target.inner_text() == "98名"
    box = target.bounding_box()
    assert 0 <= box["y"] <= 800
    plain = page.locator(".reading p").first.evaluate("each => getComputedStyle(each).backgroundColor")
    assert target.evaluate("each => getComputedStyle(each).backgroundColor") != plain


def test_the_sentence_is_shown_beside_the_figure(case, site, page) -> None:
    page.goto(site(case.get_absolute_url()))
    page.focus(".figure a:has-text('98名')")
    assert page.inner_text(".pane .told .here >> nth=-1") == "98名"
    assert "计划" in page.inner_text(".pane .told")
    page.click(".pane .way")
    assert page.locator(":target").inner_text() == "98名"
    page.hover(".reading a.figure:has-text('98名')")
    assert "计划中" in page.inner_text(".pane") and "创新创业团队" in page.inner_text(".pane")


def test_on_a_phone_the_sentence_opens_below_its_figure(case, site, page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site(case.get_absolute_url()))
    link = page.locator(".figure a:has-text('98名')")
    link.click()
    assert "计划" in page.inner_text("tr.spot")
    assert link.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(Axe().axe_script)
    told = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert not told, told
    link.click()
    assert page.locator(".spot").count() == 0
    link.click()
    page.click(".spot .way")
    assert page.locator(":target").inner_text() == "98名"


def test_without_the_script_every_link_still_leads_to_its_sentence(case, site, page) -> None:
    address = case.get_absolute_url()
    page.route("**/reading.js", lambda route: route.abort())
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site(address))
    page.click(".figure a:has-text('98名')")
    assert page.locator(":target").inner_text() == "98名"
    page.click(".reading a.figure:has-text('98名')")
    assert "创新创业团队" in page.locator("tr:target").inner_text()


def test_the_address_of_a_sentence_goes_along_with_the_pointer(case, site, page) -> None:
    page.goto(site(case.get_absolute_url()))
    last = page.locator(".reading p").last.locator(":scope > span").last
    last.hover()
    pin = page.locator(".reading p").last.locator(".pin")
    assert pin.get_attribute("href").endswith(f"#{last.get_attribute('id')}")
    pin.click()
    assert page.locator(":target").inner_text() == last.inner_text()


def test_a_sentence_that_is_gone_is_told_of(case, site, page) -> None:
    page.goto(site(f"{case.get_absolute_url()}#saaaaaaa"))
    assert "那句话" in page.inner_text("#missing")
    page.goto(site(f"{case.get_absolute_url()}#text"))
    assert page.locator("#missing").count() == 0


def test_a_passage_leads_to_the_mark_in_the_text(case, site, page) -> None:
    page.goto(site("/"))
    page.fill("#q", "人才公寓")
    page.keyboard.press("Enter")
    assert "共 1 个" in page.inner_text("#found")
    page.click(".passages a")
    target = page.locator("mark:target")
    assert target.inner_text() == "人才公寓"
    assert 0 <= target.bounding_box()["y"] <= 800


def test_the_keyboard_reaches_the_text_first(site, page) -> None:
    page.goto(site("/cases/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
