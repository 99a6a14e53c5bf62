"""Owners into the index, in the caller's transaction.

The passages of an owner are folded as one text and cut again, each with the first characters of what follows:

    own        ……引进青年 | 人才三百名…… | ……
    folded     ……引进青年人才三百名……       so that 青年人才 is found in the first passage, across the cut
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

from search import rank, segment
from search.fold import fold
from search.index import fresh, runs
from search.index.vectors import Text, Vectors, count

OVERLAP = 24  # characters of what follows that are findable from a passage, across the cut
LONGEST_PASSAGE = 10_000  # an index entry has a limit of 1 MiB, which these stay far below
LONGEST_HEAD = 20_000
COUNTED = 256  # passages from which on the usual length is taken from what is indexed
MANY = 1_000  # passages and heads that are sealed at once, without standing among the fresh ones first
FEW = 256  # owners that are locked one by one
LOCK = 0x73656172  # the advisory lock space of the index: "sear"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to index: its span in the owner's text, and the text of that span."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is indexed of one owner. The passages ascend and leave out nothing but white space."""

    owner: int
    head: str
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is stored; ``own`` of the folded characters are its own, the rest follow it."""

    ord: int
    start: int
    stop: int
    own: int
    folded: str


def put(owner: int, head: str, passages: Sequence[Passage]) -> None:
    """Replace all that is indexed of an owner, in the caller's transaction; searchable at once within it.

    Raises ValueError for a passage of more than 10,000 characters; ``segment.passages`` makes none.
    """
    put_many([Entry(owner, head, passages)])


def put_many(entries: Iterable[Entry]) -> None:
    """``put`` for several owners, in ascending order of owner so that two writers cannot block each other.

    From a thousand passages on they become a run at once, which is many times faster. More than 256 owners are
    not locked: nobody else may write the same ones meanwhile, or one of the two fails by the unique key.
    """
    ordered = sorted(entries, key=lambda entry: entry.owner)
    owners: list[tuple[int, Row]] = []
    texts: list[Text] = []
    for entry in ordered:
        head, *passages = rows(entry)
        names = segment.names(head.folded)
        owners += [(entry.owner, row) for row in (head, *passages)]
        texts += [Text(head.folded, 0), *(Text(row.folded, row.own, names) for row in passages)]
    counted = count(texts)
    with transaction.atomic(), connection.cursor() as cursor:
        _clear(cursor, [entry.owner for entry in ordered])
        if owners:
            _insert(cursor, owners, counted)


def remove(owner: int) -> None:
    """Take an owner out of the index, in the caller's transaction."""
    remove_many([owner])


def remove_many(owners: Sequence[int]) -> None:
    """``remove`` for several owners; what is told of more than 256 at ``put_many`` holds here too."""
    if owners:
        with transaction.atomic(), connection.cursor() as cursor:
            _clear(cursor, owners)


def rows(entry: Entry) -> list[Row]:
    """What is stored of an owner: the folded head (ord 0), then its passages in order."""
    head = "\n".join(line for each in entry.head.splitlines() if (line := fold(each).text))[:LONGEST_HEAD]
    joined: list[str] = []
    starts: list[int] = []
    length = 0
    stop = None
    for passage in entry.passages:
        if len(passage.text) > LONGEST_PASSAGE:
            raise ValueError(f"a passage of {len(passage.text)} characters is too long to index")
        gap = " " if stop is not None and passage.start > stop else ""
        joined += [gap, passage.text]
        starts.append(length + len(gap))
        length += len(gap) + len(passage.text)
        stop = passage.end
    whole = fold("".join(joined))
    cuts = [*map(whole.at, starts), len(whole.text)]
    made = [Row(0, 0, 0, len(head), head)]
    for number, passage in enumerate(entry.passages):
        left, right = cuts[number], cuts[number + 1]
        folded = whole.text[left : right + OVERLAP]
        made.append(Row(number + 1, passage.start, passage.end, right - left, folded))
    return made


def digest(made: Iterable[Row]) -> str:
    """What two indexings of the same owner have in common; ``check`` computes the same in SQL."""
    told = "".join(f"{row.ord},{row.start},{row.stop},{row.own},{row.folded};" for row in made)
    return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()


def _clear(cursor: Any, owners: Sequence[int]) -> None:
    if len(owners) <= FEW:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, owner) from unnest(%s::int[]) as owner", [LOCK, array(owners)]
        )
    cursor.execute(
        "with gone as (delete from search_passage where owner = any(%s::int[]) returning pid), "
        "fresh as (delete from search_fresh using gone where search_fresh.pid = gone.pid returning gone.pid) "
        "insert into search_dead select pid from gone except select pid from fresh",
        [array(owners)],
    )


def _insert(cursor: Any, owners: Sequence[tuple[int, Row]], counted: Vectors) -> None:
    cursor.execute("select nextval('search_pid') from generate_series(1, %s)", [len(owners)])
    numbers = [pid for (pid,) in cursor.fetchall()]
    with cursor.copy("copy search_passage (pid, owner, ord, start, stop, own, folded) from stdin") as copy:
        for pid, (owner, row) in zip(numbers, owners, strict=True):
            copy.write_row((pid, owner, row.ord, row.start, row.stop, row.own, row.folded))
    vectors = counted.weighted(_usual_words(cursor, counted)).renamed(np.array(numbers, np.int64))
    if len(owners) >= MANY:
        runs.write(cursor, vectors)
    else:
        fresh.write(cursor, vectors)


def _usual_words(cursor: Any, counted: Vectors) -> float:
    """Words in a usual passage. The first writer of all notes under which vocabulary the index is made."""
    cursor.execute(
        "select version, (select sum(passages) from search_run), (select sum(words) from search_run) from search_stat"
    )
    version, passages, words = cursor.fetchone()
    if not version:
        cursor.execute("update search_stat set version = %s where version = ''", [segment.version()])
    if (passages or 0) < COUNTED:
        passages, words = np.count_nonzero(counted.lengths), counted.lengths.sum()
    return float(words / passages) if passages >= COUNTED else rank.USUAL_WORDS


def array(numbers: Iterable[int]) -> str:
    """A PostgreSQL array literal; psycopg writes one element by element, which takes longer than the rest."""
    return "{" + ",".join(map(str, numbers)) + "}"
