"""A Query and the owners on a page → the passages of each that answer it best."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db import connection

from search import pairs, rank
from search.index.pieces import WHOLE
from search.query import Query

MOST_READ = 300  # passages of an owner that are read at most
ALIKE = 0.8  # the share of common pairs from which on two passages say the same
_WHOLE_PIECE = 100.0
_WORD = 10.0

_PASSAGES = """
select owner, start, stop, own, folded from (
    select a.*, row_number() over (partition by owner order by ord) as n
    from search_passage as a
    where a.owner = any(%s) and a.ord > 0 and (a.ord = 1 {conditions})
) as met where n <= %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query: its span in the owner's text. The score is 0 where nothing is met in it."""

    start: int
    end: int
    score: float


@dataclass(frozen=True)
class _Candidate:
    hit: Hit
    text: str

    @cached_property
    def grams(self) -> np.ndarray:
        """All characters and all pairs of adjacent ones, as ascending numbers."""
        codes = np.frombuffer(self.text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
        return pairs.distinct(np.concatenate([codes, codes[:-1] << 32 | codes[1:]]))


class Hits:
    """The passages of owners that answer a query, read by one statement; for the owners on a page, not for all.

    Passages with a whole piece of the query come before those with its words. An owner known only by its head has
    its first passage, one without passages none.
    """

    def __init__(self, query: Query, owners: Iterable[int]) -> None:
        self._found: dict[int, list[_Candidate]] = defaultdict(list)
        wanted = list(dict.fromkeys(owners))
        if query and wanted:
            strings = _strings(query)
            with connection.cursor() as cursor:
                read = _read(cursor, wanted, list(strings))
            closeness = rank.second_look(
                rank.query_grams(query.pieces), [(folded[:own], "") for *_, own, folded in read]
            )
            for (owner, start, stop, own, folded), close in zip(read, closeness, strict=True):
                met = _met(strings, folded, own)
                hit = Hit(start, stop, met and met + close)
                self._found[owner].append(_Candidate(hit, folded[:own]))
        for found in self._found.values():
            found.sort(key=lambda each: (-each.hit.score, each.hit.start))

    def best(self, owner: int) -> Hit | None:
        """The passage of an owner that answers best."""
        return next((each.hit for each in self._found.get(owner, ())), None)

    def of(self, owner: int, most: int) -> list[Hit]:
        """The best passages of an owner, best first, without what nearly repeats a better one."""
        return _different(self._found.get(owner, ()), most)


def hits(query: Query, owners: Iterable[int], per_owner: int = 3) -> dict[int, list[Hit]]:
    """The best passages of each owner, best first."""
    wanted = list(owners)
    found = Hits(query, wanted)
    return {owner: found.of(owner, per_owner) for owner in wanted}


def _strings(query: Query) -> dict[str, float]:
    """What a passage is read for: the pieces as far as they must lie in one passage, and their words."""
    strings = {piece[:WHOLE]: _WHOLE_PIECE for piece in query.pieces}
    for clause in query.clauses:
        for piece in clause:
            for word in piece.words:
                strings.setdefault(word, _WORD)
    return strings


def _read(cursor: Any, owners: Sequence[int], strings: Sequence[str]) -> list[tuple[Any, ...]]:
    """The passages of owners that have any of the strings, and the first one of each owner."""
    conditions = "".join(" or position(%s in a.folded) > 0" for _ in strings)
    cursor.execute(_PASSAGES.format(conditions=conditions), [list(owners), *strings, MOST_READ])
    return cursor.fetchall()


def _met(strings: dict[str, float], folded: str, own: int) -> float:
    """Whole pieces before words before closeness; 0 where none of them begins in the passage itself."""
    return sum(weight for string, weight in strings.items() if 0 <= folded.find(string) < own)


def _different(candidates: Sequence[_Candidate], most: int) -> list[Hit]:
    """The best candidates that answer, no two nearly alike; else the first passage of the owner."""
    chosen: list[_Candidate] = []
    for each in candidates:
        if len(chosen) == most or (each.hit.score == 0 and chosen):
            break
        if not any(_alike(each, other) for other in chosen):
            chosen.append(each)
    return [each.hit for each in chosen]


def _alike(one: _Candidate, other: _Candidate) -> bool:
    """Whether two passages have four fifths of their pairs in common, as reprints of a paragraph do."""
    shorter, longer = sorted((len(one.text), len(other.text)))
    if shorter < ALIKE / 2 * longer:
        return False
    common = len(np.intersect1d(one.grams, other.grams, assume_unique=True))
    return common >= ALIKE * (len(one.grams) + len(other.grams) - common)
