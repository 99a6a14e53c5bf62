"""How much speaks for a name in marks: its programme word, the verb in front, what is said of it behind."""

import re
from typing import NamedTuple

from ..words import any_of
from . import called, coined, context
from .mention import BEHIND, HAN, PROGRAMME, STRONG, WITHIN, head_of, once_a_name, rest_of

REACH = 48  # How many characters behind a name are read.
_FIGURE = re.compile(any_of("brand_figures"))
_NOUN = re.compile(any_of("brand_nouns"))
_VISIT = re.compile(
    rf"[{HAN}]{{2,6}}(?:进|走进|下|入)(?:[百千名]?[企校园村镇乡]|企业|校园|乡村|基层|园区|高校|社区)"
)
_PEOPLE = re.compile(r"(?:专家|人才|员|师|家|教授|[博硕院]士|匠|医生|学生|师傅|把式)$")
# Whom people of the place may be called: 核桃郎中, 苹果管家.
_ACTORS = re.compile(
    r"(?:管家|医生|郎中|大夫|教授|博士|专家|师傅|[匠医]|教头|把式|秀才|状元|校长|县长|镇长|村长|副总|老师|先生|工程师|[大头]雁|管护员|特派员|合伙人)$"
)
_SET_UP = re.compile(
    r"(?:管家|医生|郎中|大夫|教授|工程师|[农工]匠|能人|师傅|特派员|科技官|专员|顾问|合伙人|伯乐奖|跑腿)$"
)
_CREW = re.compile("团|队|群|式|型|模式|岗")  # “周末医生”团队: what they are, not what they are called.
_TITLE = re.compile(r"[雁匠星师家手才元士娘王英]$")
# “三个一”机制: nothing but numbers, a name only of what is set going.
_ONES = re.compile(r"[一二三四五六七八九十\d]{1,2}个[一\d]")
# What every county has: with generic words in front it is no name (“专家服务团”, “人才服务中心”).
_COMMON = frozenset(
    "工作站 中心 基地 公寓 工作室 平台 服务团 专家团 人才团 讲师团 博士团 服务队 社区 街区 空间 专场 招聘会 对接会 洽谈会"
    " 推介会 交流会 论坛 学院 研究院 产业园 科技园 创业园 园区".split()
)
# How long a quoted name must be to be a brand by its last word alone; five characters for other words.
_LEAST = {
    "计划": 4, "工程": 4, "行动": 4, "之家": 4, "贷": 3, "投贷保": 5, "码": 3, "卡": 3, "英才": 4, "驿站": 4,
    "英才卡": 4, "人才卡": 4, "夜校": 4, "工坊": 4, "学堂": 4, "学院": 4, "书院": 4, "讲堂": 4, "沙龙": 4, "集市": 4,
    "专窗": 4, "联盟": 4, "小镇": 4, "峰会": 4, "论坛": 4, "大赛": 4, "人才港": 3, "创客港": 3, "才智港": 3, "人才谷": 3,
    "恳谈会": 4, "博士团": 4, "云选会": 4,
}  # fmt: skip


class Quote(NamedTuple):
    """A name in marks with what stands around it: the text without marks, the programme word behind them, the words
    before and behind, and how much the verb in front, its own or that of its list, speaks for it.
    """

    plain: str
    tail: str
    before: str
    behind: str
    founding: int


def weight(name: Quote) -> int:
    """How much speaks for a quoted name; ``STRONG`` makes it a brand, 0 and less is nothing."""
    outer = BEHIND.get(head_of(name.tail), "none")
    if outer == "strong" and not _empty(name.plain, name.tail):
        ranked = context.ranked(name.before) and not (name.founding or context.promised(name.behind))
        return -1 if ranked or context.attended(name.before) else STRONG + 2
    if _NOUN.fullmatch(name.plain) or coined.called(name.plain) or _slogan(name):
        return STRONG
    if ones(name.plain):
        return STRONG if name.tail and (name.founding >= 2 or context.led(name.before)) else -1
    if outer == "none" and (len(name.plain) <= 2 or _bare(name.plain)):
        return 0
    made = coined.coined(name.plain)
    inner = max(_within(name.plain), made)
    framed, told = _told(name)
    lifted, by_name = _called(name)
    if _said_of_anything(name, outer, made, framed or lifted):
        return -1
    word = max({"strong": 2, "weak": 1}.get(outer, 0), inner) + bool(made and outer == "weak")
    people = outer == "weak" and bool(_PEOPLE.search(name.plain))
    counter = made >= 2 and context.counter(name.behind)
    return (
        word + people + counter + _set_up(name) + _of_verb(name, word) + told + by_name + _of_frame(name, outer, inner)
        - _against(name, inner)
    )  # fmt: skip


def known_otherwise(name: Quote) -> bool:
    """Whether it is known what the words in marks are: what anybody is called who does well, an everyday word, a figure
    of speech or one of several things; or that they are somebody else's."""
    plain, before, behind = name.plain, name.before, name.behind
    word = coined.praised(plain) or coined.common(plain) or figure(plain) or len(rest_of(plain)) < 2
    counted = context.several(before) or context.many(behind) or context.counter(behind)
    others = context.elsewhere(before, behind) or context.ranked(before) or context.attended(before)
    return word or counted or others or called.arrived(before)


def _slogan(name: Quote) -> bool:
    """“雁归云河·职选云西”2024年学子看家乡活动, “智汇云乡”大会: a call under which something is held."""
    call = coined.couplet(name.plain) or coined.calling(name.plain) or coined.mutual(name.plain)
    call = call or (name.founding > 0 and coined.paired(name.plain))
    return call and context.held_under(name.tail + name.behind)


def _bare(plain: str) -> bool:
    """直通车, 夜校: what it is and nothing else; a paper that is given out may be called so (英才卡)."""
    return len(plain) <= 3 and plain == head_of(plain) and not coined.paper(plain)


def _told(name: Quote) -> tuple[bool, int]:
    """Whether the frame makes a name even of a figure of speech (评出“牛状元”28名), and what it speaks for it."""
    plain, before, behind = name.plain, name.before, name.behind
    point = context.a_point(before, (name.tail + behind)[:REACH])
    chosen = coined.chosen(plain, behind)
    ruled = context.ruled(behind)
    parallel = coined.parallel(plain) and (
        point or (name.founding >= 2 and bool(name.tail or context.thing(behind)))
    )
    role = name.founding > 0 and context.recurring(plain, behind) and coined.borne(plain, figure)
    picked = context.picked(before, behind) and (
        coined.borne(plain, figure) or (coined.distinct(plain) and not coined.praised(plain))
    )
    prize = coined.prize(plain) and (context.founded(before) == "thing" or before.endswith("颁发"))
    lifted = coined.people(plain) or ruled or parallel or chosen or picked or role or prize
    lifted = lifted or context.undertaken(before)
    told = 2 * parallel + 3 * point + 3 * ruled + picked + role
    return lifted, told + 2 * (context.begun(behind) or chosen)


def _called(name: Quote) -> tuple[bool, int]:
    """The same for what people or undertakings are said to be called: “板栗郎中”给26万亩果林剪枝, “药膳”这个概念."""
    plain, before, behind = name.plain, name.before, name.behind
    manned = called.manned(behind) and context.founded(before) == "scheme"
    said = context.notion(behind) or context.paired(before)
    actors = bool(_ACTORS.search(plain))
    appointed = actors and called.appointed(before, behind)
    acted = actors and (coined.borne(plain, figure) or coined.distinct(plain))
    begun = acted and context.begun(behind)
    acted = acted and (begun or called.acted(behind))
    given = coined.distinct(plain) and context.given(before)
    told = manned + 3 * said + 2 * (_awarded(name) + appointed + (acted and not begun))
    return manned or said or acted or appointed or given, told


def _awarded(name: Quote) -> bool:
    """被评为“回湾头雁”的，奖励1万元: the place names people so and pays them; not 优秀教师, 科技奖."""
    plain = name.plain
    own = coined.distinct(plain) and not coined.praised(plain) and bool(_TITLE.search(plain))
    return own and not name.tail and context.awarded(name.before, name.behind)


def _said_of_anything(name: Quote, outer: str, made: int, lifted: bool) -> bool:
    """Whether the words in marks are everyday ones, a figure of speech, or too short for a name."""
    if outer == "none" and coined.everyday(name.plain):
        return True
    if figure(name.plain) and not (lifted or _set_up(name)):
        people = bool(_PEOPLE.search(name.plain)) and name.founding
        return not (outer == "weak" and (people or context.begun(name.behind)))
    return len(name.plain) <= 3 and not (name.tail or made or rest_of(name.plain))


def _set_up(name: Quote) -> bool:
    """设立“伯乐奖”, 办起“周末郎中”, 评“百名乡土能人”: people and prizes that are set up as things are; not 突出贡献奖."""
    made = name.founding >= 2 and not (name.tail or context.several(name.before) or _CREW.match(name.behind))
    return made and bool(_SET_UP.search(name.plain)) and not coined.praised(name.plain)


def _of_verb(name: Quote, word: int) -> int:
    """What the verb in front speaks for a name; less for a thing or a meeting that nothing else makes one."""
    verb = context.founded(name.before)
    thing = context.thing(name.behind)
    own = coined.distinct(name.plain)
    several = context.several(name.before) and not (word or thing)
    told = verb == "thing" and own and not (several or context.many(name.behind))
    listed = not verb and name.founding == STRONG and not context.named(name.before)
    common = listed or verb in ("thing", "event")
    periodic = own and context.periodic(name.before)
    bare = common and not (word or thing or told or periodic or context.founded_by_the_place(name.before))
    held = bool(name.founding) * (thing + context.sized(name.before))
    counted = name.founding == 2 and own and context.counted(name.behind)
    figured = own and context.figured(name.behind) and not several
    return name.founding - bare + held + (counted or figured) - several


def _of_frame(name: Quote, outer: str, inner: int) -> int:
    """What the place of a name in its sentence speaks for it."""
    before, behind = name.before, name.behind
    apposed = 0 if name.tail or name.founding else context.apposed(before)
    owned = not (name.tail or name.founding) and context.owned(before) and coined.distinct(name.plain)
    led = not name.founding and context.led(before) and (outer != "none" or inner or apposed)
    paper = name.founding == 1 and inner >= 1 and coined.paper(name.plain) and context.issued(behind)
    score = 3 * context.of_the_place(before, behind) + 2 * context.itemised(before) + context.opens(before)
    moved = inner >= 1 and len(name.plain) >= 4 and context.moved(behind)
    score += (
        2 * (context.answered(before) or moved)
        + apposed
        + 2 * bool(owned and inner + len(name.plain) >= 5)
        + bool(led)
        + paper
        + (context.promised(behind) and context.ranked(before))
    )
    return score + (context.themed(before, behind) and (outer != "none" or inner > 0 or name.founding > 0))


def _against(name: Quote, inner: int) -> int:
    """What speaks against a name: a metaphor, a motto, a distinction, a list of a higher unit."""
    promised, ranked = context.promised(name.behind), context.ranked(name.before)
    nickname = bool(_PEOPLE.search(name.plain)) and called.arrived(name.before)
    disowned = nickname or context.disowned(name.before, name.behind)
    disowned = disowned and not (name.tail or promised or context.notion(name.behind))
    return 4 * (disowned and not (inner >= STRONG and not ranked)) + 4 * (
        ranked and not (name.founding or promised)
    )


@once_a_name
def ones(plain: str) -> bool:
    """Whether a name is nothing but two numbers: 三个一."""
    return bool(_ONES.fullmatch(plain))


@once_a_name
def figure(plain: str) -> bool:
    """Whether quoted words are a figure of speech: 人才磁场."""
    return bool(_FIGURE.fullmatch(plain))


@once_a_name
def _within(plain: str) -> int:
    """What the last word of the name itself speaks for it."""
    if _VISIT.fullmatch(plain):
        return 1
    head = head_of(plain)
    strength = WITHIN.get(head, "none")
    if strength == "none":
        return 0
    if strength == "strong" and (not _generic(plain) or (head in PROGRAMME and len(plain) >= 6)):
        return STRONG if len(plain) >= _LEAST.get(head, 5) else 1
    return -1 if head in _COMMON and _generic(plain) else 1


def _generic(plain: str) -> bool:
    """Whether the name says nothing but what kind of thing it is: 人才公寓."""
    head = head_of(plain)
    return not rest_of(plain[: len(plain) - len(head)])


def _empty(plain: str, tail: str) -> bool:
    """“人才”平台, “创新”行动: generic words alone."""
    return not rest_of(plain) and head_of(tail) not in PROGRAMME
