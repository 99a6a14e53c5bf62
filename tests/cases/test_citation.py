"""References: GB/T 7714, BibTeX, RIS and CSL-JSON, with few and many authors, with and without a source of another name."""

import json
from dataclasses import replace

import pytest

from cases.views.citation import Cited, bibtex, csl_json, gbt7714, ris

CITED = Cited("abcdefg2", "某地引才记", "经验汇编", ["王某", "李某"], 2012, "2026-01-02", "https://site.test/cases/abcdefg2/")  # fmt: skip

TABLE = (
    (
        {},
        "王某, 李某. 某地引才记[EB/OL]//经验汇编. 2012(2026-01-02)[引用日期]. https://site.test/cases/abcdefg2/.",
    ),
    (
        {"authors": list("甲乙丙丁")},
        "甲, 乙, 丙, 等. 某地引才记[EB/OL]//经验汇编. 2012(2026-01-02)[引用日期]. https://site.test/cases/abcdefg2/.",
    ),
    (
        {"authors": [], "within": "", "year": None},
        "某地引才记[EB/OL]. (2026-01-02)[引用日期]. https://site.test/cases/abcdefg2/.",
    ),
)


@pytest.mark.parametrize(("changes", "expected"), TABLE)
def test_gbt7714(changes: dict, expected: str) -> None:
    assert gbt7714(replace(CITED, **changes)) == expected


def test_bibtex_has_a_field_for_all_that_is_known_and_none_for_what_is_not() -> None:
    entry = bibtex(replace(CITED, title="投入 50% & 100_万\n{两期}", year=None))
    assert entry.startswith("@misc{case-abcdefg2,\n") and entry.endswith("\n}")
    assert r"title = {{投入 50\% \& 100\_万 \{两期\}}}," in entry
    assert "author = {{王某} and {李某}}," in entry
    assert "year" not in entry
    assert "url = {https://site.test/cases/abcdefg2/}," in entry
    assert entry.count("{") == entry.count("}")


def test_ris_has_a_line_a_field_and_an_end() -> None:
    assert ris(replace(CITED, title="引才记\n（两期）")).split("\n") == [
        "TY  - ELEC",
        "ID  - case-abcdefg2",
        "TI  - 引才记 （两期）",
        "AU  - 王某",
        "AU  - 李某",
        "T2  - 经验汇编",
        "PY  - 2012",
        "DB  - 县域人才案例知识库",
        "N1  - 2026-01-02 更新",
        "LA  - zh-CN",
        "UR  - https://site.test/cases/abcdefg2/",
        "ER  - ",
    ]
    short = ris(replace(CITED, authors=[], within="", year=None))
    assert not {"AU", "T2", "PY"} & {line[:2] for line in short.split("\n")}


def test_csl_json_is_a_list_of_one_item_without_empty_fields() -> None:
    (item,) = json.loads(csl_json(CITED))
    assert item == {
        "id": "case-abcdefg2",
        "type": "webpage",
        "title": "某地引才记",
        "author": [{"literal": "王某"}, {"literal": "李某"}],
        "container-title": "经验汇编",
        "issued": {"date-parts": [[2012]]},
        "source": "县域人才案例知识库",
        "note": "2026-01-02 更新",
        "language": "zh-CN",
        "URL": "https://site.test/cases/abcdefg2/",
    }
    (short,) = json.loads(csl_json(replace(CITED, authors=[], within="", year=None)))
    assert not {"author", "container-title", "issued"} & short.keys()
