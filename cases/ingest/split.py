"""The one text → one span per case.

Headings with a sign of a new piece (``signs``) start cases; all others are headings inside a case.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from .above import from_above
from .block import Block, Line
from .closing import past_closing, past_notes
from .form import form_label
from .frame import contact, issuing_organ, made_by, masthead, preface
from .line import BULLET, NUMBERED, generic, han, letters, names, office_holder, one_name, organ_and_names
from .piece import of_one_county, with_pieces
from .series import appended, counted_above, rubric, theme
from .signs import blocks_of, ends_piece, label_of, lines_of
from .title import only_place, title_of
from .trailing import untitled

LEAST_BODY = 30  # Han characters of paragraphs without which a heading starts no case.
LEAST_OVERVIEW = 200  # So many before the first case make an overview of their own, …
LEAST_TOLD = 100  # … or so many with a few figures in them: an editor's word has none.
FEW = 4
MAX_KEY = 80
_FOOT = 8  # Lines at the end of a case in which its colophon is looked for …
_SHORT = 60  # … and none longer than this.
ENOUGH = 1.0
# What a sign weighs that comes once in a document. A county of its own or a subtitle is seldom a chapter's; a byline
# or a signature may belong to the piece before or behind; numbers, labels and bullets say nothing alone.
_ALONE = {
    "restart": 1.0,
    "apart": 1.0,
    "elsewhere": 0.6,
    "office": 0.6,
    "place": 0.5,
    "subtitle": 0.5,
    "dateline": 0.5,
    "dated": 0.4,
    "byline": 0.4,
    "signed": 0.4,
    "above": 0.4,
}
# By its headline or by the county's office below it a piece tells of one county.
_TOLD_OF = {"place", "office"}
_PARTING = {"restart", "signed", "apart", "elsewhere"}
_NOBODYS = ("frame", "contents", "note", "date")

_GENERAL = re.compile(r"综述|县级|县域|各[县市区地]|全[省市州盟]|县[（(、]市")  # In an overview's headline.
_EDITORIAL = re.compile(
    r"(?:编首语|编者按|编者的话|编前[语话]?|卷首语|刊首语|(?:本期)?导读|开篇语|开栏的话|开栏语|按语|主持人语)\s*[A-Za-z ]*[:：]?"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条")
_KINDS = (
    ("reply", re.compile(r"答复|答覆|复函")),
    ("speech", re.compile(r"讲话|講話|发言|致辞|演讲")),
    ("interview", re.compile(r"访谈|专访|对话|答记者问|——访")),
    ("summary", re.compile(r"总结|總結|工作报告|工作情况|情况汇报|情況彙報|工作汇报|述职|情况通报")),
    (
        "policy",
        re.compile(
            r"(?:措施|办法|辦法|意见|意見|细则|规定|规程|条例|方案|规划|規劃|纲要|行动计划|通知|通告|公告|决定|若干政策|政策清单)"
            r"(?:[”》]|\s|[（(][^（）()]{1,16}[）)])*$"
        ),
    ),
)
_DIGEST = re.compile(r"解读|问答|读懂|一问一答|政策(?:摘要|汇编|清单|速览|礼包)|明白卡|办事指南|答疑")
_FIGURE = re.compile(r"\d[\d,.]*[ ]?[余多]?[万亿]?(?:[个名人家项元套件场次批亩]|%)")
_SPEAKER = re.compile(r"[■□●◆▲\[【]?\s?(?:记者|主持人|编者|问|提问|嘉宾|答|回答|[QA])\s?[\]】]?[:：]")
_ROLES = re.compile(
    r"[（()）■□●○◆◇▲△▼★☆◎►▶※]|全媒体|本报|本刊|特约|见习|首席|记者|通讯员|撰稿人?|撰文|文字|作者|执笔|供稿|来源|单位|文[/／｜|丨]图?|图[/／｜|丨]|[:：/／、，,]"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One case: the half-open span ``[start, end)`` of the text, without white space at its ends.

    ``key`` is the folded heading without its number, unique in the document; ``subtitle`` stands in ``title``
    too. ``kind`` is one of case, overview, profile, policy, digest, reply, speech, interview, summary.
    """

    key: str
    title: str
    start: int
    end: int
    authors: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    kind: str = "case"
    subtitle: str = ""


def split(text: str, captions: Iterable[str] = (), running: Iterable[str] = ()) -> tuple[Part, ...]:
    """The cases of a text in order, not overlapping; at least one unless the text is blank.

    ``captions`` are lines known to belong to pictures (``Cleaned.captions``); ``running`` is what stood at the
    head of pages (``Cleaned.running``) and therefore is a title only where there is no other.
    """
    lines = lines_of(text, frozenset(captions))
    if not lines:
        return ()
    blocks = with_pieces(text, lines, blocks_of(lines))
    starts = _titled_below(lines) or from_above(lines, _starts(lines, blocks))
    spans = list(zip(starts, [*starts[1:], len(lines)], strict=False)) or [(0, len(lines))]
    if len(starts) > 1 and _is_overview(lines[: starts[0]]):
        spans.insert(0, (0, starts[0]))
    letter = tuple(filter(None, (issuing_organ(line.text) for line in lines if line.look == "frame")))
    signs = {block.first: block.signs for block in blocks}
    placed = [number for number, (first, _) in enumerate(spans) if _TOLD_OF & set(signs.get(first, ()))]
    spans = [_trimmed(lines, span) for span in spans]
    spans[0] = (_past_editorial(lines, spans[0]), spans[0][1])
    spans[-1:] = untitled(lines, spans[-1])
    if len(spans) > 1:
        spans = past_notes(lines, spans)
        spans = [past_closing(lines, span, ends=k == len(spans)) for k, span in enumerate(spans, 1)]
    headers = frozenset(running) | _above_several(lines, [first for first, _ in spans])
    keys: Counter[str] = Counter()
    parts = []
    general_first = len(placed) >= 2 and 0 not in placed and _of_many(text, lines, spans[0])
    for number, (first, last) in enumerate(spans):
        general = number == 0 and general_first
        part = _part(lines[first:last], general, keys, headers)
        parts.append(replace(part, authors=part.authors or letter) if len(spans) == 1 else part)
    return tuple(parts)


def _of_many(text: str, lines: list[Line], span: tuple[int, int]) -> bool:
    """Whether the piece above those of several counties is about all of them, as its headline or the counties it names say."""
    first, last = span
    if _GENERAL.search(lines[first].text):
        return True
    return not of_one_county(text, lines[first].start, lines[last - 1].start + len(lines[last - 1].text))


def _above_several(lines: list[Line], starts: list[int]) -> frozenset[str]:
    """The letters of the headings that stand above the texts of several cases alike: what their series is called."""
    met: Counter[str] = Counter()
    for start in starts:
        above = start
        while above and lines[above - 1].look != "body":
            above -= 1
        body = next((k for k in range(start, len(lines)) if lines[k].look == "body"), len(lines))
        met.update({letters(line.text) for line in lines[above:body] if line.look == "heading"})
    return frozenset(form for form, often in met.items() if often >= 2)


def _titled_below(lines: list[Line]) -> list[int]:
    """Where the pieces begin whose headlines, with one bullet each, stand below their texts; empty where none do: the last
    such headline has no text below, and the first has one above."""
    bullets = {
        k: line.text[0] for k, line in enumerate(lines) if line.look == "heading" and BULLET.match(line.text)
    }
    last = max(bullets, default=0)
    heads = [k for k, bullet in bullets.items() if bullet == bullets[last]]
    edges = [-1, *heads]
    spans = [lines[above + 1 : head] for above, head in pairwise(edges)]
    if len(heads) < 2 or _body(lines[last:]) or any(_body(span) < LEAST_BODY for span in spans):
        return []
    return [
        next(k for k in range(above + 1, head) if lines[k].look == "body") for above, head in pairwise(edges)
    ]


def _trimmed(lines: list[Line], span: tuple[int, int]) -> tuple[int, int]:
    """The span without what is nobody's at its ends: letterhead, contents and a column's label above its headline,
    colophon below. It never becomes empty."""
    first, last = span
    while first + 1 < last and lines[first].look in _NOBODYS:
        first += 1
    foot = next((k for k in range(max(first + 1, last - _FOOT), last) if _colophon(lines[k])), last)
    if all(len(line.text) <= _SHORT for line in lines[foot:last]):
        last = foot  # Whom copies went to may take more lines than the one that says so.
    while last - 1 > first and (
        lines[last - 1].look == "frame" or made_by(lines[last - 1].text) or _next_chapter(lines[last - 1])
    ):
        last -= 1
    body = next((k for k in range(first, last) if lines[k].look == "body"), last)
    if label_of(lines, Block(first, body, body)):
        headline = [k for k in range(first, body) if lines[k].look == "heading"][1]
        first = first if lines[headline].text[-1] in "：:" else headline
    return first, last


def _colophon(line: Line) -> bool:
    """Whether from this line on, short as the others are, nothing is the piece's any more."""
    return line.look == "frame" and not contact(line.text)


def _next_chapter(line: Line) -> bool:
    """Whether the line, at the end of a case, heads what comes next in the collection: 二、平台建设, ◆简讯◆, 03."""
    if counted_above(line.text) or form_label(line.text):
        return True
    heads = NUMBERED.match(line.text) or rubric(line.text) or theme(line.text) or appended(line.text)
    return line.look == "heading" and bool(heads)


def _starts(lines: list[Line], blocks: list[Block]) -> list[int]:
    """The lines at which cases start: where the signs weigh enough together."""
    marked = [block for block in blocks if block.signs]
    common = Counter(sign for block in marked for sign in block.signs)
    if len({block.place for block in marked if block.place}) < 2:
        common["place"] = 1  # Headings that all name one place are chapters about it.
    last = next((line for line in reversed(lines) if line.look != "frame"), lines[-1])
    if ends_piece(last):
        common["signed"] += 1
    wanted = [block for block in marked if sum(_weight(sign, common) for sign in block.signs) >= ENOUGH]
    wanted = _topmost(wanted, blocks[0])
    if wanted and wanted[0].signs & _PARTING and wanted[0] is not blocks[0]:
        # What parts two pieces says that one stood before.
        wanted.insert(0, next(block for block in blocks if block.first < block.body))
    starts: list[int] = []
    for block, after in zip(wanted, [*wanted[1:], None], strict=False):
        end = after.first if after else len(lines)
        # A chapter of the collection has a few words to lead into it.
        chapter = not block.signs and NUMBERED.match(lines[block.first].text)
        if _body(lines[block.first : end]) >= (LEAST_TOLD if chapter else LEAST_BODY):
            starts.append(block.first)
    if len(starts) == 1 and not _is_preface(lines[: starts[0]]):
        return []
    return starts


def _weight(sign: str, common: Counter[str]) -> float:
    """What a sign weighs: enough where it comes again, for pieces of one collection are made alike, else its own."""
    return ENOUGH if common[sign] >= 2 else _ALONE.get(sign, 0)


def _topmost(blocks: list[Block], top: Block) -> list[Block]:
    """Of numbered cases only the numbered blocks count, so that a case's own bylines and labels do not cut it; and what tells
    of a place or is listed in front of them, as the news before the cases do."""
    forms = [block for block in blocks if "form" in block.signs]
    if forms:
        return forms  # What stands among the records of a form is theirs.
    numbered = [block for block in blocks if "number" in block.signs]
    if len(numbered) < 2:
        return blocks
    before = [b for b in blocks if b.first < numbered[0].first and b.signs & {"place", "listed", "apart"}]
    if top not in numbered and "subtitle" in top.signs and not any(b.signs - {"number"} for b in numbered):
        return []  # The stations of one story.
    return before + numbered


def _body(lines: list[Line]) -> int:
    return sum(han(line.text) for line in lines if line.look == "body")


def _figures(lines: list[Line]) -> int:
    """How many figures with a measure word the paragraphs hold."""
    return sum(len(_FIGURE.findall(line.text)) for line in lines if line.look == "body")


def _is_preface(lines: list[Line]) -> bool:
    """Whether lines before the first case are only cover, contents or a preface; an overview may follow a preface."""
    if _body(lines) < LEAST_OVERVIEW and not (_body(lines) >= LEAST_TOLD and _figures(lines) >= FEW):
        return True
    heads = [k for k, line in enumerate(lines) if line.look == "heading"]
    noted = next((k for k in heads[:3] if preface(lines[k].text)), None)
    if noted is None:
        return False
    below = next((k for k in range(noted, len(lines)) if lines[k].look == "body"), len(lines))
    after = [
        k for k in heads if k > below and not NUMBERED.match(lines[k].text) and not generic(lines[k].text)
    ]
    return not after or _body(lines[after[0] :]) < LEAST_OVERVIEW // 2


def _is_overview(lines: list[Line]) -> bool:
    return not _is_preface(lines) and any(line.look == "heading" for line in lines)


def _past_editorial(lines: list[Line], span: tuple[int, int]) -> int:
    """Where the span's piece begins: below an editor's note, headed 编者按 or opening with it, that stands above
    the piece's own headline."""
    first, last = span
    opening = next((k for k in range(first, last) if not masthead(lines[k].text)), first)
    headed = _EDITORIAL.fullmatch(lines[opening].text.strip("【】[] "))
    # 本期导读 is nobody's and stands above the span.
    introduced = first and _EDITORIAL.fullmatch(lines[first - 1].text.strip("【】[] "))
    if not (
        headed
        or introduced
        or (lines[opening].look == "body" and _EDITORIAL.match(lines[opening].text.lstrip("【[")))
    ):
        return first
    below = (
        next((k for k in range(opening + 1, last) if lines[k].look == "body"), last) if headed else opening
    )
    for k in range(below + 1, last):
        if lines[k].look == "heading":
            bare = NUMBERED.match(lines[k].text) or generic(lines[k].text)
            return first if bare or _body(lines[k:last]) < LEAST_BODY else k
    return first


def _part(lines: list[Line], general: bool, keys: Counter[str], running: frozenset[str]) -> Part:
    """Read title, authors and headings off the lines of one case."""
    body = next((k for k, line in enumerate(lines) if line.look == "body"), len(lines))
    title, subtitle, used = title_of(lines, body, running)
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


def _kind(lines: list[Line], title: str) -> str:
    if any(line.text.startswith("人才名片") for line in lines[:6]) or re.search(
        r"人物|人才说|名片", lines[0].text[:10]
    ):
        return "profile"
    if _DIGEST.search(title):
        return "digest"
    if sum(bool(_ARTICLE.match(line.text)) for line in lines) >= 2:
        return "policy"
    if sum(bool(_SPEAKER.match(line.text)) for line in lines if line.look == "body") >= 4:
        return "interview"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "case")


def authors_of(line: str) -> tuple[str, ...]:
    """The names in a byline: ``□ 本报记者 张三 李 四`` → 张三, 李四; ``（中共甲县委组织部）`` → the organ;
    ``（甲县委组织部 张三）`` → both."""
    if both := organ_and_names(line):
        return (both[0], *_persons(both[1]))
    if holder := office_holder(line):
        return (holder,)
    if not (names(line) or one_name(line)):
        return (
            re.sub(
                r"^(?:作者单位|作者|供稿|来源|单位)[:：]|供稿$|[\s\d年月日]+$", "", line.strip("（）()□◇ ")
            ).strip(),
        )
    return _persons(line)


def _persons(line: str) -> tuple[str, ...]:
    """The names of persons in a line, those printed with a space put together: 张三 李 四."""
    found: list[str] = []
    half = ""
    for word in re.sub(r"[\d①-⑳*＊†]+", " ", _ROLES.sub(" ", line)).split():
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
        if line.look != "heading" or k in used or masthead(line.text) or only_place(line.text):
            continue
        if line.text[0] in "（(" and line.text[-1] in "）)" and not NUMBERED.match(line.text):
            continue
        if _EDITORIAL.fullmatch(line.text.strip("【】[] ")) or (
            line.text[-1] in "：:" and not generic(line.text)
        ):
            continue
        found.append(line.text)
    return tuple(found)


def _key(title: str, keys: Counter[str]) -> str:
    """The folded title: letters, digits and Han characters only; a second one alike gets -2."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    key = "".join(mark for mark in folded if mark.isalnum())[:MAX_KEY] or "case"
    keys[key] += 1
    return key if keys[key] == 1 else f"{key}-{keys[key]}"
