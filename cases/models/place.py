"""Administrative units with their history: a unit is a code and a name in a time."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from .address import address


class PlaceQuerySet(models.QuerySet):
    def current(self) -> "PlaceQuerySet":
        """Units that exist today."""
        return self.filter(valid_to__isnull=True)

    def counties(self) -> "PlaceQuerySet":
        return self.filter(level=Place.Level.COUNTY)

    def in_order(self) -> "PlaceQuerySet":
        """By pinyin, which the database's collation does not know for place names."""
        return self.order_by("sort_key", "code", "pk")


class Place(models.Model):
    """A unit as it was named and coded from ``valid_from`` until (not including) ``valid_to``."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        PREFECTURE = "prefecture", "地级"
        COUNTY = "county", "县级"

    code = models.CharField("行政区划代码", max_length=6, db_index=True, help_text="GB/T 2260 六位代码")
    name = models.CharField("名称", max_length=50)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级", null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField(
        "撤销日期", null=True, blank=True, help_text="自这一天起不再存在；留空即今仍存在"
    )
    source = models.CharField("依据", max_length=200, blank=True, default="")
    today = models.ManyToManyField(
        "self",
        verbose_name="今属",
        symmetrical=False,
        related_name="formerly",
        blank=True,
        help_text="今天管辖这里的县（市、区）；今仍存在的即它自己",
    )
    pinyin = models.CharField("拼音", max_length=200, blank=True, default="", db_collation="C")
    initials = models.CharField("拼音首字母", max_length=50, blank=True, default="", db_collation="C")
    sort_key = models.CharField("排序", max_length=300, blank=True, default="", db_collation="C")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code", "valid_to"]
        constraints = [
            models.UniqueConstraint(fields=["code", "name"], name="place_code_and_name_once"),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{6}$"), name="place_code_six_digits"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=models.F("valid_to")),
                name="place_from_before_to",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("county", self.code)

    @property
    def is_former(self) -> bool:
        return self.valid_to is not None

    def then_and_now(self) -> str:
        """The name of the time with today's behind it where they differ; needs ``today`` prefetched on lists."""
        return (
            self.with_now(p.name for p in self.today.all() if p.pk != self.pk)
            if self.is_former
            else self.name
        )

    def with_now(self, names: Iterable[str]) -> str:
        """The same where today's other names are known."""
        now = "、".join(names)
        return f"{self.name}（今{now}）" if self.is_former and now else self.name


class PlaceChange(models.Model):
    """One event in the history of units: what became of whom, when, and by which document."""

    class Kind(models.TextChoices):
        RENAME = "rename", "更名"
        UPGRADE = "upgrade", "撤县（市）设市（区）"
        MERGE = "merge", "并入"
        SPLIT = "split", "分设"
        TERRITORY = "territory", "辖区调整"
        CREATE = "create", "新设"
        TRANSFER = "transfer", "改隶"

    date = models.DateField("日期")
    kind = models.CharField("变动", max_length=10, choices=Kind)
    before = models.ForeignKey(Place, models.PROTECT, verbose_name="变动前", related_name="changes_after")
    after = models.ForeignKey(Place, models.PROTECT, verbose_name="变动后", related_name="changes_before")
    document = models.CharField("依据文件", max_length=200)
    note = models.CharField("说明", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "区划变动"
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["date", "before", "after", "kind"], name="place_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.before}→{self.after}"
