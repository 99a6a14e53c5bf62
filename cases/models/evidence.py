"""Evidence: the span of source text that a value was read from."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from .case import Case
from .document import Document
from .fact import Fact

SUBJECTS = ("case", "brand_mention", "policy_mention", "benefit", "outcome", "person", "organisation")
ENDS = "。！？；\n"
AROUND = 80


class Evidence(models.Model):
    """``document.text[start:end] == quote``, and exactly one subject, the value that rests on it.

    For a case ``field`` says which of its values (place, year, title). ``lost`` is set when the
    document was read anew and the quotation is no longer found in it. Where ``origin`` is the editor, a person
    chose what the value rests on, and no reading adds to it.
    """

    document = models.ForeignKey(Document, models.CASCADE, verbose_name="来源文件", related_name="evidence")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    quote = models.TextField("原文")
    lost = models.BooleanField("原文中已不见", default=False)
    origin = models.CharField(
        "来历", max_length=10, choices=Fact.Origin, default=Fact.Origin.MACHINE, editable=False
    )
    case = models.ForeignKey(
        Case, models.CASCADE, verbose_name="案例", null=True, blank=True, related_name="evidence"
    )
    field = models.CharField("字段", max_length=20, blank=True, default="")
    brand_mention = models.ForeignKey(
        "cases.BrandMention",
        models.CASCADE,
        verbose_name="品牌",
        null=True,
        blank=True,
        related_name="evidence",
    )
    policy_mention = models.ForeignKey(
        "cases.PolicyMention",
        models.CASCADE,
        verbose_name="政策",
        null=True,
        blank=True,
        related_name="evidence",
    )
    benefit = models.ForeignKey(
        "cases.Benefit",
        models.CASCADE,
        verbose_name="支持标准",
        null=True,
        blank=True,
        related_name="evidence",
    )
    outcome = models.ForeignKey(
        "cases.Outcome", models.CASCADE, verbose_name="成效", null=True, blank=True, related_name="evidence"
    )
    person = models.ForeignKey(
        "cases.Person", models.CASCADE, verbose_name="人物", null=True, blank=True, related_name="evidence"
    )
    organisation = models.ForeignKey(
        "cases.Organisation",
        models.CASCADE,
        verbose_name="机构",
        null=True,
        blank=True,
        related_name="evidence",
    )

    class Meta:
        verbose_name = verbose_name_plural = "证据"
        ordering = ["document", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="evidence_span_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quote")), name="evidence_quote_fills_span"
            ),
            models.CheckConstraint(
                condition=Q(
                    *(Q(**{f"{one}__isnull": other != one for one in SUBJECTS}) for other in SUBJECTS),
                    _connector=Q.OR,
                ),
                name="evidence_exactly_one_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:40]

    def stands(self) -> bool:
        """Whether the document still has the quotation where this says."""
        return not self.lost and self.document.text[self.start : self.end] == self.quote

    def sentence(self) -> tuple[str, str, str]:
        """What stands before the quotation in its sentence, the quotation, what stands after; long ends are cut.

        Nothing stands around a quotation that the document no longer has.
        """
        if not self.stands():
            return "", self.quote, ""
        text = self.document.text
        left = max(text.rfind(end, 0, self.start) for end in ENDS) + 1
        stops = [at for end in ENDS if (at := text.find(end, self.end)) >= 0]
        right = min(stops) + 1 if stops else len(text)
        left, right = max(left, self.start - AROUND), min(right, self.end + AROUND)
        return text[left : self.start].lstrip(), self.quote, text[self.end : right].rstrip()
