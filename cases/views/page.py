"""What all pages share: which parameters they take, how they refuse others, and how lists are paged."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.filters import Filters, Refusal
from cases.results import MOST_PAGES, PER_PAGE, page_number
from cases.views.kept import kept

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a paged list a page stands; numbers count from 1."""

    number: int
    last: int

    @property
    def shown(self) -> list[int | None]:
        """The numbers to link, None for a gap: 1 … 4 5 6 … 20."""
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        numbers: list[int | None] = []
        for each in sorted(number for number in near if 1 <= number <= self.last):
            if numbers and numbers[-1] is not None and each - numbers[-1] > 1:
                numbers.append(None)
            numbers.append(each)
        return numbers


def takes(*names: str, keeps: bool = True) -> Callable[[View], View]:
    """A page that takes these parameters; any other, or a value that cannot be, is answered 400 with a hint.

    It is kept (``kept``) unless it is no page that is worth it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            try:
                _refuse_unknown(request, names)
                return view(request, *args, **more)
            except Refusal as refusal:
                return render(request, "400.html", {"message": str(refusal)}, status=400)

        return require_safe(kept(answer) if keeps else answer)

    return decorate


def _refuse_unknown(request: HttpRequest, names: Sequence[str]) -> None:
    for name in request.GET:
        if name not in names:
            known = f"这一页可用的参数有：{'、'.join(names)}。" if names else "这一页不用参数。"
            raise Refusal(f"不认识参数“{name[:40]}”。{known}")


def tidied(view: View) -> View:
    """A list with a form: of an address with blanks, as forms send them, the one that says the same is answered."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        pairs = [(name, value) for name, values in request.GET.lists() for value in values]
        said = [(name, value) for name, value in pairs if value.strip()]
        if len(said) == len(pairs):
            return view(request)
        return HttpResponseRedirect(f"{request.path}?{urlencode(said)}" if said else request.path)

    return answer


def finder(filters: Filters, total: int) -> dict[str, Any]:
    """What the template of a list with filters needs of them; ways out only where the list is empty."""
    return {
        "facets": filters.facets,
        "facet_groups": filters.groups,
        "picked": filters.picked,
        "words": filters.words,
        "ways_out": filters.ways_out() if not total else (),
    }


def paged(
    request: HttpRequest,
    filters: Filters,
    order: Callable[[], Sequence[int]],
    whole: Callable[[Sequence[int]], QuerySet],
) -> tuple[list[Any], Pages, int]:
    """The rows of the page asked for, where it stands, and how many rows there are; 404 beyond the last page.

    ``order`` gives the keys of all rows of the list in their order, ``whole`` some rows with all that is shown of them:
    what a page shows of its twenty rows is asked of no others.
    """
    number, total = page_number(request.GET), filters.total
    pages = pages_of(number, total)
    standing = set(filters.keys)
    keys = [key for key in order() if key in standing][(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = {row.pk: row for row in whole(keys)}
    return [rows[key] for key in keys if key in rows], pages, total


def pages_of(number: int, total: int, per_page: int = PER_PAGE) -> Pages:
    """The pages of a list of ``total`` rows; raises Http404 when the one asked for is beyond the last."""
    last = max(1, min(math.ceil(total / per_page), MOST_PAGES))
    if number > last:
        raise Http404(f"这个列表只有 {last} 页。")
    return Pages(number, last)
