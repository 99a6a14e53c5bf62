"""The tables of the index, as ``search/schema.sql`` lays them out."""

from pathlib import Path

_SQL = Path(__file__).parent.parent / "schema.sql"


def schema_sql() -> str:
    """The statements that create the tables, for a migration or a scratch schema."""
    return _SQL.read_text(encoding="utf-8")


def drop_sql() -> str:
    """The statements that take the tables away again, also those of an earlier layout."""
    return (
        "drop table if exists search_stat, search_dead, search_gram, search_words, search_pairs, search_run, "
        "search_fresh, search_passage cascade; drop sequence if exists search_pid cascade; "
        "drop function if exists search_counts, search_paired, search_candidates, search_together, search_postings, "
        "search_texts, search_ranked;"
    )
