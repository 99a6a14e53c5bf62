"""What a label leaves unsaid is taken from the figure before: 建成公寓 86 套，在建 140 套 → 在建公寓."""

import re

from ..sieve import compiled
from .quantity import Quantity
from .words import any_of

_VERB = any_of("verbs")
_VERBS_ONLY = compiled(
    rf"(?:{_VERB}|[再在新续扩待]建|参与|参加|浏览|到岗|观看|点击|录用|交付|完工|竣工|投用|施工|开工|毕业|受聘|获奖|参赛|报名|满意){{1,3}}"
)
_LEADING_VERB = re.compile(
    rf"^(?:新|再|在|续|已|将)?(?:{_VERB}|建(?!筑|议|材|档))(?:了|出)?(?:(?=[“\u4e00-\u9fffA-Z])(?!者|期))"
)
_ENDS_OPEN = re.compile(r"(?:惠及|吸引|覆盖|引进|聘用|聘请|选派|选聘|输送|培养|招录|招聘|培训)$")
_TRAILING_GROWTH = re.compile(r"(?:净增|新增|新建|增加|增长|累计)$")
_TOTAL = re.compile(r"(?:累计|总数|总量|总计|数量|总人数|存量)(?:量|数)?")
_REACHED = re.compile(r"达到?|累计|总数|增至|升至|突破")
_LEVEL = re.compile(r"(?:[A-G甲乙丙丁]类|[国省市县区]家?级|国家级|[一二三四五]等奖?|[一二三四]类|[高中初]级)")
_PHASE = re.compile(r"[一二三四五]期")
_LEVEL_IN = re.compile(rf"^(?P<head>.*?)(?P<level>{_LEVEL.pattern})(?P<tail>[^级类]+)$")
_BELONGING = re.compile(r"^(?:属于[^的]{2,24}的|.*(?:或|和)[^的]{2,8}的)(?=[\u4e00-\u9fff]{2})")
_BELONG = re.compile(r"^(?:属于?|列为|评为|其中属于)(?P<which>[^，]{2,24}?)的?$")
_PROJECT_NOUN = re.compile(rf"(?:{any_of('result_nouns')})$")
_LINK = re.compile(r"^(?:到|赴|走进|入驻|进驻|服务|对接|深入|走访|联系|进入|落户|落地)$")
_COMPARED = re.compile(r"(?:20\d\d年|上年|去年|前年|同期|上年同期|上一年|年初)")
_BARE_GROWTH = re.compile(
    r"(?:以来)?(?:比|较)?(?:上年|去年|上一?年度|同期|同比|环比|年均|大幅)*(?:增长|净增|增幅|提高|提升|增加|上升)"
)
# Who or when, and not what: 我们是 41 人, 今年来了 280 人.
_NO_NOUN = compiled(
    r"(?:我们(?:全?[市县区])?|他们|她们|大家|其|它|来|去|有|是|到|这里|本地|当地|我[市县区]|全[市县区])了?"
)
_PEOPLE = {"人": "人员", "名": "人员", "位": "人员", "人次": "人次"}
MAX_BORROWED = 24


def completed(previous: str, label: str, item: Quantity, before: str, alike: str = "") -> str:
    """``label`` with what it leaves to the label before it; ``before`` is what stands between the two figures.

    ``alike`` is the label of the nearest figure of the same unit: 建设公寓 600 套，总投资 3 亿元，竣工 300 套.
    """
    if not label or _NO_NOUN.fullmatch(label):
        return _of_total(previous, before)
    if previous and _BARE_GROWTH.fullmatch(label):
        return f"{previous}增长"
    if previous and _TOTAL.fullmatch(label):
        return f"{_noun(previous)}{label}"
    if item.kind == "times" and previous and _COMPARED.fullmatch(label):
        return f"{previous}（与{label}相比）"
    if item.kind == "percent" and label.startswith("占") and previous:
        return f"{_noun(previous)}{label}"
    if previous and (belongs := _BELONG.match(label)):
        return f"属于{belongs['which']}的{_noun(previous)}"
    if previous and _LEVEL.fullmatch(label):
        return _levelled(previous, label)
    if previous and _PHASE.fullmatch(label):
        return _PHASE.sub(label, previous) if _PHASE.search(previous) else f"{previous}{label}"
    if _VERBS_ONLY.fullmatch(label) and item.kind != "money":
        return _acted(alike if alike or item.kind == "count" else previous, label, item)
    return f"{label}{_PEOPLE[item.unit]}" if item.unit in _PEOPLE and _ENDS_OPEN.search(label) else label


def linked(previous: str, label: str, raw: str) -> str:
    """21 名教师到 15 家企业兼职: the second figure counts the firms of what the first one's people do."""
    return f"{previous}{raw.strip()}{label}" if previous and _LINK.match(raw.strip()) else label


def _noun(label: str) -> str:
    """The thing counted without what was done to it: 新建博士后工作站 → 博士后工作站, 水产企业净增 → 水产企业."""
    bare = _TRAILING_GROWTH.sub("", _BELONGING.sub("", label))
    bare = _LEADING_VERB.sub("", bare) if len(bare) > 3 else bare
    return bare if len(bare) >= 2 else label


def _of_total(previous: str, before: str) -> str:
    """No label at all: the figure before told on (累计达 17 家, 达到 168 家)."""
    if not previous:
        return ""
    if "累计" in before:
        return previous if "累计" in previous else f"{_noun(previous)}累计"
    return _noun(previous) if _REACHED.search(before) else previous


def _levelled(previous: str, level: str) -> str:
    """评审 A 类人才 before B 类 → B 类人才; 入选国家级计划 before 省级 → 入选省级计划."""
    parts = _LEVEL_IN.match(previous)
    if not parts:
        return f"{level}{_noun(previous)}"
    head = parts["head"] if len(parts["head"]) <= 4 and not level[0].isascii() else ""
    return f"{head}{level}{parts['tail']}"


def _acted(previous: str, verbs: str, item: Quantity) -> str:
    """A label of verbs alone gets its noun: that of the figure before with the same unit, or people for 人."""
    noun = _noun(previous)
    if previous and item.unit not in _PEOPLE and len(noun) <= MAX_BORROWED and _PROJECT_NOUN.search(noun):
        return f"{verbs}{noun}"
    return f"{verbs}{_PEOPLE.get(item.unit, '')}"
