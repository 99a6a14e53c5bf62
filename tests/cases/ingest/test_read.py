"""Bytes that are read, and bytes that are refused with a reason a person can act on."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.ingest import read as reading
from cases.ingest.read import MAX_BYTES, READERS, load, read, read_raw
from cases.ingest.records import Choices, Refused

TEXT = (
    "云溪县引进茶学博士三名，建成青年公寓二百套。企业反映：政策好懂，办事不跑腿。\n第二行是２０２１年的数字。"
)
TRADITIONAL = (
    "雲溪縣這幾年引進茶學博士三名，建成青年公寓二百套，企業反映政策好懂，辦事不用跑腿。"
    "他們說，這裏的人才服務比過去好得多，下一步還要開辦實訓基地，讓更多的本地青年學會手藝。"
) * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(encoding):
    assert read(TEXT.encode(encoding), "茶乡.txt") == TEXT


def test_big_endian_with_its_mark():
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.TXT") == TEXT


@pytest.mark.parametrize("text", ["余姚市人才", "引进龘氏后人", "人"])
def test_short_texts_are_not_taken_for_something_else(text):
    assert read(text.encode("gb18030"), "a.txt") == text
    assert read(text.encode("utf-8"), "a.txt") == text


def test_four_byte_gb18030():
    assert read("𠮷田县引才三名".encode("gb18030"), "a.txt") == "𠮷田县引才三名"


@pytest.mark.parametrize(
    "name, text, expected",
    [
        ("line ends", "甲县\r\n乙县\r丙县", "甲县\n乙县\n丙县"),
        ("tabs", "甲县\t乙县", "甲县 乙县"),
        ("controls", "甲\x07县\x1b引才", "甲县引才"),
        ("noncharacters", "甲\ufdd0县\uffff引才\U0001fffe", "甲县引才"),
        ("form feeds stay", "甲县\f乙县", "甲县\f乙县"),
        ("full-width digits stay", "引才１２名", "引才１２名"),
    ],
)
def test_what_is_tidied(name, text, expected):
    assert read(text.encode("utf-8"), "a.txt") == expected


REFUSED = [
    ("empty", b"", "a.txt", "空的"),
    ("only a mark", b"\xef\xbb\xbf", "a.txt", "空白"),
    ("white space", " \n\u3000\t".encode(), "a.txt", "空白"),
    ("no Chinese", b"Talent programme 2021", "a.txt", "没有汉字"),
    ("only marks", "，。！？".encode(), "a.txt", "没有汉字"),
    ("NUL", "甲县".encode() + b"\x00\x01", "a.txt", "二进制"),
    ("many controls", ("甲\x01\x02" * 50).encode(), "a.txt", "二进制"),
    ("a PDF named txt", b"%PDF-1.7 \xe4\xb8\xad", "a.txt", "PDF"),
    ("a Word file named txt", b"PK\x03\x04rest", "a.txt", "Word"),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1", "a.txt", "Word"),
    ("Big5", TRADITIONAL.encode("big5", "ignore"), "a.txt", "Big5"),
    (
        "UTF-8 read as GB18030 and saved",
        TEXT.encode().decode("gb18030", "ignore").encode() * 2,
        "a.txt",
        "乱码",
    ),
    ("broken UTF-8", TEXT.encode() + b"\xff\xff", "a.txt", "字节有误"),
    ("half a UTF-16 character", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "a.txt", "字节有误"),
    ("xls", TEXT.encode(), "a.xls", ".txt"),
    ("no suffix", TEXT.encode(), "README", ".txt"),
    ("too large", b"a" * (MAX_BYTES + 1), "a.txt", "20 MB"),
    ("too many characters", ("人才" * 1_000_001).encode(), "a.txt", "200 万字"),
]


@pytest.mark.parametrize("name, data, filename, said", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(name, data, filename, said):
    with pytest.raises(Refused) as refusal:
        read(data, filename)
    assert said in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_traditional_text_is_read():
    assert read(TRADITIONAL.encode("utf-8"), "a.txt") == TRADITIONAL
    assert read(TRADITIONAL.encode("gb18030"), "a.txt") == TRADITIONAL


def test_an_encoding_that_somebody_chose_holds():
    assert read_raw(TEXT.encode("gb18030"), "a.txt").guessed == "gb18030"
    assert read_raw(TEXT.encode(), "a.txt").guessed == ""
    assert (
        read_raw(TRADITIONAL.encode("big5hkscs"), "a.txt", Choices(encoding="big5hkscs")).text == TRADITIONAL
    )
    page = f"<html><body><p>{TRADITIONAL}</p></body></html>".encode("big5hkscs")
    assert read_raw(page, "a.html", Choices(encoding="big5hkscs")).text.strip() == TRADITIONAL.strip()
    for name in ("a.txt", "a.html"):
        with pytest.raises(Refused, match="按所选的编码（UTF-8）读不下去"):
            read_raw(TEXT.encode("gb18030"), name, Choices(encoding="utf-8"))


def test_kinds_are_a_table(monkeypatch):
    monkeypatch.setitem(READERS, ".md", reading.read_txt)
    assert read(TEXT.encode(), "a.md") == TEXT
    with pytest.raises(Refused, match=r"\.txt、.*、\.md。"):
        read(TEXT.encode(), "a.xls")


def test_files(tmp_path):
    good = tmp_path / "好 文件.txt"
    good.write_bytes(TEXT.encode())
    assert load(good) == TEXT.encode()
    with pytest.raises(Refused, match="找不到"):
        load(tmp_path / "无.txt")
    folder = tmp_path / "夹.txt"
    folder.mkdir()
    with pytest.raises(Refused, match="文件夹"):
        load(folder)
    pipe = tmp_path / "管.txt"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="不是普通文件"):
        load(pipe)
    with pytest.raises(Refused, match="不能读取"):
        load(tmp_path / "表.xlsx")
    (tmp_path / "空.txt").touch()
    with pytest.raises(Refused, match="空的"):
        load(tmp_path / "空.txt")


def test_size_is_looked_at_before_reading(tmp_path):
    large = tmp_path / "大.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Refused, match="超过"):
        load(large)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_permission(tmp_path):
    locked = tmp_path / "锁.txt"
    locked.write_bytes(TEXT.encode())
    locked.chmod(0)
    with pytest.raises(Refused, match="没有权限"):
        load(locked)


def test_permission_is_told_apart(tmp_path, monkeypatch):
    path = tmp_path / "锁.txt"
    path.write_bytes(TEXT.encode())

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(Refused, match="没有权限"):
        load(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = read(data, "a.txt")
    except Refused as refusal:
        assert str(refusal)
    else:
        assert text.strip() and "\x00" not in text and "\r" not in text
        text.encode("utf-8")


@given(st.text(alphabet="县市引才人的１2三，。“” \n", min_size=1))
def test_text_survives_every_encoding(text):
    if not any("\u4e00" <= mark <= "\u9fff" for mark in text):
        return
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert read(text.encode(encoding), "a.txt") == text
