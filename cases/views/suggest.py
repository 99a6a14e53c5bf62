"""Completion while typing: the names of places with cases, brands and policies that go on what was typed."""

from django.http import HttpRequest, JsonResponse

from cases.views.page import takes
from cases.vocabulary import KINDS, vocabulary
from search.query import LONGEST
from search.suggest import Name


@takes("q", keeps=False)
def suggest(request: HttpRequest) -> JsonResponse:
    """At most ten names, as JSON. ``text`` is what the search box would then hold.

    Where nothing goes on the whole of what was typed, its last word is completed.
    """
    typed = request.GET.get("q", "")[:LONGEST].strip()
    before, found = "", vocabulary().complete(typed)
    if not found and len(words := typed.rsplit(None, 1)) == 2:
        before, found = f"{words[0]} ", vocabulary().complete(words[1])
    return JsonResponse(
        {"query": typed, "suggestions": [_suggestion(before, name) for name in found]},
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "private, max-age=60"},
    )


def _suggestion(before: str, name: Name) -> dict[str, str | int]:
    return {
        "text": before + name.text,
        "label": name.text,
        "kind": name.kind,
        "kind_label": KINDS[name.kind],
        "note": name.note,
        "count": name.weight,
        "url": name.address,
    }
