"""Articles and headings of a document of rules: measures named by their theme, when they promise something."""

import pytest

from cases.ingest.extract.policy import policies
from cases.ingest.extract.policy.themes import articles, governing, headings, questions

RULES = "海港县引才若干措施\n为引才，制定本措施。\n"
READ = [
    ("article with a full stop", "第一条 支持团队创业。对入选团队，给予100万元资助。\n第二条 本措施由县人社局解释。", [("支持团队创业", 1)]),
    ("a few words", "第一条 柔性用才。企业请来的专家，按报酬的30%给予补贴。\n第二条 岛校合作。对共建基地的企业，每年补助5万元。\n第三条 从今年起施行。", [("柔性用才", 1), ("岛校合作", 1)]),
    ("a few words about those who get it", "第一条 新来的博士，给予20万元安家补贴。\n第二条 从今年起施行。", [("博士安家补贴", 1)]),
    ("boxed theme", "第一条〔创业扶持〕对入选团队，给予100万元资助。\n第二条〔附则〕从今年起施行。", [("创业扶持", 1)]),
    ("theme in square brackets", "第一条 【带徒补贴】每带1名徒弟，补贴3000元。\n第二条 【解释】由县人社局解释。", [("带徒补贴", 1)]),
    ("article without a theme", "第一条 对全职引进的博士，给予20万元安家补贴。\n第二条 从今年起施行。", [("博士安家补贴", 1)]),
    ("promise without an amount", "第一条 优先安排子女入学。人才子女就读公办学校的，由县教育局统筹安排。\n第二条 从今年起施行。", [("优先安排子女入学", 0)]),
    ("themes without money", "第一条 渔港驿站。求职学生可在驿站免费住宿5晚。\n第二条 子女教育。博士的子女，义务教育阶段由县教育局优先安排学位。\n第三条 健康体检。每年组织骨干免费体检一次。\n第四条 从今年起施行。", [("渔港驿站", 1), ("子女教育", 0), ("健康体检", 0)]),
    ("a coined theme", "第一条 “渔才易贷”。为青年提供最高150万元的贷款补贴。\n第二条 从今年起施行。", [("渔才易贷", 1)]),
    ("a theme without a promise", "第一条 渔港驿站。驿站由县人社局管理。\n第二条 从今年起施行。", []),
    ("nothing promised", "第一条 实行联系专家制度。县领导每人联系2名专家。\n第二条 从今年起施行。", []),
    ("headings on lines", "一、重点任务\n（一）领军人才创业扶持\n1.对入选的领军人才，给予300万元资助。\n（二）青年人才安居\n对博士，给予20万元购房补贴。\n二、保障措施\n（一）加强组织领导。各部门要尽责。",
     [("领军人才创业扶持", 1), ("青年人才安居", 1)]),
    ("headings that run on", "一、鼓励引才\n1.发放安家补贴。对博士，给予20万元补贴。\n2.给予引才奖励。对中介机构，每引进1名博士奖励1万元。", [("发放安家补贴", 1), ("给予引才奖励", 1)]),
    ("articles with a theme and without", "第一条 新来的博士，给予20万元安家补贴。租房的，每月再补贴900元。\n第二条 鼓励带徒。师傅每带1名徒弟，补贴3000元。\n第三条 企业新建博士后工作站，补助30万元。\n第四条 从今年起施行。",
     [("博士安家补贴", 2), ("鼓励带徒", 1), ("企业新建博士后工作站补助", 1)]),
    ("headings of work", "一、主要任务\n1. 办强渔业教育。对新建渔技工作室的学校，给予15万元建设补助。\n2. 关爱一线船长。每年组织40名船长外出疗养，费用由渔业工会承担。对拿下全国大奖的，奖励20万元。\n3. 畅通落户渠道。考取船长证书的，本人及配偶、子女可直接在县城落户。\n4. 发放租房补贴。博士每月600元。",
     [("学校建设补助", 1), ("体检疗养", 0), ("拿下全国大奖奖励", 1), ("落户优待", 0), ("发放租房补贴", 1)]),
    ("items without a name under work", "一、优化环境\n（一）激活岛民\n1. 返乡办厂的，厂房租金第一年全免。\n2. 在外岛工作满10年的船长，申报中级职称不受岗位限制。\n二、发放补贴\n博士每月600元。",
     [("厂房免租", 0), ("职称评聘倾斜", 0), ("发放补贴", 1)]),
    ("numbered actions", "二、重点行动\n行动一：“渔都英才”培育行动\n对全职来岛的渔业专家，给予科研启动经费40万元。\n行动二：渔村新人培育行动\n与农业大学合办大专班，学费全免。\n每托管一亩补助20元。",
     [("“渔都英才”培育行动", 0), ("渔业专家科研启动经费", 1), ("渔村新人培育行动", 0), ("学费减免", 0), ("补助", 1)]),
    ("plans that head what they give", "一、六项工作\n1.青年船长开发项目。对青年船长，给予2万元生活补助。\n2.实施重点工程。抓好落实。\n3.抓好重点人才工程。抓好落实。", [("青年船长开发项目", 0), ("生活补助", 1)]),
    ("parts of an article", "第一条 企业培育。对渔业企业给予支持，具体如下：\n（一）落户补贴。在县里登记的渔企，给予一次性8万元落户奖金。\n（二）租金补贴。渔企租用孵化器的，每年补贴不超过5万元。\n第二条 本措施从今年起施行。", [("落户补贴", 1), ("租金补贴", 1)]),
    ("parts of an article without names", "第一条 企业培育。对渔业企业给予支持：\n（一）在县里登记的，给予一次性8万元落户奖金。\n第二条 本措施从今年起施行。", [("企业培育", 1)]),
    ("articles that only say what deed is rewarded", "第一条 在海港转化成果的，按到账额的5%奖励。\n第二条 带项目来海港的，奖励9万元。\n第三条 从今年起施行。", [("在海港转化成果奖励", 1), ("带项目来海港奖励", 1)]),
    ("more money for the work", "一、政策措施\n（一）加大经费投入力度。对博士，给予20万元补贴。\n（二）发放安家费。对硕士，给予10万元补贴。", [("博士补贴", 1), ("发放安家费", 1)]),
    ("posts", "第一条（编制保障）引进的船长先入编、后补手续。\n第二条（其他）本措施从今年起施行。", [("编制保障", 0)]),
    ("a programme in the heading", "一、育才\n（一）实施“渔匠”计划。每年评选10名，每名奖励2万元。", [("“渔匠”计划", 1)]),
]  # fmt: skip


@pytest.mark.parametrize("name, body, expected", READ)
def test_themes_are_measures(name: str, body: str, expected: list[tuple[str, int]]) -> None:
    text = RULES + body
    found = policies(text, 0, len(text), title="海港县引才若干措施")
    assert [(p.name, len(p.benefits)) for p in found] == [("海港县引才若干措施", 0), *expected]
    assert all(text[e.start : e.end] == e.quote for p in found for e in p.evidence)


def test_a_title_alone_makes_a_document_of_rules() -> None:
    text = "海港县引进高层次人才优惠政策\n一、优惠待遇\n（一）工作津贴。博士每月3000元。\n（二）家属安置。配偶由组织部门对口安排工作。"
    found = policies(text, 0, len(text), title="海港县引进高层次人才优惠政策")
    assert [p.name for p in found] == ["海港县引进高层次人才优惠政策", "工作津贴", "家属安置"]


@pytest.mark.parametrize(
    "text",
    [
        "海港县：引才有道\n一、主要做法\n（一）加大引才补贴力度。对博士给予20万元安家补贴。",
        "海港县：引才有道\n（一）完善政策体系\n对博士给予20万元安家补贴。",
    ],
)  # fmt: skip
def test_headings_of_a_report_are_no_measures(text: str) -> None:
    assert [p.name for p in policies(text, 0, len(text), title="海港县：引才有道")] == ["博士安家补贴"]


def test_answers_are_measures_of_their_own() -> None:
    text = (
        "一、为什么出台《海港县引才二十条》？\n答：为了引才。\n二、住房怎么解决？\n答：博士购房补贴20万元。\n"
        "三、技能人才有份吗？\n答：评上“渔匠”的，每人奖励2万元。\n四、孩子上学呢？\n答：人才子女可任选一所公办学校就读。"
    )
    found = policies(text, 0, len(text), title="一问一答读懂《海港县引才二十条》")
    assert [p.name for p in found] == ["海港县引才二十条", "博士购房补贴", "“渔匠”奖励", "人才子女入学"]


def test_the_innermost_theme_governs() -> None:
    text = "一、引才补贴\n（一）购房补贴\n甲\n（二）申报流程\n乙\n二、育才奖励\n丙"
    themes = headings(text, 0, len(text))
    named = {mark: governing(themes, text.index(mark)) for mark in "甲乙丙"}
    assert {mark: theme and theme.name for mark, theme in named.items()} == {"甲": "购房补贴", "乙": "引才补贴", "丙": "育才奖励"}  # fmt: skip


def test_articles_and_questions_are_counted() -> None:
    text = "第一条 支持创业。甲。\n第二条 为了引才，制定本办法。"
    assert [(theme.name, theme.measure) for theme in articles(text, 0, len(text))] == [("支持创业", True), ("", False)]  # fmt: skip
    assert questions("一、谁能申报？\n答：都行。\n问：怎么申报？\n答：来就行。", 0, 40) == 2


def test_a_notice_above_a_document_is_no_digest() -> None:
    title = "海港县人民政府关于印发《海港县船长办法》的通知"
    text = f"{title}\n海港县船长办法\n第一条 为引才，制定本办法。\n第二条 每年组织一次船长健康体检，由县人社局办理。"
    assert [p.name for p in policies(text, 0, len(text), title=title)] == ["海港县船长办法", "体检疗养"]


def test_the_headline_of_news_about_a_document_is_not_its_title() -> None:
    title = "海港县出台“渔匠码”服务办法"
    text = f"{title}\n海港县给船长发码，持码的渔船，年产值超过1万元的部分，按80%返奖。到规划期末渔业人才专项资金翻番。"
    names = [p.name for p in policies(text, 0, len(text), title=title)]
    assert "“渔匠码”服务办法" in names and title not in names
    assert "渔业人才专项资金" in names


DIGESTS = [
    # name, title, text, names of what is read
    ("lines without numbers", "渔都人才政策", "甲类船长政策\n来岛的远洋大副一级的甲类船长，给予每人安家补助30万元，另发津贴每年3万元；\n乙类船长政策\n来岛的近海大副一级的乙类船长，给予每人安家补助20万元，另发津贴每年2万元；\n渔匠培养补贴\n带出徒弟并在岛上出海满两年的老渔匠，每带出一名就补贴3000元，每年一发。\n",
     ["甲类船长政策", "乙类船长政策", "渔匠培养补贴"]),
    ("two lines are none", "渔都旧事", "甲类船长政策\n来岛的远洋大副一级的甲类船长，给予每人安家补助30万元，另发津贴每年3万元；\n乙类船长政策\n来岛的近海大副一级的乙类船长，给予每人安家补助20万元，另发津贴每年2万元；\n",
     ["安家补助"]),
    ("a picture story", "一图读懂丨海港市渔才政策“一本通”", "① 来岛租房有优惠\n住进船长公寓，首年免租。\n② 出海给真金\n甲类船长补贴30万元，乙类船长补贴9万元。\n③ 子女入学：船长子女可在全岛任选公办学校。\n", ["来岛租房有优惠", "出海给真金", "子女入学"]),
    ("come and take it", "海港市船长创业补贴，请查收", "1、一次性出海资助\n（1）船长登记满6个月；\n（2）有学徒3人以上。\n补贴对象：船长。\n补贴标准：9000元。\n2、带徒补贴\n补贴标准：每带一人2000元。\n", ["一次性出海资助", "带徒补贴"]),
]  # fmt: skip


@pytest.mark.parametrize("name, title, text, expected", DIGESTS)
def test_headings_of_a_digest_are_measures(name: str, title: str, text: str, expected: list[str]) -> None:
    assert [p.name for p in policies(text, 0, len(text), title=title)] == expected


def test_a_few_questions_behind_a_digest_do_not_order_it() -> None:
    asked = "问：怎么领？\n答：来领。\n问：何时领？\n答：月底领。\n问：领多少？\n答：看文件。\n"
    told = "① 租房有优惠\n住进船长公寓，首年免租。\n" * 6
    assert questions(told + asked, 0, len(told + asked)) == 0
    assert questions(asked + told, 0, len(asked + told)) == 3


def test_the_answer_to_a_question_may_be_numbered() -> None:
    text = (
        "一、为什么出台《海港县船长细则》？\n为了引才。\n二、谁能申报？\n都能。\n三、怎么补？\n1.带徒补贴。每带一名补贴3000元。\n"
        "2.购船补贴。购船的，按船价的10%补助。\n3.办理流程。窗口受理。\n"
    )
    found = policies(text, 0, len(text), title="《海港县船长细则》政策解读")
    assert [p.name for p in found] == ["海港县船长细则", "带徒补贴", "购船补贴"]


def test_the_number_of_an_article_may_stand_above_it() -> None:
    text = "海港县船长办法\n第一条\n为引才，制定本办法。\n第二条\n新来的船长，给予9万元开办费。\n第三条\n船长的配偶可随调。"
    found = policies(text, 0, len(text), title="海港县船长办法")
    assert [p.name for p in found] == ["海港县船长办法", "开办费", "家属随调随迁"]


def test_a_heading_that_names_money_needs_a_sum_below() -> None:
    rules = "海港县船长办法\n为引才，制定本办法。\n（一）大赛奖励。在渔技大赛中夺金的，奖金翻倍为9万元。\n（二）荣誉奖励。发给证书。\n（三）来岛就业有补贴。见附表。\n（四）船长申请材料清单\n奖励1万元。"
    found = policies(rules, 0, len(rules), title="海港县船长办法")
    assert [p.name for p in found][:3] == ["海港县船长办法", "大赛奖励", "来岛就业有补贴"]
    assert "船长申请材料清单" not in [p.name for p in found]


def test_the_title_above_the_articles_is_no_digest() -> None:
    notice = "关于印发《海港县渔才办法》和《海港县船长办法》的通知"
    text = (
        f"{notice}\n海港县船长办法\n第一条\n为引才，制定本办法。\n第二条\n船长转让渔技的收入，可免征增值税。"
    )
    assert "税收减免" in [p.name for p in policies(text, 0, len(text), title=notice)]
