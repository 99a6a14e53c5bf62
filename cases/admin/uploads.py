"""Bringing documents in: the form, the page that shows how far a batch is, and the list of all that was brought."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from cases import actions
from cases.actions import choices, uploads
from cases.admin.desk import ReadOnly, column
from cases.admin.place_choice import PlaceSelect
from cases.admin.upload_report import shown, unsure
from cases.ingest.records import UNTOLD, Choices
from cases.models import Case, Document, Place, Upload

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


class ChoicesForm(forms.Form):
    """How a file is to be read where the rules cannot be sure; what is left empty is left to them."""

    encoding = forms.ChoiceField(
        label="编码",
        required=False,
        choices=[("", "自动识别"), *choices.ENCODINGS.items()],
        help_text="只对 txt 和网页有效；预览里是乱码时再选。",
    )
    columns = forms.TypedChoiceField(
        label="分栏",
        required=False,
        coerce=int,
        empty_value=0,
        choices=[("", "自动识别"), *choices.COLUMNS.items()],
        help_text="左右两栏被读串了行时再选。两栏以上只对 PDF 有效，各页分成一样宽的几栏。",
    )
    place = forms.ModelChoiceField(
        Place.objects.select_related("parent"),
        label="地区",
        required=False,
        widget=PlaceSelect(Case._meta.get_field("place"), admin.site),
        help_text="文件没有写明是哪里时填写；文中写明了的案例以文中为准。",
    )
    year = forms.IntegerField(
        label="年份",
        required=False,
        min_value=1900,
        max_value=2100,
        help_text="文件讲的是哪一年的工作，文中没有写明时填写。",
    )

    def chosen(self) -> Choices:
        """What was chosen."""
        return choices.of(**{name: self.cleaned_data[name] for name in CHOICES})


CHOICES = tuple(ChoicesForm.base_fields)


class BringForm(ChoicesForm):
    """Files, or a text typed or pasted; how they are to be read and what is to become of them."""

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
    field_order = ("files", "name", "text", "trial", "publish", *CHOICES)

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
        """The pages of a batch and of how a file of it is read beside the usual ones."""
        batch = self.admin_site.admin_view(self.batch_view)
        choose = self.admin_site.admin_view(self.choices_view)
        return [
            path("batch/<str:batch>/", batch, name="cases_upload_batch"),
            path("<int:pk>/choices/", choose, name="cases_upload_choices"),
            *super().get_urls(),
        ]

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
                    choices=chosen if (chosen := form.chosen()) != UNTOLD else None,
                )
                return HttpResponseRedirect(reverse("admin:cases_upload_batch", args=[batch]))
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
        context = {
            **self.admin_site.each_context(request),
            "title": "导入文件",
            "opts": self.opts,
            "form": form,
            "media": form.media,
            "what": [form[name] for name in form.fields if name not in CHOICES],
            "how": [form[name] for name in CHOICES],
            "told_how": bool({*CHOICES} & {*form.errors, *form.changed_data}),
        }
        return TemplateResponse(request, "admin/cases/upload_form.html", context)

    def choices_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How one file is to be read, beside what reading it gave so far; then it is previewed anew."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(self.get_queryset(request), pk=pk)
        batch = reverse("admin:cases_upload_batch", args=[upload.batch])
        now = choices.known(upload.sha256) if upload.choices is None else choices.from_json(upload.choices)
        shown = {"encoding": now.encoding, "columns": now.columns or "", "year": now.year}
        form = ChoicesForm(request.POST or None, initial={**shown, "place": choices.place_of(now)})
        if request.method == "POST" and form.is_valid():
            try:
                uploads.choose(upload=upload, user=request.user, choices=form.chosen())
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
            else:
                messages.success(request, f"正在按新的读法预览“{upload}”。")
                return HttpResponseRedirect(batch)
        context = {
            **self.admin_site.each_context(request),
            "title": f"换一种读法：{upload}",
            "opts": self.opts,
            "form": form,
            "media": form.media,
            "upload": upload,
            "unsure": unsure(upload),
            "batch": batch,
        }
        return TemplateResponse(request, "admin/cases/upload_choices.html", context)

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
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        done = [each.sha256 for each in page if each.state == State.DONE]
        stored = dict(Document.objects.filter(sha256__in=done).values_list("sha256", "pk"))
        context = {
            **self.admin_site.each_context(request),
            "title": "导入进度",
            "opts": self.opts,
            "batch": batch,
            "page": page,
            "files": [shown(each, stored) for each in page],
            "counts": [(word, counts[state]) for state, word in State.choices if state in counts],
            "pending": pending,
            "done": sum(counts.values()) - pending,
            "total": sum(counts.values()),
            "idle": idle,
            "tried": counts.get(State.TRIED, 0),
            "refused": counts.get(State.REFUSED, 0),
            "again": rows.refused_for_now().count() if counts.get(State.REFUSED) else 0,
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
