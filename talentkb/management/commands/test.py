"""``manage.py test``: the whole suite; afterwards nothing that it started is left running."""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

# Every process of a run inherits this variable, and so can be told from all others.
RUN = "TALENTKB_TEST_RUN"
# What a person has set for a site must not decide how a test ends.
NOT_OURS = ("TALENTKB_HTTPS", "TALENTKB_DEBUG", "TALENTKB_HOSTS", "TALENTKB_SECRET_KEY", "REPLICA_URL")
# A run starts some fifty processes, each of which would compile every module for itself.
SLOW = ("PYTHONDONTWRITEBYTECODE",)

# What a run writes comes to less than half of this many bytes.
ROOM = 2 << 30
MEMORY = "/dev/shm"

# What is better off in one process: a chosen test, a debugger, and pytest's own word about processes.
ALONE = ("-k", "-n", "-p", "-s", "-x", "--capture", "--co", "--lf", "--numprocesses", "--pdb")


class Command(BaseCommand):
    help = "运行全部测试。参数原样交给 pytest，例如：manage.py test tests/search -k fold"
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        """All arguments are pytest's, so none is looked at here; ends with pytest's exit code."""
        try:
            sys.exit(run(argv[2:]))
        except CommandError as error:
            sys.exit(str(error))

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """For ``manage.py help test``."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.add_argument("arguments", nargs="*", help="pytest 的参数")
        return parser

    def handle(self, *args: Any, arguments: list[str], **options: Any) -> None:
        """The same from within Python."""
        if code := run(arguments):
            raise CommandError("测试没有通过。", returncode=code)


def run(arguments: list[str]) -> int:
    """Run pytest on a database of its own, which goes away with all processes of the run; its exit code."""
    if importlib.util.find_spec("pytest") is None:
        raise CommandError("缺少 pytest。请用 python3 manage.py test 运行，它会在 .venv 中安装测试所需的包。")
    token = secrets.token_hex(8)
    with _folder() as folder:
        environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS + SLOW}
        # The data folder that a person has chosen, else a new one, so that a running site and other runs are left alone.
        environment |= {"TALENTKB_DATA": os.environ.get("TALENTKB_DATA") or str(folder / "data")}
        environment |= {"TMPDIR": str(folder), RUN: token}
        # A shell's script has what it starts in the background ignore this one, and pytest would inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        pytest = subprocess.Popen(
            [sys.executable, "-m", "pytest", *side_by_side(arguments), *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
        )
        _pass_on(pytest)
        try:
            return _code(pytest.wait())
        finally:
            _end_all(token)


def side_by_side(arguments: list[str]) -> list[str]:
    """The options for two processes, each with a database of its own; none where a person asks for something narrow.

    Many tests wait, for a browser or a start, so that two also help on one processor.
    """
    if not all(each.startswith("-") for each in arguments) or any(
        each.startswith(ALONE) for each in arguments
    ):
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder for all that a run writes, which goes away with it."""
    folder = Path(tempfile.mkdtemp(prefix="talentkb-test-", dir=_memory()))
    try:
        if os.geteuid() == 0:
            folder.chmod(0o711)  # The server, which will not run as root, has to pass through.
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A file system in memory with room for a run, where there is one: databases made anew wait long for a disk.

    None leaves the place to the system, or to the person who has set TMPDIR.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return None
    there = os.statvfs(MEMORY)
    room = min(there.f_bavail * there.f_frsize, psutil.virtual_memory().available // 2)
    return MEMORY if room > ROOM and not there.f_flag & os.ST_NOEXEC else None


def _pass_on(pytest: subprocess.Popen) -> None:
    """Let pytest take itself down when this command is told to end; Ctrl-C of a terminal reaches it anyway."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: pytest.send_signal(signal.SIGINT))


def _code(returned: int) -> int:
    """An exit code as shells have it, also for an end by a signal."""
    return returned if returned >= 0 else 128 - returned


def _end_all(token: str) -> None:
    """End what is left of the run: a server of a test that was itself killed, say."""
    left = [each for each in psutil.process_iter() if _belongs(each, token)]
    for each in left:
        with contextlib.suppress(psutil.Error):
            each.terminate()
    for each in psutil.wait_procs(left, timeout=3)[1]:
        with contextlib.suppress(psutil.Error):
            each.kill()


def _belongs(process: psutil.Process, token: str) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.environ().get(RUN) == token
    return False
