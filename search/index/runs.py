"""Sealed postings: runs of passages are written here, and runs of one window are merged into one.

A run holds passages of one window of 65,536 numbers; the layout of its postings is told in ``schema.sql``.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from typing import Any

from search import pairs
from search.index.binary import copy_in, read_out

WINDOW = 16  # bits of a passage's number that count within its window
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
_POST_MASK = (1 << _POST) - 1
_LOW = (1 << LOW) - 1
_PAIRS_A_ROW = 256  # if they were spread evenly
_WORDS_A_ROW = 256
_CHUNKS = 4  # A merge goes through its runs in at most two to the power of this chunks.

_PAIRS = "search_pairs (run, bucket, posts)"
_WORDS = "search_words (run, bucket, terms, ends, posts)"
_GRAMS = "search_gram (bucket, run, grams, counts)"

Row = tuple[int | list[int], ...]


@dataclass(frozen=True, slots=True)
class Vector:
    """What is indexed of a passage or head: impacts of words by key (none of a head), numbers of pairs.

    ``length`` counts its words.
    """

    pid: int
    impacts: Mapping[int, int]
    pairs: Collection[int]
    length: int


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


def write(cursor: Any, vectors: Iterable[Vector]) -> None:
    """Write new runs, one for every window that the numbers of the vectors lie in."""
    ordered = sorted(vectors, key=lambda vector: vector.pid)
    for slot, part in groupby(ordered, key=lambda vector: vector.pid >> WINDOW):
        _write(cursor, slot, list(part))


def _write(cursor: Any, slot: int, vectors: Sequence[Vector]) -> None:
    met = [vector for vector in vectors if vector.impacts]
    figures = (
        len(vectors),
        len(met),
        sum(vector.length for vector in met),
        sum(len(vector.pairs) for vector in vectors),
        sum(len(vector.impacts) for vector in met),
    )
    new = _enter(cursor, slot, *figures)
    upper = _by_upper_bits(vectors)
    copy_in(cursor, _PAIRS, _pair_rows(new, enumerate(upper)))
    copy_in(cursor, _WORDS, _word_rows(new, _postings(met)))
    copy_in(cursor, _GRAMS, _gram_rows(new, chain(_characters(vectors), _pairs(upper))))


def _by_upper_bits(vectors: Iterable[Vector]) -> list[list[int]]:
    """The postings of pairs, sorted, by the bits that do not stand in them.

    Few long lists: a list a pair would keep the collector of cycles busy, which takes longer than all the rest.
    """
    upper: list[list[int]] = [[] for _ in range(1 << LEAST_BITS)]
    for vector in vectors:
        within = vector.pid & _WITHIN
        for number in vector.pairs:
            upper[number >> LOW].append((number & _LOW) << WINDOW | within)
    for posts in upper:
        posts.sort()
    return upper


def _characters(vectors: Sequence[Vector]) -> Iterator[tuple[int, int]]:
    """In how many passages each character occurs; of many, a sample tells well enough what is common."""
    step = 1 if len(vectors) < MANY else SAMPLE
    met = Counter(chain.from_iterable(pairs.characters(vector.pairs) for vector in vectors[::step]))
    return ((character, count * step) for character, count in met.items())


def _pairs(upper: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """In how many passages each pair occurs."""
    for high, posts in enumerate(upper):
        for low, count in Counter([post >> WINDOW for post in posts]).items():
            yield high << LOW | low, count


def _postings(vectors: Iterable[Vector]) -> Iterator[int]:
    """The postings of words, each below its word."""
    for vector in vectors:
        within = (vector.pid & _WITHIN) << IMPACT
        for word, impact in vector.impacts.items():
            yield word << _POST | within | impact


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


def _pair_rows(run: Run, upper: Iterable[tuple[int, Sequence[int]]]) -> Iterator[Row]:
    """Sorted postings by their upper bits, cut into the buckets of a run."""
    finer = run.pair_bits - LEAST_BITS
    width = 1 << (LOW - finer + WINDOW)
    for high, posts in upper:
        at = 0
        while at < len(posts):
            bucket = posts[at] // width
            end = bisect_left(posts, (bucket + 1) * width, at)
            yield run.run, high << finer | bucket, posts[at:end]
            at = end


def _word_rows(run: Run, postings: Iterable[int]) -> Iterator[Row]:
    """Postings with their words, in any order, by the buckets of a run."""
    shift = WORD_BITS - run.word_bits + _POST
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for posting in postings:
        buckets[posting >> shift].append(posting)
    for bucket, met in buckets.items():
        met.sort()
        counts = Counter([posting >> _POST for posting in met])
        posts = [posting & _POST_MASK for posting in met]
        yield run.run, bucket, list(counts), list(accumulate(counts.values())), posts


def _gram_rows(run: Run, counts: Iterable[tuple[int, int]]) -> Iterator[Row]:
    buckets: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    least = max(COUNTED, run.held // COUNTED_ONE_IN)
    for gram, count in counts:
        if count >= least:
            grams, counted = buckets[gram % GRAM_BUCKETS]
            grams.append(gram)
            counted.append(count)
    for bucket, (grams, counted) in buckets.items():
        yield bucket, run.run, grams, counted


def merge(cursor: Any, slot: int, old: Sequence[Run], dead: Collection[int] = ()) -> Run | None:
    """Replace runs of a window by one, without the numbers that are ``dead``, which must all be in these runs."""
    new = None
    gone = {pid & _WITHIN for pid in dead}
    held = sum(run.held for run in old)
    if held > len(gone):
        share = 1 - len(gone) / held
        figures = (
            round(share * sum(getattr(run, name) for run in old))
            for name in ("passages", "words", "pair_posts", "word_posts")
        )
        new = _enter(cursor, slot, held - len(gone), *figures)
        for rows in _chunks(cursor, "search_pairs", "bucket, posts", "pair_bits", [*old, new]):
            copy_in(cursor, _PAIRS, _pair_rows(new, _merged_pairs(rows, gone)))
        for rows in _chunks(cursor, "search_words", "terms, ends, posts", "word_bits", [*old, new]):
            copy_in(cursor, _WORDS, _word_rows(new, _merged_words(rows, gone)))
    for table in ("search_run", "search_pairs", "search_words"):
        cursor.execute(f"delete from {table} where run = any(%s)", [[run.run for run in old]])
    return new


def _chunks(cursor: Any, table: str, columns: str, bits: str, runs: Sequence[Run]) -> Iterator[list[Row]]:
    """All rows of runs, each with the bits of its buckets before it, in chunks that share no bucket of any run."""
    coarse = min(_CHUNKS, *(getattr(run, bits) for run in runs))
    for chunk in range(1 << coarse):
        yield read_out(
            cursor,
            f"select r.{bits}, {columns} from search_run as r cross join lateral (select * from {table} as t "
            f"where t.run = r.run and t.bucket >= (%s << (r.{bits} - %s)) and t.bucket < (%s << (r.{bits} - %s)) "
            "offset 0) as met where r.run = any(%s)",
            [chunk, coarse, chunk + 1, coarse, [run.run for run in runs]],
        )


def _merged_pairs(rows: Iterable[Row], gone: Collection[int]) -> Iterator[tuple[int, list[int]]]:
    """The rows of a chunk of several runs as sorted postings by their upper bits."""
    upper: defaultdict[int, list[list[int]]] = defaultdict(list)
    for bits, bucket, posts in rows:
        upper[bucket >> (bits - LEAST_BITS)].append(posts)
    for high, lists in upper.items():
        merged = sorted(chain.from_iterable(lists))
        yield high, [post for post in merged if post & _WITHIN not in gone] if gone else merged


def _merged_words(rows: Iterable[Row], gone: Collection[int]) -> Iterator[int]:
    """The rows of a chunk of several runs as postings with their words."""
    for _, terms, ends, posts in rows:
        start = 0
        for term, end in zip(terms, ends, strict=True):
            for post in posts[start:end]:
                if post >> IMPACT not in gone:
                    yield term << _POST | post
            start = end
