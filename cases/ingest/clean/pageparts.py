"""What a page prints around its text, known by its parts: the paper's name, the day, the page's number, the section.

They come in any order, over one line or several, and vary from page to page; so each part is weighed, and a line that
holds nothing else is taken out where it stands in the middle of a sentence: ``03 人才·基层`` above ``甲乙日报 2021年10月14日``.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from ..line import HAN, byline, cells, ended, han, heading, letters, opens
from .furniture import RUNNING, Dropped, Step, cut, drop
from .lines import Layout, Line

CONTINUED = "转版标记"

INSIDE = 2.0  # What the parts must weigh together where they stand in the middle of a sentence …
BETWEEN = 2.5  # … and where they stand between paragraphs.
_MOST_LINES = 5  # So many lines on end may make one page's head.
_LONGEST = 60
_SENTENCE = re.compile("[，。；！？]")
_APART = re.compile(r"[\s|｜/／│┃丨]+")
_DAY = re.compile(
    r"(?P<y>[12]\d{3})\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})\s?日?(?P<week>[（(]?(?:星期|周)[一二三四五六日天][)）]?)?"
)
_PAPER = re.compile(
    rf"[《]?[{HAN}]{{2,10}}(?:日报|晚报|晨报|早报|时报|周报|商报|快报|新报|导报|都市报|日刊|晚刊|晨刊|早刊|青年报|农民报|工人报|大众报|周刊|月刊|季刊|杂志|日報|晚報|時報|報)[》]?|[《][{HAN}]{{2,12}}[》]"
)
# What each part of a page's head weighs, by its look: that of a day or a paper is seldom anything else.
_PARTS = (
    ("day", 1.5, _DAY),
    ("paper", 1.5, _PAPER),
    (
        "day",
        1.0,
        re.compile(
            r"\d{1,2}\s?月\s?\d{1,2}\s?日|[12]\d{3}[./](?:0?[1-9]|1[0-2])|[12]\d{3}\s?年\s?(?:\d{1,2}\s?月|第?\d{1,3}\s?期)|农历.{2,12}|总?第\s?\d+\s?期"
        ),
    ),
    ("week", 1.0, re.compile(r"[（(]?(?:星期|周)[一二三四五六日天][)）]?")),
    (
        "page",
        1.0,
        re.compile(
            r"第?\s?[A-Z]?\d{1,3}\s?[版页]|第[一二三四五六七八九十]{1,3}[版页章编篇辑卷]|[A-Z]?\d{1,3}|[-—–－·•〔\[（(]+\s?\d{1,4}\s?[-—–－·•〕\]）)]+|\d{1,4}[/／]\d{1,4}"
        ),
    ),
    (
        "made",
        1.0,
        re.compile(
            rf"(?:责任编辑|责编|编辑|美编|校对|版式|组版|审读|视觉|主编|值班编委)[:：]?[{HAN}·、]{{0,8}}"
        ),
    ),
    ("section", 0.5, re.compile(rf"[{HAN}]{{2,8}}(?:[·•・][{HAN}]{{2,8}})?|[A-Z][A-Z ]{{2,30}}")),
)
_SAID = 1.0  # A part that is printed elsewhere as a line or a part of one, besides its look.
_ISSUE_PAGE = r"第?\s?[A-Z]?\s?[\d一二三四五六七八九十]{1,3}\s?版"
_GOES_ON = re.compile(
    rf"[（(【\[]?\s*[▲▼→↓☞※]*\s*(?:下\s?转|转|紧接)\s?{_ISSUE_PAGE}[^（）()。，]{{0,10}}[）)】\]]$|[▲▼→↓☞※]*\s*下\s?转\s?{_ISSUE_PAGE}$"
)
_WENT_ON = re.compile(
    rf"[（(【\[]\s*[▲▼←↑☞※]*\s*(?:上\s?接|紧?接|续)\s?{_ISSUE_PAGE}[^（）()。，]{{0,10}}[）)】\]]|上\s?接\s?{_ISSUE_PAGE}\s*"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the parts of a line weigh together, of which kinds they are, and the days and papers among them."""

    weight: float
    kinds: frozenset[str]
    dated: frozenset[str]


def drop_continuations(lines: list[Line]) -> Step:
    """The marks by which a newspaper leads from page to page: ``（下转04版）`` at a line's end, ``（上接03版）`` at its beginning."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    page = False
    for line in lines:
        text = line.text
        below = _GOES_ON.search(text) if "版" in text[-16:] else None
        if below:
            dropped.append(Dropped(below.group(), CONTINUED))
            text = text[: below.start()].rstrip()
        above = _WENT_ON.match(text) if "版" in text[:16] else None
        if above:
            dropped.append(Dropped(above.group(), CONTINUED))
            text = text[above.end() :].lstrip()
        if text:
            kept.append(
                line
                if text == line.text and not page
                else replace(line, text=text, page=line.page or page or bool(above))
            )
        page = bool(below) or (page and not text) or bool(above and not text)
    return (kept, dropped) if dropped else (lines, [])


def drop_page_parts(
    lines: list[Line], layout: Layout, *, dated: bool
) -> tuple[list[Line], list[Dropped], list[str]]:
    """Page heads and feet known by their parts, inside sentences and between paragraphs. One whose day or paper is printed
    nowhere else dates the text and is moved to the top; the moved come last.

    ``dated`` are those with a day or a paper's name; the others, of whom less is certain, come when all else is out.
    """
    said = _said(lines)
    parts = [_parts(line.text, said) for line in lines]
    printed = Counter(word for part in parts if part for word in part.dated)
    reasons, moved = [""] * len(lines), []
    k = 0
    while k < len(lines):
        last = k
        while last < len(lines) and last - k < _MOST_LINES and parts[last]:
            last += 1
        run = [part for part in parts[k:last] if part]
        known = any(part.kinds & {"day", "paper"} for part in run)
        if (
            run
            and known == dated
            and 2 <= k
            and last < len(lines)
            and _furniture(lines, k, last, run, layout)
        ):
            for n, part in enumerate(run, k):
                reasons[n] = RUNNING
                if any(printed[word] < 2 for word in part.dated):
                    moved.append(lines[n].text)
                printed.subtract(part.dated)
        k = max(last, k + 1)
    kept, dropped = drop(lines, reasons)
    for text in moved:
        dropped.remove(Dropped(text, RUNNING))
    return [Line(text) for text in moved] + kept, dropped, moved


def _furniture(lines: list[Line], first: int, last: int, run: list[_Parts], layout: Layout) -> bool:
    weight = sum(part.weight for part in run)
    kinds = frozenset().union(*(part.kinds for part in run))
    if len(kinds) < 2:
        return False
    if _parted(lines[first - 1].text, lines[last].text, layout):
        return weight >= INSIDE
    if cells(lines[first - 1].text) or cells(lines[last].text):
        return False  # Rows of a table hold days and numbers too.
    return weight >= BETWEEN and bool(kinds & {"day", "paper"}) and "page" in kinds and first >= 4


def _parted(before: str, after: str, layout: Layout) -> bool:
    """Whether a sentence is open before and goes on after."""
    if ended(before) or opens(after) or (heading(before) and "，" not in before and not cut(before, layout)):
        return False
    return cut(before, layout) or ("，" in before and han(before) >= 10)


def _said(lines: list[Line]) -> Counter[str]:
    """How many short lines hold each word or are it, by its letters."""
    said: Counter[str] = Counter()
    for line in lines:
        if len(line.text) <= _LONGEST and not _SENTENCE.search(line.text):
            words = {letters(word) for word in _APART.split(line.text)}
            said.update(words | {letters(line.text)})
    return said


def _parts(text: str, said: Counter[str]) -> _Parts | None:
    """The parts of a line that is nothing but parts of a page's head; None for any other."""
    if len(text) > _LONGEST or _SENTENCE.search(text) or byline(text):
        return None  # An organ's name with a day below it is a signature.
    weight, kinds, dated = 0.0, set(), set()
    for word in _APART.split(text):
        name = letters(word)
        again = len(name) >= 2 and said[name] > 1
        look = next(((kind, worth) for kind, worth, pattern in _PARTS if pattern.fullmatch(word)), None)
        if look is None and not again:
            return None
        kind, worth = look or ("section", 0.5)
        weight += worth + (_SAID if again and kind == "section" else 0)
        kinds.add(kind)
        day = _DAY.fullmatch(word)
        if day:
            dated.add(f"{day['y']}-{int(day['m'])}-{int(day['d'])}")
            kinds |= {"week"} if day["week"] else set()
        elif kind == "paper" or (kind == "day" and word[:4].isdigit()):
            dated.add(name + re.sub(r"\D", "", word))
    return _Parts(weight, frozenset(kinds), frozenset(dated))
