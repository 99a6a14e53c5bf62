"""Under which heading a paragraph stands, and whether that heading announces: 二、2018年工作打算 holds for all below it."""

import re
from dataclasses import dataclass, field

from ..records import Status
from ..sieve import compiled
from .words import any_of

MAX_HEADING = 40
MAX_QUESTION = 80
_LEVELS = (
    re.compile(r"[ ]?第[一二三四五六七八九十\d]{1,3}[章编部]分?|[ ]?[【\[]"),
    re.compile(r"[ ]?[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"[ ]?（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[ ]?\d{1,2}[.、．](?!\d)"),
    re.compile(r"[ ]?（\d{1,2}）|[ ]?[①-⑳]|[ ]?[一二三四五六七八九十]是|[ ]?第[一二三四五六七八九十]，"),
)
_UNNUMBERED = 1
_REACHED = re.compile("目标|打算|展望|下一?步|指标")
_QUESTION = re.compile(r"[ ]?(?:问|记者|编辑|主持人|Q|本刊|提问)[^：\n]{0,6}：|[^：\n]{4,80}[？?][ ]?$")
_AIM = compiled(any_of("heading_aims"))
_SURE_AIM = compiled(any_of("heading_sure_aims"))
_RESULT = compiled(any_of("heading_results"))
# 工作总结和下一步打算 over the whole is neither.
_BOTH = re.compile(
    r"(?:总结|回顾|情况|成效|汇报|进展)[^，。]{0,6}(?:[和及与暨、]|以及)[^，。]{0,12}(?:打算|计划|安排|思路|目标|要点|任务)"
)
_NAMES = re.compile(
    r"[“‘《][^”’》\n]{0,40}[”’》](?:计划|行动|工程|规划)?|[\u4e00-\u9fff]{0,6}(?:人才?|英才|百人|千人)计划|(?:五年|发展)规划纲要"
)


def _closed(heading: str) -> str:
    """A heading of two characters that is set apart: 目 标."""
    return heading.replace(" ", "") if len(heading) <= 4 else heading


def speaks_of_results(heading: str) -> bool:
    """Whether what stands under a heading has been done or is so (成效, 基础条件), also within a plan."""
    words = _NAMES.sub("", _closed(heading))
    return bool(_RESULT.search(words)) and not _SURE_AIM.search(words)


def heading_status(heading: str) -> Status | None:
    """``planned`` under a heading that speaks of aims (工作目标, 下一步打算) and not of results."""
    words = _NAMES.sub("", _closed(heading))
    if _BOTH.search(words):
        return None
    if _SURE_AIM.search(words):
        return "planned"
    return "planned" if _AIM.search(words) and not _RESULT.search(words) else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """An open heading: its words, how deep it stands, what it says of the figures below, and whether it says anything."""

    words: str
    depth: int
    numbered: bool
    status: Status | None
    decides: bool


@dataclass(slots=True)
class Sections:
    """The headings above the paragraph being read; ``plain`` is what holds where they say nothing."""

    plain: Status | None
    _open: list[_Heading] = field(default_factory=list)

    @property
    def status(self) -> Status | None:
        """What the nearest heading that decides says."""
        nearest = self._nearest()
        return nearest.status if nearest else self.plain

    @property
    def aims(self) -> bool:
        """Whether the heading that decides speaks of aims to be reached, and not only of tasks and measures."""
        nearest = self._nearest()
        return bool(nearest and nearest.status == "planned" and _REACHED.search(nearest.words))

    def _nearest(self) -> _Heading | None:
        return next((heading for heading in reversed(self._open) if heading.decides), None)

    def enter(self, words: str) -> None:
        """A heading: it ends those of its level and below, and decides where it speaks of aims or of results.

        A line without number that says nothing of the kind is a part of a numbered section, and ends one without.
        """
        level = level_of(words)
        asks = question(words)
        status = heading_status(words) if not asks or _SURE_AIM.search(words) else None
        decides = status is not None or (speaks_of_results(words) and not asks)
        if level is None and not decides and not asks:
            nearest = self._nearest()
            if nearest and nearest.numbered:
                return
        depth = _UNNUMBERED if level is None else level
        while self._open and self._open[-1].depth >= depth:
            self._open.pop()
        self._open.append(_Heading(words, depth, level is not None, status, decides))


def level_of(words: str) -> int | None:
    """How deep a numbered heading stands, None for one without number."""
    return next((depth for depth, pattern in enumerate(_LEVELS) if pattern.match(words)), None)


def is_heading(line: str) -> bool:
    """A short line that is no sentence, or a question of an interview."""
    if question(line):
        return True
    return (
        len(line) <= MAX_HEADING
        and not line.endswith(("。", "；", "，", "：", ".", "”"))
        and "。" not in line
    )


def question(line: str) -> bool:
    """A line that asks: 记者：下一步有什么打算？"""
    return len(line) <= MAX_QUESTION and bool(_QUESTION.match(line)) and "。" not in line.rstrip("。")[-12:]
