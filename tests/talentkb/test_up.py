"""``manage.py up``: from nothing to an answering site, through a killed database, to nothing left behind."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.core.management import CommandError, load_command_class

from talentkb import embedded

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data: Path, **more: str) -> dict[str, str]:
    """As a person has it who knows nothing of our variables."""
    ours = ("TALENTKB_", "DATABASE_URL", "REPLICA_URL", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # This one stays, so that whatever becomes of this test, `manage.py test` finds what it has started.
    run = {name: os.environ[name] for name in ("TALENTKB_TEST_RUN",) if name in os.environ}
    return kept | run | {"TALENTKB_DATA": str(data), "PYTHONUNBUFFERED": "1"} | more


def up(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``up`` where it is expected not to serve."""
    return subprocess.run(
        [sys.executable, "manage.py", "up", *arguments],
        cwd=ROOT,
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def _in_background() -> None:
    """Start with Ctrl-C ignored, as a shell's script starts what it does not wait for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Site:
    """A running ``up``, and what it has printed until the address came."""

    def __init__(self, data: Path, *arguments: str, **more: str) -> None:
        self.data, self.port, self.printed = data, free_port(), ""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(self.port), *arguments],
            cwd=ROOT,
            env=environment(data, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # As a terminal would: a group of its own, so that a signal can be sent to all of it.
            start_new_session=True,
            preexec_fn=_in_background,
        )
        for line in self.process.stdout:
            self.printed += line
            if "Ctrl-C" in line:
                break

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal to the group, as a terminal does, and wait; the exit code."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.printed += self.process.communicate(timeout=SECONDS)[0]
        return self.process.returncode


def processes(data: Path) -> list[psutil.Process]:
    """All that live on this data folder: the site's processes have it as a variable, the server's work in it."""
    found = []
    for each in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if each.status() != psutil.STATUS_ZOMBIE and (
                each.environ().get("TALENTKB_DATA") == str(data) or each.cwd() == str(data / "db")
            ):
                found.append(each)
    return found


def assert_nothing_left(data: Path) -> None:
    deadline = time.monotonic() + 30
    while (left := processes(data)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder that the server's user can reach also when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="talentkb-up-"))
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    yield folder / "data"
    for each in processes(folder / "data"):
        each.kill()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def first(data: Path) -> Site:
    """The first start on an empty folder, ended by Ctrl-C; what it answered is in `answers`."""
    site = Site(data, "--no-demo")
    site.answers = {
        path: site.get(path) for path in ("/", "/readyz", "/admin/login/", "/nowhere/", "/?q=%00")
    }
    site.code = site.end()
    return site


def test_first_start(first: Site) -> None:
    assert f"http://127.0.0.1:{first.port}/" in first.printed
    assert {path: answer[0] for path, answer in first.answers.items()} == {
        "/": 200,
        "/readyz": 200,
        "/admin/login/": 200,
        "/nowhere/": 404,
        "/?q=%00": 400,
    }
    for path in ("/", "/nowhere/", "/?q=%00"):
        assert "default-src 'self'" in first.answers[path][1]["Content-Security-Policy"], path


def test_password_is_printed_once(first: Site) -> None:
    assert re.search(r"管理员：admin\n +密码：[\w-]{16}\n", first.printed)


def test_ctrl_c_leaves_nothing(first: Site, data: Path) -> None:
    assert (first.code, first.printed.splitlines()[-1]) == (0, "已停止。")
    assert "Traceback" not in first.printed
    assert_nothing_left(data)


def test_second_start_does_nothing_twice(first: Site, data: Path) -> None:
    """Ended as by closing the terminal, which tells every process of it."""
    site = Site(data, "--no-demo")
    try:
        assert "密码：" not in site.printed and "更新" not in site.printed
    finally:
        assert site.end(signal.SIGHUP) == 0
    assert_nothing_left(data)


def test_killed_database_is_back_by_itself(first: Site, data: Path) -> None:
    """What is asked meanwhile is answered, with a page or with 503, and never with 500."""
    site = Site(data, "--no-demo")
    answers: set[tuple[int, bool]] = set()
    over = threading.Event()

    def read(path: str) -> None:
        while not over.wait(0.05):
            status, headers, _ = site.get(path)
            answers.add((status, "Retry-After" in headers))

    readers = [threading.Thread(target=read, args=[path]) for path in ("/", "/cases/", "/counties/")]
    try:
        for each in readers:
            each.start()
        for _ in range(2):
            server = psutil.Process(int((data / "db" / "postmaster.pid").read_text().split()[0]))
            server.kill()
            deadline = time.monotonic() + 30
            # A thread may still hold a connection to the server that was killed, which costs one 503.
            while not embedded.answers(data) or {site.get(path)[0] for path in ("/readyz", "/cases/")} != {
                200
            }:
                assert time.monotonic() < deadline, "the database or the pages are not back"
                time.sleep(0.1)
    finally:
        over.set()
        for each in readers:
            each.join()
        site.end(signal.SIGTERM)
    assert answers and answers <= {(200, False), (503, True)}
    assert_nothing_left(data)


def test_killed_up_leaves_nothing(first: Site, data: Path) -> None:
    site = Site(data, "--no-demo")
    site.process.kill()
    site.process.communicate(timeout=SECONDS)
    assert_nothing_left(data)


def test_port_taken(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = up(data, "--port", str(other.getsockname()[1]))
    assert ended.returncode == 1
    assert "已被占用" in ended.stderr and "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "more", "sentence"),
    [
        (
            [],
            {"DATABASE_URL": "postgres://user:geheim@127.0.0.1:9/kb"},
            "没有在 DATABASE_URL 所写的主机和端口上运行",
        ),
        ([], {"DATABASE_URL": "mysql://user:geheim@localhost/kb"}, "必须是 PostgreSQL"),
        ([], {"TALENTKB_DEBUG": "1"}, "TALENTKB_DEBUG"),
        (["--host", "192.0.2.1"], {}, "本机没有地址"),
    ],
)
def test_wrong_use_ends_in_a_sentence(
    data: Path, arguments: list[str], more: dict[str, str], sentence: str
) -> None:
    ended = up(data, "--port", str(free_port()), *arguments, **more)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr and "geheim" not in ended.stderr


@pytest.mark.parametrize("typed", ["0", "65536", "-1", "八千", "８０００", "8000.0", "9" * 5000])
def test_ports_that_are_none(typed: str) -> None:
    parser = load_command_class("talentkb", "up").create_parser("manage.py", "up")
    with pytest.raises(CommandError, match="1 到 65535"):
        parser.parse_args([f"--port={typed}"])
