"""What stands above a piece's headline and is part of the piece: its county on a line of its own, its reporter.

沭川县 / ▎花农评上了职称 and ■本报记者 李敏 / 茶山来了博士: the lines belong to what follows, not to the end of what went before.
"""

from .block import Line
from .line import BULLET, NUMBERED
from .signs import ends_piece
from .title import only_place


def from_above(lines: list[Line], starts: list[int]) -> list[int]:
    """The starts, each moved up to the county or the reporter that stands right above its headline.

    A reporter's name may as well sign the piece above: it stands above the headlines where it does so at all of them, the
    first included, and behind none at the end.
    """
    bylines = [_byline_above(lines, start) for start in starts]
    opens = len(starts) >= 2 and all(bylines) and lines[-1].look != "byline"
    moved = []
    for start, above in zip(starts, bylines, strict=True):
        start = start - 1 if opens and above else start
        moved.append(start - 1 if _county_above(lines, start) else start)
    return moved


def _byline_above(lines: list[Line], start: int) -> bool:
    """Whether a marked reporter, no signature in brackets, stands right above the headline and none right below."""
    if not start or lines[start].look != "heading":
        return False
    above, below = lines[start - 1], lines[start + 1] if start + 1 < len(lines) else None
    if below is not None and below.look == "byline":
        return False
    return above.look == "byline" and bool(BULLET.match(above.text)) and not ends_piece(above)


def _county_above(lines: list[Line], start: int) -> bool:
    """Whether the line above the headline names its county and nothing else; what has a number of its own needs none."""
    if not start or lines[start].look != "heading":
        return False
    if NUMBERED.match(lines[start].text) or only_place(lines[start].text):
        return False
    above = lines[start - 1]
    return above.look == "heading" and above.text[0] not in "（(" and only_place(above.text)
