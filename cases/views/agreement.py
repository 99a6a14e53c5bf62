"""What several documents say of the same thing: whether they agree, whether it changed, or whether they differ; pure.

Figures are compared only when they are like (``likeness``), of the same place and of the same status: a target is
never held against a result. Amounts are compared in one unit, with what their bounds leave open::

    2012  约 7300 亩        planned   ┐ 一致: 486.67 公顷 is 486.7 公顷 as far as it was printed
    2014  约 486.7 公顷     planned   ┘
    2012  近 50%            achieved  ┐ 变化: another year
    2014  超过 60%          achieved  ┘
    2012  9 名              achieved  ┐ 说法不同: the same year, and neither leaves room for the other
    2012  12 名             achieved  ┘
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from cases.comparison import bounds
from cases.likeness import Likeness, likeness, measure, same, scale, shown

_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年|$)")
# How far the true amount may lie from the printed one: 约 by three in a hundred, 余 and 近 by one in ten.
_ABOUT, _NEAR = Decimal("0.03"), Decimal("0.1")
_WITHOUT_END = Decimal(10) ** 18
# Shares of coverage are told in many words; within one brand or county they are of one thing.
_COVERAGE = re.compile("覆盖")
# What ground is planned or taken is worded in as many ways; such figures meet when their amounts do.
_OF_GROUND = {"亩", "公顷"}
_GROUND = re.compile(r"规划|用地|土地|占地|总面积")

# A bound with the lower and the upper amount in base units.
Said = tuple[str, Decimal, Decimal]


class Relation(Enum):
    """How what documents say stands to one another."""

    AGREE = "一致"
    FIT = "相容"
    CHANGE = "随时间变化"
    DIFFER = "说法不同"


@dataclass
class Point:
    """A value of one time: the fact, facts of other documents that say the same, and the amount in the series' unit."""

    year: int | None
    fact: Any
    again: list[Any] = field(default_factory=list)
    converted: str = ""

    @property
    def facts(self) -> list[Any]:
        """All facts that give this value."""
        return [self.fact, *self.again]


@dataclass
class Series:
    """Like figures of one status, that of the fact ``of``, from several documents in the order of time."""

    label: str
    of: Any
    relation: Relation
    points: Sequence[Point]

    @property
    def documents(self) -> int:
        """How many documents speak of it."""
        return len({fact.case.document_id for point in self.points for fact in point.facts})


def series(
    outcomes: Iterable[Any], today: Mapping[int, int] | None = None, about: Collection[int] | None = None
) -> list[Series]:
    """What is told by two documents or more; differences first, then agreements, then changes.

    Every outcome comes with its case. ``today`` maps keys of places to those of their unit of today, so that a county
    meets itself under its former name. Nothing is said of figures without an amount. ``about`` are the keys of those
    whose like alone is asked for.
    """
    today = today or {}
    groups: defaultdict[tuple, list[Any]] = defaultdict(list)
    for each in outcomes:
        if bounds(each) is not None:
            place = each.place_id or each.case.place_id
            groups[each.status, today.get(place, place), _key(each)].append(each)
    found = []
    for (*_, like), facts in groups.items():
        if about is not None and not any(fact.pk in about for fact in facts):
            continue
        for part in _of_one_value(facts) if like.vague else [facts]:
            made = _series(part)
            if made and not (like.vague and made.relation != Relation.AGREE):
                found.append(made)
    order = [Relation.DIFFER, Relation.AGREE, Relation.FIT, Relation.CHANGE]
    return sorted(found, key=lambda each: (order.index(each.relation), -each.documents, each.label))


def relation(one: Any, other: Any) -> Relation | None:
    """How two figures of one status and time stand to one another; None where they cannot be compared."""
    if one.status != other.status or measure(one.unit)[0] != measure(other.unit)[0]:
        return None
    left, right = bounds(one), bounds(other)
    if left is None or right is None:
        return None
    if _equal((one.bound, *left), (other.bound, *right)):
        return Relation.AGREE
    (low, high), (from_, to) = _room(left, one.bound), _room(right, other.bound)
    return Relation.FIT if low <= to and from_ <= high else Relation.DIFFER


def _equal(one: Said, other: Said) -> bool:
    """Whether two figures of one dimension and status say the same amount."""
    bound_to = one[0] == other[0] or {one[0], other[0]} <= {"=", "~"}
    return bound_to and same(one[1], other[1]) and same(one[2], other[2])


def year_of(outcome: Any) -> int | None:
    """The year a figure is of: the one printed with it, else that of its case."""
    printed = _YEAR.findall(outcome.as_of)
    return int(printed[-1]) if printed else outcome.case.year


def _key(outcome: Any) -> Likeness:
    if outcome.unit == "%" and _COVERAGE.search(outcome.indicator):
        return Likeness("%", "", "覆盖")
    place = outcome.place or outcome.case.place
    like = likeness(outcome.indicator, outcome.unit, *([place.name] if place else []))
    if like.dimension == "平方米" and (outcome.unit in _OF_GROUND or _GROUND.search(outcome.indicator)):
        return Likeness("平方米", "", "占地", vague=True)
    return like


def _room(amount: tuple[Decimal, Decimal], bound: str) -> tuple[Decimal, Decimal]:
    """Between what the true amount lies, as far as the words tell."""
    low, high = amount
    return {
        "~": (low * (1 - _ABOUT), high * (1 + _ABOUT)),
        ">": (low, high * (1 + _NEAR)),
        ">=": (low, _WITHOUT_END),
        "<": (low * (1 - _NEAR), high),
        "<=": (Decimal(0), high),
    }.get(bound, (low, high))


def _of_one_value(facts: Sequence[Any]) -> list[list[Any]]:
    """Facts whose words say too little, parted by amount: only an amount of three digits or more tells them again."""
    parts: list[list[Any]] = []
    for fact in facts:
        if not _telling(fact):
            continue
        part = next((part for part in parts if relation(part[0], fact) == Relation.AGREE), None)
        if part is None:
            parts.append([fact])
        else:
            part.append(fact)
    return parts


def _telling(fact: Any) -> bool:
    """Whether an amount is told apart by itself: 7300 and 486.7 are, 500 may be anything."""
    low = bounds(fact)[0] if fact.low is None else fact.low
    return low >= 10 and len(f"{low:f}".replace(".", "").strip("0")) >= 2


def _series(facts: Sequence[Any]) -> Series | None:
    """The series of like facts; None where only one document speaks, or one gives several values for a year."""
    if len({fact.case.document_id for fact in facts}) < 2:
        return None
    points: list[Point] = []
    said: list[Said] = []
    for fact in sorted(facts, key=lambda each: (year_of(each) or 9999, each.case.year or 9999, each.pk or 0)):
        # What is told again years later under the same amount is no new value.
        own = (fact.bound, *bounds(fact))
        twin = next((each for each, first in zip(points, said, strict=True) if _equal(first, own)), None)
        if twin is None:
            points.append(Point(year_of(fact), fact))
            said.append(own)
        elif fact.case.document_id not in {each.case.document_id for each in twin.facts}:
            twin.again.append(fact)
    # Two cases of a bulletin are two voices; one case that gives two values speaks of two things.
    told = Counter((case, point.year) for point in points for case in {fact.case_id for fact in point.facts})
    if max(told.values()) > 1:
        return None
    _convert(points)
    wordings = Counter(fact.indicator for fact in facts)
    label = min(wordings, key=lambda each: (-wordings[each], len(each), each))
    return Series(label, facts[0], _whole(points), points)


def _whole(points: Sequence[Point]) -> Relation:
    """The relation of all values of a series: the worst within one year, else whether there is more than one year."""
    worst = Relation.AGREE
    for number, one in enumerate(points):
        for other in points[number + 1 :]:
            if one.year == other.year:
                found = relation(one.fact, other.fact)
                worst = Relation.DIFFER if Relation.DIFFER in (found, worst) else Relation.FIT
    if worst == Relation.DIFFER or len(points) == 1:
        return worst
    return Relation.CHANGE if len({point.year for point in points}) > 1 else worst


def _convert(points: Sequence[Point]) -> None:
    """Give the values of a series the amount in one unit, where it is printed in several."""
    units = {fact.unit for point in points for fact in point.facts}
    dimension = measure(points[0].fact.unit)[0]
    if len(units) < 2 or all(measure(unit)[1] == 1 for unit in units):
        return
    ends = [bounds(point.fact) for point in points]
    name, size = scale(dimension, [low for low, _ in ends])
    for point, (low, high) in zip(points, ends, strict=True):
        point.converted = shown(low, high, name, size)
