"""The title of a case, read off its first lines: as printed, over two lines where it is, without what only stands by it.

Not of the title are its number, a document's number, the author, the day and note of approval, a column's label, and
the deck, a second headline that says more. A subtitle after a long dash is.
"""

import re

from .block import Block, Line
from .form import form_label, title_label
from .frame import colophon, letterhead, masthead, preface
from .headed import CASE_NUMBER, known_names, place_head, places_only
from .line import DATELINE, NUMBERED, generic, letters, opens, unclosed, unnumbered
from .series import heads_many
from .signs import label_of

MAX_TITLE = 120
MOST_HALF = 14  # Characters of each half of a headline in two lines.
_TOGETHER = re.compile("[，。：:！？ ]")  # A line with one of these is a headline or a deck by itself.
# What official titles end in.
_OFFICIAL = re.compile(
    r"(?:通知|通告|公告|通报|意见|办法|方案|措施|规定|规程|细则|条例|决定|规划|计划|纲要|答复|复函|函|报告|请示|批复|汇报|总结|打算|要点|讲话|发言|致辞"
    r"|摘要|汇编|清单|指南|问答|解读|若干政策|十条|综述|纪要|纪实|情况|做法|经验)(?:[》”]?的(?:通知|意见|答复|复函|函|报告|公告|决定|批复))?[》”]?(?:[（(].{1,12}[）)])?$"
)
# （试行）, （2023年版）, （2022—2024年）, （征求意见稿）: brackets on a line of their own that the title ends in.
_VERSION = re.compile(
    r"[（(](?:试行|暂行|修订|征求意见|草案|送审|讨论|[12]\d{3}|第[一二三四五六七八九十]).{0,14}[）)]|[（(](?:上|中|下|[一二三四五])[）)]"
)
# （2019年9月27日县政府第31次常务会议审议通过）, （2021年3月26日）, （根据录音整理）: what brackets say about a text.
_ABOUT = re.compile(
    r"[（(][^（）()]*(?:通过|批准|印发|发布|施行|修正|修订于|公布|审议|讨论|会议|录音|整理|摘编|节选|摘登|摘要|有删节|月|日|供稿|来源)[^（）()]*[）)]$"
)
_TOLD = re.compile("[日号]|录音|整理|通过|发布|施行")
_NUMBER_BEHIND = re.compile(
    r"\s*[（(]?[\u4e00-\u9fff]{1,12}[〔\[【][12]\d{3}[〕\]】]\s?第?\s?\d+\s?号[）)]?$|\s*[①-⑳*＊※]$|\s*\[\d{1,2}\]$|\s+[□■●◆]?\s?(?:本报|本刊)?(?:全媒体|特约|见习)?(?:记者|通讯员)[：: ][\u4e00-\u9fff· ]{2,20}$|\s*[☆★]+$"
)
# 【人才访谈录】第11期, 交流材料之二: a series with the number of its issue or of a piece heads no text.
_SERIES = re.compile(
    r"[【\[〔“《][^【】\[\]〔〕“”《》]{2,14}[】\]〕”》][ ·]?[（(]?(?:总?第[ ]?[\d一二三四五六七八九十百]{1,5}[ ]?[期辑讲集篇回号]|之[一二三四五六七八九十]{1,3})[）)]?"
    r"|[（(]?[\u4e00-\u9fff]{0,8}(?:材料|发言|经验|案例|做法|报道)(?:之[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])[）)]?"
    r"|(?:会议|大会)?(?:交流|发言|书面发言|典型)材料"
)
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|各位|同志们|女士们|先生们|领导|来宾|朋友们|代表|委员|同志|专家|，|,|、|\s){2,12}[:：!！]?"
)
_CONTINUED = re.compile(r"[的和与及对在为、，：:—-]$|[“‘]$")
_WHERE = re.compile("(?<!哪)[里中上下间旁畔]$|深处$")
_NEVER_BEGINS = re.compile(r"[的之与和及、》”]")
_FEW = 40  # Characters of the first sentence that serve as title …
_LEAST = 12  # … and at least so many, where they end with a clause.
_NAMED = re.compile(r"(?:案例|项目|成果)(?:名称|题目|标题)(?:[:：]\s?|\s+)")
_COVER = 5  # So many headings of a meeting's cover may stand above the number of a piece.
_BRACKETED = re.compile("[（(][^（）()]{2,12}[）)]")  # （会后收回）
_POINTER = re.compile("^[▲△▼▽↑■◆] ?")  # Points up to the text.
_CREDITED = re.compile(r"(?:编辑|责编|校对|核校|审核|来源|记者|通讯员|作者|供稿)[:：]")


def title_of(lines: list[Line], body: int, running: frozenset[str]) -> tuple[str, str, set[int]]:
    """Title with its subtitle, the subtitle alone, and which of the lines were read as head of the piece.

    The headline stands above line ``body``; failing that at the very end, as newspapers' layouts leave it; failing
    that the first sentence serves. ``running`` are the letters of page headers: a title only where no other is.
    """
    label = label_of(lines, Block(0, body, body))
    heads = [k for k in range(body) if lines[k].look == "heading"]
    used = {k for k in heads if _stands_by(lines[k].text) and not _SERIES.fullmatch(lines[k].text)}
    if label:
        used.add(heads[0])
    heads = [k for k in heads if k not in used]
    heads, passed = _past(lines, heads, running)
    used |= passed
    first = heads[0] if heads else None
    if first is not None and NUMBERED.match(lines[first].text) and generic(lines[first].text):
        first = None
    alone = first is not None and not (first + 1 < body and lines[first + 1].look == "heading")
    if first is None or (label and alone and lines[first].text[-1] in "：:"):
        return _elsewhere(lines, body, used | set(heads[:1] if label else ()))
    return _joined(lines, body, first, used | {first})


def _stands_by(text: str) -> bool:
    """Whether a heading is no part of a title: letterhead, preface's heading, note of approval."""
    return bool(
        _SALUTATION.fullmatch(text)
        or masthead(text)
        or letterhead(text)
        or preface(text)
        or _SERIES.fullmatch(text)
        or (
            text[0] in "（("
            and (_ABOUT.match(text) or (_BRACKETED.fullmatch(text) and not _VERSION.fullmatch(text)))
        )
    )


def _past(lines: list[Line], heads: list[int], running: frozenset[str]) -> tuple[list[int], set[int]]:
    """The headings without page headers, mere numbers and mere places that stand above the headline."""
    passed: set[int] = set()
    heads = list(heads)

    def text(n: int) -> str:
        return lines[heads[n]].text

    series = [n for n in range(min(_COVER, len(heads) - 1)) if _SERIES.fullmatch(text(n))]
    series += [n - 1 for n in range(1, len(heads)) if _NAMED.match(text(n))][:1]
    series += [n for n in range(len(heads) - 1) if title_label(text(n))][:1]
    for _ in range(series[-1] + 1 if series else 0):
        passed.add(heads.pop(0))
    while len(heads) > 1 and (
        (letters(text(0)) in running and _may_head(text(1))) or heads_many(text(0), text(1))
    ):
        passed.add(heads.pop(0))
    while len(heads) > 1 and not _bare(text(0)):
        passed.add(heads.pop(0))
    while len(heads) > 1 and only_place(text(0)) and not NUMBERED.match(text(1)):
        passed.add(heads.pop(0))
    return heads, passed


def _joined(lines: list[Line], body: int, first: int, used: set[int]) -> tuple[str, str, set[int]]:
    """The headline with the lines below that it goes on in, its version in brackets and its subtitle."""
    title, subtitle = _bare(lines[first].text) or lines[first].text, ""
    k = first + 1
    while k < body and lines[k].look == "heading" and len(title) < MAX_TITLE:
        line = lines[k].text
        if line.startswith("——") and not subtitle:
            subtitle = line
            title += line
        elif (_VERSION.fullmatch(line) and not _TOLD.search(line)) or _goes_on(title, line, subtitle):
            title = line if title.endswith(("——", "--")) else title + line
        elif k == first + 1 and _couplet(lines, k):
            title += f" {line}"
        elif k == first + 1 and _led_in(lines, k):
            title += line
        elif k == first + 1 and _deck(line):
            used.add(k)
            break
        else:
            break
        used.add(k)
        k += 1
    while (shorter := _NUMBER_BEHIND.sub("", title)) and shorter != title:
        title = shorter
    return title[:MAX_TITLE], subtitle, used


def _goes_on(title: str, line: str, subtitle: str) -> bool:
    """Whether a line goes on with the title above: 关于加强茶业人才 / 队伍建设的若干意见, 云溪县： / 茶山来了博士."""
    if NUMBERED.match(line) or generic(line) or line[0] in "（(" or line[-1] in "：:" or _stands_by(line):
        return False
    if (
        title[-1] in "：:"
        or unclosed(title)
        or title.count("“") > title.count("”")
        or _CONTINUED.search(title)
    ):
        return True
    if _NEVER_BEGINS.match(line):
        return True
    whole = bool(_OFFICIAL.search(subtitle or title))
    return (
        not whole
        and bool(_OFFICIAL.search(line))
        and ("关于" in title or len(line) <= 14)
        and not opens(line)
    )


def _couplet(lines: list[Line], k: int) -> bool:
    """Whether the headings at ``k - 1`` and ``k`` are the two halves of one headline, of one length or with one end, above its
    author or subtitle: 茶山在哪里 / 博士就请到哪里."""
    upper, lower = lines[k - 1].text, lines[k].text
    below = lines[k + 1] if k + 1 < len(lines) else None
    if below is None or not (below.look == "byline" or below.text.startswith("——")):
        return False
    if max(len(upper), len(lower)) > MOST_HALF or not _deck(lower) or _TOGETHER.search(upper + lower):
        return False
    if only_place(upper) or only_place(lower):
        return False
    return len(upper) == len(lower) or upper[-2:] == lower[-2:]


def _led_in(lines: list[Line], k: int) -> bool:
    """Whether the short heading above says where the one at ``k`` is: 茶海深处 / “博士农场”迎新, above its subtitle or author."""
    upper, lower = lines[k - 1].text, lines[k].text
    below = lines[k + 1] if k + 1 < len(lines) else None
    if below is None or not (below.look == "byline" or below.text.startswith("——")):
        return False
    return len(upper) <= MOST_HALF and bool(_WHERE.search(upper)) and _deck(lower) and not only_place(lower)


def _deck(line: str) -> bool:
    """Whether a heading below the headline is a second headline, and no chapter."""
    if form_label(line):
        return False
    return not (NUMBERED.match(line) or generic(line) or masthead(line) or line[-1] in "：:")


def _may_head(text: str) -> bool:
    """Whether a line below a running header is the piece's own headline, and neither subtitle nor first chapter."""
    chapter = NUMBERED.match(text)
    return (
        not text.startswith("——")
        and not generic(text)
        and not only_place(text)
        and (not chapter or chapter.group()[-1] in "章编篇")
    )


def _elsewhere(lines: list[Line], body: int, used: set[int]) -> tuple[str, str, set[int]]:
    """A headline printed after its text, else the beginning of the first paragraph."""
    last = next(
        (
            k
            for k in range(len(lines) - 1, body, -1)
            if lines[k].look not in ("caption", "byline", "date", "frame", "note")
        ),
        None,
    )
    if last is not None and trails(lines[last]):
        return _POINTER.sub("", lines[last].text), "", used | {last}
    first = lines[body].text if body < len(lines) else lines[0].text
    return _opening(first) or first[:_FEW], "", used


def _opening(paragraph: str) -> str:
    """The first sentence, without a dateline, as far as a clause ends within _FEW characters."""
    while lead := DATELINE.match(paragraph):
        paragraph = paragraph[lead.end() :].lstrip(" /／：:—-】]）)")
    sentence = re.split(r"[。！？；\n]", paragraph)[0]
    if len(sentence) <= _FEW:
        return sentence
    cut = sentence.rfind("，", _LEAST, _FEW)
    return sentence[: cut if cut >= 0 else _FEW]


def trails(line: Line) -> bool:
    """Whether the line may be a headline printed after its text."""
    return (
        line.look == "heading"
        and len(line.text) >= 6
        and not opens(_POINTER.sub("", line.text).lstrip("“"))
        and not colophon(line.text)
        and not _CREDITED.search(line.text)
    )


def _bare(text: str) -> str:
    """The headline without 案例三, number, bullet or 案例名称：; empty when nothing else is in the line."""
    text = _NAMED.sub("", text)
    number = CASE_NUMBER.match(text)
    bare = unnumbered(text[number.end() :] if number else text).strip()
    return bare.strip("【】[] ") if bare.find("】") in (-1, len(bare) - 1) else bare


def only_place(text: str) -> bool:
    """Whether the line is nothing but a place or two: 甲省乙县, ■ 乙县, 乙县、丙市."""
    if places_only(text, 2):
        return True
    found = place_head(text)
    return bool(found and not found[1] and text[-1] not in "：:" and (found[2] or found[0] in known_names()))
