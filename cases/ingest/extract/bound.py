"""The words around a number that make it a bound: 近 30 个, 不少于 3 家, 至少培养 3 名, 5 个以上, 100 名左右."""

import re

from ..records import Bound
from ..sieve import compiled

MAX_BEFORE = 10  # So far in front of a number the word that bounds it may begin.
_BEFORE = compiled(
    r"(?P<le>(?:不[能得](?:超过|高于|多于)|(?<=[\u4e00-\u9fff])不过|不超过|不高于|不多于|不超|最高(?:不超过|可达|达到|达|为|至)?|至多|最多|上限为?|封顶)$)"
    r"|(?P<ge>(?:不能?(?:少|低)于|不得(?:少|低)于|不下于?|至少|最少|最低|起码|不小于|少说有?)(?:[达到有为]|拥有|引进)?$)"
    r"|(?P<ge_apart>(?:至少|最少|起码)(?:[\u4e00-\u9fff]{1,6})$)"
    r"|(?P<gt>(?:超过|突破|高于|多于|大于|不止|(?<![赶反])超|逾|打?破|跨[过越]|迈过|闯过|越过)了?$)"
    r"|(?P<gt_past>(?:(?<=收入)|(?<=入库)|(?<=产值)|(?<=税收)|(?<=规模)|(?<=总[量额])|(?<=售额)|(?<=[人户]数)|(?<=年薪)|(?<=营收)|(?<=利润)|(?<=余额)|(?<=[要早]))过$)"
    r"|(?P<lt>(?:接近|将近|不到|(?<!能)不够|不足|不满|少于|低于|小于|未满|未达到?|(?<![附最临邻])近)$)"
    r"|(?P<about>(?:大约|约为|大概|大致|差不多|(?<![节签预制公条契邀履违合解])约(?:[占达有为合])?)(?:有)?$)"
)
# 约占结业学员的两成, 不足企业总数的 5%: what bounds a share may stand before that of which it is one.
_SHARE_OF = re.compile(
    r"(?:(?P<about>大?约占|约为|约(?=全))|(?P<lt>不足|不到|接近|将近|近(?=全))|(?P<le>不超过|不高于|不多于|不超出)|(?P<ge>不低于|不少于|不小于)|(?P<gt>(?<!不)(?:超过|超出|突破|多于)))了?[^，。；：、\d]{1,14}的$"
)
_BOUND: dict[str, Bound] = {
    "le": "<=",
    "ge": ">=",
    "ge_apart": ">=",
    "gt": ">",
    "gt_past": ">",
    "lt": "<",
    "about": "~",
}
# What may stand behind the unit, longest first.
AFTER: dict[str, Bound] = {
    "及其以上": ">=",
    "及以上": ">=",
    "以上": ">=",
    "之上": ">=",
    "以内": "<=",
    "之内": "<=",
    "以下": "<=",
    "左右": "~",
    "上下": "~",
    "还要多": ">",
    "还多": ">",
    "有余": ">",
    "开外": ">",
    "出头": ">",
}


def bound_before(folded: str, start: int) -> tuple[int, Bound | None]:
    """Where an amount begins with its word in front, and what that word means; 最高 and 至少 with a verb stay outside."""
    left = start - 1 if start and folded[start - 1] == " " else start
    match = _BEFORE.search(folded, max(0, left - MAX_BEFORE), left)
    if not match or not match.lastgroup:
        return start, None
    outside = match.lastgroup == "ge_apart" or match.group().startswith("最高")
    return (start if outside else match.start()), _BOUND[match.lastgroup]


def share_bound(folded: str, start: int, bound: Bound) -> Bound:
    """The bound of a share that begins at ``start``; 约占学员的两成 states it before the whole."""
    found = _SHARE_OF.search(folded, max(0, start - 20), start) if bound == "=" else None
    return _BOUND[found.lastgroup] if found and found.lastgroup else bound
