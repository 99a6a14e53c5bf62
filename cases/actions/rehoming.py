"""Brands and policies follow cases whose place was changed, for many cases in as few statements as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from cases.actions import names
from cases.actions.names import Named
from cases.actions.rows import update
from cases.models import Benefit, Brand, BrandAlias, BrandMention, Case, Place, Policy, PolicyMention

MENTIONS = ((Brand, "brand", BrandMention), (Policy, "policy", PolicyMention))


def rehome(cases: Sequence[Case]) -> set[int]:
    """Keep the brands and policies of cases under their places, after these were changed; as if one went after the other.

    One that only one case mentions moves along, so that its address and a person's corrections stay. Returns the
    ids of other cases whose names in the index changed by it: they share what these leave or join.
    """
    places = {case.place_id: case.place for case in cases}
    at = {pk: names.home(place) for pk, place in places.items()}
    homes = {case.pk: at[case.place_id] for case in cases}
    changed = {model: _rehome(model, link, mention, homes) for model, link, mention in MENTIONS}
    return names.settle(changed[Brand], changed[Policy])[0]


@dataclass
class _Known:
    """Records of a kind, each once, by their name and by their other names in the order in which these count."""

    records: dict[int, Named]
    by_name: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    otherwise: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))

    def at(self, key: str, place: Place | None) -> Named | None:
        """The record of that name which is kept under the place; for one that was merged the other."""
        pk = place and place.pk
        named = [row for row in self.by_name[key] if row.place_id == pk]
        row = named[0] if named else next((row for row in self.otherwise[key] if row.place_id == pk), None)
        return row and (self.records.get(row.merged_into_id) or row.merged_into or row)


def _rehome(model: type[Named], link: str, mention: type, homes: dict[int, Place | None]) -> set[int]:
    """The same for brands or for policies: the ids of those that mentions left or joined."""
    rows = list(mention.objects.filter(case__in=homes).select_related(link).order_by("case", "pk"))
    known = _known(model, {getattr(row, f"{link}_id"): getattr(row, link) for row in rows}, homes.values())
    cases = _cases(mention, link, known)
    moved: dict[int, Named] = {}
    new: list[Named] = []
    left: dict[tuple[int, int], Named] = {}
    for row in rows:
        named, home = known.records[getattr(row, f"{link}_id")], homes[row.case_id]
        if (
            "place" in named.decided
            or named.place_id == (home and home.pk)
            or (row.case_id, named.pk) in left
        ):
            continue
        target = known.at(named.name_key, home)
        if target is None and cases[named.pk] == {row.case_id}:
            named.place = home
            moved[named.pk] = named
            continue
        if target is None:
            target = names.new(model, names.Wanted(named.name, home))
            new.append(target)
            known.by_name[target.name_key].append(target)
        left[row.case_id, named.pk] = target
        cases[named.pk].discard(row.case_id)
        if target.pk:
            cases[target.pk].add(row.case_id)
    names.add(model, new)
    update(model, list(moved.values()), ["place"])
    for linked in (mention, Benefit) if model is Policy else (mention,):
        _relink(linked, link, left)
    return {pk for _, pk in left} | {target.pk for target in left.values()}


def _known(model: type[Named], records: dict[int, Named], homes: Iterable[Place | None]) -> _Known:
    """The records that are mentioned, and those of their names that are kept under the places."""
    keys = {row.name_key for row in records.values()}
    here = names.kept_under({home and home.pk for home in homes})
    if model is Brand:
        aliases = BrandAlias.objects.filter(name_key__in=keys).order_by("pk")
        others = list(aliases.filter(Q(brand__in=records) | Q(brand__in=Brand.objects.filter(here))))
        named = Q(name_key__in=keys) | Q(pk__in={alias.brand_id for alias in others})
    else:
        named = Q(name_key__in=keys) | Q(other_keys__overlap=sorted(keys))
    found = names.merged_first(model.objects.filter(here & named | Q(pk__in=records)))
    known = _Known({row.pk: row for row in found})
    for row in reversed(found):
        known.by_name[row.name_key].append(row)
    if model is Brand:
        for alias in others:
            known.otherwise[alias.name_key].append(known.records[alias.brand_id])
    else:
        for row in found:
            for key in row.other_keys:
                known.otherwise[key].append(row)
    return known


def _cases(mention: type, link: str, known: _Known) -> dict[int, set[int]]:
    """The cases that mention each record."""
    cases: dict[int, set[int]] = defaultdict(set)
    pairs = mention.objects.filter(**{f"{link}__in": known.records})
    for pk, case in pairs.values_list(f"{link}_id", "case_id"):
        cases[pk].add(case)
    return cases


def _relink(linked: type, link: str, left: dict[tuple[int, int], Named]) -> None:
    """Give the rows of each case that left a record the one that it joins."""
    rows = linked.objects.filter(
        case__in={case for case, _ in left}, **{f"{link}__in": {pk for _, pk in left}}
    )
    changed = [row for row in rows if (row.case_id, getattr(row, f"{link}_id")) in left]
    for row in changed:
        setattr(row, link, left[row.case_id, getattr(row, f"{link}_id")])
    update(linked, changed, [link])
