"""A brand through time: a point for each case that speaks of it, what changed in its wording, and how figures agree."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cases.comparison import same_today
from cases.models import Brand, BrandMention, Outcome
from cases.models.composed import AnyOf, Composed
from cases.views.agreement import Series, series
from cases.views.witness import Witness, attach, with_sentences
from cases.views.wording import Part, compared, defining

# How many of a mention's sentences are looked at, and how many are shown beside the defining one.
MOST_SENTENCES = 12
MOST_SHOWN = 2
MOST_WORDINGS = 2
REACH = 240
MOST_FIGURES = 1000
MOST_SERIES = 12
_CENTRAL = 3
_OUTER = re.compile(r"^[“‘「\"]([^“”‘’「」\"]+)[”’」\"]$")


@dataclass
class Point:
    """A mention with the sentence that defines the brand there.

    ``wordings`` are the points of other documents before it that say the same in other words, the latest first, each
    with what changed; ``before`` is the latest of all, where none does.
    """

    mention: BrandMention
    definition: Witness | None
    others: list[Witness]
    wordings: "list[tuple[Point, list[Part]]]" = field(default_factory=list)
    before: "Point | None" = None

    @property
    def changed(self) -> "list[tuple[Point, list[Part]]]":
        """The wordings that differ."""
        return [each for each in self.wordings if any(part.kind != "same" for part in each[1])]

    @property
    def unchanged(self) -> "list[Point]":
        """The points whose sentence or aim is the same."""
        return [point for point, made in self.wordings if all(part.kind == "same" for part in made)]


@dataclass
class Name:
    """A way the brand is written in the sources, and the cases in which it is so."""

    text: str
    places: list[tuple[BrandMention, Witness]] = field(default_factory=list)


def points(mentions: Sequence[BrandMention]) -> list[Point]:
    """The mentions in their order as points; each is set against those before it from other documents.

    Every mention comes with its witnesses. One query.
    """
    with_sentences(mentions, MOST_SENTENCES, REACH)
    made: list[Point] = []
    for mention in mentions:
        chosen = defining(mention.sentences)
        others = [each for each in mention.sentences if each is not chosen]
        point = Point(mention, chosen, others[: MOST_SHOWN + (chosen is None)])
        if chosen:
            _set_against(point, made)
        made.append(point)
    return made


def _set_against(point: Point, earlier: Sequence[Point]) -> None:
    """Compare its wording with those of other documents before it."""
    document = point.mention.case.document_id
    others = [each for each in earlier if each.definition and each.mention.case.document_id != document]
    for other in reversed(others):
        if len(point.wordings) == MOST_WORDINGS:
            break
        found = compared(_whole(other.definition), _whole(point.definition))
        if found is not None:
            point.wordings.append((other, found))
    point.before = others[-1] if others and not point.wordings else None


def spellings(mentions: Iterable[BrandMention]) -> list[Name]:
    """The ways the brand is named, quotation marks aside, those in most cases first."""
    found: dict[str, Name] = {}
    for mention in mentions:
        seen: set[str] = set()
        for witness in mention.witnesses:
            text = _OUTER.sub(r"\1", "".join(witness.quote.split()))
            if (key := _bare(text)) not in seen:
                seen.add(key)
                found.setdefault(key, Name(text)).places.append((mention, witness))
    return sorted(found.values(), key=lambda each: -len(each.places))


def agreements(brand: Brand, mentions: Sequence[BrandMention]) -> list[Series]:
    """What several documents say of the same figures of the brand, with their sentences; a handful of queries.

    A case that is about the brand gives all its figures, another those of the sentences in which it names it.
    Figures of places that are not the brand's own are left out.
    """
    by_case = {each.case_id: each for each in mentions}
    own = set(same_today(brand.place)) if brand.place_id else None
    rows = _outcomes(cases=list(by_case))
    outcomes = [each for each in rows if own is None or (each.place_id or each.case.place_id) in own]
    attach({"outcome": outcomes}, {pk: each.case for pk, each in by_case.items()})
    called = [_bare(each) for each in (brand.name, *(alias.name for alias in brand.aliases.all()))]
    of_brand = [each for each in outcomes if _of_brand(each, called, by_case[each.case_id])]
    found = series(of_brand, dict.fromkeys(own or (), brand.place_id))[:MOST_SERIES]
    with_sentences([fact for each in found for point in each.points for fact in point.facts], 1)
    return found


_outcomes = Composed(
    lambda cases: (
        Outcome.objects.public()
        .filter(AnyOf("case_id", cases))
        .select_related("place", "case__place")
        .only(
            *("indicator", "low", "high", "unit", "bound", "raw", "status", "as_of", "place__name"),
            *("case__key", "case__title", "case__year", "case__start", "case__end", "case__document"),
            "case__place__name",
        )[:MOST_FIGURES]
    ),
    cases="bigint[]",
)


def _of_brand(outcome: Outcome, called: Sequence[str], mention: BrandMention) -> bool:
    title = _bare(mention.case.title)
    if len(mention.witnesses) >= _CENTRAL or any(name in title for name in called):
        return True
    spans = [(each.start - len(each.before), each.end + len(each.after)) for each in mention.sentences]
    return any(
        left < witness.end and witness.start < right for left, right in spans for witness in outcome.witnesses
    )


def _bare(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


def _whole(witness: Witness) -> str:
    return witness.before + witness.quote + witness.after
