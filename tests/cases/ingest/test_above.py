"""How the pieces of a page, a digest, a form, minutes or a yearbook are headed and closed: layouts of our own."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.split import split


def told(place: str, often: int = 2) -> str:
    said = f"{place}围绕主导产业引进急需人才，去年新引进博士十二名，建成青年公寓三百套，{place}的企业家说这是多年来的头一回。"
    return f"　　{said}\n" * often


def record(label: str, title: str, organ: str, place: str) -> str:
    return f"{label}\n{title}\n报送单位\n{organ}\n做法\n{told(place)}成效\n引进九人。\n"


TEA, STONE, FARM = told("青川县"), told("旺苍县"), told("剑阁县")
SAID = "这是多年来的头一回。"

# Name, the text, and of each piece its title, what it begins and what it ends with.
PIECES = [
    (
        "a digest counts its pieces and names their counties above the headlines",
        "本省三县怎么留人\n\n1\n\n青川县\n\n★茶园里办起夜校\n\n"
        f"{TEA}\n2\n\n旺苍县\n\n★石匠也评职称\n\n{STONE}\n3\n\n剑阁县\n\n★农机手的新学堂\n\n{FARM}\n"
        "看到这里，你有什么想说的？评论区见，记得点赞。\n编辑｜阿山\n",
        [
            ("茶园里办起夜校", "青川县\n", SAID),
            ("石匠也评职称", "旺苍县\n", SAID),
            ("农机手的新学堂", "剑阁县\n", SAID),
        ],
    ),
    (
        "reporters above the headlines",
        f"◎特约记者 李 敏\n茶园里办起夜校\n{TEA}◎特约记者 王 刚\n石匠也评职称\n{STONE}",
        [("茶园里办起夜校", "◎特约记者 李 敏", SAID), ("石匠也评职称", "◎特约记者 王 刚", SAID)],
    ),
    (
        "reporters below the texts",
        f"茶园里办起夜校\n{TEA}■本报记者 李 敏\n石匠也评职称\n{STONE}■本报记者 王 刚\n",
        [("茶园里办起夜校", "茶园里", "李 敏"), ("石匠也评职称", "石匠", "王 刚")],
    ),
    (
        "a form's records, the title's label first",
        "甲省案例申报汇总\n"
        + record("案例名称", "茶园夜校", "青川县委组织部", "青川县")
        + record("案例名称", "石匠学堂", "旺苍县委组织部", "旺苍县"),
        [("茶园夜校", "案例名称", "引进九人。"), ("石匠学堂", "案例名称", "引进九人。")],
    ),
    (
        "a form's records, numbered, the county first",
        f"编号\n1\n所在县市\n青川县\n项目名称\n茶园夜校\n主要内容\n{TEA}"
        f"编号\n2\n所在县市\n旺苍县\n项目名称\n石匠学堂\n主要内容\n{STONE}",
        [("茶园夜校", "所在县市", SAID), ("石匠学堂", "所在县市", SAID)],
    ),
    (
        "a single form",
        f"申报表\n申报单位\n青川县委组织部\n项目名称\n茶园夜校\n主要做法\n{TEA}主要成效\n{TEA}",
        [("茶园夜校", "申报表", SAID)],
    ),
    (
        "statements in the minutes of a meeting",
        "广元市人才工作座谈会纪要\n一、听取汇报\n会议听取了汇报。\n二、发言摘要\n"
        f"（一）青川县委人才办：茶园里办起夜校\n{TEA}（二）旺苍县委组织部：石匠也评职称\n{STONE}"
        f"（三）剑阁县人社局：农机手的新学堂\n{FARM}三、议定事项\n年内再开一次现场会。\n出席：略\n",
        [
            ("青川县委人才办：茶园里办起夜校", "（一）", SAID),
            ("旺苍县委组织部：石匠也评职称", "（二）", SAID),
            ("剑阁县人社局：农机手的新学堂", "（三）", SAID),
        ],
    ),
    (
        "the sections of one county's minutes",
        f"青川县人才工作会议纪要\n一、听取汇报\n会议听取了汇报。\n（一）县人社局：办好夜校\n{TEA}"
        f"（二）县农业局：评好职称\n{TEA}二、议定事项\n年内再开一次现场会。\n",
        [("青川县人才工作会议纪要", "青川县", "现场会。")],
    ),
    (
        "a yearbook's counties, their entries, and the headers of left and right pages",
        f"人才 广元年鉴（2015） 93\n县区人才工作\n青川县\n【概况】 {TEA.strip()}\n"
        "【茶师培养】 依托县职中开设茶艺班四个，培训农民九百人次，发放补贴三十万元。9月办技能大赛，参赛九十人，青川县获奖。\n"
        f"（李 敏）\n旺苍县\n【概况】 {STONE.strip()}\n94 广元年鉴（2015） 人才\n"
        "【石匠职称】 按照全县的部署，为石材厂评定职称六十人，培训农民九百人次，发放补贴三十万元。旺苍县石匠参赛。\n（王 刚）\n",
        [("青川县", "青川县", "（李 敏）"), ("旺苍县", "旺苍县", "（王 刚）")],
    ),
    (
        "an English line above a paper's title",
        "2016 年 11 月　Journal of Western Talent (Philosophy & Society)　Nov. 2016\n\n山区县引才机制研究\n"
        f"——以青川县为例\n\n摘　要：本文以青川县为样本。\n一、问题\n{TEA}二、结论\n{TEA}",
        [("山区县引才机制研究——以青川县为例", "山区县", SAID)],
    ),
    (
        "a column's host above the first piece and an editor's word below the last",
        f"县域视窗\n●本期主持人：李 敏\n四川青川——茶园里办起夜校\n{TEA}贵州湄潭——石匠也评职称\n"
        f"{told('湄潭县')}编后：\n两地的做法各有不同，都是立足本地。\n",
        [("四川青川——茶园里办起夜校", "四川", SAID), ("贵州湄潭——石匠也评职称", "贵州", SAID)],
    ),
    (
        "a book's chapter above the first of its pieces",
        f"第三章 山区的办法\n茶园里办起夜校\n——青川县引才纪实\n{TEA}石匠也评职称\n——旺苍县引才纪实\n{STONE}",
        [("茶园里办起夜校——青川县引才纪实", "茶园", SAID), ("石匠也评职称——旺苍县引才纪实", "石匠", SAID)],
    ),
    (
        "kickers, a headline in two lines, and a comment below",
        f"透视\n\n茶海深处\n“农场”迎新人\n——青川县引才纪实\n\n{TEA}{TEA}（本报记者 李 敏）\n\n关注\n\n石山上的学堂\n"
        f"——旺苍县育才纪实\n\n{STONE}{STONE}（本报记者 王 刚）\n\n微评\n人才要留在家门口\n　　留人要靠产业。\n（江 风）\n",
        [
            ("茶海深处“农场”迎新人——青川县引才纪实", "茶海", "（本报记者 李 敏）"),
            ("石山上的学堂——旺苍县育才纪实", "石山", "（本报记者 王 刚）"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "raw", "pieces"), PIECES, ids=[row[0] for row in PIECES])
def test_where_pieces_begin_and_end(name: str, raw: str, pieces: list[tuple[str, str, str]]) -> None:
    cleaned = clean(raw)
    parts = split(cleaned.text, cleaned.captions, cleaned.running)
    assert [part.title for part in parts] == [title for title, _, _ in pieces]
    for part, (_, begins, ends) in zip(parts, pieces, strict=True):
        said = cleaned.text[part.start : part.end]
        assert said.startswith(begins)
        assert said.endswith(ends)


# Name, a text with bare numbers on lines of their own, and whether they number its pages.
NUMBERS = [
    ("behind paragraphs", f"青川县引才记\n{TEA}1\n{TEA}2\n{TEA}3\n", True),
    ("above counties", f"1\n青川县\n{TEA}2\n旺苍县\n{STONE}3\n剑阁县\n{FARM}", False),
    ("above counties, but not from the first", f"7\n青川县\n{TEA}8\n旺苍县\n{STONE}9\n剑阁县\n{FARM}", True),
    ("the last of them behind the text", f"1\n青川县\n{TEA}2\n旺苍县\n{STONE}3\n", True),
]


@pytest.mark.parametrize(("name", "raw", "paged"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers_that_count_pieces_are_no_pages(name: str, raw: str, paged: bool) -> None:
    assert bool(clean(raw).dropped) is paged


def test_the_same_words_without_page_numbers_are_no_headers() -> None:
    text = f"人才 广元年鉴（2015）\n青川县\n{TEA}广元年鉴（2015） 人才\n旺苍县\n{STONE}"
    assert clean(text).dropped == ()
