"""Rows for the tests of the index: owners made from texts by the index's own functions."""

from search import index, segment
from search.query import parse


def make_entry(owner: int, head: str, text: str, size: int = segment.PASSAGE) -> index.Entry:
    """An owner of whose text the passages are at most ``size`` characters long."""
    spans = segment.passages(text, size)
    return index.Entry(owner, head, [index.Passage(start, end, text[start:end]) for start, end in spans])


def make_owner(owner: int, head: str, text: str, size: int = segment.PASSAGE) -> None:
    """The same in the index."""
    index.put_many([make_entry(owner, head, text, size)])


def found(typed: str) -> list[int]:
    """The owners that match, best first; those that match in part do not count."""
    answer = index.find(parse(typed))
    return [] if answer.partial else [owner for owner, _ in answer.owners]
