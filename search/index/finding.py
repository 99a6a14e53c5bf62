"""A Query → the owners that match it, best first, in stages; the first stage that finds something answers.

exact    every clause met by a contiguous piece, within the owner's head and passages
words    the unquoted clauses loosened to their words, all of them present but single characters that are common
partial  the passages that rank best by words, whatever is missing
none
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Literal

from django.db import connection

from search import pairs, rank
from search.index import pieces, scoring
from search.index.pieces import WHOLE, Counts
from search.index.writing import array
from search.query import Piece, Query

MOST_OWNERS = 20_000
MOST_PARTIAL = 100
LOOKED_AT = 60  # passages that are looked at a second time
WORTH = 0.3  # of the best sum of impacts, with less of which a passage is not looked at again,
READ = 20  # unless it is among so many; those that are best then are read sentence by sentence
ENOUGH = 10  # owners that match; with fewer, partial matches are shown as well
TOGETHER = 500  # passages of the rarest piece up to which all pieces are looked for at once
COMMON = 0.10  # the share of passages from which on a word is not ranked by
FEW_POSTINGS = 500  # a word in no more passages is never common
HEAD_WEIGHT = 6.0  # of a piece among the names of the owner; all its passages together weigh up to 1.9
MATCH_WEIGHT = (
    1.5  # of matching best as a whole, as against ranking best by words: names decide before mentions
)
NEXT_WEIGHT = 0.1  # what an owner's second and third best passage add to its best

How = Literal["exact", "words", "partial", "none"]
Clauses = Sequence[Sequence[Sequence[str]]]  # every clause by any alternative of which all strings are there


@dataclass(frozen=True, slots=True)
class Found:
    """Owners with scores, best first. ``owners`` match as ``how`` says; ``more`` only match in part."""

    owners: list[tuple[int, float]] = field(default_factory=list)
    more: list[tuple[int, float]] = field(default_factory=list)
    how: How = "none"

    @property
    def partial(self) -> bool:
        """Whether nothing matched as a whole, so that ``owners`` are the best partial matches."""
        return self.how == "partial"


def owners_with_any(strings: Sequence[str], *, behind: int = 0, most: int | None = None) -> list[int]:
    """Owners in whose names or passages one of some folded strings stands, ascending from behind one on.

    All texts are read for it, whatever is counted of them: half a second for 100,000 passages.
    """
    met = " or ".join(["position(%s in folded) > 0"] * len(strings))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select distinct owner from search_passage where owner > %s and ({met}) order by owner limit %s",
            [behind, *strings, most],
        )
        return [owner for (owner,) in cursor.fetchall()]


def find(query: Query, limit: int = MOST_OWNERS) -> Found:
    """The owners that match a query, best first, at most ``limit``; see the module's stages.

    Where fewer than ten match, ``more`` has up to a hundred that match in part. Three to a dozen statements,
    each bounded; none of them depends on how many owners there are but for the common pieces of a query.
    """
    if not query:
        return Found()
    with connection.cursor() as cursor:
        counts = _count(cursor, query)
        how, matched = _match(cursor, query, counts)
        ranked = _ranked(cursor, query, counts)
        out = _shut_out(cursor, query, counts, matched.keys() | ranked.keys())
    matched = {owner: score for owner, score in matched.items() if owner not in out}
    ranked = {owner: score for owner, score in ranked.items() if owner not in out}
    if not matched:
        partial = _best(ranked, min(limit, MOST_PARTIAL))
        return Found(partial, [], "partial" if partial else "none")
    best = max(ranked.values(), default=0.0) or 1.0
    owners = {
        owner: ranked.get(owner, 0.0) + MATCH_WEIGHT * best * score for owner, score in _unit(matched).items()
    }
    more = {owner: score for owner, score in ranked.items() if owner not in matched}
    return Found(_best(owners, limit), _best(more, MOST_PARTIAL) if len(owners) < ENOUGH else [], how)


def _unit(scores: Mapping[int, float]) -> dict[int, float]:
    top = max(scores.values(), default=0.0) or 1.0
    return {owner: score / top for owner, score in scores.items()}


def _best(scores: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
    return sorted(sorted(scores.items()), key=itemgetter(1), reverse=True)[:limit]


def _count(cursor: Any, query: Query) -> Counts:
    """How often everything occurs that any stage will ask for."""
    strings = {*query.pieces, *query.excluded}
    strings |= {word for clause in query.clauses for piece in clause for word in piece.words + piece.singles}
    grams = {pair for string in strings for pair in pairs.spans(string)}
    return pieces.count(cursor, query.words, grams | rank.query_grams(query.pieces).keys())


# All clauses


def _match(cursor: Any, query: Query, counts: Counts) -> tuple[How, dict[int, float]]:
    """The owners that meet every clause as typed, or else by its words."""
    look = _Look(cursor, query, counts)
    matched = _all_clauses(look, [[[p.text] for p in clause] for clause in query.clauses])
    if matched or not any(piece.words for clause in query.clauses for piece in clause):
        return "exact", matched
    return "words", _all_clauses(look, [[_loosened(p, counts) for p in clause] for clause in query.clauses])


def _loosened(piece: Piece, counts: Counts) -> list[str]:
    """The words of a piece, and of its single characters those that are too rare to say nothing."""
    rare = [char for char in piece.singles if counts.piece(char) < COMMON * counts.total]
    return [*piece.words, *rare] or [piece.text]


class _Look:
    """Looks for the pieces of one query, by a single statement where every answer has something in particular."""

    def __init__(self, cursor: Any, query: Query, counts: Counts) -> None:
        self.cursor, self.counts = cursor, counts
        self.known: pieces.Met = {}
        # Whoever has a piece has all of its words.
        alone = [clause[0] for clause in query.clauses if len(clause) == 1]
        needed = [text[:WHOLE] for piece in alone for text in piece.words or (piece.text,)]
        needed = list(filter(pieces.has_pairs, needed))
        texts = {
            text[:WHOLE]
            for clause in query.clauses
            for piece in clause
            for text in (piece.text, *_loosened(piece, counts))
        }
        if needed and len(texts) > 1 and min(map(counts.piece, needed)) <= TOGETHER:
            self.known = pieces.together(cursor, needed, sorted(texts), counts)

    def __call__(self, text: str, among: Collection[int] | None) -> pieces.Told:
        """What ``pieces.owners_with`` tells; of owners that cannot be an answer it may tell nothing."""
        begins = self.known.get(text[:WHOLE])
        if begins is None:
            return pieces.owners_with(self.cursor, text, self.counts, among)
        if len(text) > WHOLE and begins:
            return pieces.owners_with(self.cursor, text, self.counts, begins.keys())
        return begins

    def rarity(self, text: str) -> float:
        """The weight of a piece for being rare."""
        return rank.idf(self.counts.piece(text), self.counts.total)


def _all_clauses(look: _Look, clauses: Clauses) -> dict[int, float]:
    """Owners in which every clause is met, with scores; the clause that should leave the fewest goes first."""

    def expected(clause: Sequence[Sequence[str]]) -> int:
        return sum(min(map(look.counts.piece, alternative)) for alternative in clause)

    owners: dict[int, float] | None = None
    for clause in sorted(clauses, key=expected):
        met: dict[int, float] = {}
        for alternative in clause:
            for owner, score in _all_strings(look, alternative, owners).items():
                met[owner] = max(met.get(owner, 0.0), score)
        owners = {owner: score + (owners or {}).get(owner, 0.0) for owner, score in met.items()}
        if not owners:
            break
    return owners or {}


def _all_strings(look: _Look, strings: Sequence[str], among: Mapping[int, float] | None) -> dict[int, float]:
    """Owners, of ``among`` unless it is None, that have every string, with their scores; the rarest goes first."""
    left = among.keys() if among is not None else None
    scores: dict[int, float] = {}
    for string in sorted(strings, key=look.counts.piece):
        rarity, found = look.rarity(string), look(string, left)
        worth = {told: rarity * _weight(*told) for told in set(found.values())}
        scores = {
            owner: scores.get(owner, 0.0) + worth[told]
            for owner, told in found.items()
            if left is None or owner in left
        }
        left = scores.keys()
        if not scores:
            break
    return scores


def _weight(times: int, in_head: bool) -> float:
    """More for more passages, less and less; and for standing among the names of the owner."""
    return rank.saturate(times, 1, 1) + HEAD_WEIGHT * in_head


def _shut_out(cursor: Any, query: Query, counts: Counts, among: Iterable[int]) -> set[int]:
    """Those of ``among`` that have a piece which was excluded."""
    left = set(among)
    out: set[int] = set()
    for text in query.excluded:
        if left:
            out |= pieces.owners_with(cursor, text, counts, left).keys()
            left -= out
    return out


# By words


def _ranked(cursor: Any, query: Query, counts: Counts) -> dict[int, float]:
    """Owners of the best few dozen passages by words, after the second look at them."""
    idfs = _idfs(query, counts)
    if not idfs:
        return {}
    by_pairs = pieces.by_pairs(cursor, [word for word in idfs if word not in counts.words], counts)
    numbers, impacts = scoring.best(cursor, idfs, LOOKED_AT, by_pairs)
    worth = sum(impact >= WORTH * impacts[0] for impact in impacts)
    cursor.execute("select * from search_texts(%s, %s)", [array(numbers[: max(worth, READ)]), LOOKED_AT])
    rows = cursor.fetchall()
    weighted = {
        gram: weight * rank.idf(counts.gram(gram), counts.total)
        for gram, weight in rank.query_grams(query.pieces).items()
        if len(gram) > 1 or counts.gram(gram) < counts.total / 2
    }
    closeness = rank.second_look(weighted, [(text, head) for _, _, text, head in rows])
    scored = [
        (impacts[n - 1] / rank.LEVELS + close, owner, text, head)
        for (n, owner, text, head), close in zip(rows, closeness, strict=True)
    ]
    scored.sort(key=itemgetter(0), reverse=True)
    scores: dict[int, list[float]] = defaultdict(list)
    for at, (score, owner, text, head) in enumerate(scored):
        scores[owner].append(score + (rank.third_look(weighted, text, head) if at < READ else 0.0))
    return {owner: _of_passages(each) for owner, each in scores.items()}


def _of_passages(scores: list[float]) -> float:
    """The score of an owner: its best passage, and a little for the next two."""
    scores.sort(reverse=True)
    return scores[0] + NEXT_WEIGHT * sum(scores[1:3])


def _idfs(query: Query, counts: Counts) -> dict[str, float]:
    """The words to rank by: without common ones, unless all are."""
    met = counts.words
    most = max(COMMON * counts.total, FEW_POSTINGS)
    rare = [word for word in query.words if met.get(word, 0) <= most]
    if not any(word in met for word in rare):  # Those left may still be in fresh passages, or nowhere.
        rare = list(query.words)
    return {word: rank.idf(met.get(word, 0), counts.total) for word in rare}
