"""Facts as rows on the page of their case: each with its sentence, where it comes from and what became of it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from cases import actions
from cases.admin.desk import AMOUNTS, narrow
from cases.admin.facts import KINDS, sentence
from cases.admin.words import Picked, shown, spans, words_field
from cases.models import (
    Benefit,
    BrandMention,
    Case,
    Evidence,
    Fact,
    Organisation,
    Outcome,
    Person,
    Policy,
    PolicyMention,
)

MOST_ROWS = 150  # Of one kind; a row takes some five thousand characters of the page.


class FactForm(forms.ModelForm):
    """A fact with the words it rests on, and the number of another of its kind that it is the same as."""

    words = words_field()
    picked = Picked(required=False)
    merge = forms.IntegerField(
        label="并入第几条",
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "merge"}),
        help_text="与本类的另一条是同一件事时，填那一条的号码：证据归到那一条，这一条否决。",
    )
    # What a form has besides the fields of a fact.
    BESIDE = frozenset({"id", "case", "words", "picked", "merge", "DELETE"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["words"] = shown(self.instance.evidence.all())

    def clean(self) -> dict[str, Any]:
        """Look up the words in the text of the case."""
        cleaned = super().clean()
        if {"words", "picked"} & set(self.changed_data) and "words" in cleaned:
            case = Case.objects.select_related("document").get(pk=self.instance.case_id)
            have = self.instance.evidence.all() if self.instance.pk else ()
            try:
                cleaned["spans"] = spans(case, cleaned["words"], cleaned.get("picked", ""), have)
            except forms.ValidationError as error:
                self.add_error("words", error)
        return cleaned


class FactForms(forms.BaseInlineFormSet):
    """The first ``MOST_ROWS`` facts of one kind of a case; each may be merged into another by its number."""

    def get_queryset(self) -> models.QuerySet:
        """Those that have been there longest: what is added or vanishes behind them changes none of the numbers."""
        if not hasattr(self, "_queryset"):
            self._queryset = self.queryset[:MOST_ROWS]
        return self._queryset

    @cached_property
    def left_out(self) -> int:
        """How many there are besides, each with a page of its own."""
        have = self.initial_form_count()
        return max(0, self.queryset.count() - have) if have >= MOST_ROWS else 0

    @property
    def all_of_them(self) -> str:
        """The address of the list of all."""
        return f"{reverse(f'admin:cases_{self.model._meta.model_name}_changelist')}?case={self.instance.pk}"

    @property
    def kind(self) -> str:
        """The kind, as actions call it."""
        return KINDS[self.model]

    def clean(self) -> None:
        """Refuse numbers that no other fact has."""
        super().clean()
        for number, form in enumerate(self.forms, 1):
            into = getattr(form, "cleaned_data", {}).get("merge")
            if into is None:
                continue
            if form.instance.pk is None:
                form.add_error("merge", "新增的一条还没有保存，不能并入别的。")
            elif into == number or into > self.initial_form_count():
                form.add_error("merge", f"本类没有可以并入的第 {into} 条。")


class FactRows:
    """Facts of one kind on the page of their case: they are corrected, confirmed, rejected, merged, never deleted."""

    form = FactForm
    formset = FactForms
    template = "admin/cases/fact_rows.html"
    extra = 0
    can_delete = False
    formfield_overrides = AMOUNTS
    show_change_link = True
    readonly_fields = ("quotes",)
    inputs: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def get_extra(self, request: HttpRequest, obj: Case | None = None, **kwargs: Any) -> int:
        """An empty row where it was asked for: without scripts that is how one is added."""
        return int(request.GET.get("add") == KINDS[self.model])

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With evidence and its document, in a number of queries that does not depend on the rows."""
        rows = super().get_queryset(request).select_related("case", *self.related).order_by("pk")
        return rows.prefetch_related("evidence__document")

    def get_fields(self, request: HttpRequest, obj: Case | None = None) -> tuple[str, ...]:
        """Without inputs for those who only look; to confirm, to reject and to merge is for reviewers."""
        if not self.has_change_permission(request, obj):
            return ("quotes",)
        if actions.may(request.user, "review"):
            return ("quotes", *self.inputs, "state", "words", "picked", "merge")
        return ("quotes", *self.inputs, "words", "picked")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A wrong fact is rejected, so that no reading brings it back."""
        return False

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Whoever may change the case may add to it."""
        return super().has_add_permission(request, obj) and _may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Whoever may change the case may correct its facts."""
        return super().has_change_permission(request, obj) and _may_edit(request, obj)

    @admin.display(description="原文")
    def quotes(self, fact: Fact) -> str:
        """The sentences with a link to each in the text beside, if it is of the case's."""
        return format_html_join("", "{}", ((_said(e, fact.case),) for e in fact.evidence.all()))


def _may_edit(request: HttpRequest, case: Case | None) -> bool:
    """Whether the rows on the page of a case may be changed; on that of a merged one nothing may."""
    return case is None or (not case.merged_into_id and actions.may_edit(request.user, case))


def _said(evidence: Evidence, case: Case) -> str:
    told = format_html("{}<strong>{}</strong>{}", *sentence(evidence))
    if evidence.lost or not case.start <= evidence.start < case.end:
        return format_html("<p>{}</p>", told)
    return format_html('<p><a href="#e{}-{}">{}</a></p>', evidence.start, evidence.end, told)


class NamedForm(FactForm):
    """A brand or policy of a case, by name: another name is another brand, which is made if there is none."""

    name = forms.CharField(label="名称", max_length=200, widget=forms.TextInput(attrs={"size": 30}))
    link = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["name"] = getattr(self.instance, self.link).name


class BrandForm(NamedForm):
    link = "brand"

    class Meta:
        model = BrandMention
        fields = ("state",)


class PolicyForm(NamedForm):
    link = "policy"

    class Meta:
        model = PolicyMention
        fields = ("state",)


class BrandInline(FactRows, admin.StackedInline):
    model = BrandMention
    verbose_name = verbose_name_plural = "品牌"
    form = BrandForm
    inputs = ("name",)
    related = ("brand",)


class PolicyInline(FactRows, admin.StackedInline):
    model = PolicyMention
    verbose_name = verbose_name_plural = "政策"
    form = PolicyForm
    inputs = ("name",)
    related = ("policy",)


class AmountForm(FactForm):
    """A fact with an amount; how it is printed follows from the amount where nothing is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "raw" in self.fields:
            self.fields["raw"].required = self.instance.pk is not None


class BenefitForm(AmountForm):
    class Meta:
        model = Benefit
        fields = ("policy", "label", "low", "high", "unit", "bound", "per", "raw", "state")
        widgets = narrow(("low", "high", "raw"), 10) | narrow(("unit", "per"), 4) | narrow(("label",), 20)


class BenefitInline(FactRows, admin.StackedInline):
    model = Benefit
    form = BenefitForm
    inputs = ("policy", "label", "low", "high", "unit", "bound", "per", "raw")
    related = ("policy",)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Only the policies of this case, looked up once and not once a row."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "policy" and field is not None:
            case = request.resolver_match.kwargs.get("object_id", "")
            mentioned = (
                Policy.objects.filter(mentions__case=case) if case.isdigit() else Policy.objects.none()
            )
            field.choices = [
                ("", "---------"),
                *((policy.pk, policy.name) for policy in mentioned.distinct()),
            ]
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_view_related = False
        return field


class OutcomeForm(AmountForm):
    class Meta:
        model = Outcome
        fields = ("indicator", "low", "high", "unit", "bound", "status", "as_of", "raw", "state")
        widgets = narrow(("low", "high", "raw"), 10) | narrow(("unit",), 4) | narrow(("as_of",), 8)
        widgets |= narrow(("indicator",), 20)


class OutcomeInline(FactRows, admin.StackedInline):
    model = Outcome
    form = OutcomeForm
    inputs = ("indicator", "low", "high", "unit", "bound", "status", "as_of", "raw")


class PersonInline(FactRows, admin.StackedInline):
    model = Person
    inputs = ("name", "role")


class OrganisationInline(FactRows, admin.StackedInline):
    model = Organisation
    inputs = ("name",)


INLINES = (BrandInline, PolicyInline, BenefitInline, OutcomeInline, PersonInline, OrganisationInline)
