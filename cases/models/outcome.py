"""Outcomes: figures with what they count and whether they were reached."""

from django.db import models

from .brand import MentionQuerySet
from .fact import Fact, Quantity
from .place import Place


class Outcome(Fact, Quantity):
    class Status(models.TextChoices):
        ACHIEVED = "achieved", "已达成"
        IN_PROGRESS = "in_progress", "进行中"
        PLANNED = "planned", "计划中"
        MIXED = "mixed", "混合"

    indicator = models.CharField("指标", max_length=200)
    status = models.CharField("状态", max_length=12, choices=Status, db_index=True)
    as_of = models.CharField("截至", max_length=60, blank=True, default="", help_text="原文所写的时间")
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        verbose_name="所属地区",
        null=True,
        blank=True,
        related_name="outcomes",
        help_text="不属于案例所在地区时填写",
    )

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta, Quantity.Meta):
        verbose_name = verbose_name_plural = "成效"
        ordering = ["pk"]
        constraints = [*Fact.Meta.constraints, *Quantity.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.indicator} {self.raw}"
