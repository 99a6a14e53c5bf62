"""Tables whose cells each name a category and its amount, and have no heading but the line over or under them.

购房补贴标准
甲类：60万元   乙类：30万元   丙类：8万元      →      甲类 60万元, 乙类 30万元, 丙类 8万元
"""

import re

from .quantity import Quantity
from .sentence import Piece
from .words import any_of

_OFFERED = re.compile(any_of("table_offers"))
_FIGURES = re.compile(any_of("table_figures"))
_CATEGORY = re.compile(
    r"[类级档]$|层次|等奖|奖$|博士|硕士|研究生|本科|大专|专科|中专|院士|学历|人才|技师|技工|级工|职称|正高|副高|教授|教师|医师|工程师|专家|国家|[省市县]级"
)
_BULLET = re.compile(r"^[ ▲△●○■□◆◇★☆✓✅·①-⑳（）()\d.、-]*")
_JOINT = re.compile(r"[ ]?[：:][ ]?$|[ ]$|(?<=[\u4e00-\u9fff）])$")
_TAIL = re.compile(r"[；，。、 ]*")
_KINDS = ("money", "percent", "area")
_SUBSIDY = re.compile(
    r"(?:购房|租房|住房|安家|安居|生活|岗位|交通|创业|就业|引才|人才|科研|实习|求职|学历|职称|技能|场地|租金|贷款|稳岗|荐才|紧缺|一次性)+(?:补贴|补助|津贴|奖励|资助|贴息|奖补|费)"
)
MAX_NAME = 16
MAX_CAPTION = 60


def subsidy(*captions: str) -> str:
    """The subsidy that the lines over and under a table name, the first of them first, or nothing."""
    return next((match.group() for words in captions if (match := _SUBSIDY.search(words))), "")


def captioned(caption: str, below: str) -> bool:
    """Whether the short line over such a row, or the one in brackets under it, tells of offers and not of results."""
    noted = below if below.startswith(("（", "(", "注")) else ""
    return any(
        bool(words) and len(words) <= MAX_CAPTION and _OFFERED.search(words) and not _FIGURES.search(words)
        for words in (caption, noted)
    )


def paired(line: Piece, spans: list[tuple[int, int]]) -> list[tuple[str, Quantity]]:
    """The category and the amount of each cell ``spans`` of a line; none where one of the cells is no such pair."""
    found = []
    for start, end in spans:
        inside = [item for item in line.amounts if start <= item.start and item.end <= end]
        if len(inside) != 1 or inside[0].kind not in _KINDS:
            return []
        item = inside[0]
        before = _BULLET.sub("", line.words[start - line.start : item.start - line.start])
        behind = line.words[item.end - line.start : end - line.start]
        joint = _JOINT.search(before)
        name = before[: joint.start()].strip() if joint else ""
        if not 0 < len(name) <= MAX_NAME or not _CATEGORY.search(name) or not _TAIL.fullmatch(behind):
            return []
        found.append((name, item))
    return found
