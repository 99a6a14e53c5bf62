"""Patterns that pass quickly over text where none of their alternatives can begin.

``re`` tries every alternative of a pattern at every character; with dozens of them, behind look-arounds, that is most
of the time of a search. What it does for ``[开在正].*``, to pass over all characters but these in one loop, is done here
for any pattern that can begin with some characters only: ``(?<!未)开工|在建|正在`` is looked at where 开, 在 or 正 stands.
"""

import _sre
import re
from collections.abc import Iterable
from re import _compiler as compiler
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
    """``re.compile(pattern, flags)``, told by which characters a match can begin, where these are some only.

    Worth it for alternations that begin with look-arounds, optional words or classes; a pattern whose alternatives
    all begin with a plain character is quick already.
    """
    tree = parser.parse(pattern, int(flags))
    head = _head(tree, flags)
    if head is None:
        return re.compile(pattern, flags)
    # As ``re`` compiles, but for the head by which a search finds where to try.
    program: list[int] = []
    flags |= tree.state.flags
    compiler._compile_info(program, head, flags)
    compiler._compile(program, tree.data, flags)
    program.append(code.SUCCESS)
    names = {number: name for name, number in tree.state.groupdict.items()}
    groups = tree.state.groups
    return _sre.compile(
        pattern, flags, program, groups - 1, tree.state.groupdict, tuple(map(names.get, range(groups)))
    )


def _head(tree: parser.SubPattern, flags: int) -> parser.SubPattern | None:
    """A class of the characters that a match can begin with; None for any, for one, and where case does not count."""
    try:
        first, empty = _of_sequence(tree)
    except _AnyCharacter:
        return None
    if empty or flags & re.IGNORECASE:
        return None
    head = parser.parse(f"[{''.join(sorted(first))}]")
    head.width = tree.getwidth()
    return head if head.data[0][0] is code.IN else None


def sieved(pattern: str, flags: int = 0) -> str:
    """The pattern behind a look at its first character, for use within another: ``(?=[开在正])(?:(?<!未)开工|在建|正在)``.

    As it was where any character or none at all may begin a match.
    """
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
