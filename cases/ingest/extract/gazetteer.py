"""Administrative units of China with their history, from ``lexicon/places.csv`` and ``lexicon/place_changes.csv``.

More history is more rows: a unit that ceased has a ``valid_to`` and a change of that very day for every unit that
took over its ground. Nothing is read before the first call of ``gazetteer()``.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from ..records import PlaceRef
from .words import FOLDER

Level = Literal["province", "prefecture", "county"]
Kind = Literal["rename", "upgrade", "merge", "split", "territory", "create", "transfer"]
Key = tuple[str, str]

# The peoples whose names stand in the names of autonomous units; 各族 for the two that name none.
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族"
    "|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族"
    "|鄂伦春|各族|蒙古"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})*自治[区州县旗]")
_SUFFIX = re.compile(r"(?P<stem>.+?)(?:特别行政区|地区|林区|特区|新区|群岛|[省市县区旗盟])")
# Everyday names of autonomous counties that are not their first characters.
_EVERYDAY = {
    "阜新蒙古族自治县": "阜蒙县", "喀喇沁左翼蒙古族自治县": "喀左县", "前郭尔罗斯蒙古族自治县": "前郭县", "长白朝鲜族自治县": "长白县",
    "杜尔伯特蒙古族自治县": "杜蒙县", "本溪满族自治县": "本溪县", "河南蒙古族自治县": "河南县", "阿克塞哈萨克族自治县": "阿克塞县",
}  # fmt: skip
# Pinyin that the dictionary of pypinyin gets wrong in names of places, TONE3: by the name up to its suffix …
_SPELLED = {
    "长子": "zhang3 zi3", "乐亭": "lao4 ting2", "乐清": "yue4 qing1", "乐陵": "lao4 ling2", "台州": "tai1 zhou1",
    "天台": "tian1 tai1", "莲都": "lian2 du1", "浚": "xun4", "单": "shan4", "大埔": "da4 bu4", "大城": "dai4 cheng2",
    "洪洞": "hong2 tong2", "尉犁": "yu4 li2", "筠连": "jun1 lian2", "珙": "gong3", "亳州": "bo2 zhou1", "东阿": "dong1 e1",
    "牟平": "mu4 ping2", "中牟": "zhong1 mu4", "犍为": "qian2 wei2", "六合": "lu4 he2", "六安": "lu4 an1",
    "番禺": "pan1 yu2", "郫都": "pi2 du1", "郫": "pi2", "歙": "she4", "黟": "yi1", "荥阳": "xing2 yang2",
    "荥经": "ying2 jing1", "铅山": "yan2 shan1", "涪陵": "fu2 ling2", "砀山": "dang4 shan1", "丽水": "li2 shui3",
    "缙云": "jin4 yun2", "闵行": "min3 hang2", "马尾": "ma3 wei3", "泊头": "bo2 tou2", "曾都": "zeng1 du1",
    "涡阳": "guo1 yang2", "繁峙": "fan2 shi4", "称多": "chen4 duo1", "宕昌": "tan4 chang1", "覃塘": "qin2 tang2",
    "珲春": "hun2 chun1", "龙圩": "long2 xu1", "任泽": "ren2 ze2", "红寺堡": "hong2 si4 bu3", "漯河": "luo4 he2",
}  # fmt: skip
# … and by the character, where names of places have one sound only (长子 above is the exception).
_SOUNDS = {
    "长": "chang2", "都": "du1", "什": "shi2", "朝": "chao2", "勒": "le4", "蚌": "beng4", "伽": "jia1", "柏": "bai3",
    "乐": "le4", "洱": "er3", "卡": "ka3", "子": "zi3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was named and coded from ``valid_from`` until (not including) ``valid_to``.

    ``valid_from`` None: before the records; ``valid_to`` None: exists today. ``code`` is six digits of GB/T 2260.
    """

    code: str
    name: str
    level: Level
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    source: str
    pinyin: str
    initials: str
    sort_key: str

    def __hash__(self) -> int:
        return hash((self.code, self.name))

    @property
    def key(self) -> Key:
        return self.code, self.name

    @property
    def short(self) -> str:
        return short(self.name)

    def existed_in(self, year: int) -> bool:
        """Whether the unit existed on some day of ``year``."""
        return (self.valid_from is None or self.valid_from.year <= year) and (
            self.valid_to is None or self.valid_to.year >= year
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One event: on ``date`` the unit ``before`` gave ground or its name to ``after``, by ``document``."""

    date: date
    kind: Kind
    before_code: str
    before_name: str
    after_code: str
    after_name: str
    document: str
    note: str

    @property
    def before(self) -> Key:
        return self.before_code, self.before_name

    @property
    def after(self) -> Key:
        return self.after_code, self.after_name


@dataclass(frozen=True)
class Gazetteer:
    """All units, today's and former, and what became of whom; made from rows only, the rest is derived."""

    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    _by_key: dict[Key, Unit] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_code: dict[str, list[Unit]] = field(
        init=False, repr=False, compare=False, default_factory=lambda: defaultdict(list)
    )
    _by_name: dict[str, list[Unit]] = field(
        init=False, repr=False, compare=False, default_factory=lambda: defaultdict(list)
    )
    _by_short: dict[str, list[Unit]] = field(
        init=False, repr=False, compare=False, default_factory=lambda: defaultdict(list)
    )
    _after: dict[Key, list[Change]] = field(
        init=False, repr=False, compare=False, default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        for unit in self.units:
            self._by_key[unit.key] = unit
            self._by_code[unit.code].append(unit)
            self._by_name[unit.name].append(unit)
            self._by_short[unit.short].append(unit)
        for unit in self.units:
            name = everyday(unit.name)
            if name and name not in self._by_name:
                self._by_name[name].append(unit)
        for change in self.changes:
            self._after[change.before].append(change)

    def unit(self, code: str, name: str) -> Unit:
        """The unit of that code and name; KeyError when there is none."""
        return self._by_key[code, name]

    def by_code(self, code: str, year: int | None = None) -> tuple[Unit, ...]:
        """The units that bore the code (in ``year``), today's first."""
        return _of(self._by_code, code, year)

    def by_name(self, name: str, year: int | None = None) -> tuple[Unit, ...]:
        """The units of exactly that name, or of that everyday name (围场县), (in ``year``), today's first."""
        return _of(self._by_name, name, year)

    def by_short(self, name: str, year: int | None = None) -> tuple[Unit, ...]:
        """The units called that without 市, 县, 区, … (in ``year``), today's first: 鄞州 → 鄞州区."""
        return _of(self._by_short, name, year)

    def names(self) -> Iterator[str]:
        """Every full and every short name, once."""
        yield from self._by_name
        yield from (name for name in self._by_short if name not in self._by_name)

    def parent(self, unit: Unit) -> Unit | None:
        """The unit above at the same time; None above a province."""
        above = self._by_code.get(unit.parent_code, [])
        return min(above, key=lambda other: _apart(unit, other), default=None)

    def lineage(self, unit: Unit) -> tuple[Unit, ...]:
        """The units above, nearest first."""
        found: list[Unit] = []
        while parent := self.parent(found[-1] if found else unit):
            found.append(parent)
        return tuple(found)

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that took over on the day ``unit`` ceased; none while it exists."""
        heirs = [self._by_key[c.after] for c in self._after[unit.key] if c.date == unit.valid_to]
        return tuple(dict.fromkeys(heirs))

    def today(self, unit: Unit) -> tuple[Unit, ...]:
        """Today's units on the ground of ``unit``, through any number of changes; itself when it exists."""
        if unit.valid_to is None:
            return (unit,)
        found = (today for heir in self.successors(unit) for today in self.today(heir))
        return tuple(dict.fromkeys(found))

    def ref(self, unit: Unit) -> PlaceRef:
        """The unit as records carry it: names of then and now, and its parent (empty for a province)."""
        parent = self.parent(unit)
        now = "、".join(heir.name for heir in self.today(unit))
        return PlaceRef(unit.code, unit.name, now, parent.name if parent else "")


@cache
def short(name: str) -> str:
    """The name without its kind and peoples: 余姚市 → 余姚, 景宁畲族自治县 → 景宁, 滨海新区 → 滨海.

    A stem of one character stands only with its suffix (滑县), and so does what would be a people's name.
    """
    match = _AUTONOMOUS.fullmatch(name) or _SUFFIX.fullmatch(name)
    stem = match["stem"] if match else name
    return name if len(stem) < 2 or re.fullmatch(_PEOPLES, stem) else stem


def everyday(name: str) -> str:
    """What an autonomous county is called from day to day, 围场满族蒙古族自治县 → 围场县; empty for other units."""
    stem = short(name)
    return _EVERYDAY.get(name) or (f"{stem}县" if name.endswith("自治县") and stem != name else "")


def spell(name: str) -> tuple[str, str, str]:
    """Pinyin of a name: full (yuyaoshi), initials (yys), and the key to sort by in TONE3 (yu2yao2shi4).

    Only for making rows: it loads pypinyin, which takes 60 MB.
    """
    from pypinyin import Style, lazy_pinyin

    stem = next((stem for stem in (name[:-1], short(name)) if stem in _SPELLED), "")
    rest = name[len(stem) :]
    read = lazy_pinyin(rest, style=Style.TONE3, errors=list)
    sounds = [_SOUNDS.get(sign, sound) for sign, sound in zip(rest, read, strict=True)]
    syllables = _SPELLED.get(stem, "").split() + sounds
    plain = [syllable.rstrip("12345") for syllable in syllables]
    return "".join(plain), "".join(one[0] for one in plain), "".join(syllables)


@cache
def provinces() -> frozenset[str]:
    """The short names of provinces, regions and municipalities: 江苏, 新疆."""
    return frozenset(unit.short for unit in gazetteer().units if unit.level == "province")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the lexicon, read once; ValueError or KeyError when its rows contradict each other."""
    units = tuple(_unit(row) for row in _rows("places"))
    changes = tuple(_change(row) for row in _rows("place_changes"))
    return Gazetteer(units, changes)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        row["code"], row["name"], row["level"], row["parent"], _day(row["valid_from"]), _day(row["valid_to"]),
        row["source"], row["pinyin"], row["initials"], row["sort_key"],
    )  # fmt: skip


def _change(row: dict[str, str]) -> Change:
    return Change(
        date.fromisoformat(row["date"]), row["kind"], row["before_code"], row["before_name"], row["after_code"],
        row["after_name"], row["document"], row["note"],
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _of(index: dict[str, list[Unit]], key: str, year: int | None) -> tuple[Unit, ...]:
    units: Iterable[Unit] = index.get(key, ())
    if year is not None:
        units = (unit for unit in units if unit.existed_in(year))
    return tuple(sorted(units, key=lambda unit: (unit.valid_to is not None, unit.code)))


def _apart(unit: Unit, other: Unit) -> tuple[bool, bool]:
    """Sorts the bearers of one code: first those of the unit's own time."""
    apart = bool(
        (other.valid_to and unit.valid_from and other.valid_to <= unit.valid_from)
        or (unit.valid_to and other.valid_from and unit.valid_to <= other.valid_from)
    )
    return apart, (other.valid_to is None) != (unit.valid_to is None)
