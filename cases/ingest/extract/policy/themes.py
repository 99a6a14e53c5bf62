"""Numbered articles and headings of a document of rules, each with its theme and the text it governs."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from ..words import any_of
from .named import HAN
from .support import named_in

MAX_THEME = 24
SHORT = 10  # So few characters that open a paragraph are its theme whatever they say.
_ARTICLE = re.compile(
    r"(?:^|\n)[ ]*第(?:[一二三四五六七八九十百]{1,5}|\d{1,3})条[ ]*"
    r"(?:[〔【（\[](?P<boxed>[^〕】）\]\n]{2,20})[〕】）\]]|(?P<said>[^，。；：！？\n]{2,24}?)(?:[。：]|[ ]{1,4}(?=\S)|(?=\n)))?"
)
# Headings by the style of their number, outer ones first.
_STYLES = (
    re.compile(r"第[一二三四五六七八九十\d]{1,3}[章节部编]"),
    re.compile(r"[一二三四五六七八九十]{1,3}、|【[一二三四五六七八九十\d]{1,3}】"),
    re.compile(
        r"（[一二三四五六七八九十]{1,3}）|(?:行动|任务|举措|措施|工程|专题)[一二三四五六七八九十]{1,2}[：、 ]"
    ),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"（\d{1,2}）|[①-⑳]"),
)
_ARTICLE_LEVEL = 3
_PART = re.compile(
    rf"(?:^|\n)[ ]*（[一二三四五六七八九十\d]{{1,3}}）[ ]?(?:(?P<name>[{HAN}、]{{0,10}}(?:补贴|补助|津贴|奖励|资助|贴息|奖补|支持|减免|安居|住房|保障|服务|优待|配套))(?=[。：\n]))?"
)
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(
    rf"[ ]*(?P<name>[^，。；：！？\n]{{2,{MAX_THEME}}}?)[ ]{{0,8}}(?:$|(?P<stop>[。：])(?P<more>.)?)"
)
_NO_THEME = re.compile(any_of("policy_themes_not"))
_QUESTION = re.compile(
    r"^[ ]{0,8}(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|[①-⑳])?[ ]?(?:问|Q\d*|[Qq]|提问|网友|读者)?[ ]?\d{0,2}[:：.]?[^ \n].{2,50}[？?]$",
    re.M,
)
_VERB_ONLY = re.compile(
    rf"^(?:对|凡|经|自|在|从|为|由|按|各|本|县|市|区|依|根据|符合|申请|用人单位|[{HAN}]{{2,10}}(?:应当|不得|可以|须|是指))"
)
# 抓好顶层设计, 激活基层人才, 以赛促训: what is to be done, not what is given.
_WORK = re.compile(
    r"(?:抓[好实]|加强|强化|加大|推进|完善|深化|健全|优化|创新|突出|激活|鼓励|推动|搭建|拓[宽展]|做[好强大优]|办[好强大优]|提[升高]|构建|建[立好强]|聚焦|围绕|坚持|着力|大力|壮大|培[养育]|引[进育]|实施|打造"
    r"|扩大|改善|打通|畅通|关[爱心]|营造|用好|盘活|集聚|汇聚|夯实|筑牢|厚植|涵养|疏通|破除|以[^，。]{1,3}[促带育引聚])"
)
# “渔匠”培育行动, 青年船长开发项目: a heading that names a plan, under which each sentence speaks for itself.
_PROGRAMME = re.compile(rf"(?:[“”A-Za-z\d{HAN}]{{4,}})(?:项目|工程|计划|行动)")
_BEGINS = re.compile(
    r"(?:实施|推进|开展|启动|落实|推行|组织|深化|支持|鼓励|加快|加大|申报|重点|主要|各类|有关|年度)"
)
_THEME_WORD = re.compile(
    rf"(?:支持|鼓励|发放|落实|给予|加大|提供|实施|实行|培育|培养|引进|引育|奖励|资助|补贴|补助|保障|优化|优先|强化|深化|推行|设立|建立|开展|解决|放宽|减免|兑现|吸引|激励|扶持|加强|提升|搭建|打造|推动|支[{HAN}])"
    rf"|(?:补贴|补助|津贴|奖励|资助|贴息|扶持|支持|保障|待遇|安居|住房|入学|就医|服务|提升|培养|引进|激励|贷款|基金|政策|计划|工程|行动|人才|资金|经费|奖金|薪酬|教育|就学|医疗|保健|落户|交通|优惠|减免|免租|驿站|体检|学位|托管|疗养|休假|公寓|礼遇)$"
)


# 第四条 柔性用才。: a few words that open an article with a full stop behind them are its theme.
_SHORT_THEME = re.compile(rf"(?!本|各|凡|对|由)[{HAN}、]{{4,8}}(?<![的者])")
_COINED = re.compile("“[^“”，。]{2,12}”")  # 第七条 “渔才贷”。: a name of its own.
# 船长政策, 甲类渔匠补贴 alone on a line without a number, as pages print the headings of what they gather.
_BARE = re.compile(
    rf"^[ ]{{0,4}}(?P<name>[{HAN}A-Z“”、]{{2,14}}(?:政策|补贴|补助|奖励|资助|津贴|贴息|扶持|待遇))[ ]{{0,4}}\n(?=[^\n]{{20}})",
    re.M,
)
MANY_BARE = 3
AFTERTHOUGHT = 0.6  # Questions that begin only behind so much of a passage do not order it.
# 4.渔具补贴。: among answers to questions only what names the money itself is a theme.
_SUM = re.compile(r"\d[ ]?(?:万|亿)?元")
NEAR_SUM = 120
_MONEY = re.compile(r"[^？?]{2,10}(?:补贴|补助|奖励|津贴|资助|贴息|奖补)")


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading of a document of rules: its words ``[start, end)`` and where the text it governs ends.

    One of ``work`` to be done governs no measures, nor does that of a ``programme``, which is a policy itself.
    """

    start: int
    end: int
    stop: int
    name: str
    level: int
    measure: bool
    outer: int | None = None
    work: bool = False
    programme: bool = False


def articles(folded: str, start: int, end: int) -> list[Theme]:
    """第三条 支持团队创业。…: articles with the theme they open with; one that only states a rule has no name."""
    found = list(_ARTICLE.finditer(folded, start, end))
    themes = []
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else end
        name = (match["boxed"] or match["said"] or "").strip()
        measure = bool(match["boxed"]) or (bool(name) and _is_theme(name) and not _VERB_ONLY.match(name))
        span = match.span("boxed" if match["boxed"] else "said") if name else (match.end(), match.end())
        measure = measure and not _NO_THEME.fullmatch(name)
        themes.append(Theme(*_trimmed(folded, span), stop, name if measure else "", _ARTICLE_LEVEL, measure))
        themes += _parts(folded, match.end(), stop, len(themes) - 1)
    return themes


def _parts(folded: str, start: int, end: int, outer: int) -> list[Theme]:
    """（一）落户补贴。…: the parts of the article ``outer`` that open with what is given, each with the text up to the next."""
    found = list(_PART.finditer(folded, start, end))
    stops = [*(match.start() for match in found[1:]), end]
    named = ((match, stop) for match, stop in zip(found, stops, strict=False) if match["name"])
    return [
        Theme(*match.span("name"), stop, match["name"], _ARTICLE_LEVEL + 1, True, outer)
        for match, stop in named
    ]


def _is_theme(name: str) -> bool:
    """Whether the words an article opens with name its theme."""
    short = _SHORT_THEME.fullmatch(name)
    return len(name) <= 20 and bool(short or _THEME_WORD.search(name) or _COINED.fullmatch(name))


def _trimmed(folded: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without white space at its edges."""
    left, right = span
    while left < right and folded[left].isspace():
        left += 1
    while right > left and folded[right - 1].isspace():
        right -= 1
    return left, right


def headings(folded: str, start: int, end: int) -> list[Theme]:
    """（一）领军人才创业扶持 on a line, 1.发放安家补贴。对 …: numbered headings, each with the text up to the next of its rank."""
    rows: list[tuple[int, int, int, int, str]] = []
    for line in _LINE.finditer(folded, start, end):
        words = line.group()
        lead = len(words) - len(words.lstrip())
        level = next((n for n, style in enumerate(_STYLES) if style.match(words, lead)), None)
        if level is None:
            continue
        number = _STYLES[level].match(words, lead)
        head = _HEADING.match(words, number.end())
        first = line.start() + (head.start("name") if head else number.end())
        name = head["name"].strip() if head else ""
        if (
            head
            and head["more"]
            and not (_THEME_WORD.search(name) or len(name) <= SHORT or _names_programme(name))
        ):
            name = ""
        rows.append((first, first + len(name), line.start(), level, name))
    themes: list[Theme] = []
    until = _until([row[2] for row in rows], [row[3] for row in rows], end)
    outer = _outer([row[3] for row in rows])
    for at, (first, stop, _, level, name) in enumerate(rows):
        measure = bool(name) and not _NO_THEME.fullmatch(name) and not _VERB_ONLY.match(name)
        programme = measure and _names_programme(name)
        work = programme or (bool(_WORK.match(name)) and not named_in(name))
        measure = measure and not work
        name = name if measure or programme else ""
        themes.append(Theme(first, stop, until[at], name, level, measure, outer[at], work, programme))
    return themes


def of_money(themes: list[Theme]) -> list[Theme]:
    """Those of ``themes`` that name the money they give, each by itself."""
    return [replace(theme, outer=None) for theme in themes if theme.measure and _MONEY.fullmatch(theme.name)]


def offers_sum(folded: str, theme: Theme) -> bool:
    """Whether a heading names money and the text right below it tells how much: 大赛奖励 over 奖金翻倍，即分别为9万元."""
    if not _MONEY.fullmatch(theme.name):
        return False
    return bool(_SUM.search(folded, theme.end, min(theme.stop, theme.end + NEAR_SUM)))


def bare_headings(folded: str, start: int, end: int) -> list[Theme]:
    """Headings without numbers over what they give, each with the text up to the next; fewer than three are none."""
    found = [m for m in _BARE.finditer(folded, start, end) if not _NO_THEME.fullmatch(m["name"])]
    if len(found) < MANY_BARE:
        return []
    stops = [*(match.start() for match in found[1:]), end]
    return [
        Theme(*match.span("name"), stop, match["name"], 0, True)
        for match, stop in zip(found, stops, strict=True)
    ]


def _names_programme(name: str) -> bool:
    """Whether a heading is the name of a plan: 青年船长开发项目, and not 抓好重点工程."""
    return bool(_PROGRAMME.fullmatch(name)) and not _BEGINS.match(name) and not _WORK.match(name)


def _until(starts: list[int], levels: list[int], end: int) -> list[int]:
    """For each heading where the next one of its rank or above begins."""
    until = [end] * len(levels)
    waiting: list[int] = []
    for at, level in enumerate(levels):
        while waiting and levels[waiting[-1]] >= level:
            until[waiting.pop()] = starts[at]
        waiting.append(at)
    return until


def _outer(levels: list[int]) -> list[int | None]:
    """For each heading the one above it of a higher rank."""
    outer: list[int | None] = []
    stack: list[int] = []
    for at, level in enumerate(levels):
        while stack and levels[stack[-1]] >= level:
            stack.pop()
        outer.append(stack[-1] if stack else None)
        stack.append(at)
    return outer


def over(themes: list[Theme], at: int) -> Theme | None:
    """The innermost heading over ``at`` that says something: a theme, a plan, or work to be done."""
    index: int | None = bisect_right(themes, at, key=lambda theme: theme.start) - 1
    index = None if index is not None and index < 0 else index
    while index is not None and not (
        (themes[index].measure or themes[index].work) and at < themes[index].stop
    ):
        index = themes[index].outer
    return None if index is None else themes[index]


def governing(themes: list[Theme], at: int) -> Theme | None:
    """The innermost heading with a theme over ``at``; one without hands over to the one around it, one of work to nobody."""
    index: int | None = bisect_right(themes, at, key=lambda theme: theme.start) - 1
    if index is None or index < 0:
        return None
    while index is not None:
        theme = themes[index]
        if theme.measure and at < theme.stop:
            return theme
        if theme.work and at < theme.stop:
            return None
        index = theme.outer
    return None


def questions(folded: str, start: int, end: int) -> int:
    """How many lines of a passage are questions; a few at the end of a digest are an afterthought and count for none."""
    found = _QUESTION.finditer(folded, start, end)
    first = next(found, None)
    if first is None or first.start() - start > AFTERTHOUGHT * (end - start):
        return 0
    return 1 + sum(1 for _ in found)
