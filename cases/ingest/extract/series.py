"""Amounts whose unit is printed once for a row or not at all: 300万、200万、100万元; 1000、800、500元; 一年最高20万.

Only where money is spoken of may 20万 stand for 20 万元 (人才总量增至 6.4 万 counts people): these amounts are found
here, beside those of ``quantity``, and only who reads offers asks for them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from ..records import Bound
from ..sieve import compiled
from .numeral import SCALE, arabic, han
from .quantity import Quantity

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(?:\.\d{1,4})?"
_HAN = r"[一二两三四五六七八九十百]{1,5}(?=[万亿千])"
_SCALE = r"十万|百万|千万|[万亿千]"
_FREE = r"(?<![\d.,第A-Za-z+-])"
# A member of a row in front of an amount with its unit, and the mark that joins them.
_MEMBER = compiled(
    rf"{_FREE}(?P<number>{_NUMBER}|{_HAN})[ ]?(?P<scale>{_SCALE})?[ ]?(?:、|/|和|及|或|与|，)[ ]?(?:最高|不超过)?$"
)
# 博士3000，硕士2000，本科1000元: whom a member of a row is for may stand in front of the next.
_FOR_WHOM = re.compile(
    r"(?:全日制)?(?:博士|硕士|研究生|本科|大专|专科|正高|副高|中级|高级工|高级技师|技师|[A-FＡ-Ｆ甲乙丙丁戊][类级档]|[一二三]等奖|[金银铜]奖)(?:研究生|毕业生|生|人才)?(?:每[月年人])?[ ]?$"
)
_JOINS = "、/和及或与，高过"
# 20万 with nothing behind it that it could count.
_BARE = compiled(
    rf"{_FREE}(?P<number>{_NUMBER}|{_HAN})[ ]?(?P<scale>{_SCALE})"
    rf"(?:(?:—{{1,2}}|-|至|到)(?P<upper>{_NUMBER}|{_HAN})[ ]?(?P<upper_scale>{_SCALE}))?(?P<after>以内|以上)?"
    r"(?=[、，。；：！？”’）\s/]|$|[和及或与的]|不等|封顶|[\u4e00-\u9fff]{0,6}(?:补贴|补助|奖|资助|津贴|安家费|贷|费|资金|扶持))"
)
# 每月发5000块，硕士2500块: as people say it; 展板30块 is no money.
_SPOKEN = compiled(rf"{_FREE}(?P<number>{_NUMBER})(?P<scale>[万千])?块(?=[，。；、！？）\s]|$)")
_PAYS = re.compile(r"(?:[发补给领奖贴]给?|补贴|补助|奖励|津贴|红包|每[月天年次])(?:最高)?[ ]?$")
MAX_NEXT = 8  # So far behind 5000块 the next amount of its row may stand.
# 2000/1500/1000 元
_SLASHED = compiled(
    rf"{_FREE}(?P<row>{_NUMBER}(?:{_SCALE})?(?:/{_NUMBER}(?:{_SCALE})?){{1,6}})[ ]?(?P<unit>元|%|㎡|平方米)"
)
_SLASH_MEMBER = re.compile(rf"(?P<number>{_NUMBER})(?P<scale>{_SCALE})?")
_SLASH_KINDS = {"元": "money", "%": "percent", "㎡": "area", "平方米": "area"}
_MONEY = re.compile(
    r"补贴|补助|[贴津]贴|贴息|奖|资助|费|资金|贷|薪|工资|额度|标准|[补发给领拿]|最高|封顶|不超过|予以|一次性|分别"
)
_NO_MONEY = re.compile(
    r"(?:总量|人口|数|人次|面积|亩|用户|粉丝|流量|农户|学生|人才|增[至加]到?|达到?|产|招|引进|培养)[^，。；\n]{0,4}$"
)
# 落户奖：博士10万，硕士5万
_HEADED = re.compile(r"(?:奖|补[贴助]|津贴|费|资助)[^，。；：\d]{0,6}：[^。；]{0,24}$")
_LISTED = re.compile(r"^[、/和及或与][ ]?$")
_ORDINAL = re.compile(r"(?:^|[\n。；：])[ ]?$")
_SHARED_KINDS = ("money", "percent", "area")
MOST_TIMES = 100  # 300、200、100 万元, but 2000、1 万元 is 2000 元.
MAX_BACK = 20  # Characters that one member takes at most.
MAX_CONTEXT = 30
MAX_MEMBERS = 12


def with_series(text: str, folded: str, start: int, end: int, amounts: Sequence[Quantity]) -> list[Quantity]:
    """``amounts`` of ``folded[start:end]``, in order, with the members of their rows and with bare amounts of money."""
    found: list[Quantity] = []
    for item in amounts:
        if item.kind in _SHARED_KINDS:
            found += _members(text, folded, found[-1].end if found else start, item)
        found.append(item)
    found += _slashed(text, folded, start, end)
    found += _spoken(text, folded, start, end)
    found.sort(key=lambda item: item.start)
    return _with_bare(text, folded, start, end, found)


def _members(text: str, folded: str, left: int, last: Quantity) -> list[Quantity]:
    """The members of the row that ends in ``last``, back to ``left``."""
    row: list[Quantity] = []
    at = _before_whom(folded, left, last.start)
    scale = _scale_of(last)
    while len(row) < MAX_MEMBERS and at > left and folded[at - 1 : at].strip(" ") in _JOINS:
        match = _MEMBER.search(folded, max(left, at - MAX_BACK), at)
        if not match or (not match["scale"] and _is_ordinal(folded, match)):
            break
        printed = _number(match["number"])
        shares = printed * SCALE[scale] <= last.low * MOST_TIMES
        value = printed * SCALE[match["scale"] or (scale if shares else "")]
        stop = match.end("scale") if match["scale"] else match.end("number")
        bound: Bound = last.bound if last.raw.endswith(("以内", "以上")) else "="
        row.append(_amount(text, match.start(), stop, (value, value), last.unit, bound, last.kind))
        at = _before_whom(folded, left, match.start())
        if at > left and folded[at - 1] == " ":
            at -= 1
    return row[::-1]


def _before_whom(folded: str, left: int, at: int) -> int:
    """Where the words begin that tell in front of an amount for whom it is, or the amount itself."""
    match = _FOR_WHOM.search(folded, max(left, at - MAX_BACK), at)
    return match.start() if match else at


def _slashed(text: str, folded: str, start: int, end: int) -> list[Quantity]:
    """The members of rows parted by slashes, whose last amount is none of ``quantity``'s."""
    found: list[Quantity] = []
    if folded.find("/", start, end) < 0:
        return found
    for match in _SLASHED.finditer(folded, start, end):
        row = list(_SLASH_MEMBER.finditer(folded, match.start("row"), match.end("row")))
        scale = row[-1]["scale"] or ""
        for member in row:
            value = _number(member["number"]) * SCALE[member["scale"] or scale]
            stop = match.end() if member is row[-1] else member.end()
            kind = _SLASH_KINDS[match["unit"]]
            found.append(_amount(text, member.start(), stop, (value, value), match["unit"], "=", kind))
    return found


def _spoken(text: str, folded: str, start: int, end: int) -> list[Quantity]:
    """Sums in 块 behind a word of giving, and those that go on with their row."""
    found: list[Quantity] = []
    if folded.find("块", start, end) < 0:
        return found
    for match in _SPOKEN.finditer(folded, start, end):
        goes_on = bool(found) and match.start() - found[-1].end <= MAX_NEXT
        if goes_on or _PAYS.search(folded, max(start, match.start() - MAX_BACK), match.start()):
            value = _number(match["number"]) * SCALE[match["scale"] or ""]
            found.append(_amount(text, match.start(), match.end(), (value, value), "元", "=", "money"))
    return found


def _is_ordinal(folded: str, match: re.Match[str]) -> bool:
    """Whether the number may be that of a paragraph: 1、20 万元."""
    return len(match["number"]) <= 2 and bool(
        _ORDINAL.search(folded[max(0, match.start() - 2) : match.start()])
    )


def _scale_of(item: Quantity) -> str:
    """The scale that is printed with an amount (100万元 → 万), or nothing."""
    printed = re.search(rf"\d[ ]?({_SCALE})", item.raw)
    return printed[1] if printed else ""


def _number(printed: str) -> Decimal:
    return arabic(printed) if printed[0].isascii() else han(printed)[0]


def _with_bare(text: str, folded: str, start: int, end: int, amounts: list[Quantity]) -> list[Quantity]:
    """``amounts`` and between them the numbers with 万 that can only be money."""
    found: list[Quantity] = []
    at = 0
    for match in _BARE.finditer(folded, start, end):
        while at < len(amounts) and amounts[at].end <= match.start():
            found.append(amounts[at])
            at += 1
        free = at == len(amounts) or amounts[at].start >= match.end()
        if free and _of_money(folded, match, start, found[-1] if found else None):
            found.append(_bare(text, match))
    return found + amounts[at:]


def _of_money(folded: str, match: re.Match[str], start: int, before: Quantity | None) -> bool:
    """Whether the words around a bare number speak of money, or it goes on with a row of money."""
    if before and before.kind == "money" and _LISTED.match(folded[before.end : match.start()]):
        return True
    stretch = folded[max(start, match.start() - MAX_CONTEXT) : match.start()]
    clause = stretch[max(stretch.rfind(mark) for mark in "，。；：\n") + 1 :]
    if _NO_MONEY.search(clause):
        return False
    if _FOR_WHOM.search(clause) and _HEADED.search(stretch):
        return True
    behind = folded[match.end() : match.end() + 8]
    return bool(_MONEY.search(clause) or _MONEY.match(behind))


def _bare(text: str, match: re.Match[str]) -> Quantity:
    """A number with 万 as so many yuan; both ends where a range is printed."""
    low = high = _number(match["number"]) * SCALE[match["scale"]]
    if match["upper"]:
        high = max(low, _number(match["upper"]) * SCALE[match["upper_scale"]])
    bound: Bound = {"以内": "<=", "以上": ">="}.get(match["after"] or "", "=")  # type: ignore[assignment]
    return _amount(text, match.start(), match.end(), (low, high), "元", bound, "money")


def _amount(
    text: str, start: int, end: int, value: tuple[Decimal, Decimal], unit: str, bound: Bound, kind: str
) -> Quantity:
    low, high = (each.quantize(Decimal(1)) if each == each.to_integral_value() else each for each in value)
    raw = text[start:end]
    return Quantity(start, end, low, high, unit, bound, raw, kind, None, not raw[0].isdigit())
