"""The arithmetic of ranking behaves as BM25 should."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import rank
from search.fold import fold
from tests.search.texts import texts


def test_rare_terms_weigh_more_and_none_less_than_nothing() -> None:
    assert rank.idf(1, 1000) > rank.idf(10, 1000) > rank.idf(1000, 1000) > 0
    assert rank.idf(2000, 1000) == rank.idf(1000, 1000)


def test_more_occurrences_add_less_and_less() -> None:
    first, second, third = (rank.saturate(n, 100, 100) for n in (1, 2, 3))
    assert rank.saturate(0, 100, 100) == 0
    assert first == pytest.approx(1.0) and first < second < third < rank.K1 + 1
    assert second - first > third - second
    assert rank.saturate(1, 200, 100) < first


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 10_000)), min_size=1), st.floats(1, 1000))
def test_impacts_fit_their_seven_bits(met: list, usual: float) -> None:
    counts, lengths = np.array(met).T
    impacts = rank.impacts(counts, lengths, usual)
    assert all(1 <= impact <= 127 for impact in impacts)
    assert impacts[0] == max(1, round(rank.saturate(*met[0], usual) * rank.LEVELS))


def test_keys_of_words_fit_their_31_bits() -> None:
    assert all(0 <= rank.word_key(word) < 2**31 for word in ("人才", "余姚", "r&d", "\ud800", ""))


def test_what_the_second_look_counts() -> None:
    assert set(rank.query_grams(["3d打印", "r&d"])) == {"3d", "打", "印", "打印", "r", "d"}
    assert set(rank.query_grams(["人才2025年"])) == {"人", "才", "人才", "2025", "年"}
    assert rank.query_grams([]) == {}


def test_words_that_stand_together_score_higher() -> None:
    weighted = rank.query_grams(["人才公寓"])
    together, apart, neither, in_head = rank.second_look(
        weighted,
        [
            ("县里建成人才公寓三百套", ""),
            ("县里才俊住公家寓所三百人", ""),
            ("县里修成水库一座", ""),
            ("县里建成三百套", "人才公寓"),
        ],
    )
    assert together > apart > neither == 0 < in_head


@given(texts.map(lambda text: fold(text).text), texts, texts)
def test_the_second_look_is_the_sum_of_its_shares(text: str, head: str, typed: str) -> None:
    weighted = rank.query_grams([fold(typed).text])
    expected = sum(
        weight * rank.saturate(text.count(gram) + (gram in head), len(text), rank.USUAL_CHARACTERS)
        for gram, weight in weighted.items()
    )
    assert rank.second_look(weighted, [(text, head)]) == [pytest.approx(expected)]


def test_one_sentence_with_all_of_it_scores_higher_than_several() -> None:
    weighted = rank.query_grams(["分为东西"])
    together, apart, named, neither = (
        rank.third_look(weighted, *passage)
        for passage in (
            ("其国后来分为东西两部。余事不详", ""),
            ("其国后来分为两部。东西各有都城!余事不详", ""),
            ("余事不详", "分为东西"),
            ("余事不详", ""),
        )
    )
    assert together == named == sum(weighted.values()) and together > apart > neither == 0


@given(texts.map(lambda text: fold(text).text), texts, texts)
def test_the_third_look_never_counts_a_gram_twice(text: str, head: str, typed: str) -> None:
    weighted = rank.query_grams([fold(typed).text])
    met = sum(weight for gram, weight in weighted.items() if gram in text or gram in head)
    assert 0 <= rank.third_look(weighted, text, head) <= met + 1e-9
