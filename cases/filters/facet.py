"""What a filter is: its values in the address, its condition, its counts, and the words for it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

MOST_VALUES = 10
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


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a page shows it."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[Option, ...]
    words: str

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Every option, those inside others after them."""
        return tuple(_flat(self.options))


class ValuesField(forms.Field):
    """Repeated keys of an address → a tuple of distinct values of the right form."""

    widget = forms.SelectMultiple

    def __init__(self, *, pattern: str, wanted: str, **more: Any) -> None:
        super().__init__(**more)
        self.pattern, self.wanted = re.compile(pattern), wanted

    def clean(self, value: Sequence[str] | None) -> tuple[str, ...]:
        """Raises ValidationError for a value of another form, or for too many of them."""
        values = tuple(dict.fromkeys(each.strip() for each in value or () if each.strip()))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(f"“{self.label}”一次最多选 {MOST_VALUES} 个值。")
        for each in values:
            if not self.pattern.fullmatch(each):
                raise forms.ValidationError(f"“{self.label}”不能是“{each[:40]}”，应为{self.wanted}。")
        return values


class Choice(django_filters.Filter):
    """A filter: ``condition`` of the chosen values, ``options`` of the rows left by the other filters.

    ``options(rows, chosen)`` gives every value with its count, the chosen ones even at zero; a chosen value that
    it does not give does not exist. ``words`` is a pattern for the sentence above the list.
    """

    field_class = ValuesField

    def __init__(
        self,
        label: str,
        *,
        condition: Callable[[tuple[str, ...]], Q],
        options: Callable[[QuerySet, tuple[str, ...]], Iterable[Option]],
        pattern: str,
        wanted: str,
        words: str,
    ) -> None:
        super().__init__(label=label, pattern=pattern, wanted=wanted, required=False)
        self.condition, self.options, self.words = condition, options, words

    def filter(self, qs: QuerySet, value: tuple[str, ...]) -> QuerySet:
        """The rows that have any of the values; all rows when none is chosen."""
        return qs.filter(self.condition(value)) if value else qs

    def facet(self, name: str, rows: QuerySet, value: tuple[str, ...]) -> Facet:
        """What the page shows of this filter; raises Refusal for a value that does not exist."""
        options = tuple(self.options(rows, value))
        known = {option.value: option for option in _flat(options)}
        for each in value:
            if each not in known:
                raise Refusal(f"“{self.label}”里没有“{each}”这个值。")
        chosen = tuple(known[each] for each in value)
        words = self.words.format("或".join(f"「{option.label}」" for option in chosen)) if chosen else ""
        return Facet(name, str(self.label), options, chosen, words)


class Filters(django_filters.FilterSet):
    """What the filter sets of all lists share."""

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of every filter; raises Refusal when one is malformed."""
        for messages in self.form.errors.values():
            raise Refusal(messages[0])
        return self.form.cleaned_data

    def rows(self, without: str = "") -> QuerySet:
        """The rows under all filters, or under all but one."""
        rows = self.queryset.all()
        for name, each in self.filters.items():
            if name != without:
                rows = each.filter(rows, self.values[name])
        return rows

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter with its counts; raises Refusal for values that do not exist."""
        return tuple(
            each.facet(name, self.rows(without=name), self.values[name])
            for name, each in self.filters.items()
        )

    @property
    def words(self) -> list[str]:
        """What is chosen, one phrase a filter."""
        return [facet.words for facet in self.facets if facet.words]


def _flat(options: Iterable[Option]) -> Iterable[Option]:
    for option in options:
        yield option
        yield from _flat(option.parts)
