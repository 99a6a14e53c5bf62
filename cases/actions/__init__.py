"""The only writers: each action is one transaction that also writes the search index and the history."""

from .edit import (
    EditConflict,
    add_alias,
    add_brand,
    add_policy,
    edit_brand,
    edit_case,
    edit_document,
    edit_policy,
    hold,
    remove_alias,
    set_status,
)
from .edit_facts import add_fact, confirm_fact, edit_fact, reject_fact
from .index import check_index, reindex, seal
from .places import load_places
from .rights import GROUPS, RIGHTS, STEPS, may, may_edit, steps, write_groups
from .store import Stored, store_document

__all__ = [
    "GROUPS", "RIGHTS", "STEPS", "EditConflict", "Stored", "add_alias", "add_brand", "add_fact", "add_policy",
    "check_index", "confirm_fact", "edit_brand", "edit_case", "edit_document", "edit_fact", "edit_policy", "hold",
    "load_places", "may", "may_edit", "reindex", "reject_fact", "remove_alias", "seal", "set_status", "steps",
    "store_document", "write_groups",
]  # fmt: skip
