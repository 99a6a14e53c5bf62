"""Pages as scanners, converters and the web leave them: columns, wrapped lines, navigation, page heads, notes."""

import re

import pytest

from cases.ingest.clean import clean
from cases.ingest.line import ended
from cases.ingest.split import Part, split
from tests.cases.ingest import layouts
from tests.cases.ingest.documents import prose
from tests.cases.ingest.layouts import HOME, NIGHT, PLAN, TEA, side_by_side, wrapped


def parts_of(raw: str) -> tuple[str, tuple[Part, ...]]:
    cleaned = clean(raw)
    return cleaned.text, split(cleaned.text, cleaned.captions, cleaned.running)


def test_columns_are_read_one_after_the_other():
    lines = clean(layouts.TWO_COLUMNS).text.split("\n")
    assert lines == [
        "人才工作专版",
        "云溪县：茶山来了博士",
        TEA + HOME,
        "澜水县：夜校照边关",
        NIGHT + PLAN,
    ]


@pytest.mark.parametrize("size", range(12, 26))
def test_columns_of_any_width(size):
    left = ["云溪县：茶山来了博士", *wrapped(TEA + HOME, size, "　　").split("\n")]
    right = ["澜水县：夜校照边关", *wrapped(NIGHT + PLAN, size, "　　").split("\n")]
    text = clean(side_by_side(left, right, size)).text
    assert text.replace("\n", "") == "".join([left[0], TEA, HOME, right[0], NIGHT, PLAN])
    assert all(ended(line) for line in text.split("\n") if len(line) > 12)


NO_COLUMNS = [
    ("a table", "姓名      单位        专业\n" + "王海涛    县茶叶研究所    茶学\n" * 6),
    (
        "a list",
        "".join(
            f"{n}、   {who}：    给予安家补助，每人三十万元，分三年发放。\n"
            for n, who in enumerate(("茶学博士", "医学硕士", "农业专家", "教育名师", "外科医生"), 1)
        ),
    ),
    (
        "a signature",
        f"{TEA}\n{HOME}\n　　　　　　　　　　　　中共云溪县委组织部\n　　　　　　　　　　　　2021年5月6日",
    ),
    ("an indented text", "\n".join(f"　　{text}" for text in (TEA, HOME, NIGHT, PLAN))),
]


@pytest.mark.parametrize("name, raw", NO_COLUMNS, ids=[row[0] for row in NO_COLUMNS])
def test_what_is_no_column(name, raw):
    text = clean(raw).text
    assert "".join(text.split()) == "".join(raw.split())


@pytest.mark.parametrize("size", range(20, 41))
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_at_any_width(size, indent):
    """Sentences are whole and headings alone; where a paragraph ends just at a line's end nobody can tell."""
    body = [TEA + HOME, NIGHT, PLAN + prose("云溪县")]
    heads = ["云溪县茶业引才记", "一、先请进来", "二、再留下来"]
    raw = "\n".join(f"{head}\n{wrapped(text, size, indent)}" for head, text in zip(heads, body, strict=True))
    lines = clean(raw).text.split("\n")
    assert [line for line in lines if line in heads] == heads
    assert all(ended(line) for line in lines if line not in heads)
    assert "".join(lines) == "".join(head + text for head, text in zip(heads, body, strict=True))


APART = [
    ("余 姚 市 人 才", "余姚市人才"),
    ("2 0 1 2 年 引 才 1 2 名", "2012年引才12名"),
    ("2012 年 引 进 博 士 12 名 。", "2012年引进博士12名。"),
    ("办 好 Talent Week 活 动 ， 引 才 聚 才 。", "办好Talent Week活动，引才聚才。"),
    ("云 溪 县　　引 才 育 才", "云溪县 引才育才"),
    ("2012 年 9 月", "2012 年 9 月"),
    ("青石镇 12 3 30", "青石镇 12 3 30"),
    ("王海涛 李 敏", "王海涛 李 敏"),
    ("引才 育才 用才 留才", "引才 育才 用才 留才"),
]


@pytest.mark.parametrize("printed, text", APART)
def test_spaces_between_all_characters(printed, text):
    assert clean(printed).text == text


NAVIGATION = [
    "首页 > 政务公开 > 人才工作",
    "您现在的位置：首页 >> 新闻中心 >> 正文",
    "【打印本页】 【关闭窗口】",
    "分享到：微信 微博 QQ空间",
    "上一篇：澜水县召开人才工作会议",
    "下一条：没有了",
    "版权所有：云溪县人民政府 滇ICP备05000000号",
    "阅读原文",
    "阅读 10万+",
    "点赞 收藏 在看",
    "收录于合集 #人才",
    "点击上方“蓝字”关注我们",
    "APP下载",
]
NO_NAVIGATION = [
    "首页设计大赛引来青年人才",
    "全县人才规模 > 十万",
    "打印机产业引才记",
    "分享经济与人才",
    "阅读改变山村",
    "关闭小煤矿，引来新人才",
    "下一篇文章怎么做",
    "版权服务中心引进专家",
    "第一产业 > 第二产业 > 第三产业",
]


@pytest.mark.parametrize("line", NAVIGATION)
def test_lines_of_navigation(line):
    cleaned = clean(f"茶山上的博士\n{TEA}\n{line}\n{HOME}")
    assert [(item.line, item.reason) for item in cleaned.dropped] == [(line, "网页导航")]
    assert cleaned.warnings == ("删去网页导航 1 处。",)


@pytest.mark.parametrize("line", NO_NAVIGATION)
def test_lines_that_are_no_navigation(line):
    cleaned = clean(f"茶山上的博士\n{TEA}\n{line}\n{HOME}")
    assert not cleaned.dropped and line in cleaned.text.split("\n")


def test_a_path_in_the_first_line_is_navigation():
    cleaned = clean(f"学人网 > 引才政策 > 滇南省\n茶山上的博士\n{TEA}\n{HOME}")
    assert [(item.line, item.reason) for item in cleaned.dropped] == [
        ("学人网 > 引才政策 > 滇南省", "网页导航")
    ]


@pytest.mark.parametrize(
    "parts, moved",
    [
        (["滇北日报　2022年9月16日"], []),
        (["03　基层·人才", "2022年9月16日　滇北日报"], []),
        (["滇北日报　2022-9-16　A03　基层·人才"], []),
        (["组工纵横·基层　2022.10　23"], ["组工纵横·基层 2022.10 23"]),
    ],
)
def test_heads_of_pages_are_known_by_their_parts(parts, moved):
    rows = wrapped(f"{TEA}{HOME}", 30).split("\n")
    raw = "\n".join([HEAD, "茶山上的博士", *rows[:3], *parts, *rows[3:]])
    cleaned = clean(raw)
    assert cleaned.text.split("\n")[len(moved) :] == [re.sub(r"\s+", " ", HEAD), "茶山上的博士", TEA + HOME]
    assert list(cleaned.moved) == moved


@pytest.mark.parametrize(
    "below, above", [("（下转04版）", "（上接03版）"), ("▼下转第四版", "（紧接第一版）")]
)
def test_marks_of_continuation_go(below, above):
    rows = wrapped(TEA, 30).split("\n")
    cleaned = clean(
        "\n".join(["茶山上的博士", *rows[:2], below, above + rows[2], *rows[3:], wrapped(HOME, 30)])
    )
    assert TEA in cleaned.text and "版" not in cleaned.text
    assert [item.reason for item in cleaned.dropped] == ["转版标记"] * 2


HEAD = "滇北日报　2022年9月16日　星期五　要闻　03"


def test_a_page_head_inside_a_sentence_moves_to_the_top():
    cleaned = clean(f"茶山上的博士\n{TEA}{PLAN[:30]}\n{HEAD}\n{PLAN[30:]}\n{HOME}")
    assert cleaned.text.split("\n") == [HEAD.replace("　", " "), "茶山上的博士", TEA + PLAN, HOME]
    assert cleaned.warnings == ("有 1 行报头插在句子中间，已移到全文开头。",)
    assert split(cleaned.text)[0].title == "茶山上的博士"


def test_a_page_head_that_repeats_stays_once():
    cleaned = clean(f"{HEAD}\n茶山上的博士\n{TEA}{PLAN[:30]}\n{HEAD}\n{PLAN[30:]}\n{HEAD}\n{HOME}")
    assert cleaned.text.split("\n") == [HEAD.replace("　", " "), "茶山上的博士", TEA + PLAN, HOME]
    assert [item.reason for item in cleaned.dropped] == ["页眉页脚"] * 2


@pytest.mark.parametrize(
    "line, caption",
    [
        ("云溪县青年人才音乐节现场", True),
        ("茶学专家公寓外景", True),
        ("产业园鸟瞰图", True),
        ("把课堂搬到生产现场", False),
        ("一、抓好活动现场", False),
        ("签约现场：三个没想到", False),
        ("走进茶山深处", False),
    ],
)
def test_captions_without_a_credit(line, caption):
    cleaned = clean(f"茶山上的博士\n{TEA}\n{line}\n{HOME}")
    assert (line in cleaned.captions) == caption
    (part,) = split(cleaned.text, cleaned.captions)
    assert part.headings == (() if caption else (line,))


@pytest.mark.parametrize(
    "line",
    ["统筹城乡人才资源", "审核把关再严一层", "策划先行，平台跟上", "全县人才工作新格局", "实施书记项目"],
)
def test_headings_that_begin_or_end_like_notes_and_bylines(line):
    _, (part,) = parts_of(f"茶山上的博士\n{TEA}\n{line}\n{HOME}")
    assert part.headings == (line,) and not part.authors


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：李敏",
        "编辑：李敏　审核：王海涛",
        "发布时间：2021-09-16 10:20　来源：云溪县委组织部",
        "（据云溪县委组织部材料整理）",
        "（此件公开发布）",
        "公开方式：主动公开",
        "原创 云溪组工 云溪组工 2022-03-08 18:30",
    ],
)
def test_notes_are_kept_but_head_nothing(line):
    text, (part,) = parts_of(f"茶山上的博士\n{line}\n{TEA}\n{HOME}\n{line}\n{PLAN}")
    assert part.title == "茶山上的博士" and not part.headings
    assert line.replace("　", " ") in text


def test_a_preface_stands_outside_the_case():
    for note in (f"编者按\n{NIGHT}\n{PLAN}", f"编者按：{NIGHT}", f"【编者按】{NIGHT}"):
        text, (part,) = parts_of(f"{note}\n茶山上的博士\n（中共云溪县委组织部）\n{TEA}\n一、请得来\n{HOME}")
        assert text[part.start :].startswith("茶山上的博士\n")
    text, (part,) = parts_of(f"茶山上的博士\n编者按：{NIGHT}\n{TEA}\n请得来\n{HOME}")
    assert part.start == 0 and part.title == "茶山上的博士"


def test_a_text_that_says_something_twice_keeps_both():
    for size in range(18, 40):
        raw = "\n".join(["云溪县引才记", *(wrapped(text, size) for text in (TEA, HOME, NIGHT, HOME, PLAN))])
        cleaned = clean(raw)
        assert cleaned.text.replace("\n", "") == raw.replace("\n", "")


def test_columns_parted_by_a_picture_go_on_below_it():
    size = 16
    left = wrapped(TEA, size, "　　").split("\n")
    right = wrapped(NIGHT + HOME, size, "　　").split("\n")
    upper = len(left)
    rest = wrapped(PLAN + HOME, size, "　　").split("\n")
    raw = "\n".join(
        [
            "云溪县：茶山来了博士",
            "",
            side_by_side(left, right[:upper], size),
            "",
            "▲图为茶学博士在村里的大棚中给乡亲们讲课。　　王海涛 摄",
            "",
            side_by_side(rest, right[upper:], size),
            "",
            "（本报记者　李敏）",
            "",
            "澜水县：夜校照边关",
        ]
    )
    lines = clean(raw).text.split("\n")
    assert lines == [
        "云溪县：茶山来了博士",
        TEA,
        PLAN + HOME,
        NIGHT + HOME,
        "▲图为茶学博士在村里的大棚中给乡亲们讲课。 王海涛 摄",
        "（本报记者 李敏）",
        "澜水县：夜校照边关",
    ]


def test_a_page_with_kickers_decks_and_reporters():
    raw = "\n".join(
        [
            "05\n县域观察\n滇北晨刊\n2022年9月16日 星期五　责编/李敏\n新闻热线：0870-2170×××",
            "\n从“留不住”到“抢着来”——\n茶山上的“博士账”\n云溪县五年请来茶学博士12名\n\n■ 本刊记者 王海涛\n",
            wrapped(TEA + HOME, 19, "　　"),
            "\n灯火里的边民夜校\n澜水县成人教育见闻\n\n■ 本刊记者 李敏 通讯员 周小燕\n",
            wrapped(NIGHT, 19, "　　"),
            "　　记者在采访中了解到，与邻近的云溪县、",
            "青石县不同，澜水县没有另设机构。",
        ]
    )
    text, parts = parts_of(raw)
    assert [part.title for part in parts] == ["茶山上的“博士账”", "灯火里的边民夜校"]
    assert [part.authors for part in parts] == [("王海涛",), ("李敏", "周小燕")]
    assert "记者在采访中了解到，与邻近的云溪县、青石县不同" in text


def test_chapters_of_a_collection_are_no_titles():
    raw = "\n".join(
        [
            "组工交流\n\n2020年11月　第22期\n",
            f"一、引才用才\n\n云溪县：茶山来了博士\n{TEA}\n（中共云溪县委组织部）\n",
            f"二、育才留才\n\n澜水县：夜校照边关\n{NIGHT}\n（中共澜水县委组织部）\n",
            "主编：王海涛　　审核：李　敏\n内部资料　注意保存",
        ]
    )
    text, parts = parts_of(raw)
    assert [part.title for part in parts] == ["云溪县：茶山来了博士", "澜水县：夜校照边关"]
    assert [text[part.start : part.end].split("\n")[-1] for part in parts] == [
        "（中共云溪县委组织部）",
        "（中共澜水县委组织部）",
    ]


def test_pieces_of_a_series_and_pieces_with_their_days():
    series = f"基层回眸丨茶山来了博士\n{TEA}\n请得来\n{HOME}\n基层回眸丨夜校照边关\n{NIGHT}\n{PLAN}"
    dated = (
        f"茶山来了博士\n2021-02-22 06:13:33\n{TEA}\n请得来\n{HOME}\n夜校照边关\n2021年3月5日\n{NIGHT}\n{PLAN}"
    )
    for raw in (series, dated):
        text, parts = parts_of(raw)
        assert [text[part.start :].split("丨")[-1].split("\n")[0] for part in parts][1:] == ["夜校照边关"]
        assert len(parts) == 2 and parts[0].headings == ("请得来",)
    _, parts = parts_of(f"茶山来了博士\n2021年3月5日\n{TEA}\n请得来\n{HOME}")
    assert len(parts) == 1


def test_an_overview_with_figures_and_cases_with_their_places_in_brackets():
    overview = (
        "今年以来，滇北市把人才工作的重心往县里压、往园区沉，市级单列1.2亿元设立县域人才发展基金。"
        "截至10月底，全市新引进大学生5.3万人，科研院所7家同企业结成对子，派出科技副总138名，"
        "组织部门每季度拉一次清单，排名末两位的要在会上说明情况，各地做法不同，现予刊发。"
    )
    raw = (
        f"县域引才各出实招\n{overview}\n云溪县：茶山来了博士\n{TEA}{HOME}\n【澜水县】　夜校照边关\n"
        f"澜水县的做法在边境上头一个。{NIGHT}{PLAN}"
    )
    _, parts = parts_of(raw)
    assert [part.title for part in parts] == [
        "县域引才各出实招",
        "云溪县：茶山来了博士",
        "【澜水县】 夜校照边关",
    ]
    assert parts[0].kind == "overview"
