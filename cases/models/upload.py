"""Files that people brought in by the desk: the queue of the worker, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class UploadQuerySet(models.QuerySet):
    def without_content(self) -> "UploadQuerySet":
        """For lists: a page of them must not carry the files."""
        return self.defer("content")

    def pending(self) -> "UploadQuerySet":
        """Those that the worker has still to do with."""
        return self.filter(state__in=[Upload.State.WAITING, Upload.State.RUNNING])

    def refused_for_now(self) -> "UploadQuerySet":
        """Those that may be read another time or in another way: not what is empty, broken or of no kind that is read."""
        return self.filter(state=Upload.State.REFUSED).exclude(report__has_key="hopeless")


class Upload(models.Model):
    """One file, its bytes included, so that nothing depends on a disk that web and worker would have to share.

    ``holder`` works on it until ``held_until``; when that passes without a word from it, another may. A ``trial``
    is read and stored like any other and then taken back. ``choices`` are how it is to be read (``cases.actions.choices``);
    None leaves that to those of the stored document of the same file, if there is one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待处理"
        RUNNING = "running", "正在处理"
        TRIED = "tried", "已预览，待存入"
        DONE = "done", "已处理"
        REFUSED = "refused", "未能导入"
        DROPPED = "dropped", "已放弃"

    batch = models.CharField("批次", max_length=16, db_index=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上传者",
        null=True,
        blank=True,
        related_name="+",
    )
    filename = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件指纹", max_length=64)
    size = models.PositiveIntegerField("字节数")
    content = models.BinaryField("内容", editable=False)
    choices = models.JSONField("读法", null=True, blank=True, editable=False)
    trial = models.BooleanField("先预览", default=True)
    publish = models.BooleanField("存入后立即发布", default=False)
    state = models.CharField("进度", max_length=10, choices=State, default=State.WAITING)
    holder = models.CharField("处理者", max_length=32, blank=True, default="", editable=False)
    held_until = models.DateTimeField("处理期限", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    report = models.JSONField("报告", default=dict, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    finished_at = models.DateTimeField("处理完的时间", null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state="waiting") | Q(state="running"), name="upload_pending"
            ),
            models.Index(fields=["id"], condition=Q(state="refused") | Q(state="tried"), name="upload_left"),
        ]

    def __str__(self) -> str:
        return self.filename
