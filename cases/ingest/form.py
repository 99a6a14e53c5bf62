"""Records of a form printed line by line: 申报单位 / 甲县委组织部 / 项目名称 / “茶匠”行动 / 主要做法 / …, one record per case."""

import re
from collections import Counter
from dataclasses import replace

from .block import Block, Line

# The label whose value is the title …
_TITLE_LABEL = re.compile(r"(?:项目|案例|成果|活动|品牌|做法|经验|申报项目|创新项目)(?:名称|题目|标题)[:：]?")
# … and others that a record may open with.
_LABEL = re.compile(
    r"序号|编号|(?:申报|报送|推荐|实施|责任|牵头|参评|填报|所属|项目|承办)?(?:单位|地区|县市|主体|部门|类别|类型)[:：]?|所在(?:地区?|县市?)[:：]?"
)
_MOST = 12  # No label is longer.


def title_label(text: str) -> bool:
    """Whether the line is the label of a record's title, which stands on the line below."""
    return bool(_TITLE_LABEL.fullmatch(text))


def form_label(text: str) -> bool:
    """Whether the line is nothing but a label of a form's field, as come again in each of its records."""
    return len(text) <= _MOST and bool(_TITLE_LABEL.fullmatch(text) or _LABEL.fullmatch(text))


def with_forms(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """The blocks, those that hold the title of one of several records marked "form"; each begins at its record's first label.

    One such label heads a single application, and is no sign.
    """
    again = Counter(line.text for line in lines if form_label(line.text))
    heads = {}
    for number, block in enumerate(blocks):
        titles = [k for k in range(block.first, block.body) if title_label(lines[k].text)]
        if titles and again[lines[titles[0]].text] >= 2:
            heads[number] = _first_label(lines, titles[0], again)
    if len(heads) < 2:
        return blocks
    return [
        replace(block, first=heads[number], signs=block.signs | {"form"}) if number in heads else block
        for number, block in enumerate(blocks)
    ]


def _first_label(lines: list[Line], title: int, again: Counter[str]) -> int:
    """The first label of the record whose title's label is line ``title``: labels and values take turns above it."""
    first = title
    while first >= 2 and lines[first - 1].look != "body" and again[lines[first - 2].text] >= 2:
        first -= 2
    return first
