"""Clauses without a name that grant something: a short readable name from who is given what.

对全职引进的博士，给予30万元安家补贴 → 博士安家补贴; 企业每聘用1名院士，补助1万元 → 企业聘用院士补助.
"""

import re
from dataclasses import dataclass

from ..benefit import Offer
from .beneficiary import beneficiary, nearest, shared, short, unnumbered, with_list
from .support import bare, fuller, given, promise, says_who, supports

CONTEXT = 80  # So much of the paragraph before a sentence is looked at.
MAX_CATEGORIES = 1  # More kinds of people than this are not listed in a name that says what is given.
# 推行“候鸟专家”，…: a clause may give what it grants a name.
_CALLED = re.compile(
    r"(?:推行|实行|试行|推出|设立了?|设了|叫做?|享受[了到]?)[^，。；“]{0,6}“(?P<name>[^“”\n]{2,10})”"
)


# 对毕业生，实行“一张清单”：硕士…；博士…: what stands behind the colon goes by the name, as far as the list goes.
_HEADED = re.compile(
    r"(?:推行|实行|试行|推出|实施|叫做?|叫作)了?[^，。；“]{0,4}“(?P<name>[^“”，。；\n]{2,14})”[：]"
)


_FOR = re.compile(
    r"(?:(?<=[，。；：])|^)[ ]?(?:对于?|凡是?|给)(?!予)(?P<who>[^，。；：]{2,40}?)(?=，|给予|予以|发放|奖励|补[贴助])"
)


# 选送 30 名医生到…进修, 每条链聘一位总师: whom a deed before the amount chooses.
_CHOSEN = re.compile(
    r"(?:选送|选派|选拔|评选|遴选|聘请?|聘任|招募|招收)了?[\d一两二三四五六七八九十百]{1,4}[余多]?[名位个](?P<who>[\u4e00-\u9fff]{2,8}?)(?=到|赴|去|进|担任|，|。|；|$)"
    r"|(?:选送|选派|选拔|评选|遴选|选聘|聘请|招募)了?(?P<whom>[\u4e00-\u9fff]{2,8}?)[\d一二两三四五六七八九十百]{1,4}[余多]?[名位个人]"
)
_DID = re.compile(
    r"(?:^|[，；：])[ ]?对?(?P<who>[^，；：。、“”（）]{2,24}的"
    r"|[^，；：。、“”（）\d]{2,20}满[\d一二两三四五六七八九十半]{1,3}(?:年|个月|天)|每(?![年月人名])[^，；：。、“”（）\d]{2,20}"
    r")，(?:[^，；]{0,8}|(?=每|奖|补|给|再奖|另奖|一次性)[^，；]{0,12})$"
)

# 带货达到 500 万元的主播，奖励 3 万元；达到 1000 万元的，奖励 8 万元: the same deed in another measure.
_MORE_OF_IT = re.compile(r"[ ]?(?:首次)?(?:达到|达|超过|突破|满|不足|不满|超)[ ]?\d[^，；。]{0,12}的?，")
_BEGUN = re.compile(
    r"(?:挂牌|推行|启动|实施|打造|创建|设立|开办|创办|举办|名为|叫做?|开展|推出|组建|建起)了?[^，。；：“”]{0,6}“(?P<name>[^“”\n]{2,10})”"
)
_ANSWER = re.compile(r"[ ]{0,4}(?:答|回复|回答|A)[ ]?[：:]")  # What is given may stand in the question above.
# …每年5万元；二级渔匠每年3万元: one more of those before, told without a verb.
_ONE_MORE = re.compile(r"[ ]?[^\W\d_a-zA-Z]{2,10}?(?:每人)?(?:每[年月])?(?:最高)?[ ]?")
_ASIDE = re.compile(r"[ ]?（[^，；。（）]{1,10}")  # 每月发补贴 200 元（农艺师 300 元）
# 租房的，博士每月 600 元: what is helped, told by who does it.
_HOUSED = re.compile(r"(?:^|[，；：])[ ]?(?:在[^，；：]{1,8})?(?P<what>租房|购房|买房)(?:居住|落户)?的，")
# 考取执照后自己购机的: the deed that is helped.
_SO_MUCH = re.compile(r"[\u4e00-\u9fff]得[多好快大]$")  # 引才引得多的
_FIRST_DID = re.compile(r"^.{2,}?(?:后自己|后|自己|自行|自主)(?=.{2})")


def _somebody(before: str) -> str:
    """Who gets an amount, or for what deed, where no beneficiary was read: 对完成年度服务的，每人… → 完成年度服务."""
    chosen = list(_CHOSEN.finditer(before))
    if chosen:
        return chosen[-1]["who"] or chosen[-1]["whom"]
    did = _DID.search(before)
    return _SO_MUCH.sub("", _FIRST_DID.sub("", unnumbered(did["who"]).removesuffix("的"))) if did else ""


def _run(before: str) -> str:
    """What the paragraph is about, by the name it was given last: 挂牌“渔技驿站”, 启动“归雁”行动."""
    named = list(_BEGUN.finditer(before))
    return f"“{named[-1]['name']}”" if named else ""


@dataclass(slots=True)
class Clause:
    """Offers of one sentence that make one measure: to whom (one name or several), and what is given.

    ``headed`` where the name it is ``called`` by stands over a list; ``told_before`` where what is given stands in front of all: 给予租房补贴，其中博士每月补贴500元，硕士每月补贴300元.
    """

    offers: list[Offer]
    whom: list[str]
    what: str
    called: str = ""
    told_before: bool = False
    headed: bool = False

    @property
    def name(self) -> str:
        """The name of the clause; ``""`` where neither who nor what is said."""
        who = shared(self.whom)
        if self.headed:
            return self.called
        if self.called and (not who or self.called in who):
            return self.called
        general = not self.what or bare(self.what)
        if not who and general:
            return self.called if self.called.startswith("“") else ""
        if "、" in who and not general and len(self.whom) > MAX_CATEGORIES:
            who = ""
        if says_who(self.what):
            who = ""
        if not general and supports(self.what):
            who = short(who)
            who = "" if self.what.startswith(who[-2:]) else who
        return who if self.what and who.endswith(self.what) else f"{who}{self.what or '支持'}"


def _whole(target: str, body: str, left: int) -> str:
    """The words behind 对, 凡 or 给 in front of the amount where they hold more than the target: 凡在本县工作满三年的博士."""
    found = None
    for match in _FOR.finditer(body, 0, left):
        found = match
    return found["who"] if found and (not target or target.strip("，、的 ") in found["who"]) else target


def clauses(folded: str, offered: list[Offer]) -> list[Clause]:
    """The measures that offers without a policy of their own make, in order.

    Offers of one sentence are one measure as long as they go to the same people or are of one kind.
    """
    found: list[Clause] = []
    for offer in offered:
        before = found[-1] if found else None
        last = before if before and before.offers[-1].sentence == offer.sentence else None
        who, what, told_before = _granted(folded, offer, last)
        if before and not last and _is_listed(folded, offer, before, what):
            before.offers.append(offer)
            before.whom += [who] if who and who not in before.whom else []
            continue
        if last and _goes_on(folded, offer, last, who, what):
            aside = _ASIDE.fullmatch(folded, last.offers[-1].quantity.end, offer.quantity.start)
            last.offers.append(offer)
            last.whom += [who] if who and who not in last.whom and not aside else []
            continue
        words = folded[offer.sentence.start : offer.quantity.start]
        headed = _HEADED.search(words)
        called = headed or _CALLED.search(words)
        whom = [who] if who else list(last.whom) if last else []
        name = called["name"] if called else ""
        found.append(Clause([offer], whom, what, name, told_before, bool(headed)))
    return found


def _granted(folded: str, offer: Offer, last: Clause | None) -> tuple[str, str, bool]:
    """Who gets an amount and what it is, and whether that stands in front of all; ``last`` is the clause before it."""
    at = offer.sentence.start
    body = folded[at : offer.sentence.end]
    left = offer.quantity.start - at
    before = body[:left]
    line = folded.rfind("\n", 0, at) + 1
    if _ANSWER.match(folded, line):
        line = folded.rfind("\n", 0, max(0, line - 1)) + 1
    context = folded[max(line, at - CONTEXT) : at]
    what = given(body, left, offer.quantity.end - at, offer.quantity.kind, context)
    who = beneficiary(_whole(offer.target, body, left)) or ("" if last else nearest(before, what))
    who = with_list(who, before)
    housed = _HOUSED.search(before) if bare(what or "补贴") else None
    housed = None if housed and fuller(what, before, context) else housed
    what = (
        f"{housed['what'].replace('买', '购')}补贴" if housed else what or ("" if last else promise(before))
    )
    if last or not bare(what or "补贴"):
        return who, what, False
    whole = fuller(what, before, None if who and what else context)
    what = whole or what
    if not who and (not what or bare(what)):
        who = _somebody(before) or _run(context + before)
    return who, what, bool(whole)


def _is_listed(folded: str, offer: Offer, before: Clause, what: str) -> bool:
    """Whether a sentence goes on with the measure of the one before: under the name of a list, or with what was given there
    (博士，安家费40万元；硕士10万元)."""
    gap = folded[before.offers[-1].quantity.end : offer.sentence.start]
    if "\n" in gap:
        return False
    if before.headed and "。" not in gap:
        return True
    own = folded[offer.sentence.start : offer.sentence.end]
    if what == before.what and "。" not in gap and _MORE_OF_IT.match(own):
        return True
    if (
        not what
        and "。" not in gap
        and _ONE_MORE.fullmatch(own[: offer.quantity.start - offer.sentence.start])
    ):
        return True
    return bool(what) and not bare(what) and what == before.what and "。" not in gap


def _goes_on(folded: str, offer: Offer, last: Clause, who: str, what: str) -> bool:
    """Whether an amount belongs to the measure of the one before it in the sentence."""
    if who in last.whom or what in ("", last.what) or (bare(what) and not who):
        return True
    gap = folded[last.offers[-1].quantity.end : offer.quantity.start]
    if _ASIDE.fullmatch(gap):
        return True
    if last.told_before and bare(what) and last.what.endswith(what):
        return True
    return not who and not re.search("[，；]", gap)
