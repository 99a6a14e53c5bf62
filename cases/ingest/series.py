"""Lines that head several pieces and are the title of none: a collection's name, a part of it, a rubric, a series of reports."""

import re

from .headed import CASE_NUMBER
from .line import HAN, NUMBERED, generic

ROUND_LABELS = "【】[]▌▍▎▏█┃●○◆◇■□★☆ "
# What collections are called, and their parts; 章 and 节 may be a piece's own.
_COLLECTION = re.compile(
    r"(?:.{2,24}交流材料(?:之.{1,6})?|.{2,20}(?:案例|实例|做法|经验|事例)(?:选|集|选辑|辑录|汇编|选编|摘编))|.{2,24}(?:摘登|选登|摘编|选编|汇编|汇集|集锦|荟萃|撷英|巡礼|掠影|扫描|速览|一览|选读|简讯|快讯|要闻|动态|(?:典型|实践|优秀|创新|先进)案例(?:集|选)?|交流材料|专题|专版|专刊|专辑|特刊|周刊|选粹|撷萃)(?:[（(].{1,8}[）)])?(?:\s+\d{1,4})?|他山之石|各地传真"
)
# 短波, 各地简讯: what stands above news in brief.
_RUBRIC = re.compile(
    r"(?:新闻|人才|县域|乡村|基层|各地|一线|本周|一周|一句话)?(?:短波|短讯|短新闻|简讯|快讯|要闻|速递|集萃|拾零|传真|微播|快览)"
)
# 茶乡“引才十条”一周年·县域行: a series of reports, above the headline of each.
_REPORTS = re.compile(
    rf"(?=.{{6,40}}$).{{2,30}}[·•・｜|]\s?(?:[{HAN}]{{0,4}}(?:观察|调查|调研|蹲点|走访|故事|纪行|巡礼|笔记|札记)|(?:县域|乡村|基层|一线|调研|采访|蹲点|走基层)行|(?:记者)?走基层)"
)
# 本期关注：人往山里走: the theme of an issue or a page, above the headlines of its pieces; no headline speaks of its issue.
_THEME = re.compile(
    r"(?:本期|本版|本刊|本周|本月|今日)(?:关注|聚焦|话题|专题|主题|策划|焦点|视点|看点|重点|热点|特稿|视线|推荐|头条)\s?[:：|｜丨·—]+\s?\S.{1,24}"
)
# 附：部分县区典型做法: what a report appends.
_APPENDED = re.compile(
    rf"附(?:件|录)?\s?[一二三四五\d]?\s?[:：]\s?[{HAN}、]{{0,10}}(?:典型|先进|优秀|经验|部分|基层)[{HAN}、]{{0,8}}(?:做法|经验|案例|材料|事例)(?:选登|摘登|选编|选|简介)?"
)
_PART = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:[编辑卷篇部集]|单元|板块)(?!分)")
_COUNTED = re.compile(r"(?:Part|PART|No\.?|NO\.?)?\s?0?\d{1,2}")


def heads_many(text: str, below: str) -> bool:
    """Whether a line above a headline is that of a collection or of a part of it: 各地动态, 第二辑 学艺."""
    numbered = NUMBERED.match(below) and not CASE_NUMBER.match(below)
    if below.startswith("——") or numbered or generic(below):
        return False
    if _COLLECTION.fullmatch(text) or rubric(text) or theme(text):
        return True
    return bool(_REPORTS.fullmatch(text) or appended(text) or _PART.match(text))


def theme(text: str) -> bool:
    """Whether the line gives the theme of an issue or a page: 本期关注：人往山里走."""
    return bool(_THEME.fullmatch(text.strip(ROUND_LABELS)))


def appended(text: str) -> bool:
    """Whether the line heads the cases that a report appends: 附：部分县区典型做法."""
    return bool(_APPENDED.fullmatch(text))


def rubric(text: str) -> bool:
    """Whether the line names what part of a bulletin or page follows: 短波, ◆各地动态◆, 【县区简讯】."""
    bare = text.strip(ROUND_LABELS)
    framed = text[0] in ROUND_LABELS and text[-1] in ROUND_LABELS
    return bool(_RUBRIC.fullmatch(bare)) or (framed and bool(_COLLECTION.fullmatch(bare)))


def counted_above(text: str) -> bool:
    """Whether the line is the number of the piece below it and nothing else: 03, Part 2."""
    return bool(_COUNTED.fullmatch(text))
