"""Whether the words of the source contain a value, in some of the ways in which it may be written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cases.models import Evidence, Fact, Place
from cases.models.identity import name_key

_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"), (Decimal(1000), "千"), (Decimal(100), "百"))
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
# The characters of cheques and contracts.
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ZEROS = ("〇", "○", "零")


def supported(fact: Fact, evidence: Iterable[Evidence]) -> bool:
    """Whether a sentence of ``evidence`` that still stands in its document contains the value of the fact."""
    return any(_contains(sentence, fact) for sentence in _sentences(evidence))


def bears_out(value: Place | int | None, evidence: Iterable[Evidence]) -> bool:
    """Whether a sentence of ``evidence`` names a place, as it was or is called, or a year; nothing needs no words."""
    if value is None:
        return True
    said = _sentences(evidence)
    if isinstance(value, Place):
        names = {each.name for each in (value, *value.today.all(), *value.formerly.all())}
        names |= {name[:-1] for name in names if len(name) > 2}
        return any(name in sentence for sentence in said for name in names)
    digits = "".join(_DIGITS[int(digit)] for digit in str(value))
    forms = [str(value), *(digits.replace("零", zero) for zero in _ZEROS)]
    return any(re.search(rf"(?<!\d){form}(?!\d)", sentence) for sentence in said for form in forms)


def _sentences(evidence: Iterable[Evidence]) -> list[str]:
    return [unicodedata.normalize("NFKC", "".join(each.sentence())) for each in evidence if each.stands()]


def _contains(sentence: str, fact: Fact) -> bool:
    if hasattr(fact, "raw"):
        numbers = [number for number in (fact.low, fact.high) if number is not None]
        if numbers:
            return _as_printed(sentence, fact) or all(
                _has_number(sentence, each, fact.unit) for each in set(numbers)
            )
        names = [fact.raw]
    elif hasattr(fact, "brand_id"):
        names = [fact.brand.name, *fact.brand.aliases.values_list("name", flat=True)]
    elif hasattr(fact, "policy_id"):
        names = [fact.policy.name]
    else:
        names = [fact.name]
    plain = name_key(sentence)
    return any(name_key(name) and name_key(name) in plain for name in names)


def _as_printed(sentence: str, fact: Fact) -> bool:
    """Whether the amount is the one that the machine read, and stands there as it read it."""
    machine = fact.machine
    read = [machine.get(end) for end in ("low", "high")]
    same = all(_same(given, value) for given, value in zip(read, (fact.low, fact.high), strict=True))
    return bool(machine) and same and unicodedata.normalize("NFKC", machine.get("raw") or "\0") in sentence


def _same(given: str | None, value: Decimal | None) -> bool:
    return value is None if given is None else value is not None and Decimal(given) == value


def _has_number(sentence: str, number: Decimal, unit: str = "") -> bool:
    """Whether the number stands there by itself, not as a part of a longer one."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", sentence)
    forms = [*written(number), *(_tenths(number) if unit == "%" else ())]
    return any(
        re.search(
            rf"(?<![\d.一二三四五六七八九十百千]){re.escape(form)}(?!\.?\d|[十百千万亿一二三四五六七八九])",
            plain,
        )
        for form in forms
    )


def written(number: Decimal) -> Iterator[str]:
    """The ways to print a number: 5000000, 500万, 0.05亿; in characters 一百二十, 两百, 五百万, 一万二千, 壹佰."""
    yield _digits(number)
    for scale, word in _SCALES:
        if number >= (scale / 100 if word in "亿万" else scale):
            yield f"{_digits(number / scale)}{word}"
    whole, _, part = _digits(number).partition(".")
    if number > 0 and len(whole) <= 12:
        behind = "点" + "".join(_DIGITS[int(digit)] for digit in part) if part else ""
        for each in _spelled(int(whole)) or {"零"}:
            yield each + behind
            if len(each) > 1:  # One alone is oftener a name than a number: 陆, 伍.
                yield each.translate(_FORMAL) + behind


def _tenths(number: Decimal) -> Iterator[str]:
    """Per cent as tenths: 30 → 三成, 3成; 35 → 三成五."""
    if number == int(number) and 0 < number < 100:
        whole, rest = divmod(int(number), 10)
        yield from (f"{_DIGITS[whole]}成{_DIGITS[rest] if rest else ''}", f"{whole}成{rest or ''}")


def _digits(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _spelled(number: int) -> set[str]:
    """A whole number below a million millions in characters, as 二 and as 两 where that is usual; none for 0."""
    found = {""}
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // scale % 10**4
        zero = "零" if group < 1000 and number >= scale * 10**4 else ""
        if group:
            found = {f"{one}{zero if one else ''}{other}{word}" for one in found for other in _group(group)}
    return found - {""}


def _group(number: int) -> set[str]:
    """A number from 1 to 9999 in characters."""
    parts, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            parts += ("零" if zero and parts else "") + _DIGITS[digit] + _PLACES[place]
        zero = not digit
    short = parts.removeprefix("一") if parts.startswith("一十") else parts
    return {parts, short, re.sub("二(?=[百千])", "两", parts), "两" if parts == "二" else parts}
