"""Records that may be one: pairs to look at, place by place, so that no search goes over all pairs there are.

Brands and policies of one place are alike when they share a name, when their names are the same without the words
that any undertaking or document may end with, or when one name holds the other. Cases are alike when half of their
sentences are the same and they are of one place and year, or share a brand. Behind these come cases in other words that have
place, year and a brand in common, where few have.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from cases.actions.merging import MODELS
from cases.actions.revision import ALIKE, sentences, share
from cases.models import Brand, BrandMention, Case, Merge, Place, Policy
from cases.models.identity import name_key, quoted

MOST = 20  # pairs of a page; the last place on it may bring more
MOST_OF_PLACE = 50  # pairs of one place
MOST_RECORDS = 1000  # brands or policies of one place that are compared
MOST_CASES = 200  # cases of one place that are compared
PLACES = 200  # places gone through for a page; cases cost more, so a tenth for them
FEW = 4  # cases with a brand in one place and year; where more have it, it says little
COMMON = 12  # cases with a sentence that so many have are not brought together by it
ENDINGS = (
    "实施方案", "实施意见", "实施办法", "实施细则", "管理办法", "暂行办法", "若干意见", "若干政策", "若干措施", "行动计划", "行动方案",
    "工程", "计划", "行动", "项目", "品牌", "政策", "办法", "意见", "规定", "细则", "方案", "措施", "通知", "活动", "机制", "制度", "模式",
    "平台", "基地", "园区", "体系", "服务", "系列", "试行",
)  # fmt: skip
SHORTEST = 3  # letters of a name that another may hold
NOWHERE = "none"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, why, and how strongly (0 to 1)."""

    one: Any
    other: Any
    why: str
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs, and the cursor behind the place that was looked at last; "" when there are no more places."""

    pairs: list[Pair]
    after: str


def find(kind: str, *, place: Place | None = None, after: str = "") -> Found:
    """Pairs of ``kind`` (brand, policy, case) that nobody has decided about, of one place of today or from a cursor on."""
    pairs: list[Pair] = []
    if place is not None:
        return Found(_undecided(kind, _OF_PLACE[kind](place)), "")
    most = PLACES // 10 if kind == "case" else PLACES
    for number, each in enumerate(_places(kind, after)):
        if len(pairs) >= MOST or number >= most:
            return Found(pairs, after)
        known = {(pair.one.pk, pair.other.pk) for pair in pairs}
        found = _undecided(kind, _OF_PLACE[kind](each))
        # Cases of two places that share a brand are found at both.
        pairs += [pair for pair in found if (pair.one.pk, pair.other.pk) not in known]
        after = str(each.pk) if each else NOWHERE
    return Found(pairs, "")


def _places(kind: str, after: str) -> Iterator[Place | None]:
    """The places of today that have records, in order of their keys; last what has no place."""
    if after == NOWHERE:
        return
    field = "place__today" if kind == "case" else "place"
    rows = _open(MODELS[kind]).filter(**{field: OuterRef("pk")})
    behind = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    places = Place.objects.filter(Exists(rows), pk__gt=behind)
    yield from places.order_by("pk").only("pk", "name")[: PLACES + 1]
    yield None


def _open(model: type) -> QuerySet:
    """Records that may be one of a pair."""
    rows = model.objects.filter(merged_into=None)
    return rows.exclude(status=Case.Status.WITHDRAWN) if model is Case else rows


def _undecided(kind: str, pairs: Iterable[Pair]) -> list[Pair]:
    """The strongest of a place, without those that somebody said are not one."""
    found = sorted(pairs, key=lambda pair: (-pair.weight, pair.one.pk, pair.other.pk))
    keys = {tuple(sorted((pair.one.key, pair.other.key))): pair for pair in found}
    said = Merge.objects.filter(kind=kind, state=Merge.State.REJECTED, first__in={one for one, _ in keys})
    for pair in said.values_list("first", "second"):
        keys.pop(pair, None)
    return list(keys.values())[:MOST_OF_PLACE]


# Brands and policies


def stem(key: str) -> str:
    """A name's key without the words that many names end with: 海创之家品牌 → 海创之家; three letters always stay."""
    while True:
        ending = next((e for e in ENDINGS if key.endswith(e) and len(key) - len(e) >= SHORTEST), "")
        if not ending:
            return key
        key = key[: -len(ending)]


def alike(names: Mapping[int, Sequence[str]]) -> Iterator[tuple[int, int, str, float]]:
    """Of records with the keys of their names, the first being what they are called, those that may be one, and why."""
    by_key: dict[str, set[int]] = defaultdict(set)
    for pk, keys in names.items():
        for key in keys:
            by_key[key].add(pk)
    for pks in by_key.values():
        for one, other in combinations(sorted(pks), 2):
            yield one, other, "有相同的名称", 1.0
    stems = {pk: stem(keys[0]) for pk, keys in names.items() if keys[0]}
    grams: dict[str, set[int]] = defaultdict(set)
    for pk, each in stems.items():
        for at in range(len(each) - SHORTEST + 1):
            grams[each[at : at + SHORTEST]].add(pk)
    for pk, short in stems.items():
        for other in grams.get(short[:SHORTEST], ()) if len(short) >= SHORTEST else ():
            long = stems[other]
            if pk != other and short in long and 2 * len(short) >= len(long):
                why = "去掉通用的词尾后名称相同" if short == long else "一个名称包含另一个"
                yield min(pk, other), max(pk, other), why, 0.9 * len(short) / len(long)


def _named(model: type[Brand] | type[Policy], keys: Callable[[Any], list[str]]) -> Callable:
    def of_place(place: Place | None) -> Iterator[Pair]:
        rows = _open(model).filter(place=place).select_related("place").order_by("pk")
        if model is Brand:
            rows = rows.prefetch_related("aliases")
        records = {row.pk: row for row in rows[:MOST_RECORDS]}
        found: dict[tuple[int, int], Pair] = {}
        for one, other, why, weight in alike({pk: keys(row) for pk, row in records.items()}):
            found.setdefault((one, other), Pair(records[one], records[other], why, weight))
        return iter(found.values())

    return of_place


# Cases


def _cases(place: Place | None) -> Iterator[Pair]:
    here = _open(Case).filter(place=None) if place is None else _open(Case).filter(place__today=place)
    brands = BrandMention.objects.standing().filter(case__in=here).values("brand")
    own = set(here.values_list("pk", flat=True))
    if place is not None:
        sharing = BrandMention.objects.standing().filter(brand__in=brands).values("case")
        here = _open(Case).filter(Q(pk__in=here.values("pk")) | Q(pk__in=sharing))
    rows = here.select_related("document", "place").defer("document__text", "machine").order_by("pk")
    told = rows.annotate(told=Substr("document__text", F("start") + 1, F("end") - F("start")))
    cases = {case.pk: case for case in told[:MOST_CASES]}
    branded = _brands(cases)
    said = {pk: sentences(case.told) for pk, case in cases.items()}
    found: set[tuple[int, int]] = set()
    for one, other in _sharing(said):
        a, b = cases[one], cases[other]
        weight = share(said[one], said[other])
        if weight < ALIKE or a.document_id == b.document_id:
            continue
        common = branded[one].keys() & branded[other].keys()
        dated = None in (a.year, b.year) or a.year == b.year
        if common or ({one, other} <= own and dated):
            why = "品牌相同" if common else "同一地区、同一年"
            found.add((one, other))
            yield Pair(a, b, f"{why}，{weight:.0%} 的句子相同", weight)
    here = [cases[pk] for pk in sorted(own & cases.keys())] if place is not None else []
    for one, other, brand in _in_other_words(here, branded):
        if (one, other) not in found:
            # Never as strong as most sentences are.
            weight = min(share(said[one], said[other]), ALIKE) / 2
            yield Pair(cases[one], cases[other], f"同一地区、同一年，都有品牌{quoted(brand)}", weight)


def _in_other_words(
    cases: Iterable[Case], branded: Mapping[int, Mapping[int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Of the cases of a place the pairs that have year and a brand in common, which few of that year have, and the brand."""
    having: dict[tuple[int, int], list[Case]] = defaultdict(list)
    for case in cases:
        for brand in branded.get(case.pk, ()) if case.year else ():
            having[case.year, brand].append(case)
    told: dict[tuple[int, int], str] = {}
    for (_, brand), group in having.items():
        for one, other in combinations(group, 2) if len(group) <= FEW else ():
            if one.document_id != other.document_id:
                told.setdefault((one.pk, other.pk), branded[one.pk][brand])
    yield from ((*pair, brand) for pair, brand in told.items())


def _brands(cases: Iterable[int]) -> dict[int, dict[int, str]]:
    """The names of the brands of each case, by their ids."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = BrandMention.objects.standing().filter(case__in=list(cases))
    for case, brand, name in rows.values_list("case", "brand", "brand__name"):
        found[case][brand] = name
    return found


def _sharing(said: Mapping[int, set[str]]) -> set[tuple[int, int]]:
    """Pairs of cases that have some sentence in common."""
    having: dict[str, list[int]] = defaultdict(list)
    for pk, each in said.items():
        for sentence in each:
            having[sentence].append(pk)
    groups = (pks for pks in having.values() if 1 < len(pks) <= COMMON)
    return {tuple(sorted(pair)) for pks in groups for pair in combinations(pks, 2)}


_OF_PLACE: dict[str, Callable[[Place | None], Iterator[Pair]]] = {
    "brand": _named(
        Brand, lambda row: [row.name_key, *(name_key(alias.name) for alias in row.aliases.all())]
    ),
    "policy": _named(Policy, lambda row: [row.name_key, *row.other_keys]),
    "case": _cases,
}
