"""Patterns that pass quickly over text where none of their alternatives can begin.

``re`` tries every alternative of a pattern at every character; with dozens of them, behind look-arounds, that is most
of the time of a search. ``compiled`` asks first whether the character is one that a match can begin with:
``(?<!未)开工|在建|正在`` becomes ``(?=[开在正])(?:(?<!未)开工|在建|正在)``, which finds the very same.
"""

import re
from collections.abc import Iterable
from re import _constants as code
from re import _parser as parser
from typing import Any

# What classes may hold besides characters and ranges.
_CATEGORIES = {code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s"}
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (code.ASSERT, code.ASSERT_NOT, code.AT)


class _AnyCharacter(Exception):
    """A match may begin with characters that are not listed."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)`` behind a look at the first character, where a match can begin with some only.

    Worth it for alternations that begin with look-arounds, optional words or classes; a pattern whose alternatives
    all begin with a plain character is quick already.
    """
    return re.compile(sieved(pattern, flags), flags)


def sieved(pattern: str, flags: int = 0) -> str:
    """The pattern as ``compiled`` reads it; as it was where any character or none at all may begin a match."""
    if flags & re.IGNORECASE:
        return pattern
    try:
        first, empty = _of_sequence(parser.parse(pattern, flags))
    except _AnyCharacter:
        return pattern
    end = "\n" if flags & re.VERBOSE else ""  # Behind a comment.
    return pattern if empty else f"(?=[{''.join(sorted(first))}])(?:{pattern}{end})"


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """What a class must hold for a match of these items to begin with it, and whether they can match nothing."""
    first: set[str] = set()
    for operation, argument in items:
        own, empty = _of_item(operation, argument)
        first |= own
        if not empty:
            return first, False
    return first, True


def _of_item(operation: Any, argument: Any) -> tuple[set[str], bool]:
    """The same for one item of a parsed pattern."""
    if operation is code.LITERAL:
        return {re.escape(chr(argument))}, False
    if operation is code.IN:
        return {_of_class(*each) for each in argument}, False
    if operation in _ZERO_WIDTH:
        return set(), True
    if operation is code.BRANCH:
        each = [_of_sequence(items) for items in argument[1]]
        return set().union(*(first for first, _ in each)), any(empty for _, empty in each)
    if operation is code.SUBPATTERN and not argument[1] and not argument[2]:
        return _of_sequence(argument[3])
    if operation in _REPEATS:
        first, empty = _of_sequence(argument[2])
        return first, empty or argument[0] == 0
    raise _AnyCharacter


def _of_class(operation: Any, argument: Any) -> str:
    """One member of a class as it is written."""
    if operation is code.LITERAL:
        return re.escape(chr(argument))
    if operation is code.RANGE:
        low, high = map(chr, argument)
        return f"{re.escape(low)}-{re.escape(high)}"
    if operation is code.CATEGORY and argument in _CATEGORIES:
        return _CATEGORIES[argument]
    raise _AnyCharacter
