"""Marks stand on the source text: taking them away gives the text back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import snippet
from search.query import parse
from tests.search.texts import texts

# text, typed → what is marked
MARKED = (
    ("全县建成人才公寓三百套。", "人才公寓", ["人才公寓"]),
    ("打造“人才\n强县”样板", "人才强县", ["人才\n强县"]),
    ("打造人才強縣樣板", "人才强县", ["人才強縣"]),
    ("奖励５年，５0年后", "5年", ["５年"]),
    ("研发（R&D）投入", "r&d", ["R&D"]),
    ("引才、育才、用才", "才", ["才", "才", "才"]),
    ("余姚人才公寓", "人才 公寓", ["人才公寓"]),
    ("专家的奖励由余姚发放", "余姚给专家多少奖励", ["专家", "奖励", "余姚"]),
    ("人们很有才华", '"人才"', []),
    ("全县建成公寓", "人才 -公寓", []),
    ("", "人才", []),
)


@pytest.mark.parametrize(("text", "typed", "marked"), MARKED, ids=[row[1] for row in MARKED])
def test_marked(text: str, typed: str, marked: list) -> None:
    assert [text[start:end] for start, end in snippet.marks(text, parse(typed))] == marked


def test_the_window_is_where_the_marks_are() -> None:
    text = "开头说明情况。" * 40 + "这里讲到人才公寓的租金。" + "结尾另有说明。" * 40
    spans = snippet.marks(text, parse("人才公寓"))
    start, end = snippet.window(text, spans, 60)
    assert start <= spans[0][0] < spans[0][1] <= end == start + 60
    assert text[start - 1] == "。", "it begins with a clause"


@given(texts, st.one_of(texts, st.sampled_from(["人才", '"公寓"', "a b", "人", "计划 或 县"])))
def test_marks_are_spans_of_the_text(text: str, typed: str) -> None:
    query = parse(typed)
    spans = snippet.marks(text, query)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] < right[0] for left, right in zip(spans, spans[1:], strict=False))


@given(texts, texts, st.integers(1, 80))
def test_a_window_is_a_part_of_the_text(text: str, typed: str, width: int) -> None:
    start, end = snippet.window(text, snippet.marks(text, parse(typed)), width)
    assert 0 <= start <= end <= len(text) and end - start == min(width, len(text))
