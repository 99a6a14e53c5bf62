"""Whether an amount of its unit can be what is offered: money, a share of a cost, a time free of rent, a room, points."""

import re

from .cost import on_top
from .instalment import part_paid
from .placed import HIGHEST, OFFER, Place
from .room import MAX_ROOM, given_room

RATE = re.compile(
    r"(?:增长|提高|比重|占比?|覆盖率?|满意率|[^利汇费]率|达到?|超过?|下降|降低|完成|股份?|持股|每?增加)[了为至达到 ]{0,3}$"
)
# 按上年 10% 的增幅安排预算: no share of anything.
_GROWTH = re.compile(r"[ ]?的?(?:增幅|增速|增长|速度|年增)")
# 资助比例提高到 35%: what is raised is the offer.
_GIVEN_SHARE = re.compile(
    r"(?:资助|补助|补贴|贴息|报销|奖励|配套|减免)(?:的)?(?:比例|标准|幅度)[^，。；]{0,10}(?:提高|增加|上调|调整|提|增|涨)了?[到至为][ ]?$"
)
_PAY_SHARE = re.compile(
    r"^[ ]?(?:的)?(?:标准|比例|价格)?(?:计)?(?:收取|缴纳|计收|计租|支付|交纳|收费|收租|缴租|交租)"
)
_RENT = re.compile(r"租|价|费")
_FREE_BEHIND = re.compile(
    r"[ ]?(?:的|内|之?内)?(?:免租|免费|免息|免缴|免除|房租减免|租金减免|保护|缓冲|宽限|过渡期|租金?(?:全|减)?免|免收|免交|房租全免|房租免|租金免|利息全免|免息)"
)
_FREE_BEFORE = re.compile(
    r"(?:免费(?:入?住|居住|住宿|入住|使用|租用|提供|享受|借住|试住)?|免租金?期?|(?:入?住|租金?|房租|场租)[^，；。\d]{0,6}免费|缓冲期|保护期|免租住)[^，。；\d]{0,14}$"
)
# 可免费住宿，最多 7 晚; 每年可疗养 7 天
_FREE_SO_LONG = re.compile(
    r"免费[^，。；\d]{0,4}(?:住宿|入住|居住|借住)，(?:(?:最多|最长|每次|可住|一次)(?:可|不超过)?(?:住)?)?[ ]?$"
    r"|(?:可|享受|安排)[^，。；\d了]{0,8}(?:疗养|休养|疗休养)[ ]?$"
)
_NIGHTS = ("天", "晚", "日", "个月", "月", "年", "周")
_MEMBER = re.compile(r"(?:为|补|类|级|档|博士|硕士|本科生?)[ ]?$")
_SCORE = re.compile(r"考核|附加分|加分|计分|赋分|评分")
_TIMES = re.compile(r"按|给予|补|奖")
# 是财政补助的 9 倍: compared, not given.
_COMPARED = re.compile(r"(?:是|为|相当于|达)[^，。；]{0,16}的[ ]?$")
MAX_LISTED = 34
SHORT_CLAUSE = 14


def fits(place: Place, rules: bool, offered: bool, roomy: bool) -> bool:
    """Whether an amount of this unit can be what is offered; ``roomy``: the one before it was a room."""
    item, before, words = place.item, place.before, place.words
    if item.kind == "money":
        return True
    if item.kind == "percent":
        return _fits_share(place, rules, offered)
    if item.kind == "time":
        return item.unit in _NIGHTS and bool(
            _FREE_BEHIND.match(place.behind)
            or _FREE_BEFORE.search(before)
            or _FREE_SO_LONG.search(place.told)
        )
    if item.kind == "score":
        return bool(_SCORE.search(words))
    if item.kind == "area":
        if item.high > MAX_ROOM:
            return False
        listed = roomy and len(words) <= MAX_LISTED
        return listed or place.limits(offered) or given_room(before, place.behind, words, place.sentence)
    return item.kind == "times" and bool(_TIMES.search(before)) and not _COMPARED.search(before)


def _fits_share(place: Place, rules: bool, offered: bool) -> bool:
    """Whether a share is one of costs that is paid or let off, and no rate of growth."""
    before, words = place.before, place.words
    if part_paid(place.item.kind, place.before, place.sentence) or _GROWTH.match(place.behind):
        return False
    if RATE.search(before) and not (HIGHEST.search(before) or _GIVEN_SHARE.search(before)):
        return False
    if _PAY_SHARE.match(place.behind):
        return bool(_RENT.search(place.sentence))
    if on_top(before):
        return offered
    listed = offered and bool(_MEMBER.search(before)) and len(words) <= SHORT_CLAUSE
    return bool(OFFER.search(words) or listed or ("按" in before and (rules or place.granted_later)))
