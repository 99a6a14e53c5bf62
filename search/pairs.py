"""Pairs of adjacent characters as numbers, for the index that finds any contiguous piece; pure.

    25 bits:  14 of the first character, 11 of the second

Pairs begin with a letter, digit or Han character; a sign or the end of the text after it counts as 0, and what
begins with a sign is found by what follows. Two pairs share a number seldom, and what is found by numbers is
verified in the text. All pairs that begin with a character are neighbours, so that one character alone is found
as a range.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

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


def numbers(texts: Sequence[str]) -> np.ndarray:
    """The numbers of all pairs of texts, each ``number << 32 | position of the text``: ascending, each once.

    The last character of a text makes a pair with nothing.
    """
    whole = _END.join([*texts, ""])
    codes = np.frombuffer(whole.encode("utf-32-le", "replace"), np.uint32)
    letters = np.zeros(sys.maxunicode + 1, bool)
    letters[[ord(char) for char in set(whole) if char.isalnum()]] = True
    lettered = letters[codes]
    found = (codes.astype(np.int64) & _FIRST_MASK) << SECOND
    found[:-1] |= np.where(lettered[1:], codes[1:] & _SECOND_MASK, 0)
    found <<= 32
    found |= np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    return distinct(found[lettered])


def distinct(found: np.ndarray) -> np.ndarray:
    """The numbers met, ascending, each once."""
    ascending = np.sort(found)
    return ascending[firsts(ascending)]


def firsts(ascending: np.ndarray) -> np.ndarray:
    """Where in an ascending array each number stands first."""
    return np.flatnonzero(np.diff(ascending, prepend=-1))


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


def characters(pairs: np.ndarray) -> np.ndarray:
    """The keys of the characters that pairs begin with."""
    return pairs >> SECOND | _CHARACTER


def gram_key(gram: str) -> int:
    """Under which a pair or a character is counted."""
    first = _FIRST[gram[0]]
    return first | _SECOND[gram[1]] if len(gram) > 1 else first >> SECOND | _CHARACTER
