"""Who bears a share of a cost: 学费由县财政承担七成 is an offer of 70 %, 企业出两成 what the others pay themselves."""

import re

from ..sieve import compiled

_COST = re.compile(r"费|租|薪|工资|利息|社保|保险|公积金|个税|成本|房款|首付|月供|酬")
# A sentence that may tell who bears a share of a cost.
SHARED_COST = compiled(
    r"(?:费|租|薪|工资|利息|社保|保险|收益|利润|收入|造价|成本|酬).{0,60}(?:%|成|一半|半|分之)|[只仅][需须用要]?[交付缴收].{1,8}(?:租|费)"
)
_CLAUSE_START = r"(?:^|(?<=[，、：的费用金薪由]))"
_GIVER = r"(?:(?:[省市县区旗州镇乡]级?)?(?:财政|政府|人才(?:办|局|专项资金|基金|经费)|组织部)|[省市县区旗州镇乡][里上]|[园社]区|公家|国资|集体|我们|咱们)"
# 由乡镇承担一半: those that give, told by 由 alone.
_PLACE_GIVES = r"由(?:乡镇|镇街|街道|[市县区镇乡村])"
_SELF = r"(?:(?:用人)?单位|企业|公司|工厂|厂[里方]|学校|合作社|个人|自己|本人|学员|学生|职工|员工|家长|家庭|农户|其余|余下|剩余|[\u4e00-\u9fff]{0,4}自)"
_BEARS = r"(?:全额|各自?|分别|再|只|先|来)?(?:承担|负担|分担|支付|报销|报(?!名|告|到|考|社|送|批)|出|掏|担|补|贴|付|拿|筹|理)"
_BY_GIVER = re.compile(rf"(?:{_GIVER}[^，。；：\d]{{0,4}}|{_PLACE_GIVES}){_BEARS}[^，。；：\d了过]{{0,3}}$")
_BY_SELF = re.compile(rf"{_CLAUSE_START}{_SELF}(?:[只仅])?(?:需要?|须)?{_BEARS}[^，。；：\d了过]{{0,6}}$")
# 学费由单位报销七成: paid back to those who study.
_REPAID = re.compile(r"由(?:所在|用人|本)?(?:单位|企业|公司|学校|医院)(?:全额|再|先)?(?:报销|返还)$")
# 造价的三成由市里出: told behind the share.
_BY_GIVER_BEHIND = re.compile(rf"[ ]?(?:的费用|部分)?由[^，。；\d]{{0,4}}?{_GIVER}[^，。；\d]{{0,4}}{_BEARS}")
# 租金只收市场价的三成, 按市场价的六成收.
_CHARGES = re.compile(r"租[^，。；：\d]{0,8}(?:[只仅]|一律|统一)?[收缴交付按][^，。；：\d]{0,12}$")
_CHARGED = re.compile(
    r"[ ]?(?:的)?(?:标准|比例|价格)?(?:来|计)?(?:收取|缴纳|计收|计租|支付|交纳|收费|收租|缴租|交租|收(?![入益获回成支购])|付(?!款)|交(?![通易给])|算(?![力法是]))"
)
# 只交三成房租
_PAYS_ONLY = re.compile(r"[只仅][需须用要]?[交付缴收][ ]?$")
_OF_RENT = re.compile(r"[ ]?的?(?:房租|租金|场租|学费|培训费|物业费)")
_ONLY = re.compile(r"租[^，。；：\d]{0,8}(?:[只仅]|一律|统一)[收缴交付]")
# 转化收益不低于八成归完成人: what of the proceeds goes to those who made them.
_PROCEEDS = re.compile(r"(?:收益|收入|利润|所得)(?:的|中|部分|按|中的|净额)*$")
_GOES_TO = re.compile(r"[ ]?(?:的)?(?:比例)?(?:归|奖励?给|分(?:配|给)|用于奖励)(?![还来乡国类口雁巢零])")
_TOLD = re.compile(r"去年|上年|前年|累计|截至|已经?(?!认定|入选|获|入住)|了|全年|以来")
_TOLD_EARLIER = re.compile(r"去年|上年|前年|累计|截至|以来|(?:承担|负担|支付|报销|减免)了")
# 海岛再上浮两成: on top of an offer.
_ON_TOP = re.compile(r"(?<![幅率价温利])(?:上浮|上调|加发|增发|加成)$")
ON_TOP = re.compile(r"上浮|上调|加发|增发|加成")


def borne(before: str, behind: str, told: str) -> str:
    """``offer`` where a share is let off, borne by the place or given of proceeds, ``rest`` where others bear it, else ``""``.

    ``before`` and ``behind`` are the words around the share in its clause, ``told`` the sentence in front of it. A report
    of what was borne is neither.
    """
    if _COST.search(told + behind[:4]) and _BY_SELF.search(before) and not _REPAID.search(before):
        return "rest"
    if _TOLD.search(before) or _TOLD_EARLIER.search(told):
        return ""
    if before.endswith("的") and _BY_GIVER_BEHIND.match(behind):
        return "offer"
    if _PROCEEDS.search(before) and _GOES_TO.match(behind):
        return "offer"
    if _PAYS_ONLY.search(before) and _OF_RENT.match(behind):
        return "offer"
    if not _COST.search(told + behind[:4]):
        return ""
    if _BY_GIVER.search(before):
        return "offer"
    charged = _CHARGES.search(before) and (_ONLY.search(before) or _CHARGED.match(behind))
    return "offer" if charged else ""


def on_top(before: str) -> bool:
    """Whether a share comes on top of what was offered before: 再上浮20%."""
    return bool(_ON_TOP.search(before.rstrip()))
