"""What values are called and in which order they stand, and filters that several lists share."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.filters.choice import Choice, End
from cases.filters.facet import UNKNOWN, Option
from cases.filters.table import Pairs
from cases.models import Policy


def any_of(mentions: QuerySet, **condition: Any) -> Q:
    """Cases of which some public mention meets a condition."""
    return Q(Exists(mentions.filter(case=OuterRef("pk"), **condition)))


def category(value: str) -> str:
    """A category for readers; "" and UNKNOWN are none."""
    return "未分类" if value in ("", UNKNOWN) else value


def _year(value: str) -> str:
    return "年份未定" if value == UNKNOWN else f"{value} 年"


def _latest(option: Option) -> int:
    """The latest year first, rows without a year last."""
    return 0 if option.value == UNKNOWN else -int(option.value)


def years(pairs: Pairs) -> Choice:
    """The filter of single years."""
    return Choice(
        "年份",
        pairs=pairs,
        name=_year,
        every=True,
        order=_latest,
        pattern=rf"(?:19|20)[0-9]{{2}}|{UNKNOWN}",
        wanted="四位年份，如 2012",
        words="年份为{}",
    )


def year_end(label: str, from_here: bool, words: str, pairs: Pairs) -> End:
    """The first or the last year of a range."""
    return End(
        label,
        from_here=from_here,
        pairs=pairs,
        name=_year,
        pattern=r"(?:19|20)[0-9]{2}",
        wanted="四位年份，如 2012",
        words=words,
        group="年份",
    )


def categories(label: str, wanted: str, pairs: Pairs) -> Choice:
    """A filter of categories that are words of the content; only those that some row has exist."""
    return Choice(
        label,
        pairs=pairs,
        name=category,
        pattern=r"[^\x00-\x1f]{1,20}",
        wanted=wanted,
        words=f"{label}为{{}}",
    )


def fixed(label: str, names: Any, pairs: Pairs) -> Choice:
    """A filter of values (``TextChoices``) that are always the same, in their own order."""
    order = {value: number for number, value in enumerate(names.values)}
    return Choice(
        label,
        pairs=pairs,
        name=lambda value: str(names(value).label),
        every=True,
        order=lambda option: order[option.value],
        pattern="|".join(names.values),
        wanted="、".join(f"{value}（{name}）" for value, name in names.choices),
        words=f"{label}为{{}}",
    )


def named(label: str, wanted: str, pairs: Pairs) -> Choice:
    """A filter of things with a short key and a name."""
    return Choice(label, pairs=pairs, pattern=r"[a-z2-7]{8}", wanted=wanted, words=f"{label}为{{}}")


def forms(label: str, pairs: Pairs) -> Choice:
    """The filter of the forms of policies."""
    return fixed(label, Policy.Form, pairs)
