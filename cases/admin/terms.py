"""The word lists at the desk: each as a table, an entry with a preview of what a change would do, and how far the
background has got with what a change asks for."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cases import actions, wordlists
from cases.actions import categories, terms
from cases.admin import term_preview
from cases.admin.desk import Desk, EditInWords, ReadOnly, column
from cases.admin.place_choice import PlaceSelect
from cases.models import Edit, Place, Rebuild, Term
from cases.wordlists import Entry
from search.fold import fold

Kind = Term.Kind
PAGE = 200
RECENT = 8
LONG = 30  # seconds without progress after which the page says that perhaps nobody works
ABOUT = {
    Kind.WORD: "分词时当作一个词的专门说法，影响检索结果的排序。改动立即用于新的检索；含有这个词的案例在后台重新编入索引，影响难以限定时重建全部，期间照常可查。",
    Kind.SYNONYM: "检索时一并查找的同义说法，排在原词的结果之后。改动立即生效，不需要重建索引。",
    Kind.PLACE: "地区的别称、简称、旧称。检索和“县：”条件用别名也能找到这个地区的案例。改动立即生效，不需要重建索引。别名只用于检索：导入文件时，案例属于哪个地区仍按区划名称识读。",
    Kind.CATEGORY: "政策归入哪一类，由名称和支持标准里的词决定；命中多的一类优先，相同时排在前面的优先。改动后，未经编辑改定的政策在后台重新归类。",
}
LABELS = {
    Kind.WORD: ("词", ""),
    Kind.SYNONYM: ("同义的词", "单向也查"),
    Kind.PLACE: ("别名", "地区"),
    Kind.CATEGORY: ("类别", "决定归类的词"),
}


class TermForm(forms.Form):
    """One entry of a list, and queries to try it with."""

    name = forms.CharField(max_length=200)
    others = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    place = forms.ModelChoiceField(
        Place.objects.all(), label="地区", widget=PlaceSelect(Term._meta.get_field("place"), admin.site)
    )
    in_use = forms.BooleanField(label="使用", required=False, help_text="不勾选即停用，随时可以再启用。")
    queries = forms.CharField(
        label="试查",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"预览时用这些检索词比较改动前后的结果，一行一个，最多 {term_preview.MOST_QUERIES} 个；留空则用词条本身。",
    )
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="会记入编辑记录。")
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, entry: Entry, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["others"].label = LABELS[kind]
        unused = {
            Kind.WORD: ("others", "place"),
            Kind.SYNONYM: ("place",),
            Kind.PLACE: ("others",),
            Kind.CATEGORY: ("place", "queries"),
        }
        for field in unused[kind]:
            del self.fields[field]
        if kind == Kind.SYNONYM:
            self.fields["name"].help_text = "用空格或顿号隔开。下面留空时，查其中任何一个，都会同时查其余的。"
            self.fields[
                "others"
            ].help_text = "填写后，查上面任何一个词都会同时查这里的词；反过来不查，上面的词彼此也不查。"
            self.fields["others"].widget.attrs["rows"] = 2
        if kind == Kind.CATEGORY:
            self.fields["others"].help_text = "用空格或顿号隔开；“…”代表中间最多四个字，如“来…工作”。"
        if kind == Kind.PLACE:
            self.fields["place"].help_text = "输入现名、旧名、拼音或代码都能找到。"
        if kind == Kind.WORD and entry.shipped:
            self.fields["name"].disabled = True
        if entry.shipped == wordlists.REST and kind == Kind.CATEGORY:
            self.fields["name"].disabled = self.fields["in_use"].disabled = True


@admin.register(Term)
class TermAdmin(Desk):
    """The lists; what Django's pages would be made of are the entries of the program and of people together."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may change the lists."""
        return actions.may(request.user, "words")

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """One list as a table, narrowed by what is typed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = _kind(request.GET.get("kind", ""))
        rows = list(wordlists.in_order())
        typed = request.GET.get("q", "").strip()[:50]
        only = request.GET.get("only", "")
        held = [each for each in wordlists.entries(kind, rows) if _meets(each, typed, only)]
        page = Paginator(held, PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": "词表",
            "opts": self.opts,
            "kind": kind,
            "about": ABOUT[Kind(kind)],
            "labels": LABELS[Kind(kind)],
            "tabs": [(each, each.label, len(wordlists.entries(each, rows))) for each in Kind],
            "page": page,
            "entries": [(each, _address(kind, each)) for each in page],
            "typed": typed,
            "only": only,
            "narrowed": f"&{urlencode({'q': typed, 'only': only})}",
            "may": self.has_add_permission(request),
            "rebuilds": list(Rebuild.objects.unfinished().order_by("pk")),
            "stale": actions.is_stale(),
            "recent": [
                EditInWords(edit)
                for edit in Edit.objects.exclude(term=None).select_related("user", "term")[:RECENT]
            ],
        }
        return TemplateResponse(request, "admin/cases/term/list.html", context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """One more entry, or another form of the program's entry that ``of`` names."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kind, of = _kind(request.GET.get("kind", "")), request.GET.get("of", "")
        entry = next((each for each in wordlists.shipped(kind) if of and each.shipped == of), None)
        if of and entry is None:
            raise Http404
        known = Term.objects.filter(kind=kind, shipped=of).first() if of else None
        if known:
            return HttpResponseRedirect(reverse("admin:cases_term_change", args=[known.pk]))
        return self._entry(request, kind, entry or Entry(""))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """An entry that people made."""
        term = self.get_object(request, object_id)
        if not self.has_view_permission(request, term):
            raise PermissionDenied
        if term is None:
            raise Http404
        if request.method == "POST" and not self.has_change_permission(request, term):
            raise PermissionDenied
        return self._entry(request, term.kind, Entry(term.name, term.others, term.shipped, term))

    def _entry(self, request: HttpRequest, kind: str, entry: Entry) -> HttpResponse:
        term = entry.term or Term(kind=kind, name=entry.name, others=entry.others, shipped=entry.shipped)
        was = {"name": entry.name, "others": entry.others, "place": term.place_id, "in_use": term.in_use}
        form = TermForm(
            entry, kind, request.POST or None, initial={**was, "seen_version": term.pk and term.version}
        )
        preview = None
        if request.method == "POST" and form.is_valid():
            try:
                if request.POST.get("do") == "save":
                    self._save(request, entry, kind, form)
                    return HttpResponseRedirect(f"{reverse('admin:cases_term_changelist')}?kind={kind}")
                preview = _preview(term, form)
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
            except actions.EditConflict as conflict:
                form.add_error(None, ValidationError(str(conflict)))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{Kind(kind).label}：{entry.name or '添加'}",
            "opts": self.opts,
            "kind": Kind(kind),
            "entry": entry,
            "origin": next(
                (e for e in wordlists.shipped(kind) if entry.shipped and e.shipped == entry.shipped), None
            ),
            "form": form,
            "media": form.media,
            "may": actions.may(request.user, "words"),
            **(preview or {}),
        }
        return TemplateResponse(request, "admin/cases/term/entry.html", context)

    def _save(self, request: HttpRequest, entry: Entry, kind: str, form: TermForm) -> None:
        given = form.cleaned_data
        values = {field: given[field] for field in terms.FIELDS if field in given}
        if entry.term:
            saved = actions.edit_term(
                term=entry.term,
                changes=values,
                user=request.user,
                reason=given["reason"],
                version=given["seen_version"],
            )
        else:
            saved = actions.add_term(
                kind=kind,
                values=values,
                user=request.user,
                standing_for=entry.shipped,
                reason=given["reason"],
            )
        behind = kind in (Kind.WORD, Kind.CATEGORY) and Rebuild.objects.unfinished().exists()
        messages.success(request, f"已保存：{saved}。{'存量内容正在后台更新。' if behind else '已经生效。'}")

    def view_on_site(self, obj: Any) -> str | None:
        """Readers see no page of it."""
        return None


def _kind(typed: str) -> str:
    return typed if typed in Kind.values else Kind.WORD


def _meets(entry: Entry, typed: str, only: str) -> bool:
    """Whether an entry has what is typed, and is one of those asked for."""
    said = f"{entry.name} {entry.others} {entry.term.place if entry.term and entry.term.place else ''}"
    origin = {"own": entry.term is not None, "off": not entry.in_use}
    return fold(typed).text in fold(said).text and origin.get(only, True)


def _address(kind: str, entry: Entry) -> str:
    if entry.term:
        return reverse("admin:cases_term_change", args=[entry.term.pk])
    return f"{reverse('admin:cases_term_add')}?{urlencode({'kind': kind, 'of': entry.shipped})}"


def _preview(term: Term, form: TermForm) -> dict[str, Any]:
    """What saving would do. Raises ValidationError for what could not be saved."""
    rows = list(wordlists.in_order())
    values = {field: form.cleaned_data[field] for field in terms.FIELDS if field in form.cleaned_data}
    changed = terms.proposed(term, values, rows)
    now, then = wordlists.lists(rows), terms.with_it(rows, changed)
    if changed.kind == Kind.CATEGORY:
        kept = categories.decided_so(term.name) if term.name else 0
        return {"previewed": True, "moved": term_preview.moved(then), "kept": kept}
    asked = term_preview.queries(form.cleaned_data["queries"], changed)
    return {
        "previewed": True,
        "counted": term_preview.counted(changed),
        "tried": term_preview.tried(asked, now, then),
        "asks_reindex": now.words != then.words,
    }


@admin.register(Rebuild)
class RebuildAdmin(ReadOnly):
    """How far the background has got; the page renews itself while anything is under way."""

    list_display = ("kind", "why", "user", "progress", "asked_at", "finished_at")
    list_select_related = ("user",)
    list_filter = ("kind",)
    search_fields = ("why", "user__username")
    fields = ("kind", "why", "user", "progress", "asked_at", "moved_at", "finished_at")
    readonly_fields = ("progress",)
    change_list_template = "admin/cases/term/rebuilds.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """With what is under way above the list."""
        now = list(Rebuild.objects.unfinished().order_by("pk"))
        idle = any((timezone.now() - each.moved_at).total_seconds() > LONG for each in now)
        return super().changelist_view(request, {"now": now, "idle": idle, **(extra_context or {})})

    @column("进度")
    def progress(self, rebuild: Rebuild) -> str:
        """How much of how much."""
        return f"{rebuild.done} / {rebuild.total}"
