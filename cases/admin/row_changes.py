"""全部改动: what became of every row, as the database noted it, with what differs in words and the way back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from cases import actions
from cases.actions.edit import BASIS, GROUNDED
from cases.admin.desk import ReadOnly, column, field_in_words
from cases.models import Evidence, RowChange
from cases.sheets.cells import shown
from cases.sheets.tables import version_of

TOGETHER = 50  # other rows of the same transaction that a page names
LISTED = 6  # names of columns in a list
DECIDED = "decided"  # It follows from the others.


class RestoreForm(forms.Form):
    """Why, and the version of the record that was seen."""

    reason = forms.CharField(label="理由（必填）", max_length=300)
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@admin.register(RowChange)
class RowChangeAdmin(ReadOnly):
    """All rows that were updated or deleted."""

    list_display = ("when", "who", "kind", "model", "what", "columns", "reason")
    list_filter = ("model", "kind", "source", "user")
    list_select_related = ("user",)
    search_fields = ("subject", "reason")
    search_help_text = "对象、理由"
    date_hierarchy = "at"

    @column("时间", "at")
    def when(self, change: RowChange) -> str:
        """As short as the other columns need it."""
        return f"{localtime(change.at):%Y-%m-%d %H:%M}"

    @column("由谁")
    def who(self, change: RowChange) -> str:
        """The editor, or what else wrote it; by which account stands on the page of the change."""
        return str(change.user) if change.source == RowChange.Source.EDITOR else change.get_source_display()

    @column("对象", "subject")
    def what(self, change: RowChange) -> str:
        """What the row was called."""
        return change.subject or "—"

    @column("字段")
    def columns(self, change: RowChange) -> str:
        """The first columns that differ."""
        if change.kind == RowChange.Kind.DELETE:
            return "整行"
        names = [str(field.verbose_name) for field in _fields(change)]
        return "、".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """One change: both versions, what else was written with it, and a form that puts the former values back."""
        change = self.get_object(request, object_id)
        if not self.has_view_permission(request, change):
            raise PermissionDenied
        if change is None:
            raise Http404
        record = change.current()
        form = RestoreForm(request.POST or None, initial={"seen_version": _seen(change)})
        if request.method == "POST" and form.is_valid() and _restore(request, change, form):
            return HttpResponseRedirect(request.path)
        former, refused = _former(change)
        others = RowChange.objects.filter(transaction=change.transaction, at=change.at).exclude(pk=change.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": str(change),
            "opts": self.opts,
            "change": change,
            "who": who(change),
            "address": _address(record),
            "rows": rows(change, record),
            "form": form if former else None,
            "refused": refused,
            "others": others.order_by("pk")[:TOGETHER],
        }
        return TemplateResponse(request, "admin/cases/row_change.html", context)


def who(change: RowChange) -> str:
    """Who wrote it, in words."""
    if change.source == RowChange.Source.EDITOR:
        return str(change.user)
    said = change.get_source_display()
    return f"{said}（数据库账号 {change.account}）" if change.account else said


def rows(change: RowChange, record: Model | None) -> list[tuple[str, str, str, str]]:
    """Column, values before and after, and the value of now, in words; after is empty for a deleted row."""
    made = []
    for field in _fields(change):
        after = "" if change.after is None else _words(field, change.after[field.column])
        now = "" if record is None else _words(field, getattr(record, field.attname))
        made.append((str(field.verbose_name), _words(field, change.before[field.column]), after, now))
    return made


def _fields(change: RowChange) -> Iterable[Field]:
    """The fields whose columns differ, in the order of the model; behind them which fields a person decided."""
    found = [field for field in change.model_class._meta.concrete_fields if field.column in change.before]
    return sorted(found, key=lambda field: field.name == DECIDED)


def _words(field: Field, value: Any) -> str:
    """A column's value for reading: choices and related rows by name, long texts by their length."""
    if value in (None, "", [], {}):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        long = value.keys() == {"length", "sha256"}
        return (
            f"（长文，{value['length']} 字，指纹 {value['sha256'][:12]}）"
            if long
            else "；".join(f"{key}：{each}" for key, each in value.items())
        )
    if field.name == DECIDED:
        return "；".join(map(field_in_words, value))
    if isinstance(value, list):
        return "；".join(map(str, value))
    if field.related_model:
        return str(field.related_model._base_manager.filter(pk=value).first() or "（已不在）")
    return str(shown(value, field.choices or ()))


def _seen(change: RowChange) -> int | None:
    """The version of the record that the page shows; for deleted evidence that of what rested on it."""
    record = actions.rest_of(change) if change.model_class is Evidence else change.current()
    return _version(record)


def _version(record: Model | None) -> int | None:
    owner = getattr(record, "case", record)
    return version_of(record) if hasattr(owner, "version") else None


def _address(record: Model | None) -> str:
    """The row's own page at the desk, if it has one."""
    try:
        return reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk]) if record else ""
    except NoReverseMatch:
        return ""


def _former(change: RowChange) -> tuple[dict[str, Any], str]:
    """What restoring would give, and why it cannot be done where a sentence says so."""
    try:
        return actions.former(change), ""
    except ValidationError as refused:
        return {}, "；".join(refused.messages)


def _restore(request: HttpRequest, change: RowChange, form: RestoreForm) -> bool:
    """Restore and say so; what is refused is told in the form."""
    given = form.cleaned_data
    try:
        restored = actions.restore(
            change=change, user=request.user, reason=given["reason"], version=given["seen_version"]
        )
    except (ValidationError, PermissionDenied, actions.EditConflict) as refused:
        form.add_error(None, ValidationError(getattr(refused, "messages", [str(refused)])))
        return False
    messages.success(request, f"已恢复：{change.subject or change}。恢复也记入了全部改动。")
    bases = {field: f"{field.name}_basis" for field in _fields(change) if field.name in GROUNDED}
    lost = [
        str(field.verbose_name)
        for field, basis in bases.items()
        if change.before.get(basis, BASIS) != BASIS == getattr(restored, basis, BASIS)
    ]
    if lost:
        said = f"{'、'.join(lost)}原来的依据在现在的原文里找不到了，恢复的值以您写的理由为准。"
        messages.warning(request, f"{said}请到案例页重新指明依据。")
    return True
