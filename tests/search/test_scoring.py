"""Ranking by words gives the sums of the books, whether passages are fresh, sealed or merged."""

import pytest
from django.db import connection

from search import index, rank
from search.index import scoring
from search.query import parse
from tests.search.owners import make_owner

pytestmark = pytest.mark.django_db
WORDS = {"人才": 2.0, "公寓": 3.0, "没有": 9.0}
TEXTS = ("人才公寓。", "人才、人才、人才。", "公寓和公园。", "乡村道路。")


def best(most: int = 9) -> dict[str, float]:
    """The sums by the text of their passage, best first."""
    with connection.cursor() as cursor:
        numbers, sums = scoring.best(cursor, WORDS, most)
        cursor.execute("select pid, folded from search_passage where ord = 1")
        texts = dict(cursor.fetchall())
    return {texts.get(pid, "gone"): summed for pid, summed in zip(numbers, sums, strict=True)}


def expected(text: str) -> float:
    shares = {word: (text.count(word), idf) for word, idf in WORDS.items()}
    length = {"人才公寓。": 2, "人才、人才、人才。": 3, "公寓和公园。": 3}.get(text, 0)
    steps = (
        (round(rank.saturate(n, length, rank.USUAL_WORDS) * rank.LEVELS), idf) for n, idf in shares.values()
    )
    return sum(step * idf for step, idf in steps)


def test_the_sums_are_the_same_in_every_state() -> None:
    with connection.cursor() as cursor:
        for table in ("passage", "fresh", "run", "pairs", "words", "gram", "dead"):
            cursor.execute(f"delete from search_{table}")
        cursor.execute("select setval('search_pid', 65533)")  # Two windows.
    for owner, text in enumerate(TEXTS):
        make_owner(owner, "", text)
    fresh = best()
    assert fresh == {text: pytest.approx(expected(text)) for text in TEXTS[:3]}
    assert list(fresh) == sorted(fresh, key=lambda text: -fresh[text])
    index.seal()
    assert best() == fresh
    for owner in range(3):
        make_owner(owner + 10, "", "别的。")
        index.seal()
    assert best() == fresh and len(best(1)) == scoring.SPARE
    index.remove(0)
    assert best() == {"gone": fresh["人才公寓。"]} | {text: fresh[text] for text in TEXTS[1:3]}
    found = index.find(parse("人才 公寓"))
    assert {owner for owner, _ in [*found.owners, *found.more]} == {1, 2}


def test_further_passages_are_added_to_the_sums() -> None:
    make_owner(1, "", TEXTS[0])
    make_owner(2, "", TEXTS[3])
    with connection.cursor() as cursor:
        cursor.execute("select owner, pid from search_passage where ord = 1")
        numbers = dict(cursor.fetchall())
        more = [(numbers[1], 1.0), (numbers[2], 3.0), (numbers[2], 4.0)]
        found = dict(zip(*scoring.best(cursor, WORDS, 9, more), strict=True))
        assert scoring.best(cursor, {}, 9, []) == ([], [])
    assert found[numbers[1]] == pytest.approx(expected(TEXTS[0]) + rank.LEVELS)
    assert found[numbers[2]] == pytest.approx(7 * rank.LEVELS)
