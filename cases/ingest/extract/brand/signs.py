"""What a quoted name and the words around it tell, as signs that each have a weight; their sum says whether it is a brand.

Rules tell what is sure; a name that none knows still looks like those of labelled documents: 「培养“绒都工匠”100名」 has a word of
talent, is made of five characters and stands behind 培养. The weights (``brand_signs.txt``) are learned from the labelled
documents and from sentences whose words in marks are no brand (``benchmarks.brand_signs``).
"""

import re
from collections.abc import Iterator
from functools import cache

from ..words import rows
from .mention import rest_of
from .weighing import Quote

_LONGEST = 10
_EDGE = re.compile(r"\W+$")
_NOTHING, _LINE = "∅", "¶"
_STOPPED = re.compile(r"[，、；—·+]")
_DIGIT = re.compile(r"[\dA-Za-z]")
_TALENT = re.compile(r"[才智贤英匠雁凤博士创师学]")


def signs(quote: Quote, score: int, heading: bool) -> Iterator[str]:
    """The signs of a name whose rules say ``score``, and whether it stands in a heading."""
    plain, before = quote.plain, _EDGE.sub("", quote.before) or _NOTHING
    before, behind = (said.replace("\n", _LINE) for said in (before, quote.behind or _NOTHING))
    yield f"score {max(-4, min(6, score))}"
    yield f"founded {quote.founding}"
    if quote.tail:
        yield "tail"
        yield f"tail {quote.tail[-2:]}"
    yield f"length {min(len(plain), _LONGEST)}"
    yield f"own {min(len(rest_of(plain)), _LONGEST // 2)}"
    yield from (f"ends {plain[-size:]}" for size in (1, 2))
    yield from (f"begins {plain[:size]}" for size in (1, 2))
    yield from (f"before {before[-size:]}" for size in (1, 2))
    yield from (f"behind {behind[:size]}" for size in (1, 2))
    for sign, shape in (("stop", _STOPPED), ("digit", _DIGIT), ("talent", _TALENT)):
        if shape.search(plain):
            yield sign
    if heading:
        yield "heading"


def likely(quote: Quote, score: int, heading: bool) -> bool:
    """Whether the signs of a name speak for a brand all together."""
    known = weights()
    return sum(known.get(sign, 0.0) for sign in ("always", *signs(quote, score, heading))) > 0


@cache
def weights() -> dict[str, float]:
    """The weight of each sign; ``always`` counts for every name."""
    return {sign: float(weight) for sign, weight in rows("brand_signs")}
