"""The time a figure is given for, as printed: 截至 2023 年底, 今年以来, "十四五"期间."""

import re

from ..sieve import compiled
from .sentence import Piece

LOOK_BACK = 300  # So far before a figure the time it is given for may stand.
_NAMED = (
    r"截[至止](?:到)?[ ]?(?:目前|当前|今年|去年|20\d\d[ ]?年)?[ ]?(?:\d{1,2}[ ]?月)?(?:\d{1,2}日)?(?:底|末|份)?"
    r"|(?:到|至)目前(?:为止)?|目前|迄今|至今|如今|眼下"
    r"|(?:今年|去年|前年|明年|当年)[ ]?(?:上半年|下半年|以来|年底|底|初|前三季度|\d{1,2}月(?:底|份)?)?(?:前)?"
    r"|(?:到|从|至|自)?[ ]?20\d\d[ ]?年(?:[—至到-]20\d\d年)?(?:上半年|下半年|年?底|末|初|以来|年初|\d{1,2}月(?:底|份|末)?(?:以来)?)?(?:前)?"
    r"|[“‘]?十[二三四五]五[”’]?(?:以来|期间|时期|末)"
    r"|近?(?:\d{1,2}|[一二两三四五六七八九十几]{1,2})年(?:多)?(?:来|间)|(?:近|这几|近些)年来?"
)
_OTHERS = (
    r"全年|年底前|年底|年内|上半年|前三季度"
    r"|(?:未来|今后)?(?:\d{1,2}|[一二两三四五六七八九十])[ ]?年(?:之?内|左右)|[三五][至到—][五十]年|每年"
)
_AS_OF = compiled(rf"{_NAMED}|{_OTHERS}")
# 建园以来: it may begin with any character, and so is looked for only where 以来 stands.
_AS_OF_SINCE = re.compile(rf"{_NAMED}|[\u4e00-\u9fff]{{2,6}}以来|{_OTHERS}")
# Times that hold until another is named, also where they stand within a clause before.
_ONWARD = re.compile(
    r"目前|截[至止]|以来|如今|[至迄]今|眼下|期间|时期|年内|年底前?|左右|之?内$|年间|年来|末$|全年|[今去]年(?![ ]?\d{1,2}月)"
)
_MARK, _OPENING = re.compile("[，；：（）]"), re.compile("[，；：（、”]")
_COMPARES = re.compile(r"(?:[比较与超]|不及)[ ]?$")
_LEADS_IN = re.compile(r"[ ]?(?:到|至|从|自|用|在|于|截至|经|而|力争|计划|争取|仅)?[ ]?")
_MULTIPLIED = re.compile(r"[ ]?的[ ]?\d")


def as_of(folded: str, sentence: Piece, start: int) -> str:
    """The time expression the figure at ``start`` stands under, as printed; empty when there is none."""
    left = max(sentence.start, start - LOOK_BACK)
    pattern = _AS_OF_SINCE if "以来" in folded[left:start] else _AS_OF
    times = reversed(list(pattern.finditer(folded, left, start)))
    return next((m.group().strip() for m in times if _governs(folded, sentence, m, start)), "")


def _governs(folded: str, sentence: Piece, match: re.Match[str], start: int) -> bool:
    """Whether a time speaks of the figure: it stands in its clause, or opens or ends a clause before.

    「园区去年 3 月开园，占地 210 亩」 does not say that the area is that of last year, nor does 比前年多 9 万元.
    """
    if _COMPARES.search(folded, max(sentence.start, match.start() - 2), match.start()) or _MULTIPLIED.match(
        folded, match.end()
    ):
        return False
    same = not _MARK.search(folded, match.end(), start)
    if same or match.group().startswith("每年"):
        return same
    if _ONWARD.search(match.group()):
        return True
    opening = _OPENING.split(folded[sentence.start : match.start()])[-1]
    return bool(_LEADS_IN.fullmatch(opening)) or folded[match.end()] in "，；："
