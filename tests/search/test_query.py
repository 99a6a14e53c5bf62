"""What is typed and how it is understood; nothing typed raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST, MOST_FIELDS, MOST_PIECES, MOST_VALUES, Field, parse
from tests.search.texts import texts

# typed → the pieces of every clause, and what is excluded
READ = (
    ("千人计划产业园 余姚", [["千人计划产业园"], ["余姚"]], []),
    ("余姚，慈溪、北仑", [["余姚"], ["慈溪"], ["北仑"]], []),
    ("“一镇一千人”", [["一镇一千人"]], []),
    ('一镇一"千人"', [["一镇一千人"]], []),
    ("「人才 强县」", [["人才强县"]], []),
    ("人才 -公寓", [["人才"]], ["公寓"]),
    ("人才 －“人才公寓”", [["人才"]], ["人才公寓"]),
    ("人才公寓 或 人才房", [["人才公寓", "人才房"]], []),
    ("人才公寓 OR 人才房 | 人才住房 余姚", [["人才公寓", "人才房", "人才住房"], ["余姚"]], []),
    ("人才 AND 余姚", [["人才"], ["余姚"]], []),
    ("R&D ３Ｄ打印 C919", [["r&d"], ["3d打印"], ["c919"]], []),
    ("人才強縣 5年", [["人才强县"], ["5年"]], []),
    ("1,000 元", [["1,000"], ["元"]], []),
    ("44% C++", [["44%"], ["c++"]], []),
    ("100_000\\ 人", [["100_000"], ["人"]], []),
    ("人", [["人"]], []),
    ("余姚 余姚", [["余姚"]], []),
    ("或 人才 或", [["人才"]], []),
    ("-公寓", [], ["公寓"]),
    ("？！。", [], []),
    ("", [], []),
    ("\x00\u200b", [], []),
)


@pytest.mark.parametrize(("typed", "clauses", "excluded"), READ, ids=[repr(row[0]) for row in READ])
def test_read(typed: str, clauses: list, excluded: list) -> None:
    query = parse(typed)
    assert [[piece.text for piece in clause] for clause in query.clauses] == clauses
    assert list(query.excluded) == excluded
    assert bool(query) is bool(clauses)


def test_a_phrase_is_not_loosened_but_a_question_is() -> None:
    assert parse('"余姚的人才公寓"').clauses[0][0].words == ()
    words = parse("余姚给千人计划专家多少奖励？").clauses[0][0].words
    assert {"余姚", "千人计划", "专家", "奖励"} <= set(words)
    assert not {"给", "多少"} & set(words)
    piece = parse("高畠车站由哪个公司运营").clauses[0][0]
    assert {"车站", "公司"} <= set(piece.words) and "畠" in piece.singles and "由" not in piece.singles


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("余姚", "查找含有「余姚」的案例。"),
        ("余姚 -公寓", "查找含有「余姚」的案例，不含「公寓」。"),
        ("人才房 或 人才公寓 余姚", "查找同时含有「人才房」或「人才公寓」、「余姚」的案例。"),
        ("-公寓", "只有要排除的词，没有要查找的词。"),
        ("？", "没有可检索的文字。"),
    ],
)
def test_it_says_how_it_was_understood(typed: str, said: str) -> None:
    assert parse(typed).understood == said


def test_only_the_first_characters_count_and_it_says_so() -> None:
    query = parse("人才 " * 20_000)
    assert len(query.typed) == LONGEST and query.pieces == ("人才",)
    assert "只看前 200 个字" in query.understood


WORDS = {"县": "county", "地区": "county", "年": "year", "品牌": "brand", "status": "status"}
# typed → (name, values) of every field, and the pieces besides; a minus sign before the name of an excluded one
FIELDS = (
    ("县:余姚 人才公寓", [("county", "余姚")], ["人才公寓"]),
    ("人才公寓 县：余姚", [("county", "余姚")], ["人才公寓"]),
    ("地区：余姚、慈溪 人才", [("county", "余姚 慈溪")], ["人才"]),
    ("地区：余姚，慈溪", [("county", "余姚 慈溪")], []),
    ("县:余姚或慈溪", [("county", "余姚 慈溪")], []),
    ("县:余姚 或 慈溪 人才", [("county", "余姚 慈溪")], ["人才"]),
    ("县:余姚 年:2012..2015", [("county", "余姚"), ("year", "2012..2015")], []),
    ("县:余姚、年:2012", [("county", "余姚"), ("year", "2012")], []),
    ("人才，县:余姚", [("county", "余姚")], ["人才"]),
    ("县: 余姚", [("county", "余姚")], []),
    ("县：：余姚。", [("county", "余姚")], []),
    ("STATUS:planned", [("status", "planned")], []),
    ("品牌:“海创 之家” 人才", [("brand", "海创 之家")], ["人才"]),
    ("品牌:一镇一“千人”", [("brand", "一镇一“千人”")], []),
    ("-县:余姚 人才", [("-county", "余姚")], ["人才"]),
    ("全县:余姚", [], ["全县", "余姚"]),
    ("里程：三百", [], ["里程", "三百"]),
    ("县:", [], ["县"]),
    ("县", [], ["县"]),
    ('"县:余姚"', [], ["县:余姚"]),
)


@pytest.mark.parametrize(("typed", "fields", "pieces"), FIELDS, ids=[row[0] for row in FIELDS])
def test_field_words(typed: str, fields: list, pieces: list) -> None:
    query = parse(typed, WORDS)
    told = [("-" * each.excluded + each.name, each.values) for each in query.fields]
    values = [
        (name, tuple(values.split(" ")) if "海创" not in values else (values,)) for name, values in fields
    ]
    assert told == values
    assert list(query.pieces) == pieces


def test_without_known_words_a_colon_parts_pieces() -> None:
    assert parse("县:余姚").pieces == ("县", "余姚")
    assert not parse("县:余姚").fields


def test_a_field_can_be_taken_for_text() -> None:
    field = Field("county", "县", ("火星",))
    assert parse("县:火星 人才", WORDS).fields == (field,)
    query = parse("县:火星 人才", WORDS, [field])
    assert query.pieces == ("火星", "人才") and not query.fields


def test_fields_are_bounded() -> None:
    many = parse(" ".join(f"县:{n}、{'、'.join('甲乙丙丁戊己庚辛壬癸子丑')}" for n in range(9)), WORDS)
    assert len(many.fields) <= MOST_FIELDS
    assert all(len(field.values) <= MOST_VALUES for field in many.fields)


@given(st.one_of(texts, st.lists(texts, max_size=40).map(" ".join)))
def test_nothing_raises_and_all_is_bounded(typed: str) -> None:
    query = parse(typed, WORDS)
    assert len(query.fields) <= MOST_FIELDS
    assert len(query.clauses) <= MOST_PIECES and len(query.excluded) <= MOST_PIECES
    assert all(any(char.isalnum() for char in piece) for piece in query.pieces)
    assert query.understood.endswith("。")
