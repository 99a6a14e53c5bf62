"""Passages cover a text and end where sentences do; words count with the shorter words inside them."""

import re
from contextvars import copy_context
from pathlib import Path

import jieba
import pytest
import rjieba
from hypothesis import example, given
from hypothesis import strategies as st

from search import segment
from search.fold import fold
from tests.search.texts import texts


@given(texts, st.integers(1, 60))
def test_passages_cover_all_but_white_space(text: str, size: int) -> None:
    spans = segment.passages(text, size)
    assert all(0 <= start < end <= len(text) and end - start <= size for start, end in spans)
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    kept = "".join(text[start:end] for start, end in spans)
    assert re.sub(r"\s", "", kept) == "".join(text.split())


def test_passages_end_at_sentences() -> None:
    text = "第一句讲引才。第二句讲育才！“第三句讲用才。”第四句讲留才"
    assert [text[a:b] for a, b in segment.passages(text, 16)] == [
        "第一句讲引才。第二句讲育才！",
        "“第三句讲用才。”第四句讲留才",
    ]


def test_a_sentence_too_long_is_cut_at_its_clauses() -> None:
    text = "一是建平台，二是引项目，三是优服务，四是强保障"
    assert [text[a:b] for a, b in segment.passages(text, 12)] == [
        "一是建平台，二是引项目，",
        "三是优服务，四是强保障",
    ]


def test_a_line_break_ends_a_passage_that_is_long_enough() -> None:
    text = "甲" * 20 + "\n" + "乙" * 10
    assert segment.passages(text, 32) == [(0, 20), (21, 31)]
    assert segment.passages(text, 60) == [(0, 31)]


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("千人计划产业园", {"千人计划", "产业园", "计划"}, {"人计"}),
        ("余姚市", {"余姚", "余姚市"}, {"姚市"}),
        ("r&d投入占5.2%", {"投入"}, {"&", "%"}),
        ("", set(), {""}),
    ],
)
def test_words(text: str, present: set, absent: set) -> None:
    found = set(segment.words(text))
    assert present <= found and not absent & found


def test_names_count_what_a_cut_hides() -> None:
    assert "余姚" in segment.names("余姚人才港湾\n余姚市")
    assert "市余" not in segment.names("宁波市\n余姚市")


@given(texts)
def test_cutting_keeps_the_order_of_the_text(text: str) -> None:
    folded = fold(text).text
    at = 0
    for word in segment.cut(folded):
        at = folded.index(word, at) + len(word)


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    """jieba as it comes, with the domain's words at the frequencies that our cutter gave them."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    other = rjieba.Jieba()
    for word in map(lambda each: fold(each).text, segment.domain_words()):
        tokenizer.add_word(word, other.add_word(word, None, None))
    return tokenizer


def words_of(tokenizer: jieba.Tokenizer, folded: str) -> list[str]:
    """What jieba cuts, without the tokens that are signs only."""
    return [word for word in tokenizer.cut(folded) if word[0].isalnum() or word[-1].isalnum()]


def test_the_dictionary_is_that_of_jieba(plain: jieba.Tokenizer) -> None:
    known = rjieba.Jieba().has_word
    with plain.get_dict_file() as file:
        assert all(known(line.split()[0]) for line in file.read().decode().splitlines())
    assert not any(map(known, ("人计", "姚市", "龘靐")))


SIGNS = ("80-90%", "163.com", "v1.2.3", "r&d投入1.5-2.5%", "c++和c#", "a_b", "-5", ".net", "㐀县#𠮷%鿖a-1")


@given(texts)
@example("".join(SIGNS))
@example(" ".join(SIGNS))
def test_the_cuts_are_those_of_jieba(plain: jieba.Tokenizer, text: str) -> None:
    folded = fold(text).text
    assert segment.cut(folded) == words_of(plain, folded)


def test_the_cuts_of_the_real_documents_are_those_of_jieba(plain: jieba.Tokenizer, seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        folded = fold(path.read_text(encoding="utf-8")).text
        assert segment.cut(folded) == words_of(plain, folded)


def test_the_vocabulary_has_a_version() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", segment.version())
    assert len(segment.domain_words()) > 300


def test_other_words_cut_otherwise_where_they_are_named_alone() -> None:
    usual, text = segment.version(), "姚北引智港湾的人才强市"
    assert {"引智港湾", "人才强市"} & set(segment.words(text)) == {"人才强市"}

    def elsewhere() -> set[str]:
        segment.use(("引智港湾",))
        with segment.trying(("姚北引智港湾",)):
            assert "姚北引智港湾" in segment.words(text)
            segment.use(("引智港湾",))  # What is named meanwhile waits.
            assert "姚北引智港湾" in segment.words(text) and segment.domain_words() == ("姚北引智港湾",)
        return set(segment.words(text))

    assert {"引智港湾", "人才强市"} & copy_context().run(elsewhere) == {"引智港湾"}
    assert segment.version() == usual and "人才强市" in segment.words(text)
