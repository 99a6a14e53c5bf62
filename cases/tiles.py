"""A province as tiles: what each county is called on its tile, where the tile stands, and how dark it is; pure.

A province with a picture under ``tilemaps/`` stands as drawn there by hand. Any other follows one rule: the counties of
a city are a block headed by the city's own tile, and the blocks are packed closely, from the top down.
"""

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ACROSS = 11  # Columns; as many as two characters each leave room for on a phone.
STEPS = 4
_PICTURES = Path(__file__).parent / "tilemaps"
_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
# Some names leave out 族: 焉耆回族自治县, but 木垒哈萨克自治县.
_SELF_GOVERNING = re.compile(
    rf"(.{{2,}}?|)((?:(?:{_NATIONS}|各)族|{_NATIONS})+)自治[县旗州区]|(.+?)(?:{_NATIONS})族区"
)
_KIND_OF_UNIT = re.compile(r"(?<=..)(?:地区|新区|自治区|林区|特区|[省市县区旗盟])$")
_EDGES = {"n": (0, -1), "e": (1, 0), "s": (0, 1), "w": (-1, 0)}

Spot = tuple[int, int]


class Unit(NamedTuple):
    """What the layout needs of a place; ``key`` is whatever the caller knows it by."""

    key: Hashable
    name: str


class Group(NamedTuple):
    """A city with its counties."""

    city: Unit
    counties: Sequence[Unit]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The city, then its counties."""
        return self.city, *self.counties


class Tile(NamedTuple):
    """A unit at a column and row, both counted from 1; ``edges``, of ``n e s w``, are where its city ends."""

    unit: Unit
    label: str
    x: int
    y: int
    edges: str


def short_name(name: str) -> str:
    """A name without the kind of its unit: 余姚市 → 余姚, 景宁畲族自治县 → 景宁; what would leave one character stays."""
    if made := _SELF_GOVERNING.fullmatch(name):
        return made[1] or made[3] or made[2].removesuffix("族")
    return _KIND_OF_UNIT.sub("", name)


def labels(names: Iterable[str]) -> dict[str, str]:
    """Each name with its short form; with the kind of unit where two names share one: 长沙市, 长沙县; 阿坝州, 阿坝县."""
    names = set(names)
    taken = Counter(map(short_name, names))
    return {name: short if taken[short := short_name(name)] == 1 else _with_kind(name) for name in names}


def _with_kind(name: str) -> str:
    return short_name(name) + name[-1] if _SELF_GOVERNING.fullmatch(name) else name


def lay_out(groups: Sequence[Group], picture: str = "") -> list[list[Tile]]:
    """The tiles of each group, the city's first; ``picture`` is a text as ``picture_of`` gives it."""
    called = labels(unit.name for group in groups for unit in group.units)
    spots, height = _drawn(groups, called, picture)
    # What a picture does not have, say a county of this year, stands below it.
    left = [[unit for unit in group.units if unit.key not in spots] for group in groups]
    spots |= _packed([units for units in left if units], height)
    owner = {spots[unit.key]: number for number, group in enumerate(groups) for unit in group.units}
    return [
        [
            Tile(unit, called[unit.name], *spots[unit.key], _edges(spots[unit.key], owner))
            for unit in group.units
        ]
        for group in groups
    ]


@cache
def picture_of(code: str) -> str:
    """The picture of the province with this code, empty where there is none."""
    path = _PICTURES / f"{code}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _drawn(
    groups: Sequence[Group], called: Mapping[str, str], picture: str
) -> tuple[dict[Hashable, Spot], int]:
    """Where a picture puts the units that it names, and how many rows it has."""
    rows = [line.split() for line in picture.splitlines() if line.strip() and not line.startswith("#")]
    at = {word: (x, y) for y, row in enumerate(rows, 1) for x, word in enumerate(row, 1)}
    units = (unit for group in groups for unit in group.units)
    return {unit.key: at[called[unit.name]] for unit in units if called[unit.name] in at}, len(rows)


def _packed(blocks: Sequence[Sequence[Unit]], above: int) -> dict[Hashable, Spot]:
    """Blocks of units, nearly square, each as far up and then as far left as it goes, below ``above`` rows."""
    filled = [above] * ACROSS
    spots: dict[Hashable, Spot] = {}
    for block in blocks:
        wide = min(ACROSS, math.ceil(math.sqrt(len(block))))
        top, left = min((max(filled[x : x + wide]), x) for x in range(ACROSS - wide + 1))
        for number, unit in enumerate(block):
            spots[unit.key] = (left + number % wide + 1, top + number // wide + 1)
        filled[left : left + wide] = [top + math.ceil(len(block) / wide)] * wide
    return spots


def _edges(spot: Spot, owner: Mapping[Spot, int]) -> str:
    x, y = spot
    return " ".join(
        side for side, (dx, dy) in _EDGES.items() if owner.get((x + dx, y + dy)) != owner.get(spot)
    )


def tops(counts: Iterable[int]) -> list[int]:
    """The greatest count of each step of shading, at most STEPS, ever wider since few have much: 7 → 1, 2, 4, 7."""
    most = max(counts, default=0)
    if most <= STEPS:
        return list(range(1, most + 1))
    rounded = {_rounded(int(most ** (step / STEPS))) for step in range(1, STEPS)}
    return [*sorted(top for top in rounded if top < most), most]


def _rounded(count: int) -> int:
    to = 10 ** (len(str(count)) - 1) // 2 or 1
    return round(count / to) * to


def step(count: int, tops: Sequence[int]) -> int:
    """Which step a count is shaded by, from 1; 0 for none at all."""
    return next((number for number, top in enumerate(tops, 1) if count <= top), len(tops)) if count else 0


def spans(tops: Sequence[int]) -> list[str]:
    """What each step stands for, in figures: 2, 3, 7 → 1–2, 3, 4–7."""
    lows = (1, *(top + 1 for top in tops))
    return [str(low) if low == top else f"{low}–{top}" for low, top in zip(lows, tops, strict=False)]
