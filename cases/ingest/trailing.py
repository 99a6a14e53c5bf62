"""A piece whose headline a newspaper's layout left after its text, behind another piece that has its own at its head.

Where one ends and the other begins no heading says; the text does, by speaking of another place from there on.
"""

import re

from .block import Line
from .headed import known_names
from .line import HAN
from .title import trails

_NAMED = re.compile(rf"(?=([{HAN}]{{2,4}}?)(?:县|市|区|旗))")
_AFTER = ("byline", "caption", "date", "note", "frame")
_OFTEN = 3  # So often the text below speaks of the place that the text above never names.
_MOST_LINES = 400


def untitled(lines: list[Line], span: tuple[int, int]) -> list[tuple[int, int]]:
    """The span, or its two pieces where it ends in a headline that only bylines follow and begins with another."""
    first, last = span
    end = last - 1
    while end > first and lines[end].look in _AFTER:
        end -= 1
    headed = any(lines[k].look == "heading" for k in range(first, min(first + 3, last)))
    if (
        end == first
        or not headed
        or not trails(lines[end])
        or lines[end - 1].look != "body"
        or last - first > _MOST_LINES
    ):
        return [span]
    cut = _other_place(lines, first, end)
    return [(first, cut), (cut, last)] if cut else [span]


def _other_place(lines: list[Line], first: int, end: int) -> int:
    """The paragraph from which the text speaks of a place that it never named before, and of none of those; 0 if none."""
    bodies = [k for k in range(first, end) if lines[k].look == "body"]
    before: dict[str, None] = {}
    at = first
    for k in bodies[2:]:
        before |= dict.fromkeys(name for line in lines[at:k] for name in _places(line.text))
        at = k
        if not before or before.keys() >= (now := set(_places(lines[k].text))):
            continue
        above = "\n".join(line.text for line in lines[first:k])
        below = "\n".join(line.text for line in lines[k : end + 1])
        new = any(name not in above and below.count(name) >= _OFTEN for name in now)
        main = max(before, key=above.count)
        if new and above.count(main) >= _OFTEN and main not in below:
            return k
    return 0


def _places(text: str) -> list[str]:
    """The stems of the known places that the text names with 县, 市, 区 or 旗."""
    return [name for name in dict.fromkeys(_NAMED.findall(text)) if name in known_names()]
