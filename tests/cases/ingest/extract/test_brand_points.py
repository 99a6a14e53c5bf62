"""Names without marks: points of plans, outposts of institutions, tours, rounds of choice, programmes known by a number.

All texts are made up.
"""

import pytest

from cases.ingest.extract.brand import brands, mentions
from cases.ingest.records import PlaceRef

READ = [
    ("三、项目\n1.鹭城名厨培养项目。五年培养100名。\n2.农村实用人才培养项目。每年办班。", ["鹭城名厨培养项目"]),
    ("（一）海洋经济人才行动计划。围绕船舶产业引才。", ["海洋经济人才行动计划"]),
    ("重点抓好三项。\n4.216人才梯队项目。选拔青年骨干。", ["216人才梯队项目"]),
    ("大力实施千名电商带头人培育工程，两年办班30期。", ["千名电商带头人培育工程"]),
    ("（二）百名工匠选育计划。分三年选育。", ["百名工匠选育计划"]),
    ("启动茶博士行动，同农大签了协议。", ["茶博士行动"]),
    ("（三）实施油桐花开归乡创业工程。在上海设站。", ["油桐花开归乡创业工程"]),
    ("办好田头小课堂，每村每年不少于4次，三年培训瓜农2万人次。", ["田头小课堂"]),
    (
        "2020年春，县里办起暖阳柑橘学院，没有围墙，教室就在果园里，老师是农大教授和本地“土专家”。\n学院开班两年，来听课的果农4800多人次。",
        ["暖阳柑橘学院"],
    ),
    ("下一步要做三件事，头一件就是把鹿溪之心人才小镇建起来，规划面积2平方公里，一期的专家楼已经封顶。", ["鹿溪之心人才小镇"]),
    ("县里的红枣修剪大赛已经比了7届，今年有900人参赛。", ["红枣修剪大赛"]),
    ("推行鹿溪工匠评定，每年评20名。", ["鹿溪工匠"]),
    ("开展徽商故里行、恳谈会等活动，请在外的人回来看看。", ["徽商故里行"]),
    ("与此同时，旌德人才e站上线运行，办件320件。", ["旌德人才e站"]),
    ("县里组织人才夜市、学子家乡行等活动，不断开源。", ["人才夜市", "学子家乡行"]),
    ("开启人才影享会、人才乐跑团、人才成长吧三大人才服务。", ["人才影享会", "人才乐跑团", "人才成长吧"]),
    ("举办橡胶轮胎汽配产业高端人才座谈会、百家企业院校行等人才活动30余场。", ["百家企业院校行"]),
    ("医院腾出6间诊室，挂的牌子叫名医工作室，专家轮流坐诊。", ["名医工作室"]),
]  # fmt: skip
AT_HOME = [
    (
        "与工业大学合作建立东华工业大学国家技术转移中心旌德工作站，帮助企业转化成果。",
        ["东华工业大学国家技术转移中心旌德工作站"],
    ),
    (
        "建立了东华交大技术转移中心旌德工作站、旌德县医院民进专家工作站、东华农业大学旌德黄精产业研究院，为创新集聚力量。",
        ["东华交大技术转移中心旌德工作站", "旌德县医院民进专家工作站", "东华农业大学旌德黄精产业研究院"],
    ),
    ("旌德县人才驿站与留学生创业园揭牌启用。", ["旌德县人才驿站", "留学生创业园"]),
    (
        "在香港设立旌德县青年之家离岸孵化服务中心，每年安排经费100万元。",
        ["旌德县青年之家离岸孵化服务中心"],
    ),
    ("建设新旌德县众创园，入驻企业9家。", ["旌德县众创园"]),
    ("3月，“旌德县驻北京人才工作站”紧接着揭牌。", ["旌德县驻北京人才工作站"]),
    ("日前，中国旌德•国际人才创业大会举行。", ["中国旌德·国际人才创业大会"]),
    ("第三届中国·旌德海外人才创业大赛收到项目210个。", ["中国·旌德海外人才创业大赛"]),
    (
        "在旌德茶乡文创产业园启用“茶青客厅”，28项业务集中受理，运行一个月来接待青年人才1100人次。",
        ["茶青客厅"],
    ),
    ("山下的生活。\n图3-4 旌德锂电产业园外景\n山上的生活。", []),
    ("中国（旌德）灵芝产业峰会开幕。", ["中国（旌德）灵芝产业峰会"]),
]
NOT_READ = [
    "1.农村实用人才培养项目。每年办班十期。\n2.博士后培养项目。给予补助。",
    "18.农村基层和库区山村人才项目。加大支持力度。",
    "（一）重点项目。\n（二）实施人才培训工程。",
    "3.实施农产品冷链物流项目。总投资2亿元。",
    "可以申请租赁人才公寓，租赁人才公寓的应当缴纳押金。",
    "全国茶县上千个，在县里办起本科茶学院的不多。学院现有学生2100人。",
    "加大工作推行力度，逐步试行。",
    "开展职业技能大赛。",
    "先后与东华大学、旌德县医院签订协议，设立工作站3个。",
    "建立院士专家工作站，建立博士后工作站。",
    "实施名医生计划。",
    "在中国留学人员创新创业大赛中获奖。",
    "中国·某某海外人才创业大赛组委会发来贺信。",
    "开展座谈会、民营企业招聘周等活动。",
    "可申请50万元以内旌德创业贷款，贴息三年。",
    "打造人才公寓、人才市场、创业基地三大人才服务。",
    "开启人才影享会、人才乐跑团三大人才服务。",
    "牌子叫老张家面馆，门口排着队。",
    "图3 鹿溪锂电产业园外景",
]
HOME = PlaceRef(code="341825", name="旌德县", name_now="旌德县", parent="宣城市")
OF_OTHERS = [
    "东华交大在泾县设立东华交大技术转移中心泾县工作站。",
    "入选市委“云岭人才十条”的有3人。",
]
HOSTILE = (
    "\n1.鹭城名厨培养",
    "建立大学旌德",
    "开展徽商故里",
    "推行鹿溪",
    "办起柑橘学院，",
    "百名",
    "大赛已经比了",
    "大学工作站",
)


@pytest.mark.parametrize("text, names", READ)
def test_a_name_without_marks_is_read(text: str, names: list[str]) -> None:
    found = brands(text, 0, len(text))
    assert [brand.name for brand in found] == names
    for brand in found:
        assert brand.evidence and all(text[e.start : e.end] == e.quote for e in brand.evidence)


@pytest.mark.parametrize("text", NOT_READ)
def test_the_same_words_name_nothing(text: str) -> None:
    assert [brand.name for brand in brands(text, 0, len(text))] == []


@pytest.mark.parametrize("text, names", AT_HOME)
def test_an_outpost_in_the_place_is_read(text: str, names: list[str]) -> None:
    assert [brand.name for brand in brands(text, 0, len(text), place=HOME)] == names


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_others_run_is_left_aside(text: str) -> None:
    assert brands(text, 0, len(text), place=HOME) == ()


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_points_take_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert mentions(text, 0, len(text)) is not None
