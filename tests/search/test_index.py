"""The index finds what is there and nothing else, and ranks it sensibly."""

import random
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from search import index
from search.fold import fold
from search.query import parse
from tests.search.owners import found, make_owner
from tests.search.texts import texts

pytestmark = pytest.mark.django_db

YUYAO = (
    "全县规划建设人才小镇，三年引进博士六十名，奖励最高５０万元。小镇里的研发中心（R&D）研制出 C919 零件。"
)
CIXI = "本地企业家赴余姚参观学习。会后议定建立人才银行，向青年创业者放贷，利率按 4.35% 执行。"
PINGHU = "港区聚焦石化產業，設立人才驛站。邓颖超故居旁新修了公寓。"


@pytest.fixture
def three() -> None:
    make_owner(1, "余姚人才小镇\n余姚市\n宁波市", YUYAO)
    make_owner(2, "慈溪人才银行\n慈溪市\n宁波市", CIXI)
    make_owner(3, "平湖港区引才\n平湖市\n嘉兴市\n江东区\n鄞州区", PINGHU)


# typed → owners that match, the best first; the order of those in a set does not matter
FOUND = (
    ("人才小镇", [1]),
    ("人才银行", [2]),
    ("余姚", [1, 2]),
    ("宁波", [{1, 2}]),
    ("江东区", [3]),
    ("才", [{1, 2, 3}]),
    ("镇里", [1]),
    ("颖超", [3]),
    ("石化产业", [3]),
    ("人才驿站", [3]),
    ("50万", [1]),
    ("５０万元", [1]),
    ("R&D", [1]),
    ("c919", [1]),
    ("919", [1]),
    ("4.35%", [2]),
    ('"4_35"', []),
    ('"4%35"', []),
    ('"4\\.35"', []),
    ("%", []),
    ('"建人才"', []),
    ('"规划人才"', []),
    ("博士 余姚", [1]),
    ("博士 慈溪", []),
    ("人才 -银行", [{1, 3}]),
    ("银行 或 驿站", [{2, 3}]),
    ("宁波 -“人才小镇”", [2]),
    ("港\x00区", [3]),
    ("青年给多少放贷", [2]),
)


@pytest.mark.parametrize(("typed", "owners"), FOUND, ids=[repr(row[0]) for row in FOUND])
@pytest.mark.parametrize("sealed", [False, True], ids=["fresh", "sealed"])
def test_found(three, typed: str, owners: list, sealed: bool) -> None:
    if sealed:
        index.seal()
    expected = [each if isinstance(each, set) else {each} for each in owners]
    answer = found(typed)
    assert len(answer) == sum(map(len, expected))
    for group in expected:
        assert set(answer[: len(group)]) == group
        answer = answer[len(group) :]


def test_the_stages_tell_how_it_matched(three) -> None:
    assert index.find(parse("人才小镇")).how == "exact"
    assert index.find(parse("青年给多少放贷")).how == "words"
    partial = index.find(parse("火星 石化 产业"))
    assert partial.how == "partial" and partial.partial and partial.owners[0][0] == 3
    nothing = index.find(parse("龘靐"))
    assert (nothing.how, nothing.owners, nothing.more) == ("none", [], [])
    assert index.find(parse("-人才")).how == "none"
    few = index.find(parse("人才小镇"))
    assert [owner for owner, _ in few.owners] == [1] and {owner for owner, _ in few.more} <= {2, 3}


def test_a_rare_character_of_a_question_is_not_passed_over() -> None:
    make_owner(1, "", "高畠车站隶属东线，每日四班列车。")
    make_owner(2, "", "另一座车站由一家公司运营，站前有广场。")
    for owner in range(3, 16):
        make_owner(owner, "", "乡村道路。")
    answer = index.find(parse("高畠车站由哪家公司运营"))
    assert answer.how == "partial" and {1, 2} <= {owner for owner, _ in answer.owners}
    assert index.find(parse("车站由哪家公司运营")).how == "words"


@pytest.mark.parametrize("sealed", [False, True], ids=["fresh", "sealed"])
def test_a_name_that_is_cut_otherwise_in_a_question_is_found(sealed: bool) -> None:
    assert "潘淑是" in parse("潘淑是哪里人").words
    make_owner(1, "", "吴地旧事：潘淑的父亲做过小吏，后来获罪。")
    make_owner(2, "", "村里的人都爱唱戏，外来的人也跟着学。")
    if sealed:
        index.seal()
    assert index.find(parse("潘淑是哪里人")).owners[0][0] == 1


def test_a_limit_keeps_the_best(three) -> None:
    assert [owner for owner, _ in index.find(parse("余姚"), limit=1).owners] == [1]


def test_names_outweigh_any_number_of_mentions() -> None:
    make_owner(1, "余姚市", "本年没有别的消息。")
    for owner in range(2, 40):
        make_owner(owner, "别处", "余姚的做法值得学习。" * 100, 60)
    index.seal()
    assert index.find(parse("余姚")).owners[0][0] == 1


def test_an_empty_index_finds_nothing() -> None:
    assert index.find(parse("人才")) == index.Found()
    assert index.hits(parse("人才"), [1, 2]) == {1: [], 2: []}


def quoted(piece: str) -> str:
    """A piece as a phrase; quotation marks in it would end the phrase, and folding drops them anyway."""
    return '"' + "".join(char for char in piece if char not in '"“”„‟＂') + '"'


@given(texts, texts, st.integers(8, 40), st.data())
@example("r&d\nab 人才", "a", 8, None)
def test_every_piece_finds_its_owner_and_no_other(text: str, other: str, size: int, data) -> None:
    make_owner(1, "", text, size)
    make_owner(2, other, "", size)
    pieces = [text[i:j] for i in range(0, len(text), 5) for j in (i + 1, i + 2, i + 30, len(text))]
    if data is not None:
        start = data.draw(st.integers(0, len(text)))
        pieces = [text[start : data.draw(st.integers(start, len(text)))], data.draw(texts)[:3]]
    for piece in pieces:
        query = parse(quoted(piece))
        if query:
            wanted = query.pieces[0]
            expected = {1} if wanted in fold(text).text else set()
            expected |= {2} if any(wanted in fold(line).text for line in other.splitlines()) else set()
            assert set(found(query.typed)) == expected, query


@pytest.mark.parametrize("length", [24, 25, 26, 30, 80, 150, 198])
def test_long_pieces_are_found_across_passages(length: int) -> None:
    rare = [chr(0x4E00 + (i * 7919) % 20000) for i in range(600)]
    text = "".join(rare)
    make_owner(1, "", text, 50)
    make_owner(2, "", text[:300] + "的" + text[300:], 50)
    for start in range(0, 300, 17):
        piece = text[start : start + length]
        inside = start < 300 < start + length
        assert found(quoted(piece)) == ([1] if inside else [1, 2]), start
        assert found(quoted(piece[:-1] + "龘")) == []


def test_every_piece_of_the_real_documents_is_found(seeds: Path) -> None:
    chosen = random.Random(7)
    sources = {n: path.read_text(encoding="utf-8") for n, path in enumerate(sorted(seeds.glob("*.txt")), 1)}
    for owner, text in sources.items():
        make_owner(owner, "", text)
    folded = {owner: fold(text).text for owner, text in sources.items()}
    tried = 0
    for owner, text in sources.items():
        for _ in range(60):
            start = chosen.randrange(len(text))
            query = parse(quoted(text[start : start + chosen.choice((1, 2, 3, 5, 8, 13, 40, 190))]))
            if query:
                tried += 1
                expected = {each for each, whole in folded.items() if query.pieces[0] in whole}
                assert owner in expected
                assert set(found(query.typed)) == expected, query.typed
    assert tried > 200


HOSTILE = (
    "'; drop table search_passage; --",
    "%s %(x)s %%",
    "\\ \\\\ ' '' \" & | ! ( ) <-> :* 'a'",
    "a:*b & !c | 'd",
    "人" * 200,
    "的 " * 20_000,
    "\ud800人\udfff",
    "𠮷" * 200,
    "ﷺ" * 200,
    " ".join("人才公寓引进计划县市"[i % 10] for i in range(100)),
    "-" * 200,
    '"' * 199 + "人",
)


@pytest.mark.parametrize(
    "typed", HOSTILE, ids=[row[:16].encode("ascii", "replace").decode() for row in HOSTILE]
)
def test_hostile_queries_raise_nothing(three, typed: str) -> None:
    query = parse(typed)
    answer = index.find(query)
    index.hits(query, [owner for owner, _ in answer.owners + answer.more])
    assert index.check([]).stray == (1, 2, 3)


@given(st.one_of(texts, st.lists(texts, max_size=9).map(" ".join)))
def test_nothing_typed_raises(typed: str) -> None:
    make_owner(1, "余姚人才小镇", YUYAO)
    answer = index.find(parse(typed))
    assert {owner for owner, _ in answer.owners} <= {1}
    assert index.hits(parse(typed), [1]).keys() == {1}


def test_statements_do_not_grow_with_owners(three, django_assert_max_num_queries) -> None:
    for owner in range(10, 60):
        make_owner(owner, "余姚人才小镇", YUYAO)
    query = parse("余姚 博士 -银行")
    with django_assert_max_num_queries(9):
        answer = index.find(query)
        index.hits(query, [owner for owner, _ in answer.owners])
    assert len(answer.owners) == 51


# Hits


def spans(typed: str, owner: int, **options: int) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in index.hits(parse(typed), [owner], **options)[owner]]


def test_hits_are_the_passages_that_answer_best() -> None:
    parts = [
        "先讲外籍专家住的公寓。",
        "再讲产业发展的规划。",
        "后讲外籍公寓的租金。",
        "外籍公寓交付了。",
        "末尾讲其他。",
    ]
    text = "".join(parts)
    make_owner(1, "某县", text, 12)
    shown = [text[a:b] for a, b in spans("外籍公寓", 1)]
    assert set(shown[:2]) == {parts[2], parts[3]}
    assert shown[2:] == [parts[0]]
    assert len(spans("外籍公寓", 1, per_owner=1)) == 1


def test_a_repeated_passage_is_shown_once() -> None:
    line = "全县每年安排专项资金用于人才公寓的建设与管理。\n"
    make_owner(1, "", line * 5 + "人才公寓的租金另有规定，详见附件。", 30)
    assert len(spans("人才公寓", 1)) == 2


def test_what_only_the_head_has_shows_the_first_passage(three) -> None:
    assert spans("江东区", 3)[0][0] == 0
    assert index.hits(parse("江东区"), [3])[3][0].score == 0
    make_owner(4, "江东区", "")
    assert spans("江东区", 4) == []


def test_hits_lead_to_the_source_text() -> None:
    text = (
        "第一段讲别的事情，与此无关。\n" * 3
        + "这一段讲人 才　驿 站的事。\n"
        + "第二段也讲别的，仍然无关。\n" * 3
    )
    make_owner(1, "", text, 20)
    start, end = spans("人才驿站", 1, per_owner=1)[0]
    assert text[start:end] == "这一段讲人 才　驿 站的事。"


def test_a_hit_across_a_cut_is_where_it_begins() -> None:
    make_owner(1, "", "甲" * 18 + "人才" + "公寓" + "乙" * 16, 20)
    assert spans("人才公寓", 1) == [(0, 20)]


def test_the_tables_are_plain(three) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select extname from pg_extension")
        assert cursor.fetchall() == [("plpgsql",)]
