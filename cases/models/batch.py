"""Many records changed at once: spreadsheets that wait to be applied, and what was done to which records."""

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """One change of many records: what was done, why, and the records with what changed in each.

    ``records`` is a list of {"key", "record", "changes": [[field, before, after], …]}; each record's own history has
    the same beside. ``noted`` is the key of the last ``RowChange`` when it was done: what the database noted of a record
    behind that came since. ``undoes`` is the batch that this one takes back.
    """

    at = models.DateTimeField("时间", auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    kind = models.CharField("对象", max_length=20)
    what = models.CharField("做了什么", max_length=200)
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    count = models.PositiveIntegerField("条数")
    records = models.JSONField("记录", default=list, editable=False)
    noted = models.BigIntegerField("最后一处改动", null=True, editable=False)
    undoes = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="撤销了",
        null=True,
        blank=True,
        editable=False,
        related_name="undone",
    )

    class Meta:
        verbose_name = verbose_name_plural = "批量修改"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.what


class Sheet(models.Model):
    """A spreadsheet that somebody brought back; its bytes stay until it is applied or given up."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待应用"
        APPLIED = "applied", "已应用"
        DROPPED = "dropped", "已放弃"

    key = models.CharField("短码", max_length=16, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上传者",
        null=True,
        blank=True,
        related_name="+",
    )
    filename = models.CharField("文件名", max_length=255)
    content = models.BinaryField("内容", editable=False)
    state = models.CharField("进度", max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, verbose_name="批量修改", null=True, blank=True, related_name="sheets"
    )

    class Meta:
        verbose_name = verbose_name_plural = "表格"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename
