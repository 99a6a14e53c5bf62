"""What stands on the page but does not belong to the text: rules, page numbers, running lines, stray characters.

Each step takes lines and returns the lines that stay and what was dropped, with its reason in Chinese.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from ..form import form_label
from ..frame import contents_head
from ..line import (
    GENERIC,
    HAN,
    NUMBERED,
    byline,
    credit,
    date,
    ended,
    generic,
    han,
    heading,
    letters,
    names,
    note,
    opens,
    page_head,
    unclosed,
    width,
)
from .lines import Layout, Line

PAGE_NUMBER, RUNNING, FRAGMENT, RULE = "页码", "页眉页脚", "版面残字", "分隔线"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that was taken out of the text, and why (页码, 页眉页脚, 版面残字, 分隔线)."""

    line: str
    reason: str


Step = tuple[list[Line], list[Dropped]]

_RULE = re.compile(r"[-—–―－=＝_*＊#~～·•.．+|─━═┄┅◆◇■□●○★☆※\s]+")
# A magazine's foot with its issue: 甲乙人才 2020年第8期.
_ISSUE = re.compile(
    rf"(?:\d{{1,4}}\s+)?[《]?[{HAN}]{{2,14}}[》]?\s*[12]\d{{3}}\s?(?:年\s?第?|[.．/])\s?\d{{1,2}}\s?期(?:\s*[（(]?总第\s?\d+\s?期[）)]?)?(?:\s+\d{{1,4}})?"
)
_NO_HEADER = re.compile(r"[，。；、\d０-９]")
_COVER = 60  # Lines at a document's head in which its contents are looked for.
_HEAD_LINES = 12  # Lines at a document's head in which a page's header is looked for.
# 县域人才的实践　157, 　12　县域人才的实践, 甲市政策摘要 第 2 页.
_WITH_NUMBER = re.compile(
    r"(?P<left>.{4,40}?)\s+(?:第\s?\d{1,4}\s?页|[-—–－·.•]*\s?\d{1,4}\s?[-—–－·.•]*)|[-—–－·.•]*\s?\d{1,4}\s?[-—–－·.•]*\s+(?P<right>.{4,40})"
)
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_LATIN_WORD = re.compile(r"[A-Za-z]?[a-z]{3,}")
_UNFINISHED = re.compile(r"(?:[的和或把被是也而但且让]|[^所内]在|[^可所予加]以|[也还就将都]要)$")
# What the captions of pictures end in: 揭牌仪式现场, 园区鸟瞰图.
_SCENE = re.compile(
    r".*(?:(?:节|赛|赛事|会|礼|仪式|活动|论坛|签约|培训|路演|典礼|揭牌|展览?|沙龙|课堂|演练|讲座)现场|外景|内景|一角|合影|掠影|剪影|鸟瞰图?|俯瞰图?|全景图?"
    r"|实景图?|效果图|示意图|结构图|架构图|流程图|航拍图?|夜景|街景|资料照片)"
)
_PICTURE = re.compile(
    r"[▲▼◀▶◄►△▽←→↑↓]?\s?(?:(?:[左右上下中大小主题]|本版|组)图(?:为|[一二三四①-⑨\d]?[:：])|图为|图片说明[:：]|[（(][左右上下]图[）)]$)"
)
_POINTER = re.compile(r"[▲▼◀▶◄►△▽←→↑↓]")
_TITLE_END = re.compile(r"(?:通知|意见|办法|方案|措施|规定|条例|细则|规划|计划|报告|答复|函|决定|公告|纪实)$")


def cut(text: str, layout: Layout) -> bool:
    """Whether the line stops in the middle of a sentence that has to go on somewhere.

    In a text wrapped by hand a full line says so; otherwise a paragraph without its full stop.
    """
    if ended(text) or names(text) or date(text) or credit(text) or note(text) or page_head(text):
        return False
    if text[-1] in "，、," and len(text) >= 8:
        return True
    if len(text) >= 10 and _UNFINISHED.search(text):
        return True
    if unclosed(text) and len(text) >= 15:
        return True
    if layout.full:
        return width(text) >= 0.8 * layout.full
    if _TITLE_END.search(text):
        return False
    return "。" in text or (len(text) >= 32 and ("，" in text or "、" in text))


def drop_rules(lines: list[Line]) -> Step:
    """Lines of marks only, as ------ or * * *; a line of dots …… is the author's and stays."""
    return drop(lines, [RULE if _RULE.fullmatch(line.text) else "" for line in lines])


def _may_run(text: str, layout: Layout) -> bool:
    """Whether a line could be a running header at all; chapters that repeat in every case are none, nor are full
    lines of a text that says something twice."""
    if ("，" in text and len(text) > 20) or (layout.full and width(text) >= 0.86 * layout.full):
        return False
    if len(text) > 40 or text[-1] in "；，？！" or "。" in text or _CHAPTER.match(text):
        return False
    return not (generic(text) or GENERIC.fullmatch(text) or form_label(text))


def _at_page(lines: list[Line], first: int, last: int, layout: Layout) -> bool:
    """Whether lines first..last stand at the edge of a page or in the middle of a sentence.

    Where lines are set apart by blank lines, a line that follows without one begins a page.
    """
    after = lines[last + 1] if last + 1 < len(lines) else None
    if first == 0:
        return False
    if lines[first].page or (after and after.page):
        return True
    if layout.gap and lines[first].gap < layout.gap and lines[first - 1].text != lines[first].text:
        return True
    return bool(after and cut(lines[first - 1].text, layout) and not opens(after.text))


def drop_headers(lines: list[Line], layout: Layout) -> Step:
    """Page headers that need not repeat: a short line at a page's edge that says again what the document's head says,
    or that stands in the middle of a sentence.

    ``甲县人民政府文件`` between ``每年安排2000万`` and ``元人才资金``, where the letterhead reads 甲县人民政府文件.
    """
    top = lines[:_HEAD_LINES]
    contents = next((k for k, line in enumerate(top) if contents_head(line.text)), len(top))
    head = [letters(line.text) for line in top[:contents]]  # What the contents name are headlines.
    paged = _numbered_pages(lines, layout) | _mirrored(lines)
    reasons = [
        RUNNING if k in paged or _heads_page(lines, k, head, layout) else "" for k in range(len(lines))
    ]
    return (lines, []) if _too_many(reasons) else drop(lines, reasons)


def _numbered_pages(lines: list[Line], layout: Layout) -> set[int]:
    """The lines that are a header with its page's number, 县域人才观察 87, where pages on end have one each."""
    found, named = [], []
    for k, line in enumerate(lines):
        # 2. 云溪的茶 is a heading's number: no page's has a point behind it alone.
        may_run = _may_run(line.text, layout) and not NUMBERED.match(line.text)
        match = _WITH_NUMBER.fullmatch(line.text) if may_run else None
        if match and not _NO_HEADER.search(match["left"] or match["right"]):
            found.append((k, int(re.findall(r"\d+", line.text)[-1 if match["left"] else 0])))
            named.append(letters(line.text))
    if found and found[0][1] == 1 and len(found) >= 3 and len(set(named)) == len(named):
        return set()  # 1 云溪的茶, 2 澜水的船, 3 …: they count headings, each with words of its own.
    found = [each for each in found if each[0] >= 3]
    paged: set[int] = set()
    for (k, number), (later, following) in pairwise(found):
        if 0 < following - number <= 2 and (later - k >= 3 or lines[later].page) and number >= 2:
            paged |= {k, later}
    return paged


def _mirrored(lines: list[Line]) -> set[int]:
    """The headers of left and right pages: the same words in another order, with the page's number at the outer end,
    县志（2009） 人才 187 and 188 人才 县志（2009）."""
    found: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for k, line in enumerate(lines):
        words = line.text.split()
        ends = [
            word for word in (words[0], words[-1]) if word.isascii() and word.isdigit() and len(word) <= 4
        ]
        if 2 <= len(words) <= 5 and len(ends) == 1 and len(line.text) <= 60 and "，" not in line.text:
            found[frozenset(words) - {ends[0]}].append((k, int(ends[0])))
    return {
        k
        for words, pages in found.items()
        if len(pages) >= 2 and any(len(word) >= 4 for word in words) and han("".join(words)) >= 4
        if all(0 < later - page <= 2 * len(pages) for (_, page), (_, later) in pairwise(pages))
        for k, _ in pages
    }


def _heads_page(lines: list[Line], k: int, head: list[str], layout: Layout) -> bool:
    line, after = lines[k], lines[k + 1] if k + 1 < len(lines) else None
    if k < 3 or not _may_run(line.text, layout):
        return False
    numbered = _WITH_NUMBER.fullmatch(line.text)
    if not (line.page or numbered or (after and after.page)):
        return False
    before = lines[k - 1].text
    if ended(line.text) or date(before) or byline(before):
        return False  # Below a signature the title of an annex stands.
    bare = letters((numbered["left"] or numbered["right"]) if numbered else line.text)
    if len(bare) >= 5 and (
        bare in "".join(head[:k]) or any(len(f) >= 6 and f in bare for f in head[: min(k, 4)])
    ):
        return True
    if not layout.full or not after or width(line.text) >= 0.8 * layout.full or _NO_HEADER.search(line.text):
        return False
    return cut(before, layout) and not opens(line.text) and not opens(after.text)


def _too_many(reasons: list[str]) -> bool:
    """No document is a third headers: what repeats then is the text itself."""
    return sum(map(bool, reasons)) > max(6, len(reasons) // 3)


def drop_running(lines: list[Line], layout: Layout) -> Step:
    """Running headers and footers: short lines that repeat, with changing numbers, at page edges or inside
    sentences. Once a document has them, a lone short line with a Latin word at the head of a page is one too."""
    normal = [letters(line.text) if _may_run(line.text, layout) else "" for line in lines]
    for entry in _entries(lines, normal):
        normal[entry] = ""  # What a table of contents names comes again as a headline.
    count = Counter(form for form in normal if form)
    repeated = [count[form] >= 2 for form in normal]
    placed = [False] * len(lines)
    i = 0
    while i < len(lines):
        last = i
        while repeated[i] and last + 1 < len(lines) and repeated[last + 1] and last - i < 5:
            last += 1
        if repeated[i] and _at_page(lines, i, last, layout):
            placed[i : last + 1] = [True] * (last + 1 - i)
        i = last + 1
    votes: dict[str, list[bool]] = defaultdict(list)
    for index, form in enumerate(normal):
        if index and repeated[index]:
            votes[form].append(placed[index])
    running = {form for form, places in votes.items() if sum(places) * 2 >= len(places) and any(places)}
    certain = {form for form in running if sum(votes[form]) >= 2}
    reasons, met = [], set()
    for k in range(len(lines)):
        # Where a line first stands outside sentences it may be the title that later pages repeat.
        again = normal[k] in certain and normal[k] in met
        reasons.append(RUNNING if normal[k] in running and (placed[k] or again) else "")
        met.add(normal[k])
    if any(reasons):
        for k, line in enumerate(lines):
            if normal[k] and not reasons[k] and len(line.text) <= 20 and _LATIN_WORD.search(line.text):
                reasons[k] = RUNNING if _at_page(lines, k, k, layout) else ""
    return (lines, []) if _too_many(reasons) else drop(lines, reasons)


def _entries(lines: list[Line], normal: list[str]) -> list[int]:
    """The lines of a table of contents: those below its head up to where the first of them comes again."""
    found: list[int] = []
    for k, line in enumerate(lines[:_COVER]):
        if not contents_head(line.text):
            continue
        seen: set[str] = set()
        for entry in range(k + 1, len(lines)):
            if not normal[entry] or normal[entry] in seen:
                break
            seen.add(normal[entry])
            found.append(entry)
    return found


def drop_page_heads(lines: list[Line], layout: Layout) -> tuple[list[Line], list[Dropped], list[str]]:
    """A newspaper's page heads, ``甲乙日报 2022年9月16日 星期五 03``, and a magazine's feet: dropped where they repeat;
    one that stands inside a sentence or at a page's edge, and nowhere else, is moved to the top. Returns the moved last."""
    heads = [
        k for k, line in enumerate(lines) if page_head(line.text) or (k >= 3 and _ISSUE.fullmatch(line.text))
    ]
    reasons, moved, seen = [""] * len(lines), [], set()
    for k in heads:
        if letters(lines[k].text) in seen:
            reasons[k] = RUNNING
        elif _at_page(lines, k, k, layout) and k:
            reasons[k] = RUNNING
            moved.append(lines[k].text)
        seen.add(letters(lines[k].text))
    kept, dropped = drop(lines, reasons)
    for text in moved:
        dropped.remove(Dropped(text, RUNNING))
    return [Line(text) for text in moved] + kept, dropped, moved


def drop_fragments(lines: list[Line]) -> Step:
    """Scraps of a page's decoration: three or more lines on end of one to four characters, one of them a single
    character. A column of single characters is a line printed downwards, and is put together instead."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    i = 0
    while i < len(lines):
        last = i
        while last < len(lines) and _scrap(lines[last].text):
            last += 1
        run = lines[i:last]
        single = sum(len(line.text) == 1 for line in run)
        if len(run) >= 3 and single == len(run):
            kept.append(replace(run[0], text="".join(line.text for line in run)))
        elif len(run) >= 3 and single:
            dropped.extend(Dropped(line.text, FRAGMENT) for line in run)
        else:
            kept.extend(run)
        if last == i:
            kept.append(lines[i])
            last += 1
        i = last
    return kept, dropped


def _scrap(text: str) -> bool:
    return len(text) <= 4 and han(text) == len(text)


def caption(lines: list[Line], i: int, layout: Layout) -> bool:
    """Whether line i is the caption of a picture: it names its photographer, or is a short line that stands
    where a picture left a hole (two blank lines more than usual) and heads no paragraph."""
    line = lines[i]
    if credit(line.text) or _scene(lines, i) or _picture(lines, i, layout):
        return True
    if line.gap < layout.gap + 2 or len(line.text) > 24 or line.text[-1] in "：:" or not heading(line.text):
        return False
    if generic(line.text) or opens(line.text) or i == 0:
        return False
    after = lines[i + 1].text if i + 1 < len(lines) else ""
    if cut(lines[i - 1].text, layout):
        return True
    return (
        len(line.text) <= 12
        and re.search(f"[{HAN}]", after) is not None
        and (credit(after) or _headless(after))
    )


def _picture(lines: list[Line], i: int, layout: Layout) -> bool:
    """Whether line i tells what a picture shows: 左图：合作社的晒场。 One behind a mere mark, ▲合作社的晒场, is a caption
    only where it stands in the middle of a sentence; elsewhere such marks open points."""
    text = lines[i].text
    if len(text) > 90:
        return False
    if _PICTURE.match(text):
        return True
    if not (_POINTER.match(text) and 0 < i < len(lines) - 1):
        return False
    before, after = lines[i - 1].text, lines[i + 1].text
    return (
        not ended(before)
        and "，" in before
        and han(before) >= 10
        and not opens(after)
        and not heading(before)
    )


def _scene(lines: list[Line], i: int) -> bool:
    """Whether line i, between paragraphs, ends as captions do: 青年音乐节现场, 专家公寓外景."""
    text = lines[i].text
    if not 0 < i < len(lines) - 1 or len(text) > 24 or not _SCENE.fullmatch(text):
        return False
    return heading(text) and not opens(text) and not re.search("[，：、“]", text)


def _headless(after: str) -> bool:
    """Whether what follows cannot be headed by the line before: authors marked with a square, a numbered point."""
    return after.startswith("■") or bool(re.match(r"\d{1,2}[.．]", after))


def drop(lines: list[Line], reasons: list[str]) -> Step:
    """Take out the lines that have a reason; the line after one takes over its page break."""
    kept, dropped, page = [], [], False
    for line, reason in zip(lines, reasons, strict=True):
        if reason:
            dropped.append(Dropped(line.text, reason))
            page = page or reason != RULE
        else:
            kept.append(replace(line, page=True) if page else line)
            page = False
    return kept, dropped
