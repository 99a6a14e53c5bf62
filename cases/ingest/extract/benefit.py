"""What is offered, to whom and for what: 对入选者最高给予 50 万元购房补贴. An amount paid or raised is no offer."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..records import Benefit, Bound
from .quantity import Quantity, between
from .sentence import Piece, fold, quote, sentences
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
_TARGET = re.compile(
    r"(?:对于?|凡是?|向|为(?!主|基础|例|核心|重点|了|引领|依托|目标|导向|准|此)|给(?!予))(?!策|推|接|进|于)(?P<who>[^；。！？\n]{2,60}?)(?=，|：|给予|予以|分别|最高|可?享受|一次性|每[人年月]|按|提供|发放|视|（?\d|补[助贴]|奖励|资助)"
)
_GIVEN = re.compile(
    r"(?:给予|奖励|补助|资助|支持|重奖)(?!资金|的)(?P<who>[\u4e00-\u9fff“”‘’、]{2,24}?)(?=最高|一次性|每[人年月]|\d|分别|不超过)"
)
_ACT = re.compile(
    r"(?P<who>每?(?:引进|聘用|新?认定为?|入选|获得?|获评|新建|建立|培养|推荐)[^，；。]{2,30}?)(?:的|，)(?=[^；。]{0,24}$)"
)
_ITEM = re.compile(
    r"[ ]?(?:以内|以上|左右)?(?:/[人月年])?(?:的)?(?P<what>[\u4e00-\u9fff“”‘’A-Za-z·]{2,20}?)(?=[，；：。、！？（）\n]|和|及|并|等|到|的基础|\d|最高|支持(?![\u4e00-\u9fff])|$)"
)
_NORMATIVE = re.compile(r"(?:^|\n)[ ]{0,4}第[一二三四五六七八九十]{1,3}条")
_NORMATIVE_TITLE = re.compile(
    r"(?:办法|措施|细则|规定|若干政策|若干意见|实施意见|条例|政策清单|政策[一二三四五六七八九十\d]{1,3}条|新政)"
    r"(?:（[^）\n]{1,12}）)?[”》]?[ ]{0,4}(?=\n|$)"
)
_IF = re.compile(
    r"^[^，。]{0,6}(?:对|凡|如|若)|每(?!年|月)|规定|符合|须|满|连续|经认定|达到|超过|年薪|注册资本|投资额|首次"
)
_THRESHOLD = re.compile(
    r"[ ]?(?:（含）)?(?:以上)?的?(?:，|[\u4e00-\u9fff]{0,20}(?:给予|予以|补助|奖励|资助|补贴))|[ ]?的[ ]?$"
)
_BEFORE_GRANT = re.compile(
    r"(?P<who>[^，；。：\n]{2,60})，(?:再|另|可|将|由[^，]{1,8})?(?:一次性)?(?:给予|予以|奖励|补助|补贴|资助|发放|享受)[^，。；]{0,10}$"
)
_WHEN = re.compile(r"^[ ]?(?:并|自|从|在|同时|此外|其中|另外)|(?:[内起后前时上中下]|以来|基础|支持|政策)$")
_ENDS_IN_OFFER = re.compile(r"(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖|金|费|券)$")
_SPLIT = re.compile(r"、|和|及|与|以及")
_NEAR_TAIL = re.compile(
    r"(?:最高|可达|可|达到|达|给予|每年|每月|一次性|分别|资助额度|额度|为|的|另设|另|到|至|再)+$"
)
_LISTED = re.compile(r"(?:、|和|及|并)(?:最高|给予|不超过)?[ ]?$")
_ROOM = re.compile(r"免费|免租|可申请|可租住|可享受|给予|提供(?:不超过|最高|每人|每个)")
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
    at = 0
    for sentence in sentences(folded, start, end):
        here = []
        while at < len(amounts) and amounts[at].start < sentence.end:
            here.append(amounts[at])
            at += 1
        if here:
            found += _sentence(text, folded, sentence, here, rules, spent)
    return Reading(tuple(found), frozenset(spent))


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
    targets = _targets(folded, sentence, chosen)
    given = [_offer(text, folded, sentence, item, who) for item, who in zip(chosen, targets, strict=True)]
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
    grant = _GRANT.search(behind)
    tied = bool(grant) and bool(_TIED.match(behind[: grant.start()].strip()))
    if (
        not tied
        and not _OFFER.search(before)
        and (conditional or (granted_later and _THRESHOLD.match(behind)))
    ):
        spent.add(item.start)
        return offered
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


def _targets(folded: str, sentence: Piece, chosen: list[Quantity]) -> list[str]:
    """For whom each amount is meant; a list given 分别 is handed out item by item."""
    names: list[str] = []
    at = 0
    while at < len(chosen):
        item = chosen[at]
        left = _item_end(folded, chosen[at - 1].end, sentence.end) if at else sentence.start
        who = _who(folded, sentence, left, item.start) or (names[-1] if names else "")
        run = 1
        if "分别" in folded[left : item.start] or "依次" in folded[left : item.start]:
            while at + run < len(chosen) and adjoins(folded, chosen[at + run - 1], chosen[at + run]):
                run += 1
            parts = share_out(who, run)
            names += parts
        else:
            names.append(who)
        at += run
    return names


def _item_end(folded: str, end: int, limit: int) -> int:
    """Where the words for what the amount before is given end, or the end of that amount."""
    match = _ITEM.match(folded, end, limit)
    return match.end("what") if match else end


def adjoins(folded: str, one: Quantity, two: Quantity) -> bool:
    """Whether two amounts stand in one list (200 万元、100 万元)."""
    gap = folded[one.end : two.start].strip()
    return gap in ("、", "和", "及", "与", "，", "") or (len(gap) <= 6 and gap.endswith(("、", "和", "最高")))


def share_out(who: str, count: int) -> list[str]:
    """国家级、省级和市级孵化器 for three → 国家级孵化器, 省级孵化器, 市级孵化器; the whole for each if they do not match."""
    parts = [part.strip() for part in _SPLIT.split(who) if part.strip()]
    if count < 2 or len(parts) < count:
        return [who] * count
    parts = parts[-count:]
    last = parts[-1]
    tail = re.search(r"级|类|等奖|等次|等|层次|档", last)
    cut = tail.end() if tail else (last.find("“") if "“" in last else min(len(parts[0]), len(last)))
    cut = min(max(cut, 1), len(last))
    head = re.match(r".*(?=国家|省|[A-G]类|第?一|特等|正高|博士|全职)", parts[0])
    return [part + last[cut:] if not part.endswith(last[cut:]) else part for part in parts[:-1]] + (
        [last] if head is None or head else [last]
    )


def _who(folded: str, sentence: Piece, left: int, start: int) -> str:
    """The words for whom or for what deed, nearest before the amount."""
    stretch = folded[left:start]
    best = ""
    for pattern in (_TARGET, _GIVEN):
        for match in pattern.finditer(stretch + "，"):
            best = match["who"]
    if not best:
        match = _ACT.search(stretch)
        best = match["who"] if match else ""
    if not best:
        best = _before_grant(stretch)
    if not best and _LISTED.search(stretch):
        return ""
    if not best:
        edge = max(stretch.rfind(mark) for mark in "，；：。、！？\n")
        near = _NEAR_TAIL.sub("", stretch[edge + 1 :].strip(" 、和及"))
        best = near if 2 <= len(near) <= 24 else ""
    return _NEAR_TAIL.sub("", best.strip(" ，、的")).removeprefix("于").removeprefix("从")[:40]


def _before_grant(stretch: str) -> str:
    """Who stands in the clause before 奖励 or 给予: 年销售首次过亿的人才企业，奖励 → 人才企业; 服务满 6 年的，给予 → 服务满 6 年."""
    match = _BEFORE_GRANT.search(stretch)
    if not match or _WHEN.search(match["who"]):
        return ""
    words = match["who"].strip()
    if words.endswith("的"):
        return words[:-1][-24:]
    noun = words.rpartition("的")[2]
    return noun if 2 <= len(noun) <= 16 else ""


def _offer(text: str, folded: str, sentence: Piece, item: Quantity, who: str) -> Offer:
    """The record of one offered amount."""
    match = _ITEM.match(folded, item.end, sentence.end)
    what = match["what"].strip("的 ") if match else ""
    what = "" if what in ("以上", "以内", "给予", "不等", "标准") else what
    if not what:
        named = re.search(
            r"[\u4e00-\u9fff]{0,8}(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖)(?=[\u4e00-\u9fff]{0,6}$)",
            folded[max(sentence.start, item.start - 24) : item.start],
        )
        what = named.group() if named and named.group() not in who else ""
    who = "" if who in ("每人", "每年", "每月", "每户") or what.startswith(who) else who
    label = "：".join(filter(None, (who, what))) or folded[sentence.start : sentence.end].strip()[:24]
    evidence = quote(text, sentence, item.start, item.end)
    benefit = Benefit(
        label, item.low, item.high, item.unit, _bound(folded, sentence, item), item.raw, (evidence,), item.per
    )
    return Offer(item, benefit, sentence, who)
