"""The summaries that the program composed: they follow what people decide. One that a person wrote is that person's."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Prefetch, Q

from cases.actions.findings import KINDS
from cases.actions.rows import BATCH, update
from cases.ingest import records
from cases.ingest.extract.summary import summary
from cases.models import Benefit, BrandMention, Case, Fact, Outcome, PolicyMention

# What a summary tells of: the fields of a case, and the kinds of its facts.
FIELDS = frozenset({"place", "year"})
TOLD = frozenset({"brand_mention", "policy_mention", "benefit", "outcome"})


def compose(pks: Collection[int]) -> dict[int, str]:
    """Bring the summaries of these cases to what is stored of them, in the caller's transaction: those that changed.

    A summary that a person decided is left as it is, and so is one that is empty.
    """
    changed: dict[int, str] = {}
    wanted = sorted(pks)
    for at in range(0, len(wanted), BATCH):
        rows = Case.objects.filter(pk__in=wanted[at : at + BATCH]).exclude(
            Q(decided__contains=["summary"]) | Q(summary="")
        )
        stale = []
        for case in _complete(rows):
            if case.summary != (said := _said(case)):
                case.summary = changed[case.pk] = said
                stale.append(case)
        if stale:
            update(Case, stale, ["summary"])
    return changed


def told_by_people(cases: Iterable[Case]) -> set[int]:
    """The ids of those of which people decided something that a summary tells: a reading alone does not know it."""
    by_people = ~Q(origin=Fact.Origin.MACHINE, state=Fact.State.UNREVIEWED)
    pks = {case.pk: case for case in cases}
    found = {pk for pk, case in pks.items() if FIELDS & set(case.decided)}
    for kind in sorted(TOLD):
        found |= set(KINDS[kind].objects.filter(by_people, case__in=pks).values_list("case_id", flat=True))
    return found


def _complete(rows: Iterable[Case]) -> Iterable[Case]:
    """With the facts that readers see, in the order in which they were read."""
    return rows.select_related("place").prefetch_related(
        Prefetch("brand_mentions", BrandMention.objects.standing().select_related("brand").order_by("pk")),
        Prefetch("policy_mentions", PolicyMention.objects.standing().select_related("policy").order_by("pk")),
        Prefetch("benefits", Benefit.objects.standing().order_by("pk")),
        Prefetch("outcomes", Outcome.objects.standing().order_by("pk")),
    )


def _said(case: Case) -> str:
    """The summary of a case as it stands; policies of one record (merged names) count once."""
    place = case.place and records.PlaceRef(case.place.code, case.place.name, case.place.name, "")
    brands = {m.brand_id: records.Brand(m.brand.name, m.brand.kind, ()) for m in case.brand_mentions.all()}
    offers: dict[int, list[records.Benefit]] = defaultdict(list)
    for each in case.benefits.all():
        offers[each.policy_id].append(
            records.Benefit(each.label, each.low, each.high, each.unit, each.bound, each.raw, ())
        )
    policies = {
        m.policy_id: records.Policy(
            m.policy.name, m.policy.form, m.policy.category, (), benefits=tuple(offers[m.policy_id])
        )
        for m in case.policy_mentions.all()
    }
    outcomes = tuple(
        records.Outcome(o.indicator, o.low, o.high, o.unit, o.bound, o.raw, o.status, ())
        for o in case.outcomes.all()
    )
    return summary(place, case.year, tuple(brands.values()), tuple(policies.values()), outcomes)
