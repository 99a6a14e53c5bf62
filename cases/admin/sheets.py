"""The round trip at the desk: exporting a selection, bringing a spreadsheet back, seeing what it would change, applying it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions import batches
from cases.admin import undoing
from cases.admin.desk import ReadOnly, field_in_words, value_in_words
from cases.models import Batch, Sheet
from cases.sheets import reading, report, writing
from cases.sheets.tables import TABLES, Table, is_number

PAGE = 100
MOST_ERRORS = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _of(queryset: QuerySet) -> Table:
    return next(table for table in TABLES.values() if table.model is queryset.model)


def _export(request: HttpRequest, queryset: QuerySet, ending: str) -> HttpResponse | None:
    """The file; None, with a message, for more rows than one takes."""
    table = _of(queryset)
    if queryset.order_by()[: writing.MOST_ROWS + 1].count() > writing.MOST_ROWS:
        messages.error(request, f"一次最多导出 {writing.MOST_ROWS} 条，请先筛选。")
        return None
    # A selection joins what its filters and columns ask for; the rows are read plainly.
    records = table.model.objects.filter(pk__in=queryset.order_by().values("pk"))
    name = f"{table.word}-{timezone.localdate():%Y%m%d}.{ending}"
    if ending == "csv":
        answer = StreamingHttpResponse(
            writing.csv_lines(table, records), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return answer
    return FileResponse(writing.xlsx(table, records), as_attachment=True, filename=name, content_type=_XLSX)


@admin.action(description="导出所选为 XLSX 表格", permissions=["view"])
def export_xlsx(desk: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """The chosen records as a workbook."""
    return _export(request, queryset, "xlsx")


@admin.action(description="导出所选为 CSV 表格", permissions=["view"])
def export_csv(desk: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """The chosen records as lines of text."""
    return _export(request, queryset, "csv")


EXPORTS: tuple[Callable, ...] = (export_xlsx, export_csv)


class SheetForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label="表格",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=f"从列表导出、改过的 xlsx 或 CSV（UTF-8、GB18030 都可以），最多 {writing.MOST_ROWS} 行。保留“短码”“版本”两列和表头。",
    )

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > reading.MOST_BYTES:
            raise ValidationError(f"文件超过 {reading.MOST_BYTES >> 20} MB 的上限。")
        return file


def sheets(request: HttpRequest) -> HttpResponse:
    """Bring a spreadsheet back; nothing is changed by that."""
    if not (actions.may(request.user, "edit") or actions.may(request.user, "name")):
        raise PermissionDenied("您没有修改的权限。")
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            report.compare(reading.read(content, file.name), request.user)
        except (reading.Refused, report.Refused) as refused:
            form.add_error("file", str(refused))
        else:
            sheet = batches.bring_sheet(user=request.user, filename=file.name, content=content)
            return HttpResponseRedirect(reverse("admin:sheet", args=[sheet.key]))
    waiting = Sheet.objects.filter(user=request.user, state=Sheet.State.WAITING).defer("content")
    context = {"title": "导入表格", "form": form, "waiting": waiting[: batches.MOST_WAITING]}
    return _answer(request, "admin/sheets.html", context)


def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """What a spreadsheet would change, compared anew each time; POST applies it or gives it up."""
    kept = Sheet.objects.filter(key=key, user=request.user).first()
    if kept is None:
        raise Http404
    if kept.state != Sheet.State.WAITING:
        if request.method == "POST":
            messages.warning(request, f"这份表格{kept.get_state_display()}。")
        return HttpResponseRedirect(reverse("admin:sheets"))
    if request.method == "POST" and request.POST.get("do") == "drop":
        batches.drop_sheet(sheet=kept, user=request.user)
        messages.success(request, "已放弃，什么也没有改动。")
        return HttpResponseRedirect(reverse("admin:sheets"))
    try:
        found = report.compare(reading.read(bytes(kept.content), kept.filename), request.user)
    except reading.Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:sheets"))
    errors = found.errors
    if request.method == "POST":
        if done := _apply(request, kept, found):
            return done
        errors = getattr(request, "refused", errors)
    page = Paginator(found.differences, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": f"核对表格：{kept.filename}",
        "sheet": kept,
        "report": found,
        "page": page,
        "errors": sorted(errors)[:MOST_ERRORS],
        "error_count": len(errors),
        "reason": request.POST.get("reason", ""),
    }
    return _answer(request, "admin/sheet.html", context)


def _apply(request: HttpRequest, kept: Sheet, found: report.Report) -> HttpResponse | None:
    """Apply it; None, with a message, where it is refused."""
    if found.errors:
        messages.error(request, "表格里还有错误，请改正后重新导入。")
        return None
    reason = request.POST.get("reason", "")
    try:
        batch = batches.apply_sheet(sheet=kept, changes=found.changes, user=request.user, reason=reason)
    except batches.BatchRefused as refused:
        request.refused = refused.errors
        messages.error(request, "什么也没有改动，原因见下。")
        return None
    except (ValidationError, PermissionDenied) as refused:
        messages.error(request, "；".join(getattr(refused, "messages", [str(refused)])))
        return None
    messages.success(request, f"已修改 {batch.count} 条{batch.kind}。")
    return HttpResponseRedirect(reverse("admin:cases_batch_change", args=[batch.pk]))


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


@admin.register(Sheet)
class SheetAdmin(ReadOnly):
    """Spreadsheets that came back, whatever became of them."""

    list_display = ("created_at", "filename", "user", "state", "batch")
    list_filter = ("state", "user")
    list_select_related = ("user", "batch")
    search_fields = ("filename",)
    date_hierarchy = "created_at"
    fields = ("created_at", "filename", "user", "state", "batch")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sheet]:
        """Without the files."""
        return super().get_queryset(request).defer("content", "batch__records")


@admin.register(Batch)
class BatchAdmin(ReadOnly):
    """What was done to many at once."""

    list_display = ("at", "user", "what", "kind", "count", "reason")
    list_filter = ("kind", "user")
    list_select_related = ("user",)
    search_fields = ("what", "reason")
    date_hierarchy = "at"
    fields = ("at", "user", "what", "kind", "count", "reason", "undoes")
    change_form_template = "admin/cases/batch.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        """Without the records, which may be many."""
        return super().get_queryset(request).defer("records")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """With a page of the records."""
        known = Batch.objects.filter(pk=object_id) if is_number(object_id) else Batch.objects.none()
        batch = known.first()
        page = Paginator(batch.records if batch else [], PAGE).get_page(request.GET.get("p"))
        rows = [
            {
                "record": each["record"],
                "changes": [
                    (field_in_words(field), value_in_words(field, old), value_in_words(field, new))
                    for field, old, new in each["changes"]
                ],
            }
            for each in page
        ]
        more = {"page": page, "rows": rows}
        if batch:
            more["undo"] = undoing.address(batch, request.user)
            more["undone"] = batch.undone.select_related("user").defer("records")
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})
