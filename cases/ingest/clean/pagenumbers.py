"""The numbers of pages, told from numbers that count pieces."""

import re

from ..line import heading, opens
from .furniture import PAGE_NUMBER, Step, cut, drop
from .lines import Layout, Line

_DECORATED = re.compile(
    r"[.·•∙\-—–―－~～|/\s]+\d{1,4}\s?[.·•∙\-—–―－~～|/]+(?:\s?[.·•])?"
    r"|第\s?[\d一二三四五六七八九十百]{1,5}\s?页(?:[\s,，/／]*共\s?[\d一二三四五六七八九十百]{1,5}\s?页)?"
    r"|共\s?\d{1,4}\s?页[\s,，]*第\s?\d{1,4}\s?页|\d{1,4}\s?[/／]\s?\d{1,4}|(?:[Pp]age|PAGE|[Pp]\.?)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
)
_FAR = 20  # Columns of margin that no number of a text has, but that of a page.
_BARE = re.compile(r"[（(\[【〔〈<]?\s?\d{1,4}\s?[）)\]】〕〉>]?")
_SHORT_HEAD = (
    24  # No longer is what stands right below the number of a piece: its county, the label of a field.
)


def drop_page_numbers(lines: list[Line], layout: Layout) -> Step:
    """Page numbers: ``. 64 .``, ``- 3 -``, ``第 5 页``, ``3 / 12`` wherever they stand; a bare number only when
    it stands at a page break, inside a sentence, far from the margin, or is one of several that rise through the document."""
    bare = [i for i, line in enumerate(lines) if _BARE.fullmatch(line.text)]
    value = {i: int(re.sub(r"\D", "", lines[i].text)) for i in bare}
    rising = len(bare) >= 3 and all(
        value[a] < value[b] <= value[a] + 3 for a, b in zip(bare, bare[1:], strict=False)
    )
    rising = rising and not _numbers_pieces(lines, bare, value)
    if len(bare) == 2 and value[bare[1]] == value[bare[0]] + 1 and value[bare[0]] >= 10:
        rising = bare[1] - bare[0] > 1  # Two pages on end; 1 and 2 may number two chapters.
    reasons = []
    for i, line in enumerate(lines):
        number = bool(_DECORATED.fullmatch(line.text))
        if i in value:
            before, after = lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None
            inside = before and after and cut(before.text, layout) and not opens(after.text)
            number = rising or line.page or bool(after and after.page) or bool(inside) or line.indent >= _FAR
        reasons.append(PAGE_NUMBER if number else "")
    return drop(lines, reasons)


def _numbers_pieces(lines: list[Line], bare: list[int], value: dict[int, int]) -> bool:
    """Whether bare numbers on lines of their own count pieces, not pages: 1, 2, 3 …, each above a short line that heads
    something, the last too, and none behind a sentence that goes on."""
    if [value[i] for i in bare] != list(range(1, len(bare) + 1)):
        return False
    return all(
        i + 1 < len(lines)
        and heading(lines[i + 1].text)
        and len(lines[i + 1].text) <= _SHORT_HEAD
        and not lines[i].page
        and not lines[i + 1].page
        for i in bare
    )
