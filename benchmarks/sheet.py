"""What a spreadsheet of many rows costs at the desk: seconds to look it over, and to apply it in one transaction.

    python -m benchmarks.sheet --rows 10000 --keep large

Records of generated documents are exported as a workbook, one column of every row is changed, and the workbook is
brought back. What it does is taken back again, so that a database that is kept (``--keep NAME``) stays as it is.
"""

import argparse
import io
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import transaction  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from benchmarks import generated  # noqa: E402
from benchmarks.clock import Clock  # noqa: E402
from benchmarks.scratch import database, fill  # noqa: E402
from cases.actions import batches  # noqa: E402
from cases.models import Edit  # noqa: E402
from cases.sheets import reading, report, writing  # noqa: E402
from cases.sheets.tables import TABLES  # noqa: E402

PLACES = ("余姚市（330281）", "慈溪市（330282）")


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a kind of record, and what becomes of the cell of each row."""

    kind: str
    heading: str
    changed: Callable[[Any, int], Any]


CHANGES = {
    "title": Change("case", "标题", lambda cell, row: f"{cell}（{row}）"),
    "year": Change("case", "年份", lambda cell, row: 1990 + row % 10),
    "place": Change("case", "地区", lambda cell, row: next(each for each in PLACES if each != cell)),
    "status": Change("case", "状态", lambda cell, row: "已撤下"),
    "indicator": Change("outcome", "指标", lambda cell, row: f"{cell}数"),
    "name": Change("brand", "品牌名称", lambda cell, row: f"{cell}{row}号"),
    "kind": Change("brand", "类别", lambda cell, row: f"第{row % 7}类"),
}


def measure(change: Change, rows: int) -> dict[str, float]:
    """Rows, edits, and of both steps the seconds by the clock and of processor time, the database's included."""
    table, clock = TABLES[change.kind], Clock()
    user, _ = User.objects.get_or_create(username="benchmark", is_superuser=True)
    chosen = table.rows().values_list("pk", flat=True)[:rows]
    with writing.xlsx(table, table.model.objects.filter(pk__in=list(chosen))) as file:
        data = _changed(file.read(), change)
    begun, work = time.perf_counter(), clock()
    found = report.compare(reading.read(data, "台账.xlsx"), user)
    looked, looked_work = time.perf_counter(), clock()
    assert not found.errors, found.errors[:3]
    with transaction.atomic():
        before = Edit.objects.count()
        batch = batches.change_many(changes=found.changes, user=user, what="台账", reason="按台账")
        edits = Edit.objects.count() - before
        applied, applied_work = time.perf_counter(), clock()
        transaction.set_rollback(True)
    return {
        "rows": batch.count,
        "edits": edits,
        "preview_s": looked - begun,
        "preview_work_s": (looked_work - work) / 1000,
        "apply_s": applied - looked,
        "apply_work_s": (applied_work - looked_work) / 1000,
    }


def _changed(data: bytes, change: Change) -> bytes:
    """The workbook with another value in every cell of the column."""
    rows = load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True)
    headings = next(rows)
    book = Workbook(write_only=True)
    sheet, at = book.create_sheet(), headings.index(change.heading)
    sheet.append(headings)
    for number, row in enumerate(rows):
        sheet.append([*row[:at], change.changed(row[at], number), *row[at + 1 :]])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(told: dict[str, dict[str, float]]) -> Iterator[str]:
    """A row for each column that was changed."""
    yield "| changed | rows | edits | preview s (work) | apply s (work) |"
    yield "| --- |" + " ---: |" * 4
    for name, figures in told.items():
        preview, apply = (
            f"{figures[f'{step}_s']:.1f} ({figures[f'{step}_work_s']:.1f})" for step in ("preview", "apply")
        )
        yield f"| {name} | {figures['rows']:,} | {figures['edits']:,} | {preview} | {apply} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a database, then change column after column."""
    options = _options(arguments)
    with database(options.keep):
        fill(options.documents or options.rows, options.characters)
        told = {name: measure(CHANGES[name], options.rows) for name in options.change}
    print(json.dumps(told) if options.json else "\n".join(table(told)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What a spreadsheet of many rows costs.")
    parser.add_argument("--rows", type=int, default=10_000, metavar="N")
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="as many as rows if not given")
    parser.add_argument(
        "--characters", type=int, default=generated.CHARACTERS, metavar="N", help="of a document"
    )
    parser.add_argument("--change", nargs="+", choices=CHANGES, default=list(CHANGES), metavar="COLUMN")
    parser.add_argument("--keep", default="", metavar="NAME", help="leave the database, and go on with it")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
