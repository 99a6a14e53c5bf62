"""Comparisons → what ``measure_extraction`` prints: tables for people, one object for programs."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from .counting import FACTS, RECORDS, Comparison, Count, Difference, totals

LABELS = {
    "cases": "案例（起止、标题）",
    "county": "地区",
    "year": "年份",
    "brands": "品牌",
    "policies": "政策",
    "benefits": "支持标准（数、单位、界限）",
    "outcomes": "成效（数、单位、界限）",
    "status": "成效状态",
    "evidence": "证据",
}
_SHORT = {"brands": "品牌", "policies": "政策", "benefits": "支持标准", "outcomes": "成效"}
_WHAT = {"missing": "漏", "surplus": "多", "wrong": "错"}


def as_json(comparisons: Sequence[Comparison], show: bool) -> dict[str, Any]:
    """Counts and figures by record and by kind of document; with ``show`` every difference. Undefined is null."""
    figures: dict[str, Any] = {
        "documents": len(comparisons),
        "records": _figures(totals(comparisons), RECORDS),
        "kinds": {
            kind: {"documents": len(some), **_figures(totals(some), RECORDS)}
            for kind, some in _by_kind(comparisons).items()
        },
    }
    if show:
        figures["differences"] = [
            {"file": each.file, "what": one.what, **asdict(one)}
            for each in comparisons
            for one in each.differences
        ]
    return figures


def tables(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Lines: per type of record everything, then per kind of document precision and recall of the facts."""
    yield _row("", ["应有", "读出", "正确", "精确率", "召回率", "F1"])
    for record, count in totals(comparisons).items():
        numbers = [f"{each:,}" for each in (count.expected, count.found, count.right)]
        yield _row(LABELS[record], numbers + [_share(e) for e in (count.precision, count.recall, count.f1)])
    yield ""
    yield "各类文件（精确率 / 召回率）"
    yield _row("", ["份数", *_SHORT.values()], width=16)
    for kind, some in _by_kind(comparisons).items():
        summed = totals(some)
        shares = [f"{_share(summed[each].precision)} / {_share(summed[each].recall)}" for each in FACTS]
        yield _row(kind, [str(len(some)), *shares], width=16)


def listing(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Lines: per document and case what is missing, surplus or wrong."""
    for each in comparisons:
        yield f"{each.file}（{each.kind}）：{len(each.differences) or '没有'}处不同"
        title = None
        for one in sorted(each.differences, key=lambda one: _order(each.differences, one)):
            if one.case != title:
                title = one.case
                yield f"  {title}"
            yield f"    {_line(one)}"
        yield ""


def _order(differences: Sequence[Difference], one: Difference) -> int:
    """Differences of one case stand together, in the order in which the cases first have one."""
    return next(at for at, other in enumerate(differences) if other.case == one.case)


def _line(one: Difference) -> str:
    said = f"应为 {one.expected}，读作 {one.found}" if one.what == "wrong" else one.expected or one.found
    quote = f"  「{one.quote}」" if one.quote else ""
    return f"{_WHAT[one.what]} {LABELS[one.record].split('（')[0]}  {said}{quote}"


def _by_kind(comparisons: Sequence[Comparison]) -> dict[str, list[Comparison]]:
    kinds: dict[str, list[Comparison]] = {}
    for each in comparisons:
        kinds.setdefault(each.kind, []).append(each)
    return dict(sorted(kinds.items()))


def _figures(counts: dict[str, Count], records: Sequence[str]) -> dict[str, Any]:
    return {
        record: {
            **asdict(counts[record]),
            "precision": counts[record].precision,
            "recall": counts[record].recall,
            "f1": counts[record].f1,
        }
        for record in records
    }


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _row(label: str, cells: Sequence[str], width: int = 8) -> str:
    """The label to the left, the cells to the right of columns of equal width."""
    return _pad(label, 28, False) + "".join(_pad(cell, width, True) for cell in cells)


def _pad(text: str, width: int, right: bool) -> str:
    """Han characters take two places on a terminal."""
    space = " " * (width - sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text))
    return space + text if right else text + space
