"""What a document costs as the collection grows: a row for each size, and how it stands to the first.

    python -m benchmarks.growth --sizes 1000 10000

The collection is filled up to each size by the ordinary command. The last documents before it are read and stored
here one by one, then the index takes them in; milliseconds are of processor time, the database's included, and the
bytes are those of the whole database.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from statistics import fmean

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.db import connection  # noqa: E402

from benchmarks import generated  # noqa: E402
from benchmarks.clock import Clock  # noqa: E402
from benchmarks.scratch import database, fill  # noqa: E402
from cases import actions, ingest  # noqa: E402

LAST = 200  # documents before each size that are measured
STEPS = ("read", "store", "seal")


def measure(size: int, last: int, characters: int) -> dict[str, float]:
    """Fill up to a size, measuring the last documents: milliseconds of each step, bytes, for one document."""
    fill(size - last, characters)
    clock = Clock()
    work: dict[str, list[float]] = {step: [] for step in STEPS}
    for number in range(size - last, size):
        data = generated.document(number, characters).encode()
        begun = clock()
        record = ingest.ingest_bytes(data, f"{number:06}.txt")
        read = clock()
        actions.store_document(record=record)
        work["read"].append(read - begun)
        work["store"].append(clock() - read)
    begun = clock()
    actions.seal()
    work["seal"] = [(clock() - begun) / last]
    figures = {step: fmean(values) for step, values in work.items()}
    with connection.cursor() as cursor:
        cursor.execute("select pg_database_size(current_database())")
        return {**figures, "all": sum(figures.values()), "bytes": cursor.fetchone()[0] / size}


def table(told: dict[int, dict[str, float]]) -> Iterator[str]:
    """The figures of each size, and the whole as a multiple of what it was at the first size."""
    yield "| documents | reading ms | storing ms | sealing ms | all ms | times the first | kB of database |"
    yield "| ---: |" + " ---: |" * 6
    first = next(iter(told.values()))
    for size, figures in told.items():
        steps = " | ".join(f"{figures[step]:.1f}" for step in (*STEPS, "all"))
        yield f"| {size:,} | {steps} | {figures['all'] / first['all']:.2f} | {figures['bytes'] / 1000:.0f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure size after size in a database that is gone afterwards."""
    options = _options(arguments)
    with database():
        told = {
            size: measure(size, min(options.last, size), options.characters) for size in sorted(options.sizes)
        }
    print(json.dumps(told) if options.json else "\n".join(table(told)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What a document costs as the collection grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--last", type=int, default=LAST, metavar="N", help="documents measured at each size")
    parser.add_argument(
        "--characters", type=int, default=generated.CHARACTERS, metavar="N", help="of a document"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
