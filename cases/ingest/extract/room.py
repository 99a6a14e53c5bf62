"""Rooms that are given to live or work in: 提供 120 平方米办公用房; what a place has built is none."""

import re

MAX_ROOM = 3000  # Square metres that one firm or person may get; more is what a place has built.
_ROOM = re.compile(
    r"免费|免租|送|分配|可?申[请领]|租住|入住|居住|享受|给予|提供|配备|安排|租用|配租|购买|每[人户套]|面积(?:分别)?(?:为|按)|外加|奖励|赠送|借用|按照?"
)
_ROOM_NOUN = re.compile(
    r"用房|住房|房|场所|场地|公寓|办公|厂房|空间|宿舍|套房|商铺|门面|车间|实验室|工位|居室|租"
)
_NO_ROOM = re.compile(
    r"建成|建设|新建|总|共|累计|拥有|建筑面积|占地|已|投用|规划|改造|启用|打造|盘活|现有|竣工|在建"
)
# 给60平方米左右的周转房一套; 给予启动资金，以及不少于100平方米的创业场所
_GIVES = re.compile(r"(?:^|[^补供发输送])给[ ]?$|另?[外配送]有?[ ]?$")
_AND = re.compile(r"^[ ]?(?:以及|还有|另有|外加|和|及|并)*[ ]?$")
_GIVES_TOO = re.compile(r"给予|提供|享受|奖励|配备")
_NAMED_ROOM = re.compile(
    r"[ ]?(?:左右|以内|以上)?的?[^，。；\d]{0,6}(?:用房|住房|周转房|公寓|场所|场地|厂房|房)"
)
# 奖励住房一套，面积不低于 120 平方米
_SIZE = re.compile(r"面积(?:不[低少小]于|至少)?[ ]?$")
_GIVEN = re.compile(
    r"(?:奖励?|赠送|分配|分给|配给|提供|可?申请|送)[^，。；建]{0,6}(?:住房|公寓|房|用房|厂房|场地)[^，。；]{0,4}，面积"
)


def given_room(before: str, behind: str, clause: str, sentence: str) -> bool:
    """Whether an area is what one firm or person is given, by the words around it, its clause and its sentence."""
    if _NO_ROOM.search(before):
        return False
    if _NAMED_ROOM.match(behind) and (
        _GIVES.search(before) or (_AND.search(before) and _GIVES_TOO.search(sentence))
    ):
        return True
    if not _ROOM.search(before):
        return bool(_SIZE.search(before) and _GIVEN.search(sentence))
    return bool(_ROOM_NOUN.search(clause) or _ROOM_NOUN.search(sentence))
