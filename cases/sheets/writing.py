"""Rows into files that office programs open: XLSX, and CSV with a mark by which Chinese Excel knows its encoding."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet

from cases.sheets.cells import shown
from cases.sheets.tables import Table, cells

MOST_ROWS = 20_000
CHUNK = 500
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"摘要": 60, "标题": 40, "指标": 30, "对象与事项": 30, "所在案例": 30, "来源文件": 30}


def rows(table: Table, records: QuerySet) -> Iterator[list[Any]]:
    """The cells of the records, MOST_ROWS at the most, without holding all in memory."""
    for record in table.rows(records)[:MOST_ROWS].iterator(chunk_size=CHUNK):
        yield cells(table, record, shown)


def xlsx(table: Table, records: QuerySet) -> IO[bytes]:
    """A workbook with one sheet; no text in it is ever a formula or a link."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- The caller reads and closes it.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(table.word)
        head, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        locked = book.add_format({"num_format": "@", "font_color": "#5f656d"})
        formats = [locked, locked, *(plain if column.editable else locked for column in table.columns)]
        for at, heading in enumerate(table.headings):
            sheet.set_column(at, at, _WIDTHS.get(heading, 14), formats[at])
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, table.headings, head)
        for number, row in enumerate(rows(table, records), 1):
            for at, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, at, cell)
                else:
                    sheet.write_string(number, at, cell, formats[at])
    file.seek(0)
    return file


def csv_lines(table: Table, records: QuerySet) -> Iterator[bytes]:
    """The lines of a CSV, one after the other."""
    yield from csv_of(chain([table.headings], rows(table, records)))


def csv_of(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The lines of a CSV of any rows."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([defused(cell) for cell in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def defused(cell: Any) -> Any:
    """A text that a spreadsheet would calculate, behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
