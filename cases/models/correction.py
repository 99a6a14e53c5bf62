"""Corrections that people made to the text of a document, which outlive its next reading."""

from django.conf import settings
from django.db import models

from .document import Document

AROUND = 20  # characters on either side by which a correction finds its place again
NEAR = 8  # so many will do where more are not found


class Correction(models.Model):
    """Some words in the place of others. ``left`` and ``right`` are what stood around them, by which the place is
    found when the file is read anew; ``lost`` says that it was not.
    """

    document = models.ForeignKey(
        Document, models.CASCADE, verbose_name="来源文件", related_name="corrections"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="编辑",
        null=True,
        blank=True,
        related_name="+",
    )
    start = models.PositiveIntegerField("位置")
    left = models.CharField("前文", max_length=40, blank=True, default="")
    before = models.TextField("改前", blank=True)
    after = models.TextField("改后", blank=True)
    right = models.CharField("后文", max_length=40, blank=True, default="")
    reason = models.CharField("理由", max_length=300)
    lost = models.BooleanField("再次导入后找不到位置", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "原文更正"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.before or '（无）'} → {self.after or '（删去）'}"[:80]

    def found(self, text: str, *words: str) -> tuple[int, int] | None:
        """Where the first of some words stand in a text between what stood around this correction, nearest to its place."""
        for each in words:
            for width in (AROUND, NEAR):
                left, right = self.left[-width:], self.right[:width]
                whole, near = left + each + right, max(0, self.start - len(left))
                spots = [text.rfind(whole, 0, near + 1 + len(whole)), text.find(whole, near)]
                if spots := [at for at in spots if at >= 0]:
                    start = min(spots, key=lambda at: abs(at - near)) + len(left)
                    return start, start + len(each)
        return None
