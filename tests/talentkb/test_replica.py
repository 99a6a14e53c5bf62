"""Who reads from the replica, and that its absence is not noticed."""

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from talentkb import replica


class Replica:
    """Stands for the connection, and counts how often it was asked for."""

    def __init__(self) -> None:
        self.down, self.tries = False, 0

    def ensure_connection(self) -> None:
        self.tries += 1
        if self.down:
            raise OperationalError("connection refused")


@pytest.fixture
def standby(monkeypatch: pytest.MonkeyPatch) -> Replica:
    made = Replica()
    monkeypatch.setattr(replica, "connections", {"replica": made})
    return made


def read_from(router: replica.Router, request: HttpRequest) -> str:
    """The database that a view's reading goes to."""
    answer = replica.middleware(lambda _: HttpResponse(router.db_for_read(object)))
    return answer(request).content.decode()


@pytest.mark.parametrize(
    ("method", "cookies", "database"),
    [
        ("get", {}, "replica"),
        ("head", {}, "replica"),
        ("get", {"theme": "dark"}, "replica"),
        ("get", {settings.SESSION_COOKIE_NAME: "abc"}, "default"),
        ("post", {}, "default"),
    ],
)
def test_only_anonymous_readers(method: str, cookies: dict, database: str, standby: Replica) -> None:
    request = getattr(RequestFactory(), method)("/")
    request.COOKIES.update(cookies)
    assert read_from(replica.Router(), request) == database
    assert replica.Router().db_for_read(object) == "default"


def test_replica_that_is_gone_costs_one_try(standby: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(replica.time, "monotonic", lambda: now)
    router, request = replica.Router(), RequestFactory().get("/")
    standby.down = True
    assert [read_from(router, request) for _ in range(3)] == ["default"] * 3
    assert standby.tries == 1
    standby.down = False
    assert read_from(router, request) == "default"
    now += replica.PAUSE_SECONDS
    assert read_from(router, request) == "replica"


def test_nothing_is_written_to_it() -> None:
    router = replica.Router()
    assert router.db_for_write(object) == "default"
    assert router.allow_migrate("default", "cases") and not router.allow_migrate("replica", "cases")
