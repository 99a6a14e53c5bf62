"""What stands below the last of several pieces and is part of none: what all of them teach, news in brief, a word on the collection.

A piece's own last chapter speaks of its own county; one that opens with 三地的共同经验 speaks of all.
"""

import re

from .block import Line
from .line import HAN, NUMBERED, bulletin_part, unnumbered
from .series import ROUND_LABELS, rubric

# 小结, 本章小结, 几点体会: chapters that may be about all pieces …
_SUMS_UP = re.compile(
    rf"(?P<whole>本[章节篇编辑])?[{HAN}]{{0,4}}(?:小结|结语|结论|结束语|讨论|手记|启示|体会|思考|比较|评析|余论|共同点|共性经验)"
)
# … and are where their first words count them: 三地的做法, 以上四个案例, 各县的条件.
_OF_ALL = re.compile(
    r"(?:纵观|综观|综合|回看|比较|对比|通过|采访|走访|走完|跑完)?(?:以上|上述|上面|前述|这)?[两二三四五六七八九十几各诸多\d]"
    r"(?:个|则|篇|份|座|家)?(?:县级市|县|市|区|旗|地|案例|材料|样本|故事|地方|典型)|(?:以上|上述|前述)(?:各|案例|做法|材料)"
)
# What an announcement of those chosen ends in, below the last of them.
_HOPES = re.compile(
    rf"希望(?:以上|上述|受到?表[彰扬]|受到?通报表[彰扬]|获奖|入选|先进)[{HAN}]{{0,8}}(?:单位|个人|集体|项目|同志|地方|案例)"
)
# 欢迎在留言区说说你家乡的政策: what a page asks of its readers.
_CALLS = re.compile(
    r"(?=.*(?:你|您|大家|小伙伴|朋友|欢迎)).*(?:留言|评论区|点赞|转发|关注我们|心动了|收藏|告诉小编|你怎么看)"
)
_BOOKS = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?P<unit>[节章篇])")
_NOTE = re.compile(r"\[\d{1,2}\]|〔\d{1,2}〕|［\d{1,2}］")
_SHORT = 40  # No longer is what a page asks of its readers.
_NEAR = 6  # Lines below a heading among which its first paragraph is looked for.
_CHAPTERS = "一二三四五六七八九十"
_OUTER = re.compile(rf"([{_CHAPTERS}])、")
_COMMENT = re.compile(r"(?:短评|微评|点评|快评|时评|小评论|今日谈|编辑点评|记者快评|采访札记|编后)")
_AFTERWORD = re.compile(
    rf"附[:：]?\s?[{HAN}]{{0,6}}(?:说明|后记)|编后(?:语|记|话)?|编[辑者](?:说明|后记)|后\s?记"
)


def past_closing(lines: list[Line], span: tuple[int, int], *, ends: bool) -> tuple[int, int]:
    """The span of one of several pieces without what stands below it and is part of none; ``ends`` says that it is the
    last. It keeps its headline and a paragraph."""
    first, last = span
    body = next((k for k in range(first, last) if lines[k].look == "body"), last)
    outer = _outer_chapter(lines, first) if ends else ""
    section = _BOOKS.match(lines[first].text)
    numbered = max((k for k in range(first, last) if _numbered(lines[k])), default=first)
    for k in range(body + 1, last):
        if ends and section and _next_section(lines[k], section):
            return first, k
        if lines[k].look == "heading" and (
            rubric(lines[k].text) or (ends and _closes(lines, k, last, numbered > k))
        ):
            return first, k
        if ends and _next_part(lines, first, k):
            return first, k
        if ends and lines[k].look == "body" and _addresses(lines[k].text):
            return first, k
        if ends and outer and lines[k].look == "heading" and lines[k].text.startswith(outer):
            return first, k
        if ends and _opinion(lines, k):
            return first, k
    return span


def _next_section(line: Line, section: re.Match[str]) -> bool:
    """Whether the line heads a book's section behind the last that is a piece: 第四节 比较 behind 第三节 云溪的路."""
    behind = _BOOKS.match(line.text) if line.look == "heading" else None
    return bool(behind and behind["unit"] == section["unit"])


def _next_part(lines: list[Line], first: int, k: int) -> bool:
    """Whether the line names the bulletin's part behind the pieces, ● 工作动态, as one above them is named, ● 县域实践."""
    if lines[k].look != "heading" or not bulletin_part(lines[k].text):
        return False
    return any(line.text[0] == lines[k].text[0] and bulletin_part(line.text) for line in lines[:first])


def past_notes(lines: list[Line], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without the notes at their feet, whose marks they or a piece above cite: [1] 云溪县人事局：…, 〔2〕同上."""
    cited: dict[str, int] = {}  # By each mark the first line that cites it.
    for k, line in enumerate(lines):
        for mark in _NOTE.finditer(line.text, 1):
            cited.setdefault(mark.group(), k)
    return [(first, _past_notes(lines, first, last, cited)) for first, last in spans]


def _past_notes(lines: list[Line], first: int, last: int, cited: dict[str, int]) -> int:
    while last - 1 > first and lines[last - 1].look != "heading":
        note = _NOTE.match(lines[last - 1].text)
        if note is None or cited.get(note.group(), last) >= last - 1:
            break
        last -= 1
    return last


def _addresses(text: str) -> bool:
    """Whether a paragraph speaks to those who were chosen, or in few words to the page's readers."""
    return bool(_HOPES.match(text) or (len(text) <= _SHORT and _CALLS.match(text)))


def _outer_chapter(lines: list[Line], first: int) -> str:
    """The number of the chapter behind the one whose sections the pieces are: 三、 where （一） of 二、 is the first of them."""
    if not lines[first].text.startswith(("（", "(")) or not NUMBERED.match(lines[first].text):
        return ""
    above = [_OUTER.match(line.text) for line in lines[:first] if line.look == "heading"]
    last = next((match for match in reversed(above) if match), None)
    at = _CHAPTERS.find(last[1]) if last else -1
    return f"{_CHAPTERS[at + 1]}、" if 0 <= at < len(_CHAPTERS) - 1 else ""


def _opinion(lines: list[Line], k: int) -> bool:
    """Whether line ``k`` is the rubric of a comment with a headline of its own, below the signature of the piece."""
    if lines[k].look != "heading" or not _COMMENT.fullmatch(lines[k].text.strip(ROUND_LABELS)):
        return False
    signed = any(line.look == "byline" for line in lines[max(0, k - 2) : k])
    return signed and k + 1 < len(lines) and lines[k + 1].look == "heading"


def _numbered(line: Line) -> bool:
    return line.look == "heading" and bool(NUMBERED.match(line.text))


def _closes(lines: list[Line], k: int, last: int, goes_on: bool) -> bool:
    """Whether heading ``k`` opens what is said about all pieces; it does not where the piece ``goes_on`` with a chapter."""
    bare = unnumbered(lines[k].text).strip("【】[]：: ")
    if _AFTERWORD.fullmatch(bare):
        return True
    sums_up = _SUMS_UP.fullmatch(bare)
    if not sums_up or goes_on:
        return False
    below = next((line.text for line in lines[k + 1 : min(last, k + _NEAR)] if line.look == "body"), "")
    return bool(sums_up["whole"] or _OF_ALL.match(below))
