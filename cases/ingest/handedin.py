"""Numbered sections that are pieces of their own: each is signed below by an organ of its own county.

一、茶山来了博士 / … / （云溪县委组织部） / 二、夜校办到边境 / … / （澜水县委人才办）: one report is signed once, at its end, and
a plan that names who is to do each task says so, or names organs of one place.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from .block import Block, Line
from .line import HAN, NUMBERED, generic, organ

_DIGITS = re.compile("[0-9０-９一二三四五六七八九十]+")
_COUNTED = (("①", re.compile("[①-⑳]")), ("❶", re.compile("[❶-❿]")), ("㈠", re.compile("[㈠-㈩]")))
# Whose organ signs: （中共云溪县委组织部）, （供稿：澜水县林业局）; （县委组织部） does not say.
_WHOSE = re.compile(
    rf"[（(]\s*(?:[{HAN}]{{2,6}}[:：]\s?)?(?:中共)?(?P<place>[{HAN}]{{2,9}}?[县市区旗])(?=[{HAN}]{{2}})"
)
_TASK = re.compile(r"[（(]\s*(?:责任|牵头|配合|承办|落实|协办|主管|联系|完成)")


def number_style(text: str) -> str:
    """How a heading is numbered, without its number: 、 for 二、做法, （） for （三）服务, 第站 for 第二站; empty where it is not."""
    number = NUMBERED.match(text)
    if number is None:
        return ""
    style = number.group().strip()
    for mark, form in _COUNTED:
        style = form.sub(mark, style)
    return _DIGITS.sub("", style) or style


def with_handed_in(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """The blocks, those of the topmost numbered sections marked "handed in" where half of them or more are signed, by organs
    of two counties at least."""
    styles: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        k = next(_numbered(lines, block), None)
        if k is not None:
            styles.setdefault(number_style(lines[k].text), []).append(number)
    for members in styles.values():
        ends = [blocks[following].first for following in members[1:]] + [len(lines)]
        signers = [
            _signer(lines[blocks[number].body : end]) for number, end in zip(members, ends, strict=True)
        ]
        told = [place for place in signers if place]
        if len(set(told)) >= 2 and 2 * len(told) >= len(members):
            return _marked(lines, blocks, members)
    return blocks


def _numbered(lines: list[Line], block: Block) -> Iterator[int]:
    """The lines of the block's headings that have a number and tell of something of their own."""
    for k in range(block.first, block.body if block.body < block.last else block.first):
        if lines[k].look == "heading" and NUMBERED.match(lines[k].text) and not generic(lines[k].text):
            yield k


def _marked(lines: list[Line], blocks: list[Block], members: list[int]) -> list[Block]:
    found = list(blocks)
    for number in members:
        first = next(_numbered(lines, blocks[number]))
        found[number] = replace(blocks[number], first=first, signs=blocks[number].signs | {"handed in"})
    return found


def _signer(section: list[Line]) -> str:
    """The county whose organ signs the section at its end; empty where none does."""
    for line in section[::-1]:
        if (
            line.look == "byline"
            and organ(line.text)
            and line.text[0] in "（("
            and not _TASK.match(line.text)
        ):
            whose = _WHOSE.match(line.text)
            return whose["place"] if whose else ""
        if line.look == "body":
            break
    return ""
