"""What a filter is: its values in the address, its condition, its counts, and the words for it."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property

MOST_VALUES = 10
MOST_SHOWN = 120  # options of one filter that a page lists; of more it shows the first, and those chosen
LONG = 10  # options of a list that is searched by typing
UNKNOWN = "none"
YES, NO = "yes", "no"


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
    """One filter as a page shows it; ``kind`` is how (list, end or has), ``group`` the heading it stands under."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[Option, ...]
    words: str
    kind: str
    group: str

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Every option, those inside others after them."""
        return tuple(_flat(self.options))

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options that a page lists: all, or of very many the first; branches then open at what is chosen."""
        if len(self.all_options) <= MOST_SHOWN:
            return self.options
        later = (each for each in self.options[MOST_SHOWN:] if each in self.chosen)
        return tuple(_opened((*self.options[:MOST_SHOWN], *later), self.chosen))

    @property
    def left_out(self) -> int:
        """How many options the page does not list."""
        return len(self.all_options) - sum(1 for _ in _flat(self.shown))


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
        return any(len(facet.all_options) > LONG for facet in self.facets if facet.kind == "list")


class ValuesField(forms.Field):
    """Repeated keys of an address → a tuple of distinct values of the right form."""

    widget = forms.SelectMultiple

    def __init__(self, *, pattern: str, wanted: str, most: int, **more: Any) -> None:
        super().__init__(**more)
        self.pattern, self.wanted, self.most = re.compile(pattern), wanted, most

    def clean(self, value: Sequence[str] | None) -> tuple[str, ...]:
        """Raises ValidationError for a value of another form, or for too many of them."""
        values = tuple(dict.fromkeys(each.strip() for each in value or () if each.strip()))
        if len(values) > self.most:
            raise forms.ValidationError(f"“{self.label}”一次最多选 {self.most} 个值。")
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
    kind = "list"

    def __init__(
        self,
        label: str,
        *,
        condition: Callable[[tuple[str, ...]], Q],
        options: Callable[[QuerySet, tuple[str, ...]], Iterable[Option]],
        pattern: str,
        wanted: str,
        words: str,
        group: str = "",
        most: int = MOST_VALUES,
    ) -> None:
        super().__init__(label=label, pattern=pattern, wanted=wanted, most=most, required=False)
        self.condition, self.options, self.words, self.group = condition, options, words, group or label

    def filter(self, qs: QuerySet, value: tuple[str, ...]) -> QuerySet:
        """The rows that have any of the values; all rows when none is chosen."""
        return qs.filter(self.condition(value)) if value else qs

    def facet(self, name: str, options: tuple[Option, ...], value: tuple[str, ...]) -> Facet:
        """What the page shows of this filter; raises Refusal for a value that does not exist."""
        known = {option.value: option for option in _flat(options)}
        for each in value:
            if each not in known:
                raise Refusal(f"“{self.label}”里没有“{each}”这个值。")
        chosen = tuple(known[each] for each in value)
        words = self.told(chosen) if chosen else ""
        return Facet(name, str(self.label), options, chosen, words, self.kind, self.group)

    def told(self, chosen: Sequence[Option]) -> str:
        """The chosen values in words."""
        return self.words.format("或".join(f"「{option.label}」" for option in chosen))


class End(Choice):
    """The first or the last year of a range: one value, chosen from a list."""

    kind = "end"

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, most=1, **more)


class Has(Choice):
    """Whether rows have something: yes and no. ``having`` gives the condition of yes; ``words`` are for yes and for no."""

    kind = "has"

    def __init__(self, label: str, *, having: Callable[[], Q], words: tuple[str, str], group: str) -> None:
        self.having, self.answers = having, dict(zip((YES, NO), words, strict=True))
        super().__init__(
            label,
            condition=self._condition,
            options=lambda rows, chosen: (),  # Filters counts all of this kind at once.
            pattern=f"{YES}|{NO}",
            wanted=f"{YES}（有）或 {NO}（没有）",
            words="{}",
            group=group,
        )

    def told(self, chosen: Sequence[Option]) -> str:
        """Whether it is there, as a phrase of the sentence."""
        return "或".join(self.answers[option.value] for option in chosen)

    def _condition(self, values: tuple[str, ...]) -> Q:
        return Q() if len(values) > 1 else self.having() if values == (YES,) else ~self.having()


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
            each.facet(name, self._options(name), self.values[name]) for name, each in self.filters.items()
        )

    def _options(self, name: str) -> tuple[Option, ...]:
        if name not in self._having:
            return tuple(self.filters[name].options(self.rows(without=name), self.values[name]))
        every, having = self._having[name]
        return Option(YES, "有", having), Option(NO, "没有", every - having)

    @cached_property
    def _having(self) -> dict[str, tuple[int, int]]:
        """How many rows there are, and how many of them have it, for each filter of yes and no.

        Those without a value stand under the same filters, so one query counts for all of them.
        """
        alike: dict[str, list[str]] = {}
        for name, each in self.filters.items():
            if isinstance(each, Has):
                alike.setdefault(name if self.values[name] else "", []).append(name)
        found = {}
        for without, names in alike.items():
            having = {name: Count("pk", filter=self.filters[name].having()) for name in names}
            counts = self.rows(without).order_by().aggregate(all=Count("pk"), **having)
            found |= {name: (counts["all"], counts[name]) for name in names}
        return found

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

    def ways_out(self) -> list[tuple[str, tuple[Option, ...], int]]:
        """(name, its values, how many rows there are without it) of every filter that would give rows if it were gone."""
        without = [(facet, self.rows(without=facet.name).count()) for facet in self.facets if facet.chosen]
        return [(facet.name, facet.chosen, count) for facet, count in without if count]


def _opened(options: Sequence[Option], chosen: Collection[Option]) -> Iterable[Option]:
    """The options, of which only those that hold something chosen, or stand alone, show what is inside them."""
    for option in options:
        if len(options) == 1 or option in chosen or any(each in chosen for each in _flat(option.parts)):
            yield replace(option, parts=tuple(_opened(option.parts, chosen)))
        else:
            yield replace(option, parts=())


def _flat(options: Iterable[Option]) -> Iterable[Option]:
    for option in options:
        yield option
        yield from _flat(option.parts)
