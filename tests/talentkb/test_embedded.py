"""The launcher of the embedded PostgreSQL, against everything that has been seen to go wrong with others."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from talentkb import embedded

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0

# A process that uses the server until its standard input ends, and prints which server that was.
USER_OF_SERVER = """
import sys
from pathlib import Path
import psycopg
from talentkb import embedded
data = Path(sys.argv[1])
with psycopg.connect(host=embedded.ensure(data), user="postgres", dbname="talentkb") as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    """A folder that every user may pass through, as the server's user must when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="talentkb-embedded-"))
    folder.chmod(0o711 if AS_ROOT else 0o700)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def folder(scratch: Path) -> Iterator[Path]:
    """A data folder not made yet; its server is gone afterwards."""
    data = scratch / "data"
    yield data
    remove(data)


@pytest.fixture(scope="module")
def served(scratch: Path) -> Iterator[Path]:
    """One cluster for the tests that only hurt its server; made where an earlier attempt was interrupted."""
    data = scratch / "served"
    (data / "db.new").mkdir(parents=True)
    (data / "db.new" / "PG_VERSION").write_text("18\n")
    data.chmod(0o711 if AS_ROOT else 0o700)
    embedded.ensure(data)
    yield data
    remove(data)


def remove(data: Path) -> None:
    """Stop the server of a data folder and delete the folder."""
    embedded.leave(data)
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


def ask(data: Path, sql: str = "SELECT 1") -> object:
    """What a new connection to the server of this folder answers."""
    place = {"host": embedded.ensure(data), "port": embedded.PORT, "user": embedded.ROLE}
    with psycopg.connect(**place, dbname=embedded.DATABASE, autocommit=True) as connection:
        answer = connection.execute(sql)
        return answer.fetchone()[0] if answer.description else None


def server_of(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "db" / "postmaster.pid").read_text().split()[0]))


def wait_for_end(process: psutil.Process) -> None:
    """Until it has ended; nobody may be there to reap it."""
    deadline = time.monotonic() + 10
    with contextlib.suppress(psutil.NoSuchProcess):
        while process.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline, f"{process} does not end"
            time.sleep(0.01)


def start_user(data: Path, **options: object) -> subprocess.Popen:
    """Another process that uses the server of this folder."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(USER_OF_SERVER), str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def modes(folder: Path) -> dict[Path, int]:
    """The rights of a folder and of all above it."""
    return {each: stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.parents)}


@pytest.mark.parametrize("name", ["有 空格, 逗号 和汉字 ' 引号", "/".join(["很长的路径" * 3] * 3)])
def test_any_path_will_do(scratch: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a language that is not installed here, and with the user's own settings for PostgreSQL."""
    for variable in ("LANG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.setenv(variable, "zh_CN.GB18030")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/nowhere")
    data = scratch / name
    try:
        assert ask(data, "SELECT current_setting('server_encoding')") == "UTF8"
        assert ask(data, "SELECT lower('ＡÉ') = 'ａé'") is True
        assert ask(data, "SELECT current_setting('listen_addresses')") == ""
        assert embedded.answers(data)
        sockets = Path(embedded.ensure(data))
        assert embedded.stop(data)
        assert sockets.parent == data or not sockets.exists()
    finally:
        remove(data)
        shutil.rmtree(scratch / name.split("/")[0], ignore_errors=True)


def test_killed_server_comes_back_with_every_committed_row(served: Path) -> None:
    ask(served, "CREATE TABLE IF NOT EXISTS kept (number int)")
    for number in range(2):
        ask(served, f"INSERT INTO kept VALUES ({number})")
        server = server_of(served)
        server.kill()
        wait_for_end(server)
        began = time.monotonic()
        assert ask(served, "SELECT count(*) FROM kept") == number + 1
        assert time.monotonic() - began < 15
        assert server_of(served).pid != server.pid


@pytest.mark.parametrize("left", ["own", "other", "", "12", "not a number\n"])
def test_left_over_pid_file_is_not_believed(served: Path, left: str) -> None:
    """A pid that by now is another program's, this test's own one included, and a file cut off by a crash."""
    ask(served)
    whole = (served / "db" / "postmaster.pid").read_text()
    embedded.stop(served)
    pid = {"own": os.getpid(), "other": 1}.get(left)
    (served / "db" / "postmaster.pid").write_text(
        left if pid is None else f"{pid}\n{whole.split(chr(10), 1)[1]}"
    )
    assert not embedded.answers(served)
    assert ask(served) == 1


def test_zombie_is_not_taken_for_a_server(served: Path) -> None:
    """As in a container whose first process does not reap."""
    ask(served)
    whole = (served / "db" / "postmaster.pid").read_text()
    embedded.stop(served)
    with subprocess.Popen(["true"]) as zombie:
        wait_for_end(psutil.Process(zombie.pid))
        (served / "db" / "postmaster.pid").write_text(f"{zombie.pid}\n{whole.split(chr(10), 1)[1]}")
        assert ask(served) == 1


def test_interrupted_attempt_is_made_anew(served: Path) -> None:
    """initdb works beside the final place, so that a cluster is there whole or not at all."""
    assert ask(served) == 1
    assert not (served / "db.new").exists()


def test_four_starts_at_once_and_the_last_to_leave_stops_it(folder: Path) -> None:
    users = [start_user(folder) for _ in range(4)]
    assert len({each.stdout.readline() for each in users}) == 1
    server = server_of(folder)
    first, second, third, last = users
    first.send_signal(signal.SIGKILL)
    for each in (second, third):
        each.communicate("")
    first.wait()
    assert server.is_running() and embedded.answers(folder)
    last.communicate("")
    wait_for_end(server)
    assert not embedded.answers(folder)
    assert [each.returncode for each in users] == [-signal.SIGKILL, 0, 0, 0]
    first.communicate()


def test_thread_does_not_start_it_again_while_its_process_ends(folder: Path) -> None:
    """As a pool's thread would, which still runs when Python calls what was registered for the end."""
    code = """
import atexit, sys
from pathlib import Path
from talentkb import embedded
data = Path(sys.argv[1])
def late():
    try:
        embedded.ensure(data)
    except embedded.EmbeddedError as error:
        print(error)
# Registered first, hence called last: after the process has left.
atexit.register(late)
embedded.ensure(data)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "正在退出" in ended.stdout
    assert not embedded.answers(folder)


def test_closed_to_others(served: Path) -> None:
    sockets = Path(embedded.ensure(served))
    rights = {each: stat.S_IMODE(each.stat().st_mode) for each in (sockets, served / "db", served)}
    assert rights[sockets] == rights[served / "db"] == 0o700
    assert rights[served] & 0o066 == 0
    assert {each.family for each in server_of(served).net_connections()} <= {socket.AF_UNIX}


@pytest.mark.skipif(not AS_ROOT, reason="not root: nothing to give up")
def test_root_in_a_folder_closed_to_all_others(folder: Path) -> None:
    if subprocess.run(["unshare", "-U", "true"], capture_output=True).returncode:
        pytest.skip("this machine allows no user namespaces")
    folder.mkdir(mode=0o700)
    data = folder / "inner"
    before = modes(folder)
    try:
        assert ask(data) == 1
        assert modes(folder) == before
        embedded.stop(data)
        assert ask(data) == 1
    finally:
        remove(data)


@pytest.mark.skipif(not AS_ROOT, reason="not root: every other test here runs as an ordinary user")
def test_ordinary_user(folder: Path) -> None:
    other = pwd.getpwnam("nobody")
    demote = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
    try:
        subprocess.run(
            [sys.executable, "-c", "import talentkb, psycopg, psutil"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            **demote,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the checkout or its Python is closed to other users")
    folder.mkdir()
    os.chown(folder, other.pw_uid, other.pw_gid)
    user = start_user(folder / "data", **demote)
    assert user.stdout.readline()
    assert server_of(folder / "data").uids().real == other.pw_uid
    user.communicate("")
    assert user.returncode == 0 and not embedded.answers(folder / "data")


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_folder_that_may_not_be_written(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(embedded.EmbeddedError, match="没有读写权限"):
        embedded.ensure(folder / "data")
    folder.chmod(0o700)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("initdb: could not write to file: No space left on device", "磁盘已满"),
        ("FATAL:  could not write lock file: Disk quota exceeded", "配额"),
        ("File too large", "磁盘"),
        ("[Errno 13] Permission denied: '/srv/data'", "没有读写权限"),
        ("[Errno 30] Read-only file system", "只读"),
        ("unshare: unshare failed: Operation not permitted", "root"),
        ("FATAL:  database files are incompatible with server", "另一个版本"),
        ("FATAL:  something never seen before", "something never seen before"),
    ],
)
def test_faults_are_told_plainly(said: str, sentence: str) -> None:
    assert sentence in embedded.explain(said)


def test_a_full_disk_is_read_off_the_end_of_the_log(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    log = tmp_path / "db" / "server.log"
    assert embedded.last_words(tmp_path) == ""
    log.write_text('PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device\n')
    assert "磁盘已满" in embedded.last_words(tmp_path)
    log.write_text(log.read_text() + "LOG:  checkpoint complete\n" * 400)
    assert embedded.last_words(tmp_path) == ""


def test_data_folder_that_is_a_file(scratch: Path) -> None:
    (scratch / "file").write_text("")
    with pytest.raises(embedded.EmbeddedError, match="数据目录"):
        embedded.ensure(scratch / "file")


def test_stopping_what_never_ran(scratch: Path) -> None:
    assert not embedded.leave(scratch / "nothing") and not embedded.stop(scratch / "nothing")
    assert not embedded.answers(scratch / "nothing") and not (scratch / "nothing").exists()
