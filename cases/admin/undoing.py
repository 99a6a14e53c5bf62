"""撤销这次批量修改: what would go back, what was changed since and is left, and doing it with a reason."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from cases import actions
from cases.actions import batches, undoing
from cases.admin.desk import field_in_words
from cases.models import Batch
from cases.sheets.cells import shown

SHOWN = 20  # rows of each list


class UndoForm(forms.Form):
    """Why, and how many records were said to go back."""

    reason = forms.CharField(label="理由", max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def address(batch: Batch, user: Any) -> str:
    """Where a batch is taken back; "" for who may not change records, and for batches of which nothing was noted."""
    may = actions.may(user, "edit") or actions.may(user, "name")
    return reverse("admin:undo_batch", args=[batch.pk]) if may and batch.noted is not None else ""


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what undoing a batch would do, or do it."""
    batch = get_object_or_404(Batch, pk=pk)
    if not address(batch, request.user):
        raise PermissionDenied("这次批量修改您不能撤销。")
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (done := _apply(request, batch, form)):
        return HttpResponseRedirect(reverse("admin:cases_batch_change", args=[done.pk]))
    found = undoing.undoing(batch, request.user)
    context = {
        **admin.site.each_context(request),
        "title": f"撤销批量修改：{batch.what}",
        "opts": Batch._meta,
        "batch": batch,
        "plan": found,
        "rows": [_row(each) for each in found.changes[:SHOWN]],
        "since": [(record, "、".join(fields)) for record, fields in found.since],
        "left": found.left[:SHOWN],
        "form": form,
        "reason": request.POST.get("reason", ""),
    }
    return TemplateResponse(request, "admin/undo_batch.html", context)


def _row(change: batches.Change) -> tuple[str, list[tuple[str, str, str]]]:
    """A record, and of each field that goes back the word, the value of now and that from before."""
    told = []
    for name, value in change.changes.items():
        choices = change.record._meta.get_field(name).choices or ()
        now = shown(getattr(change.record, name), choices)
        told.append((field_in_words(name), str(now or "（空）"), str(shown(value, choices) or "（空）")))
    return str(change.record), told


def _apply(request: HttpRequest, batch: Batch, form: UndoForm) -> Batch | None:
    """Undo and say so; None where it is refused, which is told in the form."""
    given = form.cleaned_data
    try:
        done = undoing.undo_batch(batch=batch, user=request.user, reason=given["reason"], seen=given["seen"])
    except (batches.BatchRefused, ValidationError, PermissionDenied, actions.EditConflict) as refused:
        form.add_error(None, ValidationError(getattr(refused, "messages", [str(refused)])))
        return None
    messages.success(request, f"已撤销：{done.count} 条恢复到这次批量修改之前。撤销也记作一次批量修改。")
    return done
