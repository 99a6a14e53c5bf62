"""Whose each amount of a row is: 一、二、三等奖分别奖励 3 万元、2 万元、1 万元 → 一等奖, 二等奖, 三等奖.

The list with as many members as the row has amounts stands in brackets behind the row or nearest before it.
"""

import re
from collections.abc import Sequence

from .quantity import Quantity
from .sentence import Piece

_BRACKETED = re.compile(r"[ ]?（(?P<list>[^（）\n]{3,60})）")
_CLAUSE = re.compile(r"[，：；。！？]")
_MARK = re.compile(r"、|(?<=[\u4e00-\u9fffA-Z）”])(?:和|及|以及|与|或)(?=[\u4e00-\u9fffA-Z“])")
_ONLY_MARKS = re.compile(r"、")
# What stands behind a list and belongs to the granting.
_GRANTED = re.compile(
    r"(?:，|的)?(?:分别|依次|每(?:人|名|年|月|户|个|家|学年)|(?<=.)按(?!照?[^，、]{0,8}、)|一次性|给予|予以|最高|奖励|奖补|(?<![等大个])奖$|补助|补贴|补$|资助"
    r"|发放|发$|享受|(?<=.)[可由在给](?![^，]{0,12}、)|购买|购房|租房|首次购|[市县区]财政).*$"
)
_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}条|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十\d]{1,3}[、.](?![一二三四五六七八九十1-9][、和])|[一二三四五六七八九十]是|[①-⑩])?[ ]?"
    r"(?:对于?|凡|给予|给|为|向|支持|鼓励)?"
)
_GRADES = re.compile(
    r"(?:[两三四五六七八]个?)(?P<grade>类|档次|档|级|等级|等次|等|层次)(?P<noun>[\u4e00-\u9fff]*)$"
)
_LEADS_LIST = re.compile(
    r"(?:经评审|经评定|经认定)?(?:分为|划分为|按照?|分|设立?|获得?|获评|评为|认定为|取得)$"
)
_LEVEL = re.compile(
    r"优秀|良好|一般|重点|[A-G甲乙丙丁戊](?:类|档|级)?|[一二三四五特](?:等奖?|级|类|档)?|(?:国家|[省市县区])级?|[初中高]级|创新类?|创业类?|金|银|铜|[1-5]级"
)
_AT_END = re.compile(rf"(?:{_LEVEL.pattern})$")
MAX_MEMBER = 24


def members_of(folded: str, sentence: Piece, row: Sequence[Quantity]) -> list[str]:
    """A name for each amount of the row, or none where no list has as many members."""
    behind = _BRACKETED.match(folded, row[-1].end, sentence.end)
    if behind and (names := _names(behind["list"], len(row))):
        return names
    for clause in reversed(_CLAUSE.split(folded[sentence.start : row[0].start])):
        if names := _names(_GRANTED.sub("", clause.strip()), len(row)):
            return names
    return []


def _names(words: str, count: int) -> list[str]:
    """The members of a list with what its last or first member says for all; none where there are not ``count``."""
    words = _LEAD.sub("", words).strip(" 的")
    for mark in (_ONLY_MARKS, _MARK):
        parts = [part.strip() for part in mark.split(words)]
        if len(parts) == count and all(0 < len(part) <= MAX_MEMBER for part in parts):
            return _completed(parts)
    return []


def _completed(parts: list[str]) -> list[str]:
    """创业人才按 A, B, C 三类 → 创业人才 A 类, B 类, C 类; 国家级, 省级孵化器 → 国家级孵化器, 省级孵化器."""
    first, last = _ends(parts)
    if not first:
        return parts
    tokens = [first, *parts[1:-1], last]
    head, tail = _LEADS_LIST.sub("", parts[0][: -len(first)]), parts[-1][len(last) :]
    if not tail and not parts[0][: -len(first)]:
        return parts
    grades = _GRADES.fullmatch(tail)
    tail = f"{grades['grade']}{grades['noun']}" if grades else tail
    return [f"{head}{token}{tail}" for token in tokens]


def _ends(parts: list[str]) -> tuple[str, str]:
    """The level that the first member ends in and the one that the last begins with; nothing where they are none."""
    short = any(len(part) == 1 for part in parts[1:-1])
    found = parts[0][-1:] if short else next(iter(_AT_END.findall(parts[0])), "")
    start = _LEVEL.match(parts[-1])
    if not start or not all(_LEVEL.fullmatch(part) for part in (found, *parts[1:-1])):
        return "", ""
    return found, parts[-1][:1] if len(found) == 1 else start.group()
