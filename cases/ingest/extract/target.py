"""For whom an amount is meant and what it is: 对入选的团队，最高给予项目资助 80 万元 → 入选的团队, 项目资助."""

import re

from .quantity import Quantity
from .sentence import Piece

MAX_WHO = 40
_TARGET = re.compile(
    r"(?:对于?|凡是?|向|为(?!主|基础|例|核心|重点|了|引领|依托|目标|导向|准|此)|给(?!予))(?!策|推|接|进|于)(?P<who>[^；。！？\n]{2,60}?)(?=，|：|给予|予以|分别|最高|可?享受|一次性|每[人年月]|按|提供|发放|视|（?\d|补[助贴]|奖励|资助)"
)
# The same over an amount that is a condition: 对投资额达到 3000 万元的企业，…
_TARGET_OVER = re.compile(_TARGET.pattern.replace(r"|（?\d", ""))
_CLAUSE_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,4}条[ ]?|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]|[一二三四五六七八九十]是|规定|并|对于?|凡|如|若|其中|另外|此外|同时)+"
)
_GIVEN = re.compile(
    r"(?:给予|奖励|补助|资助|支持|重奖)(?!资金|的)(?P<who>[\u4e00-\u9fff“”‘’、]{2,24}?)(?=最高|一次性|每[人年月]|\d|分别|不超过)"
)
_OFFERED = r"(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖金|奖|金|费|券|贷款|缓冲期)"
# Words between those who get something and what they get; what follows one of them is no part of the target.
_GETS = re.compile(
    r"同样|另有|再|最高|最多|可以|可获得?|可享受?|可申请|获得|给予|予以|享受|提供|发放|按|规定|设立|每[人名家个户项]|每[年月]"
)
_SUBJECT = re.compile(
    r"^[ ]?(?:[一二三四五六七八九十]{1,2}[是、]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])?[ ]?(?P<who>[^，；：。\n]{2,30}?"
    r"(?:人才|专家|企业|机构|团队|毕业生|博士|硕士|院士|青年|大学生|人员|项目|单位|工作站|个人|创业|人选))(?:落户|的)?(?=[^，\n]{0,14}，)"
)
_NO_SUBJECT = re.compile(rf"[《》]|出台|制定|制订|印发|下发|发布|对接|实施|[我全][市县区省]|{_GETS.pattern}")
# Those who give are not those who get.
_GIVER = re.compile(r"(?:街道|财政|部门|政府|[市县区镇乡]里?)$")
_ACT = re.compile(
    r"(?P<who>每?(?:引进|聘用|新?认定为?|入选|获得?|获评|新建|建立|培养|推荐)[^，；。]{2,30}?)(?:的|，)(?=[^；。]{0,24}$)"
)
_ITEM = re.compile(
    r"[ ]?(?:以内|以上|左右)?(?:/[人月年])?(?:的)?(?P<what>[\u4e00-\u9fff“”‘’A-Za-z·]{2,20}?)(?=[，；：。、！？（）\n]|和|及|并|等|到|的基础|\d|最高|支持(?![\u4e00-\u9fff])|$)"
)
_ACT_CLAUSE = re.compile(_ACT.pattern.replace("(?:的|，)", "的?，"))
_WHAT = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:补助|补贴|奖励|资助|津贴|资金|贴息|额度|经费|奖)(?=[\u4e00-\u9fff]{0,6}$)|“[^”\n]{2,10}”$"
)
_CORE = re.compile(r"(?:补助|补贴|奖励|资助|津贴|贴息|奖)$")
_OWN = re.compile(r"个人|团队|企业|机构|用人单位|项目")
_OFFERED_END = re.compile(rf"{_OFFERED}$")
_SPLIT = re.compile(r"、|和|及|与|以及")
_NEAR_TAIL = re.compile(
    r"(?:最高|可达|可|达到|达|给予|每年|每月|一次性|分别|资助额度|额度|为|的|另设|另|到|至|再)+$"
)
_LISTED = re.compile(r"(?:、|和|及|并)(?:最高|给予|不超过)?[ ]?$")
_BEFORE_GRANT = re.compile(
    r"(?P<who>[^，；。：\n]{2,60})，(?:再|另|可|将|由[^，]{1,8})?(?:一次性|最高|每[名人家]|可)?(?:给予|予以|奖励|补助|补贴|资助|发放|享受)[^，。；]{0,10}$"
)
_WHEN = re.compile(r"^[ ]?(?:并|自|从|在|同时|此外|其中|另外)|(?:[内起后前时上中下]|以来|基础|支持|政策)$")


def targets(folded: str, sentence: Piece, chosen: list[Quantity]) -> list[str]:
    """For whom each amount is meant; a list given 分别 is handed out item by item."""
    names: list[str] = []
    at = 0
    while at < len(chosen):
        item = chosen[at]
        left = item_end(folded, chosen[at - 1].end, sentence.end) if at else sentence.start
        who = _who(folded, sentence, left, item.start) or (names[-1] if names else "")
        who = who or _subject(folded, sentence, item.start)
        run = 1
        if "分别" in folded[left : item.start] or "依次" in folded[left : item.start]:
            while at + run < len(chosen) and adjoins(folded, chosen[at + run - 1], chosen[at + run]):
                run += 1
            parts = share_out(who, run)
            names += parts
        else:
            names.append(who)
        at += run
    return names


def item_end(folded: str, end: int, limit: int) -> int:
    """Where the words for what the amount before is given end, or the end of that amount."""
    match = _ITEM.match(folded, end, limit)
    return match.end("what") if match else end


def offered_behind(folded: str, end: int, limit: int) -> str:
    """What is offered, from the words behind the amount: 80 万元项目资助 → 项目资助."""
    match = _ITEM.match(folded, end, limit)
    words = match["what"].strip("的 ") if match else ""
    return "" if words in ("以上", "以内", "给予", "不等", "标准") else words


def adjoins(folded: str, one: Quantity, two: Quantity) -> bool:
    """Whether two amounts stand in one list (200 万元、100 万元)."""
    gap = folded[one.end : two.start].strip()
    return gap in ("、", "和", "及", "与", "，", "") or (len(gap) <= 6 and gap.endswith(("、", "和", "最高")))


def share_out(who: str, count: int) -> list[str]:
    """国家级、省级和市级孵化器 for three → 国家级孵化器, 省级孵化器, 市级孵化器; the whole for each if they do not match."""
    parts = [part.strip() for part in _SPLIT.split(who) if part.strip()]
    if count < 2 or len(parts) < count:
        return [who] * count
    parts = parts[-count:]
    last = parts[-1]
    tail = re.search(r"级|类|等奖|等次|等|层次|档", last) or re.match(r"国家|全国|[省市县区镇乡]", last)
    cut = tail.end() if tail else (last.find("“") if "“" in last else min(len(parts[0]), len(last)))
    cut = min(max(cut, 1), len(last))
    head = re.match(r".*(?=国家|省|[A-G]类|第?一|特等|正高|博士|全职)", parts[0])
    return [part + last[cut:] if not part.endswith(last[cut:]) else part for part in parts[:-1]] + (
        [last] if head is None or head else [last]
    )


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
    best = "" if _GIVER.search(best) else best
    return _NEAR_TAIL.sub("", best.strip(" ，、的")).removeprefix("于").removeprefix("从")[:MAX_WHO]


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
    match = _SUBJECT.match(folded[sentence.start : start])
    return match["who"] if match and not _NO_SUBJECT.search(match["who"]) else ""


def offered_before(before: str) -> str:
    """What is offered, from the words in front of the amount: 最高可获项目资助 → 项目资助."""
    match = _WHAT.search(before)
    return _GETS.split(match.group())[-1].strip(" 的") if match else ""


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
