"""Finished pages are kept until anything is written, and browsers are told when theirs is still right.

A page for a reader without a session depends on the address with its host, the content and the code alone. The
content's stamp (``Edition``) is read first with each request; so a page made from newer rows may be kept under an
older stamp, but never one made from older rows under a newer stamp. Searches are kept apart, the last few hundred: what
many ask for, and the way back from a case, without putting out the pages of the collection.
Pages are kept compressed and sent so to whoever takes it; none of them holds a secret that its length could tell.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition

from cases.models import Edition

View = Callable[..., HttpResponse]
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))", re.IGNORECASE)


def kept(view: View) -> View:
    """The view with its answers kept; whoever is signed in gets a page of their own."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        edition = _edition(request)
        if edition is None:
            return view(request, *args, **more)
        pages = caches["searches" if {"q", "among"} & request.GET.keys() else "default"]
        key = hashlib.sha256(f"{edition} {request.build_absolute_uri()}".encode()).hexdigest()

        @condition(etag_func=lambda request: f'W/"{key[:32]}"')
        def page(request: HttpRequest) -> HttpResponse:
            if (packed := pages.get(key)) is not None:
                return _unpacked(request, packed)
            response = view(request, *args, **more)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                packed = gzip.compress(response.content, compresslevel=5, mtime=0)
                pages.set(key, packed)
                return _unpacked(request, packed)
            return response

        response = page(request)
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        return response

    return answer


def _takes_gzip(request: HttpRequest) -> bool:
    return bool(_TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))


def _unpacked(request: HttpRequest, packed: bytes) -> HttpResponse:
    if not _takes_gzip(request):
        return HttpResponse(gzip.decompress(packed))
    return HttpResponse(packed, headers={"Content-Encoding": "gzip"})


def _edition(request: HttpRequest) -> str | None:
    """What content and code a kept page would be of; None where no page is kept."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    stamp = Edition.current()
    return f"{stamp} {_code()}" if stamp else None


@cache
def _code() -> str:
    """A fingerprint of templates, styles and code, so that a new release sends no old pages."""
    files = (
        path
        for folder in ("templates", "static", "cases", "search")
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*"))
        if path.suffix in {".html", ".css", ".js", ".py"}
    )
    told = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()
