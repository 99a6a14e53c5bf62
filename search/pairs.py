"""Pairs of adjacent characters as numbers, for the index that finds any contiguous piece; pure.

    25 bits:  14 of the first character, 11 of the second

Pairs begin with a letter, digit or Han character; a sign or the end of the text after it counts as 0, and what
begins with a sign is found by what follows. Two pairs share a number seldom, and what is found by numbers is
verified in the text. All pairs that begin with a character are neighbours, so that one character alone is found
as a range.
"""

from itertools import pairwise
from operator import or_

BITS = 25
SECOND = 11
_FIRST_MASK = (1 << BITS - SECOND) - 1
_SECOND_MASK = (1 << SECOND) - 1
_CHARACTER = 1 << BITS  # Keys of characters by themselves lie above those of pairs.


class _Firsts(dict[str, int]):
    """Every character met so far as the first of a pair, -1 for a sign; at most one entry a code point."""

    def __missing__(self, char: str) -> int:
        self[char] = number = (ord(char) & _FIRST_MASK) << SECOND if char.isalnum() else -1
        return number


class _Seconds(dict[str, int]):
    """Every character met so far as the second of a pair."""

    def __missing__(self, char: str) -> int:
        self[char] = number = ord(char) & _SECOND_MASK if char.isalnum() else 0
        return number


_FIRST = _Firsts()
_SECOND = _Seconds()
_END = "\0"


def keys(text: str) -> set[int]:
    """The numbers of all pairs of a text, its last character included."""
    found = set(map(or_, map(_FIRST.__getitem__, text), map(_SECOND.__getitem__, text[1:] + _END)))
    found.discard(-1)
    return found


def spans(piece: str) -> dict[str, tuple[int, int]]:
    """Every pair of a non-empty piece → the number it has; of one character before nothing known, the range.

    A passage that has the piece has them all. There are none in a piece of signs only.
    """
    met: dict[str, tuple[int, int]] = {}
    for left, right in pairwise(piece):
        if (first := _FIRST[left]) >= 0:
            met[left + right] = (first | _SECOND[right], first | _SECOND[right])
    last = _FIRST[piece[-1]]
    if not met and last >= 0:
        met[piece[-1]] = (last, last | _SECOND_MASK)
    return met


def characters(numbers: set[int]) -> set[int]:
    """The keys of the characters of a text, from the numbers of its pairs."""
    return {number >> SECOND | _CHARACTER for number in numbers}


def gram_key(gram: str) -> int:
    """Under which a pair or a character is counted."""
    first = _FIRST[gram[0]]
    return first | _SECOND[gram[1]] if len(gram) > 1 else first >> SECOND | _CHARACTER
