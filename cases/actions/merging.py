"""Two records that are one: merging, saying that they are not, and taking either back.

The record that goes keeps its row and its address, which leads to the one that stays. All that hung on it is moved
as it is, and ``Merge.moved`` remembers what, so that undoing puts back what is still there. A case keeps its facts
and its source: it is no longer in lists and search, and one that was public is read beside the one that stays.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cases.actions import index, names, summaries
from cases.actions.edit import hold, record_edit
from cases.actions.rights import check
from cases.actions.writing import action
from cases.models import Benefit, Brand, BrandAlias, BrandMention, Case, Fact, Merge, Policy, PolicyMention
from cases.models.identity import name_key, quoted

Record = Brand | Policy | Case
MODELS: dict[str, type[Record]] = {"brand": Brand, "policy": Policy, "case": Case}
# What hangs on a brand or policy, with the name of it in the machine's reading.
LINKED: dict[type[Record], dict[str, tuple[type, str]]] = {
    Brand: {"mentions": (BrandMention, "name")},
    Policy: {"mentions": (PolicyMention, "name"), "benefits": (Benefit, "policy")},
}


@action
def merge(
    *,
    kept: Record,
    gone: Record,
    user: AbstractBaseUser | None,
    reason: str = "",
    versions: tuple[int | None, int | None] = (None, None),
) -> Merge:
    """Merge ``gone`` into ``kept``; ``versions`` are those of the two as the caller saw them.

    Of a case readers see beside the one that stays what they saw before, and no draft. Raises EditConflict,
    PermissionDenied, and ValidationError for two of different kinds, one that is merged already, a case that was
    withdrawn, or one that readers have and would lose to one that they have not.
    """
    check(user, "merge")
    kept, gone = _two(kept, gone, versions)
    if trouble := cannot_stay(kept, gone):
        raise ValidationError(trouble)
    before = _readable(kept, gone)
    moved = {"redirects": list(gone.merged.values_list("key", flat=True))}
    if isinstance(gone, Case):
        gone.own_status, gone.status = gone.status, Case.Status.MERGED
    else:
        moved |= _move(kept, gone)
    gone.merged_into = kept
    type(gone).objects.filter(merged_into=gone).update(merged_into=kept)
    _said(kept, gone, user, reason, (None, str(gone)), (None, str(kept)))
    _finish(kept, gone)
    _check_shown(user, before, kept, gone)
    return _verdict(kept, gone, Merge.State.MERGED, user, reason, kept=kept.key, moved=moved)


@action
def reject_pair(*, one: Record, other: Record, user: AbstractBaseUser | None, reason: str = "") -> Merge:
    """Say that two records are not one; the pair is not proposed again. Raises as ``merge``."""
    check(user, "merge")
    one, other = _two(one, other, (None, None))
    return _verdict(one, other, Merge.State.REJECTED, user, reason)


@action
def undo(*, pair: Merge, user: AbstractBaseUser | None, reason: str = "") -> Merge:
    """Take back what was said about a pair; after a merge both records are there again, with what was theirs.

    What was read since then under a name of the one that went is its own too. Raises PermissionDenied, and
    ValidationError where nothing is to be undone, or not before a later merge of the record that stayed.
    """
    check(user, "merge")
    index.one_writer()
    pair = Merge.objects.select_for_update().get(pk=pair.pk)
    if pair.state == Merge.State.MERGED:
        _undo(pair, user, reason)
    elif pair.state != Merge.State.REJECTED:
        raise ValidationError("已经撤销过了。")
    pair.state, pair.user, pair.reason = Merge.State.UNDONE, user, reason.strip()[:300]
    pair.moved = {}
    pair.save()
    return pair


@action
def show_beside(
    *, case: Case, user: AbstractBaseUser | None, reason: str = "", version: int | None = None
) -> Case:
    """Let readers read a merged case behind the one that it was merged into, as if it had been published before.

    Raises EditConflict, PermissionDenied, and ValidationError for one that is not merged.
    """
    check(user, "publish")
    case = hold(case, version)
    if not case.merged_into_id:
        raise ValidationError(f"案例{quoted(case)}没有并入别的案例。")
    if case.own_status != Case.Status.PUBLISHED:
        record_edit(case, user, str(case), "own_status", case.own_status, Case.Status.PUBLISHED, reason)
        case.own_status, case.version = Case.Status.PUBLISHED, case.version + 1
        case.full_clean()
        case.save()
    return case


def _two(kept: Record, gone: Record, versions: tuple[int | None, int | None]) -> tuple[Any, Any]:
    """Both as they are now, held; ValidationError where they cannot be one."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        raise ValidationError("只能合并同一类的两条记录。")
    held = hold(kept, versions[0]), hold(gone, versions[1])
    for each in held:
        if each.merged_into_id:
            raise ValidationError(f"{quoted(each)}已并入{quoted(each.merged_into)}。")
        if isinstance(each, Case) and each.status == Case.Status.WITHDRAWN:
            raise ValidationError(f"案例{quoted(each)}已撤下，不能合并。")
    return held


def cannot_stay(kept: Record, gone: Record) -> str:
    """Why ``gone`` may not be merged into ``kept``, "" if it may: readers would lose the page that they have."""
    public = Case.Status.PUBLISHED
    if not isinstance(gone, Case) or gone.status != public or kept.status == public:
        return ""
    return (
        f"{quoted(gone)}已发布，{quoted(kept)}{kept.get_status_display()}，读者还看不到："
        "这样合并，已发布的页面就没有了。请保留已发布的一条，或先发布另一条再合并。"
    )


def _readable(*records: Record) -> set[int]:
    """Which of two cases, and of those that were merged into them, readers may read; of other records none."""
    if not isinstance(records[0], Case):
        return set()
    rows = Case.objects.filter(Q(pk__in=[each.pk for each in records]) | Q(merged_into__in=records))
    return set(rows.readable().values_list("pk", flat=True))


def _check_shown(user: AbstractBaseUser | None, before: set[int], *records: Record) -> None:
    """PermissionDenied for who may not let readers see what they now see, or take from them what they saw ``before``."""
    after = _readable(*records)
    for right, changed in (("publish", after - before), ("withdraw", before - after)):
        if changed:
            check(user, right)


def _move(kept: Brand | Policy, gone: Brand | Policy) -> dict[str, Any]:
    """Give what hangs on one brand or policy to another, its names included; what undoing needs to know."""
    moved: dict[str, Any] = {}
    link = kept._meta.model_name
    for word, (model, _) in LINKED[type(kept)].items():
        rows = model.objects.filter(**{link: gone})
        moved[word] = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.update(**{link: kept})
    if "name" not in kept.decided:
        # Whoever chose which one stays has chosen its name; the mentions of both would vote on it otherwise.
        kept.decided = sorted({*kept.decided, "name"})
        moved["decided"] = True
    if isinstance(kept, Brand):
        taken = {kept.name_key, *kept.aliases.values_list("name_key", flat=True)}
        called = {name_key(name): name for name in [*_aliases(gone), gone.name]}
        moved["aliases"] = [_alias(kept, name) for key, name in called.items() if key not in taken]
    else:
        moved["keys"] = sorted(_keys(gone) - {kept.name_key, *kept.other_keys})
        kept.other_keys = sorted({*kept.other_keys, *moved["keys"]})
    return moved


def _alias(brand: Brand, name: str) -> int:
    alias = BrandAlias(brand=brand, name=name, name_key=name_key(name), origin=Fact.Origin.EDITOR)
    alias.full_clean()
    alias.save()
    return alias.pk


def _aliases(brand: Brand) -> Iterable[str]:
    return brand.aliases.values_list("name", flat=True)


def _keys(record: Brand | Policy) -> set[str]:
    """The keys of all names of a record."""
    others = map(name_key, _aliases(record)) if isinstance(record, Brand) else record.other_keys
    return {record.name_key, *others}


def _undo(pair: Merge, user: AbstractBaseUser | None, reason: str) -> None:
    rows = MODELS[pair.kind].objects.in_bulk([pair.kept, pair.gone], field_name="key")
    kept, gone = (hold(rows[key]) for key in (pair.kept, pair.gone))
    if kept.merged_into_id:
        raise ValidationError(f"{quoted(kept)}后来又并入了{quoted(kept.merged_into)}，请先撤销那一次合并。")
    before = _readable(kept, gone)
    gone.merged_into = None
    type(gone).objects.filter(merged_into=kept, key__in=pair.moved["redirects"]).update(merged_into=gone)
    if isinstance(gone, Case):
        gone.status, gone.own_status = gone.own_status, ""
    else:
        _move_back(kept, gone, pair)
    _said(kept, gone, user, reason, (str(gone), None), (str(kept), None))
    _finish(kept, gone)
    _check_shown(user, before, kept, gone)


def _move_back(kept: Brand | Policy, gone: Brand | Policy, pair: Merge) -> None:
    link = kept._meta.model_name
    own, staying = _keys(gone), {kept.name_key}
    for word, (model, name) in LINKED[type(kept)].items():
        rows = model.objects.filter(**{link: kept})
        read = rows.values_list("pk", f"machine__{name}")
        later = [pk for pk, said in read if said and name_key(said) in own - staying]
        rows.filter(Q(pk__in=pair.moved[word]) | Q(pk__in=later)).update(**{link: gone})
    renamed = kept.edits.filter(field="name", at__gt=pair.at).exists()
    if pair.moved.get("decided") and not renamed:
        kept.decided = sorted({*kept.decided} - {"name"})
    if isinstance(kept, Brand):
        kept.aliases.filter(pk__in=pair.moved["aliases"]).delete()
    else:
        kept.other_keys = sorted({*kept.other_keys} - {*pair.moved["keys"]})


def _said(
    kept: Record,
    gone: Record,
    user: AbstractBaseUser | None,
    reason: str,
    absorbed: tuple[str | None, str | None],
    merged: tuple[str | None, str | None],
) -> None:
    """The history of both."""
    record_edit(kept, user, str(kept), "absorbed", *absorbed, reason)
    record_edit(gone, user, str(gone), "merged_into", *merged, reason)


def _finish(kept: Record, gone: Record) -> None:
    """Save both; the names of brands and policies after their mentions, and the index."""
    for each in (kept, gone):
        each.version += 1
        each.full_clean()
        each.save()
    if isinstance(kept, Case):
        index.refresh({kept.pk, gone.pk})
        return
    # One that is merged has no mentions to be named after, and keeps its names.
    ids, none = {each.pk for each in (kept, gone) if not each.merged_into_id}, set()
    names.settle(*((ids, none) if isinstance(kept, Brand) else (none, ids)))
    told = set(_cases(kept, gone))
    summaries.compose(told)
    index.refresh(told)


def _cases(*records: Brand | Policy) -> QuerySet:
    model, _ = LINKED[type(records[0])]["mentions"]
    rows = model.objects.filter(**{f"{records[0]._meta.model_name}__in": records})
    return rows.values_list("case_id", flat=True)


def _verdict(
    one: Record, other: Record, state: str, user: AbstractBaseUser | None, reason: str, **more: Any
) -> Merge:
    first, second = sorted((one.key, other.key))
    pair, _ = Merge.objects.update_or_create(
        kind=one._meta.model_name,
        first=first,
        second=second,
        defaults={
            "kept": "",
            "moved": {},
            **more,
            "state": state,
            "user": user,
            "reason": reason.strip()[:300],
        },
    )
    return pair
