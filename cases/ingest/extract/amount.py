"""What an amount is, and how its number is printed: 7300, 2,180, 5 400, 三千, 1.2亿."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..records import Bound
from .numeral import SCALE, arabic, han

# 5 400 and, behind words, 8 6: blanks that the printed page has put into a figure.
ARABIC = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,3}(?:[ ]\d{3}){1,3}(?![ ]?\d)"
    r"|(?<=[\u4e00-\u9fff])(?<![表图例第号栏条章节年月日])\d[ ]\d(?![ ]?\d)|\d{1,12}(?:\.\d{1,6})?)(?![\d])"
)
HAN = r"[零一二两三四五六七八九十百千万亿廿卅]{1,12}(?:点[零一二三四五六七八九]{1,6}[万亿]?)?"
NO_NUMBER_BEFORE = (
    r"(?<![A-Za-z\d.,+/第×])"  # No amount begins within a figure, a name in letters or an ordinal.
)


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


@lru_cache(maxsize=1024)
def value(digits: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """Low and high of one printed number with its scale; ValueError or KeyError where it is none."""
    factor = SCALE[scale or ""]
    low, high = (arabic(digits),) * 2 if digits[0].isascii() else han(digits)
    return _plain(low * factor), _plain(high * factor)


def _plain(number: Decimal) -> Decimal:
    """The same value without trailing zeros and without an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
