"""What the filter sets of all lists share: the rows under the chosen values, and every filter with its counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial, reduce
from operator import and_

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from cases.filters.facet import Facet, Group, Refusal
from cases.filters.table import Chosen, Rows, Values, one_of
from cases.models.edition import once_an_edition


class Filters(django_filters.FilterSet):
    """What the filter sets of all lists share. The rows are all that are public, or those of ``queryset``.

    ``keys`` are the keys of its rows where they are known; those of rows that are not public are left out.
    """

    def __init__(
        self, data: QueryDict, queryset: QuerySet | None = None, keys: Iterable[int] | None = None
    ) -> None:
        # Declarations hold nothing of a request, so they are shared; django-filter would copy each, and make a form.
        self.data, self.filters = data, self.base_filters
        self._narrowed, self._given = queryset is not None, keys
        self.queryset = self._meta.model.objects.public() if queryset is None else queryset

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of every filter; raises Refusal when one is malformed."""
        try:
            return {name: each.field.clean(self.data.getlist(name)) for name, each in self.filters.items()}
        except ValidationError as error:
            raise Refusal(error.messages[0]) from error

    @cached_property
    def _table(self) -> "_Table":
        return _table(type(self))

    @cached_property
    def _start(self) -> int:
        rows = self._table.rows
        if not self._narrowed:
            return rows.every
        keys = self.queryset.values_list("pk", flat=True) if self._given is None else self._given
        return rows.mask(rows.numbers(keys))

    @cached_property
    def _masks(self) -> dict[str, int]:
        """The rows that each of the filters with a value leaves."""
        values = self._table.values
        chosen = {name: chosen for name, chosen in self.values.items() if chosen}
        return {name: self.filters[name].mask(values[name], each) for name, each in chosen.items()}

    def _mask(self, without: str = "") -> int:
        """The rows under all filters, or under all but one."""
        return reduce(and_, (mask for name, mask in self._masks.items() if name != without), self._start)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows under all filters."""
        return self._table.rows.keys_of(self._mask())

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
            self._table.facet(
                name, self._mask(without=name) if name in self._masks else every, self.values[name]
            )
            for name in self.filters
        )
        return tuple(replace(each, sought=sought) if each.name == among else each for each in facets)

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


@dataclass(frozen=True, eq=False)
class _Table:
    """The rows of a list and the values of its filters, as they are in an edition, with what was told of them lately."""

    kind: type[Filters]
    rows: Rows
    values: dict[str, Values]

    @cached_property
    def facet(self) -> Callable[[str, int, tuple[str, ...]], Facet]:
        """A filter with its counts among the rows of a mask, by its name, the mask and the chosen values; raises Refusal.

        Pages of one list share them, and lists of one choice most.
        """

        @lru_cache(maxsize=64)
        def facet(name: str, mask: int, chosen: tuple[str, ...]) -> Facet:
            return self.kind.base_filters[name].facet(name, self.values[name], Chosen(mask), chosen)

        return facet


@partial(once_an_edition, most=12)
def _table(kind: type[Filters]) -> _Table:
    rows = Rows(kind._meta.model.objects.public().order_by("pk").values_list("pk", flat=True))
    read = cache(lambda source: list(source()))  # What several filters read is read once.
    return _Table(kind, rows, {name: each.read(rows, read) for name, each in kind.base_filters.items()})
