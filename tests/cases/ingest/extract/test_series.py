"""Money in rows whose unit stands at the end or nowhere, and numbers that are no money."""

import pytest

from cases.ingest.extract.quantity import quantities
from cases.ingest.extract.sentence import fold
from cases.ingest.extract.series import with_series

ROWS = [
    # name, text, the printed amounts, their values
    ("each with its 万", "分别给予300万、200万、100万元", ["300万", "200万", "100万元"], [300, 200, 100]),
    ("万 of the last", "分别给予300、200、100万元", ["300", "200", "100万元"], [300, 200, 100]),
    ("no unit at all", "分别补助30万、20万和10万。", ["30万", "20万", "10万"], [30, 20, 10]),
    ("fractions", "分别补贴1.5、0.8万元", ["1.5", "0.8万元"], [1.5, 0.8]),
    ("slashes", "每年补贴3/2/1万元", ["3", "2", "1万元"], [3, 2, 1]),
    ("ceilings", "分别给予最高50万、最高30万元", ["50万", "30万元"], [50, 30]),
    ("alone", "一年最高20万", ["20万"], [20]),
    ("range", "给予10万至30万的补贴", ["10万至30万"], [10]),
    ("Han numerals", "分别奖励五十万、三十万元", ["五十万", "三十万元"], [50, 30]),
    ("mixed scales", "奖励2000、1万元", ["2000", "1万元"], [0.2, 1]),
]
# Values in yuan.
SPOKEN = [
    ("as people say it", "每月发4000块，硕士2000块，", ["4000块", "2000块"], [4000, 2000]),
    ("boards", "给每村发展板30块，挂牌12块。", [], []),
    ("land", "全村有地4000块，", [], []),
    (
        "whom between",
        "船员津贴博士3000，硕士2000，本科1000元",
        ["3000", "2000", "1000元"],
        [3000, 2000, 1000],
    ),
    ("another word between", "鱼3000，虾2000，每吨1000元", ["1000元"], [1000]),
]
SHARES = [
    ("per cent", "分别补贴50、30、20%", [50, 30, 20]),
    ("rooms", "面积分别为150、120、90平方米", [150, 120, 90]),
]
NO_MONEY = [
    ("people", "人才总量由5.1万增至6.4万，全县发放倡议书。", []),
    ("number of a paragraph", "1、20万元奖励", ["20万元"]),
    ("ordinals", "第1、2名奖励3万元", ["3万元"]),
    ("years", "2021、2022年", []),
    ("users", "平台用户达到12万。", []),
    ("followed by what it counts", "补贴惠及3万农户", []),
]


def found(text: str) -> list:
    folded = fold(text)
    amounts = with_series(text, folded, 0, len(text), list(quantities(text)))
    assert all(text[each.start : each.end] == each.raw for each in amounts)
    return amounts


@pytest.mark.parametrize("name, text, raw, values", SPOKEN, ids=[row[0] for row in SPOKEN])
def test_spoken_sums(name: str, text: str, raw: list[str], values: list[int]) -> None:
    amounts = found(text)
    assert [(each.raw, each.low) for each in amounts] == list(zip(raw, values, strict=True))


@pytest.mark.parametrize("name, text, raw, values", ROWS, ids=[row[0] for row in ROWS])
def test_rows_of_money(name: str, text: str, raw: list[str], values: list[float]) -> None:
    amounts = [each for each in found(text) if each.kind == "money"]
    assert [each.raw for each in amounts] == raw
    assert [float(each.low) / 10_000 for each in amounts] == values


@pytest.mark.parametrize("name, text, values", SHARES, ids=[row[0] for row in SHARES])
def test_rows_of_other_units(name: str, text: str, values: list[float]) -> None:
    assert [float(each.low) for each in found(text)] == values


@pytest.mark.parametrize("name, text, raw", NO_MONEY, ids=[row[0] for row in NO_MONEY])
def test_no_row_of_money(name: str, text: str, raw: list[str]) -> None:
    assert [each.raw for each in found(text) if each.kind == "money"] == raw
