"""What documents say of the same thing: agreement over units and bounds, change over years, difference within one."""

from decimal import Decimal

import pytest

from cases.models import Case, Outcome, Place
from cases.views.agreement import Relation, relation, series

YUYAO, CIXI = Place(pk=1, code="330281", name="余姚市"), Place(pk=2, code="330282", name="慈溪市")


def figure(
    indicator: str,
    amount: str,
    unit: str,
    *,
    bound: str = "=",
    status: str = "achieved",
    document: int = 1,
    year: int = 2012,
    place: Place = YUYAO,
    as_of: str = "",
    high: str = "",
) -> Outcome:
    case = Case(pk=document * 10, document_id=document, year=year, place=place)
    return Outcome(
        case=case,
        indicator=indicator,
        low=Decimal(amount),
        high=Decimal(high or amount),
        unit=unit,
        bound=bound,
        status=status,
        as_of=as_of,
        raw=f"{amount}{unit}",
    )


# one, other → how they stand to one another
PAIRS = (
    ("mu and hectares", ("7300", "亩", "~"), ("486.7", "公顷", "~"), Relation.AGREE),
    ("mu and hectares, one exact", ("7300", "亩", "="), ("486.7", "公顷", "~"), Relation.AGREE),
    ("mu and square metres", ("15", "亩", "="), ("10000", "平方米", "="), Relation.AGREE),
    ("hectares and square kilometres", ("486.7", "公顷", "="), ("4.867", "平方公里", "="), Relation.AGREE),
    ("other area", ("7300", "亩", "="), ("500", "公顷", "="), Relation.DIFFER),
    ("people and persons", ("98", "名", "="), ("98", "人", "="), Relation.AGREE),
    ("people and projects", ("98", "名", "="), ("98", "个", "="), None),
    ("money and share", ("5", "元", "="), ("5", "%", "="), None),
    ("near fifty holds 46.2", ("50", "%", "<"), ("46.2", "%", "="), Relation.FIT),
    ("near fifty does not hold 30", ("50", "%", "<"), ("30", "%", "="), Relation.DIFFER),
    ("more than sixty is not near fifty", ("50", "%", "<"), ("60", "%", ">"), Relation.DIFFER),
    ("at least five holds nine", ("5", "家", ">="), ("9", "家", "="), Relation.FIT),
    ("at least five does not hold four", ("5", "家", ">="), ("4", "家", "="), Relation.DIFFER),
    ("about", ("100", "名", "~"), ("102", "名", "="), Relation.FIT),
    ("about, but too far", ("100", "名", "~"), ("120", "名", "="), Relation.DIFFER),
    ("exact numbers that differ by one", ("98", "个", "="), ("97", "个", "="), Relation.DIFFER),
)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS]
)
def test_two_figures(one: tuple, other: tuple, expected: Relation | None) -> None:
    pair = [figure("甲", amount, unit, bound=bound) for amount, unit, bound in (one, other)]
    assert relation(*pair) == relation(*reversed(pair)) == expected


def test_figures_of_different_status_are_never_compared() -> None:
    for status in ("in_progress", "planned", "mixed"):
        assert relation(figure("甲", "5", "名"), figure("甲", "5", "名", status=status)) is None
    aim, result = (
        figure("引进专家", "100", "名", status="planned"),
        figure("引进专家", "96", "名", document=2),
    )
    assert series([aim, result]) == []


# figures → (relation, the values of each point)
SERIES = (
    (
        "one area in two units, in words that differ",
        [
            figure("产业园规划总面积", "7300", "亩", bound="~", status="planned"),
            figure("总规划面积", "486.7", "公顷", bound="~", status="planned", document=2, year=2014),
        ],
        [(Relation.AGREE, [["7300亩", "486.7公顷"]])],
    ),
    (
        "an area told of the thing itself",
        [
            figure("国家级产业园", "7300", "亩", bound="~", status="planned"),
            figure("总规划面积", "486.7", "公顷", bound="~", status="planned", document=2),
        ],
        [(Relation.AGREE, [["7300亩", "486.7公顷"]])],
    ),
    (
        "coverage over the years",
        [
            figure("一镇一品牌覆盖率", "50", "%", bound="<"),
            figure("覆盖的乡镇", "60", "%", bound=">", document=2, year=2014),
        ],
        [(Relation.CHANGE, [["50%"], ["60%"]])],
    ),
    (
        "two numbers for one year",
        [figure("引进专家", "9", "名"), figure("引进专家", "12", "名", document=2)],
        [(Relation.DIFFER, [["9名"], ["12名"]])],
    ),
    (
        "the year printed with the figure counts",
        [
            figure("引进专家", "9", "名", as_of="2011年底"),
            figure("引进专家", "12", "名", document=2, as_of="2012年"),
        ],
        [(Relation.CHANGE, [["9名"], ["12名"]])],
    ),
    ("one document alone", [figure("引进专家", "9", "名"), figure("引进专家", "12", "名", year=2014)], []),
    (
        "several values of one document for one year are of several things",
        [
            figure("引进专家", "2", "名"),
            figure("引进专家", "3", "名"),
            figure("引进专家", "4", "名", document=2),
        ],
        [],
    ),
    (
        "other places",
        [figure("引进专家", "9", "名"), figure("引进专家", "9", "名", document=2, place=CIXI)],
        [],
    ),
    ("other things", [figure("引进专家", "9", "名"), figure("引进博士", "9", "名", document=2)], []),
    (
        "round amounts of vague words",
        [figure("面积", "500", "亩"), figure("面积", "500", "亩", document=2)],
        [],
    ),
    (
        "vague words and other amounts are no contradiction",
        [figure("规划面积", "7300", "亩"), figure("规划面积", "1234", "亩", document=2)],
        [],
    ),
)


@pytest.mark.parametrize(("figures", "expected"), [row[1:] for row in SERIES], ids=[row[0] for row in SERIES])
def test_series(figures: list[Outcome], expected: list) -> None:
    found = series(figures)
    assert [
        (each.relation, [[fact.raw for fact in p.facts] for p in each.points]) for each in found
    ] == expected
    for each in found:
        assert each.documents == 2


def test_values_in_several_units_come_with_one_for_all() -> None:
    (found,) = series(
        [
            figure("规划用地", "7300", "亩", status="planned"),
            figure("规划面积", "486.7", "公顷", status="planned", document=2),
        ]
    )
    assert [point.converted for point in found.points] == ["≈486.7 公顷"]


def test_what_differs_stands_first() -> None:
    found = series(
        [
            figure("引进专家", "9", "名"),
            figure("引进专家", "9", "名", document=2),
            figure("落户企业", "3", "家"),
            figure("落户企业", "5", "家", document=2),
        ]
    )
    assert [each.relation for each in found] == [Relation.DIFFER, Relation.AGREE]
