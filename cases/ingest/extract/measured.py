"""Numbers with their unit: 近 30 个, 10万元—100万元, 几十家, 5000元/月."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ..records import Bound
from ..sieve import compiled, sieved
from .amount import ARABIC, HAN, NO_NUMBER_BEFORE, Quantity, value
from .bound import AFTER, bound_before, share_bound
from .numeral import SCALE
from .words import rows

_S = r"[ ]{0,2}"
_SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
_UNITS = {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rows("units")}
_UNIT = sieved(
    "|".join(
        re.escape(unit) + (f"(?!{bad})" if bad else "")
        for unit, (_, bad) in sorted(_UNITS.items(), key=lambda item: -len(item[0]))
    )
)
_NUMBER = rf"""
    (?P<some>数|几|上|成)?
    (?P<n1>{ARABIC}|{HAN}){_S}(?P<m1>余|多|来|几)?{_S}(?P<s1>{_SCALE})?(?P<k1>余|多)?
    (?:{_S}(?:(?P<u1>{_UNIT}){_S})?(?:—{{1,2}}|--?|至|到){_S}
       (?P<n2>{ARABIC}|{HAN}){_S}(?P<m2>余|多)?{_S}(?P<s2>{_SCALE})?(?P<k2>余|多)?)?
    {_S}(?P<unit>{_UNIT})
    (?P<tail>余|多(?![次出了于过达]))?
    (?:{_S}(?:（含）)?(?P<after>{"|".join(AFTER)}))?
"""
_QUANTITY = compiled(rf"{NO_NUMBER_BEFORE}(?:{_NUMBER})", re.X)
_PER_AFTER = re.compile(
    rf"{_S}(?:[/每]{_S}(?P<one>人|名|家|个|户|项|学年|学期|月|年|天|次|平方米|平米|亩|件|篇)?(?:[/·每]?(?P<two>月|年|天|次))?)"
)
_PER_BEFORE = re.compile(
    r"每(?P<one>[人名家个户项]|学年|学期|年|月|天|次|亩|件|篇|平方米)(?P<two>每(?:学年|学期|[年月天]))?[^，。；\n\d]{0,12}$"
)
_MORE = {"余", "多"}
_BARE_SCALE = re.compile(r"[百千万亿]")
_NUMBERISH = re.compile(r"[人总个项倍次件指基户系分份]$")
_ONE_NAME = {"个人年": "人年", "元人民币": "元", "人民币": "元", "块钱": "元"}


def measured(text: str, folded: str) -> Iterator[tuple[Quantity, int, str | None]]:
    """The amounts printed with their unit, in order, each with the start of its number and its 万 or 亿."""
    for match in _QUANTITY.finditer(folded):
        found = _read(text, folded, match)
        if found:
            yield found, match.start("n1"), match["s1"]


def _read(text: str, folded: str, match: re.Match[str]) -> Quantity | None:
    """One match as an amount, or None when it is no amount after all."""
    part = match.groupdict()
    start = match.start()
    some, first = part["some"], part["n1"]
    if some and (not _BARE_SCALE.match(first) and not first.startswith("十")):
        some, start = None, match.start("n1")
    if some == "数" and _NUMBERISH.search(folded, max(0, start - 1), start):
        return None
    start, before = bound_before(folded, start)
    if _vague(part, some, before):
        return None
    values = _values(part)
    if values is None or (part["u1"] and _UNITS[part["u1"]][0] != _UNITS[part["unit"]][0]):
        return None
    bound = before or _bound(part, some)
    end, per = _per(folded, start, match.end())
    unit = _ONE_NAME.get(part["unit"], part["unit"])
    kind = _UNITS[part["unit"]][0].replace("place", "count")
    bound = share_bound(folded, start, bound) if kind == "percent" else bound
    return Quantity(start, end, *values, unit, bound, text[start:end], kind, per, not first[0].isascii())


def _values(part: dict[str, str | None]) -> tuple[Decimal, Decimal] | None:
    """Low and high of a match, None where the digits are no number or run downwards."""
    try:
        low, high = value(part["n1"] or "", part["s1"])
        if part["n2"]:
            if not part["s1"] and not part["u1"] and part["s2"] and low < 10000:
                low *= SCALE[part["s2"]]
            high = value(part["n2"], part["s2"])[1]
        elif part["m1"] == "几":
            low, high = low + 1, low + 9
    except (ValueError, KeyError):
        return None
    return (low, high) if low <= high else None


def _vague(part: dict[str, str | None], some: str | None, before: Bound | None) -> bool:
    """True for 一个, 一项, 千名, 三村 …: words for any or many, or a name, rather than a count."""
    first, unit = part["n1"] or "", part["unit"] or ""
    kind = _UNITS[unit][0]
    if first[0].isascii() or part["n2"]:
        return False
    if kind == "place":
        return True
    if first == "一" and not part["s1"] and not part["m1"]:
        return kind not in ("time", "money", "percent", "times")
    if first[0] in "百千万亿" and not some and not before and not part["m1"] and not part["k1"]:
        return not (kind == "money" and first in ("百万", "千万", "亿", "百亿", "千亿", "万亿"))
    return first in ("零", "二") and not part["s1"]


def _bound(part: dict[str, str | None], some: str | None) -> Bound:
    """The bound that the words behind the number state, or 数 and 上 in front of it."""
    if part["after"]:
        return AFTER[part["after"]]
    if _MORE & {part["m1"], part["k1"], part["m2"], part["k2"], part["tail"]}:
        return ">"
    if some:
        return ">=" if some == "上" else ">"
    return "~" if part["m1"] in ("来", "几") else "="


def _per(folded: str, start: int, end: int) -> tuple[int, str | None]:
    """The end with a following /月 or 每人 taken in, and per what the amount is meant."""
    match = _PER_AFTER.match(folded, end)
    if match and (match["one"] or match["two"]):
        return match.end(), "/".join(filter(None, (match["one"], match["two"]))).replace("名", "人")
    match = _PER_BEFORE.search(folded, max(0, start - 20), start)
    if match:
        parts = (match["one"].replace("名", "人"), (match["two"] or "")[1:])
        return end, "/".join(filter(None, parts))
    return end, None
