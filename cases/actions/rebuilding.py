"""What other word lists ask for in the background: the index made anew, policies put into categories anew.

A worker does one stretch after the other, each in a transaction that also says how far it got. So nothing is lost
when it is killed, files that people bring in wait no longer than a stretch, and several workers never meet.
"""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from cases.actions import index
from cases.actions.categories import categorise
from cases.actions.writing import SYSTEM, writing
from cases.models import Case, Edition, Policy, Rebuild
from search import segment

Kind = Rebuild.Kind
MOST_WORDS = 50  # for which the index is looked through; of more, all of it is made anew
POLICIES = 200  # that are put into categories in one transaction
MODELS = {Kind.INDEX: Case, Kind.CATEGORY: Policy}


def begin(
    kind: str, user: AbstractBaseUser | None, why: str, version: str = "", words: Sequence[str] = ()
) -> Rebuild:
    """Have it done from the beginning, in the caller's transaction; one that is under way begins again.

    ``version`` is that of the words by which the index is to be made; with ``words`` only of what has one of them.
    """
    index.one_writer()
    begun = {"user": user, "why": why[:300], "version": version, "cursor": 0, "done": 0, "words": list(words)}
    begun["total"] = len(index.concerned(words, 0, None)) if words else MODELS[kind].objects.count()
    rebuild, _ = Rebuild.objects.update_or_create(kind=kind, finished_at=None, defaults=begun)
    return rebuild


def follow_words(
    before: tuple[str, ...], after: tuple[str, ...], user: AbstractBaseUser | None, why: str
) -> Rebuild | None:
    """Have the index follow from some words to others: as far as they cut differently, where that is known.

    It is where the index was made by the words before, but for what is still under way. None where they stand in
    nothing, so that there is nothing to do.
    """
    words, version = segment.differing(before, after), segment.version_of(before)
    waiting = Rebuild.objects.unfinished().filter(kind=Kind.INDEX).first()
    if waiting:
        known = bool(waiting.words) and waiting.version == version
        words = {*words, *waiting.words} if words and known else ()
    elif not index.made_by(version):
        words = ()
    few = sorted(words or ())
    few = few if len(few) <= MOST_WORDS else []
    if few and not waiting and not index.concerned(few, 0, 1):
        index_rebuilt(segment.version_of(after))
        return None
    return begin(Kind.INDEX, user, why, segment.version_of(after), few)


def begin_if_due() -> None:
    """Have the index made anew where it was made by other words than those of now, as after an upgrade."""
    if index.is_stale() and not Rebuild.objects.unfinished().filter(kind=Kind.INDEX).exists():
        with writing(SYSTEM, ""):
            begin(Kind.INDEX, None, "程序自带的词表有更新", index.vocabulary())


def step() -> Rebuild | None:
    """Do a stretch of the oldest rebuild: it as it is then, or None where there is none or another is at it."""
    waiting = Rebuild.objects.unfinished().order_by("pk").first()
    if waiting is None:
        return None
    with transaction.atomic():
        if waiting.kind == Kind.CATEGORY:
            index.one_writer()  # Before the row, as whoever asks for a rebuild has it.
        held = Rebuild.objects.unfinished().select_for_update(skip_locked=True).filter(pk=waiting.pk).first()
        if held is None:
            return None
        size = index.REBUILT if held.kind == Kind.INDEX else POLICIES
        pks = _next(held, size)
        if pks:
            index.put_again(pks) if held.kind == Kind.INDEX else categorise(pks)
            held.cursor, held.done = pks[-1], held.done + len(pks)
            held.total = max(held.total, held.done)
            held.save()
    if not pks:
        return _finish(held)
    if held.kind == Kind.INDEX and held.done // size % index.SEALED == 0:
        index.seal(clear=False)
    return held


def _next(rebuild: Rebuild, size: int) -> list[int]:
    """The next cases or policies of a rebuild."""
    if rebuild.words:
        return index.concerned(rebuild.words, rebuild.cursor, size)
    rows = MODELS[rebuild.kind].objects.filter(pk__gt=rebuild.cursor).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:size])


def _finish(rebuild: Rebuild) -> Rebuild:
    """Say that it is done, unless it was begun again meanwhile."""
    if rebuild.kind == Kind.INDEX:
        if not rebuild.words:
            index.clear_strays()
        index.seal()
    with transaction.atomic():
        now = Rebuild.objects.unfinished().select_for_update().filter(pk=rebuild.pk).first()
        if now and (now.cursor, now.version, now.words) == (rebuild.cursor, rebuild.version, rebuild.words):
            if now.kind == Kind.INDEX:
                index.mark_rebuilt(now.version)
                Edition.renew()
            now.finished_at = timezone.now()
            now.save()
            return now
    return rebuild


def index_rebuilt(version: str) -> None:
    """Note that the command made the whole index anew by the words of this version; what waited for that is done."""
    with transaction.atomic():
        index.mark_rebuilt(version)
        Edition.renew()
        waiting = Rebuild.objects.unfinished().filter(kind=Kind.INDEX, version=version)
        waiting.update(finished_at=timezone.now())
