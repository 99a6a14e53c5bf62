"""The counties of a province as tiles, shaded by how much of something there is about each."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases.filters import Refusal
from cases.models import Benefit, BrandMention, Case, Evidence, Outcome, Place, PolicyMention
from cases.models.composed import Composed
from cases.models.edition import once_an_edition
from cases.tiles import Group, Tile, Unit, lay_out, picture_of, spans, step, tops


@dataclass(frozen=True, slots=True)
class Shown:
    """A tile with its place, how much there is about it, and the step that this is shaded by."""

    tile: Tile
    place: Place
    city: str
    count: int
    step: int

    @property
    def rest(self) -> str:
        """What the label leaves out of the name, so that the two together say it whole."""
        name, label = self.place.name, self.tile.label
        return name.removeprefix(label) if name.startswith(label) else f"（{name}）"


@dataclass(frozen=True, slots=True)
class TileMap:
    """``cities`` are lists of tiles, the city's own first; ``legend`` has the counts that each step stands for.

    ``drawn`` by hand, tiles stand about where the units lie; else only the cities hang together.
    """

    province: Place
    by: str
    what: str
    drawn: bool
    cities: Sequence[Sequence[Shown]]
    legend: Sequence[tuple[int, str]]


def with_evidence(model: type[Outcome] | type[Benefit]) -> QuerySet:
    """Public figures that have words of the source behind them."""
    evidence = Evidence.objects.filter(lost=False, **{model._meta.model_name: OuterRef("pk")})
    return model.objects.public().filter(Exists(evidence))


def _per_place(rows: Callable[[], QuerySet], place: str, what: str = "pk") -> Composed:
    """How many distinct ``what`` of the rows lie in each unit of today, as (unit, count)."""
    return Composed(
        lambda: rows().order_by().values_list(f"{place}__today").annotate(Count(what, distinct=True))
    )


_cases = _per_place(Case.objects.public, "place")
_brands = _per_place(BrandMention.objects.public, "case__place", "brand")
_policies = _per_place(PolicyMention.objects.public, "case__place", "policy")
_outcomes = _per_place(partial(with_evidence, Outcome), "case__place")
_benefits = _per_place(partial(with_evidence, Benefit), "case__place")


def _counts(*reads: Composed) -> dict[int, int]:
    """What these reads count, by unit of today."""
    counts: defaultdict[int, int] = defaultdict(int)
    for read in reads:
        for unit, count in read():
            counts[unit] += count
    counts.pop(None, None)
    return counts


# What the tiles may be shaded by: its name in the address → (its name for readers, counts by unit of today).
SHADES: dict[str, tuple[str, Callable[[], dict[int, int]]]] = {
    "cases": ("案例数", once_an_edition(partial(_counts, _cases))),
    "brands": ("品牌数", once_an_edition(partial(_counts, _brands))),
    "policies": ("政策数", once_an_edition(partial(_counts, _policies))),
    "figures": ("有依据的数字", once_an_edition(partial(_counts, _outcomes, _benefits))),
}
cases_per_unit = SHADES["cases"][1]


def chosen_province(code: str | None, found: Sequence[Place]) -> Place | None:
    """The province with this code, else the first of those found; raises Refusal where there is no such province."""
    if not code:
        return found[0] if found else None
    province = Place.objects.current().filter(code=code, level=Place.Level.PROVINCE).first()
    if province is None:
        raise Refusal(f"没有代码为“{code[:20]}”的省级单位。应为六位代码，如 330000。")
    return province


def tile_map(province: Place, by: str = "cases") -> TileMap:
    """The map of a province; raises Refusal for a shade that there is not."""
    if by not in SHADES:
        known = "、".join(f"{name}（{words}）" for name, (words, _) in SHADES.items())
        raise Refusal(f"地图不能按“{by[:20]}”着色，可用：{known}。")
    what, counted = SHADES[by]
    counts = counted()
    places = {place.pk: place for place in [province, *units_within(province=province.pk)]}
    groups = _groups(province, places.values())
    steps = tops(counts.get(unit.key, 0) for group in groups for unit in group.units)

    def shown(tile: Tile, city: Unit) -> Shown:
        count = counts.get(tile.unit.key, 0)
        return Shown(tile, places[tile.unit.key], city.name, count, step(count, steps))

    picture = picture_of(province.code)
    laid = zip(groups, _laid_out(groups, picture), strict=True)
    cities = [[shown(tile, group.city) for tile in tiles] for group, tiles in laid]
    return TileMap(province, by, what, bool(picture), cities, list(enumerate(spans(steps), 1)))


units_within = Composed(
    lambda province: (
        Place.objects.current()
        .filter(Q(parent=province) | Q(parent__parent=province))
        .only("code", "name", "level", "parent", "sort_key")
        .order_by("code")
    ),
    province="bigint",
)
# The same units stand in the same places, whatever is counted.
_laid_out = lru_cache(maxsize=64)(lay_out)


def _groups(province: Place, places: Sequence[Place]) -> tuple[Group, ...]:
    """Cities with their counties; what lies directly in the province is a group of its own, headed by it."""
    counties: dict[int, list[Unit]] = {
        place.pk: [] for place in places if place.level == Place.Level.PREFECTURE
    }
    for place in places:
        if place.level == Place.Level.COUNTY:
            counties.setdefault(place.parent_id, []).append(Unit(place.pk, place.name))
    names = {place.pk: place.name for place in places}
    return tuple(Group(Unit(city, names[city]), tuple(within)) for city, within in counties.items())
