"""Which owners have a contiguous piece, by its pairs of characters; and how often terms occur."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from search import rank
from search.index.writing import OVERLAP, array

WHOLE = OVERLAP + 1  # a piece of so many characters lies within the passage where it begins
MOST_PASSAGES = 150_000  # of a piece that stands everywhere, so many passages are looked at
SCAN = 40_000  # passages from which on reading the table is cheaper than its bitmap in the index
SAMPLE = 2_000  # fresh passages that are counted while hardly anything is sealed

_FEW_OWNERS = 50
_USUAL_PASSAGES = 16  # of an owner


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of ``total`` passages the terms of a query occur; those never met are left out."""

    total: int
    words: dict[str, int] = field(default_factory=dict)
    grams: dict[str, int] = field(default_factory=dict)

    def piece(self, text: str) -> int:
        """In how many passages a piece occurs, at most."""
        if len(text) == 1:
            return self.grams.get(text, 0)
        return min(self.grams.get(text[i : i + 2], 0) for i in range(len(text) - 1))


def count(cursor: Any, words: Iterable[str], grams: Iterable[str]) -> Counts:
    """Look up how often words and grams occur, in at most two statements."""
    word_keys = {word: rank.word_key(word) for word in words}
    gram_keys = {gram: rank.gram_key(gram) for gram in grams}
    cursor.execute(
        "select null, sealed from search_stat union all select term, df from search_term where term = any(%s::int[])",
        [array([*word_keys.values(), *gram_keys.values()])],
    )
    met = dict(cursor.fetchall())
    total = met.pop(None)
    if total < SAMPLE:
        cursor.execute(
            "with sample as materialized (select terms from search_fresh limit %s) "
            "select null, count(*) from sample union all "
            "select term, count(*) from sample, unnest(terms) as term where term = any(%s::int[]) group by term",
            [SAMPLE, array(word_keys.values())],
        )
        for key, times in cursor.fetchall():
            if key is None:
                total += times
            else:
                met[key] = met.get(key, 0) + times
    return Counts(
        total,
        {word: met[key] for word, key in word_keys.items() if key in met},
        {gram: met[key] for gram, key in gram_keys.items() if key in met},
    )


def pairs(text: str) -> list[str]:
    """The adjacent pairs of a piece, or its one character."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def owners_with(
    cursor: Any, text: str, expected: int, among: Collection[int] | None = None
) -> dict[int, tuple[int, bool]]:
    """Owners that have a folded piece → in how many passages, and whether in the head.

    ``expected`` is about how many passages have it, which decides the way of looking; ``among`` limits the
    owners. A piece longer than the overlap of passages is looked for where it begins and then read on over
    the passages of the owner.
    """
    begins = text[:WHOLE]
    conditions, values = [], []
    few = among is not None and (len(among) <= _FEW_OWNERS or len(among) * _USUAL_PASSAGES <= expected)
    if few:
        conditions.append("owner = any(%s::int[])")
        values.append(array(among or ()))
    elif expected <= SCAN:
        conditions.append("search_grams(folded) @@ %s::tsquery")
        values.append(_tsquery(begins))
    if few or expected > SCAN or len(text) > 2:
        conditions.append("position(%s in folded) > 0")
        values.append(begins)
    if len(text) > WHOLE:
        conditions.append(
            "(position(%s in folded) > 0 or position(%s in (select string_agg(left(b.folded, b.own), '' order by b.ord) "
            "from search_passage as b where b.owner = a.owner and b.ord > 0)) > 0)"
        )
        values += [text, text]
    only = "" if among is None or few else " where owner = any(%s::int[])"
    values.append(MOST_PASSAGES)
    cursor.execute(
        # Materialized, so that no plan computes the pairs of passages that another condition has found.
        f"with met as materialized (select owner, ord from search_passage as a where {' and '.join(conditions)} "
        f"limit %s) select owner, count(*) filter (where ord > 0), bool_or(ord = 0) from met{only} group by owner",
        values + ([array(among or ())] if only else []),
    )
    return {owner: (times, in_head) for owner, times, in_head in cursor.fetchall()}


def _tsquery(text: str) -> str:
    """Every pair of a piece; a single character is the first of a pair or the last of a passage."""
    if len(text) == 1:
        return _quoted([text])[0] + ":*"
    return "&".join(_quoted(dict.fromkeys(pairs(text))))


def _quoted(grams: Iterable[str]) -> Sequence[str]:
    return ["'" + gram.replace("\\", "\\\\").replace("'", "''") + "'" for gram in grams]
