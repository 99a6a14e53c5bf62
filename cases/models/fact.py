"""What all facts share: the case they were read in, who says so, and what became of it."""

from django.db import models


class FactQuerySet(models.QuerySet):
    def standing(self) -> "FactQuerySet":
        """Facts that readers see: everything but what an editor rejected."""
        return self.exclude(state=Fact.State.REJECTED)


class Fact(models.Model):
    """A value read from one case, or given by an editor.

    ``fingerprint`` tells the same finding again when ingest is re-run; ``machine`` keeps the values
    as the machine read them when an editor has decided otherwise. ``lost`` marks a decided fact that
    the latest reading no longer finds in the source; ``renewed`` one that it now reads differently, which
    waits for an editor's word; ``doubted`` one that the words it rests on no longer say since they were corrected, until
    somebody corrects or confirms it.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine", "机器读取"
        EDITOR = "editor", "编辑录入"

    class State(models.TextChoices):
        UNREVIEWED = "unreviewed", "未核"
        CONFIRMED = "confirmed", "已确认"
        REJECTED = "rejected", "已否决"

    case = models.ForeignKey("cases.Case", models.CASCADE, verbose_name="案例", related_name="%(class)ss")
    origin = models.CharField("来历", max_length=10, choices=Origin, default=Origin.MACHINE, editable=False)
    state = models.CharField("核对", max_length=10, choices=State, default=State.UNREVIEWED)
    fingerprint = models.CharField("指纹", max_length=16, editable=False)
    machine = models.JSONField("机器读取值", default=dict, blank=True, editable=False)
    lost = models.BooleanField("来源中已不见", default=False, editable=False)
    renewed = models.BooleanField("机器有新读法", default=False, editable=False)
    doubted = models.BooleanField("与更正后的原文不符", default=False, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["case", "fingerprint"],
                name="%(class)s_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-case", "id"],
                condition=models.Q(state="unreviewed") | models.Q(renewed=True),
                name="%(class)s_waiting",
            ),
        ]


class Bound(models.TextChoices):
    """How a printed number bounds the true one."""

    EXACT = "=", "等于"
    MORE = ">", "超过"
    AT_LEAST = ">=", "不少于"
    LESS = "<", "不到"
    AT_MOST = "<=", "最高"
    ABOUT = "~", "约"


class Quantity(models.Model):
    """A printed amount: 万 and 亿 are multiplied out in ``low`` and ``high``, per cent stay as printed."""

    low = models.DecimalField("下限", max_digits=24, decimal_places=4, null=True, blank=True)
    high = models.DecimalField("上限", max_digits=24, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True, default="")
    bound = models.CharField("界限", max_length=2, choices=Bound, default=Bound.EXACT)
    raw = models.CharField("原文写法", max_length=100)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low__isnull=True)
                | models.Q(high__isnull=True)
                | models.Q(low__lte=models.F("high")),
                name="%(class)s_low_not_above_high",
                violation_error_message="下限不能大于上限。",
            ),
        ]
