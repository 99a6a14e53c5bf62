"""Headings: which announce, which report, how deep they stand, and what holds below them."""

import pytest

from cases.ingest.extract.section import Sections, heading_status, is_heading, speaks_of_results


@pytest.mark.parametrize(
    "heading, status",
    [
        ("三、下一步打算", "planned"),
        ("工作目标", "planned"),
        ("二、2018年工作打算", "planned"),
        ("三、目标已经明确，要以实干推动今后五年工作落地", "planned"),
        ("问：下一步有什么打算？", "planned"),
        ("2024年工作要点", "planned"),
        ("二、目标完成情况", None),
        ("二、主要成效", None),
        ("2017年工作总结和2018年工作打算", None),
        ("“千人计划”申报数上升", None),
        ("（一）“渔港英才”计划", None),
        ("山城县：实施英才计划 筑巢引凤", None),
        ("成绩来之不易，要看到新变化", None),
    ],
)
def test_what_a_heading_says(heading: str, status: str | None) -> None:
    assert heading_status(heading) == status


@pytest.mark.parametrize(
    "heading, results",
    [("二、主要成效", True), ("三、现有基础", True), ("三、下一步打算", False), ("怎么办", False)],
)
def test_headings_of_results(heading: str, results: bool) -> None:
    assert speaks_of_results(heading) is results


@pytest.mark.parametrize(
    "line, heading",
    [
        ("二、主要任务", True),
        ("记者：渔港下一步有什么打算？", True),
        ("引进博士12人。", False),
        ("引进博士12人；", False),
        ("全县上下一心，", False),
    ],
)
def test_lines_that_are_headings(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


@pytest.mark.parametrize(
    "headings, status",
    [
        (["二、明年工作打算", "（一）聚焦产业", "1.引才"], "planned"),
        (["二、明年工作打算", "青年安居"], "planned"),
        (["一、主要成效", "二、明年工作打算"], "planned"),
        (["一、明年工作打算", "二、保障措施"], None),
        (["问：下一步呢？", "问：钱从哪里来？"], None),
        (["下一步打算", "编后"], None),
    ],
)
def test_what_holds_below(headings: list[str], status: str | None) -> None:
    sections = Sections(None)
    for heading in headings:
        sections.enter(heading)
    assert sections.status == status
