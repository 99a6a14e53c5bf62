"""How much of what becomes public nobody has checked, for whoever publishes it."""

from collections.abc import Iterable

from django.db.models import Q

from cases.actions.findings import KINDS
from cases.models import Case, Fact

WAITING = Q(state=Fact.State.UNREVIEWED) | Q(renewed=True)


def unchecked(cases: Iterable[int]) -> int:
    """How many facts of these cases nobody has checked, whatever the cases' status; a query for each kind."""
    pks = list(cases)
    return sum(model.objects.filter(WAITING, case__in=pks).count() for model in KINDS.values())


def published(case: Case) -> str:
    """What to say of a case that is public now: readers see what nobody has checked as well."""
    number = unchecked([case.pk])
    return f"已发布：{case}" + (f"；其中还有 {number} 条未核" if number else "")
