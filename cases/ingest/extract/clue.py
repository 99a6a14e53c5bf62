"""Every year that a text names, and how its clause speaks of it: as done, as reached, as a past of somebody, or as ahead."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..sieve import compiled
from .sentence import fold

_NUMERALS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))
Y = r"(?:(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2})"
_YEAR = compiled(
    rf"(?<![\d.])(?:(?P<first>{Y})[ ]?年?[ ]?(?:—{{1,2}}|-|至|到|、)[ ]?)?(?P<year>{Y})[ ]?年(?!代|级|龄|版|期|[前后]期|薪)"
    r"(?P<tail>度|[ ]?年?底|末|初|来|以来|上半年|下半年|[ ]?\d{1,2}[ ]?月(?:[ ]?\d{1,2}[ ]?日)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?|[春夏秋冬](?:天|季)?)?(?:以来|底|末|份)?"
)
_NUMBER = re.compile(rf"[〔\[【（](?P<year>{Y})[〕\]】）][ ]?第?[ ]?\d{{1,4}}[ ]?号")
_EVENT = compiled(
    r"(?<![\d.])(?P<year>20\d\d)[ ]?(?=[“”·A-Za-z\u4e00-\u9fff]{2,18}(?:赛|大会|年会|峰会|论坛|博览会|洽谈会|推介会|招聘会|人才日|人才节|人才周|创业周|活动周|音乐节|展会|交流会|(?:引进|引才|招引|攻坚|招聘)行动))(?!人(?!才)|[年个名家项元万亿多余件千度里吨位套]|平[方米]|公[里斤顷])"
)
# What a rule is based on may be years older: 依据《甲条例》（…〔2022〕9号）精神，制定本措施.
_BASIS = re.compile(r"(?:依据|根据|按照|遵照|贯彻)[^。；\n]*》[（(][^。；\n]{0,12}$")
_MAKES = re.compile(r"[^。；\n]{0,160}(?:制定|制订|出台|提出)(?:本|如下|以下)")
_TITLES = re.compile(r"《[^》\n]{1,80}》")
_SENTENCE = re.compile(r"[^。；！？\n]*")
_FULL_STOP = re.compile(r"[。；！？\n]")
_YEAR_END, _CLAUSE = re.compile(r"[底末]$"), re.compile(r"[^，。；：！？\n]*")
_AHEAD = re.compile(
    r"力争|争取|目标|预计|有望|计划(?![”’》])|拟(?!定)|将(?![^，。]{0,6}(?:纳入|作为))|规划|远景|愿景|展望|锚定|瞄准|面向|迈向|努力|打算|思路|明年|今后|未来|争创|截止日期|截止时间|报名截止|申报截止|有效期|前完成|前提交|前报送"
    r"|准备(?!好|就绪|充分)|[正在]筹[备办]|即将|(?:建成|投用|投产|竣工|达产)后|阶段（$|工作要点|工作安排|任务分解"
)
# 2018年，我们将…, 2025年：人才总量…: how a clause that is nothing but a year is gone on with.
_AHEAD_NEXT = re.compile(
    r"[，：][^，。；：]{0,12}?(?:力争|争取|预计|有望|计划(?![”’》])|(?:还|正)?(?:打算|准备(?!好|就绪|充分|了))|拟(?!定)|要(?![求素点闻])|确保|[们市县区州旗局部委国省](?:还|也)?将(?![^，。；]{0,12}(?:纳入|作为|列入|列为|合并|分为|改为|评为|划|送))|将(?:继续|进一步|重点|全面|着力|大力|围绕|按照|紧扣|以|坚持|聚焦|新|再|投|建|引|实现|达到|突破|完成|推进|开展|实施|启动))"
)
# A sentence that announces before it names the year: 二期准备再投2亿元，2026年完工.
# A sentence that opens with what comes next announces to its end: 下一步，县里要…，2025年引进1000名.
_NEXT = re.compile(r"(?:下一?步|接下来|今后|未来|再往后)[^。；！？\n]*$")
_ANNOUNCES = re.compile(
    r"(?:打算|想法|目标|安排|算盘|考虑|设想)(?:就?是)?$|(?:准备|打算|拟|力争|争取|预计|计划(?![”’》])|将|还要)(?:再|于|到|在|用|新|投|建|引)"
)
# 在建的公寓有300套，2024年6月竣工: what is being built is finished later.
_BEING_BUILT = re.compile(
    r"(?:在建|在施工|正在建|建设中|正在施工|[动开]工|(?:要|拟|将|准备|计划)(?:新?建|投资))[^。；！？\n]*$"
)
_FINISHED = re.compile(r"[^，。；]{0,4}(?:竣工|交付|投用|完工|建成|投产|启用)(?!了|后|的)")
# The section of a text that tells of what is to come: 二、2018年工作打算, 【目标】.
_SECTION = re.compile(
    r"(?:(?P<level>[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,2}(?:部分|章)|（[一二三四五六七八九十]{1,3}）)|[【\[](?=.{2,12}[】\]]$))(?P<rest>.{0,40})"
)
_SECTION_DONE = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.．][ ]?|（.{1,2}）|[【\[])?(?:主要|工作|取得的?|实施|创新)?(?:成效|成果|效果|结果|变化)[】\]：:]?"
)
_SECTION_AHEAD = re.compile(
    r"(?:打算|计划|思路|安排|下一步|下步|目标|任务|展望|规划|要点|今后|愿景)(?![^，。]{0,6}(?:完成|落实|执行|进展|实施)情况)"
)
_UP_TO = re.compile(r"(?:到|至|在)[ ]?$")
_SET_FOR = re.compile(
    r"(?:提出|明确|要求|确定|规定|部署|谋划)了?[，：]?[到至][ ]?$"
)  # 提出到2018年，总量达到…
AS_OF = re.compile(r"截[至止]到?[ ]?$")
# 到2016年上半年，接待318人次: plans reach to a year or to its end, what reaches to a month of it is told when it is over.
_TO_MONTH = re.compile(r"上半年|下半年|\d[ ]?月|[一二三四五六七八九十]月")
_OPENS_CLAUSE = re.compile(r"(?:^|[，。；：！？\n])[ ]?[到至][ ]?$")
_FIGURE_BELOW = re.compile(r"，[^。；！？\n]{0,30}\d")
# 2025年前, and neither 2019年前11个月 nor 2020年前三季度.
_BEFORE = re.compile(r"之?前(?![ ]?(?:\d|[一二三四五六七八九十两几]{1,2}个?[月季]))")
_DONE = re.compile(r"已|了|累计|共有|仅有|只有")
_DONE_TO = re.compile(r"已[经达有超建引]|达到了|达到?[^，。；]{0,16}，(?:较|比|同比|占)")
_PAST = re.compile(
    r"^[^，。；]{0,10}?(?:出生|生[，。；于人]|毕业|成立|创办|创立|创建|建厂|建校|入学|考入|留学|回国|注册|参加工作|入党|任职|始建|诞生|建市|设市|设县)"
)
# 较2015年增长, 是2008年的: what figures are compared with.
_THAN = re.compile(r"(?:[较比](?!学|赛)|相当于|相比于?|对比|高于|低于|优于)[ ]?$")
_OF_ONESELF = re.compile(r"[^。”]{0,8}?我(?![们县市区省州国镇乡村校院司局委])")
# 2016年11月撤县设区: what became of the unit, told beside the story; 2019年刚刚撤县设市 says when it is told.
_RENAMED = re.compile(
    r"(?![^，。；]{0,4}刚)[^，。；]{0,8}?(?:撤[县市乡区地][^，。；]{0,2}(?:设|建|改|并)|撤销[^，。；]{0,10}(?:县|市|区|地区)，?[^，。；]{0,4}(?:设|建)|改设|更名|改名|改称|并入|划归|析置|析出|县改[区市])"
)
_BORN = re.compile(r"(?:生于|出生于|毕业于|成立于|创办于|创立于|创建于|始建于|建于|始于|源于|诞生于)[ ]?$")
Kind = Literal["done", "up_to", "by", "past", "ahead"]


@dataclass(frozen=True, slots=True)
class Clue:
    """A year named at ``[start, end)`` and how the clause speaks of it."""

    year: int
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=8)
def clues(text: str, start: int, end: int) -> tuple[Clue, ...]:
    """Every year named in the span outside the names of rules, with how it is spoken of."""
    folded = fold(text)
    hidden = [match.span() for match in _TITLES.finditer(folded, start, end)]
    found = sorted(all_clues(folded, start, end, hidden), key=lambda clue: clue.start)
    done = _told_as_done(folded, start, end)
    sections = deque(_sections_ahead(folded, start, end))
    for index, clue in enumerate(found):
        while sections and sections[0][1] <= clue.start:
            sections.popleft()
        if clue.kind == "done" and sections and sections[0][0] <= clue.start:
            found[index] = replace(clue, kind="ahead")
        elif clue.kind in ("up_to", "by") and any(left <= clue.start < right for left, right in done):
            found[index] = replace(clue, kind="done")
    for index in range(1, len(found)):
        before, clue = found[index - 1 : index + 1]
        # 到2020年力争…，2030年建成…: what a sentence announces goes on to its end.
        one = not _FULL_STOP.search(folded, before.end, clue.start)
        if one and before.kind in ("ahead", "by") and clue.kind == "done" and clue.year > before.year:
            found[index] = replace(clue, kind="ahead")
    return tuple(found)


def _sections_ahead(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sections whose headings announce: from 二、2018年工作打算 to the next heading of its level."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for at, line in lines_in(folded, start, end):
        heading = _SECTION.fullmatch(line) if len(line) <= 44 and not line.endswith(("。", "；")) else None
        if heading is None:
            continue
        level = re.sub("[一二三四五六七八九十]", "", heading["level"] or "【")
        if opened and (level == opened[1] or level != "（）"):
            spans.append((opened[0], at))
            opened = None
        if not opened and _SECTION_AHEAD.search(heading["rest"]) and "总结" not in line:
            opened = at + len(line), level
    if opened:
        spans.append((opened[0], end))
    return spans


def _told_as_done(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The first paragraphs below the headings that say what came of the work, 【成效】: what they reach is reached."""
    lines = [*lines_in(folded, start, end), (end, "")]
    return [
        (at, lines[index + 2][0])
        for index, (at, line) in enumerate(lines[:-2])
        if len(line) <= 12 and _SECTION_DONE.fullmatch(line)
    ]


def all_clues(folded: str, start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[Clue]:
    walk = iter([*hidden, (end, end)])
    left, right = next(walk)
    for match in _YEAR.finditer(folded, start, end):
        while match.start() >= right and right < end:
            left, right = next(walk)
        if left <= match.start() < right or _beside(folded, match, start, end):
            continue
        yield Clue(year_number(match["year"]), *match.span(), _kind(folded, match, start, end))
    for match in _NUMBER.finditer(folded, start, end):
        based = _BASIS.search(folded, max(start, match.start() - 160), match.start()) and _MAKES.match(
            folded, match.end(), end
        )
        yield Clue(year_number(match["year"]), *match.span(), "past" if based else "done")
    for match in _EVENT.finditer(folded, start, end):
        yield Clue(int(match["year"]), *match.span(), "done")


def _beside(folded: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a year is no time of the text's: what became of a unit, what is compared with, what somebody says of himself."""
    before = folded[max(start, match.start() - 6) : match.start()]
    return bool(
        _RENAMED.match(folded, match.end(), end)
        or (_THAN.search(before) and not match["first"])
        or (before.endswith(("“", "‘")) and _OF_ONESELF.match(folded, match.end(), end))
    )


def _kind(folded: str, match: re.Match[str], start: int, end: int) -> Kind:
    """How the clause of a year speaks of it: done, only reached (到2011年底), a past of somebody, or ahead."""
    left = (
        max(folded.rfind(mark, max(start, match.start() - 60), match.start()) for mark in "，。；：！？\n")
        + 1
    )
    left = max(left, start, match.start() - 60)
    before = folded[left : match.start()]
    behind = _CLAUSE.match(folded, match.end(), min(end, match.end() + 60)).group()
    if AS_OF.search(before):
        return "done"
    ranged = bool(match["first"])
    if _AHEAD.search(before) or _AHEAD.search(behind[:20]) or (ranged and _of_plan(before, behind)):
        return "ahead"
    if not behind and _AHEAD_NEXT.match(folded, match.end(), min(end, match.end() + 40)):
        return "ahead"
    if _announced(folded, left, start, behind):
        return "ahead"
    if _FINISHED.match(behind) and _BEING_BUILT.search(folded, max(start, left - 60), left):
        return "ahead"
    if not _DONE.search(behind) and _NEXT.search(folded, max(start, match.start() - 120), match.start()):
        return "ahead"
    if _BEFORE.match(behind):
        return "ahead"
    if _SET_FOR.search(before):
        return "ahead"
    if _UP_TO.search(before):
        return _reached(folded, match, behind, end)
    if _PAST.match(behind) or _BORN.search(before):
        return "past"
    return "done"


def _of_plan(before: str, behind: str) -> bool:
    """Whether a range of years is that of a plan: 三年行动方案（2022—2024年）, 2022—2024年行动."""
    named = re.search(r"(?:行动|方案|计划|规划|纲要|工程|任务)[^，。]{0,8}$", before)
    return bool(named or re.match(r"[^，。]{0,12}(?:行动|方案)", behind))


def _announced(folded: str, left: int, start: int, behind: str) -> bool:
    """Whether the clause just before announces what the year's own clause goes on with."""
    if left <= start or folded[left - 1] not in "，：" or _DONE.search(behind):
        return False
    earlier = folded[max(start, left - 40) : left - 1]
    return bool(_ANNOUNCES.search(re.split("[。；！？\n，]", earlier)[-1]))


def _reached(folded: str, match: re.Match[str], behind: str, end: int) -> Kind:
    """What 到2011年底 or 到2025年 speaks of, by the words behind it: done, ahead, or, with a year's end, open."""
    rest = _SENTENCE.match(folded, match.end(), min(end, match.end() + 40)).group()
    if _AHEAD.search(rest):
        return "ahead"
    if _DONE.search(behind) or _DONE_TO.search(rest):
        return "done"
    opens = _OPENS_CLAUSE.search(folded, max(0, match.start() - 3), match.start())
    if opens and _TO_MONTH.search(match.group()) and _FIGURE_BELOW.match(folded, match.end(), end):
        return "done"
    if _YEAR_END.search(match.group()):
        return "up_to"
    return "by" if opens else "ahead"


def lines_in(folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, stripped, with where they start."""
    at = start
    for line in folded[start:end].split("\n"):
        bare = line.strip()
        if bare:
            yield at + line.index(bare), bare
        at += len(line) + 1


def year_number(digits: str) -> int:
    """A year in Arabic or Chinese digits (二零一二)."""
    return int("".join(_NUMERALS.get(digit, digit) for digit in digits))
