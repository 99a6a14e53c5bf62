"""The page of a case: its facts, each with the way to its sentence, and the whole source text."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.asking import is_exact
from cases.comparison import same_today
from cases.models import Benefit, BrandMention, Case, Fact, Organisation, Outcome, Person, PolicyMention
from cases.models.composed import AnyOf, Composed, either
from cases.results import hits_in
from cases.views.announced import announced
from cases.views.chapters import chapters
from cases.views.citation import Cited, bibtex, csl_json, gbt7714, ris
from cases.views.corrections import corrected
from cases.views.corrections import marks as mended_marks
from cases.views.corroborated import corroborate
from cases.views.linked import of_case
from cases.views.merged import leading, led_on, once
from cases.views.page import takes
from cases.views.text import Mark, paragraphs
from cases.views.witness import attach

RELATED = 6
MOST_RELATED = 60
MOST_STEPS = 120
# A printed number that may be a figure: dates, times and numbers of documents are none.
_NUMBER = re.compile(
    r"(?<![0-9０-９A-Za-z.．])[0-9０-９]++(?:[.．,，][0-9０-９]++)*+(?![A-Za-z]|\s*[年月日号时、．])"
)
# What kind of evidence a sentence is, for its tooltip.
_KINDS = {
    "case": "案例信息",
    "brand_mention": "品牌",
    "policy_mention": "政策",
    # These two show by the way their figures are underlined.
    "benefit": "",
    "outcome": "",
    "person": "人物",
    "organisation": "机构",
}


@takes("q", "exact")
def case(request: HttpRequest, key: str) -> HttpResponse:
    """One public case; drafts are not found, and one that was merged leads to the one that stayed."""
    found = _shown(key=key)
    return _page(request, found[0]) if found else led_on(request, Case, key)


@takes("q", "exact")
def also(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """What another source says: a case that was merged into the public case ``key``, as it is told there."""
    found = Case.objects.absorbed().filter(key=other).select_related("document", "place__parent__parent")
    shown = found.select_related("merged_into").first()
    if shown is None:
        return led_on(request, Case, other, here=Case.objects.public())
    if shown.merged_into.key != key:
        return leading(reverse("also", args=[shown.merged_into.key, other]))
    return _page(request, shown)


def _page(request: HttpRequest, shown: Case) -> HttpResponse:
    units, facts = same_today(shown.place), _facts(shown)
    evidence = attach({"case": [shown], **facts}, {shown.pk: shown})
    for name, link in (("brand_mention", "brand_id"), ("policy_mention", "policy_id")):
        facts[name] = once(facts[name], link)
    corroborate(shown, facts["outcome"], units)
    figures = _figures([*facts["benefit"], *facts["outcome"]])
    hits = _found(request, shown)
    mended = corrected(shown.document_id, shown.document.text, [(shown.start, shown.end)])
    text = paragraphs(
        shown.document.text,
        shown.start,
        shown.end,
        [*_marks(evidence), *figures, *_hits(hits), *mended_marks(mended)],
        [shown.title, *shown.headings],
    )
    policies = _with_benefits(facts["policy_mention"], facts["benefit"])
    return render(
        request,
        "cases/case.html",
        {
            "section": "cases",
            "case": shown,
            "q": request.GET.get("q", "").strip(),
            "hits": len({start for start, _ in hits}),
            "first_hit": f"h{hits[0][0]}" if hits else "",
            "brands": facts["brand_mention"],
            "chapters": chapters(text, facts["outcome"], policies),
            "announced": announced(facts["outcome"]),
            "people": facts["person"],
            "organisations": facts["organisation"],
            "basis": _basis(evidence, shown),
            "text": text,
            "corrected": mended,
            "headings": [each for each in text if each.heading][1:],
            "coverage": _coverage(shown, figures),
            "others": _others(case=shown.pk),
            "related": _related(shown, facts["brand_mention"], units),
            **_beside(shown),
            **_told(request, shown, facts["brand_mention"]),
        },
    )


def _found(request: HttpRequest, shown: Case) -> list[tuple[int, int]]:
    """Where the case's text meets what was searched for."""
    typed, exact = request.GET.get("q", "").strip(), is_exact(request.GET.getlist("exact"))
    return hits_in(shown.document.text, shown.start, shown.end, typed, exact=exact) if typed else []


def _beside(shown: Case) -> dict[str, Case | None]:
    """The cases before and after it in its document."""
    siblings = _siblings(document=shown.document_id)
    if shown not in siblings:
        return {}
    at = siblings.index(shown)
    return {
        "previous": siblings[at - 1] if at else None,
        "next": siblings[at + 1] if at + 1 < len(siblings) else None,
    }


def _told(request: HttpRequest, shown: Case, brands: Iterable[BrandMention]) -> dict[str, Any]:
    """What the page says of itself to machines, and how it is cited."""
    where = shown.place.then_and_now() if shown.place else ""
    when = f" {shown.year} 年" if shown.year else ""
    words = shown.summary or f"{where}{when}人才工作案例：{shown.title}"
    linked = of_case(request, shown, [each.brand for each in brands], words)
    document = shown.document.title
    cited = Cited(
        key=shown.key,
        title=shown.title,
        within="" if "".join(document.split()) == "".join(shown.title.split()) else document,
        authors=shown.authors,
        year=shown.year,
        updated=shown.updated_at.date().isoformat(),
        address=linked.address,
    )
    written = {
        "gbt7714": gbt7714(cited),
        "bibtex": bibtex(cited),
        "ris": ris(cited),
        "csl_json": csl_json(cited),
    }
    return {"linked": linked, "told_in_short": words, **written}


_shown = Composed(
    lambda key: Case.objects.public().filter(key=key).select_related("document", "place__parent__parent"),
    key="text",
)
_siblings = Composed(
    lambda document: (
        Case.objects.public()
        .filter(document=document)
        .only("key", "title", "start", "document")
        .order_by("start", "pk")
    ),
    document="bigint",
)

# Cases of other sources that were merged into this one, with how many figures each has.
_STANDING = {each: ~Q(**{f"{each}__state": Fact.State.REJECTED}) for each in ("outcomes", "benefits")}
_others = Composed(
    lambda case: (
        Case.objects.absorbed()
        .filter(merged_into=case)
        .select_related("document")
        .only("key", "title", "year", "merged_into", "document__key", "document__title", "document__year")
        .annotate(**{f"count_{each}": Count(each, filter=q, distinct=True) for each, q in _STANDING.items()})
        .order_by("year", "pk")
    ),
    case="bigint",
)


def _of_case(rows: Callable[[], QuerySet], *related: str) -> Composed:
    """What readers see of one kind of a case's facts, with what is shown of related records."""
    unused = (
        "machine",
        "fingerprint",
        "renewed",
        "doubted",
        *(f"{each}__{name}" for each in related for name in _UNUSED[each]),
    )
    return Composed(
        lambda case: rows().filter(case=case).select_related(*related).defer(*unused).order_by("pk"),
        case="bigint",
    )


# What no page of a case shows of these.
_UNUSED = {
    "brand": ("decided", "name_key"),
    "policy": ("decided", "name_key", "other_keys"),
    "place": ("source", "pinyin", "initials", "sort_key"),
}
# By the evidence's name for them.
_READS = {
    "brand_mention": _of_case(BrandMention.objects.standing, "brand"),
    "policy_mention": _of_case(PolicyMention.objects.standing, "policy"),
    "benefit": _of_case(Benefit.objects.standing, "policy"),
    "outcome": _of_case(Outcome.objects.standing, "place"),
    "person": _of_case(Person.objects.standing),
    "organisation": _of_case(Organisation.objects.standing),
}


def _facts(case: Case) -> dict[str, list[Any]]:
    """What readers see of the case's facts, by the evidence's name for them."""
    facts = {name: read(case=case.pk) for name, read in _READS.items()}
    for outcome in facts["outcome"]:
        outcome.case = case
    return facts


def _with_benefits(mentions: Sequence[PolicyMention], benefits: Iterable[Benefit]) -> list[dict[str, Any]]:
    """Each policy with what it offers; one that is known only by an offer has no mention."""
    offers: defaultdict[int, list[Benefit]] = defaultdict(list)
    for benefit in benefits:
        offers[benefit.policy_id].append(benefit)
    groups = [{"policy": m.policy, "mention": m, "benefits": offers.pop(m.policy_id, [])} for m in mentions]
    return groups + [
        {"policy": each[0].policy, "mention": None, "benefits": each} for each in offers.values()
    ]


def _marks(evidence: Iterable[Any]) -> list[Mark]:
    """The marks of all evidence, one a span."""
    titles: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for row in evidence:
        kind = _KINDS[row.subject[0]]
        titles[row.start, row.end] += [kind] if kind else []
    return [
        Mark(start, end, "evidence", f"{'、'.join(dict.fromkeys(kinds))}的依据" if kinds else "")
        for (start, end), kinds in titles.items()
    ]


def _hits(spans: Sequence[tuple[int, int]]) -> list[Mark]:
    """The marks of the hits; as many as a reader would step through know those before and after them."""
    starts = sorted({start for start, _ in spans})
    number = {start: at for at, start in enumerate(starts)}
    marks = []
    for start, end in spans:
        at = number[start]
        before = starts[at - 1] if 0 < at <= MOST_STEPS else None
        after = starts[at + 1] if at + 1 < len(starts) and at < MOST_STEPS else None
        marks.append(Mark(start, end, "hit", before=before, after=after))
    return marks


def _figures(facts: Iterable[Any]) -> list[Mark]:
    """Where the figures stand in their sentences, numbered in the order of the text; each fact gets its ``number``.

    Facts that quote the same amount take one occurrence each.
    """
    taken: Counter[tuple[int, str]] = Counter()
    found: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for fact in facts:
        for witness in fact.witnesses:
            printed = rf"(?<![0-9.,]){re.escape(fact.raw)}"
            places = [match.start() for match in re.finditer(printed, witness.quote)]
            number = taken[witness.start, fact.raw]
            if fact.raw and witness.anchor and number < len(places):
                taken[witness.start, fact.raw] += 1
                start = witness.start + places[number]
                found[start, start + len(fact.raw)].append(fact)
    marks, count = [], 0
    for (start, end), group in sorted(found.items(), key=lambda each: each[0]):
        for fact in group:
            if not hasattr(fact, "number"):
                count += 1
                fact.number = count
        status = getattr(group[0], "status", "offer")
        marks.append(Mark(start, end, "figure", number=group[0].number, status=status))
    return marks


def _coverage(case: Case, figures: Sequence[Mark]) -> tuple[int, int]:
    """How many printed numbers the case has, dates left out, and how many of them were read as figures."""
    numbers = [match.span() for match in _NUMBER.finditer(case.document.text, case.start, case.end)]
    spans = [(mark.start, mark.end) for mark in figures]
    ends = list(accumulate((end for _, end in spans), max))
    starts = [start for start, _ in spans]
    # Of the figures that begin before a number ends, the one that reaches furthest reaches into it or none does.
    before = ((bisect_left(starts, right), left) for left, right in numbers)
    return len(numbers), sum(count > 0 and ends[count - 1] > left for count, left in before)


def _basis(evidence: Iterable[Any], case: Case) -> dict[str, str]:
    """For place and year: the anchor of the words they were read from, where these stand in the case."""
    return {
        row.field: f"e{row.start}-{row.end}"
        for row in evidence
        if row.subject == ("case", case.pk) and row.start < case.end and row.end > case.start
    }


def _related(case: Case, mentions: Iterable[BrandMention], units: Sequence[int]) -> list[Case]:
    """Other public cases of the same place of today or of the same brands, the nearest in time first."""
    found = _near(units=units, brands=[mention.brand_id for mention in mentions], case=case.pk)
    return sorted(found, key=lambda each: abs((each.year or 0) - (case.year or 0)))[:RELATED]


_near = Composed(
    lambda units, brands, case: (
        Case.objects.public()
        .filter(
            either(
                Case.objects,
                Q(AnyOf("place_id", units)),
                Q(pk__in=BrandMention.objects.standing().filter(brand__in=brands).values("case")),
            )
        )
        .exclude(pk=case)
        .select_related("place")
        .only("key", "title", "year", "place__name", "place__code")[:MOST_RELATED]
    ),
    units="bigint[]",
    brands="bigint[]",
    case="bigint",
)
