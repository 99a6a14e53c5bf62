"""Requests that cannot be answered get a page in words, by what went wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from talentkb import errors, urls
from talentkb.embedded import EmbeddedError
from talentkb.urls import handler400, handler403, handler404, handler500  # noqa: F401 -- Django looks for them.

FAULTS = {
    "down": (OperationalError("connection refused"), 503),
    "gone": (InterfaceError("connection already closed"), 503),
    "full": (EmbeddedError("磁盘已满"), 503),
    "value": (DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), 400),
    "forbidden": (PermissionDenied(), 403),
    "mistake": (ZeroDivisionError("division by zero"), 500),
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    raise FAULTS[name][0]


def slow(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse("finished")


urlpatterns = [path("fail/<name>", fail), path("slow", slow), *urls.urlpatterns]


@pytest.fixture
def reader() -> Client:
    """A client that gets what a browser would get."""
    return Client(raise_request_exception=False)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_page(name: str, reader: Client) -> None:
    error, status = FAULTS[name]
    answer = reader.get(f"/fail/{name}")
    text = answer.content.decode()
    assert answer.status_code == status
    assert f"{status}</p>" in text and "<h1>" in text
    # What went wrong inside is for the log.
    assert "Traceback" not in text and type(error).__name__ not in text
    assert not str(error) or str(error) not in text
    assert answer.headers.get("Retry-After") == ("3" if status == 503 else None)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("name", "traced"), [("down", False), ("mistake", True)])
def test_log_tells_of_each(name: str, traced: bool, reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(errors.brief())
    reader.get(f"/fail/{name}")
    (record,) = caplog.records
    assert record.levelname == "ERROR" and f"/fail/{name}" in record.getMessage()
    assert bool(record.exc_info) is traced
    assert traced or "connection refused" in record.getMessage()


def test_strange_host_is_one_line_in_the_log(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(errors.brief())
    reader.get("/admin/login/", headers={"host": "elsewhere.example"})
    (record,) = [each for each in caplog.records if each.name.startswith("django.security")]
    assert not record.exc_info and "elsewhere.example" in record.getMessage()


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_query_that_is_stopped(reader: Client) -> None:
    answer = reader.get("/slow")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/?q=%00", "NUL"),
        ("/?q=a%00b", "NUL"),
        ("/?%00=1", "NUL"),
        ("/cases/%00/", "NUL"),
        ("/healthz?q=%00", "NUL"),
        ("/admin/login/?next=%00", "NUL"),
        ("/static/%00", "NUL"),
        ("/?q=%FF", "UTF-8"),
        ("/?q=%C8%CB%B2%C5", "UTF-8"),
        ("/?q=%ED%A0%80", "UTF-8"),
        ("/?%FF", "UTF-8"),
    ],
)
def test_what_no_view_can_read(address: str, hint: str, reader: Client) -> None:
    answer = reader.get(address)
    assert answer.status_code == 400
    assert hint in answer.content.decode()


def test_nul_in_a_cookie(reader: Client) -> None:
    answer = reader.get("/healthz", headers={"cookie": 'sessionid="a\\000b"'})
    assert answer.status_code == 400


@pytest.mark.parametrize("query", ["", "q=%E4%BA%BA%E6%89%8D", "q=人才", "q=%", "q=%zz", "q=a+b%2B", "&&;=&"])
def test_odd_but_readable_queries_reach_the_view(query: str, reader: Client) -> None:
    assert reader.get("/healthz", QUERY_STRING=query.encode().decode("latin-1")).status_code == 200


def test_host_that_is_not_ours(reader: Client) -> None:
    assert reader.get("/admin/login/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/nowhere/", "/cases/%FF/", "/static/nothing.css", "/" + "很" * 500])
def test_pages_that_do_not_exist(path: str, reader: Client) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "Retry-After" not in answer.headers


def test_form_without_its_token() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "刷新" in answer.content.decode()
