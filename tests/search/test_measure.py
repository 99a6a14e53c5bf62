"""Measuring works in a place of its own and leaves nothing behind."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.index import measure, scratch

DOCUMENTS = (
    {"id": "甲", "title": "公寓", "text": "县里新建三百套公寓，供引进的博士居住。"},
    {"id": "乙", "title": "银行", "text": "设立人才银行，为创业者放贷。"},
    {"id": "丙", "title": "空", "text": ""},
)
QUERIES = (
    {"id": "1", "query": "博士 公寓", "relevant": {"甲": 1}},
    {"id": "2", "query": "创业者向谁贷款", "relevant": {"乙": 2, "丙": 1}},
    {"id": "3", "query": "？", "relevant": {"丙": 1}},
)
KEYS = "mrr@10 recall@1 recall@10 ndcg@10 p50_ms p95_ms p99_ms queries_per_s passages passages_per_s mb_per_s index_bytes text_bytes"


def run(folder: Path, queries=QUERIES, documents=DOCUMENTS, **options) -> dict:
    """The object that the command prints."""
    for name, rows in (("d.jsonl", documents), ("q.jsonl", queries)):
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    out = StringIO()
    call_command(
        "measure_search",
        documents=folder / "d.jsonl",
        queries=folder / "q.jsonl",
        json=True,
        stdout=out,
        **options,
    )
    return json.loads(out.getvalue())


def left_behind() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select nspname from pg_namespace where nspname like 'search\\_scratch\\_%'")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.parametrize("clients", [1, 2])
def test_the_figures_and_nothing_left_behind(committed, tmp_path: Path, clients: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create schema search_scratch_5")
        cursor.execute("select count(*) from search_passage")
        before = cursor.fetchone()
    figures = run(tmp_path, clients=clients)
    assert " ".join(figures) == KEYS
    assert figures["mrr@10"] == pytest.approx(2 / 3) and figures["recall@1"] == pytest.approx(
        (1 + 0.5 + 0) / 3
    )
    assert 0 < figures["ndcg@10"] < 1 and figures["passages"] == 2
    assert all(figures[name] > 0 for name in KEYS.split()[4:])
    assert left_behind() == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from search_passage")
        assert cursor.fetchone() == before


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"documents": ['{"id": "甲"}']}, "第 1 行"),
        ({"documents": [*DOCUMENTS, "{"]}, "不是"),
        ({"queries": [{"id": "1", "query": "人", "relevant": {}}]}, "第 1 行"),
        ({"queries": []}, "没有检索词"),
    ],
)
def test_a_broken_file_is_refused_with_a_reason(committed, tmp_path: Path, broken: dict, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(tmp_path, **broken)
    assert left_behind() == []


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="无法打开"):
        call_command("measure_search", documents=tmp_path / "no", queries=tmp_path / "no")


def test_a_schema_in_use_is_left_alone(committed) -> None:
    with scratch.scratch() as name:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from search_passage")
            assert cursor.fetchone() == (0,)
        assert left_behind() == [name]
    assert left_behind() == []


@pytest.mark.parametrize(
    ("grades", "relevant", "mrr", "recall", "ndcg"),
    [
        ([1, 0], {"a": 1}, 1.0, 1.0, 1.0),
        ([0, 1], {"a": 1}, 0.5, 1.0, 0.6309),
        ([0, 0], {"a": 1}, 0.0, 0.0, 0.0),
        ([1, 0], {"a": 1, "b": 2}, 1.0, 0.5, 0.2754),
        ([0, 0], {"a": 1, "b": 0}, 0.0, 0.0, 0.0),
    ],
)
def test_the_figures_are_those_of_the_books(
    grades: list, relevant: dict, mrr: float, recall: float, ndcg: float
) -> None:
    assert measure.reciprocal_rank(grades) == mrr
    assert measure.recall(grades, relevant) == recall
    assert measure.ndcg(grades, relevant) == pytest.approx(ndcg, abs=1e-4)


def test_percentiles() -> None:
    assert [measure.percentile([1, 2, 3, 4], share) for share in (0.5, 0.95, 0.01)] == [2, 4, 1]
