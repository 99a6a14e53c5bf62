"""Names without marks behind a verb of founding that begin with the county's name, or have a word of their own.

「与农大合办云溪食用菌学院」「建成云溪专家大院」「启动环湖候鸟计划」 are names; 「成立云溪县农业技术学院」「实施青年人才安居工程」 are none,
for every county has such.
"""

import re
from collections.abc import Iterator

from ...sieve import compiled
from .framed import DOING, made
from .mention import HAN, STRONG, Mention, counties, rest_of

_FOUND = "(?:建成|建立|建起|成立|设立|组建|共建|合办|联办|创办|办起|办了|开办|筹建|启用|打造|建设|揭牌|挂牌|设)(?:了|起)?"
_HOUSE = "专家大院|人才大院|研究所|研究中心|科创中心|创新中心|人才飞地|科创飞地|研发飞地|产业飞地|飞地|学院|夜校|大师赛"
_FOUNDED = compiled(
    rf"{_FOUND}(?:[^，。；、“”\n]{{0,6}}?的|[^，。；“”\n]{{2,20}}?——)?(?P<name>(?P<place>[{HAN}]{{2,3}})[县市区]?(?:（[{HAN}]{{2,4}}）)?[{HAN}]{{0,12}}?(?:{_HOUSE}))(?=[，。；、（\n]|和|及|与)"
)
# What any county has, and what teaches a trade as its profession.
_EVERYWHERE = re.compile(
    r"职业|技术|技工|技师|师范|医学|党|干部|社区|行政|老年|科技创新中心|农业科学|畜牧|检[验测]|疾病|^[^（]{0,5}(?:研究[所中]心?|创新中心)$"
)
_SET_GOING = compiled(
    rf"(?:实施|启动|推行|推出|开展|组织|实行|发布)(?:了|起)?(?P<name>[{HAN}]{{4,10}}(?:计划|行动|工程))(?=[，。；、（：\n])"
)
# 设立县长人才奖: a prize that is set up, by whose it is.
_PRIZE = compiled(
    rf"(?:设立|创设|增设|设)(?:了)?(?P<name>[{HAN}]{{2,6}}(?:人才|英才|伯乐|引才|聚才|工匠)(?:突出贡献|贡献|荣誉)?奖)(?=[，。；、（\n])"
)
_TALENT = re.compile("[才智贤英匠雁凤鸟师归返引育聘创学徒士]")
_FUNCTION = re.compile(r"[的了是在和与等把被对为将从向及或让使由于到至有不个项名位批各以我下]")


def founded(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names of ``folded[start:end]`` that are founded so."""
    for match in _FOUNDED.finditer(folded, start, end):
        place = next((match["name"][:size] for size in (3, 2) if match["name"][:size] in counties()), "")
        rest = match["name"][len(place) :]
        if place and not _EVERYWHERE.search(rest) and not _FUNCTION.search(rest) and len(rest) >= 3:
            yield made(folded, *match.span("name"), STRONG, place)
    for match in _PRIZE.finditer(folded, start, end):
        if len(rest_of(match["name"][:-1])) >= 2 and not _FUNCTION.search(match["name"]):
            yield made(folded, *match.span("name"), STRONG)
    for match in _SET_GOING.finditer(folded, start, end):
        words = match["name"][:-2]
        own = rest_of(words)
        named = len(own) >= 2 and words.startswith(own[:2]) and not DOING.match(words)
        if named and _TALENT.search(words) and not _FUNCTION.search(words):
            yield made(folded, *match.span("name"), STRONG)
