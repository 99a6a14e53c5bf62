"""What is offered, to whom and for what: 对入选者最高给予 50 万元购房补贴. An amount paid or raised is no offer."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..records import Benefit, Bound
from .quantity import Quantity, between
from .sentence import Piece, fold, quote, sentences
from .table import cells
from .target import adjoins, offered_before, offered_behind, raised, targets, told_apart
from .words import any_of

_OFFER = re.compile(any_of("offer_words"))
_NOT_OFFER = re.compile(any_of("not_offers"))
_HIGHEST = re.compile(r"最高|最多|至多|上限|不超过|封顶")
_CAPPED = re.compile(r"[ ]?(?:（?封顶）?|为上限|（?最高）)")
_GRANT = re.compile(r"给予|予以|分别(?:给|奖|补)|一次性|奖励|补助|补贴|资助|按|享受|发放|可(?:获|享|申请)")
_TIED = re.compile(
    r"^(?:的|/|（[^）]{0,12}）)?(?:标准|比例|额度|限额|幅度|以内|左右|以下)?(?:内|的)?(?:，)?$"
)
_RATE = re.compile(
    r"(?:增长|提高|比重|占比?|覆盖率?|满意率|率|达到?|超过?|下降|降低|完成|股份?|持股)[了为至达到 ]{0,3}$"
)
_FREE = re.compile(
    r"[ ]?(?:的|内|之?内)?(?:免租|免费|免息|免缴|房租减免|租金减免|保护|缓冲|宽限|过渡期|租金?全免|免收)"
)
_RAISED = re.compile(r"[ ]?(?:的)?(?:，)?(?:提高|提升|增加|上调|调整|扩大|增|升|上升|提)[至到为]")
_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_NORMATIVE = re.compile(r"(?:^|\n)[ ]{0,4}第[一二三四五六七八九十]{1,3}条")
_NORMATIVE_TITLE = re.compile(
    r"(?:^|\n)(?![ ]*(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]|\d))[^\n]{0,80}?(?:办法|措施|细则|规定|若干政策|若干意见|实施意见|条例|政策清单|政策[一二三四五六七八九十\d]{1,3}条|新政)"
    r"(?:（[^）\n]{1,12}）)?[”》]?[ ]{0,4}(?=\n|$)"
)
_IF = re.compile(
    r"^[^，。]{0,6}(?:对|凡|如|若)|每(?!年|月|人|学年)|规定|符合|须|满|连续|经认定|达到|超过|年薪|注册资本|投资额|首次"
)
_THRESHOLD = re.compile(
    r"[ ]?(?:（含）)?(?:(?:以上)?的?(?:，|[\u4e00-\u9fff]{0,20}(?:给予|予以))|(?:以上的?|的)[\u4e00-\u9fff]{0,20}(?:补助|奖励|资助|补贴)|的[ ]?$)"
)
_ENDS_IN_OFFER = re.compile(r"(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖|金|费|券)$")
_ROOM = re.compile(r"免费|免租|可申请|可租住|可享受|给予|提供(?:不超过|最高|每人|每个)")
# 发放补贴 4300 万元 reports what was paid, 每月发放 1000 元 and 对博士发放 20 万元 say what will be.
_PAID = re.compile(r"(?:发放|拨付|兑现|支付|发出)(?!标准)")
_BY_RULE = re.compile(
    r"每[人年月户名家个学]|按|一次性|分[别期\d一二三四五]|给予|予以|凡|可|最高|不超过|标准|(?:对|向|为)[^，。\d全共]{2,24}发放(?![^\d]*累计)"
)
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}条|（?[一二三四五六七八九十\d]{1,3}[）、.]|[一二三四五六七八九十]是)[ 、]?"
)
_SCORE = re.compile(r"考核|附加分|加分|计分|赋分|评分")


@dataclass(frozen=True, slots=True)
class Offer:
    """One offered amount with its sentence and where the words for whom it is meant begin."""

    quantity: Quantity
    benefit: Benefit
    sentence: Piece
    target: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All offers of a passage, and the amounts that are only conditions of an offer (neither offer nor result)."""

    offers: tuple[Offer, ...]
    spent: frozenset[int]


def normative(folded: str, start: int, end: int) -> bool:
    """Whether the passage is itself a document of rules: 第一条 … or a title in 办法, 措施, 细则."""
    head = folded[start : min(end, start + 160)]
    return bool(_NORMATIVE_TITLE.search(head)) or len(_NORMATIVE.findall(folded, start, end)) >= 3


@lru_cache(maxsize=4)
def offers(text: str, start: int, end: int) -> Reading:
    """The amounts offered in ``text[start:end]``; ``spent`` holds starts of amounts that are conditions or superseded."""
    folded = fold(text)
    rules = normative(folded, start, end)
    found: list[Offer] = []
    spent: set[int] = set()
    amounts = between(text, start, end)
    tabled = cells(folded, start, end, amounts)
    at = 0
    for sentence in sentences(folded, start, end):
        here = []
        while at < len(amounts) and amounts[at].start < sentence.end:
            here.append(amounts[at])
            at += 1
        if any(item.start in tabled for item in here):
            found += [
                _cell(text, sentence, item, *tabled[item.start]) for item in here if item.start in tabled
            ]
        elif here:
            found += _sentence(text, folded, sentence, here, rules, spent)
    return Reading(tuple(found), frozenset(spent))


def _cell(text: str, sentence: Piece, item: Quantity, label: str, per: str | None) -> Offer:
    """An amount of a table."""
    evidence = (quote(text, sentence, item.start, item.end),)
    benefit = Benefit(label, item.low, item.high, item.unit, item.bound, item.raw, evidence, per or item.per)
    return Offer(item, benefit, sentence, label)


def _sentence(
    text: str, folded: str, sentence: Piece, here: list[Quantity], rules: bool, spent: set[int]
) -> list[Offer]:
    """The offers of one sentence."""
    body = folded[sentence.start : sentence.end]
    if not rules and not _OFFER.search(body):
        return []
    chosen: list[Quantity] = []
    offered = False
    for match in _CLAUSE.finditer(folded, sentence.start, sentence.end):
        inside = [q for q in here if match.start() <= q.start < match.end()]
        words = match.group()
        for item in inside:
            offered = _judge(folded, sentence, match, words, item, offered, rules, spent, chosen)
        if not inside and _NOT_OFFER.search(words) and not _OFFER.search(words):
            offered = False
    whom = targets(folded, sentence, chosen)
    given = [_offer(text, folded, sentence, item, who) for item, who in zip(chosen, whom, strict=True)]
    return _shared_out(folded, given)


def _shared_out(folded: str, given: list[Offer]) -> list[Offer]:
    """In a run of amounts the last one's 生活补贴 and the first one's 每月 hold for all: 每月 3000 元、1500 元生活补贴."""
    for at in range(len(given) - 2, -1, -1):
        one, two = given[at], given[at + 1]
        what = two.benefit.label.rpartition("：")[2]
        bare = "：" not in one.benefit.label and not _ENDS_IN_OFFER.search(one.benefit.label)
        if bare and adjoins(folded, one.quantity, two.quantity) and _ENDS_IN_OFFER.search(what):
            given[at] = replace(one, benefit=replace(one.benefit, label=f"{one.benefit.label}：{what}"))
    for at in range(1, len(given)):
        one, two = given[at - 1], given[at]
        if one.benefit.per and not two.benefit.per and adjoins(folded, one.quantity, two.quantity):
            given[at] = replace(two, benefit=replace(two.benefit, per=one.benefit.per))
    return given


def _judge(
    folded: str,
    sentence: Piece,
    match: re.Match[str],
    words: str,
    item: Quantity,
    offered: bool,
    rules: bool,
    spent: set[int],
    chosen: list[Quantity],
) -> bool:
    """Put one amount where it belongs; answers whether the sentence is now in an offer."""
    before = folded[match.start() : item.start]
    behind = folded[item.end : match.end()]
    if _RAISED.match(behind) and (_OFFER.search(words) or rules):
        spent.add(item.start)
        return offered
    granted_later = _granted_later(folded, item.end, sentence.end)
    conditional = bool(_IF.search(before)) and granted_later
    if not _fits(item, words, before, behind, rules):
        if conditional or (rules and granted_later):
            spent.add(item.start)
        return offered
    bound = conditional or (granted_later and _THRESHOLD.match(behind) and not _HIGHEST.search(before))
    if bound and not _tied(behind) and not _OFFER.search(before):
        spent.add(item.start)
        return offered
    if not rules and item.per is None and _PAID.search(before) and not _BY_RULE.search(before):
        return False
    if _NOT_OFFER.search(before) or (not rules and _NOT_OFFER.search(behind) and not _OFFER.search(before)):
        return False
    named = _OFFER.search(words) or (item.bound == "<=" and _HIGHEST.search(before + item.raw))
    listed = offered and len(words) <= 34
    if not named and not rules and not listed:
        return False
    if not named and not listed and (behind.startswith(("的", "以上的")) or item.bound in (">", ">=")):
        spent.add(item.start)
        return offered
    chosen.append(item)
    return True


def _tied(behind: str) -> bool:
    """Whether the amount itself is what is granted right behind it (按 20% 的标准给予 …)."""
    grant = _GRANT.search(behind)
    return bool(grant) and bool(_TIED.match(behind[: grant.start()].strip()))


def _granted_later(folded: str, start: int, end: int) -> bool:
    """Whether something is granted between ``start`` and ``end`` (so that what stands before may be its condition)."""
    return bool(_GRANT.search(folded, start, end))


def _fits(item: Quantity, words: str, before: str, behind: str, rules: bool) -> bool:
    """Whether an amount of this unit can be what is offered."""
    if item.kind == "money":
        return True
    if item.kind == "percent":
        if _RATE.search(before) and not _HIGHEST.search(before):
            return False
        return bool(_OFFER.search(words) or ("按" in before and rules))
    if item.kind == "time":
        return bool(_FREE.match(behind))
    if item.kind == "score":
        return bool(_SCORE.search(words))
    if item.kind == "area":
        return bool(_ROOM.search(before)) and (rules or bool(_OFFER.search(words)))
    return item.kind == "times" and bool(re.search(r"按|给予|补|奖", before))


def _bound(folded: str, sentence: Piece, item: Quantity) -> Bound:
    """The printed bound, or ``<=`` where 最高 stands once before several amounts of a clause."""
    if item.bound != "=":
        return item.bound
    if _CAPPED.match(folded, item.end):
        return "<="
    left = max(folded.rfind(mark, sentence.start, item.start) for mark in "，；：。（")
    return "<=" if _HIGHEST.search(folded, max(left, sentence.start), item.start) else "="


def _opening(folded: str, sentence: Piece, item: Quantity) -> str:
    """The words of the sentence in front of the amount, without its number, where nothing better was read."""
    words = _NUMBERED.sub("", folded[sentence.start : item.start].strip())
    words = words.rpartition("，")[2] or words
    return words.strip(" ：、")[-24:] or folded[sentence.start : sentence.end].strip()[:24]


def _offer(text: str, folded: str, sentence: Piece, item: Quantity, who: str) -> Offer:
    """The record of one offered amount."""
    what = offered_behind(folded, item.end, sentence.end)
    before_it = folded[sentence.start : item.start]
    if told := raised(before_it):
        who, what = told
    if not what:
        before = offered_before(before_it[-24:])
        what = "" if before and before in who else before
    who, what = told_apart(who, what)
    who = "" if who in ("每人", "每年", "每月", "每户") or what.startswith(who) else who
    label = "：".join(filter(None, (who, what))) or _opening(folded, sentence, item)
    evidence = quote(text, sentence, item.start, item.end)
    benefit = Benefit(
        label, item.low, item.high, item.unit, _bound(folded, sentence, item), item.raw, (evidence,), item.per
    )
    return Offer(item, benefit, sentence, who)
