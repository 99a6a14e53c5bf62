"""Where a case took place: the administrative unit that it is about, among all the places that it names.

The signs, strongest first: the byline (中共余姚市委组织部), a line or prefix that is nothing but a name (余姚：…), the
title, and how often and where the text speaks of a unit. Where they do not agree the place stays open.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..records import Evidence, PlaceRef
from .gazetteer import Change, Gazetteer, Unit, gazetteer
from .mention import Mention, Scope, mentions, mentions_of, scope_of
from .sentence import fold

__all__ = ["Change", "Gazetteer", "PlaceReading", "Unit", "gazetteer", "place_of", "places_in"]

HEAD_LINES = 6  # Lines at the beginning of a case among which its heading is looked for …
HEAD_LENGTH = 40  # … none longer than this.
OPENING = 300  # Characters at the beginning of a case that tell more of its place than the rest.
ENOUGH = 3.0  # So much weight of mentions settles a place that nothing but the text names, …
CLEARLY = 2.0  # … when it is so many times that of the next.
ALONE = 2.2  # So much does where the text names no other place: at its beginning in full, and once more.
SEVERAL = 3  # So many counties of one city, with the city named, make the text one about the city.
MAX_EVIDENCE = 3
MAX_CONTENTS = 600  # So far into a case the titles of others may be listed.
SIGNED = 120  # Characters at the end of a case among which a signature in brackets is looked for.
_BYLINE = re.compile(
    r"[（(]?(?:作者|供稿|来源|单位|报送单位|执笔|撰稿)?[:：]?(?:中共)?[\u4e00-\u9fff]{2,24}"
    r"(?:组织部|人才办(?:公室)?|人才工作领导小组(?:办公室)?|[市县区州旗]委|人民政府|政府办公室|人社局|人力资源和社会保障局|人力社保局|人才工作局|科技局|课题组)[)）]?"
)
_SIGNED_BELOW = re.compile(
    r"（(?:作者单位：|供稿：)?(?P<organ>[\u4e00-\u9fff]{2,20}(?:组织部|人才办|人社局|科技局|[市县区]委办))[ ：][^（）\n]{2,20}）(?:\n|$)"
)
_LABEL = re.compile(r"(?:发布|更新)?(?:时间|日期)|来源|作者|记者|通讯员|编辑|责编|审核|摄影|字号|浏览|阅读")
# ◆海港县：渔村有了夜校: a line of contents, where the words behind its mark head a later case.
_LISTED = re.compile(r"(?:[◆◇●○■□★☆▲△◎·•➢►]|\d{1,2}[.、．])[ ]*(?P<words>\S[^\n]{5,60}?)[ .…·]*(?:\d{1,3})?$")
_PREFIX = re.compile(r"^(?:[【\[]?[^：:—|｜\s]{0,14}?)(?:[：:｜|】\]]|——?)")
_OWN = re.compile(r"(?:我|全|本)([省市县区州旗])(?!级|内外|场|民|域|里|间)")
_OTHER_SIGNS = re.compile(r"[\s·、：:（）()【】\[\]—\-|｜市县区省]|案例[一二三四五六七八九十\d]*")


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The place of a case or None, in Chinese why, what it was read from, and what else it may be."""

    place: PlaceRef | None
    basis: str
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[PlaceRef, ...] = ()


Sign = tuple[Unit, str, tuple[Evidence, ...]]  # A unit, in Chinese what speaks for it, and where that stands.


@dataclass(slots=True)
class _Tally:
    """What speaks for each unit of a case, by code and name."""

    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    weight: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    seen: dict[tuple[str, str], list[Mention]] = field(default_factory=lambda: defaultdict(list))


def place_of(
    text: str,
    start: int,
    end: int,
    *,
    title: str = "",
    authors: Sequence[str] = (),
    document_text: str = "",
    year: int | None = None,
    context: PlaceRef | None = None,
) -> PlaceReading:
    """The place of the case ``text[start:end]`` as it was called in ``year``.

    「（中共安吉县委组织部）」 below the title → 安吉县. ``authors`` are the bylines known already, ``document_text`` the whole
    document where ``text`` is only a part of it, ``context`` the place that the document as a whole is about.
    """
    scope = scope_of(document_text or text, year, context)
    listed = _contents(text, start, end)
    named = [m for m in mentions(text, start, end, scope) if not any(a <= m.start < b for a, b in listed)]
    tally = _tally(named, start, fold(text)[start:end])
    heads = _head_lines(text, start, end, listed)
    byline = _from_byline(text, heads, [*authors, *_signed_below(text, start, end)], scope)
    heading = _from_heading(text, heads, title, scope, tally)
    if byline and not (heading and _within(heading[0], byline[0], strictly=True)):
        return _reading(text, byline[0], f"署名“{byline[1]}”", byline[2])
    if heading:
        return _sharper(text, heading, tally) if not byline else _reading(text, *heading)
    reading = _from_text(text, tally, named, heads)
    if reading.place:
        return reading
    return _from_context(reading, tally, context) if context else _from_only(reading, text, tally)


def _sharper(text: str, heading: Sign, tally: _Tally) -> PlaceReading:
    """The heading's unit, or, below a mere name of a city or province, the county in it that the text is all about."""
    unit, basis, evidence = heading
    main = _main(tally, "county")
    if main and _within(main, unit, strictly=True) and tally.weight[main.key] > tally.weight[unit.key]:
        seen = tally.seen[main.key]
        return _reading(text, main, f"{basis}，正文{len(seen)}次说到{main.name}", _quotes(text, seen))
    return _reading(text, unit, basis, evidence)


def _from_context(reading: PlaceReading, tally: _Tally, context: PlaceRef) -> PlaceReading:
    """The place of the whole document for a piece of it that names no other county; in a county's own paper it may
    name others in passing."""
    counties = gazetteer().by_code(context.code)
    home = any(unit.level == "county" for unit in counties)
    most = ENOUGH if home else 1
    for key, unit in tally.units.items():
        if unit.level == "county" and unit.code != context.code and tally.weight[key] >= most:
            return reading
    return PlaceReading(context, f"本篇没有别的地名，全文说的是{context.name}", (), (context,))


def _from_only(reading: PlaceReading, text: str, tally: _Tally) -> PlaceReading:
    """The one county, with the units above it, that a text names at all, when it does so more than once."""
    counties = [unit for unit in tally.units.values() if unit.level == "county"]
    only = counties[0] if len(counties) == 1 else None
    if only is None or tally.weight[only.key] < ALONE or len(tally.seen[only.key]) < 2:
        return reading
    if not all(_within(only, unit) for unit in tally.units.values()):
        return reading
    seen = tally.seen[only.key]
    return _reading(text, only, f"全文只说到{only.name}一处", _quotes(text, seen))


def place_of_letterhead(lines: Sequence[str], text: str, year: int | None) -> PlaceRef | None:
    """The one unit that the lines above a document's title name, 中共甲县委人才办编 → 甲县; None when there are several."""
    scope = scope_of(text, year)
    units = [
        m.unit for line in lines for m in mentions_of(line, scope) if m.unit and not m.led and m.weight > 0.2
    ]
    deepest = _deepest(units)
    return gazetteer().ref(deepest[0]) if len(deepest) == 1 else None


def places_in(
    text: str, start: int, end: int, *, within: PlaceRef | None = None, year: int | None = None
) -> tuple[tuple[PlaceRef, int, int], ...]:
    """The units of county level named in ``text[start:end]``, in order, each with the span of its name.

    ``within`` is where the text as a whole plays: it settles shared names. Companies' and schools' names and names
    that remain open are left out.
    """
    scope = scope_of(text, year, within)
    return tuple(
        (_ref(mention.unit), mention.start, mention.end)
        for mention in mentions(text, start, end, scope)
        if mention.unit and mention.unit.level == "county" and not mention.led and mention.weight > 0.2
    )


@cache
def _ref(unit: Unit) -> PlaceRef:
    return gazetteer().ref(unit)


def _tally(named: Iterable[Mention], start: int, folded: str) -> _Tally:
    """How much each unit is spoken of; the opening counts double, and 我市 speaks for what is called 市."""
    tally = _Tally()
    own = _OWN.findall(folded)
    grounds: dict[tuple[str, tuple[Unit, ...]], Unit] = {}
    spoken: dict[Unit, Unit] = {}
    for mention in named:
        if mention.unit is None:
            continue
        if mention.unit not in spoken:
            # A note that says 今奉化区 speaks of the 奉化市 of the text.
            ground = mention.unit.short, gazetteer().today(mention.unit)
            spoken[mention.unit] = grounds.setdefault(ground, mention.unit)
        unit = spoken[mention.unit]
        tally.units[unit.key] = unit
        tally.seen[unit.key].append(mention)
        if not mention.led:
            tally.weight[unit.key] += mention.weight * (2 if mention.start - start < OPENING else 1)
    for key, weight in tally.weight.items():
        tally.weight[key] += min(2.0, 0.5 * own.count(key[1][-1])) if weight >= 1 else 0
    return tally


def _contents(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines at the beginning of a case that list the titles of others behind it; they tell nothing of its place."""
    found, at = [], start
    for line in text[start : min(end, start + MAX_CONTENTS)].split("\n"):
        listed = _LISTED.match(line.strip())
        if listed and text.find(listed["words"], end) >= 0:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _head_lines(
    text: str, start: int, end: int, listed: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, str]]:
    """The short lines at the beginning of the case, with where they start, up to the first paragraph."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare and not _LABEL.match(bare) and (at, at + len(line)) not in listed:
            if len(bare) > HEAD_LENGTH or bare.endswith(("。", "；")) or len(lines) == HEAD_LINES:
                break
            lines.append((at + line.index(bare), bare))
        at += len(line) + 1
    return lines


def _signed_below(text: str, start: int, end: int) -> list[str]:
    """The organ in brackets at the end of the text with whoever wrote it there: …。（甲县委组织部 张三）."""
    found = _SIGNED_BELOW.search(fold(text), max(start, end - SIGNED), end)
    return [found["organ"]] if found and found.end() >= end - SIGNED // 2 else []


def _from_byline(
    text: str, heads: list[tuple[int, str]], authors: Sequence[str], scope: Scope
) -> Sign | None:
    """The one unit that the bylines name: its deepest, 宁波市江北区委组织部 → 江北区; None when they name several."""
    lines = [line for _, line in heads if _BYLINE.fullmatch(fold(line))]
    found: dict[tuple[str, str], tuple[Unit, str]] = {}
    for line in dict.fromkeys([*authors, *lines]):
        for mention in mentions_of(line, scope):
            if mention.unit and not mention.led and mention.weight > 0.2:
                found[mention.unit.key] = mention.unit, line
    deepest = _deepest([unit for unit, _ in found.values()])
    if len(deepest) != 1:
        return None
    unit, line = found[deepest[0].key]
    return unit, line.strip("（）() "), _evidence_of(text, line, heads)


def _from_heading(
    text: str, heads: list[tuple[int, str]], title: str, scope: Scope, tally: _Tally
) -> Sign | None:
    """The unit that a heading line, a prefix before a colon, or the title names; the deepest where they agree."""
    lines = [line for _, line in heads if not _BYLINE.fullmatch(fold(line))]
    titles = list(dict.fromkeys([title, *lines]))
    found: list[Sign] = []
    for line in lines:
        if unit := _name_alone(line, scope, tally):
            found.append((unit, f"标题处单独一行“{line}”", _evidence_of(text, line, heads)))
    for line in titles:
        prefix = _PREFIX.match(line)
        if prefix and (unit := _name_alone(prefix.group(), scope, tally)):
            found.append((unit, f"标题以“{prefix.group()}”开头", _evidence_of(text, line, heads)))
    for line in titles[:4]:
        if unit := _one(mentions_of(line, scope), tally):
            holders = [head for _, head in heads if unit.short in head and head in line]
            found.append((unit, f"标题“{line}”", _evidence_of(text, (holders or [line])[0], heads)))
    best = found[0] if found else None
    for sign in found:
        if best and _within(sign[0], best[0], strictly=True):
            best = sign
    return best


def _name_alone(line: str, scope: Scope, tally: _Tally) -> Unit | None:
    """The unit of a line that holds nothing but names of places (宁波余姚市)."""
    named = mentions_of(line, scope)
    return None if not named or _left_over(line, named) else _one(named, tally)


def _one(named: list[Mention], tally: _Tally) -> Unit | None:
    """The unit that a heading is about: the deepest one, or of several the one that the text speaks of most."""
    units = [m.unit for m in named if m.unit and not m.led and m.weight > 0.2]
    deepest = _deepest(units)
    if len(deepest) > 1:
        deepest.sort(key=lambda unit: -tally.weight.get(unit.key, 0))
        first, second = (tally.weight.get(unit.key, 0) for unit in deepest[:2])
        return deepest[0] if first >= ENOUGH and first >= CLEARLY * second else None
    return deepest[0] if deepest else None


def _left_over(line: str, named: list[Mention]) -> str:
    """What a line holds besides names of places."""
    kept = list(line)
    for mention in named:
        kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    return _OTHER_SIGNS.sub("", "".join(kept))


def _from_text(text: str, tally: _Tally, named: list[Mention], heads: list[tuple[int, str]]) -> PlaceReading:
    """The unit that the text speaks of most, if clearly; a city when its counties are many, but never a guess."""
    for level in ("county", "prefecture", "province"):
        unit = _main(tally, level)
        above = sum(
            tally.weight[k] for k, u in tally.units.items() if unit and _within(unit, u, strictly=True)
        )
        if unit and (level != "county" or tally.weight[unit.key] >= above):
            seen = tally.seen[unit.key]
            return _reading(text, unit, f"正文{len(seen)}次说到{unit.name}", _quotes(text, seen))
    return _city_of_counties(text, tally) or _open(text, tally, named, heads)


def _main(tally: _Tally, level: str) -> Unit | None:
    """The unit of a level that the text speaks of enough, and clearly more than of the next."""
    ranked = sorted(
        ((w, key) for key, w in tally.weight.items() if tally.units[key].level == level), reverse=True
    )
    if not ranked or ranked[0][0] < ENOUGH or len(ranked) > 1 and ranked[0][0] < CLEARLY * ranked[1][0]:
        return None
    unit = tally.units[ranked[0][1]]
    seen = tally.seen[unit.key]
    return (
        unit if len(seen) > 1 or seen[0].full else None
    )  # One short name is too little, wherever it stands.


def _city_of_counties(text: str, tally: _Tally) -> PlaceReading | None:
    """The city that the text names and in which all its counties lie, when they are several."""
    counties = [u for key, u in tally.units.items() if u.level == "county" and tally.weight[key] >= 1]
    cities = {gazetteer().parent(unit) for unit in counties}
    city = cities.pop() if len(cities) == 1 else None
    if city is None or city.key not in tally.seen or len({u.short for u in counties}) < SEVERAL:
        return None
    names = "、".join(unit.name for unit in counties[:6])
    return _reading(text, city, f"文中说到的{names}都属{city.name}", _quotes(text, tally.seen[city.key]))


def _open(text: str, tally: _Tally, named: list[Mention], heads: list[tuple[int, str]]) -> PlaceReading:
    """No place, with what it may be and why nothing decides."""
    ref = gazetteer().ref
    top = heads[-1][0] + len(heads[-1][1]) if heads else -1
    often = Counter(m.name for m in named if m.unit is None)
    open_ = (m for m in named if m.unit is None and (not m.vague or m.start < top or often[m.name] >= ENOUGH))
    shared = next(open_, None)
    ranked = sorted(tally.weight, key=lambda key: -tally.weight[key])
    if shared and not any(tally.weight[key] >= ENOUGH for key in ranked):
        refs = tuple(ref(unit) for unit in shared.candidates)
        names = "、".join(f"{place.parent}{place.name}" for place in refs[:6])
        basis = f"“{shared.name}”可以是{names}，文中没有别的依据"
        return PlaceReading(None, basis, (Evidence.of(text, shared.start, shared.end),), refs)
    strong = [key for key in ranked if tally.weight[key] >= 1][:6]
    if not strong:
        return PlaceReading(None, "文中没有说到可以确定的县（市、区）")
    names = "、".join(name for _, name in strong)
    basis = f"文中说到{names}，没有一处为主" if len(strong) > 1 else f"文中只偶尔说到{names}，不足以确定"
    quotes = tuple(e for key in strong for e in _quotes(text, tally.seen[key])[:1])
    return PlaceReading(None, basis, quotes, tuple(ref(tally.units[key]) for key in strong))


def _deepest(units: Iterable[Unit]) -> list[Unit]:
    """The units without those that others of them lie in."""
    kept = list(dict.fromkeys(units))
    return [unit for unit in kept if not any(_within(other, unit, True) for other in kept)]


def _within(unit: Unit, other: Unit, strictly: bool = False) -> bool:
    """Whether ``unit`` lies in ``other`` or is it."""
    above = {higher.code for higher in gazetteer().lineage(unit)}
    return other.code in above or (not strictly and unit.code == other.code)


def _reading(text: str, unit: Unit, basis: str, evidence: tuple[Evidence, ...]) -> PlaceReading:
    ref = gazetteer().ref(unit)
    return PlaceReading(ref, basis, evidence, (ref,))


def _quotes(text: str, seen: list[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence.of(text, m.start, m.end) for m in seen[:MAX_EVIDENCE])


def _evidence_of(text: str, words: str, heads: list[tuple[int, str]]) -> tuple[Evidence, ...]:
    """The words where they stand at the beginning of the case or in the text; none when they do not."""
    for at, line in heads:
        if words in line:
            return (Evidence.of(text, at, at + len(line)),)
    at = text.find(words) if words else -1
    return (Evidence.of(text, at, at + len(words)),) if at >= 0 else ()
