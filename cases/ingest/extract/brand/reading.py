"""All names of a span in order: with marks, one for each, without marks; the surer reading of an overlap is kept."""

from functools import lru_cache

from ..sentence import fold
from .alias import renamed
from .founded import founded
from .framed import framed
from .mention import Mention
from .plain import plain
from .quoted import one_each, quoted, ruled


def mentions(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """All names that could be a brand's, in order and without overlap; ``text`` may be folded already."""
    return _mentions(fold(text), start, end)


@lru_cache(maxsize=4)
def _mentions(folded: str, start: int, end: int) -> tuple[Mention, ...]:
    marked = [*one_each(folded, start, end), *ruled(folded, start, end), *quoted(folded, start, end)]
    found = _apart(marked)
    bare = [
        *plain(folded, start, end, found),
        *framed(folded, start, end),
        *founded(folded, start, end),
    ]
    return tuple(renamed(folded, _apart([*found, *bare])))


def _apart(found: list[Mention]) -> list[Mention]:
    """Without overlap: what begins first and reaches farthest stays, with the better score of both."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
        elif kept[-1].score < mention.score:
            kept[-1] = kept[-1]._replace(score=mention.score, strong=mention.strong)
    return kept
