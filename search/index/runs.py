"""Sealed postings: runs of passages are written here, and runs of one window are merged into one.

A run holds passages of one window of 65,536 numbers; the layout of its postings is told in ``schema.sql``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from search import pairs
from search.index.binary import Bytes, Lists, copy_in, read_out
from search.index.vectors import Vectors

WINDOW = 16  # bits of a passage's number that count within its window
PLACE = np.dtype("<u2")  # as which such a number lies in search_words
WORD_BITS = 31
IMPACT = 7
LOW = 15  # bits of a pair that stand in its posting; its bucket tells the others
LEAST_BITS = pairs.BITS - LOW
MOST_BITS = 17
GRAM_BUCKETS = 512
MANY = 4_000  # passages and heads of which
SAMPLE = 4  # only one in so many is asked for its characters
COUNTED = 3  # A pair that fewer passages have is not counted: most have one, and would be half of the index;
COUNTED_ONE_IN = 1_000  # nor is what is as rare as that in a run.
_WITHIN = (1 << WINDOW) - 1
_POST = WINDOW + IMPACT
_IMPACT_MASK = (1 << IMPACT) - 1
_PAIR_POST_MASK = (1 << LOW + WINDOW) - 1
_PAIRS_A_ROW = 256  # if they were spread evenly
_WORDS_A_ROW = 256
_CHUNKS = 4  # A merge goes through its runs in at most two to the power of this chunks.

_PAIRS = "search_pairs (run, bucket, posts)"
_WORDS = "search_words (run, bucket, terms, ends, places, impacts)"
_GRAMS = "search_gram (bucket, run, grams, counts)"


@dataclass(frozen=True, slots=True)
class Run:
    """A row of ``search_run``."""

    run: int
    slot: int
    held: int
    passages: int
    words: int
    pair_posts: int
    word_posts: int
    pair_bits: int
    word_bits: int


def write(cursor: Any, vectors: Vectors) -> None:
    """Write new runs, one for every window that the numbers of the passages lie in."""
    for slot in np.unique(vectors.numbers >> WINDOW).tolist():
        _write(cursor, slot, vectors.within(slot << WINDOW, (slot + 1) << WINDOW))


def _write(cursor: Any, slot: int, vectors: Vectors) -> None:
    figures = (
        len(vectors.numbers),
        len(np.unique(vectors.words & _WITHIN)),
        int(vectors.lengths.sum()),
        len(vectors.pairs),
        len(vectors.words),
    )
    run = _enter(cursor, slot, *figures)
    pair_posts = vectors.pairs >> 32 << WINDOW | vectors.pairs & _WITHIN
    _copy_pairs(cursor, run, pair_posts)
    _copy_words(
        cursor, run, vectors.words >> 32 << _POST | (vectors.words & _WITHIN) << IMPACT | vectors.weights
    )
    least = max(COUNTED, run.held // COUNTED_ONE_IN)
    counted = [_counted(pair_posts >> WINDOW, least), _characters(pair_posts, run.held, least)]
    _copy_grams(cursor, run, *(np.concatenate(each) for each in zip(*counted, strict=True)))


def _characters(pair_posts: np.ndarray, held: int, least: int) -> tuple[np.ndarray, np.ndarray]:
    """In how many passages each character occurs; of many, a sample tells well enough what is common."""
    step = 1 if held < MANY else SAMPLE
    sample = pair_posts[pair_posts % step == 0]
    met = pairs.distinct(pairs.characters(sample >> WINDOW) << WINDOW | sample & _WITHIN)
    characters, counts = _counted(met >> WINDOW, -(-least // step))
    return characters, counts * step


def _counted(ascending: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """What occurs at least so often, and how often."""
    firsts = pairs.firsts(ascending)
    counts = np.diff(firsts, append=len(ascending))
    often = counts >= least
    return ascending[firsts[often]], counts[often]


def _enter(cursor: Any, *figures: int) -> Run:
    """Enter a run with its figures, and so many bits for its buckets that rows have some hundred postings."""
    *_, pair_posts, word_posts = figures
    pair_bits = max(LEAST_BITS, min(MOST_BITS, (pair_posts // _PAIRS_A_ROW).bit_length()))
    word_bits = (word_posts // _WORDS_A_ROW).bit_length()
    cursor.execute(
        "insert into search_run (slot, held, passages, words, pair_posts, word_posts, pair_bits, word_bits) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s) returning *",
        [*figures, pair_bits, word_bits],
    )
    return Run(*cursor.fetchone())


def _copy_pairs(cursor: Any, run: Run, posts: np.ndarray) -> None:
    """Ascending postings, each below all bits of its pair, in rows by the buckets of the run."""
    buckets = posts >> (pairs.BITS - run.pair_bits + WINDOW)
    rows = pairs.firsts(buckets)
    ends = np.append(rows[1:], len(posts))
    lists = Lists(posts & _PAIR_POST_MASK, ends)
    copy_in(cursor, _PAIRS, [np.full(len(rows), run.run), buckets[rows], lists])


def _copy_words(cursor: Any, run: Run, posts: np.ndarray) -> None:
    """The same of postings below their words."""
    words = posts >> _POST
    firsts = pairs.firsts(words)
    terms = words[firsts]
    buckets = terms >> (WORD_BITS - run.word_bits)
    rows = pairs.firsts(buckets)
    begins = firsts[rows]
    sizes = np.diff(rows, append=len(terms))
    ends = np.append(firsts[1:], len(posts)) - np.repeat(begins, sizes)
    columns = [
        np.full(len(rows), run.run),
        buckets[rows],
        Lists(terms, np.cumsum(sizes)),
        Lists(ends, np.cumsum(sizes)),
        Bytes((posts >> IMPACT & _WITHIN).astype(PLACE), np.append(begins[1:], len(posts))),
        Bytes((posts & _IMPACT_MASK).astype(np.uint8), np.append(begins[1:], len(posts))),
    ]
    copy_in(cursor, _WORDS, columns)


def _copy_grams(cursor: Any, run: Run, grams: np.ndarray, counts: np.ndarray) -> None:
    order = np.argsort(grams % GRAM_BUCKETS, kind="stable")
    buckets = grams[order] % GRAM_BUCKETS
    rows = pairs.firsts(buckets)
    ends = np.append(rows[1:], len(order))
    run_column = np.full(len(rows), run.run)
    copy_in(
        cursor, _GRAMS, [buckets[rows], run_column, Lists(grams[order], ends), Lists(counts[order], ends)]
    )


def merge(cursor: Any, slot: int, old: Sequence[Run], dead: Sequence[int] = ()) -> Run | None:
    """Replace runs of a window by one, without the numbers that are ``dead``, which must all be in these runs."""
    new = None
    held = sum(run.held for run in old)
    if held > len(dead):
        alive = np.ones(1 << WINDOW, bool)
        alive[np.array(dead, np.int64) & _WITHIN] = False
        share = 1 - len(dead) / held
        figures = (
            round(share * sum(getattr(run, name) for run in old))
            for name in ("passages", "words", "pair_posts", "word_posts")
        )
        new = _enter(cursor, slot, held - len(dead), *figures)
        for rows in _chunks(cursor, "search_pairs", "bucket, posts", "pair_bits", [*old, new]):
            posts = np.sort(
                np.concatenate(
                    [bucket >> (bits - LEAST_BITS) << LOW + WINDOW | posts for bits, bucket, posts in rows]
                )
            )
            _copy_pairs(cursor, new, posts[alive[posts & _WITHIN]])
        for rows in _chunks(cursor, "search_words", "terms, ends, places, impacts", "word_bits", [*old, new]):
            posts = np.sort(np.concatenate([_word_posts(*row[1:]) for row in rows]))
            _copy_words(cursor, new, posts[alive[posts >> IMPACT & _WITHIN]])
    for table in ("search_run", "search_pairs", "search_words"):
        cursor.execute(f"delete from {table} where run = any(%s)", [[run.run for run in old]])
    return new


def _word_posts(terms: np.ndarray, ends: np.ndarray, places: bytes, impacts: bytes) -> np.ndarray:
    """The postings of a row, each below its word."""
    posts = np.repeat(terms, np.diff(ends, prepend=0)) << _POST
    posts |= np.frombuffer(places, PLACE).astype(np.int64) << IMPACT
    return posts | np.frombuffer(impacts, np.uint8)


def _chunks(cursor: Any, table: str, columns: str, bits: str, runs: Sequence[Run]) -> Iterator[list[tuple]]:
    """All rows of runs, each with the bits of its buckets before it, in chunks that share no bucket of any run."""
    coarse = min(_CHUNKS, *(getattr(run, bits) for run in runs))
    for chunk in range(1 << coarse):
        rows = read_out(
            cursor,
            f"select r.{bits}, {columns} from search_run as r cross join lateral (select * from {table} as t "
            f"where t.run = r.run and t.bucket >= (%s << (r.{bits} - %s)) and t.bucket < (%s << (r.{bits} - %s)) "
            "offset 0) as met where r.run = any(%s)",
            [chunk, coarse, chunk + 1, coarse, [run.run for run in runs]],
        )
        if rows:
            yield rows
