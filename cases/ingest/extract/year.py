"""The year a text reports on or was issued in, with the reason.

The signs, strongest first: the year that a report of a year has in its title, a line that is a date, the number of the document itself, a year in the title, the latest
year of what is told as done (or the plan that has just ended), and last the file's name. Plans, deadlines, names of
rules and the past of persons and firms do not count.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..records import Evidence
from ..sieve import compiled
from .sentence import fold

UNKNOWN = "文中没有可以确定年份的话"
# Lines at the beginning and at the end among which the date of issue and the number are looked for.
HEAD_LINES = 8
BEYOND = 1  # A title's year may lie so many years before the latest fact; more, and it is the beginning of a story.
_NUMERALS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))
_LAST_YEAR = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}

_Y = r"(?:(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2})"
_ANY_YEAR = compiled(_Y)
_YEAR = compiled(
    rf"(?<![\d.])(?:(?P<first>{_Y})[ ]?年?[ ]?(?:—{{1,2}}|-|至|到|、)[ ]?)?(?P<year>{_Y})[ ]?年(?!代|级|龄|版|期|[前后]期|薪)"
    r"(?P<tail>度|[ ]?年?底|末|初|来|以来|上半年|下半年|[ ]?\d{1,2}[ ]?月(?:[ ]?\d{1,2}[ ]?日)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?|[春夏秋冬](?:天|季)?)?(?:以来|底|末|份)?"
)
_NUMBER = re.compile(rf"[〔\[【（](?P<year>{_Y})[〕\]】）][ ]?第?[ ]?\d{{1,4}}[ ]?号")
# The number of the document itself, alone on a line or before its particulars.
_OWN_NUMBER = re.compile(
    rf"^[^，。《》（）]{{1,14}}[〔\[【（](?P<year>{_Y})[〕\]】）][ ]?第?[ ]?\d{{1,4}}[ ]?号(?:[ ].{{0,40}})?$"
)
# What a signature above a date ends in.
_SIGNED = re.compile(
    r"(?:委员会|办公室|组织部|人才办|领导小组|[县市区州旗盟]委|政府|[局厅部]|编|课题组|编辑部)[ ]?$"
)
_EVENT = compiled(
    r"(?<![\d.])(?P<year>20\d\d)[ ]?(?=[“”·A-Za-z\u4e00-\u9fff]{2,18}(?:赛|大会|年会|峰会|论坛|博览会|洽谈会|推介会|招聘会|人才日|人才节|人才周|创业周|活动周|音乐节|展会|交流会|(?:引进|引才|招引|攻坚|招聘)行动))(?!人(?!才)|[年个名家项元万亿多余件千度里吨位套]|平[方米]|公[里斤顷])"
)
_PLAN_END = compiled(
    r"[“‘]?(?P<plan>十[一二三四五六]?)五[”’]?(?:规划)?(?:时期|期间)?[^，。；\n“”]{0,4}(?:收官|收尾|圆满完成|胜利完成|目标全面完成)(?!阶段)"
)
_FIVE_YEARS = re.compile(r"“?(?P<plan>十[一二三四五六]?)五”?")
_PLAN_START = compiled(
    r"[“‘]?(?P<plan>十[一二三四五六]?)五[”’]?(?:规划)?[^，。；\n“”]{0,2}(?:开局之年|开局起步之年|第一年)"
)
_DATE = re.compile(
    rf"(?P<year>{_Y})(?:[ ]?年[ ]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?月(?:[ ]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,4}})[ ]?日)?|(?:[-./—]|[ ](?=\d{{1,2}}/))\d{{1,2}}[-./—]\d{{1,2}}(?:[ ]\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?)"
)
_DATE_LINE = re.compile(
    r"[（(\[]?(?:来源[:：][^，。：:]{1,16}[ ]|(?:编印|主办|编写|编制|编辑|印制|供稿)(?:单位|机构|部门)?[:：][^，。：:]{2,24}[ ]|[\u4e00-\u9fff·《》、 ]{0,40}[ ]?)?(?:日期|时间|发布|印发|刊发|发表)?[:：]?[ ]?"
    + _DATE.pattern
    + r"[ ]?(?:印发|发布|刊发|[\u4e00-\u9fff]{2,8}(?:日报|晚报|网|社|客户端)|星期.{0,6}|第?\s?[\dA-Z]{1,3}\s?版.{0,8})?[)）\]]?(?:[ ]{0,2}(?:来源|作者|浏览)[:：].{0,30})?"
)
_LABELLED = compiled(
    r"(?<!收稿)(?<!修回)(?<!截止)(?<!报名)(?<!有效)(?<!起止)(?<!创建)(?<!实施)(?<!建设)(?:(?:发布|发表|刊发|印发|更新)?(?:时间|日期)|发布于?|发表于|编辑于|印发于|由.{1,12}于)[：:]?[ ]?"
    + _DATE.pattern
)
# 2023-08-28 关注某网: the day of a web page with what stands beside it, no sentence.
_WEB_DAY = re.compile(
    r"(?P<year>20\d\d)(?:[-./—]\d{1,2}[-./—]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:[ ]\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?(?:[ ]?[^ 。，；\d]{1,12}){0,3}"
)
# 甲乙日报 人才周刊 2013年11月20日 星期三 责编：某某 第五版: the head of a newspaper's page; 2017年11月·银川: a cover.
_MASTHEAD = re.compile(
    rf"[^。；，！？\n]{{0,40}}{_DATE.pattern}(?:[^。；，！？\n]{{0,8}}星期[一二三四五六日天][^。；！？\n]{{0,60}}|[ ]?(?:[·•]|发表于)?[ ]?[\u4e00-\u9fff]{{2,4}})"
)
# 某某纵横 2019.10 23: a magazine's page with its issue.
# 2020年11月 第22期, 甲县组工信息 第3期 2021年5月6日: a periodical's issue with its day.
_ISSUE = re.compile(
    rf"(?=[^。；，！？\n]{{0,60}}[第增]第?[ ]?[\d一二三四五六七八九十]{{1,4}}[ ]?期)[^。；，！？\n]{{0,40}}{_DATE.pattern}[^。；，！？\n]{{0,30}}"
)
# （本刊据各地公开报道综合整理，2023年8月）: where a text was taken from, and when.
_COMPILED = re.compile(
    rf"[（(][^（）()\n]{{0,60}}(?:整理|综合|编写|摘编|摘自|原载|刊于|载于|来源|采写|供稿|摘登)[^（）()\n]{{0,30}}?{_DATE.pattern}[^（）()\n]{{0,12}}[）)]"
)
# （《海上的县》，甲省出版社，2015年6月第1版，第31—40页）: the book that a text was printed in.
_PRINTED_IN = re.compile(
    rf"[（(]《[^《》\n]{{2,30}}》[^（）()\n]{{0,30}}(?:出版社|书局|书社|印书馆)[^（）()\n]{{0,6}}?{_DATE.pattern}[^（）()\n]{{0,24}}[）)]"
)
_MADE_BY = re.compile(r"(?:编印|主办|编写|编制|编辑|印制)(?:单位|机构|部门)?[:：]")
_ISSUE_LINE = re.compile(
    r"[\u4e00-\u9fff·《》 ]{2,24} (?P<year>(?:19|20)\d\d)(?:[./](?:0?[1-9]|1[0-2])|年第?\d{1,2}期)(?:[ ](?:\d{1,4}|[\u4e00-\u9fff·]{2,10})){0,2}"
)
# What a rule is based on may be years older: 依据《甲条例》（…〔2022〕9号）精神，制定本措施.
_BASIS = re.compile(r"(?:依据|根据|按照|遵照|贯彻)[^。；\n]*》[（(][^。；\n]{0,12}$")
_MAKES = re.compile(r"[^。；\n]{0,160}(?:制定|制订|出台|提出)(?:本|如下|以下)")
# A plan just made public begins with its first year: 发布《甲县人才规划（2021—2025年）》.
_PLAN_ISSUED = re.compile(
    r"(?:发布|公布|印发|出台|推出)[^。；\n《》]{0,24}(?:《[^》\n]{2,40}》[^。；\n《》]{0,6}){0,2}《[^》\n]{2,40}?(?P<year>20\d\d)年?(?:—{1,2}|-|至)20\d\d年?[^》\n]{0,6}》"
)
_PLAN_YEARS = re.compile(r"(?P<first>20\d\d)[ ]?年?[ ]?(?:—{1,2}|-|至|到)[ ]?(?P<last>20\d\d)[ ]?年")
_OF_WEB = re.compile(r"\d[ ]{1,2}(?:来源|作者|浏览|编辑)[:：]")
# 2021年甲县政府工作报告, 2018年度人才工作总结: of its year, whenever it was made public.
_ANNUAL = re.compile(
    rf"(?<!\d){_Y}[ ]?年度?[^，。；]{{0,20}}(?:工作报告|总结|公报|年报|述职报告|工作情况(?:的?(?:报告|汇报|通报))?)(?!会)"
)
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
_PREFACE = re.compile(r"(?:总|代|自)?[ ]?序(?:[ ]?[言一二])?|前[ ]?言|(?:出版|编写|编辑)说明")
_SECTION_AHEAD = re.compile(
    r"(?:打算|计划|思路|安排|下一步|下步|目标|任务|展望|规划|要点|今后|愿景)(?![^，。]{0,6}(?:完成|落实|执行|进展|实施)情况)"
)
_PLANNED_TITLE = re.compile(r"规划|行动计划|行动方案|实施方案|工作方案|纲要|三年行动|五年|计划(?![”’》])")
_UP_TO = re.compile(r"(?:到|至|在)[ ]?$")
_SET_FOR = re.compile(
    r"(?:提出|明确|要求|确定|规定|部署|谋划)了?[，：]?[到至][ ]?$"
)  # 提出到2018年，总量达到…
_AS_OF = re.compile(r"截[至止]到?[ ]?$")
# 到2016年上半年，接待318人次: plans reach to a year or to its end, what reaches to a month of it is told when it is over.
_TO_MONTH = re.compile(r"上半年|下半年|\d[ ]?月|[一二三四五六七八九十]月")
_OPENS_CLAUSE = re.compile(r"(?:^|[，。；：！？\n])[ ]?[到至][ ]?$")
_FIGURE_BELOW = re.compile(r"，[^。；！？\n]{0,30}\d")
# 2025年前, and neither 2019年前11个月 nor 2020年前三季度.
_BEFORE = re.compile(r"之?前(?![ ]?(?:\d|[一二三四五六七八九十两几]{1,2}个?[月季]))")
_THIS_YEAR = re.compile("今[年春夏秋冬](?!后)|去[年春夏秋冬]")
_DONE = re.compile(r"已|了|累计|共有|仅有|只有")
_SINCE = re.compile(r".{0,2}以来")  # 2011年以来: a story's beginning tells nothing of its end.
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
_FILE = re.compile(r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)(?:(?=\D|$)|(?=(?:0[1-9]|1[0-2])(?:\d\d)?(?!\d)))")

Kind = Literal["done", "up_to", "by", "past", "ahead"]


@dataclass(frozen=True, slots=True)
class YearReading:
    """The year or None, in Chinese why, and what it was read from.

    ``told`` says that it is the latest year told, which no line gives as the day; ``anothers`` that only some pieces of a
    collection tell it, so that it says nothing of the others.
    """

    year: int | None
    basis: str
    evidence: tuple[Evidence, ...] = ()
    told: bool = False
    anothers: bool = False


@dataclass(frozen=True, slots=True)
class _Clue:
    """A year named at ``[start, end)`` and how the clause speaks of it."""

    year: int
    start: int
    end: int
    kind: Kind


def year_of(
    text: str, start: int, end: int, *, filename: str = "", title: str = "", whole: YearReading | None = None
) -> YearReading:
    """The year of ``text[start:end]``: 「截至2016年底，全县引进博士41人」 → 2016.

    ``whole`` is the reading of the document of which the span is a piece: it holds unless the piece itself carries a
    date, a number or a year in its title, or the document's year is only what other pieces tell. An unknown year is None.
    """
    folded = fold(text)
    found = _clues(text, start, end)
    latest = max((clue.year for clue in found if clue.kind == "done"), default=0)
    own = _issued(text, folded, start, end, latest)
    if own is None or _ANNUAL.search(fold(title)):
        own = _titled(text, folded, start, end, title, latest) or own
    if own:
        return own
    if whole and whole.year:
        inside = any(start <= each.start and each.end <= end for each in whole.evidence)
        follows = YearReading(whole.year, f"随全文：{whole.basis}", whole.evidence)
        if not whole.anothers:
            return whole if inside else follows
        own = _reported(text, folded, start, end, _reached_by(found, whole.year))
        if _told_with(folded, start, end, own, whole) or (not own and _names(found, whole.year)):
            return follows
        if own:
            return own
    return (
        _reported(text, folded, start, end, found)
        or _plan_issued(text, folded, start, end)
        or _filed(filename)
        or _nothing(text, found)
    )


def of_pieces(text: str, whole: YearReading, spans: Iterable[tuple[int, int]]) -> YearReading:
    """The reading of a collection with the ``spans`` of its pieces, marked where no line of its own, above, between or below
    them, bears the year out: 2021 is told in one piece, and the next was written in 2018."""
    spans = tuple(spans)
    if len(spans) < 2:
        return whole
    folded = fold(text)
    if _of_preface(folded, whole, spans[0][0]):
        return replace(whole, anothers=True)
    if not whole.told:
        return whole
    for clue in _clues(text, 0, len(text)):
        if clue.year != whole.year or clue.kind not in ("done", "up_to"):
            continue
        line = folded[folded.rfind("\n", 0, clue.start) + 1 :].split("\n")[0].strip()
        if not any(start <= clue.start < end for start, end in spans) or _MASTHEAD.fullmatch(line):
            return whole
    return replace(whole, anothers=True)


def _of_preface(folded: str, whole: YearReading, first: int) -> bool:
    """Whether the year is the day that a book's preface bears, above the first piece: the pieces are older."""
    if whole.told or not whole.evidence or whole.evidence[0].end > first:
        return False
    return any(_PREFACE.fullmatch(line) for _, line in _lines(folded, 0, whole.evidence[0].start))


def _reached_by(found: Iterable[_Clue], latest: int) -> list[_Clue]:
    """The clues of a piece; what it reaches by a year is done where other pieces of the collection tell of that year as past."""
    reached = ("up_to", "by")
    return [
        replace(clue, kind="done") if clue.kind in reached and clue.year <= latest else clue for clue in found
    ]


def _names(found: Iterable[_Clue], year: int) -> bool:
    return any(clue.year == year for clue in found)


def _told_with(folded: str, start: int, end: int, own: YearReading | None, whole: YearReading) -> bool:
    """Whether a piece was told in the year of the collection: it names none below a dated preface; or it speaks of 今年, and
    names none or the one before."""
    if own is None and not whole.told:
        return True
    if not _THIS_YEAR.search(folded, start, end):
        return False
    return own is None or own.year == (whole.year or 0) - 1


@lru_cache(maxsize=8)
def _clues(text: str, start: int, end: int) -> tuple[_Clue, ...]:
    """Every year named in the span outside the names of rules, with how it is spoken of."""
    folded = fold(text)
    hidden = [match.span() for match in _TITLES.finditer(folded, start, end)]
    found = sorted(_all_clues(folded, start, end, hidden), key=lambda clue: clue.start)
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
    for at, line in _lines(folded, start, end):
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
    lines = [*_lines(folded, start, end), (end, "")]
    return [
        (at, lines[index + 2][0])
        for index, (at, line) in enumerate(lines[:-2])
        if len(line) <= 12 and _SECTION_DONE.fullmatch(line)
    ]


def _all_clues(folded: str, start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[_Clue]:
    walk = iter([*hidden, (end, end)])
    left, right = next(walk)
    for match in _YEAR.finditer(folded, start, end):
        while match.start() >= right and right < end:
            left, right = next(walk)
        if left <= match.start() < right or _beside(folded, match, start, end):
            continue
        yield _Clue(_number(match["year"]), *match.span(), _kind(folded, match, start, end))
    for match in _NUMBER.finditer(folded, start, end):
        based = _BASIS.search(folded, max(start, match.start() - 160), match.start()) and _MAKES.match(
            folded, match.end(), end
        )
        yield _Clue(_number(match["year"]), *match.span(), "past" if based else "done")
    for match in _EVENT.finditer(folded, start, end):
        yield _Clue(int(match["year"]), *match.span(), "done")


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
    if _AS_OF.search(before):
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


def _issued(text: str, folded: str, start: int, end: int, latest: int) -> YearReading | None:
    """From a line that is a date, or the number of the document itself, at the beginning or the end.

    「二〇二三年三月二日」 as the last line → 2023. A date before the latest fact is no date of issue, unless the number
    of the document, the signature above it or its label says that it is.
    """
    lines = [(at, line) for at, line in _lines(folded, start, end)]
    edges = [*lines[:HEAD_LINES], *lines[HEAD_LINES:][-HEAD_LINES:]]
    numbered = [
        (at, line, _number(match["year"]))
        for at, line in lines[:HEAD_LINES]
        if len(line) <= 60 and not line.startswith("关于") and (match := _OWN_NUMBER.search(line))
    ]
    dated = []
    for index, (at, line) in enumerate(edges):
        if not _ANY_YEAR.search(line):
            continue
        match = _DATE_LINE.fullmatch(line) or _LABELLED.search(line[:120]) or _ISSUE_LINE.fullmatch(line)
        head = index < 6 and (_WEB_DAY.fullmatch(line) or _MASTHEAD.fullmatch(line) or _ISSUE.fullmatch(line))
        foot = at == lines[-1][0] and (_COMPILED.fullmatch(line) or _PRINTED_IN.fullmatch(line))
        match = match or head or foot
        if match and not line.startswith(("收稿", "修回")):
            above = edges[index - 1][1] if index else ""
            year = _number(match["year"])
            sure = bool(
                _LABELLED.search(line[:120])
                or _OF_WEB.search(line)
                or _MADE_BY.match(line)
                or (line[0] in "（(" and (index < 4 and "日" in line or at == lines[-1][0]))
                or head
                or foot
                or _SIGNED.search(above)
                or _SIGNED.search(line[: match.start("year")])
                or "印发" in line
                or any(year - number in (0, 1) for _, _, number in numbered)
            )
            dated.append((sure, year, at + match.start(), at + match.end()))
    dated = [each for each in dated if each[0] or each[1] >= latest]
    if dated:
        _, year, left, right = max(dated, key=lambda each: (each[0], each[1]))
        quote = Evidence.of(text, left, right)
        return YearReading(year, f"正文写明日期“{quote.quote}”", (quote,))
    for at, line, year in numbered:
        quote = Evidence.of(text, at, at + len(line))
        return YearReading(year, f"文号“{quote.quote}”", (quote,))
    return None


def _titled(text: str, folded: str, start: int, end: int, title: str, latest: int) -> YearReading | None:
    """From a year in the title: 「2018年度人才工作总结」; of a plan's years the first, in which it begins."""
    head = next(iter(_lines(folded, start, end)), (start, ""))
    for line in dict.fromkeys(
        (fold(title), head[1] if len(head[1]) <= 40 and not head[1].endswith("。") else "")
    ):
        plan = _PLANNED_TITLE.search(line)
        span = _PLAN_YEARS.search(line) if plan else None
        if span and latest <= int(span["last"]):
            return _in_title(text, start, end, int(span["first"]), span.group())
        five = _FIVE_YEARS.search(line) if plan else None
        if five and five["plan"] in _LAST_YEAR and latest <= _LAST_YEAR[five["plan"]]:
            return _in_title(text, start, end, _LAST_YEAR[five["plan"]] - 4, five.group().strip("“”‘’"))
        if plan and not re.search(r"总结|年度?工作计划", line):
            continue
        clues = list(_all_clues(line, 0, len(line), []))
        found = [c for c in clues if c.kind in ("done", "up_to")]
        best = max(found, key=lambda clue: clue.year, default=None)
        best = best or (clues[0] if len(clues) == 1 else None)  # 2018年工作要点 is of 2018.
        if best and best.year >= latest - BEYOND:
            return _in_title(text, start, end, best.year, line[best.start : best.end].strip())
    return None


def _in_title(text: str, start: int, end: int, year: int, words: str) -> YearReading:
    at = text.find(words, start, end)
    quotes = (Evidence.of(text, at, at + len(words)),) if at >= 0 else ()
    return YearReading(year, f"标题写明“{words}”", quotes)


def _reported(text: str, folded: str, start: int, end: int, found: Iterable[_Clue]) -> YearReading | None:
    """From the latest year told as done, or the five-year plan that ends or begins in the text."""
    told = [clue for clue in found if clue.kind == "done"]
    if told and all(_SINCE.match(folded, clue.end - 2) for clue in told):
        return _plan(text, folded, start, end)
    if told:
        told += [clue for clue in found if clue.kind == "past"]
    else:
        told = [clue for clue in found if clue.kind == "up_to"]
    best = max(told, key=lambda clue: clue.year, default=None)
    plan = _plan(text, folded, start, end)
    if plan and plan.year and plan.year >= (best.year if best else 0):
        return plan
    if best is None:
        return None
    left = best.start - 2 if _AS_OF.search(folded[max(0, best.start - 3) : best.start]) else best.start
    quote = Evidence.of(text, left, best.end)
    more = [Evidence.of(text, c.start, c.end) for c in told if c.year == best.year and c is not best][:2]
    if left != best.start:
        return YearReading(best.year, f"由“{quote.quote}”推断", (quote, *more), told=True)
    basis = f"正文写到的最近一年是{best.year}年（“{quote.quote}”）"
    return YearReading(best.year, basis, (quote, *more), told=True)


def _plan(text: str, folded: str, start: int, end: int) -> YearReading | None:
    """From a five-year plan: 「“十三五”收官之年」 → 2020, 「“十四五”开局之年」 → 2021."""
    for pattern, offset in ((_PLAN_START, -4), (_PLAN_END, 0)):
        for match in pattern.finditer(folded, start, end):
            last = _LAST_YEAR.get(match["plan"])
            if last:
                quote = Evidence.of(text, *match.span())
                return YearReading(
                    last + offset, f"由“{_inner(quote.quote)}”推断为{last + offset}年", (quote,)
                )
    return None


def _plan_issued(text: str, folded: str, start: int, end: int) -> YearReading | None:
    """From the first year of a plan that the text says was made public, where it names no other year."""
    match = _PLAN_ISSUED.search(folded, start, end)
    if match is None:
        return None
    quote = Evidence.of(text, *match.span())
    return YearReading(int(match["year"]), f"由新发布的规划（{match['year']}年起）推断", (quote,))


def _filed(filename: str) -> YearReading | None:
    """From the file's name, the weakest sign: 「2012-余姚.txt」."""
    years = {int(match["year"]) for match in _FILE.finditer(filename)}
    if len(years) != 1:
        return None
    return YearReading(years.pop(), f"文中没有写明，文件名是“{filename}”")


def _nothing(text: str, found: Iterable[_Clue]) -> YearReading:
    past = next((clue for clue in found if clue.kind == "past"), None)
    if past:
        quote = Evidence.of(text, past.start, past.end)
        return YearReading(None, f"{UNKNOWN}，“{quote.quote}”说的是往事", (quote,))
    return YearReading(None, UNKNOWN)


def _lines(folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, stripped, with where they start."""
    at = start
    for line in folded[start:end].split("\n"):
        bare = line.strip()
        if bare:
            yield at + line.index(bare), bare
        at += len(line) + 1


def _inner(words: str) -> str:
    """Quotation marks as they stand inside others."""
    return words.translate(str.maketrans("“”", "‘’"))


def _number(digits: str) -> int:
    """A year in Arabic or Chinese digits (二零一二)."""
    return int("".join(_NUMERALS.get(digit, digit) for digit in digits))
