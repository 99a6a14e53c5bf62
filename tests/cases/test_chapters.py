"""The chapters of a case: which headings announce them, what stands under them, and where figures go."""

from types import SimpleNamespace

import pytest

from cases.models import Outcome
from cases.views.chapters import announced_by, chapters, is_input
from cases.views.text import paragraphs

# heading → chapter; empty where nothing may be claimed
HEADINGS = (
    ("一、主要做法", "measures"),
    ("（二）取得的成效", "results"),
    ("三、经验启示", "lessons"),
    ("一、创建动因", "background"),
    ("一、为什么选这里", "background"),
    ("二、投入", "inputs"),
    ("三、进展", "progress"),
    ("做法与成效", "measures"),
    ("一、目标", "aims"),
    ("二、政策怎么定", ""),
    ("住在这里", ""),
    ("目标引领各方聚力，奋力谱写全市人才工作新篇章", ""),
    ("", ""),
)


@pytest.mark.parametrize(("heading", "chapter"), HEADINGS)
def test_what_a_heading_announces(heading: str, chapter: str) -> None:
    assert announced_by(heading) == chapter


# indicator, unit → whether it is money put into the work
INPUTS = (
    ("兑付人才补助资金", "元", True),
    ("市财政投入", "元", True),
    ("发放购房补贴", "元人民币", True),
    ("引进项目总投资", "元", False),
    ("企业研发投入", "元", False),
    ("财政部门", "个", False),
    ("年产值", "元", False),
)


@pytest.mark.parametrize(("indicator", "unit", "expected"), INPUTS)
def test_what_is_put_in(indicator: str, unit: str, expected: bool) -> None:
    assert is_input(Outcome(indicator=indicator, unit=unit)) is expected


TEXT = """某地引才记
一、主要做法
1. 先建园区。用地分三期供应。
2. 再请专家。名单由部门商定。
二、住在这里
公寓不收租金。
三、经验启示
贵在坚持。久久为功。
"""


def made(*outcomes: Outcome, policies: tuple = ()) -> dict:
    headings = ["某地引才记", "一、主要做法", "二、住在这里", "三、经验启示"]
    return {
        each.key: each for each in chapters(paragraphs(TEXT, 0, len(TEXT), [], headings), outcomes, policies)
    }


def test_the_points_of_a_heading_are_first_sentences_of_the_source() -> None:
    told = made()
    assert list(told) == ["measures", "lessons"]
    (heading, points) = told["measures"].passages[0]
    assert heading.text == "一、主要做法"
    assert [each.text for each in points] == ["1. 先建园区。", "2. 再请专家。"]
    assert [each.text for each in told["lessons"].passages[0][1]] == ["贵在坚持。"]


def test_figures_go_where_their_status_says_and_are_never_mixed() -> None:
    figures = [
        Outcome(indicator="引进人才", unit="名", status=status)
        for status in ("planned", "achieved", "in_progress", "mixed", "achieved")
    ]
    paid = [Outcome(indicator="兑付补助", unit="元", status=status) for status in ("achieved", "planned")]
    told = made(*figures, *paid, policies=(SimpleNamespace(),))
    assert list(told) == ["aims", "measures", "inputs", "results", "progress", "mixed", "lessons"]
    assert [told[key].figures for key in ("aims", "results", "progress", "mixed", "inputs")] == [
        1,
        2,
        1,
        1,
        2,
    ]
    assert told["aims"].status == Outcome.Status.PLANNED
    assert told["inputs"].status is None
    for chapter in told.values():
        for status, group in chapter.groups:
            assert {each.status for each in group} == {status}
