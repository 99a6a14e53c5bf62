"""Which files of a folder are read, which are refused aloud, and which are none of our business."""

import pytest

from cases.ingest.read import READERS, is_document, read
from cases.ingest.records import Refused
from cases.management import jobs

from .files import docx, paragraph, pdf

SENTENCE = "云溪县2021年引进博士12名，建成公寓300套。"
NAMES = [
    ("来稿.docx", True),
    ("来稿.PDF", True),
    ("来稿.mhtml", True),
    ("旧稿.doc", True),
    ("公文.ofd", True),
    ("名册.xlsx", True),
    ("打包.zip", True),
    ("~$来稿.docx", False),
    (".~来稿.docx", False),
    ("照片.jpg", False),
    ("样式.css", False),
    ("README", False),
]


@pytest.mark.parametrize("name, expected", NAMES)
def test_what_is_a_document(name, expected):
    assert is_document(name) is expected


@pytest.mark.parametrize(
    "name, advice",
    [
        ("旧稿.doc", "请用 Word 或 WPS 打开，另存为 docx 后再导入。"),
        ("公文.ofd", "请用阅读软件打开，另存或打印为 pdf 后再导入。"),
        ("名册.xlsx", "请把其中的文字另存为 docx 或 txt 后再导入。"),
        ("打包.zip", "请解压缩后再导入。"),
        ("其他.xyz", "请另存为其中一种后再导入。"),
    ],
)
def test_advice_for_what_cannot_be_read(name, advice):
    with pytest.raises(Refused) as refusal:
        read(SENTENCE.encode(), name)
    assert str(refusal.value).endswith(advice)


def test_a_folder_of_all_kinds(tmp_path):
    page = f"<meta charset=utf-8><p>{SENTENCE}</p>".encode()
    contents = {
        "1.docx": docx(paragraph(SENTENCE)),
        "2.pdf": pdf([(60, 700, 12, SENTENCE)]),
        "3.html": page,
        "3_files/frame.html": page,
        "3_files/photo.jpg": b"x",
        "4.txt": SENTENCE.encode(),
        "5.doc": b"\xd0\xcf\x11\xe0",
        "6.pdf": b"not a PDF",
        "下级/7.HTM": page,
        "下级_files/8.htm": page,
        "~$1.docx": b"lock",
        "photo.jpg": b"x",
    }
    for name, data in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    readings = [jobs.read(each.path) for each in jobs.files([tmp_path])]
    told = [(each.path.relative_to(tmp_path).as_posix(), bool(each.refused)) for each in readings]
    assert told == [
        ("1.docx", False),
        ("2.pdf", False),
        ("3.html", False),
        ("4.txt", False),
        ("5.doc", True),
        ("6.pdf", True),
        ("下级/7.HTM", False),
        ("下级_files/8.htm", False),
    ]
    assert not any(each.trace for each in readings)
    assert len({each.record.text for each in readings if each.record}) == 1
    assert {"12名", "300套"} <= {
        outcome.raw
        for each in readings
        if each.record
        for case in each.record.cases
        for outcome in case.outcomes
    }


def test_every_reader_has_a_suffix_in_lower_case():
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in READERS)
