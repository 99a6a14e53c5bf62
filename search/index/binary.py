"""Rows of numbers in and out of PostgreSQL in its binary form: as text they take longer than all the rest."""

from array import array
from collections.abc import Iterable, Sequence
from struct import pack
from sys import byteorder
from typing import Any

import psycopg

_BEGIN = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_INT4 = 23  # the number of the type int4 in PostgreSQL's catalogue
_ENOUGH = 1 << 20  # bytes that are sent at once


def copy_in(cursor: Any, target: str, rows: Iterable[Sequence[int | Sequence[int]]]) -> None:
    """COPY rows of ints and non-empty arrays of ints into a table with its columns named."""
    with cursor.copy(f"copy {target} from stdin (format binary)") as copy:
        waiting = bytearray(_BEGIN)
        for row in rows:
            waiting += pack(">h", len(row))
            for value in row:
                waiting += pack(">ii", 4, value) if isinstance(value, int) else _array(value)
            if len(waiting) > _ENOUGH:
                copy.write(bytes(waiting))
                waiting.clear()
        copy.write(bytes(waiting) + _END)


def _array(numbers: Sequence[int]) -> bytes:
    """An int4[] of one dimension: its header, then every number after its length in bytes."""
    elements = array("i", (4,)) * (2 * len(numbers))
    elements[1::2] = array("i", numbers)
    if byteorder == "little":
        elements.byteswap()
    return pack(">iiiiii", 20 + 8 * len(numbers), 1, 0, _INT4, len(numbers), 1) + elements.tobytes()


def read_out(cursor: Any, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query on a cursor's connection; Django's own cursors read text."""
    with psycopg.Cursor(cursor.connection) as reader:
        return reader.execute(sql, values, binary=True).fetchall()
