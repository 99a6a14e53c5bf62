"""Names without marks that the frame around them tells: people chosen in rounds, a heading the text comes back to,
a meeting told at once what it is, a centre of several provinces.

「评选第三批云都工匠20名」「四、博士云山行：把智囊请上山」「有，云山论剑。就是每年……」 are names; 「评选优秀工匠20名」
「四、产业学院：把课堂搬进车间」 are none.
"""

import re
from collections.abc import Iterator

from ...sieve import compiled
from . import coined, context
from .mention import HAN, SECTION, STRONG, WITHIN, Mention, head_of, key_of, kind_of, rest_of

_FUNCTION = re.compile(r"[的了是在和与等把被对为将从向及或让使由于到至有不个项名位批以各我下]")
_ROUND = r"(?:首[批届]|第[一二三四五六七八九十\d]{1,3}[批届])"
_PEOPLE = compiled(
    rf"(?:评选|选树|评定|认定|选拔|遴选|评出|选出|命名)(?:表彰|了|出)?{_ROUND}(?P<name>[{HAN}]{{2,6}}?(?:工匠|名匠|巧匠|匠[师人]|名[师医家]|大师|师傅|能人|巧手|绣娘))(?=[一二三四五六七八九十\d]{{1,4}}[余多]?[名位人])"
)
_TOPIC = re.compile(
    rf"\n[ ]*(?:[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十\d]{{1,3}}）|\d{{1,2}}[.．、])?[ ]*(?P<name>[{HAN}]{{4,10}}+)(?=[：:]|——)"
)
# Institutions bear the words of their trade; a heading that begins with one is about it.
_INSTITUTION = frozenset(
    "学院 商学院 书院 产业园 创业园 科创园 园区 银行 基地 中心 研究院 工作站 联盟 社区 平台 项目 实验室".split()
)
# Looked for by its last word, since any character could begin it.
_MEETING = compiled(
    rf"(?:论剑|论道|问道|夜话|雅集)(?=[。，]?(?:就是|每|一[年季月]|已|办|第)|[。，][{HAN}]{{0,6}}(?:办|讲)[^，。]{{0,6}}[\d一二三四五六七八九十])"
)
_OPENED = re.compile(rf"(?<![{HAN}])[{HAN}]{{2,3}}$")
_ACROSS = compiled(
    rf"(?<![{HAN}])(?P<name>[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕甘青宁新]{{2,3}}[{HAN}]?(?:协同创新|联合创新|联合研发|联合研究|技术转移|人才合作|产业合作)(?:中心|研究院|基地|实验室))"
)


def framed(folded: str, start: int, end: int) -> Iterator[Mention]:
    """The names of ``folded[start:end]`` that stand in such a frame."""
    for match in _PEOPLE.finditer(folded, start, end):
        name = match["name"]
        if not coined.praised(name) and len(rest_of(name[:-2])) >= 2 and not _FUNCTION.search(name[:-2]):
            yield _made(folded, *match.span("name"), STRONG)
    for match in _TOPIC.finditer(folded, start, end):
        if (
            _is_topic(match["name"])
            and folded.find(match["name"], match.end(), min(end, match.end() + SECTION)) >= 0
        ):
            yield _made(folded, *match.span("name"), STRONG)
    for match in _MEETING.finditer(folded, start, end):
        opened = _OPENED.search(folded, max(start, match.start() - 3), match.start())
        if opened:
            yield _made(folded, opened.start(), match.end(), STRONG)
    for match in _ACROSS.finditer(folded, start, end):
        begun = context.begun(folded[match.end() : match.end() + 20])
        yield _made(folded, *match.span("name"), 2 + begun)


def _is_topic(name: str) -> bool:
    """Whether a heading is a name: it ends in a programme word and begins with two characters of its own."""
    head = head_of(name)
    own = name[: len(name) - len(head)]
    return bool(
        WITHIN.get(head) in ("strong", "weak")
        and head not in _INSTITUTION
        and len(rest_of(own)) >= 2
        and not _FUNCTION.search(name)
        and not coined.common(name)
    )


def _made(folded: str, first: int, stop: int, score: int) -> Mention:
    """The mention of a name that a frame tells."""
    name = folded[first:stop]
    return Mention(
        first,
        stop,
        name,
        key_of(name, ""),
        kind_of(head_of(name)),
        score >= STRONG,
        True,
        score=score,
    )
