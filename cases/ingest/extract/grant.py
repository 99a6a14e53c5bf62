"""Whether an amount is granted: offered to who qualifies, and not paid already, raised, owned, or the condition of an offer."""

import re
from dataclasses import dataclass, field

from .cost import SHARED_COST, borne
from .fitting import MAX_LISTED, RATE, fits
from .framed import earned
from .instalment import part_paid
from .placed import GRANT, HIGHEST, NOT_OFFER, OFFER, TOLD, Place
from .quantity import Quantity
from .report import reported
from .sentence import Piece

_TIED = re.compile(
    r"^(?:的|/|（[^）]{0,12}）)?(?:[一二两三四五六]个?)?(?:标准|比例|额度|限额|幅度|档次?|等次|等级|以内|左右|以下)?(?:内|的)?(?:，)?$"
)
# 1.8 万元的购房补贴 is the subsidy itself, 100 万元的企业补助 a condition.
_ITS_KIND = re.compile(
    r"^的(?:一次性)?(?:购房|租房|住房|安居|安家|生活|交通|通讯|通勤|伙食|食宿|就业|岗位|学费|科研|薪酬|取暖|探亲)(?:补贴|补助|津贴)"
)
# A share of something: 按年薪的 20% …; what it is a share of is neither paid nor a condition.
_SHARE_OF = re.compile(
    r"(?:按照?|给予|予以|补[贴助]|奖励|资助|贴息|减免|报销|享受|配套)[^，；。\d]{0,30}(?:的|按|比例)?[^，；。\d]{0,8}$"
)
# 场地租金总额的 50% 予以补贴
_SHARE_GIVEN = re.compile(r"[ ]?(?:的(?:比例|标准))?(?:予以|给予)(?!表扬|表彰)")
# 给予年薪 40 万元: pay that is given is no condition.
_PAY_GIVEN = re.compile(
    r"(?:给予|予以|提供|享受|实行|执行|给到|开出|核定|可[享拿获]|资助|补助|补贴)[^，。；：\d]{0,8}(?:年薪|月薪|薪酬|薪金|工资)(?:待遇|标准)?(?:为|可?达|不低于|不少于)?[ ]?$"
)
# 提供每月 3000 元的生活补贴 offers, 年薪 50 万元的给予补助 sets a condition.
_PROVIDES = re.compile(
    r"(?:提供|获得?|领取?|享受?|得到|发)[^，。；\d]{0,6}$|提供[^，。；\d]{0,8}标准为?[ ]?$|每[人名]?每?[月天][ ]?$"
)
_SUPERSEDED_BEHIND = re.compile(
    r"[ ]?(?:的)?(?:[\u4e00-\u9fff]{0,6}(?:补贴|补助|资助|奖励|津贴|贷款|标准|额度))?(?:，)?(?:分别|均|统一|相应|再|逐步|逐年|一举|直接|已)?(?:提高|提升|增加|上调|调整|调高|扩大|涨|增|升级|升|上升|上浮|提(?!成)|改|延长|变)(?:了)?[至到为成]"
)
_SUPERSEDED_BEFORE = re.compile(
    r"(?:原(?:来|先|有|本|标准|政策)?(?:的)?(?:标准)?(?:为|是|每[人年月]|最高|仅|只有|定)*|修订前[^，。；\d]{0,16}|此前(?:为|是|的)?|过去(?:为|是|的|只有)?)[ ]?$"
)
_IN_ROW = re.compile(r"[ ]?(?:、|和|及|与|或|/)[ ]?(?:最高)?|")
_CLAUSE = re.compile(r"[^，；：。！？\n]+")
# 重点支持300名经营管理人才赴境外培训，…给予补贴: how many are to be helped, no condition of the help.
_AIMED_AT = re.compile(
    r"(?:评选|遴选|选拔|选[送派聘]|培[养训育]|轮训|引进|招[聘募]|支持|资助|扶持|设置|组织|举办|筹集|[建筹]建|建[成设立好]|打造)[^，。；\d]{0,6}(?:不少于|不低于|至少|约)?[ ]?$"
    r"|(?:评选|遴选|选拔|选[送派聘]|培[养训育]|轮训|引进|招[聘募]|支持|资助|扶持)[^，。；\d]{0,6}\d+[名个家][^，。；]{2,24}[、和]$"
)
_AIMED_BEFORE = re.compile(
    r"(?:评选|遴选|选拔|选[送派聘]|培[养训育]|轮训|引进|招[聘募]|支持|扶持|新?建)[^，。；\d]{0,6}(?:不少于|不低于|至少|约)?\d"
)
_IF = re.compile(
    r"^[^，。]{0,6}(?:(?<![结配面])对(?![接口])|凡|如|若)|每(?!年|月|人|学年|[一两二三四五\d]{1,2}年|届|季度|半年)|规定|符合|须|满|连续|经认定|达到|超过|年薪|注册资本|投资额|首次"
)
_THRESHOLD_NOUN = re.compile(
    r"(?:年薪|薪酬|薪金|工资|月薪|收入|营收|销售额?|产值|税收?|纳税额?|投资额?|总投资|投入|注册资[本金]|实缴(?:资本)?|融资额?|估值|(?:合同|交易|成交|出口|进口|到账|到位)(?:金额|资金|额)|研发(?:投入|经费|费用)|资产|缴纳|利润|设备)"
    r"(?:总额|金额|额)?(?:达到?|超过?|过|在|为|不低于|不少于|突破|首次|年度|当年|新增|累计|高于|[ ])*$"
)
# 县财政每年投入 600 万元: what the place puts in is no condition.
_PUTS_IN = re.compile(r"(?:财政|[省市县区镇乡])[^，。；\d]{0,6}(?:每年|年均)[^，。；\d]{0,4}投入[ ]?$")
_THRESHOLD = re.compile(
    r"[ ]?(?:（含）)?(?:(?:以上)?的?(?:，|[\u4e00-\u9fff]{0,20}(?:给予|予以))|(?:以上的?|的)[\u4e00-\u9fff]{0,20}(?:补助|奖励|资助|补贴)|的[ ]?$)"
)
_OUGHT = re.compile(
    r"(?:补助|补贴|奖励|资助|津贴|贴息|安家费|生活费|奖补|待遇|奖金|贷款|标准|额度|计酬|计薪|返还[^，。；]{0,6}(?:学费|费用|税)|(?:启动|扶持|配套|种子|创业|科研|项目)(?:资金|经费)|(?:解决|承担|补)(?:交通|通讯|伙食|食宿|生活)费|由[^，。；]{0,6}(?:财政|[市县区镇]里)[补出])"
    r"(?:标准|政策|金额|额度|方面)?(?:如下|为|是|分别为?|这[么样]给|翻番|翻倍|加倍|按[年月](?:打卡|发放|发|给|计发)|一次性(?:发放|发给?|付清))?$"
)
# 王某获得县里 200 万元资助: somebody got it; 入选者可获得 … is an offer.
_RECEIVED = re.compile(r"(?:获得?|领取|得到|申请|争取)了?[^，。；\d]{0,8}$")
_ANEW = re.compile(r"给予|予以|按|最高|不超过|每|可|将|对|凡")
_GOT_TOO = re.compile(r"(?:还|并|也|另|又|同时|以及|和)*(?:享受|获|领|得到)")
_MAY = re.compile(r"可|能|将|最高|每|凡|只要|不超过|均|都|按")
# A relative clause ends here, and what it tells is no report: 拿到国际大奖的奖励 …
_RELATIVE = re.compile(
    r"(?:的|者|(?:到位|[认评]定|评审|验收|合格|通过|入选|落[地户]|投产|注册|考核|期满|毕业|取得|上岗|报到)之?后)(?=(?:(?:个人|团队|企业|单位|人才|专家|选手|教师|医生|师傅|技师|学生|毕业生|项目|机构)，?)?(?:每[人名]|一次性|再|另|可|最高|分别|给予|予以|奖励|补助|资助|补贴|重奖|奖|享受|发放|由))"
)
# 每站每年拨付工作经费 10 万元, 按每间 20 万元安排经费: what each of them gets.
_TO_EACH = re.compile(
    r"每[个家名位间座站县镇村校院所支户人点][^，。；\d]{0,8}每[年月][^，。；\d]{0,4}(?:拨付|安排|列支|核拨|划拨|拨给|拨|配给)[^，。；\d]{0,10}$"
    r"|按每[^，。；\d]{1,10}(?:不低于|不少于|不超过|最高)?[ ]?$"
)
_LAID_OUT = re.compile(r"(?:的?标准)?(?:安排|拨付|核拨|列支|支付|配套)[^，。；]{0,8}费")
_OF_EACH = re.compile(r"每[人名位个家站间][^。；]{0,24}每年(?:工作|运行|活动|科研|办公|项目|专项)?经费[ ]?$")
_ASKED_EXACTLY = re.compile(r"[^，。；：\d]{0,12}的(?:，|$|再加|另加|再奖|另奖)")
_ASKED_OF = re.compile(r"[^，。；：\d]{0,12}的[^，。；：\d]{0,6}(?:，|$)")
# A sentence that may tell so.
EACH_GIVEN = re.compile(r"每[人名位个家站间座县镇村校院所支户点][^。；]{0,24}经费|按每[^。；]{0,40}费")
# 每年奖励优秀船长 50 名，每人 1 万元
_SHARED_OUT = re.compile(
    r"每[年两][^。；]{0,24}(?:奖励|补助|资助|重奖|表彰)[^，。；\d了]{0,16}\d{1,5}[余多]?[名人个家位](?:[\u4e00-\u9fff]{0,8})，每[人名个家位]每?年?(?:奖励|补助|资助|奖)?[ ]?$"
)
_PAY_FROM = re.compile(r"[ ]?起(?:步)?(?=[，。；、]|$)")
_PAY = re.compile(r"(?:年薪|月薪)[ ]?$")
_OVER = re.compile(r"(?:首次)?(?:突破|超过|达到|高于|超|逾|满)")
# 返还三年学费，人均 1.5 万元.
_ON_AVERAGE = re.compile(
    r"(?:^|，)(?:可|由|给予|予以|全额)*[^，。；\d了已共]{0,8}(?:返还|减免|补助|补贴|报销)[^，。；了]{1,12}，人均(?:每年|约|最高)?[ ]?$"
)
# 每人每月 600 元，去年提高到 900 元: what an offer just told was raised to since.
_RAISED_SINCE = re.compile(
    r"(?:(?:今年|去年|前年|20\d\d[ ]?年|如今|现在|目前|后来|之后)?(?:\d{1,2}月)?起?(?:，)?(?:又|再|已|均|再次|统一)?(?:提高|增加|上调|提标|调整|调高|涨|提|升)了?[到至为成](?:每[人年月户]{1,2}){0,2}[ ]?)"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}(?:补贴|补助|奖励|资助|津贴|贴息|奖金|支持)")
# 发放贷款1.4亿元，一次性创业补贴 20 万元: a bare noun goes on with what was paid.
_PAID_OUT = re.compile(r"[\u4e00-\u9fff]{2,8}(?:补贴|补助|资金|贷款|奖励|津贴|经费|奖补|贴息)[ ]?")
# 按博士15万元、硕士8万元标准发放: what ends in so is offered from the first amount on.
_BY_STANDARD = re.compile(
    r"(?<![^，。；：])按照?[^。；]{4,200}?\d[\d.]*[ ]?[万千百]?元(?:/[年月人])?的?标准[，]?(?:一次性|分期|分年|每[年月])?(?:发放|给予|予以|支付|享受|兑现)"
)
MAX_BARE = 10  # So many characters may stand in front of a number that goes on with what the clause before is to bring about.
MAX_NOUN = 6  # 贴息 860 万元, behind a clause of what was paid, is what was paid too.


@dataclass(slots=True)
class Judged:
    """The amounts of a sentence that are offered, the starts of those that are only conditions, and whether it goes on.

    ``bare``: no word of giving tells of an offer, so one must begin in a frame.
    """

    bare: bool = False
    chosen: list[Quantity] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)
    offered: bool = False
    refused: bool = False
    told: bool = False


def gives(words: str) -> bool:
    """Whether a sentence has a word of giving; in one without, only a frame can tell of an offer."""
    return bool(OFFER.search(words) or SHARED_COST.search(words) or EACH_GIVEN.search(words))


def judge(folded: str, sentence: Piece, here: list[Quantity], rules: bool, offered: bool) -> Judged:
    """Which amounts of a sentence are offered; ``rules``: it is of a document of rules, ``offered``: an offer goes on."""
    result = Judged(bare=not (rules or offered or gives(sentence.words)), offered=offered)
    last_grant = max((m.end() for m in GRANT.finditer(folded, sentence.start, sentence.end)), default=-1)
    old = _superseded(folded, sentence, here)
    result.spent |= set() if result.bare else old
    rows = _rows(folded, [item for item in here if item.start not in old])
    by_standard = _BY_STANDARD.search(folded, sentence.start, sentence.end)
    at = 0
    for clause in _CLAUSE.finditer(folded, sentence.start, sentence.end):
        if at < len(here) and here[at].start >= clause.end():
            _carry(clause.group(), result)
        elif at == len(here) or not rows:
            break
        last = clause.start()
        result.refused = result.refused and bool(_GOT_TOO.match(clause.group()))
        while rows and rows[0][0].start < clause.end():
            row = rows.pop(0)
            place = Place(
                row,
                folded[clause.start() : row[0].start],
                folded[row[-1].end : max(clause.end(), row[-1].end)],
                clause.group(),
                last_grant > row[-1].end and bool(GRANT.search(folded, row[-1].end, sentence.end)),
                folded[sentence.start : sentence.end],
                folded[sentence.start : row[0].start],
                folded[last : row[0].start],
            )
            last = row[-1].end
            if (
                by_standard
                and by_standard.start() < row[0].start < by_standard.end()
                and row[0].kind == "money"
            ):
                result.chosen += row
                result.offered = True
                continue
            _judge(place, rules, result)
        first = at
        while at < len(here) and here[at].start < clause.end():
            at += 1
        if first < at and all(item.kind == "time" for item in here[first:at]) and not result.told:
            _carry(clause.group(), result)  # 两年内每年发放租房补贴，标准为…
    return result


def _rows(folded: str, items: list[Quantity]) -> list[list[Quantity]]:
    """Amounts of one kind with nothing but a mark between them are judged together: 30%、50%、70%."""
    rows: list[list[Quantity]] = []
    for item in items:
        last = rows[-1][-1] if rows else None
        if last and last.kind == item.kind and _IN_ROW.fullmatch(folded[last.end : item.start]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _carry(words: str, result: Judged) -> None:
    """A clause without amounts: 租房补贴：opens an offer, a report ends it."""
    if NOT_OFFER.search(words) and not OFFER.search(words):
        result.offered = False
    elif _OUGHT.search(words) and not NOT_OFFER.search(words):
        result.offered = True


def _superseded(folded: str, sentence: Piece, here: list[Quantity]) -> set[int]:
    """The starts of amounts that gave way to others: 由 10 万元、5 万元分别提高到 …; 原为 50%."""
    old: set[int] = set()
    following = False
    for at in range(len(here) - 1, -1, -1):
        item = here[at]
        nearby = folded[max(sentence.start, item.start - 24) : item.start]
        joined = following and _IN_ROW.fullmatch(folded[item.end : here[at + 1].start])
        following = bool(
            joined
            or _SUPERSEDED_BEHIND.match(folded, item.end, sentence.end)
            or _SUPERSEDED_BEFORE.search(nearby)
        )
        if following:
            old.add(item.start)
    return old


def _judge(place: Place, rules: bool, result: Judged) -> None:
    """Put a row of amounts where it belongs and note whether the sentence is now in an offer."""
    if result.bare and not result.offered and not place.framed:
        return
    anew = OFFER.search(_NOUN.sub("", place.gap))
    if result.refused and (_GOT_TOO.match(place.words) or (place.goes_on and not anew)):
        return
    last = result.chosen[-1] if result.chosen else None
    if (
        last
        and (last.kind, last.unit) == (place.item.kind, place.item.unit)
        and _RAISED_SINCE.fullmatch(place.before)
    ):
        result.chosen += place.row
        return
    if (
        result.told
        and (len(place.before) <= MAX_NOUN or _PAID_OUT.fullmatch(place.before))
        and not _ANEW.search(place.words)
    ):
        return
    verdict = _verdict(place, rules, result)
    if verdict == "offer" and place.item.kind == "money" and place.item.bound in ("<", ">") and not rules:
        return  # Nobody offers less than 30 yuan, or some more than 3000.
    result.refused = verdict == "report"
    told = bool(TOLD.search(place.told))
    result.told = result.told or (result.refused and not rules and told)
    if verdict == "offer":
        result.chosen += place.row
        result.offered = result.offered or place.item.kind in ("money", "percent")
    elif verdict == "condition":
        result.spent |= place.starts()


def _verdict(place: Place, rules: bool, result: Judged) -> str:
    """``offer``, ``condition``, ``report`` (paid, raised, set aside), or nothing."""
    item, before = place.item, place.before
    if item.kind == "money" and part_paid(place.item.kind, place.before, place.sentence):
        return "condition"
    if earned(item, before, place.rest, place.told):
        return ""
    if place.framed:
        return "offer"
    if item.kind == "money" and _by_each(place):
        return "offer"
    bearer = borne(before, place.behind, place.told) if item.kind == "percent" else ""
    if bearer:
        return "offer" if bearer == "offer" else "condition"
    conditional = place.granted_later and bool(_IF.search(before) or _deed_asked(place))
    if not fits(place, rules, result.offered, bool(result.chosen) and result.chosen[-1].kind == "area"):
        return (
            "condition"
            if conditional
            or (rules and place.granted_later and not _aimed(place))
            or part_paid(place.item.kind, place.before, place.sentence)
            else ""
        )
    since = _RELATIVE.split(before)[-1]
    if not rules and _RECEIVED.search(since) and not _MAY.search(before):
        return "report"
    if item.kind == "time" and NOT_OFFER.search(since):
        return "report"
    if item.kind == "money" and _ON_AVERAGE.search(place.told):
        return "offer"
    if item.kind in ("area", "time") or (
        item.kind == "percent"
        and (_SHARE_OF.search(before) or (before.endswith("的") and _SHARE_GIVEN.match(place.behind)))
        and not RATE.search(before)
    ):
        return "offer"
    asked = _THRESHOLD_NOUN.search(since) and not (_PAY_GIVEN.search(before) or _PUTS_IN.search(before))
    if asked and item.kind == "money":
        return "condition" if rules or place.granted_later else ""
    bound = place.granted_later and _THRESHOLD.match(place.behind) and not HIGHEST.search(before)
    if bound and item.kind == "money" and item.bound == ">" and _OVER.match(item.raw):
        return "condition"  # 突破 2000 万元的奖励 10 万元
    if (conditional or bound) and not (
        _tied(place.behind) or OFFER.search(before + item.raw) or _PROVIDES.search(before)
    ):
        return "condition"
    if reported(place, since, rules):
        return "report"
    return _offered(place, rules, result.offered)


def _aimed(place: Place) -> bool:
    """Whether a number of people or things is what is to be brought about, in its clause or going on with the one before."""
    if place.item.kind != "count":
        return False
    if _AIMED_AT.search(place.before):
        return True
    alone = len(place.before) <= MAX_BARE and not GRANT.search(place.told)
    return alone and bool(_AIMED_BEFORE.search(place.told))


def _deed_asked(place: Place) -> bool:
    """Whether so many of something are what is asked for before something is given: 带动 20 人以上就业的，给予…"""
    if place.item.kind not in ("count", "area", "length", "weight"):
        return False
    asked = _ASKED_OF if place.item.bound in (">", ">=") else _ASKED_EXACTLY
    return bool(asked.match(place.behind)) and not TOLD.search(place.told)


def _by_each(place: Place) -> bool:
    """Whether words for what each one gets stand with a sum of money, and nothing says that it was paid already."""
    if TOLD.search(place.told):
        return False
    if _TO_EACH.search(place.before):
        return not place.before.startswith("按每") or bool(_LAID_OUT.match(place.behind))
    if _PAY.search(place.before) and _PAY_FROM.match(place.behind):
        return True
    return bool(_OF_EACH.search(place.told) or _SHARED_OUT.search(place.told))


def _offered(place: Place, rules: bool, offered: bool) -> str:
    """Whether words of giving stand with the amount, or an offer goes on, or the document is one of rules."""
    item, words = place.item, place.words
    named = (
        OFFER.search(words)
        or place.limits(offered)
        or (item.bound == "<=" and HIGHEST.search(place.before + item.raw))
    )
    listed = offered and len(words) <= MAX_LISTED
    if not named and not rules and not listed:
        return ""
    provided = _PROVIDES.search(place.before)
    if (
        not named
        and not listed
        and not provided
        and (place.behind.startswith(("的", "以上的")) or item.bound in (">", ">="))
    ):
        return "condition"
    return "offer"


def _tied(behind: str) -> bool:
    """Whether the amount itself is what is granted right behind it (按 20% 的标准给予 …)."""
    if _ITS_KIND.match(behind):
        return True
    grant = GRANT.search(behind)
    return bool(grant) and bool(_TIED.match(behind[: grant.start()].strip()))
