"""Correcting the source text at the desk: the words as they stand, as they should read, and why."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from cases import actions
from cases.admin import beside
from cases.admin.desk import ReadOnly, column
from cases.admin.words import Picked, one_place, picks
from cases.models import Case, Correction, Document

SHOWN = 20


class CorrectForm(forms.Form):
    """Words of the text and what they should be; ``span`` is where they stand."""

    wrong = forms.CharField(
        label="现在的文字",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "words", "data-one": ""}),
        help_text="在原文里选中，或照原文输入；重复出现时多写前后几个字。",
    )
    picked = Picked(required=False)
    right = forms.CharField(
        label="应为",
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="留空即删去。",
    )
    reason = forms.CharField(
        label="理由", max_length=300, help_text="例如：对照原件，“l20”应为“120”。会记入编辑记录。"
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, document: Document, span: tuple[int, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.within = document, span

    def clean(self) -> dict[str, Any]:
        """Find the words in the text."""
        cleaned = super().clean()
        if wrong := cleaned.get("wrong"):
            text = self.document.text
            same = "".join(wrong.split())
            known = [
                span
                for span in picks(cleaned.get("picked", ""))
                if "".join(text[slice(*span)].split()) == same
            ]
            try:
                self.span = known[0] if known else one_place(text, *self.within, wrong.strip())
            except ValidationError as error:
                self.add_error("wrong", error)
        return cleaned


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The page for a document; ``case`` shows the text of one, ``picked`` says what was selected on its page."""
    document = get_object_or_404(Document, pk=pk)
    if not actions.may(request.user, "edit"):
        raise PermissionDenied
    asked = request.GET.get("case", "")
    case = (
        document.cases.filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) < 19
        else None
    )
    span = (case.start, case.end) if case else (0, len(document.text))
    if request.method == "POST":
        form = CorrectForm(document, span, request.POST)
        if form.is_valid() and _save(request, document, form):
            return HttpResponseRedirect(request.get_full_path().partition("&picked")[0])
    else:
        chosen = next((document.text[slice(*each)] for each in picks(request.GET.get("picked", ""))), "")
        start = {"wrong": chosen, "right": chosen, "picked": request.GET.get("picked", "")[:40]}
        form = CorrectForm(document, span, initial={**start, "seen_version": document.version})
    context = {
        **admin.site.each_context(request),
        "title": "更正原文",
        "is_nav_sidebar_enabled": False,
        "opts": Document._meta,
        "document": document,
        "case": case,
        "cases": document.cases.order_by("start", "pk"),
        "told": beside.told(case.pk) if case else (),
        "form": form,
        "done": document.corrections.select_related("user")[:SHOWN],
    }
    return TemplateResponse(request, "admin/cases/correct.html", context)


def _save(request: HttpRequest, document: Document, form: CorrectForm) -> bool:
    """Correct and say what became of it; what is refused is told in the form."""
    given = form.cleaned_data
    try:
        done = actions.correct_text(
            document=document,
            user=request.user,
            start=form.span[0],
            end=form.span[1],
            text=given["right"].replace("\r\n", "\n"),
            reason=given["reason"],
            version=given["seen_version"],
        )
    except (ValidationError, PermissionDenied, actions.EditConflict) as refused:
        form.add_error(None, ValidationError(getattr(refused, "messages", [str(refused)])))
        return False
    messages.success(request, f"已更正。{done.moved} 处证据已随之移动或改写，检索已更新。")
    if done.lost:
        messages.warning(request, f"失去原文的证据：{'；'.join(done.lost)}。请到案例页重新指明。")
    if done.unsupported:
        said = f"与更正后的原文不符、需要重新核对：{'；'.join(done.unsupported)}。"
        messages.warning(request, f"{said}已在记录上和首页的“证据失去原文”里标出，改正或确认之后消去。")
    return True


def address(document: Document, case: Case | None = None) -> str:
    """Where a document's text is corrected, beside the text of a case."""
    where = reverse("admin:cases_document_correct", args=[document.pk])
    return f"{where}?case={case.pk}" if case else where


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    list_display = ("at", "document", "before", "after", "reason", "user", "unplaced")
    list_filter = ("lost", "user")
    list_select_related = ("document", "user")
    search_fields = ("before", "after", "reason", "document__title", "document__filename")
    date_hierarchy = "at"
    fields = ("document", "at", "user", "left", "before", "after", "right", "reason", "lost")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the texts of documents."""
        return super().get_queryset(request).defer("document__text")

    @column("再次导入后", "lost")
    def unplaced(self, correction: Correction) -> str:
        """Whether a later reading had no place for it."""
        return "找不到位置" if correction.lost else ""
