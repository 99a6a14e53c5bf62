"""Bringing what is stored up to the word lists of now, bit by bit in the background."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class RebuildQuerySet(models.QuerySet):
    def unfinished(self) -> "RebuildQuerySet":
        """What the worker has still to do with."""
        return self.filter(finished_at=None)


class Rebuild(models.Model):
    """One passage over all cases or policies: ``done`` of about ``total``, the last with the id ``cursor``.

    ``version`` is that of the words by which the index is being made; where there are ``words``, only of cases in
    which one of them stands, in the compared form.
    """

    class Kind(models.TextChoices):
        INDEX = "index", "重建检索索引"
        CATEGORY = "category", "重新归类政策"

    kind = models.CharField("事项", max_length=10, choices=Kind)
    why = models.CharField("起因", max_length=300, blank=True, default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    version = models.CharField("词表版本", max_length=12, blank=True, default="", editable=False)
    words = ArrayField(
        models.CharField(max_length=100), verbose_name="只涉及的词", default=list, blank=True, editable=False
    )
    cursor = models.BigIntegerField("做到", default=0, editable=False)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    asked_at = models.DateTimeField("提出时间", auto_now_add=True)
    moved_at = models.DateTimeField("最近进展", auto_now=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = RebuildQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台重建"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(finished_at=None), name="rebuild_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
