"""Announced is not achieved: the status of every figure of a sentence."""

import re
from typing import NamedTuple

from ..records import Status
from ..sieve import compiled
from .sentence import Piece
from .words import any_of

MAX_TITLE = 200  # So far into a passage its title may end.
MAX_HALF = 16  # So far in front of a clause the words may begin that announce together with it.
_CLAUSE = re.compile(r"[^，；：。！？（）]+")
_VERB = f"(?:{any_of('verbs')}|{any_of('short_verbs')})"
_PLANNED = compiled(
    rf"{any_of('status_planned')}|(?<![需重主只必首纪摘概紧不想])要(?:再|继续|陆续|另|还)?(?={_VERB}|请来|[^，。；]{{0,6}}(?:突破|超过|竣工|投产|投用|交付|覆盖))"
    rf"|(?:[还也又再仍均都]|届时|预计|今年|明年|年内|未来)将(?=[ ]?{_VERB})|[还也又再仍]将(?=在|于|赴|面向|陆续|继续)"
    r"|(?<![需重主只必首纪摘概紧不想])要(?=[^，。；\d]{0,8}[到至过超破足][ ]?[\d一二两三四五六七八九十])"
)
_EXPECTED = compiled(any_of("status_expected"))
_UNDER_WAY = compiled(any_of("status_in_progress"))
_ACHIEVED = compiled(any_of("status_achieved"))
_DONE = compiled(
    r"已(?!拟|经?计划|纳入[^，。；]{0,8}(?:预算|计划|规划))|(?<!规划|布局|制定|制订|设计|明确|提出)(?<!列)了(?!解)|实际(?!需|情况|困难|问题|出发|应用|行动|控制|使用|工作|操作)|实[招到引聘](?=[ ]?\d)|(?<![由从在比较])目前(?!正|水平|的?[\u4e00-\u9fff]{0,4}基础)|截至"
    r"|当年[^，。；\d]{0,8}共|(?:^|[今去]年)[ ]?(?:实际)?到位(?=资金|金额|[ ]?\d)|(?<!明年)前[ ]?[一二三四五六七八九十\d]{1,2}个?月(?!内)"
    r"|共(?=兑现|发放|发出|认定|落实|安排[ ]?\d)|率(?:高达|仅为|只有)(?=[ ]?\d)|上一?[版轮期届](?!将)|旧版|首轮(?![^，。；]{0,8}(?:拟|将|计划))"
    r"|(?<![由从在比较到])现在(?:已|共|全[市县区])?(?:注册|入驻|登记|集聚|在册|在岗)?的?[有达]"
)
_MIXED = compiled(
    r"已建(?:或|和|及|与|、)在建|已?(?:建成|落户|成立|引进|完工|开工|投产|入驻|注册|落地)(?:或|和|及|与|、|或者|以及)(?:正在|拟|即将|将|在建|在谈|待|计划|意向|办理)"
    r"|(?:在建|拟建|在谈|拟)[^，。]{0,4}(?:或|和|及|、|与)已?(?:建成|落户|投产|引进)"
    r"|签约(?:或|和|及|、|以及)(?:建设|开工)?[、和]?(?:投产|落户|落地|建成)"
    r"|(?:建成|落户)及?(?:、|和|及|与)?在建"
)
_BOTH_UNDER_WAY = re.compile(r"签约(?:或|和|及|、|以及)(?:正在|跟踪|在谈|拟|洽谈|意向)")
# 突破3000名已无悬念: as good as certain is not yet.
_SURE_TO_COME = re.compile(r"无悬念|指日可待|不在话下|胜券在握|(?:胜利|突破|超额|完成|达标)在望")
# 公寓180套，主体封顶了: how far a thing is that a plan is about.
_BEGUN = re.compile(
    r"(?:现在|目前|眼下|如今|已经?)[^，。；]{0,8}(?:封顶|开工|动工|施工|打桩|装修)|主体(?:已|完|封顶|结构)|正(?:在|装修|施工|收尾|安装)"
)
# 6家企业合办的订单班在读学生430人: what is under way stands with the next figure.
_WITH_NEXT = re.compile(r"[^、，；]{2,}在[读建谈孵研][^、，；\d]{0,8}\d")
# What breaks out of a plan: 在孵团队达到 40 个 under 2018年打算 does not, 已签约 20 个 does.
_RIGHT_NOW = re.compile(r"正在|正(?=与|和|同|加快|抓紧|积极)|(?<!尚)已|目前(?!水平)|现有|眼下")
_BEFORE_YEAR = re.compile(
    r"(20\d\d)[ ]?年(?:年?底|末|\d{1,2}月(?:底|末|份)?)?之?前(?![一二三四]?个?季|[\d一二三四五六七八九十]+个?月|半年|[一二三四五六七八九十\d]+[周天])"
)
_UNTIL = compiled(r"到[ ]?(20\d\d)[ ]?年|^[ ]?(20\d\d)[ ]?年$")
# 到“十四五”末: the last year of a five-year plan; the first one began in 1953, the tenth ended in 2005.
_PERIOD_END = re.compile(r"十(?P<nth>[一二三四五六七])五[”’]?(?:期|规划)?末")
_PAST_YEAR = re.compile(r"[ ]?(20\d\d)[ ]?年(?:全年|度)?$")  # 2022年，招引 4318 人, told in 2023.
_STOOD = re.compile(r"(20\d\d)[ ]?年(?:年底|底|末)")
_LIST_GOES_ON = re.compile(
    r"[ ]?(?:其中|含|包括|内有|（|共有?[^，。]{0,10}\d|总共|[合共总]计|总?投资(?=[ ]?[\d近约超])|总投资|总?建筑面积|占地|可[容提入]|涉及|面积)"
)
# 二期占地 45 亩，总投资 2.6 亿元，正在做土方: figures of one thing stand between another and what is said of it.
_EXTENT = re.compile(
    r"[ ]?(?:总投资|投资|总?建筑面积|占地|用地)[^，。；\d]{0,6}\d[\d.]*[万亿]?[元亩]?[^，。；\d]{0,6}$"
)
# What says that a plan of the past stands opened: 规划建设才智港，占地 450 亩，今年 7 月投用.
_OPENED = re.compile(
    r"(?:^|[月日年已])(?:正式|全面)?(?:投用|启用|开园|投入使用|建成|竣工|开港|落成)(?![后前]|[ ]?\d)"
)
# Two clauses that announce together: 建成启用后，每年可培训 …; 从今年起，县财政每年拿出 ….
_HALVES = (
    (
        re.compile(r"^(?!.*[去前]年).*(?:建成|投用|投产|达产|竣工|启用|开园)(?:以?后|之后)，$", re.S),
        re.compile(r"[ ]?(?:每?年|届时|预计|将|就|[\u4e00-\u9fff]{2,4})?[可能](?=[^，。；]{0,16}\d)"),
    ),
    (
        re.compile(r"从[今明]年(?:\d{1,2}月)?(?:起|开始)，$"),
        re.compile(r"[^，。；\d]{0,8}每年[^，。；\d]{0,6}(?:拿出|安排|列支|投入|设立|选|引|培|招|评)"),
    ),
)
_TO_COME = re.compile(r"将|预计|计划|拟|力争|[底年]前|明年|后年")
# What follows a bare figure and says how far it is: 二期 500 套，8 月动工，后年交付.
_AFTER_WAY = compiled(
    r"动工|(?<!未)开工|在建|正在|施工|封顶|奠基|主体(?![责作地功业性])|打桩|[打封夯挖上][好完]?了?(?:地基|基坑|桩|顶|梁)|破土|[做挖填]土方"
)
_AFTER_AHEAD = re.compile(
    r"(?:预计|计划|将|明年|后年|年底前?|\d月底?前)[^，。；]{0,10}(?:交付|竣工|投用|建成|完工|入住|投产|启用|交钥匙|交房|开放)"
)
_FIGURE = compiled(
    r"\d(?![\d,.]*[年月日])|[一二两三四五六七八九十百千万]{1,5}[多余来几]?[名个家人项套户亩位件场次间]"
)
_DONE_PIECE = re.compile(
    r"[^、，。；]{0,8}(?:投产|投用|建成|竣工|交付|完工|运营|落户|达产|开业|启用|验收|结题)"
)
_DONE_BEFORE = re.compile(r"(?:建成|投产|投用|竣工|交付|完工|达产|开业|启用)[ ]?$")
_WAY_PIECE = re.compile(
    r"[^、，。；]{0,8}(?:开工|在建|签约(?!单位|商家|商户|门店|医院|酒店|机构|人数)|在谈|洽谈|施工|动工|筹建)"
)
_AGREED = re.compile(r"签[订署约][^，。；]{0,24}(?<!框架)(?<!意向)(?:协议|合同|契约|合约|协定)书?[ ]?$")
# A contract with people or for their services is the deed itself, and nothing behind it is under way.
_ENGAGED = re.compile(
    r"签约(?=(?:总工|工程师|专家|教授|设计师|医生|教师|讲师|博士(?!团队)|演员|选手|教练|护士|技工|师傅|导师|名师|主播|创客|顾问)[^，。；\d]{0,6}\d)|签约的(?=[^，。；]{1,16}已(?!有))|签[订署下]?了?[^，。；\d]{0,10}(?:契约|(?:聘用|聘任|聘请|服务|(?:订单|委托|定向|联合)培养|技术(?:开发|转让|服务|咨询|合作|输出)?|长期|产学研(?:合作)?|供货|采购|购销|劳动|就业|用工|师徒|结对|帮带|顾问|引才)(?:协议|合同)书?|(?:聘书|责任书|承诺书))"
)
_VERB_FIRST = re.compile(
    rf"[ ]?(?:从中|随后|真正|最终|实际|到岗|录用|并|还|另|也|有|已|新|共|现场|{any_of('verbs')})"
)
_LATER = re.compile(
    r"(?:将(?![^，。]{0,8}(?:纳入|作为))|(?:国庆|春节|元旦|五一|中秋|开学)节?前|即将|预计|有望|拟(?!定)|待|年底|必须|明年|[列纳]|[月日]底?前)"
    r"|(?:年内|后年|下个?[月周])[^，。；\d]{0,6}(?:交付|投用|投产|竣工|完工|建成|开工|开业|开班|入[学住职驻]|到岗|报到|毕业|落[地户]|上岗)"
)
_PLAN_TITLE = re.compile(
    r"^(?![^\n]{0,12}[：:]|推进|实施|启动|深化|落实|打造|聚焦)[^\n。]{2,60}"
    r"(?:行动方案|工作方案|实施方案|建设方案|行动计划|工作计划|发展规划|人才规划|工作要点|工作安排)"
    r"(?:的?(?:主要|重点|年度)?(?:目标|指标|任务)(?:任务)?(?:分解|清单)?表?)?(?:（[^）\n]{1,24}）)?》?(?:的通知)?[ ]{0,4}$",
    re.M,
)
# 海港县2024年人才工作要点 at the head of all: what a year is to bring, in parts of any name.
_YEARLY = re.compile(
    r"^(?![^\n]*(?:总结|回顾|完成|汇报))[^\n]*20\d\d[ ]?年度?[^\n]{0,14}(?:工作要点|工作计划|工作安排)"
)
_PLAN_PARTS = re.compile(
    r"(?:总体|主要|工作|发展|行动)(?:目标|要求|思路)|(?:重点|主要|工作)任务|保障措施|组织保障|指导思想|制定本|责任单位|牵头单位"
)


# 其余正在攻关 says nothing of the figure before it.
_REST = re.compile(r"[ ]?(?:其余|其他|余下|剩余|剩下|另有|另外|还有|其它)")
# 完成年度任务 1500 名的 108.5%: what was to be reached is told beside what was.
_TASK = re.compile(r"(?:完成|占|为|超过?)[^，。；\d]{0,8}(?:任务|目标)数?[ ]?$")
# 实施“归雁”工程，三年培养 1000 名: a round number for the years that a programme runs is its aim.
_PROGRAMME = re.compile(r"(?:计划|行动|工程|方案|措施|意见|规划)[”’》]{1,2}$|(?:计划|行动|工程)$")
_TERM = compiled(
    rf"^[用]?[二两三四五2345][ ]?年(?:之?内)?(?:累计|共)?(?:{_VERB}|筹集|筹建)[^，。；\d了]{{0,12}}(?:\d{{1,2}}00+|[1-9]0*(?:\.[1-9])?[百千万])(?![\d百千万.])"
)


# 力争…，新增家庭农场 10 个以上: what a report of a government asks for without saying so each time.
_URGES = compiled(
    r"力争|务必|(?:争取|确保)(?!到|上级|中央)[^。；]{0,24}\d|(?<!已)年内(?!已|就|先后|共|累计)|推[动进][^，。；]{2,24}(?:早开工|快建设|竣工投产|落地见效)|全年[^，。；]{2,24}\d[^，。；]{0,6}(?:以上|不少于)"
)
_TOLD_OF = compiled(
    r"已|(?<!为)了(?!解)|累计|先后|同比|环比|截至|目前|现有|现已|以来|年来|去年|前年|上年|较上|[比较](?:20\d\d|去|上)年|(?:19|20)\d\d[ ]?年|成功|圆满|荣获|荣膺|获评|获批|获得|获准|入选|被[评授认列]|名列|位居|位列"
    r"|跃居|首次|连续[\d一二三四五六七八九十]+年|惠及|受益|兑现|记者|说[：，]|介绍|[一二三四五两\d]年(?:前|间|里)|增长[ ]?\d|增加到|扩大到|提高到[ ]?\d|达成|涌现|当年|那年|[上下]半年|今年[\d一二三四五六七八九十]+月"
)


class Clause(NamedTuple):
    """A clause with the status that its words give to the figures in it; ``firm`` if weak words do not undo it.

    ``told`` is False where no word says anything and achieved is only supposed, ``own`` where the words of another clause
    say it.
    """

    start: int
    end: int
    status: Status
    firm: bool = False
    told: bool = True
    own: bool = True


def clauses(folded: str, sentence: Piece, *, year: int | None, carried: Status | None) -> list[Clause]:
    """The clauses of a sentence with their status; what one announces holds for the next until it is undone.

    ``carried`` is the status the sentence before hands on (after a semicolon or under a heading of aims).
    """
    found: list[Clause] = []
    state: Status | None = carried
    firm = carried == "planned"
    base: Status | None = None
    laid = False
    outside = (state, firm)
    for match in _CLAUSE.finditer(folded, sentence.start, sentence.end):
        words = match.group()
        if match.start() > 0 and folded[match.start() - 1] == "（":
            outside = (state, firm)
        own, own_firm = _own(words, year)
        if own == "achieved" and not own_firm and state == "in_progress" and _LIST_GOES_ON.match(words):
            own = None
        if laid and words.startswith(("建成", "完工", "竣工", "投用")) and own in (None, "achieved"):
            own, own_firm = "achieved", True  # 规划 500 套，建成 260 套
        if own and state == "planned" and firm and _stays_planned(own, own_firm, words):
            own = None
        if own is None and _announced(
            folded[max(sentence.start, match.start() - MAX_HALF) : match.start()], words
        ):
            own = "planned"
        laid = own == "planned" and _laid_out(words)
        if own == "planned" and _laid_out(words) and _opened_behind(folded, match.end(), sentence.end):
            own = None
        # An expectation inside a report is over with the next verb: 已引进 3 个，预计投资 2 亿元，集聚人才 40 名.
        reported = base == "achieved" and state == "planned" and not firm and _VERB_FIRST.match(words)
        if own is None and _runs(folded, sentence.start, match):
            own, own_firm = "planned", False
        now = own or ("achieved" if reported else _handed_on(words, state))
        base = own if own and own_firm else base
        firm = own_firm if own else firm
        found.append(Clause(match.start(), match.end(), now or "achieved", firm, bool(now), bool(own)))
        state = now
        if match.end() < len(folded) and folded[match.end()] == "）":
            state, firm = outside
    return found


def _announced(before: str, words: str) -> bool:
    """Whether a clause and the one before it announce together."""
    return any(first.search(before) and second.match(words) for first, second in _HALVES)


def _laid_out(words: str) -> bool:
    """Whether the first word for plans in a clause is 规划."""
    announced = _PLANNED.search(words) if "规划" in words else None
    return bool(announced) and announced.group().startswith("规划")


def _stays_planned(own: Status, own_firm: bool, words: str) -> bool:
    """Whether what a clause says of itself does not undo the plan it stands in."""
    if own == "achieved":
        return not own_firm
    return own in ("in_progress", "mixed") and not _RIGHT_NOW.search(words)


def _runs(folded: str, start: int, clause: re.Match[str]) -> bool:
    """Whether a clause tells what a programme, named right before it, is to reach in so many years."""
    return bool(
        _TERM.match(clause.group()) and _PROGRAMME.search(folded[start : clause.start()].rstrip("，："))
    )


def _opened_behind(folded: str, start: int, end: int) -> bool:
    """Whether the rest of the sentence says that what was laid out is open."""
    return any(
        _OPENED.search(words) and not _TO_COME.search(words) for words in folded[start:end].split("，")
    )


def _own(words: str, year: int | None) -> tuple[Status | None, bool]:
    """What the words of the clause itself say, and whether they say it firmly enough to outlast weak words."""
    if _SURE_TO_COME.search(words):
        return "planned", True
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
    if _UNDER_WAY.search(_ENGAGED.sub("", words)):
        return "in_progress", True
    if _ENGAGED.search(words):
        return "achieved", False
    stood = _STOOD.search(words) or _PAST_YEAR.match(words)
    if done or (stood and year is not None and int(stood[1]) < year):
        return "achieved", True
    return ("achieved" if _ACHIEVED.search(words) else None), False


def _lies_ahead(words: str, year: int | None) -> bool:
    """Whether the clause speaks of a year or of the end of a five-year period after ``year``."""
    before = _BEFORE_YEAR.search(words)
    if before and (year is None or int(before[1]) >= year):
        return True
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
    index = next((i for i, c in enumerate(found) if c.start <= start < c.end), None)
    if index is None:
        return "achieved"
    clause = found[index]
    before, behind = folded[clause.start : start], folded[end : clause.end]
    if behind.startswith("的") and _TASK.search(before):
        return "planned"
    if clause.status == "planned" and not clause.own and _begun_behind(folded, found[index:], end):
        return "in_progress"
    if clause.status == "planned":
        words = before + "＃" + behind
        hit = _PLANNED.search(words)
        if hit and hit.start() > len(before) and not _LATER.match(words, hit.start()):
            return "in_progress" if _UNDER_WAY.search(words) else "achieved"
    elif clause.status == "in_progress":
        if _WITH_NEXT.match(behind) and not _UNDER_WAY.search(before):
            return "achieved"
        if _DONE_BEFORE.search(before) and "、" in behind and not _UNDER_WAY.search(before):
            return "achieved"
        if _AGREED.search(before) or ("、" in before + behind and _DONE_PIECE.match(behind)):
            return "achieved"
    elif clause.status == "achieved" and "、" in before + behind and _WAY_PIECE.match(behind):
        return "in_progress"
    return (
        clause.status
        if clause.told or folded[start:end].endswith(("%", "点", "成", "半"))
        else _told_behind(folded, found[index:], end)
    )


def supposed(found: list[Clause], start: int) -> bool:
    """Whether no word says of the figure at ``start`` that it is achieved."""
    return any(clause.start <= start < clause.end and not clause.told for clause in found)


def urged_from(words: str) -> int | None:
    """From where on a paragraph tells what is to be done: it urges there, and nothing in it has been done or is dated."""
    urge = _URGES.search(words)
    return urge.start() if urge and not _TOLD_OF.search(words) else None


def _told_behind(folded: str, rest: list[Clause], end: int) -> Status:
    """What the clauses behind a bare figure say of it, as far as the next figure; achieved where they are silent."""
    ahead = False
    for clause in rest:
        words = folded[max(clause.start, end) : clause.end]
        if _REST.match(words):
            break
        if _FIGURE.search(words):
            if clause.start > end and _EXTENT.match(words):
                continue
            break
        if _AFTER_WAY.search(words):
            return "in_progress"
        ahead = ahead or bool(_AFTER_AHEAD.search(words))
    return "planned" if ahead else "achieved"


def _begun_behind(folded: str, rest: list[Clause], end: int) -> bool:
    """Whether the clauses behind a figure say, as far as the next figure, that the thing has been begun."""
    for clause in rest:
        words = folded[max(clause.start, end) : clause.end]
        if _FIGURE.search(words):
            return False
        if _BEGUN.search(words):
            return True
    return False


def is_plan(folded: str, start: int, end: int) -> bool:
    """Whether a passage is itself a plan, so that its figures are aims: its title says so and so do its parts."""
    title = _PLAN_TITLE.search(folded, start, min(end, start + MAX_TITLE))
    if title and _YEARLY.search(title.group()) and not folded[start : title.start()].strip():
        return True
    return bool(title) and bool(_PLAN_PARTS.search(folded, title.end(), end))
