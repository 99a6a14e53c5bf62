"""Texts as bulletins, web pages, scanners and converters leave them: titles, authors, headings, spans, nothing lost."""

import re
from collections import Counter

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.clean import clean
from cases.ingest.line import ended
from cases.ingest.split import Part, split
from tests.cases.ingest import documents, layouts
from tests.cases.ingest.documents import prose
from tests.cases.ingest.layouts import HOME, NIGHT, PLAN, TEA, side_by_side, wrapped

HAN = re.compile(r"[\u4e00-\u9fff]")

# Name of the layout, kind and title of the document; per case its title, authors and headings.
READ = [
    (
        "EIGHT",
        "简报",
        "滇北省人才工作简报",
        [
            ("云溪县：把论文写在茶山上", (), ()),
            ("澜水县：边境夜校亮起来", (), ()),
            ("铜湖县：矿区长出实验室", (), ()),
            ("石桥县：驿站里的周末专家", (), ()),
            ("白音旗：马背上的卫生队", (), ()),
            ("沙洲县：候鸟教授常驻", (), ()),
            ("红石自治县：绣娘也是工程师", (), ()),
            ("景山市：揭榜的都是本地人", (), ()),
        ],
    ),
    (
        "SPEECH",
        "讲话",
        "在全市人才工作座谈会上的讲话",
        [
            (
                "在全市人才工作座谈会上的讲话",
                ("赵海川",),
                (
                    "一、看清形势，增强做好人才工作的紧迫感",
                    "二、抓住重点，把几件事做到位",
                    "（一）平台要实",
                    "（二）服务要细",
                    "三、加强领导",
                ),
            )
        ],
    ),
    (
        "INTERVIEW",
        "访谈",
        "“候鸟”也要有个窝——访云溪县委常委、组织部部长李明远",
        [("“候鸟”也要有个窝——访云溪县委常委、组织部部长李明远", ("王海涛",), ())],
    ),
    (
        "REPLY",
        "答复",
        "对省十三届人大四次会议第0215号建议的答复",
        [
            (
                "对省十三届人大四次会议第0215号建议的答复",
                ("滇北省人力资源和社会保障厅",),
                ("一、关于提高边境县人才待遇", "二、关于专家服务基层"),
            )
        ],
    ),
    (
        "NOTICE",
        "政策文件",
        "关于印发云溪县茶业人才引育若干措施（试行）的通知",
        [
            (
                "关于印发云溪县茶业人才引育若干措施（试行）的通知",
                ("云溪县人民政府办公室",),
                ("云溪县茶业人才引育若干措施（试行）", "第一章 总则", "第二章 引进", "第三章 附则"),
            )
        ],
    ),
    (
        "TARGETS",
        "政策文件",
        "澜水县“十四五”人才发展规划 （2021—2025年）",
        [
            (
                "澜水县“十四五”人才发展规划 （2021—2025年）",
                (),
                (
                    "一、发展基础",
                    "二、总体要求",
                    "（一）指导思想",
                    "（二）主要目标",
                    "三、重点任务",
                    "1.实施“边关匠人”计划",
                    "2.建设边贸实训基地",
                    "四、保障措施",
                ),
            )
        ],
    ),
    (
        "BANNER",
        "总结",
        "乌兰旗2020年人才工作总结",
        [
            (
                "乌兰旗2020年人才工作总结",
                ("中共乌兰旗委组织部",),
                ("一、主要工作", "二、存在的问题", "三、下一步打算"),
            )
        ],
    ),
    (
        "FEATURES",
        "报纸",
        "云溪县：十二位博士和一片叶子 等 2 篇",
        [
            ("云溪县：十二位博士和一片叶子", ("王海涛", "李敏"), ("引得来", "留得住")),
            ("澜水县：夜校灯火照边关", ("赵晓云",), ("白天做工，晚上上课", "把课堂搬到寨子里")),
        ],
    ),
    (
        "CHAPTER",
        "图书章节",
        "茶乡的账本",
        [("茶乡的账本", (), ("第一节 先算住房账", "第二节 再算人心账"))],
    ),
    (
        "SCANNED",
        "其他",
        "云溪县茶业引才的做法与启示",
        [("云溪县茶业引才的做法与启示", (), ("一、先请进来", "二、再留下来"))],
    ),
    (
        "APART",
        "其他",
        "云溪县茶业引才的做法",
        [("云溪县茶业引才的做法", (), ("一、主要做法", "二、下一步打算"))],
    ),
    ("TABLE", "其他", "云溪县2021年引才情况", [("云溪县2021年引才情况", (), ())]),
    (
        "WEB",
        "网页",
        "云溪县“三张清单”服务茶业专家",
        [("云溪县“三张清单”服务茶业专家", (), ("一、需求清单", "二、服务清单"))],
    ),
    (
        "WECHAT",
        "公众号文章",
        "澜水夜校：灯火照边关",
        [("澜水夜校：灯火照边关", ("澜水县委组织部", "王海涛"), ("课堂搬到寨子里", "老师排好班"))],
    ),
    (
        "CONTENTS",
        "图书章节",
        "云溪县人才工作汇编",
        [
            (
                "云溪县人才工作汇编",
                (),
                ("一、总报告", "二、云溪县引进茶学博士的做法", "三、云溪县建设专家公寓的做法"),
            )
        ],
    ),
    (
        "TWO_COLUMNS",
        "其他",
        "云溪县：茶山来了博士 等 2 篇",
        [("云溪县：茶山来了博士", (), ()), ("澜水县：夜校照边关", (), ())],
    ),
    (
        "TRADITIONAL",
        "简报",
        "滇北省人才工作簡報",
        [
            ("雲溪縣：茶山上的博士", ("中共雲溪縣委組織部",), ("一、主要做法", "二、主要成效")),
            ("瀾水縣：夜校照邊關", ("中共瀾水縣委組織部",), ("一、主要做法",)),
        ],
    ),
    ("INDENTED", "其他", "云溪县引才记", [("云溪县引才记", (), ("一、住房", "二、入学"))]),
    (
        "CAPITALS",
        "其他",
        "云溪县：茶山上的实验室",
        [("云溪县：茶山上的实验室", (), ("FIRST STEP 先请进来",))],
    ),
    (
        "PREFACE",
        "经验材料",
        "茶山上的十二位博士",
        [("茶山上的十二位博士", ("中共云溪县委组织部",), ("一、请得来", "二、留得住"))],
    ),
    (
        "COMPILED",
        "其他",
        "一片叶子的引才账",
        [("一片叶子的引才账", (), ("一、算住房账", "二、算人心账"))],
    ),
    ("CAPTIONS", "报纸", "茶山上的青年之约", [("茶山上的青年之约", (), ("怎样留人",))]),
]


@pytest.mark.parametrize("name, kind, title, cases", READ, ids=[row[0] for row in READ])
def test_what_is_read(name, kind, title, cases):
    record = ingest_bytes(getattr(layouts, name).encode(), "来稿.txt")
    assert (record.kind, record.title) == (kind, title)
    assert [(case.title, case.authors, case.headings) for case in record.cases] == cases
    end = 0
    for case in record.cases:
        assert end <= case.start < case.end <= len(record.text)
        end = case.end


RAWS = {
    name: text
    for module in (layouts, documents)
    for name, text in vars(module).items()
    if name.isupper() and not name.startswith("_")
}


@pytest.mark.parametrize("name", RAWS)
def test_nothing_is_lost_and_a_second_cleaning_changes_nothing(name):
    raw = RAWS[name]
    cleaned = clean(raw)
    kept = Counter(HAN.findall(cleaned.text))
    kept.update(mark for item in cleaned.dropped for mark in HAN.findall(item.line))
    assert kept == Counter(HAN.findall(raw))
    assert clean(cleaned.text).text == cleaned.text


def parts_of(raw: str) -> tuple[str, tuple[Part, ...]]:
    cleaned = clean(raw)
    return cleaned.text, split(cleaned.text, cleaned.captions, cleaned.running)


def test_the_text_of_a_chapter_runs_on_across_its_pages():
    lines = clean(layouts.CHAPTER).text.split("\n")
    assert lines == [
        "县域人才",
        "第三章 茶乡的账本",
        TEA,
        NIGHT.replace("澜水县", "云溪县"),
        "第一节 先算住房账",
        HOME,
        "① 这里的公寓指云溪县老粮站改建的房屋。",
        PLAN,
        "第二节 再算人心账",
        prose("云溪县", 4),
    ]


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
