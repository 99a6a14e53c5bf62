"""A labelled file's JSON → what a careful reader finds in each document. The format is told in ``tests/gold/README.md``.

The format is kept strictly: a field misspelt would otherwise quietly measure nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from cases.ingest.records import Bound, Status

BOUNDS: tuple[str, ...] = get_args(Bound)
STATUSES: tuple[str, ...] = get_args(Status)
_CODE = re.compile(r"\d{6}", re.A)
_LISTS = ("brands", "policies", "benefits", "outcomes")
_NAME = ("name", "also")
_AMOUNT = ("low", "high", "unit", "bound")


class BadGold(ValueError):
    """A labelled file that breaks the format; the message, in Chinese, names the place and the field."""


@dataclass(frozen=True, slots=True)
class Name:
    """A brand or policy, with the spellings that are as right."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A benefit or an outcome: ``label`` is its label or indicator; ``status`` None is not to be compared.

    ``unit`` is empty where none is printed.
    """

    label: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one case holds."""

    brands: tuple[Name, ...] = ()
    policies: tuple[Name, ...] = ()
    benefits: tuple[Amount, ...] = ()
    outcomes: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A labelled case: from the characters ``begins`` to the characters ``ends`` of the cleaned text.

    ``also`` are titles that are as right, say with the line below the heading; ``doubtful`` is what is neither wrong
    when found nor missing when not, ``doubtful_case`` that the case as a whole is: its facts are still wrong.
    """

    title: str
    begins: str
    ends: str
    county: str | None
    year: int | None
    facts: Facts = Facts()
    doubtful: Facts = Facts()
    also: tuple[str, ...] = ()
    doubtful_case: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A labelled document: the name of its file without folder, the kind of document, its cases as printed.

    ``only_cases`` says that titles, spans, counties and years are labelled and facts are not.
    """

    file: str
    kind: str
    cases: tuple[GoldCase, ...]
    only_cases: bool = False


def parse(text: str, filename: str) -> tuple[GoldDocument, ...]:
    """The documents of a labelled file; BadGold where the JSON or the format is broken."""
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadGold(f"{filename} 不是 JSON 文件：{error}") from None
    return tuple(
        map(_document, _Entry(data, filename, ("documents",)).entries("documents", "文件", _DOCUMENT))
    )


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} 不是数")


_DOCUMENT = ("file", "kind", "only_cases", "cases")
_CASE = ("title", "also", "begins", "ends", "county", "year", *_LISTS, "doubtful", "doubtful_case")


class _Entry:
    """One object of the file and where it stands; each method takes a field out of it or says what is wrong.

    A field ``note`` may stand anywhere and is for people.
    """

    def __init__(self, value: Any, where: str, known: tuple[str, ...]) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise BadGold(f"{where} 应为 {{…}} 形式的对象。")
        self.value = value
        for field in value:
            if field not in (*known, "note"):
                raise BadGold(f"{where} 有不认识的字段 {field}；可以用的是 {'、'.join(known)} 和 note。")

    def wrong(self, field: str, should: str) -> BadGold:
        """What the field should be, and what it is."""
        if field not in self.value:
            return BadGold(f"{self.where} 缺少 {field}（{should}）。")
        now = json.dumps(self.value[field], ensure_ascii=False, default=str)
        return BadGold(f"{self.where} 的 {field} 应为{should}，现在是 {now[:60]}。")

    def text(self, field: str, may_be_empty: bool = False) -> str:
        """A string, with something in it unless ``may_be_empty``."""
        value = self.value.get(field)
        if not isinstance(value, str) or not (may_be_empty or value.strip()):
            raise self.wrong(field, "文字或 null" if may_be_empty else "不空的文字")
        return value

    def flag(self, field: str) -> bool:
        """True or false; false where the field is not there."""
        value = self.value.get(field, False)
        if not isinstance(value, bool):
            raise self.wrong(field, " true 或 false")
        return value

    def choice(self, field: str, choices: tuple[str | None, ...]) -> Any:
        """One of the values given; the field must be there."""
        if field not in self.value or self.value[field] not in choices:
            named = " ".join("null" if each is None else each for each in choices)
            raise self.wrong(field, f"以下之一：{named}")
        return self.value[field]

    def number(self, field: str) -> Decimal | None:
        """A number or null; the field must be there."""
        value = self.value.get(field)
        if field not in self.value or not _is_number(value) and value is not None:
            raise self.wrong(field, "数或 null")
        return None if value is None else Decimal(value)

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of strings; none where the field is not there."""
        value = self.value.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(field, "由文字组成的列表")
        return tuple(value)

    def entries(
        self, field: str, what: str, known: tuple[str, ...], optional: bool = False
    ) -> Iterator["_Entry"]:
        """The objects of a list, each with where it stands."""
        value = self.value.get(field, [] if optional else None)
        if not isinstance(value, list):
            raise self.wrong(field, "列表")
        for number, each in enumerate(value, start=1):
            yield _Entry(each, f"{self.where} {what} {number}", known)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _document(entry: _Entry) -> GoldDocument:
    file = entry.text("file")
    entry.where += f"（{file}）"
    if "/" in file or "\\" in file:
        raise entry.wrong("file", "不带文件夹的文件名")
    cases = tuple(map(_case, entry.entries("cases", "案例", _CASE)))
    only_cases = entry.flag("only_cases")
    if only_cases and any(each.facts != Facts() for each in cases):
        raise BadGold(f"{entry.where} 写了 only_cases，却标了事实；请去掉其中一样。")
    return GoldDocument(file, entry.text("kind"), cases, only_cases)


def _case(entry: _Entry) -> GoldCase:
    county = entry.value.get("county")
    if "county" not in entry.value or not (
        county is None or isinstance(county, str) and _CODE.fullmatch(county)
    ):
        raise entry.wrong("county", "六位行政区划代码或 null")
    year = entry.value.get("year")
    if "year" not in entry.value or not (year is None or type(year) is int and 1900 <= year <= 2100):
        raise entry.wrong("year", "四位年份或 null")
    doubtful = _Entry(entry.value.get("doubtful", {}), f"{entry.where} 的 doubtful", _LISTS)
    return GoldCase(
        title=entry.text("title"),
        begins=entry.text("begins"),
        ends=entry.text("ends"),
        county=county,
        year=year,
        facts=_facts(entry),
        doubtful=_facts(doubtful),
        also=entry.texts("also"),
        doubtful_case=entry.flag("doubtful_case"),
    )


def _facts(entry: _Entry) -> Facts:
    def listed(field: str, known: tuple[str, ...]) -> Iterator[_Entry]:
        return entry.entries(field, f"的 {field} 第", known, optional=True)

    return Facts(
        brands=tuple(map(_name, listed("brands", _NAME))),
        policies=tuple(map(_name, listed("policies", _NAME))),
        benefits=tuple(map(_benefit, listed("benefits", ("label", *_AMOUNT, "per")))),
        outcomes=tuple(map(_outcome, listed("outcomes", ("indicator", *_AMOUNT, "status")))),
    )


def _name(entry: _Entry) -> Name:
    return Name(entry.text("name"), entry.texts("also"))


def _benefit(entry: _Entry) -> Amount:
    if entry.value.get("per") is not None:
        entry.text("per")
    return _amount(entry, "label", None)


def _outcome(entry: _Entry) -> Amount:
    return _amount(entry, "indicator", entry.choice("status", (*STATUSES, None)))


def _amount(entry: _Entry, label: str, status: str | None) -> Amount:
    low, high = entry.number("low"), entry.number("high")
    if low is None and high is None:
        raise BadGold(f"{entry.where} 的 low 和 high 不能都是 null。")
    if low is not None and high is not None and low > high:
        raise BadGold(f"{entry.where} 的 low（{low}）大于 high（{high}）。")
    unit = "" if entry.value.get("unit", "") is None else entry.text("unit", may_be_empty=True)
    bound = entry.choice("bound", BOUNDS)
    return Amount(entry.text(label), low, high, unit, bound, status)
