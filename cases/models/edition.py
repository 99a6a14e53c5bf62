"""The edition: a stamp of the whole content that changes with every write."""

import uuid
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.db import models

from .composed import Composed

T = TypeVar("T")


class Edition(models.Model):
    """One row, renewed by a trigger of every table that pages show (see migration 0004).

    The database does it, so that bulk writes, raw statements and restores are not missed; the stamp becomes
    visible with the write it belongs to.
    """

    stamp = models.UUIDField(editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "版次"

    def __str__(self) -> str:
        return str(self.stamp)

    @classmethod
    def current(cls) -> uuid.UUID | None:
        """The stamp as it is now, None where there is no content at all."""
        return next(iter(_stamp()), None)

    @classmethod
    def renew(cls) -> None:
        """Another stamp, for what no write tells of: other words by which texts are found."""
        cls.objects.update(stamp=uuid.uuid4())


_stamp = Composed(lambda: Edition.objects.values_list("stamp", flat=True)[:1])


def once_an_edition(read: Callable[..., T], most: int = 1) -> Callable[..., T]:
    """A read of the content whose ``most`` last answers are kept in memory until anything is written; nobody may
    change them.

    The stamp is read first: an answer from newer rows may be kept under an older stamp, never the other way round.
    """
    kept = lru_cache(maxsize=most)(lambda _edition, *given: read(*given))

    @wraps(read)
    def answer(*given: Any) -> T:
        edition = Edition.current()
        return kept(edition, *given) if edition else read(*given)

    return answer
