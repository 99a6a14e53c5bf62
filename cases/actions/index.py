"""What of a case goes into the search index, and the rebuilding of all of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet

from cases import wordlists
from cases.models import Brand, BrandMention, Case, Policy, PolicyMention
from search import index, segment

BATCH = 20
# The fields by which records stand in the index; a change of any other leaves it as it is.
SHOWN: dict[type, frozenset[str]] = {
    Case: frozenset({"title", "place", "status"}),
    Brand: frozenset({"name"}),
    Policy: frozenset({"name"}),
}
REBUILT = 100  # cases that are indexed in one transaction of a rebuild: enough passages to be sealed at once
SEALED = 20  # such transactions after which runs are merged, since a search asks every run
TOGETHER = 1_000  # cases that are indexed at once where many are, or as many as have so many characters
TOGETHER_CHARACTERS = 2_000_000
_WRITERS = 0x63617365  # The advisory lock that every action takes: "case".


def one_writer() -> None:
    """Wait until no other action writes; released with the caller's transaction.

    Names join across documents and stand in the index of several cases, so that two writers at once could
    make one brand twice or index a name that is no longer one. Actions are short, so one at a time is enough.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_WRITERS])


# Cases that wait for the end of ``together`` to be indexed.
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Index the cases of all actions inside once, at the end; for many actions in one transaction."""
    if _waiting.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for pks in _shares(waiting):
        refresh(pks)


def _shares(pks: Collection[int]) -> Iterator[list[int]]:
    """Cases in order, as many at once as become one run of the index: their rows are held, for so many are not locked there."""
    rows = Case.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    share, characters = [], 0
    for pk, start, end in list(rows.values_list("pk", "start", "end")):
        share.append(pk)
        characters += end - start
        if len(share) == TOGETHER or characters > TOGETHER_CHARACTERS:
            yield share
            share, characters = [], 0
    if share:
        yield share


def refresh(pks: Collection[int]) -> tuple[int, int]:
    """Index cases as they stand now, in the caller's transaction: how many are in, how many were taken out.

    Inside ``together`` they only wait for its end: none and none.
    """
    if (waiting := _waiting.get()) is not None:
        waiting.update(pks)
        return 0, 0
    wordlists.follow()
    cases = Case.objects.filter(pk__in=pks).order_by("pk")
    public = list(_complete(cases.public()))
    index.put_many(map(entry, public))
    hidden = list(cases.exclude(status=Case.Status.PUBLISHED).values_list("pk", flat=True))
    index.remove_many(hidden)
    return len(public), len(hidden)


def _complete(cases: QuerySet) -> QuerySet:
    """With all that the index needs, in a fixed number of queries; a document's text is loaded once."""
    # In order, for names are indexed in the order of their rows, which is not that of the disk.
    brands = BrandMention.objects.standing().select_related("brand").order_by("pk")
    brands = brands.prefetch_related("brand__aliases")
    policies = PolicyMention.objects.standing().select_related("policy").order_by("pk")
    return cases.select_related("place__parent").prefetch_related(
        "document",
        "place__today",
        Prefetch("brand_mentions", brands),
        Prefetch("policy_mentions", policies),
    )


def entry(case: Case) -> index.Entry:
    """All that is indexed of a case."""
    return index.Entry(case.pk, head(case), passages(case))


def vocabulary() -> str:
    """The version of the words by which text is cut now; a reindex begins by asking for it."""
    wordlists.follow()
    return segment.version()


def is_stale() -> bool:
    """Whether the index was made by other words than those of now, so that it should be made anew."""
    wordlists.follow()
    return index.stale()


def made_by(version: str) -> bool:
    """Whether the whole index was made by the words of this version."""
    return index.made_by(version)


def concerned(words: Sequence[str], behind: int, most: int) -> list[int]:
    """Cases in whose index one of some folded words stands, the next ones behind one."""
    return index.owners_with_any(words, behind=behind, most=most)


def check_index() -> index.Differences:
    """Compare the index with the public cases; true if anything is missing, stray or different."""
    wordlists.follow()
    pks = list(Case.objects.public().order_by("pk").values_list("pk", flat=True))
    batches = (pks[at : at + BATCH] for at in range(0, len(pks), BATCH))
    return index.check(
        entry(case)
        for batch in batches
        for case in _complete(Case.objects.filter(pk__in=batch).order_by("pk"))
    )


def head(case: Case) -> str:
    """The names a case is known by, one a line: title, brands, places then and now, policies."""
    lines = [case.title]
    for mention in case.brand_mentions.all():
        lines += [mention.brand.name, *(alias.name for alias in mention.brand.aliases.all())]
    if place := case.place:
        lines += [place.name, place.parent.name if place.parent else ""]
        lines += [today.name for today in place.today.all()]
    lines += [mention.policy.name for mention in case.policy_mentions.all()]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def passages(case: Case) -> list[index.Passage]:
    """The case's text in passages; their spans count in the document's text."""
    text = case.document.text[case.start : case.end]
    return [
        index.Passage(case.start + start, case.start + end, text[start:end])
        for start, end in segment.passages(text)
    ]


def reindex(
    *, progress: Callable[[int], None] | None = None, part: int = 0, parts: int = 1
) -> dict[str, int]:
    """Rebuild the index case by case, each findable all the while; counts of cases indexed and left out.

    ``progress`` is told the number of cases done since it was last told. Several processes share the work
    by ``part`` of ``parts``; the first of them also clears what belongs to no case any more.
    """
    counts = {"indexed": 0, "hidden": 0, "cleared": 0}
    for number, pks in enumerate(_batches(part, parts), start=1):
        indexed, hidden = put_again(pks)
        counts["indexed"] += indexed
        counts["hidden"] += hidden
        if progress:
            progress(len(pks))
        if number % SEALED == 0:
            seal(clear=False)
    if part == 0:
        counts["cleared"] = clear_strays()
    return counts


def put_again(pks: Collection[int]) -> tuple[int, int]:
    """Index cases anew in a transaction of their own; counts as ``refresh`` gives them."""
    with transaction.atomic():
        # Holding the rows keeps an edit from committing between our reading and our writing.
        list(Case.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
        return refresh(pks)


def _batches(part: int, parts: int) -> Iterator[Sequence[int]]:
    pks = list(Case.objects.order_by("pk").values_list("pk", flat=True))[part::parts]
    for at in range(0, len(pks), REBUILT):
        yield pks[at : at + REBUILT]


def clear_strays() -> int:
    """Take out owners that are no case: there are none unless rows were deleted by other hands."""
    with transaction.atomic():
        one_writer()
        with connection.cursor() as cursor:
            cursor.execute("select distinct owner from search_passage order by owner")
            owners = {owner for (owner,) in cursor.fetchall()}
        strays = owners - set(Case.objects.values_list("pk", flat=True))
        for owner in sorted(strays):
            index.remove(owner)
    return len(strays)


def seal(*, clear: bool = True) -> None:
    """Let the index take in what was written lately; worth doing after many writes, never necessary.

    Without ``clear`` what is dead stays, as is best while everything is being put again.
    """
    index.seal(clear=clear)


def seal_is_due() -> bool:
    """Whether a seal is worth doing now."""
    return index.due()


def mark_rebuilt(version: str) -> None:
    """Note that the whole index was made by the words of this version."""
    index.mark_rebuilt(version)
