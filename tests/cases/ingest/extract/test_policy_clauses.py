"""Clauses without a name: a short readable one from who is given what, and promises without an amount."""

import pytest

from cases.ingest.extract.policy import policies
from cases.ingest.extract.policy.beneficiary import beneficiary, shared, with_list

NAMES = [
    ("whom and what", "对全职引进的博士，给予30万元安家补贴。", ["博士安家补贴"]),
    ("number of a list", "2.返乡大学生领办合作社的，给予一次性创业补贴2万元。", ["返乡大学生创业补贴"]),
    ("a deed", "企业每聘用1名院士，补助1万元。", ["企业聘用院士补助"]),
    ("a deed up to its object", "每推荐一名博士全职来县工作，奖励推荐人1万元。", ["推荐博士奖励"]),
    ("chosen", "评选首席技师12名，每人奖励5万元。", ["首席技师奖励"]),
    ("a quoted title", "对带动百户以上的“渔家专家”，每人每月补贴300元。", ["“渔家专家”补贴"]),
    ("support as a verb", "博士购房分别补贴20万元。", ["博士购房补贴"]),
    ("levels of one thing", "对国家、省“万人计划”人才，分别给予80万元、45万元奖励。", ["“万人计划”人才奖励"]),
    ("two kinds to the same", "给予技师最高60万元的创业启动资金补助、15万元的购房补助。", ["技师创业启动资金补助"]),
    ("two kinds to two", "对博士给予20万元安家补贴，对引才中介机构给予10万元引荐奖励。", ["博士安家补贴", "引才中介机构引荐奖励"]),
    ("share of a cost", "对创新企业的研发经费投入提供最高10%的补贴。", ["创新企业研发经费补贴"]),
    ("over a condition", "凡在我县企业工作满三年的博士，一次性奖励10万元。", ["博士奖励"]),
    ("called", "去年推行“候鸟渔师”，聘请62名，每年给3万元工作津贴。", ["候鸟渔师"]),
    ("called, by those who got it", "公司享受了“归渔兴港”扶持：厂房三年免租，贷款贴息18万元。", ["归渔兴港"]),
    ("chosen and sent", "选送30名渔医到省城进修，另补生活费每月1000元。", ["渔医补贴"]),
    ("a deed without a person", "对完成年度服务的，每人补助6000元。", ["完成年度服务补助"]),
    ("engaged", "每座岛聘一位总工，年薪县里补一半，封顶40万元。", ["总工补贴"]),
    ("raised", "将博士安家补贴由20万元提高到30万元。", ["博士安家补贴"]),
]  # fmt: skip
PROMISED = [
    ("treatment in fields", "对高层次人才在子女入学、就医等方面给予优惠待遇。", ["高层次人才子女入学、就医等优惠待遇"]),
    ("treatment of nobody named", "在户籍、医疗、就学等方面给予优惠待遇。", ["户籍、医疗、就学等优惠待遇"]),
    ("a row of supports", "给予安家补贴、薪酬补贴、子女入学等优惠政策。", ["安家补贴、薪酬补贴、子女入学等优惠政策"]),
    ("free check-up", "优秀专家每年享受1次免费体检。", ["优秀专家免费体检"]),
    ("free lodging", "来县求职的大学生可免费入住人才驿站。", ["大学生免费住宿"]),
    ("schooling", "凡紧缺专业人员，子女在县内任选学校就读，不收任何费用。", ["紧缺专业人员子女入学"]),
    ("choice of school", "人才子女可选择市属公办学校就读。", ["人才子女入学"]),
    ("spouse", "对引进人才的配偶，由县里对口安置工作。", ["配偶就业安置"]),
    ("discount", "住满5年的，可以按市场价的六折购房。", ["购房优惠"]),
    ("rent", "家居园给返乡项目3年租金全免。", ["返乡项目租金减免"]),
]  # fmt: skip
NOTHING = [
    ("paid", "全年发放人才补贴320万元，为86名人才子女协调入学。"),
    ("asked for", "孩子上学问题反映最多，占31%。"),
    ("done", "已为人才子女协调入学230余人次，免费体检1200人次。"),
    ("a row of services", "提供子女入学、医疗保健等28项服务。"),
    ("a question", "家属就业怎么安排？"),
    ("building", "中心小学正在扩建，解决孩子上学。"),
    ("general words", "给予大力支持，享受优惠政策。"),
]


@pytest.mark.parametrize("name, text, expected", NAMES + PROMISED)
def test_names_of_clauses(name: str, text: str, expected: list[str]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [policy.name for policy in found] == expected
    assert {policy.form for policy in found} == {"measure"}
    assert all(text[e.start : e.end] == e.quote for policy in found for e in policy.evidence)


@pytest.mark.parametrize("name, text", NOTHING)
def test_no_clause(name: str, text: str) -> None:
    assert [policy.name for policy in policies(text, 0, len(text), year=2020)] == []


@pytest.mark.parametrize(
    "words, who",
    [
        ("新引进的博士", "博士"),
        ("对入驻农场的返乡大学生", "返乡大学生"),
        ("揭榜成功的项目", "揭榜成功的项目"),
        ("企业新引进的核心人才年薪超过25万元", "核心人才"),
        ("列入市级及以上“千人计划”海内外人才", "列入市级及以上“千人计划”海内外人才"),
        ("评上“渔匠”", "“渔匠”"),
        ("国家级孵化器", "孵化器"),
        ("", ""),
        ("每人", ""),
        ("刘工算了一笔账", ""),
        ("由市财政", ""),
        ("还配套设立了总规模", ""),
        ("去年开始推行", ""),
        ("创业担保贷款额度个人", ""),
        ("标准由", ""),
    ],
)  # fmt: skip
def test_who_is_given_something(words: str, who: str) -> None:
    assert beneficiary(words) == who


def test_several_beneficiaries() -> None:
    assert shared(["国家“千人计划”专家", "省“千人计划”专家"]) == "“千人计划”专家"
    assert shared(["博士", "硕士"]) == "博士、硕士"
    assert with_list("博士", "正高级职称、博士给予") == "正高级职称、博士"
    assert with_list("博士", "全县，博士给予") == "博士"
