"""What pages part is put together again, and what belongs apart stays: figures, titles, footnotes, headers, spaces."""

import time
from pathlib import Path

import pytest

from cases.ingest.clean import clean
from cases.ingest.line import names, note, organ
from cases.ingest.split import split

FULL = "云溪县近年来坚持引才与育才并重，先后建成三个实训基地，吸引了一批返乡青年回来办厂，"  # A full line.
PAGE = [FULL, FULL, FULL[:-1] + "。", FULL, FULL]


def page(*lines: str) -> str:
    """Lines of a text that was wrapped by hand."""
    return "\n".join([*PAGE, *lines, *PAGE])


FIGURES = [
    # the end of a line, the next line, whether one figure
    ("博士每月另发生活补贴3000元、硕士15", "00元。全年组团招才7场次。", True),
    ("县财政三年筹措资金不低于1", ".5亿元，设立基金。", True),
    ("新品给企业增加订单大约，７.", "8亿元。", True),
    ("为企业解决技术难题，新增产值1．3 亿", "元。三是建好平台。", True),
    ("每年培训产业工人，今年已训７6", "00人次，取得证书的860人。", True),
    ("引进博士18名，硕士120", "名，本科500名。", True),
    ("全县人才总量达到，4.6", "8万人。", True),
    ("现有人才公寓两处，一处96套，一处3", "2套。", True),
    ("全市高技能人才达到2.", "1万人，占技能人才的三成。", True),
    ("全县人才总量达到4万", "二、下步打算", False),
    ("附件：关于人才的表1", "2022年目标任务", False),
    ("甲县引进人才，共12", "1.加强领导", False),
    ("全市共有人才，乡镇12", "青石镇 12 3 30", False),
]


@pytest.mark.parametrize(("before", "after", "one"), FIGURES, ids=[row[0][-8:] for row in FIGURES])
def test_figures_parted_by_a_line(before: str, after: str, one: bool) -> None:
    text = clean(f"{FULL[:-1]}。\n{before}\n{after}\n{FULL[:-1]}。").text
    assert (before + after.split("。")[0] in text) is one


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("攻克难题二百多项，为企业节约成本超", "过3.4亿元。", True),
        (
            "引进博士的每人补助三十万元，分三年等额拨付到个人的账户，具体由县财政局负责；",
            "硕士补助十万元。",
            True,
        ),
        ("攻克难题二百多项", "过了三年，企业都搬来了。", False),
    ],
)
def test_words_and_sentences_parted_by_a_line(before: str, after: str, one: bool) -> None:
    assert (before + after in clean(page(before, after)).text) is one


SPACES = [
    ("攻克技术难题8 6项。", "攻克技术难题86项。"),
    ("培训农村人才5 400人次。", "培训农村人才5400人次。"),
    ("投入12 300万元，建成两处。", "投入12300万元，建成两处。"),
    ("全 市 人 才 总 量 达 到 4.6 万 人，比上年多。", "全市人才总量达到 4.6 万 人，比上年多。"),
    ("截至11月底 ，全市引才 。", "截至11月底，全市引才。"),
    ("实施 “渔匠” 计划，来了“渔匠” 渔家。", "实施 “渔匠”计划，来了“渔匠” 渔家。"),
    ("表1 5项任务完成。", "表1 5项任务完成。"),
    ("附件1 2022年目标。", "附件1 2022年目标。"),
    ("2013 36105 203 1200", "2013 36105 203 1200"),
    ("A 顶尖人才 200 8000 100000", "A 顶尖人才 200 8000 100000"),
    ("引进博士 12 名，硕士 30 名。", "引进博士 12 名，硕士 30 名。"),
    ("2021 12个项目开工。", "2021 12个项目开工。"),
    ("□ 本报记者 林 渺 通讯员 李 敏", "□ 本报记者 林 渺 通讯员 李 敏"),
]


def test_figures_that_recognition_has_drawn_apart() -> None:
    """Only a page with letters in its figures is taken for a recognised one."""
    drawn = "收录 2 1 6 5 人，联络 3 4 O 人次。引回 l3 个，投资 9. 6 亿元，资助 5 OO 万元，奖励 2OOO 元。2014 2015 年各 8O 名。"
    read = "收录 2165 人，联络 34O 人次。引回 l3 个，投资 9.6 亿元，资助 5OO 万元，奖励 2OOO 元。2014 2015 年各 8O 名。"
    assert clean(drawn).text == read
    assert clean("表中各列为 2 1 6 5 人。").text == "表中各列为 2 1 6 5 人。"


def test_a_line_left_open_inside_a_sentence_goes_on() -> None:
    page = Path(__file__).parents[2] / "gold" / "documents" / "zongyang_ocr.txt"
    text = clean(page.read_text()).text
    assert all(
        each in text
        for each in ("人才信息库,收录", "技能人才 4300 人次", "生活补贴 8OO 元", "一是选派 5O 名")
    )


@pytest.mark.parametrize(("printed", "read"), SPACES, ids=[row[0] for row in SPACES])
def test_spaces_where_a_reader_is_sure(printed: str, read: str) -> None:
    assert clean(printed).text == read


def test_a_footnotes_mark_breaks_no_sentence() -> None:
    assert (
        "办法》②，领军人才按三类支持。"
        in clean(f"{FULL}按照《云溪县引进领军人才实施办法》\n②，领军人才按三类支持。\n{FULL[:-1]}。").text
    )


def test_footnotes_of_several_lines_leave_the_sentence() -> None:
    raw = "\f".join(
        [
            "\n".join([*PAGE, FULL, "① 茶山为云溪县旧称，五代以后设县，至今仍有", "茶山一带的说法。", "41"]),
            "\n".join([FULL[:-1] + "。", *PAGE]),
        ]
    )
    text = clean(raw).text
    assert f"{FULL}{FULL[:-1]}。" in text
    assert "41" not in text


HEADERS = [
    # the header between two halves of a sentence, the line of the page's number, whether it goes
    ("云溪县人民政府办公室文件", "—2—", True),
    ("“茶山聚才”三年行动方案", "- 2 -", True),
    ("县域人才的江苏探索", "第 2 页", True),
    ("新增10万元、3万", "- 2 -", False),
]


@pytest.mark.parametrize(("header", "number", "goes"), HEADERS, ids=[row[0] for row in HEADERS])
def test_headers_that_stand_once(header: str, number: str, goes: bool) -> None:
    head = "中共云溪县人民政府办公室文件\n云发〔2021〕12号\n关于印发《“茶山聚才”三年行动方案》的通知\n"
    text = clean(head + page(FULL, number, header, FULL[:-1] + "。")).text
    assert (header in text.split("通知\n", 1)[1]) is not goes


def test_an_annex_that_repeats_the_title_stays() -> None:
    head = "关于印发《云溪县茶业人才办法》的通知\n各镇：\n"
    body = page("云溪县人民政府", "2021年6月18日", "- 1 -", "云溪县茶业人才办法")
    assert "\n云溪县茶业人才办法\n" in clean(head + body).text


def test_headers_with_the_number_of_their_page() -> None:
    text = clean(page(FULL, "西部县域人才观察      87", FULL[:-1] + "。", *PAGE, "88      第三章 边城")).text
    assert "87" not in text and "88" not in text
    table = "合计 87\n其他 88\n" + FULL[:-1] + "。"
    assert "合计 87" in clean(FULL[:-1] + "。\n" + FULL[:-1] + "。\n" + table).text


def test_a_magazines_foot_is_moved_to_the_top() -> None:
    cleaned = clean(page("　" * 30 + "41", "海峡人才　2020年第8期", FULL[:-1] + "。"))
    assert cleaned.text.startswith("海峡人才 2020年第8期\n")
    assert "41" not in cleaned.text


def test_a_full_headline_above_an_indented_paragraph_stands_alone() -> None:
    column = [
        "　　云溪县把茶农请进课堂，又把教授请上了",
        "茶山，年轻人在家门口就能学会种茶，学会",
        "制茶和卖茶的手艺，今年又有两百人报名。",
    ] * 4
    headline = "云溪 茶山“云师傅”半年接单近两万"
    lines = clean("\n".join([*column, "", headline, *column])).text.split("\n")
    assert headline in lines
    # Without a blank line above, or with a mark in it, it may be the end of a paragraph.
    assert headline not in clean("\n".join([*column[:-1], headline, "茶，" + column[1], *column])).text.split(
        "\n"
    )


def test_a_heading_at_a_pages_end_is_not_joined_with_the_paragraph_overleaf() -> None:
    lines = [f"    {FULL}", FULL, FULL[:-1] + "。"] * 4
    heading = "    三、目标已经明确要以过硬举措推动今年和今后五年的人才工作落地见效果"
    raw = "\n".join([*lines, heading, "                      - 4 -", *lines])
    assert "\n三、目标已经明确要以过硬举措推动今年和今后五年的人才工作落地见效果\n" in clean(raw).text


WEB = [
    "打印本页 关闭窗口 上一篇：云溪县2023年度人才工作综述",
    "上一篇：甲县开会 下一篇：没有了",
    "【字体：大 中 小】 【打印】 【关闭】",
    "小 中 大",
    "第01版：要闻 下一版",
    "上一篇 下一篇",
    "/ 新闻",
    "文稿库 www.wengao.example",
]


@pytest.mark.parametrize("line", WEB)
def test_a_web_pages_foot(line: str) -> None:
    assert line not in clean(f"云溪县引才\n{FULL[:-1]}。\n{line}").text


@pytest.mark.parametrize("line", ["下一步打算", "上一届大会", "县/区名单", "网站建设"])
def test_what_only_looks_like_a_way_through_the_site(line: str) -> None:
    assert line in clean(f"云溪县引才\n{FULL[:-1]}。\n{line}\n{FULL[:-1]}。").text


def test_links_below_a_text() -> None:
    text = clean(f"云溪县引才\n{FULL[:-1]}。\n相关新闻\n· 江川区举办培训班\n· 通海县建成工作站").text
    assert text.endswith("办厂。")
    kept = clean(f"云溪县引才\n相关新闻\n{FULL[:-1]}。").text
    assert "相关新闻" in kept


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("中共云溪县委组织部 云溪县人力资源和社会保障局", organ),
        ("（云溪县委人才工作领导小组办公室 2022年4月印发）", organ),
        ("罗思远1，田 蓓2", names),
        ("陈一苇1,2 周 牧1*", names),
        ("（1.钱江大学 公共管理学院，浙江 杭州 310058；2.中共云溪县委党校，浙江 云溪 313300）", note),
        ("责任编辑 张 颖 版式设计 李 东", note),
        ("责任编辑 张颖 美术编辑 李东 联系电话（0870）5550×××", note),
        ("②版相关评论：《把论文写在茶山上》", note),
        ("（供稿：中共云溪县委组织部 云溪县林业局）", organ),
    ],
)
def test_lines_of_those_who_made_the_text(line: str, made) -> None:
    assert made(line)


@pytest.mark.parametrize(
    "line",
    [
        "更多新闻人物回到家乡",
        "引进博士12名，硕士30名",
        "云溪县教育局发布文件",
        "高层次人才1，2类",
        "（由县大学生服务中心负责）",
    ],
)
def test_lines_that_are_none_of_theirs(line: str) -> None:
    assert not names(line) and not note(line)


HOSTILE = [
    ("titles open", "关于印发《云溪县\n" * 4_000),
    ("letterheads", "云溪县人民政府文件\n" * 4_000),
    ("numbers of documents", "云发〔2020〕8号 云发〔2020〕8号\n" * 4_000),
    ("colophons", "抄送：市委\n" * 8_000),
    ("makers", "中共云溪县委办公室 2021年6月18日印发" * 4_000),
    ("authors with marks", "罗思远1，田蓓2，" * 6_000),
    ("workplaces", "（1.钱江大学，" * 8_000),
    ("figures", "补贴，15\n00元，15\n" * 4_000),
    ("spaced figures", "难题8 6项" * 8_000),
    ("spaced out", "全 市 人 才 总 量，" * 5_000),
    ("links", "相关新闻\n" * 10_000),
    ("headers with numbers", f"{FULL}\n人才观察 12\n" * 800),
    ("magazines", f"{FULL}\n海峡人才 2020年第8期\n" * 800),
    ("contents", "目录\n" + "◆ 茶山\n" * 8_000),
    ("bullets", "简报\n第3期\n" + f"◆ 茶山\n{FULL}\n" * 800),
    ("a headline at the end", f"甲县引才\n{FULL}\n" * 190 + "茶山来了十二位博士"),
]


@pytest.mark.parametrize(("name", "raw"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_texts(name: str, raw: str) -> None:
    begun = time.process_time()
    cleaned = clean(raw)
    split(cleaned.text, cleaned.captions, cleaned.running)
    assert time.process_time() - begun < 2


FLUSH = [
    "云溪县把茶农请进课堂，又把教授请上了山，",
    "年轻人在家门口就能学会种茶，学会制茶和",
    "卖茶的手艺，今年又有两百多人报名。",
] * 4
SIGNED = "云溪：茶山当“媒人”，校企结“亲家”"  # A headline as wide as the column.


@pytest.mark.parametrize(
    ("name", "lines", "alone"),
    [
        (
            "its author, a blank line, the text",
            ["", SIGNED, "□ 通讯员 李 敏 王 刚", "", "谁来引才？云溪县的答案是企业。"],
            True,
        ),
        (
            "its author, an indented text",
            ["", SIGNED, "□ 通讯员 李 敏 王 刚", "　　谁来引才？云溪县的答案是企业。"],
            True,
        ),
        (
            "a dateline right below the author",
            ["", SIGNED, "□ 通讯员 李 敏 王 刚", "本报讯（记者 张三）谁来引才？企业。"],
            True,
        ),
        ("an author that a picture brought along", [SIGNED, "□ 通讯员 李 敏 王 刚", "的事，县里管。"], False),
    ],
)
def test_a_headline_is_not_joined_past_its_author(name: str, lines: list[str], alone: bool) -> None:
    assert (SIGNED in clean("\n".join([*FLUSH, *lines, *FLUSH])).text.split("\n")) is alone


@pytest.mark.parametrize("form", ["{}. {}", "{} {}", "{}．{}"])
def test_numbers_of_headings_count_no_pages(form: str) -> None:
    heads = ["茶山夜校", "石匠收徒", "船坞学堂", "候鸟专家"]
    numbered = [form.format(number, head) for number, head in enumerate(heads, 1)]
    text = clean("\n".join("\n".join([head, *PAGE]) for head in numbered)).text
    assert all(head in text for head in heads)


def test_pages_with_the_headline_of_their_chapter_go_still() -> None:
    heads = ["87 茶山夜校", "88 石匠收徒", "89 船坞学堂"]
    text = clean("\n".join("\n".join([*PAGE, head]) for head in heads)).text
    assert not any(head in text for head in heads)
