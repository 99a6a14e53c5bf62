"""Where cases speak of a brand or a policy: the mentions of one, the earliest first, each with its case."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, prefetch_related_objects

from cases.models import BrandMention, PolicyMention
from cases.models.composed import Composed

_SHOWN = (
    *("state", "origin", "lost", "case__key", "case__title", "case__year", "case__start", "case__end"),
    *("case__document__key", "case__document__title", "case__place__code", "case__place__name"),
    "case__place__valid_to",
)


def mentions_of(mentions: type[BrandMention] | type[PolicyMention], name: str) -> Callable[[int], list[Any]]:
    """A read of the public mentions of the brand or policy (``name``) with a given key; two queries at most."""
    read = Composed(
        lambda of: (
            mentions.objects.public()
            .filter(**{name: of})
            .select_related("case__document", "case__place")
            .only(name, *_SHOWN)
            .order_by(F("case__year").asc(nulls_last=True), "case__title", "pk")
        ),
        of="bigint",
    )

    def of(pk: int) -> list[Any]:
        found = read(of=pk)
        places = {each.case.place for each in found if each.case.place and each.case.place.is_former}
        prefetch_related_objects(list(places), "today")
        return found

    return of
