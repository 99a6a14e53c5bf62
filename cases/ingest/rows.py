"""Lines that look like headings and are rows: of a table, of a list."""

import re
from dataclasses import replace

from .block import Line
from .line import BULLET, cells

_SENTENCE_MARK = re.compile("[，。；：！？]")


def mark_tables(found: list[Line]) -> None:
    """The rows of a table are no headings: rows of figures with what names their columns, 乡镇 人数 金额, and three
    or more lines on end of as many words each."""
    count = [_words(line.text) if line.look in ("heading", "body") else 0 for line in found]
    k = 0
    while k < len(found):
        last = k + 1
        while count[k] and last < len(found) and count[last] == count[k]:
            last += 1
        if last - k >= 3 or any(cells(line.text) for line in found[k:last]):
            found[k:last] = [replace(line, look="body") for line in found[k:last]]
        k = last


def mark_lists(found: list[Line]) -> None:
    """Three or more lines on end with the same bullet are a list: they head nothing."""
    k = 0
    while k < len(found):
        last = k + 1
        bullet = found[k].text[0] if found[k].look == "heading" and BULLET.match(found[k].text) else ""
        while (
            bullet and last < len(found) and found[last].text[0] == bullet and found[last].look == "heading"
        ):
            last += 1
        if last - k >= 3:
            found[k:last] = [replace(line, look="body") for line in found[k:last]]
        k = last


def _words(text: str) -> int:
    """How many words a line has that could be a table's row: three or more short ones; else 0."""
    words = text.split(" ")
    short = len(text) <= 80 and all(len(word) <= 16 for word in words) and not _SENTENCE_MARK.search(text)
    return len(words) if len(words) >= 3 and short else 0
