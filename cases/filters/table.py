"""Which rows of a list have which values, as bits: counting them takes microseconds, whatever is chosen.

A table is of one edition of the content. It is made with one query a filter at the first list that is asked for
after something was written, and kept in memory until the next writing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

FEW = 8  # rows; of so few their numbers are kept, which takes less room than bits for all rows


def one_of(keys: Iterable[int]) -> Q:
    """The condition that a row has one of these keys, handed over as one array however many they are."""
    return Q(pk__in=RawSQL("select unnest(%s::bigint[])", [list(keys)]))


class Rows:
    """The rows of a list: the n-th key is bit n of every mask."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = list(keys)
        self._numbers = {key: number for number, key in enumerate(self.keys)}
        self.every = (1 << len(self.keys)) - 1

    def numbers(self, keys: Iterable[int]) -> list[int]:
        """The numbers of those of the keys that are rows of the list."""
        return [self._numbers[key] for key in keys if key in self._numbers]

    def mask(self, numbers: Iterable[int]) -> int:
        """The numbers as bits."""
        bits = bytearray(len(self.keys) // 8 + 1)
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(bits, "little")

    def keys_of(self, mask: int) -> list[int]:
        """The keys of the rows in a mask, in the order of the list."""
        return [key for key, bit in zip(self.keys, reversed(f"{mask:b}"), strict=False) if bit == "1"]


@dataclass(frozen=True)
class Pairs:
    """What a filter reads: of the rows of a query, which several filters may share, the (key, value) in them."""

    source: Callable[[], Iterable[tuple]]
    take: Callable[[Iterable[tuple]], Iterable[tuple]]


@dataclass(frozen=True)
class Columns:
    """A source of pairs: columns of the public rows of a model, the first of them the key; each combination once."""

    model: type[Model]
    names: tuple[str, ...]

    def __call__(self) -> Iterable[tuple]:
        """The rows as they are now."""
        return self.model.objects.public().order_by().values_list(*self.names).distinct()

    def pairs(self, *names: str) -> Pairs:
        """The key with these columns."""
        take = itemgetter(0, *map(self.names.index, names))
        return Pairs(self, partial(map, take))


@dataclass(frozen=True)
class Chosen:
    """A mask that values are counted in."""

    mask: int

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of its rows."""
        return [number for number, bit in enumerate(reversed(f"{self.mask:b}")) if bit == "1"]


@dataclass(frozen=True)
class Values:
    """The values of one filter: the rows that have each, and their names for readers."""

    rows: Rows
    having: dict[Any, int | tuple[int, ...]]
    labels: dict[str, str] = field(default_factory=dict)
    more: Any = None

    def mask(self, value: Any) -> int:
        """The rows that have a value."""
        having = self.having.get(value, 0)
        return having if isinstance(having, int) else self.rows.mask(having)

    def counts(self, among: Chosen) -> dict[Any, int]:
        """How many of the chosen rows have each value; rare values that none of them has are left out."""
        many = {value: (having & among.mask).bit_count() for value, having in self._masks.items()}
        return many | Counter(chain.from_iterable(map(self._rare.__getitem__, among.numbers)))

    @cached_property
    def by_label(self) -> list[str]:
        """The values that rows have, in the order of their names."""
        return sorted(self.having, key=lambda value: (self.labels[value], value))

    @cached_property
    def _masks(self) -> dict[Any, int]:
        return {value: having for value, having in self.having.items() if isinstance(having, int)}

    @cached_property
    def _rare(self) -> list[tuple]:
        """The values of each row that few rows have."""
        found: list[list] = [[] for _ in range(len(self.rows.keys) + 1)]
        for value, having in self.having.items():
            if not isinstance(having, int):
                for number in having:
                    found[number].append(value)
        return list(map(tuple, found))


def grouped(rows: Rows, pairs: Iterable[tuple[int, Any]]) -> dict[Any, int | tuple[int, ...]]:
    """(key of a row, value) pairs → the rows of each value."""
    keys: defaultdict[Any, set[int]] = defaultdict(set)
    for key, value in pairs:
        keys[value].add(key)
    found = {}
    for value, each in keys.items():
        if numbers := rows.numbers(each):
            found[value] = tuple(numbers) if len(numbers) <= FEW else rows.mask(numbers)
    return found
