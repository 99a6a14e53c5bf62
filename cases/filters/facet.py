"""What a page shows of a filter: its options with their counts, what is chosen, and the words for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from cases.filters.sought import matches

MOST_VALUES = 10
MOST_SHOWN = 40  # options of a list that a page shows; of more it shows the first, and those chosen
MOST_UNITS = 240  # units of a tree that are all shown; of more only the branches of what is chosen
LONG = 10  # options of a list that is searched by typing
UNKNOWN = "none"


class Refusal(Exception):
    """An address that cannot be answered; the message, in Chinese, says why and what is possible."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter: how many rows the list holds when it alone is chosen; ``parts`` are inside it."""

    value: str
    label: str
    count: int = 0
    note: str = ""
    parts: tuple["Option", ...] = ()

    @property
    def size(self) -> int:
        """How many options this is, with those inside."""
        return 1 + sum(part.size for part in self.parts) if self.parts else 1


class Listed(Sequence[Option]):
    """Options of a list: of thousands a page shows a few, so each is made when it is looked at."""

    def __init__(self, values: Sequence[str], labels: Mapping[str, str], counts: Mapping[str, int]) -> None:
        self._values, self._labels, self._counts = values, labels, counts

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, at: int) -> Option: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Option, ...]: ...

    def __getitem__(self, at: int | slice) -> Option | tuple[Option, ...]:
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(len(self))[at]))
        value = self._values[at]
        return Option(value, self._labels[value], self._counts.get(value, 0))


@dataclass(frozen=True)
class Facet:
    """One filter as a page shows it; ``kind`` is how (list, end or has), ``group`` the heading it stands under.

    ``sought`` is what its options are looked for by. Requests share facets, so nobody may change one.
    """

    name: str
    label: str
    options: Sequence[Option]
    chosen: tuple[Option, ...]
    words: str
    kind: str
    group: str
    sought: str = ""

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Every option, those inside others after them."""
        return tuple(flat(self.options))

    @cached_property
    def shown(self) -> tuple[Option, ...]:
        """The options that a page lists: of very many the first; of a large tree the branches of what is chosen."""
        meant = tuple(_meant(self.options, self.sought)) if self.sought else self.options
        rest = meant[MOST_SHOWN:] if self.chosen else ()
        shown = (*meant[:MOST_SHOWN], *(each for each in rest if each in self.chosen))
        return shown if sum(each.size for each in shown) <= MOST_UNITS else tuple(_opened(shown, self.chosen))

    @property
    def is_cut(self) -> bool:
        """Whether there are more options than a page ever lists, so that what is typed is looked for here."""
        return len(self.options) > MOST_SHOWN or self.size > MOST_UNITS

    @property
    def left_out(self) -> int:
        """How many options the page does not list."""
        return self.size - sum(each.size for each in self.shown)

    @cached_property
    def size(self) -> int:
        """How many options there are, on all levels."""
        return (
            len(self.options) if isinstance(self.options, Listed) else sum(each.size for each in self.options)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Filters that stand together under one heading."""

    label: str
    facets: tuple[Facet, ...]

    @property
    def is_chosen(self) -> bool:
        """Whether any of its filters has a value."""
        return any(facet.chosen for facet in self.facets)

    @property
    def is_long(self) -> bool:
        """Whether looking for an option is quicker by typing than by running down the list."""
        return any(facet.size > LONG for facet in self.facets if facet.kind == "list")


def _meant(options: Iterable[Option], sought: str) -> Iterable[Option]:
    """The options that are meant, with what is inside them, and those that hold such."""
    for option in options:
        if matches(option.label, sought):
            yield option
        elif parts := tuple(_meant(option.parts, sought)):
            yield replace(option, parts=parts)


def _opened(options: Sequence[Option], chosen: Collection[Option]) -> Iterable[Option]:
    """The options, of which only those that hold something chosen, or stand alone, show what is inside them."""
    for option in options:
        if len(options) == 1 or option in chosen or any(each in chosen for each in flat(option.parts)):
            yield replace(option, parts=tuple(_opened(option.parts, chosen)))
        else:
            yield replace(option, parts=())


def flat(options: Iterable[Option]) -> Iterable[Option]:
    """Every option, those inside others after them."""
    for option in options:
        yield option
        yield from flat(option.parts)
