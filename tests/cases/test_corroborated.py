"""A figure on the page of its case, and what other documents say of it."""

import pytest
from django.test import Client

from .factories import CIXI, make_case, make_place, place_with_parents

pytestmark = pytest.mark.django_db
NINE = ("引进专家", 9, "名", "achieved")

# what the other document has → what the page says beside its own nine
OTHERS = (
    ("the same", {"outcomes": (NINE,)}, "另有来源一致"),
    ("the same years later", {"outcomes": (NINE,), "year": 2014}, "另有来源一致"),
    ("another number for the same year", {"outcomes": (("引进专家", 12, "名", "achieved"),)}, "另有来源不同"),
    (
        "another number for another year",
        {"outcomes": (("引进专家", 12, "名", "achieved"),), "year": 2014},
        "",
    ),
    ("a target", {"outcomes": (("引进专家", 12, "名", "planned"),)}, ""),
    ("another place", {"outcomes": (("引进专家", 12, "名", "achieved"),), "place": CIXI}, ""),
    ("another thing", {"outcomes": (("引进博士", 9, "名", "achieved"),)}, ""),
    ("a draft", {"outcomes": (NINE,), "draft": True}, ""),
)


@pytest.mark.parametrize(("other", "told"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_what_another_document_says(client: Client, other: dict, told: str) -> None:
    case = make_case("甲", outcomes=(NINE,))
    echo = make_case("乙", **other)
    page = client.get(case.get_absolute_url()).content.decode()
    found = [each for each in ("另有来源一致", "另有来源不同") if each in page]
    assert found == ([told] if told else [])
    assert (f"{echo.get_absolute_url()}#e" in page) is bool(told)


def test_a_county_meets_itself_under_its_former_name(client: Client) -> None:
    now = place_with_parents("330213", "奉化区")
    make_place("330283", "奉化市", parent=now.parent, today=[now], valid_to="2016-09-15")
    case = make_case("甲", place=("330213", "奉化区"), year=2017, outcomes=(NINE,))
    make_case("乙", place=("330283", "奉化市"), outcomes=(NINE,))
    assert "另有来源一致" in client.get(case.get_absolute_url()).content.decode()


def test_a_case_without_a_place_has_no_echo(client: Client) -> None:
    case = make_case("甲", place=None, outcomes=(NINE,))
    make_case("乙", place=None, outcomes=(NINE,))
    assert "另有来源" not in client.get(case.get_absolute_url()).content.decode()
