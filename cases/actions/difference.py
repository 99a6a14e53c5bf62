"""Where a span of a text stands in the text that it was changed into, by the difference between the two; pure."""

from collections.abc import Callable
from difflib import SequenceMatcher

Span = tuple[int, int]
# Comparing costs the product of the lengths; what changed at greater length is taken as one piece.
MOST = 4_000_000


def mover(old: str, new: str) -> Callable[[Span], Span | None]:
    """A function from spans of ``old`` to spans of ``new``; None where not one character of the span is left.

    What was put inside a span, or in the place of a part of it, belongs to it from then on:

        old     引进人才l20名，        [人才l20名)
        new     引进人才120名，        [人才120名)
    """
    blocks = list(_blocks(old, new))

    def move(span: Span) -> Span | None:
        start, end = span
        pieces, kept = [], False
        for left, right, to, to_end, equal in blocks:
            low, high = max(start, left), min(end, right)
            if low >= high or to == to_end:
                continue
            kept = kept or equal
            if right - left == to_end - to:
                pieces.append((to + low - left, to + high - left))
            else:
                pieces.append((to, to_end))
        return (pieces[0][0], pieces[-1][1]) if kept else None

    return move


def _blocks(old: str, new: str) -> list[tuple[int, int, int, int, bool]]:
    """The two texts in stretches that correspond: both spans, and whether they are equal."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(one) * len(other) <= MOST:
        codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    else:
        codes = [("replace", 0, len(one), 0, len(other))]
    middle = [(head + a, head + b, head + c, head + d, kind == "equal") for kind, a, b, c, d in codes]
    ends = (len(old) - tail, len(old), len(new) - tail, len(new), True)
    return [(0, head, 0, head, True), *middle, ends]
