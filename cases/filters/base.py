"""What the filter sets of all lists share: the rows under the chosen values, and every filter with its counts."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property, lru_cache, reduce
from operator import and_
from uuid import UUID

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from cases.filters.facet import Facet, Group, Refusal
from cases.filters.table import Chosen, Rows, Values, one_of
from cases.models import Edition


class Filters(django_filters.FilterSet):
    """What the filter sets of all lists share. The rows are all that are public, or those of ``queryset``."""

    def __init__(self, data: QueryDict, queryset: QuerySet | None = None) -> None:
        # Declarations hold nothing of a request, so they are shared; django-filter would copy each, and make a form.
        self.data, self.filters = data, self.base_filters
        self._narrowed = queryset is not None
        self.queryset = self._meta.model.objects.public() if queryset is None else queryset

    def start_with(self, keys: Iterable[int]) -> None:
        """Say which rows ``queryset`` stands for, where that is known; those that are not public are left out."""
        rows, _ = self._table
        self._start = rows.mask(rows.numbers(keys))

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of every filter; raises Refusal when one is malformed."""
        try:
            return {name: each.field.clean(self.data.getlist(name)) for name, each in self.filters.items()}
        except ValidationError as error:
            raise Refusal(error.messages[0]) from error

    @cached_property
    def _edition(self) -> UUID | None:
        return Edition.current()

    @cached_property
    def _table(self) -> tuple[Rows, dict[str, Values]]:
        made = _table if self._edition else _table.__wrapped__
        return made(type(self), self._edition)

    @cached_property
    def _start(self) -> int:
        rows, _ = self._table
        return (
            rows.mask(rows.numbers(self.queryset.values_list("pk", flat=True)))
            if self._narrowed
            else rows.every
        )

    @cached_property
    def _masks(self) -> dict[str, int]:
        """The rows that each of the filters with a value leaves."""
        _, values = self._table
        chosen = {name: chosen for name, chosen in self.values.items() if chosen}
        return {name: self.filters[name].mask(values[name], each) for name, each in chosen.items()}

    def _mask(self, without: str = "") -> int:
        """The rows under all filters, or under all but one."""
        return reduce(and_, (mask for name, mask in self._masks.items() if name != without), self._start)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows under all filters."""
        return self._table[0].keys_of(self._mask())

    @cached_property
    def total(self) -> int:
        """How many rows there are under all filters."""
        return self._mask().bit_count()

    def rows(self) -> QuerySet:
        """The rows under all filters."""
        return self.queryset.filter(one_of(self.keys)) if self._masks else self.queryset.all()

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter with its counts; raises Refusal for values that do not exist."""
        every = self._mask()
        among, _, sought = self.data.get("among", "").partition(":")
        if among and among not in self.filters:
            raise Refusal(f"among 应写作 筛选:文字，没有“{among[:40]}”这个筛选。")
        facets = (
            self._facet(name, self._mask(without=name) if name in self._masks else every)
            for name in self.filters
        )
        return tuple(replace(each, sought=sought) if each.name == among else each for each in facets)

    def _facet(self, name: str, mask: int) -> Facet:
        """A filter with its counts among the rows of a mask; pages of one list, and lists of one choice, share most."""
        if self._edition:
            return _facet(type(self), self._edition, name, mask, self.values[name])
        return self.filters[name].facet(name, self._table[1][name], Chosen(mask), self.values[name])

    @property
    def groups(self) -> list[Group]:
        """The filters by the headings they stand under."""
        found: dict[str, list[Facet]] = {}
        for facet in self.facets:
            found.setdefault(facet.group, []).append(facet)
        return [Group(label, tuple(facets)) for label, facets in found.items()]

    @property
    def picked(self) -> int:
        """How many values are chosen."""
        return sum(len(facet.chosen) for facet in self.facets)

    @property
    def words(self) -> list[str]:
        """What is chosen, one phrase a filter."""
        return [facet.words for facet in self.facets if facet.words]

    def ways_out(self) -> list[tuple[Facet, int]]:
        """Every filter with a value that would leave rows if it were gone, and how many."""
        chosen = [facet for facet in self.facets if facet.chosen]
        counts = [(facet, self._mask(without=facet.name).bit_count()) for facet in chosen]
        return [(facet, count) for facet, count in counts if count]


@lru_cache(maxsize=12)
def _table(kind: type[Filters], _edition: UUID | None) -> tuple[Rows, dict[str, Values]]:
    """The rows of a list and the values of its filters, as they are in an edition."""
    rows = Rows(kind._meta.model.objects.public().order_by("pk").values_list("pk", flat=True))
    read = cache(lambda source: list(source()))  # What several filters read is read once.
    return rows, {name: each.read(rows, read) for name, each in kind.base_filters.items()}


@lru_cache(maxsize=256)
def _facet(kind: type[Filters], edition: UUID, name: str, mask: int, chosen: tuple[str, ...]) -> Facet:
    """A filter with its counts among the rows of a mask, as they are in an edition; raises Refusal."""
    _, values = _table(kind, edition)
    return kind.base_filters[name].facet(name, values[name], Chosen(mask), chosen)
