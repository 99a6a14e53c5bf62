"""Raw text → the one text: a line is a paragraph or a heading, and nothing of the page's furniture is left.

All offsets of a document count code points in this text, so it is made once and never altered.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from ..line import letters
from .columns import separate
from .furniture import (
    RUNNING,
    Dropped,
    drop_fragments,
    drop_headers,
    drop_page_heads,
    drop_rules,
    drop_running,
)
from .interleaved import in_order
from .joining import join_hard_breaks, paragraphs
from .lines import Line, lines_of, measure
from .pagenumbers import drop_page_numbers
from .pageparts import drop_continuations, drop_page_parts
from .web import drop_navigation

__all__ = ["Cleaned", "Dropped", "clean"]

_EMPHASIS = "**"
_MARK = re.compile(r"(?:#{1,6}|>|[*+-])\s+(?!\d{1,4}\s?-?$)")  # - 3 - is a page number.

_CLOSING = re.compile(r"\s+#{1,6}$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The one text and what was done to get it.

    ``dropped`` holds every line taken out, with its reason; ``captions`` the lines that belong to pictures;
    ``moved`` the captions and bylines that stood inside a sentence and now follow its paragraph, and the page
    heads that did and now open the text.
    """

    text: str
    warnings: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    captions: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def running(self) -> frozenset[str]:
        """The letters of the headers and footers that ran through the pages (``line.letters``)."""
        return frozenset(letters(item.line) for item in self.dropped if item.reason == RUNNING)


def clean(raw: str, *, parted: bool = False) -> Cleaned:
    """Make the one text. Time grows linearly with the length of the text. ``parted`` says that nothing stands in columns."""
    raw, dealt = (raw, 0) if parted else in_order(separate(raw))
    lines = drop_marks(lines_of(raw))
    lines, dropped = drop_rules(lines)
    lines, gone = drop_navigation(lines)
    dropped += gone
    lines, gone = drop_continuations(lines)
    dropped += gone
    layout = measure(lines)
    lines, gone = drop_page_numbers(lines, layout)
    dropped += gone
    lines, gone, moved_up = drop_page_parts(lines, layout, dated=True)
    dropped += gone
    lines, gone, lifted = drop_page_heads(lines, layout)
    dropped += gone
    lifted = moved_up + lifted
    lines, gone = drop_running(lines, layout)
    dropped += gone
    lines, gone = drop_headers(lines, layout)
    dropped += gone
    lines, gone, _ = drop_page_parts(lines, layout, dated=False)
    dropped += gone
    lines, gone = drop_fragments(lines)
    dropped += gone
    lines = join_hard_breaks(lines, layout)
    texts, captions, moved = paragraphs(lines, layout)
    return Cleaned(
        "\n".join(texts),
        _warnings(dropped, moved, lifted, dealt),
        tuple(dropped),
        tuple(captions),
        tuple(moved + lifted),
    )


def drop_marks(lines: list[Line]) -> list[Line]:
    """Markdown's marks: ``**`` around emphasised words, ``##`` before headings, ``>`` and ``-`` before lines."""
    plain = []
    for line in lines:
        text = line.text
        if _EMPHASIS in text:  # Marks that stood by themselves would leave two spaces.
            text = re.sub(" {2,}", " ", text.replace(_EMPHASIS, ""))
        mark = _MARK.match(text)
        text = _CLOSING.sub("", text[mark.end() :]) if mark else text.strip()
        if text:
            plain.append(line if text == line.text else replace(line, text=text))
    return plain


def _warnings(dropped: list[Dropped], moved: list[str], lifted: list[str], dealt: int) -> tuple[str, ...]:
    """Chinese sentences about what was taken out and what was moved, and where to; ``dealt`` lines stood in columns."""
    said = []
    if dealt:
        said.append(f"有 {dealt} 行分栏文字逐行交错，已按栏理顺。")
    counts = Counter(item.reason for item in dropped)
    if counts:
        said.append("删去" + "、".join(f"{reason} {count} 处" for reason, count in counts.items()) + "。")
    if moved:
        said.append(f"有 {len(moved)} 行图片说明或署名插在句子中间，已移到该段之后。")
    if lifted:
        said.append(f"有 {len(lifted)} 行报头插在句子中间，已移到全文开头。")
    return tuple(said)
