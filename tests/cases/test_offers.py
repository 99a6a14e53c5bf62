"""Within which scope an offer may be ranked."""

import pytest

from cases.offers import KINDS, groups, scope

# label, amount as printed, unit, per, bound → what is supported, for whom, how often, which limit
OFFERS = (
    ("领军人才：购房补助", "最高80万元", "元", "", "<=", "购房补贴", "每人", "一次性", "上限"),
    ("博士：安家补贴", "30万元", "元", "", "=", "安家补贴", "每人", "一次性", "定额"),
    ("紧缺人才：工作津贴", "2000元/月", "元", "月", "=", "津贴", "每人", "每月", "定额"),
    ("个人津贴", "5000元每月", "元", "月", "<=", "津贴", "每人", "每月", "上限"),
    ("团队创业：资助", "150万元", "元", "", "<=", "创业资助", "每个项目或单位", "一次性", "上限"),
    ("个人创业：资助", "200万元", "元", "", "<=", "创业资助", "每人", "一次性", "上限"),
    ("人才创办的企业：种子资金", "500万元", "元", "", "<=", "种子与投资", "每个项目或单位", "一次性", "上限"),
    ("初创企业：贷款贴息", "500万元", "元", "", "<=", "贷款贴息", "每个项目或单位", "一次性", "上限"),
    ("中介机构每引荐一名人才：奖励", "10万元", "元", "人", "<=", "引荐奖励", "每人", "一次性", "上限"),
    (
        "入选国家“某计划”的专家：奖励",
        "200万元",
        "元",
        "",
        "=",
        "入选国家级计划奖励",
        "每人",
        "一次性",
        "定额",
    ),
    ("入选省“某计划”的专家：奖励", "100万元", "元", "", "=", "入选省级计划奖励", "每人", "一次性", "定额"),
    ("引进享受特殊津贴的专家", "5000元", "元", "人", "=", "其他支持", "每人", "一次性", "定额"),
    ("引进专家", "3分", "分", "", "=", "考核加分", "每人", "一次性", "定额"),
    ("入驻企业：缓冲", "6个月", "个月", "", "=", "其他支持", "每个项目或单位", "期限", "定额"),
    ("扶持资金", "50万元以上", "元", "", ">=", "创业资助", "对象未写明", "一次性", "下限"),
    ("博士：租房补贴", "每年1万元", "元", "年", "=", "租房补贴", "每人", "每年", "定额"),
)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer[0])
def test_scopes(offer: tuple[str, ...]) -> None:
    label, raw, unit, per, bound, *expected = offer
    found = scope(label, raw, unit, per, bound, False)
    assert [found.kind, found.basis, found.period, found.limit] == expected
    assert found.kind in KINDS


def test_a_range_is_ranked_among_ranges() -> None:
    assert scope("博士：安家补贴", "10万元至30万元", "元", "", "=", True).limit == "区间"


def test_the_name_of_the_policy_decides_only_where_the_label_says_nothing() -> None:
    assert scope("引进的院士", "1万元", "元", "人", "=", False, "购房补贴办法").kind == "购房补贴"
    assert scope("博士：安家补贴", "1万元", "元", "人", "=", False, "购房补贴办法").kind == "安家补贴"
    assert scope("期限", "6个月", "个月", "", "=", False, "种子计划").kind == "其他支持"


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("海外博士：安家补贴", ("博士", "海外人才")),
        ("创业企业：贷款", ("企业",)),
        ("购房补贴", ()),
    ],
)
def test_groups_are_those_the_label_names(label: str, found: tuple[str, ...]) -> None:
    assert groups(label) == found
