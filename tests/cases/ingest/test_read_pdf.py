"""Pages of PDF: characters at places, and the text a person reads there; pictures of pages; what is refused."""

import re
import stat
from pathlib import Path

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.clean import clean
from cases.ingest.read import read_pdf, read_raw, scan
from cases.ingest.read.ocr import _picture, mended
from cases.ingest.read.page import Glyph, text_of
from cases.ingest.read.pdf import MAX_PAGES, opened, parse
from cases.ingest.read.radicals import UNIFIED
from cases.ingest.records import Choices, Refused

from .files import PLACED, assembled, bodies, pdf, scanned

DOCUMENTS = Path(__file__).resolve().parents[3] / "fixtures" / "documents"
SENTENCE = "云溪县围绕茶产业引进急需人才，新引进博士十二名，建成青年公寓三百套，对引进的博士给予最高五百万元安家补助，企业反映很好。"


def lines(
    *texts: str, left: float = 60, top: float = 780, size: float = 12, step: float = 20
) -> list[PLACED]:
    """Lines under each other; a leading ``>`` is a character of margin, an empty line room for one."""
    placed = []
    for k, text in enumerate(texts):
        bare = text.lstrip(">")
        if bare:
            placed.append((left + size * (len(text) - len(bare)), top - step * k, size, bare))
    return placed


def broken(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def beside(left: list[str], right: list[str]) -> list[PLACED]:
    """Two columns that the file draws row by row across both."""
    rows = zip(lines(*left), lines(*right, left=330), strict=False)
    return [each for row in rows for each in row]


LONG = broken(SENTENCE * 3, 19)[:10]
READ = [
    ("lines", lines("甲县引才", "乙县引才"), "甲县引才\n乙县引才"),
    (
        "a first line",
        lines(">>甲县引才", "乙县引才", "丙县引才", "丁县引才"),
        "　　甲县引才\n乙县引才\n丙县引才\n丁县引才",
    ),
    (
        "a line in the middle",
        lines(">>>>>甲", "乙县引才", "丙县引才", "丁县引才"),
        "          甲\n乙县引才\n丙县引才\n丁县引才",
    ),
    ("a gap", lines("甲", "乙", "丙", "", "丁"), "甲\n乙\n丙\n\n丁"),
    ("pieces of one line", [(60, 700, 12, "甲县"), (84, 700, 12, "引才"), (108, 702, 8, "注")], "甲县引才注"),
    ("printed twice to be bold", [(60, 700, 12, "甲"), (60.3, 700, 12, "甲"), (72, 700, 12, "县")], "甲县"),
    ("the same character twice", lines("人人有责"), "人人有责"),
    ("cells", [(60, 700, 12, "甲类"), (160, 700, 12, "乙类")], "甲类             乙类"),
    (
        "a footer before the text",
        [(290, 30, 12, "第一页"), *lines("甲县引才，", "乙县育才。", left=60)],
        "甲县引才，\n乙县育才。\n第一页",
    ),
    (
        "a header after the text",
        [*lines("甲县引才，", "乙县育才。"), (60, 820, 12, "内部资料")],
        "内部资料\n甲县引才，\n乙县育才。",
    ),
    (
        "columns one after the other",
        lines("左一", "左二", "左三") + lines("右一", "右二", "右三", left=330),
        "左一\n左二\n左三\n右一\n右二\n右三",
    ),
    (
        "columns of different length",
        lines("左一", "左二", "左三", "左四") + lines("右一", "右二", left=330),
        "左一\n左二\n左三\n左四\n右一\n右二",
    ),
    ("radicals", lines("⼈才引⼊，⻓⻅识"), "人才引入，长见识"),
    ("beyond the first plane", lines("𠮷田县"), "𠮷田县"),
]


@pytest.mark.parametrize("name, placed, expected", READ, ids=[row[0] for row in READ])
def test_what_is_read(name, placed, expected):
    if name == "beyond the first plane":  # The font's encoding has no such characters.
        glyphs = [Glyph(mark, 12 * k, 0, 12 * k + 12, 12) for k, mark in enumerate(expected)]
        assert text_of(glyphs) == expected
        return
    raw = parse(pdf(placed))
    assert raw.text.translate(UNIFIED) == expected
    assert raw.warnings == raw.unread == ()


def test_a_dash_that_the_font_draws_as_one_sign_is_two_characters():
    assert (
        text_of([Glyph("甲", 0, 0, 12, 12), *[Glyph("—", 12, 0, 36, 12)] * 2, Glyph("乙", 36, 0, 48, 12)])
        == "甲——乙"
    )
    assert text_of([Glyph("甲", 0, 0, 12, 12), *[Glyph("乙", 12, 0, 24, 12)] * 2]) == "甲乙"


# Drawn line by line over both columns, so that the order of the file is not that of reading.
ACROSS = [
    row
    for two in zip(lines("左一", "左二", "左三"), lines("右一", "右二", "右三", left=330), strict=True)
    for row in two
]
PARTED = [
    ("as the file has it", 0, ACROSS, f"左一{' ' * 41}右一\n左二{' ' * 41}右二\n左三{' ' * 41}右三"),
    ("two columns", 2, ACROSS, "左一\n左二\n左三\n右一\n右二\n右三"),
    (
        "two bands below headlines",
        2,
        [
            *ACROSS,
            (330, 560, 12, "右下"),
            (60, 560, 12, "左下"),
            (60, 600, 24, "又一个横跨左右的标题"),
            (60, 840, 24, "大标题横跨左右两个栏"),
        ],
        "大标题横跨左右两个栏\n左一\n左二\n左三\n右一\n右二\n右三\n又一个横跨左右的标题\n左下\n右下",
    ),
    (
        "three, the gutters not even",
        3,
        [*lines("甲县引才"), *lines("丙县", left=460), *lines("乙县育才", left=230)],
        "甲县引才\n乙县育才\n丙县",
    ),
]


@pytest.mark.parametrize("name, columns, placed, expected", PARTED, ids=[row[0] for row in PARTED])
def test_a_page_is_parted_into_as_many_columns_as_somebody_says(name, columns, placed, expected):
    assert read_raw(pdf(placed), "a.pdf", Choices(columns=columns)).text == expected


def test_every_radical_is_a_character_of_one_place():
    assert all(len(mark) == 1 and "\u4e00" <= mark <= "\u9fff" for mark in UNIFIED.values())
    assert {chr(code) for code in range(0x2F00, 0x2FD6)} <= set(map(chr, UNIFIED))


WHOLE = [
    ("one column", pdf(lines(*LONG))),
    ("two columns, one after the other", pdf(lines(*LONG[:5]) + lines(*LONG[5:], left=330))),
    ("two columns, drawn across", pdf(beside(LONG[:5], LONG[5:]))),
    ("two pages", pdf(lines(*LONG[:5]), lines(*LONG[5:]))),
    (
        "two pages with their numbers",
        pdf([*lines(*LONG[:5]), (290, 30, 12, "- 1 -")], [*lines(*LONG[5:]), (290, 30, 12, "- 2 -")]),
    ),
]


@pytest.mark.parametrize("name, data", WHOLE, ids=[row[0] for row in WHOLE])
def test_the_text_that_the_lines_were_broken_from(name, data):
    assert clean(read_raw(data, "a.pdf").text).text == "".join(LONG)


def test_a_table_is_no_two_columns():
    rows = [("类别", "安家费"), ("A类", "60万元"), ("B类", "30万元"), ("C类", "20万元"), ("D类", "10万元")]
    placed = [
        each
        for k, (a, b) in enumerate(rows)
        for each in ((60, 780 - 20 * k, 12, a), (260, 780 - 20 * k, 12, b))
    ]
    assert clean(parse(pdf(placed)).text).text == "\n".join(" ".join(row) for row in rows)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_are_shown_turned(turned):
    matrix = {90: b"0 1 -1 0 595 0", 180: b"-1 0 0 -1 595 842", 270: b"0 -1 1 0 0 842"}[turned]
    drawing = b"".join(
        b"BT /F1 12 Tf 1 0 0 1 60 %d Tm <%s> Tj ET\n"
        % (500 - 20 * k, text.encode("utf-16-be").hex().encode())
        for k, text in enumerate(("甲县引才", "乙县育才"))
    )
    data = bodies([(b"q %s cm " % matrix + drawing + b"Q", b"")], more=b"/Rotate %d" % turned)
    assert parse(data).text == "甲县引才\n乙县育才"


def test_a_slanting_watermark_is_left():
    mark = (
        b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <%s> Tj ET\n" % "内部".encode("utf-16-be").hex().encode()
    )
    assert parse(pdf(lines("甲县引才", "乙县育才"), extra=mark)).text == "甲县引才\n乙县育才"


def picture() -> bytes:
    """A scan: a page of text as a picture."""
    head, pixels = _picture(opened(pdf(lines(*broken(SENTENCE, 24), size=14)))[0]).split(b"\n", 1)
    _, width, height, _ = head.split()
    return scanned(int(width), int(height), pixels)


@pytest.fixture
def no_tesseract(monkeypatch):
    monkeypatch.setattr(scan, "available", lambda: False)


def test_a_scan_is_told_from_text():
    raw = parse(picture())
    assert raw.unread == (1,) and not raw.text


def test_a_scan_is_refused_with_advice(no_tesseract):
    with pytest.raises(Refused, match="扫描件，第 1 页是图片.*tesseract-ocr-chi-sim"):
        read_raw(picture(), "a.pdf")


def test_text_without_meaning_is_taken_for_a_picture(no_tesseract):
    with pytest.raises(Refused, match="扫描件"):
        read_pdf(pdf(lines("\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008" * 2)))


def mixed(*unread: int) -> scan.Raw:
    """Four pages of which these are pictures."""
    pages = ["" if number in unread else f"{number}县引才" for number in range(1, 5)]
    return scan.Raw("\f".join(pages), unread=unread)


def test_few_pictures_among_pages_of_text_are_named(no_tesseract):
    raw = scan.recognised(mixed(3), b"")
    assert raw.text == "1县引才\f2县引才\f\f4县引才"
    assert "第 3 页是图片，没有读入" in raw.warnings[0] and not raw.unread


def test_half_of_the_pages_are_too_many(no_tesseract):
    with pytest.raises(Refused, match="第 1、3 页"):
        scan.recognised(mixed(1, 3), b"")


def test_what_is_recognised_comes_in_its_place_and_is_marked(monkeypatch):
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(scan, "bounded", lambda *_args, pages: scan.Raw("\f".join(f"识{n}" for n in pages)))
    raw = scan.recognised(mixed(2, 4), b"")
    assert raw.text == "1县引才\f识2\f3县引才\f识4"
    assert "第 2、4 页" in raw.warnings[0] and "OCR" in raw.warnings[0]


def test_too_many_pictures(monkeypatch):
    monkeypatch.setattr(scan, "available", lambda: True)
    with pytest.raises(Refused, match="扫描的页有 101 页"):
        scan.recognised(scan.Raw("\f" * 100, unread=tuple(range(1, 102))), b"")


@pytest.mark.parametrize(
    "program, expected",
    [("echo chi_sim", True), ("echo eng", False), ("exit 1", False), (None, False)],
)
def test_whether_tesseract_is_there(tmp_path, monkeypatch, program, expected):
    if program:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{program}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert scan.available() is expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("云 溪 县 引 才", "云溪县引才"),
        ("引进 2 0 2 1 年", "引进2021年"),
        ("甲 12  30", "甲12  30"),
        ("云溪县 : 茶山,博士", "云溪县：茶山，博士"),
        ("AI Talent 计划", "AI Talent 计划"),
        ("10:30 开会", "10:30开会"),
    ],
)
def test_what_tesseract_writes_is_mended(text, expected):
    assert mended(text) == expected


@pytest.mark.skipif(not scan.available(), reason="tesseract-ocr and tesseract-ocr-chi-sim are not installed")
def test_a_scan_is_read_by_tesseract():
    raw = read_raw(picture(), "a.pdf")
    text = re.sub(r"\s", "", raw.text)
    right = sum(mark in text for mark in SENTENCE)
    assert right > 0.9 * len(SENTENCE) and "安家补助" in text
    assert any("OCR" in warning for warning in raw.warnings)
    assert any("OCR" in warning for warning in ingest_bytes(picture(), "a.pdf").warnings)


def test_the_text_a_scanner_laid_under_its_picture_is_read_and_marked():
    words = b"".join(
        b"BT 3 Tr /F1 12 Tf 1 0 0 1 60 %d Tm <%s> Tj ET\n"
        % (780 - 20 * k, text.encode("utf-16-be").hex().encode())
        for k, text in enumerate(broken(SENTENCE, 24))
    )
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream"
    data = bodies([(b"q 595 0 0 842 0 0 cm /I1 Do Q " + words, b"/XObject<</I1 6 0 R>>")], objects={6: image})
    raw = parse(data)
    assert raw.text.replace("\n", "") == SENTENCE and not raw.unread
    assert "自带的识别结果" in raw.warnings[0]


LOCKED = assembled(
    {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 0/Kids[]>>"},
    b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(a)(b)]" % (b"o" * 32, b"u" * 32),
)
REFUSED = [
    ("text named pdf", "甲县引才".encode(), "不是 PDF"),
    ("only its mark", b"%PDF-1.7", "损坏"),
    ("cut off", pdf(lines("甲"))[:60], "损坏"),
    ("under a password", LOCKED, "有密码"),
    (
        "no page",
        assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 0/Kids[]>>"}),
        "损坏",
    ),
    ("an empty page", pdf([]), "没有文字"),
    ("too many pages", pdf(*[lines("甲")] * (MAX_PAGES + 1)), f"超过 {MAX_PAGES} 页"),
    ("no Chinese", pdf(lines("talent and more")), "没有汉字"),
]


@pytest.mark.parametrize("name, data, said", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(name, data, said):
    with pytest.raises(Refused, match=said) as refusal:
        read_raw(data, "a.pdf")
    assert str(refusal.value).endswith("。")


def test_a_file_that_lost_its_end_is_read_as_far_as_it_goes():
    data = pdf(lines("甲县引才"))
    assert parse(data[: data.rindex(b"xref\n")]).text == "甲县引才"


CSS = "@page{size:A4;margin:20mm}p{margin:0;text-indent:2em;text-align:justify}h1{text-align:center;font-size:1.7em}body{line-height:1.7;"


@pytest.mark.browser
@pytest.mark.parametrize("columns, size", [(1, 12), (2, 10.5)])
@pytest.mark.parametrize(
    "name", ["2012-鄞州-区镇联动引才", "2025-平湖-赛艇与引才", "2025-慈溪-青年与人才友好城"]
)
def test_a_printed_page_reads_as_the_text_it_was_made_from(page, name, columns, size):
    path = DOCUMENTS / f"{name}.txt"
    text = clean(read_raw(path.read_bytes(), path.name).text).text
    title, *rest = text.split("\n")
    body = "".join(f"<p>{line}</p>" for line in rest)
    style = f"<style>{CSS}font:{size}pt 'Noto Serif CJK SC'}}div{{columns:{columns}}}</style>"
    page.set_content(f"<html lang=zh-Hans>{style}<h1>{title}</h1><div>{body}</div>")
    printed = page.pdf(prefer_css_page_size=True)
    found = clean(read_raw(printed, "a.pdf").text).text
    assert found.replace(" ", "") == text.replace(" ", "")
