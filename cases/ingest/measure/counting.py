"""A label and a record → what was expected, found and right, per type of record, and every difference.

What is compared, and how:

- **cases**: a labelled and a read case are a pair where their spans overlap by ``OVERLAP`` at least; the pair is
  right where the titles are the same too (``same_title``). Everything below is compared within pairs, so that a title misread
  costs the title only; the facts of a labelled case without pair are all missing, those of a read one all surplus.
- **county, year**: one answer per pair. That the document does not settle it (null) is an answer like others;
  nothing read where there is something counts as expected and not found.
- **brands, policies**: one to one by name (``name_likeness``); an unnamed measure, whose name no text prints, also by
  where it stands: three quarters of the label's pairs of characters and all of its figures are in the sentence that it is
  read from, outside 《》, and the label is no name in quotation marks there.
- **benefits, outcomes**: one to one by low, high, unit and bound, all equal. Two different facts of the same value
  are labelled twice and need two findings. One fact is labelled once; where it is found again, that is, with the
  same value and words in common with its label, it counts once. The same value with other words is surplus.
- **status**: of outcomes that are right by value; which of several equal ones is meant is told by the words of
  the indicators alone, lest a status misread be hidden.
- **doubtful**: takes findings that no firm label takes; neither is counted.
- **doubtful cases** (a review of literature, say, that tells of no county's work): finding one is neither right nor
  wrong, nor are its place and year compared; facts found in it are surplus unless it labels them.
- **evidence**: every piece in the document; right where ``text[start:end] == quote``. A fact without any counts as
  one that is not right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from cases.ingest.records import Benefit, Brand, CaseRecord, DocumentRecord, Evidence, Outcome, Policy

from .gold import Amount, Facts, GoldCase, GoldDocument, Name
from .matching import OVERLAP, Ruler, assign, fold_unit, likeness, name_likeness, overlap, same_title, value

MOST_WORDS = 0.75  # Of the pairs of characters of a label so many are in the sentence that it is about.
_NAMES, _QUOTED = re.compile("《[^》]*》"), re.compile("[“‘]([^”’]*)[”’]")
_NO_WORDS, _FIGURES = re.compile(r"[\W_]+"), re.compile(r"\d+")
RECORDS = ("cases", "county", "year", "brands", "policies", "benefits", "outcomes", "status", "evidence")
FACTS = ("brands", "policies", "benefits", "outcomes")


@dataclass(slots=True)
class Count:
    """How many were expected, how many found, and how many of both were right."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def add(self, expected: int, found: int, right: int) -> None:
        """Count some more."""
        self.expected += expected
        self.found += found
        self.right += right

    @property
    def precision(self) -> float | None:
        """Right of those found; None where nothing was."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Right of those expected; None where nothing was."""
        return self.right / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, 2·right / (expected + found)."""
        both = self.expected + self.found
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is missing (only ``expected``), surplus (only ``found``) or wrong (both), in words.

    ``quote`` is the piece of the source that a finding was read from.
    """

    case: str
    record: str
    expected: str = ""
    found: str = ""
    quote: str = ""

    @property
    def what(self) -> str:
        """``missing``, ``surplus`` or ``wrong``."""
        return "wrong" if self.expected and self.found else "missing" if self.expected else "surplus"


@dataclass(slots=True)
class Comparison:
    """One document compared: its counts by record, its differences, and what its labeller should know."""

    file: str
    kind: str
    counts: dict[str, Count] = field(default_factory=lambda: {record: Count() for record in RECORDS})
    differences: list[Difference] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def compare(gold: GoldDocument, record: DocumentRecord | None) -> Comparison:
    """The document as labelled with the document as read, or as refused (None): then everything is missing."""
    made = Comparison(gold.file, gold.kind)
    read = record.cases if record else ()
    ruler = Ruler(record.text if record else "")
    spans, said = ruler.locate(gold.cases)
    made.warnings += said if record else []
    found = [ruler.span(case.start, case.end) for case in read]

    def degree(i: int, j: int) -> int:
        span = spans[i]
        shared = overlap(span, found[j]) if span else 0.0
        return round(shared * 1000) if shared >= OVERLAP else 0

    pairs = assign(len(gold.cases), len(read), degree)
    open_ = {i for i, case in enumerate(gold.cases) if case.doubtful_case}
    settled = len(read) - sum(i in open_ for i in pairs)
    made.counts["cases"].add(len(gold.cases) - len(open_), settled, 0)
    for i, case in enumerate(gold.cases):
        _compare_case(made, case, read[pairs[i]] if i in pairs else None)
    for j, case in enumerate(read):
        if j not in pairs.values():
            made.differences.append(Difference(case.title, "cases", found=_span(case)))
            _compare_facts(made, case.title, None, case)
    if gold.only_cases:
        made.counts |= {record: Count() for record in (*FACTS, "status")}
        made.differences = [each for each in made.differences if each.record not in (*FACTS, "status")]
    if record:
        _check_evidence(made, record)
    return made


def totals(comparisons: Iterable[Comparison]) -> dict[str, Count]:
    """The counts of several documents together."""
    summed = {record: Count() for record in RECORDS}
    for each in comparisons:
        for record, count in each.counts.items():
            summed[record].add(count.expected, count.found, count.right)
    return summed


def _compare_case(made: Comparison, gold: GoldCase, read: CaseRecord | None) -> None:
    """A labelled case with the read one of its pair, if there is one."""
    if gold.doubtful_case:
        pass
    elif read is None:
        made.differences.append(Difference(gold.title, "cases", expected=f"{gold.begins} … {gold.ends}"))
    else:
        right = any(same_title(title, read.title) for title in (gold.title, *gold.also))
        made.counts["cases"].right += right
        if not right:
            made.differences.append(Difference(gold.title, "cases", gold.title, read.title))
        county = read.place.code if read.place else None
        _answer(made, gold, "county", gold.county, county, read.place_evidence)
        _answer(made, gold, "year", gold.year, read.year, read.year_evidence)
    _compare_facts(made, gold.title, gold, read)


def _answer(
    made: Comparison, gold: GoldCase, record: str, expected: Any, found: Any, evidence: Sequence[Evidence]
) -> None:
    right = expected == found
    made.counts[record].add(1, int(found is not None or right), right)
    if not right:
        said = ("未定" if each is None else str(each) for each in (expected, found))
        made.differences.append(Difference(gold.title, record, *said, quote=_quote(evidence)))


Found = Brand | Policy | Benefit | Outcome


def _compare_facts(made: Comparison, title: str, gold: GoldCase | None, read: CaseRecord | None) -> None:
    firm, doubtful = (gold.facts, gold.doubtful) if gold else (Facts(), Facts())
    for record in FACTS:
        labels: tuple[Any, ...] = getattr(firm, record)
        doubts: tuple[Any, ...] = getattr(doubtful, record)
        found = _found(read, record)
        pairs = _pair(labels, found)
        left = [j for j in range(len(found)) if j not in pairs.values()]
        settled = set(_pair(doubts, [found[j] for j in left]).values())
        surplus = [
            found[j]
            for at, j in enumerate(left)
            if at not in settled and not any(_again(label, found[j]) for label in labels)
        ]
        made.counts[record].add(len(labels), len(pairs) + len(surplus), len(pairs))
        missing = [label for i, label in enumerate(labels) if i not in pairs]
        made.differences += [Difference(title, record, expected=describe(each)) for each in missing]
        made.differences += [
            Difference(title, record, found=describe(each), quote=_quote(each.evidence)) for each in surplus
        ]
        if record == "outcomes":
            for i, j in pairs.items():
                _compare_status(made, title, labels[i], found[j])


def _compare_status(made: Comparison, title: str, label: Amount, outcome: Found) -> None:
    if label.status is None or not isinstance(outcome, Outcome):
        return
    right = label.status == outcome.status
    made.counts["status"].add(1, 1, right)
    if not right:
        expected, found = describe(label), describe(outcome)
        made.differences.append(Difference(title, "status", expected, found, _quote(outcome.evidence)))


def _found(read: CaseRecord | None, record: str) -> Sequence[Found]:
    if read is None:
        return ()
    if record == "benefits":
        return [benefit for policy in read.policies for benefit in policy.benefits]
    return getattr(read, record)


def _pair(labels: Sequence[Name | Amount], found: Sequence[Found]) -> dict[int, int]:
    return assign(len(labels), len(found), lambda i, j: _degree(labels[i], found[j]))


def _degree(label: Name | Amount, found: Found) -> int:
    """How well a finding fits a label: 0 where it is another thing."""
    if isinstance(label, Name):
        if not isinstance(found, Brand | Policy):
            return 0
        return 2 * name_likeness(label, found.name) or int(
            isinstance(found, Policy) and _stands_in(label, found)
        )
    if isinstance(found, Brand | Policy) or value(label) != value(found):
        return 0
    return 1 + likeness(label.label, _words(found))


def _stands_in(label: Name, found: Policy) -> bool:
    """Whether an unnamed measure was read from a sentence that has nearly all of the label's words, in any order, and all of
    its figures, and not as the name of something else."""
    if found.form != "measure":
        return False
    told = [_NAMES.sub("", fold_unit(each.quote)) for each in found.evidence]
    return any(_holds(sentence, fold_unit(name)) for sentence in told for name in (label.name, *label.also))


def _holds(sentence: str, name: str) -> bool:
    bare = _NO_WORDS.sub("", name)
    for quoted in _QUOTED.findall(sentence):
        if bare in quoted:
            return False  # That one has a name of its own.
    words = _NO_WORDS.sub("", sentence)
    pairs = set(map("".join, pairwise(bare)))
    held = sum(pair in words for pair in pairs)
    return (
        bool(pairs)
        and held >= MOST_WORDS * len(pairs)
        and set(_FIGURES.findall(bare)) <= set(_FIGURES.findall(words))
    )


def _again(label: Name | Amount, found: Found) -> bool:
    """Whether an amount that is left is a second witness of a labelled one."""
    return isinstance(label, Amount) and _degree(label, found) > 1


def _words(amount: Amount | Benefit | Outcome) -> str:
    return amount.indicator if isinstance(amount, Outcome) else amount.label


def describe(fact: Name | Amount | Found) -> str:
    """A label or a finding in one line: its name, or value, bound, indicator and status."""
    if isinstance(fact, Name | Brand | Policy):
        return " ".join(fact.name.split())
    ends = [_number(each) for each in dict.fromkeys((fact.low, fact.high))]
    status = "" if isinstance(fact, Benefit) else fact.status
    return " ".join(filter(None, ["–".join(ends), fact.unit, fact.bound, _words(fact), status]))


def _number(number: Decimal | None) -> str:
    if number is None:
        return "?"
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _span(case: CaseRecord) -> str:
    return f"{case.title}（{case.start}–{case.end}）"


def _quote(evidence: Sequence[Evidence]) -> str:
    """The first quotation, on one line."""
    return " ".join(evidence[0].quote.split()) if evidence else ""


def _check_evidence(made: Comparison, record: DocumentRecord) -> None:
    for title, what, evidence, needed in _pieces(record):
        good = [bool(each.quote) and record.text[each.start : each.end] == each.quote for each in evidence]
        total = max(len(good), int(needed))
        made.counts["evidence"].add(total, total, sum(good))
        if sum(good) < total:
            bad = next((each.quote for each, holds in zip(evidence, good, strict=True) if not holds), "")
            expected = "原文中的依据" if good else "依据"
            made.differences.append(Difference(title, "evidence", expected, what, bad))


def _pieces(record: DocumentRecord) -> Iterator[tuple[str, str, tuple[Evidence, ...], bool]]:
    """Title of the case, what was read, its evidence, and whether it may not be without any."""
    yield record.title, "year", record.year_evidence, False
    for case in record.cases:
        yield case.title, "county", case.place_evidence, False
        yield case.title, "year", case.year_evidence, False
        for fact in (each for group in FACTS for each in _found(case, group)):
            yield case.title, describe(fact), fact.evidence, True
        for each in (*case.people, *case.organisations):
            yield case.title, each.name, each.evidence, True
