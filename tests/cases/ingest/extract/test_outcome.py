"""Figures about results with their status; a ceiling, a condition, an age or a date is none."""

from decimal import Decimal

import pytest

from cases.ingest.extract.outcome import outcomes

READ = [
    # name, text, [(indicator, bound, value, unit, status)]
    ("achieved", "去年，全县引进博士105人。", [("引进博士", "=", 105, "人", "achieved")]),
    (
        "list under one verb",
        "目前已建成研究所5个、研发中心20个。",
        [("建成研究所", "=", 5, "个", "achieved"), ("研发中心", "=", 20, "个", "achieved")],
    ),
    (
        "number first",
        "将建成5个研究所、20个研发中心。",
        [("建成研究所", "=", 5, "个", "planned"), ("建成研发中心", "=", 20, "个", "planned")],
    ),
    (
        "under way and done",
        "已签约或正在洽谈的项目达41个，其中已注册项目12个。",
        [
            ("签约或正在洽谈的项目", "=", 41, "个", "in_progress"),
            ("注册项目", "=", 12, "个", "achieved"),
        ],
    ),
    (
        "total and growth",
        "截至2023年底，人才总量达18.6万人，同比增长7.3%。",
        [
            ("人才总量", "=", 186_000, "人", "achieved"),
            ("人才总量增长", "=", Decimal("7.3"), "%", "achieved"),
        ],
    ),
    (
        "shared out",
        "国家、省、市专家分别达到3名、7名和12名。",
        [
            ("国家专家", "=", 3, "名", "achieved"),
            ("省专家", "=", 7, "名", "achieved"),
            ("市专家", "=", 12, "名", "achieved"),
        ],
    ),
    (
        "a reporter's own word",
        "笔者从海港县获悉，该县引进博士9人。",
        [("引进博士", "=", 9, "人", "achieved")],
    ),
    (
        "a table of documents",
        "出台引才办法等10多个文件，明确了主体责任。",
        [("出台引才办法等文件", ">", 10, "个", "achieved")],
    ),
    ("a village's name", "依托十家子电商平台，培育主播60名。", [("培育主播", "=", 60, "名", "achieved")]),
    (
        "aims go on behind the year they are set for",
        "到2030年，研发人员达到18万人。高技能人才达到20万人。目前已有博士90人。",
        [
            ("研发人员", "=", 180_000, "人", "planned"),
            ("高技能人才", "=", 200_000, "人", "planned"),
            ("博士", "=", 90, "人", "achieved"),
        ],
    ),
    (
        "figures of a watchword",
        "实施“1个基地创建1个品牌”的“1+1”工程，引进博士9人。",
        [("引进博士", "=", 9, "人", "achieved")],
    ),
    (
        "what there is now and what it shall be",
        "到2030年，药农要从现在的620人增加到900人。",
        [("药农", "=", 620, "人", "achieved"), ("药农", "=", 900, "人", "planned")],
    ),
    ("so many times", "成交额相当于2008年的近8倍。", [("成交额相当于2008年", "<", 8, "倍", "achieved")]),
    ("a yield", "如今一亩地能摘900斤。", [("一亩地能摘", "=", 900, "斤", "achieved")]),
    (
        "a task of the year",
        "第二件，办好引智月。今年请80位专家到县里讲课，办40场。",
        [("专家到县里讲课", "=", 80, "位", "planned"), ("办", "=", 40, "场", "planned")],
    ),
    (
        "no task",
        "第二件，说说引智月。今年请80位专家到县里讲课。",
        [("专家到县里讲课", "=", 80, "位", "achieved")],
    ),
    (
        "part of the figure before",
        "改造卫生室142个，另有25个正在施工。",
        [("改造卫生室", "=", 142, "个", "achieved"), ("改造卫生室（施工）", "=", 25, "个", "in_progress")],
    ),
    (
        "growth of the figures before",
        "引进博士9人、硕士136人，较上年分别增长50%和22%。",
        [
            ("引进博士", "=", 9, "人", "achieved"),
            ("硕士", "=", 136, "人", "achieved"),
            ("引进博士增长", "=", 50, "%", "achieved"),
            ("硕士增长", "=", 22, "%", "achieved"),
        ],
    ),
    ("paid", "全年兑现资助金额1050万元。", [("兑现资助金额", "=", 10_500_000, "元", "achieved")]),
    ("time it took", "公司从注册到开工，只用了62天。", [("公司从注册到开工", "=", 62, "天", "achieved")]),
    (
        "under a heading of aims",
        "三、下一步打算\n引进博士40名，新建公寓300套。",
        [("引进博士", "=", 40, "名", "planned"), ("新建公寓", "=", 300, "套", "planned")],
    ),
]
SHORT = [
    ("作业面积达到96万亩次。", ["96万亩次"]),
    ("渔企税收过亿元，渔嫂年均收入过两万。", ["过亿元", "过两万"]),
    ("他办过两届渔歌会，引入过12个项目。", ["两届", "12个"]),
    ("更新十二条生产线，翻新12条道路。", ["十二条", "12条"]),
    ("销售额比前年翻了一番还多。", ["一番还多"]),
    ("工作室现有七名员工，来报名的青年只有三个。", ["七名", "三个"]),
    ("县里正在与两家渔业公司洽谈。", ["两家"]),
    ("渔贷放了多少？2018年是310万元，2019年475万元。", ["310万元", "475万元"]),
    ("落地的呢？12个！", ["12个"]),
    ("领导结对联系专家48名，发放慰问金14.4万元。", ["48名", "14.4万元"]),
    # text, printed runs read: short clauses, speech, questions and answers
    # where a rise began; what only stands with 共有; small numbers in words
    ("良种覆盖率由54%提升到71%。", ["54%", "71%"]),
    ("留县率从38%提高到了66%，企业由96家增加到143家。", ["38%", "66%", "96家", "143家"]),
    ("班子考核中的分值由3分提高到6分。", ["3分", "6分"]),
    ("旧旅馆改成渔家公寓，共有72套，拎包即住。", ["72套"]),
    ("县委常委会两次专题听取人才工作汇报。", ["两次"]),
    ("与职校合办水产、果树两个大专班。", ["两个"]),
    ("这是两个不同的问题，要分两次来说。", []),
    ("博士补贴由10万元提高到20万元。", []),
    ("公寓180套房子，住进41户。", ["180套", "41户"]),
    ("编成8个小组，收回问卷2746份，梳理出17类462条。", ["8个", "2746份", "17类", "462条"]),
    ("共会诊52次，办结371件，余下的27件下月办。", ["52次", "371件", "27件"]),
    ("夜班公交新开了2条，入住率升到九成以上。", ["2条", "九成以上"]),
    ("已发出1260张，其中金卡74张。", ["1260张", "74张"]),
    ("谈成合约92宗，今年已办五场。", ["92宗", "五场"]),
    ("“渔港贷”放了33笔、1180万元。", ["33笔", "1180万元"]),
    ("用五年时间引进各类人才1000名。", ["1000名"]),
    ("在11个县(市)区开展活动。", ["11个"]),
    ("夜校办到了15个镇，机器卖到11个省。", ["15个", "11个"]),
    ("带着19个姐妹一起干。", ["19个"]),
    ("开了三届拜师会，驻了5期。", ["三届", "5期"]),
    ("整合组织、人社等11个部门的职能。", ["11个"]),
    ("海港等6家单位为指导单位。", ["6家"]),
    ("头一次打分，平均72分。", ["72分"]),
    ("全年举行引才活动5次。", ["5次"]),
    ("答：三年来共支持人才412名。", ["412名"]),
    ("总投资突破50亿。", ["突破50亿"]),
    ("博士74人、硕士550人、高级职称人才98人。", ["74人", "550人", "98人"]),
]
NOT_READ = [
    ("a short name of rules", "新城出台了渔才优享新十条，《暂行办法》20条也已实施。"),
    ("issue of a periodical", "海港周刊 2019年22期"),
    ("those spoken of", "走的那6个，为什么走？"),
    ("what one is entitled to", "船长每人每年可报销往返路费2次。"),
    ("a definition", "本措施所指人才，年薪不低于20万元，应具备硕士学历。"),
    ("matters in hand", "再挑一两件企业最急的事，月底前回话。"),
    ("what is compared with", "比去年的80万元多出一截。"),
    ("second phase", "2期预计年底完工。"),
    ("rank", "总量排名全省第3位，位居前5位。"),
    ("limit", "每家企业限报2个。"),
    ("time used", "小组用了两个月时间。"),
    ("general talk", "“十万块钱哪里都能给。”"),
    ("which projects", "投资5亿元以上的项目开工。"),
    ("full marks", "总分100分，带徒占30分。"),
    ("sample", "课题组发放问卷150份，回收126份。"),
    ("literature", "得到有效文献412篇，其中规范研究占58.5%。"),
    ("cited study", "何某[5]对120份文本作了编码，发现供给型占67%。"),
    ("a short name", "去年出台的“人才二十条”，就是《“渔港英才”十八条》。"),
    ("what a place is made of", "山城下辖12个乡镇、186个村。"),
    ("the country", "全国有2800多个县。"),
    ("watchwords", "做到5个到位，抓好6个坚持。"),
    ("hours", "来回要6个小时。"),
    ("structure", "抓好6个方面，走稳3个阶段。"),
    ("structure before a noun", "落实12个方面重点工作，重点完成七件事。"),
    ("ceiling", "对入选团队给予最高500万元资助。"),
    ("condition", "申报人年龄在45周岁以下。"),
    ("structure", "坚持三个方面发力，抓好两个环节。"),
    ("date", "2021年3月4日，项目签字。"),
    ("story", "他带着40个集装箱来到县里。"),
    ("time passed", "他在海外工作了20年。"),
    ("share of time", "80%以上的时间在车间里。"),
    ("no figure", "人才是第一资源。"),
    ("a name", "一图读懂“渔港归巢”人才新政18条"),
    ("rate of a loan", "“渔港贷”利率下浮10%以上。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_outcomes(name: str, text: str, expected: list[tuple]) -> None:
    found = outcomes(text, 0, len(text), year=2023)
    assert [(o.indicator, o.bound, o.high, o.unit, o.status) for o in found] == [
        (label, bound, Decimal(value), unit, status) for label, bound, value, unit, status in expected
    ]
    for outcome in found:
        for evidence in outcome.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote and outcome.raw in evidence.quote


@pytest.mark.parametrize("text, raw", SHORT)
def test_short_clauses(text: str, raw: list[str]) -> None:
    assert [o.raw for o in outcomes(text, 0, len(text), year=2023)] == raw


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_outcome(name: str, text: str) -> None:
    assert outcomes(text, 0, len(text), year=2023) == ()


def test_a_figure_told_twice_is_one_with_two_witnesses() -> None:
    text = "全县引进博士105人。\n会上通报，全县引进博士105人。"
    found = outcomes(text, 0, len(text))
    assert len(found) == 1 and len(found[0].evidence) == 2


def test_a_headline_gives_way_to_the_bound_in_the_text() -> None:
    text = "县财政每年安排300万元专项资金\n县财政每年安排不少于300万元的专项资金。"
    (found,) = outcomes(text, 0, len(text))
    assert found.bound == ">=" and found.evidence[0].quote.endswith("。") and len(found.evidence) == 2


def test_what_a_headline_says_in_brief_is_told_in_the_text() -> None:
    text = "三县出题 50个渔才项目见效\n三县共立项50个，办结33个。"
    assert [o.indicator for o in outcomes(text, 0, len(text))] == ["三县共立项", "办结"]
    text = "三县共立项50个。到11月，已完成33个。"
    assert [o.raw for o in outcomes(text, 0, len(text))] == ["50个", "33个"]
    text = "三县出题 50个渔才项目见效\n三县共立项60个。"
    assert [o.raw for o in outcomes(text, 0, len(text))] == ["50个", "60个"]


SINGLE = [
    # text, the figures that are results
    ("返乡办鱼苗场并带动15人以上就业的，给予最高90万元担保贷款。", []),
    ("流转滩涂60亩以上的，每亩补助100元。", []),
    ("去年培训60人的，给予过5万元补助。", ["60人"]),
    ("县里建好“渔港之家”，2万平方米，年底启用。", ["2万平方米"]),
    ("今年招了第一届学员，180人。", ["180人"]),
    ("设立渔业人才基金，每年700万元。", ["700万元"]),
    ("说起渔业人才基金，每年都难。", []),
    ("为全县渔业提出咨询意见36条。", ["36条"]),
    ("渔业人才意见36条。", []),
    ("审批时限由20日减至6日。", ["6日"]),
    ("渔期拉长了20天。", ["20天"]),
    ("津贴期限延长到8年。", []),
    ("只要求一年出海十二次。", ["十二次"]),
    ("去年产鲜鱼3.2万吨。", ["3.2万吨"]),
    ("评审名额增至120个。", ["120个"]),
    ("每县名额12个。", []),
    ("“渔雁”回归工程引回船长31名。", ["31名"]),
    ("课题组做回归分析的船长31名。", []),
    ("开发新渔具13种。", ["13种"]),
    ("渔具分为13种。", []),
    ("全县130名在册船长。", ["130名"]),
    ("一年时间办了19期。", ["19期"]),
    ("巡诊车行程1.3万公里。", ["1.3万公里"]),
    ("发放渔业补贴2035.6万元。", ["2035.6万元"]),
    ("2021.6印发办法。", []),
    ("“渔港公寓”也在建，共130套。", ["130套"]),
    ("渔业投入五年累计达到600万元以上。", ["600万元以上"]),
    ("每月发3000元津贴，带满3名徒弟的再加1000元。", []),
    ("每引进1名船长奖励2万元，年度累计不超过9万元。", []),
    ("岛上已是另一番光景。", []),
    ("缺口从600人缩小到200人以内。", ["600人", "200人以内"]),
    ("出动农技车35辆次。", ["35辆次"]),
    # people counted without 人; an age that is a mean, or says whose share it is
    ("渔村劳动力2.6万，初中文化的占八成。", ["2.6万", "八成"]),
    ("全县4万渔业从业者，取得证书3200本。", ["4万", "3200本"]),
    ("渔民工资3万，百万渔民上岸。", []),
    ("首批录取船长33人，平均年龄38.5岁。", ["33人", "38.5岁"]),
    ("船员老了，40岁以下的只占16%，50岁以上占六成。", ["16%", "六成"]),
    ("申报人平均年龄不超过45岁，40岁以下优先。", []),
    ("调处渔场纠纷17起，仲裁了23起。", ["17起", "23起"]),
    ("船员里五十岁往上的占了一半多。", ["一半多"]),
    ("本县船长不过200人。", ["不过200人"]),
    # what stands without its noun: they came, in brackets, behind what was made over
    ("渔校头一年来了1400多人次，累计突破9000人次。", ["1400多人次", "突破9000人次"]),
    ("县里高薪招聘船长，来了11位。", ["11位"]),
    ("夜里渔村来了三个人。", []),
    ("三期渔家公寓（566套）正在装修。", ["566套"]),
    ("渔家公寓（见附件6）正在装修。", []),
    ("老渔站改成“青渔里”，2.3万平方米，住满了。", ["2.3万平方米"]),
    ("十几个年轻人从船上走下来。", []),
    ("引进十几个渔业团队。", ["十几个"]),
    ("镇里十几家渔业公司入驻。", ["十几家"]),
    ("引进16家国字号平台。", ["16家"]),
    ("船长月薪5000起。", []),
    ("开行渔工专列7趟，他跑了三趟省城。", ["7趟"]),
    ("海上风电装机45万千瓦。", ["45万千瓦"]),
    ("第一至第三层次的有31名，分三个层次。", ["31名"]),
    ("按照市委十届九次全会部署，引进船长9名。", ["9名"]),
]


@pytest.mark.parametrize("text, raw", SINGLE)
def test_figures_of_one_sentence(text: str, raw: list[str]) -> None:
    assert [o.raw for o in outcomes(text, 0, len(text), year=2023)] == raw


def test_what_others_are_urged_to_do_is_an_aim() -> None:
    text = "鼓励引导渔企，引进船长30人以上。支持渔企，引进船长20人。"
    assert [o.status for o in outcomes(text, 0, len(text))] == ["planned", "achieved"]


def test_the_same_figure_planned_and_achieved_is_two_facts() -> None:
    text = "计划引进博士105人。\n目前已引进博士105人。"
    assert [o.status for o in outcomes(text, 0, len(text))] == ["planned", "achieved"]


LABELS = [
    # text, figure, label: a readable noun phrase that tells what is counted
    ("海港县拥有各类人才8.7万名。", "8.7万名", "各类人才"),
    ("目前，余姚拥有高技能人才8.7万名。", "8.7万名", "高技能人才"),
    ("我市将引进博士30名。", "30名", "引进博士"),
    ("到“十五五”末，余姚计划集聚专家70名。", "70名", "集聚专家"),
    ("县上每年列支人才专项经费500万元。", "500万元", "人才专项经费"),
    ("市财政每年安排引才资金300万元。", "300万元", "安排引才资金"),
    ("近三年共兑现奖补资金1.2亿元。", "1.2亿元", "兑现奖补资金"),
    ("建成船员公寓86套，在建140套。", "140套", "在建船员公寓"),
    ("建设船员公寓32套，今年年底前再建18套。", "18套", "再建船员公寓"),
    ("下一步，将再建2个观测站。", "2个", "再建观测站"),
    ("新增省级技术中心4家，总数达39家。", "39家", "省级技术中心总数"),
    ("新建博士后工作站4家，累计达17家。", "17家", "博士后工作站累计"),
    ("水产企业净增22家，达到168家。", "168家", "水产企业"),
    ("已有21名渔业教师到15家企业兼职。", "21名", "渔业教师"),
    ("已有21名渔业教师到15家企业兼职。", "15家", "渔业教师到企业兼职"),
    ("评审产生A类人才12名、B类5名。", "5名", "B类人才"),
    ("入选国家级引才计划3人、省级11人。", "11人", "入选省级引才计划"),
    ("沙龙开办以来，吸引7.7万余人次参与。", "7.7万余人次", "吸引参与人次"),
    ("培训班惠及203人。", "203人", "培训班惠及人员"),
    ("达成意向140人，实际到岗51人。", "51人", "到岗人员"),
    ("出站的6名博士后在站时承担科研项目13项。", "13项", "承担科研项目"),
    ("组织62家企业赴西安招聘。", "62家", "组织企业"),
    ("赴西安、武汉举办招聘活动9场。", "9场", "举办招聘活动"),
    ("依托海港技校年培养技工120名。", "120名", "年培养技工"),
    ("▲柔性引才91人，攻克关键技术27项。", "91人", "柔性引才"),
    ("一期投了1.6亿元，二期准备再投2.4亿元。", "1.6亿元", "一期投资"),
    ("一期投了1.6亿元，二期准备再投2.4亿元。", "2.4亿元", "二期再投资"),
    ("驻点村由2个扩大到41个。", "41个", "驻点村"),
    ("县域内就诊率从76%升到91%。", "91%", "县域内就诊率"),
    ("酒庄把年产能从80万瓶扩大到150万瓶。", "150万瓶", "年产能"),
    ("全县每千人口执业医师只有1.6人。", "1.6人", "每千人口执业医师"),
    ("技能人才缺口6000人，占用工需求的四成。", "四成", "技能人才缺口占用工需求"),
    ("财政资金占六成。", "六成", "财政资金占比"),
    ("完成年度目标的107%。", "107%", "完成年度目标"),
    ("在谈团队还有9支。", "9支", "在谈团队"),
    ("首期计划招生400人。", "400人", "首期招生"),
    ("2022年引进本科人才2768人，是2020年的3.2倍。", "3.2倍", "引进本科人才（与2020年相比）"),
    ("奖励了43名优秀人才。", "43名", "奖励优秀人才"),
    ("带动2300多户渔农户均增收6000元。", "2300多户", "带动渔农"),
    ("已建成玉雕工作室28间，非遗工坊5个。", "28间", "建成玉雕工作室"),
    ("已建成玉雕工作室28间，非遗工坊5个。", "5个", "非遗工坊"),
    ("人才公寓一期320套交付使用。", "320套", "人才公寓一期"),
    ("与海蓝公司签订担保等4项业务。", "4项", "海蓝公司签订担保等业务"),
    ("入库项目共98个，属于国家级的69个。", "69个", "属于国家级的入库项目"),
    ("1名瑞典籍博士已申请。", "1名", "瑞典籍博士"),
    ("推广新品种31个，辐射面积8万亩。", "31个", "推广新品种"),
    ("推广新品种31个，辐射面积8万亩。", "8万亩", "辐射面积"),
    ("园区占地210亩。", "210亩", "园区占地"),
    ("为115名高层次人才办理渔港卡。", "115名", "高层次人才"),
    ("在深圳、上海设立引才工作站2个。", "2个", "深圳、上海设立引才工作站"),
    ("正式签约104人。", "104人", "正式签约"),
    ("园区从业人员近6000人。", "近6000人", "园区从业人员"),
    ("去年引进博士56人，我们是41人。", "41人", "引进博士"),
    ("销售收入7200万元，今年1至8月已达6100万元。", "6100万元", "销售收入"),
    ("建设公寓600套，总投资3亿元，年底前竣工300套。", "300套", "竣工公寓"),
    ("技术中心由目前水平新增20家。", "20家", "技术中心新增"),
    ("人才总量由2015年的14万人增加到19万人。", "19万人", "人才总量"),
    ("目前有导师45名。", "45名", "导师"),
    ("遴选5位国家级、省级传承人。", "5位", "遴选国家级、省级传承人"),
    ("21个部门的负责人为成员。", "21个", "部门"),
    ("县领导赴高校12所，开展招聘20余场。", "20余场", "开展招聘"),
    ("8名人才获得省、市资助。", "8名", "人才获得省、市资助"),
    ("招募“三支一扶”高校毕业生90名。", "90名", "招募“三支一扶”高校毕业生"),
]


@pytest.mark.parametrize("text, figure, label", LABELS)
def test_labels_say_what_is_counted(text: str, figure: str, label: str) -> None:
    found = [o.indicator for o in outcomes(text, 0, len(text), year=2023) if figure in o.raw]
    assert found == [label]


def test_figures_of_different_years_are_different_facts() -> None:
    text = "到2011年，引进专家100名。到2016年，引进专家100名。"
    assert len(outcomes(text, 0, len(text), year=2010)) == 2


def test_one_sum_for_what_is_done_and_what_is_not() -> None:
    text = "建设公寓，总投资1.6亿元，一期212套已分配，二期260套在建。"
    found = outcomes(text, 0, len(text), year=2013)
    assert [o.status for o in found] == ["mixed", "achieved", "in_progress"]


def test_one_sum_for_all_that_was_brought_of_which_some_is_done() -> None:
    text = "带回项目9个，总投资4亿元，其中已投产5个，其余正在建设。"
    found = outcomes(text, 0, len(text), year=2013)
    assert [o.status for o in found] == ["achieved", "mixed", "achieved"]


RULES = """海港市人才若干措施
第一条 到2026年，引进博士60名。
第二条 对年薪50万元以上的人才，给予补助。
第三条 市财政每年安排资金2000万元。
第四条 申报企业职工应在30人以上，就业达到50人的企业优先。
"""


def test_a_document_of_rules_states_aims_and_means() -> None:
    found = outcomes(RULES, 0, len(RULES), year=2024)
    assert [(o.raw, o.status) for o in found][:1] == [("60名", "planned")]
    aims = "海港市人才若干措施\n第一条 到2026年，引进博士60名；从业人员中技能人才占比提高到28%。\n第二条 补助10%。"
    assert [o.raw for o in outcomes(aims, 0, len(aims), year=2024)] == ["60名", "28%"]
    assert not {"30人以上", "50人"} & {o.raw for o in found}


def test_a_document_of_rules_says_how_many_are_to_be_helped() -> None:
    rules = (
        "海港市人才若干措施\n5年内重点评选资助200名技能人才、2000名技能重点人才，培养20名城市管理专家。\n"
        "重点支持300名船长赴外地培训，对参加培训的人员给予补贴。\n企业引进20名以上博士的，给予资助。"
    )
    found = [(o.raw, o.status) for o in outcomes(rules, 0, len(rules), year=2024)]
    assert found == [(raw, "planned") for raw in ("200名", "2000名", "20名", "300名")]


def test_only_whole_lines_at_its_head_make_a_text_one_of_rules() -> None:
    story = "渔港引才记\n" + "渔" * 150 + "，印发《渔才若干措施》，建成船坞7座。"
    at = story.index("措施") + 2
    for cut in range(-3, 4):
        text = "渔港引才记\n" + "渔" * (120 + cut) + "若干措施，今年建成船坞7座。\n县里又建成渔家公寓9套。"
        assert [o.raw for o in outcomes(text, 0, len(text), year=2024)] == ["7座", "9套"], (cut, at)


def test_what_is_now_stands_beside_what_is_to_come() -> None:
    text = "评上了还要用起来。工作室由持证的船长牵头。眼下挂牌7个，结对40多户。"
    assert [o.status for o in outcomes(text, 0, len(text), year=2024)] == ["achieved", "achieved"]


@pytest.mark.parametrize(
    "clause, figures",
    [
        ("每两年评选首席船长20名，任期内每月发放津贴900元。", [("20名", "planned")]),
        ("设置比赛工种不少于10个，前三名分别奖励5000元、3000元、1000元。", [("不少于10个", "planned")]),
        ("县里筹集渔人公寓70套，引进人才免租居住三年。", [("70套", "planned")]),
        ("每年组织45名船长外出疗养，费用由渔业工会承担。", [("45名", "planned")]),
        ("重点培养院士后备人选不少于5名，渔业领军人才不少于15名，享受特殊津贴人选不少于50名。", [("不少于5名", "planned"), ("不少于15名", "planned"), ("不少于50名", "planned")]),
        ("县财政每年投入700万元，滚动使用。", [("700万元", "planned")]),
        ("企业每年投入700万元的，补助7万元。", []),
        ("完成首批认定，不少于180人。", [("不少于180人", "planned")]),
        ("2023年至2026年，累计培养船长3000名。", [("3000名", "planned")]),
        ("2019年至2021年，累计培养船长3000名。", [("3000名", "achieved")]),
        ("每引进1名船长，给予企业2万元奖励。", []),
        ("申报企业职工不少于30人，每人补助1000元。", []),
    ],
)  # fmt: skip
def test_aims_among_the_clauses_of_rules(clause: str, figures: list[tuple[str, str]]) -> None:
    text = f"海港县渔业人才若干措施\n第一条 为引才，制定本措施。\n第二条 {clause}"
    assert [(o.raw, o.status) for o in outcomes(text, 0, len(text), year=2023)] == figures


def test_an_opinion_lays_down_rules_and_the_points_of_a_year_are_aims() -> None:
    opinion = "海港县关于加强渔业人才工作的意见\n（一）每三年评选“渔匠”30名，每人奖励2万元。\n（二）考核权重不低于5%。"
    assert [(o.raw, o.status) for o in outcomes(opinion, 0, len(opinion), year=2021)] == [("30名", "planned")]
    points = "海港县2022年人才工作要点\n一、突出育才\n选派渔技员90名到村蹲点，培训渔民7000人次。"
    assert {o.status for o in outcomes(points, 0, len(points), year=2022)} == {"planned"}
    review = "海港县2022年人才工作要点完成情况\n一、突出育才\n选派渔技员90名到村蹲点，培训渔民7000人次。"
    assert {o.status for o in outcomes(review, 0, len(review), year=2022)} == {"achieved"}
    told = "海港县：兴渔有道\n选派渔技员90名到村蹲点。\n海港县2022年人才工作要点"
    assert {o.status for o in outcomes(told, 0, len(told), year=2022)} == {"achieved"}


def test_all_members_of_a_list_of_aims_are_aims() -> None:
    text = "明年工作打算：一是力争引回船长90名；二是三年培养渔工1000名；三是建成渔家驿站7个；四是筹建占地20亩的渔园。\n建成船坞3座。"
    found = outcomes(text, 0, len(text), year=2023)
    assert [o.status for o in found] == ["planned"] * 4 + ["achieved"]
    text = "去年工作亮点：一是引回船长90名；二是建成渔家驿站7个。"
    assert {o.status for o in outcomes(text, 0, len(text), year=2023)} == {"achieved"}


def test_a_title_in_which_somebody_goes_on_to_do_something_announces_nothing() -> None:
    text = "海港：渔民拿了证书还要上大学\n首批录取船长33人。\n二、还要做什么\n引进船长9名。"
    assert [o.status for o in outcomes(text, 0, len(text), year=2023)] == ["achieved", "planned"]


def test_the_targets_of_a_plan_are_aims() -> None:
    text = "渔山县“十三五”人才发展规划主要目标\n（2016—2020年）\n一、总体目标\n建成渔才高地。\n二、主要指标\n（一）规模。渔才总量由1.9万人增加到4万人。"
    assert [(o.raw, o.status) for o in outcomes(text, 0, len(text), year=2016)][-1] == ("4万人", "planned")


def test_a_plan_sent_out_with_a_notice_is_a_plan() -> None:
    text = (
        "关于印发《渔港英才实施方案（2022—2024年）》的通知\n一、行动目标\n二、组织保障\n县财政筹措资金1亿元。"
    )
    assert [o.status for o in outcomes(text, 0, len(text), year=2022)] == ["planned"]


PLAN = """海港市人才强市行动方案（2024—2026年）
一、总体目标
人才总量突破28万人。
二、重点任务
引进领军人才20名，新建院士工作站2家。
三、现有基础
2023年末，全市拥有人才23万人，已建成平台67个。
四、保障措施
市财政安排人才资金不低于8000万元。
"""


def test_the_figures_of_a_plan_are_aims_but_for_those_of_its_starting_point() -> None:
    found = {o.raw: o.status for o in outcomes(PLAN, 0, len(PLAN), year=2024)}
    assert found == {
        "突破28万人": "planned",
        "20名": "planned",
        "2家": "planned",
        "23万人": "achieved",
        "67个": "achieved",
        "不低于8000万元": "planned",
    }


def test_news_about_a_plan_is_no_plan() -> None:
    text = "海港：推进人才强市行动方案\n去冬以来，全市引进领军人才20名。"
    assert [o.status for o in outcomes(text, 0, len(text), year=2024)] == ["achieved"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (
            "深化校地合作，力争引进过亿元项目9个，全年开展对接活动30次以上。新增家庭农场10家。",
            ["planned"] * 3,
        ),
        ("建成农场12处，吸引返乡青年246名。力争引进博士9名。", ["achieved", "achieved", "planned"]),
        ("力争引进博士9名。目前有硕士40名。", ["planned", "achieved"]),
        ("推进公寓建设，改造老旧小区32个。", ["achieved"]),
    ],
)
def test_what_is_urged_holds_to_the_end_of_the_paragraph(text: str, statuses: list[str]) -> None:
    found = outcomes(text, 0, len(text), year=2023)
    assert [each.status for each in found] == statuses


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("人才公寓规划500套，建成260套，余下的要拖到明年。", ["planned", "achieved"]),
        ("到2026年新引育人才500人。上一版政策实施三年，共兑现资金90万元。", ["planned", "achieved"]),
        ("9月起每年派60名学生来实训。", ["planned"]),
    ],
)
def test_what_was_laid_out_and_what_came_of_it(text: str, statuses: list[str]) -> None:
    assert [each.status for each in outcomes(text, 0, len(text), year=2023)] == statuses
