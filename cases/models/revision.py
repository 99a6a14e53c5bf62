"""The texts that a document had before the one it has now."""

from django.conf import settings
from django.db import models

from .document import Document


class Revision(models.Model):
    """An earlier text, with the file it was read from; numbers count from 1, the present text is the next one."""

    document = models.ForeignKey(Document, models.CASCADE, verbose_name="来源文件", related_name="revisions")
    number = models.PositiveSmallIntegerField("版次")
    sha256 = models.CharField("文件指纹", max_length=64, db_index=True)
    filename = models.CharField("文件名", max_length=255)
    text = models.TextField("正文")
    public = models.BooleanField(
        "可公开", default=False, help_text="被替换时，文件中没有不公开的案例；否则旧版全文不给读者看"
    )
    replaced_at = models.DateTimeField("替换时间", auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="替换者",
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "旧版"
        ordering = ["document", "-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.document} 第 {self.number} 版"
