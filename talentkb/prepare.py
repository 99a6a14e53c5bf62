"""From an empty database to a site worth opening; each step changes nothing where its work is done already."""

import contextlib
import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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
    """Bring the tables up to date, and the places, whose table a new version may bring; True if there was need."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_places", verbosity=0)
    return True


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
    """Collect the static files if any changed since the last time; True if so."""
    stamp, state = Path(settings.DATA_DIR) / "static.sha256", _static_state()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return False
    stamp.unlink(missing_ok=True)
    # Nothing is cleared: pages that a browser still shows ask for the files of the version they came from.
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state)
    return True


def _static_state() -> str:
    """A hash over name, size and time of every static file, and over what they are prepared with."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            status = Path(storage.path(path)).stat()
            digest.update(f"\n{path} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
