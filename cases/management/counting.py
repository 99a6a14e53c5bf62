"""Counting the pairs of records that may be one, by the worker and when there is nothing else to do."""

from cases import duplicates
from cases.actions import duplicate_counts
from cases.models import Merge

STRETCHES = 5  # of places; each is a page of the list of pairs


def count_if_due() -> None:
    """Count the pairs of each kind anew, if anything was written since and the last count is not a moment ago."""
    if edition := duplicate_counts.due():
        for kind in Merge.Kind.values:
            number, more = count(kind)
            duplicate_counts.keep(kind=kind, number=number, more=more, edition=edition)


def count(kind: str) -> tuple[int, bool]:
    """How many pairs the first pages of the list have, and whether there are more pages."""
    seen, after = set(), ""
    for _ in range(STRETCHES):
        found = duplicates.find(kind, after=after)
        # Cases of two places that share a brand are found at both.
        seen |= {frozenset((pair.one.pk, pair.other.pk)) for pair in found.pairs}
        after = found.after
        if not after:
            break
    return len(seen), bool(after)
