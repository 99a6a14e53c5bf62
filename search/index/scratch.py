"""An index for a moment: the same tables in a schema of their own, gone afterwards in any case."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from search.index.schema import schema_sql
from search.index.writing import LOCK

_PREFIX = "search_scratch_"


@contextmanager
def scratch() -> Iterator[str]:
    """Make an empty index in a new schema that this connection then works in; gives its name.

    The schema is dropped at the end. What a killed process left behind is dropped by the next one: whoever uses
    a schema holds an advisory lock on it, which ends with its connection. Raises django.db.Error if the
    database does not let us make schemas.
    """
    number = secrets.randbelow(1 << 31)
    name = f"{_PREFIX}{number}"
    with connection.cursor() as cursor:
        cursor.execute("show search_path")
        path = cursor.fetchone()[0]
        _drop_left_behind(cursor)
        cursor.execute("select pg_advisory_lock(%s, %s)", [LOCK + 2, number])
        try:
            cursor.execute(f"create schema {name}")
            enter(name)
            cursor.execute(schema_sql())
            yield name
        finally:
            if connection.connection.closed:  # A server that went away is asked anew, so that nothing stays.
                connection.close()
            with connection.cursor() as again:
                again.execute("select set_config('search_path', %s, false)", [path])
                _drop(again, name, number)


def enter(name: str) -> None:
    """Let this connection work in a scratch schema."""
    with connection.cursor() as cursor:
        cursor.execute(f"set search_path to {name}")


def _drop_left_behind(cursor: Any) -> None:
    cursor.execute("select nspname from pg_namespace where nspname ~ %s", [f"^{_PREFIX}[0-9]+$"])
    for (name,) in cursor.fetchall():
        number = int(name.removeprefix(_PREFIX))
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [LOCK + 2, number])
        if cursor.fetchone()[0]:
            _drop(cursor, name, number)


def _drop(cursor: Any, name: str, number: int) -> None:
    cursor.execute(f"drop schema if exists {name} cascade")
    cursor.execute("select pg_advisory_unlock(%s, %s)", [LOCK + 2, number])
