"""What a figure counts, in words: 引进博士 for 引进博士 105 人, 建成研发中心 for 建成 5 个研究所、20 个研发中心."""

import re
from functools import cache

from ..sieve import compiled
from .gazetteer import gazetteer
from .quantity import Quantity
from .words import any_of
from .words import words as entries

MAX_LABEL = 36
MAX_LISTED = 16
_EDGE = "，；：。！？…\n"
_LEAD = re.compile(
    r"^(?:\d{1,6}多?[名位家个](?=[\u4e00-\u9fff]{2})|[ 、▲△●○■□◆◇★☆·①-⑳]|视情况?|时间(?=[\u4e00-\u9fff]{4}|[办培引招举开建])|有(?!机|色|效|限|关|偿|轨|线)(?=[\u4e00-\u9fff]{2})|其中|且|而且|但|而|却|仍然?|依然|各地(?=[\u4e00-\u9fff]{4})|今后|届时|目前|截至目前|如今|此外|同时|并且?|还|也|又|均|共计|合计|总计|累计|共(?!同|建|享|创)|已经?|仅|就|约|比如|例如|"
    r"之后又?|后来|初步统计|据统计|今年以?来?|去年|[明后]年|当前|全年|成功|先后|现场|预计|将|力争|计划|年底前|争取|有望|拟|到年底|另有|另外|含|包括|以及|和|及|与|"
    r"新近|陆续|实际|现已|正在|即将|进一步|年内|每年|全部|主要|确保|推动|提出要|达到|从中|从(?!事|业)|在(?![读职岗编校谈建研孵站])|(?<=^)在站(?:期间|时|期)|对(?!接)|为(?!民|企)|把|由|让|使|需|须|到(?![位岗])|"
    r"\d{1,2}月份?(?:底|末)?|[我全本][市县区省州](?=[\u4e00-\u9fff]{2})|[市县区镇乡][里上](?=[\u4e00-\u9fff]{2})|(?:[省市县区]|各级)(?:本级)?财政(?=每年|安排|列支|投入|出资|共)|"
    r"(?:从|自|到|至)?20\d\d年(?:年?底|末|\d{1,2}月(?:底|份)?)?之?前?起?|\d{1,2}(?:至|到|—)\d{1,2}月|近?(?:[一二两三四五六七八九十几]|\d{1,2})年来?(?=共|累计|已|[引培建兑流])|(?:未来|今后)[一二三五十两]年(?:之?内)?|这[个项些]|该[县市区州镇](?=[\u4e00-\u9fff]{3})|该[项个]?(?=[项平企园])|[年月]?内|[一二三四五六]是|要|都)"
)
_TRAIL = compiled(
    r"(?:[ 、（]|达到|达|约为|(?<![签公预合条契邀履节制])约|为|(?<![拥建设具持享含储存])有|(?:[只还仅]|尚|现)有?|自|共有|共计|共|合计|总计|累计|已|了|着|仅|各|至|(?<![拿得收])到|突破|超过|超|逾|近|分别|均|也|仍|以|等|可|将|"
    r"最高|要|[由从](?:20\d\d年(?:底|末)?|上年|去年|年初|每年|原来|过去)?的?(?:\d[\d.,]{0,9}[万亿多余]{0,2})?|增至|升至|增加到|提高到|提升到|增长到|扩大到|已经|是|在|和|(?<!惠)(?<!普)及|与|以及|的|完成|占(?=$)|(?<=面积|场所)分)$"
)
_CUT = re.compile(
    r".*(?:已经|已(?!经)|累计|共计|目前|现有|先后|截至目前|今年以?来?|去年|期间|以来|年内|方式|\d年(?:间|底|末|初)?)(?=[\u4e00-\u9fffA-Z“‘（])",
    re.S,
)
_LIGHT = re.compile(
    r"^(?:完成|实现|拥有|列支|建有|设有|达到|具有|有(?![效机色关序])|存有|储有|共有|达成(?=[\u4e00-\u9fff]{4})|取得)"
)
_STOP = compiled(
    r"[，；：。！？…（）\n]|(?<![级类省市县区])(?<!国家)、|与(?=[^，。；]{1,14}(?:签约|签订|合作|对接|结对|建立))|正在|已(?!建)|将(?=[于在会与到进入])|进行|前来|达成|签约|落户|入驻|进驻|来到|参加|参与|参会|作为|成为|担任|"
    r"脱颖|担任|作[了出]|年(?=培训|接待|产|均)|组成|结对|面对面|下沉|轮流|坐到|住进|走上|纳入|列入|发言|为(?=成员|指导|单位|主|骨干)|的(?=负责人|支持下)|脱颖|找到|主动|均与|给予|予以|提出|明确|经由|享受|开始|制定|登记|在站|承担|加速(?!器|和|平台|园|中心)|全部|用于|领衔(?!的)|并|逐步|来姚|落地|携手|分布|投入使用|"
    r"竣工|投产|上市|赴|前往|户均|人均|亩均|增产|增收|办理|扩大|交付|主体(?=封|结|工|完)|封顶|[今去明前]年|(?<=[\u4e00-\u9fff]{2})到(?![位岗期])|已经|"
    r"开工|改进|接过|驻扎|解决|找|围绕|覆盖|就业"
)
_JOINED_BEHIND = re.compile(r"(?:和|及|与|以及|[ 、])+$")
_NO_NOUN = re.compile(
    r"^(?:还|也|均|都|用(?![人户工])|被|由|获|通过|来自|从|在(?!册|岗|职|校|读|编|站|园|孵)|与|同(?!济)|于|给|占|比(?!赛)|达|超|以上|以内|左右|为|是|按|以|不等|增|提|下降|"
    r"贡献|实行|推动|集中|和|及|以及|等|正|先|后|才|共|先后|其中|就|走进|加(?!拿大|强|快|工)|每|之)"
)
_VERB_AT_END = compiled(rf"(?:{any_of('verbs')})(?:了|着|出|到|落地)?[ ]?$")
_FIRST_VERB = re.compile(any_of("verbs"))
_PREDICATE = re.compile(r"[^，；：。！？（）\d]{2,20}(?=[，；：。！？（]|\n|$)")
_MONEY_NOUN = re.compile(r"(?:投资|贷款|资金|基金|收入|产值|经费|融资|贴息|合同|订单|补贴|奖励|税收)$")
_MONEY_SAID = re.compile(
    r"(?:投资|贷款|资金|额|值|收入|经费|资本|税收|利润|余额|规模|投入|产出|销售|营收|补贴|奖励|增加值|GDP)$"
)
# Units named with a bracket inside: 11 个县（市）区, 15 个镇（街道）.
_COUNTIES = re.compile(r"(?:县|镇|乡镇|乡|村|市)（(?:市|市、区|区|街道|社区|场|居)）区?")
_SHORT_NOUNS = ("课", "村", "镇", "店", "厂")
_FIRST_LOT = re.compile(r"(?:首批|第[一二三]批|首笔|[^目]的)$")
_AUX = re.compile(r"正在|已经?|将|进行了?|了$|现场|于[^，。]{0,6}|进一步|还|均|都|主动|前来")


# Verbs behind which a county's name at the start of a label says no more than whose case it is.
_OWN_DEED = rf"(?:全[市县区](?!级|场|外)|共|已|累计|计划|将|拥有|现有|新|年|各类|人才|{any_of('verbs')})"
_FULL_PLACE = re.compile(rf"^[\u4e00-\u9fff]{{2,4}}(?<!高新)(?<!开发)[县市区](?={_OWN_DEED})")
_AFTER_PLACE = compiled(_OWN_DEED)
_INNER_AUX = re.compile(rf"(?:计划|预计|准备|将|要)(?=再|请来|招生|{any_of('verbs')}|投)")
_DETOUR = re.compile(
    rf"^(?:依托|通过|面向|围绕|赴|前往|在|由)[^，]{{2,20}}?(?=(?:年|新|已)?(?:{any_of('verbs')}|培训)[\u4e00-\u9fff“])"
)
# 、上海设立工作站: what stands between the last comma of a list of places and the verb.
_REST_OF_LIST = re.compile(
    rf"^[\u4e00-\u9fff]{{1,6}}?(?=(?:新)?(?:{any_of('verbs')})[\u4e00-\u9fff“A-Z]{{2,}})"
)
_LEVEL_NOW = re.compile(r"[由从在]目前(?:的)?(?:水平|基础)上?")
_INVESTED = re.compile(r"投$")
_NOUN_END = re.compile(rf"(?:{any_of('result_nouns')})(?:[一二三四]期)?$")
_SHARE = re.compile(r"占[了到约近达超过 ]{0,3}$")


@cache
def _places() -> frozenset[str]:
    """The full and short names of all units."""
    units = gazetteer().units
    named = frozenset(u.name for u in units) | frozenset(u.short for u in units)
    return named - {word for line in entries("not_places") for word in line.split()}


def _without_place(label: str) -> str:
    """余姚计划集聚专家 → 计划集聚专家: whose figure it is stands elsewhere."""
    full = _FULL_PLACE.match(label)
    if full and len(label) - full.end() >= 4:
        return label[full.end() :]
    known = _places()
    for length in (5, 4, 3, 2):
        if label[:length] in known and _AFTER_PLACE.match(label, length) and len(label) >= length + 4:
            return label[length:]
    return label


def strip_both(words: str) -> str:
    """Words without leading adverbs and trailing copulas: 目前已建成人才公寓共计 → 建成人才公寓."""
    before = None
    while words and before != words:
        before = words
        words = _TRAIL.sub("", _without_place(_LEAD.sub("", words)))
    return words.strip()


def noun_behind(folded: str, end: int, limit: int) -> tuple[str, int]:
    """The noun phrase right behind an amount (个研发团队入驻 → 研发团队) and where it ends; ("", end) if none."""
    stretch = folded[end : min(limit, end + 40)]
    skip = len(stretch) - len(stretch.lstrip(" "))
    skip += stretch[skip : skip + 1] == "的"
    words = stretch[skip:]
    counties = _COUNTIES.match(words)
    if counties:
        return counties.group(), end + skip + counties.end()
    if _NO_NOUN.match(words):
        return "", end
    stop = _STOP.search(words)
    words = (words[: stop.start()] if stop else words).removesuffix("分").removesuffix("达")
    if words.endswith(("和", "及", "与", " ", "、")):
        words = _JOINED_BEHIND.sub("", words)
    length = len(words)
    words = words.removesuffix("的").removesuffix("了").removesuffix("中").strip()
    return (words, end + skip + length) if len(words) >= 2 or words in _SHORT_NOUNS else ("", end)


def words_before(folded: str, left: int, start: int) -> str:
    """The words between the last mark or figure (``left``) and the amount at ``start``; marks in quotes do not count."""
    stretch = folded[max(left, start - 70) : start]
    depth = 0
    for at in range(len(stretch) - 1, -1, -1):
        char = stretch[at]
        if char in "”’）》":
            depth += 1
        elif char in "“‘（《":
            if depth == 0:
                return stretch[at + 1 :]
            depth -= 1
        elif char in _EDGE and (depth == 0 or char == "\n"):
            return stretch[at + 1 :]
    return stretch


def last_verb(words: str) -> str:
    """The result verb that words end in (将建成 → 建成), or nothing."""
    match = _VERB_AT_END.search(words)
    return match.group().rstrip(" 了着出") if match else ""


def indicator(folded: str, limit: int, item: Quantity, left: int, verb: str) -> tuple[str, str, int]:
    """The label of a figure, the verb it stands under (handed on along a list), and the end of the words used.

    ``left`` is where the words of the figure before end, ``limit`` where those of the next begin, ``verb`` the verb
    of the figure before.
    """
    raw = words_before(folded, left, item.start)
    before = _told(folded, raw, item)
    behind, used = noun_behind(folded, item.end, limit)
    own_verb = last_verb(before)
    joined = not before and folded[max(0, item.start - 2) : item.start].strip(" ").endswith(
        ("、", "和", "及", "与")
    )
    if before and behind and _said_before(folded, raw, before, behind, item):
        behind = ""
    if behind and raw.strip().endswith("等") and 2 <= len(before) <= MAX_LISTED:
        return _short(f"{before}等{behind}"), _first_verb(before), used
    if behind:
        use = own_verb or (verb if joined else "")
        label = _LIGHT.sub("", use) + behind
        if not use and len(behind) <= 4:
            label += _predicate(folded, used, limit)
        if not use and item.kind == "money" and before:
            label = _first_verb(before) + behind
        return _short(label), use, used
    if before:
        if before == own_verb and len(before) <= 3:
            before += _predicate(folded, item.end, limit)
        light = len(before) > 3 and item.kind != "percent"
        return _short(_LIGHT.sub("", before) if light else before), _first_verb(before), item.end
    return _short(_predicate(folded, item.end, limit)), verb if joined else "", item.end


def _told(folded: str, raw: str, item: Quantity) -> str:
    """The words in front of a figure without what only leads up to it: 在深圳、上海设立工作站 → 设立工作站."""
    raw = _LEVEL_NOW.sub("", raw)
    before = strip_both(_CUT.sub("", raw)) or strip_both(raw)
    before = _INNER_AUX.sub("", _DETOUR.sub("", before))
    edge = item.start - len(raw)
    if edge > 0 and folded[edge - 1] == "、":
        before = _REST_OF_LIST.sub("", before)
    if item.kind == "money":
        return _INVESTED.sub("投资", before)
    return f"{before}占比" if item.kind == "percent" and _SHARE.search(raw) and before else before


def _said_before(folded: str, raw: str, before: str, behind: str, item: Quantity) -> bool:
    """Whether the words in front say what is counted, so that those behind only go on (公寓一期 320 套交付使用)."""
    if item.kind in ("percent", "times"):
        return True
    if last_verb(before):
        return False
    if item.kind == "money":
        return not _names_money(before, behind)
    described = raw.rstrip().endswith(("的", "从", "由")) or (
        item.kind == "area" and folded.startswith("的", item.end)
    )
    return not described and bool(_NOUN_END.search(before)) and not _NOUN_END.search(behind)


def _names_money(before: str, behind: str) -> bool:
    """Whether the money is named behind the amount (吸引海蓝公司 800 万元风险投资) and not in front (总投资 3 亿元)."""
    if not behind or _MONEY_SAID.search(before):
        return False
    return bool(_FIRST_LOT.search(before) or (len(behind) <= 12 and _MONEY_NOUN.search(behind)))


def _first_verb(words: str) -> str:
    """The verb words begin with, for the next item of a list."""
    match = _FIRST_VERB.match(words)
    return match.group() if match else ""


def _predicate(folded: str, start: int, limit: int) -> str:
    """A short predicate for a bare noun: 32 个项目正在进一步对接 → 对接."""
    match = _PREDICATE.match(folded, start, limit + 1)
    words = _AUX.sub("", match.group()).strip(" “”") if match and match.end() <= limit else ""
    return "" if words.startswith(("与", "和", "及", "的")) else words


def _short(label: str) -> str:
    """At most ``MAX_LABEL`` characters, cut at the last 的, 等 or 、 where it is longer; no lone marks at the ends."""
    label = label.strip(" ，、的").removeprefix("已").removeprefix("是")
    for opening, closing in ("“”", "‘’", "（）"):
        if label.count(opening) != label.count(closing):
            label = label.replace(opening, "").replace(closing, "")
    for mark in "的、等":
        head, cut, tail = label.rpartition(mark)
        if len(label) > MAX_LABEL and cut and len(tail) >= 4 and head:
            label = tail
    return label[-MAX_LABEL:]
