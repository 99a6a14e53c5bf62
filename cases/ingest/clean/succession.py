"""How far a line goes on with another: by the characters where they meet, by marks left open, by indents and widths.

Answers are natural logarithms of how much likelier two lines are to stand so one below the other in a column than any
two lines are.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import log

from ..extract.words import FOLDER
from ..line import BULLET, HAN, NUMBERED, ended, width

FULL = 0.85  # A line of so much of its column's width is full.
SLACK = 4  # By so much lines of one column differ, as letters and digits are not of one width.
CLEARLY = 1.2  # By so much more lines must be as wide as others in characters than in columns.
_NO_BEGINNING = frozenset("，。、；：！？”’）》】%％")
_NO_END = frozenset("“‘（《【")
_PAIRED = dict(zip("”’）》】", "“‘（《【", strict=True))
_WORD = re.compile(f"[{HAN}]{{2,}}")
_DIGIT = re.compile(r"[\d０-９]")
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")

_SET_IN, _SET_IN_AFTER_SHORT, _SET_IN_INSIDE = 2.0, 0.0, -3.5
_FLUSH_AFTER_SHORT = -4.0
_SHORT_INSIDE = -1.5
_WIDER = -2.0
_MARK_MET, _MARK_MISSED, _QUOTE_MISSED = 2.0, -2.0, -0.7
_NEVER = -4.0


@dataclass(frozen=True, slots=True)
class Face:
    """What of a line shows whether it goes on with another.

    ``first`` and ``last`` are its outer characters with any digit as 0 and any letter as a; ``extent`` how far it
    reaches, in columns of a page, its own indent included; ``opens`` that it is set in or numbered as paragraphs are,
    ``indented`` that it is set in; ``left_open`` the last mark it leaves open, ``closes`` the first it closes without
    having opened it, both as opening marks, empty for none.
    """

    text: str
    first: str
    last: str
    extent: int
    indented: bool
    opens: bool
    ended: bool
    left_open: str
    closes: str


def faces(lines: list[str]) -> list[Face]:
    """Those of the lines of one stretch of text."""
    margins = sorted(_margin(line) for line in lines)
    margin = margins[len(margins) // 4]
    # Some programs break lines by columns, some by characters: most lines are as wide as others, one way or the other.
    by_columns, by_characters = (
        sum(count for _, count in Counter(measure(line.strip()) for line in lines).most_common(3))
        for measure in (width, len)
    )
    found = [_face(line, margin, by_characters > CLEARLY * by_columns) for line in lines]
    most = (
        sorted(face.extent for face in found)[len(found) * 9 // 10] + SLACK
    )  # One line too wide makes no other short.
    return [face if face.extent <= most else replace(face, extent=most) for face in found]


def _margin(line: str) -> int:
    return width(line.rstrip()) - width(line.strip())


def _face(line: str, margin: int, by_characters: bool) -> Face:
    text = line.strip()
    set_off = _margin(line) - margin
    indented = 2 <= set_off <= 6
    open_marks: list[str] = []
    closes = ""
    for mark in text:
        if mark in _NO_END:
            open_marks.append(mark)
        elif mark in _PAIRED:
            if open_marks:
                open_marks.pop()
            else:
                closes = closes or _PAIRED[mark]
    return Face(
        text,
        _folded(text[0]),
        _folded(text[-1]),
        (2 * len(text) if by_characters else width(text)) + (set_off if indented else 0),
        indented,
        indented or bool(NUMBERED.match(text) or BULLET.match(text)),
        ended(text),
        open_marks[-1] if open_marks else "",
        closes,
    )


class Pairs:
    """How often characters follow each other in a text, and in ``known``, where given."""

    def __init__(self, lines: Iterable[str], known: "Pairs | None" = None) -> None:
        self.of = Counter(pair for line in lines for pair in pairwise(_folded(line.strip())))
        self.first: Counter[str] = Counter()
        self.second: Counter[str] = Counter()
        self.kinds: Counter[str] = (
            Counter()
        )  # How many characters follow one, those that do in ``known`` apart.
        for pair, count in self.of.items():
            self.first[pair[0]] += count
            self.second[pair[1]] += count
            self.kinds[pair[0]] += not known or pair not in known.of
        self.total = self.of.total()
        self.known = known

    def likelihood(self, first: str, second: str) -> float:
        """How much likelier ``second`` follows ``first`` than any character, as a natural logarithm.

        Witten and Bell, The zero-frequency problem (1991): what a character was seen before so many kinds of others
        says how likely it is to stand before one that it was not seen with.
        """
        every = (self, self.known) if self.known else (self,)
        share = (sum(each.second[second] for each in every) + 0.5) / (sum(each.total for each in every) + 500)
        kinds = sum(each.kinds[first] for each in every) or 1
        seen = sum(each.of[first, second] for each in every)
        return log((seen + kinds * share) / ((sum(each.first[first] for each in every) + kinds) * share))


_PATTERNS = ("not_", "status_", "policy_promises")


@cache
def lexicon() -> Pairs:
    """The pairs within the words of the lexicon; its patterns are pieced together otherwise than sentences are."""
    paths = [path for path in sorted(FOLDER.glob("*.txt")) if not path.name.startswith(_PATTERNS)]
    return Pairs(word for path in paths for word in _WORD.findall(path.read_text("utf-8")))


def _folded(text: str) -> str:
    return _LETTER.sub("a", _DIGIT.sub("0", text))


def succeeds(above: Face, below: Face, full: int, set_in: bool, pairs: Pairs) -> float:
    """How far ``below`` goes on with ``above`` in a column so wide; ``set_in`` says that paragraphs begin set in."""
    wider = _WIDER if below.extent > full + SLACK else 0.0
    short = above.extent < FULL * max(full, below.extent)
    if below.indented:
        return wider + (_SET_IN if above.ended else _SET_IN_AFTER_SHORT if short else _SET_IN_INSIDE)
    if below.opens:
        return wider + (0.5 if above.ended else 0.0 if short else -1.5)
    if short:
        return wider + (_FLUSH_AFTER_SHORT if set_in else 0.0 if above.ended else _SHORT_INSIDE)
    return wider + _meeting(above, below, pairs)


def _meeting(above: Face, below: Face, pairs: Pairs) -> float:
    """The same of a full line and one that begins no paragraph, by what meets where one ends and the other begins."""
    marks = 0.0
    if above.left_open and above.left_open == below.closes:
        marks = _MARK_MET
    elif above.left_open in ("（", "《") or below.closes in ("（", "《"):
        marks = _MARK_MISSED
    elif below.closes:
        marks = _QUOTE_MISSED
    if below.first in _NO_BEGINNING:
        return marks + (_NEVER if above.last in "，、；：。！？“‘（《【" else 0.5)
    return marks + max(-2.5, min(4.0, pairs.likelihood(above.last, below.first)))
