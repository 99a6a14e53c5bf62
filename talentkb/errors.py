"""Requests that cannot be answered: each gets a page in words, never a traceback.

`handler500` decides by what went wrong: a database that does not answer, or that stopped a query for taking too
long, is no fault of the site's code and passes; it is a 503 that says when to come back. A value that the
database cannot take came with the request; it is a 400.
"""

import logging
import sys
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from talentkb.embedded import EmbeddedError

RETRY_SECONDS = 3
# PoolTimeout and QueryCanceled reach us as OperationalError.
NO_DATABASE = (OperationalError, InterfaceError, EmbeddedError)
NOT_UTF8 = "网址中的文字不是 UTF-8 编码，无法识别。请在检索框中重新输入。"
WITH_NUL = "请求中含有无法处理的空字符（NUL）。请去掉后重试。"


def bad_request(request: HttpRequest, exception: Exception | None = None, message: str = "") -> HttpResponse:
    """400, with what was wrong where that is known."""
    return _page(request, 400, {"message": message})


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, as after signing in anew in another window."""
    return _page(request, 403, name="403_csrf.html")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 and 400 by the error that Django is handling at this moment."""
    error = sys.exc_info()[1]
    if isinstance(error, NO_DATABASE):
        return unavailable(request)
    if isinstance(error, DataError):
        return bad_request(request)
    return _page(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, with the header that tells programs when to try again."""
    response = _page(request, 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what no view can read: text that is not UTF-8, and NUL, which the database takes in no value."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            typed = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1")).decode()
        except UnicodeError:
            return bad_request(request, message=NOT_UTF8)
        # A cookie can hold NUL as well, since Python decodes \000 in a quoted one.
        if any("\0" in text for text in (request.path, typed, *request.COOKIES.values())):
            return bad_request(request, message=WITH_NUL)
        return get_response(request)

    return answer


def brief() -> Callable[[logging.LogRecord], bool]:
    """A filter for the log: what is no fault of the code, a database that is away or a strange host name, is told
    in one line a request, without a traceback."""

    def shorten(record: logging.LogRecord) -> bool:
        blameless = getattr(record, "status_code", None) == 503 or record.name.startswith("django.security")
        if record.exc_info and blameless:
            why = str(record.exc_info[1]).strip().partition("\n")[0]
            said = record.getMessage()
            record.msg, record.args, record.exc_info = said if why in said else f"{said}: {why}", (), None
        return True

    return shorten


def _page(request: HttpRequest, status: int, context: dict | None = None, name: str = "") -> HttpResponse:
    """The template for a status; 500 and 503 ask for nothing that may be what is broken."""
    text = loader.render_to_string(name or f"{status}.html", context, None if status >= 500 else request)
    return HttpResponse(text, status=status)
