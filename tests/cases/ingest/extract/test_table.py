"""Tables as lines of text: what is offered in them, and what of them are results."""

from decimal import Decimal

import pytest

from cases.ingest.extract.benefit import offers
from cases.ingest.extract.outcome import outcomes

OFFERED = [
    # name, text, [(label, value, unit, bound, per)]
    (
        "units in a second row",
        "类别 购房补贴 租房补贴\n(万元) (元/月)\nA 院士 200 8000\nB 博士 -- 600",
        [
            ("A 院士：购房补贴", 2_000_000, "元", "=", None),
            ("A 院士：租房补贴", 8000, "元", "=", "月"),
            ("B 博士：租房补贴", 600, "元", "=", "月"),
        ],
    ),
    (
        "units in brackets, cells parted by bars",
        "人才类别 | 安家费（万元） | 生活津贴（元/月）\n甲类 | 60 | 5000\n乙类 | — | 3000",
        [
            ("甲类：安家费", 600_000, "元", "=", None),
            ("甲类：生活津贴", 5000, "元", "=", "月"),
            ("乙类：生活津贴", 3000, "元", "=", "月"),
        ],
    ),
    (
        "units behind a slash, cells parted by two spaces",
        "学历  生活补贴/元/月  购房补贴/万元\n博士  3000  20\n硕士  1500  10",
        [
            ("博士：生活补贴", 3000, "元", "=", "月"),
            ("博士：购房补贴", 200_000, "元", "=", None),
            ("硕士：生活补贴", 1500, "元", "=", "月"),
            ("硕士：购房补贴", 100_000, "元", "=", None),
        ],
    ),
    (
        "categories over the columns",
        "项目 | 甲类 | 乙类\n购房补贴（万元） | 100 | 60\n每月津贴 | 5000元 | 3000元",
        [
            ("购房补贴：甲类", 1_000_000, "元", "=", None),
            ("购房补贴：乙类", 600_000, "元", "=", None),
            ("每月津贴：甲类", 5000, "元", "=", "月"),
            ("每月津贴：乙类", 3000, "元", "=", "月"),
        ],
    ),
    (
        "an amount that could be a year",
        "渔港岗位津贴表\n岗位   条件   标准（元/月）\n渔政站   船长   2600\n渔政站   大副   2000\n渔校   教师   1900",
        [
            ("渔政站 船长：岗位津贴", 2600, "元", "=", "月"),
            ("渔政站 大副：岗位津贴", 2000, "元", "=", "月"),
            ("渔校 教师：岗位津贴", 1900, "元", "=", "月"),
        ],
    ),
    (
        "a line over the table that says how it is paid",
        "签约三年以上的，按月发放生活补贴：\n学历    补贴标准\n博士    3000元/月\n硕士    2000元/月",
        [
            ("博士：生活补贴", 3000, "元", "=", "月"),
            ("硕士：生活补贴", 2000, "元", "=", "月"),
        ],
    ),
    (
        "unit over the table",
        "人才补贴标准表\n单位：万元\n类别 购房补贴 安家费\n甲类 100 30\n乙类 60 20",
        [
            ("甲类：购房补贴", 1_000_000, "元", "=", None),
            ("甲类：安家费", 300_000, "元", "=", None),
            ("乙类：购房补贴", 600_000, "元", "=", None),
            ("乙类：安家费", 200_000, "元", "=", None),
        ],
    ),
    (
        "ceilings, ranges and a number before the row",
        "序号 | 对象 | 补贴标准\n1 | 领军人才 | 最高500万元\n2 | 拔尖人才 | 50—100万元\n3 | 青年人才 | 每月2000元",
        [
            ("领军人才：补贴标准", 5_000_000, "元", "<=", None),
            ("拔尖人才：补贴标准", 1_000_000, "元", "=", None),
            ("青年人才：补贴标准", 2000, "元", "=", "月"),
        ],
    ),
    (
        "a cell that holds for two rows, printed once",
        "项目 对象 补贴标准(万元)\n购房 博士 20\n硕士 10",
        [
            ("购房 博士：补贴标准", 200_000, "元", "=", None),
            ("购房 硕士：补贴标准", 100_000, "元", "=", None),
        ],
    ),
    (
        "a sentence in a cell",
        "类别 | 支持政策 | 责任单位\n博士 | 给予20万元购房补贴，每月3000元生活补贴 | 人社局",
        [("博士", 200_000, "元", "=", None), ("博士", 3000, "元", "=", "月")],
    ),
    (
        "what must be earned is a condition",
        "类别 | 年薪（万元） | 奖励（万元）\nA类 | 100 | 20\nB类 | 50 | 10",
        [("A类：奖励", 200_000, "元", "=", None), ("B类：奖励", 100_000, "元", "=", None)],
    ),
    (
        "rooms",
        "类别 | 住房面积（平方米） | 免租期限\nA类 | 150 | 5年\nB类 | 120 | 3年",
        [("A类：住房面积", 150, "平方米", "=", None), ("B类：住房面积", 120, "平方米", "=", None)],
    ),
]
RESULTS = [
    # name, text, [(indicator, value, unit, status, as of)]
    (
        "by year",
        "年份 人才总量/人 专项资金/万元\n2011 31260 600\n2012 33418 900",
        [
            ("人才总量", 31260, "人", "achieved", "2011"),
            ("专项资金", 6_000_000, "元", "achieved", "2011"),
            ("人才总量", 33418, "人", "achieved", "2012"),
            ("专项资金", 9_000_000, "元", "achieved", "2012"),
        ],
    ),
    (
        "years over the columns",
        "指标 | 2019年 | 2020年\n引进博士（人） | 12 | 31\n发放补贴（万元） | 800 | 1,200",
        [
            ("引进博士", 12, "人", "achieved", "2019年"),
            ("引进博士", 31, "人", "achieved", "2020年"),
            ("发放补贴", 8_000_000, "元", "achieved", "2019年"),
            ("发放补贴", 12_000_000, "元", "achieved", "2020年"),
        ],
    ),
    (
        "by place",
        "各镇补贴发放情况\n乡镇 补贴金额(万元) 惠及人数(人)\n甲镇 60 45\n乙镇 30 20",
        [
            ("甲镇补贴金额", 600_000, "元", "achieved", ""),
            ("甲镇惠及人数", 45, "人", "achieved", ""),
            ("乙镇补贴金额", 300_000, "元", "achieved", ""),
            ("乙镇惠及人数", 20, "人", "achieved", ""),
        ],
    ),
    (
        "cells drawn with lines, and what was reached before a plan begins",
        "海港县船长培养行动方案\n│ 指标 │ 2021年实绩 │ 2024年目标 │\n│ 渔业船长 │ 280人 │ 700人 │",
        [("渔业船长2021年实绩", 280, "人", "achieved", ""), ("渔业船长2024年目标", 700, "人", "planned", "")],
    ),
    (
        "aims",
        "任务分解表\n单位 | 引进博士（名）\n教育局 | 20\n卫健局 | 15",
        [("教育局引进博士", 20, "名", "planned", ""), ("卫健局引进博士", 15, "名", "planned", "")],
    ),
]
NOTHING = [
    ("names and telephones", "姓名 职务 电话\n王一 局长 0536-5221000\n李二 科长 13800001111"),
    ("days and hours", "日期 地点 人员\n6月1日 一楼 全体\n6月2日 二楼 全体"),
    ("no unit anywhere", "类别 代码\n甲类 100\n乙类 60"),
    ("ages", "类别 | 年龄（岁）\n甲类 | 45\n乙类 | 40"),
    ("prose with spaces", "人才 工作 总结\n全县 2020 年度 工作 报告"),
    ("literature", "[1] 王一. 人才[J]. 北京 2015\n[2] 李二. 论稿[M]. 上海 2016"),
]


def read_offers(text: str) -> list[tuple]:
    return [offer.benefit for offer in offers(text, 0, len(text)).offers]


@pytest.mark.parametrize("name, text, expected", OFFERED, ids=[row[0] for row in OFFERED])
def test_offers_of_tables(name: str, text: str, expected: list[tuple]) -> None:
    found = read_offers(text)
    assert [(b.high, b.unit, b.bound, b.per) for b in found] == [
        (Decimal(value), unit, bound, per) for _, value, unit, bound, per in expected
    ]
    for benefit, (label, *_) in zip(found, expected, strict=True):
        assert benefit.label.startswith(label)
        assert all(text[e.start : e.end] == e.quote for e in benefit.evidence)
    assert not outcomes(text, 0, len(text))


@pytest.mark.parametrize("name, text, expected", RESULTS, ids=[row[0] for row in RESULTS])
def test_results_of_tables(name: str, text: str, expected: list[tuple]) -> None:
    found = outcomes(text, 0, len(text))
    assert [(o.indicator, o.high, o.unit, o.status, o.as_of) for o in found] == expected
    for outcome in found:
        assert all(text[e.start : e.end] == e.quote for e in outcome.evidence)
    assert not read_offers(text)


@pytest.mark.parametrize("name, text", NOTHING, ids=[row[0] for row in NOTHING])
def test_no_table_of_amounts(name: str, text: str) -> None:
    assert not offers(text, 0, len(text)).offers
    assert not outcomes(text, 0, len(text))
