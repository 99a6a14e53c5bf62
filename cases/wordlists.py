"""The word lists as they hold now: the program's own, with what people added, changed or switched off.

领域词    word       name: a word by which text is cut
同义词    synonym    name: words that mean the same; where there are others, each of them finds those and nothing else
地区别名  place      name: what the place is also called; it finds the place's own names
政策类别  category   name: the category; others: the words that decide

The program's entries come from ``search/words.txt``, ``search/synonyms.txt`` and ``policy_categories.txt``. Reading,
searching and indexing go by the lists of the process; whoever begins such work calls ``follow`` first, which costs
one small statement and, after a change, a look at the rows that people made.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import QuerySet

from cases.ingest.extract import category
from cases.models import Place, Term
from search import segment, synonyms
from search.fold import fold

Kind = Term.Kind
ARROW = " > "
REST = category.REST
MOST_SYNONYMS = 1 + synonyms.MOST  # words of a group


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it holds: both sides, where it comes from, and the row that says so, if people made one."""

    name: str
    others: str = ""
    shipped: str = ""
    term: Term | None = None

    @property
    def in_use(self) -> bool:
        """Whether it counts."""
        return self.term is None or self.term.in_use

    @property
    def line(self) -> str:
        """Both sides as a line of the files."""
        return f"{self.name}{ARROW}{self.others}" if self.others else self.name


@dataclass(frozen=True, slots=True)
class Alias:
    """What a place is also called, folded; ``own`` are its names then and now."""

    name: str
    place: Place
    own: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """All lists as they hold."""

    words: tuple[str, ...]
    synonyms: tuple[str, ...]
    categories: category.Table
    places: tuple[Alias, ...]

    @property
    def place_names(self) -> dict[str, tuple[str, ...]]:
        """Other names of places → the places' own."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.places:
            found[each.name] = found.get(each.name, ()) + each.own
        return found


@cache
def shipped(kind: str) -> tuple[Entry, ...]:
    """The program's entries of a list in their order; of places there are none."""
    if kind == Kind.WORD:
        return tuple(Entry(word, shipped=word) for word in segment.shipped_words())
    if kind == Kind.SYNONYM:
        sides = ((line, *line.partition(ARROW.strip())) for line in synonyms.shipped_lines())
        return tuple(Entry(typed.strip(), others.strip(), line) for line, typed, _, others in sides)
    if kind == Kind.CATEGORY:
        return tuple(Entry(name, " ".join(words), name) for name, words in category.SHIPPED)
    return ()


def entries(kind: str, terms: Iterable[Term]) -> list[Entry]:
    """A list with what people made of it: changed entries stay in their place, further ones come behind.

    A row that stands in the place of an entry which the program no longer has is one more.
    """
    rows = [term for term in terms if term.kind == kind]
    instead = {term.shipped: term for term in rows if term.shipped}
    made = [
        Entry(term.name, term.others, each.shipped, term)
        if (term := instead.pop(each.shipped, None))
        else each
        for each in shipped(kind)
    ]
    more = [term for term in rows if not term.shipped or term.shipped in instead]
    return [*made, *(Entry(term.name, term.others, term.shipped, term) for term in more)]


def lists(terms: Iterable[Term]) -> Lists:
    """All lists as these rows have them."""
    rows = list(terms)
    held = {kind: [each for each in entries(kind, rows) if each.in_use] for kind in Kind.values}
    table = [(each.name, tuple(each.others.split())) for each in held[Kind.CATEGORY]]
    table.sort(key=lambda row: row[0] == REST)  # It is last, behind those that people added.
    return Lists(
        tuple(dict.fromkeys(each.name for each in held[Kind.WORD])),
        tuple(each.line for each in held[Kind.SYNONYM]),
        tuple(table),
        tuple(_alias(each) for each in held[Kind.PLACE]),
    )


def _alias(entry: Entry) -> Alias:
    place = entry.term.place
    own = (place.name, *(each.name for each in place.formerly.all()))
    return Alias(fold(entry.name).text, place, tuple(dict.fromkeys(own)))


def in_order() -> QuerySet[Term]:
    """All rows that people made, as ``lists`` and ``entries`` want them."""
    return Term.objects.order_by("pk").select_related("place").prefetch_related("place__formerly")


_seen: ContextVar[tuple[datetime | None, Lists] | None] = ContextVar("word lists", default=None)
_tried: ContextVar[Lists | None] = ContextVar("word lists tried", default=None)


def follow() -> Lists:
    """Let this context cut, widen and categorise by the lists of now; inside ``trying`` it does by those."""
    if (tried := _tried.get()) is not None:
        return tried
    stamp = Term.objects.stamp()
    known = _seen.get()
    if known is None or known[0] != stamp:
        known = stamp, lists(in_order() if stamp else ())
        _seen.set(known)
        segment.use(known[1].words)
        synonyms.use(known[1].synonyms)
        category.use(known[1].categories)
    return known[1]


@contextmanager
def trying(now: Lists) -> Iterator[None]:
    """Cut and widen by other lists inside."""
    token = _tried.set(now)
    try:
        with segment.trying(now.words), synonyms.trying(now.synonyms):
            yield
    finally:
        _tried.reset(token)
