"""What was typed into the search box → what it asks of the cases: text, synonyms, field words; and did-you-mean."""

from dataclasses import dataclass, replace
from functools import partial

from django.db.models import QuerySet

from cases.filters import Refusal
from cases.filters.table import one_of
from cases.filters.typed import WORDS, Typed, resolve
from cases.models import Case, Place
from cases.models.edition import once_an_edition
from cases.vocabulary import vocabulary
from cases.wordlists import follow
from search import index
from search.fold import fold
from search.index import Found
from search.query import Piece, Query, parse
from search.synonyms import widen

LITTLE = 2  # cases; where no more are found, something else may be meant
CERTAIN = 2  # characters; a word as short as this that is found is what was meant
MORE = 5  # times as many must then be found by it
TRIED = 3  # suggestions that are tried
TAKEN_APART = 4  # pieces of a query that are looked at for a mistake


@dataclass(frozen=True, slots=True)
class Asked:
    """``query`` with synonyms and ``plain`` without, the same where there are none; ``typed`` are the field words.

    ``synonyms`` are the words that are, or with ``exact`` would be, looked for besides.
    """

    plain: Query
    query: Query
    typed: Typed
    synonyms: tuple[str, ...] = ()

    @property
    def only_fields(self) -> bool:
        """Whether cases are asked for by field words alone, and not by any text."""
        return bool(self.typed.words) and not self.plain

    @property
    def understood(self) -> str:
        """How all of it was understood, as one Chinese sentence."""
        conditions = "，".join(self.typed.words)
        if self.only_fields:
            left_out = "".join(f"，不含「{text}」" for text in self.plain.excluded)
            told = f"查找{conditions}{left_out}的案例"
        else:
            told = self.plain.understood.rstrip("。") + (f"，{conditions}" if conditions else "")
        said = "；".join(self.typed.said)
        return f"{told}（{said}）。" if said else f"{told}。"


def ask(typed: str, exact: bool = False) -> Asked:
    """Read what was typed; ``exact`` leaves synonyms out. Nothing typed is refused."""
    places = follow().place_names
    query = parse(typed, WORDS)
    meant = resolve(query.fields)
    if meant.as_text:
        query = parse(typed, WORDS, meant.as_text)
        meant = replace(resolve(query.fields), said=meant.said)
    wide = widen(query, {**_names_now(query), **places})
    return Asked(query, query if exact else wide, meant, wide.widened)


def is_exact(values: list[str]) -> bool:
    """Whether the address asks for the words as typed; raises Refusal for a value that is no answer to that."""
    said = {value.strip() for value in values} - {""}
    if said - {"1", "0"} or len(said) > 1:
        raise Refusal("exact 应为 1（不查同义词）或 0。")
    return said == {"1"}


def find(asked: Asked) -> Found:
    """The cases with the text asked for: those that have it as typed come before those that have a synonym.

    Kept until something is written: whoever turns pages or chooses filters asks for the same text again. Nobody may
    change it.
    """
    return _found(asked.plain, asked.query)


@partial(once_an_edition, most=48)
def _found(plain: Query, query: Query) -> Found:
    found = index.find(plain)
    if query == plain:
        return found
    wide = index.find(query)
    order = ("exact", "words", "partial", "none")
    if order.index(wide.how) < order.index(found.how):
        return wide
    owners = dict(found.owners)
    added = [(owner, score) for owner, score in wide.owners if owner not in owners]
    if owners and added:  # They rank behind, so they do not score above.
        share = min(1.0, found.owners[-1][1] / (added[0][1] or 1.0))
        added = [(owner, score * share) for owner, score in added]
    more = [(owner, score) for owner, score in found.more if owner not in owners.keys() | dict(added).keys()]
    return Found([*found.owners, *added], more, found.how)


def narrowed(asked: Asked, found: Found, rows: QuerySet) -> QuerySet:
    """Those of the rows that the query asks for."""
    rows = rows.filter(asked.typed.condition)
    if not asked.only_fields:
        return among(rows, [owner for owner, _ in found.owners])
    if not asked.plain.excluded:
        return rows
    unwanted = index.find(Query(clauses=(tuple(map(Piece, asked.plain.excluded)),)))
    return rows.exclude(one_of([owner for owner, _ in unwanted.owners])) if unwanted.how == "exact" else rows


def among(rows: QuerySet, pks: list[int]) -> QuerySet:
    """The rows with these keys, handed over as one array however many they are."""
    return rows.filter(one_of(pks))


def suggestion(asked: Asked, found: Found, total: int) -> str | None:
    """What may have been meant, where nothing or little is found as typed; it finds more, for it was tried."""
    if not asked.plain or (found.how == "exact" and (total > LITTLE or _is_certain(asked.plain))):
        return None
    least = max(1, total * MORE) if found.how == "exact" else 1
    for typed, mistakes in _meant(asked, found)[:TRIED]:
        meant = ask(typed)
        again = find(meant)
        if meant.plain and again.how != "exact" and (again.how != "words" or any(map(_is_found, mistakes))):
            continue
        if narrowed(meant, again, Case.objects.public())[:least].count() >= least:
            return typed
    return None


def _is_certain(query: Query) -> bool:
    return all(len(piece) <= CERTAIN for piece in query.pieces)


def _meant(asked: Asked, found: Found) -> list[tuple[str, tuple[str, ...]]]:
    """What may have been typed for those pieces that are nowhere as they are, and the mistakes; likeliest first."""
    typed, names = asked.plain.typed, vocabulary()
    pieces = asked.plain.pieces[:TAKEN_APART]
    spelt = " ".join(pieces)
    if len(pieces) > 1 and spelt.isascii() and not asked.plain.fields:
        if whole := names.correct(spelt):
            return [(each.text, each.mistakes) for each in whole]
    sure = found.how == "exact" or len(pieces) == 1
    corrected = {piece: names.correct(piece) for piece in pieces if sure or not _is_found(piece)}
    at_once, mistakes = typed, []
    for piece, likely in corrected.items():
        if likely:
            at_once = _with(at_once, piece, likely[0].text)
            mistakes += likely[0].mistakes
    made = {at_once: tuple(mistakes)}
    for piece, likely in corrected.items():
        for each in likely:
            made.setdefault(_with(typed, piece, each.text), each.mistakes)
    made.pop(typed, None)
    return list(made.items())


def _is_found(piece: str) -> bool:
    return index.find(Query(clauses=((Piece(piece),),)), limit=1).how == "exact"


def _with(typed: str, piece: str, other: str) -> str:
    """The typed text with another piece in place of a folded one; unchanged where that does not stand in it."""
    folded = fold(typed)
    at = folded.text.find(piece)
    if at < 0:
        return typed
    start, end = folded.span(at, at + len(piece))
    return typed[:start] + other + typed[end:]


def _names_now(query: Query) -> dict[str, list[str]]:
    """Former names of places in a query → their names of today."""
    words = {text for clause in query.clauses for piece in clause for text in (piece.text, *piece.words)}
    names = [word for word in words if word.endswith(("市", "县", "区"))]
    if not names:
        return {}
    found: dict[str, list[str]] = {}
    for place in Place.objects.filter(name__in=names, valid_to__isnull=False).prefetch_related("today"):
        today = [each.name for each in place.today.all() if each.name != place.name]
        found.setdefault(place.name, []).extend(today)
    return found
