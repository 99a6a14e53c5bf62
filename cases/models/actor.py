"""People and organisations that a case names."""

from django.db import models

from .brand import MentionQuerySet
from .fact import Fact


class Person(Fact):
    case = models.ForeignKey("cases.Case", models.CASCADE, verbose_name="案例", related_name="people")
    name = models.CharField("姓名", max_length=40, db_index=True)
    role = models.CharField("身份", max_length=120, blank=True, default="")

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = verbose_name_plural = "人物"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Organisation(Fact):
    case = models.ForeignKey("cases.Case", models.CASCADE, verbose_name="案例", related_name="organisations")
    name = models.CharField("名称", max_length=120, db_index=True)

    objects = MentionQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = verbose_name_plural = "机构"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
