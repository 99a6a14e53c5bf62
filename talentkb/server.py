"""gunicorn's settings, for `up` and for a server run by hand: `gunicorn -c python:talentkb.server`.

Two processes of four threads answer 8 requests at once; each thread has one connection to the database.
"""

import os
import signal
import threading
from typing import Any

from django.core.exceptions import ImproperlyConfigured

THREADS = 4
# The number of an inherited pipe whose other end the process `up` holds open.
LIFELINE = "TALENTKB_LIFELINE"


def _workers() -> int:
    typed = os.environ.get("WEB_CONCURRENCY") or "2"
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:4]) <= 64):
        raise ImproperlyConfigured(f"环境变量 WEB_CONCURRENCY 须是 1 到 64 的整数，现在是“{typed}”。")
    return int(typed)


wsgi_app = "talentkb.wsgi"
workers = _workers()
threads = THREADS
worker_class = "gthread"
# The dictionary of the segmenter is loaded once and shared by the workers.
preload_app = True
# The longest that gunicorn takes; a state of all filters of a page is far shorter.
limit_request_line = 8190
# Requests under way get this long when the site is stopped.
graceful_timeout = 10
loglevel = "warning"
# Without it gunicorn would make a folder in the user's home for a socket that nobody uses here.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """End the server when `up` is gone, however it died: the kernel closes a pipe for the dead too."""
    if pipe := os.environ.get(LIFELINE):
        threading.Thread(target=_end_with, args=(int(pipe),), daemon=True).start()


def worker_exit(server: Any, worker: Any) -> None:
    """Close the pools, whose threads would otherwise go on connecting while the process ends."""
    from django.db import connections

    for alias in connections:
        connections[alias].close_pool()


def on_exit(server: Any) -> None:
    """Stop the embedded database if no one uses it any more; a worker that had to be killed could not."""
    from django.conf import settings

    from talentkb import embedded

    if not settings.DATABASE_URL:
        embedded.leave(settings.DATA_DIR)


def _end_with(pipe: int) -> None:
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
