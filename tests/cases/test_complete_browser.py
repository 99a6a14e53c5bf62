"""Completion in a real browser: keys, pointer, silence while an input method composes, and the page without scripts."""

import json
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import expect

from tests.conftest import rows_of_a_module

from .factories import CIXI, YUYAO, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "http://site.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
BOX = "input[role=combobox]"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Cases of two counties."""
    with rows_of_a_module(django_db_blocker):
        make_case("甲", place=YUYAO, brands=("人才港湾", "人才客厅"))
        make_case("乙", place=CIXI, brands=("海创之家",))
        yield


@pytest.fixture
def serve(stored, db) -> Callable:
    """Answer a request of the browser as the site does."""
    # Playwright answers in a context of its own, where Django would open another connection.
    here, client = copy_context(), Client()

    def answer(route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            file = Path(finders.find(path.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
            return
        made = here.run(client.get, path)
        route.fulfill(status=made.status_code, headers=dict(made.items()), body=made.content)

    return answer


@pytest.fixture
def asked(serve, page) -> Iterator[list[str]]:
    """What the page has asked of /suggest/; nothing may be against the content security policy."""
    asked: list[str] = []
    forbidden: list[str] = []

    def answer(route) -> None:
        address = urlsplit(route.request.url)
        if address.path == "/suggest/":
            asked.append(parse_qs(address.query)["q"][0])
        serve(route)

    page.route(f"{SITE}/**", answer)
    page.on("console", lambda each: forbidden.append(each.text) if "Content Security" in each.text else None)
    yield asked
    assert not forbidden


def test_typing_offers_names_and_keys_choose_one(asked, page) -> None:
    page.goto(f"{SITE}/")
    box = page.locator(BOX)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("ren", delay=20)
    options = page.locator("[role=option]")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert asked == ["ren"]  # Not at every key.
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(0).get_attribute("id")
    first = box.input_value()
    assert first.startswith("人才")
    box.press("ArrowDown")
    assert box.input_value() not in ("ren", first)
    box.press("ArrowDown")
    assert box.input_value() == "ren"
    box.press("ArrowUp")
    box.press("Escape")
    expect(options).to_have_count(0)
    assert box.input_value() == "ren"
    box.press("ArrowDown")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/cases/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == [first]


def test_enter_without_a_choice_searches_for_what_was_typed(asked, page) -> None:
    page.goto(f"{SITE}/counties/")
    box = page.locator(BOX)
    box.press_sequentially("海创")
    expect(page.locator("[role=option]")).to_have_count(1)
    box.press("Enter")
    page.wait_for_url("**/cases/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["海创"]


def test_a_click_chooses_and_leaving_closes(asked, page) -> None:
    page.goto(f"{SITE}/cases/")
    box = page.locator(BOX)
    box.fill("yuy")
    option = page.locator("[role=option]")
    expect(option).to_contain_text("余姚市")
    expect(option).to_contain_text("地区 · 1 个案例")
    box.press("Tab")
    expect(option).to_have_count(0)
    box.fill("yuya")
    option.click()
    page.wait_for_url("**/cases/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["余姚市"]


def test_nothing_is_asked_while_an_input_method_composes(asked, page) -> None:
    page.goto(f"{SITE}/")
    box = page.locator(BOX)
    box.focus()
    keys = page.context.new_cdp_session(page)
    for composed in ("h", "ha", "hai", "海"):
        keys.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
    page.wait_for_timeout(400)
    assert asked == []
    expect(page.locator("[role=option]")).to_have_count(0)
    keys.send("Input.insertText", {"text": "海创"})
    expect(page.locator("[role=option]")).to_have_count(1)
    assert asked == ["海创"]


def test_keys_belong_to_the_input_method_while_it_composes(asked, page) -> None:
    page.goto(f"{SITE}/")
    box = page.locator(BOX)
    box.fill("人才")
    expect(page.locator("[role=option]")).to_have_count(2)
    taken = box.evaluate(
        """box => [["Enter", {isComposing: true}], ["ArrowDown", {keyCode: 229}]].map(([key, more]) => {
            const event = new KeyboardEvent("keydown", {key, cancelable: true, bubbles: true, ...more});
            box.dispatchEvent(event);
            return event.defaultPrevented;
        })"""
    )
    assert taken == [False, False]
    assert box.input_value() == "人才"
    assert page.url == f"{SITE}/"


def test_an_old_answer_does_not_come_after_a_new_question(serve, page) -> None:
    held: list = []

    def answer(route) -> None:
        if "/suggest/" not in route.request.url:
            return serve(route)
        typed = parse_qs(urlsplit(route.request.url).query)["q"][0]
        body = json.dumps(
            {"suggestions": [{"text": typed, "label": typed, "kind_label": "品牌", "note": "", "count": 1}]}
        )
        held.append((route, body)) if typed == "慢" else route.fulfill(
            content_type="application/json", body=body
        )
        return None

    page.route(f"{SITE}/**", answer)
    page.goto(f"{SITE}/")
    box = page.locator(BOX)
    with page.expect_event("requestfailed", lambda request: "/suggest/" in request.url):
        box.fill("慢")
        page.wait_for_timeout(300)
        box.fill("快")
    expect(page.locator("[role=option]")).to_contain_text("快")
    assert len(held) == 1


def test_a_failure_leaves_a_plain_box(serve, page) -> None:
    page.route(f"{SITE}/**", serve)
    page.route(f"{SITE}/suggest/**", lambda route: route.fulfill(status=500, body="x"))
    page.goto(f"{SITE}/")
    page.locator(BOX).fill("人才")
    page.wait_for_timeout(400)
    expect(page.locator("[role=option]")).to_have_count(0)


def test_axe_has_no_complaint_about_the_open_list(asked, page) -> None:
    page.goto(f"{SITE}/")
    page.locator(BOX).fill("人才")
    page.locator(BOX).press("ArrowDown")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator(BOX).press("ArrowDown")
    violations = Axe().run(page).response["violations"]
    assert not violations, [each["id"] for each in violations]


def test_without_scripts_the_box_works(serve, plain_page) -> None:
    page = plain_page
    page.route(f"{SITE}/**", serve)
    page.goto(f"{SITE}/")
    page.locator("main input[type=search]").fill("海创之家")
    page.locator("main form button").click()
    page.wait_for_url("**/cases/?q=*")
    expect(page.locator("#found")).to_contain_text("海创之家")
