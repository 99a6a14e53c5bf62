"""Policies: documents, named plans and funds, articles, and clauses that grant something without any name.

titles.py      《…办法》, titles on a line, 出台…办法, 人才十条
programmes.py  “归雁”行动, 千名工匠培育工程, 产业人才专项资金, “归雁贷”
themes.py      第三条 支持团队创业, （一）青年人才安居
clauses.py     对引进的博士给予30万元安家补贴; promises.py the same without an amount
owning.py      which of them each benefit belongs to
"""

from ...records import PlaceRef, Policy


def policies(
    text: str,
    start: int,
    end: int,
    *,
    title: str = "",
    year: int | None = None,
    place: PlaceRef | None = None,
) -> tuple[Policy, ...]:
    """The policies of ``text[start:end]`` with what they offer; ``year`` is the case's, for 今年 and 去年."""
    # The categories are imported from this package by modules that read no text: they must not pay for the rules.
    from . import reading

    return reading.policies(text, start, end, title=title, year=year, place=place)
