"""Brands and policies: which record a name belongs to, and what a record is called after its mentions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from cases.actions.findings import Finding
from cases.actions.keys import free_keys
from cases.actions.rows import update
from cases.models import (
    Benefit,
    Brand,
    BrandAlias,
    BrandMention,
    Case,
    Document,
    Edit,
    Fact,
    Place,
    Policy,
    PolicyMention,
)
from cases.models.identity import name_key

FORMS = [Policy.Form.FORMAL, Policy.Form.NAMED, Policy.Form.MEASURE]

Named = Brand | Policy


def home(place: Place | None) -> Place | None:
    """The unit a name is kept under: today's, so that years before and after a change meet; itself if divided."""
    today = list(place.today.all()) if place else []
    return today[0] if len(today) == 1 else place


def homes(mentions: Iterable[tuple[Case, str]]) -> dict[tuple[int, str], Place | None]:
    """For each case and name of one document the place the name is kept under.

    Where a document speaks of a whole city and of its counties, a name that exactly one of those counties
    bears is that county's in the city's part too.
    """
    pairs = [(case, name_key(name)) for case, name in mentions]
    own = {case.pk: home(case.place) for case in {case.pk: case for case, _ in pairs}.values()}
    counties: dict[tuple[int | None, str], set[Place]] = defaultdict(set)
    for case, key in pairs:
        if (place := own[case.pk]) and place.level == Place.Level.COUNTY:
            counties[place.parent_id, key].add(place)
    found: dict[tuple[int, str], Place | None] = {}
    for case, key in pairs:
        place = own[case.pk]
        below = counties.get((place.pk, key), ()) if place else ()
        found[case.pk, key] = next(iter(below)) if len(below) == 1 else place
    return found


class Wanted(NamedTuple):
    """A name whose brand or policy is asked for: its other spellings, the place it is kept under, and what a new record
    of it says."""

    name: str
    place: Place | None
    aliases: Sequence[str] = ()
    values: Mapping[str, Any] = {}


def join(model: type[Named], wanted: Sequence[Wanted]) -> dict[tuple[str, int | None], Named]:
    """The brand or policy for each name, made where there is none: by (name key, place id).

    A name of one that was merged into another is that other's.
    """
    if not wanted:
        return {}
    keys = {name_key(each) for name, _, aliases, _ in wanted for each in (name, *aliases)} - {""}
    at_home = kept_under({each.place.pk if each.place else None for each in wanted})
    known = _known_brands(keys, at_home) if model is Brand else _known_policies(keys, at_home)
    answer: dict[tuple[str, int | None], Named] = {}
    made: list[Named] = []
    for each in wanted:
        name, place, aliases, _ = each
        at = place.pk if place else None
        key = name_key(name)
        spellings = [key, *map(name_key, aliases)]
        row = next((known[each, at] for each in spellings if (each, at) in known), None)
        if row is None:
            row = new(model, each)
            made.append(row)
        answer[key, at] = known[key, at] = row
    add(model, made)
    return answer


def new(model: type[Named], wanted: Wanted) -> Named:
    """A record of a name, not saved."""
    name, place, _, values = wanted
    row = model(name=name[: model._meta.get_field("name").max_length], name_key=name_key(name), place=place)
    for field, value in ({"form": Policy.Form.NAMED, **values} if model is Policy else values).items():
        setattr(row, field, value)
    return row


def add(model: type[Named], rows: Sequence[Named]) -> None:
    """Save new records, each under a short key of its own."""
    for row, short in zip(rows, free_keys(model, list(map(identity, rows))), strict=True):
        row.key = short
    model.objects.bulk_create(rows)


def kept_under(places: Collection[int | None]) -> Q:
    """Brands or policies of these places only: a name that every county has must not cost more with each of them."""
    some = Q(place__in=set(places) - {None})
    return some | Q(place=None) if None in places else some


def _known_brands(keys: Collection[str], at_home: Q) -> dict[tuple[str, int | None], Named]:
    known: dict[tuple[str, int | None], Named] = {}
    brands = Brand.objects.filter(at_home)
    aliases = BrandAlias.objects.filter(name_key__in=keys, brand__in=brands)
    for alias in aliases.select_related("brand__merged_into").order_by("pk"):
        known.setdefault((alias.name_key, alias.brand.place_id), _standing(alias.brand))
    for brand in merged_first(brands.filter(name_key__in=keys)):
        known[brand.name_key, brand.place_id] = _standing(brand)
    return known


def _known_policies(keys: Collection[str], at_home: Q) -> dict[tuple[str, int | None], Named]:
    known: dict[tuple[str, int | None], Named] = {}
    named = Q(name_key__in=keys) | Q(other_keys__overlap=list(keys))
    found = merged_first(Policy.objects.filter(at_home, named))
    for policy in found:
        for key in policy.other_keys:
            known.setdefault((key, policy.place_id), _standing(policy))
    for policy in found:
        known[policy.name_key, policy.place_id] = _standing(policy)
    return known


def merged_first(rows: QuerySet) -> list[Named]:
    """Those that lead to another before those that stand, so that the latter have the last word; the oldest last."""
    order = F("merged_into").asc(nulls_last=True)
    return list(rows.select_related("merged_into").order_by(order, "-pk"))


def _standing(row: Named) -> Named:
    """The record itself, or the one that it was merged into."""
    return row.merged_into or row


def identity(row: Named) -> tuple[str, str, str]:
    """What the short key of a brand or policy depends on."""
    return row._meta.model_name, row.name_key, row.place.code if row.place else ""


def of_document(document: Document) -> tuple[set[int], set[int]]:
    """Ids of the brands and of the policies that a document's cases mention."""
    return tuple(
        set(mention.objects.filter(case__document=document).values_list(link, flat=True))
        for mention, link in ((BrandMention, "brand_id"), (PolicyMention, "policy_id"))
    )


def of_findings(findings: Sequence[Finding]) -> tuple[set[int], set[int]]:
    """The same of what was just linked."""
    return tuple(
        {each.values[link].pk for each in findings if link in each.values} for link in ("brand", "policy")
    )


Moved = Mapping[tuple[str, int, str], Named]


def link(findings: Sequence[Finding], moved: Moved = MappingProxyType({})) -> None:
    """Give every finding of a document its brand or policy, in ``values``; ``moved`` are those a person has put elsewhere."""
    for model, field, kinds in (
        (Brand, "brand", ("brand_mention",)),
        (Policy, "policy", ("policy_mention", "benefit")),
    ):
        those = [each for each in findings if each.kind in kinds]
        at = homes((each.case, each.name) for each in those)
        place = {id(each): at[each.case.pk, name_key(each.name)] for each in those}
        rows = join(model, [_wanted(each, place[id(each)]) for each in those])
        for each in those:
            key = name_key(each.name)
            home_of = place[id(each)]
            row = moved.get((field, each.case.pk, key)) or rows[key, home_of.pk if home_of else None]
            each.values[field] = row


def _wanted(finding: Finding, place: Place | None) -> Wanted:
    """What is asked for by a finding, with what a new record takes from it, as ``settle`` would say it."""
    read = finding.machine
    if finding.kind == "brand_mention":
        return Wanted(finding.name, place, read["aliases"], {"kind": read["kind"][:20]})
    if finding.kind == "policy_mention":
        return Wanted(finding.name, place, (), {field: read[field] for field in ("form", "category", "year")})
    return Wanted(finding.name, place)


def moved(document: Document) -> Moved:
    """Brands and policies of a document whose place a person decided: their mentions stay with them."""
    return {
        (field, row.case_id, name_key(row.machine["name"])): getattr(row, field)
        for field, mention in (("brand", BrandMention), ("policy", PolicyMention))
        for row in mention.objects.filter(
            case__document=document, **{f"{field}__decided__contains": ["place"]}
        ).select_related(field)
        if row.machine
    }


def settle(brands: Collection[int], policies: Collection[int]) -> tuple[set[int], list[str]]:
    """Bring brands and policies to what their mentions say; see ``settle_brands``.

    Returns the ids of the cases whose names in the index changed by it, and a line for each that is gone.
    """
    changed_brands, gone_brands = settle_brands(brands)
    changed_policies, gone_policies = settle_policies(policies)
    cases = set(BrandMention.objects.filter(brand__in=changed_brands).values_list("case_id", flat=True))
    cases |= set(PolicyMention.objects.filter(policy__in=changed_policies).values_list("case_id", flat=True))
    return cases, [*(f"品牌：{n}" for n in gone_brands), *(f"政策：{n}" for n in gone_policies)]


def settle_brands(ids: Collection[int]) -> tuple[set[int], list[str]]:
    """Name, kind and aliases after the machine's mentions; brands nobody mentions go.

    A brand that a person has edited stays, and so do the fields they decided and the aliases they gave.
    Returns the ids of those that are called differently now, and the names of those that went.
    """
    readings, gone = _readings(Brand, BrandMention, ids)
    changed, aliases = [], []
    known: dict[int, dict[str, BrandAlias]] = defaultdict(dict)
    for alias in BrandAlias.objects.filter(brand_id__in=ids):
        known[alias.brand_id][alias.name] = alias
    stale = []
    for brand in Brand.objects.filter(pk__in=readings):
        machine = readings[brand.pk]
        before = (brand.name, brand.kind)
        if machine and "name" not in brand.decided:
            brand.name = usual(each["name"] for each in machine)[:120]
            brand.name_key = name_key(brand.name)
        if machine and "kind" not in brand.decided:
            brand.kind = (usual(each["kind"] for each in machine) or "")[:20]
        if before != (brand.name, brand.kind):
            changed.append(brand)
        names = {name[:120] for each in machine for name in (each["name"], *each["aliases"])}
        names = {name for name in names if name_key(name) not in ("", brand.name_key)}
        aliases += [
            BrandAlias(brand=brand, name=name, name_key=name_key(name))
            for name in sorted(names - known[brand.pk].keys())
        ]
        stale += [a for n, a in known[brand.pk].items() if n not in names and a.origin == Fact.Origin.MACHINE]
    update(Brand, changed, ["name", "name_key", "kind"])
    renamed = {alias.brand_id for alias in stale}
    BrandAlias.objects.filter(pk__in=[alias.pk for alias in stale]).delete()
    BrandAlias.objects.bulk_create(aliases)
    return {brand.pk for brand in changed} | {alias.brand_id for alias in aliases} | renamed, gone


def settle_policies(ids: Collection[int]) -> tuple[set[int], list[str]]:
    """Name, form, category and year after the machine's mentions; policies nobody mentions go, as for brands."""
    readings, gone = _readings(Policy, PolicyMention, ids)
    changed = []
    fields = ("name", "form", "category", "year")
    for policy in Policy.objects.filter(pk__in=readings):
        machine = readings[policy.pk]
        before = [getattr(policy, field) for field in (*fields, "other_keys")]
        for field in fields:
            if machine and field not in policy.decided:
                setattr(policy, field, usual(each[field] for each in machine))
        if machine and "form" not in policy.decided:
            policy.form = min((each["form"] for each in machine), key=FORMS.index)
        policy.name, policy.category = policy.name[:200], (policy.category or "")[:20]
        policy.name_key = name_key(policy.name)
        kept = policy.other_keys if "name" in policy.decided else ()
        keys = {name_key(each["name"]) for each in machine} | set(kept)
        policy.other_keys = sorted(keys - {policy.name_key, ""})
        if before != [getattr(policy, field) for field in (*fields, "other_keys")]:
            changed.append(policy)
    update(Policy, changed, [*fields, "name_key", "other_keys"])
    return {policy.pk for policy in changed}, gone


def _readings(
    model: type[Named], mention: type, ids: Collection[int]
) -> tuple[dict[int, list[dict[str, Any]]], list[str]]:
    """What the machine read for each record; the names of those that were deleted for want of any mention."""
    link = "brand_id" if model is Brand else "policy_id"
    standing: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rejected: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = mention.objects.filter(**{f"{link}__in": ids}).order_by("pk")
    for pk, machine, state, origin in rows.values_list(link, "machine", "state", "origin"):
        # A mention that a person put to this record says nothing about what the machine calls it.
        read = [machine] if machine and origin == Fact.Origin.MACHINE else []
        (rejected if state == Fact.State.REJECTED else standing)[pk] += read
    mentioned = {
        **rejected,
        **{pk: machine for pk, machine in standing.items() if machine or pk not in rejected},
    }
    kept, left = set(mentioned), set(ids) - mentioned.keys()
    kept |= set(Edit.objects.filter(**{f"{link}__in": left}).values_list(link, flat=True))
    if model is Policy:
        kept |= set(Benefit.objects.filter(policy_id__in=left).values_list("policy_id", flat=True))
    orphans = list(model.objects.filter(pk__in=left - kept))
    model.objects.filter(pk__in=[each.pk for each in orphans]).delete()
    return {pk: mentioned.get(pk, []) for pk in kept}, [each.name for each in orphans]


def usual(values: Iterable[Any]) -> Any:
    """The most frequent value, of equally frequent ones the first in order: no matter who came first."""
    counts = Counter(value for value in values if value not in ("", None))
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
