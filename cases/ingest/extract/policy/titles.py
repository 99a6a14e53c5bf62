"""Formal documents: titles in 《》, titles on a line of their own, documents named behind a verb of issuing, 人才十条."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...sieve import compiled
from ..words import any_of
from .named import HAN, MAX_NAME, NUMERAL, Named, after_edge, key, plain, year_near

_KIND = any_of("policy_kinds")
_EDITION = r"(?:[（(][^）)\n]{1,14}[）)])?"
_TRIAL = r"(?:[（(](?:试行|暂行|修订|修订版|[^）)〔\[\n]{0,6}稿|20\d\d[—至到-]{1,2}20\d\d[ ]?年?|20\d\d[ ]?年?(?:版|修订版?))[）)])?"
_TITLE = re.compile(
    r"“(?P<short>(?:实施|暂行)?(?:办法|意见|措施|细则|方案|规定|条例))”|《(?P<title>[^《》]{2,90}(?:[《〈][^《》〈〉]{1,60}[》〉][^《》]{0,60})?)》(?:[（(]([^）)\n]{1,24})[）)])?"
)
_POLICY_TITLE = re.compile(
    rf"{_KIND}{_EDITION}(?:{NUMERAL}{{1,3}}条)?(?:[”’])?(?:\d\.0版?|升级版)?{_EDITION}$"
)
_NOT_POLICY = re.compile(any_of("not_policies"))
# 《实施意见》, 《若干措施》: short forms of a title named before.
_SHORT = re.compile(
    rf"(?:若干|实施|暂行|管理|工作|行动|扶持|试行|补充|配套|奖励|具体|指导|引进|优惠|人才|三年|专项|本|该|新|原)*(?:{_KIND})"
)
_NUMBERED = re.compile(r"〔(20\d\d)〕|\[(20\d\d)\]")
_YEAR = re.compile(r"(20\d\d)[ ]?年")
_NOTICE = re.compile(r"关于(?:印发|发布|转发|公布|下发)(?P<name>.+?)的通知$")
# How a title begins or ends that stands without marks on a line of its own.
_LINE = re.compile(
    r"^[ ]{0,8}(?:【[^】\n]{1,4}】|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．]|[①-⑳◆■●▲★])?[ ]?"
    rf"(?P<name>[^，。；：！？《》\n【】（） ][^，。；：！？《》\n【】（）]{{3,55}}?(?:{_KIND}){_TRIAL})[ ]?"
    r"(?P<number>[（(][^）)\n]{0,12}(?:〔20\d\d〕|\[20\d\d\])[^）)\n]{1,10}[）)]|[（(]20\d\d[ ]?年[^）)\n]{0,6}[）)])?[ ]?(?:[：:。]|$)",
    re.M,
)
_LATEST = 2  # So many of the titles before may be meant by a short form.
MAX_LINE = 160  # A longer line holds more than a title.
_TITLE_LINE = re.compile(
    r"[ ]{0,8}(?:[【（]?[一二三四五六七八九十\d]{1,3}[】）、.．])?[ ]?《[^》]+》(?:（[^）]{0,30}）)?[ ：。]{0,8}"
)
_ABOUT = re.compile(r"(?:[^，。]{0,16})关于.{3,}的(?:.{0,14})$")
_PLACED = re.compile(rf"^[{HAN}]{{1,6}}?(?:[省市县区旗州镇]|高新区|开发区|新区|园区).{{4,}}$")
_TOLD = re.compile(r"出台|印发|制定|制订|下发|发布|推出|起草|按照|根据|落实|提出")
# 海港县出台“渔匠码”服务办法: the headline of news about a document.
_TOLD_BEFORE = re.compile(rf"^[{HAN}]{{2,8}}(?:出台|印发|推出|发布|制定)(?![^“]*关于)")
_HARD_KIND = re.compile(
    rf"(?:办法|细则|规定|条例|意见|方案|措施|政策|新政|规划|行动计划|{NUMERAL}{{1,3}}条){_EDITION}$"
)
_ACTS = re.compile(
    r"^(?:出台|制定|制订|完善|落实|印发|实施|推进|加强|强化|健全|优化|创新|推出|构建|建立|打造|聚焦|坚持|用好|提升|深化)"
)
_DASH = re.compile(r"[—:：]{1,2}|\s")
_DOCUMENT = rf"(?:办法|意见|方案|细则|政策体系|政策保障体系|政策|规定|措施|条例|新政|规划)(?:[“]?{NUMERAL}{{1,3}}条[”]?)?"
_ENDED = r"(?=[，。；：、！？）》”\s①-⑳（]|和|及|与|等|的(?!意见|办法|方案|措施|规定|通知)|以来|后|，|中|以|为|进行|，|并|对|明确|规定|$)"
# Verbs of following what exists; a policy behind them needs a name of its own.
_FOLLOWED = re.compile(
    r"^(?:落实|执行|按照|依据|根据|享受|深化|升级|实施|启动|推行|深入实施|大力实施|全面实施|组织实施)"
)
_ISSUED = re.compile(
    rf"(?:{any_of('policy_verbs')})了?(?:新一轮的?|新的|以)?(?P<name>[{HAN}“”‘’·+\d（）—]{{2,40}}?{_DOCUMENT})"
    rf"{_ENDED}"
)
_AND_ISSUED = re.compile(rf"(?:、|和|及|与|以及)(?P<name>[{HAN}“”‘’·+\d（）]{{2,30}}?{_DOCUMENT}){_ENDED}")
# 推出“渔艺传承人扶持办法”: the whole name in quotation marks.
_ISSUED_QUOTED = re.compile(
    rf"(?:{any_of('policy_verbs')})了?[^，。；“”\n]{{0,6}}“(?P<name>[^“”，。；\n]{{4,24}}?{_DOCUMENT})”"
)
# 出台《…意见》和船长考核细则: what stands in a row with a title in marks.
_BESIDE = re.compile(
    r"(?:制定|制订|出台|印发|修订|发布|推出)了?[^，。；《\n]{0,8}(?:《[^《》\n]{2,60}》(?:[（(][^（）()\n]{1,20}[）)])?、?){1,4}(?=和|及|与|以及)"
)
# 主管单位负责制定引才计划: a duty told of, and no document that was made.
_DUTY = re.compile(r"(?:负责|牵头|会同|应|应当|须)[^，。；\n]{0,4}$")
# What an office makes for itself: how it shares out its quota, what it does against fraud.
_OF_OFFICE = re.compile(r"(?:分配|分工|整改|督查)方案$|防[控范]措施$|具体[^，]{0,2}细则$|落实意见$")
_ITEMS = re.compile(any_of("policy_generic"))
_LEAD = re.compile(
    rf"^(?:了|以|并|和|一[项系列批]{{1,2}}|新一轮|新的|《|我[省市县区]|全[省市县区]|{any_of('policy_verbs')})+"
)
MAX_ROW = 6
_FIRM = re.compile(r"(?:办法|方案|细则|意见|规定|条例)$")
_SAYS = re.compile(r"提出|如下|根据|认真|现将|有关")
_NUMBER_OF = compiled(
    rf"(?:{NUMERAL}{{1,3}}条|\d\.0版?)(?!件|款|路|线|产业|建议|意见|信息|线索|[{HAN}]{{0,2}}措施)"
)
_DEAL = re.compile(
    rf"(?:“[^”\n]{{2,10}}”[{HAN}]{{0,4}}?|“)?(?P<own>[{HAN}]{{0,6}}?)(?:人才|英才|引才|聚才|产业|安居|创业|科创)(?P<kind>新政|政策)?[“]?$"
)
# 人才优享新十条
_NEW_DEAL = re.compile(
    rf"(?P<own>[{HAN}]{{0,10}}(?:才|贤|优享|引智|创业|双创|青年|安居|博士|工匠)[{HAN}]{{0,4}})(?P<kind>新)$"
)
_QUOTED_DEAL = re.compile(r"“(?P<own>[^“”，。；：\n]{2,12})$")
_EDITED = re.compile(
    r"(?:推出|出台|发布|升级[到为]?)[^，。；“”]{0,6}“[^“”，]{0,6}[才贤匠][^“”，]{0,6}$"
)  # “人才兴岛3.0”
_COUNTED = re.compile(
    r"(?:梳理|汇总|归集|整合|收集|征集|累计|共|合计|落实|兑现|各类|有关|相关|配套|发布|制定|出台)[^，。；“”]{0,6}$"
)
_COUNT = compiled(rf"(?P<talent>人才)?(?P<number>{NUMERAL}+)条")
_CALLED = re.compile(
    r"(?:》?(?:[（(][^（）()\n]{0,24}\d{1,4}[ ]?号[）)])?)?[（(，]?(?:以下)?[统合]?一?"
    r"(?:简称|下称|就是(?:大家)?(?:常?说|俗称|称)?的?|也就是|又称|又叫|俗称|被称为|人称|即)[为作：:]?[ ]?[《“](?P<name>[^《》“”\n]{2,24})[》”]"
)


def bracketed(text: str, folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """Titles in 《》 that end in 意见, 办法, 方案 …; newspapers and laws are none, short forms (《办法》) are their full title."""
    full: list[Named] = []
    for match in _TITLE.finditer(folded, start, end):
        inner = re.sub(r"\s+", "", match["title"] or match["short"])
        notice = _NOTICE.search(inner)
        bare = re.sub(r"[（(][^）)]{1,12}[）)]$", "", inner)
        if _SHORT.fullmatch(plain(bare)):
            alike = (n for n in full[-_LATEST:] if key(n.name).endswith(plain(bare)[-2:]))
            if last := next(iter(alike), None):
                yield replace(last, start=match.start(), end=match.end(), heading=False)
            continue
        if not _POLICY_TITLE.search(inner) or _NOT_POLICY.fullmatch(bare):
            continue
        shown = re.sub(r"\s+", "", text[match.start() + 1 : match.start() + 1 + len(match["title"])])
        if notice:
            shown = shown[notice.start("name") : notice.end("name")] if len(notice["name"]) >= 6 else shown
        stated = _NUMBERED.search(match.group()) or _YEAR.search(inner)
        when = int(next(filter(None, stated.groups()))) if stated else year_near(folded, match.start(), year)
        stop = match.start() + 2 + len(match["title"])
        full.append(
            Named(match.start(), stop, shown[:MAX_NAME], "formal", when, _heads(folded, match.start(), end))
        )
        yield full[-1]


def _heads(folded: str, at: int, end: int) -> bool:
    """Whether a title opens its line, bare or numbered, and nothing but a bracket stands behind it there."""
    left = folded.rfind("\n", max(0, at - 12), at) + 1
    if left == 0 and at > 12:
        return False
    stop = folded.find("\n", at, min(end, at + MAX_LINE))
    if stop < 0 and at + MAX_LINE < end:
        return False
    return bool(_TITLE_LINE.fullmatch(folded, left, stop if stop >= 0 else end))


def lines(text: str, folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """Titles without marks on a line of their own: 【二】海港市大学生归港行动方案（海办发〔2018〕11号）."""
    for match in _LINE.finditer(folded, start, end):
        name = match["name"].strip()
        if _ACTS.match(name) or not _titled(name, bool(match["number"])):
            continue
        stated = _NUMBERED.search(match["number"] or "") or _YEAR.search(match["number"] or "")
        first, stop = match.span("name")
        when = int(next(filter(None, stated.groups()))) if stated else year
        yield Named(first, stop, text[first:stop].strip()[:MAX_NAME], "formal", when, True)


def _titled(name: str, numbered: bool) -> bool:
    """Whether a line that ends in the word for a document is its title: by its number, its 关于 … 的, or its place."""
    bare = re.sub(rf"{_EDITION}$", "", name)
    if _TOLD.search(name.partition("关于")[0]):
        return False
    if _NOT_POLICY.fullmatch(bare) or _SHORT.fullmatch(plain(bare)):
        return False
    if numbered:
        return bool(_HARD_KIND.search(name) or _ABOUT.match(bare))
    return bool(_HARD_KIND.search(name)) and bool(_ABOUT.match(bare) or _PLACED.match(bare))


def own(text: str, folded: str, start: int, end: int, title: str, year: int | None) -> Named | None:
    """The document that a passage itself is, from its title; None where the title is none of a policy document."""
    compact = re.sub(r"\s+", "", title)
    if (
        "《" in compact
        or _TOLD_BEFORE.search(compact)
        or not _HARD_KIND.search(compact)
        or _SHORT.fullmatch(plain(compact))
    ):
        return None
    if notice := _NOTICE.search(compact):
        compact = notice["name"]
    spaced = r"\s*".join(map(re.escape, compact[:MAX_NAME]))
    match = re.compile(spaced).search(text, start, min(end, start + 1500)) if len(compact) >= 5 else None
    return Named(*match.span(), compact[:MAX_NAME], "formal", year, False) if match else None


def is_title(title: str) -> bool:
    """Whether the title of a passage is that of a document by its words alone: 海港县引进人才优惠政策."""
    compact = re.sub(r"\s+", "", title)
    return len(compact) <= MAX_NAME and not _ACTS.match(compact) and _titled(compact, False)


def issued(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """出台企业引才奖励办法和人才认定细则: documents named without marks behind a verb of issuing."""
    for match in _ISSUED.finditer(folded, start, end):
        if not _DUTY.search(folded, max(start, match.start() - 8), match.start()):
            yield from _row(folded, match, end, bool(_FOLLOWED.match(match.group())), year)
    for match in _BESIDE.finditer(folded, start, end):
        yield from _row(folded, _AND_ISSUED.match(folded, match.end(), end), end, False, year)
    for match in _ISSUED_QUOTED.finditer(folded, start, end):
        if not _FOLLOWED.match(match.group()) and _specific(match["name"]):
            first, stop = match.span("name")
            yield Named(first, stop, match["name"], "named", year_near(folded, first, year))


def _row(
    folded: str, match: re.Match[str] | None, end: int, followed: bool, year: int | None
) -> Iterator[Named]:
    """The documents of a row that begins with ``match``."""
    for _ in range(MAX_ROW):
        if match is None:
            return
        if found := _document(folded, match, followed, year):
            yield found
        match = _AND_ISSUED.match(folded, match.end(), end)


def _document(folded: str, match: re.Match[str], followed: bool, year: int | None) -> Named | None:
    """The document named by one member of a row, or None where the words name none."""
    name = _LEAD.sub("", match["name"])
    head, of, tail = name.rpartition("的")
    name = tail if of and not head.startswith("关于") else name
    if (
        _SAYS.search(name)
        or _OF_OFFICE.search(name)
        or not _specific(name)
        or len(name) > 34
        or name.count("“") != name.count("”")
    ):
        return None
    if followed and "“" not in name and not (_FIRM.search(name) and len(name) >= 8):
        return None
    first = match.end("name") - len(name)
    return Named(first, match.end("name"), name, "named", year_near(folded, first, year))


def _specific(name: str) -> bool:
    """Whether a name is more than general words: 企业引才奖励办法, not 一系列人才政策措施."""
    return len(_ITEMS.sub("", plain(name))) >= 2


def deals(folded: str, start: int, end: int) -> Iterator[Named]:
    """人才新政18条, “人才强县十八条”, 产业人才十条; 人才政策31条 behind 梳理 or 出台 is a count."""
    for match in _NUMBER_OF.finditer(folded, start, end):
        before = folded[max(start, match.start() - 28) : match.start()]
        closed = folded.startswith("”", match.end())
        quoted = _QUOTED_DEAL.search(before) if closed else None
        if quoted and not match.group().endswith("条"):
            quoted = quoted if _EDITED.search(before) else None
        deal = quoted or _DEAL.search(before) or _NEW_DEAL.search(before)
        if not deal:
            continue
        stop = match.end() + closed
        if not quoted:
            han = match.group().endswith("条") and not match.group()[0].isdigit()
            if not (deal["kind"] or han) or (
                not closed
                and deal["kind"] != "新"
                and _COUNTED.search(before[: deal.start("own")] + deal["own"])
            ):
                continue
        first = match.start() - len(before) + deal.start()
        if not deal.group().startswith("“"):
            first += len(deal["own"]) - len(after_edge(deal["own"]))
        yield Named(first, stop, plain(folded[first:stop]), "named")


def short_forms(folded: str, named: list[Named]) -> dict[str, str]:
    """Keys of short forms and the key of the full title: （以下简称《二十条》）, 就是大家说的“人才二十条”."""
    found: dict[str, str] = {}
    for item in named:
        if match := _CALLED.match(folded, item.end):
            found[key(match["name"])] = key(item.name)
    return found


def counts(name: str) -> Iterator[str]:
    """Every number of articles that can be read in a name: 二十条, 十条 and 人才二十条 in 人才二十条."""
    for match in _COUNT.finditer(name):
        for at in range(match.start("number"), match.end() - 1)[-4:]:
            yield name[at : match.end()]
        if match["talent"] and match.end() - match.start("number") <= 5:
            yield match.group()


def is_count(name: str) -> bool:
    """Whether a name is no more than its number of articles: 二十条."""
    return bool(re.fullmatch(rf"(?:人才)?{NUMERAL}{{1,4}}条", name))
