"""Whether a quoted string is made like a name: a rare word in front of what people, places and meetings are called."""

import re
from collections.abc import Callable
from functools import cache

from ..gazetteer import gazetteer
from ..words import any_of, rows
from .mention import HAN, counties, once_a_name, rest_of

_ENDS = tuple((re.compile(rf"(?:{row[0]})$"), int(row[1])) for row in rows("brand_coined_ends"))
_SHAPE = re.compile(rf"[{HAN}A-Za-z\d·]{{3,9}}")
_COMMON = re.compile(any_of("brand_common"))
_JUDGED = re.compile(r"状元|匠[师人]|秀才")
_PRAISED = re.compile(
    r"(?:最美|优秀|先进|十[佳大]|金牌|高考|中考|文科|理科|全[国省]|国家|省级|新科|种[粮田]|养[猪殖])"
)
# Counted twice: 百村千匠, 一县一特, 一村一社区一名大学生.
_PARALLEL = re.compile(
    rf"[百千万][{HAN}][百千万][{HAN}]{{1,2}}|一[{HAN}]{{1,3}}一[{HAN}]{{1,3}}(?:一[{HAN}]{{2,6}})?"
)
_HONOURS = re.compile("杰出|突出|优秀|先进|特别|重大|贡献|伯乐|荣誉|终身|人才|科技|创[新业]|引才|育才")
_CALL = re.compile("(?:[才智贤英慧雁凤俊][汇聚引归集创领]|[汇聚引爱筑创集][才智贤英慧雁凤俊梦])")
_HALVES = re.compile("[·、，]")
_MUTUAL = re.compile(rf"[百千万]{{1,2}}[{HAN}]{{1,3}}[进联入下走助帮惠汇聚访结][百千万]{{0,2}}[{HAN}]{{1,3}}")
_PAPER = re.compile(r"[卡码券票证]$")
_DISTINGUISHED = re.compile(
    rf"(?:{_PRAISED.pattern}|致富|道德|文明|示范|模范|标兵|岗位|五一|三八|五四|青年突击|巾帼|好[^，]|[土田文武男女新老高中]..?$)"
)
_CHOSEN = re.compile(r"^(?:的)?(?:招募令|召集令|英雄帖|评选|选树|评比|评定|认定|选拔)(?!标准|条件|委员)")


@once_a_name
def coined(plain: str) -> int:
    """What the making of a name speaks for it: 2 for 橘缘会 and 椰才一窗, 3 where it begins with a county, 1 for 云溪湾."""
    if not _SHAPE.fullmatch(plain) or _COMMON.fullmatch(plain):
        return 0
    for end, score in _ENDS:
        match = end.search(plain)
        stem = plain[: match.start()] if match else ""
        if match and len(rest_of(stem)) >= (2 if len(stem) < 3 else 1) and not _PRAISED.match(plain):
            return score + (score == 2 and _placed(plain))
    return 0


def common(plain: str) -> bool:
    """Whether a whole name is an everyday word or an institution that every county has."""
    return bool(_COMMON.fullmatch(plain))


def everyday(plain: str) -> bool:
    """董事会, 文学社: short words that anybody uses; a longer one may hold a name (渔港文化双选会)."""
    return len(plain) <= 4 and bool(_COMMON.fullmatch(plain))


def distinct(plain: str) -> bool:
    """Whether a name has three letters at least that are not everybody's: 静匠班, not 智能工厂."""
    return len(rest_of(plain)) >= 3 and not _COMMON.fullmatch(plain)


def people(plain: str) -> bool:
    """侨乡土状元, 宜都匠师: people whom the place chooses under a coined name, though the last word alone is a figure."""
    return len(plain) >= 4 and bool(_JUDGED.search(plain[-2:])) and coined(plain) >= 2


def chosen(plain: str, behind: str) -> bool:
    """“宜都匠师”评选, “沿河乡土能人”选拔: people are chosen under the name."""
    own = len(plain) >= 4 and len(rest_of(plain)) >= 2 and not _PRAISED.match(plain)
    return bool(_CHOSEN.match(behind)) and (own or coined(plain) >= 2)


def praised(plain: str) -> bool:
    """优秀教师, 致富能手: what anybody is called who does well."""
    return bool(_DISTINGUISHED.match(plain))


def paper(plain: str) -> bool:
    """侨乡英才卡, 安居券: something that one holds or shows."""
    return bool(_PAPER.search(plain)) and not _COMMON.fullmatch(plain)


@once_a_name
def borne(plain: str, figure: Callable[[str], bool]) -> bool:
    """茶园多面手, 牛状元: a figure of speech with something of the place's own in front; not 行家里手, 致富能手, 土秀才."""
    if len(plain) < 3 or _COMMON.fullmatch(plain) or _DISTINGUISHED.match(plain):
        return False
    if _JUDGED.search(plain[-2:]):
        return bool(rest_of(plain[:-2]))
    return any(figure(plain[cut:]) and len(rest_of(plain[:cut])) >= 2 for cut in range(2, len(plain) - 1))


def parallel(plain: str) -> bool:
    """百村千匠, 一县一特: a number and a thing, twice; a turn of phrase unless something is founded under it."""
    return bool(_PARALLEL.fullmatch(plain))


def prize(plain: str) -> bool:
    """丹霞人才奖: a prize with a name of the place's own; not 杰出人才奖."""
    return plain.endswith("奖") and distinct(plain) and not _HONOURS.match(plain)


@once_a_name
def called(plain: str) -> bool:
    """智汇宜丰, 才聚德清: two letters of talent that call to a place, or of the place and what comes to it."""
    return bool(_CALL.match(plain)) and plain[2:] in _places()


def calling(plain: str) -> bool:
    """智汇龙乡: the same, to what the place is known as."""
    return len(plain) == 4 and bool(_CALL.match(plain)) and len(rest_of(plain[2:])) == 2


@once_a_name
def couplet(plain: str) -> bool:
    """雁归天河·职选郧西: two halves of about one length, as activities are called; 智汇台州、百校引才 calls to the place."""
    halves = _HALVES.split(plain)
    if len(halves) != 2 or not 3 <= len(halves[0]) <= 7 or abs(len(halves[0]) - len(halves[1])) > 1:
        return False
    return "·" in plain or called(halves[0]) or called(halves[1])


@once_a_name
def paired(plain: str) -> bool:
    """精准服务、送岗到家: two halves of four letters each."""
    halves = _HALVES.split(plain)
    return len(halves) == 2 and len(halves[0]) == len(halves[1]) == 4


@once_a_name
def mutual(plain: str) -> bool:
    """百企联百校, 千名学子进百企: so many of these come to so many of those."""
    return bool(_MUTUAL.fullmatch(plain))


@cache
def _places() -> frozenset[str]:
    """The short names of counties and cities, of two or three characters."""
    units = (unit for unit in gazetteer().units if unit.level in ("county", "prefecture"))
    return frozenset(unit.short for unit in units if 2 <= len(unit.short) <= 3)


def _placed(plain: str) -> bool:
    """Whether a name begins with a county's."""
    return plain[:2] in counties() or plain[:3] in counties()
