"""Which database a query goes to when there is a read replica.

A replica lags. Anonymous readers do not mind; whoever is signed in or sends a form must see what was just saved.
When the replica does not answer, the primary does.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse

# How long a replica that did not answer is left alone, since each try costs a reader some waiting.
PAUSE_SECONDS = 10
log = logging.getLogger(__name__)
_may_lag = ContextVar("may_lag", default=False)


class Router:
    """Reads of anonymous visitors go to the replica while it answers, everything else to the primary."""

    def __init__(self) -> None:
        self.left_alone_until = 0.0

    def db_for_read(self, model: type, **hints: Any) -> str:
        """The name of the database to read from."""
        return "replica" if _may_lag.get() and self._replica_answers() else "default"

    def _replica_answers(self) -> bool:
        if time.monotonic() < self.left_alone_until:
            return False
        try:
            connections["replica"].ensure_connection()
        except (OperationalError, InterfaceError) as error:
            log.warning("The replica does not answer, the primary does for %s s: %s", PAUSE_SECONDS, error)
            self.left_alone_until = time.monotonic() + PAUSE_SECONDS
            return False
        return True

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
