"""From an empty database to a site worth opening; each step changes nothing where its work is done already."""

import contextlib
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

ADMINISTRATOR = "admin"
# The number of an advisory lock, the same in every process and no one else's: the letters "TKB".
LOCK = 0x544B42


class NameTaken(ValueError):
    """There is no administrator, but another user of that name."""


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Of several starts on one database, one prepares while the others wait."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
    finally:
        holder.close()


def migrate() -> bool:
    """Bring the tables up to date; True if there was need.

    The names tell that there is none: to load all steps takes longer than the rest of a start.
    """
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    steps = {(label, step.name) for label, folder in folders.items() for step in iter_modules([folder])}
    if steps <= MigrationRecorder(connection).applied_migrations().keys():
        return False
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def place() -> bool:
    """Bring the places to their table in the files, if that changed since the last time; True if so."""
    return _unless_done("places", f"{settings.DATABASE_URL}\n{_state(settings.PLACES)}", "load_places")


def is_empty() -> bool:
    """Whether there are no documents."""
    return not apps.get_model(settings.DOCUMENT_MODEL).objects.exists()


def demonstrate() -> bool:
    """Bring in the demonstration documents by the ordinary command; whether every one of them was taken."""
    try:
        call_command("ingest", str(settings.DEMONSTRATION), verbosity=0)
    except SystemExit as end:
        if end.code == 130:
            raise KeyboardInterrupt from end
        return not end.code
    return True


def appoint() -> str | None:
    """Make an administrator where there is none: the password, which is kept nowhere else. Raises NameTaken."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    if users.filter(username=ADMINISTRATOR).exists():
        raise NameTaken
    password = secrets.token_urlsafe(12)
    users.create_superuser(ADMINISTRATOR, password=password)
    return password


def collect() -> bool:
    """Collect the static files if any changed since the last time; True if so.

    None is removed: pages that a browser still shows ask for the files of the version they came from.
    """
    files = [Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list(None)]
    state = f"{django.__version__} {settings.STORAGES['staticfiles']} {_state(files)}"
    if not settings.STATIC_ROOT.is_dir():
        _stamp("static").unlink(missing_ok=True)
    return _unless_done("static", state, "collectstatic", interactive=False)


def _state(files: Iterable[Path]) -> str:
    """The names, sizes and times of files."""
    found = [(str(path), path.stat()) for path in files]
    return "\n".join(f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in found)


def _stamp(name: str) -> Path:
    return settings.DATA_DIR / f"{name}.sha256"


def _unless_done(name: str, state: str, command: str, **options: Any) -> bool:
    """Call a command unless it was done for this state of its files; the data folder keeps a hash of that."""
    stamp, wanted = _stamp(name), hashlib.sha256(state.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command(command, verbosity=0, **options)
    stamp.write_text(wanted)
    return True
