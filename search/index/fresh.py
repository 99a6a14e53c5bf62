"""Passages saved since the last seal: a row each with all its numbers, so that writing one is quick."""

from typing import Any

import numpy as np

from search.index.binary import Lists, copy_in, read_out
from search.index.vectors import OF, Vectors

_FRESH = "search_fresh (pid, length, terms, impacts, pairs)"


def write(cursor: Any, vectors: Vectors) -> None:
    """Add passages, their words by weight."""

    def by_passage(mixed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        of = mixed & OF
        return np.argsort(of, kind="stable"), np.searchsorted(np.sort(of), vectors.numbers, "right")

    order, ends = by_passage(vectors.words)
    terms = Lists(vectors.words[order] >> 32, ends)
    impacts = Lists(vectors.weights[order], ends, small=True)
    order, ends = by_passage(vectors.pairs)
    pairs = Lists(vectors.pairs[order] >> 32, ends)
    copy_in(cursor, _FRESH, [vectors.numbers, vectors.lengths, terms, impacts, pairs])


def take(cursor: Any, most: int) -> Vectors:
    """Take the oldest out; those that somebody is replacing stay."""
    rows = read_out(
        cursor,
        "delete from search_fresh where pid = any(array("
        "select pid from search_fresh order by pid limit %s for update skip locked)) "
        "returning pid, length, terms, impacts, pairs",
        [most],
    )
    rows.sort(key=lambda row: row[0])
    numbers, lengths = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    terms, impacts, pairs = ([row[at] for row in rows] for at in (2, 3, 4))

    def mixed(lists: list[np.ndarray]) -> np.ndarray:
        empty = np.empty(0, np.int64)
        return np.concatenate([empty, *lists]) << 32 | np.repeat(numbers, list(map(len, lists)))

    words = mixed(terms)
    order = np.argsort(words)
    weights = np.concatenate([np.empty(0, np.int64), *impacts])[order]
    return Vectors(numbers, lengths, np.sort(mixed(pairs)), words[order], weights)
