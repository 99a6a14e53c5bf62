"""Where a case took place: the administrative unit that it is about, among all the places that it names.

The signs, strongest first: the byline (中共余姚市委组织部), a line or prefix that is nothing but a name (余姚：…), the
title, and how often and where the text speaks of a unit. Where they do not agree the place stays open.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..line import names, office_holder
from ..records import Evidence, PlaceRef
from .gazetteer import Change, Gazetteer, Unit, gazetteer
from .mention import Mention, Scope, mentions, mentions_of, scope_of
from .sentence import fold
from .tally import OPENING, Tally, contents, deepest_of, lies_in, named_in, tallied

__all__ = ["Change", "Gazetteer", "PlaceReading", "Unit", "gazetteer", "place_of", "places_in"]

HEAD_LINES = 6  # Lines at the beginning of a case among which its heading is looked for …
HEAD_LENGTH = 40  # … none longer than this.
ENOUGH = 3.0  # So much weight of mentions settles a place that nothing but the text names, …
CLEARLY = 2.0  # … when it is so many times that of the next.
ALONE = 2.2  # So much does where the text names no other place: at its beginning in full, and once more.
SEVERAL = 3  # So many counties of one city, with the city named, make the text one about the city.
MAX_EVIDENCE = 3
SIGNED = 120  # Characters at the end of a case among which a signature in brackets is looked for.
_BYLINE = re.compile(
    r"[（(]?(?:作者|供稿|来源|(?:报送|申报|推荐|选送|供稿|作者)?单位|执笔|撰稿)?[:：]?(?:中共)?[\u4e00-\u9fff]{2,24}"
    r"(?:组织部|人才办(?:公室)?|人才工作领导小组(?:办公室)?|[市县区州旗]委|人民政府|政府办公室|人社局|人力资源和社会保障局|人力社保局|人才工作局|科技局|课题组|人才(?:服务|发展)?中心|(?:农业农村|教育|卫生健康|商务|文旅|住建|水利|林业|自然资源)(?:局|委)|(?:产业)?发展中心)(?:[、，][\u4e00-\u9fff]{4,20})?[)）]?"
)
_SIGNED_BELOW = re.compile(
    r"（(?:作者单位：|供稿：)?(?P<organ>[\u4e00-\u9fff]{2,20}(?:组织部|人才办|人社局|科技局|[市县区]委办))[ ：][^（）\n]{2,20}）(?:\n|$)"
    r"|[。！？”]（(?P<unit>[\u4e00-\u9fff]{1,10}[县市区旗])）(?:\n|$)"
)
_LABEL = re.compile(
    r"(?:发布|更新)?(?:时间|日期)|.{0,24}来源：|来源|作者|记者|通讯员|编辑|责编|审核|摄影|字号|浏览|阅读"
)
_PREFIX = re.compile(r"^(?:[【\[]?[^：:—|｜\s]{0,14}?)(?:[：:｜|】\]]|——?)")
_FIRST = 120  # So far into a text stands the one county that it names in full, and is about.
_ORIGIN = re.compile(
    r"(?:来自|籍贯|祖籍|原籍|毕业于|就读于|出生[在于]|生于|老家在?|调往|赴|前往)[^，。]{0,2}$"
)
_OFFICES = 3  # So many offices of its own make a text one of a county.
# A web site or a paper that prints a text again is not where it plays.
_REPRINTS = re.compile(r".*(?:网|在线|公众号|客户端|日报|晚报|融媒|App|APP)")
_ORGAN_END = tuple("县市区旗州盟省委部办局厅处院校会组府")
_OTHER_SIGNS = re.compile(r"[\s·、：:（）()【】\[\]—\-|｜市县区省]|案例[一二三四五六七八九十\d]*")


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The place of a case or None, in Chinese why, what it was read from, and what else it may be."""

    place: PlaceRef | None
    basis: str
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[PlaceRef, ...] = ()


Sign = tuple[Unit, str, tuple[Evidence, ...]]  # A unit, in Chinese what speaks for it, and where that stands.


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
    named = named_in(text, start, end, scope)
    tally = tallied(named, start, fold(text)[start:end])
    heads = _head_lines(text, start, end, contents(text, start, end))
    organs = [author for author in authors if len(author) > 4 or author.endswith(_ORGAN_END)]
    byline = _from_byline(text, heads, [*organs, *_signed_below(text, start, end)], scope)
    heading = _from_heading(text, heads, title if _printed(text, start, end, title) else "", scope, tally)
    if byline and not (heading and lies_in(heading[0], byline[0], strictly=True)):
        return _reading(text, byline[0], f"署名“{byline[1]}”", byline[2])
    if heading:
        return _sharper(text, heading, tally) if not byline else _reading(text, *heading)
    reading = _from_text(text, tally, named, heads)
    if reading.place:
        return reading
    if context:
        return _from_context(reading, tally, context)
    return _from_only(reading, text, start, tally, fold(text)[start:end])


def _sharper(text: str, heading: Sign, tally: Tally) -> PlaceReading:
    """The heading's unit, or, below a mere name of a city or province, the county in it that the text is all about."""
    unit, basis, evidence = heading
    main = _main(tally, "county")
    if main and lies_in(main, unit, strictly=True) and tally.weight[main.key] > tally.weight[unit.key]:
        seen = tally.seen[main.key]
        return _reading(text, main, f"{basis}，正文{len(seen)}次说到{main.name}", _quotes(text, seen))
    return _reading(text, unit, basis, evidence)


def _from_context(reading: PlaceReading, tally: Tally, context: PlaceRef) -> PlaceReading:
    """The place of the whole document for a piece of it that names no other county; in a county's own paper it may
    name others in passing."""
    counties = gazetteer().by_code(context.code)
    home = any(unit.level == "county" for unit in counties)
    most = ENOUGH if home else 1
    for key, unit in tally.units.items():
        if unit.level == "county" and unit.code != context.code and tally.weight[key] >= most:
            return reading
    return PlaceReading(context, f"本篇没有别的地名，全文说的是{context.name}", (), (context,))


def _from_only(reading: PlaceReading, text: str, start: int, tally: Tally, folded: str) -> PlaceReading:
    """The one county or city, with the units above it, that a text names at all: when it does so in full at the
    beginning or more than once, or speaks of its own offices as a county's (县委, 县直) or a city's besides."""
    chain = deepest_of(tally.units.values())
    only = chain[0] if len(chain) == 1 and chain[0].level != "province" else None
    if only is None:
        return reading
    seen = tally.seen[only.key]
    kind = only.name[-1]
    own = len(re.findall(rf"(?:我|全|本){kind}(?!域|级)|{kind}(?:委|政府|直|政协|人大|人社局|财政)", folded))
    often = tally.weight[only.key] >= ALONE and len(seen) >= 2
    opens = seen[0].full and not seen[0].led and seen[0].start < start + _FIRST
    opens = opens and not _ORIGIN.search(text, max(start, seen[0].start - 6), seen[0].start)
    if not (often or opens or ((seen[0].full or seen[0].chained) and own >= _OFFICES)):
        return reading
    return _reading(text, only, f"全文只说到{only.name}一处", _quotes(text, seen))


def _printed(text: str, start: int, end: int, title: str) -> bool:
    """Whether the title is a line of its own, and not the beginning of a paragraph that serves as one."""
    begun = next((line for line in text[start:end].split("\n") if line.strip().startswith(title)), "")
    return "。" not in begun


def place_of_letterhead(lines: Sequence[str], text: str, year: int | None) -> PlaceRef | None:
    """The one unit that the lines above a document's title name, 中共甲县委人才办编 → 甲县; None when there are several."""
    scope = scope_of(text, year)
    units = [
        m.unit for line in lines for m in mentions_of(line, scope) if m.unit and not m.led and m.weight > 0.2
    ]
    deepest = deepest_of(units)
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


def _head_lines(
    text: str, start: int, end: int, listed: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, str]]:
    """The short lines at the beginning of the case, with where they start, up to the first paragraph."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare and not _LABEL.match(fold(bare)) and (at, at + len(line)) not in listed:
            if len(bare) > HEAD_LENGTH or bare.endswith(("。", "；")) or len(lines) == HEAD_LINES:
                break
            lines.append((at + line.index(bare), bare))
        at += len(line) + 1
    return lines


def _signed_below(text: str, start: int, end: int) -> list[str]:
    """The organ in brackets at the end of the text with whoever wrote it there, or the unit alone: …。（甲县委组织部 张三），…。（甲县）."""
    found = _SIGNED_BELOW.search(fold(text), max(start, end - SIGNED), end)
    return [found["organ"] or found["unit"]] if found and found.end() >= end - SIGNED // 2 else []


def _from_byline(
    text: str, heads: list[tuple[int, str]], authors: Sequence[str], scope: Scope
) -> Sign | None:
    """The one unit that the bylines name: its deepest, 宁波市江北区委组织部 → 江北区; None when they name several."""
    lines = [line for _, line in heads if _BYLINE.fullmatch(fold(line))]
    lines += [line.rpartition(" ")[0] for _, line in heads if " " in line and office_holder(line)]
    found: dict[tuple[str, str], tuple[Unit, str]] = {}
    for line in dict.fromkeys([*authors, *lines]):
        if _REPRINTS.fullmatch(fold(line)):
            continue
        for mention in mentions_of(line, scope):
            if mention.unit and not mention.led and mention.weight > 0.2:
                found[mention.unit.key] = mention.unit, line
    deepest = deepest_of([unit for unit, _ in found.values()])
    if len(deepest) != 1:
        return None
    unit, line = found[deepest[0].key]
    return unit, line.strip("（）() "), _evidence_of(text, line, heads)


def _from_heading(
    text: str, heads: list[tuple[int, str]], title: str, scope: Scope, tally: Tally
) -> Sign | None:
    """The unit that a heading line, a prefix before a colon, or the title names; the deepest where they agree."""
    lines = [line for _, line in heads if not (_BYLINE.fullmatch(fold(line)) or names(line))]
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
        if (unit := _one(mentions_of(line, scope), tally)) and not _only_there(unit, line, tally):
            holders = [head for _, head in heads if unit.short in head and head in line]
            found.append((unit, f"标题“{line}”", _evidence_of(text, (holders or [line])[0], heads)))
    best = found[0] if found else None
    for sign in found:
        if best and lies_in(sign[0], best[0], strictly=True):
            best = sign
    return best


def _only_there(unit: Unit, line: str, tally: Tally) -> bool:
    """Whether a headline has the short name of a unit that its text never names, while the text is all about another: 龙城."""
    if unit.name in line or len(tally.seen.get(unit.key, ())) > 1:
        return False
    main = _main(tally, "county")
    return main is not None and not lies_in(main, unit, strictly=False)


def _name_alone(line: str, scope: Scope, tally: Tally) -> Unit | None:
    """The unit of a line that holds nothing but names of places (宁波余姚市)."""
    named = mentions_of(line, scope)
    return None if not named or _left_over(line, named) else _one(named, tally)


def _one(named: list[Mention], tally: Tally) -> Unit | None:
    """The unit that a heading is about: the deepest one, or of several the one that the text speaks of most."""
    units = [m.unit for m in named if m.unit and not m.led and m.weight > 0.2]
    deepest = deepest_of(units)
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


def _from_text(text: str, tally: Tally, named: list[Mention], heads: list[tuple[int, str]]) -> PlaceReading:
    """The unit that the text speaks of most, if clearly; a city when its counties are many, but never a guess."""
    for level in ("county", "prefecture", "province"):
        unit = _main(tally, level)
        above = sum(
            tally.weight[k] for k, u in tally.units.items() if unit and lies_in(unit, u, strictly=True)
        )
        if unit and (level != "county" or tally.weight[unit.key] >= above or _goes_on_about(unit, tally)):
            if level == "province" and (only := _opens_with(tally, unit)):
                return _reading(
                    text, only, f"开头说到{only.name}，没有别的县", _quotes(text, tally.seen[only.key])
                )
            seen = tally.seen[unit.key]
            return _reading(text, unit, f"正文{len(seen)}次说到{unit.name}", _quotes(text, seen))
    return _city_of_counties(text, tally) or _open(text, tally, named, heads)


def _opens_with(tally: Tally, unit: Unit) -> Unit | None:
    """The one county in a province that a text names at all, in full and before anything else."""
    counties = [each for each in tally.units.values() if each.level == "county"]
    first = min((seen[0] for seen in tally.seen.values()), key=lambda mention: mention.start)
    only = counties[0] if len(counties) == 1 and lies_in(counties[0], unit, strictly=True) else None
    return only if only and first.unit == only and first.full else None


def _goes_on_about(unit: Unit, tally: Tally) -> bool:
    """Whether a text that opens with much about a province goes on about the county only: behind the opening it names
    the county, and the units above it not more often."""
    opened = min(seen[0].start for seen in tally.seen.values()) + OPENING
    behind = {
        key: sum(mention.start >= opened and not mention.led for mention in seen)
        for key, seen in tally.seen.items()
    }
    above = sum(behind[k] for k, u in tally.units.items() if lies_in(unit, u, strictly=True))
    return behind[unit.key] >= max(1, above)


def _main(tally: Tally, level: str) -> Unit | None:
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


def _city_of_counties(text: str, tally: Tally) -> PlaceReading | None:
    """The city that the text names and in which all its counties lie, when they are several."""
    counties = [u for key, u in tally.units.items() if u.level == "county" and tally.weight[key] >= 1]
    cities = {gazetteer().parent(unit) for unit in counties}
    city = cities.pop() if len(cities) == 1 else None
    if city is None or city.key not in tally.seen or len({u.short for u in counties}) < SEVERAL:
        return None
    names = "、".join(unit.name for unit in counties[:6])
    return _reading(text, city, f"文中说到的{names}都属{city.name}", _quotes(text, tally.seen[city.key]))


def _open(text: str, tally: Tally, named: list[Mention], heads: list[tuple[int, str]]) -> PlaceReading:
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
