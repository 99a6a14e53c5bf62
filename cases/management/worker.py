"""The worker: takes files from the queue, reads and stores them, and says what became of each; rebuilds meanwhile.

However it ends, no file is lost and none is stored twice: see ``cases.actions.uploads``.
"""

import contextlib
import logging
import os
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from cases import actions
from cases.actions import choices, index, rebuilding, uploads
from cases.actions.changes import Changes
from cases.management import counting
from cases.models import Rebuild, Upload
from cases.reprints import near
from cases.wordlists import follow

POLL_SECONDS = 1.0
LEASE_SECONDS = 30.0
# No file takes so long; a worker that hangs on one ends, and whoever keeps it running starts another.
MOST_SECONDS = 900
MOST_CASES = 300
MOST_WARNINGS = 50
OPENING = 300  # characters of the cleaned text, by which a wrong encoding is seen
MOST_CHANGES = 8  # lines of each kind
# A refusal that says one of these may be over with another way of reading, another time or a stronger machine.
HOPE = ("编码", "乱码", "仍未读完", "内存", "意外", "出错")
log = logging.getLogger(__name__)


def work(*, lease: float = LEASE_SECONDS, once: bool = False) -> Iterator[Upload | Rebuild]:
    """Work for ever, or with ``once`` until there is nothing to do; yields each file when it is taken and when done.

    Between files it does what other word lists ask for, a stretch at a time, and yields that when it is finished.
    """
    holder, unsealed, begun = secrets.token_hex(8), False, False
    while True:
        try:
            if not begun:
                rebuilding.begin_if_due()
                begun = True
            rebuild = rebuilding.step()
            upload = uploads.claim(holder=holder, seconds=lease)
            if upload is None and rebuild is None:
                _tidy(unsealed)
                unsealed = False
        except (OperationalError, InterfaceError) as error:
            # The database restarts now and then; the worker outlives it.
            log.warning("the queue cannot be reached: %s", str(error).strip().partition("\n")[0])
            close_old_connections()
            upload = rebuild = None
        if rebuild and rebuild.finished_at:
            yield rebuild
        if upload is None:
            if rebuild is None and once:
                return
            if rebuild is None:
                time.sleep(POLL_SECONDS)
        elif upload.state != Upload.State.RUNNING:
            yield upload
        else:
            yield upload
            try:
                _one(upload, holder, lease)
            except (OperationalError, InterfaceError) as error:
                log.warning("%s is left for another try: %s", upload.filename, error)
                close_old_connections()
            else:
                unsealed |= upload.state == Upload.State.DONE
                yield upload


def _tidy(unsealed: bool) -> None:
    """What is done when there is nothing else to do."""
    if unsealed or index.seal_is_due():
        actions.seal()
    counting.count_if_due()


def _one(upload: Upload, holder: str, lease: float) -> None:
    """Read a file, then store it and say so in one transaction. Interrupted, it gives the file back."""
    try:
        with _holding(upload, holder, lease):
            reading = _read(upload)
            with transaction.atomic():
                if uploads.still_held(upload=upload, holder=holder):
                    _store(upload, reading)
    except KeyboardInterrupt:
        uploads.release(upload=upload, holder=holder)
        raise


def _read(upload: Upload) -> Any:
    """What reading the bytes gives; the rules of reading are loaded with the first file only."""
    from cases.management import jobs

    follow()
    told = choices.known(upload.sha256) if upload.choices is None else choices.from_json(upload.choices)
    return jobs.read_bytes(bytes(upload.content), upload.filename, told)


def _store(upload: Upload, reading: Any) -> None:
    from cases.management import storing

    before = uploads.shown_before(upload=upload) if upload.trial else {}
    told, answer = storing.attempt(
        reading, draft=not upload.publish, dry_run=upload.trial, stored=before, user=upload.user
    )
    if reading.trace:
        log.error("reading %s\n%s", upload.filename, reading.trace)
    refused = told["status"] == "refused"
    tried = Upload.State.TRIED if upload.trial else Upload.State.DONE
    report = brief(told, reading.record.guessed if reading.record else "")
    if answer and answer.status == "updated":
        report["changes"] = in_brief(answer.changes)
    if answer and answer.status == "stored":
        report["near"] = [asdict(each) for each in near(reading.record)]
    if reading.record is None and not any(word in told["reason"] for word in HOPE):
        report["hopeless"] = True
    uploads.finish(upload=upload, state=Upload.State.REFUSED if refused else tried, report=report)


@contextlib.contextmanager
def _holding(upload: Upload, holder: str, lease: float) -> Iterator[None]:
    """Extend the lease from another thread as long as the work goes on."""
    over = threading.Event()

    def extend() -> None:
        begun = time.monotonic()
        while not over.wait(lease / 3):
            if time.monotonic() - begun > MOST_SECONDS:
                log.error("%s takes more than %s s, the worker ends", upload.filename, MOST_SECONDS)
                os._exit(1)
            with contextlib.suppress(OperationalError, InterfaceError):
                uploads.extend(upload=upload, holder=holder, seconds=lease)
        connection.close()

    thread = threading.Thread(target=extend, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def brief(told: dict[str, Any], guessed: str = "") -> dict[str, Any]:
    """The report of a file as the queue keeps it: what people look at, of the text the opening, and what nobody could be
    sure of.

    ``guessed`` is the encoding that it was taken for without a sign.
    """
    cases = [
        {
            "title": case["title"],
            "place": (case["place"] or {}).get("name", ""),
            "year": case["year"],
            "brands": [brand["name"] for brand in case["brands"]][:5],
            "policies": len(case["policies"]),
            "benefits": sum(len(policy["benefits"]) for policy in case["policies"]),
            "outcomes": len(case["outcomes"]),
        }
        for case in told["cases"][:MOST_CASES]
    ]
    more = len(told["warnings"]) - MOST_WARNINGS
    warnings = told["warnings"][:MOST_WARNINGS] + ([f"另有 {more} 条提示"] if more > 0 else [])
    kept = {key: told[key] for key in ("status", "reason", "document")}
    unsure = {
        "guessed": guessed,
        "no_place": sum(case["place"] is None for case in told["cases"]),
        "no_year": sum(case["year"] is None for case in told["cases"]),
    }
    return {
        **kept,
        **unsure,
        "warnings": warnings,
        "cases": cases,
        "case_count": len(told["cases"]),
        "opening": told["text"][:OPENING],
    }


def in_brief(changes: Changes) -> dict[str, Any]:
    """What a later text changes, as the queue keeps it: of each kind how many and the first."""
    told = {"fresh": changes.fresh, "changed": changes.changed, "gone": changes.gone}
    return {kind: {"count": len(lines), "first": lines[:MOST_CHANGES]} for kind, lines in told.items()}


def end_with(pipe: int) -> None:
    """End this process, as if told to, when the other end of a pipe is closed: its holder may have died."""

    def wait() -> None:
        os.read(pipe, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
