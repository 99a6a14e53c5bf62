"""Fresh word vectors into posting blocks, and what is dead out of them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from search import rank, segment
from search.index.writing import LOCK, array

SEGMENT = 20_000  # passages whose postings of a word share a row, and the most that are moved at once
COUNTED_WHOLE = 20_000  # passages up to which pairs are counted in all of them
SAMPLE = 8  # and in one of so many beyond
DEAD = 0.2  # the share of dead numbers at which the blocks are rewritten

_SEAL = """
with moved as (
    delete from search_fresh
    where pid in (select pid from search_fresh order by pid limit %(batch)s for update skip locked)
    returning pid, terms, impacts
), posting as (
    select term, (pid << 7) | impact as post from moved, unnest(terms, impacts) as u(term, impact)
), block as (
    insert into search_block as b (term, seg, posts)
    select term, %(seg)s, array_agg(post order by post) from posting group by term
    on conflict (term, seg) do update set posts = b.posts || excluded.posts
), words as (
    insert into search_term as t (term, df)
    select term, count(*) from posting group by term
    on conflict (term) do update set df = t.df + excluded.df
)
select array_agg(pid), coalesce(sum(cardinality(terms)), 0) from moved
"""

_REWRITE = """
with kept as (
    select b.term, array_agg(post) filter (where gone.pid is null) as posts
    from search_block as b cross join unnest(b.posts) as post left join search_gone as gone on gone.pid = post >> 7
    where b.seg = %(seg)s
    group by b.term
    having count(gone.pid) > 0
), emptied as (
    delete from search_block as b using kept where b.term = kept.term and b.seg = %(seg)s and kept.posts is null
)
update search_block as b set posts = kept.posts from kept
where b.term = kept.term and b.seg = %(seg)s and kept.posts is not null
"""


def seal() -> int:
    """Move fresh word vectors into posting blocks and refresh the frequencies; returns how many were moved.

    Never necessary, only faster: worth doing after many writes. One sealer at a time, a transaction for every
    20,000 passages; readers go on meanwhile, and so do writers but of the very owners being moved.
    """
    moved = 0
    _clear_dead()
    while count := _seal_batch():
        moved += count
    return moved


def stale() -> bool:
    """Whether something is indexed under another vocabulary than today's, so that a reindex is due."""
    with connection.cursor() as cursor:
        cursor.execute("select version from search_stat")
        return cursor.fetchone()[0] not in ("", segment.version())


def mark_rebuilt() -> None:
    """Note that every owner has been put again under today's vocabulary; the end of a reindex."""
    with connection.cursor() as cursor:
        cursor.execute("update search_stat set version = %s", [segment.version()])


def _lock(cursor: Any) -> None:
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", [LOCK + 1])


def _seal_batch() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("select sealed from search_stat")
        sealed = cursor.fetchone()[0]
        cursor.execute(_SEAL, {"batch": SEGMENT, "seg": sealed // SEGMENT})
        pids, words = cursor.fetchone()
        if not pids:
            return 0
        _count_grams(cursor, pids, step=1 if sealed < COUNTED_WHOLE else SAMPLE)
        cursor.execute("update search_stat set sealed = sealed + %s, words = words + %s", [len(pids), words])
        return len(pids)


def _count_grams(cursor: Any, pids: Sequence[int], step: int) -> None:
    """Add the pairs and characters of every ``step``-th passage, times ``step``: a sample serves ranking."""
    cursor.execute(
        "select left(folded, own) from search_passage where pid = any(%s::int[])", [array(pids[::step])]
    )
    met: Counter[str] = Counter()
    for (text,) in cursor.fetchall():
        met.update(rank.grams(text))
    counts: Counter[int] = Counter()
    for gram, count in met.items():
        counts[rank.gram_key(gram)] += count * step
    cursor.execute(
        "insert into search_term as t (term, df) select * from unnest(%s::int[], %s::int[]) "
        "on conflict (term) do update set df = t.df + excluded.df",
        [array(counts), array(counts.values())],
    )


def _clear_dead() -> None:
    """Rewrite the blocks without what is dead, once that is a fifth of them; frequencies shrink in proportion."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("select sealed, (select count(*) from search_dead) from search_stat")
        sealed, dead = cursor.fetchone()
        if dead <= sealed * DEAD:
            return
        # Writers go on adding to search_dead; only what stood there at the start has been cleared at the end.
        cursor.execute("create temporary table search_gone on commit drop as select pid from search_dead")
        cursor.execute("analyze search_gone")
        cursor.execute("select distinct seg from search_block")
        for (seg,) in cursor.fetchall():
            cursor.execute(_REWRITE, {"seg": seg})
        cursor.execute("delete from search_dead using search_gone where search_dead.pid = search_gone.pid")
        gone = cursor.rowcount
        cursor.execute("drop table search_gone")
        left = max(0, sealed - gone) / sealed if sealed else 0.0
        cursor.execute("update search_term set df = round(df * %s)", [left])
        cursor.execute("delete from search_term where df = 0")
        cursor.execute(
            "update search_stat set sealed = greatest(0, sealed - %s), words = round(words * %s)",
            [gone, left],
        )
