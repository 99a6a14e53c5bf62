"""How a brand is put into words: which sentence says best what it is, and what changed from one document to the next.

2012  推动每个镇都拥有至少 1 名区级以上专家
2014  五年内每个镇至少拥有 1 名市级以上专家
→     [推动] {五年内} 每个镇 [都拥有] 至少 {拥有} 1 名 [区]{市} 级以上专家
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Literal

from search.fold import fold

# Below this share of common letters two sentences, or two aims, are two statements and not two wordings of one.
ALIKE = 0.55
_ALIKE_AIMS = 0.45
_SHORTEST = 2
_SHORTEST_CLAUSE = 10
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_TOKEN = re.compile(r"[0-9A-Za-z.]+|.", re.DOTALL)
_QUOTES = re.compile(r"[“”‘’'\"「」《》\s]")
# What a sentence does that says what something is: it names it, begins it, or sets its aim.
_IS = re.compile(r"[”’」]?(?:，|,)?(?:是(?!否)|即|就是|是指|为的是|[：:])")
_BEGINS = re.compile(
    r"(?:实施|推行|推出|启动|打造|创建|建设|设立|开展|组建|定为|作为|探索|首创|推进|规划)[^，。；]{0,16}$"
)
_AIMS = re.compile(
    r"目标|旨在|力争|提出|要求|推动|确保|实现|达到|至少|不少于|以上|每[个名年镇村家]|规定|包括|分为|主要|提供"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters that both sentences have, or only the later, or only the earlier."""

    text: str
    kind: Literal["same", "added", "gone"]


def weight(sentence: str, at: int, length: int) -> int:
    """How much a sentence says of what a brand is, whose name of ``length`` letters stands at ``at`` in it."""
    before, after = sentence[:at], sentence[at + length :]
    if not sentence.rstrip().endswith(("。", "！", "；", ";", "…")):
        return 0  # A title names it only.
    told = 3 * bool(_IS.match(after)) + 2 * bool(_BEGINS.search(_QUOTES.sub("", before)))
    return 1 + told + min(3, len(set(_AIMS.findall(after)))) - (len(sentence) < 18)


def defining(sentences: Iterable[Any]) -> Any | None:
    """Of witnesses with their sentences the one that says most, the first of equals; None where none says anything."""
    best, most = None, 0
    for each in sentences:
        found = weight(each.before + each.quote + each.after, len(each.before), len(each.quote))
        if found > most:
            best, most = each, found
    return best


def compared(earlier: str, later: str) -> list[Part] | None:
    """What changed in the later sentence; where the sentences are two, in the part of it that sets the aim.

    None where the two are no wordings of one thing.
    """
    if (whole := parts(earlier, later)) is not None:
        return whole
    pairs = [
        (_likeness(_tokens(old), _tokens(new)), old, new)
        for old in _CLAUSE.findall(earlier)
        for new in _CLAUSE.findall(later)
        if min(len(old), len(new)) >= _SHORTEST_CLAUSE and _AIMS.search(old) and _AIMS.search(new)
    ]
    _, old, new = max(pairs, default=(0.0, "", ""), key=lambda pair: pair[0])
    return parts(old, new, _ALIKE_AIMS) if old else None


def parts(earlier: str, later: str, alike: float = ALIKE) -> list[Part] | None:
    """The later text with what was added to it and what has gone; None where a lesser share than ``alike`` is common.

    Width, traditional forms, quotation marks and spaces make no difference; numbers and words in Latin letters are
    taken whole.
    """
    old, new = _tokens(earlier), _tokens(later)
    blocks = _matcher(old, new)
    # Both are quick and never below the true share.
    if blocks.real_quick_ratio() < alike or blocks.quick_ratio() < alike or blocks.ratio() < alike:
        return None
    made: list[Part] = []
    left = right = 0
    for from_, to, size in blocks.get_matching_blocks():
        # A single letter in common between two changes is chance, and makes them hard to read.
        if 0 < size < _SHORTEST and not old[from_][0][0].isdigit():
            continue
        made += [Part(_joined(old[left:from_]), "gone"), Part(_joined(new[right:to]), "added")]
        made.append(Part(_joined(new[to : to + size]), "same"))
        left, right = from_ + size, to + size
    return [part for part in made if part.text.strip()]


def _likeness(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> float:
    return _matcher(old, new).ratio()


def _matcher(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> SequenceMatcher:
    return SequenceMatcher(None, [key for key, _ in old], [key for key, _ in new], autojunk=False)


@lru_cache(maxsize=500)
def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    """(what is compared, what is shown) of each token; marks and spaces hang on the token before them."""
    made: list[tuple[str, str]] = []
    for token in _TOKEN.findall(text):
        key = _key(token)
        if key or not made:
            made.append((key, token))
        else:
            made[-1] = (made[-1][0], made[-1][1] + token)
    return tuple(made)


@lru_cache(maxsize=20_000)
def _key(token: str) -> str:
    return _QUOTES.sub("", fold(token).text).lower()


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(shown for _, shown in tokens)
