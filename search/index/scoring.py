"""The passages that rank best by words: their postings are added up here, which SQL does twenty times slower."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from search import rank
from search.index.binary import read_out
from search.index.runs import PLACE, WINDOW

SPARE = 2  # times as many as wanted, since postings name passages that are gone until their window is tidied
_WITHIN = (1 << WINDOW) - 1


def best(
    cursor: Any, idfs: Mapping[str, float], most: int, more: Sequence[tuple[int, float]] = ()
) -> tuple[list[int], list[float]]:
    """The numbers of the passages with the highest sums of impacts times idf, best first, and these sums.

    ``more`` are further passages, each with an idf whose impact is 1.0.
    """
    weights = list(idfs.values())
    rows = read_out(cursor, "select * from search_postings(%s)", [list(map(rank.word_key, idfs))])
    slots = {base >> WINDOW for _, base, _, _ in rows} | {number >> WINDOW for number, _ in more}
    windows = {slot: np.zeros(1 << WINDOW, np.float32) for slot in slots}
    for n, base, places, impacts in rows:
        at = np.frombuffer(places, PLACE) | np.uint16(base & _WITHIN)
        windows[base >> WINDOW][at] += np.frombuffer(impacts, np.uint8) * np.float32(weights[n - 1])
    for number, idf in more:
        windows[number >> WINDOW][number & _WITHIN] += rank.LEVELS * idf
    numbers, sums = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for slot, summed in windows.items():
        found = np.flatnonzero(summed > 0)
        numbers.append(found | slot << WINDOW)
        sums.append(summed[found])
    numbers, sums = np.concatenate(numbers), np.concatenate(sums)
    if len(sums) > SPARE * most:
        top = np.argpartition(sums, -SPARE * most)[-SPARE * most :]
        numbers, sums = numbers[top], sums[top]
    order = np.lexsort((numbers, -sums))
    return numbers[order].tolist(), sums[order].tolist()
