"""For whom an amount is meant and what it is: 对入选的团队，最高给予项目资助 80 万元 → 入选的团队, 项目资助."""

import re

from .members import members_of
from .quantity import Quantity
from .sentence import Piece

MAX_WHO = 40
_TARGET = re.compile(
    r"(?:(?<!一)对于?|凡是?|向|为(?!主|基础|例|核心|重点|了|引领|依托|目标|导向|准|此)|给(?!予))(?!策|推|接|进|于)(?P<who>[^；。！？\n]{2,60}?)(?=，|：|给予|予以|分别|最高|可?享受|一次性|每(?:[人年月]|学年)|按|提供|发放|视|（?\d|补[助贴]|奖励|资助)"
)
# The same over an amount that is a condition: 对投资额达到 3000 万元的企业，…
_TARGET_OVER = re.compile(_TARGET.pattern.replace(r"|（?\d", ""))
_CLAUSE_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,4}条[ ]?|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]|[一二三四五六七八九十]是|规定|并|对于?|凡|如|若|其中|另外|此外|同时)+"
)
_GIVEN = re.compile(
    r"(?:给予|奖励|补助|资助|支持|重奖)(?!资金|的|每)(?P<who>[\u4e00-\u9fff“”‘’、]{2,24}?)(?=最高|一次性|每[人年月]|\d|分别|不超过)"
)
_OFFERED = r"(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖金|奖|金|费|券|贷款|缓冲期)"
# Words between those who get something and what they get; what follows one of them is no part of the target.
_GETS = re.compile(
    r"同样|另有|再|最高|最多|可以|可获得?|可享受?|可申请|获得|给予|予以|享受|提供|发放|按|规定|设立|每[人名家个户项]|每(?:学年|学期|[年月])"
)
_SUBJECT = re.compile(
    r"^[ ]?(?:[一二三四五六七八九十]{1,2}[是、]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])?[ ]?(?P<who>[^，；：。\n]{2,30}?"
    r"(?:人才|专家|企业|机构|团队|毕业生|博士|硕士|院士|青年|大学生|人员|项目|单位|工作站|个人|创业|人选))(?:落户|的)?(?=[^，\n]{0,14}，)"
)
# The whole first clause: 企业自建实验室并通过验收的，按 …; 入住公寓的博士，三年内 …
_OPENING = re.compile(
    r"^[ ]?(?P<who>[^，；：。\n]{2,28}?)(?:的(?=，)|(?<=人才|企业|博士|硕士|院士|团队|专家|机构|学生|青年|项目|个人|单位)(?=，))"
)
_NO_SUBJECT = re.compile(rf"[《》]|出台|制定|制订|印发|下发|发布|对接|实施|[我全][市县区省]|{_GETS.pattern}")
# Those who give are not those who get.
_GIVER = re.compile(r"(?:街道|财政|部门|政府|[市县区镇乡]里?)$")
_ACT = re.compile(
    r"(?P<who>每?(?:引进|评选|遴选|聘用|新?认定为?|入选|获得?|获评|新建|建立|培养|推荐)[^，；。]{2,30}?)(?:的|，)(?=[^；。]{0,24}$)"
)
_ITEM = re.compile(
    r"[ ]?(?:以内|以上|左右)?(?:/[人月年])?(?:的)?(?P<what>[\u4e00-\u9fff“”‘’A-Za-z·]{2,20}?)(?=[，；：。、！？（）\n]|和|及|并|等|到|的基础|\d|最高|支持(?![\u4e00-\u9fff])|$)"
)
_ACT_CLAUSE = re.compile(_ACT.pattern.replace("(?:的|，)", "的?，"))
# 将博士安家补贴由 20 万元提高到 40 万元: for whom and what, in one noun.
_RAISED_TO = re.compile(
    r"(?:^|[，；：。将把])(?P<who>[^，；：。将把从由]{0,20}?)(?P<what>(?:安家|购房|租房|住房|生活|岗位|交通|创业|就业|引才|建站|科研|项目|综合|一次性)?"
    r"(?:补贴|补助|津贴|奖励|资助|奖金|贷款|贴息|经费)(?:标准|额度|上限)?)?(?:从|由)[^，；。]{1,24}?"
    r"(?:提高|提升|增加|上调|调整|增|涨|提|升)了?[至到为]了?(?:每[人年月户]{1,2}){0,2}[ ]?$"
)
# 博士：生活补助每月 3000 元 …: the line says first for whom it is.
_HEADED = re.compile(r"^[ ▲△●○■□◆◇★☆·①-⑳]*(?P<who>[^，；：。！？\d]{2,16})：(?=[^：]*$)")
_NO_HEAD = re.compile(
    r"记者|答|问|[一二三四五六七八九十]是|其中|规定|如下|明确|包括|方面|标准|政策|措施|补[助贴]$|奖励$|支持$|说|介绍"
)
_WHAT = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖)(?=[\u4e00-\u9fff]{0,6}$)|“[^”\n]{2,10}”$"
)
_CORE = re.compile(r"(?:补助|补贴|奖励|资助|津贴|贴息|奖)$")
_OWN = re.compile(r"个人|团队|企业|机构|用人单位|项目")
_OFFERED_END = re.compile(rf"{_OFFERED}$")
_SHARED = re.compile("分别|依次")
_RAISING = re.compile(r"(?:提高|提升|增加|上调|调整|涨)$|^\d")
_SHARED_OUT = re.compile(r"^.*(?:分别|依次)")
_LEVEL = re.compile(r"[^“]{0,12}?(?:级|类|等奖|等次|等|层次|档)|国家|全国|[省市县区镇乡]")
_LEVEL_ONLY = re.compile(r"(?:级|类|等奖|等次|等|层次|档|国家|全国|[省市县区镇乡])$")
_ARTICLE = re.compile(r"^[ ]?第[一二三四五六七八九十百\d]{1,4}条[ ]?")
_ANYONE = re.compile(
    r"(?:每[人年月户名家个]|单个(?:企业|项目|人)?|每个(?:企业|项目|人)|同一(?:企业|项目))(?:每[年月])?|对?(?:其|每人)|[一二三四五六七八九十]是"
)
_GIVES = re.compile(r"^(?:为上限|为限|标准|分别|[县市区镇乡]里|不等的?|不同额度的?|之?内|给予|予以|发放|的)+")
_SPLIT = re.compile(r"、|和|及|与|以及")
_NEAR_TAIL = re.compile(
    r"(?:最高|可达|可|达到|达|给予|每年|每月|一次性|分别|资助额度|额度|为|以|的|另设|另|到|至|再)+$"
)
_LISTED = re.compile(r"(?:、|和|及|并)(?:最高|给予|不超过)?[ ]?$")
_BEFORE_GRANT = re.compile(
    r"(?P<who>[^，；。：\n]{2,60})，(?:再|另|可|将|由[^，]{1,8})?(?:一次性|最高|每[名人家]|可)?(?:给予|予以|奖励|补助|补贴|资助|发放|享受)[^，。；]{0,10}$"
)
_WHEN = re.compile(r"^[ ]?(?:并|自|从|在|同时|此外|其中|另外)|(?:[内起后前时上中下]|以来|基础|支持|政策)$")


def targets(folded: str, sentence: Piece, chosen: list[Quantity]) -> list[str]:
    """For whom each amount is meant; a list given 分别 is handed out item by item."""
    names: list[str] = []
    headed = _HEADED.match(folded[sentence.start : chosen[0].start]) if chosen else None
    head = headed["who"].strip() if headed and not _NO_HEAD.search(headed["who"]) else ""
    at = 0
    while at < len(chosen):
        item = chosen[at]
        left = item_end(folded, chosen[at - 1].end, sentence.end) if at else sentence.start
        who = _who(folded, sentence, left, item.start)
        who = who or head or (names[-1] if names else "")
        who = who or _subject(folded, sentence, item.start)
        shared = bool(_SHARED.search(folded, left, item.start))
        run = _run(folded, chosen, at, close=not shared)
        members = members_of(folded, sentence, chosen[at : at + run]) if run > 1 else []
        if members:
            names += members
        elif shared or (run > 1 and len(_parts(who)) == run):
            names += share_out(who, run)
        else:
            run = 1
            names.append(who)
        at += run
    return names


def _run(folded: str, chosen: list[Quantity], at: int, *, close: bool) -> int:
    """How many amounts from ``at`` on stand in one list; ``close`` when nothing but a mark may stand between them."""
    run = 1
    while at + run < len(chosen):
        one, two = chosen[at + run - 1], chosen[at + run]
        near = (
            folded[one.end : two.start].strip() in ("、", "和", "及", "与", "/")
            if close
            else adjoins(folded, one, two)
        )
        if not near:
            break
        run += 1
    return run


def item_end(folded: str, end: int, limit: int) -> int:
    """Where the words for what the amount before is given end, or the end of that amount."""
    match = _ITEM.match(folded, end, limit)
    return match.end("what") if match else end


def offered_behind(folded: str, end: int, limit: int) -> str:
    """What is offered, from the words behind the amount: 80 万元项目资助 → 项目资助."""
    match = _ITEM.match(folded, end, limit)
    words = _GIVES.sub("", match["what"].strip("的 ")) if match else ""
    return "" if words in ("以上", "以内", "给予", "不等", "标准") else words


def adjoins(folded: str, one: Quantity, two: Quantity) -> bool:
    """Whether two amounts stand in one list (200 万元、100 万元)."""
    gap = folded[one.end : two.start].strip()
    return gap in ("、", "和", "及", "与", "，", "/", "") or (
        len(gap) <= 6 and gap.endswith(("、", "和", "最高"))
    )


def _parts(who: str) -> list[str]:
    """The members of a list."""
    return [part.strip() for part in _SPLIT.split(who) if part.strip()]


def share_out(who: str, count: int) -> list[str]:
    """国家级、省级和市级孵化器 for three → 国家级孵化器, 省级孵化器, 市级孵化器; the whole for each if they do not match."""
    parts = _parts(who)
    if count < 2 or len(parts) < count:
        return [who] * count
    parts = parts[-count:]
    last = parts[-1]
    level = _LEVEL.match(last)
    cut = level.end() if level else last.find("“")
    if cut < 1:
        return parts
    return [part + last[cut:] if _LEVEL_ONLY.search(part) else part for part in parts[:-1]] + [last]


def _who(folded: str, sentence: Piece, left: int, start: int) -> str:
    """The words for whom or for what deed, nearest before the amount."""
    stretch = folded[left:start]
    best = ""
    for pattern in (_TARGET_OVER, _TARGET, _GIVEN):
        if best and pattern is _TARGET:
            continue
        for match in pattern.finditer(stretch + "，"):
            best = match["who"]
    if not best:
        match = _ACT_CLAUSE.search(stretch) or _ACT.search(stretch)
        best = _whole(stretch, match.start("who"), match.end("who")) if match else ""
    best = best or _before_grant(stretch)
    if not best and _LISTED.search(stretch):
        return ""
    best = best or _near(stretch)
    best = (
        ""
        if _RAISING.search(best) or _GIVER.search(best) or _ANYONE.fullmatch(best.strip(" ，、的"))
        else best
    )
    best = _ARTICLE.sub("", best)
    return _NEAR_TAIL.sub("", best.strip(" ，、的（")).removeprefix("于").removeprefix("从")[:MAX_WHO]


def _whole(stretch: str, start: int, end: int) -> str:
    """The words ``start:end`` with those of their clause in front of them, when these are few (中介机构 + 每引荐一人)."""
    edge = max(stretch.rfind(mark, 0, start) for mark in "，；：。、！？\n") + 1
    lead = _CLAUSE_LEAD.sub("", stretch[edge:start].strip())
    return (lead if len(lead) <= 10 and not _GETS.search(lead) else "") + stretch[start:end]


def _near(stretch: str) -> str:
    """The words right before the amount up to a word of giving, when they name somebody and not the offer itself."""
    edge = max(stretch.rfind(mark) for mark in "，；：。、！？\n")
    near = _NEAR_TAIL.sub("", stretch[edge + 1 :].strip(" 、和及"))
    gets = _GETS.search(near, 2 if near.startswith("每") else 0)
    words = (near[: gets.start()] if gets else near).strip(" 的")
    if _OFFERED_END.search(words):
        own = _OWN.match(words)
        return own.group() if own else ""
    return words if 2 <= len(words) <= 24 else ""


def _subject(folded: str, sentence: Piece, start: int) -> str:
    """The people or firms that the sentence is about (海外人才在园内办企业，最高可获 …), or nothing."""
    words = _CLAUSE_LEAD.sub("", folded[sentence.start : start])
    match = _OPENING.match(words) or _SUBJECT.match(words)
    return match["who"] if match and not _NO_SUBJECT.search(match["who"]) else ""


def offered_before(before: str) -> str:
    """What is offered, from the words in front of the amount: 最高可获项目资助 → 项目资助."""
    match = _WHAT.search(before)
    return _SHARED_OUT.sub("", _GETS.split(match.group())[-1]).strip(" 的") if match else ""


def raised(before: str) -> tuple[str, str] | None:
    """将博士安家补贴由 20 万元提高到→ 博士, 安家补贴; None where no offer is raised right before the amount."""
    match = _RAISED_TO.search(before)
    return (match["who"].strip(" 的对"), match["what"] or "") if match else None


def told_apart(who: str, what: str) -> tuple[str, str]:
    """入选计划 and 的专家奖励 → 入选计划的专家 and 奖励."""
    match = _CORE.search(what) if what.startswith("的") else None
    if match:
        return f"{who}{what[: match.start()]}".rstrip("的"), match.group()
    return who, what.lstrip("的")


def _before_grant(stretch: str) -> str:
    """Who stands in the clause before 奖励 or 给予: 年销售首次过亿的人才企业，奖励 → 人才企业; 服务满 6 年的，给予 → 服务满 6 年."""
    match = _BEFORE_GRANT.search(stretch)
    if not match or _WHEN.search(match["who"]):
        return ""
    words = match["who"].strip()
    if words.endswith("的"):
        return words[:-1][-24:]
    words = words if len(words) <= 24 else words.rpartition("的")[2]
    return words if 2 <= len(words) <= 24 else ""
