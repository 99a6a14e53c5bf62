"""A piece longer than any case is → parts that a page can show, cut where a paragraph or a sentence ends.

No county's work takes so many words: such a piece is a whole book whose chapters nothing tells apart, a register or
a file gone wrong. All of it is kept, in cases that follow one another.
"""

from collections.abc import Iterator
from dataclasses import replace

from .split import Part

MOST = 30_000  # Characters of a case; the longest chapters of real collections are shorter.
_LEAST = MOST * 3 // 4  # A part is no shorter for the sake of a better end, but for the last.
_STOPS = ("\n", "。", "；", "，", " ")


def bounded(text: str, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts of ``split``, none longer than ``MOST``, and a sentence about each that was cut."""
    made: list[Part] = []
    told = []
    for part in parts:
        spans = list(_spans(text, part.start, part.end))
        made += (_named(text, part, *span, number) for number, span in enumerate(spans, 1))
        if len(spans) > 1:
            told.append(
                f"“{part.title}”长达 {part.end - part.start} 字，按篇幅分成了 {len(spans)} 个案例。"
                "如果它讲的不止一件事，请按内容拆成几个文件再导入。"
            )
    return tuple(made), tuple(told)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MOST:
        least, last = start + _LEAST, start + MOST
        cut = next((at + 1 for stop in _STOPS if (at := text.rfind(stop, least, last)) >= 0), last)
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    yield start, end


def _named(text: str, part: Part, start: int, end: int, number: int) -> Part:
    """The part's span with its own headings; from the second on under a title and a key of its own."""
    if (start, end) == (part.start, part.end):
        return part
    lines = set(text[start:end].split("\n"))
    more = {"key": f"{part.key}-part{number}", "title": f"{part.title}（续 {number}）"} if number > 1 else {}
    headings = tuple(each for each in part.headings if each in lines)
    return replace(part, start=start, end=end, headings=headings, **more)
