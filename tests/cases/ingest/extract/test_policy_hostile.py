"""Hostile texts for the reading of policies: every rule returns, and quickly, whatever is repeated."""

import pytest

from cases.ingest.extract.policy import policies
from tests.cases.ingest.extract.test_adversarial import evidence_of

BYTES = 10_000
REPEATED = (
    "第一条 ", "第一条 发放补贴。\n", "一、发放补贴\n", "第一条 人才工程\n给予1元。\n", "制定本办法。第一条 ", "问：什么？\n",
    "实施人才", "实施人才培育工程、", "“甲”、", "基金", "人才基金", "产业人才", "人才新政十条", "“人才", "以下简称《", "出台人才", "出台办法和",
    "在户籍、", "子女", "子女入学", "免费", "免费体检，", "对博士，", "“甲卡”持卡人", "给予1元补贴、", "按租金1%", "的", "、", "1.", "关于",
    "公寓租金", "房市场价", "孩子上学", "费由", "人才经费按", "推行首席联系专家", "出台《甲》", "甲类政策\n", "制定“甲乙", "培训学制", "凭证",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_returns_from_a_long_hostile_text(piece: str) -> None:
    text = piece * (BYTES // len(piece.encode()))
    assert policies(text, 0, len(text), title=piece * 20) is not None


@pytest.mark.parametrize("piece", REPEATED)
def test_quotes_what_stands_there(piece: str) -> None:
    text = f"出台《甲乙丙办法》。{piece * 3}给予博士1万元安家补贴，{piece}子女任选学校就读。\n{piece}"
    assert all(text[one.start : one.end] == one.quote for one in evidence_of(text, 0, len(text)))
