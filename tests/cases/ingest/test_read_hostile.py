"""Files made to do harm cost no more than their own refusal: no hanging, no swelling, no reaching out."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.ingest.read import MAX_BYTES, load, process, read, read_raw
from cases.ingest.read.ooxml import MAX_UNPACKED
from cases.ingest.read.process import bounded
from cases.ingest.records import Refused

from .files import NAMES, assembled, bodies, docx, paragraph, pdf, table, zipped

HAN = "县里引才。"
BILLION = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
BOMB = f'<!DOCTYPE d [<!ENTITY l0 "县">{BILLION}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LOOP = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"})
PARENT = assembled(
    {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>",
        3: b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>",
    }
)
HUGE = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 2000000000/Kids[]>>"})


def form_in_itself() -> bytes:
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 6 0 R>>>>/Length 5>>stream\n/F Do\nendstream"
    return bodies([(b"/F Do", b"/XObject<</F 6 0 R>>")], objects={6: form})


def swelling_page() -> bytes:
    """A page whose drawing unpacks to 80 MB."""
    squeeze = zlib.compressobj(9)
    packed = b"".join(squeeze.compress(b"q Q " * 250_000) for _ in range(80)) + squeeze.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, 3: page, 4: stream})


def document(content: str, head: str = "") -> bytes:
    return zipped({"word/document.xml": f"{head}<w:document {NAMES}><w:body>{content}</w:body></w:document>"})


def nested(depth: int) -> str:
    """Tables within tables."""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph(HAN) + "</w:tc></w:tr></w:tbl>" * depth


def lying_zip() -> bytes:
    """A zip that says its part is small."""
    data = bytearray(document(" " * MAX_UNPACKED * 2))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for k in range(30_000):
            file.writestr(f"{k}.xml", b"")
    return out.getvalue()


FILES = [
    ("a bomb of entities", "a.docx", lambda: document("&l9;", BOMB), "实体"),
    (
        "a bomb in UTF-16",
        "a.docx",
        lambda: zipped({"word/document.xml": f"{BOMB}<d/>".encode("utf-16")}),
        "实体",
    ),
    ("an entity from outside", "a.docx", lambda: document("&x;", OUTSIDE), "实体"),
    ("a document type alone", "a.docx", lambda: document(HAN, "<!DOCTYPE d>"), "实体"),
    (
        "an entity in a part",
        "a.docx",
        lambda: zipped({"_rels/.rels": f"{BOMB}<d/>", "word/document.xml": "<d/>"}),
        "实体",
    ),
    (
        "a zip bomb",
        "a.docx",
        lambda: document(paragraph("县" * (MAX_UNPACKED // len("县".encode())))),
        "解压后的内容超过",
    ),
    ("a zip that lies", "a.docx", lying_zip, "损坏|解压后"),
    ("a zip of many parts", "a.docx", many_parts, "不是 docx"),
    ("tables a thousand deep", "a.docx", lambda: document(nested(1000)), "嵌套过深"),
    (
        "elements deep enough to fill the stack",
        "a.docx",
        lambda: document("<w:r>" * 300_000 + "</w:r>" * 300_000),
        "没有文字|嵌套|中止",
    ),
    ("more text than a document has", "a.docx", lambda: docx(paragraph(HAN * 1000) * 500), "200 万字"),
    (
        "a relation that climbs out",
        "a.docx",
        lambda: docx(paragraph("x")).replace(b"/word/document.xml", b"../../etc/hostname"),
        "没有汉字",
    ),
    ("half a docx", "a.docx", lambda: (d := docx(paragraph(HAN)))[: len(d) // 2], "损坏"),
    ("pages that lead to themselves", "a.pdf", lambda: LOOP, "损坏|没有文字"),
    ("pages that are each other's parent", "a.pdf", lambda: PARENT, "损坏|没有文字"),
    ("more pages than there are", "a.pdf", lambda: HUGE, "损坏|超过 600 页"),
    ("a form that draws itself", "a.pdf", form_in_itself, "没有文字"),
    ("a page that swells", "a.pdf", swelling_page, "没有文字|内存|秒|损坏"),
    ("arrays within arrays", "a.pdf", lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000, "损坏"),
    ("half a PDF", "a.pdf", lambda: pdf([(60, 700, 12, HAN)])[:300], "损坏"),
    ("a web page of 50 MB", "a.html", lambda: b"<p>" * (50 * 1024 * 1024 // 3), "20 MB"),
    ("a web page of more text", "a.html", lambda: f"<p>{HAN * 500_000}".encode(), "200 万字"),
    (
        "an archive within archives",
        "a.mhtml",
        lambda: b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 5000,
        "mhtml|嵌套",
    ),
]


@pytest.mark.parametrize("name, filename, made, said", FILES, ids=[row[0] for row in FILES])
def test_what_is_refused_in_good_time(name, filename, made, said):
    data = made()
    begun = time.monotonic()
    with pytest.raises(Refused, match=said) as refusal:
        read(data, filename)
    assert time.monotonic() - begun < 90
    assert str(refusal.value).endswith("。") and len(str(refusal.value)) < 300


READ = [
    ("elements ten thousand deep", "a.html", lambda: f"{'<div>' * 10_000}{HAN}".encode(), HAN),
    ("links that never end", "a.html", lambda: f"<p>{HAN}</p>{'<a><b>' * 20_000}".encode(), HAN),
    ("tables within tables", "a.html", lambda: f"{'<table><tr><td>' * 2_000}{HAN}".encode(), HAN),
    (
        "a cell as wide as they come",
        "a.html",
        lambda: f"<table><tr><td colspan=99999999999>{HAN}</table>".encode(),
        HAN,
    ),
    (
        "a page that would fetch",
        "a.html",
        lambda: f"<link href=http://127.0.0.1:9/x><img src=file:///etc/passwd><p>{HAN}".encode(),
        HAN,
    ),
    (
        "an entity of its own",
        "a.html",
        lambda: f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>{HAN}&x;".encode(),
        HAN,
    ),
    ("20 tables deep", "a.docx", lambda: docx(nested(20)), HAN),
    ("a table of many rows", "a.docx", lambda: docx(table(*[["县", "里"]] * 20_000)), "县 | 里"),
]


@pytest.mark.parametrize("name, filename, made, expected", READ, ids=[row[0] for row in READ])
def test_what_is_read_all_the_same(name, filename, made, expected):
    assert expected in read(made(), filename)


def test_a_large_file_is_not_even_opened(tmp_path):
    large = tmp_path / "大.html"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Refused, match="上限"):
        load(large)


@pytest.fixture
def parser(monkeypatch, tmp_path):
    """Makes a parser of some code: it runs where real ones run, under the same limits."""

    def made(code: str) -> str:
        folder = tmp_path / "cases" / "ingest" / "read"
        folder.mkdir(parents=True)
        real = Path(process.__file__).parent
        for name in ("process.py", "raw.py"):
            (folder / name).write_bytes((real / name).read_bytes())
        (folder / "__init__.py").touch()
        (folder.parent / "records.py").write_bytes((real.parent / "records.py").read_bytes())
        (folder / "hostile.py").write_text(
            f"import os, sys, time\nfrom .raw import Raw\ndef parse(data):\n    {code}\n"
        )
        monkeypatch.setattr(process, "_ROOT", tmp_path)
        return "hostile"

    return made


HARM = [
    ("hangs", "time.sleep(60)", "超过 1 秒"),
    ("works for ever", "while True: pass", "超过 1 秒"),
    (
        "hangs and does not want to end",
        "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN); time.sleep(60)",
        "超过 1 秒",
    ),
    ("leaves others running", "import subprocess; subprocess.run(['sleep', '60'])", "超过 1 秒"),
    ("eats memory", "return Raw('县' * (3 << 30))", "内存"),
    ("crashes", "os.kill(os.getpid(), 11)", "意外中止"),
    ("leaves without a word", "os._exit(0)", "意外中止"),
    ("is killed by the system", "os.kill(os.getpid(), 9)", "内存"),
    ("fails", "return 1 / 0", "ZeroDivisionError"),
    ("calls itself", "return parse(data)", "嵌套过深"),
    ("reads too much", "return Raw('县' * 3_000_000)", "200 万字"),
]


@pytest.mark.parametrize("name, code, said", HARM, ids=[row[0] for row in HARM])
def test_a_parser_that(name, code, said, parser, monkeypatch):
    monkeypatch.setattr(process, "GRACE_SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(Refused, match=said):
        bounded(parser(code), b"x", seconds=1 if "秒" in said else 60)
    assert time.monotonic() - begun < 20


def test_what_a_parser_prints_is_no_answer(parser):
    raw = bounded(parser("print('{}'); os.write(1, b'{}'); return Raw('县', ('说',), (1,))"), b"x")
    assert (raw.text, raw.warnings, raw.unread) == ("县", ("说",), (1,))


def test_nothing_of_the_environment_is_handed_on(parser, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    raw = bounded(parser("return Raw(' '.join(os.environ) + ' ' + os.getcwd())"), b"x")
    assert "DATABASE_URL" not in raw.text and raw.text.endswith(" /")


def test_a_parser_ends_with_the_reading_that_was_killed(parser):
    """Its own alarm ends it, whoever waits."""
    name = parser("open(data.decode(), 'w').write(str(os.getpid())); time.sleep(60)")
    root = process._ROOT
    order = json.dumps({"seconds": 1, "options": {}}).encode()
    done = subprocess.run(
        [sys.executable, "-I", "-c", process._PROGRAM, str(root), name],
        input=order + b"\n" + str(root / "pid").encode(),
        timeout=20,
    )
    assert done.returncode == -signal.SIGALRM
    with pytest.raises(ProcessLookupError):
        os.kill(int((root / "pid").read_text()), 0)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["docx", "pdf", "html"]), st.data())
def test_damaged_files_are_read_or_refused(kind, data):
    whole = {
        "docx": docx(paragraph(HAN) + table(["甲", "乙"])),
        "pdf": pdf([(60, 700, 12, HAN)]),
        "html": f"<table><tr><td>{HAN}<td>乙</table>".encode(),
    }[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 9)) :]
    if damaged:
        try:
            assert read_raw(damaged, f"a.{kind}").text.strip()
        except Refused as refusal:
            assert str(refusal).endswith("。")
