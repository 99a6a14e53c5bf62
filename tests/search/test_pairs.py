"""Numbers of pairs: what a piece asks for is there wherever the piece is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import pairs
from search.fold import fold
from tests.search.texts import texts


def keys(text: str) -> set[int]:
    """The numbers of a text's pairs."""
    return set((pairs.numbers([text]) >> 32).tolist())


@pytest.mark.parametrize(
    ("piece", "asked"),
    [
        ("人才", ["人才"]),
        ("人", ["人"]),
        ("人才，在", ["人才", "才，"]),
        ("，在", ["在"]),
        ("5%", ["5%"]),
        ("，。", []),
    ],
)
def test_what_a_piece_asks_for(piece: str, asked: list) -> None:
    assert list(pairs.spans(piece)) == asked


@given(texts, texts, texts)
def test_a_text_has_every_number_that_its_pieces_ask_for(before: str, piece: str, after: str) -> None:
    numbers = keys(fold(before + piece + after).text)
    assert all(0 <= number < 1 << pairs.BITS for number in numbers)
    if wanted := fold(piece).text:
        for first, last in pairs.spans(wanted).values():
            assert any(first <= number <= last for number in numbers)


@given(st.lists(texts, max_size=4))
def test_texts_at_once_have_the_numbers_of_each(several: list) -> None:
    folded = [fold(text).text for text in several]
    apart = [key << 32 | at for at, text in enumerate(folded) for key in keys(text)]
    assert pairs.numbers(folded).tolist() == sorted(apart)


def test_characters_are_counted_apart_from_pairs() -> None:
    met = pairs.characters(pairs.numbers(["人才，5"]) >> 32)
    assert set(met.tolist()) == {pairs.gram_key(char) for char in "人才5"}
    assert pairs.gram_key("人才") in keys("引人才") and pairs.gram_key("人") not in keys("引人才")
