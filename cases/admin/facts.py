"""Facts: a page each, and lists on which many are confirmed or rejected."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from cases import actions
from cases.admin.bulk import OF_FACTS
from cases.admin.desk import AMOUNTS, Desk, column, field_in_words, value_in_words
from cases.admin.sheets import EXPORTS
from cases.models import (
    Benefit,
    BrandMention,
    Case,
    Edit,
    Evidence,
    Fact,
    Organisation,
    Outcome,
    Person,
    PolicyMention,
)

KINDS = {
    BrandMention: "brand_mention",
    PolicyMention: "policy_mention",
    Benefit: "benefit",
    Outcome: "outcome",
    Person: "person",
    Organisation: "organisation",
}


def sentence(evidence: Evidence) -> tuple[str, str, str]:
    """What stands before the quotation in its sentence, the quotation, and what stands after it."""
    before, quote, after = evidence.sentence()
    return before, quote, after if evidence.stands() else "（现在的原文里已找不到这句话）"


class Quotes:
    """The column with the sentences a fact was read from."""

    @admin.display(description="证据")
    def quotes(self, fact: Fact) -> str:
        """The sentences, the quotation in each set off."""
        if fact.pk is None:
            return ""
        found = format_html_join(
            "", "<p>{}<strong>{}</strong>{}</p>", (sentence(e) for e in fact.evidence.all())
        )
        return found or format_html("<p>{}</p>", f"没有原文，{fact.get_origin_display()}")

    @admin.display(description="来历")
    def source(self, fact: Fact) -> str:
        """Who says so, and whether the source still does."""
        if fact.pk is None:
            return ""
        marks = {"来源中已不见": fact.lost, "与更正后的原文不符": fact.doubted}
        return "；".join([fact.get_origin_display(), *(word for word, there in marks.items() if there)])


class FactDesk(Quotes, Desk):
    """Facts of one kind over all cases."""

    list_filter = ("state", "origin", "renewed", "lost", "doubted")
    list_select_related = ("case",)
    readonly_fields = ("case", "source", "quotes", "machine_value")
    actions = OF_FACTS
    formfield_overrides = AMOUNTS
    own: tuple[str, ...] = ()

    def get_fields(self, request: HttpRequest, obj: Fact | None = None) -> tuple[str, ...]:
        """The kind's own values between what all facts have."""
        shown = ("case", *self.own, "state", "source", "machine_value", "quotes")
        return (*shown, "reason", "seen_version") if self.has_change_permission(request, obj) else shown

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Without the case's long columns; the evidence is fetched for the page of one fact alone."""
        return super().get_queryset(request).defer("case__machine", "case__summary")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Facts are added on the page of their case."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Fact | None = None) -> bool:
        """As for the case that the fact is of."""
        return super().has_change_permission(request, obj) and (
            obj is None or actions.may_edit(request.user, obj.case)
        )

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the confirming and rejecting of many."""
        return actions.may(request.user, "review")

    def get_readonly_fields(self, request: HttpRequest, obj: Fact | None = None) -> tuple[str, ...]:
        """To confirm and to reject is for reviewers."""
        readonly = self.readonly_fields
        return readonly if actions.may(request.user, "review") else (*readonly, "state")

    def save(
        self, request: HttpRequest, obj: Fact, changes: dict[str, Any], reason: str, version: int | None
    ) -> None:
        """Correct the fact."""
        actions.edit_fact(fact=obj, user=request.user, changes=changes, reason=reason, version=version)

    @admin.display(description="机器读取值")
    def machine_value(self, fact: Fact) -> str:
        """What the machine read, whatever an editor made of it."""
        read = ((field, value) for field, value in fact.machine.items() if value not in (None, "", []))
        said = (f"{field_in_words(field)}：{self._in_words(field, value)}" for field, value in read)
        return "；".join(said) or "（机器没有读到）"

    def _in_words(self, field: str, value: Any) -> str:
        """What a choice is called; what was read beside the fields, such as the kind of a brand, has none."""
        column = next((each for each in self.model._meta.concrete_fields if each.name == field), None)
        chosen = column and column.choices and dict(column.flatchoices).get(value)
        return str(chosen or value_in_words(field, value))

    @column("来源", "lost")
    def vanished(self, fact: Fact) -> str:
        """Whether the source still has it, and says it; a cross for every fact that is well would alarm."""
        return "已不见" if fact.lost else "不符" if fact.doubted else ""

    @column("案例", "case__title")
    def case_title(self, fact: Fact) -> str:
        """The title of the case."""
        return fact.case.title

    def history_of(self, record: Fact) -> models.QuerySet[Edit]:
        """All edits of the case: a fact's own name may have changed with them."""
        return record.case.edits.all()

    def view_on_site(self, obj: Fact) -> str | None:
        """The page of the case, when readers have it."""
        return obj.case.get_absolute_url() if obj.case.status == Case.Status.PUBLISHED else None


@admin.register(BrandMention)
class BrandMentionAdmin(FactDesk):
    own = ("brand",)
    list_display = ("brand", "case_title", "state", "origin", "vanished")
    list_select_related = ("case", "brand")
    search_fields = ("brand__name", "brand__aliases__name", "case__title")
    autocomplete_fields = ("brand",)


@admin.register(PolicyMention)
class PolicyMentionAdmin(FactDesk):
    own = ("policy",)
    list_display = ("policy", "case_title", "state", "origin", "vanished")
    list_select_related = ("case", "policy")
    search_fields = ("policy__name", "case__title")
    autocomplete_fields = ("policy",)


@admin.register(Benefit)
class BenefitAdmin(FactDesk):
    actions = (*OF_FACTS, *EXPORTS)
    own = ("policy", "label", "low", "high", "unit", "bound", "per", "raw")
    list_display = ("label", "raw", "policy", "case_title", "state", "origin", "vanished")
    list_select_related = ("case", "policy")
    search_fields = ("label", "raw", "policy__name", "case__title")
    autocomplete_fields = ("policy",)


@admin.register(Outcome)
class OutcomeAdmin(FactDesk):
    actions = (*OF_FACTS, *EXPORTS)
    own = ("indicator", "low", "high", "unit", "bound", "raw", "status", "as_of", "place")
    list_display = ("indicator", "raw", "status", "case_title", "state", "origin", "vanished")
    list_filter = ("status", "state", "origin", "renewed", "lost", "doubted")
    search_fields = ("indicator", "raw", "case__title")


@admin.register(Person)
class PersonAdmin(FactDesk):
    own = ("name", "role")
    list_display = ("name", "role", "case_title", "state", "origin", "vanished")
    search_fields = ("name", "role", "case__title")


@admin.register(Organisation)
class OrganisationAdmin(FactDesk):
    own = ("name",)
    list_display = ("name", "case_title", "state", "origin", "vanished")
    search_fields = ("name", "case__title")
