"""The category of a policy, from the words of its name, of what it offers, and of the sentence around it."""

import re
from collections import Counter

from ...records import Benefit
from ..words import rows

_CATEGORIES = tuple((row[0], re.compile(row[1])) for row in rows("policy_categories"))


def category(name: str, benefits: tuple[Benefit, ...], around: str) -> str:
    """The category whose words weigh most, those of the name far above; the words around count when these say nothing."""
    labels = "".join(benefit.label for benefit in benefits)
    score: Counter[str] = Counter()
    for word, pattern in _CATEGORIES:
        weight = 10 * len(pattern.findall(name)) + len(pattern.findall(labels))
        score[word] = weight if word != "综合" else min(weight, 1)
    best = max(score.values())
    if not best:
        score.update({word: len(pattern.findall(around)) for word, pattern in _CATEGORIES})
        best = max(score.values())
    return next((word for word, _ in _CATEGORIES if score[word] == best and best > 0), "综合")
