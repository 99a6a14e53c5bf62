"""Records that turned out to be one: where a merged record leads, and what people said about a pair."""

from django.conf import settings
from django.db import models


class Mergeable(models.Model):
    """A record that may be merged into another of its kind; it then keeps its row, and its address leads there.

    Never a chain: what led to a record that is merged itself is led on with it.
    """

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="并入",
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    class Meta:
        abstract = True


class Merge(models.Model):
    """What a person said about a pair of records, ``first`` and ``second`` being their short keys in order.

    ``kept`` is the key of the one that stays; ``moved`` is what undoing needs, see ``cases.actions.merging``.
    """

    class Kind(models.TextChoices):
        BRAND = "brand", "品牌"
        POLICY = "policy", "政策"
        CASE = "case", "案例"

    class State(models.TextChoices):
        MERGED = "merged", "已合并"
        REJECTED = "rejected", "不是同一个"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("类别", max_length=6, choices=Kind)
    first = models.CharField("其一", max_length=8)
    second = models.CharField("其二", max_length=8)
    state = models.CharField("结论", max_length=8, choices=State)
    kept = models.CharField("保留", max_length=8, blank=True, default="")
    moved = models.JSONField("移动的记录", default=dict, blank=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now=True)
    reason = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "合并"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="merge_pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="merge_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    @property
    def gone(self) -> str:
        """The key of the one that does not stay."""
        return self.second if self.kept == self.first else self.first


class DuplicateCount(models.Model):
    """How many pairs of a kind may be one and wait for somebody's word, as the worker counted them at some edition.

    ``more`` says that it stopped before it had gone through all places. Counting takes as long as the lists of pairs do,
    so that a page cannot do it.
    """

    kind = models.CharField("类别", max_length=6, choices=Merge.Kind, primary_key=True)
    number = models.PositiveIntegerField("数量", default=0)
    more = models.BooleanField("不止", default=False)
    edition = models.UUIDField("版次", null=True, editable=False)
    counted_at = models.DateTimeField("统计时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "重复候选数"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
