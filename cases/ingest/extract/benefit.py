"""What is offered, to whom and for what: 对入选者最高给予 50 万元购房补贴. An amount paid or raised is no offer."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..records import Benefit, Bound
from .cost import ON_TOP
from .framed import FRAMED
from .grant import gives, judge
from .passage import passage
from .placed import HIGHEST, LIMIT
from .quantity import Quantity
from .sentence import Piece, quote
from .series import with_series
from .table import Entry, entries
from .target import adjoins, offered_before, offered_behind, raised, targets, told_apart

_NORMATIVE = re.compile(r"(?:^|\n)[ ]{0,4}第[一二三四五六七八九十]{1,3}条")
_NORMATIVE_TITLE = re.compile(
    r"(?:^|\n)(?![ ]*(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]|\d))[^\n]{0,80}?(?:办法|措施|细则|规定|若干政策|若干意见|实施意见|关于[^\n]{4,40}的意见|条例|政策清单|(?:优惠|扶持|引才|引进)政策|政策[一二三四五六七八九十\d]{1,3}条|新政)"
    r"(?:（[^）\n]{1,12}）)?[”》]?[ ]{0,4}(?=\n|$)"
)
# 由最高 1000 万元提高到 …: what was a ceiling stays one.
_FROM_HIGHEST = re.compile(
    r"(?:(?:上限|最高(?:额度|限额)|限额|封顶线)[^，；。\d]{0,6}[由从]|[由从](?:原来|原先|原有|过去|此前)?的?最高|最高[^，；。\d]{0,6}[由从])[^，；。]{1,16}(?:提高|提升|增加|上调|调整|升(?!级)|涨)了?[至到为][ ]?$"
)
# 年薪由集团保底 20 万元
_FLOOR = re.compile(r"保底[ ]?$")
_UPWARDS = re.compile(r"[ ]?起步?(?=[，。；、）]|$)")
_DIGIT = re.compile(r"\d")
_SHARED = re.compile("分别|依次")
# A类最高 200 万元，B、C、D类分别为…: the ceiling holds for all of them.
_FOR_THE_REST = re.compile(r"，[^，。；\d给予补奖]{1,16}(?:分别|依次)(?:为|是)?[ ]?")
_LISTED = re.compile(r"[、，和及与或]")
_ANEW = re.compile(r"[到至；：。对向]|再|另|并|给予|提供|享受|按|其中|升级")
_OFTEN = re.compile(
    r"每(?:人|名|户|家|个|位)?每?(学年|学期|年|月|天)|按(学年|年|月)(?=发|给|计|补)|[一全](年)|(年)度?(?=最高|不超过)"
)
_EACH_HEAD = re.compile(
    r"每(?:新)?(?:引进|招收|招引|推荐|引荐|培养|接收|招用|输送|带出|聘用|[人名位])[^，；。]{0,12}(?:，[^，；。]{0,16})?$"
)
# 租房补贴标准如下： opens a list of offers in the next sentence.
_OPENS = re.compile(
    r"(?:补贴|补助|奖励|资助|津贴|待遇|扶持|奖补|安家费|支持|优惠|标准)[^，；。：]{0,8}[：？]$"
    r"|(?:^|[：；])[^，；：。]{0,12}(?:补贴|补助|奖励|资助|津贴|安家费|启动费|启动经费|科研经费|奖补|奖金)(?:标准|政策)?。?$"
)
_GIVEN = re.compile(
    r"(?:补贴|补助|津贴|启动费|安家费|启动经费|奖金|奖励|资助)[^，。；]{0,4}(?:分为|分|由|按|包括)"
)
_ENDS_IN_OFFER = re.compile(r"(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖|金|费|券)$")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}条|（?[一二三四五六七八九十\d]{1,3}[）、.]|[一二三四五六七八九十]是)[ 、]?"
)
# 购房补贴 \n 2020年：30万元: a heading over what was paid year by year.
_BY_YEAR = re.compile(r"^[ ]*(?:19|20)\d\d[ ]?年(?:度|底|末)?[ ]?[：:]")
_SPANS = ("年", "月", "天", "学年", "学期")
HEAD = 120  # So far into a passage its title may begin.
MAX_ASIDE = 12  # 答：有。
MAX_GOING_ON = 60  # Characters of a sentence that goes on with the offers of the one before.
_BY = re.compile(r"^按照?(?!揭|摩|键)")  # 按博士15万元…标准发放: whom, not how.


@dataclass(frozen=True, slots=True)
class Offer:
    """One offered amount with its sentence and where the words for whom it is meant begin."""

    quantity: Quantity
    benefit: Benefit
    sentence: Piece
    target: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All offers of a passage, the amounts that are only conditions of an offer (neither offer nor result), the results in
    its tables, and whether it is itself a document of rules."""

    offers: tuple[Offer, ...]
    spent: frozenset[int]
    figures: tuple[Entry, ...]
    rules: bool


def normative(folded: str, start: int, end: int) -> bool:
    """Whether the passage is itself a document of rules: 第一条 … or a title in 办法, 措施, 细则."""
    head = folded[start : folded.find("\n", min(end, start + HEAD)) + 1 or end]  # Whole lines only.
    return bool(_NORMATIVE_TITLE.search(head)) or len(_NORMATIVE.findall(folded, start, end)) >= 3


@lru_cache(maxsize=4)
def offers(text: str, start: int, end: int) -> Reading:
    """The amounts offered in ``text[start:end]``, those that are conditions or superseded, and the tables' results."""
    read = passage(text, start, end)
    folded = read.folded
    rules = normative(folded, start, end)
    found: list[Offer] = []
    tabled = entries(text, read)
    spent = {entry.quantity.start for entry in tabled if not entry.offered}
    known = {entry.quantity.start for entry in tabled}
    found += [_entry(text, entry) for entry in tabled if entry.offered]
    amounts = [q for q in with_series(text, folded, start, end, read.amounts) if q.start not in known]
    at, going_on, given = 0, False, -1
    for sentence in read.sentences:
        first = at
        while at < len(amounts) and amounts[at].start < sentence.end:
            at += 1
        # 夫妻都符合的，标准上浮 50%: on top of what the sentence before in the paragraph offers.
        near = given >= 0 and first < at and "\n" not in folded[given : sentence.start]
        goes_on = going_on or (near and bool(ON_TOP.search(sentence.words)))
        read, going_on = _sentence(text, folded, sentence, amounts[first:at], rules, goes_on, spent)
        given = sentence.end - 1 if read else -1
        found += read
    found.sort(key=lambda offer: offer.quantity.start)
    figures = tuple(entry for entry in tabled if not entry.offered and not entry.condition)
    return Reading(tuple(found), frozenset(spent), figures, rules)


def _entry(text: str, entry: Entry) -> Offer:
    """An amount of a table, with its row and the heading of its column as evidence."""
    item = entry.quantity
    evidence = (quote(text, entry.line, item.start, item.end), quote(text, entry.head, *entry.head_span))
    benefit = Benefit(entry.label, item.low, item.high, item.unit, item.bound, item.raw, evidence, item.per)
    return Offer(item, benefit, entry.line, entry.row)


def _sentence(
    text: str,
    folded: str,
    sentence: Piece,
    here: list[Quantity],
    rules: bool,
    going_on: bool,
    spent: set[int],
) -> tuple[list[Offer], bool]:
    """The offers of one sentence, and whether the next one goes on with them (甲类 50 万元；乙类 30 万元)."""
    body = sentence.words
    if not here:
        goes_on = body.endswith(("；", "：")) or len(body) <= MAX_ASIDE
        return [], bool(_OPENS.search(body)) or (going_on and (goes_on or bool(_GIVEN.search(body))))
    if going_on and _BY_YEAR.match(body):
        return [], False
    if not rules and not going_on and not gives(body) and not FRAMED.search(body):
        return [], False
    judged = judge(folded, sentence, here, rules, going_on and len(body) <= MAX_GOING_ON)
    spent |= judged.spent
    whom = targets(folded, sentence, judged.chosen)
    given: list[Offer] = []
    for item, who in zip(judged.chosen, whom, strict=True):
        given.append(_offer(text, folded, sentence, item, who, given[-1] if given else None))
    return _shared_out(folded, given), bool(given) and body.endswith(("；", "："))


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


def _bound(folded: str, sentence: Piece, item: Quantity, last: Offer | None) -> Bound:
    """The printed bound, or ``<=`` where 最高 stands once before several amounts of one list."""
    if item.bound != "=":
        return item.bound
    if LIMIT.match(folded, item.end):
        return "<="
    left = max(folded.rfind(mark, sentence.start, item.start) for mark in "，；：。（")
    left = max(left, sentence.start, last.quantity.end if last else 0)
    nearby = folded[left : item.start]
    if _UPWARDS.match(folded, item.end) or _FLOOR.search(nearby):
        return ">="
    if HIGHEST.search(_DIGIT.split(nearby)[-1]) or _FROM_HIGHEST.search(
        folded, max(sentence.start, item.start - 30), item.start
    ):
        return "<="
    if last and last.benefit.bound == ">=" and last.quantity.kind == item.kind:
        gap = folded[last.quantity.end : item.start].strip()
        shared = _SHARED.search(folded, sentence.start, last.quantity.end)
        return ">=" if shared and gap in ("、", "和") else "="  # 年薪分别不低于 12 万元、20 万元
    if last and last.benefit.bound == "<=" and last.quantity.kind == item.kind:
        gap = folded[last.quantity.end : item.start]
        if _FOR_THE_REST.fullmatch(gap):
            return "<="
        shared = bool(_SHARED.search(folded, sentence.start, last.quantity.start))
        return "<=" if _LISTED.search(gap) and not _ANEW.search(gap) and (shared or "，" not in gap) else "="
    return "="


def _per(folded: str, sentence: Piece, item: Quantity) -> str | None:
    """Per what an amount is given: the span of time where one is named, else the head (每人每月 → 月)."""
    if item.per and item.per.rpartition("/")[2] in _SPANS:
        return item.per.rpartition("/")[2]
    left = max(folded.rfind(mark, sentence.start, item.start) for mark in "，；：。")
    often = list(_OFTEN.finditer(folded, max(left, sentence.start), item.start))
    if often:
        return next(filter(None, often[-1].groups()))
    each = _EACH_HEAD.search(folded, max(sentence.start, item.start - 40), item.start)
    return item.per or ("人" if each else None)


def _opening(folded: str, sentence: Piece, item: Quantity, last: Offer | None) -> str:
    """The words in front of the amount, without its number, where nothing better was read; else those of the last offer."""
    left = max(sentence.start, last.quantity.end if last else 0)
    words = _NUMBERED.sub("", folded[left : item.start].strip())
    words = _BY.sub("", (words.rpartition("，")[2] or words).strip(" ：、和及分别给予再了"))
    if last and (len(words) < 2 or adjoins(folded, last.quantity, item)):
        return last.benefit.label
    return words[-24:] or folded[sentence.start : sentence.end].strip()[:24]


def _offer(text: str, folded: str, sentence: Piece, item: Quantity, who: str, last: Offer | None) -> Offer:
    """The record of one offered amount; ``last`` is the offer before it in the sentence."""
    what = offered_behind(folded, item.end, sentence.end)
    before_it = folded[sentence.start : item.start]
    if told := raised(before_it):
        who, what = told
    if not what:
        before = offered_before(before_it[-24:])
        what = "" if before and before in who else before
    who, what = told_apart(_BY.sub("", who), what)
    who = "" if who in ("每人", "每年", "每月", "每户") or what.startswith(who) else who
    label = "：".join(filter(None, (who.strip("："), what))) or _opening(folded, sentence, item, last)
    evidence = (quote(text, sentence, item.start, item.end),)
    bound = _bound(folded, sentence, item, last)
    per = _per(folded, sentence, item)
    benefit = Benefit(label, item.low, item.high, item.unit, bound, item.raw, evidence, per)
    return Offer(item, benefit, sentence, who)
