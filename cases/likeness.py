"""Which figures are like one another: what may stand in one row of a table, and in which unit it is shown.

Two figures are like when they count in the same dimension (pieces, people, money, area …), when the same was done to
the things counted (引进 is not 新增 nor 申报), and when the things bear the same name once spelling, the county's own name, times
and the order of the words are set aside. Status is not part of it: whoever makes rows keeps statuses apart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from search.fold import fold

_MU = Decimal(2000) / 3  # 1 亩 is a fifteenth of a hectare.
_MEASURES = {
    **dict.fromkeys(("元", "元人民币", "人民币", "块钱"), ("元", Decimal(1))),
    **dict.fromkeys(("美元", "美金"), ("美元", Decimal(1))),
    **dict.fromkeys(("港元", "港币"), ("港元", Decimal(1))),
    **dict.fromkeys(("平方米", "平方", "平米", "㎡", "m2"), ("平方米", Decimal(1))),
    "亩": ("平方米", _MU),
    "公顷": ("平方米", Decimal(10_000)),
    **dict.fromkeys(("平方公里", "平方千米"), ("平方米", Decimal(1_000_000))),
    **dict.fromkeys(("公里", "千米"), ("公里", Decimal(1))),
    **dict.fromkeys(("人", "名", "位"), ("人", Decimal(1))),
    **dict.fromkeys(
        (
            "个",
            "家",
            "项",
            "件",
            "套",
            "所",
            "座",
            "支",
            "条",
            "篇",
            "部",
            "户",
            "栋",
            "幢",
            "间",
            "处",
            "台",
        ),
        ("个", Decimal(1)),
    ),
    **dict.fromkeys(("场", "次", "场次"), ("次", Decimal(1))),
}
# Steps in which a dimension is shown, the largest first; the last is taken when no other is small enough.
_SCALES = {
    "元": (("亿元", Decimal(100_000_000)), ("万元", Decimal(10_000)), ("元", Decimal(1))),
    "平方米": (("公顷", Decimal(10_000)), ("平方米", Decimal(1))),
    "人": (("万人", Decimal(10_000)), ("人", Decimal(1))),
}
# 71 个专家 and 71 名专家 count the same.
_PEOPLE = re.compile(r"(?:人才|专家|博士后?|硕士|院士|人员|学者|学生|毕业生|工匠|能手|教授|大使|使者|青年)$")
# What was done, by the verb in front or behind. Verbs of having say no more than the bare noun does.
_DEEDS = (
    ("", "建成|建有|建立|设立|设有|成立|组建|拥有|现有|具有|共有|集聚|聚集|汇集|汇聚|吸引集聚"),
    ("引进", "新?引进集聚|新?引进|引入|引育|新?招引|吸引|招收|招聘|招募|柔性引进"),
    ("新增", "新增|新建|新设立?|新成立"),
    ("培育", "新?培育|新?培养|培训"),
    ("入选", "新?入选|评审产生|评选产生|评选|评出"),
    ("申报", "新?申报|申请"),
    ("落户", "注册落户|正式落户|引进落地|落户|落地|入驻|进驻"),
    ("签约", "签约|签订"),
    ("聘请", "聘请|聘用|聘任"),
    ("举办", "举办|开展|组织"),
)
_FRONT = tuple((deed, re.compile(rf"(?:{verbs})了?(?=.)")) for deed, verbs in _DEEDS)
_BACK = re.compile(r"(?<=..)(?:正式|成功|登记)?(落户|落地|入驻|进驻|签约)$")
_LEAD = re.compile(
    r"(?:到|截至|截止)?20\d\d年(?:以来|[上下]半年|年?底|末|初)?|[今去前]年(?:以来|底)?|全[年市县区](?!级|场|外)|(?:截至|到)?目前|至今|年[底末]前?"
    r"|累计|共计|总计|共(?!同|建|享)|先后|陆续|成功|已经?|各类|各级(?=各类)|再(?=引|建|投)|又(?=引|建)|近?[一二两三五十]年来"
)
_TAIL = re.compile(r"(?<=..)(?:总数量?|数量|总量|个数|总计|累计)$")
_VAGUE = re.compile(
    r"(?:总|规划总?|总规划|建筑|占地)?(?:用地|土地|面积)|(?:计划)?(?:总|先期)?(?:投资|投入)(?:额|资金)?|(?:项目|合作)?(?:资金|经费)"
    r"|(?:公司|行业|年|工业|总)*(?:产值|销售额?|收入|营收|税收|利润)|注册资本|相关部门|工作人员|海外高端人才团队"
)
_TELLING = {"人才", "博士", "硕士", "院士", "专利", "论文"}
_ORDER_MATTERS_BELOW = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes figures like: dimension, deed and a key of the noun; ``vague`` nouns are like nothing elsewhere."""

    dimension: str
    deed: str
    noun: str
    vague: bool = False


def measure(unit: str) -> tuple[str, Decimal]:
    """The dimension of a printed unit and how many of the dimension's base unit it is; unknown units stand alone."""
    return _MEASURES.get(unit, (unit, Decimal(1)))


def base(amount: Decimal | None, unit: str) -> Decimal | None:
    """The amount in the base unit of its dimension: 7300 亩 → 4866666.67 (平方米)."""
    return None if amount is None else amount * measure(unit)[1]


@lru_cache(maxsize=50_000)
def likeness(indicator: str, unit: str, *places: str) -> Likeness:
    """What an indicator of a county with these names is like: 余姚市新引进“博士” 名 → 人, 引进, 博士."""
    noun, deed = _bare(fold(indicator).text, [name for place in places for name in _names(place)])
    dimension = measure(unit)[0]
    if dimension == "个" and _PEOPLE.search(noun):
        dimension = "人"
    short = len(noun) <= 2 and noun not in _TELLING
    vague = not deed and (short or bool(_VAGUE.fullmatch(noun)))
    noun = noun.replace("的", "")
    if len(noun) >= _ORDER_MATTERS_BELOW:
        noun = "".join(sorted(noun))
    return Likeness(dimension, deed, noun, vague)


def _bare(noun: str, names: list[str]) -> tuple[str, str]:
    """The noun without what stands around it, and what was done to it."""
    deed, before = None, ""
    while noun != before:
        before = noun
        for name in names:
            if noun.startswith(name) and len(noun) > len(name) + 1:
                noun = noun[len(name) :]
        if (lead := _LEAD.match(noun)) and lead.end() < len(noun):
            noun = noun[lead.end() :]
        elif deed is None:
            deed, noun = next(
                ((name, noun[found.end() :]) for name, verb in _FRONT if (found := verb.match(noun))),
                (None, noun),
            )
    if deed is None and (behind := _BACK.search(noun)):
        deed, noun = "签约" if behind[1] == "签约" else "落户", noun[: behind.start()]
    return _TAIL.sub("", noun), deed or ""


def _names(place: str) -> tuple[str, ...]:
    """余姚市 → 余姚市, 余姚; the longer first."""
    return (place, place[:-1]) if len(place) > 2 else (place,)


def scale(dimension: str, amounts: Iterable[Decimal]) -> tuple[str, Decimal]:
    """The unit in which all these amounts of one dimension can be read, and its size in base units."""
    least = min((each for each in amounts if each > 0), default=Decimal(0))
    steps = _SCALES.get(dimension, ((dimension, Decimal(1)),))
    return next(((name, size) for name, size in steps if least >= size), steps[-1])


def shown(low: Decimal, high: Decimal, name: str, size: Decimal) -> str:
    """An amount in a scale: 4866666.67 in 公顷 → ≈486.7 公顷; exact ones without the sign."""
    ends = [_rounded(each / size) for each in (low, high)]
    exact = all(abs(end * size - each) * 1000 < size for end, each in zip(ends, (low, high), strict=True))
    digits = "–".join(dict.fromkeys(f"{end.normalize():,f}" for end in ends))
    return f"{'' if exact else '≈'}{digits} {name}"


def _rounded(amount: Decimal) -> Decimal:
    """Four digits or so: two behind the point for small amounts, none for large ones."""
    return amount.quantize(
        Decimal("0.01") if amount < 100 else Decimal("0.1") if amount < 1000 else Decimal(1)
    )


def same(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts in base units are one, as far as rounding in another unit lets it be told."""
    return abs(one - other) <= max(abs(one), abs(other)) / 2000
