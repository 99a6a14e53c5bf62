"""Rows of categories with their amounts, and no heading but the line over or under them."""

import pytest

from cases.ingest.extract.benefit import offers
from tests.cases.ingest.extract.amounts import shown

PAIRED = [
    ("购房补贴标准\n甲类：60万元   乙类：30万元   丙类：8万元", "60万元 30万元 8万元"),
    ("买房给真金\n甲类：60万元   乙类：30万元\n（以上为购房补贴，分五年兑付）", "60万元 30万元"),
    ("生活补贴（按月发放）\n博士 4000元/月 | 硕士 2000元/月", "4000元 2000元"),
    ("租房补贴\n博士：2000元/月\n硕士：1500元/月\n本科：800元/月", "2000元 1500元 800元"),
    ("1. 安家补贴\n甲类：60万元；\n乙类：30万元。", "60万元 30万元"),
    ("人才补贴发放情况\n博士：30万元   硕士：10万元", ""),
    ("数读渔港\n渔船：60万元   渔网：30万元", ""),
    ("购房补贴\n博士：12人   硕士：40人", ""),
]


@pytest.mark.parametrize("text, expected", PAIRED)
def test_offers_of_paired_cells(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_the_line_over_them_says_what() -> None:
    text = "买房给真金\n甲类：60万元   乙类：30万元\n（以上为首套购房补贴）"
    assert [o.benefit.label for o in offers(text, 0, len(text)).offers] == [
        "甲类：购房补贴",
        "乙类：购房补贴",
    ]
