"""Texts as bulletins, web pages, scanners and converters leave them: titles, authors, headings, spans, nothing lost."""

import re
from collections import Counter

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.clean import clean
from tests.cases.ingest import documents, layouts, papers
from tests.cases.ingest.documents import prose
from tests.cases.ingest.layouts import HOME, NIGHT, PLAN, TEA

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
        "澜水县“十四五”人才发展规划（2021—2025年）",
        [
            (
                "澜水县“十四五”人才发展规划（2021—2025年）",
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
    (
        "RED_HEAD",
        "政策文件",
        "云溪县人民政府关于加强茶业人才队伍建设的若干意见",
        [("云溪县人民政府关于加强茶业人才队伍建设的若干意见", ("云溪县人民政府",), ("一、总体要求",))],
    ),
    (
        "ISSUE",
        "简报",
        "云溪县茶山来博士 等 2 篇",
        [
            ("云溪县茶山来博士", ("云溪县委组织部",), ()),
            ("澜水县夜校照边关", ("澜水县委组织部",), ()),
        ],
    ),
    (
        "EXPERIENCE",
        "经验材料",
        "把实验室建到茶园里——云溪县推进科技小院建设的做法 等 2 篇",
        [
            (
                "把实验室建到茶园里——云溪县推进科技小院建设的做法",
                ("云溪县委人才办",),
                ("一、抓源头，搭平台", "二、抓关键，强服务"),
            ),
            (
                "育才夜校亮边关——澜水县开办边民夜校的做法",
                ("澜水县委人才办",),
                ("一、开门办学", "二、送教上门"),
            ),
        ],
    ),
    (
        "LISTED",
        "报纸",
        "云溪县人才工作成效综述",
        [("云溪县人才工作成效综述", ("王海涛",), ("“来了就不想走”", "数字看变化"))],
    ),
    ("CAPTIONS", "报纸", "茶山上的青年之约", [("茶山上的青年之约", (), ("怎样留人",))]),
]


@pytest.mark.parametrize("name, kind, title, cases", READ, ids=[row[0] for row in READ])
def test_what_is_read(name, kind, title, cases):
    record = ingest_bytes((vars(papers) | vars(layouts))[name].encode(), "来稿.txt")
    assert (record.kind, record.title) == (kind, title)
    assert [(case.title, case.authors, case.headings) for case in record.cases] == cases
    end = 0
    for case in record.cases:
        assert end <= case.start < case.end <= len(record.text)
        end = case.end


RAWS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": text
    for module in (layouts, papers, documents)
    for name, text in vars(module).items()
    if name.isupper() and isinstance(text, str)
}


@pytest.mark.parametrize("name", RAWS)
def test_nothing_is_lost_and_a_second_cleaning_changes_nothing(name):
    raw = RAWS[name]
    cleaned = clean(raw)
    kept = Counter(HAN.findall(cleaned.text))
    kept.update(mark for item in cleaned.dropped for mark in HAN.findall(item.line))
    assert kept == Counter(HAN.findall(raw))
    assert clean(cleaned.text).text == cleaned.text


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
