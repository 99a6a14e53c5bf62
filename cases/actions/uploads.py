"""The queue of files that people bring in: handing in, and what the worker says about its work.

The worker claims one file at a time, in a transaction of its own that passes over files which others hold, and
stores what was read in the same transaction that marks the file done. So a worker that dies at any moment has
either stored a file and said so, or neither; the file is free again when its time is over.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.actions.choices import as_json
from cases.actions.rights import check
from cases.ingest.records import Choices
from cases.models import Upload

State = Upload.State
MOST_FILES = 100
MOST_BYTES = 20 * 1024 * 1024
MOST_TOGETHER = 200 * 1024 * 1024
# A file on which the worker died so often is what kills it.
ATTEMPTS = 5


@transaction.atomic
def bring(
    *,
    user: AbstractBaseUser | None,
    files: Sequence[tuple[str, bytes]],
    trial: bool = True,
    publish: bool = False,
    choices: Choices | None = None,
) -> str:
    """Put files, as name and bytes, into the queue; the key of the batch. Raises ValidationError, PermissionDenied.

    ``choices`` say how all of them are to be read; None leaves it to the rules, or to what was chosen before.
    """
    check(user, "bring")
    if publish:
        check(user, "publish")
    if not files:
        raise ValidationError("请选择文件，或粘贴文字。")
    if len(files) > MOST_FILES:
        raise ValidationError(f"一次最多 {MOST_FILES} 个文件，现在有 {len(files)} 个。请分几次导入。")
    if sum(len(content) for _, content in files) > MOST_TOGETHER:
        raise ValidationError(f"一次最多 {MOST_TOGETHER >> 20} MB。请分几次导入。")
    for name, content in files:
        if len(content) > MOST_BYTES:
            raise ValidationError(f"“{name}”超过 {MOST_BYTES >> 20} MB 的上限。请拆成几个文件再导入。")
    batch = secrets.token_urlsafe(9)
    for name, content in files:
        upload = Upload(
            batch=batch,
            user=user,
            filename=_name(name),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            content=content,
            trial=trial,
            publish=publish,
            choices=None if choices is None else as_json(choices),
        )
        upload.full_clean(exclude=["content"])  # An empty file is told so by whoever reads it.
        upload.save()
    return batch


def _name(name: str) -> str:
    """A file name that the database takes, its ending kept."""
    plain = "".join(char for char in name if char.isprintable()).strip() or "未命名"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: 250 - len(suffix)]}{dot}{suffix}" if dot and len(suffix) < 10 else plain[:255]


@transaction.atomic
def accept(*, batch: str, user: AbstractBaseUser | None) -> int:
    """Store for good what a trial showed: how many files go back into the queue for it."""
    check(user, "bring")
    tried = Upload.objects.filter(batch=batch, state=State.TRIED)
    return tried.update(state=State.WAITING, trial=False, attempts=0, finished_at=None)


@transaction.atomic
def drop(*, batch: str, user: AbstractBaseUser | None) -> int:
    """Give up what is not yet stored and not under way; the bytes go, the name and the report stay."""
    check(user, "bring")
    left = Upload.objects.filter(batch=batch, state__in=[State.TRIED, State.WAITING, State.REFUSED])
    return left.update(state=State.DROPPED, content=b"", finished_at=timezone.now())


@transaction.atomic
def retry(*, batch: str, user: AbstractBaseUser | None) -> int:
    """Try again what was refused and may be read another time; how many files."""
    check(user, "bring")
    refused = Upload.objects.refused_for_now().filter(batch=batch)
    return refused.update(state=State.WAITING, attempts=0, finished_at=None)


@transaction.atomic
def choose(*, upload: Upload, user: AbstractBaseUser | None, choices: Choices) -> None:
    """Have a file previewed anew, read as somebody says; ValidationError for one that is not waiting for a word."""
    check(user, "bring")
    open_ = Upload.objects.filter(pk=upload.pk, state__in=[State.TRIED, State.REFUSED])
    again = {"state": State.WAITING, "trial": True, "attempts": 0, "finished_at": None}
    if not open_.update(choices=as_json(choices), **again):
        raise ValidationError("这个文件正在处理、已存入或已放弃，不能再换读法。")


# What the worker says


@transaction.atomic
def claim(*, holder: str, seconds: float) -> Upload | None:
    """The next file, held for so long, or None. Files that others hold or are about to hold are passed over."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, held_until__lt=now)
    rows = Upload.objects.select_for_update(skip_locked=True).filter(free)
    # What a worker died on comes after what nobody has tried, so that one bad file does not hold up the others.
    rows = rows.order_by("attempts", "pk")
    for upload in rows[:1]:
        upload.attempts += 1
        upload.state, upload.holder = State.RUNNING, holder
        upload.held_until = now + timedelta(seconds=seconds)
        if upload.attempts > ATTEMPTS:
            _end(upload, State.REFUSED, {"reason": f"处理时 {ATTEMPTS} 次意外中断，已停止尝试。请检查文件。"})
        upload.save(update_fields=["attempts", "state", "holder", "held_until", "report", "finished_at"])
        return upload
    return None


def extend(*, upload: Upload, holder: str, seconds: float) -> bool:
    """Hold on to a file; False when it is not the holder's any more."""
    until = timezone.now() + timedelta(seconds=seconds)
    return bool(_held(upload, holder).update(held_until=until))


def still_held(*, upload: Upload, holder: str) -> bool:
    """Whether the file is the holder's, who then keeps it until the caller's transaction ends."""
    return _held(upload, holder).select_for_update().exists()


def shown_before(*, upload: Upload) -> dict[str, str]:
    """The files of its batch that are to be stored before this one, fingerprint → name; a preview leaves nothing of them."""
    tried = Upload.objects.filter(batch=upload.batch, state=State.TRIED, pk__lt=upload.pk)
    return dict(tried.order_by("-pk").values_list("sha256", "filename"))


def finish(*, upload: Upload, state: str, report: dict[str, Any]) -> None:
    """Say what became of a file, in the transaction that did it."""
    _end(upload, state, report)
    upload.save(update_fields=["state", "holder", "held_until", "report", "finished_at"])


def release(*, upload: Upload, holder: str) -> None:
    """Give a file back that the worker was told not to end; it does not count as an attempt."""
    _held(upload, holder).update(state=State.WAITING, holder="", held_until=None, attempts=F("attempts") - 1)


def _held(upload: Upload, holder: str) -> Any:
    return Upload.objects.filter(pk=upload.pk, state=State.RUNNING, holder=holder)


def _end(upload: Upload, state: str, report: dict[str, Any]) -> None:
    upload.state, upload.holder, upload.held_until = state, "", None
    upload.report, upload.finished_at = report, timezone.now()
