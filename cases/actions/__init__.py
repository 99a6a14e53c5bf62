"""The only writers: each action is one transaction that also writes the search index and the history."""

from .index import reindex, seal
from .places import load_places
from .store import Stored, store_document

__all__ = ["Stored", "load_places", "reindex", "seal", "store_document"]
