"""Pairs of adjacent characters as numbers, for the index that finds any contiguous piece; pure.

    25 bits:  14 of the first character, 11 of the second

Pairs begin with a letter, digit or Han character; a sign or the end of the text after it counts as 0, and what
begins with a sign is found by what follows. Two pairs share a number seldom, and what is found by numbers is
verified in the text. All pairs that begin with a character are neighbours, so that one character alone is found
as a range.
"""

from itertools import pairwise

BITS = 25
SECOND = 11
_FIRST_MASK = (1 << BITS - SECOND) - 1
_SECOND_MASK = (1 << SECOND) - 1
_CHARACTER = 1 << BITS  # Keys of characters by themselves lie above those of pairs.


class _Halves(dict[str, tuple[int, int]]):
    """Every character met so far with its half as a first (-1 for a sign) and as a second; one entry a code point."""

    def __missing__(self, char: str) -> tuple[int, int]:
        code = ord(char)
        halves = ((code & _FIRST_MASK) << SECOND, code & _SECOND_MASK) if char.isalnum() else (-1, 0)
        self[char] = halves
        return halves


_HALVES = _Halves()


def keys(text: str) -> set[int]:
    """The numbers of all pairs of a text, its last character included."""
    halves = list(map(_HALVES.__getitem__, text))
    halves.append((-1, 0))
    found = {left[0] | right[1] for left, right in pairwise(halves)}
    found.discard(-1)
    return found


def spans(piece: str) -> dict[str, tuple[int, int]]:
    """Every pair of a piece → the number it has; of a single character after which nothing is known, the range.

    A passage that has the piece has them all. There are none in a piece of signs only.
    """
    met: dict[str, tuple[int, int]] = {}
    for left, right in pairwise(piece):
        if _HALVES[left][0] >= 0:
            number = _HALVES[left][0] | _HALVES[right][1]
            met[left + right] = (number, number)
    last = _HALVES[piece[-1]][0]
    if not met and last >= 0:
        met[piece[-1]] = (last, last | _SECOND_MASK)
    return met


def characters(numbers: set[int]) -> set[int]:
    """The keys of the characters of a text, from the numbers of its pairs."""
    return {number >> SECOND | _CHARACTER for number in numbers}


def gram_key(gram: str) -> int:
    """Under which a pair or a character is counted."""
    first, second = _HALVES[gram[0]][0], _HALVES[gram[-1]][1]
    return first | second if len(gram) > 1 else first >> SECOND | _CHARACTER
