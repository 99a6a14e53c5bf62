"""Figures about results, each with what it counts, its status and the time it is given for."""

import re
from dataclasses import replace

from ..records import Outcome, PlaceRef, Status
from .benefit import normative, offers
from .ellipsis import completed, linked
from .indicator import indicator, strip_both, words_before
from .quantity import Quantity, between
from .sentence import Piece, fold, paragraphs, quote, sentences
from .status import Clause, as_of, clauses, heading_status, is_plan, speaks_of_results, status_at
from .tabled import tabled
from .target import adjoins, share_out
from .words import any_of

MAX_EVIDENCE = 5
MAX_DEED = 24
MAX_COMPARED = 20  # So many figures of one value are compared with a new one, the nearest first in reach.
_NO_RESULT = re.compile(any_of("not_results"))
_DOMAIN = re.compile(any_of("result_nouns"))
_VERB_NEAR = re.compile(rf"(?:{any_of('verbs')}|联合举办|已举办|连续举办|累计|总计|共)(?:了|出)?[ ]?$")
_NAMED_RULES = re.compile(r"(?:新政|政策|措施|意见|办法)$")  # 人才新政 18 条 is a name.
_DONE_TO = re.compile(any_of("verbs"))
_SPENT_TIME = re.compile(r"(?:用了|只用|仅用|用时|耗时|缩短|压缩|提前|提速|平均|控制在)[\u4e00-\u9fff]{0,6}$")
_ONLY_TOOK = re.compile(r"(?:只|仅|就|才)?(?:用了|用时|耗时|用|花了)[\u4e00-\u9fff]{0,4}$")
_GROWTH = re.compile(r"增长|提高|提升|翻|达|是|上升|下降|减少|扩大|增加|以上")
_CONDITION = re.compile(r"^[^，。；]{0,4}(?:以下|周岁|以上(?:学历|职称|工作经历))")
_RAISED = re.compile(
    r"[ ]?(?:的)?(?:，)?(?:增加|提高|提升|增长|上升|扩大|增|升|跃升|扩充|发展|压缩|缩短|降|下降|减少|降低)[至到为]"
)
_TARGET_YEAR = re.compile(
    r"到[ ]?20\d\d[ ]?年|力争|目标|每年[^，。]{0,6}(?:遴选|引进|评选|选拔|培养|招)|计划|规划期|十[三四五]五|年均"
)
_PART_OF = re.compile(r"(?:其中|另有|另外|还有|其余|剩余)[ ]?$")
_AT_LEAST = ("至少", "不少于", "不低于")
_EACH = re.compile(r"每[个一]|推动|都要")
_NOW = re.compile(r"目前|截[至止]|如今|以来|年[来间]|去年")
_THAN_BEFORE = re.compile(r"(?:[较比])?(?:上年|去年|上一?年度|同期|上年同期|同比)(?:同期)?")
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
    folded = fold(text)
    reading = offers(text, start, end)
    taken = reading.spent | {offer.quantity.start for offer in reading.offers}
    rules = normative(folded, start, end)
    found: list[Outcome] = []
    plain: Status | None = "planned" if is_plan(folded, start, end) else None
    heading = plain
    for paragraph in paragraphs(folded, start, end):
        line = folded[paragraph.start : paragraph.end].strip()
        if _is_heading(line) and not between(text, paragraph.start, paragraph.end):
            heading = None if speaks_of_results(line) else heading_status(line) or plain
        found += _paragraph(text, folded, paragraph, taken, rules, heading, year)
    found += tabled(text, reading.figures, rules or plain == "planned")
    found.sort(key=lambda outcome: outcome.evidence[0].start)
    return merge(found)


def _is_heading(line: str) -> bool:
    """A short line that is no sentence."""
    return len(line) <= 30 and not line.endswith(("。", "；"))


def _paragraph(
    text: str,
    folded: str,
    paragraph: Piece,
    taken: frozenset[int] | set[int],
    rules: bool,
    heading: Status | None,
    year: int | None,
) -> list[Outcome]:
    """The outcomes of one paragraph; what a sentence announces before a semicolon or colon goes on behind it."""
    found: list[Outcome] = []
    carried = heading
    for number, sentence in enumerate(sentences(folded, paragraph.start, paragraph.end)):
        words = folded[sentence.start : sentence.end]
        if number == 0 and len(words) <= 30 and not between(text, sentence.start, sentence.end):
            carried = heading_status(words) or heading
            continue
        items = [q for q in between(text, sentence.start, sentence.end) if q.start not in taken]
        if not items and not words.endswith(("；", "：")):
            carried = heading
            continue
        states = clauses(folded, sentence, year=year, carried=carried)
        if items and not (rules and not _TARGET_YEAR.search(words)):
            found += _sentence(text, folded, sentence, items, states, rules)
        goes_on = (
            words.endswith(("；", "：")) and states and states[-1].status == "planned" and states[-1].firm
        )
        carried = "planned" if goes_on or heading == "planned" else heading
    return found


def _sentence(
    text: str, folded: str, sentence: Piece, items: list[Quantity], states: list[Clause], rules: bool
) -> list[Outcome]:
    """The outcomes of one sentence."""
    found = []
    label, verb, shared = "", "", []
    labels: list[str] = []
    left = sentence.start + len(_LEADING.match(folded[sentence.start : sentence.end]).group())
    grown = ""
    for index, item in enumerate(items):
        limit = items[index + 1].start if index + 1 < len(items) else sentence.end
        if _RAISED.match(folded, item.end, limit):
            grown = grown or strip_both(re.split("[把将]", words_before(folded, left, item.start))[-1])
            continue
        previous = label
        shared = shared or _shared(folded, left, items[index:], labels)
        if grown:
            label, used, grown = grown, item.end, ""
        elif shared:
            label, used = shared.pop(0), item.end
        else:
            label, verb, used = indicator(folded, limit, item, left, verb)
            label = _told_with(previous, label, item, folded[left : item.start])
        own, left = label, used
        labels.append(label)
        if item.kind == "time":
            own, label, left = _deed(folded, sentence, item.start) or label, previous, item.end
        if _is_result(folded, sentence, item, own):
            status = "planned" if rules else _status(folded, sentence, item, states)
            found.append(_outcome(text, folded, sentence, item, own, status))
    return found


def _status(folded: str, sentence: Piece, item: Quantity, states: list[Clause]) -> Status:
    """The status of a figure; 每个镇至少 1 名 is an aim, and time that something took is past."""
    status = status_at(folded, states, item.start, item.end)
    if item.kind == "time" and status == "in_progress":
        return "achieved"
    least = item.raw.startswith(_AT_LEAST) and _EACH.search(folded, sentence.start, item.start)
    return "planned" if status == "achieved" and least else status


def _outcome(text: str, folded: str, sentence: Piece, item: Quantity, label: str, status: Status) -> Outcome:
    """The record of one figure; what is planned has no time as of which it stands."""
    when = as_of(folded, sentence, item.start)
    when = "" if status == "planned" and _NOW.search(when) else when
    evidence = (quote(text, sentence, item.start, item.end),)
    return Outcome(label, item.low, item.high, item.unit, item.bound, item.raw, status, evidence, when)


def _told_with(previous: str, label: str, item: Quantity, before: str) -> str:
    """The label in the light of the one before: 比上年增长, 累计 and 另有 speak of the figure before."""
    if previous and _PART_OF.search(before[-6:]) and not _DOMAIN.search(label):
        return f"{previous}（{label}）" if label else previous
    return linked(previous, completed(previous, label, item, before), before)


def _deed(folded: str, sentence: Piece, start: int) -> str:
    """What took the time that stands at ``start``: the words before it, back over a clause of mere adverbs."""
    clauses_before = [c for c in re.split("[，：（）]", folded[sentence.start : start]) if c]
    for clause in reversed(clauses_before[-2:]):
        words = _ONLY_TOOK.sub("", clause.strip())
        if len(words) >= 4:
            return words[-MAX_DEED:]
    return ""


def _shared(folded: str, left: int, items: list[Quantity], labels: list[str]) -> list[str]:
    """国家、省、市专家分别达到 3 名、7 名和 12 名: a label for each figure of the run; empty when there is no 分别.

    较上年分别增长 speaks of the figures before, whose ``labels`` it takes.
    """
    words = folded[left : items[0].start]
    at = words.rfind("分别")
    if at < 0 or len(words) - at > 8:
        return []
    run = 1
    while run < len(items) and adjoins(folded, items[run - 1], items[run]):
        run += 1
    who = strip_both(words[:at].rstrip("，").rpartition("，")[2])
    if run > 1 and _THAN_BEFORE.fullmatch(who):
        return [f"{each}增长" for each in labels[-run:]] if len(labels) >= run else []
    return share_out(who, run) if run > 1 and who else []


def _is_result(folded: str, sentence: Piece, item: Quantity, label: str) -> bool:
    """Whether a figure says something about results, not about time, age, marks, structure or a story."""
    before = folded[max(sentence.start, item.start - 14) : item.start]
    behind = folded[item.end : min(sentence.end, item.end + 12)]
    if item.kind == "time":
        return bool(_SPENT_TIME.search(before)) and item.unit in (
            "年",
            "个月",
            "天",
            "小时",
            "分钟",
            "个工作日",
            "工作日",
            "日",
        )
    if item.kind == "score" or not label or _CONDITION.match(behind):
        return False
    if item.kind == "area":
        return not _NO_RESULT.search(label)
    if item.kind == "percent":
        return not _NO_RESULT.search(label)
    if item.kind == "times":
        return bool(_GROWTH.search(before) or _GROWTH.search(behind))
    if _NO_RESULT.search(label) or item.unit in ("类", "种", "级", "把", "头", "层"):
        return False
    if item.unit == "条" and _NAMED_RULES.search(label) and not _DONE_TO.match(label):
        return False
    if item.unit in ("届", "期", "批", "轮"):
        return bool(_VERB_NEAR.search(before))
    if item.kind == "count" and item.han and item.high < 10 and item.bound == "=":
        return bool(_VERB_NEAR.search(before)) and bool(_DOMAIN.search(label))
    if item.unit in ("名", "位", "人", "人次") and item.high > 1:
        return True
    return bool(
        _DOMAIN.search(label) or _DONE_TO.match(label) or _VERB_NEAR.search(before) or item.kind == "money"
    )


def merge(found: list[Outcome]) -> tuple[Outcome, ...]:
    """One outcome for figures told more than once: same value and unit, labels that share their characters."""
    kept: list[Outcome] = []
    by_value: dict[tuple[object, ...], list[int]] = {}
    for item in found:
        key = (item.low, item.high, item.unit)
        for index in by_value.get(key, [])[-MAX_COMPARED:]:
            if _alike(kept[index].indicator, item.indicator) and _agree(kept[index].status, item.status):
                evidence = tuple(dict.fromkeys(kept[index].evidence + item.evidence))[:MAX_EVIDENCE]
                if kept[index].evidence[0] == item.evidence[0]:
                    continue
                kept[index] = replace(kept[index], evidence=evidence)
                break
        else:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(item)
    return tuple(kept)


def _agree(one: Status, two: Status) -> bool:
    """Figures of different status are different facts."""
    return one == two


def _alike(one: str, two: str) -> bool:
    """Whether two labels share at least half of the pairs of characters of the shorter one."""
    pairs_one = {one[i : i + 2] for i in range(len(one) - 1)}
    pairs_two = {two[i : i + 2] for i in range(len(two) - 1)}
    shorter = min(len(pairs_one), len(pairs_two)) or 1
    return len(pairs_one & pairs_two) * 2 >= shorter
