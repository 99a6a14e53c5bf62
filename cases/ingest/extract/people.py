"""People with their roles and organisations by the endings of their names; rather a name missed than words taken for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..records import Evidence, Organisation, Person
from ..sieve import compiled
from .gazetteer import gazetteer
from .sentence import fold
from .words import any_of, words

MAX_EVIDENCE = 5
MAX_LOOKUPS = 50
MAX_ROLE = 40
MAX_ORGANISATION = 30
_HAN = "\u4e00-\u9fff"
_SINGLE, _COMPOUND = words("surnames")
_NEVER = "".join(words("given_never"))
_GIVEN = rf"(?:(?![{_NEVER}])[{_HAN}])"
_ROLE = any_of("roles")
_END = any_of("name_ends")
_IS_ROLE = re.compile(rf"(?:{_ROLE})$")
_ENDS_IN_ROLE = re.compile(rf"(?:{_ROLE})(?:（[^）]*）)?“?$")
_LONG_END = re.compile(_END)
_EDGE = r"(?=$|[，。；：、！？（）“”‘’—\s])"
_NAME = rf"(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{_SINGLE}]{_GIVEN}{{1,2}})"
_NAME_SHORT = rf"(?:(?:{_COMPOUND}){_GIVEN}|[{_SINGLE}]{_GIVEN})"
_ENDS_NAME = re.compile(rf"(?=的|{_END}|{_EDGE})")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_DEGREE, _AND, _BRACKET = re.compile("博士|教授|院士"), re.compile("[、和与及]"), re.compile("[（）]")
# Behind a role a name of three (``again``) needs no word that ends it when the text names it elsewhere as well.
_AFTER_ROLE = compiled(
    rf"(?:{_ROLE})(?:（[^）]{{1,12}}）)?[“]?(?P<name>{_NAME}(?={_END}|{_EDGE})|{_NAME_SHORT}(?={_END}|{_EDGE})"
    rf"|(?P<again>{_NAME})(?=[{_HAN}]))"
)
_TITLES = "博士后|博士|教授|副教授|院士|研究员|委员|同志|先生|女士|书记"
_BEFORE_ROLE = compiled(
    rf"(?:(?<=[，。；：、！？（）“”\s的委府司院校学所局部心会团市县区家才大室同与和由请])|(?<=^))(?P<name>{_NAME}|{_NAME_SHORT})"
    rf"(?P<role>{_TITLES})(?!后|生|点|学历|学位|以上|人才|团(?!队)|工作|级|论|研)"
)
_LIST = compiled(
    rf"(?P<names>{_NAME}(?:、{_NAME}){{1,6}})(?=(?P<role>{_TITLES})?(?P<rest>等[，。；、）]|等(?=\d|受聘|人|加盟|参加|来|应邀|出任|担任|专家|院士)|{_EDGE}|为|受聘))"
)
_THEN_ROLE = compiled(
    rf"(?:(?<=[。；：、！？\n])|(?<=^))(?P<name>{_NAME})(?:[，：,]|是|系)(?P<role>[^，。；\n]{{4,40}}?(?:{_ROLE})(?:(?:、|兼)(?:{_ROLE}))*)(?=[，。；\n]|$)"
)
_APPOINTED = re.compile(
    rf"(?:聘请|特聘|聘任|续聘)(?:[^，。；\n]{{0,30}}的)?(?P<names>{_NAME}(?:(?:、|和|与|及){_NAME}){{0,6}})(?:为|担任|出任)"
    r"(?P<role>[^，。；\n]{2,16})"
)
# 聘请何小满和海蓝公司的林若溪担任顾问: the first of two, where only the second has a firm.
_APPOINTED_FIRST = re.compile(
    rf"(?:聘请|特聘|聘任|续聘)(?P<name>{_NAME})(?:、|和|与|及)[^，。；\n]{{2,24}}?的{_NAME}(?:为|担任|出任)(?P<role>[^，。；\n]{{2,16}})"
)
_FROM = re.compile(
    rf"(?P<role>[^，。；：、\n和与]{{2,30}}(?:公司|集团|大学|研究院|研究所|学院))的?(?P<name>{_NAME})(?=为|担任|出任)"
)
# What _FROM ends in: looked for first, as most texts have none.
_FROM_THERE = compiled(rf"(?:公司|集团|大学|研究院|研究所|学院)的?{_NAME}(?=为|担任|出任)")
_SAYS = compiled(
    rf"(?:(?<=[，。；：！？”\n])|(?<=^))(?P<name>{_NAME_SHORT}|{_NAME})"
    r"(?=(?:仍|还|信心满满地|自豪地|笑着|常|高兴地|激动地)?(?:说|介绍|表示|坦言|感叹|感慨|告诉记者|回忆|透露|直言|记得))"
)
_SIGNED = compiled(rf"(?:^|\n)—{{1,2}}(?P<name>{_NAME}|{_NAME_SHORT})(?=\n|$)")
_ROLE_STRETCH = re.compile(rf"[^，。；：！？\n—]{{0,{MAX_ROLE}}}$")
_ROLE_LEAD = re.compile(
    r"^.*(?:聘请|邀请|特聘|聘任|由|与|和|对|把|让|据|像|是|为|跟|向|在|请来|请|引进|专访|访|对话|作为|留住|选择|落户|回国的|不久前)(?=[^由与和对把让据是为跟向请]{2,}$)"
)
_ORGANISATION = compiled(any_of("organisation_kinds"))
_WORDS_TOO = frozenset(
    ("合作", "资源", "和平", "新建", "创新", "集美", "高新", "城区", "郊区", "市中", "开放")
)  # Places, but words first.
_RUN = re.compile(rf"[{_HAN}A-Za-z\d·（）]{{0,{MAX_ORGANISATION}}}$")
_STARTS = compiled(rf"(?:{any_of('organisation_starts')})")
_GENERIC = compiled(
    r"(?:[一二三四五六七八九十两几多各某该本这那此家所个\d]|企业|公司|高校|院校|一[流批]|国内|国外|海外|全国|国家级?|省级?|市级?|县级|区级|校企|联合|共同|共建|"
    r"重点|名牌|知名|著名|中外|工程|技术|创新|研发|科技|产业|企业工程|名校|人才|高端|新型|有关|相关|商业|政策性|科技型?|中小|传统|专业|应用|博士后|院士|协同|综合|服务|关键|"
    r"省市|地方|当地|外资|股份制|国有|民营|高新|老年|开放|电视|海归|留学|世界|国际|母校|同济等|大型|首批|多家)+"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name at one place with the role stated there."""

    start: int
    end: int
    name: str
    role: str


def people(text: str, start: int, end: int) -> tuple[Person, ...]:
    """The people of ``text[start:end]`` with the fullest role stated: 海蓝公司总经理周一帆 → 周一帆, 海蓝公司总经理.

    The evidence covers role and name where they stand together.
    """
    folded = fold(text)
    seen = sorted(_seen(folded, start, end), key=lambda s: (s.start, -(s.end - s.start)))
    groups: dict[str, list[_Seen]] = {}
    for item in seen:
        groups.setdefault(item.name, []).append(item)
    found = []
    for name, group in _settled(folded, start, end, groups).items():
        role = max((item.role for item in group), key=lambda said: (bool(_IS_ROLE.search(said)), len(said)))
        if not role and len(group) < 2 and len(name) < 3:
            continue
        spans = dict.fromkeys((item.start, item.end) for item in sorted(group, key=lambda s: s.start))
        evidence = tuple(Evidence.of(text, *span) for span in list(spans)[:MAX_EVIDENCE])
        found.append(Person(name, role, evidence))
    return tuple(found)


def _settled(folded: str, start: int, end: int, groups: dict[str, list[_Seen]]) -> dict[str, list[_Seen]]:
    """A name of three that is rarer than its first two characters alone was read one too long (唐一常 of 唐一常常)."""
    settled: dict[str, list[_Seen]] = {}
    looked = 0
    for name, group in groups.items():
        short = name[:-1]
        if len(name) >= 3 and looked < MAX_LOOKUPS and _LONG_END.match(name[-1]):
            looked += 1
            if short in groups or folded.count(short, start, end) > folded.count(name, start, end):
                group = [replace(item, name=short, end=_cut(folded, item, name)) for item in group]
                name = short
        settled.setdefault(name, []).extend(group)
    return settled


def _cut(folded: str, item: _Seen, name: str) -> int:
    """The end of a mention whose name loses its last character."""
    return item.end - 1 if folded[item.start : item.end].endswith(name) else item.end


def _seen(folded: str, start: int, end: int) -> Iterator[_Seen]:
    """Every place where a rule reads a name."""
    looked = 0
    for match in _AFTER_ROLE.finditer(folded, start, end):
        if match["again"]:
            looked += 1
            if looked > MAX_LOOKUPS or not _named_again(folded, start, end, match["name"]):
                continue
        at, role = _role_before(folded, start, match.start("name"))
        stop = match.end()
        title = _DEGREE.match(folded, stop)
        role = f"{role}、{title.group()}" if title and role and title.group() not in role else role
        yield _Seen(at, stop, match["name"], role)
    for match in _BEFORE_ROLE.finditer(folded, start, end):
        at, role = _role_before(folded, start, match.start("name"))
        joined = f"{role}、{match['role']}" if role and match["role"] not in role else role or match["role"]
        yield _Seen(at if role else match.start("name"), match.end(), match["name"], joined)
    for match in _LIST.finditer(folded, start, end):
        at, role = _role_before(folded, start, match.start())
        role = role or match["role"] or ""
        place = match.start()
        for name in match["names"].split("、") if role else ():
            yield _Seen(place, place + len(name), name, role)
            place += len(name) + 1
    for match in _APPOINTED.finditer(folded, start, end):
        place = match.start("names")
        for name in _AND.split(match["names"]):
            yield _Seen(place, place + len(name), name, match["role"].strip("“”"))
            place += len(name) + 1
    for match in _APPOINTED_FIRST.finditer(folded, start, end):
        yield _Seen(*match.span("name"), match["name"], match["role"].strip("“”"))
    for match in _FROM.finditer(folded, start, end) if _FROM_THERE.search(folded, start, end) else ():
        yield _Seen(*match.span("name"), match["name"], match["role"].strip())
    for match in _THEN_ROLE.finditer(folded, start, end):
        yield _Seen(match.start("name"), match.end("role"), match["name"], match["role"])
    for pattern in (_SAYS, _SIGNED):
        for match in pattern.finditer(folded, start, end):
            yield _Seen(*match.span("name"), match["name"], "")


def _named_again(folded: str, start: int, end: int, name: str) -> bool:
    """Whether 孔令辉 of 教授孔令辉弯腰看土 stands elsewhere as a name does."""
    at = folded.find(name, start, end) if len(name) >= 3 else -1
    while at >= 0:
        begins = at == 0 or not _HAN_CHARACTER.match(folded[at - 1])
        if begins and _ENDS_NAME.match(folded, at + len(name), end):
            return True
        at = folded.find(name, at + 1, end)
    return False


def _role_before(folded: str, start: int, at: int) -> tuple[int, str]:
    """Where the role that ends at ``at`` begins, and its words; ``(at, "")`` when a role word does not end there."""
    stretch = _ROLE_STRETCH.search(folded, max(start, at - MAX_ROLE), at).group()
    if not _ENDS_IN_ROLE.search(stretch):
        return at, ""
    lead = _ROLE_LEAD.match(stretch)
    words_left = stretch[lead.end() :] if lead else stretch
    listed = words_left.split("、")
    kept = [listed.pop()]
    while listed and _IS_ROLE.search(listed[-1]):
        kept.insert(0, listed.pop())
    role = "、".join(kept).rpartition("的")[2].strip()
    for opening, closing in ("“”", "（）"):
        if role.count(opening) != role.count(closing):
            role = (
                role.strip(opening + closing)
                if role.strip(opening + closing).count(closing) == 0
                else role[role.find(closing) + 1 :]
            )
    return at - len(role) - (1 if folded[at - 1] == "“" else 0), role


def organisations(text: str, start: int, end: int) -> tuple[Organisation, ...]:
    """Companies, universities, institutes, banks and societies of ``text[start:end]``, in order of mention."""
    folded = fold(text)
    groups: dict[str, list[tuple[int, int]]] = {}
    last = start
    for match in _ORGANISATION.finditer(folded, start, end):
        first = _left_edge(folded, max(last, start), match.start())
        name = folded[first : match.end()].strip()
        if not _is_name(name, match.group()):
            continue
        groups.setdefault(name.replace(" ", ""), []).append((first, match.end()))
        last = match.end()
    return tuple(
        Organisation(name, tuple(Evidence.of(text, *span) for span in spans[:MAX_EVIDENCE]))
        for name, spans in groups.items()
    )


def _left_edge(folded: str, start: int, at: int) -> int:
    """Where the name that goes on at ``at`` begins: at a place's name, else behind the last mark, verb or particle."""
    run = _RUN.search(folded, max(start, at - MAX_ORGANISATION), at).group()
    if run.count("（") != run.count("）"):
        run = _BRACKET.split(run)[-1]
    cut = 0
    for match in _STARTS.finditer(run):
        if len(run) - match.end() >= 2:
            cut = match.end()
    place = next((i for i in range(cut, len(run)) if _place_at(run, i)), cut)
    return at - len(run) + place


def _place_at(words_: str, at: int) -> bool:
    """Whether the name of a place or a word like one begins at ``at``."""
    return any(words_[at : at + length] in _places() for length in (2, 3, 4))


@cache
def _places() -> frozenset[str]:
    """The full and the short names of all administrative units, and ``lexicon/organisation_places.txt``."""
    units = gazetteer().units
    named = {u.name for u in units} | {u.short for u in units}
    return (frozenset(words("organisation_places")) | named) - _WORDS_TOO


def _is_name(name: str, ending: str) -> bool:
    """Whether the stem is more than generic words; companies may do without a place in it, others may not."""
    stem = name[: len(name) - len(ending)]
    if not 2 <= len(stem) <= MAX_ORGANISATION or _GENERIC.fullmatch(stem):
        return False
    placed = _place_at(stem, 0)
    company = ending.endswith(("公司", "集团")) and len(stem) <= 14 and not stem.startswith("国际")
    return company or (placed and ("银行" in ending or stem not in ("国家", "中国")))
