"""Names that no rule is sure of: what the case says again, and what looks like names of labelled documents."""

from pathlib import Path

import pytest

from cases.ingest.extract.brand import brands
from cases.ingest.extract.brand.signs import likely, weights
from cases.ingest.extract.brand.weighing import Quote

NONE = Path(__file__).resolve().parents[3] / "gold" / "no_brands.txt"


def named(text: str) -> list[str]:
    return [brand.name for brand in brands(text, 0, len(text))]


@pytest.mark.parametrize(
    "text, names",
    [
        ("“塘堤保姆”上岗\n县里请来12名农技员，塘主管他们叫“塘堤保姆”。", ["塘堤保姆"]),
        ("发给“茶证”。凭“茶证”可以贷款，全县持“茶证”的有300人。", []),  # Two characters are too few.
        ("发给“采茶证”。凭“采茶证”可以贷款。", ["采茶证"]),
        ("请来“科技副总”12名。“科技副总”一年一聘。", []),  # So they are called everywhere.
        ("“让匠人有奔头”\n县委书记说，要“让匠人有奔头”。", []),
        ("坚持“一事一议”。对顶尖人才“一事一议”。", []),
        ("国家“千人计划”专家3名，“千人计划”的牌子更亮了。", []),
    ],
)
def test_a_name_that_the_case_says_again(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text, names",
    [
        ("几年来培养“灯城工匠”140名。", ["灯城工匠"]),
        ("开发“茶农银贷”产品，凭信用就能借。", ["茶农银贷"]),
        ("培养“优秀教师”140名。", []),
        ("省里的“名师送教”我们也争取到了名额。", []),
        ("“柚子博士”李建国在村里一住三年。", []),
        ("推出“安心落户”举措。", []),
        ("本办法所称“青年英才”，按照目录认定。", []),
    ],
)
def test_a_name_that_looks_like_one(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_no_sentence_without_a_brand_has_one() -> None:
    wrong = [line for line in NONE.read_text("utf-8").splitlines() if named(line)]
    assert wrong == []


def test_every_weight_is_of_a_sign_that_can_be() -> None:
    kinds = {"always", "score", "founded", "tail", "length", "own", "ends", "begins", "before", "behind"}
    assert {sign.split()[0] for sign in weights()} <= kinds | {"stop", "digit", "talent", "heading"}
    assert any(weights().values())
    assert not likely(Quote("没有", "", "", "", 0), -1, False)
