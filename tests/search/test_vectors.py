"""Numbers of passages are those of their words and pairs, whether counted alone or among others."""

from collections import Counter

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from search import rank, segment
from search.fold import fold
from search.index import fresh, vectors
from search.index.vectors import OF, Text
from tests.search.texts import texts


@given(
    st.lists(st.tuples(texts, st.integers(0, 60), st.lists(st.sampled_from(["余姚", "人才"]), unique=True)))
)
def test_words_are_counted_in_each_passage(met: list) -> None:
    several = [Text(fold(text).text, own, tuple(names)) for text, own, names in met]
    counted = vectors.count(several)
    found: list[dict[int, int]] = [{} for _ in several]
    for word, times in zip(counted.words.tolist(), counted.weights.tolist(), strict=True):
        found[word & OF][word >> 32] = times
    for at, text in enumerate(several):
        words = segment.words(text.folded[: text.own])
        assert found[at] == Counter(map(rank.word_key, [*words, *text.names]))
        assert counted.lengths[at] == len(words)


@pytest.mark.django_db
def test_what_is_fresh_is_taken_as_it_was_written() -> None:
    counted = vectors.count([Text("余姚", 0), Text("引进人才R&D", 5, ("余姚",)), Text("，", 1), Text("", 0)])
    written = counted.weighted(2.0).renamed(counted.numbers * 3 + 2_000_000_000)
    with connection.cursor() as cursor:
        cursor.execute("delete from search_fresh")
        fresh.write(cursor, written)
        cursor.execute("select pid, length, terms from search_fresh where pid = 2000000000")
        assert cursor.fetchone() == (2_000_000_000, 0, [])
        first, rest = fresh.take(cursor, 1), fresh.take(cursor, 9)
        assert first.numbers.tolist() == [2_000_000_000]
        fresh.write(cursor, first)
        fresh.write(cursor, rest)
        taken = fresh.take(cursor, 9)
    for name in ("numbers", "lengths", "pairs", "words", "weights"):
        assert getattr(taken, name).tolist() == getattr(written, name).tolist(), name
    assert not len(vectors.count([]).numbers)
