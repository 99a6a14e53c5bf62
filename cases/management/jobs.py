"""Work in several processes: reading files, and rebuilding parts of the index.

Nothing here imports Django at the top, since a fresh process imports this module before Django is set up.
"""

import hashlib
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from cases import ingest as pipeline
from cases.ingest.extract import category
from cases.ingest.read import is_document
from cases.ingest.records import UNTOLD, Choices, DocumentRecord, Refused

AHEAD = 4  # Files a process may be ahead of the storing.
_chosen: dict[str, Choices] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file with what was read from it, or with why not; ``trace`` tells a developer where it failed."""

    path: Path
    record: DocumentRecord | None = None
    refused: str = ""
    trace: str = ""


def files(paths: Iterable[Path]) -> Iterator[Reading]:
    """The files to read, in order: those named, and those below the folders named that are documents of any kind.

    Hidden files and folders and the folder of a saved web page's pictures are passed over, links to folders are not
    followed. What cannot be read at all comes as a refused Reading; a kind that cannot is refused by reading.
    """
    seen: set[Path] = set()
    for path in paths:
        for each in _below(path) if path.is_dir() else [_named(path)]:
            if each.path not in seen:
                seen.add(each.path)
                yield each


def _named(path: Path) -> Reading:
    if path.is_file():
        return Reading(path)
    return Reading(
        path, refused="这不是普通文件。" if path.exists() else "找不到这个文件或文件夹，请检查路径。"
    )


def _below(folder: Path) -> Iterator[Reading]:
    found: list[Reading] = []

    def closed(error: OSError) -> None:
        found.append(Reading(Path(error.filename), refused=f"无法打开文件夹（{error.strerror}）。"))

    for at, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".") and not _of_page(name, names)]
        for name in names:
            path = Path(at, name)
            if not name.startswith(".") and is_document(name) and path.is_file():
                found.append(Reading(path))
    yield from sorted(found, key=lambda each: each.path)


def _of_page(folder: str, names: Iterable[str]) -> bool:
    """Whether a browser made the folder for what belongs to a page saved beside it: 来稿_files of 来稿.html."""
    page = folder.removesuffix("_files").removesuffix(".files")
    return page != folder and any(f"{page}{suffix}" in names for suffix in (".html", ".htm"))


def sha256(path: Path) -> str | None:
    """The fingerprint of a file as reading gives it, or None where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read(path: Path) -> Reading:
    """Read one file. Whatever goes wrong becomes a refusal: one bad file must not stop the rest."""
    return _guarded(path, lambda: _ingest(path))


def _ingest(path: Path) -> DocumentRecord:
    if not _chosen:
        return pipeline.ingest(path)
    data = pipeline.load(path)
    return pipeline.ingest_bytes(data, path.name, _chosen.get(hashlib.sha256(data).hexdigest(), UNTOLD))


def read_bytes(data: bytes, filename: str, choices: Choices = UNTOLD) -> Reading:
    """The same for bytes that somebody sent under a name."""
    return _guarded(Path(filename), lambda: pipeline.ingest_bytes(data, filename, choices))


def choose(chosen: Mapping[str, Choices]) -> None:
    """From here on files are read as people chose; by the digest of each."""
    _chosen.clear()
    _chosen.update(chosen)


def _guarded(path: Path, reader: Callable[[], DocumentRecord]) -> Reading:
    try:
        return Reading(path, record=reader())
    except Refused as refused:
        return Reading(path, refused=str(refused))
    except OSError as error:
        return Reading(path, refused=f"无法打开文件（{error.strerror or error}）。")
    except Exception as error:
        said = f"读取时出错（{type(error).__name__}：{error}）。"
        return Reading(path, refused=said[:300], trace=traceback.format_exc())


def read_all(paths: Sequence[Path], jobs: int) -> Iterator[Reading]:
    """Readings in the order of ``paths``, made in ``jobs`` processes, or in this one when that is 1."""
    if jobs == 1:
        yield from map(read, paths)
        return
    left = deque(paths)
    while left:
        with _pool(jobs) as pool:
            # A few files ahead of the storing, so that readings do not pile up in memory.
            waiting = deque(pool.submit(read, path) for path in islice(left, AHEAD * jobs))
            ahead = iter(list(left)[len(waiting) :])
            try:
                while waiting:
                    reading = waiting[0].result()
                    waiting.popleft()
                    left.popleft()
                    if path := next(ahead, None):
                        waiting.append(pool.submit(read, path))
                    yield reading
            except BrokenProcessPool:
                pass
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        if left:
            yield _alone(left.popleft())


def _alone(path: Path) -> Reading:
    """Read in a process of its own a file that may have been the one that brought the others down."""
    with _pool(1) as pool:
        try:
            return pool.submit(read, path).result()
        except BrokenProcessPool:
            return Reading(path, refused="读取时出错（读取进程意外结束，可能是内存不足）。")


def reindex_all(jobs: int) -> list[dict[str, int]]:
    """Rebuild the index in ``jobs`` processes at once, each with its share of the cases; their counts."""
    from django.db import connection as database

    name = database.settings_dict["NAME"]
    with _pool(jobs) as pool:
        return list(pool.map(_reindex_part, [(name, part, jobs) for part in range(jobs)]))


def _reindex_part(share: tuple[str, int, int]) -> dict[str, int]:
    import django

    django.setup()
    from django.db import connection as database

    from cases import actions

    name, part, parts = share
    database.settings_dict["NAME"] = name
    return actions.reindex(part=part, parts=parts)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Fresh processes rather than forked ones: a fork would share the database connection of this one.
    return ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(category.now(), dict(_chosen))
    )


def _start(categories: category.Table, chosen: dict[str, Choices]) -> None:
    """In each process: read as the one that commands would, leave Ctrl-C to it, and end when it is gone."""
    category.use(categories)
    choose(chosen)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
