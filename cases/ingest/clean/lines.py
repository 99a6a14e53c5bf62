"""The raw text as lines that remember how they stood on the page, and the page's measures."""

import re
from collections import Counter
from dataclasses import dataclass

from ..line import ended, width

# Marks that show nothing: soft hyphen, zero-width space and joiners, direction marks, word joiner, BOM.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd]"
)
_BREAKS = re.compile("\r\n?|[\v\u0085\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACED_OUT = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,15}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins; ``gap`` blank lines stood before it, ``page`` says a form feed did.

    ``indent`` is the margin in characters, ``hard`` that it ended in the two spaces of a Markdown line break.
    """

    text: str
    gap: int = 0
    page: bool = False
    indent: int = 0
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """``gap`` is how many blank lines usually stand between lines; ``full`` the width of a full line of a
    text that was wrapped by hand, 0 when lines are whole paragraphs; ``indented`` that first lines are indented."""

    gap: int
    full: int
    indented: bool = False


def visible(raw: str) -> str:
    """Drop what shows nothing, and bring every line break to one kind; form feeds stay, they tell pages apart."""
    return _CONTROLS.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", raw)))


def lines_of(raw: str) -> list[Line]:
    """The lines that are not blank, their white space brought to single spaces.

    A line whose characters are all set apart, as 目　录, is closed up.
    """
    found: list[Line] = []
    gap, page = 0, False
    for number, sheet in enumerate(visible(raw).split("\f")):
        page = page or number > 0
        for printed in sheet.split("\n"):
            text = _SPACES.sub(" ", printed).strip()
            if not text:
                gap += 1
                continue
            if _SPACED_OUT.fullmatch(text):
                text = text.replace(" ", "")
            indent = len(printed) - len(printed.lstrip())
            found.append(Line(text, gap, page, indent, printed.endswith("  ")))
            gap, page = 0, False
    return found


def measure(lines: list[Line]) -> Layout:
    """Read the page's measures off its lines.

    A text counts as wrapped by hand when its lines are narrow, many are of one width, and many of those stop
    in the middle of a sentence.
    """
    gaps = Counter(min(line.gap, 3) for line in lines[1:])
    gap = gaps.most_common(1)[0][0] if gaps else 0
    widths = sorted(w for w in (width(line.text) for line in lines) if w >= 20)
    if len(widths) < 4:
        return Layout(gap, 0)
    full = widths[int(len(widths) * 0.9)]
    if full > 160:
        return Layout(gap, 0)
    wide = [line.text for line in lines if width(line.text) >= 0.86 * full]
    cut = sum(not ended(text) for text in wide)
    running = sum("，" in text or "。" in text or "、" in text for text in wide)
    stops = sum("。" in line.text for line in lines)  # A list has lines of one width too, but no sentences.
    wrapped = (
        len(wide) >= 0.35 * len(widths)
        and cut >= 0.5 * len(wide)
        and running >= 0.5 * len(wide)
        and stops >= len(wide) / 15
    )
    indents = sum(line.indent >= 2 for line in lines)
    return Layout(gap, full if wrapped else 0, wrapped and 0.05 * len(lines) <= indents <= 0.7 * len(lines))
