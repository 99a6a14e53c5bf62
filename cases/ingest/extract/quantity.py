"""Every amount in a text with value, unit, bound and span; numbers inside names and dates are not amounts."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..records import Bound
from .numeral import SCALE, arabic, han
from .sentence import fold
from .words import any_of, rows

_S = r"[ ]{0,2}"
_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)(?![\d])"
_HAN = r"[零一二两三四五六七八九十百千万亿廿卅]{1,12}(?:点[零一二三四五六七八九]{1,6}[万亿]?)?"
_SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
_UNITS = {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rows("units")}
_UNIT = "|".join(
    re.escape(unit) + (f"(?!{bad})" if bad else "")
    for unit, (_, bad) in sorted(_UNITS.items(), key=lambda item: -len(item[0]))
)
_NUMBER = rf"""
    (?P<some>数|几|上|成)?
    (?P<n1>{_ARABIC}|{_HAN}){_S}(?P<m1>余|多|来|几)?{_S}(?P<s1>{_SCALE})?(?P<k1>余|多)?
    (?:{_S}(?:(?P<u1>{_UNIT}){_S})?(?:—{{1,2}}|--?|至|到){_S}
       (?P<n2>{_ARABIC}|{_HAN}){_S}(?P<m2>余|多)?{_S}(?P<s2>{_SCALE})?(?P<k2>余|多)?)?
    {_S}(?P<unit>{_UNIT})
    (?P<tail>余|多(?!次))?
    (?P<after>{_S}(?:（含）)?(?:及其?以上|以上|之上|以内|之内|以下|左右|上下))?
"""
_QUANTITY = re.compile(rf"(?<![A-Za-z\d.,+/第×])(?:{_NUMBER})", re.X)
_SHARE = re.compile(
    rf"百分之(?P<hundredth>{_ARABIC}|{_HAN})(?P<after>以上|以内|以下|左右)?"
    r"|(?P<half>半数|一半|过半数|过半|五成半)(?P<half_after>以上|左右)?(?![个天年身])"
)
# What looks like an amount and is a date, an ordinal, a document number, a telephone number or a name.
_NOT = re.compile(
    r"第[ ]?[零一二两三四五六七八九十百千万\d]{1,8}(?:[、至到—-][零一二两三四五六七八九十百\d]{1,6}){0,3}[条章节款届期批次号名位回个年天家任轮]?"
    r"|(?:19|20|21)\d{2}[ ]?(?:[—至到-]|年?[至到—-])[ ]?(?:19|20|21)\d{2}[ ]?(?:年|学年)?"
    r"|(?<!\d)(?:1[89]|20|21)\d{2}[ ]?年(?:[ ]?\d{1,2}[ ]?(?:[—至到-][ ]?\d{1,2}[ ]?)?月份?)?"
    r"(?:[ ]?\d{1,2}[ ]?(?:[—至到-][ ]?\d{1,2}[ ]?)?[日号])?"
    r"|(?<![\d.])(?:1[0-2]|[1-9])[ ]?(?:[—至到-][ ]?(?:1[0-2]|[1-9])[ ]?)?月份?[ ]?\d{1,2}[ ]?(?:[—至到-]{1,2}[ ]?(?:\d{1,2}月)?\d{1,2}[ ]?)?[日号]"
    r"|(?<![\d.])(?:1[0-2]|0?[1-9])[ ]?(?:[、—至到-][ ]?(?:1[0-2]|0?[1-9])[ ]?)?月(?:份|底|初|中旬|上旬|下旬|末|前|起|以来)"
    r"|(?<=[今去明前当同]年)[ ]?(?:1[0-2]|[1-9])[ ]?(?:[—至到-][ ]?(?:1[0-2]|[1-9])[ ]?)?月"
    r"|(?<![\d.个])(?:1[0-2]|[1-9])月(?=[，召举印出正启，、])"
    r"|[一二三四五六七八九零]{4}年(?:[一二三四五六七八九十]{1,2}月)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|(?<!\d)\d{2}年(?=\d{1,2}月|代|级|届)"
    r"|[〔\[【（](?:19|20)\d{2}[〕\]】）][ ]?\d{1,5}[ ]?号"
    r"|(?<!\d)\d{3,4}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|\d{1,2}[:：]\d{2}"
    r"|(?<!\d)\d{1,2}[点时]\d{1,2}分"
    r"|(?<!\d)(?:1[89]|20)\d{2}(?:[./-]\d{1,2}){1,2}(?!\d)"
    r"|(?:最?近|过去|前(?![一二两三四五\d]{1,2}年(?:内)?(?:免|减|全|给|由))|未来)[ ]?(?:[一二两三四五六七八九十]{1,3}|\d{1,2})[ ]?(?:个月|年|天|周)"
    r"|[前头][ ]?(?:[一二两三四五六七八九十]{1,3}|\d{1,3})[ ]?(?:名|位|强)"
    r"|“[^”\n]{0,14}[+＋xX×][^”\n]{0,14}”"
    r"|“[^”\n]{1,14}”(?=计划|工程|行动|模式|人才|产业园|政策|机制|体系|工作法|精英|专项|专家|活动)"
    r"|\d{1,4}[+＋][\dXx]{1,4}"
    rf"|{any_of('not_quantities')}"
)
_BEFORE = re.compile(
    r"(?:不超过|不高于|不多于|不超|最高(?:不超过|可达|达到|达|为|至)?|至多|最多|上限为?|封顶)$(?#le)"
    r"|(?:不少于|不低于|不下于?|至少|最低|起码)(?:[达到有为]|拥有|引进)?$(?#ge)"
    r"|(?:超过|突破|高于|多于|大于|(?<![赶反])超|逾|[突打]?破(?=$))了?$(?#gt)"
    r"|(?:接近|不到|不足|不满|少于|低于|小于|未满|(?<![附最临邻])近)$(?#lt)"
    r"|(?:大约|约为|大概|大致|(?<![节签预制公条契邀履违合解])约)$(?#about)"
)
_LE = ("不超过", "不高于", "不多于", "不超", "最高", "至多", "最多", "上限", "封顶")
_GE = ("不少于", "不低于", "不下", "至少", "最低", "起码")
_GT = ("超过", "突破", "高于", "多于", "大于", "超", "逾", "突破", "打破", "破")
_LT = ("接近", "不到", "不足", "不满", "少于", "低于", "小于", "未满", "近")
_AFTER: dict[str, Bound] = {"上": ">=", "内": "<=", "下": "<=", "右": "~"}
_PER_AFTER = re.compile(
    rf"{_S}(?:[/每]{_S}(?P<one>人|名|家|个|户|项|学年|学期|月|年|天|次|平方米|平米|亩|件|篇)?(?:[/·每]?(?P<two>月|年|天|次))?)"
)
_PER_BEFORE = re.compile(
    r"每(?P<one>[人名家个户项]|学年|学期|年|月|天|次|亩|件|篇|平方米)(?P<two>每(?:学年|学期|[年月天]))?[^，。；\n\d]{0,12}$"
)
_BARE_SCALE = re.compile(r"[百千万亿]")
_NUMBERISH = re.compile(r"[人总个项倍次件指基户系分份]$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: ``[start, end)`` is the printed run (``raw``), values have 万 and 亿 multiplied out.

    ``kind`` is that of the unit (money, count, area, percent, time …); ``per`` one of 月, 年, 人 … or None.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound
    raw: str
    kind: str
    per: str | None = None
    han: bool = False


@lru_cache(maxsize=4)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All amounts of a text in order, e.g. 近 30 个项目 → 30 个 ``<``; 10万元—100万元 → 100000 to 1000000 元."""
    folded = fold(text)
    barred = [match.span() for match in _NOT.finditer(folded)]
    found = [q for match in _QUANTITY.finditer(folded) if (q := _read(text, folded, match))]
    found += [_share(text, folded, match) for match in _SHARE.finditer(folded)]
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(_apart(found, barred))


def between(text: str, start: int, end: int) -> list[Quantity]:
    """The amounts that lie wholly in ``text[start:end]``."""
    found = quantities(text)
    first = bisect_left(found, start, key=lambda q: q.start)
    last = bisect_right(found, end, lo=first, key=lambda q: q.end)
    return list(found[first:last])


def _apart(found: list[Quantity], barred: list[tuple[int, int]]) -> list[Quantity]:
    """Those that neither overlap an earlier one nor touch a barred span; both lists are in order."""
    kept: list[Quantity] = []
    at = 0
    for item in found:
        while at < len(barred) and barred[at][1] <= item.start:
            at += 1
        if at < len(barred) and barred[at][0] < item.end:
            continue
        if not kept or kept[-1].end <= item.start:
            kept.append(item)
    return kept


def _value(digits: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """Low and high of one printed number with its scale."""
    factor = SCALE[scale or ""]
    low, high = (arabic(digits),) * 2 if digits[0].isascii() else han(digits)
    return _plain(low * factor), _plain(high * factor)


def _plain(value: Decimal) -> Decimal:
    """The same value without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _read(text: str, folded: str, match: re.Match[str]) -> Quantity | None:
    """One match as an amount, or None when it is no amount after all."""
    part = match.groupdict()
    start = match.start()
    some, first = part["some"], part["n1"]
    if some and (not _BARE_SCALE.match(first) and not first.startswith("十")):
        some, start = None, match.start("n1")
    if some == "数" and _NUMBERISH.search(folded, max(0, start - 1), start):
        return None
    start, before = _before(folded, start)
    if _vague(part, some, before):
        return None
    try:
        low, high = _value(first, part["s1"])
        if part["n2"]:
            if not part["s1"] and not part["u1"] and part["s2"] and low < 10000:
                low *= SCALE[part["s2"]]
            high = _value(part["n2"], part["s2"])[1]
        elif part["m1"] == "几":
            low, high = low + 1, low + 9
    except (ValueError, KeyError):
        return None
    if high < low or (part["u1"] and _UNITS[part["u1"]][0] != _UNITS[part["unit"]][0]):
        return None
    bound = before or _bound(part, some, low, high)
    unit = {"元人民币": "元", "人民币": "元", "块钱": "元", "成": "%"}.get(part["unit"], part["unit"])
    if part["unit"] == "成":
        low, high = low * 10, high * 10
    end, per = _per(folded, start, match.end())
    kind = _UNITS[part["unit"]][0]
    is_han = not first[0].isascii()
    return Quantity(start, end, low, high, unit, bound, text[start:end], kind, per, is_han)


def _vague(part: dict[str, str | None], some: str | None, before: Bound | None) -> bool:
    """True for 一个, 一项, 千名 …: words for any or many rather than a count."""
    first, unit = part["n1"] or "", part["unit"] or ""
    kind = _UNITS[unit][0]
    if first[0].isascii() or part["n2"]:
        return False
    if first == "一" and not part["s1"] and not part["m1"]:
        return kind not in ("time", "money", "percent", "times")
    if first[0] in "百千万亿" and not some and not before and not part["m1"] and not part["k1"]:
        return not (kind == "money" and first in ("百万", "千万", "亿", "百亿", "千亿", "万亿"))
    return first in ("零", "二") and not part["s1"]


def _bound(part: dict[str, str | None], some: str | None, low: Decimal, high: Decimal) -> Bound:
    """The bound that the words around the number state; a word in front outranks one behind."""
    if part["after"]:
        return _AFTER[part["after"].strip()[-1]]
    if any(part[name] in ("余", "多") for name in ("m1", "k1", "m2", "k2", "tail")):
        return ">"
    if some:
        return ">=" if some == "上" else ">"
    return "~" if part["m1"] in ("来", "几") else "="


def _before(folded: str, start: int) -> tuple[int, Bound | None]:
    """Where the amount begins with its word in front (近, 超过, 不少于 …), and what that word means."""
    left = start - 1 if start and folded[start - 1] == " " else start
    match = _BEFORE.search(folded, max(0, left - 6), left)
    if not match:
        return start, None
    word = match.group()
    for bound, starts in (("<=", _LE), (">=", _GE), (">", _GT), ("<", _LT)):
        if word.startswith(starts):
            return (start if bound == "<=" and word.startswith("最高") else match.start()), bound
    return match.start(), "~"


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


def _share(text: str, folded: str, match: re.Match[str]) -> Quantity:
    """百分之五十, 半数以上, 过半: a share in per cent."""
    start, before = _before(folded, match.start())
    after = match["after"] or match["half_after"]
    if match["half"]:
        value = Decimal(50)
        before = ">" if match["half"].startswith("过") else before
    else:
        value = _value(match["hundredth"], None)[0]
    bound = before or (_AFTER[after[-1]] if after else "=")
    end = match.end()
    return Quantity(start, end, value, value, "%", bound, text[start:end], "percent", None, True)
