"""A text made readable for rules: folded character by character, and cut into sentences and clauses.

Folding keeps the length, so an offset in the folded text is the same offset in the text as printed.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..records import Evidence
from ..sieve import compiled
from .amount import Quantity
from .damage import mended
from .damage import table as damaged
from .words import words

MAX_QUOTE = 200  # A quotation longer than this is cut down to the clauses around its figure.
MAX_SENTENCE = 800  # Longer runs without a full stop are cut, so that no rule looks back over a whole text.
_SENTENCE = re.compile(rf"[^。！？；\n]{{1,{MAX_SENTENCE}}}[。！？；]?[”’）]{{0,2}}")
_PARAGRAPH = re.compile(r"[^\n]+")
_STRAIGHT = re.compile(r'"')
_COMMA = compiled(r"(?<!\d),|,(?!\d{3}(?!\d))")


def _table() -> dict[str, str]:
    """One character for one: full width to half width, quotation marks to one kind, traditional to simplified."""
    table: dict[int, str | int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table.update(damaged())
    table.update(str.maketrans("，；：？！（）", "，；：？！（）"))
    table.update(str.maketrans("();:?!", "（）；：？！"))
    table.update(str.maketrans("「」『』｢｣〝〞＂", '“”‘’“”“”"'))
    table.update(str.maketrans("\u3000\u00a0\u2002\u2003\u2009\t〇", "      零"))
    table.update(dict.fromkeys(map(ord, "﹪٪"), "%"))
    table.update(dict.fromkeys(map(ord, "•∙‧・●"), "·"))
    table.update(dict.fromkeys(map(ord, "│┃║︱"), "|"))  # Cells of a table drawn with lines.
    table.update(dict.fromkeys(map(ord, "—–―－﹣−~～"), "—"))
    for line in words("traditional"):
        table.update({ord(pair[0]): pair[1] for pair in line.split()})
    plain = {chr(code): to if isinstance(to, str) else chr(to) for code, to in table.items()}
    return {char: to for char, to in plain.items() if char != to}


_FOLD = _table()
_FOLDED = re.compile(f"[{re.escape(''.join(sorted(_FOLD)))}]")


def _pair_quotes(line: str) -> str:
    """Turn straight quotation marks of one line into opening and closing ones by turns."""
    turns = iter(range(line.count('"')))
    return _STRAIGHT.sub(lambda _: "“”"[next(turns) % 2], line)


def fold(text: str) -> str:
    """The text as rules read it; same length, character by character. A long text is folded once and kept."""
    return _fold(text) if len(text) <= MAX_SENTENCE else _fold_long(text)


@lru_cache(maxsize=4)
def _fold_long(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    folded = mended(_FOLDED.sub(lambda match: _FOLD[match.group()], text))
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if '"' not in folded:
        return folded
    return "\n".join(_pair_quotes(line) for line in folded.split("\n"))


class Piece(NamedTuple):
    """A half-open span of the folded text, its words, and, in a passage (``passage``), the amounts wholly in it."""

    start: int
    end: int
    words: str = ""
    amounts: tuple[Quantity, ...] = ()


def sentences(folded: str, start: int, end: int) -> list[Piece]:
    """The sentences of ``folded[start:end]``: up to a full stop, semicolon or line end, marks included."""
    found = []
    for match in _SENTENCE.finditer(folded, start, end):
        body = match.group()
        words = body.strip()
        if words:
            left = match.start() + (body.index(words) if body is not words else 0)
            found.append(Piece(left, left + len(words), words))
    return found


def paragraphs(folded: str, start: int, end: int) -> list[Piece]:
    """The non-empty lines of ``folded[start:end]``."""
    lines = (Piece(*match.span(), match.group()) for match in _PARAGRAPH.finditer(folded, start, end))
    return [line for line in lines if not line.words.isspace()]


def quote(text: str, sentence: Piece, start: int, end: int) -> Evidence:
    """The sentence that carries ``start:end``, cut down to the clauses around it when it is very long."""
    left, right = sentence.start, sentence.end
    if right - left > MAX_QUOTE:
        room = MAX_QUOTE // 2
        left = max(left, start - room)
        if left > sentence.start:
            cut = max(text.find(mark, left, start) for mark in "，,、")
            left = cut + 1 if cut >= 0 else left
        stop = min(right, end + room)
        if stop < right:
            cut = max(text.rfind(mark, end, stop) for mark in "，,、")
            stop = cut if cut > 0 else stop
        right = stop
        while text[left].isspace() and left < start:
            left += 1
    return Evidence.of(text, left, right)
