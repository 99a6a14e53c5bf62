"""The signs by which a new case begins: 案例二, a county's name, a byline under a title, a column's label.

A text is seen as blocks: lines that head something, and the paragraphs they head.
"""

import re
from collections import Counter
from dataclasses import replace

from .block import Block, Line
from .briefs import with_run_in
from .contents import bulleted_entries
from .form import with_forms
from .frame import colophon, contents_head, letterhead, masthead, page_top, periodical, preface
from .handedin import with_handed_in
from .headed import CASE_NUMBER, borne_out, known_names, marked, place_head, places_only
from .line import (
    BULLET,
    HAN,
    NUMBERED,
    bulletin_part,
    byline,
    credit,
    date,
    ended,
    generic,
    heading,
    letters,
    names,
    note,
    one_name,
    opens,
    page_head,
    table_title,
    unnumbered,
)
from .placed import with_placed_alike
from .rows import mark_lists, mark_tables
from .series import ROUND_LABELS, heads_many

_COLUMN = re.compile(
    rf"[{HAN}]{{0,8}}(?:专题|聚焦|特别报道|专版|人物|纪实|访谈|声音|强音|人才说|观察|一线|风采|综述|视点|视窗|对话|故事|要闻|动态"
    r"|交流|特写|头条|前沿|深度|透视|瞭望|关注|纵横|广角|经纬|之间|探索|调查|调研|名片|之窗|他山之石|论坛|讲述)"
)
_LABEL = re.compile(f"[{HAN}]{{2,10}}(?:[｜|丨·][{HAN}]{{2,8}})?")
_CONTENTS = re.compile(r".*(?:[.…·]{2,}|\s…+)\s*[^.…·。，]{0,20}?[（(]?\d{1,4}[）)]?")
_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,2})、")
_CHAPTERS = {name: number for number, name in enumerate("一二三四五六七八九十", 1)}
_CHAPTERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]|第.{1,3}[章节编篇]|\d{1,2}[.．、]"
)
_BOOKS_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,3}[章编篇]")
_ISSUED = re.compile(r"第\s?[\d一二三四五六七八九十百]+\s?期")
_SOURCE = re.compile(r"[（(](?:来源|摘自|选自|原载|转自|转载自|据|载于)[:：]?[^，。]{2,40}[）)]$")
_SENT_IN = re.compile(r"(?:报送|供稿|选送|推荐)单位[:：]")
PARTICULAR = re.compile(
    rf"([{HAN}]{{0,4}}(?:单位|部门|机构|主体|地区|时间|日期|作者|来源|供稿|报送|类别|类型|等次|奖项))[:：]\s?[^：:，。]{{2,40}}"
)  # 申报单位：甲县委组织部
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z\s&,'’:/|().\d-]{2,59}(?<![.,])")  # A bilingual page's second heading.
_PLACE_NAMED = re.compile(rf"([{HAN}]{{2}})(?:市|县|区|旗)(?![{HAN}]?区)")
_NOT_NAMES = re.compile(r"[全各本我该园社校城片地县都门新]|.[全各本我该园社校城片高开]")
_LEAST_HEADLINE = 6  # A shorter one may stand in another by chance.
_MOST_HEADED = 80  # No headline is longer.
_ENOUGH_TEXT = 4000  # Characters within which a place's heading must be borne out.


def lines_of(text: str, captions: frozenset[str]) -> list[Line]:
    """The lines that are not blank, with their look; lines of a table of contents are told from headings."""
    found, offset, contents, entries, named = [], 0, False, set(), set()
    again = Counter(map(_worded, text.split("\n")))
    bulleted = bulleted_entries(text.split("\n"))
    for at, printed in enumerate(text.split("\n")):
        bare = printed.strip()
        if bare:
            look = _look(bare, captions)
            number = NUMBERED.match(bare)
            if contents_head(bare):
                contents, look, entries = True, "contents", set()
            elif at in bulleted:
                look = "contents"
                again[_worded(bare)] -= 1
                named.add(_worded(bare))
            elif contents and bare.isdigit():
                look = "contents"
            elif look in ("body", "byline"):
                contents = False
            elif look == "contents":
                again[_worded(bare)] -= 1
                named.add(_worded(bare))
            elif contents and look == "heading" and (bare[-1].isdigit() or again[_worded(bare)] >= 2):
                look = "contents"
                again[_worded(bare)] -= 1
            elif contents and look == "heading" and _worded(bare) in named:
                contents = False
            elif contents and look == "heading" and number and found[-1].look == "contents":
                # Its entries may be worded otherwise than the headings; a number that comes again is a heading's.
                look = "heading" if number.group() in entries else "contents"
            entries |= {number.group()} if number and look == "contents" else set()
            found.append(Line(bare, offset + printed.index(bare[0]), look))
        offset += len(printed) + 1
    found = with_run_in(found)
    mark_tables(found)
    mark_lists(found)
    _mark_letterhead(found)
    for k in range(len(found) - 1):
        line, after = found[k : k + 2]
        if line.look == "body" and _asks(line, after):
            found[k] = replace(line, look="heading")
        elif line.text.startswith("——") and k and found[k - 1].look == "heading" and heading(line.text):
            if (
                line.look == "body"
                and after.look in ("byline", "body", "date")
                and not after.text.startswith("——")
            ):
                found[k] = replace(line, look="heading")
    for k in range(1, len(found) - 1):
        before, line, after = found[k - 1 : k + 2]
        if line.look == "heading" and one_name(line.text) and _below_title(before):
            if after.look == "body" or after.text[-1] in "：:":
                found[k] = replace(line, look="byline")
    return found


def _worded(line: str) -> str:
    """The letters of a short line without its bullet or number, by which contents and headlines are compared."""
    line = line.strip()
    return letters(unnumbered(line)) or letters(line) if len(line) <= _MOST_HEADED else ""


def _asks(line: Line, after: Line) -> bool:
    """Whether a short line that ends in ？ or ！ is a headline: a subtitle or an author stands below."""
    if len(line.text) > 30 or line.text[-1] not in "？！?!" or "。" in line.text or opens(line.text):
        return False
    return after.text.startswith("——") or (after.look == "byline" and after.text[0] not in "（(")


def _mark_letterhead(found: list[Line]) -> None:
    """The lines above the first title that belong to a letterhead, 甲县人民政府文件, are nobody's."""
    top = [line.text for line in found[:20]]
    own = periodical(top) or page_top(top)
    if own < len(found) and found[own].look != "heading" and own == page_top(top):
        own = 0  # No headline follows: one of the lines may be it.
    found[:own] = [replace(line, look="frame") for line in found[:own]]
    for k, line in enumerate(found[own:], own):
        if line.look in ("heading", "body") and letterhead(line.text) and not ended(line.text):
            found[k] = replace(line, look="frame")
        elif line.look in ("heading", "body") and not letterhead(line.text):
            break


def _below_title(before: Line) -> bool:
    """Whether an author's name may stand below this line: a title without number, or the date under it."""
    if before.look == "heading":
        return len(before.text) >= 8 and not NUMBERED.match(before.text) and not generic(before.text)
    return before.look == "date"


def _look(line: str, captions: frozenset[str]) -> str:
    if colophon(line):
        return "frame"
    if line in captions or credit(line):
        return "caption"
    if len(line) <= 80 and _CONTENTS.fullmatch(line):
        return "contents"
    if date(line):
        return "date"
    if byline(line):
        return "byline"
    if note(line) or page_head(line) or _FOREIGN.fullmatch(line) or _SOURCE.match(line):
        return "note"
    if table_title(line):
        return "caption"
    if places_only(line):
        return "note"
    if line.startswith("——"):
        # A long dash opens a subtitle; before a name alone it signs a quotation, before a sentence it lists.
        return "heading" if 8 <= len(line) <= 40 and heading(line) else "body"
    return "heading" if heading(line) else "body"


def blocks_of(lines: list[Line]) -> list[Block]:
    """The text as blocks, each with its signs; a block begins at its first heading, past the signatures and
    captions that end what went before."""
    found: list[Block] = []
    i = 0
    while i < len(lines):
        first = i
        while i < len(lines) and lines[i].look != "body":
            i += 1
        body = i
        while i < len(lines) and lines[i].look == "body":
            i += 1
        found.append(_signed(lines, Block(first, body, i)))
    found = with_placed_alike(lines, found)
    found = _with_labels(lines, _with_restarts(lines, _with_contents(lines, found)))
    return with_forms(lines, with_handed_in(lines, _with_bullets(lines, found)))


def _signed(lines: list[Line], block: Block) -> Block:
    """The block from its first heading on, with the signs that show in the block itself."""
    heads = [k for k in range(block.first, block.body) if lines[k].look == "heading"]
    if not heads:
        return block
    contents = max((k for k in range(block.first, block.body) if lines[k].look == "contents"), default=-1)
    heads = [k for k in heads if k > contents] or heads
    heads = [k for k in heads if not masthead(lines[k].text)] or heads
    many = [
        n for n in range(1, min(4, len(heads))) if heads_many(*(lines[k].text for k in heads[n - 1 : n + 1]))
    ]
    heads = heads[max(many, default=0) :]
    if len(heads) >= 3 and _BOOKS_CHAPTER.match(lines[heads[0]].text):
        if not NUMBERED.match(lines[heads[1]].text) and lines[heads[2]].text.startswith("——"):
            del heads[0]  # A headline with a subtitle of its own is a piece's; the chapter is the book's.
    cover = block.first == 0
    above = [line for line in lines[block.first : heads[0]] if line.look != "contents"]
    block = replace(block, first=heads[0])
    signs = set()
    if not NUMBERED.match(lines[heads[0]].text) and not generic(lines[heads[0]].text):
        if any(map(ends_piece, above)):
            signs.add("signed")
        elif any(line.look == "byline" and names(line.text) for line in above):
            signs.add("above")
    numbered = next((k for k in heads if CASE_NUMBER.match(lines[k].text)), None)
    placed = next((k for k in heads[:4] if _place_of(lines, k, block)), None)
    if numbered is not None:
        signs.add("number")
        block = replace(block, first=numbered)
    if placed is not None:
        signs.add("place")
        block = replace(block, place=_place_of(lines, placed, block))
        above, dashed = lines[heads[0]].text, lines[placed].text.startswith("——")
        chapter = heads.index(placed) == 1 and NUMBERED.match(above) and not dashed
        if (
            numbered is None
            and (cover or chapter or marked(lines[placed].text))
            and not label_of(lines, block)
        ):
            # What stands above is the collection's cover or chapter.
            block = replace(block, first=placed - dashed)
    named = next((k for k in range(heads[0] + 1, block.body) if lines[k].look == "byline"), None)
    if named is not None and not generic(lines[named - 1].text):
        # A numbered chapter may have a name below it, as that of a speaker; an organ in brackets signs a piece.
        if not NUMBERED.match(lines[named - 1].text):
            signs.add("byline")
        elif ends_piece(lines[named]):
            signs.add("byline")
            block = replace(block, first=named - 1)
    return replace(block, signs=frozenset(signs))


def ends_piece(line: Line) -> bool:
    """Whether the line signs the piece above it: its author, organ or source in brackets, （摘自《甲县报》）, or who sent it in."""
    bracketed = line.text[0] in "（(" and line.text[-1] in "）)"
    if line.look == "byline" and _SENT_IN.match(line.text):
        return True
    return bracketed and (line.look == "byline" or bool(_SOURCE.match(line.text)))


def _place_of(lines: list[Line], k: int, block: Block) -> str:
    """The place that heading k names, if the text below speaks of it; else empty."""
    found = place_head(lines[k].text)
    if found is None:
        return ""
    if k > block.first and lines[k].text.strip("（）()—") in known_names():
        return found[0]  # （乙县）, ——乙县 below a headline need no other word for it.
    below = "\n".join(line.text for line in lines[k + 1 : block.last + 40])[:_ENOUGH_TEXT]
    return found[0] if borne_out(found[0], found[2], below) else ""


def _with_restarts(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """Mark the title above chapters that begin again at 一 after having reached 二."""
    found, reached, title = list(blocks), 0, None
    for number, block in enumerate(blocks):
        heads = [line.text for line in lines[block.first : block.body] if line.look == "heading"]
        chapters = [_CHAPTERS.get(match[1], 11) for match in map(_CHAPTER.match, heads) if match]
        if heads and len(heads[0]) >= 6 and not NUMBERED.match(heads[0]) and not generic(heads[0]):
            title = number
        if not chapters:
            continue
        if (
            chapters[0] == 1
            and reached >= 2
            and title is not None
            and not lines[block.first].text.startswith("附件")
        ):
            found[title] = replace(found[title], signs=found[title].signs | {"restart"})
        reached, title = chapters[-1], None
    return found


def _with_contents(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """Mark the headings that a table of contents names, alone or behind the county that they tell of, unless it numbers them
    as chapters of one piece."""
    named = {
        letters(unnumbered(re.sub(r"[\s.…·]*[（(]?\d{0,4}[）)]?$", "", line.text)))
        for line in lines
        if line.look == "contents" and not contents_head(line.text) and not _CHAPTERED.match(line.text)
    } - {""}
    named |= {
        entry[cut:]
        for entry in named
        for cut in range(_LEAST_HEADLINE + 1)
        if len(entry) - cut >= _LEAST_HEADLINE
    }
    found = list(blocks)
    for number, block in enumerate(blocks if named else ()):
        for k in range(block.first, block.body):
            text = lines[k].text
            own = lines[k].look == "heading" and not generic(text) and not preface(text)
            if own and letters(unnumbered(text)) in named:
                found[number] = replace(block, first=min(k, block.body), signs=block.signs | {"listed"})
                break
    return found


def _with_bullets(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """Mark the bulleted headings of a bulletin that opens with one: ◆ 茶山来了博士 under 组工信息 第3期."""
    heads = [line.text for line in lines if line.look == "heading"]
    if not heads or not BULLET.match(heads[0]) or not any(_ISSUED.search(line.text) for line in lines[:6]):
        return blocks
    found = list(blocks)
    for number, block in enumerate(blocks):
        text = lines[block.first].text
        piece = not generic(text) and not bulletin_part(text)
        if block.first < block.body and text[0] == heads[0][0] and piece:
            found[number] = replace(block, signs=block.signs | {"bullet"})
    return found


def label_of(lines: list[Line], block: Block) -> str:
    """The column's label over a newspaper piece, as 人才观察 above its headline; empty when there is none."""
    heads = [
        line.text
        for line in lines[block.first : block.body]
        if line.look == "heading" and not masthead(line.text)
    ]
    if len(heads) < 2:
        return ""
    label = heads[0].strip(ROUND_LABELS)
    column = bool(_COLUMN.fullmatch(label))
    if not _LABEL.fullmatch(label) or generic(label) or (_names_place(heads[0]) and not column):
        return ""
    headline = heads[1]
    if (
        NUMBERED.match(headline)
        or headline.startswith("——")
        or PARTICULAR.fullmatch(headline)
        or letterhead(headline)  # Who wrote it, and when.
        or (headline[0] in "（(" and headline[-1] in "）)")
        or not (len(headline) >= 10 or headline[-1] in "：:" or column or heads[0][0] in "【[●◆★■")
    ):
        return ""
    return heads[0] if len(headline) > len(label) or headline[-1] in "：:" else ""


def _names_place(head: str) -> bool:
    """Whether a heading may name a place; one in brackets or a bulletin's part behind its bullet names a column unless the
    place is known or has its unit."""
    found = place_head(head)
    column = head[0] in "【[" or bulletin_part(head)
    return bool(found and (not column or found[2] or found[0] in known_names()))


def _with_labels(lines: list[Line], blocks: list[Block]) -> list[Block]:
    """Mark columns' labels: words that columns are called by, or a label from which another place is spoken of."""
    labelled = [n for n, block in enumerate(blocks) if block.body < block.last and label_of(lines, block)]
    found = list(blocks)
    before = _main_place(lines[: blocks[labelled[0]].first]) if labelled else None
    for number, following in zip(labelled, [*labelled[1:], len(blocks)], strict=False):
        span = lines[
            blocks[number].first : blocks[following].first if following < len(blocks) else len(lines)
        ]
        place = _main_place(span)
        if _COLUMN.fullmatch(label_of(lines, blocks[number]).strip(ROUND_LABELS)) or (
            before and place and place != before
        ):
            found[number] = replace(found[number], signs=found[number].signs | {"label"})
        before = place or before
    return found


def _main_place(lines: list[Line]) -> str | None:
    """The two characters before 市, 县, 区 or 旗 that come most often, at least twice."""
    names = Counter(
        name for line in lines for name in _PLACE_NAMED.findall(line.text) if not _NOT_NAMES.match(name)
    )
    best = names.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None
