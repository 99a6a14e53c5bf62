"""Offers that no word of giving tells, but the frame: 月租一律200元, 年薪不低于50万元, 从利润里提取5%作为奖励.

Each frame is one sentence made up by us, what stands in front of the amount in its clause, and, where that is not
enough, what stands behind it there or in front of it in the sentence. A frame read here is an offer whatever else the
clause says, so each is narrow, and what is told of the past is none of them.
"""

import re
from dataclasses import dataclass

from ..sieve import compiled
from .quantity import Quantity

_ANY = re.compile("")
_NEVER = re.compile("(?!)")
_PAST = re.compile(
    r"去年|上年|前年|累计|截[至止]|年来|以来|已(?!经?[获取入认评])|[^为除]了(?!$|解|[^，。；]{0,10}的，)|共(?!同)|先后"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The kinds of amounts that it reads, the words before and behind the amount in its clause, those that the sentence
    tells in front of it (``told``) or must not tell (``never``), and the bounds and units that it asks for."""

    kinds: tuple[str, ...]
    before: re.Pattern[str]
    behind: re.Pattern[str] = _ANY
    told: re.Pattern[str] = _ANY
    never: re.Pattern[str] = _PAST
    bounds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def reads(self, item: Quantity, before: str, behind: str, told: str) -> bool:
        """Whether the amount stands in this frame."""
        return (
            item.kind in self.kinds
            and (not self.bounds or item.bound in self.bounds)
            and (not self.units or item.unit in self.units)
            and bool(self.before.search(before))
            and bool(self.behind.match(behind))
            and bool(self.told.search(told))
            and not self.never.search(told)
        )


_NAMED_FEE = r"(?:(?:讲课|授课|课时|讲座|劳务|咨询|坐诊|出诊|手术|指导|辅导|带教|传艺|交通|住宿|食宿|伙食|餐|通讯)费|津贴|酬金|报酬|补[贴助])"
_HOMES = r"公寓|周转房|人才房|宿舍|驿站|保租房|租赁(?:住)?房|人才(?:住房|家园|社区|之家)|工位|孵化|众创|创业园|标准厂房"
_RENT = r"(?<![收付交缴免补])(?<!收[回取到])(?:租金|房租|月租|场租)"
_RENT_WORDS = r"标准|每[年月人间套]|每个?(?:平方米|平米|工位|房间)|一律|统一|只|仅|需|要|收|交|为|是|按|低至|[金月天均都定/ ]"


def _rent(words: str, bounds: tuple[str, ...] = ()) -> _Frame:
    """A rent that is asked for homes or rooms, told by the sentence up to the amount; a rent that was paid is none."""
    return _Frame(
        ("money",),
        _ANY,
        behind=re.compile(r"(?!.{0,4}(?:增|涨|提高|收入|缺口))"),
        told=re.compile(f"^(?=.*(?:{_HOMES})).*(?:{words})"),
        never=re.compile(
            r"(?:涨|欠|交|付|收)了|租了|一年租金[ ]?$|人均[^，。；]{0,4}租|收入|原(?:来|先|价)|市场[价上]"
        ),
        bounds=bounds,
    )


_FRAMES = (
    # 渔家公寓建成，月租一律200元；租金每月每平方米9元
    _rent(rf"{_RENT}(?:{_RENT_WORDS})*(?:一律|统一|按|每个?(?:平方米|平米))(?:{_RENT_WORDS})*$"),
    # 渔家公寓已住满，月租不超过300元
    _rent(rf"{_RENT}(?:{_RENT_WORDS})*$", bounds=("<=",)),
    # 租住渔家公寓的，每月租金只收200元
    _rent(rf"(?:[住租]|符合|持|凭)[^，。；\d]{{0,14}}的?，[^，。；\d]{{0,4}}{_RENT}(?:{_RENT_WORDS})*$"),
    # 渔家公寓的租金为市场价的四成
    _Frame(
        ("percent",),
        re.compile(
            r"租[^，。；\d]{0,8}(?:为|是|相当于|不超过|不高于|仅为?|低至)(?:同(?:地段|区域|类)|周边|当地)?(?:市场|市价|评估)[^，。；\d]{0,5}的?[ ]?$"
        ),
        never=re.compile(r"去年|前年|原来|过去"),
    ),
    # 对引进的总船师，年薪不低于50万元
    _Frame(
        ("money",),
        re.compile(r"^[ ]?(?:年薪|月薪|底薪|税前年薪|起薪)(?:待遇|标准)?(?:分别)?[ ]?$"),
        behind=re.compile(
            r"(?![^，。；]{0,2}[的者]|[^。；]{0,30}(?:给予|予以|补[贴助]|奖励|资助|可(?:申|认|享)))"
        ),
        told=re.compile(
            r"(?:^|[。；，])[^，。；]{0,6}[对凡][^，。；]{0,12}(?:引进|聘|招)[^，。；]{2,24}，[^，。；]{0,8}$|[到去来][^，。；了]{1,8}(?:任职|任教|坐诊)的?，[^，。；]{0,8}$"
        ),
        bounds=(">=",),
    ),
    # 来厂的博士，年薪由集团保底20万元
    _Frame(
        ("money",),
        re.compile(r"(?:薪|工资|收入)[^，。；\d]{0,8}保底[ ]?$|保底(?:工资|月薪|年薪|收入|薪酬)(?:为)?[ ]?$"),
        told=re.compile(r"引进|招|聘|博士|硕士|毕业|人才|专家"),
    ),
    # 船长讲一堂课，给船长发讲课费500元；船厂按每台手术发给专家劳务费600元
    _Frame(
        ("money",),
        re.compile(
            rf"每(?!年|天|个?月)[^，。；\d了]{{1,10}}(?:发给?|付给?|给|支付)[^，。；\d了]{{0,14}}{_NAMED_FEE}[ ]?$"
        ),
    ),
    # 学满八成课时的，县里发400元交通费
    _Frame(
        ("money",),
        re.compile(
            r"(?:[省市县区镇乡]里|财政|政府|组织部|人社局|人才办|园区|我们)[^，。；\d了]{0,6}[发给补贴]给?[ ]?$"
        ),
        behind=re.compile(rf"[ ]?的?{_NAMED_FEE}"),
    ),
    # 首席可以直接给企业兑现不高于50万元的引才补贴
    _Frame(
        ("money",),
        re.compile(r"(?:可以?|能够?|有权)[^，。；\d了]{0,12}(?:兑现|发放|拨付|拿出|给予|审批)[ ]?$"),
        behind=re.compile(r"[ ]?的?[^，。；\d]{0,8}(?:补贴|奖励|资助|补助|津贴)"),
        bounds=("<=",),
    ),
    # 从新增利润里提取5%作为奖励
    _Frame(
        ("percent",),
        re.compile(
            r"[从按][^，。；\d]{0,16}(?:利润|收益|收入|效益|销售额|所得)[^，。；\d]{0,6}(?:提取|拿出|计提|提)(?:不低于|不少于|不超过)?[ ]?$"
        ),
        behind=re.compile(
            r"[ ]?[^，。；\d]{0,4}(?:作为|用于|用来|给|奖励)[^，。；\d]{0,8}(?:奖|分红|报酬|团队|人才|专家|本人)"
        ),
    ),
    # 自己买房的，房价再优惠5%
    _Frame(("percent",), re.compile(r"(?:房价|房款|购房|总价|利率|票价|学费)[^，。；\d]{0,6}优惠[ ]?$")),
    # 船长干满十年，80平方米住房归个人所有
    _Frame(
        ("area",),
        re.compile(r"^(?![^，。；]*(?:建成|新建|共|总))"),
        behind=re.compile(
            r"[ ]?的?[^，。；\d]{0,6}(?:住房|房|公寓|房屋)[^，。；\d]{0,6}归(?:个人|本人|自己|己|其)"
        ),
    ),
    # 金奖一名，独得30万元
    _Frame(("money",), re.compile(r"独得[ ]?$"), told=re.compile(r"[奖冠]"), never=_NEVER),
    # 每年送一次价值1200元的体检套餐
    _Frame(
        ("money",),
        re.compile(r"(?:送|赠|提供|享受|发放?|领)[^，。；\d了]{0,10}价值[ ]?$"),
        behind=re.compile(r"[ ]?的?[^，。；\d]{0,8}(?:套餐|礼包|体检|礼品|服务|券|卡|保险|疗休养|代金)"),
    ),
    # 考上高级工的，一次性奖800枚
    _Frame(
        ("count", "score"),
        re.compile(r"一次性(?:奖励?|赠送?|发放?)[ ]?$"),
        behind=re.compile(r"(?![^，。；\d]{0,6}[章牌])"),
        units=("枚", "分"),
    ),
    # 每介绍一名船长，奖800枚渔人币
    _Frame(
        ("count", "score"),
        re.compile(r"(?:奖励?|赠送?|送|发放?)[ ]?$"),
        behind=re.compile(r"[^，。；\d]{0,6}(?:币|积分)"),
        units=("枚", "分", "个"),
    ),
    # 奖励优秀学徒40名，每人每年3000元
    _Frame(
        ("money",),
        re.compile(r"^[ ]?每[人名位]每?(?:年|月|学年|学期|天)?(?:给予|资助|补助|补贴|奖励)?[ ]?$"),
        told=re.compile(
            r"(?:资助|奖励|补助|补贴)[^，。；\d了已]{0,16}\d{1,5}[余多]?[名人位个]?[^，。；\d了]{0,8}，[^，。；]{0,14}$"
        ),
        never=re.compile(r"去年|累计|年来|以来|截至|了[^，。；]{0,20}$"),
    ),
    # 给渔民买保险，每人每年财政出600元
    _Frame(
        ("money",),
        re.compile(
            r"每[人名户位亩]每?[年月天]?[^，。；\d了]{0,6}(?:财政|[省市县区镇乡]里)(?:再|给)?[补出贴拿掏][ ]?$"
        ),
    ),
    # 面试的路费县里包，最多800元
    _Frame(
        ("money",),
        re.compile(r"^[^，。；\d]{0,6}$"),
        told=re.compile(
            r"(?:费|机票|车票|食宿)[^，。；\d]{0,8}(?:包|实报|全报|照报|报销)，[^，。；\d]{0,6}$|可以?报[^，。；了]{0,12}(?:费|票|食宿)，[^，。；\d]{0,6}$"
        ),
        never=re.compile(r"去年|累计|已|共(?!同)"),
        bounds=("<=",),
    ),
    # 到岛上教书的，一个月多拿900元
    _Frame(
        ("money",),
        re.compile(r"^[ ]?(?:一个?月|一年|一天|每[年月天])(?:可以?|能)?多[拿领发给补][ ]?$"),
        told=re.compile(r"(?:^|[，。；])(?:[到去凡对]|只要)[^，。；了]{2,20}，[^，。；]{0,8}$"),
        never=re.compile(_PAST.pattern + r"|务工|打工|村民|农户|农民|妇女|社员|工人|贫困户|脱贫户"),
    ),
    # 专家上岛，按每天900元发报酬
    _Frame(
        ("money",),
        re.compile(r"按每?(?:天|次|课|课时|小时|场)[ ]?$"),
        behind=re.compile(
            rf"[ ]?的?(?:标准)?(?:发|付|给|支付|计)[^，。；\d了]{{0,4}}(?:劳务报酬|{_NAMED_FEE})"
        ),
    ),
    # 渔家小区优先卖给人才，每平方米比市价便宜900元
    _Frame(
        ("money",),
        re.compile(r"每(?:平方米|平米|㎡)[^，。；\d]{0,6}(?:便宜|少收|让利|减)[ ]?$"),
        told=re.compile(r"人才|优先|凡|购房|博士|硕士"),
        never=re.compile(r"去年|累计|已"),
    ),
    # 渔民贷款额度上浮50%
    _Frame(
        ("percent",),
        re.compile(
            r"(?:贷款|授信|公积金)(?:最高)?(?:额度|限额|上限)[^，。；\d]{0,4}(?:上浮|上调|提高|放宽)[ ]?$"
        ),
    ),
    # 镇财政每年给渔业研究所拨付事业经费80万元
    _Frame(
        ("money",),
        re.compile(
            r"每年(?:给|为|向|对)[^，。；\d了]{0,12}(?:所|站|院|校|中心|协会|基地|团队|工作室|专家|团)(?:拨付|拨给?|安排|补助|提供)[^，。；\d了]{0,6}[ ]?$"
        ),
    ),
)
# A sentence that may hold one of them.
FRAMED = compiled(
    r"归(?:个人|本人|自己|己|其)|租金|房租|月租|场租|年薪|月薪|底薪|起薪|保底|[发付]给?[^，。；]{0,14}(?:费|酬|津贴)|[发补给贴]给?[ ]?[\d一二两三四五六七八九十]|兑现|提取|计提|优惠|独得|价值|币|积分|券|每[人名位户亩]|多[拿领发给补]|包，|报，|可以?报|每年[给为向对]|按每?(?:天|次|课|小时|场)|便宜|上浮|上调|放宽"
)
# 跟着她干，每人每月能拿三千元; 她的工艺投产后，按利润的3%提成，一年多拿了7万元: what somebody earns.
_EARNED_BY = re.compile(r"跟着|带动|务工|打工|上班|就业|妇女|村民|农户|工人|收入|工资|贫困户|脱贫户")
# 村民务工按天计酬，每天120元
_BY_TIME = re.compile(r"按[天日件时次][^，。；\d]{0,2}[算付计发给结]")
_HANDS = re.compile(r"务工|打工|村民|农户|农民|妇女|社员|工人|零工|贫困户|脱贫户")
_EARNS = re.compile(r"(?:每[人户名]|人均)?每?[月天年]?(?:可以?|能够?)[拿挣赚][到得]?[ ]?$")
_GRANTED = re.compile(r"[ ]?的?[^，。；\d]{0,6}(?:补贴|补助|津贴|奖|资助|安家费|贷款|生活费|扶持)")
# 每人2000元，已全部发放
_PAID_BEHIND = re.compile(r"[^，。；]{0,8}，(?:现)?(?:均已|已全部|已经全部|已悉数)(?:发放|兑现|到账|到位)")
_COMMISSION = re.compile(r"[ ]?(?:的)?(?:比例)?提成")
_CASHED = re.compile(r"[^。；]{0,4}，[^，。；]{0,8}(?:拿了|挣了|赚了|分[了到得]|领了|进账|到手)")


def framed(item: Quantity, before: str, behind: str, told: str) -> bool:
    """Whether an amount stands in one of the frames; ``told``: its sentence up to the amount."""
    return any(frame.reads(item, before, behind, told) for frame in _FRAMES)


def earned(item: Quantity, before: str, behind: str, told: str) -> bool:
    """Whether the amount is what somebody earns or has earned, and nobody's offer."""
    if item.kind == "percent":
        return bool(_COMMISSION.match(behind) and _CASHED.search(behind))
    if item.kind != "money":
        return False
    if _PAID_BEHIND.match(behind):
        return True
    if _HANDS.search(told) and _BY_TIME.search(told):
        return not _GRANTED.match(behind)
    return not _GRANTED.match(behind) and bool(_EARNS.search(before) and _EARNED_BY.search(told))
