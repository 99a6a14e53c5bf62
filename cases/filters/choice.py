"""What a filter is: the values that rows have, those of an address, their counts, and the words for them."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any

import django_filters
from django import forms

from cases.filters.facet import MOST_VALUES, UNKNOWN, Facet, Listed, Option, Refusal, flat
from cases.filters.table import Chosen, Pairs, Rows, Values, grouped

YES, NO = "yes", "no"

# Asks a source for its rows; several filters that share one are answered by one query.
Read = Callable[[Callable[[], Iterable[tuple]]], Sequence[tuple]]


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
    """A filter: ``pairs`` are the (key, value) of public rows, with a third column where values have names of their own.

    None and "" are UNKNOWN. ``name`` words a value for readers. A chosen value that no row has does not exist, unless
    ``every`` value of the right form does. ``order`` sorts the options, by default those of most rows first;
    ``words`` is a pattern for the sentence above the list.
    """

    field_class = ValuesField
    kind = "list"

    def __init__(
        self,
        label: str,
        *,
        pairs: Pairs,
        pattern: str,
        wanted: str,
        words: str,
        name: Callable[[str], str] = str,
        every: bool = False,
        order: Callable[[Option], Any] | None = None,
        group: str = "",
        most: int = MOST_VALUES,
    ) -> None:
        super().__init__(label=label, pattern=pattern, wanted=wanted, most=most, required=False)
        self.pairs, self.name, self.every, self.order = pairs, name, every, order
        self.words, self.group = words, group or label

    def read(self, rows: Rows, read: Read) -> Values:
        """The values as they are now."""
        labels: dict[str, str] = {}

        def pairs() -> Iterable[tuple[int, str]]:
            for key, value, *label in self.pairs.take(read(self.pairs.source)):
                named = UNKNOWN if value in (None, "") else str(value)
                if named not in labels:
                    labels[named] = (label and label[0]) or self.name(named)
                yield key, named

        return Values(rows, grouped(rows, pairs()), labels)

    def mask(self, values: Values, chosen: Sequence[str]) -> int:
        """The rows that have any of the chosen values."""
        return reduce(or_, map(values.mask, chosen), 0)

    def options(self, values: Values, among: Chosen, chosen: Sequence[str]) -> Sequence[Option]:
        """Every value that some of the rows have, and the chosen ones even at zero, each with its count."""
        counts = values.counts(among)
        if self.order is None:
            shown = [value for value in values.by_label if counts.get(value) or value in chosen]
            shown.sort(key=lambda value: counts.get(value, 0), reverse=True)
            return Listed(shown, values.labels, counts)
        shown = [value for value, count in counts.items() if count]
        shown += [v for v in chosen if not counts.get(v) and (self.every or v in values.having)]
        options = (Option(v, values.labels.get(v) or self.name(v), counts.get(v, 0)) for v in shown)
        return sorted(options, key=self.order)

    def facet(self, name: str, values: Values, among: Chosen, chosen: Sequence[str]) -> Facet:
        """What the page shows of this filter; raises Refusal for a value that does not exist."""
        options = self.options(values, among, chosen)
        known = {option.value: option for option in flat(options)} if chosen else {}
        for each in chosen:
            if each not in known:
                raise Refusal(f"“{self.label}”里没有“{each}”这个值。")
        picked = tuple(known[each] for each in chosen)
        words = self.told(picked) if picked else ""
        return Facet(name, str(self.label), options, picked, words, self.kind, self.group)

    def told(self, chosen: Sequence[Option]) -> str:
        """The chosen values in words."""
        return self.words.format("或".join(f"「{option.label}」" for option in chosen))


class End(Choice):
    """The first (``from_here``) or the last year of a range: one value, chosen from a list."""

    kind = "end"

    def __init__(self, label: str, *, from_here: bool, **more: Any) -> None:
        super().__init__(label, most=1, every=True, **more)
        self.from_here = from_here

    def mask(self, values: Values, chosen: Sequence[str]) -> int:
        """The rows of this year and of those beyond it."""
        beyond = [value for value in values.having if value != UNKNOWN and self._reaches(chosen[0], value)]
        return reduce(or_, map(values.mask, beyond), 0)

    def options(self, values: Values, among: Chosen, chosen: Sequence[str]) -> list[Option]:
        """Years that rows have, each with how many there are from it on or up to it."""
        counts = {each: count for each, count in values.counts(among).items() if each != UNKNOWN}
        years = sorted({*(each for each, count in counts.items() if count), *chosen}, reverse=self.from_here)
        sums = accumulate(counts.get(year, 0) for year in years)
        options = [Option(year, self.name(year), count) for year, count in zip(years, sums, strict=True)]
        return options[::-1]

    def _reaches(self, end: str, year: str) -> bool:
        return year >= end if self.from_here else year <= end


class Has(Choice):
    """Whether rows have something: yes and no. The keys that ``pairs`` takes do; ``words`` are for yes and for no."""

    kind = "has"

    def __init__(self, label: str, *, pairs: Pairs, words: tuple[str, str], group: str) -> None:
        self.answers = dict(zip((YES, NO), words, strict=True))
        super().__init__(
            label,
            pairs=pairs,
            pattern=f"{YES}|{NO}",
            wanted=f"{YES}（有）或 {NO}（没有）",
            words="{}",
            group=group,
        )

    def read(self, rows: Rows, read: Read) -> Values:
        """Those that have it, and all others."""
        having = rows.mask(rows.numbers(key for key, *_ in self.pairs.take(read(self.pairs.source))))
        return Values(rows, {YES: having, NO: rows.every & ~having})

    def options(self, values: Values, among: Chosen, chosen: Sequence[str]) -> list[Option]:
        """Yes and no, always both."""
        labels = {YES: "有", NO: "没有"}
        counts = values.counts(among)
        return [Option(value, labels[value], counts.get(value, 0)) for value in values.having]

    def told(self, chosen: Sequence[Option]) -> str:
        """Whether it is there, as a phrase of the sentence."""
        return "或".join(self.answers[option.value] for option in chosen)
