"""What editors do to the facts of a case: confirm, reject, correct, add. Each decision counts as one of the case,
so that its version tells two editors of the same page apart."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from cases.actions import evidence, index, names, summaries, together
from cases.actions.edit import check_fields, hold, record_edit
from cases.actions.findings import KINDS, NAMED, fingerprint
from cases.actions.rights import check, check_edit, may
from cases.actions.support import supported
from cases.actions.writing import action
from cases.models import Benefit, Brand, Case, Fact, Policy
from cases.models.identity import quoted

QUANTITY = ("low", "high", "unit", "bound", "raw")
FIELDS: dict[str, tuple[str, ...]] = {
    "brand_mention": ("brand",),
    "policy_mention": ("policy",),
    "benefit": ("policy", "label", *QUANTITY, "per"),
    "outcome": ("indicator", *QUANTITY, "status", "as_of", "place"),
    "person": ("name", "role"),
    "organisation": ("name",),
}
NAMES = ("brand_mention", "policy_mention")  # kinds by which a case stands in the index
_KIND = {model: kind for kind, model in KINDS.items()}


@action
def add_fact(
    *,
    case: Case,
    kind: str,
    user: AbstractBaseUser | None,
    values: Mapping[str, Any],
    spans: Sequence[evidence.Span] = (),
    reason: str = "",
    version: int | None = None,
) -> Fact:
    """A fact that an editor gives, confirmed from the start if by a reviewer; ``kind`` is one of FIELDS.

    A brand or policy is given as a record, or by ``name`` and then made if the place has none of that name.
    ``spans`` of the document's text are its evidence. Raises EditConflict, ValidationError, PermissionDenied.
    """
    case = hold(case, version)
    check_edit(user, case)
    values = {field: _tidy(value) for field, value in values.items()}
    link = NAMED.get(kind)
    if link and link not in values and "name" in values:
        values[link] = _named(case, link, values.pop("name"))
    if "raw" in FIELDS[kind]:
        values["raw"] = values.get("raw") or _printed(values)
    check_fields(FIELDS[kind], values)
    name = values[link].name if link and values.get(link) else ""
    fact = KINDS[kind](
        case=case,
        origin=Fact.Origin.EDITOR,
        state=Fact.State.CONFIRMED if may(user, "review") else Fact.State.UNREVIEWED,
        fingerprint=fingerprint(kind, values, name),
        **values,
    )
    _save(fact, set())
    evidence.attach(case, spans, **{kind: fact})
    _check_evidence(fact, user, reason)
    record_edit(case, user, _say(kind, fact), "", None, str(fact), reason)
    _finish(case, fact, set())
    return fact


@action
def edit_fact(
    *,
    fact: Fact,
    user: AbstractBaseUser | None,
    changes: Mapping[str, Any],
    spans: Sequence[evidence.Span] | None = None,
    reason: str = "",
    version: int | None = None,
) -> Fact:
    """Correct a fact, which makes it the editor's; the machine's reading is kept beside.

    A reviewer's correction confirms it unless it is rejected, anybody else's waits for a reviewer. ``changes``
    may also set ``state``, which is a reviewer's, and name a brand or policy by ``name``; ``spans`` of the text are
    its evidence from now on, in the place of what it had. What a person confirms must stand in its evidence or have a reason. Raises EditConflict, ValidationError, PermissionDenied.
    """
    kind = _KIND[type(fact)]
    case = hold(fact.case, version)
    check_edit(user, case)
    fact = together.held(fact) or type(fact).objects.select_for_update().get(pk=fact.pk)
    check_fields((*FIELDS[kind], "state", *(["name"] if kind in NAMED else [])), changes)
    subject, before_link, was = _say(kind, fact), _linked(fact, kind), fact.state
    link, changes, done = NAMED.get(kind), dict(changes), set()
    if link and "name" in changes:
        changes[link] = _named(case, link, changes.pop("name"))
    for field, value in changes.items():
        value, before = _tidy(value), getattr(fact, field)
        if before != value:
            if field == "state":
                check(user, "review")
            setattr(fact, field, value)
            record_edit(case, user, subject, field, before, value, reason)
            done.add(field)
    if spans is not None and (said := evidence.replace(case, fact.evidence.all(), spans, **{kind: fact})):
        record_edit(case, user, subject, "evidence", *said, reason)
        done.add("evidence")
    if not done:
        return fact
    _take_over(fact, user, done)
    _save(fact, {*done, "renewed", "doubted", "origin", "state"})
    _check_evidence(fact, user, reason)
    _finish(case, fact, before_link, _says_otherwise(done, was, fact.state))
    return fact


def _take_over(fact: Fact, user: AbstractBaseUser | None, done: set[str]) -> None:
    """Make a fact that somebody corrected the editor's, confirmed if by a reviewer."""
    fact.renewed = fact.doubted = False
    if done - {"state"}:
        fact.origin = Fact.Origin.EDITOR
        if fact.state != Fact.State.REJECTED and "state" not in done:
            fact.state = Fact.State.CONFIRMED if may(user, "review") else Fact.State.UNREVIEWED


def _says_otherwise(done: set[str], was: str, state: str) -> bool:
    """Whether a summary of the case may say something else now; confirming and other evidence change no word of it."""
    return bool(done - {"state", "evidence"}) or Fact.State.REJECTED in (was, state)


def confirm_fact(
    *, fact: Fact, user: AbstractBaseUser | None, reason: str = "", version: int | None = None
) -> Fact:
    """Say that a fact is right as it stands."""
    return edit_fact(
        fact=fact, user=user, changes={"state": Fact.State.CONFIRMED}, reason=reason, version=version
    )


def reject_fact(
    *, fact: Fact, user: AbstractBaseUser | None, reason: str = "", version: int | None = None
) -> Fact:
    """Say that a fact is wrong; readers see it no more, and no reading brings it back."""
    return edit_fact(
        fact=fact, user=user, changes={"state": Fact.State.REJECTED}, reason=reason, version=version
    )


@action
def merge_facts(
    *,
    into: Fact,
    other: Fact,
    user: AbstractBaseUser | None,
    reason: str = "",
    version: int | None = None,
) -> Fact:
    """Two facts of a case that are one: ``into`` rests on the evidence of both, and ``other`` is rejected.

    What a policy offers goes along with it. Raises as ``edit_fact``, and ValidationError for two of different kinds.
    """
    check(user, "review")
    if type(into) is not type(other) or into.case_id != other.case_id or into.pk == other.pk:
        raise ValidationError("只能把同一个案例里同一类的两条合并。")
    hold(into.case, version)
    spans = [(e.start, e.end) for fact in (into, other) for e in fact.evidence.filter(lost=False)]
    into = edit_fact(fact=into, user=user, changes={}, spans=list(dict.fromkeys(spans)), reason=reason)
    why = f"并入{quoted(into)}" + (f"：{reason.strip()}" if reason.strip() else "")
    if kind_of(into) == "policy_mention":
        for benefit in Benefit.objects.filter(case=into.case_id, policy=other.policy_id):
            edit_fact(fact=benefit, user=user, changes={"policy": into.policy}, reason=why)
    reject_fact(fact=other, user=user, reason=why)
    return into


def kind_of(fact: Fact) -> str:
    """The kind of a fact, one of FIELDS."""
    return _KIND[type(fact)]


def subject_of(fact: Fact) -> str:
    """What the history calls a fact."""
    return _say(kind_of(fact), fact)


def is_supported(fact: Fact) -> bool:
    """Whether the source says, in some written form, what the fact says."""
    return supported(fact, fact.evidence.prefetch_related("document"))


def _check_evidence(fact: Fact, user: AbstractBaseUser | None, reason: str) -> None:
    """ValidationError when somebody confirms what the source does not say, and gives no reason."""
    if (
        user is not None
        and fact.state == Fact.State.CONFIRMED
        and not reason.strip()
        and not is_supported(fact)
    ):
        raise ValidationError(f"{quoted(fact)}在它的证据里找不到。请改正，或在理由中说明依据。")


def _named(case: Case, link: str, name: str) -> Brand | Policy:
    """The brand or policy of that name at the case's place, made if there is none."""
    model = Brand if link == "brand" else Policy
    at = names.home(case.place)
    row = next(iter(names.join(model, [names.Wanted(name, at)]).values()))
    row.full_clean()
    return row


def _printed(values: Mapping[str, Any]) -> str:
    """How an editor's figure would be printed: 5–8个."""
    ends = [
        format(Decimal(values[end]).normalize(), "f")
        for end in ("low", "high")
        if values.get(end) is not None
    ]
    return "–".join(dict.fromkeys(ends)) + values.get("unit", "")


def _save(fact: Fact, done: set[str]) -> None:
    """Validate and save; a case has each brand and policy but once."""
    kind = _KIND[type(fact)]
    if kind in NAMED and kind != "benefit":
        link = f"{NAMED[kind]}_id"
        same = type(fact).objects.filter(case=fact.case, **{link: getattr(fact, link)}).exclude(pk=fact.pk)
        # Two names of one record, as a merge leaves them, stand side by side.
        if (
            same.exists()
            and not same.model.objects.filter(pk=fact.pk, **{link: getattr(fact, link)}).exists()
        ):
            raise ValidationError({NAMED[kind]: "这个案例里已有这一条。"})
    together.save(fact, done)


def _finish(case: Case, fact: Fact, before: set[tuple[str, int]], otherwise: bool = True) -> None:
    """The case's version, the brands and policies concerned, the index, and a summary that tells of such facts."""
    case.version += 1
    together.touch(case)
    concerned = before | _linked(fact, _KIND[type(fact)])
    brands = {pk for link, pk in concerned if link == "brand"}
    policies = {pk for link, pk in concerned if link == "policy"}
    changed = together.settle(brands, policies) if concerned else set()
    index.refresh(changed | ({case.pk} if _KIND[type(fact)] in NAMES else set()))
    if otherwise and _KIND[type(fact)] in summaries.TOLD:
        together.retell(changed | {case.pk}, case)


def _linked(fact: Fact, kind: str) -> set[tuple[str, int]]:
    link = NAMED.get(kind)
    return {(link, getattr(fact, f"{link}_id"))} if link else set()


def _say(kind: str, fact: Fact) -> str:
    return f"{KINDS[kind]._meta.verbose_name}：{fact}"


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
