"""What the one search box understands beside text: field words, document numbers, synonyms, and slips of the pen."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from cases.filters import Refusal
from cases.results import Results, as_json, hits_in, search
from tests.conftest import rows_of_a_module

from .factories import CIXI, NINGBO, YUYAO, make_case, place_with_parents

POLICY = ("人才安居办法", "formal", "安居住房", ())
NUMBER = "印发的文件为甬党〔2012〕15号，另有甬人社发〔2013〕第7号。"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Five public cases."""
    with rows_of_a_module(django_db_blocker):
        make_case("甲", place=YUYAO, year=2012, body="园区建起人才公寓三百套。" + NUMBER, policies=(POLICY,))
        make_case("乙", place=CIXI, year=2014, brands=("海创之家",), body="博士来了先住人才房。")
        make_case(
            "丙",
            place=CIXI,
            year=2010,
            brands=(),
            body="设立驿站。",
            outcomes=(("新增企业", 5, "家", "planned"),),
        )
        make_case("丁", place=NINGBO, year=2015, brands=("一镇一“千人”行动",), body="建起人才住房。")
        make_case("戊", place=None, year=None, brands=(), body="院士工作站与人才公寓都有。")
        place_with_parents("331000", "台州市")
        yield


@pytest.fixture(autouse=True)
def some(stored, db) -> None:
    """The cases of ``stored``."""


def ask(typed: str, **more: str) -> Results:
    data = QueryDict(mutable=True)
    data.update({"q": typed, **more})
    return search(data)


def titles(typed: str, **more: str) -> str:
    return "".join(result.case.title for result in ask(typed, **more).results)


# typed → the cases it stands for, and what the sentence says
FIELDS = (
    ("县:余姚", "甲", "地区为「余姚市」"),
    ("县：余姚市", "甲", "地区为「余姚市」"),
    ("地区:330281", "甲", "地区为「余姚市」"),
    ("县:余姚、慈溪", "甲乙丙", "地区为「余姚市」或「慈溪市」"),
    ("市:宁波", "甲乙丙丁", "地区为「宁波市」"),
    ("县:余姚 人才公寓", "甲", "含有「人才公寓」的案例，地区为「余姚市」"),
    ("县:慈溪 人才公寓", "乙", "地区为「慈溪市」"),
    ("-县:余姚 人才公寓", "乙丁戊", "地区不为「余姚市」"),
    ("县:未定", "戊", "地区未定"),
    ("县:台州", "", "地区为「台州市」"),
    ("年:2012", "甲", "年份为「2012 年」"),
    ("年：２０１２年", "甲", "年份为「2012 年」"),
    ("年:2012..2014", "甲乙", "「2012 年到 2014 年」"),
    ("年:2014-2012", "甲乙", "「2012 年到 2014 年」"),
    ("年:2012—2014年", "甲乙", "「2012 年到 2014 年」"),
    ("年:2012年至2014年", "甲乙", "「2012 年到 2014 年」"),
    ("年:2014年以后", "乙丁", "「2014 年及以后」"),
    ("年:2012年以前", "甲丙", "「2012 年及以前」"),
    ("年:2010、2015", "丙丁", "「2010 年」或「2015 年」"),
    ("年:不详", "戊", "年份未定"),
    ("品牌:海创之家", "乙", "品牌为「海创之家」"),
    ("品牌:一镇一千人行动", "丁", "品牌为「一镇一“千人”行动」"),
    ("品牌:海创", "乙", "品牌为「海创之家」"),
    ("政策:《人才安居办法》", "甲", "政策为「人才安居办法」"),
    ("类别:住房", "甲", "政策类别为「安居住房」"),
    ("状态:计划中", "丙", "成效状态为「计划中」"),
    ("状态:计划 县:慈溪", "丙", "地区为「慈溪市」"),
    ("县:慈溪 -博士", "丙", "不含「博士」"),
    ("县:余姚、火星", "甲", "没有「火星」这个地区，已略去"),
)


@pytest.mark.parametrize(("typed", "found", "said"), FIELDS, ids=[row[0] for row in FIELDS])
def test_field_words(typed: str, found: str, said: str) -> None:
    results = ask(typed)
    assert "".join(sorted(titles(typed), key="甲乙丙丁戊".index)) == found
    assert results.total == len(found)
    assert said in results.sentence
    assert said in as_json(results)["understood_as"]


# What is no such value is said and looked for in the text.
NO_VALUES = (
    ("县:火星", "没有「火星」这个地区"),
    ("年:去年", "没有「去年」这个年份"),
    ("品牌:没有这个", "没有「没有这个」这个品牌"),
    ("政策:公寓三百套", "没有「公寓三百套」这个政策"),
    ("类别:飞行", "没有「飞行」这个政策类别"),
    ("状态:三百套", "没有「三百套」这个成效状态"),
    ("县:%", "没有「%」这个地区"),
    ("县:\x00'\\", "没有"),
)


@pytest.mark.parametrize(("typed", "said"), NO_VALUES, ids=[repr(row[0]) for row in NO_VALUES])
def test_a_value_that_does_not_exist_is_said(typed: str, said: str) -> None:
    assert said in ask(typed).sentence


def test_the_text_of_such_a_value_is_found() -> None:
    assert titles("政策:公寓三百套") == "甲"


def test_field_words_narrow_together_with_the_filters_and_counts_follow() -> None:
    assert titles("县:余姚", county="330282") == ""
    assert titles("年:2010..2014", county="330282") == "乙丙"
    years = next(facet for facet in ask("县:慈溪").facets if facet.name == "year")
    assert [(option.value, option.count) for option in years.options] == [("2014", 1), ("2010", 1)]


NUMBERS = (
    "甬党〔2012〕15号",
    "甬党[2012]15号",
    "甬党【2012】15号",
    "甬党（2012）15号",
    "甬党(2012)15号",
    "甬党﹝2012﹞15号",
)
NUMBERS += (
    "甬党［2012］15 号",
    "甬党〔２０１２〕１５号",
    "“甬党〔2012〕15号”",
    "〔2012〕15号",
    "甬党〔2012〕第15号",
    "甬党2012年15号",
)


@pytest.mark.parametrize("typed", NUMBERS)
def test_document_numbers_are_found_in_any_brackets(typed: str) -> None:
    results = ask(typed)
    assert [(each.case.title, results.how) for each in results.results] == [("甲", "exact")]


@pytest.mark.parametrize("typed", ["甬人社发(2013)7号", "甬人社发[2013]第7号"])
def test_the_ordinal_word_of_a_document_number_does_not_matter(typed: str) -> None:
    assert titles(typed) == "甲"


def test_another_number_is_another_document() -> None:
    assert ask("甬党〔2012〕5号").how != "exact"


def test_synonyms_come_after_the_word_as_typed_and_can_be_switched_off() -> None:
    results = ask("人才房")
    assert results.results[0].case.title == "乙" and results.total == 4
    assert results.query.widened == ("人才公寓", "人才住房")
    scores = [each.score for each in results.results]
    assert scores == sorted(scores, reverse=True)
    assert titles("人才房", exact="1") == "乙"
    assert titles("“人才房”") == "乙"
    assert not ask("人才房", exact="1").query.widened


def test_hits_of_synonyms_are_marked_and_led_to() -> None:
    result = next(each for each in ask("人才公寓").results if each.case.title == "乙")
    [passage] = result.passages
    assert [text for text, hit in passage.pieces if hit] == ["人才房"]
    text = result.case.document.text
    anchors = [start for start, _ in hits_in(text, result.case.start, result.case.end, "人才公寓")]
    assert int(passage.url.rpartition("#h")[2]) in anchors
    assert not hits_in(text, result.case.start, result.case.end, "人才公寓", exact=True)
    exact = ask("人才房", exact="1").results[0]
    assert "exact=1" in exact.url and "exact=1" in exact.passages[0].url


@pytest.mark.parametrize("value", ["2", "yes", "否"])
def test_exact_is_one_or_nought(value: str) -> None:
    with pytest.raises(Refusal, match="exact"):
        ask("人才", exact=value)


# typed → what may have been meant
MEANT = (
    ("人财公寓", "人才公寓"),
    ("一镇一千仁", "一镇一千人"),
    ("yuyao", "余姚"),
    ("rencaigongyu", "人才公寓"),
    ("ren cai gong yu", "人才公寓"),
    ("院士工站", "院士工作站"),
    ("海创之加", "海创之家"),
    ("余姚 人财公寓", "余姚 人才公寓"),
    ("县:余要", "县:余姚"),
    ("人财公寓 县:余姚", "人才公寓 县:余姚"),
    ("人才公寓", None),
    ("设立驿站", None),
    ("没有这样的话", None),
    ("人才给余姚多少公寓", None),
    ("bunengyou", None),
    ("，", None),
    ("", None),
)


@pytest.mark.parametrize(("typed", "meant"), MEANT, ids=[row[0] for row in MEANT])
def test_did_you_mean(typed: str, meant: str | None) -> None:
    results = ask(typed)
    assert results.suggestion == meant
    assert as_json(results)["suggestion"] == meant
    assert results.query.typed == typed  # Never silently.
    if meant:
        assert ask(meant).total


SENTENCE = "全县为引进的博士一次性发放安家费二十万元并配租人才驿馆一套。"


def test_cases_that_repeat_a_sentence_come_after_those_that_say_something_else() -> None:
    for number in range(4):
        make_case(f"重{number}", place=YUYAO, brands=(), body=f"{'这里的开头各不相同。' * number}{SENTENCE}")
    make_case("异", place=CIXI, brands=(), body="这里也有，不过说法不同：人才驿馆共有六十间，全部免租。")
    results = ask("人才驿馆")
    assert results.total == 5
    assert {each.case.title for each in results.results[:2]} == {"异", results.results[0].case.title} | {
        results.results[1].case.title
    }
    first = next(each for each in results.results if each.repeated)
    assert first.repeated == 3 and len(first.alike) == 3
    assert "异" in [each.case.title for each in results.results[:2]]
    assert [each.rank for each in results.results] == [1, 2, 3, 4, 5]


def test_different_figures_are_no_repetition() -> None:
    for number in (12, 15):
        make_case(f"数{number}", place=YUYAO, brands=(), body=f"去年全县建成人才驿馆{number}套并投入使用。")
    assert not any(each.repeated for each in ask("人才驿馆").results)
