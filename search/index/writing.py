"""Owners into the index, in the caller's transaction.

The passages of an owner are folded as one text and cut again, each with the first characters of what follows:

    own        ……引进青年 | 人才三百名…… | ……
    folded     ……引进青年人才三百名……       so that 青年人才 is found in the first passage, across the cut
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from search import rank, segment
from search.fold import fold

OVERLAP = 24  # characters of what follows that are findable from a passage, across the cut
LONGEST_PASSAGE = 10_000  # an index entry has a limit of 1 MiB, which these stay far below
LONGEST_HEAD = 20_000
COUNTED = 256  # passages from which on the usual length is taken from the index itself
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
    """``put`` for several owners, in ascending order of owner so that two writers cannot block each other."""
    with transaction.atomic(), connection.cursor() as cursor:
        usual = _usual_words(cursor)
        for entry in sorted(entries, key=lambda each: each.owner):
            _clear(cursor, entry.owner)
            _insert(cursor, entry, usual)


def remove(owner: int) -> None:
    """Take an owner out of the index, in the caller's transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        _clear(cursor, owner)


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


def _clear(cursor: Any, owner: int) -> None:
    cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, owner])
    cursor.execute(
        "with gone as (delete from search_passage where owner = %s returning pid, ord), "
        "fresh as (delete from search_fresh using gone where search_fresh.pid = gone.pid returning gone.pid) "
        "insert into search_dead select pid from gone where ord > 0 except select pid from fresh",
        [owner],
    )


def _insert(cursor: Any, entry: Entry, usual: float) -> None:
    made = rows(entry)
    pids = _numbers(cursor, len(made))
    marks = ",".join(["(%s,%s,%s,%s,%s,%s,%s)"] * len(made))
    cursor.execute(
        f"insert into search_passage (pid, owner, ord, start, stop, own, folded) values {marks}",
        [
            value
            for pid, row in zip(pids, made, strict=True)
            for value in (pid, entry.owner, row.ord, row.start, row.stop, row.own, row.folded)
        ],
    )
    head = segment.names(made[0].folded)
    values: list[Any] = []
    for pid, row in zip(pids[1:], made[1:], strict=True):
        vector = rank.impacts(segment.words(row.folded[: row.own]), head, usual)
        values += [pid, array(vector), array(vector.values())]
    if values:
        marks = ",".join(["(%s,%s::int[],%s::smallint[])"] * (len(made) - 1))
        cursor.execute(f"insert into search_fresh (pid, terms, impacts) values {marks}", values)


def _numbers(cursor: Any, count: int) -> list[int]:
    """Passage numbers that nobody has: also when the sequence has come round and old ones are still in use."""
    numbers: list[int] = []
    while len(numbers) < count:
        cursor.execute(
            "select pid from (select nextval('search_pid')::int as pid from generate_series(1, %s)) as drawn "
            "where not exists (select from search_passage where search_passage.pid = drawn.pid) "
            "and not exists (select from search_dead where search_dead.pid = drawn.pid)",
            [count - len(numbers)],
        )
        numbers += [pid for (pid,) in cursor.fetchall()]
    return numbers


def _usual_words(cursor: Any) -> float:
    """Words in a usual passage. The first writer of all notes under which vocabulary the index is made."""
    cursor.execute("select sealed, words, version from search_stat")
    sealed, words, version = cursor.fetchone()
    if not version:
        cursor.execute("update search_stat set version = %s where version = ''", [segment.version()])
    return words / sealed if sealed >= COUNTED else rank.USUAL_WORDS


def array(numbers: Iterable[int]) -> str:
    """A PostgreSQL array literal; psycopg writes one element by element, which takes longer than the rest."""
    return "{" + ",".join(map(str, numbers)) + "}"
