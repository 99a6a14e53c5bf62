"""Recognised pages: letters in figures and look-alikes of characters are mended; what only looks alike is not."""

import pytest

from cases.ingest.extract.sentence import fold


@pytest.mark.parametrize(
    "printed, read",
    [
        ("带领l8家", "带领18家"),
        ("4O名", "40名"),
        ("2OOO元、8OO元", "2000元、800元"),
        ("1.l%", "1.1%"),
        ("名医lO名", "名医10名"),
        ("2O14年", "2014年"),
        ("人オ公寓", "人才公寓"),
        ("21家単位", "21家单位"),
        ("毎年", "每年"),
        ("⼈⼯智能", "人工智能"),
        ("入才工作", "人才工作"),
        ("己入住", "已入住"),
        ("1，260张", "1,260张"),
        ("O2O平台", "O2O平台"),
        ("IPO企业", "IPO企业"),
        ("O型血", "O型血"),
        ("投入才能见效", "投入才能见效"),
        ("自己建房", "自己建房"),
        ("2018，300人", "2018，300人"),
        ("3，5家", "3，5家"),
    ],
)
def test_mended(printed: str, read: str) -> None:
    assert fold(printed) == read
    assert len(fold(printed)) == len(printed)
