"""Filtering by values that the database counts: years, statuses, categories, brands, sources."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, TextChoices

from cases.filters.facet import UNKNOWN, Option
from cases.models import Brand, BrandMention, Document, Outcome, Policy, PolicyMention


def counted(
    rows: Iterable[tuple[Any, int]], label: Callable[[Any], str], chosen: Iterable[str]
) -> list[Option]:
    """Options of (value, count) rows; the chosen ones that are missing follow at zero."""
    found = {}
    for value, count in rows:
        name = UNKNOWN if value in (None, "") else str(value)
        found[name] = Option(name, label(value), count)
    missing = [name for name in chosen if name not in found]
    zeros = [Option(name, label(None if name == UNKNOWN else name)) for name in missing]
    return [*found.values(), *zeros]


def years(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The years of cases, the latest first, those without a year last."""
    counts = rows.order_by().values_list("year").annotate(Count("pk"))
    options = counted(counts, lambda year: f"{year} 年" if year else "年份未定", chosen)
    return sorted(options, key=lambda option: (option.value != UNKNOWN, option.value), reverse=True)


def year_ends(first: bool, rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The years that a range of years may begin with (``first``) or end with: from, or up to, each so many cases."""
    counts = Counter(dict(rows.order_by().exclude(year=None).values_list("year").annotate(Count("pk"))))
    counts.update({int(year): 0 for year in chosen})
    order = sorted(counts, reverse=first)
    sums = dict(zip(order, accumulate(counts[year] for year in order), strict=True))
    return [Option(str(year), f"{year} 年", sums[year]) for year in sorted(sums, reverse=not first)]


def of_year(values: tuple[str, ...]) -> Q:
    """The condition that cases are of any of these years."""
    condition = Q(year__in=[int(value) for value in values if value != UNKNOWN])
    return condition | Q(year__isnull=True) if UNKNOWN in values else condition


def cases_with(mentions: type[Model], **condition: Any) -> Q:
    """The same as a set of cases, which the database makes once and not for each case that is counted."""
    return Q(pk__in=mentions.objects.standing().filter(**condition).values("case"))


def forms(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The forms of the policies that cases speak of, in their fixed order."""
    return _fixed(PolicyMention, "policy__form", Policy.Form, rows, chosen)


def sources(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The documents that cases stand in, those with most cases first."""
    counts = rows.order_by().values_list("document__key", "document__title").annotate(count=Count("pk"))
    found = {
        key: Option(key, title, count)
        for key, title, count in counts.order_by("-count", "document__title", "document__key")
    }
    missing = set(chosen) - found.keys()
    known = Document.objects.public().filter(key__in=missing).only("key", "title") if missing else ()
    return [*found.values(), *(Option(each.key, each.title) for each in known)]


def source_kinds(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The kinds of document that cases stand in, those with most cases first."""
    counts = rows.order_by().values_list("document__kind").annotate(count=Count("pk"))
    counts = list(counts.order_by("-count", "document__kind"))
    missing = of_category(tuple(set(chosen) - {value or UNKNOWN for value, _ in counts}))
    known = (
        Document.objects.public().filter(kind__in=missing).values_list("kind", flat=True) if missing else ()
    )
    return counted(counts, category, [each or UNKNOWN for each in set(known)])


def any_of(mentions: QuerySet, **condition: Any) -> Q:
    """Cases of which some public mention meets a condition."""
    return Q(Exists(mentions.filter(case=OuterRef("pk"), **condition)))


def brands(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The brands that cases speak of, those of most cases first."""
    counts = (
        BrandMention.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list("brand__key", "brand__name")
        .annotate(count=Count("case", distinct=True))
        .order_by("-count", "brand__name", "brand__key")
    )
    found = {key: Option(key, name, count) for key, name, count in counts}
    missing = set(chosen) - found.keys()
    known = Brand.objects.public().filter(key__in=missing) if missing else ()
    return [*found.values(), *(Option(brand.key, brand.name) for brand in known)]


def categories(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The categories of the policies that cases speak of, those of most cases first."""
    counts = (
        PolicyMention.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list("policy__category")
        .annotate(count=Count("case", distinct=True))
        .order_by("-count", "policy__category")
    )
    return counted(
        counts, category, existing_categories(set(chosen) - {value or UNKNOWN for value, _ in counts})
    )


def existing_categories(wanted: Collection[str]) -> list[str]:
    """Those of the wanted categories that some public policy has."""
    if not wanted:
        return []
    known = Policy.objects.public().filter(category__in=[each for each in wanted if each != UNKNOWN])
    return [*known.values_list("category", flat=True).distinct(), *({UNKNOWN} & set(wanted))]


def category(value: str | None) -> str:
    """A category for readers."""
    return value or "未分类"


def of_category(values: tuple[str, ...]) -> list[str]:
    """Categories of an address as they stand in the database."""
    return ["" if value == UNKNOWN else value for value in values]


def statuses(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
    """The statuses of outcomes that cases have, in their fixed order."""
    return _fixed(Outcome, "status", Outcome.Status, rows, chosen)


def _fixed(
    mentions: type[Model], field: str, names: type[TextChoices], rows: QuerySet, chosen: tuple[str, ...]
) -> list[Option]:
    counts = dict(
        mentions.objects.public()
        .filter(case__in=rows.order_by().values("pk"))
        .values_list(field)
        .annotate(count=Count("case", distinct=True))
    )
    return [
        Option(value, label, counts.get(value, 0))
        for value, label in names.choices
        if counts.get(value) or value in chosen
    ]


def own_column(field: str, label: Callable[[Any], str]) -> dict[str, Any]:
    """Condition and options of a filter on a column of the row itself; only values that some row has exist."""

    def options(rows: QuerySet, chosen: tuple[str, ...]) -> list[Option]:
        groups = rows.order_by().values_list(field).annotate(count=Count("pk"))
        counts = list(groups.order_by("-count", field))
        missing = set(chosen) - {value or UNKNOWN for value, _ in counts}
        if not missing:
            return counted(counts, label, ())
        known = rows.model.objects.public().filter(**{f"{field}__in": of_category(tuple(missing))})
        return counted(counts, label, [each or UNKNOWN for each in set(known.values_list(field, flat=True))])

    return {"condition": lambda values: Q(**{f"{field}__in": of_category(values)}), "options": options}
