"""Bringing documents in: the form, the page that shows how far a batch is, and the list of all that was brought."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from cases import actions
from cases.actions import uploads
from cases.admin.desk import ReadOnly, column
from cases.models import Upload

PAGE = 50
# After so many seconds of waiting the page says that perhaps nobody works.
LONG = 30
State = Upload.State


class ManyFiles(forms.ClearableFileInput):
    """An input for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty one is for the worker to refuse by name, beside the others."""

    widget = ManyFiles(attrs={"accept": ".txt,.docx,.pdf,.html,.htm,.mht,.mhtml"})

    def clean(self, data: Any, initial: Any = None) -> list:
        """The files, in the order chosen; none is no error here."""
        return [each for each in data or [] if each]


class BringForm(forms.Form):
    """Files, or a text typed or pasted; and what is to become of them."""

    files = FilesField(
        label="文件",
        required=False,
        help_text="可以一次选多个（最多 100 个，每个不超过 20 MB，合计不超过 200 MB）：txt、docx、pdf、html、mhtml。",
    )
    name = forms.CharField(
        label="文字的名称", max_length=100, required=False, help_text="粘贴文字时填写，会成为文件名。"
    )
    text = forms.CharField(
        label="或者粘贴文字", required=False, widget=forms.Textarea(attrs={"rows": 8}), strip=False
    )
    trial = forms.BooleanField(
        label="先预览，看过读取结果再存入",
        required=False,
        initial=True,
        help_text="预览与真正的导入是同一套处理，只是最后全部撤回，什么也不写入。",
    )
    publish = forms.BooleanField(
        label="存入后立即发布", required=False, help_text="不勾选时新案例存为草稿，审核后才公开。"
    )

    def contents(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file, the pasted text last; ValidationError for what is too large to be loaded."""
        given = self.cleaned_data
        for each in given["files"]:
            if each.size > uploads.MOST_BYTES:
                raise ValidationError(
                    f"“{each.name}”超过 {uploads.MOST_BYTES >> 20} MB 的上限。请拆成几个文件再导入。"
                )
        if sum(each.size for each in given["files"]) > uploads.MOST_TOGETHER:
            raise ValidationError(f"一次最多 {uploads.MOST_TOGETHER >> 20} MB。请分几次导入。")
        found = [(each.name, each.read()) for each in given["files"]]
        if given["text"].strip():
            name = given["name"].strip() or given["text"].strip().split("\n")[0].strip()[:30]
            found.append((f"{name.removesuffix('.txt')}.txt", given["text"].encode()))
        return found


@admin.register(Upload)
class UploadAdmin(ReadOnly):
    list_display = ("filename", "progress", "said", "user", "created_at", "whole_batch")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("filename", "sha256", "batch")
    fields = (
        "filename",
        "size",
        "sha256",
        "progress",
        "said",
        "user",
        "created_at",
        "finished_at",
        "attempts",
    )
    readonly_fields = ("progress", "said")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the files themselves."""
        return super().get_queryset(request).without_content()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may bring documents in."""
        return actions.may(request.user, "bring")

    def get_urls(self) -> list[URLPattern]:
        """The page of a batch beside the usual ones."""
        batch = self.admin_site.admin_view(self.batch_view)
        return [path("batch/<str:batch>/", batch, name="cases_upload_batch"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The form; what it takes goes into the queue."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = BringForm(*sent)
        if not actions.may(request.user, "publish"):
            del form.fields["publish"]
        if request.method == "POST" and form.is_valid():
            try:
                batch = uploads.bring(
                    user=request.user,
                    files=form.contents(),
                    trial=form.cleaned_data["trial"],
                    publish=form.cleaned_data.get("publish", False),
                )
                return HttpResponseRedirect(reverse("admin:cases_upload_batch", args=[batch]))
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
        context = {
            **self.admin_site.each_context(request),
            "title": "导入文件",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/cases/upload_form.html", context)

    def batch_view(self, request: HttpRequest, batch: str) -> HttpResponse:
        """How far a batch is, renewed by the browser itself; store, give up, try again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).filter(batch=batch).order_by("pk")
        if request.method == "POST":
            return self._decide(request, batch)
        counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
        if not counts:
            raise Http404
        since = rows.order_by().filter(state=State.WAITING).aggregate(Min("created_at"))["created_at__min"]
        pending = counts.get(State.WAITING, 0) + counts.get(State.RUNNING, 0)
        idle = not counts.get(State.RUNNING) and since and (timezone.now() - since).total_seconds() > LONG
        context = {
            **self.admin_site.each_context(request),
            "title": "导入进度",
            "opts": self.opts,
            "batch": batch,
            "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "counts": [(word, counts[state]) for state, word in State.choices if state in counts],
            "pending": pending,
            "done": sum(counts.values()) - pending,
            "total": sum(counts.values()),
            "idle": idle,
            "tried": counts.get(State.TRIED, 0),
            "refused": counts.get(State.REFUSED, 0),
            "may_bring": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/cases/upload_batch.html", context)

    def _decide(self, request: HttpRequest, batch: str) -> HttpResponse:
        deeds = {"accept": uploads.accept, "drop": uploads.drop, "retry": uploads.retry}
        words = {"accept": "开始存入", "drop": "已放弃", "retry": "重新处理"}
        do = request.POST.get("do", "")
        if do not in deeds:
            raise PermissionDenied
        number = deeds[do](batch=batch, user=request.user)
        messages.success(request, f"{words[do]} {number} 个文件。")
        return HttpResponseRedirect(reverse("admin:cases_upload_batch", args=[batch]))

    @column("进度", "state")
    def progress(self, upload: Upload) -> str:
        """The state."""
        return upload.get_state_display()

    @column("说明")
    def said(self, upload: Upload) -> str:
        """The reason of a refusal, or what was found."""
        report = upload.report
        if report.get("reason"):
            return report["reason"]
        return f"{report['case_count']} 个案例" if "case_count" in report else "—"

    @column("批次")
    def whole_batch(self, upload: Upload) -> str:
        """A link to all files that came together."""
        return format_html('<a href="{}">查看</a>', reverse("admin:cases_upload_batch", args=[upload.batch]))
