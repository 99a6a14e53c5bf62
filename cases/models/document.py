"""The source documents: one file each, and the one text that every offset counts in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from .address import address
from .decision import Decidable


class DocumentQuerySet(models.QuerySet):
    def public(self) -> "DocumentQuerySet":
        """Documents of which at least one case is public, or stands behind a public one."""
        cases = self.model.cases.rel.related_model.objects.filter(document=models.OuterRef("pk"))
        return self.filter(models.Exists(cases.public()) | models.Exists(cases.absorbed()))

    def without_text(self) -> "DocumentQuerySet":
        """For lists: a page of documents must not carry megabytes of text; ``characters`` is annotated instead."""
        return self.defer("text").annotate(characters=Length("text"))


class Document(Decidable):
    key = models.CharField("短码", max_length=8, unique=True, editable=False)
    sha256 = models.CharField("文件指纹", max_length=64, unique=True, editable=False)
    filename = models.CharField("文件名", max_length=255, db_index=True)
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("类别", max_length=20, blank=True, default="")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    year_basis = models.CharField("年份依据", max_length=200, blank=True, default="")
    text = models.TextField("正文", help_text="整理后的全文；所有证据的位置都按它计算")
    warnings = models.JSONField("读取提示", default=list, blank=True)
    choices = models.JSONField("读法", default=dict, blank=True, editable=False)
    reading = models.CharField("读取结果指纹", max_length=64, editable=False)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来源文件"
        ordering = ["-imported_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_hex"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1900, 2100)),
                name="document_year_plausible",
                violation_error_message="年份应在 1900 到 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("source", self.key)

    def is_open(self) -> bool:
        """Whether readers may see the whole text: no case in it is kept from them."""
        return not self.cases.exclude(pk__in=self.cases.readable().values("pk")).exists()
