"""Folding: tables of what is the same to readers and what is not, and what must hold for any text."""

import pytest
from hypothesis import given

from search.fold import fold, is_han
from tests.search.texts import texts

SAME = (
    ("width", "５年ＡＩ％", "5年ai%"),
    ("case and accents", "Éclair CAFÉ", "eclair cafe"),
    ("traditional", "人才強縣發展", "人才强县发展"),
    ("space between characters", "人 才　工\n作", "人才工作"),
    ("space between words", "talent  plan\n2025", "talent plan 2025"),
    ("space beside a character", "引进 AI 人才 5 年", "引进ai人才5年"),
    ("quotation marks", "“一镇一”『千人』《办法》", "一镇一千人办法"),
    ("middle dots", "阿卜杜拉·买买提・江", "阿卜杜拉买买提江"),
    ("dashes", "2012—2015－2018", "2012-2015-2018"),
    ("brackets", "〔2012〕（3）【4】", "(2012)(3)(4)"),
    ("invisible", "人\u200b才\ufeff\x00", "人才"),
    ("radicals", "⼈才⺠企", "人才民企"),
    ("one to several", "㎡与…", "m2与..."),
    ("empty", "", ""),
)
APART = (
    ("words", "ab cd", "abcd"),
    ("numbers", "5 10", "510"),
    ("decimal point", "4.4", "44"),
    ("comma", "人才，公寓", "人才公寓"),
    ("per cent", "44%", "44"),
)


@pytest.mark.parametrize(("name", "text", "folded"), SAME, ids=[row[0] for row in SAME])
def test_what_is_the_same(name: str, text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(("name", "left", "right"), APART, ids=[row[0] for row in APART])
def test_what_stays_apart(name: str, left: str, right: str) -> None:
    assert fold(left).text != fold(right).text


def test_a_folded_span_leads_back_to_its_source() -> None:
    text = "实施“人 才\n公寓”５年"
    folded = fold(text)
    at = folded.text.index("人才公寓")
    start, end = folded.span(at, at + 4)
    assert text[start:end] == "人 才\n公寓"
    assert folded.at(text.index("公")) == folded.text.index("公")
    assert folded.at(len(text)) == len(folded.text)


@pytest.mark.parametrize(
    ("char", "han"),
    [("人", True), ("〇", True), ("𠮷", True), ("a", False), ("5", False), ("か", False), ("。", False)],
)
def test_han(char: str, han: bool) -> None:
    assert is_han(char) is han


@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_the_map_ascends_within_the_source(text: str) -> None:
    folded = fold(text)
    starts = list(folded.starts)
    assert len(starts) == len(folded.text)
    assert starts == sorted(starts)
    assert all(0 <= start < len(text) for start in starts)


@given(texts, texts, texts)
def test_a_part_folds_to_a_part(before: str, piece: str, after: str) -> None:
    assert fold(piece).text in fold(before + piece + after).text


@given(texts)
def test_nothing_is_left_that_the_index_could_not_hold(text: str) -> None:
    folded = fold(text).text
    assert "\x00" not in folded and "\n" not in folded
    folded.encode()
