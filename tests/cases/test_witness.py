"""The sentence around a quotation: from stop to stop, and cut at a comma where no stop is within reach."""

import pytest

from cases.views.witness import REACH, _behind_stop, _to_stop

LONG = "甲，" * 60


@pytest.mark.parametrize(
    ("left", "before"),
    [
        ("", ""),
        ("前一句。这一句", "这一句"),
        ("标题\n", ""),
        ("开头", "开头"),
        (LONG[:REACH], "…" + LONG[:REACH]),
    ],
)
def test_what_stands_before(left: str, before: str) -> None:
    assert _behind_stop(left) == before


@pytest.mark.parametrize(
    ("right", "after"),
    [
        ("", ""),
        ("了。后一句。", "了。"),
        ("到行尾\n下一行", "到行尾"),
        ("到文末", "到文末"),
        (LONG[:REACH], LONG[:REACH] + "…"),
        ("前半，" + "乙" * (REACH - 3), "前半，…"),
        ("乙" * REACH, "乙" * REACH + "…"),
    ],
)
def test_what_stands_behind(right: str, after: str) -> None:
    assert _to_stop(right) == after
