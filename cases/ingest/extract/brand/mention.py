"""One place where a name stands, and what a name is made of: its programme word, its key, its shown form."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ...sieve import compiled
from ..gazetteer import gazetteer
from ..words import any_of, rows, words

HAN = "\u4e00-\u9fff"
STRONG = 3  # From which score on the words around a name make it a brand by themselves.
SECTION = 2000  # How far behind a name the text may come back to it.
_ROWS = rows("brand_heads")
KINDS = {row[0]: row[1] for row in _ROWS}
BEHIND = {row[0]: row[2] for row in _ROWS}  # What a word tells behind the marks.
WITHIN = {row[0]: row[3] for row in _ROWS}  # What it tells at the end of the name.
_longest = sorted(KINDS, key=len, reverse=True)
HEAD = "|".join(map(re.escape, _longest))
_TAIL_HEAD = "|".join(re.escape(word) for word in _longest if BEHIND[word] != "none")
_MODIFIER = "|".join(sorted(map(re.escape, words("brand_modifiers")), key=len, reverse=True))
TAIL_TEXT = rf"(?:{_MODIFIER}){{0,4}}(?:{_TAIL_HEAD})(?![站窗大员]|生态|体系|保障|经费|设计|书|不[通行]|得通)"
TAIL = compiled(TAIL_TEXT)
ENDING = re.compile(rf"(?:{HEAD})$")
MARKS = re.compile(r"[“”‘’ \n]")
_INNER = re.compile("‘([^’]*)’")
PROGRAMME = ("计划", "行动", "工程")
# Whom a plan of the same name has beside it: “渔港英才”活动周 is another thing than “渔港英才”计划.
APART = frozenset(
    "活动周 活动月 大赛 公开赛 挑战赛 峰会 论坛 音乐节 人才节 服务网 小程序 贷 码 卡 英才卡 人才卡 基金 驿站".split()
)
_PLAIN_END = compiled(
    r"(?:培育|培养|引进|引育|集聚|引领|提升|专项|人才|三年|创建)*(?:计划|行动|工程|品牌|活动|项目|试点)$"
)


class Mention(NamedTuple):
    """One place where a name stands: its span, the name as shown, the key its spellings share, and its kind.

    ``strong`` says that the words around it make it a brand, ``tailed`` that it ends in a programme word,
    ``branded`` that the text itself calls it a 品牌, ``heading`` that it stands in a heading, ``score`` how much
    speaks for it, ``prefix`` the place that its unmarked name begins with.
    """

    start: int
    end: int
    name: str
    key: str
    kind: str
    strong: bool
    tailed: bool
    national: bool = False
    branded: bool = False
    heading: bool = False
    score: int = 0
    prefix: str = ""


# A document says its names again and again, and the same is asked about each of them every time.
once_a_name = lru_cache(maxsize=1024)


@once_a_name
def head_of(name: str) -> str:
    """The programme word a name ends in, "" without one."""
    match = ENDING.search(name)
    return match.group() if match else ""


def kind_of(tail: str) -> str:
    """The kind of a name from the programme word it ends in; 品牌 where it has none."""
    return KINDS.get(head_of(tail), "品牌")


def key_of(plain: str, tail: str) -> str:
    """What all spellings of a name share: 渔港英才 for “渔港英才”计划 and “渔港英才计划”; short names keep their word."""
    core = _PLAIN_END.sub("", plain)
    if len(core) < 3:
        core = plain
    return core + (head_of(tail) if len(plain) < 3 else "")


def shown(printed: str) -> str:
    """The name as readers see it: marks around the whole name fall away, those around a part stay, inner ones are ‘’."""
    printed = printed.strip()
    if printed.count("“") == 1 and printed.startswith("“") and printed.endswith("”"):
        return _INNER.sub(r"“\1”", printed[1:-1])
    if printed.startswith("‘") and printed.endswith("’"):
        return printed[1:-1]
    return _INNER.sub(r"“\1”", printed, 1) if printed.startswith("‘") else printed


_GENERIC = compiled(any_of("brand_generic"))


@once_a_name
def rest_of(name: str) -> str:
    """What a name says beyond words that anyone's programme has: 舜都 in 舜都青年人才."""
    return _GENERIC.sub("", name)


@cache
def counties() -> dict[str, set[str]]:
    """The short names of all counties, of two or three characters, with the codes of those that bear them."""
    found: dict[str, set[str]] = {}
    for unit in gazetteer().units:
        if unit.level == "county" and 2 <= len(unit.short) <= 3:
            found.setdefault(unit.short, set()).add(unit.code)
    return found
