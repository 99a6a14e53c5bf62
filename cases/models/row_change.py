"""What became of each row that people may edit, as the database itself notes it."""

import json
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .actor import Organisation, Person
from .batch import Batch
from .brand import Brand, BrandAlias, BrandMention
from .case import Case
from .correction import Correction
from .document import Document
from .edit import Edit
from .evidence import Evidence
from .merge import Merge
from .outcome import Outcome
from .place import Place, PlaceChange
from .policy import Benefit, Policy, PolicyMention
from .term import Term

# The tables that a migration gave the trigger.
TRACKED = (
    Case, Document, Brand, Policy, Benefit, Outcome, Person, Organisation, BrandMention, PolicyMention, BrandAlias, Evidence,
    Correction, Merge, Edit, Batch, Place, PlaceChange, Term,
)  # fmt: skip


class Exact(json.JSONDecoder):
    """Reads amounts as they are printed, digit for digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, parse_float=Decimal)


class RowChange(models.Model):
    """One row updated or deleted. A trigger adds it (see migration 0016), so that bulk and raw writes are not missed;
    another refuses to change or delete it.

    ``before`` and ``after`` have the columns that differ by name, of a deleted row all of them; a text beyond 2,000
    characters is {"length": characters, "sha256": hexadecimal digest}. ``transaction`` is the same for all rows of one,
    at the time ``at`` when it began. ``account`` is that of the database, for writes from outside the application.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", "修改"
        DELETE = "delete", "删除"

    class Source(models.TextChoices):
        EDITOR = "editor", "编辑"
        SYSTEM = "system", "命令"
        MACHINE = "machine", "读取"
        OUTSIDE = "outside", "程序之外"

    at = models.DateTimeField("时间", db_index=True)
    transaction = models.BigIntegerField("事务", editable=False)
    model = models.CharField(
        "表", max_length=20, choices=[(each._meta.model_name, each._meta.verbose_name) for each in TRACKED]
    )
    record = models.BigIntegerField("行号", editable=False)
    subject = models.CharField("对象", max_length=200, blank=True)
    kind = models.CharField("改动", max_length=6, choices=Kind)
    source = models.CharField("由谁写入", max_length=7, choices=Source)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编辑", null=True, blank=True, related_name="+"
    )
    account = models.CharField("数据库账号", max_length=63, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    before = models.JSONField("改前", encoder=DjangoJSONEncoder, decoder=Exact)
    after = models.JSONField("改后", encoder=DjangoJSONEncoder, decoder=Exact, null=True)

    class Meta:
        verbose_name, verbose_name_plural = "改动", "全部改动"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["model", "record"], name="row_change_of_row")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.get_model_display()} {self.subject}".strip()

    @property
    def model_class(self) -> type[models.Model]:
        """The model of the row."""
        return apps.get_model("cases", self.model)

    def current(self) -> models.Model | None:
        """The row as it is now, if it is still there."""
        return self.model_class.objects.filter(pk=self.record).first()
