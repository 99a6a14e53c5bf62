"""The pool of a web process: a restarted database costs no reader a failure, a missing one is told soon."""

import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection

from talentkb.database.base import DatabaseWrapper

# As settings have it for web processes, with less patience.
POOL = {"min_size": 1, "max_size": 3, "timeout": 5, "reconnect_timeout": 1.0}


def pooled(alias: str, **changes: object) -> DatabaseWrapper:
    """A connection like that of a web process, to the database of this test run unless changed."""
    settings = connection.settings_dict
    options = {**settings["OPTIONS"], "pool": POOL, **changes.pop("OPTIONS", {})}
    return DatabaseWrapper({**settings, **changes, "OPTIONS": options}, alias)


def ask(wrapper: DatabaseWrapper, sql: str = "SELECT pg_backend_pid()") -> object:
    """One request's query: draw a connection, ask, give it back."""
    try:
        return draw(wrapper, sql)
    finally:
        wrapper.close()


def draw(wrapper: DatabaseWrapper, sql: str = "SELECT pg_backend_pid()") -> object:
    """Ask, and keep the connection."""
    with wrapper.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture
def web(django_db_setup: None, django_db_blocker) -> Iterator[DatabaseWrapper]:
    """Outside of the transaction that other tests run in, since a pool's connections are others."""
    with django_db_blocker.unblock():
        wrapper = pooled("web")
        yield wrapper
        wrapper.close_pool()


def test_connections_are_used_again(web: DatabaseWrapper) -> None:
    assert len({ask(web) for _ in range(20)}) <= POOL["max_size"]


def test_restarted_server_is_not_noticed(web: DatabaseWrapper) -> None:
    """Several idle connections have died; the next request gets a living one at once."""
    others = [pooled("web") for _ in range(3)]
    pids = {draw(each) for each in others}
    for each in others:
        each.close()
    assert len(pids) == 3
    for pid in pids:
        ask(connection.copy(), f"SELECT pg_terminate_backend({pid}, 5000)")
    began = time.monotonic()
    assert ask(web) not in pids
    assert ask(web) not in pids
    assert time.monotonic() - began < POOL["timeout"]


def test_no_server_is_told_within_the_time_out(django_db_blocker) -> None:
    wrapper = pooled(
        "down", EMBEDDED=False, HOST="127.0.0.1", PORT="9", OPTIONS={"pool": {**POOL, "timeout": 0.3}}
    )
    with django_db_blocker.unblock():
        for _ in range(2):
            with pytest.raises(OperationalError) as raised:
                ask(wrapper)
            assert isinstance(raised.value.__cause__, psycopg.OperationalError)
        wrapper.close_pool()
