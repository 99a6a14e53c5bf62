"""What is given: the word for it with what belongs to its name (购房补贴, 研发经费补贴), or what a sentence promises instead."""

import re

from ...sieve import compiled
from ..words import any_of, rows

_SUPPORT = any_of("policy_supports")
_MODIFIER = any_of("policy_modifiers")
_WHAT = compiled(rf"(?:{_MODIFIER}){{0,4}}(?:{_SUPPORT}){{1,2}}")
_VERB = compiled(
    rf"(?P<mod>(?:{_MODIFIER}){{1,3}})的?，?(?:最高|可|分别|每[月年人]|一次性|再|另|按|给予|予以|享受|发放|额外)*(?P<verb>补贴|补助|奖励|资助)"
)
_ENDS = compiled(rf"(?:{_MODIFIER}){{0,4}}(?:{_SUPPORT})(?:标准)?$")
_PURPOSE = re.compile(r"(?<=.)(?:首次|新)?(?:购房|租房|购买[^，]{0,4}住房|落户|就业|创业)$")
_FOR_SOMEBODY = re.compile(rf"(?:企业|个人|团队|用人单位|机构)(?:{_SUPPORT})|.*免租")
_BARE = re.compile(
    r"(?:一次性|全额|专项|配套)?(?:补贴|补助金?|津贴|奖励金?|奖金|资助金?|贴息|经费|贷款|奖补|补偿)"
)
_GIVES = re.compile(r"^(?:发放|给予|提供|落实|兑现|实行|实施|享受|设立|加大|支付|补发|提高)")
_HAS = re.compile(r"(?<![没只])有(?:补贴|补助|奖励|津贴|贴息|资助|优惠|礼包)$")  # 来岛就业有补贴
_COST = re.compile(
    r"研发(?:经费|费用|投入)|(?:场地|房屋|厂房)?租金|房租|场租|学费|培训费|差旅费|利息|保险?费|社保费|中介费|猎头费|个人所得税|企业所得税"
    r"|设备(?:投入|投资|购置费)|装修费"
)
_PROMISES = tuple((re.compile(row[0]), row[1]) for row in rows("policy_promises"))
_ANY_PROMISE = compiled("|".join(f"(?:{row[0]})" for row in rows("policy_promises")))
_ROOM = re.compile(
    r"(?:平方米|平米|㎡)[^，。；]{0,6}?(?P<what>住房|办公用房|工作场所|办公场所|场地|公寓|厂房|研发用房|用房)"
)
_CHARGED = re.compile(r"[收交缴]取?(?!入|益)")
_RENTS = ("租金", "房租", "场租", "场地租金", "房屋租金", "厂房租金")
_SUBSIDISED = re.compile("[补奖贴]")
_LET_OFF = re.compile("[免]")
# 补助生活费600元; 教师岛内津贴由 …; 培训期间每天补贴30元.
_COST_GIVEN = re.compile(r"(?P<verb>补助|补贴|资助|报销)(?:个人)?(?P<cost>[\u4e00-\u9fff]{1,6}费)[ ]?$")
_ATTACHED = re.compile(
    r"(?:^|(?<=[，、：；。把将的拟对]))[^\W\d_a-zA-Z每的把将拟可按给最另再分享由]{2,7}?(?:补贴|补助|津贴|奖励|资助)(?=由|从|标准|[ ]?为|提高|加到|$)"
)
_GIVING = re.compile(r"^(?:一次性)?(?:资助|补助|补贴|奖励)(?:个人)?(?=[\u4e00-\u9fff]{2,4}费$)")
_SPELL = re.compile(r"(?:^|[，；：。])[ ]?(?P<what>[\u4e00-\u9fff]{2,4}?)(?:期间|期内)")
_PLACE = re.compile(
    r"(?:人才|专家)?公寓|(?:人才)?周转房|专家楼|写字楼|标准厂房|厂房|大棚|办公用房|工位|场地|店铺|商铺"
)
# 返还三年学费，人均 1.5 万元
_RETURNED = re.compile(r"返还[^，。；\d]{0,4}(?P<what>学费|学杂费|培训费|契税|房款)")
_WORD = {"奖": "奖励", "补": "补贴", "贴": "贴息", "津": "津贴"}


def given(body: str, left: int, right: int, kind: str, context: str = "") -> str:
    """What the amount ``body[left:right]`` is: told behind it, before it, else anywhere in the sentence.

    ``context`` is what stands before the sentence in its paragraph; it tells whose rent is remitted.
    """
    stop = min((at for mark in "，；。！" if (at := body.find(mark, right)) >= 0), default=len(body))
    edge = max(body.rfind(mark, 0, left) for mark in "，；。：！") + 1
    if kind in ("time", "area") or (kind == "percent" and _CHARGED.search(body, left, stop)):
        room = _ROOM.search(body, max(0, left - 2), stop)
        if room or promise(body):
            return room["what"] if room else promise(body, context)
    behind = _WHAT.search(body, right, stop)
    cost = _costs(body, left) if kind == "percent" else []
    if cost and cost[-1] in _RENTS and not _SUBSIDISED.search(body, edge, stop):
        place = list(_PLACE.finditer(body, 0, left)) or list(_PLACE.finditer(context))
        return f"{place[-1].group()}租金" if place else "租金优惠"
    if cost and (behind is None or bare(behind.group())):
        return cost[-1] + (behind.group() if behind else _by_verb(body, edge, left, stop) or "补贴")
    what = _told(body, left, right, edge, stop)
    if not what and (returned := _RETURNED.search(body, 0, left)):
        return f"返还{returned['what']}"
    return (what.replace("一次性", "") or what) if what else _by_verb(body, edge, left, stop)


def _costs(body: str, left: int) -> list[str]:
    """The costs named in front of ``left``, but for those let off: 免交培训费，按机价的30%补贴."""
    return [
        match.group()
        for match in _COST.finditer(body, 0, left)
        if not _LET_OFF.search(body, max(0, match.start() - 10), match.start())
    ]


def fuller(what: str, body: str, context: str | None) -> str:
    """What a bare 补贴 is, from the words in front of it: 购房补贴方面：博士、硕士可分别享受 …; ``""`` where they do not say.

    ``body`` is the sentence in front of the amount, ``context`` what stands before it, None where somebody is said to get
    it and only the sentence is asked for its name.
    """
    core = what.removeprefix("一次性") or "补贴"
    for words in (body, context or ""):
        named = [m.group() for m in _WHAT.finditer(words) if not bare(m.group())]
        named = [each.replace("一次性", "") for each in named if not what or each.endswith(core)]
        if named:
            return named[-1]
    if context is None:
        return ""
    if cost := _COST_GIVEN.search(body):
        return f"{cost['cost']}{cost['verb']}"
    attached = list(_ATTACHED.finditer(body)) if what else []
    if attached and attached[-1].group().endswith(core):
        return attached[-1].group()
    spell = _SPELL.search(body)
    return f"{spell['what']}{core}" if spell else ""


def _told(body: str, left: int, right: int, edge: int, stop: int) -> str:
    """The word for what is given: the fuller one of what stands around the amount in its clause, else an earlier one."""
    near = [m.group() for m in _WHAT.finditer(body, edge, left) if left - m.end() <= 1]
    if near and not bare(near[-1]):
        return _GIVING.sub("", near[-1])
    behind = _WHAT.search(body, right, min(stop, right + 24))
    if behind and not bare(behind.group()):
        return behind.group()
    around = [m["mod"] + m["verb"] for m in _VERB.finditer(body, edge, left)] or [
        m.group() for m in _WHAT.finditer(body, edge, left)
    ]
    if around and not (bare(around[-1]) and behind):
        return around[-1]
    if behind:
        return behind.group()
    early = [m["mod"] + m["verb"] for m in _VERB.finditer(body, 0, left)] or [
        m.group() for m in _WHAT.finditer(body, 0, left)
    ]
    later = _WHAT.search(body, right)
    return early[-1] if early else later.group() if later else ""


def _by_verb(body: str, edge: int, left: int, stop: int) -> str:
    """再奖3000元 → 奖励."""
    if "报销" in body[edge:stop]:
        return "报销"
    found = re.search("[奖补津]", body[edge:left]) or re.search("[奖补津贴]", body[left:stop])
    return _WORD[found.group()] if found else ""


def without(words: str, what: str) -> str:
    """Words without the name of what is given at their end: 博士购房一次性补贴 → 博士."""
    return _PURPOSE.sub("", _ENDS.sub("", words.removesuffix(what) if what else words).strip("的"))


def bare(what: str) -> bool:
    """Whether the word for what is given says nothing by itself: 补贴, 一次性奖励."""
    return bool(_BARE.fullmatch(what))


def named_in(heading: str) -> bool:
    """Whether a heading says itself what is given: 发放租房补贴, 提供免费体检."""
    return (
        bool(_GIVES.search(heading) and _WHAT.search(heading))
        or bool(_HAS.search(heading))
        or promised(heading) is not None
    )


def supports(what: str) -> bool:
    """Whether the word for what is given is one of support, and not a room or a promise."""
    return bool(_ENDS.search(what))


def says_who(what: str) -> bool:
    """Whether the word for what is given names those who get it: 企业补贴."""
    return bool(_FOR_SOMEBODY.fullmatch(what))


def promise(body: str, context: str = "") -> str:
    """What a sentence promises without an amount (免费体检, 子女入学, 厂房免租), or nothing."""
    span = promised(body, context)
    return span[2] if span else ""


def promised(body: str, context: str = "") -> tuple[int, int, str] | None:
    """The same with where it stands in the sentence."""
    if not _ANY_PROMISE.search(body):
        return None
    for pattern, name in _PROMISES:
        if match := pattern.search(body):
            if name == "租金减免":
                place = list(_PLACE.finditer(body, 0, match.end() + 6)) or list(_PLACE.finditer(context))
                name = f"{place[-1].group()}免租" if place else name
            return match.start(), match.end(), name
    return None
