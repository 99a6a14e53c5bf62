"""Tables printed as lines: the heading of the column says what, the first cells of the row for whom or for when.

类别  安家费(万元)  津贴(元/月)        A类：安家费 600000 元
A类   60           5000         →      A类：津贴 5000 元 per 月
年份  人才总量/人
2011  31260                     →      人才总量 31260 人, as of 2011

Cells are parted by ``|``, by two spaces or more, by ``；``, or, where no text is left between them, by one space.
Units stand with the number, behind the heading (in brackets or after a slash), in a second row, or over the table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..records import Bound
from ..sieve import compiled
from .numeral import SCALE, arabic
from .paired import captioned, paired, subsidy
from .passage import Passage
from .quantity import Quantity
from .sentence import Piece
from .words import any_of, rows

_KINDS = {row[0]: row[1] for row in rows("units")}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_KINDS, key=len, reverse=True))
_SCALES = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_RATE = rf"(?P<scale>{_SCALES})?(?P<unit>{_UNIT})?(?:[/·每]{{1,2}}(?P<per>[人月年户家个名次天]|学年|平方米|㎡)(?:[/·每](?P<per2>月|年|天))?)?"
_BRACKETED = re.compile(rf"[（/]?[（]?(?:单位：)?{_RATE}[）]?$")
_UNIT_OF = re.compile(rf"(?:（(?:单位：)?|/|，?单位：){_RATE}）?$")
_UNIT_OVER = re.compile(rf"单位：[ ]?{_RATE}")
_VALUE = compiled(
    r"(?:每(?:人|户|个)?(?:每?(?P<each>月|年|学年))?)?(?P<before>最高|不超过|不高于|≤|至多|约|近|不低于|≥|超)?[ ]?"
    rf"(?P<low>\d[\d,]*(?:\.\d+)?)(?P<scale_low>{_SCALES})?(?:[ ]?[—-]{{1,2}}[ ]?(?P<high>\d[\d,]*(?:\.\d+)?))?"
    rf"{_RATE}(?P<after>以内|以上|左右|余)?"
)
_EMPTY = re.compile(r"[—\-/无○×]{1,3}")
YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_TEXT = re.compile(r"[。；！？]")
_OFFERED = re.compile(any_of("table_offers"))
_FIGURES = re.compile(any_of("table_figures"))
_CONDITION = re.compile(r"年薪|薪酬|条件|门槛|要求|注册资|年龄|投资额|纳税|销售|产值|营业收入|名额|人数|数量")
_ANY_AMOUNT = re.compile(r"(?:补贴|补助|津贴|奖励|资助)?(?:标准|额度|金额)")
_PER = re.compile(r"^每(?:人每?|户)?(?P<per>月|年|学年)?")
_GIVEN = ("money", "percent", "area")
_NUMBERING = re.compile(r"序号|编号")
_BOUNDS: dict[str, Bound] = {
    "最": "<=", "不超": "<=", "不高": "<=", "≤": "<=", "至": "<=", "约": "~", "近": "<", "不低": ">=", "≥": ">=", "超": ">",
    "以内": "<=", "以上": ">=", "左": "~", "余": ">",
}  # fmt: skip
_WIDE = re.compile(r"\S[ ]{2,}\S")
_PARTED_BY_BARS, _PARTED_WIDELY, _PARTED = (
    re.compile(r"[^|]+"),
    re.compile(r"(?:(?![ ]{2,}).)+"),
    re.compile("[^ ]+"),
)
_DIGIT = re.compile(r"\d")
MAX_CELLS = 16
MAX_LINE = 100  # A row without bars is no longer than this.
MAX_BARRED = 600
MAX_HEADING = 30
MAX_CAPTION = 60
MAX_SURPLUS = 2  # Words of the first column that a row may be longer than its heading.


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount in a table: for whom and what, whether that is offered, the lines of its row and of its heading."""

    quantity: Quantity
    row: str
    heading: str
    offered: bool
    condition: bool
    line: Piece
    head: Piece
    caption: str

    @property
    def label(self) -> str:
        """甲类：安家费."""
        return "：".join(filter(None, (self.row, self.heading)))

    @property
    def head_span(self) -> tuple[int, int]:
        """Where the heading stands."""
        return self.head.start, self.head.end


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    words: str


@dataclass(slots=True)
class _Heading:
    """The heading being read: its columns, their units, and what stands over the table."""

    columns: list[str]
    units: list[re.Match[str] | None]
    line: Piece
    caption: str
    over: re.Match[str] | None
    barred: bool
    above: str = ""


def entries(text: str, read: Passage) -> list[Entry]:
    """The amounts of all tables in a passage of ``text``, in order."""
    found: list[Entry] = []
    starts = {item.start: item for item in read.amounts}
    heading: _Heading | None = None
    caption, over = "", None
    lines = read.lines
    for at, line in enumerate(lines):
        row = _cells(line)
        below = lines[at + 1].words.strip() if at + 1 < len(lines) else ""
        pairs = _pairs(line, row, caption, below)
        if pairs:
            heading = None
            found += pairs
        elif len(row) < 2:
            heading = None
            words = line.words.strip()
            over = _UNIT_OVER.search(words) or (over if len(words) <= MAX_CAPTION else None)
            caption = words if len(words) <= MAX_CAPTION else ""
        elif heading and _is_units(row, heading):
            _add_units(row, heading)
        elif heading and (parted := _parted(row, heading)):
            found += _row(text, line, *parted, heading, starts)
        else:
            if heading:
                caption = f"{caption} {' '.join(heading.columns)}"[:MAX_CAPTION]
            heading = _heading(row, line, caption, over, "|" in line.words)
    return found


def _pairs(line: Piece, row: list[_Cell], caption: str, below: str) -> list[Entry]:
    """The offers of a row whose cells are a category and its amount: 甲类：60万元   乙类：30万元."""
    if not line.amounts or not captioned(caption, below):
        return []
    spans = [(cell.start, cell.end) for cell in row] or [(line.start, line.end)]
    what = subsidy(caption, below)
    return [Entry(item, name, what, True, False, line, line, caption) for name, item in paired(line, spans)]


def _cells(line: Piece) -> list[_Cell]:
    """The cells of a line, or fewer than two where it is none of a table."""
    words = line.words
    barred = "|" in words
    if not barred and " " not in words:
        return []
    if len(words) > (MAX_BARRED if barred else MAX_LINE) or (not barred and _TEXT.search(words.rstrip("；"))):
        return []
    parts = _PARTED_BY_BARS if barred else _PARTED_WIDELY if _WIDE.search(words) else _PARTED
    found = []
    for match in parts.finditer(words):
        cell = match.group()
        left = match.start() + len(cell) - len(cell.lstrip())
        if cell.strip():
            found.append(_Cell(line.start + left, line.start + left + len(cell.strip()), cell.strip()))
    return found if len(found) <= MAX_CELLS else []


def _is_value(words: str) -> bool:
    return bool(_VALUE.fullmatch(words) or _EMPTY.fullmatch(words)) and not YEAR.fullmatch(words)


def _heading(
    row: list[_Cell], line: Piece, caption: str, over: re.Match[str] | None, barred: bool
) -> _Heading | None:
    """A row of short cells without amounts."""
    words = [cell.words for cell in row]
    if any(_is_value(word) or len(word) > MAX_HEADING or "，" in word for word in words):
        return None
    columns, units = [], []
    for word in words:
        unit = _UNIT_OF.search(word)
        known = unit if unit and (unit["unit"] or unit["scale"]) else None
        columns.append(word[: known.start()] if known else word)
        units.append(known)
    return _Heading(columns, units, line, caption, over, barred)


def _is_units(row: list[_Cell], heading: _Heading) -> bool:
    """Whether a row holds nothing but units: (万元) (元/月)."""
    return len(row) <= len(heading.columns) and all(
        (unit := _BRACKETED.fullmatch(cell.words)) and (unit["unit"] or unit["scale"]) for cell in row
    )


def _add_units(row: list[_Cell], heading: _Heading) -> None:
    """Units belong to the last columns."""
    for back, cell in enumerate(reversed(row), 1):
        heading.units[-back] = _BRACKETED.fullmatch(cell.words)


def _counts(words: str, column: int, heading: _Heading) -> bool:
    """Whether a cell is a value: under 元/月 2000 is money, elsewhere a year."""
    unit = heading.units[column] if 0 <= column < len(heading.columns) else None
    unit = unit or heading.over
    of_money = unit and unit["unit"] and _KINDS[unit["unit"]] == "money"
    return _is_value(words) or bool(of_money and words.isdigit())


def _parted(row: list[_Cell], heading: _Heading) -> tuple[list[_Cell], list[tuple[int, _Cell]]] | None:
    """The cells that say for whom, and the others with their columns; None where the line does not fit the heading."""
    wide = len(heading.columns)
    surplus = len(row) - wide
    counted = [_counts(cell.words, at - surplus, heading) for at, cell in enumerate(row)]
    if not any(counted[at] or _holds_amount(row[at].words) for at in range(1, len(row))):
        return None
    if not -1 <= surplus <= MAX_SURPLUS:
        return None
    first = surplus if surplus > 0 and counted[surplus] else surplus + 1
    names, values = row[:first], [(at - surplus, row[at]) for at in range(first, len(row))]
    while values and not counted[values[0][0] + surplus] and not _holds_amount(values[0][1].words):
        names.append(values.pop(0)[1])
    if not heading.barred and not all(counted[at + surplus] for at, _ in values):
        return None
    return (names, values) if values else None


def _holds_amount(words: str) -> bool:
    return bool(_DIGIT.search(words)) and not YEAR.fullmatch(words)


def _row(
    text: str,
    line: Piece,
    names: list[_Cell],
    values: list[tuple[int, _Cell]],
    heading: _Heading,
    starts: dict[int, Quantity],
) -> Iterator[Entry]:
    """The amounts of one row."""
    words = [cell.words for at, cell in enumerate(names) if not _numbering(at, cell, heading)]
    if len(names) + len(values) < len(heading.columns) and heading.above:
        words.insert(0, heading.above)
    else:
        heading.above = words[0] if len(words) > 1 else ""
    row_unit = _UNIT_OF.search(words[-1]) if words else None
    row_unit = row_unit if row_unit and (row_unit["unit"] or row_unit["scale"]) else None
    name = " ".join(words)[: row_unit.start() - len(words[-1]) or None] if row_unit else " ".join(words)
    for column, cell in values:
        unit = heading.units[column] or row_unit or heading.over
        item = _amount(text, cell, starts, unit)
        if item:
            yield _entry(item, name, column, heading, line)


def _numbering(at: int, cell: _Cell, heading: _Heading) -> bool:
    return at == 0 and bool(_NUMBERING.search(heading.columns[0])) and cell.words.isdigit()


def _amount(
    text: str, cell: _Cell, starts: dict[int, Quantity], unit: re.Match[str] | None
) -> Quantity | None:
    """The amount that a cell is: with its own unit as read already, else with that of its heading."""
    match = _VALUE.fullmatch(cell.words)
    if not match:
        return None
    if match["unit"]:
        at = (match.start(name) for name in ("low", "before") if match[name])
        own = next((starts[cell.start + each] for each in at if cell.start + each in starts), None)
        return replace(own, per=own.per or _per(match, unit)) if own else None
    if not unit or not unit["unit"] or (YEAR.fullmatch(cell.words) and _KINDS[unit["unit"]] != "money"):
        return None
    factor = SCALE[match["scale"] or unit["scale"] or ""]
    low = arabic(match["low"]) * (SCALE[match["scale_low"]] if match["scale_low"] else factor)
    high = arabic(match["high"]) * factor if match["high"] else low
    if high < low:
        return None
    bound = next((_BOUNDS[key] for key in _BOUNDS if (match["before"] or "").startswith(key)), None)
    bound = bound or next((_BOUNDS[key] for key in _BOUNDS if (match["after"] or "").startswith(key)), "=")
    low, high = (
        each.quantize(1) if each == each.to_integral_value() else each.normalize() for each in (low, high)
    )
    raw = text[cell.start : cell.end]
    return Quantity(
        cell.start,
        cell.end,
        low,
        high,
        unit["unit"],
        bound,
        raw,
        _KINDS[unit["unit"]],
        _per(match, unit),
    )


def _per(match: re.Match[str], unit: re.Match[str] | None) -> str | None:
    """Per what an amount is given: by its own words or by those of its heading."""
    return match["each"] or match["per2"] or match["per"] or (unit and (unit["per2"] or unit["per"])) or None


def _entry(item: Quantity, name: str, column: int, heading: _Heading, line: Piece) -> Entry:
    """An amount with what it is; a row of years tells results, not offers."""
    what = heading.columns[column]
    by_year = bool(YEAR.fullmatch(name) or YEAR.fullmatch(what))
    of_offers = not by_year and not _FIGURES.search(heading.caption)
    spoken = bool(_OFFERED.search(f"{name} {what}") or _OFFERED.search(heading.caption))
    offered = of_offers and spoken and item.kind in _GIVEN and not _FIGURES.search(what)
    condition = of_offers and not offered and bool(_CONDITION.search(what)) and _grants(heading)
    every = _PER.match(what)
    if every and every["per"]:
        what = what[every.end() :]
    if _ANY_AMOUNT.fullmatch(what):
        what = subsidy(heading.caption) or what
    often = every or _PER.match(name)
    item = replace(item, per=item.per or (often and often["per"]) or None)
    return Entry(item, name, what, offered, condition, line, heading.line, heading.caption)


def _grants(heading: _Heading) -> bool:
    """Whether a column is one of offers."""
    return any(_OFFERED.search(each) and not _FIGURES.search(each) for each in heading.columns)
