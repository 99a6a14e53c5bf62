"""The names of the collection, for completion and for did-you-mean: places with cases, brands, policies, words.

They are read once an edition, the names of most cases first; beyond ten thousand of a kind the rest is left out. What
is looked through to complete and to correct is made when other names are read than before, which most writings do not
bring.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Max, Min
from django.urls import reverse

from cases.filters import CaseFilters
from cases.filters.facet import UNKNOWN, flat
from cases.models import Brand, BrandAlias, BrandMention, Case, Edition, Place, PolicyMention
from cases.wordlists import follow
from search import segment, synonyms
from search.suggest import Name, Vocabulary

MOST = 10_000
KINDS = {"county": "地区", "brand": "品牌", "policy": "政策"}
_SUFFIX = re.compile(r"(?<=..)[省市县区]$")


def vocabulary() -> Vocabulary:
    """The names as they are now."""
    return _of(Edition.current())


@lru_cache(maxsize=1)
def _of(_edition: UUID | None) -> Vocabulary:
    lists, address = follow(), _addresses("county")
    places = list(_places(address))
    names = [*places, *_named("brand", BrandMention), *_named("policy", PolicyMention)]
    short = [Name(_SUFFIX.sub("", each.text), "", each.weight) for each in places]
    known = {each.address: each for each in places}
    also = [
        Name(each.name, "county", own.weight, own.address, f"即{own.text}")
        for each in lists.places
        if (own := known.get(address(each.place.code)))
    ]
    words = [*_aliases(), *map(Name, segment.domain_words()), *map(Name, synonyms.groups())]
    # A word may be the typed form of a name; the name with its kind comes first and stays.
    return _made((*sorted([*names, *also], key=lambda name: -name.weight), *short, *words))


_made = lru_cache(maxsize=1)(Vocabulary)


def _addresses(kind: str) -> Callable[[str], str]:
    """The address of a page of a kind by what it ends in; to have Django find each takes longer than all the rest."""
    other = "330281" if kind == "county" else "aaaaaaaa"
    before, after = reverse(kind, args=[other]).split(other)
    return lambda own: f"{before}{own}{after}"


def _places(address: Callable[[str], str]) -> Iterator[Name]:
    """Today's units with their cases, and former ones under whose name there are any."""
    keys = Case.objects.public().values_list("pk", flat=True)
    for option in flat(CaseFilters.base_filters["county"].tree(keys)):
        if option.value != UNKNOWN:
            yield Name(option.label, "county", option.count, address(option.value), option.note)
    former = (
        Place.objects.filter(valid_to__isnull=False, cases__status=Case.Status.PUBLISHED)
        .annotate(count=Count("cases", distinct=True))
        .prefetch_related("today")
    )
    for place in former:
        now = "、".join(each.name for each in place.today.all())
        yield Name(place.name, "county", place.count, address(place.code), f"今{now}" if now else "")


def _named(kind: str, mentions: type[BrandMention] | type[PolicyMention]) -> Iterator[Name]:
    """Brands or policies with the number of public cases that speak of them; those of one name are one."""
    counts = (
        mentions.objects.public()
        .values(name=F(f"{kind}__name"))
        .annotate(count=Count("case", distinct=True), key=Min(f"{kind}__key"), last=Max(f"{kind}__key"))
        .order_by("-count", "name")
    )
    address, cases = _addresses(kind), reverse("cases")
    for row in counts[:MOST]:
        one, name = row["key"] == row["last"], row["name"]
        every = "" if one else f"{cases}?{urlencode({'q': f'{KINDS[kind]}:“{name}”'})}"
        yield Name(name, kind, row["count"], every or address(row["key"]))


def _aliases() -> Iterator[Name]:
    """Other spellings of brands, which are understood but not offered."""
    known = BrandAlias.objects.filter(brand__in=Brand.objects.public()).order_by("name")
    yield from map(Name, known.values_list("name", flat=True)[:MOST])
