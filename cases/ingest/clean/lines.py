"""The raw text as lines that remember how they stood on the page, and the page's measures."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ..line import ended, width
from ..sieve import compiled

# Marks that show nothing: soft hyphen, zero-width space and joiners, direction marks, word joiner, BOM.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd]"
)
_BREAKS = re.compile("\r\n?|[\v\u0085\u2028\u2029]")
_SPACES = compiled(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACED_OUT = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,15}")
_STRETCH = re.compile(
    r"(?<![\u4e00-\u9fff] )(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){3,}(?![\u4e00-\u9fff])"
)
_BEFORE_MARK = re.compile(r"(?<=[\u4e00-\u9fff\d%％”）]) (?=[，。；、])")
_BEHIND_NAME = re.compile(
    r"(?<=[\u4e00-\u9fff][”\"]) (?=(?:行动|计划|工程|评选|活动|品牌|项目|制度|机制|模式)(?!书))"
)
_COUNTED = "(?:[多余]|[万亿]|人|名|个|家|项|件|户|亩|所|套|篇|批|次|场|张|座|平方|公[里顷斤]|元|位|种|吨|万)"
# 5 400人次: groups of three before a measure word; 8 6项: two single digits behind a word that is no number's.
_PARTED = compiled(
    rf"(?<=[\u4e00-\u9fff]\d) (?=\d{{3}}(?:[.．]\d+)?{_COUNTED})|(?<=[\u4e00-\u9fff]\d\d) (?=\d{{3}}(?:[.．]\d+)?{_COUNTED})"
    rf"|(?<=[\u4e00-\u9fff]\d\d\d) (?=\d{{3}}(?:[.．]\d+)?{_COUNTED})|(?<=[^表图件例第前项条节章\d\s.．、，。（(]\d) (?=\d{_COUNTED})"
)
# 2 1 6 5 人, 5 OO 万元, 9. 6 亿元: figures that recognition of a printed page has drawn apart.
_DRAWN = compiled(
    rf"(?<![A-Za-z\d.])[\dOoIl]{{1,4}}(?: [\dOoIl]{{1,4}}){{0,5}}(?:[.．] ?\d{{1,4}}(?: \d)?)?(?= ?(?:{_COUNTED}|[到至%％，、~～—]|$))"
)
_RECOGNISED = re.compile(r"\d ?[OoIl](?![A-HJ-NP-Za-hj-kmnp-z])|(?<![A-Za-z])[OoIl]\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEVERAL = 4  # So many letters in figures tell a recognised page.
_SEPARATOR = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
MOST_INDENT = 4  # A wider margin centres a line or sets it to the right.


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins; ``gap`` blank lines stood before it, ``page`` says a form feed did.

    ``indent`` is the margin in columns of a page, ``hard`` that it ended in the two spaces of a Markdown line break.
    """

    text: str
    gap: int = 0
    page: bool = False
    indent: int = 0
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """``gap`` is how many blank lines usually stand between lines; ``full`` the width of a full line of a
    text that was wrapped by hand, 0 when lines are whole paragraphs; ``longest`` how many characters such a line
    has; ``indented`` that first lines are indented."""

    gap: int
    full: int
    indented: bool = False
    longest: int = 0


def visible(raw: str) -> str:
    """Drop what shows nothing, and bring every line break to one kind; form feeds stay, they tell pages apart."""
    return _CONTROLS.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", raw)))


def lines_of(raw: str) -> list[Line]:
    """The lines that are not blank, their white space brought to single spaces.

    A line whose characters are all set apart, as 目　录, is closed up.
    """
    found: list[Line] = []
    gap, page = 0, False
    recognised = len(_RECOGNISED.findall(raw)) >= _SEVERAL
    for number, sheet in enumerate(visible(raw).split("\f")):
        page = page or number > 0
        for printed in sheet.split("\n"):
            text = _SPACES.sub(" ", closed_up(printed.strip())).strip()
            if not text:
                gap += 1
                continue
            text = text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else tightened(text)
            text = _DRAWN.sub(_together, text) if recognised and " " in text else text
            margin = printed[: len(printed) - len(printed.lstrip())]
            indent = len(margin) + margin.count("\u3000")
            found.append(Line(text, gap, page, indent, printed.endswith("  ")))
            gap, page = 0, False
    return found


def closed_up(printed: str) -> str:
    """A line printed with space between all its characters, ``余 姚 市 ， 2012 年`` → ``余姚市，2012年``.

    Words of Latin letters keep the space between them, and gaps wider than the usual one keep a space.
    """
    if len(printed.split()) < 4:  # At least as many as there are words below, and soon told.
        return printed
    words = _SEPARATOR.split(printed)
    if len(words) < 4:
        return printed
    single = [len(word) == 1 and not word.isascii() for word in words]
    short = sum(len(word) == 1 or (word.isascii() and word.isalnum()) for word in words)
    # 2012 年 9 月 has no two single characters side by side.
    if short < 0.9 * len(words) or sum(single) < 3 or not any(map(all, pairwise(single))):
        return printed
    gaps = _SEPARATOR.findall(printed)
    usual = Counter(gaps).most_common(1)[0][0]
    out = words[0]
    for gap, word in zip(gaps, words[1:], strict=True):
        latin = (
            len(word) > 1 and word.isascii() and word.isalpha() and out[-1].isascii() and out[-1].isalpha()
        )
        out += (" " if latin or len(gap) > len(usual) else "") + word
    return out


def tightened(text: str) -> str:
    """The line without the spaces that part what belongs together: 全 市 人 才 总量, 人才 ，, “渔匠” 计划, 5 400人次, 8 6项.

    Where two numbers may stand side by side, as in a table, 附件1 2022年 or 表3 5项, the space stays.
    """
    if " " not in text:
        return text
    text = _STRETCH.sub(lambda found: found.group().replace(" ", ""), text)
    text = _BEHIND_NAME.sub("", _BEFORE_MARK.sub("", text))
    return _PARTED.sub("", text)


def _together(drawn: re.Match[str]) -> str:
    """A figure without its spaces; as it stands where a year is one of its parts."""
    return drawn.group() if _YEAR.search(drawn.group()) else drawn.group().replace(" ", "")


def extent(line: Line) -> int:
    """How far the line reaches on the page, its margin included, in columns."""
    return width(line.text) + (line.indent if line.indent <= MOST_INDENT else 0)


def measure(lines: list[Line]) -> Layout:
    """Read the page's measures off its lines.

    A text counts as wrapped by hand when its lines are narrow, many are of one width, and many of those stop
    in the middle of a sentence.
    """
    gaps = Counter(min(line.gap, 3) for line in lines[1:])
    gap = gaps.most_common(1)[0][0] if gaps else 0
    widths = sorted(w for w in (width(line.text) for line in lines) if w >= 20)
    if len(widths) < 4:
        return Layout(gap, 0)
    full = widths[int(len(widths) * 0.9)]
    if full > 160:
        return Layout(gap, 0)
    wide = [line.text for line in lines if extent(line) >= 0.86 * full]
    cut = sum(not ended(text) for text in wide)
    running = sum("，" in text or "。" in text or "、" in text for text in wide)
    stops = sum("。" in line.text for line in lines)  # A list has lines of one width too, but no sentences.
    wrapped = (
        len(wide) >= 0.35 * len(widths)
        and cut >= 0.5 * len(wide)
        and running >= 0.5 * len(wide)
        and stops >= len(wide) / 15
    )
    indents = sum(line.indent >= 2 for line in lines)
    if not wrapped:
        return Layout(gap, 0)
    lengths = Counter(len(text) for text in wide)
    return Layout(gap, full, 0.05 * len(lines) <= indents <= 0.7 * len(lines), lengths.most_common(1)[0][0])
