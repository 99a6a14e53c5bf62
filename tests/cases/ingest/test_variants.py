"""Several pieces in one document, laid out in many ways: each is found, under its county, and every paragraph is whole."""

import pytest

from cases.ingest import ingest_bytes
from tests.cases.ingest.variants import VARIANTS, Variant


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_pieces_and_their_counties(variant: Variant):
    record = ingest_bytes(variant.raw.encode(), "来稿.txt")
    read = [(case.title, case.place.code if case.place else None) for case in record.cases]
    assert read == [(piece.title, piece.code) for piece in variant.pieces]
    for case, piece in zip(record.cases, variant.pieces, strict=True):
        lines = record.text[case.start : case.end].split("\n")
        assert [line for line in piece.paragraphs if line not in lines] == list(piece.begun)


def test_a_page_head_whose_day_is_printed_nowhere_else_is_kept():
    variant = VARIANTS["heads"]
    raw = variant.raw.replace("南岛日报　2023年4月20日　星期四　基层　A05\n", "", 1)
    assert "2023" in ingest_bytes(raw.encode(), "来稿.txt").text
