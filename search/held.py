"""A value that the work at hand goes by, such as a vocabulary: the usual one, another in its place, one tried out.

It belongs to the context (a thread, a process), so that no request changes what another one is in the middle of.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Held(Generic[Value]):
    """``usual`` makes the value that holds until ``use`` names another."""

    def __init__(self, name: str, usual: Callable[[], Value]) -> None:
        self._usual = usual
        self._used: ContextVar[Value | None] = ContextVar(name, default=None)
        self._tried: ContextVar[Value | None] = ContextVar(f"{name} tried", default=None)

    def now(self) -> Value:
        """The value that holds."""
        for named in (self._tried.get(), self._used.get()):
            if named is not None:
                return named
        return self._usual()

    def use(self, value: Value | None) -> None:
        """Go by another value from here on; None is the usual one."""
        self._used.set(value)

    @contextmanager
    def trying(self, value: Value) -> Iterator[None]:
        """Go by a value inside, whatever is named meanwhile."""
        token = self._tried.set(value)
        try:
            yield
        finally:
            self._tried.reset(token)
