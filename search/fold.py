"""Fold text for comparing: one spelling for what readers take to be the same, and a map back to the source.

    source   人才 “强\n市” ５年   R&D
    folded   人才强市5年r&d
    starts   0 1 4 6 9 10 14 15 16       index in the source of every folded character

Folded are width and compatibility forms (NFKC, character by character), radicals that printers leave in
place of characters, case and accents, traditional to simplified (one character to one), dashes and brackets
of every style. Dropped are quotation marks, middle dots, invisible and control characters, and white space
unless it stands between two letters or digits of a script that separates words by it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress

from opencc import OpenCC

SPACE = " "
_SPACES = re.compile(" +")
_QUOTES = "\"'`´ˋˊ‘’‚‛“”„‟‹›«»′″‵‶「」『』﹁﹂﹃﹄〝〞〟《》〈〉＂＇"
_DOTS = "·•‧∙⋅・･●•᛫"
_UNIFIED = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－─━﹣", "-"),
    **dict.fromkeys("〜～∼˜﹏", "~"),
    "⁄": "/",
    **dict.fromkeys("[［〔【﹝〖{｛⟨", "("),
    **dict.fromkeys("]］〕】﹞〗}｝⟩", ")"),
}
# The CJK Radicals Supplement from U+2E80 on, each by the character that looks the same (Unicode's
# EquivalentUnifiedIdeograph); NFKC maps only two of them. "　" stands where there is none in the basic plane.
_RADICALS = (
    "　厂乛乚乙亻冂　刀刂卜㔾小小兀尣尢尣巳幺彑彐忄　扌攵　旡日月歺母民氵氺灬爫爫爿牛犭王疋目示礻竹糹纟罓罒㓁冗　"
    "羊羊羋耂肀聿肉臼艹艹艹虎衤西西见角　讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食　飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)


def is_han(char: str) -> bool:
    """Whether a character is a Han ideograph (unified, extensions, compatibility, 〇 and 々)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\uf900" <= char <= "\ufaff"
        or char in "〇々〻"
    )


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _fold_character(char: str) -> str:
    """What one source character becomes: usually one character, '' when dropped, several for … or ㎡."""
    if char in _QUOTES or char in _DOTS:
        return ""
    category = unicodedata.category(char)
    if char.isspace() or category in ("Zs", "Zl", "Zp"):
        return SPACE
    if category in ("Cc", "Cf", "Cs", "Mn", "Me") or (category == "Cn" and not is_han(char)):
        return ""  # Han extensions newer than this Python's tables count as unassigned; they stay.
    if char in _UNIFIED:
        return _UNIFIED[char]
    if 0x2E80 <= ord(char) < 0x2E80 + len(_RADICALS) and _RADICALS[ord(char) - 0x2E80] != "　":
        char = _RADICALS[ord(char) - 0x2E80]
    apart = unicodedata.normalize("NFKD", char).casefold()
    plain = unicodedata.normalize("NFKC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))
    if plain == char:
        simple = _opencc().convert(char)
        return _TABLE[simple] if len(simple) == 1 and simple != char else char
    return "".join(_TABLE[each] for each in plain)


class _Table(dict[str, str]):
    """Every character met so far with its folded form; at most one entry a code point."""

    def __missing__(self, char: str) -> str:
        # Held while folding so that a form that decomposes to itself ends instead of going round.
        self[char] = char
        self[char] = result = _fold_character(char)
        return result


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is the folded text; ``starts[i]`` the source index of ``text[i]`` (ascending, repeats allowed)."""

    text: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source span of the non-empty folded span ``[start, end)``; IndexError outside."""
        return self.starts[start], self.starts[end - 1] + 1

    def at(self, source_index: int) -> int:
        """The first folded index whose character stands at ``source_index`` or later; ``len(text)`` after the last."""
        return bisect_left(self.starts, source_index)


def _is_spaced(char: str) -> bool:
    """Whether white space beside this folded character may part two words: letters and digits, not Han or kana."""
    return char.isalnum() and not is_han(char) and not "\u3040" <= char <= "\u30ff"


def fold(text: str) -> Folded:
    """Fold a text of any length in one pass. Folding again changes nothing; nothing raises."""
    mapped = list(map(_TABLE.__getitem__, text))
    joined = "".join(mapped)
    starts: Sequence[int] = range(len(text))
    if len(joined) != len(text) or "" in mapped:
        starts = list(compress(starts, mapped))
        if len(joined) != len(starts):
            starts = [start for start, piece in enumerate(mapped) for _ in piece]
    return Folded(joined, starts) if SPACE not in joined else _squeezed(joined, starts)


def _squeezed(spaced: str, starts: Sequence[int]) -> Folded:
    """Without white space but for one between two words of a script that parts them."""
    texts: list[str] = []
    kept: list[int] = []
    at = 0
    for space in _SPACES.finditer(spaced):
        left, right = space.span()
        texts.append(spaced[at:left])
        kept += starts[at:left]
        if 0 < left and right < len(spaced) and _is_spaced(spaced[left - 1]) and _is_spaced(spaced[right]):
            texts.append(SPACE)
            kept.append(starts[left])
        at = right
    return Folded("".join([*texts, spaced[at:]]), [*kept, *starts[at:]])
