"""What the pages of the desk share: saving through actions, conflicts told in the form, history in words."""

from collections.abc import Callable, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from cases import actions
from cases.admin import conflict, kept
from cases.admin.failures import failures
from cases.admin.place_choice import PlaceSelect
from cases.models import Edit

HISTORY_PAGE = 50


class DecisionForm(forms.ModelForm):
    """A form with a reason for the change and the version that the editor saw when opening the page."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="为什么改，会和改动一起记入编辑记录。",
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    trouble: Exception | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = getattr(self.instance, "version", None) or getattr(
            getattr(self.instance, "case", None), "version", None
        )

    def clean(self) -> dict[str, Any]:
        """Tell what an action refused; the form then comes back with all that was typed."""
        cleaned = super().clean()
        if isinstance(self.trouble, actions.EditConflict):
            self.add_error(None, ValidationError(str(self.trouble)))
        elif isinstance(self.trouble, ValidationError):
            self.add_error(None, ValidationError(self.trouble.messages))
        return cleaned


class Desk(admin.ModelAdmin):
    """A page whose changes are made by ``save``; nothing is deleted here, and nothing added unless said."""

    form = DecisionForm
    list_per_page = 50
    show_full_result_count = False
    actions_on_bottom = False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes: cases are withdrawn and facts rejected, so that nothing vanishes without a trace."""
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type:
        """The form class of this request, which knows what the first attempt to save ran into."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.trouble = getattr(request, "trouble", None)
        return form

    def formfield_for_foreignkey(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        """Places are chosen by any name they ever had."""
        if db_field.name == "place":
            kwargs["widget"] = PlaceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Save; when an action refuses, nothing is written and the form comes back saying why.

        Where somebody else saved meanwhile it comes back with both versions, and can then be saved.
        """
        if request.method == "POST":
            if told := self._not_yet(request):
                request.trouble = told
                return super().changeform_view(request, object_id, *args, **kwargs)
            request.POST = conflict.take(request.POST)
        try:
            with transaction.atomic():
                self._check_version(request, object_id)
                return super().changeform_view(request, object_id, *args, **kwargs)
        except actions.EditConflict as trouble:
            request.trouble = trouble
            now = copy(request)
            now.method, now.trouble = "GET", None
            context = super().changeform_view(now, object_id, *args, **kwargs).context_data
            request.POST, request.differences = conflict.merge(request.POST, context, trouble.version)
        except ValidationError as trouble:
            request.trouble = trouble
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _not_yet(self, request: HttpRequest) -> ValidationError | None:
        """Why what was posted is shown again and not saved: it was put back behind signing in, or leaves a choice open."""
        if kept.BACK in request.POST:
            return ValidationError(kept.PUT_BACK)
        if open_ := conflict.unchosen(request.POST):
            request.differences = open_
            return ValidationError(conflict.CHOOSE)
        return None

    def _check_version(self, request: HttpRequest, object_id: str | None) -> None:
        """EditConflict for what is out of date already; a row that is gone must not be refused before that is told.

        The action looks again, when nobody else can write.
        """
        typed = request.POST.get("seen_version", "") if request.method == "POST" and object_id else ""
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            return
        record = self.get_object(request, object_id)
        if record is not None and self.has_change_permission(request, record):
            record = record if hasattr(record, "version") else record.case
            if trouble := actions.changed_since(record, int(typed)):
                raise trouble

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, which carries what it shows and where that differs from what somebody typed."""
        context["typed_by"] = kept.who(request.user)
        context["failures"] = failures(context) if context.get("errors") else ()
        if kwargs.get("change"):
            context["seen"] = (
                request.POST.get(conflict.SEEN) if request.method == "POST" else conflict.seen(context)
            )
            context["differences"] = getattr(request, "differences", ())
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """Hand what changed to the page's action."""
        changes = {
            field: form.cleaned_data[field]
            for field in form.changed_data
            if field not in ("reason", "seen_version")
        }
        reason, version = form.cleaned_data["reason"], form.cleaned_data["seen_version"]
        self.save(request, obj, changes, reason, version)

    def save(
        self, request: HttpRequest, obj: Any, changes: dict[str, Any], reason: str, version: int | None
    ) -> None:
        """Call the action for this kind of record."""
        raise PermissionDenied

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: BaseFormSet, change: bool
    ) -> None:
        """Hand each changed row to its action; Django only wants to know afterwards what it was."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for row in formset.deleted_forms if formset.can_delete else []:
            self.save_row(request, form, row, removed=True)
            formset.deleted_objects.append(row.instance)
        for row in formset.forms:
            if row.has_changed() and not (formset.can_delete and row in formset.deleted_forms):
                adding = row.instance.pk is None
                self.save_row(request, form, row)
                if adding:
                    formset.new_objects.append(row.instance)
                else:
                    formset.changed_objects.append((row.instance, row.changed_data))

    def save_row(
        self, request: HttpRequest, form: forms.ModelForm, row: forms.ModelForm, removed: bool = False
    ) -> None:
        """Call the action for a row below the record."""
        raise PermissionDenied

    def view_on_site(self, obj: Any) -> str | None:
        """The page that readers see."""
        return obj.get_absolute_url()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Who changed what, when, from what to what and why."""
        record = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        rows = self.history_of(record).select_related("user")
        page = Paginator(rows, HISTORY_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"编辑记录：{record}",
            "opts": self.opts,
            "object": record,
            "page": page,
            "edits": [EditInWords(edit) for edit in page],
            "source": self.beside_history(record),
        }
        return TemplateResponse(request, "admin/cases/edit_history.html", context)

    def history_of(self, record: Any) -> models.QuerySet[Edit]:
        """The edits of a record."""
        return record.edits.all()

    def beside_history(self, record: Any) -> list[tuple[Any, Any, str, str]]:
        """What else became of a record that is no edit of its own: when, by whom, what and why."""
        return []


class Dated(ChangeList):
    """A list by dates, for which a year that no calendar has is a filter like any other that does not exist."""

    def get_filters(self, request: HttpRequest) -> tuple:
        """Raises IncorrectLookupParameters, for which the desk shows the whole list."""
        try:
            return super().get_filters(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error


class ReadOnly(admin.ModelAdmin):
    """A page to look at."""

    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Most are lists by dates."""
        return Dated

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Rows come from elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody changes them here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes them."""
        return False


class EditInWords:
    """An edit with its field and values as readers of Chinese say them."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit
        self.field = field_in_words(edit.field)
        self.before, self.after = (
            value_in_words(edit.field, edit.before),
            value_in_words(edit.field, edit.after),
        )


FIELD_WORDS = {
    "": "新增", "absorbed": "并入了", "aliases": "别名", "as_of": "截至", "bound": "界限", "brand": "品牌", "category": "类别", "choices": "读法", "evidence": "证据",
    "form": "形式", "high": "上限", "in_use": "使用", "indicator": "指标", "kind": "类别", "label": "对象与事项", "low": "下限", "merged_into": "并入",
    "name": "名称", "own_status": "并入前的状态", "others": "对应的词", "per": "计算周期", "place": "地区", "place_evidence": "地区的依据", "policy": "政策", "raw": "原文写法", "renewed": "未采用的机器新读法", "role": "身份",
    "state": "核对", "status": "状态", "summary": "摘要", "text": "正文", "title": "标题", "unit": "单位", "year": "年份",
    "year_evidence": "年份的依据",
}  # fmt: skip
VALUE_WORDS = {
    "state": {"unreviewed": "未核", "confirmed": "已确认", "rejected": "已否决"},
    "status": {
        "draft": "草稿", "review": "待审", "published": "已发布", "withdrawn": "已撤下", "merged": "已并入", "achieved": "已达成",
        "in_progress": "进行中", "planned": "计划中", "mixed": "混合",
    },
    "own_status": {"draft": "草稿", "review": "待审", "published": "已发布"},
    "form": {"formal": "正式文件", "named": "有名称的政策", "measure": "具体措施"},
    "in_use": {True: "是", False: "否"},
}  # fmt: skip


def field_in_words(field: str) -> str:
    """The Chinese name of a field of the history."""
    return FIELD_WORDS.get(field, field)


def value_in_words(field: str, value: Any) -> str:
    """A value of the history for reading; what is empty is said to be."""
    if isinstance(value, dict):
        return f"{value.get('name', '')}（{value.get('code', '')}）"
    if value in (None, "", []):
        return "（空）"
    if isinstance(value, list):
        return "；".join(map(str, value))
    return VALUE_WORDS.get(field, {}).get(value, str(value))


def column(description: str, order: str | None = None) -> Callable:
    """A column of a list with its Chinese heading."""
    return admin.display(description=description, ordering=order)


class Amount(forms.DecimalField):
    """A number without the zeros that its column pads it with."""

    def prepare_value(self, value: Any) -> Any:
        """120 and not 120.0000; what was typed wrong stays as it was typed."""
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


AMOUNTS = {models.DecimalField: {"form_class": Amount}}


def narrow(fields: Sequence[str], size: int) -> dict[str, forms.Widget]:
    """Short inputs for the rows of an inline, where the admin's own are too wide."""
    return {field: forms.TextInput(attrs={"size": size}) for field in fields}
