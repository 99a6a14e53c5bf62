"""What all records share that people may correct: which fields they decided, and a version against lost updates."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Decidable(models.Model):
    """A field named in ``decided`` is a person's, and no re-run of ingest touches it.

    ``version`` grows by one with every decision, so that of two editors the second can be told.
    """

    decided = ArrayField(
        models.CharField(max_length=30),
        verbose_name="编辑已定的字段",
        default=list,
        blank=True,
        editable=False,
    )
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True
