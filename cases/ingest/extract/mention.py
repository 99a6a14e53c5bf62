"""Every place that a text names, with the unit that is meant: the names found, the false ones dropped, shared ones settled.

A shared name (江北, 鼓楼区) is settled by the unit above that stands before it, or by the region that the text speaks
of; what these do not settle stays open with its candidates.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ..records import PlaceRef
from ..sieve import compiled
from .gazetteer import Unit, gazetteer, provinces
from .sentence import MAX_SENTENCE, fold
from .words import words

Units = tuple[Unit, ...]

CLEARLY = 3  # A region must be named so many times as often as the next to settle a shared name.
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KINDS = (
    "(?:师范|工业|理工|科技|财经|工商|农林|农业|林业|中?医药?科?|海洋|传媒|外国语|外语|职业|技术|技师|城市|交通|水利|水电|电力|电子|信息"
    "|科学|纺织|服装|工程|经济|经贸|贸易|旅游|艺术|警官|公安|音乐|体育|幼儿|卫生|健康|开放|广播|行政|党校|水产|美术|建设|机电|工贸|国际"
    "|商务|财政|特殊|教育|人民|民族|高等|专科|石油|化工|地质|政法|邮电|航空|航天|建筑|轻工|食品|应用|实验|高级|第[一二三四五六七八九十]"
    "|[一二三四五六七八九十]|万里|越秀|树人|广厦|财大|商|工|林|大红鹰|诺丁汉|城建|长征|育英|横店|东方){0,5}"
)
# A name that begins one of these names an institution, a newspaper, a road or a mountain, and no place of a case.
_NO_PLACE = compiled(
    rf"{_KINDS}(?:大学|学院|中学|小学|幼儿园|中专|专科学校|技校|技工学校|学校|出版社)"
    "|(?:都市|经济|青年|商务?|人民|教育|科技)?(?:日报|晚报|晨报|早报|商报|时报|快报|周刊|卫视|电视台|广播电台|新闻|发布客户端)|(?:人才|新闻|招聘|信息|热线|生活)网|(?:工人|农民|农村|青年|法治|法制|市场|科技|教育)报|发布(?:微信)?(?:公众号|客户端)|融媒体中心"
    "|[东西南北中]?[一二三四]?(?:路(?!径|线|演|由|况|子|上|途|程|人|桥)|大道|大街|街(?!道办事处)|巷|弄(?!潮)|胡同|大桥|隧道|高速|高铁|机场|火车)"
    "|(?:镇(?!海|江|域|级|街|村|乡|党)|乡(?!村|镇|贤|土|情)|村(?!级|民|干|镇)|社区|庄(?!河)|山(?![东西区东阳])|岛(?!内)|湖(?![北南州])|湾(?!区)|河(?![北南]|道|长)|江(?![苏西北南东山干])|水库|寺|峰会)"
)
_COMPANY = re.compile(
    r"[^，。；：、！？“”‘’（）《》\s与和在的是]{0,16}?(?:有限公司|有限责任公司|股份|集团|公司|银行)"
)
_OFFICE = re.compile(
    r"(?:委(?!员|托|派|外)|政府|人民政府|党委|人大|政协|组织部|人才|人社|科技局|人力社保|行政审批|高新|经济(?:技术)?开发区)"
)
# An everyday word and the first character of the next: 合作市场, 新建区域, 资源县级.
_AREA = re.compile("市[场值面]|区[域间块位别分]|县[级域]")
_ABROAD = re.compile(r"(?:赴|前往|来自|毗邻|毕业于|对接|接轨|融入|出生于|籍贯|就职于|任职于)$")
_CHARS = 2
OFTEN = 3  # So often a name of one character and 县 must open a clause to speak for itself.


class Mention(NamedTuple):
    """A name of a place at ``[start, end)``: the unit meant, or None and the ``candidates`` it may be.

    ``weight`` says how much it tells of where the text plays; ``led`` that it only leads to the unit behind it
    (宁波市 in 宁波市江北区); ``full`` that it stands with its suffix.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Unit, ...]
    unit: Unit | None = None
    full: bool = False
    weight: float = 1.0
    led: bool = False
    chained: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What settles names: the year, how often each unit is spoken of (by code), and the full names printed.

    ``often`` are names of two characters that come again and again; ``settled`` keeps what a name was found to mean:
    the units left, the one meant, and a weight of its own if any.
    """

    year: int | None = None
    regions: Counter[str] = field(default_factory=Counter)
    printed: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    settled: dict[tuple[object, ...], "_Meant | None"] = field(
        default_factory=dict, repr=False, compare=False
    )


_Meant = tuple[Units, Unit | None, float | None]


@lru_cache(maxsize=16)
def scope_of(text: str, year: int | None = None, context: PlaceRef | None = None) -> Scope:
    """What ``text`` as a whole says about the region it speaks of; ``context`` is where it is known to play."""
    known = gazetteer().by_code(context.code) if context else ()
    # A county's neighbours are at home too; a city's are not, for another city may lie anywhere.
    home = frozenset(code for u in known for code in _codes(u)[: 2 if u.level == "county" else 1])
    return Scope(year, *_spoken_of(text, year), home, _often(text))


@lru_cache(maxsize=8)
def _often(text: str) -> frozenset[str]:
    """The names of one character and 县 that ``text`` prints again and again."""
    alone = Counter(mention.name for mention in _found(text) if mention.full and len(mention.name) == _CHARS)
    return frozenset(name for name, count in alone.items() if count >= OFTEN)


@lru_cache(maxsize=16)
def _spoken_of(text: str, year: int | None) -> tuple[Counter[str], frozenset[str]]:
    """How much ``text`` speaks of each unit and of those above it, by code, and the full names printed in it."""
    found = _found(text)
    regions: Counter[str] = Counter()
    shared: dict[Units, tuple[str, ...]] = {}
    for mention in found:
        if mention.vague and not mention.chained:
            continue
        if mention.candidates not in shared:
            above = [set(_codes(unit)) for unit in _of_time(mention.candidates, year)]
            shared[mention.candidates] = tuple(set.intersection(*above))
        for code in shared[mention.candidates]:
            regions[code] += mention.weight
    return regions, frozenset(mention.name for mention in found if mention.full)


def mentions(text: str, start: int, end: int, scope: Scope) -> list[Mention]:
    """The places named in ``text[start:end]``, in order, each settled as far as ``scope`` settles it."""
    found = _found(text)
    first = bisect_left(found, start, key=lambda mention: mention.start)
    last = bisect_left(found, end, key=lambda mention: mention.start)
    settled = (_settle(mention, scope) for mention in found[first:last])
    return [mention for mention in settled if mention is not None and mention.end <= end]


def mentions_of(words_: str, scope: Scope) -> list[Mention]:
    """The places named in a title or a byline that need not stand in the text."""
    return mentions(words_, 0, len(words_), scope)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The names by their first two characters, longest first."""
    table: dict[str, list[str]] = defaultdict(list)
    for name in {*gazetteer().names(), *_masks()}:
        if len(name) >= _CHARS:
            table[name[:_CHARS]].append(name)
    return {head: tuple(sorted(names, key=len, reverse=True)) for head, names in table.items()}


@cache
def _heads() -> re.Pattern[str]:
    """A character that names begin with, in front of one that is the second of names: most of a text is neither."""
    first, second = (re.escape("".join(sorted(set(chars)))) for chars in zip(*_table(), strict=True))
    return re.compile(f"[{first}](?=[{second}])")


@cache
def _vague() -> frozenset[str]:
    return frozenset(" ".join(words("not_places")).split())


@cache
def _masks() -> frozenset[str]:
    return _vague() - frozenset(gazetteer().names())


def _found(text: str) -> tuple[Mention, ...]:
    """All names in ``text`` that may be places, with all units they may mean at any time.

    Titles and bylines, of which a document has hundreds, must not push the document out of what is kept.
    """
    return _found_in_text(text) if len(text) > MAX_SENTENCE else _found_in_line(text)


@lru_cache(maxsize=4)
def _found_in_text(text: str) -> tuple[Mention, ...]:
    return _read(text)


@lru_cache(maxsize=64)
def _found_in_line(line: str) -> tuple[Mention, ...]:
    return _read(line)


def _read(text: str) -> tuple[Mention, ...]:
    """The names themselves."""
    folded, table = fold(text), _table()
    found: list[Mention] = []
    free = 0
    for match in _heads().finditer(folded):
        at = match.start()
        names = table.get(folded[at : at + _CHARS], ()) if at >= free else ()
        name = next((name for name in names if folded.startswith(name, at)), None)
        if name is None:
            continue
        word = _word(name)
        mention = _mention(folded, at, word, found[-1] if found else None) if word else None
        if mention:
            if mention.chained:
                found[-1] = found[-1]._replace(led=True)
            found.append(mention)
        if mention or word is None or not word.full:
            free = at + len(name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Word:
    """A name with what it may mean: ``full`` with its suffix, ``alone`` one character and its suffix (滑县),
    ``vague`` an everyday word as it stands, ``plain`` an everyday word or a province but for its suffix (合作市, 河南县)."""

    name: str
    units: tuple[Unit, ...]
    full: bool
    alone: bool
    vague: bool
    plain: bool


@cache
def _word(name: str) -> _Word | None:
    """What a name may mean; None for a word of the lexicon that only hides one."""
    book = gazetteer()
    named, called = book.by_name(name), book.by_short(name)
    if not named and not called:
        return None
    alone = bool(named) and named[0].short == name
    plain = bool(named) and named[0].short in _vague() | provinces()
    return _Word(name, named or called, bool(named), alone, name in _vague(), plain)


def _mention(folded: str, at: int, word: _Word, before: Mention | None) -> Mention | None:
    """The name at ``at`` as a mention; None when what stands around it makes it something else."""
    end = at + len(word.name)
    beside = before is not None and before.end >= at - 1 and folded[before.end : at].strip(" ·") == ""
    under = _under(word.units, before) if before and beside else ()
    if not word.full and _NO_PLACE.match(folded, end) or word.plain and _AREA.match(folded, end - 1):
        return None
    if not under and word.full:
        inside = at and _HAN.match(folded[at - 1]) and not folded.startswith("中共", max(0, at - 2))
        if word.vague or word.alone and inside:
            return None
    weight = 1.0
    if _COMPANY.match(folded, end) or _ABROAD.search(folded[max(0, at - 4) : at]):
        weight = 0.2
    elif word.full and _OFFICE.match(folded, end):
        weight = 2.0
    vague = not under and (word.vague or word.alone)
    return Mention(
        at, end, word.name, under or word.units, None, word.full, weight, chained=bool(under), vague=vague
    )


def _under(units: tuple[Unit, ...], before: Mention) -> tuple[Unit, ...]:
    """Those of ``units`` that lie in a unit that the mention just before them may mean."""
    above = {unit.code for unit in before.candidates if unit.level != "county"}
    return tuple(unit for unit in units if above.intersection(_codes(unit)[1:]))


@cache
def _codes(unit: Unit) -> tuple[str, ...]:
    """The unit's code and those of the units above it."""
    return unit.code, *(above.code for above in gazetteer().lineage(unit))


def _settle(mention: Mention, scope: Scope) -> Mention | None:
    """The mention with its unit; none for a vague name that nothing bears out, unless several units share it."""
    name = mention.name, mention.candidates, mention.vague
    if name not in scope.settled:
        scope.settled[name] = _meant(mention, scope)
    meant = scope.settled[name]
    if meant is None:
        return None
    units, unit, weight = meant
    weight = mention.weight if weight is None else weight
    return mention._replace(candidates=units, unit=unit, weight=weight)


def _meant(mention: Mention, scope: Scope) -> _Meant | None:
    """The units that a name may mean in this scope, the one that it does mean, and its weight where that is another."""
    units = _of_time(mention.candidates, scope.year, scope.printed)
    weight = None
    if mention.vague:
        borne = tuple(unit for unit in units if _borne_out(mention, unit, scope))
        if not borne:
            return (units, None, 0.0) if len(units) > 1 else None
        units = borne
        weight = None if mention.full else 0.25
    grounds = _grounds(_higher(units) if not mention.full else units)
    if len(grounds) > 1:
        grounds = _by_region(grounds, scope)
    if len(grounds) > 1:
        return tuple(ground[0] for ground in grounds), None, weight
    return grounds[0], _of_day(grounds[0], scope), weight


def _borne_out(mention: Mention, unit: Unit, scope: Scope) -> bool:
    """Whether the text elsewhere speaks of the unit by its full name, or for a full name of the unit above it."""
    if unit.code in scope.home or mention.name in scope.often:
        return True
    if not mention.full:
        return unit.name in scope.printed and any(scope.regions[code] > 0 for code in _codes(unit))
    return any(scope.regions[code] > 0 or code in scope.home for code in _codes(unit)[1:])


def _of_time(
    units: tuple[Unit, ...], year: int | None, printed: frozenset[str] = frozenset()
) -> tuple[Unit, ...]:
    """Those that existed in ``year`` (without a year: today's, and those whose name is printed); all where none did."""
    if year is None:
        return tuple(unit for unit in units if unit.valid_to is None or unit.name in printed) or units
    return tuple(unit for unit in units if unit.existed_in(year)) or units


def _higher(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """A short name shared by levels means the higher: 吉林 the province, 绍兴 the city and not its county."""
    for level in ("province", "prefecture"):
        high = [unit for unit in units if unit.level == level]
        if high and level == "province":
            return tuple(high)
        if high:
            codes = {unit.code for unit in high}
            return (*high, *(u for u in units if u.level == "county" and not codes & set(_codes(u))))
    return units


def _grounds(units: Iterable[Unit]) -> list[tuple[Unit, ...]]:
    """The units put together that follow one another on the same ground (奉化市 and 奉化区)."""
    grounds: list[tuple[Unit, ...]] = []
    for unit in units:
        today = {heir.code for heir in gazetteer().today(unit)}
        for index, ground in enumerate(grounds):
            if any(today & {heir.code for heir in gazetteer().today(other)} for other in ground):
                grounds[index] = (*ground, unit)
                break
        else:
            grounds.append((unit,))
    return grounds


def _by_region(grounds: list[tuple[Unit, ...]], scope: Scope) -> list[tuple[Unit, ...]]:
    """The grounds that lie where the text plays: the one, or as many as remain equally likely."""
    at_home = [ground for ground in grounds if scope.home & set(_codes(ground[0]))]
    if len(at_home) == 1:
        return at_home
    for depth in (1, 2):  # The unit right above says more than the province.
        spoken = [
            (sum(scope.regions[code] for code in _codes(ground[0])[1 : 1 + depth]), ground)
            for ground in grounds
        ]
        spoken.sort(key=lambda pair: -pair[0])
        if spoken[0][0] > 0 and spoken[0][0] >= CLEARLY * spoken[1][0]:
            return [spoken[0][1]]
    return grounds


def _of_day(ground: tuple[Unit, ...], scope: Scope) -> Unit:
    """Of units that followed one another the one printed in full, else the one at the end of the year."""
    printed = [unit for unit in ground if unit.name in scope.printed]
    if len({unit.name for unit in printed}) == 1:
        return printed[0]
    day = date(scope.year, 12, 31) if scope.year else date.max
    return next(
        (
            unit
            for unit in ground
            if (unit.valid_from is None or unit.valid_from <= day)
            and (unit.valid_to is None or unit.valid_to > day)
        ),
        ground[0],
    )
