"""Words that mean the same: which are looked for besides, and which are not."""

import pytest

from search import synonyms
from search.fold import fold
from search.query import parse
from search.synonyms import MOST, groups, read, widen

# typed → what is looked for besides
ALSO = (
    ("人才公寓", ["人才房", "人才住房"]),
    ("人才房 余姚", ["人才公寓", "人才住房"]),
    ("国家千人计划", ["千人计划"]),
    ("国千", ["千人计划"]),
    ("博士后科研工作站", ["博士后工作站"]),
    ("博士后工作站", ["博士后科研工作站"]),
    ("院士工作站", ["院士专家工作站"]),
    ("安家补助", ["安家费", "安家补贴"]),
    ("高校毕业生", ["大学毕业生"]),
    ("人才公寓建设", ["人才房", "人才住房"]),
    ("余姚的人才公寓有多少套", ["人才房", "人才住房"]),
    ("人才房産", []),
)
NOT_ALSO = (
    ("“人才公寓”", "quoted"),
    ("人才房产", "part of another word"),
    ("一镇一千人", "no group"),
    ("人才 -人才公寓", "excluded"),
    ("民营企业", "民企 also stands in 农民企业家"),
    ("国有企业", "国企 also stands in 中国企业"),
)


@pytest.mark.parametrize(("typed", "also"), ALSO, ids=[row[0] for row in ALSO])
def test_also(typed: str, also: list[str]) -> None:
    assert set(also) <= set(widen(parse(typed)).widened)


@pytest.mark.parametrize(("typed", "why"), NOT_ALSO, ids=[row[1] for row in NOT_ALSO])
def test_nothing_else(typed: str, why: str) -> None:
    query = parse(typed)
    assert widen(query) is query


def test_the_rest_of_a_piece_stays_and_only_its_clause_is_widened() -> None:
    query = widen(parse("人才公寓建设 余姚"))
    assert [[piece.text for piece in clause] for clause in query.clauses] == [
        ["人才公寓建设", "人才房建设", "人才住房建设"],
        ["余姚"],
    ]


def test_what_contains_the_typed_word_is_not_looked_for_twice() -> None:
    assert not set(widen(parse("千人计划")).widened) & {"国家千人计划"}


def test_more_groups_may_be_brought() -> None:
    query = widen(parse("江东区 人才"), {"江东区": ["鄞州区"]})
    assert query.widened == ("鄞州区",)
    assert [piece.text for piece in query.clauses[0]] == ["江东区", "鄞州区"]


def test_one_way() -> None:
    found = read(["# 注", "甲 乙", "丙 > 丁"])
    assert found == {"甲": ("乙",), "乙": ("甲",), "丙": ("丁",)}


def test_other_groups_hold_where_they_are_named() -> None:
    with synonyms.trying(("人才公寓 青年公寓",)):
        assert widen(parse("人才公寓")).widened == ("青年公寓",) and "国千" not in groups()
    with synonyms.trying(()):
        assert groups() == {}
    assert "人才房" in widen(parse("人才公寓")).widened


def test_the_list_is_well_formed_and_bounded() -> None:
    lines = synonyms._FILE.read_text("utf-8").splitlines()
    assert sum(1 for line in lines if line and not line.startswith("#")) >= 60
    assert len(lines) == len({line for line in lines if line}) + lines.count("")
    for word, others in groups().items():
        assert word == fold(word).text and len(word) > 1
        assert others and word not in others
        clause = widen(parse(word)).clauses[0]
        assert len(clause) <= 1 + MOST
