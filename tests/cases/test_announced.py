"""Announced against achieved: what is drawn in one line, where each end leads, and what is said of silence."""

import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.comparison import by_value
from cases.likeness import same
from cases.models import Brand, Outcome
from cases.views.announced import LEFT, RIGHT, announced

from .factories import CaseSpec, make_case, make_document

pytestmark = pytest.mark.django_db
COUNTY = "/counties/330281/"


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def figure(page: str) -> str:
    return page.partition('<figure class="announced">')[2].partition("</figure>")[0]


def make(*figures: tuple[str, int, str, str], **more) -> None:
    make_case(outcomes=figures, **more)


def lines() -> list:
    made = announced(Outcome.objects.public().select_related("case").order_by("pk"))
    return list(made.lines) if made else []


def test_target_and_outcome_are_drawn_on_one_scale_and_lead_to_their_sentences(client: Client) -> None:
    make(("引进博士", 100, "名", "planned"), ("引进博士", 25, "名", "achieved"))
    drawn = figure(get(client, COUNTY))
    svg = ElementTree.fromstring(re.search(r"<svg[^>]*role.*?</svg>", drawn, re.S)[0])
    assert "目标 100名" in svg.get("aria-label") and "已达成 25名" in svg.get("aria-label")
    assert float(svg.find("rect").get("width")) == (RIGHT - LEFT) / 4
    ends = {each.get("aria-label"): each.get("href") for each in svg.findall("a")}
    assert set(ends) == {"计划中 100名", "已达成 25名"}
    for address in ends.values():
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in get(client, path)
    assert "style=" not in drawn and "目标未见后续披露" not in drawn


@pytest.mark.parametrize(
    ("target", "other"),
    [
        (("引进博士", 100, "名", "planned"), ("培养博士", 25, "名", "achieved")),
        (("引进博士", 100, "名", "planned"), ("引进硕士", 25, "名", "achieved")),
        (("引进人才", 100, "名", "planned"), ("引进人才", 25, "人次", "achieved")),
        (("引进博士", 100, "名", "planned"), ("引进博士", 25, "名", "mixed")),
    ],
)
def test_the_unlike_are_not_set_against_each_other(client: Client, target: tuple, other: tuple) -> None:
    make(target, other)
    drawn = figure(get(client, COUNTY))
    assert "<svg" not in drawn
    assert "目标未见后续披露" in drawn and "100名" in drawn and "25" not in drawn


def test_what_was_reached_before_the_target_does_not_answer_it(client: Client) -> None:
    make(("引进博士", 25, "名", "achieved"), title="甲", year=2012)
    make(("引进博士", 100, "名", "planned"), title="乙", year=2014)
    assert "目标未见后续披露" in figure(get(client, COUNTY))
    make(("引进博士", 60, "名", "achieved"), title="丙", year=2016)
    drawn = figure(get(client, COUNTY))
    assert "目标未见后续披露" not in drawn
    assert drawn.index("60名") < drawn.index("25名", drawn.index('<td data-label="已达成"'))


def test_no_targets_no_figure(client: Client) -> None:
    make(("引进博士", 25, "名", "achieved"))
    assert "announced" not in get(client, COUNTY)


def test_equal_figures_of_two_sources_are_one_end() -> None:
    for title in ("甲", "乙"):
        make(("引进博士", 100, "名", "planned"), ("引进博士", 40, "名", "in_progress"), title=title)
    (line,) = lines()
    assert [len(each) for each in (line.planned, line.in_progress, line.achieved)] == [1, 1, 0]
    assert line.planned[0].facts[1].raw == "100名" and line.followed
    assert [mark.shape for mark in line.marks] == ["ring", "goal"]


def test_nothing_drawn_where_amounts_are_nought_or_unknown() -> None:
    make(("引进博士", 0, "名", "planned"), ("引进博士", 0, "名", "achieved"))
    Outcome.objects.filter(status="achieved").update(low=None, high=None)
    assert not lines()


def test_a_brand_shows_figures_of_its_own_place_only(client: Client) -> None:
    make_document(
        CaseSpec("甲", outcomes=(("引进博士", 100, "名", "planned"), ("引进博士", 30, "名", "achieved"))),
        CaseSpec("乙", brands=("别的品牌",), outcomes=(("引进博士", 77, "名", "achieved"),)),
    )
    drawn = figure(get(client, Brand.objects.get(name="人才港湾").get_absolute_url()))
    assert "100名" in drawn and "30名" in drawn and "77名" not in drawn


def test_queries_do_not_grow_with_lines(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            get(client, COUNTY)
        return len(caught)

    make(("引进博士", 100, "名", "planned"), title="例")
    few = queries()
    for number in range(6):
        make(*((f"建成{each}号平台", 5, "个", status) for each in range(4) for status in ("planned", "achieved")), title=f"例{number}")  # fmt: skip
    assert queries() <= few


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [
        ([100, 100, 101], [2, 1]),
        ([20000, 20009, 20021], [2, 1]),  # Within rounding, and no more within it.
        ([0, 0, 1], [2, 1]),
        ([None, 5, None], [2, 1]),
        (list(range(1000, 2000)), [1] * 1000),
    ],
)
def test_values_that_agree_are_found_without_comparing_all(amounts, parts) -> None:
    facts = [Outcome(low=each, high=each, unit="名", bound="=") for each in amounts]
    made = by_value(facts)
    assert [len(part) for part in made] == parts
    assert made[0][0] is facts[0]


def test_values_are_parted_as_by_comparing_each_with_all() -> None:
    random = Random(5)
    facts = [
        Outcome(low=amount, high=amount, unit="元", bound="=")
        for amount in (Decimal(round(10 ** random.uniform(0, 4), 1)) for _ in range(600))
    ]
    parts: list[list[Outcome]] = []
    for fact in facts:
        part = next((part for part in parts if same(part[0].low, fact.low)), None)
        parts.append([fact]) if part is None else part.append(fact)
    assert by_value(facts) == parts and len(parts) < len(facts)
