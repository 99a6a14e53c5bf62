"""Numbers as Chinese writes them: 7300, 2,180, 31.5, 三千万, 三十一点五万, 两百, 二〇一二."""

from decimal import Decimal

DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "壹": 1, "贰": 2, "叁": 3}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
LARGE = {"万": 10**4, "亿": 10**8}
SCALE = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


def arabic(digits: str) -> Decimal:
    """``2,180.5`` → 2180.5, ``5 400`` → 5400. ValueError for anything but digits, separators and one point."""
    plain = digits.replace(",", "").replace(" ", "")
    if not plain.replace(".", "", 1).isdigit():
        raise ValueError(f"not a number: {digits!r}")
    return Decimal(plain)


def han(numeral: str) -> tuple[Decimal, Decimal]:
    """The low and high value of a Chinese numeral: 三千万 is both 30000000, 两三 is 2 and 3, 七八百 700 and 800.

    A numeral that starts with its scale means one of it (百万 = 1000000). ValueError for other characters.
    """
    whole, point, fraction = numeral.partition("点")
    low, high = _whole(whole)
    if point:
        part = Decimal("0." + "".join(str(DIGIT[c]) for c in fraction if c in DIGIT))
        tail = LARGE.get(numeral[-1], 1)
        return (low + part) * tail, (high + part) * tail
    return Decimal(low), Decimal(high)


def _whole(numeral: str) -> tuple[int, int]:
    """The value of a numeral without a point; two neighbouring digits are a range unless all are digits."""
    if len(numeral) > 2 and all(c in DIGIT for c in numeral):
        value = int("".join(str(DIGIT[c]) for c in numeral))
        return value, value
    totals = [0, 0]
    sections = [0, 0]
    digits: list[int] = []
    for char in numeral:
        if char in DIGIT:
            digits.append(DIGIT[char])
        elif char in SMALL or char in LARGE:
            for side in (0, 1):
                digit = (digits[0], digits[-1])[side] if digits else None
                if char in SMALL:
                    sections[side] += (1 if digit is None or digit == 0 else digit) * SMALL[char]
                else:
                    section = sections[side] + (digit or 0)
                    section = section or (0 if totals[side] else 1)
                    if char == "亿":  # 亿 counts all that stands before it, 万 only its own section.
                        totals[side] = (totals[side] + section) * LARGE[char]
                    else:
                        totals[side] += section * LARGE[char]
                    sections[side] = 0
            digits = []
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    pairs = [d for d in digits if d] or [0]
    return totals[0] + sections[0] + pairs[0], totals[1] + sections[1] + pairs[-1]
