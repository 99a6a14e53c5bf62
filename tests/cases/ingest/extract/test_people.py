"""People and organisations; rather one missed than words taken for a name."""

import pytest

from cases.ingest.extract.people import organisations, people

PEOPLE = [
    # name, text, [(name, role)]
    ("role in front", "海蓝公司总经理周一帆介绍，订单翻了一番。", [("周一帆", "海蓝公司总经理")]),
    ("short name", "瑞海科技总经理温原说，厂房不够用。", [("温原", "瑞海科技总经理")]),
    ("compound surname", "渔业教授欧阳明远来县里讲课。", [("欧阳明远", "渔业教授")]),
    ("title behind", "清华大学郑海生博士来县里实践。", [("郑海生", "博士")]),
    ("two roles", "渔业专家、海港学院教授林若溪说，水质变好了。", [("林若溪", "渔业专家、海港学院教授")]),
    (
        "role behind a comma",
        "陈立新，海港渔业公司创始人、董事长，回乡办厂。",
        [("陈立新", "海港渔业公司创始人、董事长")],
    ),
    ("role behind 是", "何小满是海港县委人才办主任。", [("何小满", "海港县委人才办主任")]),
    (
        "list",
        "请来中国工程院陈立新、何小满、林若溪院士。",
        [("陈立新", "院士"), ("何小满", "院士"), ("林若溪", "院士")],
    ),
    ("appointed", "县里聘请陈立新、何小满为引才大使。", [("陈立新", "引才大使"), ("何小满", "引才大使")]),
    ("verb behind", "留日博士郑海生离开大阪，回乡办厂。", [("郑海生", "留日博士")]),
    (
        "named again",
        "海港学院教授孔令辉弯腰看土。“土好。”孔令辉的学生记下。",
        [("孔令辉", "海港学院教授")],
    ),
    (
        "list and 等",
        "院士陈立新、何小满、林若溪等受聘。",
        [("陈立新", "院士"), ("何小满", "院士"), ("林若溪", "院士")],
    ),
    (
        "the second has a firm",
        "聘请何小满和海蓝公司的林若溪担任顾问。",
        [("何小满", "顾问"), ("林若溪", "顾问")],
    ),
    ("visited by a reporter", "访海港县委组织部部长陈立新", [("陈立新", "海港县委组织部部长")]),
    ("farmer", "养殖户刘国庆跟着专家学。", [("刘国庆", "养殖户")]),
    ("Yi name", "组织部部长吉克阿芝宣读决定。", [("吉克阿芝", "组织部部长")]),
    ("adverb is no name", "留美博士唐昊常常来。唐昊说，这里好。", [("唐昊", "留美博士")]),
]
NO_PEOPLE = [
    "引进博士高层次人才5名。",
    "聘请专家顾问，组建教授团队。",
    "院士工作站和博士后流动站。",
    "全县累计招收博士70人。",
    "主任任组长，书记负总责。",
    "董事长和总经理都来了。",
    "人才是第一资源。",
    "专家高看一眼，教授方便得很。",
]
ORGANISATIONS = [
    ("company", "县里引来宁波海蓝新材料有限公司。", ["宁波海蓝新材料有限公司"]),
    ("university", "与浙江大学合作，同清华大学签约。", ["浙江大学", "清华大学"]),
    ("branch of a bank", "国家开发银行宁波分行放贷。", ["国家开发银行宁波分行"]),
    ("behind a verb", "企业充分利用浙江大学的力量。", ["浙江大学"]),
    ("told twice", "浙江大学来了。浙江大学又来了。", ["浙江大学"]),
]
NO_ORGANISATIONS = [
    "与多家高校、企业合作。",
    "办大学生活动，请大学毕业生。",
    "共建实验室和研究院。",
    "人才银行开张。",
]


@pytest.mark.parametrize("name, text, expected", PEOPLE)
def test_reads_people(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = people(text, 0, len(text))
    assert [(person.name, person.role) for person in found] == expected
    for person in found:
        assert all(text[e.start : e.end] == e.quote and person.name in e.quote for e in person.evidence)


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_no_people(text: str) -> None:
    assert people(text, 0, len(text)) == ()


@pytest.mark.parametrize("name, text, expected", ORGANISATIONS)
def test_reads_organisations(name: str, text: str, expected: list[str]) -> None:
    found = organisations(text, 0, len(text))
    assert [each.name for each in found] == expected
    assert all(text[e.start : e.end] == e.quote for each in found for e in each.evidence)


@pytest.mark.parametrize("text", NO_ORGANISATIONS)
def test_no_organisations(text: str) -> None:
    assert organisations(text, 0, len(text)) == ()
