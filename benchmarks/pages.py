"""What every kind of page costs the server with thousands of cases; a table, and how it stands to the health page.

    python -m benchmarks.pages --documents 5000 --characters 5600 --keep large

The database is filled with generated documents by the ordinary command, which takes some minutes for each thousand;
``--keep NAME`` leaves it there for the next run. First the application is asked in this process, page after page:
milliseconds are of processor time, that of the database's process included. Three ways: pages as they are *kept*
(``cases/views/kept.py``), each *made anew*, and each made *after a write*, when what is kept for lists is made anew
too. Then gunicorn is started as `up` starts it and asked for a mix of pages by several clients.
"""

import argparse
import gc
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any
from wsgiref.util import setup_testing_defaults

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.core.cache import caches  # noqa: E402
from django.core.signals import request_finished, request_started  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402

from benchmarks.addresses import addresses, mixed  # noqa: E402
from benchmarks.clock import Clock  # noqa: E402
from benchmarks.scratch import database, fill  # noqa: E402
from benchmarks.serving import mix  # noqa: E402
from cases.models import Case  # noqa: E402
from search.index.measure import percentile  # noqa: E402
from talentkb import prepare  # noqa: E402

HEALTH = "/healthz"
WAYS = ("kept", "made anew", "after a write")
FLOOR_MS = 60
LONG_S = 15  # How long pages are asked for while something is written.


@dataclass
class Asked:
    """How the pages of one kind were answered in one way: milliseconds of work and of a clock, bytes of the largest."""

    work: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    size: int = 0

    def figures(self) -> dict[str, float]:
        """The figures by their names."""
        work, wall = sorted(self.work), sorted(self.wall)
        return {
            "p50_ms": percentile(work, 0.5),
            "p95_ms": percentile(work, 0.95),
            "wall_p95_ms": percentile(wall, 0.95),
            "bytes": self.size,
        }


def get(application: Callable, wanted: str) -> int:
    """The bytes of the answer to a GET, as it is sent; raises ValueError unless it is a page."""
    path, _, query = wanted.partition("?")
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip",
    }
    setup_testing_defaults(environ)
    told: list[str] = []
    answer = application(environ, lambda status, headers: told.append(status))
    size = sum(map(len, answer))
    answer.close()
    if not told[0].startswith("200"):
        raise ValueError(f"{told[0]}: {wanted}")
    return size


def write() -> None:
    """A write that changes nothing readers see, and hence all that is kept of what they see."""
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set title = title where id = (select min(id) from cases_case)")


def measure(kinds: dict[str, list[str]], requests: int) -> dict[str, dict[str, dict[str, float]]]:
    """Ask for pages of each kind in each way, ``requests`` of them; their figures by kind and way."""
    application, told = get_wsgi_application(), {}
    with _one_connection():
        for wanted in (HEALTH, *(each for asked in kinds.values() for each in asked[:2])):
            get(application, wanted)
        gc.collect()
        gc.freeze()
        for kind, asked in {"health": [HEALTH], **kinds}.items():
            wanted = list(islice(cycle(asked), requests))
            told[kind] = {way: _in_one_way(application, wanted, way).figures() for way in WAYS}
    return told


@contextmanager
def _one_connection() -> Iterator[None]:
    """Each thread of the site has a connection that stays; here none is closed behind an answer."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    try:
        yield
    finally:
        for each in signals:
            each.connect(close_old_connections)


def _in_one_way(application: Callable, wanted: Iterable[str], way: str) -> Asked:
    asked, clock = Asked(), Clock()
    for each in wanted:
        if way == "kept":
            get(application, each)
        else:
            for kept in caches.all(initialized_only=True):
                kept.clear()
        if way == "after a write":
            write()
        work, wall = clock(), time.perf_counter()
        size = get(application, each)
        asked.wall.append((time.perf_counter() - wall) * 1000)
        asked.work.append(clock() - work)
        asked.size = max(asked.size, size)
    return asked


def table(told: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """A row for each kind of page; the last column is against the health page, which asks nothing of the database."""
    yield f"| page | {' | '.join(f'{way}: p50 / p95 ms' for way in WAYS)} | p95 by a clock | kB sent | times health |"
    yield "| --- |" + " ---: |" * (len(WAYS) + 3)
    health = told["health"]["made anew"]["p50_ms"]
    for kind, ways in told.items():
        cells = [f"{ways[way]['p50_ms']:.1f} / {ways[way]['p95_ms']:.1f}" for way in WAYS]
        made = ways["made anew"]
        beside = [
            f"{made['wall_p95_ms']:.1f}",
            f"{made['bytes'] / 1000:.1f}",
            f"{made['p50_ms'] / health:.0f}",
        ]
        yield f"| {kind} | {' | '.join([*cells, *beside])} |"


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The whole answer: the table, the kinds beyond the floor, and the mix."""
    yield f"{told['cases']:,} cases, {told['passages']:,} passages\n"
    yield from table(told["pages"])
    for way in WAYS:
        slow = [kind for kind, ways in told["pages"].items() if ways[way]["p95_ms"] > FLOOR_MS]
        yield f"\n- {way}: p95 above {FLOOR_MS} ms: {', '.join(slow) or 'none'}"
    for name, figures in told["mix"].items():
        yield (
            f"- gunicorn, {figures['clients']} clients, {figures['requests']:,} requests, {name}: "
            f"{figures['per_s']:.0f} a second, p50 {figures['p50_ms']:.1f} and p95 {figures['p95_ms']:.1f} ms by a clock; "
            f"{figures['work_ms']:.1f} ms of processor time each, so {figures['possible_per_s']:.0f} a second on two free "
            f"processors; {figures['wrong']} not answered with 200"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill, ask, print."""
    options = _options(arguments)
    prepare.collect()
    with database(options.keep):
        fill(options.documents, options.characters)
        kinds = addresses(options.requests)
        told = {
            "cases": Case.objects.public().count(),
            "passages": _passages(),
            "pages": measure(kinds, options.requests),
            "mix": mix(mixed(kinds, options.mix), options.clients, write, LONG_S) if options.mix else {},
        }
    print(json.dumps(told, ensure_ascii=False) if options.json else "\n".join(lines(told)))


def _passages() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from search_passage")
        return int(cursor.fetchone()[0])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What every kind of page costs the server.")
    parser.add_argument("--documents", type=int, default=5_000, metavar="N", help="each of one case")
    parser.add_argument("--characters", type=int, default=5_600, metavar="N", help="of a document")
    parser.add_argument(
        "--requests", type=int, default=60, metavar="N", help="of each kind of page in each way"
    )
    parser.add_argument(
        "--mix", type=int, default=2_000, metavar="N", help="requests to gunicorn; 0 for none"
    )
    parser.add_argument(
        "--clients", type=int, default=8, metavar="N", help="that ask gunicorn at the same time"
    )
    parser.add_argument(
        "--keep", default="", metavar="NAME", help="leave the database under this name, or use it"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
