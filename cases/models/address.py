"""The permanent address of a record, from the name of its page and its key."""

from functools import cache

from django.urls import get_script_prefix, reverse


def address(page: str, key: str) -> str:
    """What ``reverse`` gives for a page of one key, without looking through all addresses for each link."""
    before, behind = _around(page, get_script_prefix())
    return f"{before}{key}{behind}"


@cache
def _around(page: str, _prefix: str) -> tuple[str, str]:
    """What stands before and behind the key."""
    sample = "000000" if page == "county" else "a" * 8
    before, _, behind = reverse(page, args=[sample]).rpartition(sample)
    return before, behind
