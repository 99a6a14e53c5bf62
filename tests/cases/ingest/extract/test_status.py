"""Announced is not achieved: what the words around a figure say about it."""

import pytest

from cases.ingest.extract.sentence import Piece
from cases.ingest.extract.status import clauses, status_at
from cases.ingest.extract.when import as_of

STATUS = [
    ("县里要再聘7名船长。", "7名", "planned"),
    ("镇上谋划建设7亩渔家花园。", "7亩", "planned"),
    ("县里统筹谋划，建成码头7座。", "7座", "achieved"),
    ("回乡养殖的，我盼着能到7户。", "7户", "planned"),
    ("想在镇里建一个基地，投资概算7万元，建成后每年轮训40人次。", "40人次", "planned"),
    ("想买房的有7人。", "7人", "achieved"),
    ("规模初步考虑为7万元。", "7万元", "planned"),
    ("全年突破7名已无悬念。", "7名", "planned"),
    ("年底前把公寓盖好，一共7套，现在主体封顶了。", "7套", "in_progress"),
    ("年底前把公寓盖好，一共7套，已开工的还有35套。", "7套", "planned"),
    ("计划建成创业园，占地7亩，明年开工。", "7亩", "planned"),
    ("渔家公寓7套，主体完了，正装修。", "7套", "in_progress"),
    ("凭卡可在7家签约单位享受优惠。", "7家", "achieved"),
    ("与7家船厂合办的订单班在读学生430人。", "7家", "achieved"),
    ("与7家船厂合办的订单班在读学生430人。", "430人", "in_progress"),
    ("正与船厂商谈引进项目7个。", "7个", "in_progress"),
    ("经商谈，引进项目7个。", "7个", "achieved"),
    ("7个在建项目、10个在谈项目。", "7个", "in_progress"),
    # text, figure, status
    ("县里将重点实施“四个一”工程，柔性引进专家7名。", "7名", "planned"),
    ("截至9月底，共签订契约40份，涉及专家7人。", "40份", "achieved"),
    ("截至9月底，共签订契约40份，涉及专家7人。", "7人", "achieved"),
    ("与教授签订聘用合同5份，涉及渔场7家。", "7家", "achieved"),
    ("签订师徒协议9份，涉及船厂7家。", "7家", "achieved"),
    ("签订投资合同5个，总投资7亿元。", "7亿元", "in_progress"),
    ("拟签订服务协议7份。", "7份", "planned"),
    ("海洋班在读学员7名。", "7名", "in_progress"),
    ("引进在读博士来县实习7名。", "7名", "achieved"),
    ("今年9月将开学，首期提供学位7个。", "7个", "planned"),
    ("县里将开业的旅店改为驿站，接待青年7人。", "7人", "achieved"),
    ("现在注册的有7人，看海、坐船，力争年底前整合30个场景。", "7人", "achieved"),
    ("现在起，力争引进博士7人。", "7人", "planned"),
    ("全县已引进博士7人。", "7人", "achieved"),
    ("目前建成厂房7座。", "7座", "achieved"),
    ("引进博士7人。", "7人", "achieved"),
    ("力争引进博士7人。", "7人", "planned"),
    ("计划3年内建成7个研究所。", "7个", "planned"),
    ("计划建成5个研究所、7个研发中心，培养40名博士。", "40名", "planned"),
    ("将引进7个团队。", "7个", "planned"),
    ("预计年产7吨。", "7吨", "planned"),
    ("到2030年，人才总量达到7万人。", "7万人", "planned"),
    ("到2011年底，人才总量为7万人。", "7万人", "achieved"),
    ("规划面积7亩。", "7亩", "planned"),
    ("研究员要扩充到7名。", "7名", "planned"),
    ("产业工人要突破7万人。", "7万人", "planned"),
    ("还需要7名医生到岗。", "7名", "achieved"),
    ("年底以前必须提到7%。", "7%", "planned"),
    ("县委常委会年内7次研究人才工作。", "7次", "achieved"),
    ("年内新建公寓7套。", "7套", "planned"),
    ("二期还有7套，明年底交房。", "7套", "planned"),
    ("今年，我们计划从重点院校引进硕士7人。", "7人", "planned"),
    ("“渔港英才”计划从外地引进7人。", "7人", "achieved"),
    ("7个项目正在洽谈。", "7个", "in_progress"),
    ("达成合作意向7项。", "7项", "in_progress"),
    ("现场签约7个项目。", "7个", "in_progress"),
    ("已签约或正在洽谈的项目7个。", "7个", "in_progress"),
    ("7个项目已落户或正在办理落户。", "7个", "mixed"),
    ("已成立或拟成立企业7家。", "7家", "mixed"),
    ("目前引进项目3个，预计总投资2亿元，集聚专家7名。", "7名", "achieved"),
    ("计划投入1亿元，目前已投入7万元。", "7万元", "achieved"),
    ("“渔港英才”计划引进了7人。", "7人", "achieved"),
    ("到“十三五”末，海港计划集聚人才7万名。", "7万名", "planned"),
    ("到“十三五”末，人才总量达7万名。", "7万名", "planned"),
    ("到“十二五”末，人才总量达7万名。", "7万名", "achieved"),
    ("今年年底前再建7套。", "7套", "planned"),
    ("另有7套年底交付。", "7套", "planned"),
    ("二期准备再投7亿元。", "7亿元", "planned"),
    ("下一个打算，是再招7人。", "7人", "planned"),
    ("公寓二期7套主体封顶。", "7套", "in_progress"),
    ("海港未来渔业研究院入驻团队7个。", "7个", "achieved"),
    ("未来科技城引进博士7人。", "7人", "achieved"),
    ("未来三年引进博士7人。", "7人", "planned"),
    ("达成意向20人，实际到岗7人。", "7人", "achieved"),
    ("2014年末，全市有博士7人。", "7人", "achieved"),
    ("今年还将评定7名。", "7名", "planned"),
    ("人才节要请来专家7名。", "7名", "planned"),
    ("主要引进专家7名。", "7名", "achieved"),
    ("2016年前筹集住房7套。", "7套", "planned"),
    ("2014年底前筹集住房7套。", "7套", "achieved"),
    ("由目前水平新增7家。", "7家", "achieved"),
    ("签订合作协议7份。", "7份", "achieved"),
    ("签订框架协议7份。", "7份", "in_progress"),
    ("签约入驻项目7个。", "7个", "in_progress"),
    ("园区7万平方米进行装修。", "7万平方米", "in_progress"),
    ("二期正在施工，共有公寓7套，预计明年交付。", "7套", "in_progress"),
    ("二期7套，8月份动工，后年交付。", "7套", "in_progress"),
    ("二期7套，后年交付。", "7套", "planned"),
    ("拜师的7名，还有五十人正在学。", "7名", "achieved"),
    ("目前已有12个开工建设、7个投产。", "7个", "achieved"),
    ("目前已有7个开工建设、12个投产。", "7个", "in_progress"),
    ("规划建设才智港，占地7亩，今年投用。", "7亩", "achieved"),
    ("规划建设才智港，占地7亩，预计明年投用。", "7亩", "planned"),
    ("完成规划目标任务7%。", "7%", "achieved"),
    ("将建设面积7亩的养老院改造为公寓。", "7亩", "achieved"),
    ("将建设公寓7套。", "7套", "planned"),
    ("余下的7件列入计划。", "7件", "planned"),
    ("难题揭榜9个，解决7个，其余正在攻关。", "7个", "achieved"),
    ("项目9个，开工7个，其余正在报批。", "7个", "in_progress"),
    ("早先签约的博士7人已全部报到。", "7人", "achieved"),
    ("签约的9个项目已有7个开工。", "9个", "in_progress"),
    ("引进项目9个，协议投资7亿元。", "7亿元", "in_progress"),
    ("引进项目7个，协议投资9亿元。", "7个", "achieved"),
    ("今年预算安排7万元。", "7万元", "planned"),
    ("今年预算9万元，实际支出7万元。", "7万元", "achieved"),
    ("去年预算7万元，用完了。", "7万元", "achieved"),
    ("二期7套打好了桩。", "7套", "in_progress"),
    ("开了工作会议7次。", "7次", "achieved"),
    ("园区占地7亩，总投资9亿元，正在平整场地。", "7亩", "in_progress"),
    ("园区占地7亩，带动就业90人，二期正在施工。", "7亩", "achieved"),
    ("争取省级项目资金7万元。", "7万元", "achieved"),
    ("力争从上面要到资金7万元。", "7万元", "planned"),
    ("首轮计划2012年启动，认定人才7名。", "7名", "achieved"),
    ("该项目计划2017年启动，投资7亿元。", "7亿元", "planned"),
    ("通过引进计划引进博士7人。", "7人", "achieved"),
    ("完成全年任务7人的120%。", "7人", "planned"),
    ("完成全年任务7人。", "7人", "achieved"),
    ("今年任务是9人，眼下完成7人。", "7人", "achieved"),
    ("今年任务是7人，6月底完成9人。", "7人", "planned"),
    ("建成后可容纳学员7人。", "7人", "planned"),
    ("去年建成后可容纳学员7人。", "7人", "achieved"),
    ("实施“渔燕”工程，三年培养700名船长。", "700名", "planned"),
    ("实施“渔燕”工程，三年培养713名船长。", "713名", "achieved"),
    ("实施“渔燕”工程，三年来培养700名船长。", "700名", "achieved"),
    ("9月要再招7名。", "7名", "planned"),
    ("后来把目标由9个调低到7个。", "7个", "planned"),
    ("企业投了将近7万元。", "7万元", "achieved"),
    ("现有在孵企业7家，正在谈的9家。", "7家", "achieved"),
    ("正在孵化的企业7家。", "7家", "in_progress"),
    ("计划招9人，实招7人。", "7人", "achieved"),
    ("剩下的7套年内交付。", "7套", "planned"),
    ("首批7名学员下月入学。", "7名", "planned"),
    ("按眼前的势头，全年可超7人。", "7人", "planned"),
    ("回家大会有7人参加。", "7人", "achieved"),
]


@pytest.mark.parametrize("text, figure, status", STATUS)
def test_status_of_a_figure(text: str, figure: str, status: str) -> None:
    found = clauses(text, Piece(0, len(text)), year=2015, carried=None)
    start = text.index(figure)
    assert status_at(text, found, start, start + len(figure)) == status


@pytest.mark.parametrize(
    "text, status",
    [
        ("在孵团队达到7个。", "planned"),
        ("集中签约项目7个。", "planned"),
        ("开工公寓7套。", "planned"),
        ("目前已签约项目7个。", "in_progress"),
        ("现已引进7个。", "achieved"),
    ],
)
def test_under_a_heading_of_aims_only_what_stands_now_breaks_out(text: str, status: str) -> None:
    found = clauses(text, Piece(0, len(text)), year=2015, carried="planned")
    start = text.index("7")
    assert status_at(text, found, start, start + 2) == status


def test_what_is_carried_over_from_the_sentence_before() -> None:
    text = "引进博士7人；"
    assert clauses(text, Piece(0, len(text)), year=2015, carried="planned")[0].status == "planned"


@pytest.mark.parametrize(
    "text, when",
    [
        ("截至2023年底，共有博士7人", "截至2023年底"),
        ("今年以来，引进博士7人", "今年以来"),
        ("“十四五”期间，引进博士7人", "“十四五”期间"),
        ("共有博士7人", ""),
        ("今年以来，办会3场，引进博士7人", "今年以来"),
        ("园区目前开放，引进博士7人", "目前"),
        ("园区2014年3月开园，占地90亩，有博士7人", ""),
        ("工资比前年高，有博士7人", ""),
        ("人数是2014年的7人", ""),
        ("每年办会，有博士7人", ""),
    ],
)
def test_time_a_figure_is_given_for(text: str, when: str) -> None:
    assert as_of(text, Piece(0, len(text)), text.index("7人")) == when
