"""Lines put together into paragraphs: sentences broken by the page's width, by a page's end, by a picture."""

import re
from collections.abc import Callable
from functools import cache

from ..line import (
    BULLET,
    DATELINE,
    HAN,
    NUMBERED,
    byline,
    cells,
    credit,
    date,
    ended,
    generic,
    han,
    heading,
    names,
    note,
    opens,
    width,
)
from ..sieve import compiled
from .furniture import caption, cut
from .lines import MOST_INDENT, Layout, Line, extent

_SPACED = re.compile(rf"[{HAN}] \d|\d [{HAN}]")
_TIGHT = re.compile(rf"[{HAN}]\d|\d[{HAN}]")
_HEAD = 5  # Among the first lines of a document a full line without a mark is a title.
_MAX_PARTED = 200  # So many authors' lines inside sentences are looked into.
_LEFT_OVER = re.compile(rf"[{HAN}][，、。]")
_HAN = re.compile(f"[{HAN}]")
_MARKED = re.compile("[，。；、]")
_RUNNING_TEXT = re.compile("[，。；：、]")
_POINT = re.compile(r"[.．][\d０-９]")
_DIGIT_END = re.compile(r"[\d０-９]$")
_POINT_END = re.compile(r"[\u4e00-\u9fff][\d０-９]{1,4}[.．]$")
_GOES_ON = ".．余多万亿元"  # What the rest of a figure begins with where that is no digit.
_TENTHS = re.compile(r"[\d０-９]{1,2}\s?[万亿%％个百]")
_NO_BEGINNING = tuple("，。、；：！？”’）》】")  # A line that begins with one of these was cut off.
_FOOTNOTE = re.compile(r"[①-⑳]|\[\d{1,2}\]|〔\d{1,2}〕|[*＊※]\s?|注\d{0,2}[:：]")
# A footnote's mark and what goes on behind it: ②，创业人才 …
_AFTER_MARK = re.compile(r"(?:[①-⑳]|\[\d{1,2}\]|〔\d{1,2}〕)\s?[，。；：、）”》]")
_FIGURE_END = compiled(
    r"(?<![表图例件第章节条\d０-９])[\d０-９]+(?:[.．]|\s?[万亿千百多余])?$|[\d０-９][.．][\d０-９]+\s?[万亿]?$"
)
_FIGURE_REST = re.compile(
    r"(?!(?:19|20)\d\d\s?年)[.．]?[\d０-９]{1,4}(?:[.．][\d０-９]+)?\s?(?:[余多]|[万亿]|[%％‰元人名个家项件户亩所套篇批次场届张座平倍种位支辆处期年月日天、至—-]|公[里顷斤]|立方)"
    r"|[余多]?[万亿]?元(?!旦|宵|谋|宝|氏|代|朝)"
)
# What heads the parts of a paper's first and last page.
_PAPER = re.compile(
    r"[\[【［（(]?\s?(?:摘\s?要|内容提要|内容摘要|关键词|关键字|中图分类号|文献标识码|文章编号|收稿日期|基金项目|作者简介|参\s?考\s?文\s?献|[Aa]bstract|ABSTRACT|[Kk]ey\s?[Ww]ords)\s?[\]】］）)]?\s?[:：]?"
)
# Words that bound a figure, parted by the end of a line: 节约成本超 / 过3亿元.
_PARTED_BOUNDS = frozenset(
    "超过 突破 达到 不足 不到 不少 不低 不超 接近 将近 至少 最高 累计 共计 总计 合计".split()
)
_SENTENCE = re.compile("[，。]")
# （三）甲县委组织部：泥塑传人有了工作室, though it fills its line; 编后：, though the line above is full.
_STATEMENT = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)][^，。；：]{2,14}(?:组织部|人才办|人才局|[县市区旗]委|政府|人社局)[:：][^，。；：]{6,30}"
)
_ASIDE = re.compile(r"(?:编[后者]|短评|编辑点评|编者按|编后语|编者的话)[:：]?")
_LONG = 15  # So many characters has a line of running text at least.
_MAX_HOLE = 4  # So many captions, bylines and footnotes may stand between the halves of a sentence.


def join_hard_breaks(lines: list[Line], layout: Layout) -> list[Line]:
    """A heading over two lines, the first ending in a Markdown line break, becomes one line.

    ``广聚贤才··⏎筑巢引凤`` gives ``广聚贤才 筑巢引凤``.
    """
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and before.hard
            and line.gap == 0 < layout.gap
            and heading(before.text)
            and heading(line.text)
            and not opens(line.text.lstrip("“"))
        ):
            joined[-1] = Line(f"{before.text} {line.text}", before.gap, before.page, before.indent, line.hard)
        else:
            joined.append(line)
    return joined


def paragraphs(lines: list[Line], layout: Layout) -> tuple[list[str], list[str], list[str]]:
    """The paragraphs and headings, one string each; the captions among them; the lines moved out of a sentence.

    A caption or byline that stands inside a sentence is moved behind that sentence's paragraph.
    """

    @cache
    def spaced() -> bool:
        return _spaced_style(lines)

    captions = {i for i in range(len(lines)) if caption(lines, i, layout)}
    halves = _broken_words(lines)
    out: list[str] = []
    moved: list[str] = []
    i = 0
    while i < len(lines):
        parts, last, holes = [lines[i].text], i, []
        while i not in captions:
            goes_on = _next(lines, last, captions, halves, layout)
            if goes_on is None:
                break
            holes += [line.text for line in lines[last + 1 : goes_on]]
            parts.append(_glue(parts[-1], lines[goes_on].text, spaced) + lines[goes_on].text)
            last = goes_on
        out.append("".join(parts))
        out.extend(holes)
        moved.extend(holes)
        i = last + 1
    return out, [lines[k].text for k in sorted(captions)], moved


def _broken_words(lines: list[Line]) -> set[int]:
    """The authors' lines that part a word the document has elsewhere: ⋯技术人⏎张三 李四⏎员⋯, with 人员 in it."""
    parted = {
        i: lines[i - 1].text[-1] + lines[i + 1].text[0]
        for i in range(1, len(lines) - 1)
        if names(lines[i].text) and han(lines[i - 1].text) >= 12 and not ended(lines[i - 1].text)
    }
    text = "\n".join(line.text for line in lines) if parted else ""
    return {i for i, pair in list(parted.items())[:_MAX_PARTED] if text.count(pair) >= 2}


def _next(lines: list[Line], i: int, captions: set[int], halves: set[int], layout: Layout) -> int | None:
    """The index of the line that goes on with line i, past captions, bylines and footnotes; None when nothing does."""
    if ended(lines[i].text) and not layout.full and not _begins_wrong(lines, i + 1):
        return None
    if i + 1 in halves and not opens(lines[i + 2].text):
        return i + 2
    for k in range(i + 1, min(i + 2 + _MAX_HOLE, len(lines))):
        if k in captions or byline(lines[k].text) or _footnote(lines, k):
            if k == i + 1 and _signed_headline(lines, i, layout):
                return None
            if not cut(lines[i].text, layout) and not (k in captions and _open(lines[i].text)):
                return None
            continue
        if _joins(lines, i, k, layout):
            return k
        return None
    return None


def _signed_headline(lines: list[Line], i: int, layout: Layout) -> bool:
    """Whether line i, set apart above, is a headline and the author close below it is its own, not one that a picture brought
    into a sentence: behind the author begins a paragraph."""
    if i + 2 >= len(lines) or not heading(lines[i].text) or not byline(lines[i + 1].text):
        return False
    author, text = lines[i + 1], lines[i + 2]
    apart = lines[i].gap > layout.gap or lines[i].page
    return apart and author.gap <= layout.gap and (text.gap > layout.gap or text.indent >= 2)


def _open(before: str) -> bool:
    """Whether a line is running text that stops inside a sentence, however short: a picture may have cut it off."""
    return "，" in before and han(before) >= 10 and not ended(before)


def _footnote(lines: list[Line], k: int) -> bool:
    """Whether line k is in a note at the foot of a page: notes begin with their mark and go on to the page's end."""
    for below in range(k + 1, min(k + 1 + _MAX_HOLE, len(lines))):
        line = lines[below - 1].text
        if not _FOOTNOTE.match(line) and (below == k + 1 and not _in_note(lines, k) or heading(line)):
            return False
        if lines[below].page:
            return True
    return False


def _in_note(lines: list[Line], k: int) -> bool:
    """Whether line k goes on with a note that the lines above it open."""
    for above in range(k - 1, max(-1, k - _MAX_HOLE), -1):
        if ended(lines[above].text):
            return False
        if _FOOTNOTE.match(lines[above].text):
            return True
    return False


def _begins_wrong(lines: list[Line], k: int) -> bool:
    return k < len(lines) and lines[k].text.startswith(_NO_BEGINNING)


def _joins(lines: list[Line], i: int, k: int, layout: Layout) -> bool:
    """Whether line k is the continuation of line i."""
    before, after = lines[i].text, lines[k]
    if k == i + 1 and (
        _AFTER_MARK.match(after.text) or _broken_figure(before, after.text) or _open_title(before, after.text)
    ):
        return True
    if NUMBERED.match(after.text) or BULLET.match(after.text) or after.text.startswith("——"):
        return False
    if date(after.text) or credit(after.text) or generic(after.text) or byline(before):
        return False
    if _ASIDE.fullmatch(after.text) or DATELINE.match(after.text):
        return False
    if _PAPER.match(after.text) or note(after.text) or note(before) or cells(after.text) or cells(before):
        return False
    if k == i + 1 and _begins_wrong(lines, k):
        return True
    if layout.full:
        return _joins_wrapped(lines, i, k, layout)
    if _LEFT_OVER.match(after.text) and k == i + 1 and len(before) >= 8 and not ended(before):
        return True
    if not cut(before, layout):
        return False
    if before[-1] in "，、," and not opens(after.text.lstrip("“")):
        return True
    body = ended(after.text) or "，" in after.text or "。" in after.text or len(after.text) >= 30
    return body and not opens(after.text)


def _broken_figure(before: str, after: str) -> bool:
    """Whether a line's end parts a figure: 每月补贴15 / 00元, 增加7. / 8亿元, 产值1.3亿 / 元, 训７6 / 00人次.

    A figure is parted only in running text; 附件1 / 2022年目标 is none.
    """
    if not (after[0].isdigit() or after[0] in _GOES_ON) or len(before) < 8:
        return False
    if NUMBERED.match(after) or cells(before):
        return False
    if _POINT.match(after):
        return bool(_DIGIT_END.search(before))
    if _POINT_END.search(before) and _TENTHS.match(after):
        return True
    return bool(_RUNNING_TEXT.search(before) and _FIGURE_END.search(before) and _FIGURE_REST.match(after))


def _open_title(before: str, after: str) -> bool:
    """Whether a title in 《 》 opened in one line is closed in the next: 关于印发《甲县引才 / 若干措施》的通知."""
    tail = before[before.rfind("《") + 1 :] if "《" in before else "》"
    closed = after.find("》")
    return "》" not in tail and len(tail) <= 50 and 0 <= closed <= 50 and "《" not in after[:closed]


def _joins_wrapped(lines: list[Line], i: int, k: int, layout: Layout) -> bool:
    """In a text wrapped by hand a full line goes on, unless it ends a sentence just where the line ends."""
    before, after = lines[i].text, lines[k]
    if _STATEMENT.fullmatch(before):
        return False
    if after.indent >= 2 and after.gap > layout.gap and heading(before):
        return False
    if before.endswith("——") and lines[i].gap > layout.gap and heading(before) and heading(after.text):
        return False  # A kicker above its headline.
    if layout.indented and after.indent >= 2 and (not after.page or _first_of_paragraph(lines, k)):
        if ended(before) or k > i + 1 or (heading(before) and (NUMBERED.match(before) or after.page)):
            return False
    if layout.indented and _headline_above(lines[i], after, layout):
        return False
    around = lines[max(0, i - 3) : i + 4]
    full = max(min(max(width(line.text) for line in around), layout.full), layout.full // 2)
    if _centred(lines[i], layout.full) and not _centred(after, layout.full):
        return False
    # Some programs wrap by columns, some by characters: where digits are many the two differ.
    reaches = extent(lines[i]) >= 0.86 * full or len(before) + lines[i].indent // 2 >= layout.longest
    if _left_open(lines[i], after, layout):
        return True
    if ended(before):
        return (
            layout.indented
            and after.indent < 2
            and (after.page or after.gap <= layout.gap)
            and reaches
            and (ended(after.text) or extent(after) >= 0.86 * full)
        )
    if i < _HEAD and not _MARKED.search(before) and not (i and _joins(lines, i - 1, i, layout)):
        return False
    if (after.page or k > i + 1) and _open(before) and not opens(after.text):
        return True  # The last line of a page may be short; a sentence that it leaves open goes on overleaf.
    return reaches or before[-1] in "，、,"


def _headline_above(before: Line, after: Line, layout: Layout) -> bool:
    """Whether a flush line below a blank one, without a mark, heads the indented paragraph that follows it at once."""
    apart = before.gap > layout.gap and before.indent < 2 <= after.indent and not after.page
    return apart and heading(before.text) and not _RUNNING_TEXT.search(before.text)


def _left_open(before: Line, after: Line, layout: Layout) -> bool:
    """Whether a line of flush paragraphs that is nearly full ends inside a sentence or at a semicolon, and no blank line
    follows: …，为企业节约成本超 / 过3.4亿元."""
    if layout.indented or after.gap or after.page or opens(after.text):
        return False
    if before.text[-1] + after.text[0] in _PARTED_BOUNDS and "，" in before.text:
        return True
    inside = before.text[-1] == "；" or (bool(_SENTENCE.search(before.text)) and not ended(before.text))
    return inside and han(before.text) >= _LONG and extent(before) >= 0.75 * layout.full


def _first_of_paragraph(lines: list[Line], k: int) -> bool:
    """Whether line k is set in more than the one below it."""
    return (
        k + 1 < len(lines) and 2 <= lines[k].indent <= MOST_INDENT and lines[k + 1].indent < lines[k].indent
    )


def _centred(line: Line, full: int) -> bool:
    """Whether the line stands in the middle of the text, or of a page of two columns of such text."""
    right = full - line.indent - width(line.text)
    return line.indent > MOST_INDENT and (abs(right - line.indent) <= MOST_INDENT or right < -MOST_INDENT)


def _spaced_style(lines: list[Line]) -> bool:
    """Whether the document prints a space between Han characters and digits; its first 1,000 lines tell."""
    sample = "\n".join(line.text[:1000] for line in lines[:1000])
    spaced = len(_SPACED.findall(sample))
    return spaced > 0 and spaced > len(_TIGHT.findall(sample))


def _glue(before: str, after: str, spaced: Callable[[], bool]) -> str:
    """What stands between two joined lines: a space between Latin words, and between Han and digits where the
    document prints one; else nothing."""
    left, right = before[-1], after[0]
    if left.isascii() and left.isalpha() and right.isascii() and right.isalpha():
        return " "
    mixed = left.isdigit() and _HAN.match(right) or _HAN.match(left) and right.isdigit()
    return " " if mixed and spaced() else ""
