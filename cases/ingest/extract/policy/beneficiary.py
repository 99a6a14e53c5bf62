"""Who is given something, in few words that can open a name: 对新引进的博士 → 博士; 企业每聘用1名院士 → 企业聘用院士."""

import re
from os.path import commonprefix

from ..words import any_of
from .named import HAN, NUMERAL
from .support import without

MAX_WHO = 14
MAX_BEFORE = 6  # A longer beneficiary is cut to its noun before the name of what is given.
LONG = 6  # A deed in a beneficiary longer than this is cut to its object.
MAX_QUOTING = 24  # With the name of a programme in it a beneficiary may be longer.
_BENEFICIARY = any_of("policy_beneficiaries")
_IS_WHO = re.compile(rf"(?:{_BENEFICIARY}|”|者|员|师)$")
_NOUN = re.compile(rf"(?:{_BENEFICIARY})$")
_ROW = re.compile(r"、|(?<=[\u4e00-\u9fff]{2})[和及与或](?=[\u4e00-\u9fff]{2})")
_QUOTED = re.compile(rf"“(?P<name>[^“”\n]{{2,10}})”(?P<tail>[{HAN}A-Z]{{0,8}})")
_NOT_QUOTED = re.compile(r"(?:计划|行动|工程|条|\+.*|一流|之.+|办法|政策)$")
_NUMBERING = re.compile(
    r"^(?:[ ]|第[一二三四五六七八九十\d]{1,4}条|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}[是、]|规定|同时|此外|其中|另外|与[^，。]{2,12}?(?=共建|合办|合作|联合)|比如|例如|譬如|像|并|答：|A：|凡是|[对凡给由为如供向])+"
)
_COUNTED = re.compile(rf"每?(?:{NUMERAL}{{1,4}}|两|多)[ ]?(?:名|位|个|家|项|人)(?!以上)")
_ATTRIBUTE = re.compile(
    r"^(?:以[上下]的?|[位名个家](?=专家|博士|师傅|导师|学员|教师|医生|企业|单位|机构|公司|合作社|团队|项目|课题)|[^，]{1,6}所在的?(?=企业|单位|学校|园区|合作社)|新近?(?=[引聘招录入来建认获])|首次|成功|全职|柔性|自主|正式|来[^，]{0,3}?|在(?![岗职校读编站孵外乡建研册训])[^，]{0,4}?|到[^，]{0,4}?|我[省市县区]|本[省市县区]"
    r"|辖区|全[市县区]|每|用人单位|符合条件|经评审|经认定|认定为?|评定|被|从|已|企业(?=新?引进[^，]*的)"
    r"|(?:[一二三甲乙丙]|国家|[省市县区A-Z])[级类]、?)+"
)
_ACT = re.compile(
    r"聘用|聘请|引进|招引|引荐|推荐|培养|招收|招聘|吸纳|接收|入选|获评|获得|评上|认定|建立|新建|建成|创办|领办|承办|承接|参加|开展|共建|设立|取得|列入|落户|带出|评选|遴选|选拔|评定|命名|选聘"
)
_ACT_ON = re.compile(rf"(?P<act>{_ACT.pattern})[^，]{{0,12}}?(?:{_BENEFICIARY})+")
_JUNK = re.compile(
    r"财政|[。；：？！]|分别$|推行|开始|算了|一笔账|发现|拿出|标准|目录|收取|提高|增加|[由从均原]$|不高于|不超过|我们|他|她|大家|其年|期限"
    r"|评选一次|按照?|比例|额度|补[贴助]|(?<!特殊)(?<!政府)津贴|奖励|资助|贷款|租金|[\d一二三两]年$"
)
# 企业新引进的核心人才年薪超过25万元: a condition behind those it is about.
_THRESHOLD = re.compile(
    r"(?:其)?(?:年薪|年度薪酬|薪酬|工资|投资额?|注册资本|销售收入|营业收入|税收|纳税|服务|工作(?![站室])|签订|缴纳|连续|累计)[^，。的]{0,10}(?:超过|达到?|高于|不低于|以上|满|\d)[^的]*$"
)
# 博士生导师，与引进单位签订5年协议: a contract is no beneficiary.
_CONTRACT = re.compile(r"，(?:并|且)?与[^，。]{2,12}签[订署][^，。]*$|^与[^，。]{2,12}签[订署].*$")
_ORGANISATION = re.compile(r"(?:企业|单位|机构|公司|院校|高校|园区|平台|团队|组织)$")
_PURPOSE = re.compile(
    r"(?<=人才|博士|硕士|团队|学生|青年|人员|专家|业生|企业)(?:首次|新)?(?:购房|租房|落户|就业|创业|办企业|入驻)$"
)
_OF_PLACE = re.compile(r"^[^，]{1,8}?[市县区镇乡]里?(?=[对给凡])")
_CHOSEN = re.compile(
    r"^.*(?:评选|遴选|选拔|评定|命名)出?(?:第[一二三四五六七八九十\d]{1,2}[批届期轮]|首批|新一批)?"
)
_PROGRAMME = re.compile(r"^.{0,6}(?:工程|计划|行动|活动|办法|政策|制度|模式)")
_DOES = ("开展", "参加", "承办", "组织", "举办")
_EVERYONE = re.compile(r"(?:每[人年月户家]|单个(?:企业|项目)?(?:全年)?|其|个人|同一.*|每年.*|最高.*)")
_GENERAL = ("项目", "企业", "单位", "团队", "机构", "人员", "平台", "专家", "人才", "个人")
_RANK = re.compile(rf"^(?:[级类档等的]|[{HAN}]?级)+")
_ATTRIBUTED = re.compile(
    r"(?:(?:国内|海内外|海外|高层次|高技能|高端|顶尖|领军|拔尖|骨干|青年|优秀|紧缺|急需|创业|创新|专业技术|技术|技能|专业|实用|农村|乡土|产业|科技|企业|全日制|返乡|应届|普通|高校|中小|小微|民营|高新技术|初创|大学|本科|研究生)+、?){0,3}"
    rf"(?:{_BENEFICIARY})$"
)
_GIVES = re.compile(
    r"(?:最高|可|给予|予以|分别|一次性|每人|每月|每年|享受|发放|按|前?(?:[一二三两]|\d{1,2})(?:个月|年)(?![^，]*的)).*$"
)


def unnumbered(words: str) -> str:
    """Words without the number and the small words they open with: 第一条 对新来的船长 → 新来的船长."""
    return _NUMBERING.sub("", words)


def beneficiary(words: str) -> str:
    """Who is given something, from the words for it; ``""`` where they name nobody."""
    words = _CONTRACT.sub("", words.replace(" ", ""))
    words = _THRESHOLD.sub("", _NUMBERING.sub("", words)).strip("，、的前")
    if words.count("“") != words.count("”"):
        words = re.split("[“”]", words)[-1]
    quoted = _QUOTED.search(words)
    words = _PURPOSE.sub("", words)
    programme = quoted and (_NOT_QUOTED.search(quoted["name"]) or _PROGRAMME.match(quoted["tail"]))
    if quoted and not programme:
        tail = re.sub(r"^[A-Z一二三甲乙丙]?[类档级等]?的?", "", quoted["tail"])
        return f"“{quoted['name']}”{tail if _IS_WHO.search(tail or 'x') else ''}"
    if not words or _EVERYONE.fullmatch(words) or _JUNK.search(words):
        return ""
    if quoted and _IS_WHO.search(words) and "的" not in words:
        return words if len(words) <= MAX_QUOTING else words[quoted.start() :]
    words = words.rpartition("，")[2]
    if _COUNTED.search(words):
        return _act(_COUNTED.sub("", words).strip("每的"))
    head, of, tail = words.rpartition("的")
    if of and len(tail) >= 2:
        whole = _ATTRIBUTE.sub("", words)
        named_whole = tail in _GENERAL and len(whole) <= (8 if tail in _GENERAL[:7] else MAX_WHO)
        words = whole if named_whole else tail if _IS_WHO.search(tail) else head
    words = (_ATTRIBUTE.sub("", words) or words).strip("，、的每")
    if _IS_WHO.search(words):
        if len(words) > LONG and _ACT.search(words):
            words = _act(words) or words
        return words if 1 < len(words) <= MAX_WHO else _end(words)
    return _act(words) if _ACT.search(words) else ""


def _act(words: str) -> str:
    """A deed that is rewarded, up to its object: 推荐博士全职来本市工作 → 推荐博士; 评选首席技师 → 首席技师."""
    words = re.sub(r"^[新每]+|(?<=[企业单位])新(?=引进)", "", words)
    if any(verb in words for verb in _DOES):
        return words if len(words) <= MAX_WHO else ""
    found = _ACT_ON.search(words)
    if not found:
        return ""
    giver = re.sub("(?:每|新|柔性|全职|首次|成功)+$", "", words[: found.start()])
    firm = len(giver) <= 6 and bool(_IS_WHO.search(giver))
    if firm and not _ORGANISATION.search(giver):
        return giver
    words = (giver if firm else "") + words[found.start() : found.end()]
    words = _CHOSEN.sub("", words)
    return words if 1 < len(words) <= MAX_WHO else ""


def _end(words: str) -> str:
    """The noun at the end of a long phrase with the attributes that are known to go with it."""
    found = _ATTRIBUTED.search(words)
    return found.group() if found and len(found.group()) <= MAX_WHO else ""


def nearest(before: str, what: str) -> str:
    """Who stands last before an amount, where the words of the offer itself name nobody."""
    edge = max(before.rfind(mark) for mark in "；。：！\n") + 1
    for piece in reversed(before[edge:].split("，")):
        words = _GIVES.sub("", piece)
        words = _OF_PLACE.sub("", words)
        if who := beneficiary(without(words, what)):
            return who
    return ""


def short(who: str) -> str:
    """The noun that says who, where the name of what is given follows: 全日制博士 → 博士; ``""`` for a row of several."""
    who = who.removeprefix("全日制")
    if len(who) <= MAX_BEFORE:
        return "" if _ROW.search(who) else who
    found = _NOUN.search(who)
    return "" if _ROW.search(who) or not found else found.group()


def with_list(who: str, before: str) -> str:
    """The row that ends in ``who`` as it stands in ``before``: 博士 in 正高级职称、博士 → 正高级职称、博士."""
    at = before.rfind(who) if who else -1
    row = re.search(rf"(?:[{HAN}]{{2,6}}、){{1,2}}$", before[max(0, at - 16) : at]) if at > 0 else None
    edge = before[max(0, at - 17 if row is None else at - len(row.group()) - 1) : at] if row else ""
    opens = row is not None and (at == len(row.group()) or edge[:1] in "，。；：对凡给的 ")
    return row.group() + who if row and opens and len(row.group() + who) <= MAX_WHO else who


def shared(names: list[str]) -> str:
    """What several beneficiaries share, or their list: 国家“千人计划”专家, 省“千人计划”专家 → “千人计划”专家."""
    names = [name for name in dict.fromkeys(names) if name]
    if any("、" in name for name in names) and not any("“" in name for name in names):
        names = list(dict.fromkeys(part for name in names for part in name.split("、")))
    if len(names) < 2:
        return names[0] if names else ""
    tail = commonprefix([name[::-1] for name in names])[::-1]
    tail = _RANK.sub("", tail) if tail.count("“") == tail.count("”") else ""
    tail = tail.removeprefix("士") if tail.startswith("士研究生") else tail
    return tail if len(tail) >= 2 else "、".join(names)
