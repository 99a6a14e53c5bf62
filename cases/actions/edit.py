"""What editors do to cases, brands, policies and documents: a decision, its history and the index in one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from cases.actions import evidence, index, names, summaries, together
from cases.actions.findings import as_json
from cases.actions.keys import free_keys
from cases.actions.rights import check, check_edit, check_step
from cases.actions.support import bears_out
from cases.actions.writing import action
from cases.models import (
    Brand,
    BrandAlias,
    BrandMention,
    Case,
    Document,
    Edit,
    Fact,
    Policy,
    PolicyMention,
    Term,
)
from cases.models.identity import name_key, quoted

Record = Case | Brand | Policy | Document | Term

EDITABLE: dict[type, tuple[str, ...]] = {
    Case: ("title", "place", "year", "summary", "status"),
    Brand: ("name", "kind", "place"),
    Policy: ("name", "form", "category", "year", "place"),
    Document: ("title", "kind", "year"),
    Term: ("name", "others", "place", "in_use"),
}
BASIS = "编辑改定"
GROUNDED = ("place", "year")  # fields of a case that rest on evidence
# Fields that change beside those that an editor gives.
BESIDE: dict[type, set[str]] = {
    Case: {"decided", "place_basis", "year_basis"},
    Brand: {"decided", "name_key"},
    Policy: {"decided", "name_key", "other_keys"},
}


class EditConflict(Exception):
    """Somebody changed the record since the caller read it; ``current`` has its values of now, by field."""

    def __init__(self, record: Record, last: Edit | None) -> None:
        self.record = record
        self.current = {field: getattr(record, field) for field in EDITABLE[type(record)]}
        self.version = record.version
        when = f"（最近一次编辑：{last.user or '系统'}，{localtime(last.at):%Y-%m-%d %H:%M}）" if last else ""
        super().__init__(
            f"您打开页面之后，这条记录有了改动{when}。您填写的内容还没有保存，请对照现在的值后再保存。"
        )


def hold(record: Record, version: int | None = None) -> Record:
    """The record as it is now, kept from other writers until the caller's transaction ends.

    Raises EditConflict when ``version`` is given and is not the record's.
    """
    if (fresh := together.held(record)) is None:
        index.one_writer()
        fresh = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    if trouble := changed_since(fresh, version):
        raise trouble
    return fresh


def changed_since(record: Record, version: int | None) -> EditConflict | None:
    """The conflict of somebody who saw ``version`` of a record, if it is not the one that it has."""
    if version is None or record.version == version:
        return None
    return EditConflict(record, record.edits.select_related("user").first())


@action
def edit_case(
    *,
    case: Case,
    user: AbstractBaseUser | None,
    changes: Mapping[str, Any],
    spans: Mapping[str, Sequence[evidence.Span]] | None = None,
    bases: Mapping[str, str] | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """Change title, place, year, summary or status of a case; what is equal already is no change.

    A summary that nobody wrote is composed anew for another place or year.

    ``spans`` are the evidence of place or year, by field, in the place of what they had, and ``bases`` what it is called
    where it is not the editor's. A place or year that somebody gives must stand in its evidence or have a reason. Raises EditConflict, ValidationError (also for
    another field), PermissionDenied. The case returned is the one saved.
    """
    case = hold(case, version)
    if "status" in changes:
        check_step(user, case, changes["status"], reason)
    if spans or changes.keys() - {"status"}:
        check_edit(user, case)
    done = _change(case, user, changes, reason)
    done |= _ground(case, user, done, spans or {}, bases or {}, reason)
    if done:
        _save(case, done)
        others = together.rehome(case) if "place" in done else set()
        if done & summaries.FIELDS:
            together.retell({case.pk}, case)
        index.refresh(others | ({case.pk} if done & index.SHOWN[Case] else set()))
    return case


@action
def edit_brand(
    *,
    brand: Brand,
    user: AbstractBaseUser | None,
    changes: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
) -> Brand:
    """Change name, kind or place of a brand; a former name stays as an alias. Raises as ``edit_case``."""
    check(user, "name")
    brand = hold(brand, version)
    before = brand.name
    done = _change(brand, user, changes, reason)
    if done:
        if done & {"name", "place"}:
            _unique(brand)
        _save(brand, done)
        if "name" in done:
            brand.aliases.filter(name_key=brand.name_key).delete()
            if name_key(before) != brand.name_key:
                _alias(brand, before)
        if done & index.SHOWN[Brand]:
            _refresh_brand(brand)
            together.retell(set(brand.mentions.values_list("case_id", flat=True)))
    return brand


@action
def add_brand(*, user: AbstractBaseUser | None, values: Mapping[str, Any], reason: str = "") -> Brand:
    """A brand that no document named yet; ``values`` are those that ``edit_brand`` changes."""
    return _add(Brand, user, values, reason)


@action
def add_policy(*, user: AbstractBaseUser | None, values: Mapping[str, Any], reason: str = "") -> Policy:
    """A policy that no document named yet; ``values`` are those that ``edit_policy`` changes."""
    return _add(Policy, user, values, reason)


def _add(
    model: type[Brand | Policy], user: AbstractBaseUser | None, values: Mapping[str, Any], reason: str
) -> Brand | Policy:
    check(user, "name")
    check_fields(EDITABLE[model], values)
    index.one_writer()
    place = names.home(values.get("place"))
    record = model(**{**values, "place": place}, name_key=name_key(values.get("name", "")))
    record.key = free_keys(model, [names.identity(record)])[0]
    record.decided = sorted(values)
    _unique(record)
    record.full_clean()
    record.save()
    record_edit(record, user, str(record), "", None, str(record), reason)
    return record


@action
def edit_policy(
    *,
    policy: Policy,
    user: AbstractBaseUser | None,
    changes: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
) -> Policy:
    """Change name, form, category, year or place of a policy. Raises as ``edit_case``."""
    check(user, "name")
    policy = hold(policy, version)
    before = policy.name_key
    done = _change(policy, user, changes, reason)
    if done:
        # Documents that print the former name go on finding the policy under it.
        policy.other_keys = sorted({*policy.other_keys, before} - {policy.name_key})
        if done & {"name", "place"}:
            _unique(policy)
        _save(policy, done)
        if done & index.SHOWN[Policy]:
            cases = set(PolicyMention.objects.filter(policy=policy).values_list("case_id", flat=True))
            index.refresh(cases)
            together.retell(cases)
    return policy


@action
def edit_document(
    *,
    document: Document,
    user: AbstractBaseUser | None,
    changes: Mapping[str, Any],
    basis: str = BASIS,
    reason: str = "",
    version: int | None = None,
) -> Document:
    """Change title, kind or year of a document, of which the year is said to rest on ``basis``. Raises as ``edit_case``."""
    check(user, "edit")
    document = hold(document, version)
    done = _change(document, user, changes, reason)
    if done:
        document.year_basis = basis if "year" in done else document.year_basis
        _save(document, done)
    return document


@action
def add_alias(*, brand: Brand, user: AbstractBaseUser | None, name: str, reason: str = "") -> BrandAlias:
    """A further name of a brand, which then finds its cases; ValidationError when it has the name already."""
    check(user, "name")
    brand = hold(brand)
    name = name.strip()
    taken = {brand.name_key, *brand.aliases.values_list("name_key", flat=True)}
    if not name_key(name) or name_key(name) in taken:
        raise ValidationError({"name": "这个品牌已有这个名称。" if name_key(name) else "别名不能为空。"})
    alias = _alias(brand, name)
    record_edit(brand, user, brand.name, "aliases", None, name, reason)
    _save(brand, set())
    _refresh_brand(brand)
    return alias


@action
def remove_alias(*, alias: BrandAlias, user: AbstractBaseUser | None, reason: str = "") -> None:
    """Take away a name of a brand. One that the machine read comes back with the next reading that has it."""
    check(user, "name")
    brand = hold(alias.brand)
    record_edit(brand, user, brand.name, "aliases", alias.name, None, reason)
    alias.delete()
    _save(brand, set())
    _refresh_brand(brand)


def record_edit(
    record: Record,
    user: AbstractBaseUser | None,
    subject: str,
    field: str,
    before: Any,
    after: Any,
    reason: str,
) -> None:
    """One row of history; values as JSON, places by code and name."""
    together.note(
        Edit(
            **{type(record)._meta.model_name: record},
            user=user,
            subject=subject[:200],
            field=field,
            before=as_json(before),
            after=as_json(after),
            reason=reason.strip()[:300],
        )
    )


def check_fields(allowed: Iterable[str], given: Iterable[str]) -> None:
    """ValidationError for a field that editors cannot change."""
    if unknown := sorted(set(given) - set(allowed)):
        raise ValidationError(f"这些字段不能修改：{'、'.join(unknown)}")


def _change(
    record: Record, user: AbstractBaseUser | None, changes: Mapping[str, Any], reason: str
) -> set[str]:
    """Set what differs, note it as decided and in the history; the names of the fields that did."""
    check_fields(EDITABLE[type(record)], changes)
    subject, done = str(record), set()
    for field, value in changes.items():
        value = value.strip() if isinstance(value, str) else value
        before = getattr(record, field)
        if before == value:
            continue
        setattr(record, field, value)
        record_edit(record, user, subject, field, before, value, reason)
        done.add(field)
    if "name" in done:
        record.name_key = name_key(record.name)
    # No machine ever sets the status, so that there is nothing to protect it from.
    record.decided = sorted({*record.decided, *(done - {"status"})})
    return done


def _ground(
    case: Case,
    user: AbstractBaseUser | None,
    done: set[str],
    spans: Mapping[str, Sequence[evidence.Span]],
    bases: Mapping[str, str],
    reason: str,
) -> set[str]:
    """What place and year rest on, where they or that changed: the fields concerned, which are then decided.

    ValidationError where the words do not say it and no reason was given.
    """
    concerned = set()
    for field in GROUNDED:
        if field not in done and field not in spans:
            continue
        had, said, basis = case.evidence.filter(field=field), None, bases.get(field, BASIS)
        if field not in spans:
            together.bare(case, field)
        elif said := evidence.replace(case, had, spans[field], case=case, field=field):
            record_edit(case, user, str(case), f"{field}_evidence", *said, reason)
        elif field not in done and bases.get(field) in (None, getattr(case, f"{field}_basis")):
            continue
        concerned.add(field)
        value = getattr(case, field)
        setattr(case, f"{field}_basis", basis)
        doubted = user is not None and not reason.strip() and as_json(value) != case.machine.get(field)
        if doubted and not bears_out(value, had.select_related("document") if field in spans else ()):
            word = Case._meta.get_field(field).verbose_name
            raise ValidationError(
                f"“{word}：{value or '（空）'}”在依据里找不到。请指明原文中的词句，或写明理由。"
            )
    case.decided = sorted({*case.decided, *concerned})
    return concerned


def _save(record: Record, done: set[str]) -> None:
    record.version += 1
    together.save(record, done | {"version"} | BESIDE.get(type(record), set()))


def _unique(record: Brand | Policy) -> None:
    """ValidationError when the place has another brand or policy of that name."""
    if not record.name_key:
        raise ValidationError({"name": "名称里要有文字。"})
    others = type(record).objects.filter(name_key=record.name_key, place=record.place).exclude(pk=record.pk)
    if others.filter(merged_into=None).exists():
        raise ValidationError(
            {"name": f"这个地区已有名为{quoted(record.name)}的{record._meta.verbose_name}。"}
        )


def _alias(brand: Brand, name: str) -> BrandAlias:
    alias = BrandAlias(brand=brand, name=name, name_key=name_key(name), origin=Fact.Origin.EDITOR)
    alias.full_clean()
    alias.save()
    return alias


def _refresh_brand(brand: Brand) -> None:
    index.refresh(set(BrandMention.objects.filter(brand=brand).values_list("case_id", flat=True)))
