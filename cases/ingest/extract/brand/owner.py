"""Whose a name is: a higher unit's or another place's programme is no brand of the county."""

import re
from functools import cache

from ...records import PlaceRef
from ...sieve import compiled
from ..gazetteer import gazetteer
from .mention import MARKS, Mention, counties, once_a_name

MAX_PLACE = 6  # Longer names of provinces and prefectures are met by their short ones.
_ABOVE = re.compile(r"(?:国家|全国|[^县全我]省|^省|中央|部委|国务院)(?:级|里|委|市)?$")
_CITY = re.compile(
    r"(?:^|[，。；：、“和与及入选获\n])[市州盟](?:级|里|委)?$|(?:国家|省)(?:级)?、[市州](?:级)?$"
)
# 市里开展“赣才归巢”行动, said in a county.
_ABOVE_DOES = re.compile(
    r"(?:^|[，。；：\n])(?:今年|去年|近年来?|同时|此前|\d{1,4}[年月])?(?:省|市|州|地区)(?:里|委|政府|上|级)[\u4e00-\u9fff]{1,6}$"
)
# Short names of provinces that hardly stand in a name for anything else.
_PROVINCES = {
    "冀": "河北", "豫": "河南", "湘": "湖南", "皖": "安徽", "鲁": "山东", "苏": "江苏", "赣": "江西", "鄂": "湖北", "桂": "广西",
    "晋": "山西", "陕": "陕西", "闽": "福建", "粤": "广东", "黔": "贵州", "琼": "海南", "沪": "上海", "渝": "重庆", "辽": "辽宁",
    "浙": "浙江",
}  # fmt: skip
# “德清的‘码上才’”, said in another county.
_OWNER = re.compile(r"(?P<name>(?:(?![在于驻])[\u4e00-\u9fff]){2,7})的$")
_PROVINCE = compiled(
    r"(?<=[归回返来入留在聚汇兴融赴援创])[冀豫湘皖鲁苏赣鄂桂晋陕闽粤黔琼沪渝辽浙]|[冀豫湘皖鲁苏赣鄂桂晋陕闽粤黔琼沪渝辽浙]$"
)


def of_others(folded: str, mention: Mention, place: PlaceRef | None) -> bool:
    """Whether a name is a higher unit's or another place's: “AI宁波”大赛 in a county of Ningbo, 省“银帆”行动."""
    before = folded[max(0, mention.start - MAX_PLACE) : mention.start].rstrip("“‘")
    if _ABOVE.search(before) or (place and _of_city(folded, mention, before, place)):
        return True
    own = (place.name, place.name_now) if place else ()
    if (
        place
        and (owner := _OWNER.search(folded, max(0, mention.start - 10), mention.start))
        and _is_other_county(owner["name"], place)
    ):
        return True
    standing = {before[-size:] for size in range(2, MAX_PLACE + 1)}
    if any(not _is_own(name, own) for name in standing & _higher()):
        return True
    plain = MARKS.sub("", mention.name)
    if mention.prefix and not any(name.startswith(mention.prefix) for name in own):
        return True
    if any(name and name.rstrip("省市县区旗") in plain for name in own):
        return False
    if any(not _is_own(name, own) and not _is_product(plain, name) for name in _higher_in(plain)):
        return True
    if place and _province(place.code)[-1:] in plain:  # “浙川才桥”: of two provinces, one of them its own.
        return False
    return bool(place) and any(_is_foreign(m.group(), own, place) for m in _PROVINCE.finditer(plain))


def _of_city(folded: str, mention: Mention, before: str, place: PlaceRef) -> bool:
    """市“星耀”计划 or 市里开展“归巢”行动 in a county, 州“攀西英才” in a county-level city."""
    if place.code.endswith("00"):
        return False
    city = _CITY.search(before)
    if city and (place.name[-1] in "县区旗" or "市" not in city.group()):
        return True
    does = _ABOVE_DOES.search(folded[max(0, mention.start - 12) : mention.start])
    return bool(does) and (place.name[-1] in "县区旗" or "市" not in does.group())


def _is_other_county(words: str, place: PlaceRef) -> bool:
    """Whether words end in a county that is no part of the place, told by its suffix or the unit above: 浙江德清, 高邮市."""
    name = words[:-1] if words[-1] in "县市区旗" else words
    short = next((name[-size:] for size in (3, 2) if name[-size:] in counties()), "")
    if not short or name == words and not any(name.startswith(above) for above in _higher()):
        return False
    within = place.code.removesuffix("00").removesuffix("00")
    return not any(code.startswith(within) for code in counties()[short])


def _is_foreign(letter: str, own: tuple[str, ...], place: PlaceRef) -> bool:
    """Whether a province's short name in a brand's name is neither the place's own nor its province's."""
    return letter not in "".join(own) and _PROVINCES[letter] != _province(place.code)


@cache
def _province(code: str) -> str:
    """The short name of the province that a code belongs to."""
    units = gazetteer().by_code(f"{code[:2]}0000")
    return units[0].short if units else ""


def _is_product(plain: str, name: str) -> bool:
    """“普洱茶匠”: a kind of tea is named after the city, and the name says nothing of it."""
    at = plain.find(name) + len(name)
    return plain[at : at + 1] in tuple("茶酒瓷绣砚菜面粉桃梨橙枣锦笔墨纸")


def _is_own(name: str, own: tuple[str, ...]) -> bool:
    """Whether a higher unit is the place itself (a city's own summary)."""
    return any(each.startswith(name) or name.startswith(each) for each in own)


@cache
def _higher() -> frozenset[str]:
    """The names of provinces and prefectures with and without their suffix."""
    units = [unit for unit in gazetteer().units if unit.level != "county"]
    return frozenset({u.name for u in units} | {u.short for u in units if len(u.short) >= 2})


@once_a_name
def _higher_in(name: str) -> frozenset[str]:
    """The provinces and prefectures that stand in a name."""
    pieces = {name[at : at + size] for at in range(len(name)) for size in range(2, MAX_PLACE + 1)}
    return _higher() & pieces
