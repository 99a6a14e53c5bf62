"""One place where a policy is named, and how such places are put together."""

import re
from dataclasses import dataclass

from ...records import Form
from ..words import any_of

HAN = "\u4e00-\u9fff"
NUMERAL = r"[\d一二三四五六七八九十百]"
MAX_NAME = 60
_MARKS = re.compile(r"[“”‘’《》〈〉 \n（）()]")
_EDITION = re.compile(
    r"[（(](?:试行|暂行|修订|草案|[^）)]{1,8}[稿版]|(?:19|20)\d\d年?(?:(?:[—至到-]{1,2}|、)(?:19|20)\d\d年?)?(?:修订|版|年版)?)[）)]$"
)
_EDGE = re.compile(any_of("policy_edges"))
_YEAR = re.compile(r"(20\d\d)[ ]?年")
_THIS_YEAR = re.compile(r"今年|去年|前年|当年")
_AGO = {"今年": 0, "去年": 1, "前年": 2, "当年": 0}
LOOK_BACK = 60  # So far before a name its year may stand.


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a policy is named; ``heading`` if the lines below are about it."""

    start: int
    end: int
    name: str
    form: Form
    year: int | None = None
    heading: bool = False


def key(name: str) -> str:
    """What the spellings of a policy's name share: neither marks nor its edition."""
    return re.sub("品牌(?=行动$|计划$|工程$)", "", plain(_EDITION.sub("", name.strip())))


def plain(name: str) -> str:
    """A name without quotation marks, brackets and white space."""
    return _MARKS.sub("", name)


def after_edge(run: str) -> str:
    """What stands behind the last word that ends in front of a name: 设立陶瓷人才 → 陶瓷人才."""
    cut = 0
    for match in _EDGE.finditer(run):
        cut = match.end()
    return run[cut:]


def apart(kept: list[Named], found: list[Named]) -> list[Named]:
    """Both lists, each in order, as one without overlap; what is kept already stays."""
    merged: list[Named] = []
    at = 0
    for item in found:
        while at < len(kept) and kept[at].end <= item.start:
            merged.append(kept[at])
            at += 1
        free = at == len(kept) or kept[at].start >= item.end
        if free and (not merged or merged[-1].end <= item.start):
            merged.append(item)
    return merged + kept[at:]


def year_near(folded: str, at: int, year: int | None) -> int | None:
    """The year that the sentence states in front of ``at``; 今年 and 去年 count from the year of the case."""
    left = max((folded.rfind(mark, max(0, at - LOOK_BACK), at) for mark in "。；\n"), default=-1) + 1
    stretch = folded[max(left, at - LOOK_BACK) : at]
    stated = list(_YEAR.finditer(stretch))
    if stated:
        return int(stated[-1][1])
    word = _THIS_YEAR.search(stretch)
    return year - _AGO[word.group()] if word and year else None
