"""Which lines at the head of a piece are its title, and which only stand by it."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.split import split
from tests.cases.ingest.documents import prose

TITLES = [
    # lines at the head, title
    (
        "云溪县引进人才办法（试行）\n（2019年9月27日县政府第31次常务会议审议通过）",
        "云溪县引进人才办法（试行）",
    ),
    ("云溪县人才政策摘要\n（2023年版）", "云溪县人才政策摘要（2023年版）"),
    ("云溪县“青苗”三年行动方案\n（2022—2024年）", "云溪县“青苗”三年行动方案（2022—2024年）"),
    ("在全县人才工作会议上的讲话\n（2021年3月26日）\n赵海川", "在全县人才工作会议上的讲话"),
    ("县委书记在推进会上的讲话\n（根据录音整理）\n2022年2月15日", "县委书记在推进会上的讲话"),
    ("关于对第112号提案的答复\n（云人社提字〔2019〕5号）", "关于对第112号提案的答复"),
    ("关于深入推进人才强县战略\n若干意见", "关于深入推进人才强县战略若干意见"),
    ("关于进一步加强新时代县域\n人才工作的实施意见", "关于进一步加强新时代县域人才工作的实施意见"),
    (
        "云溪县2013年人才工作情况报告\n中共云溪县委组织部 云溪县人力资源和社会保障局",
        "云溪县2013年人才工作情况报告",
    ),
    ("雁归融城三年引八百才俊\n侨乡不只要侨资 县级市办起人才品牌", "雁归融城三年引八百才俊"),
    ("中共云溪县委组织部关于人才工作的情况汇报", "中共云溪县委组织部关于人才工作的情况汇报"),
    ("县域人才实践案例（第二辑） 101\n案例十二\n茶乡的“引智酿才”\n滇北省云溪县", "茶乡的“引智酿才”"),
    (
        "县域人才实践案例（第二辑）\n案例七 茶乡的“土洋结合”\n——云溪县建设实践",
        "茶乡的“土洋结合”——云溪县建设实践",
    ),
    ("滇北组织人事报 B3 县域\n▌一线\n云溪茶事 新声\n山里走出“茶博士”\n——云溪县做足人才功夫", "云溪茶事 新声"),
    ("云溪县：\n茶山来了博士", "云溪县：茶山来了博士"),
    ("茶乡引才记\n——云溪县的做法", "茶乡引才记——云溪县的做法"),
    ("茶乡引才记\n云溪县委组织部", "茶乡引才记"),
    ("云溪县引才办法①", "云溪县引才办法"),
    ("关于引才的意见（云发〔2016〕8号）", "关于引才的意见"),
    ("三、关于引才的意见", "关于引才的意见"),
    ("案例二 茶乡引才记", "茶乡引才记"),
    ("从“拼补贴”到“营生态”\n顾衡\n摘 要：人才政策是近年的热点。", "从“拼补贴”到“营生态”"),
    ("一图读懂：人才新政18条\n2023-05-16 来源：云溪发布", "一图读懂：人才新政18条"),
    ("【一线观察】\n茶山来了十二位博士", "茶山来了十二位博士"),
    ("【人才对话录】第12期\n茶乡引才记", "茶乡引才记"),
    ("《茶乡人才》（总第8期）\n茶乡引才记", "茶乡引才记"),
    ("茶乡引才记\n一、主要做法", "茶乡引才记"),
    ("茶乡引才记\n主要做法", "茶乡引才记"),
    ("茶山在哪里\n博士就请到哪里\n□本报记者 王海涛", "茶山在哪里 博士就请到哪里"),
    ("云雾深处\n“农场”迎新人\n——云溪县引才纪实", "云雾深处“农场”迎新人——云溪县引才纪实"),
    ("云雾茶海里\n茶师带徒弟", "云雾茶海里"),  # No author and no subtitle below: the first chapter.
    ("透视\n茶山来了十二位博士", "茶山来了十二位博士"),
    ("＞＞本栏主持：李 敏\n茶乡引才记", "茶乡引才记"),
    ("请得进山里来\n留得在茶园里\n——云溪县引才纪实", "请得进山里来 留得在茶园里——云溪县引才纪实"),
    ("茶园里的新农人\n从零开始学种茶", "茶园里的新农人"),  # The first chapter stands below, and no author.
    ("茶乡“引才十条”一周年·县域行\n山里来了教授\n□本报记者 王海涛", "山里来了教授"),
    ("产业兴旺·人才观察\n一、主要做法", "产业兴旺·人才观察"),
    ("短波\n茶山来了十二位博士", "茶山来了十二位博士"),
    ("县域观察 栏目主持：周维\n小店也要“大师傅”", "小店也要“大师傅”"),
    ("③版相关评论：《让论文长在茶山》\n茶乡引才记", "茶乡引才记"),
    ("云溪县、澜水县\n一座桥上的“双城师傅”", "一座桥上的“双城师傅”"),
    ("苏北云溪县\n茶乡引才记", "茶乡引才记"),
    ("尊敬的各位领导，同志们：\n茶乡引才记", "茶乡引才记"),
]


@pytest.mark.parametrize(("head", "title"), TITLES, ids=[title for _, title in TITLES])
def test_the_title_is_as_printed_without_what_stands_by_it(head, title):
    (part,) = split(f"{head}\n{prose('云溪县', 4)}\n")
    assert part.title == title


UNTITLED = [
    # what stands before the first sentence of a text without a headline, and behind the last
    ("本报讯（通讯员 赵海川） ", ""),
    ("云溪网12月10日（牛明远/张海） ", ""),
    ("新华社云溪9月18日电 ", ""),
    ("2023 09/06 00:00:00\n", ""),
    ("", "\n（赵海川） 编辑：王海 责编：郑明"),
]


@pytest.mark.parametrize(("above", "below"), UNTITLED)
def test_a_text_without_a_headline_is_called_by_its_first_clauses(above, below):
    (part,) = split(
        f"{above}近年来，云溪县把茶农请进课堂，把教授请上茶山，让本地的年轻人在家门口学会种茶、制茶和卖茶的手艺。"
        f"{prose('云溪县', 3)}{below}\n"
    )
    assert part.title == "近年来，云溪县把茶农请进课堂，把教授请上茶山"


def test_headlines_of_briefs_that_stand_in_their_paragraphs():
    text = (
        "县域人才动态\n第9期\n中共滇北省委人才办 二〇二一年六月五日\n【工作动态】\n"
        f"云溪“茶博士”上山坐诊　今年以来，云溪县选派茶学专家上山。{prose('云溪县', 2)}\n"
        f"澜水夜校办到边境线　近日，澜水县把夜校办进村寨。{prose('澜水县', 2)}\n"
        "【基层连线】\n"
        f"铜湖：老矿工带出新徒弟　在铜湖县的老矿区，技能大师每周开课。{prose('铜湖县', 2)}\n"
    )
    parts = split(clean(text).text)
    assert [part.title for part in parts] == [
        "云溪“茶博士”上山坐诊",
        "澜水夜校办到边境线",
        "铜湖：老矿工带出新徒弟",
    ]
    assert all(part.start < part.end for part in parts)


def test_briefs_that_are_headed_by_their_counties_alone():
    text = (
        "人才信息\n第14期\n县区动态\n"
        f"【云溪县】今年以来，云溪县选派茶学专家上山。{prose('云溪县', 2)}\n"
        f"【澜水县】近日，澜水县把夜校办进村寨。{prose('澜水县', 2)}\n"
    )
    assert [part.title for part in split(clean(text).text)] == ["云溪县", "澜水县"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云溪县高层次人才购房补贴政策解读", "digest"),
        ("一问一答读懂《人才二十条》", "digest"),
        ("云溪县人才政策汇编", "digest"),
        ("关于印发《云溪县人才政策》的通知", "policy"),
        ("对第45号建议的答复", "reply"),
        ("让青年留得住——访云溪县委书记", "interview"),
        ("云溪县2020年人才工作总结", "summary"),
        ("茶山来了博士", "case"),
    ],
)
def test_kinds(title, kind):
    (part,) = split(f"{title}\n{prose('云溪县', 4)}\n")
    assert part.kind == kind
