"""Which cases a text holds: made-up documents of many kinds and provinces, and what must not be split."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.ingest.clean import clean
from cases.ingest.extract.gazetteer import gazetteer
from cases.ingest.headed import place_head
from cases.ingest.read import read
from cases.ingest.split import Part, authors_of, split
from tests.cases.ingest.documents import (
    ABROAD,
    AUTHORS_ALONE,
    BOOK,
    BRACKETS,
    BULLETIN,
    BULLETS,
    CHAPTERS,
    COLLECTION,
    COLUMNS,
    EDITORIAL,
    EXCHANGE,
    FEATURES,
    INTERVIEW,
    MARKDOWN,
    MEASURES,
    NOTED,
    NOTHING,
    ONE_COUNTY,
    OPINIONS,
    PAGE,
    REPLY,
    REPORT,
    SIGNED_BELOW,
    SPEECH,
    SUMMARY,
    TOWNS,
    prose,
)

CASES = [
    (
        COLLECTION,
        ["云溪县：茶园里的“土专家”", "红石自治县：医生下乡有奔头", "景山市：候鸟教授常驻"],
        ["case"] * 3,
    ),
    (BULLETS, ["乌兰旗", "白音自治旗", "牧区来了“科技小院”"], ["case"] * 3),
    (
        CHAPTERS,
        [
            "赣西市推进县级人才工作综述",
            "铜湖县：矿区长出实验室",
            "安溪区：老手艺带出新工匠",
            "柳江市多措并举留住青年",
        ],
        ["overview", "case", "case", "case"],
    ),
    (MEASURES, ["关于印发《苍山县“青苗”人才引育若干措施》的通知"], ["policy"]),
    (SUMMARY, ["黑水县2021年度人才工作总结"], ["summary"]),
    (SPEECH, ["在全县人才工作会议上的讲话"], ["speech"]),
    (INTERVIEW, ["让青年愿意来、留得住——专访河口县委书记"], ["interview"]),
    (REPLY, ["关于县政协第32号提案的答复"], ["reply"]),
    (PAGE, ["洮水县：校园开进工业园", "岭南区：让工程师安心做研究"], ["case"] * 2),
    (SIGNED_BELOW, ["沙洲县“三个一”服务专家", "石桥县建起人才驿站", "渔湾区推行揭榜挂帅"], ["case"] * 3),
    (
        FEATURES,
        ["大山深处引凤来——清源县引进农业专家纪实", "荒滩变成创新谷——盐湖县建设科创园纪实"],
        ["case"] * 2,
    ),
    (
        COLUMNS,
        ["松江源县何以留住老专家", "从城里回到果园的年轻人", "把论文写在稻田里"],
        ["case", "case", "profile"],
    ),
    (TOWNS, ["秦岭县推进乡镇人才工作"], ["case"]),
    (ABROAD, ["江苏昆水：星期天工程师进工厂", "四川郫江：川菜大师带徒弟"], ["case"] * 2),
    (BRACKETS, ["江苏昆水", "科尔泰左翼前旗", "恩山土家族苗族自治州"], ["case"] * 3),
    (MARKDOWN, ["云溪县——茶园里的博士", "澜水县——边境线上的夜校"], ["case"] * 2),
    (EXCHANGE, ["坚持产才融合 打造人才强县", "做好“候鸟”文章 激活乡村人才"], ["case"] * 2),
    (BULLETIN, ["云溪县建成首个院士工作站", "澜水县开办边境夜校"], ["case"] * 2),
    (AUTHORS_ALONE, ["县里来了“候鸟”专家", "返乡路上的创业者"], ["case"] * 2),
    (BOOK, ["小县城里的大实验室", "花炮之乡育新匠"], ["case"] * 2),
    (OPINIONS, ["关于加强乡土人才队伍建设的实施意见"], ["policy"]),
    (REPORT, ["滇北市人才工作情况汇报"], ["summary"]),
    (ONE_COUNTY, ["云溪县人才工作经验"], ["case"]),
    (EDITORIAL, ["云溪县的茶博士"], ["case"]),
    (
        NOTED,
        ["一县一业招来一批人——滇北市人才工作综述", "云溪县：茶山来了博士", "澜水县：边境线上的夜校"],
        ["overview", "case", "case"],
    ),
    (NOTHING, ["谈谈县城怎样留住年轻人"], ["case"]),
]


def parts_of(raw: str) -> tuple[str, tuple[Part, ...]]:
    cleaned = clean(raw)
    return cleaned.text, split(cleaned.text, cleaned.captions)


def check_spans(text: str, parts: tuple[Part, ...]) -> None:
    """Spans ascend, do not overlap and have no white space at their ends; keys are unique."""
    end = 0
    for part in parts:
        assert end <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        end = part.end
    assert len({part.key for part in parts}) == len(parts)
    assert all(part.title and part.key for part in parts)


@pytest.mark.parametrize("raw, titles, kinds", CASES, ids=[case[1][0][:12] for case in CASES])
def test_the_cases_of_a_document(raw, titles, kinds):
    text, parts = parts_of(raw)
    assert [part.title for part in parts] == titles
    assert [part.kind for part in parts] == kinds
    check_spans(text, parts)


def test_headings_and_authors_of_cases():
    _, parts = parts_of(COLLECTION)
    assert parts[0].headings == ("一、主要做法", "二、主要成效")
    assert [part.authors for part in parts] == [
        ("中共云溪县委组织部",),
        ("中共红石自治县委组织部",),
        ("中共景山市委组织部",),
    ]
    _, (speech,) = parts_of(SPEECH)
    assert speech.authors == ("赵海川",)
    assert speech.headings == ("一、充分认识人才工作的重要性", "二、抓好当前几项重点工作")
    _, (first, second) = parts_of(PAGE)
    assert first.authors == ("王海涛", "李敏") and second.authors == ("赵晓云",)
    _, (note,) = parts_of(EDITORIAL)
    assert note.headings == ("一、主要做法",)


@pytest.mark.parametrize(
    "line, authors",
    [
        ("□ 本报记者 王海涛 通讯员 李 敏", ("王海涛", "李敏")),
        ("（中共云溪县委组织部）", ("中共云溪县委组织部",)),
        ("（供稿：云溪县委人才办）", ("云溪县委人才办",)),
        ("（云溪县委组织部 赵 海）", ("云溪县委组织部", "赵海")),
        ("■ 王海涛 何 山", ("王海涛", "何山")),
        ("作者：欧阳明 赵云", ("欧阳明", "赵云")),
        ("赵海川", ("赵海川",)),
    ],
)
def test_authors(line, authors):
    assert authors_of(line) == authors


@pytest.mark.parametrize(
    "heading, name",
    [
        ("云溪县：茶园里的博士", "云溪县"),
        ("一、铜湖县：矿区长出实验室", "铜湖县"),
        ("■ 乌兰旗", "乌兰旗"),
        ("【昆水市】", "昆水市"),
        ("案例三 景山市：候鸟教授", "景山市"),
        ("三、柳江市多措并举留住青年", "柳江市"),
        ("江苏昆水：工程师进厂", "江苏昆水"),
        ("云溪县｜茶园里的博士", "云溪县"),
        ("柿饼出山记（富平县）", "富平县"),
        ("柿饼出山记（上篇）", None),
        ("主要做法：", None),
        ("建设人才强县", None),
        ("二、强化市县联动", None),
        ("三、园区平台建设提速", None),
        ("全市：齐心协力", None),
        ("一、推动县域经济发展", None),
        ("高质量建设科创园", None),
    ],
)
def test_places_at_the_head_of_a_heading(heading, name):
    found = place_head(heading)
    assert (found[0] if found else None) == name


def test_every_unit_of_the_country_may_head_a_case():
    units = [
        unit for unit in gazetteer().units if unit.level != "province" and unit.name[-1] in "县市区旗盟州"
    ]
    assert len(units) > 3000
    for unit in units:
        for heading in (f"{unit.name}：引才新路", f"一、{unit.name}：引才新路"):
            assert place_head(heading) == (unit.name, "引才新路", True)


def test_a_key_is_the_heading_without_its_number():
    _, before = parts_of(COLLECTION)
    _, after = parts_of(COLLECTION.replace("案例二\n", "案例五\n"))
    assert [part.key for part in after] == [part.key for part in before]
    assert before[0].key == "云溪县茶园里的土专家"


def test_equal_headings_have_different_keys():
    raw = "".join(f"案例{n}\n引才新路\n{prose('云溪县', 4)}\n" for n in "一二三")
    assert [part.key for part in parts_of(raw)[1]] == ["引才新路", "引才新路-2", "引才新路-3"]


@pytest.mark.parametrize("raw", ["", " \n\n"])
def test_no_text_no_cases(raw):
    assert split(raw) == ()


NUMBERED = [
    # what it is, text, titles
    (
        "sections signed by their counties",
        f"一、全市一盘棋\n{prose('滇北市')}\n二、茶香引得博士来\n{prose('云溪县')}\n（云溪县委组织部）\n"
        f"三、边境线上的夜校\n{prose('澜水县')}\n（供稿：中共澜水县委组织部 澜水县林业局）",
        ["全市一盘棋", "茶香引得博士来", "边境线上的夜校"],
    ),
    (
        "with chapters of their own",
        f"交流材料\n一、茶香引得博士来\n（一）请进来\n{prose('云溪县')}\n（二）留下来\n{prose('云溪县')}\n（云溪县委组织部）\n"
        f"二、边境线上的夜校\n（一）办起来\n{prose('澜水县')}\n（澜水县人才办）",
        ["茶香引得博士来", "边境线上的夜校"],
    ),
    (
        "tasks with those who answer for them",
        f"滇北市人才工作任务分工\n一、办好茶业学院\n{prose('各地')}\n（责任单位：云溪县委组织部）\n"
        f"二、办好边境夜校\n{prose('各地')}\n（责任单位：澜水县委组织部）",
        ["滇北市人才工作任务分工"],
    ),
    (
        "chapters of one county that its offices signed",
        f"云溪县人才工作汇报\n一、引得进\n{prose('云溪县')}\n（云溪县委组织部）\n二、留得住\n{prose('云溪县')}\n（云溪县人才办）",
        ["云溪县人才工作汇报"],
    ),
    (
        "circled numbers before known counties",
        f"微案例\n❶ 秭归：脐橙有了医生\n{prose('秭归县')}\n❷ 麻城：菊乡办起大学\n{prose('麻城市')}\n❸ 竹溪：医生回来了\n{prose('当地')}",
        ["秭归：脐橙有了医生", "麻城：菊乡办起大学", "竹溪：医生回来了"],
    ),
    (
        "numbers on lines of their own, a county each",
        "三座边城的引才经\n"
        + "".join(
            f"{n}\n{head}\n{prose(county)}\n"
            for n, head, county in (
                ("01", "奶豆腐作坊来了食品博士", "二连浩特市"),
                ("02", "木材厂办起夜校", "绥芬河市"),
                ("03", "口岸翻译进了社区", "东兴市"),
            )
        ),
        ["奶豆腐作坊来了食品博士", "木材厂办起夜校", "口岸翻译进了社区"],
    ),
    (
        "numbers on lines of their own in one county's story",
        "一座边城的引才经\n"
        + "".join(
            f"{n}\n{head}\n{prose('东兴市')}\n"
            for n, head in (("01", "请进来"), ("02", "留下来"), ("03", "用起来"))
        ),
        ["一座边城的引才经"],
    ),
]


@pytest.mark.parametrize("name, raw, titles", NUMBERED, ids=[row[0] for row in NUMBERED])
def test_numbered_sections_that_are_pieces_and_those_that_are_not(name, raw, titles):
    text, parts = parts_of(raw)
    assert [part.title for part in parts] == titles
    check_spans(text, parts)


def _told(*said: str) -> str:
    """Paragraphs about three counties each of which opens with a sentence, and then those given."""
    opened = [("云溪县", "把银匠请上讲台"), ("澜水县", "给茶师评职称"), ("铜湖县", "让矿井变成课堂")]
    return "\n".join([*(f"{county}{what}。{prose(county, 2)}" for county, what in opened), *said])


def test_an_overview_without_headings_is_not_cut_at_some_of_its_counties():
    others = (
        f"石桥县地方不大，办法不少。{prose('石桥县', 2)}",
        f"景山市有矿，也有养矿的人。{prose('景山市', 2)}",
    )
    (part,) = parts_of(f"滇北市人才工作综述\n{prose('滇北市')}\n{_told(*others)}")[1]
    assert part.title == "滇北市人才工作综述"
    briefs = parts_of(f"滇北人才动态\n第3期\n{_told()}")[1]
    assert [part.title for part in briefs] == [
        "云溪县把银匠请上讲台。",
        "澜水县给茶师评职称。",
        "铜湖县让矿井变成课堂。",
    ]


@pytest.mark.parametrize(
    "first, kind",
    [
        ("田间来了“新农匠”\n——寿光市引才侧记\n" + "寿光市把棚里的能人请上讲台，寿光人学得快。" * 4, "case"),
        ("一县一业聚英才\n" + "潍坊市指导寿光市、高密市、青州市各抓一业，潍坊的做法是结对。" * 8, "overview"),
    ],
)
def test_a_first_piece_about_one_county_is_no_overview_of_those_that_follow(first, kind):
    below = "".join(
        f"{city}：课堂搬进车间\n□本报记者 王海涛\n{prose(city, 4)}\n" for city in ("高密市", "诸城市")
    )
    parts = parts_of(f"{first}\n{below}")[1]
    assert [part.kind for part in parts] == [kind, "case", "case"]


def test_a_name_that_stands_above_several_pieces_is_the_title_of_none():
    label, pieces = "沿边札记：在茶乡看人才", [("茶山夜校", "云溪县"), ("船上课堂", "澜水县")]
    text = "".join(f"{label}\n{head}\n——滇北{county}\n{prose(county, 4)}\n" for head, county in pieces)
    assert [part.title for part in parts_of(text)[1]] == ["茶山夜校——滇北云溪县", "船上课堂——滇北澜水县"]
    # A title that is printed again overleaf, in one piece, stays.
    again = f"茶乡引才记\n请进来\n{prose('云溪县', 4)}\n茶乡引才记\n留下来\n{prose('云溪县', 4)}"
    assert parts_of(again)[1][0].title == "茶乡引才记"


def test_the_real_documents_hold_thirteen_cases(seeds):
    counts = []
    for path in sorted(seeds.glob("*.txt")):
        text, parts = parts_of(read(path.read_bytes(), path.name))
        check_spans(text, parts)
        counts.append(len(parts))
    assert counts == [1, 1, 7, 1, 3]


HOSTILE = [
    ("one character", "人" * 25_000),
    ("one line", "引进人才。" * 100_000),
    ("only headings", "一、主要做法\n" * 5_000),
    ("only places", "甲水县：青年回乡\n" * 5_000),
    (
        "places and bodies",
        ("甲水县：青年回乡\n甲水县出台政策，引进人才。\n乙水县：能人回乡\n" + prose("乙水县", 4) + "\n")
        * 750,
    ),
    ("only bylines", "（甲县委组织部）\n" * 5_000),
    ("numbers of cases", "案例一\n案例二\n" * 2_500),
    ("dates in one line", "2022年9月16日 " * 12_500),
    ("prefaces", "编者按\n" * 7_500),
    ("words", "人才 工作 平台\n" * 5_000),
    (
        "chapters again and again",
        f"引才工作又一年\n一、做法\n{prose('甲县')}\n二、成效\n{prose('甲县')}\n" * 500,
    ),
]


@pytest.mark.parametrize("name, raw", HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_texts(name, raw):
    begun = time.process_time()
    text, parts = parts_of(raw)
    check_spans(text, parts)
    assert parts and time.process_time() - begun < 1.9


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "。",
        "：",
        "云溪县：",
        "案例一",
        "案例二 ",
        "■ ",
        "一、",
        "二、主要成效",
        "（甲县委组织部）",
        "王海涛 李敏",
        "编者按",
        "人才观察",
        "——甲县引才工作纪实",
        "目录",
        "……… 3",
        "2021年5月",
        "澜水市",
        "【甲水】",
        prose("云溪县"),
        prose("澜水市"),
        "人",
        "引才新路",
        "？",
        "”",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_of_any_text(raw):
    text, parts = parts_of(raw)
    check_spans(text, parts)
    assert bool(parts) == bool(text.strip())


@given(st.text())
def test_any_text_at_all(raw):
    check_spans(raw, split(raw))
