"""Figures about results with their status; a ceiling, a condition, an age or a date is none."""

from decimal import Decimal

import pytest

from cases.ingest.extract.outcome import outcomes

READ = [
    # name, text, [(indicator, bound, value, unit, status)]
    ("achieved", "去年，全县引进博士105人。", [("引进博士", "=", 105, "人", "achieved")]),
    (
        "list under one verb",
        "目前已建成研究所5个、研发中心20个。",
        [("建成研究所", "=", 5, "个", "achieved"), ("研发中心", "=", 20, "个", "achieved")],
    ),
    (
        "number first",
        "将建成5个研究所、20个研发中心。",
        [("建成研究所", "=", 5, "个", "planned"), ("建成研发中心", "=", 20, "个", "planned")],
    ),
    (
        "under way and done",
        "已签约或正在洽谈的项目达41个，其中已注册项目12个。",
        [
            ("签约或正在洽谈的项目", "=", 41, "个", "in_progress"),
            ("注册项目", "=", 12, "个", "achieved"),
        ],
    ),
    (
        "total and growth",
        "截至2023年底，人才总量达18.6万人，同比增长7.3%。",
        [
            ("人才总量", "=", 186_000, "人", "achieved"),
            ("人才总量增长", "=", Decimal("7.3"), "%", "achieved"),
        ],
    ),
    (
        "shared out",
        "国家、省、市专家分别达到3名、7名和12名。",
        [
            ("国家专家", "=", 3, "名", "achieved"),
            ("省专家", "=", 7, "名", "achieved"),
            ("市专家", "=", 12, "名", "achieved"),
        ],
    ),
    (
        "part of the figure before",
        "改造卫生室142个，另有25个正在施工。",
        [("改造卫生室", "=", 142, "个", "achieved"), ("改造卫生室（施工）", "=", 25, "个", "in_progress")],
    ),
    ("paid", "全年兑现资助金额1050万元。", [("兑现资助金额", "=", 10_500_000, "元", "achieved")]),
    ("time it took", "公司从注册到开工，只用了62天。", [("公司从注册到开工", "=", 62, "天", "achieved")]),
    (
        "under a heading of aims",
        "三、下一步打算\n引进博士40名，新建公寓300套。",
        [("引进博士", "=", 40, "名", "planned"), ("新建公寓", "=", 300, "套", "planned")],
    ),
]
NOT_READ = [
    ("ceiling", "对入选团队给予最高500万元资助。"),
    ("condition", "申报人年龄在45周岁以下。"),
    ("structure", "坚持三个方面发力，抓好两个环节。"),
    ("date", "2021年3月4日，项目签字。"),
    ("story", "他带着40个集装箱来到县里。"),
    ("time passed", "他在海外工作了20年。"),
    ("share of time", "80%以上的时间在车间里。"),
    ("no figure", "人才是第一资源。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_outcomes(name: str, text: str, expected: list[tuple]) -> None:
    found = outcomes(text, 0, len(text), year=2023)
    assert [(o.indicator, o.bound, o.high, o.unit, o.status) for o in found] == [
        (label, bound, Decimal(value), unit, status) for label, bound, value, unit, status in expected
    ]
    for outcome in found:
        for evidence in outcome.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote and outcome.raw in evidence.quote


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_outcome(name: str, text: str) -> None:
    assert outcomes(text, 0, len(text), year=2023) == ()


def test_a_figure_told_twice_is_one_with_two_witnesses() -> None:
    text = "全县引进博士105人。\n会上通报，全县引进博士105人。"
    found = outcomes(text, 0, len(text))
    assert len(found) == 1 and len(found[0].evidence) == 2


def test_the_same_figure_planned_and_achieved_is_two_facts() -> None:
    text = "计划引进博士105人。\n目前已引进博士105人。"
    assert [o.status for o in outcomes(text, 0, len(text))] == ["planned", "achieved"]
