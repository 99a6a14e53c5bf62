"""Keeping how many pairs may be one, for the first page of the desk."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from cases.models import DuplicateCount, Edition, Merge

EVERY = timedelta(minutes=1)  # Editors write all the time, and counting takes its time.


def due() -> UUID | None:
    """The edition of now if pairs were not counted at it and have to be; None where they need not be yet."""
    edition = Edition.current()
    counted = list(DuplicateCount.objects.values_list("edition", "counted_at"))
    if edition is None or (counted and timezone.now() - max(when for _, when in counted) < EVERY):
        return None
    if len(counted) == len(Merge.Kind) and all(at == edition for at, _ in counted):
        # Saying that two are not one changes no page that readers see, and hence no edition.
        said = Merge.objects.filter(at__gt=min(when for _, when in counted))
        return edition if said.exists() else None
    return edition


def keep(*, kind: str, number: int, more: bool, edition: UUID) -> None:
    """Say how many pairs of a kind there were at an edition; ``more`` where not all places were gone through."""
    values = {"number": number, "more": more, "edition": edition}
    DuplicateCount.objects.update_or_create(kind=kind, defaults=values)
