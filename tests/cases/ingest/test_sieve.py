"""A pattern behind a look at its first character finds what it found without."""

import re

import pytest

from cases.ingest.sieve import compiled, sieved

TEXT = "未开工的3个项目在建，8 月 12 日签约，[1]目前已开工，1.2亿元正在施工。\nＡ-z 成立2个\n"
SIEVED = (
    ("literals and look-behinds", r"(?<!未)开工|在建|正在", "[在开正]"),
    ("digits and a class", r"\d+[ ]?月|[上下]旬", r"[\d上下]"),
    ("an optional word in front", r"(?:已|将)?开工", "[将已开]"),
    ("a look-ahead, then a group", r"(?=.{3})(?P<word>签约|成立)", "[成签]"),
    ("marks that a class would misread", r"\[1\]|-z|\^", r"[\-\[\^]"),
    ("a range", r"[一-三]批|[\u4e8c-\u4e94]成", "[一-三二-五]"),
    ("the beginning of a line", r"(?:^|\n)成立", r"[\n成]"),
)
LEFT_AS_IT_IS = (
    ("any character", r".开工|在建"),
    ("all but some", r"[^，]{2}开工|在建"),
    ("nothing at all", r"(?:已|将)*"),
    ("the end", r"开工|$"),
    ("a word character", r"\w开工"),
    ("flags of a group", r"(?i:a)b"),
    ("what another group found", r"(?P<a>x)?(?P=a)b"),
)


@pytest.mark.parametrize(("pattern", "first"), [row[1:] for row in SIEVED], ids=[row[0] for row in SIEVED])
def test_the_first_character_is_looked_at(pattern, first):
    shown = sieved(pattern)
    assert shown.startswith("(?=[") and shown.endswith(f"(?:{pattern})")
    assert sorted(shown[3 : shown.index(")(?:")].replace("\\\n", "\\n")) == sorted(first)
    for flags in (0, re.M):
        plain = [(match.span(), match.groups()) for match in re.finditer(pattern, TEXT, flags)]
        assert [(m.span(), m.groups()) for m in compiled(pattern, flags).finditer(TEXT)] == plain


@pytest.mark.parametrize(
    ("pattern"), [row[1] for row in LEFT_AS_IT_IS], ids=[row[0] for row in LEFT_AS_IT_IS]
)
def test_a_pattern_that_may_begin_with_anything_is_left_as_it_is(pattern):
    assert sieved(pattern) == pattern


def test_verbose_patterns_end_in_a_comment():
    pattern = compiled("已 # done\n|将 # to come", re.VERBOSE)
    assert [match.group() for match in pattern.finditer("已建，将建")] == ["已", "将"]


def test_patterns_without_case_are_left_as_they_are():
    assert compiled("a|b", re.IGNORECASE).findall("AbB") == ["A", "b", "B"]
