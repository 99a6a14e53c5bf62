"""Fresh passages into runs, runs of a window into one, and what is dead out of them."""

from typing import Any

from django.db import OperationalError, connection, transaction

from search import segment
from search.index import fresh, runs
from search.index.runs import COUNTED, WINDOW, Run
from search.index.writing import LOCK, MANY

BATCH = 16_000  # fresh passages that are sealed at once
MOST_RUNS = 4  # of a window; beyond them the smallest become one
LEFT_RUNS = 2  # that are left as they are then
DEAD = 0.2  # the share of dead numbers at which a window is written anew

# Pairs and characters that were counted in single runs join those of all runs. What is rare among many is
# dropped: a rare pair that is not counted ranks as the rarest do.
_JOIN_GRAMS = """
with taken as (
    delete from search_gram
    where %(left)s < 1 or bucket in (select bucket from search_gram group by bucket having count(*) > 1)
    returning bucket, grams, counts
), summed as (
    select bucket, gram, round(sum(count) * %(left)s)::int as count
    from taken, unnest(grams, counts) as each(gram, count) group by bucket, gram
)
insert into search_gram (bucket, run, grams, counts)
select bucket, 0, array_agg(gram), array_agg(count) from summed where count >= %(least)s group by bucket
"""


def seal(*, clear: bool = True) -> int:
    """Move fresh passages into runs and keep the runs few; returns how many passages and heads were moved.

    Never necessary, only faster: worth doing after many writes. One sealer at a time; readers go on meanwhile,
    and so do writers but of the very owners being moved. Without ``clear`` the dead stay, as is best while all
    owners are being put again.
    """
    moved = 0
    while count := _seal_batch():
        moved += count
    _join_grams()
    for slot in _slots():
        _tidy(slot, clear)
    if moved >= BATCH:
        _shrink_fresh()
    return moved


def due() -> bool:
    """Whether so much was written since the last seal that finding is slower for it; a small statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from search_run group by slot having count(*) > %s) "
            "or (select count(*) from (select 1 from search_fresh limit %s) as met) = %s",
            [MOST_RUNS, MANY, MANY],
        )
        return cursor.fetchone()[0]


def stale() -> bool:
    """Whether something is indexed under another vocabulary than today's, so that a reindex is due."""
    return not made_by(segment.version())


def made_by(version: str) -> bool:
    """Whether all that is indexed was indexed under the vocabulary of this version."""
    with connection.cursor() as cursor:
        cursor.execute("select version from search_stat")
        return cursor.fetchone()[0] in ("", version)


def mark_rebuilt(version: str) -> None:
    """Note that every owner has been put again under the vocabulary of this version; the end of a reindex."""
    with connection.cursor() as cursor:
        cursor.execute("update search_stat set version = %s", [version])


def _lock(cursor: Any) -> None:
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", [LOCK + 1])


def _seal_batch() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        taken = fresh.take(cursor, BATCH)
        runs.write(cursor, taken)
        return len(taken.numbers)


def _join_grams(left: float = 1.0) -> None:
    """Make the counts of single runs part of the whole; all shrink to the share that is ``left``."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("select coalesce(sum(passages), 0) from search_run")
        least = max(COUNTED, cursor.fetchone()[0] // 20_000)
        cursor.execute(_JOIN_GRAMS, {"left": left, "least": least})


def _shrink_fresh() -> None:
    """Make the indexes of the fresh passages small again, as PostgreSQL does not; another time if they are in use."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '1s'")
            cursor.execute("reindex table search_fresh")
    except OperationalError:
        return


def _slots() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select distinct slot from search_run order by slot")
        return [slot for (slot,) in cursor.fetchall()]


def _tidy(slot: int, clear: bool) -> None:
    """Merge runs of a window where there are many, or all of them without what is dead where that is much."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("select * from search_run where slot = %s order by held desc, run", [slot])
        all_runs = [Run(*row) for row in cursor.fetchall()]
        cursor.execute(
            "select pid from search_dead where pid >= %s::bigint << %s and pid < %s::bigint << %s",
            [slot, WINDOW, slot + 1, WINDOW],
        )
        dead = [pid for (pid,) in cursor.fetchall()]
        if clear and len(dead) > sum(run.held for run in all_runs) * DEAD:
            runs.merge(cursor, slot, all_runs, dead)
            cursor.execute("delete from search_dead where pid = any(%s)", [dead])
            cursor.execute("select coalesce(sum(held), 0) from search_run")
            kept = cursor.fetchone()[0]
        elif len(all_runs) > MOST_RUNS:
            runs.merge(cursor, slot, all_runs[LEFT_RUNS:])
            dead = []
        else:
            return
    if dead:
        _join_grams(kept / (kept + len(dead)))
    if not connection.in_atomic_block:
        # What was merged leaves its space to the next.
        with connection.cursor() as cursor:
            cursor.execute("vacuum search_pairs, search_words")
