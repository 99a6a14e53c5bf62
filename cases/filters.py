"""The filters of the lists: one declaration a filter yields its condition, its counts and the words for it.

Several values of one filter widen the result (or), several filters narrow it (and). A filter's counts are
taken under all filters but itself, so that a count is what the list holds after choosing that value alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from cases.models import Brand, BrandMention, Case, Outcome, Place, Policy, PolicyMention

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


# Places


def within(codes: Collection[str]) -> QuerySet:
    """The places meant by codes: the unit itself, its predecessors, and what lies in it today."""
    return Place.objects.filter(
        Q(code__in=codes)
        | Q(today__code__in=codes)
        | Q(today__parent__code__in=codes)
        | Q(today__parent__parent__code__in=codes)
    )


def _cases_in(values: tuple[str, ...]) -> Q:
    codes = [value for value in values if value != UNKNOWN]
    condition = Q(place__in=within(codes)) if codes else Q()
    return condition | Q(place__isnull=True) if UNKNOWN in values else condition


def place_options(pairs: Iterable[tuple[int, int | None]], chosen: tuple[str, ...]) -> list[Option]:
    """Today's units grouped by city, from (row, place) pairs; former units count under today's, with a note.

    A row counts once in a unit however many of its places lie there. A former unit appears only when it is
    itself chosen.
    """
    rows: defaultdict[int | None, set[int]] = defaultdict(set)
    for row, place in pairs:
        rows[place].add(row)
    places = (
        Place.objects.filter(Q(pk__in=[pk for pk in rows if pk]) | Q(code__in=chosen))
        .select_related("parent__parent")
        .prefetch_related("today__parent__parent")
    )
    members: defaultdict[Place, set[int]] = defaultdict(set)
    former: defaultdict[Place, set[str]] = defaultdict(set)
    groups: defaultdict[Place, set[Place]] = defaultdict(set)
    for place in places:
        units = list(place.today.all()) or [place]
        if place.code in chosen and place not in units:
            units.append(place)
        for unit in units:
            groups[unit.parent if unit.level == Place.Level.COUNTY and unit.parent else unit].add(unit)
            if unit.name != place.name:
                former[unit].add(place.name)
            above: Place | None = unit
            while above:
                members[above] |= rows[place.pk]
                above = above.parent
    made = {
        unit: Option(unit.code, unit.name, len(found), _formerly(former[unit]))
        for unit, found in members.items()
    }
    tree = [
        replace(made[city], parts=tuple(made[unit] for unit in sorted(units - {city}, key=_by_name)))
        for city, units in sorted(
            groups.items(), key=lambda item: (-len(members[item[0]]), *_by_name(item[0]))
        )
    ]
    if rows[None] or UNKNOWN in chosen:
        tree.append(Option(UNKNOWN, "地区未定", len(rows[None])))
    return tree


def _by_name(place: Place) -> tuple[str, str]:
    return place.sort_key or place.code, place.code


def _formerly(names: Collection[str]) -> str:
    return f"含原{'、'.join(sorted(names))}" if names else ""


# Values counted by the database


def _counted(
    rows: Iterable[tuple[Any, int]], label: Callable[[Any], str], chosen: Iterable[str]
) -> list[Option]:
    """Options of (value, count) rows; the chosen ones that are missing follow at zero."""
    found = {
        UNKNOWN if value in (None, "") else str(value): Option(
            UNKNOWN if value in (None, "") else str(value), label(value), count
        )
        for value, count in rows
    }
    missing = {value: Option(value, label(None if value == UNKNOWN else value)) for value in chosen}
    return list((missing | found).values())


def _years(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    counts = rows.order_by().values_list("year").annotate(Count("pk"))
    options = _counted(counts, lambda year: f"{year} 年" if year else "年份未定", chosen)
    return sorted(options, key=lambda option: (option.value != UNKNOWN, option.value), reverse=True)


def _of_year(values: tuple[str, ...]) -> Q:
    condition = Q(year__in=[int(value) for value in values if value != UNKNOWN])
    return condition | Q(year__isnull=True) if UNKNOWN in values else condition


def _any_of(mentions: QuerySet, **condition: Any) -> Q:
    """Cases of which some public mention meets a condition."""
    return Q(Exists(mentions.filter(case=OuterRef("pk"), **condition)))


def _brands(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    counts = (
        BrandMention.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list("brand__key", "brand__name")
        .annotate(count=Count("case", distinct=True))
        .order_by("-count", "brand__name", "brand__key")
    )
    found = {key: Option(key, name, count) for key, name, count in counts}
    missing = (
        Brand.objects.public().filter(key__in=set(chosen) - found.keys())
        if set(chosen) - found.keys()
        else ()
    )
    return [*found.values(), *(Option(brand.key, brand.name) for brand in missing)]


def _categories(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    counts = (
        PolicyMention.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list("policy__category")
        .annotate(count=Count("case", distinct=True))
        .order_by("-count", "policy__category")
    )
    return _counted(
        counts, _category, _existing_categories(set(chosen) - {value or UNKNOWN for value, _ in counts})
    )


def _existing_categories(wanted: Collection[str]) -> list[str]:
    if not wanted:
        return []
    known = Policy.objects.filter(category__in=[each for each in wanted if each != UNKNOWN])
    return [*known.values_list("category", flat=True).distinct(), *({UNKNOWN} & set(wanted))]


def _category(value: str | None) -> str:
    return value or "未分类"


def _of_category(values: tuple[str, ...]) -> list[str]:
    return ["" if value == UNKNOWN else value for value in values]


def _statuses(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    counts = dict(
        Outcome.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list("status")
        .annotate(count=Count("case", distinct=True))
    )
    return [
        Option(value, label, counts.get(value, 0))
        for value, label in Outcome.Status.choices
        if counts.get(value) or value in chosen
    ]


_COUNTY = {"pattern": rf"[0-9]{{6}}|{UNKNOWN}", "wanted": "六位行政区划代码，如 330281"}
_CATEGORY = {"pattern": r".{1,20}", "wanted": "政策类别的名称"}


class CaseFilters(Filters):
    """The filters of the list of cases."""

    county = Choice(
        "地区",
        condition=_cases_in,
        options=lambda rows, chosen: place_options(rows.order_by().values_list("pk", "place"), chosen),
        words="地区为{}",
        **_COUNTY,
    )
    year = Choice(
        "年份",
        condition=_of_year,
        options=_years,
        pattern=rf"(?:19|20)[0-9]{{2}}|{UNKNOWN}",
        wanted="四位年份，如 2012",
        words="年份为{}",
    )
    status = Choice(
        "成效状态",
        condition=lambda values: _any_of(Outcome.objects.standing(), status__in=values),
        options=_statuses,
        pattern="|".join(Outcome.Status.values),
        wanted="、".join(f"{value}（{label}）" for value, label in Outcome.Status.choices),
        words="成效状态为{}",
    )
    category = Choice(
        "政策类别",
        condition=lambda values: _any_of(
            PolicyMention.objects.standing(), policy__category__in=_of_category(values)
        ),
        options=_categories,
        words="政策类别为{}",
        **_CATEGORY,
    )
    brand = Choice(
        "品牌",
        condition=lambda values: _any_of(BrandMention.objects.standing(), brand__key__in=values),
        options=_brands,
        pattern=r"[a-z2-7]{8}",
        wanted="品牌的八位短码",
        words="品牌为{}",
    )

    class Meta:
        model = Case
        fields: list[str] = []


def _mentioned_in(mentions: type[BrandMention] | type[PolicyMention], name: str) -> dict[str, Any]:
    """Condition and options of the county filter of brands or policies: where the cases lie that name them."""

    def condition(values: tuple[str, ...]) -> Q:
        standing = mentions.objects.public().filter(**{name: OuterRef("pk")})
        codes = [value for value in values if value != UNKNOWN]
        found = Q(Exists(standing.filter(case__place__in=within(codes)))) if codes else Q()
        return found | Q(Exists(standing.filter(case__place=None))) if UNKNOWN in values else found

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        named = mentions.objects.public().filter(**{f"{name}__in": rows.order_by().values("pk")})
        return place_options(named.values_list(name, "case__place").distinct(), chosen)

    return {"condition": condition, "options": options}


def _plain(field: str, label: Callable[[Any], str]) -> dict[str, Any]:
    """Condition and options of a filter on a column of the row itself; only values that some row has exist."""

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        counts = list(
            rows.order_by().values_list(field).annotate(count=Count("pk")).order_by("-count", field)
        )
        missing = set(chosen) - {value or UNKNOWN for value, _ in counts}
        known = (
            rows.model.objects.filter(**{f"{field}__in": _of_category(tuple(missing))}) if missing else None
        )
        zero = (
            [value or UNKNOWN for value in known.values_list(field, flat=True).distinct()] if missing else []
        )
        return _counted(counts, label, zero)

    return {"condition": lambda values: Q(**{f"{field}__in": _of_category(values)}), "options": options}


class PolicyFilters(Filters):
    """The filters of the list of policies."""

    category = Choice("类别", words="类别为{}", **_plain("category", _category), **_CATEGORY)
    form = Choice(
        "形式",
        words="形式为{}",
        **_plain("form", lambda value: Policy.Form(value).label),
        pattern="|".join(Policy.Form.values),
        wanted="、".join(f"{value}（{label}）" for value, label in Policy.Form.choices),
    )
    county = Choice("地区", words="见于{}的案例", **_mentioned_in(PolicyMention, "policy"), **_COUNTY)

    class Meta:
        model = Policy
        fields: list[str] = []


class BrandFilters(Filters):
    """The filters of the list of brands."""

    kind = Choice("类别", words="类别为{}", **_plain("kind", _category), **_CATEGORY)
    county = Choice("地区", words="见于{}的案例", **_mentioned_in(BrandMention, "brand"), **_COUNTY)

    class Meta:
        model = Brand
        fields: list[str] = []
