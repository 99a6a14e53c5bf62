"""Hostile texts: every rule returns, and every quotation stands where it says it does, whatever the text."""

import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.ingest.extract.benefit import offers
from cases.ingest.extract.brand import brands
from cases.ingest.extract.outcome import outcomes
from cases.ingest.extract.people import organisations, people
from cases.ingest.extract.policy import policies
from cases.ingest.extract.quantity import quantities
from cases.ingest.records import Evidence

# Small enough to be quick and large enough that a rule which takes the square of the length does not return in time.
BYTES = 10_000
SECONDS = 0.75
RULES: dict[str, Callable[[str], object]] = {
    "quantities": quantities,
    "offers": lambda text: offers(text, 0, len(text)),
    "outcomes": lambda text: outcomes(text, 0, len(text)),
    "brands": lambda text: brands(text, 0, len(text)),
    "policies": lambda text: policies(text, 0, len(text)),
    "people": lambda text: people(text, 0, len(text)),
    "organisations": lambda text: organisations(text, 0, len(text)),
}
REPEATED = (
    "1", "万", "十", "“", "”", '"', "《", "》", "（", "“‘", "《甲办法》", "1万", "3个", "1,111,", "1-", "百分之", " ",
    "\n", "每", "王", "王一、", "董事长王", "大学", "计划", "给予", "一镇一", "“千人计划”产业园", "对王给予1元补助",
    "引进博士1名", "1个，", "2012年", "（1", "其中", "30万、", "给予30、", "奖2000/", "类 60 5\n", "补贴 年\n1 2\n",
    "奖 | 1万元 | ", "由1元、", "按1元的", "免费住1天、", "甲、1元、", "分别给1元、",
    "O1", "lO", "1、", "1 1", "1，111", "十成", "至少培养", "10万、", "一成半", "入", "己", "人才二十条",
    "辖1个村、", "规划，", "一期已，二期在建，1元", "1套，动工，", "年内1月底前", "答：1名\n", "一、目标\n", "共1，", "由1到2个",
    "约占全省的", "比2021年的9万元多", "博士可享15万元\n", "《甲办法》《办法》", "“1个”的", "入选“甲”1人、市", "由现在的1人增加到",
    "要到", "到2030年，1人。", "第1年拨付1元，分3年",
    "每年奖励1名，每人1元，", "每站每年经费1元", "（一）甲补贴。\n", "行动一：甲乙丙丁计划\n", "培养1名，1名，", "建好“甲”，1亩，", "达到1元的，奖励1元；", "│ 甲 │ 1人 ",
    "第一条 甲\n（一）甲补贴。\n",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("piece", REPEATED)
def test_returns_from_a_long_hostile_text(rule: str, piece: str) -> None:
    text = piece * (BYTES // len(piece.encode()))
    begun = time.process_time()
    assert RULES[rule](text) is not None
    assert time.process_time() - begun < SECONDS


WORDS = st.sampled_from(
    [
        "“", "”", "‘", "’", "《", "》", "（", "）", "，", "。", "；", "：", "、", "\n", " ", "\u3000", '"', "1", "2012", "年",
        "３", "万", "亿", "元", "个", "人", "名", "%", "近", "超", "最高", "不少于", "余", "左右", "给予", "补助", "引进", "建成",
        "计划", "将", "已", "正在", "洽谈", "项目", "博士", "院士", "企业", "千人计划", "产业园", "一镇一", "办法", "意见", "出台",
        "品牌", "打造", "分别", "国家级", "省级", "其中", "张", "王", "小明", "董事长", "说", "浙江", "大学", "有限公司", "第一条",
        "人才", "银行", "之家", "行动", "對", "給予", "萬", "〔2012〕", "5号", "𠮷", "a", "-", "到", "年底", "目标", "成效",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map("".join))


def evidence_of(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Every quotation that any rule gives for ``text[start:end]``."""
    facts = [
        *brands(text, start, end, title=text[:20]),
        *policies(text, start, end, year=2015),
        *outcomes(text, start, end, year=2015),
        *people(text, start, end),
        *organisations(text, start, end),
    ]
    facts += [benefit for policy in policies(text, start, end, year=2015) for benefit in policy.benefits]
    for fact in facts:
        assert fact.evidence, fact
        yield from fact.evidence


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_every_quotation_stands_in_the_span(text: str, cut: tuple[float, float]) -> None:
    start, end = sorted(int(share * len(text)) for share in cut)
    for one in evidence_of(text, start, end):
        assert text[one.start : one.end] == one.quote
        assert start <= one.start < one.end <= end


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_every_amount_is_the_printed_run(text: str) -> None:
    last = 0
    for amount in quantities(text):
        assert text[amount.start : amount.end] == amount.raw
        assert last <= amount.start < amount.end and amount.low <= amount.high
        last = amount.end
