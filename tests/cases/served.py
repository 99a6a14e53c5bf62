"""The site by HTTP inside the transaction of a module: for browser tests that sign in and send forms and files.

A live server stands outside the test's transaction, so each of its tests commits and empties the database behind
itself, which costs more than the test. Here the server uses the test's own connection, one request at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connections


class _Quiet(WSGIRequestHandler):
    """Requests are no news, and a page need not wait until its head is acknowledged."""

    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadedWSGIServer):
    """Answers with a connection that is not its own to close."""

    daemon_threads = True

    def _close_connections(self) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """Where the site is, as the connection of this thread sees it, for as long as the block lasts.

    Who holds the block writes only while no page may ask for something by itself.
    """
    shared, lock, site = connections[DEFAULT_DB_ALIAS], Lock(), get_wsgi_application()

    def answer(environ: dict, start: Callable) -> Iterable[bytes]:
        with lock:  # Also while a table is written out line by line.
            made = site(environ, start)
            body = [b"".join(made)]
            made.close()
        return body

    server = _Server(("127.0.0.1", 0), _Quiet, connections_override={DEFAULT_DB_ALIAS: shared})
    server.set_app(answer)
    shared.inc_thread_sharing()
    shared.close_if_unusable_or_obsolete = lambda: None  # As Django would at the beginning of each request.
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        del shared.close_if_unusable_or_obsolete
        shared.dec_thread_sharing()
