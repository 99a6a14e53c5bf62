"""Numbers of pairs: what a piece asks for is there wherever the piece is."""

import pytest
from hypothesis import given

from search import pairs
from search.fold import fold
from tests.search.texts import texts


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
    numbers = pairs.keys(fold(before + piece + after).text)
    assert all(0 <= number < 1 << pairs.BITS for number in numbers)
    if wanted := fold(piece).text:
        for first, last in pairs.spans(wanted).values():
            assert any(first <= number <= last for number in numbers)


def test_characters_are_counted_apart_from_pairs() -> None:
    assert pairs.characters(pairs.keys("人才，5")) == {pairs.gram_key(char) for char in "人才5"}
    assert pairs.gram_key("人才") in pairs.keys("引人才") and pairs.gram_key("人") not in pairs.keys("引人才")
