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


def test_an_autonomous_county_is_named_by_its_short_name_in_headlines() -> None:
    text = (
        "新平：果农评上了职称\n新平彝族傣族自治县的果园里，有一群土专家，没有学历，却能看出果树缺什么肥，今年又有百人拿证。\n"
        f"通海：菜农上大学\n{TEXT.format(place='通海县') * 2}"
    )
    assert titles(text) == ["新平：果农评上了职称", "通海：菜农上大学"]


def test_an_organ_with_its_day_below_a_headline_makes_it_no_label() -> None:
    text = "交流材料汇编\n" + "".join(
        f"{head}\n中共{place}委组织部 2018年7月\n{TEXT.format(place=place) * 2}"
        for head, place in (("大院大所进小城", "安溪县"), ("茶园里建学院", "惠安县"))
    )
    assert titles(text) == ["大院大所进小城", "茶园里建学院"]


def test_what_heads_appended_cases_is_neither_theirs_nor_the_reports() -> None:
    report = f"关于全市人才工作情况的通报\n{'各县都有办法，一年引进硕士216人，建成公寓300套，办班46期，来了4600人。' * 8}\n"
    text = f"{report}附：部分县区典型做法\n{TWO}"
    found = pieces(text)
    assert [title for title, _ in found] == [
        "关于全市人才工作情况的通报",
        "安溪：茶山办夜校",
        "惠安：石匠肯收徒",
    ]
    assert found[0][1].endswith("4600人。")
