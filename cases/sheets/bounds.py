"""What a workbook may hold before a parser looks at it: a small file may unpack to what takes gigabytes to read."""

import io
import re
import zipfile

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 1_000
MOST_TAGS = 4_000_000  # of a part: 20,000 rows of 40 columns have no more
MOST_ROWS = 300_000  # with empty ones, or texts that rows share
MOST_TAGS_IN_ONE = 20_000  # of one row, or of one text that rows share
LAST_ROW = 1_048_576
_ONE = re.compile(rb"<(?:\w+:)?(?:row|si)(?=[\s/>])([^>]*)(/?)>")
_NUMBER = re.compile(rb"""\sr=["']\s*(\d+)""")
_CLOSED = re.compile(rb"</(?:\w+:)?(?:row|si)\s*>")
_NOT_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def amiss(data: bytes) -> str:
    """A sentence on what a workbook has too much of, or ""; raises what ``zipfile`` does for one that is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = book.infolist()
        if len(parts) > MOST_PARTS:
            return f"文件里的工作表和附件太多（{len(parts)} 个）。请只保留要导入的一张，另存后再导入。"
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            return f"文件解开后超过 {MOST_UNPACKED >> 20} MB。请分成几个文件，或另存为 CSV。"
        return next(filter(None, (_amiss(book.read(part)) for part in parts)), "")


def _amiss(part: bytes) -> str:
    """The same of one part; texts as parsers know them but no office program writes them are refused too."""
    if part.startswith(_NOT_UTF8) or b"<!DOCTYPE" in part[:1000]:
        return "文件的内部写法不是表格软件的。请用表格软件打开，另存后再导入。"
    if part.count(b"<") > MOST_TAGS:
        return "表格里的单元格太多（空的、只有格式的也算）。请删去多余的行和列，或另存为 CSV。"
    begun, behind = None, 0
    for at, one in enumerate(_ONE.finditer(part)):
        if at == MOST_ROWS:
            return f"表格超过 {MOST_ROWS} 行，或 {MOST_ROWS} 个不同的文本（空行也算）。请删去多余的行，或另存为 CSV。"
        number = _NUMBER.search(one[1])
        if number and int(number[1][:12]) > LAST_ROW:
            return f"有一行的行号超过 {LAST_ROW}。请用表格软件打开，另存后再导入。"
        if begun is not None and (said := _crowded(part, begun, one.start())):
            return said
        begun, behind = (None if one[1].endswith(b"/") else one.start()), one.end()
    end = _CLOSED.search(part, behind) if begun is not None else None
    return _crowded(part, begun, end.end()) if end and begun is not None else ""


def _crowded(part: bytes, begun: int, end: int) -> str:
    """Of what one row or text has between two places: too much, or no end."""
    if part.count(b"<", begun, end) > MOST_TAGS_IN_ONE:
        return "有一行或一格里的内容太多。请删去多余的列和格式，或另存为 CSV。"
    if not _CLOSED.search(part, begun, end):
        return "文件已损坏，或不是 xlsx 表格。请用表格软件打开，另存后再导入。"
    return ""
