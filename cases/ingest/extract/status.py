"""Announced is not achieved: the status of every figure of a sentence, and the time it is given for."""

import re
from dataclasses import dataclass

from ..records import Status
from .sentence import Piece
from .words import any_of

MAX_TITLE = 200  # So far into a passage its title may end.
LOOK_BACK = 300  # So far before a figure the time it is given for may stand.
_CLAUSE = re.compile(r"[^，；：。！？（）]+")
_PLANNED = re.compile(any_of("status_planned"))
_EXPECTED = re.compile(any_of("status_expected"))
_UNDER_WAY = re.compile(any_of("status_in_progress"))
_ACHIEVED = re.compile(any_of("status_achieved"))
_DONE = re.compile(r"已(?!拟|经?计划)|(?<!规划|布局|制定|制订|设计|明确|提出)了(?!解)|目前(?!正)|截至")
_MIXED = re.compile(
    r"已?(?:建成|落户|成立|引进|完工|开工|投产|入驻|注册|落地)(?:或|和|及|与|、|或者|以及)(?:正在|拟|即将|将|在建|在谈|待|计划|意向|办理)"
    r"|(?:在建|拟建|在谈|拟)[^，。]{0,4}(?:或|和|及|、|与)已?(?:建成|落户|投产|引进)"
    r"|签约(?:或|和|及|、|以及)(?:建设|开工)?[、和]?(?:投产|落户|落地|建成)"
    r"|(?:建成|落户)及?(?:、|和|及|与)?在建"
)
_BOTH_UNDER_WAY = re.compile(r"签约(?:或|和|及|、|以及)(?:正在|跟踪|在谈|拟|洽谈|意向)")
_UNTIL = re.compile(r"到[ ]?(20\d\d)[ ]?年|^[ ]?(20\d\d)[ ]?年$")
# 到“十四五”末: the last year of a five-year plan; the first one began in 1953, the tenth ended in 2005.
_PERIOD_END = re.compile(r"十(?P<nth>[一二三四五六七])五[”’]?(?:期|规划)?末")
_STOOD = re.compile(r"(20\d\d)[ ]?年(?:年底|底|末)")
_LIST_GOES_ON = re.compile(r"[ ]?(?:其中|含|包括|内有|（)")
_VERB_FIRST = re.compile(
    rf"[ ]?(?:从中|随后|最终|实际|到岗|录用|并|还|另|也|有|已|新|共|现场|{any_of('verbs')})"
)
_LATER = re.compile(r"(?:将(?![^，。]{0,8}(?:纳入|作为))|即将|预计|有望|拟(?!定)|待|年底|必须|明年)")
_AIM_HEADING = re.compile(
    r"目标|打算|展望|下一步|下步|工作思路|明年|规划|计划|(?:重点|主要|工作|目标)任务|努力方向|还要|还将|要干|要做"
)
_RESULT_HEADING = re.compile(
    r"成效|效果|完成|成果|成绩|进展|回顾|总结|提升$|增强$|提高$|基础|现状|基本情况|背景|已经|存在|问题|做法"
)
_PLAN_TITLE = re.compile(
    r"^(?![^\n]{0,12}[：:]|推进|实施|启动|深化|落实|打造|聚焦)[^\n。]{2,60}"
    r"(?:行动方案|工作方案|实施方案|建设方案|行动计划|工作计划|发展规划|人才规划|工作要点|工作安排)"
    r"(?:（[^）\n]{1,24}）)?[ ]{0,4}$",
    re.M,
)
_PLAN_PARTS = re.compile(
    r"(?:总体|主要|工作|发展)(?:目标|要求|思路)|(?:重点|主要|工作)任务|保障措施|指导思想|制定本|责任单位|牵头单位"
)
_NAMES = re.compile(r"[“‘《][^”’》\n]{0,40}[”’》]|[\u4e00-\u9fff]{0,6}人才?计划")
_AS_OF = re.compile(
    r"截[至止](?:到)?[ ]?(?:目前|当前|今年|去年|20\d\d[ ]?年)?[ ]?(?:\d{1,2}[ ]?月)?(?:\d{1,2}日)?(?:底|末|份)?"
    r"|(?:到|至)目前(?:为止)?|目前|迄今|至今|如今|眼下"
    r"|(?:今年|去年|前年|明年|当年)[ ]?(?:上半年|下半年|以来|年底|底|初|前三季度|\d{1,2}月(?:底|份)?)?(?:前)?"
    r"|(?:到|从|至|自)?[ ]?20\d\d[ ]?年(?:[—至到-]20\d\d年)?(?:上半年|下半年|年?底|末|初|以来|年初|\d{1,2}月(?:底|份|末)?(?:以来)?)?(?:前)?"
    r"|[“‘]?十[二三四五]五[”’]?(?:以来|期间|时期|末)"
    r"|近?(?:\d{1,2}|[一二两三四五六七八九十几]{1,2})年(?:多)?(?:来|间)|(?:近|这几|近些)年来?"
    r"|[\u4e00-\u9fff]{2,6}以来|全年|年底前|年底|年内|上半年|前三季度"
    r"|(?:未来|今后)?(?:\d{1,2}|[一二两三四五六七八九十])[ ]?年(?:之?内|左右)|[三五][至到—][五十]年|每年"
)


# Times that hold until another is named, also where they stand within a clause before.
_ONWARD = re.compile(
    r"目前|截[至止]|以来|如今|[至迄]今|眼下|期间|时期|年内|年底前?|左右|之?内$|年间|年来|末$|全年|[今去]年(?![ ]?\d{1,2}月)"
)
_COMPARES = re.compile(r"(?:[比较与超]|不及)[ ]?$")
_LEADS_IN = re.compile(r"[ ]?(?:到|至|从|自|用|在|于|截至|经|而|力争|计划|争取|仅)?[ ]?")
_MULTIPLIED = re.compile(r"[ ]?的[ ]?\d")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the status that its words give to the figures in it; ``firm`` if weak words do not undo it."""

    start: int
    end: int
    status: Status
    firm: bool = False


def clauses(folded: str, sentence: Piece, *, year: int | None, carried: Status | None) -> list[Clause]:
    """The clauses of a sentence with their status; what one announces holds for the next until it is undone.

    ``carried`` is the status the sentence before hands on (after a semicolon or under a heading of aims).
    """
    found: list[Clause] = []
    state: Status | None = carried
    firm = carried == "planned"
    base: Status | None = None
    outside = (state, firm)
    for match in _CLAUSE.finditer(folded, sentence.start, sentence.end):
        words = match.group()
        if match.start() > 0 and folded[match.start() - 1] == "（":
            outside = (state, firm)
        own, own_firm = _own(words, year)
        if own == "achieved" and not own_firm and state == "planned" and firm:
            own = None
        # An expectation inside a report is over with the next verb: 已引进 3 个，预计投资 2 亿元，集聚人才 40 名.
        reported = base == "achieved" and state == "planned" and not firm and _VERB_FIRST.match(words)
        now = own or ("achieved" if reported else _handed_on(words, state))
        base = own if own and own_firm else base
        firm = own_firm if own else firm
        found.append(Clause(match.start(), match.end(), now or "achieved", firm))
        state = now
        if match.end() < len(folded) and folded[match.end()] == "）":
            state, firm = outside
    return found


def _own(words: str, year: int | None) -> tuple[Status | None, bool]:
    """What the words of the clause itself say, and whether they say it firmly enough to outlast weak words."""
    if _BOTH_UNDER_WAY.search(words):
        return "in_progress", True
    if _MIXED.search(words):
        return "mixed", True
    done = _DONE.search(words)
    if not done and _lies_ahead(words, year):
        return "planned", True
    announced = _PLANNED.search(words)
    if announced and not (done and done.start() > announced.start() and announced.group() != "将"):
        return "planned", True
    expected = _EXPECTED.search(words)
    if expected and not done:
        return "planned", False
    if _UNDER_WAY.search(words):
        return "in_progress", True
    stood = _STOOD.search(words)
    if done or (stood and year is not None and int(stood[1]) < year):
        return "achieved", True
    return ("achieved" if _ACHIEVED.search(words) else None), False


def _lies_ahead(words: str, year: int | None) -> bool:
    """Whether the clause speaks of a year or of the end of a five-year period after ``year``."""
    until = _UNTIL.search(words)
    period = _PERIOD_END.search(words)
    if until:
        ends = int(until[1] or until[2])
    elif period:
        ends = 2005 + 5 * "一二三四五六七".index(period["nth"]) + 5
    else:
        return False
    return year is None or ends > year


def _handed_on(words: str, state: Status | None) -> Status | None:
    """The state of the clause before where it still holds: plans go on, talks only through a list."""
    if state in ("in_progress", "mixed"):
        return (
            state if _LIST_GOES_ON.match(words) or not _VERB_FIRST.match(words) and len(words) < 24 else None
        )
    return state if state == "planned" else None


def status_at(folded: str, found: list[Clause], start: int, end: int) -> Status:
    """The status of the figure ``start:end``: that of its clause, unless words around it decide otherwise."""
    clause = next((c for c in found if c.start <= start < c.end), None)
    if clause is None:
        return "achieved"
    before, behind = folded[clause.start : start], folded[end : clause.end]
    if clause.status == "planned":
        words = before + "＃" + behind
        hit = _PLANNED.search(words)
        if hit and hit.start() > len(before) and not _LATER.match(hit.group()):
            return "in_progress" if _UNDER_WAY.search(words) else "achieved"
    return clause.status


def is_plan(folded: str, start: int, end: int) -> bool:
    """Whether a passage is itself a plan, so that its figures are aims: its title says so and so do its parts."""
    title = _PLAN_TITLE.search(folded, start, min(end, start + MAX_TITLE))
    return bool(title) and bool(_PLAN_PARTS.search(folded, title.end(), end))


def speaks_of_results(heading: str) -> bool:
    """Whether what stands under a heading has been done or is so (成效, 基础条件), also within a plan."""
    return bool(_RESULT_HEADING.search(_NAMES.sub("", heading)))


def heading_status(heading: str) -> Status | None:
    """``planned`` under a heading that speaks of aims (工作目标, 下一步打算) and not of results."""
    words = _NAMES.sub("", heading)
    if _AIM_HEADING.search(words) and not _RESULT_HEADING.search(words):
        return "planned"
    return None


def as_of(folded: str, sentence: Piece, start: int) -> str:
    """The time expression the figure at ``start`` stands under, as printed; empty when there is none."""
    last = ""
    for match in _AS_OF.finditer(folded, max(sentence.start, start - LOOK_BACK), start):
        if _governs(folded, sentence, match, start):
            last = match.group().strip()
    return last


def _governs(folded: str, sentence: Piece, match: re.Match[str], start: int) -> bool:
    """Whether a time speaks of the figure: it stands in its clause, or opens or ends a clause before.

    「园区去年 3 月开园，占地 210 亩」 does not say that the area is that of last year, nor does 比前年多 9 万元.
    """
    if _COMPARES.search(folded, max(sentence.start, match.start() - 2), match.start()) or _MULTIPLIED.match(
        folded, match.end()
    ):
        return False
    same = not re.search("[，；：（）]", folded[match.end() : start])
    if same or match.group().startswith("每年"):
        return same
    if _ONWARD.search(match.group()):
        return True
    opening = re.split("[，；：（、”]", folded[sentence.start : match.start()])[-1]
    return bool(_LEADS_IN.fullmatch(opening)) or folded[match.end()] in "，；："
