"""The history of decisions: who changed what, from what, to what, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .brand import Brand
from .case import Case
from .document import Document
from .policy import Policy
from .term import Term

RECORDS = ("case", "brand", "policy", "document", "term")


class Edit(models.Model):
    """One field of one record, once. Rows are only ever added, and a record that has some is never deleted."""

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name="案例", null=True, blank=True, related_name="edits"
    )
    brand = models.ForeignKey(
        Brand, models.PROTECT, verbose_name="品牌", null=True, blank=True, related_name="edits"
    )
    policy = models.ForeignKey(
        Policy, models.PROTECT, verbose_name="政策", null=True, blank=True, related_name="edits"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="来源文件", null=True, blank=True, related_name="edits"
    )
    term = models.ForeignKey(
        Term, models.PROTECT, verbose_name="词条", null=True, blank=True, related_name="edits"
    )
    subject = models.CharField("对象", max_length=200, help_text="记录本身，或案例中的一条品牌、政策、成效 …")
    field = models.CharField("字段", max_length=40)
    before = models.JSONField("改前", null=True)
    after = models.JSONField("改后", null=True)
    reason = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "编辑记录"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(Q(**{f"{one}__isnull": other != one for one in RECORDS}) for other in RECORDS),
                    _connector=Q.OR,
                ),
                name="edit_exactly_one_record",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
