"""Texts put together at random of pieces of the labelled ones: each is read, and every quotation stands in its text."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.records import CaseRecord, Evidence

FOLDER = Path(__file__).parents[2] / "gold" / "documents"
PIECES = {"sentences": r"(?<=[。；\n])", "clauses": r"(?<=[，、：“”（）])"}
SIGNS = "0123456789，。“”《》（）\n万亿元名个%年县市区的"
MOST = 4_000  # characters of a text


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text() for path in sorted(FOLDER.glob("*.txt"))]


def quotations(case: CaseRecord) -> Iterator[Evidence]:
    for facts in (case.brands, case.policies, case.outcomes, case.people, case.organisations):
        for fact in facts:
            yield from fact.evidence
    for policy in case.policies:
        for benefit in policy.benefits:
            yield from benefit.evidence


def is_read(text: str) -> None:
    record = ingest_bytes(text[:MOST].encode(), "甲.txt")
    assert record.cases
    for case in record.cases:
        assert all(record.text[each.start : each.end] == each.quote for each in quotations(case))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("pieces", PIECES)
def test_pieces_of_many_texts_together(texts: list[str], pieces: str, seed: int) -> None:
    chance = random.Random(seed)
    of = [
        each for text in chance.sample(texts, 12) for each in re.split(PIECES[pieces], text) if each.strip()
    ]
    is_read("".join(chance.choice(of) for _ in range(120)))


@pytest.mark.parametrize("seed", range(12))
def test_a_text_with_signs_struck_out_and_put_in(texts: list[str], seed: int) -> None:
    chance = random.Random(seed)
    text = list(chance.choice(texts)[:MOST])
    for _ in range(80):
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(2)] = chance.choice(SIGNS) * chance.randrange(2)
    is_read("".join(text))
