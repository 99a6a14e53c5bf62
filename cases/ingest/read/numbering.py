"""The numbers that Word prints before paragraphs and keeps out of their text: 第一条, 一、, （二）, 1., ①.

A number is the level's pattern with the counters of its levels put in: ``第%1条`` gives 第一条, 第二条 …
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_CHAIN = 20  # Styles above a style that are looked at.


def chinese(number: int) -> str:
    """23 → 二十三, 105 → 一百零五; up to 9999."""
    if not 0 < number < 10_000:
        return str(number)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero else "") + _DIGITS[digit] + name
        zero = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


def _letters(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 200 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 90:
        return str(number)
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), chinese
    ),
    **dict.fromkeys(("taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand"), chinese),
    "chineseLegalSimplified": lambda number: chinese(number).translate(_FORMAL),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}


class Numbering:
    """The numbers of one document, counted up as its paragraphs are read in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """From the roots of numbering.xml and styles.xml; a document may have neither."""
        self._styles = {style.get("styleId", ""): style for style in _all(styles, "style")}
        lists = _all(numbering, "abstractNum")
        named = {_value(each, "styleLink"): each for each in lists if _value(each, "styleLink")}
        found = {
            each.get("abstractNumId"): named.get(_value(each, "numStyleLink") or "", each) for each in lists
        }
        self._lists: dict[str, Element] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for each in _all(numbering, "num"):
            what = found.get(_value(each, "abstractNumId"))
            if what is not None:
                number = each.get("numId", "")
                self._lists[number] = what
                self._starts[number] = {
                    int(over.get("ilvl", 0)): int(_value(over, "startOverride") or 0)
                    for over in _all(each, "lvlOverride")
                    if _value(over, "startOverride")
                }
        self._counts: dict[str, list[int | None]] = {}

    def label(self, properties: Element | None) -> str:
        """The number that stands before a paragraph with these properties (``pPr``), counted; often nothing."""
        number, level = self._where(properties)
        what = self._lists.get(number)
        if what is None or not 0 <= level < _LEVELS:
            return ""
        levels = {int(each.get("ilvl", 0)): each for each in _all(what, "lvl")}
        if level not in levels:
            return ""
        counts = self._count(what, number, level, levels)
        return self._printed(levels, level, counts)

    def _count(self, what: Element, number: str, level: int, levels: dict[int, Element]) -> list[int | None]:
        counts = self._counts.setdefault(what.get("abstractNumId", ""), [None] * _LEVELS)
        over = self._starts[number].pop(level, None)
        if over is not None:
            counts[level] = over
        else:
            before = counts[level]
            counts[level] = _start(levels[level]) if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        for k in range(level):
            if counts[k] is None:
                counts[k] = _start(levels[k]) if k in levels else 1
        return counts

    @staticmethod
    def _printed(levels: dict[int, Element], level: int, counts: list[int | None]) -> str:
        own = levels[level]
        pattern = _value(own, "lvlText") or ""
        if _value(own, "numFmt") in ("bullet", "none") and "%" not in pattern:
            return ""
        legal = own.find("isLgl") is not None
        for k in range(level + 1):
            form = _value(levels[k], "numFmt") if k in levels and not legal else "decimal"
            pattern = pattern.replace(f"%{k + 1}", _FORMATS.get(form or "", str)(counts[k] or 0))
        if not pattern.strip():
            return ""
        tight = (
            pattern[-1] in "、．）)】〕，：" or _value(own, "suff") == "nothing" and not pattern[-1].isascii()
        )
        return pattern if tight else pattern + " "

    def _where(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        number = level = None
        style = _value(properties, "pStyle") if properties is not None else None
        for _ in range(_CHAIN):
            if properties is not None and (own := properties.find("numPr")) is not None:
                level = level if level is not None else _value(own, "ilvl")
                number = number if number is not None else _value(own, "numId")
            if number is not None or style not in self._styles:
                break
            above = self._styles[style]
            properties = above.find("pPr")
            if level is None and properties is not None and properties.find("numPr/numId") is not None:
                level = _value(properties.find("numPr"), "ilvl") or self._level_of(properties, style)
            style = _value(above, "basedOn")
        return number or "0", int(level) if level and level.isdigit() else 0

    def _level_of(self, properties: Element, style: str) -> str | None:
        """The level that a style is bound to in its list."""
        what = self._lists.get(_value(properties.find("numPr"), "numId") or "")
        bound = (each.get("ilvl") for each in _all(what, "lvl") if _value(each, "pStyle") == style)
        return next(bound, None)


def _start(level: Element) -> int:
    start = _value(level, "start")
    return int(start) if start and start.isdigit() else 1


def _all(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else root.findall(tag)


def _value(parent: Element | None, tag: str) -> str | None:
    """``val`` of a child, or None."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get("val")
