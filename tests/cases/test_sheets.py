"""The round trip by spreadsheet: what is exported can be edited and brought back; nothing else gets in."""

import csv
import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cases import actions
from cases.actions import batches
from cases.models import (
    Batch,
    Benefit,
    Brand,
    BrandMention,
    Case,
    Edit,
    Evidence,
    Outcome,
    Policy,
    PolicyMention,
    RowChange,
    Sheet,
)
from cases.sheets import bounds, cells, reading, report, writing
from cases.sheets.tables import TABLES
from tests.cases.factories import CIXI, YUYAO, CaseSpec, make_case, make_document, place_with_parents
from tests.cases.roles import ENTRY, REVIEW, make_user
from tests.conftest import rows_of_a_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[None]:
    """One case; what a test does to it is taken back behind it."""
    with rows_of_a_module(django_db_blocker):
        make_case(
            brands=["才聚姚江"],
            policies=[("人才新政", "formal", "引才", (("博士", 500000, "元"),))],
            outcomes=[("引进人才", 120, "名", "achieved"), ("建成平台", 3, "个", "planned")],
        )
        yield


@pytest.fixture
def case(stored) -> Case:
    return Case.objects.get()


def exported(kind: str, ending: str = "xlsx") -> bytes:
    table = TABLES[kind]
    if ending == "csv":
        return b"".join(writing.csv_lines(table, table.model.objects.all()))
    with writing.xlsx(table, table.model.objects.all()) as file:
        return file.read()


def edited(data: bytes, **changes: dict[int, object]) -> bytes:
    """A workbook with cells changed: heading → {row → value}."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    for heading, rows in changes.items():
        for row, value in rows.items():
            sheet.cell(row, at[heading]).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def compared(data: bytes, user: User, name: str = "表.xlsx") -> report.Report:
    return report.compare(reading.read(data, name), user)


def told(found: report.Report) -> list[tuple]:
    return [(each.row, each.heading, each.before, each.after) for each in found.differences]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_exported_says_what_is_stored(case: Case, admin_user: User, kind: str, ending: str) -> None:
    found = compared(exported(kind, ending), admin_user)
    assert found.table.kind == kind and found.total == TABLES[kind].model.objects.count() > 0
    assert not found.differences and not found.errors


def test_an_edited_workbook_is_reported_and_then_applied(case: Case, admin_user: User) -> None:
    data = edited(exported("case"), 标题={2: "姚江聚才"}, 年份={2: 2013}, 地区={2: "慈溪市（330282）"})
    found = compared(data, admin_user)
    assert told(found) == [
        (2, "标题", "余姚建设人才港湾", "姚江聚才"),
        (2, "地区", "余姚市（330281）", "慈溪市（330282）"),
        (2, "年份", 2012, 2013),
    ]
    assert not Edit.objects.exists()
    batch = batches.change_many(changes=found.changes, user=admin_user, what="表", reason="按台账")
    case.refresh_from_db()
    assert (case.title, case.year, case.place.name) == ("姚江聚才", 2013, "慈溪市")
    assert {(each.field, each.reason) for each in Edit.objects.all()} == {
        ("title", "按台账"), ("year", "按台账"), ("place", "按台账"),
    }  # fmt: skip
    assert batch.count == 1 and batch.records[0]["key"] == case.key
    assert not actions.check_index()


@pytest.mark.parametrize(
    ("kind", "heading", "value", "stored"),
    [
        ("brand", "类别", "园区", lambda: Brand.objects.get().kind == "园区"),
        ("policy", "形式", "具体措施", lambda: Policy.objects.get().form == "measure"),
        ("outcome", "上限", "1,250", lambda: Outcome.objects.order_by("pk")[0].high == Decimal(1250)),
        ("outcome", "核对", "已否决", lambda: Outcome.objects.order_by("pk")[0].state == "rejected"),
        ("benefit", "下限", 400000.5, lambda: Benefit.objects.get().low == Decimal("400000.5")),
    ],
)
def test_each_kind_can_be_changed(
    case: Case, admin_user: User, kind: str, heading: str, value, stored
) -> None:
    found = compared(edited(exported(kind), **{heading: {2: value}}), admin_user)
    batches.change_many(changes=found.changes, user=admin_user, what="表", reason="按台账")
    assert stored() and not actions.check_index()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_comes_back_in_any_encoding(case: Case, admin_user: User, encoding: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(exported("case", "csv").decode("utf-8-sig"))))
    rows[1][rows[0].index("标题")] = "人才，工作"
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    found = compared(file.getvalue().encode(encoding), admin_user, "表.csv")
    assert [each.after for each in found.differences] == ["人才，工作"]


def test_no_text_is_a_formula(case: Case, admin_user: User) -> None:
    for title in ('=HYPERLINK("http://x")', "+1", "-2", "@x", "http://a.cn"):
        Case.objects.update(title=title)
        row = load_workbook(io.BytesIO(exported("case"))).worksheets[0][2]
        cell = next(cell for cell in row if cell.value == title)
        assert cell.data_type == "s" and cell.hyperlink is None
        lines = list(csv.reader(io.StringIO(exported("case", "csv").decode("utf-8-sig"))))
        assert lines[1][2] == (title if title.startswith("http") else f"'{title}")
        for ending in ("xlsx", "csv"):
            assert not compared(exported("case", ending), admin_user).differences
    assert exported("case", "csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("kind", "heading", "value", "said"),
    [
        ("case", "年份", "去年", "年份：“去年”不是整数"),
        ("case", "年份", 1800, "1900 到 2100"),
        ("case", "标题", "", "标题：不能为空"),
        ("case", "标题", "长" * 301, "标题：确保"),
        ("case", "地区", "无此县", "不在地区表里"),
        ("case", "地区", "鼓楼区", "不止一个"),
        ("case", "状态", "公开", "不在可选的范围里"),
        ("case", "状态", "已并入", "不能由已发布改为已并入"),
        ("case", "来源文件", "别的.txt", "只供对照"),
        ("case", "短码", "aaaaaaaa", "没有短码为"),
        ("case", "短码", None, "只能修改已有的记录"),
        ("case", "版本", None, "没有版本"),
        ("case", "版本", "²", "没有版本"),
        ("case", "版本", "9" * 5000, "没有版本"),
        ("case", "标题", "=1+1", "是公式"),
        ("outcome", "下限", "12万", "不是数字"),
        ("outcome", "下限", 200, "下限不能大于上限"),
        ("outcome", "下限", "1e30", "太大"),
        ("outcome", "短码", "aaaaaaaa-1", "没有短码为"),
    ],
)
def test_what_cannot_be_is_told_with_its_row(
    case: Case, admin_user: User, kind, heading, value, said
) -> None:
    found = compared(edited(exported(kind), **{heading: {2: value}}), admin_user)
    assert [row for row, _ in found.errors] == [2] and said in found.errors[0][1]
    assert not found.changes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "表格是空的"),
        ("短码,版本,标题,颜色\n".encode(), "不认识这些列：颜色"),
        ("短码,标题\n".encode(), "缺少“版本”"),
        ("短码,版本,标题,标题\n".encode(), "重复的列"),
        ("短码,版本,标题\na,1,甲,乙\n".encode(), "第 2 行比表头多出内容"),
        (b"\xd0\xcf\x11\xe0old", "旧的 xls"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"\xff\xfe\x00", "认不出文字编码"),
        (b"a\0b", "认不出文字编码"),
        (",".join(f"列{n}" for n in range(60)).encode(), "列太多"),
    ],
)
def test_files_that_are_no_table_of_ours(admin_user: User, data: bytes, said: str) -> None:
    with pytest.raises(reading.Refused, match=said):
        compared(data, admin_user, "表.csv")


def with_part(data: bytes, name: str, changed: Callable[[bytes], bytes], more: int = 0) -> bytes:
    """A workbook with one of its parts otherwise, and so many parts more."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, changed(old.read(part)) if part == name else old.read(part))
        for number in range(more):
            new.writestr(f"xl/media/{number}.xml", "")
    return file.getvalue()


def behind(more: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</sheetData>", more + b"</sheetData>")


ROOM = 60_000_000  # what these unpack to, about, if nothing is said of how often
SWOLLEN = {
    "empty rows": (behind(b"<row/>" * 500_000), "行，或"),
    "numbered rows": (behind(b"".join(b'<row r="%d"/>' % n for n in range(3, 400_000))), "行，或"),
    "cells without end": (behind(b'<row r="3">' + b"<c/>" * (ROOM // 4) + b"</row>"), "单元格太多"),
    "a wide row": (behind(b'<row r="3">' + b"<c/>" * 30_000 + b"</row>"), "内容太多"),
    "a wide row at the end": (behind(b'<row r="3">' + b"<c/>" * 30_000), "内容太多|已损坏"),
    "pieces of a text": (
        behind(b'<row r="3"><c t="inlineStr"><is>' + b"<r><t>a</t></r>" * 10_000 + b"</is></c></row>"),
        "内容太多",
    ),
    "a huge text": (
        behind(b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"x" * ROOM + b"</t></is></c></row>"),
        "太长",
    ),
    "rows in rows": (behind(b"<row>" * 1_000), "已损坏"),
    "a row far off": (behind(b'<row r="99999999999999999999"/>'), "行号超过"),
    "another encoding": (lambda part: part.decode().encode("utf-16"), "内部写法"),
    "a text defined": (lambda part: part.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1), "内部写法"),
}


@pytest.mark.parametrize("kind", SWOLLEN)
def test_a_workbook_that_would_swell_is_refused_before_it_is_parsed(kind: str) -> None:
    changed, said = SWOLLEN[kind]
    book = Workbook()
    book.worksheets[0].append(["短码", "版本", "标题"])
    data = with_part(saved(book), "xl/worksheets/sheet1.xml", changed)
    assert len(data) < 4_000_000
    tracemalloc.start()
    try:
        with pytest.raises(reading.Refused, match=said):
            reading.read(data, "表.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


def test_many_sheets_many_texts_and_rows_behind_empty_ones() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["短码", "版本", "标题"])
    sheet.cell(30_000, 1).value = "a"
    assert [number for number, _ in reading.read(saved(book), "表.xlsx").rows] == [30_000]
    for _ in range(writing.MOST_ROWS):
        sheet.append(["b"])
    with pytest.raises(reading.Refused, match="超过 20000 行"):
        reading.read(saved(book), "表.xlsx")
    data = saved(Workbook())
    with pytest.raises(reading.Refused, match="太多（"):
        reading.read(with_part(data, "", bytes, more=bounds.MOST_PARTS), "表.xlsx")
    texts = b"<sst>" + b"<si><t>a</t></si>" * (bounds.MOST_ROWS + 1) + b"</sst>"
    with pytest.raises(reading.Refused, match="不同的文本"):
        reading.read(with_part(data, "xl/workbook.xml", lambda _: texts), "表.xlsx")


def test_bounds_hold(monkeypatch, case: Case, admin_user: User) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(reading.Refused, match="超过 1 行"):
        compared(exported("outcome"), admin_user)
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 100)
    with pytest.raises(reading.Refused, match="解开后超过"):
        compared(exported("case"), admin_user)
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(reading.Refused, match="上限"):
        compared(exported("case"), admin_user)
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as parts:
        parts.writestr("a.txt", "x")
    monkeypatch.undo()
    with pytest.raises(reading.Refused, match="已损坏"):
        compared(odd.getvalue(), admin_user)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:60] + b"\xff" * 40 + data[100:], id="stream"),
        pytest.param(lambda data: re.sub(rb"(?<=PK\x01\x02..)\x14", b"\xca", data), id="version"),
        pytest.param(lambda data: without(data, "[Content_Types].xml"), id="no sheet"),
    ],
)
def test_damaged_workbooks_are_refused(case: Case, damage) -> None:
    with pytest.raises(reading.Refused, match="已损坏"):
        reading.read(damage(exported("case")), "表.xlsx")


def without(data: bytes, name: str) -> bytes:
    """A workbook in which one part says nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, "<a/>" if part == name else old.read(part))
    return file.getvalue()


def test_pages_of_batches_that_cannot_be(admin_client: Client) -> None:
    for number in ("²", "9" * 400, "0"):
        assert admin_client.get(f"/admin/cases/batch/{number}/change/").status_code == 302


def test_a_date_made_by_the_program_is_told() -> None:
    from datetime import datetime

    with pytest.raises(cells.Wrong, match="变成了日期"):
        cells.text(datetime(2012, 6, 1))


def test_all_or_nothing(case: Case, admin_user: User) -> None:
    second = make_case("第二篇", brands=["海创之家"])
    found = compared(edited(exported("brand"), 品牌名称={2: "海创之家", 3: "新的名称"}), admin_user)
    assert len(found.changes) == 2 and not found.errors
    with pytest.raises(batches.BatchRefused) as refused:
        batches.change_many(changes=found.changes, user=admin_user, what="表", reason="合一")
    assert [row for row, _ in refused.value.errors] == [2] and "已有名为" in refused.value.errors[0][1]
    assert set(Brand.objects.values_list("name", flat=True)) == {"才聚姚江", "海创之家"}
    assert not Edit.objects.exists() and not Batch.objects.exists() and not actions.check_index()
    with pytest.raises(ValidationError, match="理由"):
        batches.change_many(changes=found.changes, user=admin_user, what="表", reason=" ")
    actions.edit_brand(brand=Brand.objects.get(name="才聚姚江"), user=admin_user, changes={"kind": "园区"})
    with pytest.raises(batches.BatchRefused, match="刚刚有了改动"):
        batches.change_many(changes=found.changes, user=admin_user, what="表", reason="合一")
    assert second.brand_mentions.get().brand.name == "海创之家"


def test_a_row_that_somebody_else_changed_since_is_told_where_it_differs(
    case: Case, admin_user: User
) -> None:
    data = exported("outcome")
    first, second = case.outcomes.order_by("pk")
    actions.edit_fact(fact=first, user=admin_user, changes={"indicator": "引进英才"}, reason="x")
    found = compared(data, admin_user)
    assert [row for row, _ in found.errors] == [2] and "导出之后又有了改动" in found.errors[0][1]
    found = compared(edited(data, 指标={3: "建成创新平台"}), admin_user)
    assert [row for row, _ in found.errors] == [2, 3] and not found.changes
    assert second.indicator == "建成平台"


def test_several_facts_of_one_case_go_together(case: Case, admin_user: User) -> None:
    found = compared(edited(exported("outcome"), 指标={2: "引进各类人才", 3: "建成创新平台"}), admin_user)
    batches.change_many(changes=found.changes, user=admin_user, what="表", reason="按台账")
    assert set(case.outcomes.values_list("indicator", flat=True)) == {"引进各类人才", "建成创新平台"}
    with pytest.raises(batches.BatchRefused):
        batches.change_many(changes=found.changes, user=admin_user, what="表", reason="再来")


def test_rights_hold_in_the_report_and_in_the_action(case: Case) -> None:
    author = make_user(ENTRY)
    found = compared(edited(exported("case"), 标题={2: "越权"}), author)
    assert "您不能修改" in found.errors[0][1]
    found = compared(edited(exported("case"), 状态={2: "草稿"}), author)
    assert "没有这个权限" in found.errors[0][1]
    assert "名录的权限" in compared(edited(exported("brand"), 类别={2: "园区"}), author).errors[0][1]
    Case.objects.update(status="draft")
    assert "核对是审核人员" in compared(edited(exported("outcome"), 核对={2: "已确认"}), author).errors[0][1]
    found = compared(edited(exported("case"), 标题={2: "可以改"}), author)
    assert found.changes and not found.errors
    Case.objects.update(status="published")
    with pytest.raises(batches.BatchRefused, match="只有审核人员"):
        batches.change_many(changes=found.changes, user=author, what="表", reason="x")
    with pytest.raises(PermissionDenied):
        batches.bring_sheet(user=make_user(""), filename="x", content=b"")


def test_the_pages_of_the_desk(case: Case) -> None:
    client, user = Client(), make_user(REVIEW)
    client.force_login(user)
    for kind, table in TABLES.items():
        chosen = {
            "action": "export_csv",
            "_selected_action": list(table.model.objects.values_list("pk", flat=True)),
        }
        where = reverse(f"admin:cases_{kind}_changelist")
        lines = b"".join(client.post(where, chosen).streaming_content).decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + table.model.objects.count(), kind
        answer = client.post(where, {**chosen, "action": "export_xlsx"})
        assert load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].max_row == len(
            lines
        )
    data = edited(exported("case"), 标题={2: "姚江聚才"})
    bring = reverse("admin:sheets")
    assert (
        "不认识"
        in bytes(
            client.post(bring, {"file": SimpleUploadedFile("x.csv", "短码,版本,色".encode())}).content
        ).decode()
    )
    answer = client.post(bring, {"file": SimpleUploadedFile("台账.xlsx", data)})
    where = answer["Location"]
    page = client.get(where).content.decode()
    assert (
        "要修改 1 条、1 格" in page
        and "<ins>姚江聚才</ins>" in page
        and "台账.xlsx" in client.get(bring).content.decode()
    )
    assert "写明理由" in client.post(where, {"do": "apply", "reason": ""}).content.decode()
    answer = client.post(where, {"do": "apply", "reason": "按台账"}, follow=True).content.decode()
    assert "已修改 1 条案例" in answer and "标题：<del>余姚建设人才港湾</del> → <ins>姚江聚才</ins>" in answer
    assert Case.objects.get().title == "姚江聚才" and bytes(Sheet.objects.get().content) == b""
    assert client.post(where, {"do": "apply", "reason": "再来"})["Location"] == bring
    assert Edit.objects.count() == 1
    where = client.post(bring, {"file": SimpleUploadedFile("旧.xlsx", edited(data, 标题={2: "再改"}))})[
        "Location"
    ]
    page = client.get(where).content.decode()
    assert "导出之后又有了改动" in page and "应用这" not in page
    assert "还有错误" in client.post(where, {"do": "apply", "reason": "x"}).content.decode()
    other = Client()
    other.force_login(make_user(ENTRY))
    assert other.get(where).status_code == 404
    client.post(where, {"do": "drop"})
    assert Sheet.objects.filter(state="dropped").count() == 1
    nobody = Client()
    nobody.force_login(make_user(""))
    assert nobody.get(bring).status_code == 403


def test_the_report_asks_as_often_for_many_rows(
    case: Case, admin_user: User, django_assert_max_num_queries
) -> None:
    make_document(*(CaseSpec(f"第 {number} 篇") for number in range(6)))
    data = edited(exported("case"), 标题={row: f"改 {row}" for row in range(2, 8)})
    with django_assert_max_num_queries(4):
        assert len(compared(data, admin_user).changes) == 6


def test_a_batch_does_what_its_edits_do_one_by_one(admin_user: User) -> None:
    """With records, history and index; each field is changed in some rows, and cases that share names move."""
    spelt, rule = (
        ("姚江英才", "计划", ("“姚江英才”计划",)),
        ("人才新政", "formal", "引才", (("博士", 500_000, "元"),)),
    )
    for number in range(8):
        make_case(
            f"案例{number}",
            place=(YUYAO, CIXI)[number % 2],
            brands=[(spelt, "姚江英才", "人才港湾", "只此一家")[number % 4], f"{number}号"],
            policies=[rule],
            outcomes=[("引进人才", 120 + number, "名", "achieved")],
        )
    places = [
        place_with_parents(*YUYAO),
        place_with_parents(*CIXI),
        place_with_parents("330283", "奉化市"),
        None,
    ]
    for seed in range(12):
        changes = [
            batches.Change(number, record, 0, values)
            for number, (record, values) in enumerate(_some_changes(Random(seed), places))
        ]
        alike = []
        for shares in ([changes], [[each] for each in changes]):
            with transaction.atomic():
                for share in shares:
                    _change(share, admin_user)
                assert not actions.check_index()
                alike.append(_content())
                transaction.set_rollback(True)
        assert alike[0] == alike[1], seed
        _change(changes, admin_user)


def _some_changes(chance: Random, places: list) -> list[tuple[Model, dict]]:
    """Records of one kind with what becomes of each."""
    if chance.random() < 0.2:
        return [
            (each, {"indicator": f"引进{chance.random()}", "state": "confirmed"})
            for each in Outcome.objects.order_by("pk")[:5]
        ]
    if chance.random() < 0.2:
        brands = chance.sample(list(Brand.objects.order_by("pk")), 4)
        return [(each, {"kind": "园区", "name": f"{each.name}新"}) for each in brands]
    return [
        (
            each,
            chance.choice(
                (
                    {"place": chance.choice(places)},
                    {"title": f"改题{chance.random()}", "year": 2001},
                    {"status": chance.choice(("withdrawn", "published")), "summary": "另写"},
                )
            ),
        )
        for each in chance.sample(list(Case.objects.order_by("pk")), 5)
    ]


def _change(changes: list[batches.Change], user: User) -> None:
    fresh = [replace(each, version=_version(each.record)) for each in changes]
    batches.change_many(changes=fresh, user=user, what="表", reason="按台账")


def _version(record: Model) -> int:
    owner = record.case if isinstance(record, Outcome) else record
    return type(owner).objects.get(pk=owner.pk).version


def _content() -> dict[str, list]:
    """What people see of the records, the history, and what the database noted of each row."""
    return {
        "cases": list(
            Case.objects.order_by("pk").values_list(
                "title", "place", "year", "summary", "status", "decided", "version", "place_basis", "year_basis"
            )
        ),
        "brands": sorted(
            (row.name, row.kind, row.place_id or 0, row.key, row.decided, row.version, sorted(row.aliases.values_list("name", flat=True)))
            for row in Brand.objects.prefetch_related("aliases")
        ),
        "policies": sorted(Policy.objects.values_list("name", "place__code", "key", "category"), key=str),
        "mentions": sorted(BrandMention.objects.values_list("case", "pk", "brand__key", "state")),
        "rules": sorted(PolicyMention.objects.values_list("case", "pk", "policy__key")),
        "benefits": sorted(Benefit.objects.values_list("case", "pk", "policy__key")),
        "outcomes": list(Outcome.objects.order_by("pk").values_list("indicator", "state", "origin", "renewed")),
        "evidence": sorted(Evidence.objects.exclude(case=None).values_list("case", "field", "start")),
        "edits": sorted(
            Edit.objects.values_list("case", "brand", "subject", "field", "before", "after", "reason"), key=str
        ),
        "noted": sorted(
            {
                (row.model, row.record, field, str(after))
                for row in RowChange.objects.exclude(model__in=("policy", "brand"))
                for field, after in (row.after or {}).items()
                if field not in ("brand_id", "policy_id")  # What is made anew has other numbers each time.
            }
        ),
    }  # fmt: skip


def test_a_batch_has_more_time_than_a_page(case: Case, admin_user: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '5s'")
        change = batches.Change(1, case, case.version, {"title": "另题"})
        batches.change_many(changes=[change], user=admin_user, what="表", reason="按台账")
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() == ("1min",)


def test_a_batch_asks_as_often_for_many_rows(admin_user: User) -> None:
    counts = []
    for number in (2, 20):
        for each in range(number):
            make_case(
                f"第 {number} 批 {each}",
                place=YUYAO,
                brands=[f"{number}批{each}号"],
                policies=[("人才新政", "formal", "引才", ())],
            )
        cases = TABLES["case"].rows(Case.objects.filter(title__startswith=f"第 {number} 批"))
        changes = {"title": "改", "year": 2003, "summary": "写", "place": place_with_parents(*CIXI)}
        rows = [batches.Change(at, case, case.version, changes) for at, case in enumerate(cases)]
        assert len(rows) == number
        with CaptureQueriesContext(connection) as asked:
            batches.change_many(changes=rows, user=admin_user, what="表", reason="按台账")
        counts.append(len(asked))
    assert counts[1] <= counts[0]  # The first batch of all makes a policy, the second finds it.
