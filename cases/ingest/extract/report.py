"""Whether a clause tells of money that was paid, is owned or is set aside, and offers none."""

import re

from .placed import HIGHEST, NOT_OFFER, OFFER, TOLD, Place
from .quantity import Quantity

# 租房补贴 212 人次 86 万元 tells what was paid to so many.
_TO_SO_MANY = re.compile(
    r"(?<![前每第\d])\d+[余多]?(?:人次?|笔|家|户|名|批|项)次?[ ]?(?:、|共计?|合计|计|金额)*[ ]?$"
)
# 分三年给予个人合计 12 万元的奖励: the whole of what one gets.
_GIVEN_IN_ALL = re.compile(
    r"(?:给予|予以|奖励|补助|补贴|资助)[^，。；\d了]{0,8}(?:合计|累计|总计|共计|总额|共)(?:最高)?[ ]?$"
)
_TO_MANY = re.compile(r"\d[余多]?(?:人次?|名|家|户|笔|批)")
# A ceiling of what one may get in all is an offer: 全年累计不超过 10 万元.
_IN_ALL = re.compile(r"全年|累计|合计|共计|总额|总计|上年")
# 发放补贴 4300 万元 reports what was paid, 每月发放 1000 元 and 对博士发放 20 万元 say what will be.
_PAID = re.compile(
    r"(?:发放|拨付|兑现|支付|发出|放贷|授信)(?!标准|额度)|(?:给|发|奖励|补贴|补助|资助|奖|补|送|拨|配套|垫付)了"
)
_BY_RULE = re.compile(
    r"每[人年月户名家个学]|按|一次性|分[别期\d一二三四五]|给予|予以|凡|可|最高|不超过|标准|(?:对|向|为)[^，。\d全共]{2,24}发放(?![^\d]*累计)"
)
_PRIZE = re.compile(r"[ ]?(?:的)?“[^“”，。；]{1,8}奖(?:金)?”")
_FUND = re.compile(
    r"^[ ]?(?:的)?[^，。；、\d]{0,16}(?:基金|专项资金|风险(?:补偿)?(?:资金池|资金|金池|金|池)|资金池|发展资金|引导资金|专项经费)"
)
_SETS_UP = re.compile(
    r"设立|设了|设有|设(?=[ ]?\d)|安排|列支|筹集|出资|预算|拿出|统筹|成立|组建|募集|划拨|投入"
)
SMALL_SUM = 300_000  # Yuan; what is paid out to many is more.


def reported(place: Place, since: str, rules: bool) -> bool:
    """Whether the clause tells of money paid, owned or set aside."""
    item, before, behind = place.item, place.before, place.behind
    ceiling = item.bound == "<=" or HIGHEST.search(before) or _whole(place)
    if not rules and item.per is None and _paid(item, since) and not _BY_RULE.search(before):
        return True
    if not rules and _TO_SO_MANY.search(before):
        return True
    if before.endswith("拿") and _PRIZE.match(behind):
        return False
    if NOT_OFFER.search(_IN_ALL.sub("", since) if ceiling else since):
        return True
    if not rules and NOT_OFFER.search(behind) and not OFFER.search(before):
        return True
    sets_up = _SETS_UP.search(before) or not OFFER.search(before)
    return bool(_FUND.match(behind) and sets_up and not HIGHEST.search(before))


def _whole(place: Place) -> bool:
    """Whether the sum is the whole of what somebody is given, and not what many were given."""
    match = _GIVEN_IN_ALL.search(place.before)
    told = place.told[: len(place.told) - len(match.group())] if match else ""
    return bool(match) and not TOLD.search(told) and not _TO_MANY.search(told)


def _paid(item: Quantity, before: str) -> bool:
    """Whether money went out; a small sum without 了 (发放 1000 元交通补贴) is what anybody gets."""
    match = _PAID.search(before)
    return bool(match) and (item.high >= SMALL_SUM or match.group().endswith("了"))
