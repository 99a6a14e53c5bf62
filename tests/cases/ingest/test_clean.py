"""Raw text → the one text: what is joined, what is dropped with its reason, and that nothing else is lost."""

import re
import time
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.ingest.clean import clean

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
BODY = "云溪县近年来坚持引才与育才并重，先后建成三个实训基地，吸引了一批返乡青年。"
OTHER = "当地企业反映，招工难的问题有了缓解，技术工人的收入也比过去高出不少。"


def wrap(paragraphs: list[str], size: int = 24, gap: str = "\n", indent: str = "") -> str:
    """Paragraphs broken into lines of ``size`` characters, as a page prints them."""
    lines = []
    for paragraph in paragraphs:
        rest = indent + paragraph
        while rest:
            lines.append(rest[:size])
            rest = rest[size:]
    return gap.join(lines)


LINES = [
    ("white space", "　　甲县引才。  \n\n\n乙县引才。", ["甲县引才。", "乙县引才。"]),
    ("single spaces", "甲县 引才　 3\u00a0 名。", ["甲县 引才 3 名。"]),
    ("set apart", "目　录\n甲县引才。", ["目录", "甲县引才。"]),
    ("invisible", "甲\u200b县\u00ad引\ufeff才。\u2028乙县。", ["甲县引才。", "乙县。"]),
    ("emphasis", "**甲县**引才，乙县**育才。**", ["甲县引才，乙县育才。"]),
    (
        "headings of Markdown",
        "## 一、做法\n> 甲县引才。\n- 乙县育才。",
        ["一、做法", "甲县引才。", "乙县育才。"],
    ),
    ("multiplication stays", "规模为3 * 4 套。", ["规模为3 * 4 套。"]),
    ("rules", "甲县引才。\n------\n* * *\n乙县育才。", ["甲县引才。", "乙县育才。"]),
    ("dots stay", "甲县引才。\n……\n乙县育才。", ["甲县引才。", "……", "乙县育才。"]),
    ("full-width digits stay", "引才１２名。", ["引才１２名。"]),
    (
        "page numbers",
        "甲县引才。\n- 3 -\n乙县育才。\n. 64 .\n第 5 页\n— 12 —\n3 / 12\n丙县。",
        ["甲县引才。", "乙县育才。", "丙县。"],
    ),
    ("page number between halves", f"{BODY[:-3]}\n12\n{BODY[-3:]}{OTHER}", [BODY + OTHER]),
    ("rising bare numbers", f"{BODY}\n1\n{OTHER}\n2\n{BODY}\n3\n{OTHER}", [BODY, OTHER, BODY, OTHER]),
    ("a lone number stays", "引才人数\n69\n育才人数。", ["引才人数", "69", "育才人数。"]),
    ("a lone year stays", f"{BODY}\n2014\n{OTHER}", [BODY, "2014", OTHER]),
    ("cut by a page", f"{BODY}{OTHER[:20]}\n\n{OTHER[20:]}{BODY}", [BODY + OTHER + BODY]),
    (
        "cut within an amount",
        f"{BODY}给予最高5\n\n00万元资助，分三年拨付。",
        [f"{BODY}给予最高500万元资助，分三年拨付。"],
    ),
    ("cut after a comma", f"{BODY[:30]}，\n\n{OTHER}", [f"{BODY[:30]}，{OTHER}"]),
    (
        "an opener starts anew",
        f"{BODY}该县又借外\n\n据了解，{OTHER}",
        [f"{BODY}该县又借外", f"据了解，{OTHER}"],
    ),
    ("a heading follows", f"{BODY[:-1]}\n一、主要做法\n{OTHER}", [BODY[:-1], "一、主要做法", OTHER]),
    (
        "columns of single characters",
        "甲县引才。\n先\n行\n示\n范\n乙县育才。",
        ["甲县引才。", "先行示范", "乙县育才。"],
    ),
    ("scraps", f"{BODY}\n先行\n作答\n浙\n示范区", [BODY]),
    ("signatures are no scraps", f"{BODY}\n张三丰\n李四光\n2021年", [BODY, "张三丰", "李四光", "2021年"]),
    (
        "a caption inside a sentence",
        f"{BODY}{OTHER[:20]}\n\n青年公寓外景 （图片由县委人才办提供）\n\n{OTHER[20:]}{BODY}",
        [BODY + OTHER + BODY, "青年公寓外景 （图片由县委人才办提供）"],
    ),
    (
        "a caption after a hole",
        f"{BODY}\n\n{BODY}\n\n{BODY}{OTHER[:20]}\n\n\n\n签约现场\n\n{OTHER[20:]}{BODY}",
        [BODY, BODY, BODY + OTHER + BODY, "签约现场"],
    ),
    (
        "authors inside a word",
        f"{OTHER}\n该县通过平台与企业共同培养技术工\n王海涛 李 敏\n人和管理人员，效果明显。\n{BODY}{OTHER}",
        [OTHER, "该县通过平台与企业共同培养技术工人和管理人员，效果明显。", "王海涛 李 敏", BODY + OTHER],
    ),
    (
        "a heading over two lines",
        f"{BODY}\n\n广聚贤才  \n筑巢引凤\n\n{OTHER}\n\n{BODY}",
        [BODY, "广聚贤才 筑巢引凤", OTHER, BODY],
    ),
]


@pytest.mark.parametrize("name, raw, lines", LINES, ids=[row[0] for row in LINES])
def test_lines(name, raw, lines):
    assert clean(raw).text.split("\n") == lines


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_by_hand(gap, indent):
    whole = [BODY + OTHER[:-1] + "，这一点各地不同。", OTHER + BODY, BODY * 2]
    assert clean(wrap(whole, 24, gap, indent)).text.split("\n") == whole


def test_wrapped_headings_stand_alone():
    raw = "\n\n".join(
        ["安居才能乐业", wrap([BODY + OTHER], gap="\n\n"), "办事不再跑腿", wrap([OTHER + BODY], gap="\n\n")]
    )
    assert clean(raw).text.split("\n") == ["安居才能乐业", BODY + OTHER, "办事不再跑腿", OTHER + BODY]


def test_spaces_around_digits_as_the_document_prints_them():
    spaced = "云溪县去年引进博士 12 名、硕士 34 名，新建公寓 200 套、驿站 5 个，兑现补贴 30"
    assert clean(f"{BODY}{spaced}\n\n万元，{OTHER}").text == f"{BODY}{spaced} 万元，{OTHER}"


PAGES = "\n\n".join(
    f"{BODY}{OTHER[:16]}\n滇南人才工作巡礼 {number}\n\n{OTHER[16:]}" for number in (61, 63, 65)
)


def test_running_headers_inside_sentences():
    cleaned = clean(f"滇南人才工作巡礼\n\n{PAGES}")
    assert cleaned.text.split("\n") == ["滇南人才工作巡礼"] + [BODY + OTHER] * 3
    assert [item.reason for item in cleaned.dropped] == ["页眉页脚"] * 3
    assert cleaned.warnings == ("删去页眉页脚 3 处。",)


def test_running_headers_at_form_feeds():
    pages = "\f".join(f"第二章 引才\n{paragraph}" for paragraph in (BODY, OTHER, BODY + OTHER))
    assert clean(pages).text.split("\n") == ["第二章 引才", BODY, OTHER, BODY + OTHER]


def test_a_short_last_line_of_a_page_goes_on_overleaf():
    head = "云溪日报 2021年3月2日 星期二 要闻 02"
    told = "春节过后，云溪县的九家企业一起招工，两天里收到了三百多份简历，其中有一半来自外省，"
    cut = "县里随后又请来七位教授坐诊，帮助企业解决工艺难题"
    rest = "四十六项，并把其中的八项写进了明年的合作协议，双方约定每季度在车间里见一次面。"
    pages = [head, *wrap([told + cut]).split("\n"), head, *wrap([rest]).split("\n")]
    cleaned = clean("\n".join(pages))
    assert told + cut + rest in cleaned.text
    assert cleaned.text.count("云溪日报") == 1


def test_a_foreign_word_at_a_page_head_goes_with_the_others():
    raw = f"{PAGES}\n\n{BODY}\nTalent 云溪案例\n\n{OTHER}"
    assert "Talent" not in clean(raw).text
    assert "Talent" in clean(f"{BODY}\n\nTalent 云溪案例\n\n{OTHER}").text


KEPT = [
    (
        "repeated chapters",
        "".join(f"{place}县引才\n一、主要做法\n{BODY}\n二、主要成效\n{OTHER}\n" for place in "甲乙丙"),
    ),
    ("repeated comments", f"{BODY}\n学者点评\n{OTHER}\n{BODY}\n学者点评\n{OTHER}"),
    ("repeated unnumbered chapters", f"{BODY[:-1]}\n主要做法\n{OTHER}\n{BODY[:-1]}\n主要做法\n{OTHER}"),
    ("repeated bylines", f"{BODY}\n（甲县委组织部）\n{OTHER}\n（甲县委组织部）"),
    ("a list without marks", "\n".join(f"引进博士{n}名，建成公寓{n}套" for n in range(3, 30))),
]


@pytest.mark.parametrize("name, raw", KEPT, ids=[row[0] for row in KEPT])
def test_what_repeats_and_stays(name, raw):
    cleaned = clean(raw)
    assert not cleaned.dropped
    assert Counter(cleaned.text.replace("\n", "")) == Counter(raw.replace("\n", ""))


def check_nothing_lost(raw: str) -> None:
    """Every Han character and digit is in the text or in a dropped line, and lines are single spaced."""
    cleaned = clean(raw)
    kept = Counter(HAN.findall(cleaned.text))
    dropped = Counter(mark for item in cleaned.dropped for mark in HAN.findall(item.line))
    assert kept + dropped == Counter(HAN.findall(raw))
    assert all(
        line == line.strip() and line and "  " not in line
        for line in cleaned.text.split("\n")
        if cleaned.text
    )
    assert all(item.reason for item in cleaned.dropped)


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\n\n\n\n",
        " ",
        "　　",
        "\f",
        "。",
        "，",
        "：",
        "“",
        "”",
        "（",
        "）",
        "12",
        "- 3 -",
        "第 5 页",
        "**",
        "—",
        "……",
        "■ ",
        "一、",
        "（一）",
        "案例一",
        "王海涛 李 敏",
        "（图片由县委提供）",
        "甲县：",
        "主要做法",
        "滇南人才",
        "Cases",
        "年",
        BODY,
        OTHER,
        BODY[:21],
        OTHER[:12],
        "人",
        "才市",
        "##",
        "首页 > 正文\n",
        "滇北日报 2022年9月16日 星期五 03\n",
        "① 注一\n",
        "     ",
        "人 才 工 作 ",
        "青石镇 12 3 30\n",
        "目　录",
        "先\n行\n示\n",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("■ **     。")
def test_nothing_is_lost(raw):
    check_nothing_lost(raw)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_clean_text_stays_nearly_as_it_is(raw):
    """A second cleaning drops no word that the first kept, page furniture apart."""
    check_nothing_lost(clean(raw).text)


@given(st.text())
def test_any_text(raw):
    cleaned = clean(raw)
    assert "\r" not in cleaned.text and "\f" not in cleaned.text and "\u200b" not in cleaned.text


HOSTILE = [
    ("one character", "人" * 25_000),
    ("one bracket", "（" * 25_000),
    ("stars", "**" * 12_500),
    ("dots", ".…" * 12_500),
    ("spaces", (" " * 250 + "人\n") * 100),
    ("numbers", "12\n" * 5_000),
    ("one-character lines", "人\n" * 12_500),
    ("one header", "滇南人才工作巡礼\n" * 5_000),
    ("names", "张三 李四\n引进人才引进人才引进人才\n" * 1_250),
    ("dates", "2021年 " * 7_500),
    ("marks", "，。" * 12_500),
    ("footnotes", "① 注\n" * 7_500),
    ("two columns", ("人才引进，" * 4 + " " * 5 + "人才引进，" * 4 + "\n") * 1_000),
    ("gutters", ("人才" + " " * 20) * 5_000),
    ("characters set apart", "人 " * 50_000),
    ("breadcrumbs", "首页 > " * 12_500),
    ("a menu", "人才\n" * 7_500 + "首页 > 人才 > 正文\n"),
    ("page heads", "滇北日报 2022年9月16日 星期五 03\n" * 2_500),
    ("rows of a table", "青石镇 12 3 30\n" * 5_000),
]


@pytest.mark.parametrize("name, raw", HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_texts_lose_nothing_and_take_no_age(name, raw):
    begun = time.process_time()
    check_nothing_lost(raw)
    assert time.process_time() - begun < 1.25


def test_headers_of_the_real_documents(seeds):
    for path in seeds.glob("*.txt"):
        raw = path.read_text("utf-8")
        check_nothing_lost(raw)
        text = clean(raw).text
        cut = [line for line in text.split("\n") if re.match(r"[，。、；：”）]", line)]
        assert not cut, f"{path.name}: {cut}"
