"""Everything that speaks PostgreSQL: passages in, owners and passages found out.

An *owner* is an integer (whose texts these are is the caller's business). Its *head* is a few lines of names
(title, brand, places, policies) that weigh more than its passages. Owners are written by ``put``, in the
caller's transaction, and found by ``find``; ``seal`` keeps finding fast after many writes.

Contiguous pieces are found by their pairs of characters under a GIN index and then verified in the folded
text, so nothing depends on how words are cut. Word ranking is BM25 over sealed posting blocks and the fresh
vectors of recent writes; the best few dozen are looked at again, see ``search.rank``.
"""

from search.index.checking import Differences, check
from search.index.finding import Found, find, owners_with_any
from search.index.passages import Hit, Hits, hits
from search.index.schema import drop_sql, schema_sql
from search.index.sealing import due, made_by, mark_rebuilt, seal, stale
from search.index.writing import Entry, Passage, put, put_many, remove, remove_many

__all__ = [
    "Differences",
    "Entry",
    "Found",
    "Hit",
    "Hits",
    "Passage",
    "check",
    "drop_sql",
    "due",
    "find",
    "hits",
    "made_by",
    "mark_rebuilt",
    "owners_with_any",
    "put",
    "put_many",
    "remove",
    "remove_many",
    "schema_sql",
    "seal",
    "stale",
]
