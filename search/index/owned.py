"""Whose a passage is, remembered: a number is given to a passage once, so what is known of it stays true.

That a passage is gone is not remembered, for who took it away may take that back.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from search.index.binary import read_out
from search.index.runs import WINDOW
from search.index.writing import array

WINDOWS = 64  # of 65,536 passages that are remembered, half a megabyte each
_UNKNOWN = -1
_WITHIN = (1 << WINDOW) - 1
_READ = """
select pid & %s, owner, (ord = 0)::int from search_passage where pid >= %s::bigint << %s and pid < %s::bigint << %s
"""


def owners_of(cursor: Any, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The owners of passages, negative for one that is not there; and which passages are heads."""
    cursor.execute("select current_database(), 'search_passage'::regclass::oid::bigint")
    (table,) = cursor.fetchall()
    found = np.empty(len(numbers), np.int64)
    slots = numbers >> WINDOW
    for slot in np.unique(slots).tolist():
        here = slots == slot
        found[here] = _of_window(cursor, table, slot, numbers[here] & _WITHIN)
    return found >> 1, found & 1 == 1


def _of_window(cursor: Any, table: tuple[str, int], slot: int, places: np.ndarray) -> np.ndarray:
    """For places in a window ``owner << 1 | whether it is a head``; where much is to be learnt the whole of it is read."""
    known = _window(table, slot)
    missing = places[known[places] == _UNKNOWN]
    if len(missing):
        sql, values = _READ, [_WITHIN, slot, WINDOW, slot + 1, WINDOW]
        if 4 * len(missing) < len(places):
            sql += " and pid = any(%s::int[])"
            values.append(array((missing | slot << WINDOW).tolist()))
        told = np.array(read_out(cursor, sql, values), np.int64).reshape(-1, 3)
        known[told[:, 0]] = told[:, 1] << 1 | told[:, 2]
    return known[places]


@lru_cache(WINDOWS)
def _window(_table: tuple[str, int], _slot: int) -> np.ndarray:
    return np.full(1 << WINDOW, _UNKNOWN)
