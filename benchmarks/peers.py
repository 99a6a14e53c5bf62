"""The peers: what else Chinese text is searched with. Each is given texts, and finds positions of texts.

Those that rank get every word of a query, any of which will do: with all of them required, questions find nothing.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection
from rjieba import Jieba

Search = Callable[[str, int], Sequence[int]]

_KEY_WORDS = 3  # of a query that must all be contained
_SENSIBLE = re.compile(r"\w")


@cache
def _jieba() -> Jieba:
    return Jieba()


def words(text: str) -> list[str]:
    """The words of jieba's search mode (rjieba gives the same), without signs."""
    return list(filter(_SENSIBLE.search, _jieba().cut_for_search(text.lower())))


def bm25s(texts: Sequence[str]) -> Search:
    """BM25 in memory over jieba's words, as the library has it by itself."""
    import bm25s as library

    retriever = library.BM25()
    retriever.index(list(map(words, texts)), show_progress=False)

    def search(typed: str, most: int) -> Sequence[int]:
        found, scores = retriever.retrieve(
            [words(typed)], k=min(most, len(texts)), show_progress=False, n_threads=0
        )
        return found[0][scores[0] > 0].tolist()

    return search


def tantivy(texts: Sequence[str]) -> Search:
    """Tantivy in memory over jieba's words."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_unsigned_field("at", stored=True)
    builder.add_text_field("body", tokenizer_name="whitespace")
    schema = builder.build()
    index = library.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for at, text in enumerate(texts):
        writer.add_document(library.Document(at=at, body=" ".join(words(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(typed: str, most: int) -> Sequence[int]:
        terms = [library.Query.term_query(schema, "body", word) for word in dict.fromkeys(words(typed))]
        query = library.Query.boolean_query([(library.Occur.Should, term) for term in terms])
        return [searcher.doc(address)["at"][0] for _, address in searcher.search(query, most).hits]

    return search


def whoosh(texts: Sequence[str]) -> Search:
    """Whoosh in memory with jieba's analyser for it."""
    import jieba
    from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, qparser
    from whoosh.filedb.filestore import RamStorage

    jieba.setLogLevel(60)
    schema = fields.Schema(at=fields.STORED, body=fields.TEXT(analyzer=ChineseAnalyzer()))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for at, text in enumerate(texts):
        writer.add_document(at=at, body=text)
    writer.commit()
    searcher = index.searcher()
    parser = qparser.QueryParser("body", schema, plugins=[], group=qparser.OrGroup)

    def search(typed: str, most: int) -> Sequence[int]:
        return [hit["at"] for hit in searcher.search(parser.parse(typed), limit=most)]

    return search


def fts5_trigram(texts: Sequence[str]) -> Search:
    """SQLite FTS5 over stretches of three characters, any stretch of the query."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table body using fts5(text, tokenize = 'trigram')")
    database.executemany("insert into body(rowid, text) values (?, ?)", enumerate(texts))

    def search(typed: str, most: int) -> Sequence[int]:
        pieces = re.findall(r"[^\W_]{3,}", typed)
        grams = dict.fromkeys(piece[at : at + 3] for piece in pieces for at in range(len(piece) - 2))
        if not grams:
            return []
        asked = " OR ".join(f'"{gram}"' for gram in grams)
        found = database.execute(
            "select rowid from body where body match ? order by rank limit ?", (asked, most)
        )
        return [at for (at,) in found]

    return search


def icontains(texts: Sequence[str]) -> Search:
    """PostgreSQL's ILIKE, as Django's icontains asks: the longest words of the query, all of them; not ranked."""
    with connection.cursor() as cursor:
        cursor.execute("create temporary table peer_texts (at int primary key, body text)")
        with cursor.copy("copy peer_texts from stdin") as copy:
            for row in enumerate(texts):
                copy.write_row(row)
        cursor.execute("analyze peer_texts")

    def search(typed: str, most: int) -> Sequence[int]:
        longest = sorted(dict.fromkeys(words(typed)), key=len, reverse=True)[:_KEY_WORDS]
        conditions = " and ".join(["body ilike %s"] * len(longest)) or "false"
        with connection.cursor() as cursor:
            cursor.execute(
                f"select at from peer_texts where {conditions} order by at limit %s",
                [*(f"%{word}%" for word in longest), most],
            )
            return [at for (at,) in cursor.fetchall()]

    return search


def ts_rank(texts: Sequence[str]) -> Search:
    """PostgreSQL's tsvector of jieba's words under GIN, ranked by ts_rank."""
    with connection.cursor() as cursor:
        cursor.execute("create temporary table peer_words (at int primary key, body tsvector)")
        with cursor.copy("copy peer_words from stdin") as copy:
            for at, text in enumerate(texts):
                copy.write_row((at, " ".join(f"{_lexeme(word)}:{n}" for n, word in _numbered(text))))
        cursor.execute("create index on peer_words using gin (body)")
        cursor.execute("analyze peer_words")

    def search(typed: str, most: int) -> Sequence[int]:
        asked = " | ".join(map(_lexeme, dict.fromkeys(words(typed))))
        with connection.cursor() as cursor:
            cursor.execute(
                "select at from peer_words, cast(%s as tsquery) as asked where body @@ asked "
                "order by ts_rank(body, asked) desc, at limit %s",
                [asked, most],
            )
            return [at for (at,) in cursor.fetchall()]

    return search


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _numbered(text: str) -> list[tuple[int, str]]:
    """Words with their places, which a tsvector counts up to 16,383."""
    return [(min(n, 16_383), word) for n, word in enumerate(words(text), start=1)]


# Each with the largest pool that it is tried on: what reads every text, or is built in hours, is not worth waiting for.
PEERS: dict[str, tuple[Callable[[Sequence[str]], Search], int]] = {
    "bm25s, jieba": (bm25s, 300_000),
    "tantivy, jieba": (tantivy, 300_000),
    "whoosh, jieba": (whoosh, 10_000),
    "FTS5 trigram": (fts5_trigram, 100_000),
    "icontains": (icontains, 100_000),
    "ts_rank, jieba": (ts_rank, 100_000),
}


def forget(cursor: Any) -> None:
    """Take away what the peers in PostgreSQL have made."""
    cursor.execute("drop table if exists peer_texts, peer_words")
