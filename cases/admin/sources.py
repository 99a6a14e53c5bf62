"""What facts rest on: documents, evidence, places with their history, and the history of edits."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html

from cases import actions
from cases.admin import correcting, source_changes
from cases.admin.desk import DecisionForm, Desk, EditInWords, ReadOnly, column, field_in_words
from cases.admin.place_choice import PlaceChoices
from cases.models import Document, Edit, Evidence, Place, PlaceChange, Revision


class DocumentForm(DecisionForm):
    class Meta:
        model = Document
        fields = ("title", "kind", "year")


@admin.register(Document)
class DocumentAdmin(Desk):
    form = DocumentForm
    list_display = ("title", "filename", "kind", "year", "size", "case_count", "imported_at")
    list_filter = ("kind", "year")
    search_fields = ("title", "filename", "key", "sha256")
    search_help_text = "标题、文件名"
    readonly_fields = (
        "filename", "size", "year_basis", "told", "corrected", "sha256", "imported_at", "updated_at"
    )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: Document | None = None) -> list[str]:
        """The text itself is on the public page; no reason is asked of those who only look."""
        edited = ["title", "kind", "year"]
        edited += ["reason", "seen_version"] if self.has_change_permission(request, obj) else []
        return [*edited, *self.readonly_fields]

    def get_urls(self) -> list[URLPattern]:
        """The page for correcting the text beside the usual ones."""
        view = self.admin_site.admin_view(correcting.correct)
        return [path("<int:pk>/correct/", view, name="cases_document_correct"), *super().get_urls()]

    @column("原文更正")
    def corrected(self, document: Document) -> str:
        """How often the text was corrected, and the way to do it."""
        number = document.corrections.count()
        return format_html('{} 处 <a href="{}">更正原文</a>', number, correcting.address(document))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Document]:
        """Without the texts."""
        return super().get_queryset(request).without_text().annotate(count=Count("cases"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are brought in by the command ``ingest``."""
        return False

    def save(
        self, request: HttpRequest, obj: Document, changes: dict[str, Any], reason: str, version: int | None
    ) -> None:
        """Change the document."""
        actions.edit_document(
            document=obj, user=request.user, changes=changes, reason=reason, version=version
        )

    def beside_history(self, record: Document) -> list[source_changes.Told]:
        """Later texts of the file."""
        return source_changes.versions(record)

    def view_on_site(self, obj: Document) -> str | None:
        """The public page, for documents that have one."""
        return obj.get_absolute_url() if Document.objects.public().filter(pk=obj.pk).exists() else None

    @column("字数", "characters")
    def size(self, document: Document) -> int:
        """Characters of the text."""
        return document.characters

    @column("案例数", "count")
    def case_count(self, document: Document) -> int:
        """Cases in it."""
        return document.count

    @column("读取提示")
    def told(self, document: Document) -> str:
        """What reading it had to say."""
        return "；".join(document.warnings) or "无"


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    """Earlier texts of documents."""

    list_display = ("document", "number", "filename", "replaced_at", "replaced_by")
    list_filter = ("public", "replaced_by")
    list_select_related = ("document", "replaced_by")
    search_fields = ("filename", "document__title", "reason")
    search_help_text = "文件名、来源标题、理由"
    fields = (
        "document",
        "number",
        "filename",
        "sha256",
        "public",
        "replaced_at",
        "replaced_by",
        "reason",
        "text",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Revision]:
        """Without the texts of the documents themselves."""
        return super().get_queryset(request).defer("document__text", "document__warnings")


@admin.register(Place)
class PlaceAdmin(ReadOnly):
    """The gazetteer; it is changed in its files and loaded by the command ``load_places``."""

    list_display = ("name", "code", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level", ("valid_to", admin.EmptyFieldListFilter))
    list_select_related = ("parent",)
    search_fields = ("name", "code", "pinyin", "initials", "formerly__name")
    search_help_text = "现名、旧名、拼音、拼音首字母或代码"
    ordering = ("sort_key", "code")
    fields = (
        "name", "code", "level", "parent", "valid_from", "valid_to", "now", "source", "pinyin", "initials",
    )  # fmt: skip
    readonly_fields = ("now",)

    def get_urls(self) -> list[URLPattern]:
        """The choices for fields that take a place, beside the usual pages."""
        choices = PlaceChoices.as_view(admin_site=self.admin_site)
        return [
            path("choices/", self.admin_site.admin_view(choices), name="cases_place_choices"),
            *super().get_urls(),
        ]

    def view_on_site(self, obj: Place) -> str | None:
        """The public page of a county."""
        return obj.get_absolute_url() if obj.level == Place.Level.COUNTY else None

    @column("今属")
    def now(self, place: Place) -> str:
        """Today's units."""
        return "、".join(each.name for each in place.today.all()) or "—"


@admin.register(PlaceChange)
class PlaceChangeAdmin(ReadOnly):
    list_display = ("date", "kind", "before", "after", "document")
    list_filter = ("kind",)
    list_select_related = ("before", "after")
    search_fields = ("before__name", "after__name", "document")
    date_hierarchy = "date"


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly):
    list_display = ("short", "source", "start", "end", "vanished")
    list_filter = ("lost",)
    search_fields = ("quote", "document__title", "document__filename")
    list_display_links = ("short",)
    fields = (
        "document", "start", "end", "quote", "lost", "origin", "case", "field_name", "brand_mention", "policy_mention", "benefit",
        "outcome", "person", "organisation",
    )  # fmt: skip
    readonly_fields = ("field_name",)

    @column("字段", "field")
    def field_name(self, evidence: Evidence) -> str:
        """Of the evidence of a case itself, which field rests on it."""
        return field_in_words(evidence.field) if evidence.field else "—"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Evidence]:
        """With the document but for its text."""
        return super().get_queryset(request).select_related("document").defer("document__text")

    @column("原文")
    def short(self, evidence: Evidence) -> str:
        """The beginning of the quotation."""
        return str(evidence)

    @column("来源文件", "document__filename")
    def source(self, evidence: Evidence) -> str:
        """The file."""
        return evidence.document.filename

    @column("来源", "lost")
    def vanished(self, evidence: Evidence) -> str:
        """Whether the source still has it; a cross for all that is well would alarm."""
        return "已不见" if evidence.lost else ""


class FieldFilter(admin.AllValuesFieldListFilter):
    """The fields that were ever changed, by their Chinese names."""

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """The choices in words, but for the first, which is all."""
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": field_in_words(choice["display"]) if number else choice["display"]}


@admin.register(Edit)
class EditAdmin(ReadOnly):
    list_display = ("at", "user", "subject", "field_name", "was", "became", "reason")
    list_filter = ("user", ("field", FieldFilter))
    list_select_related = ("user",)
    search_fields = ("subject", "reason", "case__title", "brand__name", "policy__name")
    date_hierarchy = "at"
    fields = (
        "at",
        "user",
        "case",
        "brand",
        "policy",
        "document",
        "subject",
        "field_name",
        "was",
        "became",
        "reason",
    )
    readonly_fields = ("field_name", "was", "became")

    @column("字段", "field")
    def field_name(self, edit: Edit) -> str:
        """The field in Chinese."""
        return EditInWords(edit).field

    @column("改前")
    def was(self, edit: Edit) -> str:
        """The value before."""
        return EditInWords(edit).before

    @column("改后")
    def became(self, edit: Edit) -> str:
        """The value after."""
        return EditInWords(edit).after
