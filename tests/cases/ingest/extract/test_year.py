"""The year of a text: what settles it, and the many years in a text that do not."""

import pytest

from cases.ingest.extract.year import UNKNOWN, YearReading, of_pieces, year_of

READ = [
    # what it is, text, year, a part of the basis
    ("date line", "甲县引才记\n本县今年引进博士三人。\n2016年11月3日", 2016, "写明日期"),
    ("date line in Chinese numerals", "甲县引才记\n本县引进博士三人。\n二〇二三年三月", 2023, "写明日期"),
    ("date line with the office", "工作总结\n全年引进博士三人。\n甲县人才办 2017年12月", 2017, "写明日期"),
    ("date of publication", "甲县引才记\n发布时间：2021-05-04\n引进博士三人。", 2021, "写明日期"),
    ("date behind its label", "作者：甲 来源：县报 发布时间：2018-01-09 11:07\n关于《人才规划（2010—2020年）》的通知\n引进博士。", 2018, "日期"),
    ("date in brackets", "甲县引才记\n（2019年6月）\n引进博士三人。", 2019, "写明日期"),
    ("number of the document", "甲委办〔2013〕24号\n关于引进人才的意见\n到2020年引进博士百人。", 2013, "文号"),
    ("year in the title", "2018年度人才工作总结\n引进博士三人。", 2018, "标题"),
    ("event of the title", "2024甲县人才创业大赛落幕\n决赛共有十个项目。", 2024, "标题"),
    ("as of", "甲县\n截至2014年底，全县有博士四十一人。", 2014, "截至2014年底"),
    ("latest of several", "2009年建园，2011年扩园，2013年4月授牌。", 2013, "最近一年"),
    ("plans lie ahead", "2015年引进博士9人。到2020年力争引进100人，2030年建成人才强县。", 2015, "最近一年"),
    ("vision", "2021年引进博士9人。面向2035年远景，人才总量再翻一番。", 2021, "最近一年"),
    ("reached", "人才逐年增加，到2011年底全县人才总量已达6万人。", 2011, "2011年底"),
    ("reached, without a verb", "人才逐年增加，到2011年底全县人才总量6万人。", 2011, "2011年底"),
    ("plan that ends", "“十三五”收官之年，甲县引进博士9人。2018年建院。", 2020, "十三五"),
    ("plan that begins", "“十四五”开局之年，甲县引进博士9人。", 2021, "十四五"),
    ("plan fulfilled", "甲县人才发展“十二五”圆满收官，累计引进博士9人。", 2015, "十二五"),
    ("facts after the plan", "“十二五”圆满收官。2016年引进博士9人。", 2016, "最近一年"),
    ("event without 年", "2023甲县人才节开幕，来宾九十人。", 2023, "2023"),
    ("range of years", "2021—2023年，全县引进博士9人。", 2023, "2023"),
    ("number of another document", "根据上级〔2012〕7号文件要求，甲县设站。", 2012, "最近一年"),
    ("full width", "甲县\n２０１２年，全县引进博士9人。", 2012, "最近一年"),
    ("founding among facts", "公司2012年成立。2010年，县里建园。", 2012, "最近一年"),
    ("date and number before a plan's years", "甲办发〔2022〕6号\n关于印发《三年行动方案（2022—2024年）》的通知\n2022年引进8名，2023年10名，2024年12名。\n中共甲县委办公室\n2022年3月9日", 2022, "写明日期"),
    ("signed before a plan's years", "甲县三年计划\n2022年引进8名，2024年引进12名。\n甲县人民政府\n2021年12月9日", 2021, "写明日期"),
    ("summary with plans", "2017年人才工作总结和2018年工作打算\n全年引进9人。\n二、2018年工作打算\n2018年，我们将引进9人。2018年先派15人。\n2017年12月8日", 2017, "写明日期"),
    ("summary with plans, undated", "甲县2019年人才工作总结及2020年工作计划\n2019年引进9人。\n三、2020年工作计划\n2020年引进15人，6月前建成公寓。", 2019, "最近一年"),
    ("plan of its years", "甲县“青苗”行动计划（2022—2026年）\n2022年引进10名，2024年引进15名。", 2022, "标题"),
    ("points of a year", "甲县2018年人才工作要点\n一、办好人才节。", 2018, "标题"),
    ("announced in the clause before", "2019年一期投了1亿元，二期准备再投2亿元，2026年完工。", 2019, "最近一年"),
    ("announced by what comes next", "2022年引进9人。下一步，要把夜校办到各村，2026年培训五百人。", 2022, "最近一年"),
    ("signed with a month in brackets", "甲县引才记\n2025年，全县有望引进9人，2026年引进12人。\n（2023年10月）", 2023, "写明日期"),
    ("day of a web page with what stands beside it", "甲县引才记\n2023-08-28 关注某某网\n五年来引进博士9人。", 2023, "写明日期"),
    ("issue of a magazine", "某某纵横 2019.10 23\n甲县引才记\n2018年底还有9人。", 2019, "写明日期"),
    ("plan just made public", "甲县日前发布《甲县“十四五”人才规划（2021-2025年）》，计划引育博士百名。", 2021, "规划"),
    ("a year and a colon", "2023年引进9人。\n【目标】\n2025年：人才总量15万。", 2023, "最近一年"),
    ("a web page's day", "一图读懂人才新政\n2023-05-16 来源：甲县发布\n2024年投用公寓。", 2023, "写明日期"),
    ("a speech's day", "在会议上的讲话\n（2021年3月26日）\n同志们：\n2022年把公寓建成。", 2021, "写明日期"),
    ("a bulletin's maker and day", "甲县人才简报\n中共甲县委人才工作领导小组办公室编 2019年9月25日\n引进博士9人。", 2019, "写明日期"),
    ("received by a journal", "县域人才研究\n2018年，甲县引进博士9人。\n收稿日期：2019-03-11", 2018, "最近一年"),
    ("a household word as object", "2014年，全市将人才工作纳入考核。", 2014, "最近一年"),
    ("with spaces", "甲县\n2014 年 上半年，全县引进博士 9 人。", 2014, "最近一年"),
    ("a web page's day with its hour", "甲县引才记\n来源：甲县在线 2023-09-01 02:39:21\n引进博士9人。", 2023, "写明日期"),
    ("a paper's day", "甲县引才记\n2026-02-16 云溪日报\n2022年，引进博士9人。", 2026, "写明日期"),
    ("from when to when", "申报材料\n创建起止时间：2011年3月至2013年12月\n到2013年底，甲县已引进博士9人。", 2013, "最近一年"),
    ("set for a year", "2015年11月，甲县发布意见，提出到2018年，人才总量达到5.5万人，占劳动者的比重提高到28%。", 2015, "最近一年"),
    ("an undertaking named by its year", "近日，甲县启动2020人才引进攻坚行动。2017年，全县引进博士9人。", 2020, "最近一年"),
    ("a year's week of meetings", "9月17日，2015甲县“引凤”科技人才周开幕，签下项目13个。", 2015, "最近一年"),
    ("from a year on", "从2018年起，甲县已引进博士9人。", 2018, "最近一年"),
    ("a year that is compared with", "到2020年底，甲县人才总量达9万人，较2025年少。", 2020, "最近一年"),
    ("reached already", "到2016年，甲县人才总量已经超过9万人。", 2016, "最近一年"),
    ("a plan by its five years", "甲县人才发展“十四五”规划\n到2020年底，人才总量达9万人，较2015年增长三成。", 2021, "标题写明"),
    ("a web page's day with strokes", "甲县引才记\n2023 09/06 来源：甲县日报\n引进博士9人。", 2023, "写明日期"),
    ("issue of a bulletin with its month", "组工交流\n2020年11月　第22期\n甲县引才记\n2022年建成后可容纳600人。2024年实现全覆盖。", 2020, "写明日期"),
    ("what is being built", "截至2023年底，引进博士9人。在建的公寓有300套，2024年6月竣工。", 2023, "截至2023年底"),
    ("an issue with its column", "海天人物 2014年第3期 特别策划\n甲县引才记\n县里立下目标：2016年产值过9亿元。", 2014, "写明日期"),
    ("who compiled it, and when", "甲省引才案例\n编印单位：甲省人才中心 二〇一三年十月\n县里正筹备2014年的英才周。", 2013, "写明日期"),
    ("compiled from reports", "甲县引才记\n年内还要再建9个站，2024年实现全覆盖。\n（本刊据各地公开报道综合整理，2023年8月）", 2023, "写明日期"),
    ("just renamed", "2019年刚刚撤县设市的甲市，2018年引进博士9人。", 2019, "最近一年"),
    ("reached by a month of it", "2014年，驿站建成。到2016年上半年，接待专家9人次。", 2016, "最近一年"),
    ("a plan that reaches to a year", "2014年，驿站建成。到2020年，接待专家900人次。", 2014, "最近一年"),
    ("reached, under what came of it", "2014年，驿站建成。\n【成效】\n到2018年，出师的徒弟有9人。", 2018, "最近一年"),
    ("hoped for, under what came of it", "2014年，驿站建成。\n【成效】\n到2018年，力争出师90人。", 2014, "最近一年"),
    ("reached in the paragraph behind only", "2014年建成。\n成效\n出师9人。\n到2018年，出师90人。", 2014, "最近一年"),
    ("the first quarters of a year", "甲县2019年引才90人；2020年前三季度产值9亿元。", 2020, "最近一年"),
    ("before a year", "甲县2019年引才90人，2020年前建成驿站。", 2019, "最近一年"),
    ("still to be built", "2021年引进博士9人。要建中试基地，面积9亩，2023年建成。", 2021, "最近一年"),
    ("made ready for", "2021年引进博士9人。2022年，他们还准备盖一座工作室。", 2021, "最近一年"),
    ("had made ready", "2021年引进博士9人。2022年，县里准备了9套公寓。", 2022, "最近一年"),
    ("a channel's name before the day", "甲县引才记\n原创 茶山人 茶山人 2022-10-19 20:30 发表于贵州\n2019年建站。", 2022, "写明日期"),
    ("the book it was printed in", "甲县引才记\n2011年建站。\n（《山那边的县》，甲省出版社，2015年6月第1版，第3—9页）", 2015, "写明日期"),
    ("the unit's later name in a note", "2013年，甲县引进博士9人。\n①甲县2016年11月撤县设区。", 2013, "最近一年"),
]  # fmt: skip

NOT_READ = [
    ("a year aimed at", "甲县锚定2028年普惠的目标引进教师。"),
    ("only a beginning", "2011年以来，甲县推行老船长带徒。目前，出师徒弟90名。"),
    ("somebody's own story", "甲县引进博士9人。“2019年，我包下了鱼塘。”老张说。"),
    ("what became of the unit", "①云溪县2016年11月撤县设区，更名为云溪区。"),
    ("nothing", "甲县引进博士9人，今年又来了3人。"),
    ("last century", "上世纪90年代，1990年代末，20世纪80年代就有人来。"),
    ("founded", "1998年成立的公司来了。"),
    ("born", "他1985年出生，是本地人。"),
    ("born, the other way", "他生于1985年，是本地人。"),
    ("only plans", "到2025年，力争引进博士100人。2030年建成人才强县的目标不变。"),
    ("deadline", "报名截止日期为2024年12月31日。"),
    ("name of a plan", "按照《国家人才规划纲要（2010-2020年）》的要求，甲县引才。"),
    ("name of a rule", "认真落实《2010年甲县人才若干规定》。"),
    ("amounts", "给予2000元补贴，面积2012平方米，共2015人、2020家企业。"),
    ("age group", "1980年代出生的人居多。"),
    ("plan of years", "实施2023—2025年行动方案，引进博士。"),
    ("stage of a plan", "总结评估阶段（2024年10月至12月），考核前5名予以表扬。"),
    ("only a year to come", "2025年，我们将引进博士100人。"),
    ("decimal", "总量达3.2012年均不变。"),
    (
        "number of what a rule is based on",
        "依据《乙市若干措施》（乙发〔2024〕3号）精神，制定本措施。\n引进的博士给予九万元。",
    ),
]


@pytest.mark.parametrize(("name", "text", "year", "basis"), READ, ids=[row[0] for row in READ])
def test_reads_the_year_with_its_reason(name: str, text: str, year: int, basis: str) -> None:
    reading = year_of(text, 0, len(text))
    assert reading.year == year
    assert basis in reading.basis
    assert reading.evidence
    for evidence in reading.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(("name", "text"), NOT_READ, ids=[row[0] for row in NOT_READ])
def test_leaves_the_year_open(name: str, text: str) -> None:
    reading = year_of(text, 0, len(text))
    assert reading.year is None
    assert reading.basis.startswith(UNKNOWN)


@pytest.mark.parametrize(
    ("title", "day", "year"),
    [
        ("2021年甲县政府工作报告", "时间：2023-01-24", 2021),
        ("甲县2018年度人才工作总结", "甲县人才办\n2019年1月8日", 2018),
        ("2019年甲县人才工作会议召开", "发布时间：2020-01-05", 2020),
    ],
)
def test_a_report_of_a_year_is_of_that_year(title: str, day: str, year: int) -> None:
    assert year_of(f"{title}\n{day}\n全年引进博士9人。", 0, 60, title=title).year == year


def test_reads_only_the_span() -> None:
    text = "2011年引进博士9人。\n2015年引进博士7人。"
    assert year_of(text, 0, text.index("\n")).year == 2011


def test_a_given_title_need_not_stand_in_the_text() -> None:
    reading = year_of("引进博士9人。", 0, 7, title="2019年人才工作总结")
    assert (reading.year, reading.evidence) == (2019, ())


def test_a_story_that_begins_in_the_title_year_is_no_report_of_it() -> None:
    text = "2005年的那个夏天\n他来到甲县。2013年，公司上市。"
    assert year_of(text, 0, len(text)).year == 2013


@pytest.mark.parametrize(
    ("filename", "year"),
    [
        ("2012-甲县.txt", 2012),
        ("甲县20140506.docx", 2014),
        ("简报201407.pdf", 2014),
        ("a6399d9f709a83bc.txt", None),
        ("001_20301234567.txt", None),
        ("2012至2014.txt", None),
    ],
)
def test_the_file_name_is_the_last_resort(filename: str, year: int | None) -> None:
    text = "甲县引进博士9人。"
    assert year_of(text, 0, len(text), filename=filename).year == year
    dated = "2016年，甲县引进博士9人。"
    assert year_of(dated, 0, len(dated), filename=filename).year == 2016


def test_a_piece_has_the_year_of_the_whole_unless_it_is_dated() -> None:
    whole = YearReading(2016, "正文写明日期“2016年11月3日”")
    text = "2012年，甲县引进博士9人。"
    assert year_of(text, 0, len(text), whole=whole).year == 2016
    dated = "乙县引才\n2015年3月8日\n乙县引进博士7人。"
    assert year_of(dated, 0, len(dated), whole=whole).year == 2015


# Name, the pieces of a collection, what stands above them, and their years.
COLLECTED = [
    (
        "each tells of its own",
        "",
        ["2018年，甲县引进博士9人。", "乙县2021年引进博士7人。", "丙县引进博士5人。"],
        [2018, 2021, None],
    ),
    (
        "the collection says its year",
        "甲省人才工作简报\n（2021年上半年）\n",
        ["2018年，甲县引进博士9人。", "乙县2021年引进博士7人。", "丙县引进博士5人。"],
        [2021, 2021, 2021],
    ),
    (
        "written this year: without a year, the year after, and three years after",
        "",
        ["今年，甲县引进博士9人。", "乙县2020年引进7人，今年5人。", "丁县2018年引进7人，今年5人。", "丙县2021年引进5人。"],
        [2021, 2021, 2018, 2021],
    ),
    (
        "what is reached by a year that others tell as past, and by a later one",
        "",
        ["甲县2016年建站。到2019年底，引进9人。", "乙县2016年建站。到2025年底，引进90人。", "丙县2021年引进5人。"],
        [2019, 2016, 2021],
    ),
    (
        "hoped for long after the others were written",
        "",
        ["甲县引进博士。到2025年底，引进90人。", "丙县2021年引进5人。"],
        [None, 2021],
    ),
    (
        "below a dated preface",
        "序\n本书选了三篇。\n编者\n2021年6月\n",
        ["2018年，甲县引进博士9人。", "乙县引进博士7人。"],
        [2018, 2021],
    ),
    (
        "below a bulletin's day",
        "甲省人才简报\n2021年6月3日\n",
        ["2018年，甲县引进博士9人。", "乙县引进博士7人。"],
        [2021, 2021],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "above", "pieces", "years"), COLLECTED, ids=[row[0] for row in COLLECTED])
def test_the_year_of_one_piece_is_not_that_of_another(name, above, pieces, years) -> None:
    text, spans = above, []
    for piece in pieces:
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n"
    whole = of_pieces(text, year_of(text, 0, len(text)), spans)
    assert [year_of(text, *span, whole=whole).year for span in spans] == years


@pytest.mark.parametrize(
    ("number", "year"), [("000", 2014), ("001", 2014), ("002", 2012), ("003", 2025), ("004", 2025)]
)
def test_real_documents(seeds, number: str, year: int) -> None:
    from cases.ingest.clean import clean
    from cases.ingest.read import read

    path = next(seeds.glob(f"{number}_*.txt"))
    text = clean(read(path.read_bytes(), path.name)).text
    assert year_of(text, 0, len(text), filename=path.name).year == year
