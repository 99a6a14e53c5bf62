"""Records that were merged: their old addresses lead on for good, and two names of one record are shown as one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect

from cases.models import Brand, Case, Policy


def led_on(
    request: HttpRequest, model: type[Brand | Case | Policy], key: str, here: QuerySet | None = None
) -> HttpResponsePermanentRedirect:
    """301 to the record that the one of this key was merged into, or to itself where it is one of ``here``.

    Raises Http404 where readers have neither.
    """
    target = model.objects.public().filter(merged__key=key).first()
    target = target or (here.filter(key=key).first() if here is not None else None)
    if target is None:
        raise Http404(f"没有这个{model._meta.verbose_name}。")
    asked = request.META.get("QUERY_STRING", "")
    return leading(f"{target.get_absolute_url()}{'?' if asked else ''}{asked}")


def leading(address: str) -> HttpResponsePermanentRedirect:
    """301 that browsers ask for again: without being told so they keep it for good, also when a merge was undone."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})


def once(mentions: Iterable[Any], field: str) -> list[Any]:
    """Mentions with the same value of ``field`` as one, which has the ``witnesses`` of all, in the order of the text.

    A case that called one record by two names has two mentions of it.
    """
    first: dict[Any, Any] = {}
    for each in mentions:
        known = first.setdefault(getattr(each, field), each)
        if known is not each:
            both = dict.fromkeys([*known.witnesses, *each.witnesses])
            known.witnesses = tuple(sorted(both, key=lambda witness: (witness.start, witness.end)))
    return list(first.values())
