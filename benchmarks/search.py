"""This search beside its peers: how good, how fast, how large; a table, and ratios to each peer.

    python -m benchmarks.search --documents D.jsonl --questions Q.jsonl --keywords K.jsonl \
        --passages 10000 100000 texts/

Every pool has the labelled documents among passages of the other texts (see ``benchmarks.pool``). The peers get the
texts and queries folded as this search folds them, so that what is compared is how they search. Milliseconds are of
processor time, that of the database's process included, so that other work on the machine hardly counts; `wall` is
what a clock showed. It needs ``benchmarks/requirements.txt``; nothing is left behind.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from benchmarks import pool  # noqa: E402
from benchmarks.clock import Clock  # noqa: E402
from benchmarks.peers import PEERS, Search, forget  # noqa: E402
from search import segment  # noqa: E402
from search.fold import fold  # noqa: E402
from search.index import Entry, Passage, measure, put, put_many, scratch, seal  # noqa: E402

OURS = "TalentKB"
MOST = 10
PATIENCE = 60.0  # seconds of one engine for one kind of queries; a slow one is asked fewer
WARM = 10  # queries before the first that counts
CLIENTS = 2
EDITS = 20
EDITED = 16  # passages of the case that is edited
INDEXED = 8_000  # documents by which the work of indexing is measured


@dataclass
class Asked:
    """How an engine answered one kind of queries: reciprocal ranks, whether among ten, milliseconds."""

    ranks: list[float] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures by their names."""
        return {
            "queries": len(self.ranks),
            "mrr@10": fmean(self.ranks),
            "recall@10": fmean(self.found),
            "p50_ms": measure.percentile(sorted(self.work), 0.5),
            "p95_ms": measure.percentile(sorted(self.work), 0.95),
            "wall_p95_ms": measure.percentile(sorted(self.wall), 0.95),
        }


def ask(search: Search, queries: Sequence[dict], places: dict[str, int]) -> dict[str, float]:
    """Put the queries to an engine, one after the other."""
    asked, clock, begun = Asked(), Clock(), time.perf_counter()
    for query in queries[:WARM]:
        search(query["query"], MOST)
    for query in queries:
        work, wall = clock(), time.perf_counter()
        answer = list(search(query["query"], MOST))
        asked.wall.append((time.perf_counter() - wall) * 1000)
        asked.work.append(clock() - work)
        relevant = {places[key] for key, grade in query["relevant"].items() if grade > 0}
        grades = [float(at in relevant) for at in answer]
        asked.ranks.append(measure.reciprocal_rank(grades))
        asked.found.append(any(grades))
        if time.perf_counter() - begun > PATIENCE:
            break
    return asked.figures()


def peer(build: Callable, texts: Sequence[str], kinds: dict[str, list[dict]], places: dict[str, int]) -> dict:
    """Build a peer and ask it."""
    clock = Clock()
    begun = clock()
    search = build(texts)
    seconds = (clock() - begun) / 1000
    asked = {
        kind: ask(lambda typed, most: search(fold(typed).text, most), rows, places)
        for kind, rows in kinds.items()
    }
    with connection.cursor() as cursor:
        forget(cursor)
    return {"indexing_s": seconds, **asked}


def ours(documents: Sequence[dict], kinds: dict[str, list[dict]], places: dict[str, int]) -> dict:
    """Load this search in a scratch schema, by all processors, and ask it; also by two clients, and edit a case."""
    with scratch.scratch() as schema:
        rows = [measure.Document(each["id"], each["title"], each["text"]) for each in documents]
        loaded = measure.load(rows, schema)
        figures: dict[str, Any] = {
            "passages": loaded.passages,
            "passages_per_s": loaded.passages / loaded.seconds,
            "index_per_text": loaded.index_bytes / loaded.text_bytes,
        }
        for kind, queries in kinds.items():
            figures[kind] = ask(lambda typed, most: measure.ask(typed, most).owners, queries, places)
        typed = [query["query"] for query in next(iter(kinds.values()))]
        rates = [len(typed) / measure.ask_all(schema, typed, clients, MOST)[1] for clients in (1, CLIENTS)]
        figures["clients"], figures["clients_rate"] = CLIENTS, rates[1] / rates[0]
        texts = [each["text"] for each in documents]
        figures["edit_ms"], figures["edit_wall_ms"] = edit(len(documents), texts)
    figures["passages_per_cpu_s"], figures["segmenter_per_cpu_s"] = rates_of_work(rows[-INDEXED:])
    return figures


def rates_of_work(documents: Sequence[measure.Document]) -> tuple[float, float]:
    """Passages a second of processor time: indexed by one process and the database, and only cut into words."""
    with scratch.scratch():
        clock = Clock()
        begun = clock()
        put_many(measure.entry(owner, document) for owner, document in enumerate(documents))
        seal()
        indexing = (clock() - begun) / 1000
    folded = [fold(document.text).text for document in documents]
    begun = time.process_time()
    for text in folded:
        segment.words(text)
    passages = sum(len(segment.passages(document.text)) for document in documents)
    return passages / indexing, passages / (time.process_time() - begun)


def edit(owner: int, texts: Sequence[str]) -> tuple[float, float]:
    """A case of some passages is written again and searched in the same transaction: milliseconds at the middle."""
    work, wall, clock = [], [], Clock()
    for number in range(EDITS):
        text = "".join(texts[number * EDITED : (number + 1) * EDITED])
        passages = [Passage(start, end, text[start:end]) for start, end in segment.passages(text)][:EDITED]
        sign = f"改动第{number}次"
        entry = Entry(owner, "一例", [*passages, Passage(len(text), len(text) + len(sign), sign)])
        began, at = clock(), time.perf_counter()
        with transaction.atomic():
            put(entry.owner, entry.head, entry.passages)
            found = measure.ask(f'"{sign}"', MOST).owners
        work.append(clock() - began)
        wall.append((time.perf_counter() - at) * 1000)
        if found[0] != owner:
            sys.exit(f"An edited case was not found: {found}")
    return measure.percentile(sorted(work), 0.5), measure.percentile(sorted(wall), 0.5)


def table(engines: dict[str, dict], kinds: Sequence[str]) -> Iterator[str]:
    """The figures of one pool as a table, and how this search stands to each peer."""
    yield (
        "| engine | "
        + " | ".join(f"{kind}: MRR@10 | Recall@10 | p50 / p95 ms | p95 wall" for kind in kinds)
        + " |"
    )
    yield "| --- |" + " --- |" * (4 * len(kinds))
    for name, figures in engines.items():
        cells = [cell for kind in kinds for cell in _cells(figures[kind])]
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""
    for name, figures in engines.items():
        if name != OURS:
            told = [
                f"{kind}: MRR {engines[OURS][kind]['mrr@10'] - figures[kind]['mrr@10']:+.3f}, "
                f"p95 {engines[OURS][kind]['p95_ms'] / figures[kind]['p95_ms']:.3g} times"
                for kind in kinds
            ]
            yield f"- {OURS} against {name}: " + "; ".join(told)


def _cells(asked: dict[str, float]) -> list[str]:
    return [
        f"{asked['mrr@10']:.3f}",
        f"{asked['recall@10']:.3f}",
        f"{asked['p50_ms']:.1f} / {asked['p95_ms']:.1f}",
        f"{asked['wall_p95_ms']:.1f}",
    ]


def own_lines(figures: dict[str, Any]) -> Iterator[str]:
    """What is told of this search alone."""
    yield (
        f"- indexing {figures['passages_per_s']:,.0f} passages a second by the clock, in a process a processor; "
        f"{figures['passages_per_cpu_s']:,.0f} a second of processor time, the database included, of one process; "
        f"cutting into words alone {figures['segmenter_per_cpu_s']:,.0f}"
    )
    yield f"- the index is {figures['index_per_text']:.2f} times the text"
    yield f"- {figures['clients']} clients: {figures['clients_rate']:.2f} times the rate of one"
    yield f"- an edited case is searchable in its transaction after {figures['edit_ms']:.1f} ms, wall {figures['edit_wall_ms']:.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure pool after pool."""
    options = _options(arguments)
    kinds = {kind: pool.rows(path)[: options.queries] for kind, path in _kinds(options)}
    labelled, texts = pool.rows(options.documents), list(pool.read(options.texts))
    told: dict[str, Any] = {}
    for most in options.passages:
        documents = list(pool.fill(labelled, texts, most))
        places = {document["id"]: at for at, document in enumerate(documents)}
        engines = {OURS: ours(documents, kinds, places)}
        folded = [fold(f"{each['title']}\n{each['text']}").text for each in documents]
        for name, (build, largest) in PEERS.items():
            if most <= largest and name in options.peers:
                print(f"{most:,} passages: {name}", file=sys.stderr)
                engines[name] = peer(build, folded, kinds, places)
        told[str(most)] = engines
        if not options.json:
            lines = [f"\n{most:,} passages\n", *table(engines, list(kinds)), *own_lines(engines[OURS])]
            print("\n".join(lines), flush=True)
    if options.json:
        print(json.dumps(told))


def _kinds(options: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    for kind in ("questions", "keywords"):
        if path := getattr(options, kind):
            yield kind, path


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="This search beside its peers.")
    parser.add_argument("--documents", type=Path, required=True, metavar="D.jsonl")
    parser.add_argument("--questions", type=Path, required=True, metavar="Q.jsonl")
    parser.add_argument("--keywords", type=Path, metavar="K.jsonl")
    parser.add_argument(
        "--passages", type=int, nargs="+", default=[10_000], metavar="N", help="sizes of pools"
    )
    parser.add_argument("--queries", type=int, default=300, metavar="N", help="of each kind")
    parser.add_argument(
        "--peers", nargs="*", default=list(PEERS), metavar="NAME", help="only these; none for none"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("texts", type=Path, nargs="+", help="files and folders of other texts for the pools")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
