"""The processes of the site, one that serves and one that works in the background: how `up` starts them, waits for
the first answer, and ends them."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from django.conf import settings

from talentkb import server

START_SECONDS = 60
# A worker that ends by itself is started again after so long.
AGAIN_SECONDS = 3
# What is added to the time that requests under way are given.
END_SECONDS = 5


class ProcessError(RuntimeError):
    """The site does not serve; the message is a Chinese sentence for the person at the terminal."""


class Worker:
    """The process that reads what people bring in at the desk; it is started again whenever it ends."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.process = self._start()
        threading.Thread(target=self._keep, daemon=True).start()

    def _start(self) -> subprocess.Popen:
        theirs, self.lifeline = os.pipe()
        try:
            return subprocess.Popen(
                [sys.executable, "manage.py", "work", "--verbosity", "0"],
                cwd=settings.BASE_DIR,
                env={**os.environ, server.LIFELINE: str(theirs)},
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs,),
                start_new_session=True,
            )
        finally:
            os.close(theirs)

    def _keep(self) -> None:
        while True:
            self.process.wait()
            os.close(self.lifeline)
            if self.over.wait(AGAIN_SECONDS):
                return
            self.process = self._start()

    def end(self) -> None:
        """Tell it to end and wait; what it has under way goes back into the queue."""
        self.over.set()
        self.process.terminate()
        try:
            self.process.wait(server.graceful_timeout)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Running:
    """gunicorn, our end of the pipe by which it notices that we are gone, and the worker once there is one."""

    gunicorn: subprocess.Popen
    lifeline: int
    worker: Worker | None = None

    def wait(self) -> None:
        """Stay as long as it serves; raises ProcessError when it ends by itself."""
        code = self.gunicorn.wait()
        raise ProcessError(f"网站的服务进程意外退出（代码 {code}）。原因见上面的日志。")

    def work(self) -> None:
        """Start the worker, which may take its time once readers are served."""
        self.worker = Worker()

    def end(self) -> None:
        """End all of them; requests get a while to be answered."""
        self.gunicorn.terminate()
        if self.worker:
            self.worker.end()
        try:
            self.gunicorn.wait(server.graceful_timeout + END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.gunicorn.pid, signal.SIGKILL)
            self.gunicorn.wait()
        os.close(self.lifeline)


def start(listener: socket.socket, hosts: str) -> Running:
    """Serve on this socket under these host names, given as TALENTKB_HOSTS has them."""
    theirs, ours = os.pipe()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:talentkb.server",
        "-b",
        f"fd://{listener.fileno()}",
    ]
    try:
        gunicorn = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env={**os.environ, "TALENTKB_HOSTS": hosts, server.LIFELINE: str(theirs)},
            stdin=subprocess.DEVNULL,
            pass_fds=(listener.fileno(), theirs),
            # The terminal's Ctrl-C and its end are for `up` alone; to gunicorn a hang-up would mean: load anew.
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    return Running(gunicorn, ours)


def wait_for_answer(running: Running, host: str, port: int, hosts: str) -> None:
    """Return when the site answers that it is ready; raises ProcessError when it does not come to that."""
    name = hosts.split(",")[0].strip().lstrip(".")
    deadline = time.monotonic() + START_SECONDS
    said = "没有应答"
    while time.monotonic() < deadline:
        if running.gunicorn.poll() is not None:
            running.wait()
        connection = http.client.HTTPConnection(host, port, timeout=5)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/readyz", headers={"Host": "localhost" if name == "*" else name})
            answer = connection.getresponse()
            said = answer.read(200).decode(errors="replace").strip()
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise ProcessError(f"网站在 {START_SECONDS} 秒内没有准备好：{said}")
