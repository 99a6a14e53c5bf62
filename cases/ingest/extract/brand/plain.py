"""Names without marks: what stands behind a verb of founding or in a heading and begins with a place's own name.

「县里建成黄河才智港」「连续十年举办上林峰会」「实施舜都英才工程」 are names; 「实施高层次人才引进计划」 is none, since every
word of it is anybody's.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ...sieve import compiled
from ..gazetteer import gazetteer
from ..words import any_of, words
from . import context
from .mention import (
    HAN,
    KINDS,
    MARKS,
    PROGRAMME,
    STRONG,
    WITHIN,
    Mention,
    counties,
    head_of,
    key_of,
    kind_of,
    rest_of,
)
from .quoted import in_heading

REACH = 18
REACH_BEHIND = 48
RESUMES = 120  # How far behind a name a sentence may go on about it.
_NOUN = re.compile(any_of("brand_nouns"))
_PARK = re.compile(r"(?:产业园区|产业园|人才园|园区)")
_NATIONAL_PARK = compiled(
    rf"(?:{any_of('national_programmes')})(?:产业|科技|创业|创新){{0,2}}(?:产业园区|产业园|人才园|园区)$"
)
_BRANDED = re.compile(
    rf"(?:打造|塑造|创建|推出|擦亮|叫响|打响|唱响|形成|创树|做强|做优)了?(?:以)?(?P<name>[{HAN}A-Za-z\d·]{{2,12}}?)品牌(?!建设|创建|化|效应)"
)
# 品牌名称：沃野智桥——小县城的引才路: a form says the name of what it is about.
_FIELD = re.compile(
    rf"(?:品牌|项目|案例)名称[:：][ ]*[“]?(?P<name>[{HAN}A-Za-z\d·]{{3,10}}?)[”]?(?=——|[，。；（\n]|$)"
)
# 每年端午举办天姥茶叙, 办了一个茶山夜话: a coined name behind the verb.
_HELD = re.compile(
    rf"(?:举办|开办|创办|办起?)(?:了|起)?(?:一[个场届次期])?(?P<name>(?![好一各两几多])[{HAN}]{{2,4}}(?:茶叙|夜话|夜谈|雅集|论道|论剑|茶座|私塾))(?=[，。；、（\n]|活动)"
)
_RUN = compiled(rf"[{HAN}A-Za-z\d·]{{1,{REACH}}}$")
_VERBS = re.compile(rf".*(?P<verb>{context.VERB})(?P<filler>{context.FILLER})")
_LEAD = re.compile(
    r"^(?:[我全本][省市县区]|首[届个批创家期]|第[一二三四五六七八九十\d]{1,3}[届期批]|(?:20)?\d\d年?|年度|连续.{1,3}年|.*[的在是和与及将把对以为向]|一年一度|首创)+"
)
_LATIN = re.compile(r"(?<![A-Z])[A-Z]{2,6}(?![A-Z])")
_AGAIN = re.compile(r"第[二三四五六七八九十\d]{1,3}届$")
# Institutions and estates that every county has: 海港技师学院 is no brand.
_EVERYWHERE = ("学院", "商学院", "书院", "产业园", "联盟", "银行", "创业园", "科创园")
_SPECIAL = frozenset(
    word for word in WITHIN if WITHIN[word] == "strong" and word not in (*PROGRAMME, *_EVERYWHERE)
)
_SCANNED = sorted(
    (word for word in KINDS if WITHIN[word] == "strong" or word in ("改革", "接力", "轮训", "公寓")),
    key=len,
    reverse=True,
)
_OPENED = frozenset(("创业园", "科创园", "创新园", "孵化园", "学院"))
# 青年之家|离岸孵化服务中心: another house of the same name.
_LONGER = re.compile(
    rf"(?:离岸|总部|海外|分|线上|[{HAN}]{{2,6}}服务)[{HAN}]{{0,6}}?(?:中心|基地|分站)(?=[，。；、（]|\n)"
)
_SCHOOL = ("学院", "学堂", "书院", "夜校", "讲堂", "小课堂")
_TRADE = re.compile(
    r"职业|技术|技工|技师|工程|师范|医学|医学|科技|管理|产业|商$|分$|党|干部|社区|行政|本科|专科"
)
_TAUGHT = re.compile(
    r"[^《》“”\n]{0,40}?(?:学员|学生|招生|培训|结业|毕业|来学|听课|开课|开班|开了?(?=[ ]?\d{1,4}[余多]?[期班])|每[年月周期季]|教出|办班|讲了)[^，。\n]{0,8}?[\d一二两三四五六七八九十]|[^《》“”\n]{0,12}?[\d一二两三四五六七八九十百千万]人次?来"
)
_FLATS = re.compile(r"[^\n]{0,24}?\d{1,5}[余多]?[套间户人]")
_LODGING = re.compile(
    r"职工|员工|教师|学生|单身|酒店|周转|廉[租价]|保障|租赁|长租|精装|蓝领|白领|高层|过渡|[新旧老]$|^[新旧老]|配套|集体|医生|护士|干部|村级|共有"
)
_TALENT = re.compile(r"人才|英才|引[才智]|[聚育招]才|[聚集]智|才智|乡贤|校友|工匠|[博硕]士")
_HEADS = re.compile(
    rf"(?:{'|'.join(map(re.escape, _SCANNED))})(?![站窗员师院款]|学院|技术)(?P<more>(?:培育|引育|引进|集聚)?(?:计划|工程|行动))?"
)
_HANDLED = ("卡", "码", "贷")  # 发卡, 扫码, 放贷 are verbs.
_ARTICLES = re.compile(
    r"(?<=新政)(?:[一二三四五六七八九十百\d]{1,4}条|[^《》，。\n]{0,8}》|\d\.0)"
)  # The title of a rule.
# 三年行动方案, 行动计划（2021—2025年）: what the name ends in is the kind of a document.
_OF_RULE = re.compile(r"(?:实施|工作)?(?:方案|规划)|（(?:19|20)\d\d(?:年)?[—\-－~至]")
_PICTURED = re.compile(r"(?:外景|一角|全景|俯瞰|鸟瞰|夜景|效果图|内景)")  # Under a picture.
_POETIC = re.compile(any_of("brand_poetic"))
_FUNCTION = re.compile(r"这些|那些|[的了是在和与等把被对为将从向及或让使由于到至有不个项名位批]")
# So many of them are meant: 百名乡土人才培育工程.
_MANY = re.compile(r"^[双百千万]{1,2}[名位个]")
# 菜博士, 药教授: people of a letter of the place's trade.
_NICKNAME = re.compile(
    r"[^新老大小好男女土洋双万千百优硕副名高中外港真假准非各文特](?:博士|教授|专家|医生|师傅|郎中|管家|工匠)"
)
# 修剪大赛已经比了9届: a meeting whose editions are counted.
_EDITION = re.compile(
    r"(?:已经?)?(?:连续)?(?:比|办|举办|赛|举行|开)(?:了|过|到)(?:第)?[一二三四五六七八九十\d]{1,3}[届季]"
)
# Verbs of founding that names hold as well: 人才培育工程, 创新大赛.
_NOMINAL = frozenset("培育 支持 创新 建设 选拔 推广 认定 评定 评选 升级 组织 探索 培养".split())
_CROWD = frozenset(words("brand_crowd"))
_CROWDED = re.compile(r"[的与和等揽聚纳引育为让汇用爱惜使以名位批多类路]$")
_UNSAID = re.compile(r"[的一个是和与以]|国内|工作$|优秀$|头部$")
_CORE_END = re.compile(r"(?:英才|人才|工匠|名匠|引智|聚才|聚贤|智汇|驿站|会客厅|学堂|峰会|伙伴|夜校|青年)")
_SUFFIX = re.compile(r"^(?:市|县|区)")


def plain(folded: str, start: int, end: int, marked: Iterable[Mention]) -> Iterator[Mention]:
    """The names without marks; ``marked`` are the ones in marks, which lend the poetic names they begin with."""
    headed = list(_headed(folded, start, end, frozenset()))
    cores = cores_of([*marked, *headed])
    for match in _NOUN.finditer(folded, start, end):
        name = match.group()
        before = folded[max(start, match.start() - context.REACH) : match.start()]
        score = 2 + bool(context.founded(before)) + context.begun(folded[match.end() : match.end() + 12])
        yield _made(folded, *match.span(), name, min(score, STRONG))
    yield from _parks(folded, start, end)
    for match in _BRANDED.finditer(folded, start, end):
        if _says_something(match["name"]):
            yield _said(match)
    for match in _FIELD.finditer(folded, start, end):
        yield _said(match)
    for match in _HELD.finditer(folded, start, end):
        yield _said(match)
    yield from _headed(folded, start, end, cores) if cores else headed


def _said(match: re.Match[str]) -> Mention:
    """A name that is said to be one: 打响鹊桥品牌, 品牌名称：鹊桥."""
    name = match["name"]
    return Mention(*match.span("name"), name, key_of(name, ""), "品牌", True, True, False, True, score=STRONG)


def _parks(folded: str, start: int, end: int) -> Iterator[Mention]:
    """千人计划产业园 without marks: a park named after a national programme."""
    for match in _PARK.finditer(folded, start, end):
        named = _NATIONAL_PARK.search(folded, max(start, match.start() - 12), match.end())
        if named and folded[named.start() - 1 : named.start()] not in ("“", "‘"):
            key = MARKS.sub("", named.group())
            yield Mention(*named.span(), named.group(), key, "园区", True, True, True, score=STRONG)


def cores_of(marked: Iterable[Mention]) -> frozenset[str]:
    """The poetic names of the place that its brands in marks begin with: 舜都 of “舜都驿站”."""
    found = set()
    for mention in marked:
        name = MARKS.sub("", mention.name)
        if mention.score >= 2 and _CORE_END.match(name, 2) and len(rest_of(name[:2])) == 2:
            found.add(name[:2])
    return frozenset(found)


def _headed(folded: str, start: int, end: int, cores: frozenset[str]) -> Iterator[Mention]:
    """Names that end in a programme word: the word is found first, then where its name begins."""
    last = -1  # Where the name before ends.
    for match in _HEADS.finditer(folded, start, end):
        run = _RUN.search(folded, max(start, match.start() - REACH), match.start())
        if not run or folded[run.start() - 1 : run.start()] in ("“", "‘"):
            continue
        if match.group() in _HANDLED and folded[match.start() - 1] in "发办持刷凭领扫放":
            continue
        if (
            _PICTURED.match(folded, match.end())
            or _ARTICLES.match(folded, match.end())
            or _OF_RULE.match(folded, match.end())
        ):
            continue
        behind = folded[match.end() : match.end() + RESUMES]
        if second := _second(folded, run, match, last, behind):
            yield second
            continue
        found = _begin(
            run.group(), match.group(), cores, folded[max(start, run.start() - 8) : run.start()], behind
        )
        if not found:
            continue
        at, score, prefix = found
        first = run.start() + at
        name = folded[first : match.end()]
        score += score < STRONG and context.begun(behind) and not _is_where(folded, first, match.end())
        last = match.end() if score >= 2 else last
        yield _made(folded, first, match.end(), name, score, prefix)
        if score >= 2 and (longer := _LONGER.match(folded, match.end())):
            yield _made(folded, first, longer.end(), name + longer.group(), score + 1, prefix)


def _begin(
    run: str, head: str, cores: frozenset[str], before: str, behind: str
) -> tuple[int, int, str] | None:
    """Where in ``run`` the name before ``head`` begins, its score, and the place it begins with."""
    verb = _verb(run)
    at = verb.end() if verb else 0
    if verb and head.endswith(PROGRAMME) and _MANY.fullmatch(verb["filler"]):
        at = verb.start("filler")
    lead = _LEAD.match(run[at:])
    at += lead.end() if lead else 0
    ahead = before + run[:at]
    founded = bool(verb) or bool(context.founded(before)) or context.item(ahead, behind)
    founded = founded or context.raised(ahead, behind)
    body = run[at:]
    if head.startswith("英才"):
        return _elite(run, at, head, founded)
    poetic = bool(_POETIC.search(body + head))
    placed = None if poetic and founded else _placed(body, head, cores)
    if placed:
        return at + placed[0], placed[1] + founded, placed[2]
    if (not founded and not poetic and not _EDITION.match(behind)) or (
        head == "公寓" and _LODGING.search(body)
    ):
        return None
    if not 2 <= len(body) <= 10 or _FUNCTION.search(_MANY.sub("", body)):
        return None
    own = rest_of(body)
    if founded and head.endswith(PROGRAMME) and _known(head, body, own):
        return at, STRONG, ""
    if len(own) < 2 or not body.startswith(own[:2]):
        return None
    if _is_told(head, body, verb["verb"] if verb else "", ahead, behind):
        return at, STRONG, ""
    return at, (2 + founded if poetic else 0), ""


def _known(head: str, body: str, own: str) -> bool:
    """Whether a programme that was set going is known by how it is called: 百名巧匠培育, 产业聚智CTO, 菜博士."""
    if _MANY.match(body):
        return True
    nickname = len(body) == 3 and _NICKNAME.fullmatch(body)
    return head in PROGRAMME and bool(nickname or (_LATIN.search(body) and len(own) >= 4))


def _second(folded: str, run: re.Match[str], head: re.Match[str], last: int, behind: str) -> Mention | None:
    """云州人才驿站与留学生创业园揭牌: what is opened together with a name is one too."""
    first = last + 1
    if (
        last < run.start()
        or folded[last : last + 1] not in tuple("与和、")
        or head.group() not in _SPECIAL | _OPENED
    ):
        return None
    name = folded[first : head.end()]
    told = context.begun(behind) and 2 <= head.start() - first <= 8 and not _FUNCTION.search(name)
    return _made(folded, first, head.end(), name, STRONG) if told else None


def _is_where(folded: str, first: int, stop: int) -> bool:
    """在茶乡产业园启用“茶青客厅”: what opens is something else, which stands in marks behind the verb."""
    return folded[first - 1 : first] == "在" and "“" in folded[stop : stop + 8]


def _verb(run: str) -> re.Match[str] | None:
    """The last verb of founding of a run, but not a letter of the name behind a longer verb: 实施|泡桐花开返乡."""
    verb = _VERBS.match(run)
    if verb and context.is_verb(run[max(0, verb.start("verb") - 1) : verb.end("verb")]):
        return verb  # 开办: the letter of a name is none behind another with which it is a verb.
    if verb and not verb["filler"] and (len(verb["verb"]) == 1 or verb["verb"] in _NOMINAL):
        earlier = _VERBS.match(run[: verb.start("verb")])
        return earlier or (
            None if verb["verb"] in _NOMINAL and _has_place(run[: verb.start("verb")]) else verb
        )
    return verb


def _has_place(words: str) -> bool:
    """Whether a county or city is named and something of its own: 广州天英汇国际 in front of 创新."""
    return any(
        (name := _place_at(words, at)) and len(rest_of(words[at + len(name) :])) >= 2
        for at in range(len(words))
    )


def _is_told(head: str, body: str, verb: str, ahead: str, behind: str) -> bool:
    """Whether what is said of it makes a name: a meeting that comes again, a theme, a school that taught, a house of so
    many flats, a league for talent.
    """
    if kind_of(head) == "活动" and (
        _EDITION.match(behind) or (verb and (_AGAIN.search(ahead) or context.periodic(ahead)))
    ):
        return True
    if head in PROGRAMME and context.themed(ahead, behind):
        return True
    if not verb or not (context.brought_about(verb) or verb == "办好"):
        return False
    if head in _SCHOOL:
        return not _TRADE.search(body) and (
            bool(_TAUGHT.match(behind[:REACH_BEHIND])) or _resumed(head, behind)
        )
    if head == "公寓":
        return bool(_FLATS.match(behind)) and len(body) <= 3 and not _LODGING.search(body)
    return head == "专家门诊" or (head == "联盟" and bool(_TALENT.search(body)))


def _resumed(head: str, behind: str) -> bool:
    """办起茶艺学院，……。学院开班三年: a sentence soon begins with the last word of the name and tells what it taught."""
    at = behind.find(head)
    opens = at > 0 and behind[:at].rstrip().endswith("。")
    return opens and bool(_TAUGHT.match(behind, at + len(head)))


@cache
def _units() -> frozenset[str]:
    """The short names of counties and cities, of two or three characters."""
    cities = (unit.short for unit in gazetteer().units if unit.level == "prefecture")
    return frozenset(name for name in cities if 2 <= len(name) <= 3) | frozenset(counties())


def _place_at(body: str, at: int) -> str:
    """The county or city that stands there, "" for none; 湘西 of 湘西北 is none."""
    names = (body[at : at + size] for size in (3, 2) if body[at : at + size] in _units())
    return next(
        (name for name in names if body[at + len(name) : at + len(name) + 1] not in tuple("东南西北")), ""
    )


def _placed(body: str, head: str, cores: frozenset[str]) -> tuple[int, int, str] | None:
    """A name that begins with a county's name or with a poetic one the text has: 慈溪青年人才音乐节, 上林五大学堂."""
    for at in range(len(body) - 1):
        piece = body[at : at + 2]
        core = piece in cores
        place = _place_at(body, at)
        if not core and not place:
            continue
        middle = _SUFFIX.sub("", body[at + (2 if core else len(place)) :])
        if _FUNCTION.search(middle) or len(middle) > 10:
            continue
        if (
            head in _SPECIAL
            or (len(rest_of(middle)) >= 2 and head not in _EVERYWHERE)
            or (core and head in PROGRAMME)
        ):
            return at, 2 + (core or head in ("贷", "投贷保", "卡", "码")), "" if core else place
        if kind_of(head) == "园区" and len(rest_of(middle)) >= 2:
            return at, 1, place
        return None
    return None


def _elite(run: str, at: int, head: str, founded: bool) -> tuple[int, int, str] | None:
    """牧野英才工程, 府州英才: two to four characters that are nobody else's in front of 英才."""
    body = run[at:]
    if not 2 <= len(body) <= 4 or _FUNCTION.search(body):
        at, body = max(len(run) - 2, 0), run[-2:]
    crowd = body in _CROWD or body[-2:] in _CROWD or _CROWDED.search(body)
    if len(body) < 2 or crowd or _FUNCTION.search(body) or len(rest_of(body)) < 2:
        return None
    return at, (STRONG if head.endswith(PROGRAMME) else 1 + founded), ""


def _made(folded: str, first: int, stop: int, name: str, score: int, prefix: str = "") -> Mention:
    """The mention of a name without marks."""
    head = head_of(name)
    return Mention(
        first,
        stop,
        name,
        key_of(name, ""),
        kind_of(head),
        score >= STRONG,
        True,
        False,
        folded.startswith("品牌", stop),
        in_heading(folded, first, stop),
        score,
        prefix,
    )


def _says_something(name: str) -> bool:
    """Whether a name in front of 品牌 is more than generic words (人才夜市, not 人才工作特色)."""
    if _UNSAID.search(name):
        return False
    return len(rest_of(name)) >= 2 or bool(_NOUN.fullmatch(name))
