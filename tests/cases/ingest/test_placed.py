"""Headlines that name their counties as others do, two numbered sections with a county each, and the notes at their foot."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.split import split

TEXT = "{place}围绕主导产业引进急需人才，去年新引进博士十二名，建成青年公寓三百套，{place}的企业家说这是多年来的头一回。\n"
UNNAMED = (
    "不看学历、不考外语，拿作品说话。全县有二百多名石匠评上职称，年底还要再评一批，石匠们都说心气不一样了。\n"
)
AT_LARGE = (
    "不看学历、不考外语，拿作品说话。有二百多名石匠评上职称，年底还要再评一批，石匠们都说心气不一样了。\n"
)


def pieces(text: str) -> list[tuple[str, str]]:
    """The titles of the pieces with the ends of their texts."""
    cleaned = clean(text)
    parts = split(cleaned.text, cleaned.captions, cleaned.running)
    return [(part.title, cleaned.text[part.start : part.end][-6:]) for part in parts]


def titles(text: str) -> list[str]:
    return [title for title, _ in pieces(text)]


TWO = (
    f"安溪：茶山办夜校\n{TEXT.format(place='安溪县') * 2}惠安：石匠肯收徒\n{TEXT.format(place='惠安县') * 2}"
)
ALIKE = [
    # what it is, what stands below the two pieces, titles
    (
        "a third whose text says only 全县",
        f"上杭：瓷匠评职称\n{UNNAMED * 2}",
        ["安溪：茶山办夜校", "惠安：石匠肯收徒", "上杭：瓷匠评职称"],
    ),
    (
        "a chapter that opens with a word",
        f"难处：石匠评职称\n{UNNAMED * 2}",
        ["安溪：茶山办夜校", "惠安：石匠肯收徒"],
    ),
    (
        "an everyday word that is a county too",
        f"合作：石匠评职称\n{UNNAMED * 2}",
        ["安溪：茶山办夜校", "惠安：石匠肯收徒"],
    ),
    (
        "a place that no county's text is below",
        f"上杭：瓷匠评职称\n{AT_LARGE * 2}",
        ["安溪：茶山办夜校", "惠安：石匠肯收徒"],
    ),
]


@pytest.mark.parametrize(("name", "below", "found"), ALIKE, ids=[row[0] for row in ALIKE])
def test_a_headline_made_like_others_that_name_their_counties(
    name: str, below: str, found: list[str]
) -> None:
    assert titles(TWO + below) == found


def test_one_such_headline_alone_bears_out_no_other() -> None:
    text = f"安溪：茶山办夜校\n{TEXT.format(place='安溪县') * 2}上杭：瓷匠评职称\n{UNNAMED * 2}"
    assert titles(text) == ["安溪：茶山办夜校"]


BOOK = "第五章 两个县的引才之路\n"
SECTIONS = [
    # what it is, text, titles
    (
        "a county each, one compared with the other",
        f"{BOOK}第二节 以茶为媒：安溪的实践\n一、缘起\n福建省安溪县是茶乡。{TEXT.format(place='安溪') * 2}二、做法\n{TEXT.format(place='安溪')}"
        f"第三节 石雕的传承：惠安的路\n与安溪不同，惠安县靠石头。{TEXT.format(place='惠安') * 3}",
        ["以茶为媒：安溪的实践", "石雕的传承：惠安的路"],
    ),
    (
        "a general section before them and one behind",
        f"{BOOK}第一节 问题的提出\n各地都缺人，学界说得多的是城市，本章来看两个县。\n第二节 安溪的茶\n{TEXT.format(place='安溪县') * 2}"
        f"第三节 石雕的传承：惠安的路\n{TEXT.format(place='惠安县') * 2}第四节 比较\n两个县各有侧重，都抓住了产业，也都舍得投入。\n",
        ["安溪的茶", "石雕的传承：惠安的路"],
    ),
    (
        "a visit's report numbers its hosts otherwise",
        f"学习考察报告\n一、考察情况\n（一）安溪县的做法\n{TEXT.format(place='安溪县') * 2}（二）惠安县的做法\n"
        f"{TEXT.format(place='惠安县') * 2}二、几点启示\n要舍得投入，要放手用人，要把服务做细，三件事一件也不能少。\n",
        ["学习考察报告"],
    ),
    (
        "sections of one county's chapter",
        f"{BOOK}第二节 安溪的茶\n{TEXT.format(place='安溪县') * 2}第三节 安溪的人\n{TEXT.format(place='安溪县') * 2}",
        ["两个县的引才之路"],
    ),
    (
        "what was seen elsewhere, and what it means at home",
        f"惠安县赴安溪县学习考察报告\n一、安溪的做法\n{TEXT.format(place='安溪县') * 2}二、下一步的工作建议\n{TEXT.format(place='惠安县') * 2}",
        ["惠安县赴安溪县学习考察报告"],
    ),
    (
        "a section that sets the two side by side",
        f"{BOOK}第二节 安溪的实践\n{TEXT.format(place='安溪县') * 2}第三节 惠安与安溪的差距\n{TEXT.format(place='惠安县') * 3}",
        ["两个县的引才之路"],
    ),
]


@pytest.mark.parametrize(("name", "text", "found"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_two_numbered_sections(name: str, text: str, found: list[str]) -> None:
    assert titles(text) == found


def test_notes_at_the_foot_are_no_part_of_the_last_piece() -> None:
    text = (
        f"安溪：茶山办夜校\n安溪的茶师很少[1]。{TEXT.format(place='安溪县')}"
        f"惠安：石匠肯收徒\n惠安的石匠很多[2]。{TEXT.format(place='惠安县')}"
    )
    notes = "──────\n[1] 安溪县人事局：《人才抽样调查报告》，第12页。\n[2] 惠安县统计局提供。\n"
    assert [end for _, end in pieces(text + notes)] == ["来的头一回。"] * 2
    # A mark that nothing cites is a list's.
    assert pieces(text + "[3] 石匠每人每年补贴三千元。\n")[1][1] == "补贴三千元。"
