"""Files back into rows: XLSX, and CSV in UTF-8 or GB18030, within bounds on size, rows and columns."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from cases.sheets.bounds import amiss
from cases.sheets.writing import FORMULA, MOST_ROWS

MOST_BYTES = 20 * 1024 * 1024
MOST_COLUMNS = 40
MOST_CELL = 100_000


class Refused(ValueError):
    """A file that is no table of ours; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is calculated, which nobody can compare with what is stored."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The headings, and each row that says something with its number as the spreadsheet counts."""

    headings: list[str]
    rows: list[tuple[int, list[Any]]]


def read(data: bytes, filename: str) -> Rows:
    """The first sheet of a file. Raises Refused."""
    if len(data) > MOST_BYTES:
        raise Refused(f"文件超过 {MOST_BYTES >> 20} MB 的上限。")
    if data.startswith(b"PK\x03\x04"):
        lines = _xlsx(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("这是旧的 xls 格式。请另存为 xlsx 或 CSV。")
    else:
        lines = _csv(data)
    return _table(lines)


def _table(lines: Iterator[list[Any]]) -> Rows:
    headings = [str(cell).strip() if cell is not None else "" for cell in next(lines, [])]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Refused("表格是空的：第一行应当是导出时的表头。")
    if len(headings) > MOST_COLUMNS:
        raise Refused(f"列太多（{len(headings)} 列）。请用导出的表格修改。")
    if "" in headings or len(set(headings)) < len(headings):
        raise Refused("表头有空的或重复的列。请用导出的表格修改，不要改动第一行。")
    found = []
    for number, cells in enumerate(lines, 2):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if len(found) == MOST_ROWS:
            raise Refused(f"超过 {MOST_ROWS} 行。请分成几个文件。")
        if any(cell not in (None, "") for cell in cells[len(headings) :]):
            raise Refused(f"第 {number} 行比表头多出内容。")
        if any(isinstance(cell, str) and len(cell) > MOST_CELL for cell in cells):
            raise Refused(f"第 {number} 行有一格太长。")
        padded = [*cells, *[None] * len(headings)][: len(headings)]
        found.append((number, padded))
    return Rows(headings, found)


def _xlsx(data: bytes) -> Iterator[list[Any]]:
    try:
        if said := amiss(data):
            raise Refused(said)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # What a file says of its own size need not be true.
            for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
                yield [Formula() if cell.data_type == "f" else cell.value for cell in row]
        finally:
            book.close()
    except Refused:
        raise
    except Exception:  # A damaged file may make the parser, zlib or zipfile raise anything at all.
        raise Refused("文件已损坏，或不是 xlsx 表格。请用表格软件打开，另存后再导入。") from None


def _csv(data: bytes) -> Iterator[list[Any]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in lines:
            yield [_plain(cell) for cell in cells]
    except csv.Error:
        raise Refused(f"CSV 第 {lines.line_num} 行附近读不出来，引号可能不成对。") from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Refused("认不出文字编码。请另存为 xlsx，或 UTF-8、GB18030 编码的 CSV。")


def _plain(cell: str) -> str:
    """Without the apostrophe that kept the cell from being a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
