"""What a later text of a document changes among its facts, in lines for whoever brings it in."""

from collections import defaultdict
from dataclasses import dataclass

from cases.actions.facts import Tally, Told


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts that are new, that say something else (成效：引进人才 120名 → 引进人才 150名), and that are gone."""

    fresh: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def changes(tally: Tally) -> Changes:
    """What went and what came of the same thing is one that changed, where there is but one of each."""
    before, after = _by_thing(tally.gone), _by_thing(tally.fresh)
    same = {key for key in before.keys() & after.keys() if len(before[key]) == len(after[key]) == 1}
    return Changes(
        tuple(line for key, line in tally.fresh if key not in same),
        tuple(f"{before[key][0]} → {after[key][0].partition('：')[2]}" for key in before if key in same),
        tuple(line for key, line in tally.gone if key not in same),
    )


def _by_thing(told: list[Told]) -> dict[tuple, list[str]]:
    found: dict[tuple, list[str]] = defaultdict(list)
    for key, line in told:
        found[key].append(line)
    return found
