"""The editors' desk. It reads models and writes through actions alone; importing it registers every model."""

from . import cases, correcting, facts, names, people, row_changes, sheets, sign_in, sources, terms, uploads

__all__ = [
    "cases",
    "correcting",
    "facts",
    "names",
    "people",
    "row_changes",
    "sheets",
    "sign_in",
    "sources",
    "terms",
    "uploads",
]
