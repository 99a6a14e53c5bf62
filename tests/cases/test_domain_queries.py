"""Sixty queries of the field over the real documents, with graded answers: how well the one search ranks them.

``domain_queries.jsonl`` has facts only: what is typed, and the grade (3 what it is about, 2 a passage on it, 1 a
mention) of each case by the number of its file and the code of its place. The grades were given by reading the
documents, before anything was ranked.
"""

import json
import math
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import QueryDict

from cases.results import search
from tests.conftest import rows_of_a_module

FILE = Path(__file__).with_name("domain_queries.jsonl")
QUERIES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
FLOOR = 0.95
TOP = 10


@pytest.fixture(scope="module")
def stored(seeds, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The real documents in the database."""
    with rows_of_a_module(django_db_blocker):
        call_command("ingest", str(seeds), stdout=StringIO(), stderr=StringIO())
        yield


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulated gain of grades in their order (Järvelin and Kekäläinen 2002, with 2^grade - 1)."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:TOP]))


def ndcg(typed: str, relevant: dict[str, int]) -> float:
    data = QueryDict(mutable=True)
    data["q"] = typed
    cases = [result.case for result in search(data, per_page=TOP).results]
    keys = [f"{case.document.filename[:3]}/{case.place.code if case.place else ''}" for case in cases]
    return gain([relevant.get(key, 0) for key in keys]) / gain(sorted(relevant.values(), reverse=True))


@pytest.mark.django_db
def test_the_field_s_queries_are_ranked_as_a_reader_would(stored) -> None:
    scores = {each["query"]: ndcg(each["query"], each["relevant"]) for each in QUERIES}
    mean = sum(scores.values()) / len(scores)
    print(f"nDCG@10 {mean:.4f}")  # Shown by pytest -rP.
    worst = sorted(scores.items(), key=lambda item: item[1])[:8]
    assert mean >= FLOOR, (round(mean, 4), worst)
    assert min(scores.values()) > 0, worst


def test_the_queries_are_sixty_and_well_formed() -> None:
    assert len({each["query"] for each in QUERIES}) == 60
    for each in QUERIES:
        assert each["relevant"] and set(each["relevant"].values()) <= {1, 2, 3}
