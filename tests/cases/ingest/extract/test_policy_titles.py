"""Formal documents: in 《》, on a line of their own, behind a verb of issuing, by the number of their articles."""

import pytest

from cases.ingest.extract.policy import policies

READ = [
    ("in marks", "县里印发《海港县引才细则》。", ["海港县引才细则"]),
    ("title in a title", "印发《关于贯彻〈海省人才规划〉的意见》。", ["关于贯彻〈海省人才规划〉的意见"]),
    ("over two lines", "印发《海港县人才\n公寓管理办法》。", ["海港县人才公寓管理办法"]),
    ("notice about it", "《关于印发海港县工匠培育办法的通知》下发后反响很好。", ["海港县工匠培育办法"]),
    ("short form in brackets", "出台《关于建设渔港英才高地的二十条措施》（以下简称《二十条》）。《二十条》提出四个方面。", ["关于建设渔港英才高地的二十条措施"]),
    ("short form with number", "印发《海港县人才安居办法》（海委发〔2019〕7号，简称“安居办法”）。", ["海港县人才安居办法"]),
    ("spoken name", "出台《关于建设人才强县的意见》，就是大家说的“人才十五条”。“人才十五条”很实在。", ["关于建设人才强县的意见"]),
    ("short title of a longer one", "出台《海港县人才公寓管理办法》。按照《人才公寓管理办法》配租。", ["海港县人才公寓管理办法"]),
    ("edition is no other document", "出台《渔港引才办法（试行）》。《渔港引才办法》实施一年。", ["渔港引才办法（试行）"]),
    ("boxed number", "【二】海港市大学生归港行动方案（海办发〔2018〕11号）\n工作安排见附件。", ["海港市大学生归港行动方案"]),
    ("numbered, about", "3.关于支持渔业人才创业的六条措施（海政发〔2020〕3号）", ["关于支持渔业人才创业的六条措施"]),
    ("on trial, with year", "（二）海港区渔技人才返聘若干规定（试行）（2023年）", ["海港区渔技人才返聘若干规定（试行）"]),
    ("in force without marks", "去年开始施行的海港县渔家青年安居办法，写得清楚。", ["海港县渔家青年安居办法"]),
    ("issued without marks", "去年出台企业引才奖励办法。", ["企业引才奖励办法"]),
    ("two issued in a row", "制定渔业人才认定细则和引才伯乐奖励办法等文件。", ["渔业人才认定细则", "引才伯乐奖励办法"]),
    ("about, without marks", "拟出台关于加强渔技人才安居的若干意见。", ["关于加强渔技人才安居的若干意见"]),
    ("followed, with a name", "深化渔港与学校人才共育共享实施方案，效果明显。", ["渔港与学校人才共育共享实施方案"]),
    ("ten articles", "县里的“人才十条”讲得实在。", ["人才十条"]),
    ("articles of another name", "今年推出“渔港强县十八条”。", ["渔港强县十八条"]),
    ("new deal", "海港县推出人才新政3.0版。", ["人才新政3.0版"]),
    ("new deal in marks", "三月推出“人才强港3.0”，共20条。", ["人才强港3.0"]),
    ("whole name in marks", "镇里推出“渔艺传承人扶持办法”，每年评一次。", ["渔艺传承人扶持办法"]),
    ("beside a title in marks", "制定出台《海港县船长回归意见》和渔业人才考核细则。", ["海港县船长回归意见", "渔业人才考核细则"]),
    ("trade in front", "升级海产产业人才十条，力度更大。", ["海产产业人才十条"]),
]  # fmt: skip
NOT_READ = [
    ("a short form of nothing", "根据《办法》，可以申请。"),
    ("headings of work", "一、主要做法\n二、工作措施\n（三）完善人才政策\n（四）实施意见"),
    ("a heading that acts", "（一）制定人才培养办法\n（二）推进人才工作方案"),
    ("short reference", "《实施意见》《若干措施》《管理办法》都写得明白。"),
    ("law, paper, book", "《中华人民共和国公务员法》《海港日报》《渔港往事》"),
    ("news of today", "他常看《今日头条》。"),
    ("proposal", "您提出的《关于加大引才力度的建议》收悉。"),
    ("general words", "落实各项优惠政策，执行考核办法，享受有关政策，制定年度计划和工作方案。"),
    ("policies counted", "全县梳理人才政策31条，整合人才服务事项20条。"),
    ("articles counted", "收到人才工作建议46条，征集线索八十条。"),
    ("what an office makes for itself", "制定年度指标分配方案和廉政风险防控措施，年底前完成具体实施细则。"),
    ("a duty", "市人社局负责制定全市引进船长政策。"),
    ("another thing in marks", "推出“渔港链3.0”，发布“渔港指数2.0”。"),
    ("policy only followed", "落实减税降费政策，享受国家补贴政策。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_titles(name: str, text: str, expected: list[str]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [policy.name for policy in found] == expected
    assert all(text[e.start : e.end] == e.quote for policy in found for e in policy.evidence)


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_title(name: str, text: str) -> None:
    assert [policy.name for policy in policies(text, 0, len(text), year=2020)] == []


def test_benefits_under_the_titles_of_a_digest() -> None:
    text = (
        "【一】海港市引才办法（海办发〔2018〕1号）\n对博士给予20万元购房补贴。\n"
        "【二】海港市渔技人才返聘规定（海办发〔2019〕2号）\n对返聘的技师每月补贴2000元。\n"
        "【三】海港市渔匠评选办法（海办发〔2020〕3号）\n每人奖励1万元。"
    )
    found = policies(text, 0, len(text))
    assert [(p.name, p.year, [b.raw for b in p.benefits]) for p in found] == [
        ("海港市引才办法", 2018, ["20万元"]),
        ("海港市渔技人才返聘规定", 2019, ["2000元"]),
        ("海港市渔匠评选办法", 2020, ["1万元"]),
    ]


@pytest.mark.parametrize(
    "title, text",
    [
        ("海港县引才若干措施", "海港县引才若干措施\n为引才，制定本措施。\n第一条 从今年起施行。"),
        ("海港县人民政府关于渔业人才的若干意见", "海港县人民政府\n关于渔业人才的若干意见\n现提出如下意见。本意见自印发之日起施行。"),
    ],
)  # fmt: skip
def test_the_passage_is_the_document(title: str, text: str) -> None:
    found = policies(text, 0, len(text), title=title)
    assert [(p.name, p.form) for p in found] == [(title, "formal")]


def test_what_once_held_is_told_of_the_document() -> None:
    text = "按照《海港市引才办法》引进人才。\n②2014年修订。修订前，领军人才给予200万元启动资金。"
    assert [(p.name, len(p.benefits)) for p in policies(text, 0, len(text))] == [("海港市引才办法", 1)]


def test_a_short_form_owns_what_it_offers() -> None:
    for short in ("《办法》", "该“办法”"):
        text = f"印发《海港县博士安居办法》。\n根据{short}，博士可获25万元生活补贴。"
        found = policies(text, 0, len(text))
        assert [(p.name, [b.raw for b in p.benefits]) for p in found] == [("海港县博士安居办法", ["25万元"])]


def test_a_headline_offers_nothing_that_the_text_offers_again() -> None:
    text = "博士可享15万元安家费\n去年出台《海港县博士安居办法》，给予博士15万元安家补助。"
    assert [p.name for p in policies(text, 0, len(text))] == ["海港县博士安居办法"]
    alone = "一、博士可享15万元安家费\n去年出台《海港县博士安居办法》，给予硕士5万元安家补助。"
    assert len(policies(alone, 0, len(alone))) == 2
