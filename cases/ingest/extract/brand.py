"""Brands and named programmes of a county, each with its aliases: “渔港英才”计划, 人才银行, 一村一“博士”行动."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..records import Brand, Evidence, PlaceRef
from .gazetteer import gazetteer
from .sentence import fold
from .words import any_of, rows, words

MAX_EVIDENCE = 5
MAX_BRANDS = 30
MAX_HEADING = 36
MAX_PLACE = 6  # Longer names of provinces and prefectures are met by their short ones.
_HAN = "\u4e00-\u9fff"
_HEADS = {row[0]: (row[1], row[2] == "strong") for row in rows("brand_heads")}
_HEAD = "|".join(sorted(map(re.escape, _HEADS), key=len, reverse=True))
_MODIFIER = "|".join(sorted(map(re.escape, words("brand_modifiers")), key=len, reverse=True))
_TAIL_TEXT = rf"(?:{_MODIFIER}){{0,4}}(?:{_HEAD})(?![网站窗大]|生态|保障)"
_TAIL = re.compile(_TAIL_TEXT)
_TAIL_HEAD = re.compile(rf"(?:{_HEAD})$")
_QUOTED = re.compile(r"“([^“”\n]{1,30}(?:“[^“”\n]{1,12}”[^“”\n]{0,12})?)”|‘([^‘’“”\n]{1,20})’")
_ONE_EACH = re.compile(
    rf"(?P<open>[“‘])?一[{_HAN}]{{1,2}}一(?:[“‘][{_HAN}\d]{{1,6}}[”’]|[{_HAN}]{{2,3}}?(?=[”’]|{_TAIL_TEXT}))"
    rf"(?P<close>[”’])?(?P<tail>{_TAIL_TEXT})?"
)
_NATIONAL_WHOLE = re.compile(
    rf"(?:国家|浙江|全国|[{_HAN}]{{0,2}}[省市])?(?:级)?(?:{any_of('national_programmes')})"
)
_NATIONAL_PARK = re.compile(
    rf"(?<![“‘])(?:{any_of('national_programmes')})(?P<tail>(?:{_MODIFIER}){{0,2}}(?:产业园区|产业园|人才园|园区))"
)
_SLOGAN = re.compile(any_of("not_brands"))
_NOUN = re.compile(any_of("brand_nouns"))
_FOUNDING = re.compile(rf"(?:{any_of('brand_founding')})(?:了|起|以|的)?[{_HAN}]{{0,8}}[ ]?$")
_FOUNDS = re.compile(rf"(?:{any_of('brand_founding')})了?$")
_BRANDED = re.compile(
    rf"(?:打造|塑造|创建|推出|擦亮|叫响|形成|创树|做强)了?(?:以)?(?P<name>[{_HAN}A-Za-z\d·]{{2,12}}?)品牌(?!建设|创建|化|效应)"
)
_GENERIC = re.compile(any_of("brand_generic"))
_MARKS = re.compile(r"[“”‘’ \n]")
_SPEECH = re.compile(r"[，。！？；：、…]")
# How long a quoted name must be to be a brand by its last word alone; five characters for other words.
_LEAST = {"计划": 4, "工程": 4, "行动": 4, "之家": 4, "贷": 3, "码": 3, "英才卡": 4, "人才卡": 4}
_FIRM = ("计划", "行动", "工程", "制度", "品牌", "服务品牌", "模式")
_PEOPLE_END = re.compile(r"(?:专家|人才|员|师|家|教授|博士)$")
# What the text calls a quoted name that has no programme word of its own: 推出“双聘双评”改革.
_CALLED = re.compile(r"[\u4e00-\u9fff]{0,4}(?:品牌|模式|工程|机制|改革|体系|名片|制度|工作法|行动|计划|路径)")
_COUNTY_FOUNDS = re.compile(rf"[县市区](?:{any_of('brand_founding')})了?$")
_ABOVE = re.compile(r"(?:国家|全国|[^县]省|省|中央|部委)(?:级|里|委|市)?$")
# Short names of provinces that hardly stand in a name for anything else.
_PROVINCES = re.compile(r"[冀豫湘皖鲁苏赣鄂桂晋陕闽粤黔琼沪渝辽]|浙(?!大)")
_PARKS = ("园区", "产业园")
_PLAIN_END = re.compile(r"(?:英才|人才|行动)?(?:计划|行动|工程)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: its span, the name as shown, the key its spellings share, and its kind.

    ``strong`` says that the words around it make it a brand, ``tailed`` that it ends in a programme word,
    ``branded`` that the text itself calls it a 品牌, ``heading`` that it stands in a heading, ``founded`` that it is
    no programme word but stands right behind a verb of founding.
    """

    start: int
    end: int
    name: str
    key: str
    kind: str
    strong: bool
    tailed: bool
    national: bool = False
    branded: bool = False
    heading: bool = False
    founded: bool = False


def brands(
    text: str, start: int, end: int, *, title: str = "", place: PlaceRef | None = None
) -> tuple[Brand, ...]:
    """The brands named in ``text[start:end]``, the main one first; spellings of one brand are its aliases.

    「海港市打造“渔港英才”计划」 → 渔港英才 as 计划. A national programme is no brand, a park named after one is;
    nor is what names another or a higher place than ``place``, unless the title is about it.
    """
    folded = fold(text)
    groups: dict[str, list[Mention]] = {}
    for mention in mentions(text, start, end):
        groups.setdefault(mention.key, []).append(mention)
    head = _MARKS.sub("", fold(title))
    groups = {
        key: group
        for key, group in groups.items()
        if key in head or not all(of_others(folded, mention, place) for mention in group)
    }
    ranked = []
    for order, (key, group) in enumerate(_joined(groups).items()):
        weight = _weight(key, group, head)
        if weight:
            ranked.append((-weight, order, group))
    ranked.sort(key=lambda row: row[:2])
    return tuple(_brand(text, group) for _, _, group in ranked[:MAX_BRANDS])


def of_others(folded: str, mention: Mention, place: PlaceRef | None) -> bool:
    """Whether a name is a higher unit's or another place's: “AI宁波”大赛 in a county of Ningbo, 省“银帆”行动."""
    if _ABOVE.search(folded, max(0, mention.start - 4), mention.start):
        return True
    plain = _MARKS.sub("", mention.name)
    own = (place.name, place.name_now) if place else ()
    if any(name and name.rstrip("省市县区") in plain for name in own):
        return False
    before = folded[max(0, mention.start - MAX_PLACE) : mention.start]
    named = _runs(plain) | {before[-size:] for size in range(2, MAX_PLACE + 1)}
    if any(not _is_own(name, own) for name in named & _higher()):
        return True
    return bool(place) and any(m.group() not in "".join(own) for m in _PROVINCES.finditer(plain))


def _is_own(name: str, own: tuple[str, ...]) -> bool:
    """Whether a higher unit is the place itself (a city's own summary)."""
    return any(each.startswith(name) or name.startswith(each) for each in own)


@cache
def _higher() -> frozenset[str]:
    """The names of provinces and prefectures with and without their suffix."""
    units = [unit for unit in gazetteer().units if unit.level != "county"]
    return frozenset({u.name for u in units} | {u.short for u in units if len(u.short) >= 2})


def _runs(name: str) -> set[str]:
    """All pieces of a name that could be a place's."""
    return {name[at : at + size] for at in range(len(name)) for size in range(2, MAX_PLACE + 1)}


@lru_cache(maxsize=4)
def mentions(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """All names that could be a brand's, in order and without overlap."""
    folded = fold(text)
    found = list(_one_each(folded, start, end))
    found += _quoted(folded, start, end)
    found += _unquoted(folded, start, end)
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return tuple(kept)


def _one_each(folded: str, start: int, end: int) -> Iterator[Mention]:
    """一镇一“千人”行动 in any of its spellings; without a mark or a programme word it is a turn of phrase."""
    for match in _ONE_EACH.finditer(folded, start, end):
        whole = match.group()
        tail = match["tail"] or ""
        if not tail and not match["close"]:
            continue
        stop = match.end()
        if match["open"] and not match["close"] and not folded.startswith(("”", "’"), stop):
            continue
        bare = whole[: len(whole) - len(tail)] if tail else whole
        key = _MARKS.sub("", bare)
        if len(key) < 5 or (not tail and _SLOGAN.fullmatch(key)):
            continue
        name = _shown(whole)
        branded = tail.endswith("品牌") or folded.startswith("品牌", stop)
        yield Mention(match.start(), stop, name, key, _kind(tail), bool(tail), bool(tail), False, branded)


def _quoted(folded: str, start: int, end: int) -> Iterator[Mention]:
    """Names in quotation marks, with the programme word behind the marks or at the end of the name."""
    for match in _QUOTED.finditer(folded, start, end):
        inner = match[1] or match[2]
        if _SPEECH.search(inner) or len(inner) > 24 or "的" in inner[-2:]:
            continue
        plain = _MARKS.sub("", inner)
        tail = _TAIL.match(folded, match.end(), min(end, match.end() + 24))
        words_behind = _trimmed(tail.group(), plain) if tail else ""
        if len(plain) < 2 or (_SLOGAN.fullmatch(plain) and not _of_people(plain, words_behind)):
            continue
        national = bool(_NATIONAL_WHOLE.fullmatch(plain)) or bool(
            _NATIONAL_WHOLE.fullmatch(plain + words_behind)
        )
        if national and (not words_behind or not _own(plain, words_behind)):
            continue
        yield _mention(folded, match, plain, words_behind, national)


def _of_people(plain: str, tail: str) -> bool:
    """“候鸟专家”制度: a name of people in front of a firm programme word names the programme."""
    return bool(_PEOPLE_END.search(plain)) and _head(tail) in _FIRM


def _mention(folded: str, match: re.Match[str], plain: str, tail: str, national: bool) -> Mention:
    """The mention of one quoted name."""
    stop = match.end() + len(tail)
    inside = _TAIL_HEAD.search(plain) if not tail else None
    named = bool(_NOUN.fullmatch(plain))
    founded = bool(_FOUNDING.search(folded, max(0, match.start() - 16), match.start()))
    head = _head(tail) or (inside.group() if inside else "")
    strong_head = bool(head) and _HEADS[head][1]
    bare = not head and _bare_founded(folded, match, plain)
    strong = named or (founded and bool(head) and len(plain) >= 3) or (bare and _supported(folded, match))
    strong = strong or (strong_head and (bool(tail) or len(plain) >= _LEAST.get(head, 5)))
    name = _shown(folded[match.start() : stop])
    key = plain + tail if national else _key(plain, tail)
    branded = tail.endswith("品牌") or folded.startswith("品牌", stop)
    return Mention(
        match.start(),
        stop,
        name,
        key,
        _kind(head),
        strong,
        bool(head),
        national,
        branded,
        _in_heading(folded, match),
        bare,
    )


def _supported(folded: str, match: re.Match[str]) -> bool:
    """推出“双联双促”改革, or 海港县实行“双联双促”: what follows or who founded it shows that it is a name."""
    before = folded[max(0, match.start() - 6) : match.start()]
    return bool(_CALLED.match(folded, match.end()) or _COUNTY_FOUNDS.search(before))


def _bare_founded(folded: str, match: re.Match[str], plain: str) -> bool:
    """实行“一县双核”: a name of four to eight characters right behind the verb that founds it."""
    before = folded[max(0, match.start() - 4) : match.start()]
    return 4 <= len(plain) <= 8 and bool(_FOUNDS.search(before))


def _in_heading(folded: str, match: re.Match[str]) -> bool:
    """Whether the name stands in a short line without a full stop."""
    left = folded.rfind("\n", max(0, match.start() - MAX_HEADING), match.start())
    right = folded.find("\n", match.end(), match.end() + MAX_HEADING)
    if right < 0 or (left < 0 and match.start() > MAX_HEADING) or right - left > MAX_HEADING:
        return False
    return folded[right - 1] not in "。；"


def _unquoted(folded: str, start: int, end: int) -> Iterator[Mention]:
    """Well-formed names without marks, parks named after a national programme, and NAME品牌 after a founding verb."""
    for match in _NOUN.finditer(folded, start, end):
        plain = match.group()
        head = _TAIL_HEAD.search(plain)
        yield Mention(*match.span(), plain, _key(plain, ""), _kind(head.group() if head else ""), True, True)
    for match in _NATIONAL_PARK.finditer(folded, start, end):
        yield Mention(*match.span(), match.group(), _MARKS.sub("", match.group()), "园区", True, True, True)
    for match in _BRANDED.finditer(folded, start, end):
        if _says_something(match["name"]):
            yield Mention(*match.span("name"), match["name"], match["name"], "品牌", True, True, False, True)


def _says_something(name: str) -> bool:
    """Whether a name in front of 品牌 is more than generic words (人才夜市, not 人才工作特色)."""
    if re.search(r"[的一个是和与以]|国内|工作$|优秀$|头部$", name) or _SLOGAN.fullmatch(name):
        return False
    return len(_GENERIC.sub("", name)) >= 2


def _trimmed(tail: str, plain: str) -> str:
    """产业园品牌 → 产业园: the word 品牌 behind another programme word is said about the name."""
    shorter = tail.removesuffix("品牌")
    ended = _TAIL_HEAD.search(shorter) or (not shorter and _TAIL_HEAD.search(plain))
    return shorter if shorter != tail and ended and not shorter.endswith("服务") else tail


def _head(tail: str) -> str:
    """The programme word a tail ends in."""
    match = _TAIL_HEAD.search(tail)
    return match.group() if match else ""


def _kind(tail: str) -> str:
    """The kind of a name from the programme word it ends in; 品牌 where it has none."""
    head = _head(tail)
    return _HEADS[head][0] if head else "品牌"


def _own(plain: str, tail: str) -> bool:
    """Whether a national programme's name with this tail names something of the county (a park, a platform)."""
    return _kind(tail) in ("园区", "平台") and not _NATIONAL_WHOLE.fullmatch(plain + tail)


def _key(plain: str, tail: str) -> str:
    """What all spellings of a name share: 渔港英才 for “渔港英才”计划 and “渔港英才计划”; short names keep their word."""
    core = _PLAIN_END.sub("", plain) if len(plain) >= 6 else re.sub(r"(?:计划|行动|工程)$", "", plain)
    if len(core) >= 3:
        return core + ("英才" if plain.startswith(core + "英才") else "")
    return plain + (_head(tail) if len(plain) < 3 else "")


def _shown(printed: str) -> str:
    """The name as readers see it: marks around the whole name fall away, those around a part stay, inner ones are ‘’."""
    printed = printed.strip()
    if printed.count("“") == 1 and printed.startswith("“") and printed.endswith("”"):
        return re.sub("‘([^’]*)’", r"“\1”", printed[1:-1])
    if printed.startswith("‘") and printed.endswith("’"):
        return printed[1:-1]
    return re.sub("^‘([^’]*)’", r"“\1”", printed)


def _joined(groups: dict[str, list[Mention]]) -> dict[str, list[Mention]]:
    """Groups that are one name: equal but for the programme word, or but for the county's or city's name in it."""
    joined: dict[str, list[Mention]] = {}
    parks = [key for key, group in groups.items() if group[0].national][:MAX_BRANDS]
    for key, group in sorted(groups.items(), key=lambda row: len(row[0])):
        plain = _MARKS.sub("", group[0].name)
        home = next((other for other in (key, plain, key.rpartition("·")[2]) if other in joined), None)
        home = home or (_without_places(plain, parks) if any(mark in plain for mark in _PARKS) else None)
        joined.setdefault(home or key, []).extend(group)
    return joined


def _without_places(plain: str, parks: list[str]) -> str | None:
    """海省“千人计划”港县产业园 → the known 千人计划产业园 when only short pieces stand around its two parts."""
    for key in parks:
        name, park = key[:4], key[4:]
        at = plain.find(name)
        if 0 < len(plain) - len(key) <= 8 and 0 <= at <= 4 and park in plain[at + len(name) :]:
            return key
    return None


def _weight(key: str, group: list[Mention], head: str) -> int:
    """How surely and how much the case is about this name; 0 when it is no brand."""
    in_title = key in head
    count = len(group)
    strong = any(m.strong for m in group) or (in_title and bool(_ONE_EACH.fullmatch(f"“{key}”")))
    national = any(m.national for m in group)
    tailed = any(m.tailed for m in group)
    if national and not in_title and count < 2 and group[0].kind != "园区":
        return 0
    headed = in_title or any(m.heading for m in group)
    founded = any(m.founded for m in group) and count >= 2
    if not strong and not founded and not (headed and count >= 3) and not (tailed and count >= 2):
        return 0
    return min(count, 20) + 12 * in_title + 4 * any(m.branded for m in group)


def _strong_name(name: str) -> bool:
    """Whether a name ends in a programme word that alone makes a brand (计划, not 机制)."""
    head = _head(_MARKS.sub("", name))
    return bool(head) and _HEADS[head][1]


def _brand(text: str, group: list[Mention]) -> Brand:
    """One brand from all its mentions: a strong spelling names it, a bare one when that is the usual one."""
    names = Counter(m.name for m in group)
    strong = Counter(m.name for m in group if m.strong and m.tailed and _strong_name(m.name))
    first = {m.name: -m.start for m in reversed(group)}
    pool = strong or names
    name = max(pool, key=lambda n: (pool[n], len(n), first[n]))
    kinds = Counter(m.kind for m in group if m.tailed and m.kind not in ("品牌", "金融", "活动"))
    own = next((m.kind for m in group if m.name == name and m.tailed), "品牌")
    kind = own if own != "品牌" or not kinds else kinds.most_common(1)[0][0]
    aliases = tuple(n for n, _ in names.most_common(9) if n != name)
    shown = sorted(group, key=lambda m: (m.name != name, m.start))[:MAX_EVIDENCE]
    evidence = tuple(Evidence.of(text, m.start, m.end) for m in sorted(shown, key=lambda m: m.start))
    return Brand(name, kind, evidence, aliases)
