"""What a change of the word lists would do, before it is made: for some queries what they find now and would find then,
for categories which policies would change. Nothing of it stays."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.actions import categories, terms
from cases.asking import ask, find
from cases.models import Case, Policy, Term
from cases.wordlists import Lists
from search import index, segment
from search.fold import fold
from search.query import Piece, Query

MOST_QUERIES = 5
SHOWN = 10  # results of a query
LOOKED_AT = 20  # results of a query that are indexed by the other words for the moment
MOST_POLICIES = 2_000  # that are put into categories for a preview
POLICIES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A result at its rank, and how it got there: 新, ↑2, ↓1, or "" where it stayed."""

    title: str
    about: str
    move: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A query with what it finds now and then, how many in all, and how it is cut."""

    typed: str
    now: tuple[Row, ...]
    then: tuple[Row, ...]
    total_now: str
    total_then: str
    cut_now: str
    cut_then: str

    @property
    def same(self) -> bool:
        """Whether the change does nothing to it."""
        return (self.now, self.total_now) == (self.then, self.total_then)


@dataclass(frozen=True, slots=True)
class Moved:
    """Policies that would be put into another category: each with the one of now and the new one, and the counts."""

    rows: tuple[tuple[Policy, str], ...]
    total: int
    counts: tuple[tuple[str, str, int], ...]
    looked_at: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Found:
    owners: tuple[int, ...]
    total: str
    cut: str


def queries(typed: str, term: Term) -> list[str]:
    """The queries to try: those typed, one a line, else the words of the entry."""
    lines = [line.strip()[:100] for line in typed.splitlines()]
    return (
        list(dict.fromkeys(filter(None, lines or term.name.split())))[:MOST_QUERIES] or term.name.split()[:3]
    )


def counted(term: Term) -> list[tuple[str, int]]:
    """In how many public cases each word of an entry stands."""
    words = [*term.name.split(), *term.others.split()]
    return [(word, len(_having(word))) for word in words]


def tried(asked: Sequence[str], now: Lists, then: Lists) -> list[Tried]:
    """Each query by the lists of now and by others. Where words differ, the best cases are indexed by them meanwhile."""
    before = {typed: _found(typed) for typed in asked}
    cases: set[int] = set()
    if now.words != then.words:
        cases = {owner for found in before.values() for owner in found.owners[:LOOKED_AT]}
        words = segment.differing(now.words, then.words)
        cases &= cases if words is None else set(index.owners_with_any(words))
    if (
        cases
    ):  # Both sides are made alike: what was replaced a moment ago still counts in how often words occur.
        with terms.as_if(now, sorted(cases)):
            before = {typed: _found(typed) for typed in asked}
    with terms.as_if(then, sorted(cases)):
        after = {typed: _found(typed) for typed in asked}
    shown = {pk for found in (*before.values(), *after.values()) for pk in found.owners[:SHOWN]}
    titles = {
        case.pk: (case.title, f"{case.place or '地区未定'} {case.year or ''}".strip())
        for case in Case.objects.filter(pk__in=shown).select_related("place").defer("summary", "machine")
    }
    return [_told(typed, before[typed], after[typed], titles) for typed in asked]


def moved(then: Lists) -> Moved:
    """Which policies the categories of other lists would move."""
    pks = list(Policy.objects.order_by("pk").values_list("pk", flat=True)[: MOST_POLICIES + 1])
    looked_at = pks[:MOST_POLICIES]
    found = categories.would_change(looked_at, then.categories)
    counts = Counter((policy.category or "未分类", new) for policy, new in found)
    return Moved(
        tuple(found[:POLICIES_SHOWN]),
        len(found),
        tuple((old, new, number) for (old, new), number in counts.most_common()),
        len(looked_at),
        len(pks) <= MOST_POLICIES,
    )


def _having(word: str) -> list[int]:
    """The public cases in whose text or names a word stands."""
    found = index.find(Query(clauses=((Piece(fold(word).text, (), True),),)))
    return [owner for owner, _ in found.owners] if found.how == "exact" else []


def _found(typed: str) -> _Found:
    found = find(ask(typed))
    total = f"部分匹配 {len(found.owners)} 个" if found.partial else f"{len(found.owners)} 个案例"
    return _Found(tuple(owner for owner, _ in found.owners), total, " / ".join(segment.cut(fold(typed).text)))


def _told(typed: str, now: _Found, then: _Found, titles: dict[int, tuple[str, str]]) -> Tried:
    ranks = {owner: rank for rank, owner in enumerate(now.owners)}
    return Tried(
        typed,
        tuple(Row(*titles[owner]) for owner in now.owners[:SHOWN]),
        tuple(_ranked(then.owners[:SHOWN], ranks, titles)),
        now.total,
        then.total,
        now.cut,
        then.cut,
    )


def _ranked(
    owners: Sequence[int], ranks: dict[int, int], titles: dict[int, tuple[str, str]]
) -> Iterator[Row]:
    for rank, owner in enumerate(owners):
        up = ranks[owner] - rank if owner in ranks else None
        yield Row(*titles[owner], "新" if up is None else f"↑{up}" if up > 0 else f"↓{-up}" if up else "")
