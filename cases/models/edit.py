"""The history of decisions: who changed what, from what, to what, when and why."""

from django.conf import settings
from django.db import models

from .case import Case


class Edit(models.Model):
    """One field of one record, once. Rows are only ever added."""

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(Case, models.CASCADE, verbose_name="案例", related_name="edits")
    subject = models.CharField("对象", max_length=200, help_text="案例本身，或其中的一条品牌、政策、成效 …")
    field = models.CharField("字段", max_length=40)
    before = models.JSONField("改前", null=True)
    after = models.JSONField("改后", null=True)
    reason = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "编辑记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} · {self.field}"
