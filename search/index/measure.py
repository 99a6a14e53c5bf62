"""How good and how fast the search is on a labelled collection; by the same code as the site's.

MRR@10, recall@k and nDCG@10 as usual in TREC: nDCG with gain 2^grade - 1 and discount log2(rank + 1).
"""

import math
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from statistics import fmean
from typing import Any

from django.db import connection

from search import segment
from search.index.finding import find
from search.index.passages import hits
from search.index.scratch import enter, scratch
from search.index.sealing import seal
from search.index.writing import Entry, Passage, put_many
from search.query import parse

MOST_WORKERS = 4
_BATCH = 2_500
_LARGE_BATCH = 8_000
_TABLES = "search_passage search_fresh search_run search_pairs search_words search_gram search_dead search_stat".split()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a collection; its title is the head of what is indexed."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the relevant documents with their grades (above 0)."""

    key: str
    typed: str
    relevant: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a collection took and made: passages, bytes, seconds; ``keys[owner]`` is the document."""

    keys: Sequence[str]
    passages: int
    text_bytes: int
    index_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The owners found for a question, best first, and the milliseconds it took."""

    owners: Sequence[int]
    milliseconds: float


def measure(
    documents: Iterable[Document], questions: Sequence[Question], clients: int = 1, limit: int = 10
) -> dict[str, float]:
    """Index the documents in a scratch schema, search every question, and give the figures by their names.

    ``limit`` results are asked for with their passages. ``clients`` processes search at the same time.
    """
    with scratch() as schema:
        loaded = load(documents, schema)
        answers, seconds = ask_all(schema, [question.typed for question in questions], clients, limit)
    return _figures(loaded, questions, answers, seconds)


def load(documents: Iterable[Document], schema: str) -> Loaded:
    """Index documents as owners 0, 1, 2 …, as a site would: in as many processes as there are processors.

    What few documents there are is indexed by this process. Starting the others is not timed.
    """
    segment.load()
    keys: list[str] = []
    figures: list[tuple[int, int]] = []
    batches = _batches(documents, keys)
    first = next(batches, (0, []))
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    if len(first[1]) < _BATCH or workers == 1:
        begun = time.perf_counter()
        figures += map(_put, chain([first], batches))
    else:
        with _pool(schema, workers) as pool:
            begun = time.perf_counter()
            waiting = deque([pool.submit(_put, first)])
            for batch in batches:
                waiting.append(pool.submit(_put, batch))
                if len(waiting) > 2 * workers:
                    figures.append(waiting.popleft().result())
            figures += [each.result() for each in waiting]
    seal()
    seconds = time.perf_counter() - begun
    passages, size = map(sum, zip(*figures, strict=True))
    return Loaded(keys, passages, size, _settled_size(), seconds)


def _batches(documents: Iterable[Document], keys: list[str]) -> Iterator[tuple[int, list[Document]]]:
    """Documents in batches with the owner of the first, and their keys told; small batches before large ones."""
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH if len(keys) < 4 * _BATCH else _LARGE_BATCH)):
        yield len(keys), batch
        keys += [document.key for document in batch]


def _put(share: tuple[int, Sequence[Document]]) -> tuple[int, int]:
    """Index a batch; the number of its passages and of its bytes."""
    first, batch = share
    entries = [entry(first + at, document) for at, document in enumerate(batch)]
    put_many(entries)
    size = sum(len((document.title + document.text).encode("utf-8", "replace")) for document in batch)
    return sum(len(entry.passages) for entry in entries), size


def entry(owner: int, document: Document) -> Entry:
    """What is indexed of a document."""
    text = document.text
    spans = segment.passages(text)
    return Entry(owner, document.title, [Passage(start, end, text[start:end]) for start, end in spans])


def _settled_size() -> int:
    """The bytes of all tables and indexes, after the tidying that PostgreSQL does by itself in time."""
    with connection.cursor() as cursor:
        tidy = "analyze" if connection.in_atomic_block else "vacuum analyze"
        cursor.execute(f"{tidy} {', '.join(_TABLES)}")
        cursor.execute(
            "select sum(pg_total_relation_size(each::regclass)) from unnest(%s::text[]) as each", [_TABLES]
        )
        return int(cursor.fetchone()[0])


def ask_all(schema: str, typed: Sequence[str], clients: int, limit: int) -> tuple[list[Answer], float]:
    """The answers in order, and the seconds from the first question to the last answer."""
    if clients == 1:
        begun = time.perf_counter()
        return [ask(each, limit) for each in typed], time.perf_counter() - begun
    shares = [(typed[part::clients], limit) for part in range(clients)]
    with _pool(schema, clients) as pool:
        begun = time.perf_counter()
        answers: list[Answer] = [Answer((), 0.0)] * len(typed)
        for part, share in enumerate(pool.map(_ask_share, shares)):
            answers[part::clients] = share
        return answers, time.perf_counter() - begun


@contextmanager
def _pool(schema: str, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that are ready to work in a schema; each has answered once, so none is still starting."""
    ready = get_context("spawn").Barrier(processes)
    values = (schema, connection.settings_dict["NAME"], ready)
    with ProcessPoolExecutor(processes, get_context("spawn"), _get_ready, values) as pool:
        list(pool.map(time.sleep, [0.05] * processes))
        yield pool


def _get_ready(schema: str, database: str, ready: Any) -> None:
    import django

    django.setup()
    connection.settings_dict["NAME"] = database
    enter(schema)
    segment.load()
    ready.wait()


def _ask_share(share: tuple[Sequence[str], int]) -> list[Answer]:
    return [ask(typed, share[1]) for typed in share[0]]


def ask(typed: str, limit: int) -> Answer:
    """Search as a page of results does: read what was typed, find owners, choose passages of those shown."""
    begun = time.perf_counter()
    query = parse(typed)
    found = find(query)
    owners = [owner for owner, _ in [*found.owners, *found.more][:limit]]
    hits(query, owners)
    return Answer(owners, (time.perf_counter() - begun) * 1000)


def _figures(
    loaded: Loaded, questions: Sequence[Question], answers: Sequence[Answer], seconds: float
) -> dict[str, float]:
    ranked = [
        ([question.relevant.get(loaded.keys[owner], 0.0) for owner in answer.owners[:10]], question.relevant)
        for question, answer in zip(questions, answers, strict=True)
    ]
    times = sorted(answer.milliseconds for answer in answers)
    return {
        "mrr@10": fmean(reciprocal_rank(grades) for grades, _ in ranked),
        "recall@1": fmean(recall(grades[:1], relevant) for grades, relevant in ranked),
        "recall@10": fmean(recall(grades, relevant) for grades, relevant in ranked),
        "ndcg@10": fmean(ndcg(grades, relevant) for grades, relevant in ranked),
        "p50_ms": percentile(times, 0.50),
        "p95_ms": percentile(times, 0.95),
        "p99_ms": percentile(times, 0.99),
        "queries_per_s": len(answers) / seconds,
        "passages": loaded.passages,
        "passages_per_s": loaded.passages / loaded.seconds,
        "mb_per_s": loaded.text_bytes / 1e6 / loaded.seconds,
        "index_bytes": loaded.index_bytes,
        "text_bytes": loaded.text_bytes,
    }


def reciprocal_rank(grades: Sequence[float]) -> float:
    """One over the rank of the first relevant result; 0 if there is none. ``grades`` are of results in order."""
    return next((1 / rank for rank, grade in enumerate(grades, start=1) if grade > 0), 0.0)


def recall(grades: Sequence[float], relevant: Mapping[str, float]) -> float:
    """The share of the relevant documents that are among the results."""
    return sum(grade > 0 for grade in grades) / sum(grade > 0 for grade in relevant.values())


def ndcg(grades: Sequence[float], relevant: Mapping[str, float]) -> float:
    """Discounted gain of ten results as against the best possible order."""
    best = sorted(relevant.values(), reverse=True)[:10]
    return _gain(grades) / _gain(best)


def _gain(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def percentile(ascending: Sequence[float], share: float) -> float:
    """The nearest-rank percentile of a non-empty ascending sequence."""
    return ascending[max(0, math.ceil(share * len(ascending)) - 1)]
