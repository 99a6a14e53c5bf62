"""References: GB/T 7714 and BibTeX, with few and many authors, with and without a source of another name."""

from dataclasses import replace

import pytest

from cases.views.citation import Cited, bibtex, gbt7714

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
