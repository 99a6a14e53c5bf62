"""A value of a record as a cell, and what somebody typed into a cell as a value."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from cases.models import Place

_PLACE = re.compile(r"(.+?)\s*[（(](\d{6})[）)]")


class Wrong(ValueError):
    """A cell that cannot be what its column holds; the sentence says why."""


def shown(value: Any, choices: Sequence[tuple[str, str]] = ()) -> str | int:
    """The cell of a value: places by name and code, choices by their words, numbers as they are printed."""
    if value is None:
        return ""
    if isinstance(value, Place):
        return f"{value.name}（{value.code}）"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, int):
        return value
    return str(dict(choices).get(value, value))


def text(cell: Any) -> str:
    """What stands in a cell as text: 2012.0 is 2012, line ends are one sign, blanks around it are none."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date | datetime):
        raise Wrong("表格软件把它变成了日期，请把这一格设为文本再填")
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def whole(said: str) -> int | None:
    """A whole number, None for an empty cell."""
    if not said:
        return None
    if not re.fullmatch(r"\d{1,9}", said):
        raise Wrong(f"“{said[:20]}”不是整数")
    return int(said)


def year(said: str) -> int | None:
    """A year that the tables take."""
    number = whole(said)
    if number is not None and not 1900 <= number <= 2100:
        raise Wrong("年份应在 1900 到 2100 之间")
    return number


def number(said: str) -> Decimal | None:
    """A number as an amount has it; thousands may be set off by commas."""
    if not said:
        return None
    try:
        value = Decimal(re.sub(r"(?<=\d)[,，](?=\d{3})", "", said))
    except InvalidOperation:
        raise Wrong(f"“{said[:20]}”不是数字（万、亿请换算成完整的数）") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 19:
        raise Wrong(f"“{said[:20]}”太大或不是数字")
    return round(value, 4)


def choice(said: str, choices: Sequence[tuple[str, str]]) -> str:
    """One of some words, given by the word or by its value."""
    for value, word in choices:
        if said in (value, word):
            return value
    raise Wrong(f"“{said[:20]}”不在可选的范围里：{'、'.join(word for _, word in choices)}")


def place(said: str) -> Place | None:
    """A unit by name and code, by code, or by a name that only one unit bears today."""
    if not said:
        return None
    found = _PLACE.fullmatch(said)
    units = _units(code=found[2], name=found[1]) if found else _units(code=said) or _units(name=said)
    if len(units) != 1:
        raise Wrong(f"地区“{said[:30]}”{'不止一个' if units else '不在地区表里'}，请写成 名称（六位代码）")
    return units[0]


def _units(**given: str) -> list[Place]:
    """Those of today before those of the past, so that a bare name or code means today's."""
    found = list(Place.objects.filter(**given)[:20])
    return [each for each in found if not each.is_former] or found


def remembering() -> Any:
    """``place`` with a memory, for the rows of one file."""
    return cache(place)
