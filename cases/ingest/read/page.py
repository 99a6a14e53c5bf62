"""The characters of a page, each with its place, → its lines as they stand there, with their margins and gaps.

The order is that of the file, which programs write as a person reads: one column after the other. What stands side
by side is printed side by side, in columns of half a character, so that cleaning can part two columns or see a table.
A line further in than the others gets its margin, and a wide gap between lines becomes a blank one. Where first lines
stand in, the places tell which lines are one paragraph better than their words could: each becomes one line.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from unicodedata import east_asian_width

from .gutters import in_columns

_JOINED = "—…─―"  # Two of them are one sign in many fonts, and then both have its place.
_SIDE = 2.0  # Characters of room between things that stand side by side.
_WORDS = 0.2  # Of room between words in Latin letters.
_APART = 0.6  # Of room between Han characters that are set apart.
_SAME_LINE = 0.5
_HIGHER = 1.5  # So many characters up: the file goes on in another column.
_BLANK = 1.55  # Times the usual distance of lines.
_FIRST_LINE = (1.4, 2.7)  # A paragraph's first line stands so far in.
_FEWEST = 2  # First lines that stand in, from which on all do.
_FULL = 1.3  # A full line leaves less room than so many characters.
_ENDS = "。！？：；”）"
_LARGER = 1.15  # Times the usual size: a title.
_COLUMN = 3  # So many lines with something at one place make a column there.
_OFF = 3.0  # Characters of room above a footer that was written before the text.
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box, in any unit of length; y grows upwards. ``spaced`` says the file has a space before."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False


@dataclass(slots=True)
class _Line:
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        return (self.glyphs[0].top + self.glyphs[0].bottom) / 2


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines under each other, with where most of them begin and where the full ones end."""

    lines: list[_Line]
    margin: float
    right: float


def text_of(glyphs: Sequence[Glyph], columns: int = 0) -> str:
    """The text of a page, in the order of the file or, where somebody says so, in so many columns."""
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    if not shown:
        return ""
    size = _size(shown)
    if columns > 1:
        flows = [[_Line(row) for row in flow] for flow in in_columns(shown, columns, size)]
    else:
        flows = _in_order(_flows(_lines(shown, size), size), size)
    return "\n".join(_printed(flows, size))


def _size(glyphs: Sequence[Glyph]) -> float:
    """The width of a usual character: that of Han, which are as wide as high."""
    widths = [glyph.right - glyph.left for glyph in glyphs if _CJK.match(glyph.text)]
    widths = widths or [2 * (glyph.right - glyph.left) for glyph in glyphs]
    return max(median(widths), 1e-6)


def _lines(glyphs: Sequence[Glyph], size: float) -> list[_Line]:
    """Characters that follow each other on one height; what was printed over the same twice is there once."""
    lines: list[_Line] = []
    for glyph in glyphs:
        if lines:
            before = lines[-1].glyphs[-1]
            height = max(before.top - before.bottom, glyph.top - glyph.bottom, size / 2)
            level = abs(glyph.top + glyph.bottom - before.top - before.bottom) / 2
            if level <= _SAME_LINE * height and glyph.left >= before.left - size / 2:
                same = glyph.text == before.text and glyph.left - before.left < size / 5
                same = same and glyph.text not in _JOINED
                if not same:
                    lines[-1].glyphs.append(glyph)
                continue
        lines.append(_Line([glyph]))
    return lines


def _flows(lines: list[_Line], size: float) -> list[list[_Line]]:
    """Lines that go down the page; where the file goes up again, another column or box begins."""
    flows = [[lines[0]]]
    for line in lines[1:]:
        before = flows[-1][-1]
        if line.middle > before.middle + _HIGHER * size:
            flows.append([line])
        else:
            flows[-1].append(line)
    return flows


def _in_order(flows: list[list[_Line]], size: float) -> list[list[_Line]]:
    """A footer that was written before the text goes behind it, a header that was written after it before it."""
    first: list[list[_Line]] = []
    last: list[list[_Line]] = []
    for k, flow in enumerate(flows):
        others = [line.middle for other in flows[:k] + flows[k + 1 :] for line in other]
        later = [line.middle for other in flows[k + 1 :] for line in other]
        if later and flow[-1].middle < min(others):
            above = flow[-2].middle if len(flow) > 1 else max(others)
            if above - flow[-1].middle > _OFF * size:
                last.append([flow.pop()])
        if k and others and len(flow) == 1 and flow[0].middle > max(others):
            first.append([flow.pop()])
    return first + [flow for flow in flows if flow] + last


def _printed(flows: list[list[_Line]], size: float) -> Iterator[str]:
    """The lines of a page, with margins and blank lines; where first lines stand in, each paragraph as one line."""
    columns = [_Column(flow, _margin(flow, size), _right(flow, size)) for flow in flows if flow]
    insets = [(line.left - column.margin) / size for column in columns for line in column.lines]
    stand_in = sum(_FIRST_LINE[0] <= inset <= _FIRST_LINE[1] for inset in insets)
    paragraphs = stand_in >= _FEWEST and len(insets) >= 2 * _FEWEST
    out = ""
    before: tuple[_Line, _Column] | None = None
    for column in columns:
        edges = _edges(column.lines, size)
        for line, gap in _gaps(column.lines, size):
            text = _joined(line, column.margin, size, edges)
            if before and paragraphs and not gap and _goes_on(*before, line, column, size):
                out += (" " if _latin(out[-1]) and _latin(text[0]) else "") + text
            else:
                if before:
                    yield out
                if gap:
                    yield ""
                out = text
            before = line, column
    yield out


def _gaps(lines: list[_Line], size: float) -> Iterator[tuple[_Line, bool]]:
    """Each line, and whether it stands further below the one before than lines usually do."""
    steps = [a.middle - b.middle for a, b in zip(lines, lines[1:], strict=False)]
    wide = [step for step in steps if step > size / 2]
    usual = median(wide) if wide else 0
    yield lines[0], False
    for line, step in zip(lines[1:], steps, strict=True):
        yield line, bool(usual) and step > _BLANK * usual


def _goes_on(before: _Line, left: _Column, line: _Line, column: _Column, size: float) -> bool:
    """Whether a line goes on with the paragraph of the one before, which may be at the foot of another column."""
    if left is not column and min(len(left.lines), len(column.lines)) < _FEWEST + 1:
        return False
    if abs(line.left - column.margin) > size / 2 or (before.left - left.margin) / size > _FIRST_LINE[1]:
        return False
    if any(room > _SIDE * size for each in (before, line) for _, room in _rooms(each)):
        return False
    small, large = sorted((_size(before.glyphs), _size(line.glyphs)))
    if large > _LARGER * small:
        return False
    room = (left.right - before.right) / size
    if before.glyphs[-1].text in _ENDS:
        return room < _FULL and ((column.right - line.right) / size < _FULL or line.glyphs[-1].text in _ENDS)
    return room < _FULL or left.right - before.right < (left.right - left.margin) / 3


def _latin(mark: str) -> bool:
    return mark.isascii() and mark.isalpha()


def _margin(flow: list[_Line], size: float) -> float:
    """Where most lines begin, or the first of such places where several are as usual."""
    places = Counter(round(line.left / size * 2) for line in flow)
    most = max(places.values())
    place = min(place for place, count in places.items() if count * 3 >= most and count >= min(3, most))
    return min(line.left for line in flow if round(line.left / size * 2) == place)


def _right(flow: list[_Line], size: float) -> float:
    """Where most full lines end; a title above the column may reach further."""
    places = Counter(round(line.right / size * 2) for line in flow)
    most = max(places.values())
    place = max(place for place, count in places.items() if count * 3 >= most and count >= min(2, most))
    return max(line.right for line in flow if round(line.right / size * 2) == place)


def _edges(flow: list[_Line], size: float) -> list[float]:
    """Where things begin that stand beside others, in lines enough to be a column."""
    begins = [glyph.left for line in flow for glyph, room in _rooms(line) if room > _SIDE * size]
    places = Counter(round(left / size * 2) for left in begins)
    return [place * size / 2 for place, count in places.items() if count >= _COLUMN]


def _rooms(line: _Line) -> Iterator[tuple[Glyph, float]]:
    """Each character but the first, and the room before it."""
    for before, glyph in zip(line.glyphs, line.glyphs[1:], strict=False):
        yield glyph, glyph.left - before.right


def _inset(line: _Line, margin: float, size: float) -> float:
    """How many characters from the margin a line begins; one in larger print as if it had the usual size."""
    begins = (line.left - margin) / size
    larger = _size(line.glyphs) / size
    if begins < 1 or larger < _LARGER:
        return begins
    length = line.right - line.left
    return begins + (length - length / larger) / size / 2


def _indent(characters: float) -> str:
    if _FIRST_LINE[0] <= characters <= _FIRST_LINE[1]:
        return "\u3000\u3000"
    return " " * min(round(characters * 2), 80) if characters > _FIRST_LINE[1] else ""


def _joined(line: _Line, margin: float, size: float, edges: list[float]) -> str:
    """A line with its margin and the room between its characters: none, a space, or what keeps things side by side."""
    out = [_indent(_inset(line, margin, size)), line.glyphs[0].text]
    width = sum(map(_columns, out))
    for before, (glyph, space) in zip(line.glyphs, _rooms(line), strict=False):
        room = space / size
        both = _CJK.match(before.text) and _CJK.match(glyph.text)
        either = _CJK.match(before.text) or _CJK.match(glyph.text)
        spaces, inner = 0, ""
        if room > _SIDE:
            first = [edge for edge in edges if _FIRST_LINE[0] <= (glyph.left - edge) / size <= _FIRST_LINE[1]]
            inner = "\u3000\u3000" if first else ""
            spaces = max(3, round((min([glyph.left, *first]) - margin) / size * 2) - width)
        elif room > (_APART if either else _WORDS) or (glyph.spaced and not both and room > 0):
            spaces = 1
        out.append(" " * min(spaces, 100) + inner + glyph.text)
        width += spaces + _columns(inner + glyph.text)
    return "".join(out)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in text)
