"""Headlines made like others that name their counties, above a text that need not say the name again.

寿山：菜农办夜校 / 云溪：茶山来了博士 / 澜水：船坞收徒弟: once two of a bulletin's headlines open with a county that their texts speak of, a
third that opens so heads a piece too, though its text says only 全县.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from .block import Block, Line
from .handedin import number_style
from .headed import everyday, known_names, place_head
from .line import BULLET, generic

LEAST_ALIKE = 2  # So many must be borne out by their texts.
_OPENED = re.compile(r"[\u4e00-\u9fff]{2,9}\s*(?P<mark>[:：|｜])\s*\S")
# The text speaks of a county as its own: 全县, 县里, 县委.
_OWN = re.compile("[全我][县市区旗]|[县市区旗](?:里|委|政府|财政|人社|人才办)|(?<![省各])[县市区旗]委")


def with_placed_alike(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """The blocks, those whose headline opens with a known place as the headlines of other placed blocks do marked place too."""
    made = [_made(lines[k].text) for block in blocks if block.place for k in _heads(lines, block)]
    found = list(blocks)
    for number, block in enumerate(blocks):
        if block.place or block.body >= block.last:
            continue
        for k in _heads(lines, block):
            form = _made(lines[k].text)
            if form and made.count(form) >= LEAST_ALIKE and (place := _own_place(lines, k, block)):
                found[number] = replace(block, first=k, place=place, signs=block.signs | {"place"})
                break
    return found


def _heads(lines: list[Line], block: Block) -> Iterator[int]:
    return (k for k in range(block.first, block.body) if lines[k].look == "heading")


def _made(text: str) -> str:
    """How a headline that opens with a place is made: its bullet or its number's style, and what parts the place off."""
    bullet, style = BULLET.match(text), number_style(text)
    bare = text[bullet.end() :] if bullet else text
    opened = _OPENED.match(bare) if not style else None
    if not opened or generic(text) or not place_head(text):
        return ""
    return (bullet.group()[0] if bullet else "") + ("：" if opened["mark"] in ":：" else "｜")


def _own_place(lines: list[Line], k: int, block: Block) -> str:
    """The place that heading ``k`` opens with, where it is a known one, no everyday word, and the text is about some county."""
    head = place_head(lines[k].text)
    if not head or head[0] not in known_names() or everyday(head[0]):
        return ""
    below = "".join(line.text for line in lines[block.body : block.last])
    return head[0] if head[0] in below or _OWN.search(below) else ""
