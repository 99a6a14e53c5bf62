"""Numbers as Chinese writes them."""

from decimal import Decimal

import pytest

from cases.ingest.extract.numeral import arabic, han

ARABIC = [("7300", "7300"), ("2,180", "2180"), ("1,234,567.5", "1234567.5"), ("31.5", "31.5"), ("０", "0")]
NOT_ARABIC = ["", ".", "1.2.3", "一", "12a", "-3"]
HAN = [
    ("三千万", 30_000_000, 30_000_000),
    ("两百", 200, 200),
    ("百万", 1_000_000, 1_000_000),
    ("十", 10, 10),
    ("十五", 15, 15),
    ("二十", 20, 20),
    ("廿五", 25, 25),
    ("一千零五", 1005, 1005),
    ("两三", 2, 3),
    ("七八百", 700, 800),
    ("三五十", 30, 50),
    ("二零一二", 2012, 2012),
    ("一亿两千万", 120_000_000, 120_000_000),
    ("一万五千亿", 1_500_000_000_000, 1_500_000_000_000),
    ("三十一点五万", 315_000, 315_000),
    ("零点五", "0.5", "0.5"),
]
NOT_HAN = ["三k", "1千", "两！", "四个"]


@pytest.mark.parametrize("printed, value", ARABIC)
def test_arabic(printed: str, value: str) -> None:
    assert arabic(printed) == Decimal(value)


@pytest.mark.parametrize("printed", NOT_ARABIC)
def test_not_arabic(printed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        arabic(printed)


@pytest.mark.parametrize("printed, low, high", HAN)
def test_han(printed: str, low: float | str, high: float | str) -> None:
    assert han(printed) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("printed", NOT_HAN)
def test_not_han(printed: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        han(printed)
