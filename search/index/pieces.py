"""Which owners have a contiguous piece, by its pairs of characters; and how often terms occur."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from search import pairs, rank
from search.fold import is_han
from search.index.binary import read_out
from search.index.owned import owners_of
from search.index.runs import COUNTED, WINDOW
from search.index.writing import OVERLAP, array
from search.pairs import gram_key

WHOLE = OVERLAP + 1  # a piece of so many characters lies within the passage where it begins
MOST_PASSAGES = 150_000  # of a piece that stands everywhere, so many passages are looked at
SAMPLE = 2_000  # fresh passages that are counted while hardly anything is sealed
MANY = 4_000  # passages that may have a piece, from which on not all of them are read
FEW = 64  # passages that are looked at rather than made fewer by another pair
MOST_PAIRS = 3
RARE = 200  # passages up to which a pair is telling by itself
MOST_RARE = 4_000  # passages that are taken for the rare pairs of a query

READ_FOR_POSTINGS = 20  # postings that are gone through as fast as one passage is read

USUAL_PASSAGES = 16.0  # of an owner, before anything is sealed
_FEW_OWNERS = 50
_WITHIN = (1 << WINDOW) - 1
_NONE = np.empty(0, np.int64)
_SPREAD = 4  # so many times more passages than by chance have two pieces of one query

_FRESH_COUNTS = """
with sample as materialized (select terms from search_fresh where cardinality(terms) > 0 limit %s)
select null, count(*) from sample union all
select term, count(*) from sample, unnest(terms) as term where term = any(%s::int[]) group by term
"""

_FRESH = "select coalesce(array_agg(pid), '{}') from search_fresh where pairs @> %s::int[]"
_FRESH_WITH = """
select coalesce(array_agg(pid), '{}') from search_fresh join search_passage using (pid) where position(%s::text in folded) > 0
"""

_PAIRED = """
select pid, n from search_paired(%s, %s) union all
select f.pid, w.n::int from unnest(%s::int[]) with ordinality as w(pair, n) join search_fresh as f on f.pairs @> array[w.pair]
limit %s
"""

_POSTED = """
select r.slot << 16, met.posts[
    width_bucket(((wanted.first & 32767) << 16) - 1, met.posts) + 1
    : width_bucket((wanted.last & 32767) << 16 | 65535, met.posts)
]
from search_run as r cross join unnest(%s::int[], %s::int[]) with ordinality as wanted(first, last, n)
cross join lateral (
    select p.posts from search_pairs as p where p.run = r.run
    and p.bucket between wanted.first >> (25 - r.pair_bits) and wanted.last >> (25 - r.pair_bits) offset 0
) as met
"""


Told = dict[int, tuple[int, bool]]  # owner → in how many of its passages, and whether in its head
Met = dict[str, Told]


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of ``total`` passages the terms of a query occur, about; those never met are left out."""

    total: int
    words: dict[str, int] = field(default_factory=dict)
    grams: dict[str, int] = field(default_factory=dict)
    passages: float = USUAL_PASSAGES  # of an owner

    def gram(self, gram: str) -> int:
        """In how many passages a pair, a character or a Latin word occurs; rare pairs are not counted."""
        return self.grams.get(gram) or self.words.get(gram, COUNTED - 1 if len(gram) == 2 else 0)

    def piece(self, text: str) -> int:
        """In how many passages a piece occurs, at most."""
        return min(map(self.gram, pairs.spans(text)), default=self.total)


def count(cursor: Any, words: Iterable[str], grams: Iterable[str]) -> Counts:
    """Look up how often words and grams occur, in at most two statements."""
    word_keys = {word: rank.word_key(word) for word in words}
    gram_keys = {gram: gram_key(gram) for gram in grams if len(gram) <= 2}
    cursor.execute(
        "select * from search_counts(%s, %s)", [array(word_keys.values()), array(gram_keys.values())]
    )
    met = {(kind, key): times for kind, key, times in cursor.fetchall() if times}
    total = met.get((0, 0), 0)
    if total < SAMPLE:
        cursor.execute(_FRESH_COUNTS, [SAMPLE, array(word_keys.values())])
        for key, times in cursor.fetchall():
            if key is None:
                total += times
            else:
                met[1, key] = met.get((1, key), 0) + times
    return Counts(
        total,
        {word: met[1, key] for word, key in word_keys.items() if (1, key) in met},
        {gram: met[2, key] for gram, key in gram_keys.items() if (2, key) in met},
        1 + met[0, 0] / met[0, 1] if (0, 0) in met and (0, 1) in met else USUAL_PASSAGES,
    )


def by_pairs(cursor: Any, words: Iterable[str], counts: Counts) -> list[tuple[int, float]]:
    """Passages that have a rare pair of Han characters of a word, each with the idf of the pair.

    For words that no passage has as words: 潘淑是哪里人 is cut into 潘淑是 and others, a text about her is not.
    """
    idfs = {
        first: rank.idf(counts.gram(pair), counts.total)
        for word in words
        for pair, (first, _) in pairs.spans(word).items()
        if len(pair) == 2 and all(map(is_han, pair)) and counts.gram(pair) <= RARE
    }
    if not idfs:
        return []
    wanted = array(idfs)
    cursor.execute(_PAIRED, [wanted, wanted, wanted, MOST_RARE])
    weights = list(idfs.values())
    return [(number, weights[n - 1]) for number, n in cursor.fetchall()]


def owners_with(cursor: Any, text: str, counts: Counts, among: Collection[int] | None = None) -> Told:
    """Owners that have a folded piece → in how many passages, and whether in the head.

    ``counts`` decide the way of looking; ``among`` limits the owners. A piece longer than the overlap of
    passages is looked for where it begins and then read on over the passages of the owner.
    """
    begins = text[:WHOLE]
    expected = counts.piece(begins)
    conditions, values = [], []
    least = max(_FEW_OWNERS * counts.passages, min(expected, MANY))
    few = among is not None and len(among) * counts.passages <= least
    if few:
        conditions.append("owner = any(%s::int[])")
        values.append(array(among or ()))
    elif pairs.spans(begins):
        numbers = _candidates(cursor, begins, counts)
        if len(numbers) > MANY and text == begins:
            return _by_owner(cursor, text, numbers, among)
        conditions.append("pid = any(%s::int[])")
        values.append(array(numbers.tolist()))
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
        f"with met as materialized (select owner, ord from search_passage as a where {' and '.join(conditions)} "
        f"limit %s) select owner, count(*) filter (where ord > 0), bool_or(ord = 0) from met{only} group by owner",
        values + ([array(among or ())] if only else []),
    )
    return {owner: (times, in_head) for owner, times, in_head in cursor.fetchall()}


def _candidates(cursor: Any, text: str, counts: Counts) -> np.ndarray:
    """The numbers of passages that have the rarest pairs of a piece: a few by chance, and some of passages long gone."""
    firsts, lasts = _wanted(text, counts)
    posted = [base | posts & _WITHIN for base, posts in read_out(cursor, _POSTED, [firsts, lasts])]
    numbers, times = np.unique(np.concatenate([_NONE, *posted]), return_counts=True)
    sql, wanted = (_FRESH, firsts) if firsts == lasts else (_FRESH_WITH, text)
    ((fresh,),) = read_out(cursor, sql, [wanted])
    return np.concatenate([numbers[times > firsts.count(",")], fresh])


def _by_owner(cursor: Any, text: str, numbers: np.ndarray, among: Collection[int] | None) -> Told:
    """What ``owners_with`` tells of a piece that very many passages may have, of which all heads are read, and of the
    others one of each owner: where it has the piece, they are taken to have it, else they are read as well."""
    ((dead,),) = read_out(cursor, "select coalesce(array_agg(pid), '{}') from search_dead")
    numbers = numbers[~np.isin(numbers, dead)]
    owners, is_head = owners_of(cursor, numbers)
    wanted = owners >= 0
    if among is not None:
        wanted &= np.isin(owners, np.fromiter(among, np.int64))
    heads, others = wanted & is_head, wanted & ~is_head
    in_head = owners[heads][_having(cursor, text, numbers[heads])]
    each, firsts, of, times = np.unique(
        owners[others], return_index=True, return_inverse=True, return_counts=True
    )
    numbers = numbers[others]
    missed = ~_having(cursor, text, numbers[firsts])
    rest = np.flatnonzero(missed[of])
    times[missed] = np.bincount(of[rest[_having(cursor, text, numbers[rest])]], minlength=len(each))[missed]
    told = {
        owner: (count, False) for owner, count in zip(each.tolist(), times.tolist(), strict=True) if count
    }
    return told | {owner: (told.get(owner, (0,))[0], True) for owner in in_head.tolist()}


def _having(cursor: Any, text: str, numbers: np.ndarray) -> np.ndarray:
    """Which of the passages have a piece."""
    if not len(numbers):
        return np.empty(0, bool)
    ((having,),) = read_out(
        cursor,
        "select coalesce(array_agg(pid), '{}') from search_passage "
        "where pid = any(%s::int[]) and position(%s::text in folded) > 0",
        [array(numbers.tolist()), text],
    )
    return np.isin(numbers, having)


def together(cursor: Any, needed: Sequence[str], texts: Sequence[str], counts: Counts) -> Met:
    """What ``owners_with`` tells of several pieces among the owners that have all of the needed, by one statement.

    The needed ones are among the texts, and no piece may be longer than WHOLE. Only passages are read that may
    have what is needed; pairs that stand in many are not asked for, then more passages are.
    """
    texts = list(dict.fromkeys(texts))
    seed, *rest = sorted(dict.fromkeys(needed), key=counts.piece)
    expected = float(counts.piece(seed))
    others: list[int] = []
    for text in rest:
        times = counts.piece(text)
        if times <= expected * counts.passages * READ_FOR_POSTINGS:
            others.append(_rarest(text, counts))
            expected *= min(1.0, _SPREAD * times / max(counts.total, 1))
            expected = max(expected, 1.0)
    whole = len(others) < len(rest) or not set(texts) <= _within(needed, texts)
    has = ", ".join(f"position(%s in folded) > 0 as has{n}" for n in range(len(texts)))
    figures = ", ".join(
        f"count(*) filter (where ord > 0 and has{n}), bool_or(ord = 0 and has{n})" for n in range(len(texts))
    )
    # Passages are looked through before they are sorted by their owners, for they are long.
    cursor.execute(
        f"with met as materialized (select owner, ord, {has} from search_passage where pid = any(array("
        f"select search_together(%s, %s, %s) limit %s))) select owner, {figures} from met group by owner",
        [
            *texts,
            _wanted(seed, counts)[0],
            array(others),
            whole,
            MOST_PASSAGES,
        ],
    )
    met: Met = {text: {} for text in texts}
    for owner, *figures in cursor.fetchall():
        for text, times, in_head in zip(texts, figures[::2], figures[1::2], strict=True):
            if times or in_head:
                met[text][owner] = (times, in_head)
    return met


def _within(needed: Sequence[str], texts: Sequence[str]) -> set[str]:
    """The texts that no passage has without one of the needed."""
    return {text for text in texts if any(each in text for each in needed)}


def has_pairs(text: str) -> bool:
    """Whether a piece is found by pairs, and not by the range of its one character."""
    met = pairs.spans(text).values()
    return bool(met) and all(first == last for first, last in met)


def _rarest(text: str, counts: Counts) -> int:
    met = pairs.spans(text)
    return met[min(met, key=counts.gram)][0]


def _wanted(text: str, counts: Counts) -> list[str]:
    """What ``search_candidates`` is asked for: the rarest pairs, no more of them than make the passages few."""
    met = pairs.spans(text)
    rarest = sorted(met, key=counts.gram)
    rarest = rarest[: 1 if counts.gram(rarest[0]) <= FEW else MOST_PAIRS]
    chosen = list(dict.fromkeys(map(met.__getitem__, rarest)))
    return [array(first for first, _ in chosen), array(last for _, last in chosen)]
