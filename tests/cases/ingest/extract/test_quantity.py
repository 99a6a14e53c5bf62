"""Amounts with value, unit and bound; and the numbers that are none."""

from decimal import Decimal

import pytest

from cases.ingest.extract.quantity import between, quantities

READ = [
    # text, bound, low, high, unit, printed run
    ("拨付500万元到账", "=", 5_000_000, 5_000_000, "元", "500万元"),
    ("拨付５００万元到账", "=", 5_000_000, 5_000_000, "元", "５００万元"),
    ("拨付 500 万 元到账", "=", 5_000_000, 5_000_000, "元", "500 万 元"),
    ("发放3,260万元", "=", 32_600_000, 32_600_000, "元", "3,260万元"),
    ("投资1.2亿元", "=", 120_000_000, 120_000_000, "元", "1.2亿元"),
    ("投资三千万元", "=", 30_000_000, 30_000_000, "元", "三千万元"),
    ("已有近30个项目", "<", 30, 30, "个", "近30个"),
    ("累计超过5万人", ">", 50_000, 50_000, "人", "超过5万人"),
    ("聘请20余名教授", ">", 20, 20, "名", "20余名"),
    ("聘请80多名教授", ">", 80, 80, "名", "80多名"),
    ("不少于3家企业", ">=", 3, 3, "家", "不少于3家"),
    ("需5个以上项目", ">=", 5, 5, "个", "5个以上"),
    ("约400人到场", "~", 400, 400, "人", "约400人"),
    ("引来20名左右的博士", "~", 20, 20, "名", "20名左右"),
    ("孵化4—5个公司", "=", 4, 5, "个", "4—5个"),
    ("补助10万元至100万元", "=", 100_000, 1_000_000, "元", "10万元至100万元"),
    ("占到44%", "=", 44, 44, "%", "44%"),
    ("占百分之四十", "=", 40, 40, "%", "百分之四十"),
    ("半数以上的镇", ">=", 50, 50, "%", "半数以上"),
    ("八成企业响应", "=", 80, 80, "%", "八成"),
    ("占地7300亩", "=", 7300, 7300, "亩", "7300亩"),
    ("修好2万平方米厂房", "=", 20_000, 20_000, "平方米", "2万平方米"),
    ("几十家工厂", ">", 10, 10, "家", "几十家"),
    ("奖励43名优秀人才", "=", 43, 43, "名", "43名"),
    ("来了3名企业家", "=", 3, 3, "名", "3名"),
    ("引来5家国有企业", "=", 5, 5, "家", "5家"),
    ("讲了100多堂课", ">", 100, 100, "堂", "100多堂"),
    ("前三年免租", "=", 3, 3, "年", "三年"),
    ("数百名学生", ">", 100, 100, "名", "数百名"),
]
NOT_READ = [
    "2012年9月18日签字",
    "前三年引进博士",
    "办好县里的名企名校，一家国营厂",
    "第3届大会，第二批名单",
    "甲委发〔2012〕24号文件",
    "电话0571-88661234",
    "手机13812345678",
    "坚持三位一体，一对一服务",
    "世界500强",
    "每一个人，一家人，一项项",
    "党的二十大，十八届三中全会",
    "“1+5”工作法",
    "千方百计，万众一心",
    "近三年来，过去五年",
    "3D打印与A4纸",
    "百分百满意",
]


@pytest.mark.parametrize("text, bound, low, high, unit, raw", READ)
def test_reads_amounts(text: str, bound: str, low: int, high: int, unit: str, raw: str) -> None:
    found = quantities(text)
    assert [(q.bound, q.low, q.high, q.unit, q.raw) for q in found] == [
        (bound, Decimal(low), Decimal(high), unit, raw)
    ]
    assert text[found[0].start : found[0].end] == raw


@pytest.mark.parametrize("text", NOT_READ)
def test_numbers_that_are_no_amounts(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    "text, per",
    [
        ("津贴5000元每月", "月"),
        ("津贴2000元/月", "月"),
        ("每年补贴3万元", "年"),
        ("每人每月800元", "人/月"),
        ("每学年补助800元", "学年"),
        ("每月津贴\n补贴800元", None),
        ("补贴3万元", None),
    ],
)
def test_per_what_an_amount_is_meant(text: str, per: str | None) -> None:
    assert [q.per for q in quantities(text)] == [per]


def test_between_keeps_to_its_span() -> None:
    text = "引进3人，聘用5人，留下8人"
    assert [q.raw for q in between(text, 5, 9)] == ["5人"]
    assert between(text, 6, 7) == []
