"""The only writers: each action is one transaction that also writes the search index and the history."""

from . import terms, uploads
from .correct import Corrected, correct_text
from .edit import (
    EditConflict,
    add_alias,
    add_brand,
    add_policy,
    changed_since,
    edit_brand,
    edit_case,
    edit_document,
    edit_policy,
    hold,
    remove_alias,
)
from .edit_facts import (
    FIELDS,
    add_fact,
    confirm_fact,
    edit_fact,
    is_supported,
    kind_of,
    merge_facts,
    reject_fact,
)
from .index import check_index, is_stale, reindex, seal, vocabulary
from .places import load_places
from .rebuilding import index_rebuilt
from .rested import rest_of
from .restore import former, restore
from .review import accept_reading, differences, keep_value, return_fact
from .rights import GROUPS, RIGHTS, STEPS, may, may_edit, steps, write_groups
from .store import Stored, store_document
from .terms import add_term, edit_term

__all__ = [
    "FIELDS", "GROUPS", "RIGHTS", "STEPS", "Corrected", "EditConflict", "Stored", "accept_reading", "add_alias", "add_brand", "add_fact",
    "add_policy", "add_term", "changed_since", "check_index", "confirm_fact", "correct_text", "differences", "edit_brand",
    "edit_case", "edit_document", "edit_fact", "edit_policy", "edit_term", "former", "hold", "index_rebuilt", "is_stale", "is_supported",
    "keep_value", "kind_of", "load_places", "may", "may_edit", "merge_facts", "reindex", "reject_fact", "remove_alias", "rest_of", "restore",
    "return_fact", "seal", "steps", "store_document", "terms", "uploads", "vocabulary", "write_groups",
]  # fmt: skip
