"""The same for many records: what would change is shown with counts and the first rows, then done with one reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from cases import actions
from cases.actions import batches
from cases.admin.place_choice import PlaceSelect
from cases.admin.unchecked import unchecked
from cases.models import Case, Fact, Place
from cases.sheets.cells import shown
from cases.sheets.report import amiss
from cases.sheets.tables import version_of

MOST = 2_000
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do to many: a field and its new value, which somebody gives where it is None here.

    ``right`` is what it takes; Django's name of the same, for the list, is ``permission``.
    """

    word: str
    field: str
    value: Any
    right: str
    permission: str


CASE_DEEDS = {
    "submit": Deed("提交待审", "status", Case.Status.REVIEW, "submit", "submit"),
    "publish": Deed("发布", "status", Case.Status.PUBLISHED, "publish", "publish"),
    "withdraw": Deed("撤下", "status", Case.Status.WITHDRAWN, "withdraw", "withdraw"),
    "draft": Deed("退回草稿", "status", Case.Status.DRAFT, "review", "review"),
    "year": Deed("改年份", "year", None, "edit", "change"),
    "place": Deed("改地区", "place", None, "edit", "change"),
}
FACT_DEEDS = {
    "confirm": Deed("确认", "state", Fact.State.CONFIRMED, "review", "review"),
    "reject": Deed("否决", "state", Fact.State.REJECTED, "review", "review"),
}


@dataclass(slots=True)
class Plan:
    """What a deed would do to the chosen records; ``left`` are those that cannot be done, each with why."""

    changes: list[batches.Change] = field(default_factory=list)
    same: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)


def plan(deed: Deed, records: Iterable[Model], value: Any, user: Any) -> Plan:
    """What giving all records the value would change; reads only. A fact is confirmed only if its evidence has the value."""
    found = Plan()
    for number, record in enumerate(records, 1):
        if getattr(record, deed.field) == value:
            found.same += 1
            continue
        why = next(amiss(record, {deed.field: value}, user), "")
        if not why and value == Fact.State.CONFIRMED and not actions.is_supported(record):
            why = "证据里找不到这个值，请逐条核对。"
        if why:
            found.left.append((str(record), why))
        else:
            found.changes.append(batches.Change(number, record, version_of(record), {deed.field: value}))
    return found


class BulkForm(forms.Form):
    """The value, where somebody gives it, why, and which records as they were when they were shown."""

    chosen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="理由（必填）", max_length=300)

    def __init__(self, deed: Deed, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if deed.value is None and deed.field == "year":
            self.fields["value"] = forms.IntegerField(label="年份", min_value=1900, max_value=2100)
        elif deed.value is None:
            self.fields["value"] = forms.ModelChoiceField(
                Place.objects.all(),
                label="地区",
                widget=PlaceSelect(Case._meta.get_field("place"), admin.site),
            )
        self.order_fields(["value", "reason", "chosen"])


def _chosen(given: str) -> dict[int, int]:
    """Key and version of each record, as the hidden field has them; Http404 for what we did not write."""
    pairs = [pair.partition(".")[::2] for pair in given.split(",") if pair]
    if len(pairs) > MOST or not all(
        part.isascii() and part.isdigit() and len(part) < 19 for pair in pairs for part in pair
    ):
        raise Http404
    return {int(pk): int(version) for pk, version in pairs}


def _records(model: type[Model], pks: Iterable[int]) -> QuerySet:
    related = [name for name in ("case", "brand", "policy", "place") if hasattr(model, f"{name}_id")]
    rows = model.objects.filter(pk__in=list(pks)).select_related(*related).order_by("pk")
    return rows.defer("document__text") if model is Case else rows


def bulk(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Show what a deed would do to the chosen records with the value given, or do it."""
    model = next((each for each in admin.site._registry if each._meta.model_name == kind), None)
    deeds = CASE_DEEDS if model is Case else FACT_DEEDS if model and issubclass(model, Fact) else {}
    if name not in deeds:
        raise Http404
    deed = deeds[name]
    if not actions.may(request.user, deed.right):
        raise PermissionDenied("您没有这个权限。")
    if request.method != "POST":
        return HttpResponseRedirect(reverse(f"admin:cases_{kind}_changelist"))
    return _page(request, model, name, deed, _chosen(request.POST.get("chosen", "")))


def _page(
    request: HttpRequest,
    model: type[Model],
    name: str,
    deed: Deed,
    chosen: dict[int, int],
    fresh: bool = False,
) -> HttpResponse:
    form = BulkForm(deed, None if fresh else request.POST, initial={"chosen": _said(chosen)})
    ready = not fresh and form.is_valid() and request.POST.get("do") == "apply"
    if not fresh and request.POST.get("do") == "preview":
        form.errors.pop("reason", None)  # It is asked for what is done, not for a look.
    value = getattr(form, "cleaned_data", {}).get("value") if deed.value is None else deed.value
    found = plan(deed, _records(model, chosen), value, request.user) if value is not None else None
    if ready and found:
        return _apply(request, model, deed, found.changes, chosen, form.cleaned_data["reason"])
    context = {
        "title": f"{deed.word}：所选 {len(chosen)} 条{model._meta.verbose_name}",
        "form": form,
        "deed": deed,
        "plan": found,
        "rows": _rows(deed, found.changes[:SHOWN]) if found else [],
        "left": found.left[:SHOWN] if found else [],
        "unchecked": _unchecked(deed, found.changes) if found else 0,
        "opts": model._meta,
        "target": reverse("admin:bulk", args=[model._meta.model_name, name]),
    }
    return TemplateResponse(request, "admin/bulk.html", {**admin.site.each_context(request), **context})


def _rows(deed: Deed, changes: Sequence[batches.Change]) -> list[tuple[str, str, str]]:
    """Record, value of now and new value, in words."""
    made = []
    for each in changes:
        choices = each.record._meta.get_field(deed.field).choices or ()
        made.append(
            (
                str(each.record),
                str(shown(getattr(each.record, deed.field), choices) or "（空）"),
                str(shown(each.changes[deed.field], choices)),
            )
        )
    return made


def _said(chosen: dict[int, int]) -> str:
    return ",".join(f"{pk}.{version}" for pk, version in chosen.items())


def _apply(
    request: HttpRequest,
    model: type[Model],
    deed: Deed,
    changes: Sequence[batches.Change],
    seen: dict[int, int],
    reason: str,
) -> HttpResponse:
    """Do it to the records as they were seen, say what came of it, and go back to the list."""
    value = shown(changes[0].changes[deed.field]) if changes and deed.value is None else ""
    what = f"{deed.word}：{value}" if value else deed.word
    as_seen = [replace(each, version=seen[each.record.pk]) for each in changes]
    try:
        batch = batches.change_many(changes=as_seen, user=request.user, what=what, reason=reason)
    except (batches.BatchRefused, ValidationError, PermissionDenied) as refused:
        said = "；".join(getattr(refused, "messages", [str(refused)]))
        messages.error(request, f"什么也没有改动：{said}")
    else:
        entry = reverse("admin:cases_batch_change", args=[batch.pk])
        left = _unchecked(deed, changes)
        more = f"其中还有 {left} 条内容未核。" if left else ""
        said = f"已{deed.word} {batch.count} 条，记在“批量修改”里。{more}"
        messages.success(request, format_html('{}<a href="{}">查看或撤销</a>', said, entry))
    return HttpResponseRedirect(reverse(f"admin:cases_{model._meta.model_name}_changelist"))


def _unchecked(deed: Deed, changes: Sequence[batches.Change]) -> int:
    """How many facts nobody has checked readers get to see by it."""
    if deed.value != Case.Status.PUBLISHED:
        return 0
    return unchecked(each.record.pk for each in changes)


def _action(name: str, deed: Deed) -> Callable:
    @admin.action(description=f"{deed.word}（先预览）", permissions=[deed.permission])
    def act(desk: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Show what would change."""
        pks = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(pks) > MOST:
            messages.error(request, f"一次最多 {MOST} 条，请先筛选。")
            return None
        chosen = {record.pk: version_of(record) for record in _records(queryset.model, pks)}
        return _page(request, queryset.model, name, deed, chosen, fresh=True)

    act.__name__ = name
    return act


OF_CASES = tuple(_action(name, deed) for name, deed in CASE_DEEDS.items())
OF_FACTS = tuple(_action(name, deed) for name, deed in FACT_DEEDS.items())
