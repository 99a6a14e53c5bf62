"""Amounts that are terms and no results: what is offered, charged or asked, where no benefit was read.

年薪不低于 80 万元          pay that is held out; 平均年薪达到 20 万元 is what came of it
租金每月每平方米不超过 12 元   a price; 租金收入 30 万元 is a sum
带动就业 20 人以上的，另奖 …   a condition; 带动就业 20 人以上的有 5 家 counts firms
"""

import re

from .amount import Quantity
from .sentence import Piece

# Words that make a report of a sentence: what follows was done and is not held out.
_TOLD = re.compile(
    r"已|了|(?<![超经通])过(?!去)|累计|共(?!同|建|享)|去年|上年(?!度)|截至|目前|现有|人均|[平年]均|增收|收入|分红|产值|效益|[达增升降涨]到?[ ]?$|[增升降]至"
)
_PAY = re.compile(r"(?:年薪|月薪|薪酬|薪金|底薪)(?:应当?|须|要|可|标准|待遇|为|在)*[ ]?$")
_PAY_SURE = re.compile(r"保底[ ]?$")
# 面向全国招聘名师，年薪 30 万—60 万元
_RECRUITED = re.compile(
    r"(?:招聘|招募|招(?=[\u4e00-\u9fff]{0,4}[人名])|开价|开出|聘请)[^。；]{0,24}(?:年薪|月薪)[ ]?$"
)
_RENT = re.compile(
    r"(?:月租金?|(?:租金|房租|场租)(?:标准)?(?:每[月年](?:每[\u4e00-\u9fff]{1,3})?|每[平套间][\u4e00-\u9fff]{0,2}))(?:只要|只收|仅收|仅|一律|低至|按|为|是|统一|收)*[ ]?$"
    r"|(?:每月|每年|每平方米|每平米)(?:的)?(?:租金|房租|场租)(?:只要|只收|仅收|仅|一律|低至|统一|收)*[ ]?$"
)
_FEE = re.compile(
    r"(?:按|[起期科士生师员])每(?:天|日|晚|次|场|节|月)(?:只)?[ ]?$|^每(?:天|日|晚|月)(?:只|仅)?[收交付][ ]?$"
    r"|每(?:堂|节|台|次|课|场|篇|门|例|天|小时)[^，。；：\d]{0,14}(?:费|酬金?|报酬|补贴|补助)(?:为|是|按)?[ ]?$"
)
_TO_EACH = re.compile(
    r"每[人名位户个](?:[\u4e00-\u9fff]{1,6}?(?=每[年月]))?(?:每[年月天次]|每学[年期]|全?年)?(?:最高|可|再|另|一次性)?(?:(?:资助|补助|补贴|奖励?|发放?|给予?)[\u4e00-\u9fff]{0,4})?[ ]?$"
)
# 每纳税 1 元，奖 1 枚; 每增加 1 人
_FOR_EACH = re.compile(r"每(?:缴?纳|消费|花|充|买|卖|满|新?增加?|多招?|招用)[^，。；：\d人户]{0,4}[ ]?$")
# 每成功介绍一名船长，酬谢 1 万元
_FOR_DOING = re.compile(
    r"每(?:成功)?(?:介绍|推荐|引荐|引进|招引|招来|带来)[^，。；]{2,14}，(?:酬谢|奖励?|补[助贴]?|给予?)[^，。；\d]{0,4}$"
)
# 单个项目投资额在 100 万元至 500 万元之间; 每平方米比市价便宜 1500 元
_SINGLE = re.compile(r"单[个家项笔][^，。；\d]{0,10}[在为][ ]?$|每[平套间][^，。；\d]{0,8}便宜[ ]?$")
# 价值 1200 元的体检套餐
_GIFT = re.compile(r"(?:送|赠|领|享)[^，。；\d]{0,10}价值[ ]?$")
# 从新增利润里提取 5% 作为奖励, 由县里和企业各出一半, 按三成补: a rate by which something is shared.
_RATE = re.compile(
    r"(?:提取|提成|各(?:出|承担|负担|担|付))[ ]?$|(?:提成|分红|收益)[^。；]{0,6}，比例(?:不超过|不高于)?[ ]?$"
)
_BY_RATE = re.compile(r"按[^，。；\d]{0,10}$")
_SHARED_BY = re.compile(r"[ ]?的?(?:比例|标准)?(?:补|给|奖|上浮|提取|收取|计提|报销)")
_TOKENS = re.compile(
    r"(?:^|[，。；：])[ ]?(?:(?:一次性|再|另|可)?奖励?|(?:一次性|再|另|可)(?:送|赠送?))[ ]?$"
)
_TOKEN_UNITS = ("枚", "张", "次", "份", "套", "件")
_WORTH = re.compile(r"一(?:个|件|张|枚|颗|只|份|支)[^，。；：\d]{0,5}[值抵](?:得上?)?[ ]?$")
_REDUCED = re.compile(r"(?:[再可享均][^，。；：\d]{0,8}(?:优惠|让利|减免|打折)|额度(?:可|再)?[上下]浮)[ ]?$")
# 流转滩涂 50 亩以上的，每亩补 …; 招用 3 人以下的按每人 … 补贴
_IF_SO = re.compile(
    r"[ ]?的(?:，(?!已)[^，。；：\d了过]{0,14}?(?:另|再|每[人亩名户家个增]|给予?|补[助贴\d]|奖|发(?![展布现明])|减|免|优惠|返还|只收|可)|按每?|每(?:增|多)|给予)"
)
_DISTANCE = re.compile(r"(?:离|距离?)[ ]?$")
_TO_GO = re.compile(r"[ ]?的?(?:目标|要求|标准|任务|门槛)")
_ROOM = re.compile(r"(?:给予?|提供|安排|享受|免费)(?:[^，。；：\d]{0,6}|[^。；：]{0,80}，(?:以及|并|另有)?)$")
_ROOM_BEHIND = re.compile(r"[ ]?的?[^，。；：\d]{0,8}(?:住房|周转房|公寓|用房|场所|场地|套房)")
_WHO = re.compile(r"(?:^|[，。；：])(?:凡|对)?[^，。；：\d]{2,50}[的者师才医生员]，")
# 走了一半: half of those there, and no share that was reached.
_GONE = re.compile(r"[走关空散逃]了[ ]?$")
_IN_TIME = re.compile(r"[ ]?(?:入场|到[场会达]|报到|签到|就座)")


def is_term(folded: str, sentence: Piece, item: Quantity) -> bool:
    """Whether an amount is offered, charged or asked, or only measures what is not reached."""
    left = max(folded.rfind(mark, sentence.start, item.start) for mark in "，；：。") + 1
    clause = folded[max(left, sentence.start) : item.start]
    behind = folded[item.end : sentence.end]
    if _DISTANCE.search(clause) and _TO_GO.match(behind):
        return True
    if item.kind == "time":
        return bool(_IN_TIME.match(behind))
    if item.kind == "percent" and item.raw.endswith("半") and _GONE.search(clause):
        return True
    if item.kind == "percent" and _is_rate(folded, sentence, item, behind):
        return True
    if _TOLD.search(clause):
        return False
    if item.kind == "money" and (_is_price(item, clause, behind) or _is_pay(folded, sentence, item)):
        return True
    if _FOR_EACH.search(clause) or (
        item.kind in ("count", "area", "percent", "money") and _asked(folded, sentence, item, behind)
    ):
        return True
    if item.kind == "percent":
        return bool(_REDUCED.search(clause))
    if item.kind == "area":
        return _is_room(folded, sentence, item, behind)
    return item.unit in _TOKEN_UNITS and bool(_TOKENS.search(folded[sentence.start : item.start]))


def _is_price(item: Quantity, clause: str, behind: str) -> bool:
    """Whether a sum is pay that is held out, a rent, a fee, or what each one is to get."""
    held_out = item.raw.startswith("不") or "月薪" not in clause or behind.startswith("的")
    if (item.bound == ">=" and held_out and _PAY.search(clause)) or _PAY_SURE.search(clause):
        return True
    if item.unit == "元/平方米" and item.per in ("月", "年"):
        return True
    return any(pattern.search(clause) for pattern in (_RENT, _FEE, _TO_EACH, _WORTH, _SINGLE, _GIFT))


def _is_pay(folded: str, sentence: Piece, item: Quantity) -> bool:
    """Whether a sum is what recruits are held out, or what is given for each deed of a kind."""
    told = folded[sentence.start : item.start]
    return bool(_RECRUITED.search(told) or _FOR_DOING.search(told))


def _is_rate(folded: str, sentence: Piece, item: Quantity, behind: str) -> bool:
    """Whether a share says how something is divided, also where that has been done: 按三成补了 7 万元."""
    told = folded[sentence.start : item.start]
    return bool(_RATE.search(told)) or bool(_BY_RATE.search(told) and _SHARED_BY.match(behind))


def _asked(folded: str, sentence: Piece, item: Quantity, behind: str) -> bool:
    """Whether the clause that the amount stands in is a condition of what the next one gives."""
    return bool(_IF_SO.match(behind)) and not _TOLD.search(folded, sentence.start, item.start)


def _is_room(folded: str, sentence: Piece, item: Quantity, behind: str) -> bool:
    """Whether room is held out to whoever qualifies: 对调入的医师，给 60 平方米左右的周转房."""
    told = folded[sentence.start : item.start]
    if not _ROOM.search(told) or not _ROOM_BEHIND.match(behind):
        return False
    return bool(_WHO.search(told)) and not _TOLD.search(told)
