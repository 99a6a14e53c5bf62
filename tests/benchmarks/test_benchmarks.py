"""What the benchmarks are made of: pools of passages, edges that this search gets right, figures that add up.

The peers are no dependency of the suite; those that need nothing installed are tried.
"""

import json
from pathlib import Path

import pytest

from benchmarks import edges, peers, pool, search
from search import segment

SENTENCES = [f"第{n}个镇办了第{n}所夜校，报名的人比去年多了{n}成。" for n in range(1, 40)]
DOCUMENTS = [
    {"id": "甲", "title": "公寓", "text": "县里新建三百套公寓，供引进的博士居住。"},
    {"id": "乙", "title": "银行", "text": "设立人才银行，为创业者放贷。"},
]


def test_a_pool_has_the_documents_the_passages_and_what_is_put_together() -> None:
    texts = ["".join(SENTENCES[:20]), "\n".join(SENTENCES[20:])]
    cut = sum(len(segment.passages(text.replace("\n", ""))) for text in texts)
    made = list(pool.fill(DOCUMENTS, texts, cut + 5))
    assert made[:2] == DOCUMENTS and len({each["id"] for each in made}) == cut + 5
    assert made == list(pool.fill(DOCUMENTS, texts, cut + 5))
    assert sum(len(segment.passages(each["text"])) for each in made) == cut + 5
    for each in made[-3:]:
        whole, last = each["text"].rsplit("。", 1)
        assert all(f"{sentence}。" in SENTENCES for sentence in whole.split("。"))
        assert any(sentence.startswith(last) for sentence in SENTENCES)


def test_texts_are_read_from_files_and_folders_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.md").write_text("丙", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "甲"}\n\n{"text": "乙"}\n', encoding="utf-8")
    (tmp_path / "b" / "no.png").write_bytes(b"\xff")
    assert list(pool.read([tmp_path, tmp_path / "b" / "c.md"])) == ["甲", "乙", "丙", "丙"]


def test_this_search_finds_all_at_the_edges_and_nothing_else(committed) -> None:
    given = edges.answers(["FTS5 trigram", "icontains", "ts_rank, jieba"])
    assert given["TalentKB"] == ["all"] * len(edges.EDGES)
    assert set(map(len, given.values())) == {len(edges.EDGES)}
    assert "none" in given["FTS5 trigram"] and "part" in given["ts_rank, jieba"]


@pytest.mark.parametrize(
    ("found", "said"), [([1, 2], "all"), ([1, 3], "part +1"), ([], "none"), ([3, 4], "none +2")]
)
def test_what_is_said_of_an_answer(found: list, said: str) -> None:
    assert edges.told(found, (1, 2)) == said


def test_a_run_tells_the_figures_of_every_engine(committed, tmp_path: Path, monkeypatch, capsys) -> None:
    for name, rows in {
        "d": DOCUMENTS,
        "q": [{"id": "1", "query": "博士住在哪里的公寓", "relevant": {"甲": 1}}],
        "t": [{"text": "".join(SENTENCES)}],
    }.items():
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(search, "EDITS", 1)
    monkeypatch.setattr(search, "CLIENTS", 1)
    monkeypatch.setattr(peers, "_KEY_WORDS", 1)
    named = ["--documents", tmp_path / "d.jsonl", "--questions", tmp_path / "q.jsonl", "--passages", "20"]
    arguments = [*named, "--json", "--peers", "icontains", "ts_rank, jieba", "--", tmp_path / "t.jsonl"]
    search.main(list(map(str, arguments)))
    engines = json.loads(capsys.readouterr().out)["20"]
    assert list(engines) == ["TalentKB", "icontains", "ts_rank, jieba"]
    assert all(each["questions"]["mrr@10"] == 1.0 for each in engines.values())
    assert engines["TalentKB"]["passages"] == 20 and engines["TalentKB"]["edit_ms"] > 0
    lines = list(search.table(engines, ["questions"]))
    assert lines[2].startswith("| TalentKB | 1.000 | 1.000 |") and "MRR +0.000" in lines[-1]
    assert "times the text" in "\n".join(search.own_lines(engines["TalentKB"]))
