"""Named programmes, funds, loans, cards and pools: quoted, in rows, and with nothing but a name of their own."""

import pytest

from cases.ingest.extract.policy import policies

READ = [
    ("quoted", "县里实施“渔港英才”计划。", ["“渔港英才”计划"]),
    ("programme word within", "大力引进海外高层次人才“渔港英才计划”。", ["渔港英才计划"]),
    ("words between", "启动“浪尖工匠”培育工程。", ["“浪尖工匠”培育工程"]),
    ("number with its words", "启动渔匠“518”行动，培养技师。", ["渔匠“518”行动"]),
    ("a number in short", "现就聚才工作（简称“533”人才工程）提出意见。", ["“533”人才工程"]),
    ("own number", "全面推进“226”人才工程。", ["“226”人才工程"]),
    ("two share the word", "组织“凤还巢”、“名校优生”引进行动，签约98人。", ["“凤还巢”", "“名校优生”引进行动"]),
    ("trades in front of the quoted name", "实施教育名师、医疗名医、农业名匠“三名”工程。", ["“三名”工程"]),
    ("word within the name", "实施船长素质提升“领航”工程、渔民培育工程。", ["船长素质提升“领航”工程", "渔民培育工程"]),
    ("system of policies", "出台以“双招双育”专项政策为主体的“1+X”政策体系。", ["“双招双育”专项政策", "“1+X”政策体系"]),
    ("row", "统筹推进千名船长素质提升工程、高级船员引进三年行动计划、精英渔民培育工程等项目。",
     ["千名船长素质提升工程", "高级船员引进三年行动计划", "精英渔民培育工程"]),
    ("last of two only", "推进渔二代培育和海产长青培训计划。", ["海产长青培训计划"]),
    ("opens the clause", "船企人才储备计划正在申报中。", ["船企人才储备计划"]),
    ("fund behind its size", "设立总规模2亿元的海产人才创投基金。", ["海产人才创投基金"]),
    ("fund in marks", "设立“海风天使基金”。", ["海风天使基金"]),
    ("fund with quoted name", "市财政划拨资金设立“双招双育”专项基金。", ["“双招双育”专项基金"]),
    ("funds of their own", "调整市第二期新兴产业引导基金的投向，推动人才创业引导基金的募集。", ["市第二期新兴产业引导基金", "人才创业引导基金"]),
    ("a fund that is set up", "设立人才专项资金，每年预算900万元。", ["人才专项资金"]),
    ("special funds", "县级人才发展专项资金由每年500万元增加到800万元。", ["县级人才发展专项资金"]),
    ("loan", "银行推出“渔英贷”和人才贷。", ["渔英贷", "人才贷"]),
    ("loan in what somebody says", "“我们还有‘渔英贷’，很管用。”他说。", ["渔英贷"]),
    ("card", "发放“安心卡”320张。", ["安心卡"]),
    ("plan told of in sentences", "县里启动“晋海新芽”计划，首期60名。学员每月上课，报名的有170人。", ["“晋海新芽”计划"]),
    ("projects about people", "实施“海川雪鹰”领军项目和“百村千匠”民宿人才项目。", ["“海川雪鹰”领军项目", "“百村千匠”民宿人才项目"]),
    ("a numbered scheme", "推行“一带二”制度，每名专家带出2名徒弟。", ["“一带二”制度"]),
    ("a system for people", "率先推行“县聘乡用”制度，乡镇教师在六所学校间轮岗。", ["“县聘乡用”制度"]),
    ("a numbered service", "推行免费为教师提供一床一桌的“五个一”服务。", ["“五个一”服务"]),
    ("money of one purpose", "县财政每年安排传习专项经费120万元。", ["传习专项经费"]),
    ("new rules by their number", "新城出台了渔才优享新十条，新城优享新十条很管用。", ["渔才优享新十条"]),
    ("experts who come for a season", "2019年起，县里实施环岛候鸟计划。", ["环岛候鸟计划"]),
    ("systems for people", "推行首席渔师制度，建立县领导联系服务专家制度，实行新型学徒制。", ["首席渔师制度", "县领导联系服务专家制度", "新型学徒制"]),
    ("special projects", "实施“揭榜挂帅·深海养殖”专项，请来专家解题。", ["“揭榜挂帅·深海养殖”专项"]),
    ("pool of posts", "明年实行“编制周转池”，拿出90个编制专门留给船校。", ["编制周转池"]),
    ("a loan by another word", "开发“渔才船贷通”产品。", ["渔才船贷通"]),
    ("a scholarship", "宗亲会设立“蓝海育苗奖学金”。", ["蓝海育苗奖学金"]),
    ("money set apart", "设立海港市高层次人才专项扶持资金。", ["海港市高层次人才专项扶持资金"]),
    ("a fund told again in short", "市里设立海港市人才创业基金。人才基金今年投了9家。", ["海港市人才创业基金"]),
    ("a fund told in short alone", "设立人才基金，今年投了9家。", ["人才基金"]),
    ("a fund of kin abroad", "市里设立侨才发展基金。", ["侨才发展基金"]),
    ("pool", "拿出50个“人才编制池”周转编制。", ["人才编制池"]),
]  # fmt: skip
NOT_READ = [
    ("projects of works", "开工“滨海大道”改造项目，推进“一河两岸”项目，入选“千帆”人才培养项目。"),
    ("systems of works", "推行“河长”制度，巡河120次，建立“一人一档”制度。"),
    ("systems of works in a row", "全面推行河长制、滩长制和特派员制度，巡河900次。"),
    ("systems of offices", "健全内控制度，推行考核制度和财务专员管理，建立座谈通报制度。"),
    ("special money", "检查组开展“清网”专项行动，实施“清网”专项检查。"),
    ("ways of service", "推行“保姆式”服务、“一对一”服务，实行“一站式”服务，提供“1+24”人才服务。"),
    ("a plan about water", "园区启动“清流”计划，治理河道，清淤泥12公里。"),
    ("money for work", "列支工作专项经费30万元，出台安全生产新十条。"),
    ("kinds of a mode", "推行“人才+大户”、“人才+培训工程”等做法。"),
    ("kinds in a row", "实施“领军人才”“创业团队”等高端人才系列工程。"),
    ("of the nation", "入选国家“千人计划”5人、“万人计划”3人。"),
    ("of the province", "入选省“银帆”行动2人。"),
    ("general programmes", "入选各级重点人才工程，组织申报国家级人才计划，推进人才培养工程。"),
    ("works", "推进院士工作站建设工程、水利工程、二期工程，实施农田改造工程。"),
    ("not about people", "开展“百日攻坚”行动，疏通河道。"),
    ("only a kind of fund", "引进天使基金、产业基金，对接银行和创投基金。"),
    ("the size of a fund", "全年人才专项资金支出进度87%，明年人才专项资金预算900万元。"),
    ("other funds", "缴纳住房公积金，获国家自然科学基金资助，使用专项资金。"),
    ("other cards and loans", "办理银行卡，申请贷款，发放身份证。"),
    ("a plan of nobody", "按计划推进，下一步行动，系统工程。"),
    ("two things that hold each other", "驿站和网站给人才上了“双保险”。"),
    ("a count of plans", "推进人才“三大工程”，把引才列入“一号工程”。"),
    ("a figure of speech", "把育才作为兴渔的“根基工程”来抓，引进船长。"),
    ("what was paid", "两级财政全年投入人才专项资金3亿元。"),
    ("bare support", "提供创业扶持资金，渔企很高兴。"),
    ("a firm", "渔都市人才创业基金有限合伙企业完成工商登记。"),
    ("a hard trade", "年轻人嫌出海“又苦又险”。"),
    ("money of all levels", "三年整合市县两级人才资金4亿元。"),
    ("a duty", "主管单位负责制定船长引进计划。"),
    ("platforms", "建成“渔港之家”服务平台，举办“渔港峰会”。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_programmes(name: str, text: str, expected: list[str]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [policy.name for policy in found] == expected
    assert {policy.form for policy in found} == {"named"}
    assert all(text[e.start : e.end] == e.quote for policy in found for e in policy.evidence)


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_programme(name: str, text: str) -> None:
    assert [policy.name for policy in policies(text, 0, len(text), year=2020)] == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("“渔英贷”单户额度最高300万元。", [("渔英贷", ["300万元"])]),
        ("茶师办厂，可以申请最高50万元的“茶师贷”。", [("茶师贷", ["50万元"])]),
        ("实施“渔匠”计划和“港才”工程。对博士给予20万元购房补贴。", [("“渔匠”计划", []), ("“港才”工程", []), ("博士购房补贴", ["20万元"])]),
        ("推出“人才十条”，对博士给予20万元购房补贴。", [("人才十条", ["20万元"])]),
        ("发放“港才卡”。持卡人每年可领交通补贴2000元。", [("港才卡", []), ("持卡人交通补贴", ["2000元"])]),
        ("发放“港才卡”。持卡人可免费游览海岛景区。", [("港才卡", []), ("持卡人景区免费", [])]),
        ("设立渔业人才奖励基金的建议很好。今年设立海港县渔业人才奖励基金300万元。", [("渔业人才奖励基金", [])]),
    ],
)  # fmt: skip
def test_benefits_of_loans_and_cards(text: str, expected: list[tuple]) -> None:
    assert [(p.name, [b.raw for b in p.benefits]) for p in policies(text, 0, len(text))] == expected
