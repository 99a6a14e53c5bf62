"""A knowledge base for a measurement: a database of its own beside the site's, filled with generated documents."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from benchmarks import generated
from cases import actions
from cases.models import Document

PREFIX = "talentkb_benchmark_"


@contextmanager
def database(keep: str = "") -> Iterator[None]:
    """Let this process work in a database with all tables and places; it is dropped afterwards unless it is to be kept.

    One that was kept under this name is there again with what it holds.
    """
    name, own = PREFIX + (keep or secrets.token_hex(4)), connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"create database {connection.ops.quote_name(name)}")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
        actions.load_places()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if not keep:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"drop database {connection.ops.quote_name(name)} with (force)")


def fill(documents: int, characters: int, jobs: int = 2) -> None:
    """Bring in generated documents by the ordinary command until there are so many; those that are there count."""
    there = Document.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        made = generated.write(Path(folder), range(there, documents), characters)
        if list(made):
            call_command("ingest", folder, jobs=jobs, verbosity=0)
    vacuum()


def vacuum() -> None:
    """What PostgreSQL does by itself in time; behind it the planner knows the tables."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def address() -> str:
    """The address of the database that this process works in, as DATABASE_URL has it, for one that it starts."""
    given = connection.get_connection_params()
    user = quote(given["user"], safe="") + (
        f":{quote(given['password'], safe='')}" if given.get("password") else ""
    )
    host, port = quote(given.get("host") or "", safe=""), given.get("port")
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{given['dbname']}"
