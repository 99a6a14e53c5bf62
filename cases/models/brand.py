"""Brands and named programmes; one brand may span documents and years."""

from django.db import models

from .address import address
from .decision import Decidable
from .fact import Fact
from .merge import Mergeable
from .place import Place


class BrandQuerySet(models.QuerySet):
    def public(self) -> "BrandQuerySet":
        """Brands that a standing mention in a public case supports."""
        return self.filter(models.Exists(BrandMention.objects.public().filter(brand=models.OuterRef("pk"))))


class Brand(Decidable, Mergeable):
    """One name in one place; ``place`` is today's unit, so that documents of different years meet in it."""

    key = models.CharField("短码", max_length=8, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    name_key = models.CharField("名称键", max_length=200, editable=False)
    kind = models.CharField("类别", max_length=20, blank=True, default="")
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name="地区", null=True, blank=True, related_name="brands"
    )

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "品牌"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name_key"], name="brand_name_key")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("brand", self.key)


class BrandAlias(models.Model):
    brand = models.ForeignKey(Brand, models.CASCADE, verbose_name="品牌", related_name="aliases")
    name = models.CharField("别名", max_length=120)
    name_key = models.CharField("名称键", max_length=200, editable=False)
    origin = models.CharField(
        "来历", max_length=10, choices=Fact.Origin, default=Fact.Origin.MACHINE, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "品牌别名"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="brand_alias_once")]
        indexes = [models.Index(fields=["name_key"], name="brand_alias_name_key")]

    def __str__(self) -> str:
        return self.name


class MentionQuerySet(models.QuerySet):
    def standing(self) -> "MentionQuerySet":
        return self.exclude(state=Fact.State.REJECTED)

    def public(self) -> "MentionQuerySet":
        """Standing mentions in public cases."""
        return self.standing().filter(case__status="published")


class BrandMention(Fact):
    """A case speaks of a brand; the evidence says where."""

    case = models.ForeignKey("cases.Case", models.CASCADE, verbose_name="案例", related_name="brand_mentions")
    brand = models.ForeignKey(Brand, models.PROTECT, verbose_name="品牌", related_name="mentions")

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = verbose_name_plural = "案例中的品牌"

    def __str__(self) -> str:
        return str(self.brand)
