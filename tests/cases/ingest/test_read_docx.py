"""Documents of Word: what must be read of each construction, and what must not."""

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.read import read_raw, tidy
from cases.ingest.read.docx import parse
from cases.ingest.read.numbering import chinese
from cases.ingest.records import Refused

from .files import cell, docx, paragraph, run, table, zipped

DELETED = "<w:del><w:r><w:delText>三十</w:delText></w:r></w:del>"
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BOX = "<w:txbxContent>" + paragraph("框里的话。") + "</w:txbxContent>"
PICTURE = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"


def inserted(*inside: str) -> str:
    return f"<w:ins>{''.join(inside)}</w:ins>"


READ = [
    (
        "paragraphs",
        paragraph("甲县引才。") + paragraph("") + paragraph("乙县引才。"),
        "甲县引才。\n乙县引才。",
    ),
    ("pieces", paragraph("安家", run("费"), "<w:proofErr/>", run("500万元")), "安家费500万元"),
    (
        "tabs and breaks",
        paragraph("甲<w:", "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"),
        "甲<w: 乙\n丙",
    ),
    ("insertion kept", paragraph("引才", inserted(run("二十")), "名"), "引才二十名"),
    ("deletion dropped", paragraph("引才", DELETED, inserted(run("二十")), "名"), "引才二十名"),
    (
        "moved text is there once",
        paragraph("甲", f"<w:moveTo>{run('乙')}</w:moveTo>")
        + paragraph(f"<w:moveFrom>{run('乙')}</w:moveFrom>", "丙"),
        "甲乙\n丙",
    ),
    (
        "the end of a paragraph deleted",
        paragraph("前半，", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半。") + paragraph("下段。"),
        "前半，后半。\n下段。",
    ),
    (
        "a paragraph deleted as a whole",
        paragraph("甲。") + paragraph(DELETED, properties="<w:rPr><w:del/></w:rPr>") + paragraph("乙。"),
        "甲。\n乙。",
    ),
    ("a link", paragraph("见", f"<w:hyperlink>{run('办法')}</w:hyperlink>", "。"), "见办法。"),
    (
        "controls",
        f"<w:sdt><w:sdtPr><w:t>提示</w:t></w:sdtPr><w:sdtContent>{paragraph('甲县')}</w:sdtContent></w:sdt>"
        + paragraph("乙", f"<w:sdt><w:sdtContent>{run('县')}</w:sdtContent></w:sdt>"),
        "甲县\n乙县",
    ),
    (
        "a field's result, not its code",
        paragraph(
            "<w:r><w:instrText>PAGE</w:instrText></w:r>", f"<w:fldSimple>{run('第三批')}</w:fldSimple>"
        ),
        "第三批",
    ),
    ("hidden text", paragraph("甲", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>", "乙"), "甲乙"),
    (
        "text not hidden after all",
        paragraph("甲", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'),
        "甲明",
    ),
    (
        "a word with its reading",
        paragraph(
            f"<w:r><w:ruby><w:rt>{run('yin')}</w:rt><w:rubyBase>{run('鄞')}</w:rubyBase></w:ruby></w:r>", "州"
        ),
        "鄞州",
    ),
    (
        "a text box, given twice",
        paragraph(
            "正文",
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            + BOX
            + "</wps:txbx></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox>"
            + BOX
            + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            "接着说。",
        ),
        "正文接着说。\n框里的话。",
    ),
    (
        "a text box of old",
        paragraph("正文", f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
        "正文\n框里的话。",
    ),
    (
        "radicals",
        paragraph("⼈才引⼊，⻓⻅识"),
        "人才引入，长见识",
    ),
    ("a table", table(["类别", "安家费"], ["A类", "60万元"]), "类别 | 安家费\nA类 | 60万元"),
    (
        "an empty cell",
        table(["类别", "名称", "金额"], ["A类", "", "60万元"]),
        "类别 | 名称 | 金额\nA类 | — | 60万元",
    ),
    ("an empty row", table(["甲", "乙"], ["", ""]), "甲 | 乙"),
    (
        "broken words in narrow cells",
        table(["姓　名", cell("安家", "补贴")], ["甲", "乙"]),
        "姓名 | 安家补贴\n甲 | 乙",
    ),
    (
        "cells merged over rows",
        table([cell("顶尖人才", properties=DOWN), "安家费"], [cell("", properties=ON), "津贴"]),
        "顶尖人才 | 安家费\n顶尖人才 | 津贴",
    ),
    (
        "a long cell merged over rows is said once",
        table([cell("顶尖人才" * 6, properties=DOWN), "甲"], [cell("", properties=ON), "乙"]),
        f"{'顶尖人才' * 6} | 甲\n乙",
    ),
    (
        "cells merged over columns keep the columns right",
        table(
            ["甲", cell("补助", properties=SPAN)],
            [cell("乙", properties=DOWN), "一", "二"],
            [cell("", properties=ON), "三", "四"],
        ),
        "甲 | 补助\n乙 | 一 | 二\n乙 | 三 | 四",
    ),
    (
        "a row across the table is a line",
        table([cell("一、顶尖人才", properties=SPAN)], ["安家费", "60万元"]),
        "一、顶尖人才\n安家费 | 60万元",
    ),
    (
        "a table within a table",
        table(["标准", cell(table(["A类", "60万元"], ["B类", "30万元"]), "按年发放。")]),
        "标准\nA类 | 60万元\nB类 | 30万元\n按年发放。",
    ),
    (
        "a table that only frames the text",
        table([cell("第一段。", "第二段。")]),
        "第一段。\n第二段。",
    ),
    (
        "running text side by side",
        table([cell("左一。", "左二。", "左三。", "左四。"), "右。"]),
        "左一。\n左二。\n左三。\n左四。\n右。",
    ),
    (
        "a deleted row",
        table(["甲", "乙"]).replace(
            "</w:tbl>", f"<w:tr><w:trPr><w:del/></w:trPr>{cell('丙')}{cell('丁')}</w:tr></w:tbl>"
        ),
        "甲 | 乙",
    ),
]


@pytest.mark.parametrize("name, body, expected", READ, ids=[row[0] for row in READ])
def test_what_is_read(name, body, expected):
    assert tidy(parse(docx(body + paragraph("县"))).text) == expected + "\n县"


LISTS = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="H"/><w:lvlText w:val="第%1条"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf0b7;"/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="21"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>
<w:style w:styleId="L"><w:basedOn w:val="L"/></w:style>
"""
NUMBERS = [
    ("articles", [(0, 1), (0, 1)], ["第一条 甲", "第二条 甲"]),
    (
        "levels begin anew",
        [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)],
        ["第一条 甲", "（一）甲", "（二）甲", "第二条 甲", "（一）甲"],
    ),
    ("digits in a legal number", [(0, 1), (2, 1), (2, 1)], ["第一条 甲", "1.3 甲", "1.4 甲"]),
    ("a level whose parent never came", [(1, 1)], ["（一）甲"]),
    ("another start", [(0, 3), (0, 3), (0, 1)], ["第二十一条 甲", "第二十二条 甲", "第二十三条 甲"]),
    ("bullets are no text", [(0, 2)], ["甲"]),
    ("circles", [(1, 2), (1, 2)], ["① 甲", "② 甲"]),
    ("no number", [(0, 0)], ["甲"]),
    ("a list that is not there", [(0, 9), (7, 1)], ["甲", "甲"]),
]


@pytest.mark.parametrize("name, levels, expected", NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers_that_word_prints(name, levels, expected):
    body = "".join(paragraph("甲", properties=NUMBERED.format(level, number)) for level, number in levels)
    assert parse(docx(body, numbering=LISTS)).text.split("\n") == expected


def test_numbers_of_styles():
    styled = [
        paragraph("甲", properties=f'<w:pStyle w:val="{style}"/>') for style in ("H", "H2", "L", "none")
    ]
    off = paragraph("乙", properties='<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    text = parse(docx("".join(styled) + off, numbering=LISTS, styles=STYLES)).text
    assert text.split("\n") == ["第一条 甲", "第二条 甲", "甲", "甲", "乙"]


def test_a_deleted_paragraph_takes_no_number():
    gone = paragraph(DELETED, properties="<w:rPr><w:del/></w:rPr>" + NUMBERED.format(0, 1))
    kept = paragraph("甲", properties=NUMBERED.format(0, 1))
    assert parse(docx(gone + kept, numbering=LISTS)).text == "第一条 甲"


@pytest.mark.parametrize(
    "number, expected",
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1003, "一千零三"),
        (0, "0"),
    ],
)
def test_numbers_in_chinese(number, expected):
    assert chinese(number) == expected


def test_notes_follow_their_paragraph():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="0">{paragraph("分隔")}</w:footnote><w:footnote w:id="2">{paragraph("据县志。")}</w:footnote>'
    data = docx(paragraph("甲县", reference, "引才。") + paragraph("乙县。"), footnotes=notes)
    assert parse(data).text == "甲县引才。\n注1：据县志。\n乙县。"


def test_headers_are_left():
    assert parse(docx(paragraph("甲县。"), header=paragraph("内部资料"))).text == "甲县。"


WARNED = [
    ("nothing to say", paragraph("甲"), ()),
    ("changes", paragraph("甲", DELETED, inserted(run("乙"))), ("插入 1 处、删除 1 处",)),
    ("pictures", paragraph("甲", PICTURE, PICTURE), ("图片 2 张没有读入",)),
    ("comments", paragraph("甲", "<w:r><w:commentReference/></w:r>"), ("批注 1 条没有读入",)),
    (
        "hidden text",
        paragraph("甲", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"),
        ("隐藏的文字 1 处",),
    ),
    ("a document inside", paragraph("甲") + "<w:altChunk/>", ("内嵌文档 1 个",)),
]


@pytest.mark.parametrize("name, body, said", WARNED, ids=[row[0] for row in WARNED])
def test_what_is_lost_is_said(name, body, said):
    warnings = parse(docx(body)).warnings
    assert len(warnings) == len(said)
    assert all(part in warning for part, warning in zip(said, warnings, strict=True))


def test_the_facts_of_a_document_and_its_warnings():
    body = paragraph("云溪县：茶山上的博士") + paragraph(
        "云溪县2021年引进博士", DELETED, inserted(run("12")), "名，建成公寓300套。", PICTURE
    )
    body += table(
        ["类别", "安家费", "津贴（元/月）"], ["A类", "60万元", "5000元"], ["B类", "30万元", "3000元"]
    )
    record = ingest_bytes(docx(body), "来稿.docx")
    assert "12名" in record.text and "三十" not in record.text
    assert {(o.low, o.unit) for case in record.cases for o in case.outcomes} >= {(12, "名"), (300, "套")}
    offered = {(b.label, b.low, b.per) for case in record.cases for p in case.policies for b in p.benefits}
    assert ("A类：安家费", 600_000, None) in offered and ("B类：津贴", 3000, "月") in offered
    assert any("修订" in warning for warning in record.warnings)
    assert any("图片 1 张" in warning for warning in record.warnings)


REFUSED = [
    ("text named docx", "甲县引才".encode(), "不是 docx"),
    ("a PDF named docx", b"%PDF-1.5", "是PDF 文件不是 docx"),
    ("an old document", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 Word"),
    ("under a password", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "有密码"),
    ("another zip", zipped({"a.txt": "甲"}), "不是 docx"),
    ("cut off", docx(paragraph("甲县引才"))[:-40], "损坏"),
    ("cut XML", zipped({"word/document.xml": "<w:document"}), "损坏"),
    ("no text", docx(paragraph("")), "没有文字"),
    ("only pictures", docx(paragraph(PICTURE)), "只有图片（1 张）"),
    ("no Chinese", docx(paragraph("talent")), "没有汉字"),
]


@pytest.mark.parametrize("name, data, said", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(name, data, said):
    with pytest.raises(Refused, match=said) as refusal:
        read_raw(data, "a.docx")
    assert str(refusal.value).endswith("。")
