"""Numbers without a unit of their own: shares (三成半, 近一半), 万 for money or people, all but the last of a list.

产值突破 50 亿              → 5000000000 元, since money is spoken of
农村劳动力 65 万            → 650000 人, since people are
分别培养 15、20、30 名       → three numbers of people
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..sieve import compiled
from .amount import ARABIC, HAN, NO_NUMBER_BEFORE, Quantity, value
from .bound import AFTER, bound_before, share_bound

_AFTER = "|".join(AFTER)
_TENTH = "[一二两三四五六七八九\\d]"
_SHARE = compiled(
    rf"(?:百分之(?P<hundredth>{ARABIC}|{HAN})|(?<![一二三四五六七八九十百千万])(?P<whole>[四五十])分之(?P<parts>[一二三四])|(?P<half>过半数|半数|一多半|一半还?多|一半|过半)(?![个天年身])"
    rf"|(?<![\d.第])(?P<low>{_TENTH})(?:[至到—](?={_TENTH}成))?(?P<high>{_TENTH})?成(?P<fifth>半|[一二三四五六七八九])?"
    r"(?!立|功|为|果|员|本|都|长|效|绩|交|就|套|熟|品|型|体|份|人|才(?!华)|分|片|材|年)(?P<more>多|余)?)"
    rf"(?P<after>{_AFTER})?"
)
# What 50亿 without 元 is when money made or spent is spoken of: 产值突破 50 亿, 总投资 3.2 亿. Offers have rows of their own.
_BARE = compiled(
    rf"{NO_NUMBER_BEFORE}(?P<n1>{ARABIC}|{HAN})(?P<m1>余|多)?(?P<s1>[万亿])(?P<k1>余|多)?"
    rf"(?P<after>{_AFTER})?(?=[，。；、）和与及或的/到至—\n]|$)"
)
_MONEY_BEFORE = re.compile(
    r"(?:总?投资|投入|融资|引资|放贷|发放贷款|(?:产值|收入|销售|成交|合同|签约|纳税|进出口|交易)[总]?额?|营收|利润|税收|拿出|花了?|投了|注册资本|月薪|月工资|日薪)[^，。；、\n\d人户]{0,8}$"
)
# What 65万 without 人 is behind or in front of a word for people: 农村劳动力 65 万, 29 万建筑从业者. 百万大军 is no figure, and
# 人口 120 万 says how large a place is.
_PEOPLE = "劳动力|从业人员|从业者|务工者|务工人员|外出人员|农民工|产业工人|职工|能人|[农渔牧]民|[茶果菜花药蚕橙烟蔗]农|乡亲|游子|华侨|侨胞|居民"
_MANY = compiled(
    rf"{NO_NUMBER_BEFORE}(?P<n1>\d{{1,4}}(?:\.\d{{1,4}})?|[一二两三四五六七八九][一二三四五六七八九十百]{{0,4}})(?P<m1>余|多)?万(?P<k1>余|多)?"
    rf"(?:(?P<behind>(?=(?:(?!人)[\u4e00-\u9fff]){{0,5}}?(?:人口|{_PEOPLE})(?!次|工?资|证|收入)))|(?P<after>{_AFTER})?(?=[，。；、）\n]|$))"
)
_PEOPLE_BEFORE = re.compile(
    rf"(?:{_PEOPLE}|(?:脱贫|贫困|转移|流动)人口|人口(?=净增|新增|增加|减少|流))(?:总量|总数|总|净增|新增|增加|增|减少|流出|流入|已|有|达到?|为|约|共|仅|只有|了|[ ]){{0,4}}$"
)
_LIST = compiled(rf"(?<![A-Za-z\d.,+/第×])(?:(?:{ARABIC}|{HAN})[万亿]?(?:、|和|及|与|或)){{1,6}}$")
_ITEM = re.compile(rf"(?P<number>{ARABIC}|{HAN})(?P<scale>[万亿])?(?=、|和|及|与|或)")
MAX_LIST = 60
MAX_MONEY = 16  # So far before a bare 万 the word for money may stand.
MAX_PEOPLE = 16  # And the word for people.


def shares(text: str, folded: str) -> Iterator[Quantity]:
    """百分之五十, 三成半, 六七成, 五分之一, 半数以上, 过半: a share in per cent."""
    for match in _SHARE.finditer(folded):
        start, before = bound_before(folded, match.start())
        if match["half"]:
            low = high = Decimal(50)
            before = ">" if match["half"] in ("过半数", "过半", "一多半", "一半多", "一半还多") else before
        elif match["whole"]:
            parts, whole = (value(match[name], None)[0] for name in ("parts", "whole"))
            low = high = (parts * 100 / whole).quantize(Decimal(1))
        elif match["hundredth"]:
            low, high = value(match["hundredth"], None)
        else:
            low, high = value(match["low"], None)[0] * 10, value(match["high"] or match["low"], None)[0] * 10
            part = match["fifth"]
            more = Decimal(5) if part == "半" else value(part, None)[0] if part else Decimal(0)
            low, high = low + more, high + more
        if low > high:
            continue
        bound = before or (AFTER[match["after"]] if match["after"] else ">" if match["more"] else "=")
        bound = share_bound(folded, start, bound)
        yield Quantity(
            start, match.end(), low, high, "%", bound, text[start : match.end()], "percent", None, True
        )


def bare_money(text: str, folded: str) -> Iterator[Quantity]:
    """产值突破 50 亿 → 5000000000 元; only where words for money stand close before."""
    last = -1
    for match in _BARE.finditer(folded):
        start, before = bound_before(folded, match.start())
        goes_on = last >= 0 and folded[last:start].strip() in ("、", "和", "及", "与", "或", "到", "至", "—")
        if not goes_on and not _MONEY_BEFORE.search(folded, max(0, start - MAX_MONEY), start):
            continue
        last = match.end()
        try:
            low, high = value(match["n1"], match["s1"])
        except (ValueError, KeyError):
            continue
        more = ">" if match["m1"] or match["k1"] else "="
        bound = before or (AFTER[match["after"]] if match["after"] else more)
        han = not match["n1"][0].isascii()
        yield Quantity(start, last, low, high, "元", bound, text[start:last], "money", None, han)


def bare_people(text: str, folded: str) -> Iterator[Quantity]:
    """农村劳动力 65 万, 29 万建筑从业者 → 人; only where a word for people stands right before or close behind."""
    for match in _MANY.finditer(folded):
        start, before = bound_before(folded, match.start())
        if match["behind"] is None and not _PEOPLE_BEFORE.search(folded, max(0, start - MAX_PEOPLE), start):
            continue
        low, high = value(match["n1"], "万")
        more = ">" if match["m1"] or match["k1"] else "="
        bound = before or (AFTER[match["after"]] if match["after"] else more)
        raw, han = text[start : match.end()], not match["n1"][0].isascii()
        yield Quantity(start, match.end(), low, high, "人", bound, raw, "count", None, han)


def listed(text: str, folded: str, item: Quantity, number: int, scale: str | None) -> Iterator[Quantity]:
    """The numbers of the list that ``item`` closes (its own begins at ``number``, with 万 or 亿 as ``scale``)."""
    if item.kind != "count" or item.start != number or folded[number - 1 : number] not in tuple("、和及与或"):
        return
    run = _LIST.search(folded, max(0, number - MAX_LIST), number)
    if not run:
        return
    for match in _ITEM.finditer(folded, run.start(), number):
        own = match["scale"] or scale
        try:
            low, high = value(match["number"], own)
        except (ValueError, KeyError):
            return
        han = not match["number"][0].isascii()
        if low == high and not (han and item.kind == "count"):
            raw = text[match.start() : match.end()]
            yield replace(
                item, start=match.start(), end=match.end(), low=low, high=high, bound="=", raw=raw, han=han
            )
