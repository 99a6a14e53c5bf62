"""The transaction of an action, in which the database is told who writes and why: its triggers note it with every row
that is changed (``RowChange``). What writes without it is noted as coming from outside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from cases.actions import together

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SYSTEM = "system"  # a command
MACHINE = "machine"  # reading: of its writes only those are noted that touch what people decided
_NOBODY = ("", "")
_told: ContextVar[tuple[str, str]] = ContextVar("told", default=_NOBODY)


def action(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """One transaction for each call, by the ``user`` and for the ``reason`` that it is given; None is the system."""

    @wraps(function)
    def acting(*args: Given.args, **given: Given.kwargs) -> Answer:
        user = given.get("user")
        with writing(SYSTEM if user is None else str(user.pk), given.get("reason") or ""):
            return function(*args, **given)

    return acting


@contextmanager
def writing(who: str, reason: str) -> Iterator[None]:
    """A transaction of ``who`` (the id of a user, SYSTEM or MACHINE); one inside another keeps its reason if it has none."""
    outer, nested = _told.get(), connection.in_atomic_block
    now = who, reason.strip()[:300] or outer[1]
    if nested and now == outer and together.is_on():
        yield  # Whatever is raised here, all of it is taken back.
        return
    token = _told.set(now)
    try:
        with transaction.atomic():
            if now != outer:
                _tell(now)
            yield
            if now != outer and nested:  # Else the settings end with the transaction.
                _tell(outer)
    finally:
        _told.reset(token)


def _tell(now: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('talentkb.user', %s, true), set_config('talentkb.reason', %s, true)", now
        )
