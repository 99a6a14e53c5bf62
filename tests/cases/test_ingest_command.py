"""``manage.py ingest``: what it prints, what it writes, and with what it ends."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from cases.ingest import records
from cases.management import jobs
from cases.models import Case, Document
from tests.cases.factories import CaseSpec, make_record, place_with_parents

pytestmark = pytest.mark.django_db


def run(*arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), err.getvalue()


def objects(*arguments: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json")[1].splitlines()]


@pytest.fixture
def reader(monkeypatch) -> None:
    """Reading of the simplest kind: the file's first line is the title of its one case."""

    def read(path: Path) -> records.DocumentRecord:
        data = path.read_bytes()
        text = data.decode()
        if "拒" in text:
            raise records.Refused("这个文件读不了。")
        if "错" in text:
            raise RuntimeError("料想不到")
        spec = CaseSpec(text.splitlines()[0], policies=[("人才新政", "formal", "引才", (("博士", 5, "元"),))])
        return make_record(spec, filename=path.name, sha256=hashlib.sha256(data).hexdigest())

    monkeypatch.setattr("cases.ingest.ingest", read, raising=False)
    place_with_parents("330281", "余姚市")


@pytest.fixture
def folder(tmp_path, reader) -> Path:
    (tmp_path / "下级").mkdir()
    (tmp_path / ".藏").mkdir()
    for name, text in {
        "2乙.txt": "乙县的做法",
        "1甲.txt": "甲县的做法",
        "下级/丙.TXT": "丙县的做法",
        ".藏/丁.txt": "藏着的",
        ".戊.txt": "藏着的",
        "己.xyz": "别的类型",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "圈").symlink_to(tmp_path)
    return tmp_path


def test_folders_are_read_in_order_and_hidden_or_unknown_files_passed_over(folder) -> None:
    code, out, err = run(folder)
    lines = out.splitlines()
    assert code == 0 and not err
    assert [line.split("：")[0] for line in lines[:3]] == [
        f"已入库 stored  {folder / name}" for name in ("1甲.txt", "2乙.txt", "下级/丙.TXT")
    ]
    assert lines[0].endswith("：1 个案例，4 条事实")
    assert lines[3:] == ["共 3 个文件：已入库 3，未变化 0，已更新 0，已拒收 0"]
    assert set(Case.objects.values_list("status", flat=True)) == {"published"}
    assert run(folder)[1].splitlines()[-1] == "共 3 个文件：已入库 0，未变化 3，已更新 0，已拒收 0"


def test_one_bad_file_never_stops_the_rest(folder) -> None:
    (folder / "0坏.txt").write_text("拒")
    (folder / "3坏.txt").write_text("错")
    code, out, err = run(folder, folder / "没有.txt")
    assert code == 1 and Document.objects.count() == 3
    assert "已拒收 refused" in out and "这个文件读不了。" in out
    assert "读取时出错（RuntimeError：料想不到）" in out and "Traceback" in err
    assert "找不到这个文件或文件夹" in out
    assert out.splitlines()[-1] == "共 6 个文件：已入库 3，未变化 0，已更新 0，已拒收 3"


def test_what_cannot_be_stored_is_refused_whole(folder, monkeypatch) -> None:
    record = make_record(CaseSpec("坏"))
    broken = [records.DocumentRecord(**{**fields(record), "text": text}) for text in ("空\0", "短")]
    for bad in broken:
        monkeypatch.setattr("cases.ingest.ingest", lambda path, bad=bad: bad)
        assert run(folder / "1甲.txt")[0] == 1
    assert not Document.objects.exists()


def fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@pytest.mark.parametrize(
    "arguments",
    [[], ["--nowhere", "x"], ["x", "--jobs", "0"], ["x", "--jobs", "viele"], ["x", "--only", "old"]],
)
def test_wrong_use_is_told(arguments) -> None:
    with pytest.raises(CommandError):
        call_command("ingest", *arguments)


def test_a_dry_run_reports_the_same_and_writes_nothing(folder) -> None:
    (folder / "1甲又.txt").write_text("甲县的做法")
    (folder / "0坏.txt").write_text("拒")
    dry = run(folder, "--dry-run", "--json")
    assert not Document.objects.exists() and not Case.objects.exists()
    real = run(folder, "--json")
    assert dry[1] == real[1] and "内容与“1甲.txt”完全相同" in dry[1]
    assert dry[0] == real[0] == 1
    assert "试运行" in dry[2] and "试运行" not in real[2]


def test_drafts_stay_out_of_sight(folder) -> None:
    run(folder, "--draft")
    assert set(Case.objects.values_list("status", flat=True)) == {"draft"}


def test_only_new_does_not_read_what_is_known(folder, monkeypatch) -> None:
    run(folder)
    (folder / "4新.txt").write_text("新县的做法")
    read = []
    wanted = jobs.read
    monkeypatch.setattr(jobs, "read", lambda path: read.append(path.name) or wanted(path))
    answer = objects(folder, "--only", "new")
    assert read == ["4新.txt"]
    assert [each["status"] for each in answer] == ["unchanged", "unchanged", "stored", "unchanged"]
    assert answer[0]["document"]["title"] == "甲县的做法" and answer[0]["cases"] == []


def test_quiet_is_quiet(folder) -> None:
    assert run(folder, verbosity=0) == (0, "", "")


def test_an_interrupted_run_leaves_whole_documents(folder, monkeypatch) -> None:
    wanted = jobs.read

    def read(path: Path) -> jobs.Reading:
        if path.name.startswith("2"):
            raise KeyboardInterrupt
        return wanted(path)

    monkeypatch.setattr(jobs, "read", read)
    code, out, _ = run(folder)
    assert code == 130 and "已中断" in out
    assert Document.objects.count() == Case.objects.count() == 1


# The shape of ``--json``: (type or types, key: shape, …); a list holds its one item's shape.
NUMBER = (int, float, type(None))
EVIDENCE = [{"start": int, "end": int, "quote": str}]
PLACE = {"code": str, "name": str}
AMOUNT = {"low": NUMBER, "high": NUMBER, "unit": str, "bound": str, "raw": str, "evidence": EVIDENCE}
CASE = {
    "key": str, "title": str, "start": int, "end": int, "year": (int, type(None)),
    "place": (PLACE | {"name_now": str, "parent": str}, None),
    "authors": [str], "headings": [str], "summary": str,
    "brands": [{"name": str, "kind": str, "evidence": EVIDENCE}],
    "policies": [{
        "name": str, "form": str, "category": str, "year": (int, type(None)), "evidence": EVIDENCE,
        "benefits": [AMOUNT | {"label": str, "per": (str, type(None))}],
    }],
    "outcomes": [AMOUNT | {"indicator": str, "status": str, "as_of": str, "place": (PLACE, None)}],
    "people": [{"name": str, "role": str, "evidence": EVIDENCE}],
    "organisations": [{"name": str, "evidence": EVIDENCE}],
}  # fmt: skip
FILE = {
    "file": str, "status": str, "reason": (str, type(None)), "warnings": [str],
    "document": ({
        "sha256": str, "title": str, "kind": str, "year": (int, type(None)), "year_basis": str,
        "characters": int,
    }, None),
    "text": str, "cases": [CASE],
}  # fmt: skip


def check(value: Any, shape: Any, at: str = "") -> None:
    """Fail unless ``value`` has exactly the shape, naming the place where it has not."""
    if isinstance(shape, dict):
        assert isinstance(value, dict) and value.keys() == shape.keys(), (at, value)
        for key, inner in shape.items():
            check(value[key], inner, f"{at}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), (at, value)
        for number, each in enumerate(value):
            check(each, shape[0], f"{at}[{number}]")
    elif isinstance(shape, tuple) and isinstance(shape[0], dict):
        if value is not None:
            check(value, shape[0], at)
    else:
        assert isinstance(value, shape) and not isinstance(value, bool), (at, value)


def quotations(node: Any):
    if isinstance(node, dict):
        if "quote" in node:
            yield node
        for value in node.values():
            yield from quotations(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotations(value)


def test_json_has_the_documented_shape(folder, monkeypatch) -> None:
    (folder / "0坏.txt").write_text("拒")
    everything = CaseSpec(
        policies=[("人才新政", "formal", "引才", (("博士", 5, "元"),))],
        people=[("王小明", "副局长")],
        organisations=["人才服务中心"],
    )
    record = make_record(everything)
    half = records.Outcome(
        "占比", Decimal("44.5"), None, "%", ">=", "44.5%", "achieved", record.cases[0].outcomes[0].evidence,
        place=records.PlaceRef("330282", "慈溪市", "慈溪市", "宁波市"),
    )  # fmt: skip
    case = records.CaseRecord(**{**fields(record.cases[0]), "outcomes": (*record.cases[0].outcomes, half)})
    rich = records.DocumentRecord(**{**fields(record), "cases": (case,)})
    monkeypatch.setattr("cases.ingest.ingest", lambda path: rich)
    answer = objects(folder / "1甲.txt", folder / "没有.txt")
    for each in answer:
        check(each, FILE)
        for quotation in quotations(each["cases"]):
            assert each["text"][quotation["start"] : quotation["end"]] == quotation["quote"]
    stored, refused = answer
    assert (stored["file"], stored["status"], stored["reason"]) == ("1甲.txt", "stored", None)
    assert (refused["status"], refused["document"], refused["cases"]) == ("refused", None, [])
    first, second = stored["cases"][0]["outcomes"]
    assert first["low"] == 120 and isinstance(first["low"], int) and first["place"] is None
    assert (second["low"], second["high"], second["place"]) == (
        44.5,
        None,
        {"code": "330282", "name": "慈溪市"},
    )


def test_the_checker_of_the_shape_finds_faults(folder) -> None:
    (answer,) = objects(folder / "1甲.txt")
    for fault in ({"more": 1}, {"text": None}, {"cases": [{}]}, {"document": {"sha256": ""}}):
        with pytest.raises(AssertionError):
            check(answer | fault, FILE)


def test_several_processes_come_to_the_same_as_one(tmp_path, monkeypatch) -> None:
    """Six documents in two processes, each of which is one document ahead of the storing."""
    monkeypatch.setattr(jobs, "AHEAD", 1)
    for path in sorted(settings.DEMONSTRATION.glob("*.txt"))[:6]:
        shutil.copy(path, tmp_path)
    documents = tmp_path
    one = run(documents, "--json", "--dry-run")
    several = run(documents, "--json", "--dry-run", "--jobs", "2")
    assert one[0] == several[0] == 0 and one[1] == several[1] and one[1].count("\n") > 5
    for line in one[1].splitlines():
        check(json.loads(line), FILE)


def test_a_process_that_dies_costs_one_file_alone(tmp_path) -> None:
    """The program below kills itself where it should read b.txt."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("文")
    program = tmp_path / "deadly.py"
    program.write_text(
        "import os, sys, types\n"
        "from pathlib import Path\n"
        "from cases.management import jobs\n"
        "def die(path):\n"
        "    if path.name == 'b.txt': os._exit(9)\n"
        "jobs.pipeline.ingest = die\n"
        "if __name__ == '__main__':\n"
        "    paths = sorted(Path(sys.argv[1]).glob('*.txt'))\n"
        "    for each in jobs.read_all(paths, 2): print(each.path.name, each.refused)\n"
    )
    answer = subprocess.run(
        [sys.executable, str(program), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer.stdout.splitlines() == [
        "a.txt ",
        "b.txt 读取时出错（读取进程意外结束，可能是内存不足）。",
        "c.txt ",
    ]


def test_reindex_prints_its_counts(folder) -> None:
    run(folder)
    out = StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "已索引 3 个公开案例；未公开 0 个不进索引；清除多余条目 0 个。\n"


def test_parts_of_a_reindex_make_the_whole(folder) -> None:
    run(folder)
    name = connection.settings_dict["NAME"]
    assert [jobs._reindex_part((name, part, 2))["indexed"] for part in range(2)] == [2, 1]


def test_reindex_works_in_several_processes() -> None:
    """They cannot see what this test has not committed, so they find nothing, but they find the database."""
    out = StringIO()
    call_command("reindex", "--jobs", "2", stdout=out)
    assert out.getvalue().startswith("已索引 0 个公开案例")


def test_the_index_takes_in_what_was_written_now_and_then_and_at_the_end(folder, monkeypatch) -> None:
    stored: list[int] = []
    first = len(objects(folder, "--dry-run")[0]["text"])
    monkeypatch.setattr("cases.actions.seal", lambda: stored.append(Document.objects.count()))
    monkeypatch.setattr("cases.management.commands.ingest.SEALED", first + 1)
    run(folder, "--dry-run")
    assert stored == []
    run(folder)
    run(folder)
    assert stored == [2, 3]
