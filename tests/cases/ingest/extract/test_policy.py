"""Policies, what they offer, and the titles that are none."""

import pytest

from cases.ingest.extract.policy import policies

READ = [
    # name, text, [(form, name, category, year, number of benefits)]
    (
        "document",
        "2019年，县里出台《海港县人才公寓管理办法》。",
        [("formal", "海港县人才公寓管理办法", "安居住房", 2019, 0)],
    ),
    (
        "document with its benefits",
        "县里印发《关于支持人才创业的意见》，对海外人才创办的企业，给予最高300万元启动资金。",
        [("formal", "关于支持人才创业的意见", "创业扶持", None, 1)],
    ),
    (
        "document number",
        "印发《海港县引才细则》（海委发〔2018〕7号）。",
        [("formal", "海港县引才细则", "人才引进", 2018, 0)],
    ),
    (
        "title in a title",
        "印发《关于贯彻〈海省人才规划〉的实施意见》。",
        [("formal", "关于贯彻〈海省人才规划〉的实施意见", "综合", None, 0)],
    ),
    (
        "title broken over lines",
        "印发《关于加快技能人才\n培养的意见》。",
        [("formal", "关于加快技能人才培养的意见", "培养培训", None, 0)],
    ),
    (
        "named plan",
        "“渔港英才”计划规定，个人创业最高资助80万元。",
        [("named", "“渔港英才”计划", "人才引进", None, 1)],
    ),
    (
        "document without marks",
        "去年出台企业引才奖励办法。",
        [("named", "企业引才奖励办法", "人才引进", 2019, 0)],
    ),
    (
        "measure",
        "企业每引进1名院士，补助1万元。",
        [("measure", "企业引进院士补助", "人才引进", None, 1)],
    ),
    (
        "measure without an amount",
        "对高层次人才在子女入学、就医等方面给予优惠待遇。",
        [("measure", "高层次人才子女入学、就医等优惠待遇", "服务保障", None, 0)],
    ),
    (
        "the passage is the document, its articles are measures",
        "海港县引才若干措施\n第一条 对院士，给予80万元安家补贴。\n第二条 对博士，给予20万元安家补贴。\n第三条 从今年起施行。",
        [
            ("formal", "海港县引才若干措施", "人才引进", 2020, 0),
            ("measure", "院士安家补贴", "安居住房", None, 1),
            ("measure", "博士安家补贴", "安居住房", None, 1),
        ],
    ),
    (
        "a measure of no name stays with the last policy",
        "印发《海港县引才细则》。\n补贴每人每月900元。",
        [("formal", "海港县引才细则", "人才引进", None, 1)],
    ),
    (
        "target and offer",
        "对获评“渔秀才”的给予每人每年3000元津贴。",
        [("measure", "“渔秀才”津贴", "综合", None, 1)],
    ),
    (
        "a plan is its own document",
        "海港县人才强县行动方案（2024—2026年）\n一、主要目标\n引进博士20名。",
        [("formal", "海港县人才强县行动方案（2024—2026年）", "综合", 2020, 0)],
    ),
    (
        "named new deal",
        "海港县“渔港归巢”人才新政18条发布。",
        [("named", "渔港归巢人才新政18条", "综合", None, 0)],
    ),
    (
        "new paragraph, new measure",
        "印发《海港县引才细则》。\n对领办合作社的大学生，给予5万元补贴。",
        [
            ("formal", "海港县引才细则", "人才引进", None, 0),
            ("measure", "大学生补贴", "人才引进", None, 1),
        ],
    ),
]
NOT_READ = [
    ("newspapers", "《海港日报》《人才周刊》都作了报道。"),
    ("law", "依照《中华人民共和国劳动法》签订合同。"),
    ("book and song", "他写过《渔港往事》，唱过《大海之歌》。"),
    ("short reference", "《意见》指出，人才是根本。"),
    ("general words", "出台一系列优惠政策，制定相关政策措施。"),
    ("paid", "全年发放人才补贴320万元。"),
    ("national", "入选国家“万人计划”3人。"),
]


@pytest.mark.parametrize("name, text, expected", READ)
def test_reads_policies(name: str, text: str, expected: list[tuple]) -> None:
    found = policies(text, 0, len(text), year=2020)
    assert [(p.form, p.name, p.category, p.year, len(p.benefits)) for p in found] == expected
    for policy in found:
        evidence = [*policy.evidence, *(e for b in policy.benefits for e in b.evidence)]
        assert evidence and all(text[e.start : e.end] == e.quote for e in evidence)


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_policy(name: str, text: str) -> None:
    assert policies(text, 0, len(text), year=2020) == ()


def test_a_document_of_the_sentence_outranks_a_plan_nearer_by() -> None:
    text = "出台《关于人才特区的意见》，实施“渔港英才”计划，对博士给予20万元补贴。"
    assert [(p.form, len(p.benefits)) for p in policies(text, 0, len(text))] == [("formal", 1), ("named", 0)]
