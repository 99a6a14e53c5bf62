"""The category of a policy, from the words of its name, of what it offers, and of the sentence around it."""

import re
from collections import Counter
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache

from ..records import Benefit
from .words import rows

# Categories in order, each with the words that decide; in them … stands for up to four characters.
Table = tuple[tuple[str, tuple[str, ...]], ...]
REST = "综合"  # What no category's words decide; its own words weigh as much as one, however many there are.

SHIPPED: Table = tuple((name, tuple(words.split("|"))) for name, words in rows("policy_categories"))
_used: ContextVar[Table] = ContextVar("categories", default=SHIPPED)


def use(table: Table) -> None:
    """Go by other categories than those of ``lexicon/policy_categories.txt`` from here on, in this context."""
    _used.set(table)


def now() -> Table:
    """The categories that hold in this context."""
    return _used.get()


def category(name: str, benefits: tuple[Benefit, ...], around: str) -> str:
    """The category whose words weigh most, those of the name far above; the words around count when these say nothing."""
    labels = [benefit.label for benefit in benefits]
    return decided(name, labels) or by_words(around)


def decided(name: str, labels: Iterable[str], table: Table | None = None) -> str:
    """What the name and the labels of its benefits decide, or ""."""
    joined = "".join(labels)
    weights: Counter[str] = Counter()
    for word, pattern in _patterns(table or now()):
        weight = 10 * len(pattern.findall(name)) + len(pattern.findall(joined))
        weights[word] = weight if word != REST else min(weight, 1)
    return _first(weights)


def by_words(around: str, table: Table | None = None) -> str:
    """What the words around decide; REST where they do not."""
    found = {word: len(pattern.findall(around)) for word, pattern in _patterns(table or now())}
    return _first(found) or REST


def _first(weights: dict[str, int]) -> str:
    best = max(weights.values(), default=0)
    return next((word for word, weight in weights.items() if weight == best), "") if best else ""


@lru_cache(maxsize=4)
def _patterns(table: Table) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern for each category; one without words is met by nothing."""
    return tuple((name, re.compile("|".join(map(_pattern, words)) or r"(?!)")) for name, words in table)


def _pattern(word: str) -> str:
    return ".{0,4}".join(map(re.escape, word.split("…")))
