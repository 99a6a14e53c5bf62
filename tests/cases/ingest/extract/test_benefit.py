"""What is offered and to whom; what was paid, raised or is only a condition is no offer."""

from decimal import Decimal

import pytest

from cases.ingest.extract.benefit import normative, offers
from cases.ingest.extract.target import share_out

READ = [
    # name, text, [(label, bound, value, unit, per)]
    (
        "every month to those of a platform",
        "区里为驻平台的博士每月发放生活补助3500元。",
        [("驻平台的博士：生活补助", "=", 3500, "元", "月")],
    ),
    ("for a lesson", "农闲时一周讲两晚，一节课课酬200元。", [("一节课课酬", "=", 200, "元", None)]),
    (
        "a list that ends in the standard",
        "按博士研究生15万元，硕士研究生8万元，本科毕业生4万元标准发放一次性生活补贴。",
        [
            ("博士研究生", "=", 150_000, "元", None),
            ("硕士研究生", "=", 80_000, "元", None),
            ("本科毕业生：一次性生活补贴", "=", 40_000, "元", None),
        ],
    ),
    (
        "rent that is paid",
        "大师来办工作室的，连续三年每年补助租金3万元。",
        [("连续三年：补助", "=", 30_000, "元", "年")],
    ),
    (
        "shares bought of a firm",
        "设立5000万元的创业基金，为团队提供单笔最高300万元的股权投资。",
        [("团队：股权投资", "<=", 3_000_000, "元", None)],
    ),
    (
        "insured",
        "引进人才每年由用人单位办理一份保额不低于50万元的意外保险。",
        [("引进人才：意外保险", ">=", 500_000, "元", "年")],
    ),
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
        [("中介机构每推荐一名工匠：奖励", "<=", 20_000, "元", "人")],
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
    (
        "number of the article",
        "第五条 企业引进紧缺人才，按年薪的20%给予引才补助，每人每年最高不超过10万元。",
        [
            ("企业引进紧缺人才：引才补助", "=", 20, "%", None),
            ("企业引进紧缺人才", "<=", 100_000, "元", "年"),
        ],
    ),
    (
        "a head each year, shared out",
        "第二条 企业新引进的渔业博士、硕士，分别按每人每年6万元、3万元标准发放岗位津贴。",
        [
            ("企业新引进的渔业博士：岗位津贴", "=", 60_000, "元", "年"),
            ("硕士：岗位津贴", "=", 30_000, "元", "年"),
        ],
    ),
    (
        "ceiling of the whole year",
        "猎头每引进1名船长，奖励1万元，每家机构全年不超过20万元。",
        [
            ("猎头每引进1名船长：奖励", "=", 10_000, "元", "人"),
            ("每家机构全年", "<=", 200_000, "元", "年"),
        ],
    ),
    (
        "raised",
        "拟将渔业博士安家补贴由20万元提高到40万元。",
        [("渔业博士：安家补贴", "=", 400_000, "元", None)],
    ),
    (
        "by the school year",
        "对在读渔业专业学生每学年补助2000元。",
        [("在读渔业专业学生：补助", "=", 2000, "元", "学年")],
    ),
    (
        "marks in a list",
        "对博士研究生、“双优”高校本科生，每月分别发放3000元、800元生活补贴。",
        [
            ("博士研究生：生活补贴", "=", 3000, "元", "月"),
            ("“双优”高校本科生：生活补贴", "=", 800, "元", "月"),
        ],
    ),
    (
        "shared out without a word for it",
        "新认定的国家级、省级观测站，一次性给予100万元、50万元建站经费。",
        [
            ("新认定的国家级观测站：建站经费", "=", 1_000_000, "元", None),
            ("新认定的省级观测站：建站经费", "=", 500_000, "元", None),
        ],
    ),
    (
        "for whom before a colon",
        "博士：生活补助每月3000元，购房补贴15万元",
        [("博士：生活补助", "=", 3000, "元", "月"), ("博士：购房补贴", "=", 150_000, "元", None)],
    ),
    (
        "a ceiling is no condition",
        "领军人才：最高900万元综合资助。",
        [("领军人才：综合资助", "<=", 9_000_000, "元", None)],
    ),
    (
        "who does what",
        "企业自建实验室并通过验收的，按投入的30%给予补助。",
        [("企业自建实验室并通过验收：补助", "=", 30, "%", None)],
    ),
    (
        "granted by rule",
        "对新引进的博士发放20万元安家费。",
        [("新引进的博士：安家费", "=", 200_000, "元", None)],
    ),
    (
        "table",
        "类别 安家费 每月津贴\n甲类 60万元 5000元\n乙类 30万元 3000元",
        [
            ("甲类：安家费", "=", 600_000, "元", None),
            ("甲类：津贴", "=", 5000, "元", "月"),
            ("乙类：安家费", "=", 300_000, "元", None),
            ("乙类：津贴", "=", 3000, "元", "月"),
        ],
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
    ("report of what was paid", "发放人才房票补贴4300万元，惠及人才26人。"),
    ("prizes paid", "共有66人获奖，发放奖金412万元。"),
    ("table of results", "乡镇 人才 企业\n甲镇 60人 5家\n乙镇 30人 3家"),
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
        ("院士、领军人才", 2, ["院士", "领军人才"]),
        ("博士研究生、“双优”高校本科生", 2, ["博士研究生", "“双优”高校本科生"]),
        ("国家、省“百人计划”专家", 2, ["国家“百人计划”专家", "省“百人计划”专家"]),
    ],
)
def test_share_out(who: str, count: int, parts: list[str]) -> None:
    assert share_out(who, count) == parts
