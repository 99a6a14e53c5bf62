"""Figures about results, each with what it counts, its status and the time it is given for."""

import re
from dataclasses import dataclass

from ..records import Outcome, PlaceRef, Status
from .apart import deed, label_apart, shared_out
from .benefit import Reading, offers
from .ellipsis import completed, linked
from .indicator import indicator, strip_both, words_before
from .merged import merge
from .passage import Paragraph, Passage, passage
from .quantity import Quantity
from .result import DOMAIN, is_result, of_literature, of_study
from .section import Sections, heading_status, is_heading, level_of
from .sentence import Piece, quote
from .status import Clause, clauses, is_plan, status_at, supposed, urged_from
from .tabled import tabled
from .when import as_of

MAX_RUN_IN = (
    30  # A first sentence without figures and no longer than this is a heading run into the paragraph.
)
MAX_TITLED = 14
MAX_LETTERHEAD = (
    4  # Among so many lines of a passage its headline stands, behind number and date of an issue.
)
MIN_ANSWERS = 2
_ANSWER = re.compile(r"(?:^|\n)[ ]{0,4}(?:答|A)[ ]?：")
_FROM_NOW = re.compile(r"[ ]?(?:下一步|下步|接下来|今后|未来[一二三五几两十\d]|新的一年|展望)")
# 第二件，用好线上平台。今年… : what a task sets itself for the year is to be done.
_TASK = re.compile(
    r"[ ]?(?:第[一二三四五六七八九十](?:件|项|个)?|[一二三四五六七八九十]是)[，、]?(?:要)?[办用建管抓做写唱育引搭开]好"
)
_THIS_YEAR = re.compile(r"[ ]?今年(?![以初春夏秋前上]|已|\d{1,2}月)")
# 到2030年，…达到…: the sentences behind it in the paragraph state aims too, unless they say what is now.
_TARGET = re.compile(r"[^，。]{0,14}，?到[ ]?(?:20\d\d[ ]?年|“?十[一二三四五六七]五”?期?末)")
# 明年工作打算：一是…；二是…: all members of the list are aims.
_LIST_OF_AIMS = re.compile(r"(?:打算|计划|安排|思路|要点)[是为]?：[ ]?(?:[一1]是|[（(]?[一1][）)、.]|①)")
_AIMED = re.compile(r"到[ ]?20\d\d[ ]?年|力争|目标")
_PAST = re.compile(
    r"累计(?!不超过|最高|不得超过|最多|[^，。；\d]{0,8}\d[\d.]{0,6}[ ]?[百千万亿]{0,2}[元人名家项次个](?:次)?(?:及?以上|（含）))|目前|截[至止]|已(?!经?[获取入认])|[年月]来|以来|去年|至今|现有"
)
_SET_ASIDE = re.compile(
    r"(?:安排|设立|列支|预算|筹[集措]|投入)[^，。；]{0,24}(?:资金|基金|经费)|(?:资金|基金|经费)[^，。；]{0,12}(?:规模|总额|不[少低]于)|总?规模"
    r"|每年[^，。；\d]{0,8}(?:安排|列支|投入|统筹|拿出)(?:不少于|不低于|至少|[约达近超 ])*\d"
)
# 本措施所指人才，年薪不低于20万元 …: a definition, and what applicants must have.
_DEFINED = re.compile(
    r"本(?:办法|意见|措施|方案|细则|规定|政策|条例|计划)所[指称]|是指[^，。；]{0,12}(?:年薪|年龄|学历|职称|注册)|(?:应当?|须|需)(?:同时)?(?:具备|符合|满足|具有)[^。；]{0,12}(?:条件|学历|学位|职称|资格)"
)
_TO_DO = re.compile(
    r"引进|引育|整合|设[立置]|筹集|组织|选送|聘[请任]|培[养育]|评选|选[拔聘派]|遴选|建[成设立]|新[建增]|提供|打造|组建|集聚|举办|联系|认定|招[募聘收]"
    r"|[培轮]训|支持|扶持|资助|发动|筹建|创建|加强与"
)
# 5年内重点支持300名…，1000名…参加: what the years set before are to bring; 每引进1名…给予 is none of it.
_WITHIN_YEARS = re.compile(
    r"(?:^|[。；，\n])[ ]?(?:[\d一二三四五十两]{1,2}年[内间]|[“]?十[一二三四五]五[”]?期间|规划期内)[^。；]{0,60}$"
)
_SO_MANY = re.compile(rf"(?:{_TO_DO.pattern})[^，。；\d]{{0,10}}(?:不少于|不低于|至少|[约达])?(?:\d|，$)")
_PER_HEAD = re.compile(
    r"给予|奖励|补[助贴]|每[新引招培认名家带]|以上的|的，?$|不超过|满[\d一二三四五]|工作日|累计"
)
_GRANTED = re.compile(
    r"给予|奖励|补[助贴]|资助(?![^，。；元]{0,16}\d)|津贴|每[新引招接培认名家]|以上的|的，?$|不超过|限|满[\d一二三四五]|工作日"
)
# 五年累计达到6000万元: what the time stands behind is what the sum is of.
_IN_THAT_TIME = re.compile(r"(?:累计|共|合计|总计)(?:达到?|为|投入|安排)?")
_SPAN = re.compile(r"20\d\d年?[至到—-](?P<last>20\d\d)年")
MAX_BARE = 10  # So many characters may stand in front of a number that goes on with what the clause before is to bring about.
_RAISED = re.compile(
    r"[ ]?(?:的)?(?:，)?(?:增加|提高|提升|增长|上升|扩大|增|升|跃升|扩充|发展|提|压缩|缩短|缩小|收窄|降|下降|减少|降低|压减|精简|缩减|涨|上涨|攀升|提速|扩容|扩面|扩展|拓展|上调|下调|翻)[至到为]"
)
# 从现在的 6200 人增加到 9000 人: what there is now is told too.
_AS_NOW = re.compile(r"(?:[要将需]*[由从]?)(?:现在|目前|现有|当前|眼下|如今)的?[ ]?$")
# 从 38% 提高到 66%: where it began is told too; a sum that an offer gave way from is not.
_BEGAN = re.compile(
    r"[由从](?:20\d\d[ ]?年(?:年?底|末|初)?|上年|去年|年初|原来|原先|过去|当初|最初|建[园院站]初)?的?[ ]?$"
)
_OFFERED = re.compile(r"补[贴助]|奖|津贴|资助|标准|额度|限额|[上下]限|最高|费|租金?[由从]|贴息|待遇|贷")
_TARGET_YEAR = re.compile(
    r"到[ ]?20\d\d[ ]?年|力争|目标|每年[^，。]{0,6}(?:遴选|引进|评选|选拔|培养|招)|计划|规划期|十[三四五]五|年均"
)
_PART_OF = re.compile(r"(?:其中|另有|另外|还有|其余|剩余)[ ]?$")
_AT_LEAST = re.compile("至少|不少于|不低于")
# 总投资 1.6 亿元，一期 212 套已分配，二期在建: one sum for what is done and what is not.
_IN_PHASES = re.compile(
    r"其中[^，。；]{0,4}(?:已|建成|投产|投用|竣工)[^。；]{0,16}(?:其余|余下|剩余|其他)[^。；]{0,6}(?:正在|在建|施工|开工|筹建)|一期[^。；二]{0,30}(?:已|建成|投用|启用|交付|竣工|完工|投产)[^。；二]{0,20}二期[^。；]{0,20}(?:在建|正在|施工|开工|规划|启动|将|预计|拟|筹)"
)
# 鼓励引导企业引进人才 30 人以上: what others are urged to do at least is an aim.
_URGED = re.compile(r"鼓励|引导|督促|动员|倡导")
_EACH = re.compile(r"每[个一]|推动|都要")
_NOW = re.compile(r"目前|截[至止]|如今|以来|年[来间]|去年")
# 眼下挂牌41个: what is now is none of what the paragraph announces.
_AT_PRESENT = re.compile(r"[ ]?(?:眼下|目前|如今|现在|截[至止])(?![^，。；]{0,12}(?:正|拟|计划|将))")
_LEADING = re.compile(
    r"^[ ]?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|[一二三四五]是)?[ ]?"
)


def outcomes(
    text: str, start: int, end: int, *, place: PlaceRef | None = None, year: int | None = None
) -> tuple[Outcome, ...]:
    """The results stated in ``text[start:end]``, e.g. 「累计引进博士 105 人」 → 引进博士, 105 人, achieved.

    ``place`` is the unit of the case (figures of another unit carry that unit), ``year`` the year of the document,
    which decides whether 到2025年 lies ahead. A figure told twice is one outcome with two witnesses.
    """
    read, reading = passage(text, start, end), offers(text, start, end)
    folded = read.folded
    offered = frozenset(offer.quantity.start for offer in reading.offers)
    case = _Case(
        text, folded, offered, reading.spent - offered, _is_ruling(folded, start, end, reading), year
    )
    sections = Sections("planned" if is_plan(folded, start, end) else None)
    found: list[Outcome] = []
    for paragraph in read.paragraphs:
        line = paragraph.line.words.strip()
        if is_heading(line) and not _figures(paragraph.line):
            sections.enter(line)
        elif not of_literature(line):
            found += _paragraph(case, paragraph, sections)
    found += tabled(text, reading.figures, case.rules or sections.plain == "planned")
    found.sort(key=lambda outcome: outcome.evidence[0].start)
    return merge(found, _title(read))


def _title(read: Passage) -> tuple[int, int]:
    """The span of the headline among the first lines of a passage, if it states figures; an empty one otherwise."""
    for paragraph in read.paragraphs[:MAX_LETTERHEAD]:
        if is_heading(paragraph.line.words.strip()) and _figures(paragraph.line):
            return paragraph.line.start, paragraph.line.end
    return read.start, read.start


@dataclass(frozen=True, slots=True)
class _Case:
    """What is read: the text, folded; the amounts that are offered, and those that are conditions of offers; whether it is
    itself a document of rules; the year it is of.
    """

    text: str
    folded: str
    offered: frozenset[int]
    spent: frozenset[int]
    rules: bool
    year: int | None


def _is_ruling(folded: str, start: int, end: int, reading: Reading) -> bool:
    """Whether the passage lays down rules; questions and answers about rules report and do not."""
    return reading.rules and len(_ANSWER.findall(folded, start, end)) < MIN_ANSWERS


def _figures(heading: Piece) -> bool:
    """Whether a heading states an amount other than a length of time (五年工作回顾)."""
    return any(item.kind != "time" for item in heading.amounts)


def _paragraph(case: _Case, paragraph: Paragraph, sections: Sections) -> list[Outcome]:
    """The outcomes of one paragraph; what a sentence announces before a semicolon or colon goes on behind it."""
    found: list[Outcome] = []
    here = carried = sections.status
    task = aimed = listing = False
    urge = urged_from(paragraph.line.words) if here is None else None
    for number, sentence in enumerate(paragraph.sentences):
        words = sentence.words
        if number == 0 and len(words) <= MAX_RUN_IN and not sentence.amounts:
            here = carried = _run_in(words, sections)
            task = bool(_TASK.match(words))
            continue
        if _FROM_NOW.match(words):
            carried = here = "planned"
        elif task and _THIS_YEAR.match(words):
            carried = "planned"
        if of_study(words) or _DEFINED.search(words):
            continue
        items = [
            q
            for q in sentence.amounts
            if q.start not in case.offered and (q.start not in case.spent or _reported(words, q))
        ]
        if not items and not words.endswith(("；", "：")):
            carried = here
            continue
        past = case.rules and bool(_PAST.search(words)) and not _ahead(words, case.year)
        states = clauses(
            case.folded,
            sentence,
            year=case.year,
            carried=None if past or _AT_PRESENT.match(words) else carried,
        )
        if case.rules and not past and not sections.aims and not aimed:
            items = [q for q in items if _stated_by_rule(case.folded, sentence, q)]
        if items:
            urged = urge is not None and sentence.end > paragraph.line.start + urge
            found += _sentence(
                case.text, case.folded, sentence, items, states, case.rules and not past, urged
            )
        opened = words.endswith(("；", "："))
        listing = opened and (listing or bool(_LIST_OF_AIMS.search(words)))
        if _TARGET.match(words) and states and states[-1].status == "planned" and states[-1].firm:
            here = "planned"
        goes_on = opened and states and states[-1].status == "planned" and states[-1].firm
        carried = "planned" if goes_on or listing else here
        aimed = opened and (aimed or bool(_AIMED.search(words)))
    return found


def _ahead(words: str, year: int | None) -> bool:
    """Whether a sentence spans years that end behind that of the document: 2021年至2025年，累计培养…"""
    return year is not None and any(int(match["last"]) > year for match in _SPAN.finditer(words))


def _run_in(words: str, sections: Sections) -> Status | None:
    """What the figures of a paragraph are whose first sentence is its heading: （二）工作目标。, 打算。"""
    if level_of(words) is not None:
        sections.enter(words.rstrip("。：；"))
    titled = level_of(words) is not None or (len(words) <= MAX_TITLED and "，" not in words)
    return (heading_status(words) if titled else None) or sections.status


def _reported(words: str, item: Quantity) -> bool:
    """Whether a number of things that stands where a condition would is told of the past: 三年来共支持人才 412 名."""
    return item.kind == "count" and bool(_PAST.search(words))


def _stated_by_rule(folded: str, sentence: Piece, item: Quantity) -> bool:
    """Whether a document of rules states the figure as an aim or as means set aside, and not as a condition."""
    if _TARGET_YEAR.search(folded, sentence.start, sentence.end):
        return True
    left = max(folded.rfind(mark, sentence.start, item.start) for mark in "，；：。") + 1
    right = min(
        (at for mark in "，；。" if (at := folded.find(mark, item.end, sentence.end)) >= 0),
        default=sentence.end,
    )
    clause = folded[max(left, sentence.start) : right]
    if item.kind == "count" and _WITHIN_YEARS.search(folded, sentence.start, item.start):
        return not _PER_HEAD.search(clause)
    if item.kind == "count" and item.start - max(left, sentence.start) <= MAX_BARE:
        told = folded[sentence.start : max(left, sentence.start)]  # 培养院士后备人选10名，领军人才不少于20名
        if _SO_MANY.search(told) and not _GRANTED.search(told) and not _PER_HEAD.search(clause):
            return True
    if item.kind == "money":
        return bool(_SET_ASIDE.search(clause)) and not _GRANTED.search(clause)
    return item.kind == "count" and bool(_TO_DO.search(clause)) and not _GRANTED.search(clause)


def _sentence(
    text: str,
    folded: str,
    sentence: Piece,
    items: list[Quantity],
    states: list[Clause],
    rules: bool,
    urged: bool,
) -> list[Outcome]:
    """The outcomes of one sentence; ``urged`` where the paragraph tells throughout what is to be done."""
    found = []
    label, verb, shared = "", "", []
    labels: list[str] = []
    by_unit: dict[str, str] = {}
    left = sentence.start + len(_LEADING.match(folded[sentence.start : sentence.end]).group())
    grown = timed = ""
    for index, item in enumerate(items):
        limit = items[index + 1].start if index + 1 < len(items) else sentence.end
        if _RAISED.match(folded, item.end, limit):
            words = words_before(folded, left, item.start)
            grown = grown or strip_both(re.split("[把将]", _AS_NOW.sub("", words))[-1])
            began = _BEGAN.search(words) and not (item.kind == "money" and _OFFERED.search(words))
            told = _AS_NOW.search(words) or began
            if told and is_result(folded, sentence, item, grown):
                found.append(_outcome(text, folded, sentence, item, grown, "achieved"))
            continue
        previous = label
        shared = shared or shared_out(folded, left, items[index:], labels)
        if grown:
            label, used, grown = grown, item.end, ""
        elif shared:
            label, used = shared.pop(0), item.end
        else:
            label, verb, used = indicator(folded, limit, item, left, verb)
            alike = by_unit.get(item.unit, "")
            label = _told_with(previous, label, item, folded[left : item.start], alike)
            if not label and timed and _IN_THAT_TIME.fullmatch(folded, left, item.start):
                label = timed
            label = label_apart(folded, sentence, item, left, label)
        own, left = label, used
        labels.append(label)
        by_unit[item.unit] = label
        timed = label if item.kind == "time" else ""
        if item.kind == "time":
            own, label, left = deed(folded, sentence, item.start) or label, previous, item.end
        if is_result(folded, sentence, item, own):
            status = "planned" if rules else _status(folded, sentence, item, states)
            if urged and status == "achieved" and supposed(states, item.start):
                status = "planned"
            found.append(_outcome(text, folded, sentence, item, own, status))
    return found


def _status(folded: str, sentence: Piece, item: Quantity, states: list[Clause]) -> Status:
    """The status of a figure; 每个镇至少 1 名 is an aim, and time that something took is past."""
    status = status_at(folded, states, item.start, item.end)
    if item.kind == "time" and status == "in_progress":
        return "achieved"
    if item.kind == "money" and _IN_PHASES.search(folded, item.end, sentence.end):
        return "mixed"
    least = _AT_LEAST.search(folded, max(sentence.start, item.start - 8), item.start + 4) and _EACH.search(
        folded, sentence.start, item.start
    )
    urged = item.bound == ">=" and _URGED.search(folded, sentence.start, item.start)
    return "planned" if status == "achieved" and (least or urged) else status


def _outcome(text: str, folded: str, sentence: Piece, item: Quantity, label: str, status: Status) -> Outcome:
    """The record of one figure; what is planned has no time as of which it stands."""
    when = as_of(folded, sentence, item.start)
    when = "" if status == "planned" and _NOW.search(when) else when
    evidence = (quote(text, sentence, item.start, item.end),)
    return Outcome(label, item.low, item.high, item.unit, item.bound, item.raw, status, evidence, when)


def _told_with(previous: str, label: str, item: Quantity, before: str, alike: str) -> str:
    """The label in the light of the one before: 比上年增长, 累计 and 另有 speak of the figure before."""
    if previous and _PART_OF.search(before[-6:]) and not DOMAIN.search(label):
        return f"{previous}（{label}）" if label else previous
    return linked(previous, completed(previous, label, item, before, alike), before)
