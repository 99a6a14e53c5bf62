"""What may stand in one row, and how amounts are shown on one unit."""

from decimal import Decimal

import pytest

from cases.likeness import base, likeness, same, scale, shown

ALIKE = (
    ("引进博士", "名", "新引进博士", "人"),
    ("余姚市引进博士", "名", "引进“博士”", "位"),
    ("2012年全市引进研发团队", "个", "引入研发团队", "家"),
    ("产业园规划总面积", "亩", "产业园总规划面积", "公顷"),
    ("建成人才公寓", "套", "人才公寓", "套"),
    ("集聚海外高层次人才", "名", "海外高层次人才", "人"),
    ("人才总量", "万人", "人才", "万人"),
    ("项目正式落户", "个", "注册落户项目", "个"),
    ("評選專家", "个", "评选专家", "名"),
    ("覆盖的乡镇", "%", "覆盖乡镇", "%"),
)
UNLIKE = (
    ("引进博士", "名", "培养博士", "名"),
    ("引进博士", "名", "博士", "名"),
    ("引进博士", "名", "引进硕士", "名"),
    ("引进人才", "名", "引进人才", "人次"),
    ("引进人才", "名", "引进人才增长", "%"),
    ("发明专利", "项", "申请发明专利", "项"),
    ("国家级专家", "名", "省级专家", "名"),
    ("博士后工作站", "家", "博士后", "名"),
    ("技术合同金额", "元", "技术合同金额", "美元"),
)


@pytest.mark.parametrize(("one", "unit", "other", "other_unit"), ALIKE)
def test_alike(one: str, unit: str, other: str, other_unit: str) -> None:
    assert likeness(one, unit, "余姚市") == likeness(other, other_unit, "余姚市")


@pytest.mark.parametrize(("one", "unit", "other", "other_unit"), UNLIKE)
def test_unlike(one: str, unit: str, other: str, other_unit: str) -> None:
    assert likeness(one, unit, "余姚市") != likeness(other, other_unit, "余姚市")


@pytest.mark.parametrize(
    ("indicator", "unit", "vague"),
    [
        ("总投资", "元", True),
        ("鄞州区面积", "平方米", True),
        ("企业", "家", True),
        ("规划用地", "亩", True),
        ("人才", "人", False),
        ("引进企业", "家", False),
        ("工业投资", "元", False),
        ("人才公寓面积", "平方米", False),
    ],
)
def test_names_that_do_not_say_what_they_count_are_vague(indicator: str, unit: str, vague: bool) -> None:
    assert likeness(indicator, unit, "鄞州区").vague is vague


@pytest.mark.parametrize(
    ("amounts", "unit", "printed"),
    [
        (("7300",), "亩", ["≈486.7 公顷"]),
        (("486.7",), "公顷", ["486.7 公顷"]),
        (("30",), "亩", ["2 公顷"]),
        (("3400",), "平方米", ["3,400 平方米"]),
        (("5000000", "2000"), "元", ["5,000,000 元", "2,000 元"]),
        (("5000000", "10500000"), "元", ["500 万元", "1,050 万元"]),
        (("100000000", "2500000000"), "元", ["1 亿元", "25 亿元"]),
        (("12000", "900"), "人", ["12,000 人", "900 人"]),
        (("12000", "67500"), "人", ["1.2 万人", "6.75 万人"]),
        (("44",), "%", ["44 %"]),
        (("5000000", "123456"), "元", ["500 万元", "≈12.35 万元"]),
    ],
)
def test_amounts_on_one_unit(amounts: tuple[str, ...], unit: str, printed: list[str]) -> None:
    found = [base(Decimal(each), unit) for each in amounts]
    dimension = likeness("面积数", unit).dimension
    name, size = scale(dimension, found)
    assert [shown(each, each, name, size) for each in found] == printed


def test_a_range_keeps_its_ends() -> None:
    assert shown(Decimal(100_000), Decimal(1_000_000), "万元", Decimal(10_000)) == "10–100 万元"


def test_rounding_in_another_unit_does_not_make_two_areas_of_one() -> None:
    assert same(base(Decimal(7300), "亩"), base(Decimal("486.7"), "公顷"))
    assert not same(base(Decimal(7300), "亩"), base(Decimal("488"), "公顷"))
