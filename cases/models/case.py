"""A case: what one county did, as one span of one document tells it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from .address import address
from .brand import BrandMention
from .decision import Decidable
from .document import Document
from .merge import Mergeable
from .place import Place

CHIPS = 4  # brands that a list shows of a case
_LISTED = (
    *("key", "title", "year", "summary", "start", "end"),
    *("document__key", "document__title", "document__filename"),
    *("place__code", "place__name", "place__valid_to"),
)


ABSORBED = Q(own_status="published", merged_into__status="published")


class CaseQuerySet(models.QuerySet):
    def public(self) -> "CaseQuerySet":
        return self.filter(status=Case.Status.PUBLISHED)

    def absorbed(self) -> "CaseQuerySet":
        """Cases that were merged into a public one, whose page leads to them; not those that were not public themselves."""
        return self.filter(ABSORBED)

    def readable(self) -> "CaseQuerySet":
        """Cases whose text readers may read, by itself or behind the case that they were merged into."""
        return self.filter(Q(status=Case.Status.PUBLISHED) | ABSORBED)

    def of_county(self, place: Place) -> "CaseQuerySet":
        """Cases of a unit of today, its predecessors included."""
        return self.filter(place__today=place)

    def for_list(self) -> "CaseQuerySet":
        """With all that a list shows, in one query: also ``now``, today's names of the place where it has others,
        and ``named``, key and name of the first brands."""
        after = Place.today.through.objects.filter(from_place=OuterRef("place"))
        after = after.exclude(to_place=OuterRef("place")).order_by("to_place__code")
        brands = BrandMention.objects.standing().filter(case=OuterRef("pk")).order_by("pk")
        named = brands.values(json=JSONObject(key="brand__key", name="brand__name"))
        return (
            self.select_related("document", "place")
            .only(*_LISTED)
            .annotate(now=ArraySubquery(after.values("to_place__name")), named=ArraySubquery(named[:CHIPS]))
        )


class Case(Decidable, Mergeable):
    """``start`` and ``end`` span the case in ``document.text``; ``key`` is stable over re-runs of ingest.

    ``machine`` keeps what the machine read for title, place, year and summary; a field named in
    ``decided`` is a person's and no re-run of ingest touches it. ``own_status`` of a merged case is the status that it
    had and has again when the merge is undone; only one that is public by itself is read behind the other.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        REVIEW = "review", "待审"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"
        MERGED = "merged", "已并入"

    document = models.ForeignKey(Document, models.PROTECT, verbose_name="来源文件", related_name="cases")
    heading_key = models.CharField("标题键", max_length=200, editable=False)
    key = models.CharField("短码", max_length=8, unique=True, editable=False)
    title = models.CharField("标题", max_length=300)
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name="地区", null=True, blank=True, related_name="cases"
    )
    place_basis = models.CharField("地区依据", max_length=200, blank=True, default="")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True, db_index=True)
    year_basis = models.CharField("年份依据", max_length=200, blank=True, default="")
    summary = models.TextField("摘要", blank=True, default="")
    authors = models.JSONField("作者", default=list, blank=True)
    headings = models.JSONField("小标题", default=list, blank=True)
    start = models.PositiveIntegerField("起始位置", editable=False)
    end = models.PositiveIntegerField("结束位置", editable=False)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PUBLISHED, db_index=True)
    own_status = models.CharField(
        "并入前的状态", max_length=10, choices=Status, blank=True, default="", editable=False
    )
    machine = models.JSONField("机器读取值", default=dict, blank=True, editable=False)
    lost = models.BooleanField(
        "来源中已不见", default=False, editable=False, help_text="再次导入时原文里已找不到这个案例"
    )
    renewed = models.BooleanField(
        "机器有新读法", default=False, editable=False, help_text="编辑已定的字段，再次导入时读到了别的值"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "案例"
        ordering = ["-year", "title", "pk"]
        permissions = [
            ("submit_case", "可以提交审核"),
            ("review_case", "可以审核：确认、否决、退回"),
            ("publish_case", "可以发布"),
            ("withdraw_case", "可以撤下"),
            ("merge_case", "可以合并重复的记录"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "heading_key"], name="case_key_once_in_document"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="case_span_not_empty"),
            models.CheckConstraint(
                condition=(Q(status="merged", merged_into__isnull=False) & ~Q(own_status=""))
                | (~Q(status="merged") & Q(merged_into__isnull=True, own_status="")),
                name="case_merged_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1900, 2100)),
                name="case_year_plausible",
                violation_error_message="年份应在 1900 到 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("case", self.key)

    def where(self) -> str:
        """On lists: the place as it was called, with its name of today behind it where that is another."""
        return self.place.with_now(self.now) if self.place else ""

    def chips(self) -> list[tuple[str, str]]:
        """On lists: name and address of the first brands."""
        return list(dict.fromkeys((each["name"], address("brand", each["key"])) for each in self.named))
