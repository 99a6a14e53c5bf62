"""Which database a query goes to when there is a read replica.

A replica lags. Anonymous readers do not mind; whoever is signed in or sends a form must see what was just saved.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_may_lag = ContextVar("may_lag", default=False)


class Router:
    """Reads of anonymous visitors go to the replica, everything else to the primary."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        """The name of the database to read from."""
        return "replica" if _may_lag.get() else "default"

    def db_for_write(self, model: type, **hints: Any) -> str:
        """The primary, always."""
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica receives its tables from the primary."""
        return db == "default"


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let a request read from the replica if it only reads and bears no session."""

    def answer(request: HttpRequest) -> HttpResponse:
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        token = _may_lag.set(request.method in {"GET", "HEAD"} and anonymous)
        try:
            return get_response(request)
        finally:
            _may_lag.reset(token)

    return answer
