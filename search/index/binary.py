"""Columns of numbers in and out of PostgreSQL in its binary form: as text they take longer than all the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from struct import pack
from typing import Any

import numpy as np
import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

_BEGIN = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_INT2 = (21, 1005)  # the numbers of the type int2 and of its arrays in PostgreSQL's catalogue
_INT4 = (23, 1007)
_HEADER = 20  # bytes of an array of one dimension before its elements, each of which has its length before it
_ROWS = 4_000  # that are sent at once


@dataclass(frozen=True, slots=True)
class Lists:
    """A column of arrays: that of row i is ``values[ends[i - 1] : ends[i]]``."""

    values: np.ndarray
    ends: np.ndarray
    small: bool = False  # int2 rather than int4

    def fields(self, first: int, stop: int) -> list[bytes]:
        """The fields of some rows, each after its length."""
        kind, size = (_INT2[0], 2) if self.small else (_INT4[0], 4)
        start = int(self.ends[first - 1]) if first else 0
        ends = (self.ends[first:stop] - start).tolist()
        elements = np.empty(ends[-1], [("size", ">i4"), ("value", f">i{size}")])
        elements["size"] = size
        elements["value"] = self.values[start : start + ends[-1]]
        data, width = elements.tobytes(), elements.itemsize
        return [
            pack(">iiiiiii", _HEADER + width * (end - at), 1, 0, kind, end - at, 1, 4)[:-4]
            + data[width * at : width * end]
            if end > at
            else pack(">iiii", 12, 0, 0, kind)
            for at, end in pairwise([0, *ends])
        ]


@dataclass(frozen=True, slots=True)
class Bytes:
    """A column of bytea: that of row i is ``values[ends[i - 1] : ends[i]]`` as it lies in memory."""

    values: np.ndarray
    ends: np.ndarray

    def fields(self, first: int, stop: int) -> list[bytes]:
        """The fields of some rows, each after its length."""
        start = int(self.ends[first - 1]) if first else 0
        ends = (self.ends[first:stop] - start).tolist()
        data, width = self.values[start : start + ends[-1]].tobytes(), self.values.itemsize
        return [
            pack(">i", width * (end - at)) + data[width * at : width * end]
            for at, end in pairwise([0, *ends])
        ]


def copy_in(cursor: Any, target: str, columns: Sequence[np.ndarray | Lists | Bytes]) -> None:
    """COPY columns into a table with its columns named, the first of them an array; an array has an int4 a row."""
    count = len(columns[0])
    begin = repeat(pack(">h", len(columns)))
    with cursor.copy(f"copy {target} from stdin (format binary)") as copy:
        copy.write(_BEGIN)
        for first in range(0, count, _ROWS):
            stop = min(first + _ROWS, count)
            fields = [
                _ints(each[first:stop]) if isinstance(each, np.ndarray) else each.fields(first, stop)
                for each in columns
            ]
            copy.write(b"".join(chain.from_iterable(zip(begin, *fields, strict=False))))
        copy.write(_END)


def _ints(values: np.ndarray) -> list[bytes]:
    """Fields of int4, each after its length."""
    data = np.stack([np.full(len(values), 4), values], axis=1).astype(">i4").tobytes()
    return [data[at : at + 8] for at in range(0, len(data), 8)]


class _Ints(Loader):
    """An int4[] without nulls → an array."""

    format = Format.BINARY
    element = np.dtype([("size", ">i4"), ("value", ">i4")])

    def load(self, data: Buffer) -> np.ndarray:
        elements = bytes(data)[_HEADER:]
        return np.frombuffer(elements, self.element)["value"].astype(np.int64)


class _SmallInts(_Ints):
    """The same of int2[]."""

    element = np.dtype([("size", ">i4"), ("value", ">i2")])


def read_out(cursor: Any, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query on a cursor's connection, arrays as int64; Django's own cursors read text."""
    with psycopg.Cursor(cursor.connection) as reader:
        reader.adapters.register_loader(_INT4[1], _Ints)
        reader.adapters.register_loader(_INT2[1], _SmallInts)
        return reader.execute(sql, values, binary=True).fetchall()
