"""The sentence that says what a brand is, and what changed in it."""

import pytest

from cases.views.witness import Witness
from cases.views.wording import compared, defining, weight

NAME = "人才港湾"
# From the sentence that says least to the one that says most.
LADDER = (
    "某市建设人才港湾",
    "人才港湾揭牌。",
    "大家走进人才港湾参观，听取了情况介绍。",
    "2012年，当地启动人才港湾，由组织部门牵头办理。",
    "当地实施人才港湾行动，推动每个镇都拥有至少1名专家。",
)


def test_a_sentence_weighs_more_the_more_it_says_what_the_brand_is() -> None:
    weights = [weight(each, each.index(NAME), len(NAME)) for each in LADDER]
    assert weights[0] == 0
    assert weights == sorted(weights) and len(set(weights)) == 4, weights


def test_the_defining_sentence() -> None:
    made = [Witness(0, 4, NAME, "e0-4", *each.split(NAME)) for each in LADDER]
    assert defining(made) == made[-1]
    assert defining(made[:1]) is None
    assert defining([]) is None


# earlier, later → the later one, or its aim, with {added} and [gone]; None where they are two statements
CHANGES = (
    (
        "当地启动人才港湾行动，推动每个镇都拥有至少 1 名区级以上专家，今年申报人数增长一半。",
        "人才港湾行动应运而生：各镇全部成立领导小组，由书记担任组长，五年内每个镇至少拥有１名市级以上专家。",
        "[推动]{五年内}每个镇[都]{至少}拥有[至少 ]１名[区]{市}级以上专家",
    ),
    ("每个镇至少有1名专家。", "每个镇至少有1名专家。", "每个镇至少有1名专家。"),
    ("每个镇至少有1名区级专家。", "每个镇至少有1名市级专家。", "每个镇至少有1名[区]{市}级专家。"),
    ("每个镇至少有1名专家。", "每个镇至少有12名专家。", "每个镇至少有[1]{12}名专家。"),
    ("每个镇至少有１名专家。", "每个镇至少有 1 名专家。", "每个镇至少有 1 名专家。"),
    ("实施“人才港湾”行动。", "实施人才港湾行动。", "实施人才港湾行动。"),
    ("每个镇有专家。", "五年内每个镇有专家。", "{五年内}每个镇有专家。"),
    ("每个镇至少有1名专家。", "公寓不收租金，拎包就能住。", None),
    ("让每个镇乡都动起手来。", "每个镇乡都要引育至少1名市级及以上专家。", None),
)


@pytest.mark.parametrize(("earlier", "later", "expected"), CHANGES)
def test_what_changed(earlier: str, later: str, expected: str | None) -> None:
    made = compared(earlier, later)
    signs = {"same": "%s", "gone": "[%s]", "added": "{%s}"}
    told = None if made is None else "".join(signs[part.kind] % part.text for part in made)
    assert told == expected
    if made:
        assert "".join(part.text for part in made if part.kind != "gone") in later
