"""The plain, frozen records that reading a document yields.

Every offset counts Unicode code points in ``DocumentRecord.text``, and for every ``Evidence``
``text[start:end] == quote``. Amounts have 万 and 亿 multiplied out; per cent stay as printed.
The JSON of ``ingest --json`` is these records, name by name.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Bound = Literal["=", ">", ">=", "<", "<=", "~"]
Status = Literal["achieved", "in_progress", "planned", "mixed"]
Form = Literal["formal", "named", "measure"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the source: half-open span ``[start, end)`` and the very words that stand there."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Evidence":
        """Quote ``text[start:end]``; ValueError when the span is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} outside a text of {len(text)}")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """An administrative unit: its GB/T 2260 code and name of the time, today's name(s), and its parent's name."""

    code: str
    name: str
    name_now: str
    parent: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A named brand or programme; ``aliases`` are further spellings met in the same case."""

    name: str
    kind: str
    evidence: tuple[Evidence, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a policy offers: 'label' says for whom or what, 'per' one of 月, 年, 人 … or None."""

    label: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    raw: str
    evidence: tuple[Evidence, ...]
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A formal document (《…》), a named plan, or an unnamed but concrete measure."""

    name: str
    form: Form
    category: str
    evidence: tuple[Evidence, ...]
    year: int | None = None
    benefits: tuple[Benefit, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure with its indicator and whether it was achieved, is in progress, is planned, or mixed.

    ``place`` is the unit the figure belongs to where that is not the place of the case.
    """

    indicator: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    raw: str
    status: Status
    evidence: tuple[Evidence, ...]
    as_of: str = ""
    place: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case of a document.

    ``key`` is stable over re-runs: made from the heading, never from its number in the file.
    ``place`` and ``year`` are None when the document does not settle them; the ``…_basis`` says why
    they are what they are, in Chinese, and the ``…_evidence`` is what they were read from.
    """

    key: str
    title: str
    start: int
    end: int
    place: PlaceRef | None = None
    place_basis: str = ""
    place_evidence: tuple[Evidence, ...] = ()
    year: int | None = None
    year_basis: str = ""
    year_evidence: tuple[Evidence, ...] = ()
    authors: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    summary: str = ""
    brands: tuple[Brand, ...] = ()
    policies: tuple[Policy, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says about a file where the rules cannot be sure; "", 0 and None leave it to them.

    ``encoding`` is that of plain text and web pages, as Python calls it. ``columns`` 1 has lines read as they stand,
    more parts the pages of a PDF into so many. ``place`` and ``year`` are those of the document as a whole: a case that
    says its own keeps it.
    """

    encoding: str = ""
    columns: int = 0
    place: PlaceRef | None = None
    year: int | None = None


UNTOLD = Choices()
# What can be chosen as an encoding, and what it is called wherever one is named.
ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030（含 GBK、GB2312）",
    "big5hkscs": "Big5（繁体）",
    "utf-16-le": "UTF-16（小端）",
    "utf-16-be": "UTF-16（大端）",
}
CHOSEN = "导入时指定"  # why a place or year is what it is


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A whole file as read: the one text, its cases, and what a person should know about the reading.

    ``choices`` are those it was read with, ``guessed`` is the encoding it was taken for without a sign; neither is part
    of what was read.
    """

    filename: str
    sha256: str
    title: str
    kind: str
    year: int | None
    year_basis: str
    text: str
    year_evidence: tuple[Evidence, ...] = ()
    cases: tuple[CaseRecord, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    choices: Choices = field(default=UNTOLD, repr=False, compare=False)
    guessed: str = field(default="", repr=False, compare=False)


class Refused(Exception):
    """A file that cannot be read; the message, in Chinese, says why and what to do about it."""
