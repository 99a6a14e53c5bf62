"""Storing what was read from a file, and telling about it: one way for the command, the worker and its previews."""

import logging
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, IntegrityError, transaction

from cases import actions
from cases.actions.store import copy_of
from cases.ingest.as_json import document_as_json
from cases.ingest.records import Refused
from cases.management.jobs import Reading

log = logging.getLogger(__name__)


def store(
    reading: Reading,
    *,
    draft: bool,
    dry_run: bool,
    stored: dict[str, str],
    user: AbstractBaseUser | None = None,
) -> dict[str, Any]:
    """Store a reading that ``user`` brought and tell about it. ``stored`` has this run's files: fingerprint → name."""
    return attempt(reading, draft=draft, dry_run=dry_run, stored=stored, user=user)[0]


def attempt(
    reading: Reading,
    *,
    draft: bool,
    dry_run: bool,
    stored: dict[str, str],
    user: AbstractBaseUser | None = None,
) -> tuple[dict[str, Any], actions.Stored | None]:
    """The same, with what storing itself answered; None where it was not asked or refused.

    In a dry run nothing of an earlier file is left, so a copy of it is known by its fingerprint.
    """
    record = reading.record
    if record is None:
        return report(reading, "refused", reason=reading.refused), None
    read = {"warnings": list(record.warnings), **document_as_json(record)}
    if dry_run and (name := stored.get(record.sha256)):
        copy = [copy_of(name)] if record.filename > name else []
        return report(reading, "unchanged", **{**read, "warnings": [*record.warnings, *copy]}), None
    try:
        with transaction.atomic():
            answer = actions.store_document(record=record, draft=draft, user=user)
            transaction.set_rollback(dry_run)
    except Refused as refused:
        return report(reading, "refused", reason=str(refused)), None
    except (DataError, IntegrityError, ValueError) as error:
        log.exception("storing %s", reading.path)
        reason = f"存入时出错（{type(error).__name__}：{error}）。"[:300]
        return report(reading, "refused", reason=reason), None
    stored.setdefault(record.sha256, record.filename)
    gone = [f"原文中已不再读到，已移除：{line}" for line in answer.removed]
    lost = [f"原文中已不见，因编辑处理过而保留：{line}" for line in answer.lost]
    return report(reading, answer.status, **{**read, "warnings": [*answer.warnings, *gone, *lost]}), answer


def report(
    reading: Reading,
    status: str,
    reason: str | None = None,
    warnings: tuple | list = (),
    document: dict | None = None,
    text: str = "",
    cases: tuple | list = (),
) -> dict[str, Any]:
    """One file's object, always with all keys."""
    return {
        "file": reading.path.name,
        "status": status,
        "reason": reason,
        "warnings": list(warnings),
        "document": document,
        "text": text,
        "cases": list(cases),
    }
