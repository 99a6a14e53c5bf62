"""The screen of the review queue: one item, and approve, return with a reason, or edit; the next item at once."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from cases import actions
from cases.admin import queue
from cases.admin.unchecked import published
from cases.models import Case


def review(request: HttpRequest) -> HttpResponse:
    """Show what waits, or take a decision and go on to the next."""
    if not actions.may(request.user, "review"):
        raise PermissionDenied("您没有审核的权限。")
    if request.method == "POST":
        return _decide(request)
    return _screen(request, *_chosen(request.GET))


def _chosen(given: QueryDict) -> tuple[str, int | None]:
    """The kind asked for, or "", and the case that the queue is limited to."""
    kind, case = given.get("kind", ""), given.get("case", "")
    return kind if kind in queue.MODELS else "", int(case) if case.isascii() and case.isdigit() and len(
        case
    ) < 19 else None


def _screen(
    request: HttpRequest, kind: str, case: int | None, shown: queue.Item | None = None
) -> HttpResponse:
    counts = queue.counts(case)
    kind = kind or next((each for each, _, number in counts if number), queue.ORDER[0])
    rows = queue.waiting(kind, case)
    ahead = list(queue.behind(kind, rows, request.GET.get("after", ""))[: queue.AHEAD + 1])
    if shown is None and ahead:
        shown = queue.item(kind, ahead.pop(0))
    context = {
        **admin.site.each_context(request),
        "title": "审核",
        "kind": kind,
        "limited": case and Case.objects.filter(pk=case).only("title").first(),
        "tabs": [(each, word, _short(number), _address(each, case)) for each, word, number in counts],
        "item": shown,
        "back": request.get_full_path(),
        "skip": _address(kind, case, queue.cursor_of(shown.record)) if shown else "",
        "first": _address(kind, case),
        "ahead": ahead,
    }
    return TemplateResponse(request, "admin/review.html", context)


def _short(number: int) -> str:
    return f"{number - 1}+" if number >= queue.MOST else str(number)


def _address(kind: str, case: int | None, after: str = "") -> str:
    given = QueryDict(mutable=True)
    given.update(
        {"kind": kind, **({"case": str(case)} if case else {}), **({"after": after} if after else {})}
    )
    return f"{reverse('admin:review')}?{given.urlencode()}"


def _decide(request: HttpRequest) -> HttpResponse:
    """Do what was asked; what is refused comes back with the item and all that was typed."""
    kind, case = _chosen(request.GET)
    kind, pk = request.POST.get("kind", ""), request.POST.get("pk", "")
    if kind not in queue.MODELS or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        messages.warning(request, "没有说明要处理哪一条，请从列表里选。")
        return HttpResponseRedirect(_address(kind if kind in queue.MODELS else "", case))
    record = queue.MODELS[kind].objects.filter(pk=int(pk)).first()
    if record is None:
        messages.warning(request, "这一条已经不在了：再次导入时原文里不再读到它。")
        return HttpResponseRedirect(_address(kind, case))
    try:
        said = _do(request.user, kind, record, request.POST)
    except (ValidationError, PermissionDenied, actions.EditConflict) as refused:
        return _again(request, kind, case, int(pk), refused)
    messages.success(request, said)
    return HttpResponseRedirect(_address(kind, case, queue.cursor_of(record)))


def _do(user: Any, kind: str, record: Any, given: QueryDict) -> str:
    """One decision through the actions; what to say about it. Raises as they do."""
    version = given.get("version", "")
    about = {
        "user": user,
        "reason": given.get("reason", "").strip(),
        "version": int(version) if version.isascii() and version.isdigit() else None,
    }
    do = given.get("do")
    if do == "edit" and kind != "case":
        changes = queue.edited(kind, record.pk, given)
        return f"已改正并确认：{actions.edit_fact(fact=record, changes=changes, **about)}"
    if do not in ("approve", "return"):
        raise ValidationError("没有这种操作。")
    if record.renewed:
        (actions.accept_reading if do == "approve" else actions.keep_value)(record=record, **about)
        return f"{'已采用新读法' if do == 'approve' else '已保留原值'}：{record}"
    if kind == "case":
        status = Case.Status.PUBLISHED if do == "approve" else Case.Status.DRAFT
        actions.edit_case(case=record, changes={"status": status}, **about)
        return published(record) if do == "approve" else f"已退回：{record}"
    if do == "approve":
        actions.confirm_fact(fact=record, **about)
        return f"已确认：{record}"
    actions.return_fact(fact=record, **about)
    return f"已否决：{record}"


def _again(
    request: HttpRequest,
    kind: str,
    case: int | None,
    pk: int,
    refused: ValidationError | PermissionDenied | actions.EditConflict,
) -> HttpResponse:
    """The same item as it is now, with what was wrong and what was typed."""
    shown = queue.item(kind, queue.waiting(kind).model.objects.select_related().get(pk=pk))
    shown.error = "；".join(getattr(refused, "messages", [str(refused)]))
    shown.reason = request.POST.get("reason", "")
    if request.POST.get("do") == "edit" and kind != "case":
        shown.form = queue.edit_form(kind, shown.record, request.POST)
    return _screen(request, kind, case, shown)
