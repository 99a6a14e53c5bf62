"""The characters of a page, each with its place, → its lines as they stand there, with their margins and gaps.

The order is that of the file, which programs write as a person reads: one column after the other. What stands side
by side is printed side by side, in columns of half a character, so that cleaning can part two columns or see a table.
A line further in than the others gets its margin, and a wide gap between lines becomes a blank one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from unicodedata import east_asian_width

_JOINED = "—…─―"  # Two of them are one sign in many fonts, and then both have its place.
_SIDE = 2.0  # Characters of room between things that stand side by side.
_WORDS = 0.2  # Of room between words in Latin letters.
_APART = 0.6  # Of room between Han characters that are set apart.
_SAME_LINE = 0.5
_HIGHER = 1.5  # So many characters up: the file goes on in another column.
_BLANK = 1.55  # Times the usual distance of lines.
_FIRST_LINE = (1.4, 2.7)  # A paragraph's first line stands so far in.
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
    def middle(self) -> float:
        return (self.glyphs[0].top + self.glyphs[0].bottom) / 2


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The text of a page."""
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    if not shown:
        return ""
    size = _size(shown)
    flows = _flows(_lines(shown, size), size)
    return "\n".join(line for flow in _in_order(flows, size) for line in _printed(flow, size))


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


def _printed(flow: list[_Line], size: float) -> Iterator[str]:
    """The lines of a column, with margins and blank lines."""
    margin = _margin(flow, size)
    steps = [a.middle - b.middle for a, b in zip(flow, flow[1:], strict=False)]
    edges = _edges(flow, size)
    usual = median(step for step in steps if step > size / 2) if any(s > size / 2 for s in steps) else 0
    for k, line in enumerate(flow):
        if k and usual and steps[k - 1] > _BLANK * usual:
            yield ""
        yield _joined(line, margin, size, edges)


def _margin(flow: list[_Line], size: float) -> float:
    """Where most lines begin, or the first of such places where several are as usual."""
    places = Counter(round(line.left / size * 2) for line in flow)
    most = max(places.values())
    place = min(place for place, count in places.items() if count * 3 >= most and count >= min(3, most))
    return min(line.left for line in flow if round(line.left / size * 2) == place)


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
    length = line.glyphs[-1].right - line.left
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
