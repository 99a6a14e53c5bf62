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
    # The name of what is given stands in front of all, or is the cost that is paid, or the spell it is paid for.
    ("told in front", "购房补贴方面：博士、船长、技师在岛上购房，可分别享受40万元、20万元、9万元补贴。", ["购房补贴"]),
    ("told in front of parts", "按层次给予租房补贴，其中，博士按500元每月补贴，技师按300元每月补贴。", ["租房补贴"]),
    ("parts of another kind", "对博士给予安家补贴30万元，对引才机构补贴10万元。", ["博士安家补贴", "引才机构补贴"]),
    ("cost of many words", "对渔工，镇里每人每年补助技能更新经费900元。", ["技能更新经费补助"]),
    ("each firm", "渔都人才券今年发了五百张。每家企业每年最高可申领9万元。", ["企业支持"]),
    ("one more without a verb", "头等船长奖励3万元；二等船长每年1.2万元。", ["头等船长奖励"]),
    ("cost that is paid", "每人每月补助交通费600元。", ["交通费补助"]),
    ("spell", "轮训期间每人每天补贴30元。", ["轮训补贴"]),
    ("noun in front", "海岛教师岛上津贴由每月700元调整为900元。", ["海岛教师岛上津贴"]),
    ("deed that is helped", "考取船证后自己购机的，镇里按机价的30%补贴。", ["购机补贴"]),
    ("rent of a house", "专家公寓的租金按评估价的六成收。", ["专家公寓租金"]),
    ("cost that is paid back", "读夜校的学费凭票报销50%。", ["学费报销"]),
    ("what the paragraph is about", "县里挂牌“渔技驿站”。\u3000常驻的每月补贴4000元。", ["“渔技驿站”补贴"]),
    # Under the name of a list, or with what was given before, offers are one measure; nameless ones go by a proper name.
    ("a list with a name", "对渔家学子，实行“一张海图”：硕士、博士上岛，分别补助5万元、9万元；租房每月补助500元。", ["一张海图"]),
    ("behind the list", "对渔家学子，实行“一张海图”：硕士补助5万元。租房每月给租房补贴500元。", ["一张海图", "租房补贴"]),
    ("given before", "来岛的博士，安家费40万元；特别紧缺的最高60万元；硕士10万元。", ["安家费"]),
    ("given in the next paragraph", "来岛的博士，安家费40万元。\n来岛的硕士，学费报销50%。", ["博士安家费", "硕士学费报销"]),
    ("a proper name of the paragraph", "镇上有所“岛上渔校”，老船长讲课。学员自带干粮，来学的每天补50元。", ["“岛上渔校”补贴"]),
    ("a saying is no proper name", "大家说“日子有了盼头”。每天补50元。", ["补贴"]),
    ("returned", "留在岛上的，由财政返还三年学费，人均1.5万元。", ["返还学费"]),
    ("a fee for advice", "付给每位专家每年5万元咨询费。", ["专家咨询费"]),
    ("told aside", "评上的每人每月发补贴200元（船长300元），由镇里出。", ["补贴"]),
    ("by what one does", "租房的，博士每月补700元，硕士每月补500元。", ["租房补贴"]),
    ("asked for above", "问：住房补贴怎么补？\n答：租房的，船长每月补700元；买房的，船长每年补9000元。", ["住房补贴"]),
    ("a batch", "评选第三批渔都工匠20名，每人奖励5000元。", ["渔都工匠奖励"]),
    ("a free check-up of so much", "教授级船长每年免费体检一次，标准为每人900元。", ["免费体检"]),
    ("done so much", "企业引才引得多的，按成本的一半给补。", ["企业引才补贴"]),
    # A row of those who get it is no name, nor are attributes and contracts.
    ("a row", "对新引进的博士、硕士，分别发放生活补贴11万元、5万元。", ["生活补贴"]),
    ("attributes", "对学校引进的全日制博士，给予安家补助50万元。", ["博士安家补助"]),
    ("a long beneficiary", "对企业在大城市建立的招才引智工作站，给予运行经费补贴最高200万元。", ["工作站运行经费补贴"]),
    ("a contract", "学科带头人，与用人单位签订5年协议的，一次性资助个人安家费20万元。", ["学科带头人安家费"]),
    ("the same word twice", "对引进的渔业技术人才，给予每人每年10万元人才特殊津贴。", ["人才特殊津贴"]),
    ("at the post", "对取得高级技师证书的在岗职工，给予4000元奖励。", ["在岗职工奖励"]),
]  # fmt: skip
PROMISED = [
    ("tax rule with a name", "新办渔业企业，所得税地方所得部分“二免三减半”，由财政兑现。", ["二免三减半"]),
    ("tax on buying", "在县内购房的人才，全额返还所缴契税县级留成部分。", ["人才契税返还"]),
    ("treatment in fields", "对高层次人才在子女入学、就医等方面给予优惠待遇。", ["高层次人才子女入学、就医等优惠待遇"]),
    ("treatment of nobody named", "在户籍、医疗、就学等方面给予优惠待遇。", ["户籍、医疗、就学等优惠待遇"]),
    ("a row of supports", "给予安家补贴、薪酬补贴、子女入学等优惠政策。", ["安家补贴、薪酬补贴、子女入学等优惠政策"]),
    ("free check-up", "优秀专家每年享受1次免费体检。", ["优秀专家免费体检"]),
    ("free lodging", "来县求职的大学生可免费入住人才驿站。", ["大学生免费住宿"]),
    ("schooling", "凡紧缺专业人员，子女在县内任选学校就读，不收任何费用。", ["紧缺专业人员子女入学"]),
    ("choice of school", "人才子女可选择市属公办学校就读。", ["人才子女入学"]),
    ("spouse", "对引进人才的配偶，由县里对口安置工作。", ["配偶就业安置"]),
    ("schooling with a name", "船长子女入学实行“点单入学”，想上哪所就上哪所。", ["点单入学"]),
    ("places kept", "镇中心小学预留学位60个，专门用于船长子女入学。", ["预留学位"]),
    ("discount", "住满5年的，可以按市场价的六折购房。", ["购房优惠"]),
    ("years without rent", "渔港公寓的物业费前两年免、后三年减半。", ["公寓免租"]),
    ("tax on a house", "在县里买房的，契税由财政全额补助。", ["契税返还"]),
    ("no fees for school", "学校不收学费，学员凭身份证登记即可入学。", ["学费减免"]),
    ("treated like others", "船长享受与高级工程师同等的疗养、体检待遇。", ["享受同等待遇"]),
    ("as much again", "凡拿下省级大奖的团队，县里按省级奖金一比一配套奖励。", ["团队配套奖励"]),
    ("all free", "渔港之家随到随住，费用全免。", ["免费住宿"]),
    ("residence", "考取船长证书的，本人及配偶、子女可直接在县城落户。", ["落户优待"]),
    ("paid out of a fund", "船长来岛期间的交通费用由县人才专项经费承担。", ["交通费报销"]),
    ("rent", "家居园给返乡项目3年租金全免。", ["返乡项目租金减免"]),
    # What is promised without money: places, posts, shares, prices below the market's, an open door.
    ("any school", "对回岛船长的子女，镇上的学校任选。", ["子女入学"]),
    ("school at once", "凭船员证，孩子入学当天办妥。", ["子女入学"]),
    ("so many places", "渔港小学每学期留出40个学位，给船长子女。", ["预留学位"]),
    ("family moves along", "博士的配偶和子女可以随调。", ["博士家属随调随迁"]),
    ("no fee for a course", "渔民都能来听课，课上课下不收钱。", ["免费培训"]),
    ("a fee paid whole", "船长考证的体检费由镇里全额承担。", ["费用全额补贴"]),
    ("fee shared", "船校的学费由渔企、镇里、学员三家分担。", ["学费报销"]),
    ("done in the next clause", "船校食宿由镇里承担，已为两批船长开课。", ["食宿保障"]),
    ("no tax", "渔技转让的所得，可免征增值税。", ["税收减免"]),
    ("part of the interest", "买渔船借了钱的，镇里给予部分贴息。", ["贷款贴息"]),
    ("no limits of posts", "岛上聘请的医师，不受岗位编制和职数限制。", ["医师不受编制岗位限制"]),
    ("titles for firms", "给渔企分配中级职称指标60个。", ["职称评聘倾斜"]),
    ("posts kept", "镇里拿出6个中层岗位定向选拔年轻船长。", ["岗位编制专供"]),
    ("posts by their number", "统筹事业编制90名，专项用于岛上引进船医。", ["岗位编制专供"]),
    ("posts under a name", "设立“渔才水库”，拿出70个编制，专供岛上医院。", ["渔才水库"]),
    ("rent below the market", "船长公寓对外出租，租金为市价的五成。", ["公寓租金"]),
    ("price below the market", "渔港新村的住房按市场价的八折卖给船长。", ["购房优惠"]),
    ("the same for others", "对引进的船长，给安家费15万元；大副给安家费5万元；水手给安家费1万元。", ["安家费"]),
    ("another thing behind a semicolon", "对船长给安家费15万元；对船企给租房补贴5万元。", ["安家费", "租房补贴"]),
    ("rent by the metre", "镇里建教师周转房300套，租金每平方米2元。", ["租金优惠"]),
    ("residence with the firm", "没有房子的船长，可在船企集体户落户。", ["落户优待"]),
    ("by one paper", "凭船员证就能住进渔港公寓。", ["公寓入住"]),
    ("one's own", "住满六年，房子归个人所有。", ["归个人所有"]),
    ("like those who live here", "船长看病和本地人一样。", ["享受同等待遇"]),
    ("named by the firm", "渔企自己举荐就能认定为骨干。", ["举荐认定"]),
    ("share of a budget", "人才专项经费不低于当年财政收入的2%。", ["人才投入比例"]),
]  # fmt: skip
NOTHING = [
    ("children of those who moved", "全镇接收随迁子女1200名。"),
    ("places built", "新建小学增加学位900个。"),
    ("rent as it is told", "房价是五年前的六成。"),
    ("a gift to somebody", "荣誉归集体，责任归个人承担。"),
    ("a fee collected whole", "全镇水费全额收缴。"),
    ("for no people", "拿出3个村开展试点。"),
    ("tax that was let off", "上半年免征渔企增值税3亿元。"),
    ("a saying about choosing", "要打破论资排辈，用人不受学历限制。"),
    ("a price of goods", "渔户的海带按市场价的七成卖给厂里。"),
    ("called by a school", "学员经推荐可直接认定为高级工。"),
    ("what volunteers did", "老人住院由志愿者陪诊120次。"),
    ("a call for all", "船校拿出20个名额面向全国招生。"),
    ("as easy as elsewhere", "乡亲们看病和城里一样方便了。"),
    ("for guests", "吃住在渔家，不花钱也能玩得好。"),
    ("size of a fund", "人才专项经费不低于900万元。"),
    ("paid", "全年发放人才补贴320万元，为86名人才子女协调入学。"),
    ("asked for", "孩子上学问题反映最多，占31%。"),
    ("done", "已为人才子女协调入学230余人次，免费体检1200人次。"),
    ("a row of services", "提供子女入学、医疗保健等28项服务。"),
    ("a question", "家属就业怎么安排？"),
    ("building", "中心小学正在扩建，解决孩子上学。"),
    ("asked for by somebody", "您建议对传承人给予特别津贴，县里暂不另设。"),
    ("a condition", "没有购买、受赠获得自有产权住房的人才。"),
    ("projects that settle", "项目落户后配偶可来。"),
    ("general words", "给予大力支持，享受优惠政策。"),
]


@pytest.mark.parametrize("name, text, expected", NAMES + PROMISED)
def test_names_of_clauses(name: str, text: str, expected: list[str]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [policy.name for policy in found] == expected
    assert {policy.form for policy in found} == {"measure"}
    assert all(text[e.start : e.end] == e.quote for policy in found for e in policy.evidence)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("出台《海港县船长办法》。购置渔具的，由县里再补10%。", [("海港县船长办法", 0), ("购置渔具补贴", 1)]),
        ("发布“船长十条”：头等船长每年补贴3万元；首次买房的，再补9万元。", [("船长十条", 2)]),
        ("实施“渔匠”计划：头等渔匠每年补贴3万元；首次买房的，再补9万元。", [("“渔匠”计划", 1), ("首次买房补贴", 1)]),
        ("出台《海港县船长办法》。补助一年封顶8万元。", [("海港县船长办法", 1)]),
        ("出台《海港县船长办法》。去年又修订了一次，封顶提到8万元。", [("海港县船长办法", 1)]),
        ("出台《海港县船长办法》。\n学徒第一年每月发1200元生活费。", [("海港县船长办法", 0), ("生活费", 1)]),
        ("船长每人补贴3000元。和渔校合作的，按合同额的12%给补助。", [("补贴", 1), ("和渔校合作补助", 1)]),
        ("持金卡的，父母在渔港医院看病，自付部分报销一半，每年不超过2万元。", [("报销", 2)]),
        ("对造出新式渔船、并在全国比赛中拿下头名的，一次奖9万元。", [("在全国比赛中拿下头名奖励", 1)]),
        ("带货达到300万元的主播，奖励3万元；达到800万元的，奖励8万元。", [("达到800万元奖励", 2)]),
    ],
)  # fmt: skip
def test_whose_an_amount_is(text: str, expected: list[tuple[str, int]]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [(policy.name, len(policy.benefits)) for policy in found] == expected


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
