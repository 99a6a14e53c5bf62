"""Mentions put together: spellings of one brand are one, look-alikes stay apart, the main one comes first."""

import re
from collections import Counter

from ...records import Brand, Evidence, PlaceRef
from ..gazetteer import short
from ..sentence import fold
from .coined import distinct
from .mention import APART, HAN, MARKS, PROGRAMME, SECTION, STRONG, WITHIN, Mention, head_of, rest_of
from .owner import of_others
from .plain import cores_of
from .quoted import ONE_EACH
from .reading import mentions

MAX_EVIDENCE = 5
MAX_BRANDS = 60
MAX_TAIL = 4  # A longer programme word behind a name is said about it and left out of the shown name.
_INSTITUTES = (
    "研究院",
    "学院",
    "联盟",
    "实验室",
    "队",
    "赛",
)  # Of these the words between belong to the name.
_PARKS = ("园区", "产业园")
_MARKED = re.compile(r"“([^“”]{3,})”([^“”]+)")
_HAN_PAIR = re.compile(rf"[{HAN}]{{2}}")
Groups = dict[str, list[Mention]]


def brands(
    text: str, start: int, end: int, *, title: str = "", place: PlaceRef | None = None
) -> tuple[Brand, ...]:
    """The brands named in ``text[start:end]``, the main one first; spellings of one brand are its aliases.

    「海港市打造“渔港英才”计划」 → 渔港英才 as 计划. A national programme is no brand, a park named after one is;
    nor is what names another or a higher place than ``place``, unless the title is about it.
    """
    folded = fold(text)
    groups: Groups = {}
    for mention in mentions(text, start, end):
        groups.setdefault(mention.key, []).append(mention)
    head = MARKS.sub("", fold(title))
    joined = _joined(groups)
    local = cores_of(m for group in groups.values() for m in group if m.score >= STRONG)
    own = {short(name) for name in (place.name, place.name_now) if name} if place else set()
    titled = [key for key in joined if key in head]
    ranked = []
    for key, group in joined.items():
        if key not in head and all(of_others(folded, mention, place) for mention in group):
            continue
        part = any(key != other and key in other for other in titled)
        told = _local(key, local, own) + _comes_back(folded, key, group, end)
        weight = _weight(key, group, "" if part else head, told)
        if weight:
            ranked.append((-weight, min(m.start for m in group), key, group))
    ranked.sort(key=lambda row: row[:2])
    return tuple(_brand(text, key, group) for _, _, key, group in ranked[:MAX_BRANDS])


def _joined(groups: Groups) -> Groups:
    """Groups that are one name: equal but for the programme word, or but for the county's or city's name in it."""
    joined: Groups = {}
    parks = [key for key, group in groups.items() if group[0].national][:MAX_BRANDS]
    for key, group in sorted(_split(groups).items(), key=lambda row: len(row[0])):
        plain = MARKS.sub("", group[0].name)
        home = next((other for other in (key, plain, key.rpartition("·")[2]) if other in joined), None)
        home = home or _shorter(key, joined)
        home = home or (_without_places(plain, parks) if any(mark in plain for mark in _PARKS) else None)
        joined.setdefault(home or key, []).extend(group)
    return joined


def _split(groups: Groups) -> Groups:
    """“渔港英才”活动周 beside “渔港英才”计划 is another thing; alone it is the brand."""
    apart: Groups = {}
    for key, group in groups.items():
        heads = {id(m): head_of(MARKS.sub("", m.name)) for m in group}
        both = any(heads[id(m)] in PROGRAMME for m in group)
        for mention in group:
            head = heads[id(mention)]
            apart.setdefault(key + head if both and head in APART else key, []).append(mention)
    return apart


def _shorter(key: str, joined: Groups) -> str | None:
    """归燕 for 归燕行动, 才智港 for 黄河才智港: a known name that this one only begins or ends with."""
    for cut in range(1, 3):
        head = head_of(key)
        if head in PROGRAMME and key[: -len(head)] in joined and cut == 1:
            return key[: -len(head)]
        if len(key) - cut * 2 >= 3 and key[cut * 2 :] in joined and WITHIN.get(head_of(key)) == "strong":
            return key[cut * 2 :]
    if len(key) >= 6 and key[3:] in joined and WITHIN.get(head_of(key)) == "strong":
        return key[3:]
    return None


def _without_places(plain: str, parks: list[str]) -> str | None:
    """海省“千人计划”港县产业园 → the known 千人计划产业园 when only short pieces stand around its two parts."""
    for key in parks:
        name, park = key[:4], key[4:]
        at = plain.find(name)
        if 0 < len(plain) - len(key) <= 8 and 0 <= at <= 4 and park in plain[at + len(name) :]:
            return key
    return None


def _local(key: str, cores: frozenset[str], own: set[str]) -> int:
    """What the place's own name in a name speaks for it: 2 for a poetic one that its brands have (月城夜话), 1 else."""
    if any(key.startswith(core) and len(key) >= len(core) + 2 for core in cores):
        return 2
    return int(any(name in key for name in own))


def _comes_back(folded: str, key: str, group: list[Mention], end: int) -> bool:
    """Whether a name that stood in marks is then said without them, as words are that are its own: 聚贤苑住专家."""
    behind = group[0].end
    at = folded.find(key, behind, min(end, behind + SECTION)) if distinct(key) and not group[0].tailed else -1
    return at >= 0 and folded[at - 1] not in "“‘"


def _weight(key: str, group: list[Mention], head: str, local: int) -> int:
    """How surely and how much the case is about this name; 0 when it is no brand."""
    in_title = key in head
    count = len(group)
    if any(m.national for m in group) and not in_title and count < 2 and group[0].kind != "园区":
        return 0
    score = max(m.score for m in group) + (count >= 2) + (count >= 3)
    score += 2 * (in_title and (count >= 3 or max(m.score for m in group) > 0)) + any(
        m.heading for m in group
    )
    score += local if max(m.score for m in group) > 0 else 0
    score += in_title and bool(ONE_EACH.fullmatch(key))
    if score < STRONG:
        return 0
    return min(count, 20) + 12 * in_title + 4 * any(m.branded for m in group)


def _strong_name(name: str) -> bool:
    """Whether a name ends in a programme word that alone makes a brand (计划, not 机制)."""
    return WITHIN.get(head_of(MARKS.sub("", name))) == "strong"


def _brand(text: str, key: str, group: list[Mention]) -> Brand:
    """One brand from all its mentions: a strong spelling names it, a bare one when that is the usual one."""
    names = Counter(m.name for m in group)
    strong = Counter(m.name for m in group if m.strong and m.tailed and _strong_name(m.name))
    first = {m.name: -m.start for m in reversed(group)}
    pool = strong or names
    name = max(pool, key=lambda n: (pool[n], len(n), first[n]))
    kinds = Counter(m.kind for m in group if m.tailed and m.kind not in ("品牌", "金融", "活动"))
    own = next((m.kind for m in group if m.name == name and m.tailed), "品牌")
    kind = own if own != "品牌" or not kinds else kinds.most_common(1)[0][0]
    cited = sorted(group, key=lambda m: (m.name != name, m.start))[:MAX_EVIDENCE]
    evidence = tuple(Evidence.of(text, m.start, m.end) for m in sorted(cited, key=lambda m: m.start))
    named_by_word = group[0].national or key.endswith(tuple(APART))
    said = name if named_by_word else _short(name)
    aliases = tuple(n for n, _ in names.most_common(9) if n != said)
    return Brand(said, kind, evidence, aliases)


def _short(name: str) -> str:
    """“府谷人才之家”微信平台 → 府谷人才之家: a long word behind the marks is said about the name."""
    match = _MARKED.fullmatch(name)
    if not match or match[1].endswith("杯") or not rest_of(match[1]) or not _HAN_PAIR.search(match[1]):
        return name
    if match[2].endswith(_INSTITUTES):
        return name
    if match[1].endswith(PROGRAMME):  # “双一工程”综合服务
        return match[1]
    return match[1] if len(match[2]) > MAX_TAIL or match[2].endswith("品牌") else name
