"""What is offered and to whom; what was paid, raised or is only a condition is no offer."""

from decimal import Decimal

import pytest

from cases.ingest.extract.benefit import normative, offers
from cases.ingest.extract.target import share_out

READ = [
    # name, text, [(label, bound, value, unit, per)]
    (
        "ceilings",
        "对海外人才创办的企业，给予最高300万元的启动资金和最高200万元的贷款贴息。",
        [
            ("海外人才创办的企业：启动资金", "<=", 3_000_000, "元", None),
            ("海外人才创办的企业：贷款贴息", "<=", 2_000_000, "元", None),
        ],
    ),
    (
        "shared out",
        "对国家级、省级孵化器，分别给予80万元、40万元奖励。",
        [("国家级孵化器：奖励", "=", 800_000, "元", None), ("省级孵化器：奖励", "=", 400_000, "元", None)],
    ),
    (
        "by the month",
        "新引进的博士、硕士，每月分别发放3000元、1500元生活补贴。",
        [
            ("新引进的博士：生活补贴", "=", 3000, "元", "月"),
            ("硕士：生活补贴", "=", 1500, "元", "月"),
        ],
    ),
    (
        "subject a clause earlier",
        "海外人才在县里办厂，最高可获扶持资金90万元。",
        [("海外人才：扶持资金", "<=", 900_000, "元", None)],
    ),
    (
        "deed rewarded",
        "中介机构每推荐一名工匠，最高奖励2万元。",
        [("中介机构每推荐一名工匠：奖励", "<=", 20_000, "元", None)],
    ),
    (
        "condition is no offer",
        "对投资额达到5000万元的人才企业，给予60万元奖励。",
        [("投资额达到5000万元的人才企业：奖励", "=", 600_000, "元", None)],
    ),
    (
        "rate",
        "对企业引才的猎头费用，给予最高50%的补贴。",
        [("企业引才的猎头费用：补贴", "<=", 50, "%", None)],
    ),
    ("free of rent", "人才企业入驻可享受24个月免租。", [("人才企业入驻：免租", "=", 24, "个月", None)]),
]
NOT_READ = [
    ("paid", "全年共兑现人才补贴320万元。"),
    ("raised", "带动社会资本投入3亿元，支持企业发展。"),
    ("invested", "项目总投资3亿元，得到县里大力支持。"),
    ("turnover", "在政策支持下，企业去年实现产值2亿元。"),
    ("lent", "银行为12家企业发放贷款4000万元。"),
    ("allotted", "县财政安排专项资金5000万元，支持引才。"),
    ("growth", "奖励措施见效，博士人数增长30%。"),
    ("nothing offered", "全县人才总量达到5万人。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_offers(name: str, text: str, expected: list[tuple]) -> None:
    found = [offer.benefit for offer in offers(text, 0, len(text)).offers]
    assert [(b.label, b.bound, b.high, b.unit, b.per) for b in found] == [
        (label, bound, Decimal(value), unit, per) for label, bound, value, unit, per in expected
    ]
    for benefit in found:
        assert all(text[e.start : e.end] == e.quote for e in benefit.evidence)


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_offer(name: str, text: str) -> None:
    assert offers(text, 0, len(text)).offers == ()


def test_in_a_document_of_rules_plain_amounts_are_offers() -> None:
    text = "甲县引才办法\n第一条 引进院士，80万元。\n第二条 引进博士，20万元。\n第三条 引进硕士，5万元。"
    assert normative(text, 0, len(text))
    assert [o.quantity.raw for o in offers(text, 0, len(text)).offers] == ["80万元", "20万元", "5万元"]


@pytest.mark.parametrize(
    "who, count, parts",
    [
        ("国家级、省级和市级平台", 3, ["国家级平台", "省级平台", "市级平台"]),
        ("博士、硕士", 2, ["博士", "硕士"]),
        ("人才企业", 2, ["人才企业", "人才企业"]),
    ],
)
def test_share_out(who: str, count: int, parts: list[str]) -> None:
    assert share_out(who, count) == parts
