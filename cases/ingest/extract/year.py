"""The year a text reports on or was issued in, with the reason.

The signs, strongest first: the year that a report of a year has in its title, a line that is a date, the number of the document itself, a year in the title, the latest
year of what is told as done (or the plan that has just ended), and last the file's name. Plans, deadlines, names of
rules and the past of persons and firms do not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..records import Evidence
from ..sieve import compiled
from .clue import AS_OF, Clue, Y, all_clues, clues, lines_in, year_number
from .sentence import fold

UNKNOWN = "文中没有可以确定年份的话"
# Lines at the beginning and at the end among which the date of issue and the number are looked for.
HEAD_LINES = 8
BEYOND = 1  # A title's year may lie so many years before the latest fact; more, and it is the beginning of a story.
_LAST_YEAR = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_ANY_YEAR = compiled(Y)
# The number of the document itself, alone on a line or before its particulars.
_OWN_NUMBER = re.compile(
    rf"^[^，。《》（）]{{1,14}}[〔\[【（](?P<year>{Y})[〕\]】）][ ]?第?[ ]?\d{{1,4}}[ ]?号(?:[ ].{{0,40}})?$"
)
# What a signature above a date ends in.
_SIGNED = re.compile(
    r"(?:委员会|办公室|组织部|人才办|领导小组|[县市区州旗盟]委|政府|[局厅部]|编|课题组|编辑部)[ ]?$"
)
_PLAN_END = compiled(
    r"[“‘]?(?P<plan>十[一二三四五六]?)五[”’]?(?:规划)?(?:时期|期间)?[^，。；\n“”]{0,4}(?:收官|收尾|圆满完成|胜利完成|目标全面完成)(?!阶段)"
)
_FIVE_YEARS = re.compile(r"“?(?P<plan>十[一二三四五六]?)五”?")
_PLAN_START = compiled(
    r"[“‘]?(?P<plan>十[一二三四五六]?)五[”’]?(?:规划)?[^，。；\n“”]{0,2}(?:开局之年|开局起步之年|第一年)"
)
_DATE = re.compile(
    rf"(?P<year>{Y})(?:[ ]?年[ ]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?月(?:[ ]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,4}})[ ]?日)?|(?:[-./—]|[ ](?=\d{{1,2}}/))\d{{1,2}}[-./—]\d{{1,2}}(?:[ ]\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?)"
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
# A plan just made public begins with its first year: 发布《甲县人才规划（2021—2025年）》.
_PLAN_ISSUED = re.compile(
    r"(?:发布|公布|印发|出台|推出)[^。；\n《》]{0,24}(?:《[^》\n]{2,40}》[^。；\n《》]{0,6}){0,2}《[^》\n]{2,40}?(?P<year>20\d\d)年?(?:—{1,2}|-|至)20\d\d年?[^》\n]{0,6}》"
)
_PLAN_YEARS = re.compile(r"(?P<first>20\d\d)[ ]?年?[ ]?(?:—{1,2}|-|至|到)[ ]?(?P<last>20\d\d)[ ]?年")
_OF_WEB = re.compile(r"\d[ ]{1,2}(?:来源|作者|浏览|编辑)[:：]")
# 2021年甲县政府工作报告, 2018年度人才工作总结: of its year, whenever it was made public.
_ANNUAL = re.compile(
    rf"(?<!\d){Y}[ ]?年度?[^，。；]{{0,20}}(?:工作报告|总结|公报|年报|述职报告|工作情况(?:的?(?:报告|汇报|通报))?)(?!会)"
)
_PREFACE = re.compile(r"(?:总|代|自)?[ ]?序(?:[ ]?[言一二])?|前[ ]?言|(?:出版|编写|编辑)说明")
_PLANNED_TITLE = re.compile(r"规划|行动计划|行动方案|实施方案|工作方案|纲要|三年行动|五年|计划(?![”’》])")
_THIS_YEAR = re.compile("今[年春夏秋冬](?!后)|去[年春夏秋冬]")
_SINCE = re.compile(r".{0,2}以来")  # 2011年以来: a story's beginning tells nothing of its end.
_FILE = re.compile(r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)(?:(?=\D|$)|(?=(?:0[1-9]|1[0-2])(?:\d\d)?(?!\d)))")


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


def year_of(
    text: str, start: int, end: int, *, filename: str = "", title: str = "", whole: YearReading | None = None
) -> YearReading:
    """The year of ``text[start:end]``: 「截至2016年底，全县引进博士41人」 → 2016.

    ``whole`` is the reading of the document of which the span is a piece: it holds unless the piece itself carries a
    date, a number or a year in its title, or the document's year is only what other pieces tell. An unknown year is None.
    """
    folded = fold(text)
    found = clues(text, start, end)
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
        found = tuple(_reached_by(found, whole.year))
        own = _reported(text, folded, start, end, found)
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
    for clue in clues(text, 0, len(text)):
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
    return any(_PREFACE.fullmatch(line) for _, line in lines_in(folded, 0, whole.evidence[0].start))


def _reached_by(found: Iterable[Clue], latest: int) -> list[Clue]:
    """The clues of a piece; what it reaches by a year is done where other pieces of the collection tell of that year as past,
    and ahead where none tells of one so late."""
    reached = []
    for clue in found:
        if clue.kind in ("up_to", "by") and clue.year <= latest:
            clue = replace(clue, kind="done")
        elif clue.kind == "up_to" and clue.year > latest + BEYOND:
            clue = replace(clue, kind="ahead")
        reached.append(clue)
    return reached


def _names(found: Iterable[Clue], year: int) -> bool:
    return any(clue.year == year for clue in found)


def _told_with(folded: str, start: int, end: int, own: YearReading | None, whole: YearReading) -> bool:
    """Whether a piece was told in the year of the collection: it names none below a dated preface; or it speaks of 今年, and
    names none or the one before."""
    if own is None and not whole.told:
        return True
    if not _THIS_YEAR.search(folded, start, end):
        return False
    return own is None or own.year == (whole.year or 0) - 1


def _issued(text: str, folded: str, start: int, end: int, latest: int) -> YearReading | None:
    """From a line that is a date, or the number of the document itself, at the beginning or the end.

    「二〇二三年三月二日」 as the last line → 2023. A date before the latest fact is no date of issue, unless the number
    of the document, the signature above it or its label says that it is.
    """
    lines = [(at, line) for at, line in lines_in(folded, start, end)]
    edges = [*lines[:HEAD_LINES], *lines[HEAD_LINES:][-HEAD_LINES:]]
    numbered = [
        (at, line, year_number(match["year"]))
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
            year = year_number(match["year"])
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
    head = next(iter(lines_in(folded, start, end)), (start, ""))
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
        named = list(all_clues(line, 0, len(line), []))
        found = [c for c in named if c.kind in ("done", "up_to")]
        best = max(found, key=lambda clue: clue.year, default=None)
        best = best or (named[0] if len(named) == 1 else None)  # 2018年工作要点 is of 2018.
        if best and best.year >= latest - BEYOND:
            return _in_title(text, start, end, best.year, line[best.start : best.end].strip())
    return None


def _in_title(text: str, start: int, end: int, year: int, words: str) -> YearReading:
    at = text.find(words, start, end)
    quotes = (Evidence.of(text, at, at + len(words)),) if at >= 0 else ()
    return YearReading(year, f"标题写明“{words}”", quotes)


def _reported(text: str, folded: str, start: int, end: int, found: Iterable[Clue]) -> YearReading | None:
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
    left = best.start - 2 if AS_OF.search(folded[max(0, best.start - 3) : best.start]) else best.start
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


def _nothing(text: str, found: Iterable[Clue]) -> YearReading:
    past = next((clue for clue in found if clue.kind == "past"), None)
    if past:
        quote = Evidence.of(text, past.start, past.end)
        return YearReading(None, f"{UNKNOWN}，“{quote.quote}”说的是往事", (quote,))
    return YearReading(None, UNKNOWN)


def _inner(words: str) -> str:
    """Quotation marks as they stand inside others."""
    return words.translate(str.maketrans("“”", "‘’"))
