"""The place that a heading names: 甲水县：青年回乡, 【甲水】, 【甲水】青年回乡, 一、甲水县育才, 甲水｜青年回乡, 青年回乡（甲水县）.

Names of places are known by their form (…县, …市, …区, …旗) and by being spoken of in the text that follows.
"""

import re
from functools import cache

from .extract.gazetteer import gazetteer, provinces, short
from .extract.sentence import fold
from .extract.words import words
from .line import BULLET, HAN, NUMBERED, generic, unnumbered

MOST_SHORT = 4  # So many characters has a county's name without its unit, that may stand alone on a line.
LEAST_LISTED = 3  # So many places on a line are a list; two may be what a headline is about.
OFTEN = 2  # So often the text below a known short name must have it.
_UNIT = "自治县|自治旗|自治州|县|市|区|旗|盟|州"
# Words in 县, 市 or 区 that are no unit's name, unless the table of places has it, as 海门市 or 大名县.
_NO_UNIT = re.compile(
    r".*(?:[园社校片辖库景街小灾牧]区|[超上都门股楼夜]市|(?:示范|功能|产业|保护|实验|试验|先行|核心|集聚|经济|合作|开发)区"
    r"|[强大名]县|.*(?:丘陵|山区|农业|工业|人口|资源|贫困|边境|山地|牧业|民族)[大小]?县$|强[市区]|县市|市区)$|(?:主|中心)?城[区市]$|矿区$"
    r"|[全各本我该每跨][市县区省州旗盟]|.*(?:人才|建设|打造|推进|创建|争创|百强|[加做增][强大优]|[深强优]化|推动|促进|加快|完善"
    r"|健全|坚持|突出|聚焦|围绕|实施|开展|探索|创新|统筹|构建|搭建|服务|引导|支持|鼓励|助力|赋能|提升|拓展|深入|落实|发挥|实现|培育"
    r"|引进|吸引|整合|联[合动])"
)
_ANY_CITYS = ("城区", "郊区", "矿区")  # Units of some cities, parts of all others.
_TAIL = "(?![域级里城情校企际属直委])"  # 县域, 市级 and the like are no ends of names.
_PLACE = re.compile(
    rf"(?P<name>[{HAN}]{{1,14}}?(?:{_UNIT}))(?:(?:\s*[:：|｜]\s*|\s*——?\s*|\s+)(?P<rest>.*))?"
)
_PLACE_FIRST = re.compile(rf"(?P<name>[{HAN}]{{2,5}}?(?:{_UNIT})){_TAIL}(?P<rest>.{{4,}})")
_SHORT_PLACE = re.compile(rf"(?P<name>[{HAN}]{{2,6}})\s*[:：|｜](?P<rest>.*)")
_PLACE_LAST = re.compile(rf"(?P<rest>.{{4,40}})[（(](?P<name>[{HAN}]{{2,16}})[）)]")
# 【甲水】青年回乡: the brackets stand for the colon.
_BOXED_PLACE = re.compile(
    rf"[【\[〔](?:[{HAN}]{{2,8}}[·・•‧\s—-]\s?)?(?P<name>[{HAN}]{{2,10}})[】\]〕]\s*(?P<rest>.{{4,}})"
)
# 甲水篇 茶山来了新人, 甲水样本：茶山来了新人: the part of a text about several places that tells of one.
_TOLD_OF = re.compile(
    rf"(?P<name>[{HAN}]{{2,6}}?)(?:篇|样本|经验|实践|模式|探索|故事|做法|答卷)(?:\s*[:：|｜·—-]+\s*|\s+)(?P<rest>.{{4,}})"
)
# 甲水 茶山来了新人: the space stands for the colon.
_SPACED_PLACE = re.compile(rf"(?P<name>[{HAN}]{{2,4}})\s(?P<rest>[^ ].{{5,}})")
# 苏北, 豫东: a part of a province, before a county's short name.
_REGION = re.compile("[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘陇青宁新疆][东西南北中]")
_LISTED = re.compile("[、，, ]+")
_BARE_PLACE = re.compile(f"(?P<name>[{HAN}]{{2,6}})(?P<rest>)")
CASE_NUMBER = re.compile(
    r"[【\[]?\s*(?:(?:典型|创新|优秀|实践|经验|工作)?案例\s?(?:[一二三四五六七八九十百\d]{1,3}|[（(][一二三四五六七八九十百\d]{1,3}[）)])"
    r")"
    rf"(?:\s*[】\]]\s*|\s*[:：、.．—-]+\s*|\s+|(?=[{HAN}]{{2,6}}[:：])|$)"
)


def place_head(text: str) -> tuple[str, str, bool] | None:
    """The place a heading names and the rest of the heading: ``甲水县：青年回乡`` → ``("甲水县", "青年回乡", True)``.

    The flag says that the name stands apart and has its unit; otherwise (``甲水：青年回乡``, ``一、甲水县育才``,
    ``【甲水】``) the text below has to speak of that unit.
    None for headings that name none: 主要做法：, 二、园区平台, 建设人才强县.
    """
    text = fold(text)
    number = CASE_NUMBER.match(text)
    bare = unnumbered(text[number.end() :] if number else text).strip("【】[] ").removeprefix("——")
    boxed = _BOXED_PLACE.fullmatch(text)
    if (
        boxed
        and boxed["name"] not in _ANY_CITYS
        and (boxed["name"] in known_names() or _PLACE.fullmatch(boxed["name"]))
        and _may_be_place(boxed["name"])
    ):
        return boxed["name"], boxed["rest"], False
    whole = _PLACE.fullmatch(bare)
    if whole and _may_be_place(whole["name"]):
        return whole["name"], whole["rest"] or "", True
    last = _PLACE_LAST.fullmatch(bare)
    if last and last["name"] in known_names():
        return last["name"], last["rest"], True
    told = _TOLD_OF.fullmatch(bare)
    if told and told["name"] in known_names():
        return told["name"], told["rest"], False
    if (
        (bare[:2] in provinces() or _REGION.match(bare))
        and bare[2:] in known_names()
        and len(bare) <= MOST_SHORT + 2
    ):
        return bare[2:], "", False  # 江苏甲水, 苏北甲水
    if bare in known_names() and len(bare) <= MOST_SHORT or text[:1] in "（(" and text[1:-1] in known_names():
        return text[1:-1] if text[:1] in "（(" else bare, "", False
    spaced = _SPACED_PLACE.fullmatch(bare)
    if spaced and spaced["name"] in known_names():
        return spaced["name"], spaced["rest"], False
    opened = marked(text)
    first = _PLACE_FIRST.fullmatch(bare) if opened else None
    if first and _may_be_place(first["name"]):
        return first["name"], first["rest"], False
    stem = _SHORT_PLACE.fullmatch(bare) or (_BARE_PLACE.fullmatch(bare) if opened else None)
    if stem and not generic(stem["name"]) and _may_be_place(stem["name"]):
        return stem["name"], stem["rest"].strip(), False
    return None


def places_only(text: str, least: int = LEAST_LISTED) -> bool:
    """Whether the line lists ``least`` places or more and says nothing of them: ■ 甲水县、乙水市、丙旗, as above their pieces."""
    listed = _LISTED.split(unnumbered(text))
    return len(listed) >= least and all(
        name in known_names() or (_PLACE.fullmatch(name) and _may_be_place(name)) for name in listed
    )


def _may_be_place(name: str) -> bool:
    return not _NO_UNIT.match(name) or name in known_names()


@cache
def known_names() -> frozenset[str]:
    """The names of all units of China, and what is left of them without 县, 市, 区 or 旗."""
    known = {unit.name for unit in gazetteer().units}
    return frozenset(known | {short(name) for name in known})


def marked(text: str) -> bool:
    """Whether a heading opens with a number, a bullet or a bracket."""
    return bool(CASE_NUMBER.match(text) or BULLET.match(text) or NUMBERED.match(text) or text[:1] in "【[")


@cache
def _everyday() -> frozenset[str]:
    """Names of places that are everyday words too: 合作, 和平."""
    return frozenset(" ".join(words("not_places")).split())


def everyday(name: str) -> bool:
    """Whether the place's name is an everyday word too, that a heading may mean: 合作：…, 和平：…."""
    return name in _everyday()


def borne_out(name: str, full: bool, below: str) -> bool:
    """Whether the text below speaks of the place that a heading names; ``full`` as ``place_head`` says it."""
    below = fold(below)
    stem = re.sub(rf"(?:{_UNIT})$", "", name)
    if full:
        parts = [name[-size:] for size in range(2, 7) if len(name) > size and name[-size:] in known_names()]
        spoken = [name[:2], *(stem[-size:] for size in (4, 3, 2) if len(stem) >= size), name, *parts]
        return any(form in below for form in spoken)
    if stem != name:
        return bool(re.search(re.escape(name) + _TAIL, below))
    if name in known_names() and not everyday(name) and below.count(name) >= OFTEN:
        return True
    forms = "|".join(re.escape(name[-size:]) for size in range(2, len(name) + 1))
    return bool(re.search(rf"(?:{forms})(?:{_UNIT}|[{HAN}]{{1,10}}?族自治[县旗州]){_TAIL}", below))
