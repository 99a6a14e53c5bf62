"""Whether the index holds exactly what it should."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from search.index.writing import Entry, digest, rows

_BATCH = 200
_DIGESTS = """
select owner, md5(string_agg(ord || ',' || start || ',' || stop || ',' || own || ',' || folded || ';', '' order by ord))
from search_passage where owner = any(%s) group by owner
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """Owners not in the index, owners that should not be, owners indexed otherwise; all ascending.

    ``uncounted`` is by how many the passages without postings, or with two, differ from none.
    """

    missing: tuple[int, ...] = ()
    stray: tuple[int, ...] = ()
    different: tuple[int, ...] = ()
    uncounted: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.stray or self.different or self.uncounted)


def check(entries: Iterable[Entry]) -> Differences:
    """Compare the index with all that should be in it, a few hundred owners at a time; true if they differ."""
    seen: set[int] = set()
    missing: list[int] = []
    different: list[int] = []
    with connection.cursor() as cursor:
        for batch in _batches(entries):
            cursor.execute(_DIGESTS, [list(batch)])
            stored = dict(cursor.fetchall())
            missing += batch.keys() - stored.keys()
            different += [owner for owner in stored if stored[owner] != batch[owner]]
            seen |= batch.keys()
        cursor.execute("select distinct owner from search_passage")
        stray = {owner for (owner,) in cursor.fetchall()} - seen
        return Differences(
            tuple(sorted(missing)), tuple(sorted(stray)), tuple(sorted(different)), _uncounted(cursor)
        )


def _batches(entries: Iterable[Entry]) -> Iterator[dict[int, str]]:
    rest = iter(entries)
    while batch := {entry.owner: digest(rows(entry)) for entry in islice(rest, _BATCH)}:
        yield batch


def _uncounted(cursor: Any) -> int:
    """Every passage and head has its postings either among the fresh ones or, once and not dead, in a run."""
    cursor.execute(
        "select (select count(*) from search_passage) - (select count(*) from search_fresh) "
        "- (select coalesce(sum(held), 0) from search_run) + (select count(*) from search_dead)"
    )
    return abs(cursor.fetchone()[0])
