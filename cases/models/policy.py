"""Policies and what they offer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .address import address
from .brand import MentionQuerySet
from .decision import Decidable
from .fact import Fact, Quantity
from .merge import Mergeable
from .place import Place


class PolicyQuerySet(models.QuerySet):
    def public(self) -> "PolicyQuerySet":
        """Policies that a standing mention in a public case supports."""
        return self.filter(models.Exists(PolicyMention.objects.public().filter(policy=models.OuterRef("pk"))))


class Policy(Decidable, Mergeable):
    """One name in one place; ``place`` is today's unit, as it is for brands."""

    class Form(models.TextChoices):
        FORMAL = "formal", "正式文件"
        NAMED = "named", "有名称的政策"
        MEASURE = "measure", "具体措施"

    key = models.CharField("短码", max_length=8, unique=True, editable=False)
    name = models.CharField("名称", max_length=200)
    name_key = models.CharField("名称键", max_length=200, editable=False)
    other_keys = ArrayField(
        models.CharField(max_length=200), verbose_name="其他名称键", default=list, blank=True, editable=False
    )
    form = models.CharField("形式", max_length=10, choices=Form)
    category = models.CharField("类别", max_length=20, blank=True, default="", db_index=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name="发布地区", null=True, blank=True, related_name="policies"
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name_key"], name="policy_name_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1900, 2100)),
                name="policy_year_plausible",
                violation_error_message="年份应在 1900 到 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("policy", self.key)


class PolicyMention(Fact):
    """A case speaks of a policy; the evidence says where."""

    case = models.ForeignKey(
        "cases.Case", models.CASCADE, verbose_name="案例", related_name="policy_mentions"
    )
    policy = models.ForeignKey(Policy, models.PROTECT, verbose_name="政策", related_name="mentions")

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = verbose_name_plural = "案例中的政策"

    def __str__(self) -> str:
        return str(self.policy)


class Benefit(Fact, Quantity):
    """What a policy offers, and to whom. A ceiling (最高 500 万元) is a benefit, never an outcome."""

    policy = models.ForeignKey(Policy, models.PROTECT, verbose_name="政策", related_name="benefits")
    label = models.CharField("对象与事项", max_length=200)
    per = models.CharField(
        "计算周期", max_length=10, blank=True, default="", help_text="月、年、人 等；一次性的留空"
    )

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta, Quantity.Meta):
        verbose_name = verbose_name_plural = "支持标准"
        ordering = ["pk"]
        constraints = [*Fact.Meta.constraints, *Quantity.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.label} {self.raw}"
