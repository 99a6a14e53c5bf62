"""Names without marks that the frame around them tells: people chosen in rounds, a heading the text comes back to,
a meeting told at once what it is, a centre of several provinces.

「评选第三批云都工匠20名」「四、博士云山行：把智囊请上山」「有，云山论剑。就是每年……」 are names; 「评选优秀工匠20名」
「四、产业学院：把课堂搬进车间」 are none.
"""

import re
from collections.abc import Iterator

from ...sieve import compiled
from . import coined, context
from .mention import (
    HAN,
    PROGRAMME,
    SECTION,
    STRONG,
    WITHIN,
    Mention,
    counties,
    head_of,
    key_of,
    kind_of,
    rest_of,
)

_FUNCTION = re.compile(r"[的了是在和与等把被对为将从向及或让使由于到至有不个项名位批以各我下]")
_ROUND = r"(?:首[批届]|第[一二三四五六七八九十\d]{1,3}[批届])"
_PEOPLE = compiled(
    rf"(?:评选|选树|评定|认定|选拔|遴选|评出|选出|命名)(?:表彰|了|出)?{_ROUND}(?P<name>[{HAN}]{{2,6}}?(?:工匠|名匠|巧匠|匠[师人]|名[师医家]|大师|师傅|能人|巧手|绣娘))(?=[一二三四五六七八九十\d]{{1,4}}[余多]?[名位人])"
)
# 推行漓江工匠评定，每年评30名: what people are chosen as.
_CHOICE = compiled(
    rf"(?:推行|开展|组织|启动|实行|举行|举办)(?:了)?(?P<name>[{HAN}]{{2,6}}?(?:工匠|名匠|巧匠|匠[师人]|名[师医家]|大师|能人|巧手|绣娘))(?=(?:评定|评选|选树|认定|选拔|评比)(?:活动|工作)?[，。；、])"
)
_TOPIC = re.compile(
    rf"\n[ ]*(?:[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十\d]{{1,3}}）|\d{{1,2}}[.．、])?[ ]*(?P<name>[{HAN}]{{4,10}}+)(?=[：:]|——)"
)
# Institutions bear the words of their trade; a heading that begins with one is about it.
_INSTITUTION = frozenset(
    "学院 商学院 书院 产业园 创业园 科创园 园区 银行 基地 中心 研究院 工作站 联盟 社区 平台 项目 实验室".split()
)
# Looked for by its last word, since any character could begin it.
_MEETING = compiled(
    rf"(?:论剑|论道|问道|夜话|雅集)(?=[。，]?(?:就是|每|一[年季月]|已|办|第)|[。，][{HAN}]{{0,6}}(?:办|讲)[^，。]{{0,6}}[\d一二三四五六七八九十])"
)
# 3.羊城名医培养项目。 (一)产业提升人才行动计划。 A point of a plan that is but a noun.
_POINT = compiled(
    rf"(?:^|(?<=\n)|(?<=[。；）]))[ ]*(?:（[一二三四五六七八九十\d]{{1,3}}）|\d{{1,2}}[.．、])(?P<name>(?:\d{{3,4}})?[{HAN}]{{2,13}}(?:项目|行动计划|行动|工程|计划|学堂|夜校|讲堂|合伙人|博士后|大赛|驿站|公寓))(?=[。：\n])"
)
# （三）农村能人“551”行动。 The same with marks within.
_POINT_MARKED = compiled(
    rf"(?:^|(?<=\n)|(?<=[。；）]))[ ]*(?:（[一二三四五六七八九十\d]{{1,3}}）|\d{{1,2}}[.．、])(?P<name>[{HAN}]{{2,10}}“[^“”\n]{{1,8}}”(?:行动|工程|计划|培训|项目))(?=[。：\n])"
)
_PARTICLE = re.compile(r"[的了是在和与等把被对将向及]|以[及上下]")
DOING = re.compile(
    r"^(?:实施|推进|推行|开展|启动|组织|建设|加强|加快|落实|申报|抓好|做好|谋划|强化|完善|重点|资助|支持|引进|打造|策划|深化|扩大|优化|包装)"
)
# 组织人才夜市、学子家乡行等活动: what the words in front of 等活动 end in.
_ACTIVITIES = compiled(r"等(?:系列|主题|品牌|人才|引才){0,2}活动")
_ACTIVITY_LIST = re.compile(
    rf"(?:组织|开展|举办|举行)(?:了|开展|举办)?(?P<items>(?:[{HAN}]{{3,20}}、){{0,4}}[{HAN}]{{3,10}})$"
)
_ACTIVITY = re.compile(
    rf"(?![{HAN}]*(?:招聘|宣传|援助|纪念|志愿者|劳动|妇女|青年|教师|记者|读书|文化|旅游|购物|采摘|观光)[日周月节行])[{HAN}]{{2,8}}(?:[乡园企县市村家校]行|体验日|开放日|人才日|夜市|下午茶|夜话|家乡行)"
)
# 中国·云州海外人才创业大赛, 中国（云州）工业设计大会: what calls itself national by the place's name.
_NATIONWIDE = compiled(
    rf"中国(?:[·•][{HAN}]{{6,20}}?|（[{HAN}]{{2,4}}）[{HAN}]{{4,16}}?|[{HAN}]{{2,3}}[·•][{HAN}]{{4,16}}?)(?:大会|大赛|峰会|论坛|洽谈会|活动周|人才节|人才周)(?![{HAN}]{{0,2}}[奖评组])"
)
# 开启人才影享会、人才乐跑团两大人才服务: as many names as are announced behind them.
_COUNTED = compiled(
    r"(?P<count>[二两三四五六])(?:大|项|个)(?:特色|品牌|人才|主题|系列|专项){0,2}(?:服务|活动|品牌|行动|计划|工程)(?![内中的])"
)
_COUNTED_LIST = re.compile(
    rf"(?:开启|推出|打造|创设|开办|开设|组织|开展|举办|实施|启动)(?:了)?(?P<items>(?:[{HAN}]{{4,9}}、){{1,5}}[{HAN}]{{4,9}})(?:等)?$"
)
# 挂的牌子叫名医工作室: what stands on the door.
_BADGE = compiled(
    rf"(?:牌子|门牌)(?:就)?(?:叫|是|写着|写的是)(?:做|作)?(?P<name>[{HAN}]{{4,10}})(?=[，。；])"
)
# 开展商贤还乡行、恳谈会等活动: a tour with a name of its own.
_TOUR = compiled(rf"(?:开展|举办|组织|启动)(?:了)?(?P<name>[{HAN}]{{4,6}}行)(?=[、，。；]|等|活动)")
# 建立某大学技术转移中心云山工作站、某医院云山专家工作站: an outpost of an institution that bears the place's name.
_OUTPOST = compiled(
    r"(?P<kind>工作站|研究院|试验站|实验站|示范站|分中心)(?=[，。；、（]|和|及|与|揭牌|挂牌|落户|启用)"
)
_OUTPOST_RUN = re.compile(rf"[{HAN}]{{6,26}}$")
_HOUSE = re.compile(r"大学|学院|科学院|农科院|林科院|研究[院所]|医院|学社|学会|技术转移中心")
_LISTED = re.compile(rf"(?:{context.VERB})(?:了)?[{HAN}、]{{0,60}}$")
_VERB = re.compile(rf".*(?:{context.VERB})(?:了)?")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_OPENED = re.compile(rf"(?<![{HAN}])[{HAN}]{{2,3}}$")
_ACROSS = compiled(
    rf"(?<![{HAN}])(?P<name>[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕甘青宁新]{{2,3}}[{HAN}]?(?:协同创新|联合创新|联合研发|联合研究|技术转移|人才合作|产业合作)(?:中心|研究院|基地|实验室))"
)


def framed(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names of ``folded[start:end]`` that stand in such a frame."""
    for match in _PEOPLE.finditer(folded, start, end):
        name = match["name"]
        if not coined.praised(name) and len(rest_of(name[:-2])) >= 2 and not _FUNCTION.search(name[:-2]):
            yield made(folded, *match.span("name"), STRONG)
    for match in _CHOICE.finditer(folded, start, end):
        name = match["name"]
        if not coined.praised(name) and len(rest_of(name[:-2])) >= 2 and not _FUNCTION.search(name[:-2]):
            yield made(folded, *match.span("name"), STRONG)
    for match in _POINT.finditer(folded, start, end):
        if _is_point(match["name"]):
            yield made(folded, *match.span("name"), STRONG)
    for match in _POINT_MARKED.finditer(folded, start, end):
        if not DOING.match(match["name"]):
            yield made(folded, *match.span("name"), STRONG)
    for match in _TOUR.finditer(folded, start, end):
        name = match["name"]
        if len(rest_of(name[:-1])) >= 4 and not _FUNCTION.search(name) and not coined.common(name):
            yield made(folded, *match.span("name"), STRONG)
    for match in _NATIONWIDE.finditer(folded, start, end):
        if not _PARTICLE.search(match.group()):
            yield made(folded, *match.span(), STRONG)
    yield from _activities(folded, start, end)
    yield from _counted(folded, start, end)
    for match in _BADGE.finditer(folded, start, end):
        if head_of(match["name"]) and not _PARTICLE.search(match["name"]):
            yield made(folded, *match.span("name"), STRONG)
    yield from _outposts(folded, start, end)
    for match in _TOPIC.finditer(folded, start, end):
        if (
            _is_topic(match["name"])
            and folded.find(match["name"], match.end(), min(end, match.end() + SECTION)) >= 0
        ):
            yield made(folded, *match.span("name"), STRONG)
    for match in _MEETING.finditer(folded, start, end):
        opened = _OPENED.search(folded, max(start, match.start() - 3), match.start())
        if opened:
            yield made(folded, opened.start(), match.end(), STRONG)
    for match in _ACROSS.finditer(folded, start, end):
        begun = context.begun(folded[match.end() : match.end() + 20])
        yield made(folded, *match.span("name"), 2 + begun)


def _is_point(name: str) -> bool:
    """羊城名医培养项目, 121人才梯队项目: something of its own, or a plan of action; not 农村实用人才培养项目."""
    theme = name.removesuffix("项目")
    if DOING.match(name) or _PARTICLE.search(theme):
        return False
    if theme == name and not name.endswith("行动计划"):
        return len(rest_of(name[:-2])) >= (4 if name.endswith(PROGRAMME) else 2)
    return (theme == name and len(name) >= 8) or len(rest_of(theme)) >= 2


def _outposts(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The outposts of institutions that bear a county's name, behind a verb of founding or in its list."""
    for match in _OUTPOST.finditer(folded, start, end):
        run = _OUTPOST_RUN.search(folded, max(start, match.start() - 26), match.start())
        if not run:
            continue
        words = run.group()
        verb = _VERB.match(words)
        at = verb.end() if verb else 0
        name = words[at:]
        before = folded[max(start, run.start() - 60) : run.start() + at]
        place = _county_in(name)
        if len(name) < 6 or not place or not _HOUSE.search(name) or _FUNCTION.search(name.replace("与", "")):
            continue
        if verb or _LISTED.search(before) or context.begun(folded[match.end() : match.end() + 12]):
            yield made(folded, run.start() + at, match.end(), STRONG, place)


def _activities(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names in a list of activities: 组织人才夜市、学子家乡行等活动."""
    for match in _ACTIVITIES.finditer(folded, start, end):
        listed = _ACTIVITY_LIST.search(folded, max(start, match.start() - 60), match.start())
        at = listed.start("items") if listed else match.start()
        for item in listed["items"].split("、") if listed else ():
            if _ACTIVITY.fullmatch(item) and rest_of(item) and not _PARTICLE.search(item):
                yield made(folded, at, at + len(item), STRONG)
            at += len(item) + 1


def _counted(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names that are counted behind their list: 开启人才影享会、人才乐跑团两大人才服务."""
    for match in _COUNTED.finditer(folded, start, end):
        listed = _COUNTED_LIST.search(folded, max(start, match.start() - 66), match.start())
        items = listed["items"].split("、") if listed else []
        if len(items) != _NUMBERS[match["count"]] or not all(len(rest_of(item)) >= 3 for item in items):
            continue
        at = listed.start("items")
        for item in items:
            if not _PARTICLE.search(item):
                yield made(folded, at, at + len(item), STRONG)
            at += len(item) + 1


def _county_in(name: str) -> str:
    """The county whose name stands in a longer one, the last there is; "" without one."""
    pieces = (name[at : at + size] for at in range(len(name) - 1, -1, -1) for size in (3, 2))
    return next((piece for piece in pieces if piece in counties()), "")


def _is_topic(name: str) -> bool:
    """Whether a heading is a name: it ends in a programme word and begins with two characters of its own."""
    head = head_of(name)
    own = name[: len(name) - len(head)]
    return bool(
        WITHIN.get(head) in ("strong", "weak")
        and head not in _INSTITUTION
        and len(rest_of(own)) >= 2
        and not _FUNCTION.search(name)
        and not coined.common(name)
    )


def made(folded: str, first: int, stop: int, score: int, prefix: str = "") -> Mention:
    """The mention of a name that a frame tells."""
    name = folded[first:stop]
    return Mention(
        first,
        stop,
        name,
        key_of(name, ""),
        kind_of(head_of(name)),
        score >= STRONG,
        True,
        score=score,
        prefix=prefix,
    )
