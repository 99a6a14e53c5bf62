"""Every kind of page is HTML as the standard has it: the browser's tree is the one that was written, and names hold.

Two parsers read each page: one takes the tags as written and refuses what is not closed, the other builds the tree
as browsers do, with all their repairs. Where the two differ, a browser has repaired something.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice, pairwise, zip_longest

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from cases.models import Case
from tests.conftest import rows_of_a_module

from .kinds_of_pages import addresses, make_cases

pytestmark = pytest.mark.django_db
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = "input:not([type=hidden]), select, textarea"
# Attributes that name other elements by their id.
NAMING = ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
# What a child may be of these, whatever the parser lets pass.
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup"}}


class Written(HTMLParser):
    """The elements of a page as they are written, with their depth; ``wrong`` are tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[int, str]] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((len(self.open), tag))
        twice = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        self.wrong += [f"<{tag}> has {name} twice" for name in twice]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing without content, ``<path/>``."""
        self.elements.append((len(self.open), tag))
        if "svg" not in self.open:
            self.wrong.append(f"<{tag}/> is not of HTML")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]} closes {self.open[-1:]}")


def built(tree: LexborHTMLParser) -> Iterator[tuple[int, str]]:
    """The elements of a page as a browser has them, with their depth."""
    waiting = [(0, tree.root)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node.tag
        waiting += [(depth + 1, child) for child in reversed(list(node.iter(include_text=False)))]


def faults(html: str) -> list[str]:
    """What is wrong with a page, each as a sentence."""
    written, tree = Written(html), LexborHTMLParser(html)
    found = list(written.wrong)
    elements = [each for each in built(tree) if not each[1].startswith(("-", "!"))]
    differ = (pair for pair in zip_longest(written.elements, elements) if pair[0] != pair[1])
    found += [f"written {ours}, built {theirs}" for ours, theirs in islice(differ, 1)]
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    found += [f"id {name} twice" for name, count in ids.items() if count > 1]
    found += [f"id “{name}” with a blank" for name in ids if not name or len(name.split()) > 1]
    for attribute in NAMING:
        for node in tree.css(f"[{attribute}]"):
            found += [
                f"{attribute} names no id: {name}"
                for name in node.attributes[attribute].split()
                if name not in ids
            ]
    labelled = {node.attributes.get("for") for node in tree.css("label")}
    for label in tree.css("label"):
        if not label.attributes.get("for") and not label.css_first(FIELDS):
            found.append(f"label without control: {label.html[:80]}")
    for field in tree.css(FIELDS):
        known = field.attributes
        if not (
            {"aria-label", "aria-labelledby"} & known.keys()
            or known.get("id") in labelled
            or within(field, "label")
        ):
            found.append(f"control without label: {field.html[:80]}")
    found += [
        f"{node.tag} in {node.tag}"
        for node in tree.css("a a, form form, button button, label label, a button")
    ]
    for parent, children in CHILDREN.items():
        for node in tree.css(parent):
            found += [
                f"{each.tag} in {parent}"
                for each in node.iter(include_text=False)
                if each.tag not in children
            ]
    found += [
        f"no words in {node.html[:80]}"
        for node in tree.css("a, button, summary, h1, h2, h3")
        if not named(node)
    ]
    found += [f"no alternative text: {node.html[:80]}" for node in tree.css("img:not([alt])")]
    return found


def within(node, tag: str) -> bool:
    while node := node.parent:
        if node.tag == tag:
            return True
    return False


def named(node) -> bool:
    """Whether an element has words: its text, a label, or the title of what is drawn in it."""
    return bool(node.text(strip=True) or node.attributes.get("aria-label"))


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker) -> Iterator[Case]:
    """Cases that fill every kind of page."""
    with rows_of_a_module(django_db_blocker):
        yield make_cases()


def test_every_kind_of_page_is_valid(case) -> None:
    client = Client()
    for address in addresses(case):
        html = client.get(address).content.decode()
        assert html.lower().startswith("<!doctype html>")
        assert not faults(html), address
        outline = [int(node.tag[1]) for node in LexborHTMLParser(html).css("h1, h2, h3, h4")]
        assert outline[0] == 1 and outline.count(1) == 1, address
        assert all(after - before <= 1 for before, after in pairwise(outline)), (
            address,
            outline,
        )


PAGE = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>"
WRONG = (
    ("<p><ul><li>a</li></ul></p>", "built"),
    ("<table><tr><td>a</td></tr><div>b</div></table>", "built"),
    ("<a href='#x'>a <a href='#y'>b</a></a>", "built"),
    ("<p>a", "not closed"),
    ("<b><i>a</b></i>", "closes"),
    ('<p id="a">a</p><p id="a">b</p>', "id a twice"),
    ('<p class="a" class="b">a</p>', "class twice"),
    ('<label for="b">a</label>', "for names no id: b"),
    ("<label>a</label>", "label without control"),
    ("<input name=a>", "control without label"),
    ("<ul><p>a</p></ul>", "p in ul"),
    ('<a href="/"></a>', "no words"),
    ('<img src="/a.png">', "no alternative"),
)


@pytest.mark.parametrize(("body", "told"), WRONG, ids=[told for _, told in WRONG])
def test_the_check_finds(body: str, told: str) -> None:
    assert any(told in each for each in faults(PAGE.format(body)))


def test_the_check_lets_pass() -> None:
    right = (
        '<p>a <b>b</b><br></p><ul><li><label>c <input name=d></label></li></ul><svg><path d="M0 0"/></svg>'
    )
    assert not faults(PAGE.format(right))
