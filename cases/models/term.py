"""What people decided about the word lists: entries of their own, and the program's that they changed or switched off."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from .composed import Composed
from .place import Place


class TermQuerySet(models.QuerySet):
    def stamp(self) -> datetime | None:
        """When the last entry was written: another stamp, other lists."""
        return next(iter(_last()), None)


class Term(models.Model):
    """One entry of a list; what ``name`` and ``others`` are in each, ``cases.wordlists`` tells.

    ``shipped`` names the program's entry that it stands in the place of, "" where it is one more. Rows are never
    deleted: an entry that is not in use is not in its list.
    """

    class Kind(models.TextChoices):
        WORD = "word", "领域词"
        SYNONYM = "synonym", "同义词"
        PLACE = "place", "地区别名"
        CATEGORY = "category", "政策类别"

    kind = models.CharField("词表", max_length=10, choices=Kind, editable=False)
    name = models.CharField("词", max_length=200)
    others = models.CharField("对应的词", max_length=1000, blank=True, default="")
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name="地区", null=True, blank=True, related_name="terms"
    )
    in_use = models.BooleanField("使用", default=True)
    shipped = models.CharField("自带的词条", max_length=300, blank=True, default="", editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True, db_index=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "词条", "词表"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "shipped"], condition=~Q(shipped=""), name="term_shipped_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="place", place__isnull=False, shipped="")
                | (~Q(kind="place") & Q(place__isnull=True)),
                name="term_place_for_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.name}"


_last = Composed(lambda: Term.objects.order_by("-updated_at").values_list("updated_at", flat=True)[:1])
