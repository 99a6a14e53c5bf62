"""Field words typed into the search box (县:余姚 年:2012..2015 品牌:海创之家) → the condition on cases they stand for.

``search.query`` reads them; here is what they mean. They narrow the list as its filters do, and together with them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cases.filters.facet import UNKNOWN
from cases.filters.places import cases_in
from cases.filters.values import any_of, category
from cases.models import Brand, BrandMention, Outcome, Place, Policy, PolicyMention
from cases.models.identity import name_key
from cases.wordlists import follow
from search.fold import fold
from search.query import Field

MOST_NAMES = 200  # brands or policies that one typed name may stand for
NAMED = 3  # of which the sentence names so many

# What is typed before the colon → the name of the field.
WORDS = {
    word: name
    for name, words in {
        "county": "地区 县 区 市 省 县市区 市县 县域 county",
        "year": "年份 年 年度 year",
        "brand": "品牌 brand",
        "policy": "政策 policy",
        "category": "类别 政策类别 分类 category",
        "status": "状态 成效状态 status",
    }.items()
    for word in words.split()
}
_LABELS = {
    "county": "地区",
    "year": "年份",
    "brand": "品牌",
    "policy": "政策",
    "category": "政策类别",
    "status": "成效状态",
}
_STATUSES = {
    "achieved": "已达成 达成 已完成 完成 已实现 实现 已取得",
    "in_progress": "进行中 在建 正在进行 推进中 已签约",
    "planned": "计划中 计划 规划 规划中 目标 拟",
    "mixed": "混合",
}
_NOT_SAID = {"未定", "不详", "未知", "没有", "无"}
# 余姚 is 余姚市, 内蒙古 is 内蒙古自治区, 景宁 is 景宁畲族自治县; 宁 is not 宁海县.
_REST_OF_NAME = re.compile(r"(?:[^省市县区]{0,10}自治)?[省市县区州盟旗]|地区|林区|特区")
_TO = r"(?:\.{2,3}|-{1,2}|~|至|到)"
_YEAR = r"((?:19|20)[0-9]{2})年?"
_SPAN = re.compile(rf"{_YEAR}{_TO}{_YEAR}")
_SINCE = re.compile(rf"{_YEAR}(?:及?以后|及?之后|以来|起|后|至今|\+|{_TO})")
_UNTIL = re.compile(rf"{_YEAR}(?:及?以前|及?之前|前|为止|止)|{_TO}{_YEAR}")


class Meaning(NamedTuple):
    """What a value stands for: the condition on cases, and its words for the sentence."""

    condition: Q
    words: str


@dataclass(frozen=True, slots=True)
class Typed:
    """All field words of a query: their condition, the words for it, and what had to be said about others.

    ``as_text`` are those of which no value exists: their values are looked for in the text.
    """

    condition: Q = Q()
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    as_text: tuple[Field, ...] = ()


def resolve(fields: Iterable[Field]) -> Typed:
    """What typed field words stand for; a value that does not exist is said, never refused."""
    condition, words, said, as_text = Q(), [], [], []
    for field in fields:
        label = _LABELS[field.name]
        met = {value: _MEANINGS[field.name](value) for value in field.values}
        known = [meaning for meaning in met.values() if meaning]
        missing = "、".join(f"「{value}」" for value, meaning in met.items() if not meaning)
        if missing:
            said.append(f"没有{missing}这个{label}，{'已略去' if known else '已作为文字查找'}")
        if not known:
            as_text.append(field)
            continue
        either = Q()
        for meaning in known:
            either |= meaning.condition
        condition &= ~either if field.excluded else either
        told = "或".join(dict.fromkeys(meaning.words for meaning in known))
        words.append(f"{label}{'不为' if field.excluded else '为'}{told}")
    return Typed(condition, tuple(words), tuple(said), tuple(as_text))


def _county(value: str) -> Meaning | None:
    """余姚, 余姚市, 330281, 宁波; former names too, and what editors say a place is also called."""
    if value in _NOT_SAID:
        return Meaning(cases_in((UNKNOWN,)), "「地区未定」")
    name = fold(value).text
    if re.fullmatch("[0-9]{6}", name):
        rows = list(Place.objects.filter(code=name))
    else:
        rows = _named(list(Place.objects.filter(name__startswith=name)), name) if name else []
        rows = rows or [each.place for each in follow().places if each.name == name]
    if not rows:
        return None
    codes = tuple(dict.fromkeys(place.code for place in rows))
    return Meaning(cases_in(codes), _listed(dict.fromkeys(place.name for place in rows)))


def _named(rows: Sequence[Place], name: str) -> list[Place]:
    """The units called so: by the full name if any is, else without its last word, those of today before others."""
    exact = [place for place in rows if place.name == name]
    short = [place for place in rows if _REST_OF_NAME.fullmatch(place.name[len(name) :])]
    return exact or [place for place in short if not place.is_former] or short


def _year(value: str) -> Meaning | None:
    """2012, 2012年, 2012..2015, 2012-2015, 2012年以后, 2015年以前; both ends are included."""
    if value in _NOT_SAID:
        return Meaning(Q(year__isnull=True), "「年份未定」")
    typed = fold(value).text
    if match := re.fullmatch(_YEAR, typed):
        return Meaning(Q(year=int(match[1])), f"「{match[1]} 年」")
    if match := _SPAN.fullmatch(typed):
        first, last = sorted((int(match[1]), int(match[2])))
        return Meaning(Q(year__range=(first, last)), f"「{first} 年到 {last} 年」")
    if match := _SINCE.fullmatch(typed):
        return Meaning(Q(year__gte=int(match[1])), f"「{match[1]} 年及以后」")
    if match := _UNTIL.fullmatch(typed):
        return Meaning(Q(year__lte=int(match[1] or match[2])), f"「{match[1] or match[2]} 年及以前」")
    return None


def _status(value: str) -> Meaning | None:
    typed = fold(value).text
    for status in Outcome.Status:
        if typed in (status.value, status.label) or typed in _STATUSES.get(status.value, "").split():
            return Meaning(any_of(Outcome.objects.standing(), status=status), f"「{status.label}」")
    return None


def _category(value: str) -> Meaning | None:
    typed = fold(value).text
    known = Policy.objects.public().order_by("category").values_list("category", flat=True).distinct()
    names = {name: fold(category(name)).text for name in known}
    met = [name for name, folded in names.items() if folded == typed]
    met = met or [name for name, folded in names.items() if typed and typed in folded]
    if not met:
        return None
    condition = any_of(PolicyMention.objects.standing(), policy__category__in=met)
    return Meaning(condition, _listed(category(name) for name in met))


def _brand(value: str) -> Meaning | None:
    key, public = name_key(fold(value).text), Brand.objects.public()
    same = public.filter(Q(name_key=key) | Q(aliases__name_key=key) | Q(key=value))
    inside = public.filter(Q(name_key__contains=key) | Q(aliases__name_key__contains=key))
    return _mentioned(key, (same, inside), lambda pks: any_of(BrandMention.objects.standing(), brand__in=pks))


def _policy(value: str) -> Meaning | None:
    key, public = name_key(fold(value).text), Policy.objects.public()
    same = public.filter(Q(name_key=key) | Q(other_keys__contains=[key]) | Q(key=value))
    inside = public.filter(name_key__contains=key)
    return _mentioned(
        key, (same, inside), lambda pks: any_of(PolicyMention.objects.standing(), policy__in=pks)
    )


def _mentioned(key: str, lists: Sequence[QuerySet], condition: Callable[[list[int]], Q]) -> Meaning | None:
    """Brands or policies of this very name, else those whose name contains it."""
    for rows in lists if key else ():
        found = dict(rows.order_by("name", "pk").distinct().values_list("pk", "name")[:MOST_NAMES])
        if found:
            return Meaning(condition(list(found)), _listed(dict.fromkeys(found.values())))
    return None


def _listed(names: Iterable[str]) -> str:
    """「甲」或「乙」; of many only the first few."""
    told = list(names)
    more = f"等 {len(told)} 个" if len(told) > NAMED else ""
    return "或".join(f"「{name}」" for name in told[:NAMED]) + more


_MEANINGS: dict[str, Callable[[str], Meaning | None]] = {
    "county": _county,
    "year": _year,
    "brand": _brand,
    "policy": _policy,
    "category": _category,
    "status": _status,
}
