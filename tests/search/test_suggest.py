"""Completion and did-you-mean over a small vocabulary."""

import pytest
from hypothesis import given

from search.suggest import LONGEST, Name, Vocabulary, syllables
from tests.search.texts import texts

NAMES = Vocabulary(
    [
        Name("余姚市", "county", 5),
        Name("鄞州区", "county", 3),
        Name("慈溪市", "county", 4),
        Name("一镇一“千人”行动", "brand", 3),
        Name("海创之家", "brand", 2),
        Name("人才银行", "brand", 1),
        Name("“千人计划”产业园", "policy", 2),
        *map(
            Name,
            "余姚 慈溪 一镇一千人 人才公寓 院士工作站 博士后工作站 千人计划 省千人计划 精英计划 专家楼 专家".split(),
        ),
    ]
)
# typed → the likeliest
MEANT = (
    ("人财公寓", "人才公寓"),
    ("一镇一千仁", "一镇一千人"),
    ("鄞洲区", "鄞州区"),
    ("海创之加", "海创之家"),
    ("余姚人财公寓", "余姚人才公寓"),
    ("人财公寓院土工作站", "人才公寓院士工作站"),
    ("院士工站", "院士工作站"),
    ("院土工作站", "院士工作站"),
    ("博后士工作站", "博士后工作站"),
    ("人才才公寓", "人才公寓"),
    ("yuyao", "余姚"),
    ("rencaigongyu", "人才公寓"),
    ("ren cai gong yu", "人才公寓"),
    ("rencaiyinhang", "人才银行"),
    ("yuyaorencaigongyu", "余姚 人才公寓"),
    ("renchaigonyu", "人才公寓"),
    ("jinyinjihua", "精英计划"),
)
NOT_MEANT = (
    "人才公寓",
    "余姚",
    "余姚给千人计划专家多少奖励",
    "人",
    "的",
    "3000万元",
    "hello",
    "银行人才",
    "专家多",
)


@pytest.mark.parametrize(("typed", "meant"), MEANT, ids=[row[0] for row in MEANT])
def test_meant(typed: str, meant: str) -> None:
    assert NAMES.correct(typed)[0].text == meant


@pytest.mark.parametrize("typed", NOT_MEANT)
def test_no_mistake_is_seen_where_there_is_none(typed: str) -> None:
    assert NAMES.correct(typed) == []


def test_it_says_which_stretch_is_the_mistake() -> None:
    assert NAMES.correct("余姚人财公寓")[0].mistakes == ("人财公寓",)


# typed → what is offered, the first of it in this order
OFFERED = (
    ("余", ["余姚市"]),
    ("yuy", ["余姚市"]),
    ("yu yao", ["余姚市"]),
    ("YYS", ["余姚市"]),
    ("hczj", ["海创之家"]),
    ("rencai", ["人才银行"]),
    ("人才", ["人才银行"]),
    ("之家", ["海创之家"]),
    ("chanyeyuan", ["“千人计划”产业园"]),
    ("一镇一千人", ["一镇一“千人”行动"]),
    ("y", ["余姚市", "鄞州区", "一镇一“千人”行动"]),
    ("", []),
    ("  ", []),
    ("没有", []),
    ("ianren", []),
    ("人才公寓", []),
    ("\n", []),
)


@pytest.mark.parametrize(("typed", "offered"), OFFERED, ids=[repr(row[0]) for row in OFFERED])
def test_offered(typed: str, offered: list[str]) -> None:
    assert [name.text for name in NAMES.complete(typed)] == offered


def test_no_more_than_asked_for_and_the_weightiest_first() -> None:
    many = Vocabulary(Name(f"人才品牌{n}", "brand", n) for n in range(50))
    assert [name.weight for name in many.complete("rc", 3)] == [49, 48, 47]


def test_sounds_are_those_of_words() -> None:
    assert syllables("人才银行行动3d") == ("ren", "cai", "yin", "hang", "xing", "dong", "3", "d")


@given(texts)
def test_nothing_raises_and_all_is_bounded(typed: str) -> None:
    assert len(NAMES.complete(typed)) <= 10
    assert len(NAMES.correct(typed[: LONGEST + 1])) <= 10
    assert len(syllables(typed)) == len(typed)
