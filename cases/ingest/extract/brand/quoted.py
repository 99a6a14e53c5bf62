"""Names in quotation marks of any kind, weighed by their programme word and by what stands around them."""

import re
from collections.abc import Iterator

from ...sieve import compiled
from ..words import any_of
from . import called, context
from .coined import common, couplet, distinct, paired
from .mention import (
    BEHIND,
    ENDING,
    HAN,
    MARKS,
    PROGRAMME,
    SECTION,
    STRONG,
    TAIL,
    TAIL_TEXT,
    WITHIN,
    Mention,
    head_of,
    key_of,
    kind_of,
    once_a_name,
    rest_of,
    shown,
)
from .signs import likely
from .weighing import REACH, Quote, known_otherwise, ones, weight

MAX_HEADING = 36
MAX_NAME = 24
LEAST_AGAIN = 3  # Characters of a name that is a brand because its case says it again, with marks or without.
RESUMES = 80  # How far behind a name a sentence may go on about it.
_QUOTED = re.compile(r"“([^“”\n]{1,30}(?:“[^“”\n]{1,12}”[^“”\n]{0,12})?)”|‘([^‘’“”\n]{1,20})’")
_ONE_EACH = compiled(
    rf"(?P<open>[“‘])?一[{HAN}]{{1,2}}一(?:[“‘][{HAN}\d]{{1,6}}[”’]|[{HAN}]{{2,3}}?(?=[”’]|{TAIL_TEXT}))"
    rf"(?P<close>[”’])?(?P<tail>{TAIL_TEXT})?"
)
ONE_EACH = re.compile(rf"一[{HAN}]{{1,2}}一[{HAN}]{{2,3}}")
# Words between the marks and a programme word that no list knows: “‘舜’风来”大学生暑期实习计划.
_OPEN_TAIL = re.compile(
    rf"(?:结对|(?![的了是在和与等把被对为将从向及或以让使由于到至有不已正])[{HAN}]){{1,9}}?(?:计划|工程|行动|专场|大赛|能手赛|技能赛|擂台赛|选拔赛|活动|贡献奖)(?![专团库负书]|人才|资金|设计|化)"
)
_NATIONAL = re.compile(rf"(?:国家|浙江|全国|[{HAN}]{{0,2}}[省市])?(?:级)?(?:{any_of('national_programmes')})")
_NEVER = re.compile(any_of("not_brands"))
_USUAL = re.compile(any_of("brand_usual"))
_TOLD = re.compile(
    "[让把被是了的]|怎么|如何|为什么"
)  # 让人才有奔头: what is said again is a saying, and no name.
_SPEECH = re.compile(r"[。！？；：…]")
# “甲”“乙”等活动: what is said behind the last of a list is said of all.
_GOES_ON = re.compile(r"(?:[、和与及]?“[^“”\n]{1,16}”){1,4}(?=等|[\u4e00-\u9fff]{2})")
# The number of its articles stands behind the name of a rule, within the marks or behind them.
_RULE_NAMED = re.compile(
    rf"“(?P<name>[{HAN}]{{1,4}}(?:英才|人才|智汇|聚才|引才|引智|才|智汇|汇智|智|贤|匠|雁))(?:”?(?:人才)?新政)?(?P<articles>[一二三四五六七八九十百\d]{{1,4}}条)”?"
)
# What one can go to or take part in; a name of people is taken up again whatever it is.
_LASTING = re.compile(r"[院堂所站屋坊馆室厅园港湾谷街巷村家团队班营会赛场间社]$")
_FIGURES = re.compile(r"[^。“”《》]{0,24}?\d+[余多]?(?:[名人家个期场次批户平亩课万件位套]|余|多)")
_ARTICLES = re.compile(r"[一二三四五六七八九十百\d]{1,4}条》")
_COMMA = re.compile(r"[，、]")
_NUMBER = re.compile(r"[\dA-Za-z+·\-—一二三四五六七八九十]{1,6}")
_LIST = re.compile(
    rf"[{HAN}]{{0,6}}(?:\d{{1,5}}[余多]?[人名个项家位])?(?:、|和|与|及|以及)?|[{HAN}]{{4}}[，、]"
)
# 入选省“甲”工程28人、市“乙”计划项目256个: the verb holds for the whole list.
_RANK_LIST = re.compile(
    rf"[{HAN}]{{0,6}}\d{{1,5}}[余多]?[人名个项家位]?(?:、|和|，)(?:[{HAN}]{{0,3}}[省市州]|国家)?级?"
)
_PROGRAMME_NUMBER = re.compile(r"\d{3,4}")
_LONGER = re.compile(rf"(?:^|[，。；：、\n ])([{HAN}]{{1,6}})$")
_TO_VERB = re.compile(rf".*(?:{context.VERB})(?:了)?")
_PREFIX = re.compile(rf"[{HAN}]{{2,8}}$")
_DEFINED = re.compile(r"（(?:以下)?(?:简称|统称|称|下称)(?:为)?$")
_INSTITUTION = re.compile(
    r".*(?:[县市区州旗]|中心|公司|集团|大学|院|所|局|委|办|部|会|局|厂|行|馆|法|条|措施|办法|意见)"
)


def quoted(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names in marks of ``folded[start:end]`` that anything speaks for."""
    for match, quote in candidates(folded, start, end):
        mention = _read(folded, match, quote, start, end)
        if mention:
            yield mention


def candidates(folded: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Quote]]:
    """What stands in marks and could be a name, no speech and not on a list that others keep, with what is around it."""
    listed, stop, on_list = 0, -1, False
    for match in _QUOTED.finditer(folded, start, end):
        inner = match[1] or match[2]
        plain = MARKS.sub("", inner)
        before = folded[max(start, match.start() - context.REACH) : match.start()]
        between = folded[stop : match.start()] if 0 <= stop <= match.start() < stop + 12 else None
        on_list = context.ranked(before) or (
            on_list and between is not None and bool(_RANK_LIST.fullmatch(between))
        )
        stop = match.end()
        if on_list and not context.ranked(before):
            listed = 0
        elif len(plain) >= 2 and len(inner) <= MAX_NAME and not _SPEECH.search(inner):
            listed = _founding(before, listed if between is not None and _joins(between) else 0)
            tail = _tail(folded, match.end(), end, plain)
            stop += len(tail)
            behind = folded[stop : min(end, stop + REACH)]
            on = _GOES_ON.match(behind)
            yield match, Quote(plain, tail, before, behind[on.end() :] if on else behind, listed)
        else:
            listed = 0


def ruled(folded: str, start: int, end: int) -> Iterator[Mention]:
    """出台“凤茶英才十条”, 《云州市“云形智汇”人才新政20条》: a rule goes by the name of what it is about."""
    for match in _RULE_NAMED.finditer(folded, start, end):
        name = match["name"]
        stem = name if len(name) >= 4 else name + match["articles"]
        if len(rest_of(name)) >= 2 and not _NATIONAL.fullmatch(name):
            first, stop = match.start("name"), match.start("name") + len(stem)
            yield Mention(first, stop, stem, key_of(stem, ""), "计划", True, False, score=STRONG)


def _joins(between: str) -> bool:
    """Whether two names stand in one list: “甲”“乙”, “甲”计划、“乙”计划, “甲”和“乙”."""
    return bool(_LIST.fullmatch(between))


def _founding(before: str, listed: int) -> int:
    """What the verb in front speaks for the name: 3 for a thing founded, 2 for a scheme, 1 for one that is used."""
    verb = context.founded(before)
    score = {"name": 3, "thing": 3, "event": 3, "scheme": 2, "choice": 2, "use": 1}.get(verb, 0)
    if score == 2 and context.founded_by_the_place(before):
        score = 3
    return max(score, context.named(before), listed)


def _read(folded: str, match: re.Match[str], quote: Quote, start: int, end: int) -> Mention | None:
    """The mention of one quoted name, None where it is none."""
    plain, tail, before, founding = quote.plain, quote.tail, quote.before, quote.founding
    counted = bool(tail) and ones(plain) and (founding >= 2 or context.led(before))
    if _never(plain) and not counted:
        return None
    national = bool(_NATIONAL.fullmatch(plain) or _NATIONAL.fullmatch(plain + tail))
    if national and not _own(plain, tail, before):
        return None
    grown = not tail and context.nicknamed(before)
    if grown and not (context.meets(quote.behind) or _grows(folded, plain, match.end(), end)):
        return None
    first, defined = _defined(folded, match, plain, before)
    score = STRONG if grown else defined or _score(folded, match, quote, end)
    if score < STRONG and not defined and not national:
        again = said_again(folded, plain, start, end)
        resumed = score > 0 and _resumed(folded, plain, match.end(), end)
        heading = in_heading(folded, *match.span())
        if again or resumed or (likely(quote, score, heading) and not known_otherwise(quote)):
            score = STRONG
    return _mention(folded, match, plain, tail, first, score, national, before) if score >= 0 else None


def _score(folded: str, match: re.Match[str], quote: Quote, end: int) -> int:
    """What the rules say of a name; with a comma it is one only where it is a couplet that something is held under."""
    plain, before, founding = quote.plain, quote.before, quote.founding
    if (
        _COMMA.search(plain)
        and BEHIND.get(head_of(quote.tail)) != "strong"
        and context.founded(before) != "name"
        and not (founding and (couplet(plain) or (paired(plain) and _held(folded, match.end(), end))))
    ):
        return -1
    return weight(quote)


def said_again(folded: str, plain: str, start: int, end: int) -> bool:
    """Whether a case says a name of its own more than once, with marks or without."""
    usual = common(plain) or _USUAL.fullmatch(plain) or _TOLD.search(plain)
    return len(plain) >= LEAST_AGAIN and not usual and folded.count(plain, start, end) > 1


def undecided(folded: str, match: re.Match[str], quote: Quote, end: int) -> int | None:
    """What the rules say of a quoted name; None where it is a term that many use or a national programme."""
    plain = quote.plain
    if _never(plain) or _NATIONAL.fullmatch(plain) or _NATIONAL.fullmatch(plain + quote.tail):
        return None
    return _score(folded, match, quote, end)


def _held(folded: str, at: int, end: int) -> bool:
    """Whether something is held under the names that end there: “精准服务、送岗到家”青年人才对接."""
    behind = folded[at : min(end, at + REACH)]
    on = _GOES_ON.match(behind)
    return context.held_under(behind[on.end() :] if on else behind)


def _defined(folded: str, match: re.Match[str], plain: str, before: str) -> tuple[int, int]:
    """府谷创客港（以下简称“创客港”）: where the long name starts and its score; else where the marks stand and 0."""
    opened = _DEFINED.search(before)
    if not opened:
        return match.start(), 0
    bracket = match.start() - len(before) + opened.start()
    if not rest_of(plain) and len(plain) <= 3:  # （以下统称“基地”）
        return match.start(), -1
    if folded.endswith(plain, 0, bracket) and not _INSTITUTION.fullmatch(plain):
        first = bracket - len(plain)
        longer = _LONGER.search(folded, max(0, first - 7), first)
        return longer.start(1) if longer else first, STRONG
    return match.start(), -1 if _INSTITUTION.fullmatch(plain) else 0


def _grows(folded: str, plain: str, behind: int, end: int) -> bool:
    """乡亲叫他们“船教授”。……“船教授”从6位增加到27位: what people call them is a thing whose members are counted."""
    at = folded.find(plain, behind, min(end, behind + SECTION))
    return at >= 0 and called.grown(folded[at + len(plain) : at + len(plain) + REACH])


def _resumed(folded: str, plain: str, behind: int, end: int) -> bool:
    """住进“菌子小院”。小院接了19批学员: a sentence soon begins with the last word of the name and tells figures of it."""
    word = plain[-2:]
    if len(plain) < 4 or not distinct(plain) or not _LASTING.search(word):
        return False
    stop = min(end, behind + RESUMES)
    at = folded.find(word, behind, stop)
    return at > 0 and folded[at - 1] in "。；\n" and bool(_FIGURES.match(folded, at + 2, stop))


@once_a_name
def _never(plain: str) -> bool:
    """Whether quoted words are a term that many use: 最多跑一次."""
    return bool(_NEVER.fullmatch(plain))


def _tail(folded: str, at: int, end: int, plain: str) -> str:
    """The programme word behind the marks with the words in front of it."""
    match = TAIL.match(folded, at, min(end, at + 24))
    if not match:
        match = _OPEN_TAIL.match(folded, at, min(end, at + 16))
    if not match:
        return ""
    titled = match.group().endswith("新政") and bool(_ARTICLES.match(folded, match.end()))
    return _trimmed(match.group(), plain, titled)


def _trimmed(tail: str, plain: str, titled: bool) -> str:
    """产业园品牌 → 产业园: the word 品牌 behind another programme word is said about the name."""
    if titled:  # “云形智汇”人才新政20条
        return ""
    shorter = tail.removesuffix("品牌")
    ended = ENDING.search(shorter) or (not shorter and ENDING.search(plain))
    return shorter if shorter != tail and ended and not shorter.endswith("服务") else tail


def _own(plain: str, tail: str, before: str) -> bool:
    """Whether a national programme's name is here something of the county's: a park, or a plan it set going itself."""
    if not tail:
        return False
    if kind_of(tail) in ("园区", "平台"):
        return not _NATIONAL.fullmatch(plain + tail) or bool(re.match(r"\d", plain))
    return _is_number(plain) and (bool(context.founded(before)) or context.led(before))


def _is_number(plain: str) -> bool:
    """“115”人才工程: only who set it going tells whose it is."""
    return bool(_PROGRAMME_NUMBER.fullmatch(plain))


def _mention(
    folded: str,
    match: re.Match[str],
    plain: str,
    tail: str,
    first: int,
    score: int,
    national: bool,
    before: str,
) -> Mention:
    """The mention of one quoted name."""
    stop = match.end() + len(tail)
    if first < match.start():
        stop = match.start() - len(before) + _DEFINED.search(before).start()
    elif tail and _NUMBER.fullmatch(plain):
        first -= len(_numbered(before))
    head = head_of(tail) or (head_of(plain) if WITHIN.get(head_of(plain)) != "people" else "")
    name = shown(folded[first:stop])
    named = MARKS.sub("", name) if first < match.start() and not tail else plain
    built = context.founded(before) == "thing" and kind_of(tail) == "平台" and head_of(plain) not in PROGRAMME
    national = national and not _is_number(plain) and not built
    return Mention(
        first,
        stop,
        name,
        plain + tail if national else key_of(named, tail),
        kind_of(head),
        score >= STRONG,
        bool(head),
        national,
        tail.endswith("品牌") or folded.startswith("品牌", stop),
        in_heading(folded, match.start(), match.end()),
        score,
    )


def _numbered(before: str) -> str:
    """镁匠 in 启动镁匠“518”行动: what belongs to a name of figures, behind the verb."""
    words = _PREFIX.search(before)
    verb = words and _TO_VERB.match(words.group())
    rest = words.group()[verb.end() :] if words and verb else ""
    return rest if len(rest) >= 2 and rest_of(rest) else ""


def in_heading(folded: str, first: int, stop: int) -> bool:
    """Whether the name stands in a short line without a full stop."""
    left = folded.rfind("\n", max(0, first - MAX_HEADING), first)
    right = folded.find("\n", stop, stop + MAX_HEADING)
    if right < 0 or (left < 0 and first > MAX_HEADING) or right - left > MAX_HEADING:
        return False
    return folded[right - 1] not in "。；，"


def one_each(folded: str, start: int, end: int) -> Iterator[Mention]:
    """一镇一“千人”行动 in any of its spellings; without a mark or a programme word it is a turn of phrase."""
    for match in _ONE_EACH.finditer(folded, start, end):
        whole = match.group()
        tail = match["tail"] or ""
        stop = match.end()
        inner = not match["open"] and whole[-1] in "”’" and whole[-3] not in "“‘"
        run = inner and context.founded(folded[max(start, match.start() - context.REACH) : match.start()])
        if not (tail or match["close"] or run):
            continue
        if match["open"] and not match["close"] and not folded.startswith(("”", "’"), stop):
            continue
        bare = whole[: len(whole) - len(tail)] if tail else whole
        key = MARKS.sub("", bare)
        if len(key) < 5 or key[1] == key[3] or (not tail and _NEVER.fullmatch(key)):
            continue
        branded = tail.endswith("品牌") or folded.startswith("品牌", stop)
        yield Mention(
            match.start(),
            stop,
            shown(whole),
            key,
            kind_of(tail),
            bool(tail),
            bool(tail),
            False,
            branded,
            in_heading(folded, match.start(), stop),
            STRONG if tail or run else 1,
        )
