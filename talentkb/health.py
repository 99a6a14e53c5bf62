"""Two pages for supervisors: is the process alive, and may it be sent readers?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from talentkb.errors import NO_DATABASE


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return _line("talentkb ok", 200)


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except NO_DATABASE:
        return _line("database does not answer", 503)
    return _line(f"{len(waiting)} migrations to apply", 503) if waiting else _line("talentkb ready", 200)


def _line(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        text + "\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
