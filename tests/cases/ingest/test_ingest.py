"""One call from a file to its records: title, kind, year, warnings; the same from bytes and from a path."""

import hashlib
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from cases.ingest import ingest, ingest_bytes, lengthy
from cases.ingest.records import DocumentRecord, Evidence, Refused

ABOUT = (
    "云溪县围绕茶产业引进急需人才，2021年新引进博士12名，建成青年公寓300套。"
    "县里对引进的博士给予最高30万元安家补助，分三年发放，企业反映很好。"
)
OTHER = ABOUT.replace("云溪县", "澜水县").replace("茶产业", "口岸贸易")
ARTICLE = f"茶园里的博士\n{ABOUT}\n"
PAGE = "滇南日报 2021年5月6日 星期四 要闻 02\n云溪县：茶园里的博士\n□ 本报记者 王海涛\n" + ABOUT
ISSUE = (
    f"编首语\n本期介绍两个县的做法，供各地参考。\n云溪县：茶园里的博士\n（中共云溪县委组织部）\n{ABOUT}\n"
    f"澜水县：边境线上的夜校\n（中共澜水县委组织部）\n{OTHER}\n"
)

DOCUMENTS = [
    ("a page", PAGE, "报纸", "云溪县：茶园里的博士", 1),
    ("an issue", ISSUE, "简报", "云溪县：茶园里的博士 等 2 篇", 2),
    (
        "a collection",
        f"滇南人才工作案例选编\n案例一\n茶园里的博士\n{ABOUT}\n案例二\n夜校\n{OTHER}",
        "图书章节",
        "滇南人才工作案例选编",
        2,
    ),
    ("a chapter", f"云南云溪县\n茶园里的博士\n{ABOUT}\n学者点评\n{ABOUT}", "图书章节", "茶园里的博士", 1),
    (
        "measures",
        f"云溪县引才办法\n第一条 为引进人才，制定本办法。\n第二条 {ABOUT}\n",
        "政策文件",
        "云溪县引才办法",
        1,
    ),
    (
        "a summary",
        f"云溪县2021年人才工作总结\n{ABOUT}\n一、主要做法\n{ABOUT}",
        "总结",
        "云溪县2021年人才工作总结",
        1,
    ),
    ("a reply", f"关于县政协第5号提案的答复\n{ABOUT}", "答复", "关于县政协第5号提案的答复", 1),
    ("a speech", f"在云溪县人才工作会议上的讲话\n{ABOUT}", "讲话", "在云溪县人才工作会议上的讲话", 1),
    ("an article", f"{ARTICLE}阅读原文\n点赞 在看\n", "公众号文章", "茶园里的博士", 1),
    ("a web page", f"首页 > 人才 > 正文\n{ARTICLE}打印 关闭\n", "网页", "茶园里的博士", 1),
    ("a signed report", f"茶园里的博士\n（中共云溪县委组织部）\n{ABOUT}", "经验材料", "茶园里的博士", 1),
    (
        "a report by its chapters",
        f"茶园里的博士\n一、主要做法\n{ABOUT}\n二、取得成效\n{ABOUT}",
        "经验材料",
        "茶园里的博士",
        1,
    ),
    (
        "a plan",
        f"云溪县人才发展规划（2021—2025年）\n{ABOUT}",
        "政策文件",
        "云溪县人才发展规划（2021—2025年）",
        1,
    ),
    ("questions", f"茶园里的博士\n——访云溪县委书记\n{ABOUT}", "访谈", "茶园里的博士——访云溪县委书记", 1),
    ("something else", f"茶园里的博士\n{ABOUT}", "其他", "茶园里的博士", 1),
]


@pytest.mark.parametrize("name, text, kind, title, cases", DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_title_and_kind(name, text, kind, title, cases):
    record = ingest_bytes(text.encode(), "来稿.txt")
    assert (record.kind, record.title, len(record.cases)) == (kind, title, cases)
    check(record)


def check(record: DocumentRecord) -> None:
    """Every piece of evidence quotes the one text; spans ascend without overlapping; keys are unique."""
    for evidence in evidences(record):
        assert record.text[evidence.start : evidence.end] == evidence.quote
    spans = [(case.start, case.end) for case in record.cases]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    assert len({case.key for case in record.cases}) == len(spans)


def evidences(value: object) -> list[Evidence]:
    """All the evidence anywhere inside a record."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in evidences(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [found for name in value.__dataclass_fields__ for found in evidences(getattr(value, name))]
    return []


def test_the_same_from_a_path_and_from_bytes(tmp_path):
    data = ISSUE.encode("gb18030")
    path = tmp_path / "二〇二一年简报.txt"
    path.write_bytes(data)
    record = ingest(path)
    assert record == ingest_bytes(data, path.name)
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    assert record.filename == path.name


def test_the_same_text_in_another_encoding_reads_the_same():
    first = ingest_bytes(ISSUE.encode("utf-8"), "a.txt")
    second = ingest_bytes(ISSUE.encode("utf-16"), "a.txt")
    assert (first.text, first.cases, first.title) == (second.text, second.cases, second.title)


def test_reading_twice_gives_the_same():
    assert ingest_bytes(PAGE.encode(), "a.txt") == ingest_bytes(PAGE.encode(), "a.txt")


def test_warnings_say_what_was_taken_out_and_what_is_open():
    record = ingest_bytes(f"茶园里的博士\n{ABOUT}\n- 3 -\n{ABOUT}".encode(), "a.txt")
    assert "删去页码 1 处。" in record.warnings
    assert "- 3 -" not in record.text
    assert any("未能确定地区" in warning and "茶园里的博士" in warning for warning in record.warnings)


def test_a_piece_longer_than_any_case_is_cut_where_paragraphs_end_and_that_is_said():
    body = "\n".join(f"第{number}天，云溪县又有{number}名青年人才来到县里安家。" for number in range(1, 3001))
    record = ingest_bytes(f"茶园里的博士\n{ABOUT}\n{body}".encode(), "a.txt")
    check(record)
    assert [case.title for case in record.cases][:2] == ["茶园里的博士", "茶园里的博士（续 2）"]
    assert len(record.cases) > 2
    assert all(lengthy.MOST // 2 < case.end - case.start <= lengthy.MOST for case in record.cases[:-1])
    assert all(record.text[case.end - 1] == "。" for case in record.cases)
    cut = [record.text[a.end : b.start] for a, b in pairwise(record.cases)]
    assert not "".join(cut).strip(), "nothing is lost between them"
    assert any("按篇幅分成了" in warning and "茶园里的博士" in warning for warning in record.warnings)


@pytest.mark.parametrize("stop", ["。", "，", ""])
def test_a_single_line_longer_than_any_case_is_cut_too(stop):
    line = f"云溪县又引进青年人才安家落户扎根山乡{stop}" * 4000
    record = ingest_bytes(f"茶园里的博士\n{ABOUT}\n{line}".encode(), "a.txt")
    check(record)
    assert len(record.cases) >= 3
    assert "".join(record.text[case.start : case.end] for case in record.cases).endswith(line)


@pytest.mark.parametrize("text", ["首页 > 人才 > 正文\n上一篇：没有了", "第 3 页", "第 1 页\n第 2 页\n- 3 -"])
def test_a_file_of_furniture_alone_is_refused(text):
    with pytest.raises(Refused, match="没有文字"):
        ingest_bytes(text.encode(), "a.txt")


def test_the_day_of_a_page_or_web_page_gives_the_year():
    head = "滇南日报 2023年5月6日 星期六 要闻 02"
    plain = ABOUT.replace("2021年", "")
    inside = f"茶园里的博士\n{plain}{plain[:20]}\n{head}\n{plain[20:]}"
    assert ingest_bytes(inside.encode(), "a.txt").year == 2023
    page = f"茶园里的博士\n发布时间：2023-05-06 10:20 来源：云溪县委组织部\n{plain}"
    assert ingest_bytes(page.encode(), "a.txt").year == 2023


def test_a_megabyte_is_read_in_good_time():
    text = (PAGE + "\n" + ABOUT + "\n") * 2_100
    begun = time.process_time()
    record = ingest_bytes(text.encode(), "a.txt")
    check(record)
    assert len(text.encode()) > 1_000_000 and time.process_time() - begun < 30


def test_refusals_are_those_of_reading(tmp_path):
    with pytest.raises(Refused, match="空的"):
        ingest_bytes(b"", "a.txt")
    with pytest.raises(Refused, match="不能读取"):
        ingest(tmp_path / "a.xls")


HOSTILE = [
    ("one character", "人" * 25_000),
    ("one bracket", "县（" * 12_500),
    ("one quotation mark", "县“" * 12_500),
    ("digits", "县" + "1" * 25_000),
    ("amounts", "县500万元" * 3_750),
    ("years", "县2021年" * 3_750),
    ("only headings", "一、主要做法\n" * 2_500),
    ("only marks and one character", "县" + "，。" * 12_500),
    ("nested quotations", "“县‘" * 7_500),
]


@pytest.mark.parametrize("name, text", HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_texts_are_read_in_good_time(name, text):
    ingest_bytes(ABOUT.encode(), "a.txt")  # Lists of words are loaded at the first reading.
    begun = time.process_time()
    check(ingest_bytes(text.encode(), "a.txt"))
    assert time.process_time() - begun < 3.75


def test_the_real_documents(seeds):
    records = [ingest(path) for path in sorted(seeds.glob("*.txt"))]
    for record in records:
        check(record)
    assert [len(record.cases) for record in records] == [1, 1, 7, 1, 3]
    assert [record.kind for record in records] == ["图书章节", "图书章节", "简报", "报纸", "报纸"]


def test_reading_needs_no_django():
    program = (
        "import sys, cases.ingest; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_steps_stay_modules():
    from cases.ingest import clean, extract, read, split

    assert (
        callable(clean.clean) and callable(extract.extract) and callable(read.read) and callable(split.split)
    )
