"""The one text → one span per case.

Headings with a sign of a new piece (``signs``) start cases; all others are headings inside a case.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .line import NUMBERED, generic, han, names, one_name, opens, unnumbered
from .signs import CASE_NUMBER, Block, Line, blocks_of, label_of, lines_of, place_head

LEAST_BODY = 40  # Han characters of paragraphs without which a heading starts no case.
LEAST_OVERVIEW = 200  # So many before the first case make an overview of their own.
MAX_TITLE = 120
MAX_KEY = 80

_PREFACE = re.compile(
    r"(?:编首语|编者按|编者的话|前言|引言|序言?|卷首语|导语|目录|写在前面|开篇语|出版说明|编辑说明|preface|foreword)\s*[A-Za-z ]*[:：]?",
    re.I,
)
_EDITORIAL = re.compile(r"(?:编首语|编者按|编者的话|卷首语|开篇语)\s*[A-Za-z ]*[:：]?")
_MASTHEAD = re.compile(
    r".*(?:人民政府|委员会|办公室|组织部|领导小组)文件|.*[〔\[（(]\d{4}[〕\]）)]\s?第?\s?\d+\s?号|.*\d{4}\s?年.*第\s?\d+\s?期.*"
    r"|[（(]?(?:总第|第)\s?[\d一二三四五六七八九十百]+\s?期.*|.*(?:日报|晚报|时报|周报|简报|信息专报|工作动态|内部资料|内部参阅)"
    r"|.*\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.*(?:星期|版).*|(?:秘密|机密|特急|加急|急件)★?.*"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条")
_KINDS = (
    ("reply", re.compile(r"答复|复函")),
    ("speech", re.compile(r"讲话|发言|致辞|演讲")),
    ("interview", re.compile(r"访谈|专访|对话|答记者问")),
    ("summary", re.compile(r"总结|工作报告|工作情况|情况汇报|情況彙報|工作汇报|述职")),
    ("policy", re.compile(r"(?:措施|办法|意见|细则|规定|条例|实施方案|规划|通知)(?:[（(].{1,8}[）)])?$")),
)
_SPEAKER = re.compile(r"(?:记者|主持人|问|提问|嘉宾|答|回答)[:：]")
_ROLES = re.compile(
    r"[（()）■□●◆▲]|全媒体|本报|本刊|特约|见习|首席|记者|通讯员|撰稿人?|撰文|文字|作者|执笔|供稿|来源|单位|文[/／]图?|图[/／]|[:：/／、，,]"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One case: the half-open span ``[start, end)`` of the text, without white space at its ends.

    ``key`` is the folded heading without its number, unique in the document; ``subtitle`` stands in ``title``
    too. ``kind`` is one of case, overview, profile, policy, reply, speech, interview, summary.
    """

    key: str
    title: str
    start: int
    end: int
    authors: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    kind: str = "case"
    subtitle: str = ""


def split(text: str, captions: Iterable[str] = ()) -> tuple[Part, ...]:
    """The cases of a text in order, not overlapping; at least one unless the text is blank.

    ``captions`` are lines known to belong to pictures (``Cleaned.captions``).
    """
    lines = lines_of(text, frozenset(captions))
    if not lines:
        return ()
    blocks = blocks_of(lines)
    starts = _starts(lines, blocks)
    spans = list(zip(starts, [*starts[1:], len(lines)], strict=False)) or [(0, len(lines))]
    if len(starts) > 1 and _is_overview(lines[: starts[0]]):
        spans.insert(0, (0, starts[0]))
    signs = {block.first: block.signs for block in blocks}
    placed = [first for first, _ in spans if "place" in signs.get(first, ())]
    keys: Counter[str] = Counter()
    parts = []
    for first, last in spans:
        general = first == spans[0][0] and len(placed) >= 2 and first not in placed
        parts.append(_part(lines[first:last], general, keys))
    return tuple(parts)


def _starts(lines: list[Line], blocks: list[Block]) -> list[int]:
    """The lines at which cases start. A lone sign says nothing, unless only a preface stands before it."""
    marked = [block for block in blocks if block.signs]
    common = Counter(sign for block in marked for sign in block.signs)
    if len({block.place for block in marked if block.place}) < 2:
        common["place"] = 1  # Headings that all name one place are chapters about it.
    if lines[-1].look == "byline" and lines[-1].text[0] in "（(":
        common["signed"] += 1
    wanted = [
        block for block in marked if any(common[sign] >= 2 or sign == "restart" for sign in block.signs)
    ]
    wanted = _topmost(wanted)
    if wanted and wanted[0].signs & {"restart", "signed"} and wanted[0] is not blocks[0]:
        wanted.insert(0, blocks[0])  # Chapters or a signature stood before, so that is a piece of its own.
    starts: list[int] = []
    for block, after in zip(wanted, [*wanted[1:], None], strict=False):
        end = after.first if after else len(lines)
        if _body(lines[block.first : end]) >= LEAST_BODY:
            starts.append(block.first)
    if len(starts) == 1 and not _is_preface(lines[: starts[0]]):
        return []
    return starts


def _topmost(blocks: list[Block]) -> list[Block]:
    """Of numbered cases only the numbered blocks count, so that a case's own bylines and labels do not cut it."""
    numbered = [block for block in blocks if "number" in block.signs]
    return numbered if len(numbered) >= 2 else blocks


def _body(lines: list[Line]) -> int:
    return sum(han(line.text) for line in lines if line.look == "body")


def _is_preface(lines: list[Line]) -> bool:
    """Whether lines before the first case are only cover, contents or a preface."""
    heads = [line.text for line in lines if line.look == "heading"]
    return _body(lines) < LEAST_OVERVIEW or any(_PREFACE.fullmatch(head) for head in heads[:3])


def _is_overview(lines: list[Line]) -> bool:
    return not _is_preface(lines) and any(line.look == "heading" for line in lines)


def _part(lines: list[Line], general: bool, keys: Counter[str]) -> Part:
    """Read title, authors and headings off the lines of one case."""
    title, subtitle, used = _title(lines, *_head(lines))
    kind = "overview" if general else _kind(lines, title)
    return Part(
        key=_key(title, keys),
        title=title,
        start=lines[0].start,
        end=lines[-1].start + len(lines[-1].text),
        authors=tuple(
            dict.fromkeys(name for line in lines if line.look == "byline" for name in authors_of(line.text))
        ),
        headings=_headings(lines, used),
        kind=kind,
        subtitle=subtitle,
    )


def _head(lines: list[Line]) -> tuple[int, int]:
    """The lines ``[first, body)`` above the first paragraph; above the piece itself when an editor's note,
    headed 编者按, stands before it."""
    body = next((k for k, line in enumerate(lines) if line.look == "body"), len(lines))
    if body != 1 or not _EDITORIAL.fullmatch(lines[0].text):
        return 0, body
    for k in range(body, len(lines)):
        if lines[k].look == "heading":
            if NUMBERED.match(lines[k].text) or generic(lines[k].text):
                break
            return k, next((b for b in range(k, len(lines)) if lines[b].look == "body"), len(lines))
    return 0, body


def _title(lines: list[Line], first: int, body: int) -> tuple[str, str, set[int]]:
    """Title with its subtitle, the subtitle alone, and which lines they were read from.

    The headline stands at the head; failing that at the very end, as newspapers' layouts leave it; failing that
    the first sentence serves.
    """
    label = label_of(lines, Block(first, body, body))
    heads = [k for k in range(first, body) if lines[k].look == "heading"]
    used = {k for k in heads if _MASTHEAD.fullmatch(lines[k].text) or _PREFACE.fullmatch(lines[k].text)}
    if label:
        used.add(heads[0])
    heads = [k for k in heads if k not in used]
    while len(heads) > 1 and not _bare(lines[heads[0]].text):
        used.add(heads.pop(0))
    while len(heads) > 1 and _only_place(lines[heads[0]].text) and not NUMBERED.match(lines[heads[1]].text):
        used.add(heads.pop(0))
    headline = (
        heads[0]
        if heads and not (NUMBERED.match(lines[heads[0]].text) and generic(lines[heads[0]].text))
        else None
    )
    if headline is None or (label and lines[headline].text[-1] in "：:"):
        return _title_elsewhere(lines, body, used | set(heads[:1] if label else ()))
    used.add(headline)
    title, subtitle = _bare(lines[headline].text) or lines[headline].text, ""
    below = headline + 1
    if below < body and lines[below].look == "heading" and _may_follow(lines[below].text):
        used.add(below)
        subtitle = lines[below].text
        if title[-1] in "：:":
            title, subtitle = title + subtitle, ""
        else:
            title += subtitle if subtitle.startswith("——") else f" {subtitle}"
    return title[:MAX_TITLE], subtitle, used


def _title_elsewhere(lines: list[Line], body: int, used: set[int]) -> tuple[str, str, set[int]]:
    """A headline printed after its text, else the beginning of the first paragraph."""
    last = next(
        (k for k in range(len(lines) - 1, body, -1) if lines[k].look not in ("caption", "byline", "date")),
        None,
    )
    if (
        last is not None
        and lines[last].look == "heading"
        and len(lines[last].text) >= 6
        and not opens(lines[last].text)
    ):
        return lines[last].text, "", used | {last}
    first = lines[body].text if body < len(lines) else lines[0].text
    return re.split(r"[。！？；\n]", first)[0][:40] or first[:40], "", used


def _bare(text: str) -> str:
    """The headline without 案例三, number or bullet; empty when nothing else is in the line."""
    number = CASE_NUMBER.match(text)
    return unnumbered(text[number.end() :] if number else text).strip("【】[] ")


def _only_place(text: str) -> bool:
    """Whether the line is nothing but a place: 甲省乙县, ■ 乙县."""
    found = place_head(text)
    return bool(found and found[2] and not found[1] and text[-1] not in "：:")


def _may_follow(text: str) -> bool:
    """Whether a heading below the headline belongs to it: neither a chapter nor a masthead."""
    return not (NUMBERED.match(text) or generic(text) or _MASTHEAD.fullmatch(text) or text[-1] in "：:")


def _kind(lines: list[Line], title: str) -> str:
    if any(line.text.startswith("人才名片") for line in lines[:6]) or re.search(
        r"人物|人才说|名片", lines[0].text[:10]
    ):
        return "profile"
    if sum(bool(_ARTICLE.match(line.text)) for line in lines) >= 2:
        return "policy"
    if sum(bool(_SPEAKER.match(line.text)) for line in lines if line.look == "body") >= 4:
        return "interview"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "case")


def authors_of(line: str) -> tuple[str, ...]:
    """The names in a byline: ``□ 本报记者 张三 李 四`` → 张三, 李四; ``（中共甲县委组织部）`` → the organ."""
    if not (names(line) or one_name(line)):
        return (
            re.sub(
                r"^(?:作者单位|作者|供稿|来源|单位)[:：]|供稿$|[\s\d年月日]+$", "", line.strip("（）() ")
            ).strip(),
        )
    found: list[str] = []
    half = ""
    for word in _ROLES.sub(" ", line).split():
        if len(word) == 1:
            half, word = ("", half + word) if half else (word, "")
        if word:
            found.append(word)
    return tuple(found)


def _headings(lines: list[Line], used: set[int]) -> tuple[str, ...]:
    """The headings inside a case, in order: own lines that head something and are not part of the title."""
    last = max((k for k, line in enumerate(lines) if line.look == "body"), default=-1)
    found = []
    for k, line in enumerate(lines[:last]):
        if line.look != "heading" or k in used or _MASTHEAD.fullmatch(line.text) or _only_place(line.text):
            continue
        if _EDITORIAL.fullmatch(line.text) or (line.text[-1] in "：:" and not generic(line.text)):
            continue
        found.append(line.text)
    return tuple(found)


def _key(title: str, keys: Counter[str]) -> str:
    """The folded title: letters, digits and Han characters only; a second one alike gets -2."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    key = "".join(mark for mark in folded if mark.isalnum())[:MAX_KEY] or "case"
    keys[key] += 1
    return key if keys[key] == 1 else f"{key}-{keys[key]}"
