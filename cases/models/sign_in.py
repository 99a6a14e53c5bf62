"""Attempts to sign in: who, when, from where, and what came of it."""

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """One attempt. ``name`` is what was typed; ``address`` is unknown where the server sits behind a socket.

    An attempt is wrong until the password proved right, so that attempts made at the same moment count for one another.
    """

    class Outcome(models.TextChoices):
        RIGHT = "right", "成功"
        WRONG = "wrong", "失败"
        HELD = "held", "尝试过多，未核对密码"

    at = models.DateTimeField("时间", auto_now_add=True)
    name = models.CharField("用户名", max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="账号",
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.GenericIPAddressField("来自", null=True, blank=True)
    outcome = models.CharField("结果", max_length=5, choices=Outcome, default=Outcome.WRONG)

    class Meta:
        verbose_name = verbose_name_plural = "登录记录"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["name", "at"], name="sign_in_name"),
            models.Index(fields=["address", "at"], name="sign_in_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_outcome_display()}"
