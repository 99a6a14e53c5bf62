"""What speaks for each unit that a case names: how often, where, and in what company."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .gazetteer import Unit, gazetteer
from .mention import Mention, Scope, mentions
from .sentence import fold

OPENING = 300  # Characters at the beginning of a case that tell more of its place than the rest.
MAX_CONTENTS = 600  # So far into a case the titles of others may be listed.
# ◆海港县：渔村有了夜校: a line of contents, where the words behind its mark head a later case.
_LISTED = re.compile(r"(?:[◆◇●○■□★☆▲△◎·•➢►]|\d{1,2}[.、．])[ ]*(?P<words>\S[^\n]{5,60}?)[ .…·]*(?:\d{1,3})?$")
# What a text is based on names whom it obeys: 依据《甲省人才条例》《甲市若干措施》…，制定本措施.
_BASED_ON = re.compile(
    r"(?:依据|根据|按照|遵照|贯彻落实|贯彻|落实)[^。；\n]{0,40}?((?:《[^》\n]{1,60}》[^《》。；\n]{0,24})+)"
)
_UNPRINTED = 0.25  # Part of a mention's weight where a name stands for a town or a brand as well.
_OWN = re.compile(r"(?:我|全|本)([省市县区州旗])(?!级|内外|场|民|域|里|间)")


@dataclass(slots=True)
class Tally:
    """What speaks for each unit of a case, by code and name."""

    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    weight: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    seen: dict[tuple[str, str], list[Mention]] = field(default_factory=lambda: defaultdict(list))


def named_in(text: str, start: int, end: int, scope: Scope) -> list[Mention]:
    """The places that the case names, without those of other cases listed at its beginning and of what it is based on."""
    listed = contents(text, start, end)
    named = [m for m in mentions(text, start, end, scope) if not any(a <= m.start < b for a, b in listed)]
    return _without_basis(text, start, end, named)


def tallied(named: Iterable[Mention], start: int, folded: str) -> Tally:
    """How much each unit is spoken of; the opening counts double, and 我市 speaks for what is called 市."""
    made = Tally()
    named = list(named)
    doubtful = _doubtful(named)
    own = _OWN.findall(folded)
    grounds: dict[tuple[str, tuple[Unit, ...]], Unit] = {}
    spoken: dict[Unit, Unit] = {}
    for mention in named:
        if mention.unit is None:
            continue
        if mention.unit not in spoken:
            # A note that says 今奉化区 speaks of the 奉化市 of the text.
            ground = mention.unit.short, gazetteer().today(mention.unit)
            spoken[mention.unit] = grounds.setdefault(ground, mention.unit)
        unit = spoken[mention.unit]
        made.units[unit.key] = unit
        made.seen[unit.key].append(mention)
        if not mention.led:
            part = _UNPRINTED if mention.start in doubtful else 1
            made.weight[unit.key] += part * mention.weight * (2 if mention.start - start < OPENING else 1)
    for key, weight in made.weight.items():
        made.weight[key] += min(2.0, 0.5 * own.count(key[1][-1])) if weight >= 1 else 0
    return made


def _doubtful(named: list[Mention]) -> set[int]:
    """Where counties are named for short that the text never names in full, nor the units above them, while another is:
    such a name may be a town's or a brand's, as 赤坎 in a text about 开平市."""
    full = {m.unit for m in named if m.unit and m.full and m.unit.level == "county"}
    named_above = {m.unit.code for m in named if m.unit and m.unit.level != "county"}
    short = {m.unit for m in named if m.unit and m.unit.level == "county" and not m.full} - full
    alien = {
        unit
        for unit in short
        if full and not named_above & {above.code for above in gazetteer().lineage(unit)}
    }
    return {m.start for m in named if m.unit in alien}


def contents(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines at the beginning of a case that list the titles of others behind it; they tell nothing of its place."""
    found, at = [], start
    for line in text[start : min(end, start + MAX_CONTENTS)].split("\n"):
        listed = _LISTED.match(line.strip())
        if listed and text.find(listed["words"], end) >= 0:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _without_basis(text: str, start: int, end: int, named: list[Mention]) -> list[Mention]:
    """The places named, without those above a county that stand in the titles of what the text is based on."""
    spans = [match.span(1) for match in _BASED_ON.finditer(fold(text), start, end)]
    return [
        m
        for m in named
        if not (m.unit and m.unit.level != "county" and any(a <= m.start < b for a, b in spans))
    ]


def deepest_of(units: Iterable[Unit]) -> list[Unit]:
    """The units without those that others of them lie in."""
    kept = list(dict.fromkeys(units))
    return [unit for unit in kept if not any(lies_in(other, unit, True) for other in kept)]


def lies_in(unit: Unit, other: Unit, strictly: bool = False) -> bool:
    """Whether ``unit`` lies in ``other`` or is it."""
    above = {higher.code for higher in gazetteer().lineage(unit)}
    return other.code in above or (not strictly and unit.code == other.code)
