"""Labels compared with findings: every figure is worked out by hand."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cases.ingest.measure.counting import Comparison, Count, compare, totals
from cases.ingest.measure.gold import Amount, BadGold, Facts, GoldCase, GoldDocument, Name, parse
from cases.ingest.measure.matching import Ruler, assign, name_likeness, overlap, same_title
from cases.ingest.measure.report import as_json, listing, tables
from cases.ingest.records import (
    Benefit,
    Brand,
    CaseRecord,
    DocumentRecord,
    Evidence,
    Outcome,
    Person,
    PlaceRef,
    Policy,
)

TEXT = "甲县：办学校\n甲县办了三所学校，来了九位老师。\n乙县：修公寓\n乙县修了两幢公寓，住进八位博士。\n"
SECOND = TEXT.index("乙县：")
ONE = (Evidence.of(TEXT, 0, 6),)
PLACE = PlaceRef("330281", "余姚市", "余姚市", "宁波市")


def amount(
    label: str, low, unit: str = "个", bound: str = "=", status: str | None = None, high=None
) -> Amount:
    return Amount(label, Decimal(low), Decimal(low if high is None else high), unit, bound, status)


def outcome(indicator: str, low, unit: str = "个", bound: str = "=", status: str = "achieved", high=None):
    ends = Decimal(low), Decimal(low if high is None else high)
    return Outcome(indicator, *ends, unit, bound, "", status, ONE)


def benefit(label: str, low, unit: str = "元", bound: str = "=") -> Benefit:
    return Benefit(label, Decimal(low), Decimal(low), unit, bound, "", ONE)


def brands(*names: str) -> tuple[Brand, ...]:
    return tuple(Brand(name, "", ONE) for name in names)


def policies(*names: str, benefits: tuple[Benefit, ...] = ()) -> tuple[Policy, ...]:
    return tuple(Policy(name, "named", "", ONE, benefits=benefits) for name in names)


def label(doubtful: Facts = Facts(), **fields) -> GoldCase:  # noqa: B008
    """The first case of TEXT as labelled; ``fields`` beyond those of a case are facts."""
    facts = {name: fields.pop(name) for name in Facts.__dataclass_fields__ if name in fields}
    case = GoldCase("甲县：办学校", "甲县：办学校", "来了九位老师。", "330281", 2012, doubtful=doubtful)
    return replace(case, facts=Facts(**facts), **fields)


def reading(**fields) -> CaseRecord:
    """The first case of TEXT as read."""
    case = CaseRecord("k", "甲县：办学校", 0, SECOND, place=PLACE, year=2012)
    return replace(case, **fields)


def compared(gold: list[GoldCase], read: list[CaseRecord], text: str = TEXT) -> Comparison:
    record = DocumentRecord("甲.txt", "", "", "", None, "", text, cases=tuple(read))
    return compare(GoldDocument("甲.txt", "chapter", tuple(gold)), record)


def counted(made: Comparison, record: str) -> tuple[int, int, int]:
    count = made.counts[record]
    return count.expected, count.found, count.right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲县：办学校", "甲县: 办 学校", True),
        ("甲縣：辦學校", "甲县：办学校", True),
        ("“海创之家”——创业平台", "海创之家创业平台", True),
        ("北仑区：人才银行破解融资难题", "人才银行破解融资难题", True),
        ("北仑区：人才银行破解融资难题", "人才银行", False),
        ("甲县：办学校", "乙县：办学校", False),
        ("甲县：办学校", "", False),
        ("！", "？", True),
    ],
)
def test_titles(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same_title(other, one) is same


@pytest.mark.parametrize(
    ("gold", "found", "degree"),
    [
        (Name("姚江英才计划"), "“姚江英才计划”", 2),
        (Name("一镇一“千人”"), "一镇一「千人」", 2),
        (Name("３３１５计划"), "3315 计划", 2),
        (Name("千人計劃"), "千人计划", 2),
        (Name("渔港·归雁"), "渔港‧归雁", 2),
        (Name("渔港·归雁"), "渔港•归雁", 2),
        (Name("渔港·归雁"), "渔港归雁", 0),
        (Name("《关于加快引才的意见》"), "关于加快引才的意见", 2),
        (Name("海创之家", ("留学人员之家",)), "留学人员之家", 2),
        (Name("姚江英才计划"), "姚江英才", 1),
        (Name("千人计划"), "国家千人计划", 1),
        (Name("海创之家"), "海创之家创业服务平台", 0),  # Six more.
        (Name("海创之家"), "海创之家服务平台", 0),  # Four more, which is as much as both share.
        (Name("海创之家园区"), "海创之家园区服务平台", 1),
        (Name("人才"), "人才公寓", 0),
        (Name("人才银行"), "人才公寓", 0),
        (Name("“两创”"), "《》", 0),
    ],
)
def test_names(gold: Name, found: str, degree: int) -> None:
    assert name_likeness(gold, found) == degree


@pytest.mark.parametrize(
    ("degrees", "pairs"),
    [
        ([[1, 0], [0, 1]], {0: 0, 1: 1}),
        ([[1, 2]], {0: 1}),  # The better of two.
        ([[2, 1], [1, 0]], {0: 1, 1: 0}),  # The best pair would leave one alone.
        ([[1], [1]], {0: 0}),
        ([[0, 0]], {}),
        ([], {}),
    ],
)
def test_assignment(degrees: list[list[int]], pairs: dict[int, int]) -> None:
    others = len(degrees[0]) if degrees else 0
    assert assign(len(degrees), others, lambda i, j: degrees[i][j]) == pairs


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 10), (0, 8), 0.8), ((0, 10), (2, 12), 8 / 12), ((0, 5), (5, 9), 0), ((0, 0), (0, 0), 0)],
)
def test_overlap(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    assert overlap(one, other) == overlap(other, one) == share


@pytest.mark.parametrize(
    ("name", "text", "anchors", "found", "said"),
    [
        (
            "white space and width are nothing",
            "甲县：\n办 学校。",
            [("甲县:办", "学校。")],
            ["甲县:办学校。"],
            0,
        ),
        ("not there", "甲县办学校。", [("乙县", "学校。")], [None], 1),
        ("the end before the beginning", "学校。甲县办", [("甲县", "学校。")], [None], 1),
        (
            "one after the other, each up to the next",
            "甲县办学。完了。乙县修路。完了。",
            [("甲县", "完了。"), ("乙县", "完了。")],
            ["甲县办学。完了。", "乙县修路。完了。"],
            0,
        ),
        (
            "the last of several ends",
            "甲县办学。完了。又修路。完了。",
            [("甲县", "完了。")],
            ["甲县办学。完了。又修路。完了。"],
            1,
        ),
        ("the first of several beginnings", "甲县一。甲县二！", [("甲县", "二！")], ["甲县一。甲县二!"], 1),
        (
            "named in the one before it",
            "甲县办学，乙县也来。完了。乙县修路。好了。",
            [("甲县", "完了。"), ("乙县", "好了。")],
            ["甲县办学，乙县也来。完了。".replace("，", ","), "乙县修路。好了。"],
            0,
        ),
    ],
)
def test_anchors(name: str, text: str, anchors: list, found: list, said: int) -> None:
    ruler = Ruler(text)
    spans, sentences = ruler.locate([GoldCase("题", *each, None, None) for each in anchors])
    assert [span and ruler.folded[slice(*span)] for span in spans] == found, name
    assert len(sentences) == said, name


@pytest.mark.parametrize(
    ("name", "read", "cases"),
    [
        ("white space at the edges", [reading(end=SECOND - 1)], (1, 1, 1)),
        ("another title", [reading(title="学校")], (1, 1, 0)),
        ("too long", [reading(end=len(TEXT))], (1, 1, 0)),
        ("none read", [], (1, 0, 0)),
        ("one too many", [reading(), reading(title="乙", start=SECOND, end=len(TEXT))], (1, 2, 1)),
        (
            "twice: the better one counts",
            [reading(end=SECOND - 3, title="校"), reading()],
            (1, 2, 1),
        ),
    ],
)
def test_cases(name: str, read: list[CaseRecord], cases: tuple[int, int, int]) -> None:
    assert counted(compared([label()], read), "cases") == cases, name


def test_another_title_that_is_as_right() -> None:
    read = [reading(title="甲县：办学校——访县委组织部有关负责同志")]
    assert counted(compared([label()], read), "cases") == (1, 1, 0)
    assert counted(compared([label(also=("学校", read[0].title))], read), "cases") == (1, 1, 1)


def test_a_title_misread_costs_the_title_alone_and_a_span_misread_everything() -> None:
    gold = label(brands=(Name("千人计划"),))
    title = compared([gold], [reading(title="学校", brands=brands("千人计划"))])
    assert counted(title, "brands") == (1, 1, 1) and counted(title, "county") == (1, 1, 1)
    span = compared([gold], [reading(end=len(TEXT), brands=brands("千人计划"))])
    assert counted(span, "brands") == (1, 1, 0) and counted(span, "county") == (0, 0, 0)


@pytest.mark.parametrize(
    ("gold", "read", "county", "year"),
    [
        ({}, {}, (1, 1, 1), (1, 1, 1)),
        ({}, {"place": None, "year": None}, (1, 0, 0), (1, 0, 0)),
        ({}, {"place": replace(PLACE, code="330282"), "year": 2013}, (1, 1, 0), (1, 1, 0)),
        ({"county": None, "year": None}, {"place": None, "year": None}, (1, 1, 1), (1, 1, 1)),
        ({"county": None, "year": None}, {}, (1, 1, 0), (1, 1, 0)),
    ],
)
def test_county_and_year(gold: dict, read: dict, county: tuple, year: tuple) -> None:
    made = compared([label(**gold)], [reading(**read)])
    assert (counted(made, "county"), counted(made, "year")) == (county, year)


@pytest.mark.parametrize(
    ("name", "gold", "found", "count"),
    [
        ("equal", ["千人计划", "海创之家"], ["海创之家", "千人计划"], (2, 2, 2)),
        ("one to one", ["千人计划"], ["千人计划", "国家千人计划"], (1, 2, 1)),
        ("the exact one first", ["千人计划", "国家千人计划"], ["国家千人计划", "千人计划"], (2, 2, 2)),
        ("one for two labels", ["千人计划", "国家千人计划"], ["国家千人计划"], (2, 1, 1)),
        ("missing and surplus", ["海创之家"], ["人才银行"], (1, 1, 0)),
        ("nothing of nothing", [], [], (0, 0, 0)),
    ],
)
def test_brands_and_policies(name: str, gold: list, found: list, count: tuple) -> None:
    names = tuple(map(Name, gold))
    made = compared(
        [label(brands=names, policies=names)], [reading(brands=brands(*found), policies=policies(*found))]
    )
    assert counted(made, "brands") == counted(made, "policies") == count, name


SCHOOLS = amount("办学校", 3, "所", status="achieved")


@pytest.mark.parametrize(
    ("name", "gold", "found", "count"),
    [
        ("equal", [SCHOOLS], [outcome("学校", 3, "所")], (1, 1, 1)),
        ("other words", [SCHOOLS], [outcome("办起来的", 3, "所")], (1, 1, 1)),
        ("white space and script in the unit", [amount("房", 1, "個")], [outcome("房", 1, "个 ")], (1, 1, 1)),
        ("another value", [SCHOOLS], [outcome("学校", 4, "所")], (1, 1, 0)),
        ("another unit", [SCHOOLS], [outcome("学校", 3, "个")], (1, 1, 0)),
        ("another bound", [SCHOOLS], [outcome("学校", 3, "所", ">")], (1, 1, 0)),
        ("one end of a range", [amount("房", 3, high=5)], [outcome("房", 3)], (1, 1, 0)),
        ("a range", [amount("房", 3, high=5)], [outcome("房", 3, high=5)], (1, 1, 1)),
        ("tenths", [amount("房", "0.1")], [outcome("房", "0.10")], (1, 1, 1)),
        (
            "two witnesses of one",
            [SCHOOLS],
            [outcome("学校", 3, "所"), outcome("办学校", 3, "所")],
            (1, 1, 1),
        ),
        (
            "the same value of something else is surplus",
            [SCHOOLS],
            [outcome("学校", 3, "所"), outcome("医院", 3, "所")],
            (1, 2, 1),
        ),
        (
            "two facts of one value need two findings",
            [SCHOOLS, amount("医院", 3, "所")],
            [outcome("学校", 3, "所")],
            (2, 1, 1),
        ),
        (
            "and have them",
            [SCHOOLS, amount("医院", 3, "所")],
            [outcome("医院", 3, "所"), outcome("学校", 3, "所")],
            (2, 2, 2),
        ),
        ("twice and never labelled", [], [outcome("学校", 3, "所"), outcome("学校", 3, "所")], (0, 2, 0)),
    ],
)
def test_outcomes(name: str, gold: list, found: list, count: tuple) -> None:
    made = compared([label(outcomes=tuple(gold))], [reading(outcomes=tuple(found))])
    assert counted(made, "outcomes") == count, name


def test_benefits_are_those_of_all_policies_and_have_no_status() -> None:
    read = (
        *policies("甲", benefits=(benefit("博士", 500000), benefit("硕士", 300000))),
        *policies("乙", benefits=(benefit("博士", 500000), benefit("租房", 500))),
    )
    gold = (amount("博士", 500000, "元"), amount("硕士", 300000, "元"), amount("本科", 200000, "元"))
    made = compared([label(benefits=gold)], [reading(policies=read)])
    # The second 500,000 for a doctor is the first one again; 500 for rent nobody labelled.
    assert counted(made, "benefits") == (3, 3, 2)
    assert counted(made, "status") == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "gold", "found", "count"),
    [
        ("right", [SCHOOLS], [outcome("学校", 3, "所")], (1, 1, 1)),
        ("wrong", [SCHOOLS], [outcome("学校", 3, "所", status="planned")], (1, 1, 0)),
        ("of those found only", [SCHOOLS], [outcome("学校", 4, "所", status="planned")], (0, 0, 0)),
        ("left open", [replace(SCHOOLS, status=None)], [outcome("学校", 3, "所")], (0, 0, 0)),
        (
            "two of one value are told apart by their words, not by their status",
            [SCHOOLS, amount("医院", 3, "所", status="planned")],
            [outcome("医院", 3, "所"), outcome("学校", 3, "所", status="planned")],
            (2, 2, 0),
        ),
    ],
)
def test_status(name: str, gold: list, found: list, count: tuple) -> None:
    made = compared([label(outcomes=tuple(gold))], [reading(outcomes=tuple(found))])
    assert counted(made, "status") == count, name


@pytest.mark.parametrize(
    ("name", "found", "brand", "figure"),
    [
        ("neither missing", [], (0, 0, 0), (1, 0, 0)),
        ("nor wrong", ["甲"], (0, 0, 0), (1, 1, 1)),
        ("once, not twice", ["甲", "乙"], (0, 0, 0), (1, 1, 1)),
    ],
)
def test_doubtful(name: str, found: list, brand: tuple, figure: tuple) -> None:
    doubtful = Facts(brands=(Name("千人计划"),), outcomes=(amount("学校", 3, "所"),))
    read = reading(
        brands=brands("千人计划") if found else (), outcomes=tuple(outcome(each, 3, "所") for each in found)
    )
    made = compared([label(doubtful, outcomes=(SCHOOLS,))], [read])
    # The firm label of the same value takes the first finding, the doubtful one the second.
    assert counted(made, "brands") == brand, name
    assert counted(made, "outcomes") == figure, name


def test_a_third_finding_is_surplus_beside_a_firm_and_a_doubtful_label() -> None:
    doubtful = Facts(brands=(Name("海创之家"),))
    made = compared(
        [label(doubtful, brands=(Name("千人计划"),))],
        [reading(brands=brands("海创之家", "千人计划", "人才银行"))],
    )
    assert counted(made, "brands") == (1, 2, 1)
    assert [(one.what, one.found) for one in made.differences] == [("surplus", "人才银行")]


def test_a_doubtful_case_may_be_found_or_not_but_what_is_read_in_it_is_wrong() -> None:
    gold = label(doubtful_case=True, county=None, year=None)
    found = compared([gold], [reading(brands=brands("千人计划"))])
    assert counted(found, "cases") == counted(found, "county") == counted(found, "year") == (0, 0, 0)
    assert counted(found, "brands") == (0, 1, 0)
    missed = compared([gold], [])
    assert counted(missed, "cases") == (0, 0, 0) and missed.differences == []


def test_evidence() -> None:
    bad = Evidence(0, 6, "乙县：办学校")
    read = reading(
        brands=(Brand("甲", "", (*ONE, bad)), Brand("乙", "", ())),
        people=(Person("丙", "", ONE),),
        place_evidence=ONE,
    )
    # Two and a missing one for the brands, one for the person, one for the place; two of the five do not hold.
    made = compared([label(brands=(Name("甲"), Name("乙")))], [read])
    assert counted(made, "evidence") == (5, 5, 3)
    assert [one.quote for one in made.differences if one.record == "evidence"] == ["乙县：办学校", ""]


def test_a_refused_document_has_everything_missing() -> None:
    gold = GoldDocument("甲.txt", "chapter", (label(brands=(Name("甲"),), outcomes=(SCHOOLS,)),))
    made = compare(gold, None)
    assert [counted(made, each) for each in ("cases", "brands", "outcomes")] == [(1, 0, 0)] * 3
    assert not made.warnings


def test_a_document_without_cases() -> None:
    made = compared([], [reading(brands=brands("甲"))])
    assert counted(made, "cases") == (0, 1, 0) and counted(made, "brands") == (0, 1, 0)
    assert counted(compared([], []), "cases") == (0, 0, 0)


@pytest.mark.parametrize(
    ("count", "precision", "recall", "f1"),
    [
        (Count(4, 2, 1), 0.5, 0.25, 1 / 3),
        (Count(0, 2, 0), 0, None, 0),
        (Count(2, 0, 0), None, 0, 0),
        (Count(), None, None, None),
    ],
)
def test_figures(count: Count, precision: float, recall: float, f1: float) -> None:
    assert (count.precision, count.recall) == (precision, recall)
    assert count.f1 == (f1 if f1 is None else pytest.approx(f1))


def test_reports() -> None:
    one = compared(
        [label(outcomes=(SCHOOLS, amount("房", "1.50", "套", "<="), amount("床", 20, high=30)))], []
    )
    other = compared([label()], [reading(brands=brands("甲\n乙"), year=None)])
    other.kind = "plan"
    assert totals([one, other])["cases"] == Count(2, 1, 1)
    figures = as_json([one, other], show=True)
    assert figures["documents"] == 2 and figures["kinds"]["plan"]["brands"]["precision"] == 0
    assert figures["kinds"]["chapter"]["outcomes"]["recall"] == 0
    assert figures["records"]["cases"] == {
        "expected": 2,
        "found": 1,
        "right": 1,
        "precision": 1,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
    }
    assert [(each["what"], each["record"]) for each in figures["differences"]] == [
        ("missing", "cases"),
        *[("missing", "outcomes")] * 3,
        ("wrong", "year"),
        ("surplus", "brands"),
    ]
    assert "differences" not in as_json([one], show=False)
    lines = "\n".join(listing([one, other]))
    for said in (
        "漏 成效  3 所 = 办学校 achieved",
        "1.5 套 <= 房",
        "20–30 个",
        "应为 2012，读作 未定",
        "「甲县：办学校」",
        "多 品牌  甲 乙",
    ):
        assert said in lines, said
    assert any(
        line.split() == ["plan", "1", "0.000", "/", "–", *["–", "/", "–"] * 3] for line in tables([other])
    )


FIGURE = {"indicator": "学校", "low": 3, "high": 3.5, "unit": "所", "bound": "=", "status": "achieved"}
CASE = {"title": "题", "begins": "始", "ends": "终", "county": None, "year": 2012, "outcomes": [FIGURE]}


def gold_text(case: dict | None = None, **document) -> str:
    whole = {"file": "a.txt", "kind": "plan", "cases": [CASE if case is None else case], **document}
    return json.dumps({"documents": [whole]}, ensure_ascii=False)


def test_the_format_is_read() -> None:
    case = CASE | {
        "also": ["题——又一题"],
        "brands": [{"name": "甲", "also": ["乙"], "note": "见第二段"}],
        "policies": [{"name": "丙"}],
        "benefits": [{"label": "丁", "low": None, "high": 5, "unit": "", "bound": "<=", "per": "月"}],
        "doubtful": {"outcomes": [FIGURE | {"status": None, "unit": None}]},
    }
    [document] = parse(gold_text(case), "g.json")
    [read] = document.cases
    figure = Amount("学校", Decimal(3), Decimal("3.5"), "所", "=", "achieved")
    benefits = (Amount("丁", None, Decimal(5), "", "<="),)
    assert read.facts == Facts((Name("甲", ("乙",)),), (Name("丙"),), benefits, (figure,))
    assert read.doubtful == Facts(outcomes=(replace(figure, status=None, unit=""),))
    assert read.also == ("题——又一题",)
    assert (document.file, document.kind, read.county, read.year) == ("a.txt", "plan", None, 2012)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "g.json 不是 JSON"),
        ("[]", "g.json 应为"),
        ("{}", "缺少 documents"),
        ('{"documents": [], "x": 1}', "不认识的字段 x"),
        (gold_text(file="文/a.txt"), "file 应为不带文件夹的文件名"),
        (gold_text(kind=""), "kind 应为不空的文字"),
        (gold_text(cases={}), "cases 应为列表"),
        (gold_text({key: CASE[key] for key in CASE if key != "county"}), "缺少 county"),
        (gold_text(CASE | {"county": "33028"}), 'county 应为六位行政区划代码或 null，现在是 "33028"'),
        (gold_text(CASE | {"county": 330281}), "county 应为"),
        (gold_text(CASE | {"year": "2012"}), "year 应为四位年份或 null"),
        (gold_text(CASE | {"year": True}), "year 应为"),
        (gold_text(CASE | {"begins": " "}), "文件 1（a.txt） 案例 1 的 begins 应为不空的文字"),
        (gold_text(CASE | {"brands": [{"name": "甲"}, {"nmae": "甲"}]}), "brands 第 2 有不认识的字段 nmae"),
        (gold_text(CASE | {"brands": [{"name": "甲", "also": "乙"}]}), "also 应为由文字组成的列表"),
        (gold_text(CASE | {"brands": ["甲"]}), "brands 第 1 应为 {…}"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"bound": "≤"}]}), "bound 应为以下之一"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"bound": ["="]}]}), "bound 应为以下之一"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"status": "done"}]}), "status 应为以下之一"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"unit": 3}]}), "unit 应为文字或 null，现在是 3"),
        (gold_text(CASE | {"outcomes": [{k: FIGURE[k] for k in FIGURE if k != "unit"}]}), "缺少 unit"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"low": "3"}]}), "low 应为数或 null"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"low": True}]}), "low 应为数或 null"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"low": 4}]}), "low（4）大于 high（3.5）"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"low": None, "high": None}]}), "不能都是 null"),
        (gold_text(CASE | {"outcomes": [FIGURE | {"low": float("nan")}]}), "NaN 不是数"),
        (gold_text(CASE | {"doubtful": {"facts": []}}), "doubtful 有不认识的字段 facts"),
        (gold_text(CASE | {"doubtful": []}), "doubtful 应为"),
        (gold_text(CASE | {"outcomes": [FIGURE]}, only_cases=True), "a.txt） 写了 only_cases，却标了事实"),
    ],
)
def test_a_broken_label_is_named(text: str, said: str) -> None:
    with pytest.raises(BadGold) as caught:
        parse(text, "g.json")
    assert said in str(caught.value)


GOLD = Path(__file__).parents[2] / "gold"


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.name)
def test_the_labels_of_the_project_keep_the_format(path: Path) -> None:
    assert parse(path.read_text("utf-8"), path.name)
