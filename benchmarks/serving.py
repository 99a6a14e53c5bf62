"""The site as `up` serves it, asked by several readers at once: requests a second, and the work of each."""

import contextlib
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
from django.conf import settings
from django.db import connection

from benchmarks.scratch import address
from search.index.measure import percentile
from talentkb import process

HOST = "127.0.0.1"
# Who has a session gets every page made for them alone; one that nobody knows is as good.
STRANGER = {"Cookie": f"{settings.SESSION_COOKIE_NAME}=unknown"}
WAYS = {"kept": {}, "made anew": STRANGER, "kept, with writes": {}}
WRITES_EVERY = 1.0  # seconds


@dataclass
class Answered:
    """How a mix of pages was answered: milliseconds of each answer, seconds in all, processor seconds of the site."""

    clients: int
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    work: float = 0.0

    def figures(self) -> dict[str, float]:
        """The figures by their names; ``possible_per_s`` is what two processors would do with nothing beside."""
        count = len(self.milliseconds)
        ascending = sorted(self.milliseconds)
        return {
            "clients": self.clients,
            "requests": count,
            "wrong": len(self.wrong),
            "per_s": count / self.seconds,
            "p50_ms": percentile(ascending, 0.5),
            "p95_ms": percentile(ascending, 0.95),
            "work_ms": self.work * 1000 / count,
            "possible_per_s": 2 * count / self.work if self.work else 0.0,
        }


@contextmanager
def serving() -> Iterator[tuple[int, Callable[[], float]]]:
    """The site over the database that this process works in: its port, and what tells its processor seconds."""
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = address()
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        running = process.start(listener, "localhost")
    try:
        process.wait_for_answer(running, HOST, port, "localhost")
        yield port, lambda: _work(running.gunicorn.pid)
    finally:
        running.end()
        os.environ.pop("DATABASE_URL")
        if before is not None:
            os.environ["DATABASE_URL"] = before


def _work(gunicorn: int) -> float:
    """Processor seconds so far of gunicorn's processes and of the database's for this database but for our own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        backends = [pid for (pid,) in cursor.fetchall()]
    site = psutil.Process(gunicorn)
    spent = 0.0
    for each in [site.pid, *(child.pid for child in site.children(recursive=True)), *backends]:
        with contextlib.suppress(psutil.NoSuchProcess):  # A server elsewhere tells nothing.
            times = psutil.Process(each).cpu_times()
            spent += times.user + times.system
    return spent


def ask(port: int, addresses: Iterable[str], clients: int, headers: dict[str, str]) -> Answered:
    """Ask for all addresses, shared out among clients that each keep their connection."""
    told, left = Answered(clients), iter(addresses)
    lock = threading.Lock()

    def read() -> None:
        with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=30)) as reader:
            while True:
                with lock:
                    wanted = next(left, None)
                if wanted is None:
                    return
                begun = time.perf_counter()
                status = _get(reader, wanted, headers)
                told.milliseconds.append((time.perf_counter() - begun) * 1000)
                if status != 200:
                    told.wrong.append(f"{status} {wanted}")

    readers = [threading.Thread(target=read) for _ in range(clients)]
    begun = time.perf_counter()
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    told.seconds = time.perf_counter() - begun
    return told


def _get(reader: http.client.HTTPConnection, wanted: str, headers: dict[str, str]) -> int:
    asked = {"Host": "localhost", "Accept-Encoding": "gzip", **headers}
    for _ in range(2):
        try:
            reader.request("GET", wanted, headers=asked)
            answer = reader.getresponse()
            answer.read()
            return answer.status
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            reader.close()  # The server closes what has been idle for some seconds.
    return 0


def mix(
    asked: Sequence[str], clients: int, write: Callable[[], None], seconds: float = 0.0
) -> dict[str, dict[str, float]]:
    """The mix with kept pages, with every page made anew, and with kept pages while something is written each second.

    The last is asked for again until ``seconds`` are over, for kept pages may all be read before the first write.
    """
    told = {}
    with serving() as (port, work):
        for name, headers in WAYS.items():
            ask(port, [*asked, *asked], clients, headers)  # Behind this every process has what it keeps.
            begun = work()
            with _writing(write) if "writes" in name else contextlib.nullcontext():
                wanted = _for(seconds, asked) if "writes" in name else asked
                answered = ask(port, wanted, clients, headers)
            answered.work = work() - begun
            told[name] = answered.figures()
    return told


def _for(seconds: float, asked: Sequence[str]) -> Iterator[str]:
    """All addresses, again and again while the seconds last."""
    end = time.monotonic() + seconds
    yield from asked
    while time.monotonic() < end:
        yield from asked


@contextmanager
def _writing(write: Callable[[], None]) -> Iterator[None]:
    """Write again and again."""
    over = threading.Event()

    def again() -> None:
        while not over.wait(WRITES_EVERY):
            write()
        connection.close()

    writer = threading.Thread(target=again)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()
