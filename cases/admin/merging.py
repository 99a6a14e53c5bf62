"""Duplicates: pairs that may be one, both sides of a pair field by field, and what was said about pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from cases import actions, duplicates
from cases.actions import merging
from cases.admin.desk import field_in_words
from cases.admin.facts import sentence
from cases.models import Brand, Case, Fact, Merge, Place, Policy
from cases.models.identity import quoted

MOST_ROWS = 20  # mentions or facts of one side that are shown
MOST_QUOTES = 2
PAGE = 50
FIELDS = {
    "brand": ("name", "kind", "place"),
    "policy": ("name", "form", "category", "year", "place"),
    "case": ("title", "place", "year", "summary", "status"),
}
# What hangs on a record, by the name of the relation.
GROUPS = {
    "brand": ("mentions",),
    "policy": ("mentions", "benefits"),
    "case": ("brand_mentions", "policy_mentions", "benefits", "outcomes", "people", "organisations"),
}
RELATED = {"mentions": "case", "brand_mentions": "brand", "policy_mentions": "policy", "benefits": "policy"}


@dataclass(frozen=True, slots=True)
class Group:
    """Of one side what hangs on it: a heading, how many there are, and the first with their sentences."""

    word: str
    total: int
    rows: list[tuple[str, list[tuple[str, str, str]]]]


def _allowed(request: HttpRequest) -> None:
    if not actions.may(request.user, "merge"):
        raise PermissionDenied("您没有合并重复记录的权限。")


def _kind(given: str) -> str:
    return given if given in merging.MODELS else "brand"


def pairs(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, place by place."""
    _allowed(request)
    kind, typed = _kind(request.GET.get("kind", "")), request.GET.get("place", "").strip()[:50]
    named = Place.objects.current().filter(Q(code=typed) | Q(name=typed)).in_order()
    place = named.first() if typed else None
    if typed and place is None:
        messages.warning(request, f"没有名为“{typed}”的现行地区，下面是所有地区的。")
    found = duplicates.find(kind, place=place, after=request.GET.get("after", ""))
    context = {
        "title": "重复记录",
        "pairs": [(pair, *_beside(pair), _address(kind, pair.one, pair.other)) for pair in found.pairs],
        "further": _list(kind, after=found.after) if found.after else "",
        "place": place,
        "shown": "open",
    }
    return _answer(request, "admin/merging.html", kind, context)


def _beside(pair: duplicates.Pair) -> tuple[str, str]:
    """By what the two records are told apart: of a case its file and status, and what else differs."""
    both = pair.one, pair.other
    told: list[list[str]] = [[], []]
    if isinstance(pair.one, Case):
        told = [[each.document.filename, each.get_status_display()] for each in both]
    for name in ("place", "year", "kind"):
        values = [getattr(each, name, None) for each in both]
        if values[0] != values[1]:
            unknown = f"{field_in_words(name)}未知"
            for said, value in zip(told, values, strict=True):
                said.append((f"{value} 年" if name == "year" else str(value)) if value else unknown)
    return " · ".join(told[0]), " · ".join(told[1])


def said(request: HttpRequest) -> HttpResponse:
    """What was said about pairs, the last first; POST takes one back."""
    _allowed(request)
    kind = _kind(request.GET.get("kind", ""))
    if request.method == "POST":
        return _undo(request, kind)
    rows = Merge.objects.filter(kind=kind).select_related("user")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    keys = {key for each in page for key in (each.first, each.second)}
    records = merging.MODELS[kind].objects.in_bulk(keys, field_name="key")
    told = [(each, *(quoted(records.get(key, key)) for key in _ordered(each))) for each in page]
    return _answer(
        request,
        "admin/merging.html",
        kind,
        {"title": "处理过的重复记录", "told": told, "page": page, "shown": "said"},
    )


def _ordered(pair: Merge) -> tuple[str, str]:
    """The keys, that of the one that stays first."""
    return (pair.kept, pair.gone) if pair.kept else (pair.first, pair.second)


def _undo(request: HttpRequest, kind: str) -> HttpResponse:
    pk = request.POST.get("pair", "")
    pair = (
        Merge.objects.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    )
    if pair is None:
        raise Http404
    try:
        _take_back(request, pair)
    except (ValidationError, PermissionDenied, actions.EditConflict) as refused:
        messages.error(request, "；".join(getattr(refused, "messages", [str(refused)])))
    return HttpResponseRedirect(_list(kind, page="said"))


def _take_back(request: HttpRequest, pair: Merge) -> None:
    """Undo what was said about a pair and say so. Raises as the action."""
    merging.undo(pair=pair, user=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "已撤销。")


def pair(request: HttpRequest, kind: str, one: str, other: str) -> HttpResponse:
    """Both sides of a pair; POST merges them or says that they are not one."""
    _allowed(request)
    if kind not in merging.MODELS or one == other:
        raise Http404
    model = merging.MODELS[kind]
    rows = model.objects.select_related(*(["place", "document"] if model is Case else ["place"]))
    found = rows.in_bulk([one, other], field_name="key")
    if len(found) < 2:
        raise Http404("这两条记录不都存在。")
    both = [found[one], found[other]]
    if request.method == "POST" and (done := _decide(request, kind, both)):
        return done
    stays = max(both, key=_weight)
    context = {
        "title": f"对照：{both[0]}",
        "both": both,
        "stays": stays.key,
        "only": merging.cannot_stay(next(each for each in both if each != stays), stays),
        **_merged(both),
        "fields": _fields(kind, both),
        "groups": [
            each
            for each in zip(*(_groups(kind, one) for one in both), strict=True)
            if any(g.total for g in each)
        ],
        "reason": request.POST.get("reason", ""),
        "changes": [reverse(f"admin:cases_{kind}_change", args=[each.pk]) for each in both],
    }
    return _answer(request, "admin/pair.html", kind, context)


def _merged(both: Sequence[Any]) -> dict[str, Any]:
    """What the page says of two that are merged already, with each other or with a third."""
    gone = next((each for each in both if each.merged_into_id), None)
    kept = gone and next((each for each in both if each.pk == gone.merged_into_id), None)
    public = Case.Status.PUBLISHED
    hidden = isinstance(kept, Case) and kept.status == public and gone.own_status != public
    return {"merged": gone, "together": kept and quoted(kept), "hidden": hidden}


def _decide(request: HttpRequest, kind: str, both: Sequence[Any]) -> HttpResponse | None:
    """Do what was asked; None when it was refused, with a message."""
    given, user, reason = request.POST, request.user, request.POST.get("reason", "")
    by_key = {each.key: each for each in both}
    try:
        if given.get("do") == "reject":
            merging.reject_pair(one=both[0], other=both[1], user=user, reason=reason)
            said = f"已记下{quoted(both[0])}与{quoted(both[1])}不是同一个，不再提示。"
            messages.success(request, said)
        elif given.get("do") == "undo":
            _take_back(request, _pair(kind, both))
            return HttpResponseRedirect(_address(kind, *both))
        elif given.get("do") == "show" and kind == "case":
            _show(request, both)
            return HttpResponseRedirect(_address(kind, *both))
        elif (kept := by_key.pop(given.get("kept", ""), None)) and given.get("do") == "merge":
            gone = next(iter(by_key.values()))
            versions = tuple(_number(given.get(f"version_{each.key}", "")) for each in (kept, gone))
            merging.merge(kept=kept, gone=gone, user=user, reason=reason, versions=versions)
            said = f"已把{quoted(gone)}并入{quoted(kept)}，旧地址会转到保留的一条。"
            messages.success(
                request, format_html('{}<a href="{}">撤销</a>', said, _address(kind, kept, gone))
            )
        else:
            raise ValidationError("请选择保留哪一条。")
    except (ValidationError, PermissionDenied, actions.EditConflict) as refused:
        messages.error(request, "；".join(getattr(refused, "messages", [str(refused)])))
        return None
    return HttpResponseRedirect(_list(kind))


def _pair(kind: str, both: Sequence[Any]) -> Merge:
    """What was said about two; ValidationError where nothing was."""
    first, second = sorted(each.key for each in both)
    pair = Merge.objects.filter(kind=kind, first=first, second=second).first()
    if pair is None:
        raise ValidationError("这两条没有合并过。")
    return pair


def _show(request: HttpRequest, both: Sequence[Case]) -> None:
    """Let readers read the merged one of two cases behind the other. Raises as the action."""
    gone = next((each for each in both if each.merged_into_id), both[0])
    version = _number(request.POST.get(f"version_{gone.key}", ""))
    merging.show_beside(case=gone, user=request.user, reason=request.POST.get("reason", ""), version=version)
    messages.success(request, f"读者现在能在保留的案例后面读到{quoted(gone)}。")


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _weight(record: Model) -> tuple[int, int]:
    """What speaks for keeping this one: that readers have it, and how much hangs on it."""
    if isinstance(record, Case):
        return int(record.status == Case.Status.PUBLISHED), record.end - record.start
    return len(record.decided), record.mentions.count()


def _fields(kind: str, both: Sequence[Any]) -> list[tuple[str, str, str, bool]]:
    """The word for each field, its value on both sides, and whether they are the same."""
    rows = [(field_in_words(field), *(_say(each, field) for each in both)) for field in FIELDS[kind]]
    if kind == "brand":
        rows.append(
            ("别名", *("、".join(alias.name for alias in each.aliases.all()) or "—" for each in both))
        )
    if kind == "case":
        rows.append(("来源文件", *(f"{each.document}（{each.document.filename}）" for each in both)))
        if any(each.own_status for each in both):
            rows.append(("并入前的状态", *(each.get_own_status_display() or "—" for each in both)))
        rows.append(("篇幅", *(f"{each.end - each.start} 字" for each in both)))
    return [(word, left, right, left == right) for word, left, right in rows]


def _say(record: Any, field: str) -> str:
    shown = getattr(record, f"get_{field}_display", None)
    value = shown() if shown else getattr(record, field)
    return "—" if value in (None, "") else str(value)


def _groups(kind: str, record: Brand | Policy | Case) -> Iterable[Group]:
    for name in GROUPS[kind]:
        rows: QuerySet = getattr(record, name).exclude(state=Fact.State.REJECTED)
        related = RELATED.get(name)
        shown = (rows.select_related("case", related) if related else rows.select_related("case")).order_by(
            "pk"
        )
        shown = shown.defer("case__machine", "case__summary").prefetch_related("evidence__document")
        word = str(rows.model._meta.verbose_name)
        yield Group(
            "见于案例" if name == "mentions" else word,
            rows.count(),
            [_row(each, name == "mentions") for each in shown[:MOST_ROWS]],
        )


def _row(fact: Any, of_record: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """What to say of a fact, and its first sentences."""
    said = f"《{fact.case}》{fact.case.year or ''}" if of_record else str(fact)
    return said, [sentence(each) for each in list(fact.evidence.all())[:MOST_QUOTES]]


def _address(kind: str, one: Any, other: Any) -> str:
    return reverse("admin:pair", args=[kind, one.key, other.key])


def _list(kind: str, page: str = "merging", **more: str) -> str:
    given = QueryDict(mutable=True)
    given.update({"kind": kind, **more})
    return f"{reverse(f'admin:{page}')}?{given.urlencode()}"


def _answer(request: HttpRequest, template: str, kind: str, context: dict[str, Any]) -> HttpResponse:
    shown = "said" if context.get("shown") == "said" else "merging"
    tabs = [(value, label, _list(value, shown)) for value, label in Merge.Kind.choices]
    both = {"open": _list(kind), "done": _list(kind, "said"), "tabs": tabs, "kind": kind}
    return TemplateResponse(request, template, {**admin.site.each_context(request), **both, **context})


@admin.action(description="对照所选的两条，看是否重复", permissions=["merge"])
def compare(desk: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Go to the page of the two that were chosen."""
    keys = list(queryset.order_by("pk").values_list("key", flat=True)[:3])
    if len(keys) != 2:
        messages.error(request, "请正好选两条。")
        return None
    return HttpResponseRedirect(reverse("admin:pair", args=[queryset.model._meta.model_name, *keys]))
