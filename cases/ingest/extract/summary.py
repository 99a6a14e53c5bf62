"""A short summary of a case in our own words, composed from what was read; no sentence of the source is copied."""

from collections import Counter

from ..records import Brand, Outcome, PlaceRef, Policy

_STATUSES = (
    ("achieved", "已达成"),
    ("in_progress", "进行中"),
    ("planned", "计划中"),
    ("mixed", "已成与未成合计"),
)
_SHOWN = 3


def summary(
    place: PlaceRef | None,
    year: int | None,
    brands: tuple[Brand, ...],
    policies: tuple[Policy, ...],
    outcomes: tuple[Outcome, ...],
) -> str:
    """「海港市2021年的案例，主要品牌是“渔港英才”计划；读到政策2项（含优惠条款3条）、成效4项（已达成3、计划中1）。」"""
    opening = _opening(place, year) + _of_brands(brands)
    counts = [text for text in (_of_policies(policies), _of_outcomes(outcomes)) if text]
    reading = f"读到{'、'.join(counts)}。" if counts else "没有读到政策和成效数字。"
    return f"{opening}；{reading}{_highest(policies)}"


def _opening(place: PlaceRef | None, year: int | None) -> str:
    where = place.name if place else "地点未定、"
    when = f"{year}年" if year else "、年份未定"
    return f"{where}{when}的案例".replace("、、", "、")


def _of_brands(brands: tuple[Brand, ...]) -> str:
    """The main brand, and up to two more."""
    if not brands:
        return "，没有读到品牌"
    first = f"，主要品牌是{_marked(brands[0].name)}"
    more = [_marked(brand.name) for brand in brands[1:_SHOWN]]
    if not more:
        return first
    rest = f"等{len(brands) - 1}个" if len(brands) > _SHOWN else ""
    return f"{first}，另有{'、'.join(more)}{rest}"


def _marked(name: str) -> str:
    """A name in quotation marks, unless it has some."""
    return name if "“" in name else f"“{name}”"


def _of_policies(policies: tuple[Policy, ...]) -> str:
    if not policies:
        return ""
    benefits = sum(len(policy.benefits) for policy in policies)
    return f"政策{len(policies)}项" + (f"（含优惠条款{benefits}条）" if benefits else "")


def _of_outcomes(outcomes: tuple[Outcome, ...]) -> str:
    if not outcomes:
        return ""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = "、".join(f"{word}{counts[status]}" for status, word in _STATUSES if counts[status])
    return f"成效{len(outcomes)}项（{parts}）"


def _highest(policies: tuple[Policy, ...]) -> str:
    """The highest single amount of money offered, as printed."""
    money = [(b.high, p, b) for p in policies for b in p.benefits if b.unit == "元" and b.high is not None]
    if not money:
        return ""
    _, policy, benefit = max(money, key=lambda row: row[0])
    return f"金额最高的一条优惠是{benefit.raw.replace(' ', '')}（{policy.name}）。"
