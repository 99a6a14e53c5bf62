"""Cases: the page where most of an editor's work is done."""

from functools import cache
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from cases import actions
from cases.admin import beside, correcting, source_changes
from cases.admin.bulk import OF_CASES
from cases.admin.desk import DecisionForm, Desk, column
from cases.admin.facts import KINDS, sentence
from cases.admin.merging import compare
from cases.admin.rows import INLINES
from cases.admin.sheets import EXPORTS
from cases.admin.unchecked import published
from cases.admin.waits import AmissFilter
from cases.admin.words import Picked, shown, spans, words_field
from cases.models import Case, Edit, Evidence

RETURN = (Case.Status.REVIEW, Case.Status.DRAFT)
GROUNDED = ("place", "year")  # fields that rest on words of the source


class CaseForm(DecisionForm):
    """A case, with the words that its place and its year rest on."""

    place_words, place_picked = words_field("地区的依据"), Picked(required=False)
    year_words, year_picked = words_field("年份的依据"), Picked(required=False)
    BESIDE = frozenset({"place_words", "place_picked", "year_words", "year_picked", "reason", "seen_version"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evidence = list(self.instance.evidence.all()) if self.instance.pk else []
        for field in GROUNDED:
            self.initial[f"{field}_words"] = shown(self._have(field))

    def _have(self, field: str) -> list[Evidence]:
        return [each for each in self.evidence if each.field == field]

    def clean(self) -> dict[str, Any]:
        """Look up the words in the text of the case."""
        cleaned = super().clean()
        self.spans = {}
        for field in GROUNDED:
            words = f"{field}_words"
            if {words, f"{field}_picked"} & set(self.changed_data) and words in cleaned:
                try:
                    typed, picked = cleaned[words], cleaned.get(f"{field}_picked", "")
                    self.spans[field] = spans(self.instance, typed, picked, self._have(field))
                except ValidationError as error:
                    self.add_error(words, error)
        return cleaned

    class Meta:
        model = Case
        fields = ("title", "place", "year", "summary", "status")
        help_texts = {
            "place": "输入现名、旧名、拼音或代码都能找到；填当时的地区，现在属于哪里由系统推算。",
            "year": "案例讲的是哪一年的工作。",
            "summary": "请用自己的话写，不要照抄原文。",
            "status": "录入后交“待审”，审核通过才“已发布”；只有“已发布”的案例读者能看到、能查到。退回草稿须在下面写明理由。",
        }


@admin.register(Case)
class CaseAdmin(Desk):
    form = CaseForm
    inlines = INLINES
    list_display = ("title", "place_name", "year", "status", "source", "changed")
    list_display_links = ("title",)
    list_filter = (AmissFilter, "status", "year", "document__kind")
    search_fields = (
        "title",
        "key",
        "place__name",
        "place__today__name",
        "place__pinyin",
        "place__initials",
        "brand_mentions__brand__name",
        "document__filename",
    )
    search_help_text = "标题、地区（现名、旧名、拼音）、品牌、文件名"
    actions = (*OF_CASES, compare, *EXPORTS)
    readonly_fields = (
        "returned",
        "merged",
        "parted",
        "machine_value",
        "basis",
        "where",
        "decided_fields",
        "lost",
        "created_at",
        "updated_at",
    )
    save_on_top = True

    def get_fieldsets(self, request: HttpRequest, obj: Case | None = None) -> list:
        """What an editor decides first, then what the machine says; no reason is asked of those who only look."""
        edited = ["title", "place", "year", "summary", "status"]
        if self.has_change_permission(request, obj):
            grounded = [(field, f"{field}_words", f"{field}_picked") for field in GROUNDED]
            edited = ["title", *grounded, "summary", "status", "reason", "seen_version"]
        if obj is not None and self._returned(obj):
            edited.insert(0, "returned")
        if obj is not None and obj.merged_into_id:
            may = actions.may(request.user, "merge")
            edited[:0] = ["merged", "parted"] if may else ["merged"]
        machine = ["basis", "machine_value", "decided_fields", "where", "lost", "created_at", "updated_at"]
        return [(None, {"fields": edited}), ("来历", {"fields": machine, "classes": ["collapse"]})]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Case]:
        """With what the list shows and without the texts of documents."""
        rows = super().get_queryset(request).select_related("place__parent", "document")
        return rows.defer("document__text", "document__warnings")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Cases come with their documents."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """What has left the draft is for reviewers to change; what was merged for nobody, until that is undone."""
        return super().has_change_permission(request, obj) and (
            obj is None or (not obj.merged_into_id and actions.may_edit(request.user, obj))
        )

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the submission of many."""
        return actions.may(request.user, "submit")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the comparison of two."""
        return actions.may(request.user, "merge")

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the return of many."""
        return actions.may(request.user, "review")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the publication of many."""
        return actions.may(request.user, "publish")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the withdrawal of many."""
        return actions.may(request.user, "withdraw")

    def get_form(
        self, request: HttpRequest, obj: Case | None = None, change: bool = False, **more: Any
    ) -> type:
        """The form, with the steps that this user may take."""
        form = super().get_form(request, obj, change=change, **more)
        if obj is not None and "status" in form.base_fields:
            may = actions.steps(request.user, obj)
            form.base_fields["status"].choices = [each for each in Case.Status.choices if each[0] in may]
        return form

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """The page, with the source beside the record."""
        told = cache(
            lambda: beside.told(int(object_id))
        )  # Called where the page is made, not where it is saved.
        more = {"is_nav_sidebar_enabled": False, "told": told, "kinds": beside.KINDS_OF_ROWS}
        if object_id.isdigit() and actions.may(request.user, "edit"):
            more["correct"] = lambda: correcting.address(*beside.owner(int(object_id)))
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def save_model(self, request: HttpRequest, obj: Case, form: forms.ModelForm, change: bool) -> None:
        """Change the case; called also when only rows below it changed, since it checks the version for them."""
        given = form.cleaned_data
        left = form.BESIDE | {"status"}
        actions.edit_case(
            case=obj,
            user=request.user,
            changes={field: given[field] for field in form.changed_data if field not in left},
            spans=form.spans,
            reason=given["reason"],
            version=given["seen_version"],
        )

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        """Save the rows, then take the step: who submits a case may not change its facts any more."""
        super().save_related(request, form, formsets, change)
        if "status" in form.changed_data:
            given = form.cleaned_data
            about = {"user": request.user, "reason": given["reason"]}
            actions.edit_case(case=form.instance, changes={"status": given["status"]}, **about)
            if given["status"] == Case.Status.PUBLISHED:
                messages.info(request, published(form.instance))

    def save_row(
        self, request: HttpRequest, form: forms.ModelForm, row: forms.ModelForm, removed: bool = False
    ) -> None:
        """Correct or add a fact; the reason given for the page counts for each."""
        reason, given = form.cleaned_data["reason"], row.cleaned_data
        about = {"user": request.user, "reason": reason}
        spans = given.pop("spans", None)
        if row.instance.pk:
            changes = {field: given[field] for field in row.changed_data if field not in row.BESIDE}
            actions.edit_fact(fact=row.instance, changes=changes, spans=spans, **about)
            return
        # What an editor gives is confirmed thereby, whatever the row says.
        left = row.BESIDE | {"state"}
        values = {field: value for field, value in given.items() if field not in left}
        kind = KINDS[type(row.instance)]
        row.instance = actions.add_fact(
            case=form.instance, kind=kind, values=values, spans=spans or (), **about
        )

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: BaseFormSet, change: bool
    ) -> None:
        """Save the rows, then merge those that were said to be the same as another."""
        super().save_formset(request, form, formset, change)
        for row in formset.initial_forms:
            if number := row.cleaned_data.get("merge"):
                into = formset.forms[number - 1].instance
                reason = form.cleaned_data["reason"]
                actions.merge_facts(into=into, other=row.instance, user=request.user, reason=reason)

    def beside_history(self, record: Case) -> list[tuple[Any, Any, str, str]]:
        """What became of the source since the case was made: later texts of its file, and corrections."""
        return source_changes.of(record)

    def view_on_site(self, obj: Case) -> str | None:
        """The public page, for cases that have one."""
        return obj.get_absolute_url() if obj.status == Case.Status.PUBLISHED else None

    @column("地区", "place__sort_key")
    def place_name(self, case: Case) -> str:
        """City and county."""
        if case.place is None:
            return "—"
        return f"{case.place.parent.name} {case.place.name}" if case.place.parent else case.place.name

    @column("来源文件", "document__filename")
    def source(self, case: Case) -> str:
        """The file, and whether it still has the case."""
        return f"{case.document.filename}（原文已不见）" if case.lost else case.document.filename

    @column("更新", "updated_at")
    def changed(self, case: Case) -> str:
        """The day; the hour stands on the page of the case."""
        return f"{localtime(case.updated_at):%Y-%m-%d}"

    @column("机器读取值")
    def machine_value(self, case: Case) -> str:
        """What the machine read, whatever an editor made of it."""
        place = case.machine.get("place") or {}
        words = (
            ("标题", case.machine.get("title")),
            ("地区", place and f"{place['name']}（{place['code']}）"),
            ("年份", case.machine.get("year")),
        )
        return "；".join(f"{word}：{value or '没有读到'}" for word, value in words)

    @column("依据")
    def basis(self, case: Case) -> str:
        """Why place and year are what they are, with the sentences."""
        words = {"place": f"地区——{case.place_basis or '无'}", "year": f"年份——{case.year_basis or '无'}"}
        evidence = case.evidence.select_related("document")
        rows = [(words["place"], "", ""), *(sentence(e) for e in evidence if e.field == "place")]
        rows += [(words["year"], "", ""), *(sentence(e) for e in evidence if e.field == "year")]
        return format_html_join("", "<p>{}<strong>{}</strong>{}</p>", rows)

    @column("编辑已定的字段")
    def decided_fields(self, case: Case) -> str:
        """Fields that no reading touches any more."""
        names = (Case._meta.get_field(field).verbose_name for field in case.decided)
        return "、".join(map(str, names)) or "无；再次导入时都可能更新"

    @column("在原文中的位置")
    def where(self, case: Case) -> str:
        """The span."""
        return f"第 {case.start + 1} 至 {case.end} 字"

    @column("已并入")
    def merged(self, case: Case) -> str:
        """The case that it was merged into."""
        where = reverse("admin:cases_case_change", args=[case.merged_into_id])
        said = '<a href="{}">{}</a>。这一页只供查看，要修改请先撤销合并。'
        return format_html(said, where, case.merged_into)

    @column("合并")
    def parted(self, case: Case) -> str:
        """Where the two are compared, and the merge is undone."""
        where = reverse("admin:pair", args=["case", case.merged_into.key, case.key])
        return format_html('<a href="{}">对照或撤销合并</a>', where)

    @column("退回意见")
    def returned(self, case: Case) -> str:
        """Who returned the draft, when, and why."""
        edit = self._returned(case)
        if edit is None:
            return "—"
        return f"{edit.reason}（{edit.user or '系统'}，{localtime(edit.at):%Y-%m-%d %H:%M}）"

    def _returned(self, case: Case) -> Edit | None:
        """The return after which nothing else became of the case."""
        if case.status != Case.Status.DRAFT:
            return None
        last = case.edits.filter(field="status").select_related("user").first()
        return last if last and (last.before, last.after) == RETURN else None
