"""``manage.py measure_extraction``: what it prints and where, and when it refuses."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "余姚市：办起人才之家\n2012年，余姚市引进高层次人才69名，办起“人才之家”。\n"
FIGURE = {
    "indicator": "引进高层次人才",
    "low": 69,
    "high": 69,
    "unit": "名",
    "bound": "=",
    "status": "achieved",
}
CASE = {
    "title": "余姚市：办起人才之家",
    "begins": "余姚市：办起人才",
    "ends": "办起“人才之家”。",
    "county": "330281",
    "year": 2012,
    "outcomes": [FIGURE],
}


def write_gold(folder: Path, name: str = "gold.json", file: str = "甲.txt", case: dict = CASE) -> Path:
    document = {"file": file, "kind": "bulletin", "cases": [case]}
    path = folder / name
    path.write_text(json.dumps({"documents": [document]}, ensure_ascii=False), "utf-8")
    return path


def run(*arguments: object) -> tuple[str, str]:
    """What goes to standard output and to standard error."""
    out, err = StringIO(), StringIO()
    call_command("measure_extraction", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "甲.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_figures_for_people(folder: Path) -> None:
    out, err = run("--gold", write_gold(folder), folder / "papers")
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip()}
    assert rows["案例（起止、标题）"] == ["1", "1", "1", "1.000", "1.000", "1.000"]
    assert rows["成效（数、单位、界限）"] == ["1", "1", "1", "1.000", "1.000", "1.000"]
    assert rows["bulletin"][0] == "1"
    assert err == ""


def test_json_is_one_document(folder: Path) -> None:
    out, _ = run("--gold", write_gold(folder), "--json", folder / "papers" / "甲.txt")
    figures = json.loads(out)
    assert list(figures) == ["documents", "records", "kinds", "speed"]
    assert list(figures["records"]) == (
        "cases county year brands policies benefits outcomes status evidence".split()
    )
    assert figures["records"]["outcomes"]["f1"] == figures["records"]["status"]["precision"] == 1


def test_the_speed_is_told_beside_that_of_cutting_into_words(folder: Path) -> None:
    (folder / "papers" / "乙.html").write_text(f"<p>{TEXT}</p>", "utf-8")  # Read by another process.
    labels = ["--gold", write_gold(folder), "--gold", write_gold(folder, "more.json", "乙.html")]
    speed = json.loads(run(*labels, "--json", folder / "papers")[0])["speed"]
    assert list(speed) == ["bytes", "seconds", "segmenting_seconds", "mb_per_second", "times_segmenting"]
    assert speed["bytes"] == len(TEXT.strip().encode())
    assert speed["mb_per_second"] == speed["bytes"] / 1e6 / speed["seconds"]
    out, _ = run(*labels, folder / "papers")
    assert out.splitlines()[-1].startswith("速度：") and "用时是同一文字分词的" in out


def test_without_plain_text_no_speed_is_told(folder: Path) -> None:
    page = folder / "乙.html"
    page.write_text(f"<p>{TEXT}</p>", "utf-8")
    assert "速度" not in run("--gold", write_gold(folder, file="乙.html"), page)[0]


def test_differences_are_shown_with_their_quotation(folder: Path) -> None:
    gold = write_gold(folder, case=CASE | {"outcomes": [FIGURE | {"low": 70, "high": 70}]})
    out, _ = run("--gold", gold, "--show", folder / "papers")
    [missing] = [line for line in out.splitlines() if line.strip().startswith("漏 成效")]
    [surplus] = [line for line in out.splitlines() if line.strip().startswith("多 成效")]
    assert "70 名 = 引进高层次人才 achieved" in missing
    assert "69 名 = " in surplus and "69名" in surplus.split("「")[1]
    shown = json.loads(run("--gold", gold, "--show", "--json", folder / "papers")[0])["differences"]
    assert {"甲.txt"} == {each["file"] for each in shown}
    assert {"missing", "surplus"} == {each["what"] for each in shown if each["record"] == "outcomes"}


def test_what_cannot_be_compared_is_named(folder: Path) -> None:
    (folder / "papers" / "乙.txt").write_text(TEXT, "utf-8")
    golds = ("--gold", write_gold(folder), "--gold", write_gold(folder, "more.json", "丙.txt"))
    out, err = run(*golds, folder / "papers", "--json")
    assert json.loads(out)["documents"] == 1
    assert "没有标注、没有读的文件（1 个）：乙.txt" in err
    assert "有标注、找不到的文件（1 个，不计）：丙.txt" in err


def test_a_file_that_is_refused_counts_as_missing(folder: Path) -> None:
    (folder / "papers" / "甲.txt").write_text("no Chinese at all", "utf-8")
    out, err = run("--gold", write_gold(folder), folder / "papers", "--json")
    assert json.loads(out)["records"]["outcomes"]["recall"] == 0
    assert "甲.txt：没有读出来" in err and "没有汉字" in err


def test_an_anchor_that_is_not_in_the_text_is_named(folder: Path) -> None:
    out, err = run(
        "--gold", write_gold(folder, case=CASE | {"ends": "没有这句话"}), folder / "papers", "--json"
    )
    assert json.loads(out)["records"]["cases"]["right"] == 0
    assert "ends（没有这句话）在正文中找不到" in err


def test_of_two_files_of_one_name_the_first_is_read(folder: Path) -> None:
    (folder / "papers" / "再").mkdir()
    (folder / "papers" / "再" / "甲.txt").write_text(TEXT, "utf-8")
    out, err = run("--gold", write_gold(folder), folder / "papers", "--json")
    assert json.loads(out)["documents"] == 1 and "同名" in err


@pytest.mark.parametrize(
    ("gold", "paper", "said"),
    [
        ({"case": CASE | {"year": "2012"}}, "papers", "案例 1 的 year 应为"),
        ({"file": "丙.txt"}, "papers", "没有一个标注过的文件"),
        ({}, "nowhere", "找不到"),
    ],
)
def test_wrong_use(folder: Path, gold: dict, paper: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as caught:
        run("--gold", write_gold(folder, **gold), folder / paper)
    assert caught.value.returncode == 2


def test_gold_that_is_not_there_not_text_empty_or_twice(folder: Path) -> None:
    gold = write_gold(folder)
    (folder / "bytes.json").write_bytes(b"\xff\xff")
    (folder / "empty.json").write_text('{"documents": []}', "utf-8")
    for arguments, said in (
        (["none.json"], "无法打开"),
        (["bytes.json"], "不是 UTF-8"),
        (["empty.json"], "documents 是空的"),
        ([gold.name, gold.name], "甲.txt 标注了两次"),
    ):
        named = [part for each in arguments for part in ("--gold", folder / each)]
        with pytest.raises(CommandError, match=said) as caught:
            run(*named, folder / "papers")
        assert caught.value.returncode == 2
