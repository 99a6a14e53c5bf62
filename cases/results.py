"""The one search over cases, for the list page and for the ``search`` command.

An address (what was typed, the filters, the order) → the cases it stands for, their best passages, the counts of
every filter, and how the query was understood.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.functions import Substr
from django.http import QueryDict
from django.utils.functional import cached_property

from cases.apart import apart
from cases.asking import Asked, among, ask, find, is_exact, narrowed, suggestion
from cases.filters import CaseFilters, Facet, Refusal
from cases.models import Case
from cases.models.composed import Composed
from search import index, segment, snippet
from search.query import Query

PER_PAGE = 20
MOST_PAGES = 100
PASSAGES = 3
ALSO = 5
BEYOND = 32  # characters behind a passage that are read with it, for what stands across the cut
SORTS = {"relevance": "相关度", "newest": "年份从新到旧", "oldest": "年份从旧到新", "county": "地区"}
APART = 40  # best cases among which those that say the same are told apart
NAMES = ("q", "exact", *CaseFilters.base_filters, "sort", "page")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source, ``document.text[start:end] == text``; ``marks`` are spans of ``text``."""

    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    url: str

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut at its marks, each piece with whether it is a hit."""
        cut, at = [], 0
        for left, right in self.marks:
            cut += [(self.text[at:left], False), (self.text[left:right], True)]
            at = right
        return [(text, hit) for text, hit in [*cut, (self.text[at:], False)] if text]


@dataclass(frozen=True, slots=True)
class Result:
    """A case that was found, with its best passages; without a query there are none.

    ``repeated`` cases of other documents have a best passage that says the very same; they come later in the list.
    ``alike`` are the first of them.
    """

    rank: int
    score: float
    case: Case
    url: str
    passages: tuple[Passage, ...] = ()
    alike: tuple[Case, ...] = ()
    repeated: int = 0


@dataclass(frozen=True)
class Results:
    """All that an address stands for. ``also`` are cases that match only in part, when few match wholly."""

    asked_for: Asked
    how: str
    total: int
    results: tuple[Result, ...]
    also: tuple[Result, ...]
    filters: CaseFilters
    sort: str
    page: int
    pages: int
    took_ms: float
    suggestion: str | None = None
    asked: bool = False
    exact: bool = False

    @property
    def query(self) -> Query:
        """What was typed, with its synonyms."""
        return self.asked_for.query

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter with its counts."""
        return self.filters.facets

    @cached_property
    def sentence(self) -> str:
        """What is being looked at, as one Chinese sentence with the number of cases."""
        conditions = "，".join(self.filters.words)
        if not self.asked:
            return (
                f"{conditions}的案例，共 {self.total} 个。"
                if conditions
                else f"全部案例，共 {self.total} 个。"
            )
        told = self.asked_for.understood.rstrip("。") + (f"，{conditions}" if conditions else "")
        return f"{told}：共 {self.total} 个。"


def search(data: QueryDict, *, per_page: int = PER_PAGE, passages: int = PASSAGES) -> Results:
    """The cases that an address stands for, one page of them; raises Refusal with what is wrong with it."""
    begun = time.perf_counter()
    typed, exact = data.get("q", "").strip(), is_exact(data.getlist("exact"))
    asked = ask(typed, exact)
    sort, page = _sort(data, bool(typed) and not asked.only_fields), page_number(data)
    found = find(asked)
    public = Case.objects.public()
    text_alone = typed and not asked.typed.condition and not asked.only_fields
    keys = [owner for owner, _ in found.owners] if text_alone else None
    filters = CaseFilters(data, narrowed(asked, found, public) if typed else None, keys)
    filters.facets  # noqa: B018 -- Refuses values that do not exist, before anything is shown.
    scores = dict([*found.more, *found.owners])
    making = _Making(asked.query, scores, passages, exact)
    first = (page - 1) * per_page
    if sort == "relevance":
        standing = set(filters.keys)
        ordered = making.apart([owner for owner, _ in found.owners if owner in standing], first)
        total, chosen = len(ordered), ordered[first : first + per_page]
    else:
        total = filters.total
        chosen = list(_sorted(filters.rows(), sort)[first : first + per_page].values_list("pk", flat=True))
    also: list[int] = []
    if found.more and first + per_page >= total:
        rest = among(public.filter(asked.typed.condition), [owner for owner, _ in found.more])
        standing = set(CaseFilters(data, rest).keys)
        also = [owner for owner, _ in found.more if owner in standing][:ALSO]
    made = making.results([*chosen, *also], first)
    return Results(
        asked_for=asked,
        how=found.how,
        total=total,
        results=tuple(made[: len(chosen)]),
        also=tuple(each for each in made[len(chosen) :] if each.passages),
        filters=filters,
        sort=sort,
        page=page,
        pages=max(1, min(math.ceil(total / per_page), MOST_PAGES)),
        suggestion=suggestion(asked, found, total) if page == 1 else None,
        took_ms=round((time.perf_counter() - begun) * 1000, 1),
        asked=bool(typed),
        exact=exact,
    )


def as_json(results: Results) -> dict[str, Any]:
    """The one object of ``search --json``."""
    return {
        "query": results.query.typed,
        "total": results.total,
        "took_ms": results.took_ms,
        "suggestion": results.suggestion,
        "understood_as": results.asked_for.understood,
        "partial": results.how == "partial",
        "results": [_result_json(each) for each in results.results],
        "facets": {
            facet.name: [
                {"value": option.value, "label": option.label, "count": option.count}
                for option in facet.all_options
            ]
            for facet in results.facets
        },
    }


def hits_in(text: str, start: int, end: int, typed: str, *, exact: bool = False) -> list[tuple[int, int]]:
    """Spans of ``text[start:end]`` that a query meets, in offsets of ``text``; may overlap.

    Every passage is marked by itself, as it is in the results, and the whole once more for what stands across
    two passages; so a link of the results always finds its mark.
    """
    query = ask(typed, exact).query
    if not query:
        return []
    cuts = segment.passages(text[start:end])
    spans = [(start + left, min(start + right + BEYOND, end)) for left, right in cuts]
    return sorted(
        {
            (from_ + left, from_ + right)
            for from_, to in [*spans, (start, end)]
            for left, right in snippet.marks(text[from_:to], query)
        }
    )


def page_number(data: QueryDict) -> int:
    """The page asked for, from 1; raises Refusal beyond what is served."""
    typed = data.get("page", "1").strip() or "1"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and int(typed)):
        raise Refusal(f"页码应为 1 到 {MOST_PAGES} 的数字，不能是“{typed[:20]}”。")
    if int(typed) > MOST_PAGES:
        raise Refusal(f"最多翻到第 {MOST_PAGES} 页，请用筛选缩小范围。")
    return int(typed)


def _sort(data: QueryDict, asked: bool) -> str:
    """The order asked for; relevance asks for a query, without one the newest come first."""
    sort = data.get("sort", "").strip()
    if sort and sort not in SORTS:
        told = "、".join(f"{name}（{label}）" for name, label in SORTS.items())
        raise Refusal(f"没有“{sort[:40]}”这种排序，可用的有：{told}。")
    return sort if sort and (asked or sort != "relevance") else "relevance" if asked else "newest"


def _sorted(rows: QuerySet, sort: str) -> QuerySet:
    newest = F("year").desc(nulls_last=True)
    if sort == "county":
        return rows.order_by(F("place__sort_key").asc(nulls_last=True), "place__code", newest, "title", "pk")
    return rows.order_by(F("year").asc(nulls_last=True) if sort == "oldest" else newest, "title", "pk")


@dataclass
class _Making:
    """What the results of one search are made of."""

    query: Query
    scores: dict[int, float]
    passages: int
    exact: bool
    hits: dict[int, index.Hits] = field(default_factory=dict)
    repeated: dict[int, list[int]] = field(default_factory=dict)

    @property
    def shows(self) -> bool:
        """Whether passages are shown at all."""
        return bool(self.query) and self.passages > 0

    @property
    def suffix(self) -> str:
        """What a case's address needs to show the hits."""
        asked = {"q": self.query.typed, **({"exact": "1"} if self.exact else {})}
        return "?" + urlencode(asked) if self.query else ""

    def apart(self, ordered: list[int], first: int) -> list[int]:
        """The order with repetitions behind the best few dozen; the same for every page among them."""
        if self.query and first < APART:
            best = ordered[:APART]
            self._read(best)
            ordered[:APART], self.repeated = apart(self.query, {pk: self.hits[pk].best(pk) for pk in best})
        return ordered

    def _read(self, pks: Sequence[int]) -> None:
        """Read what answers in the passages of cases."""
        self.hits |= dict.fromkeys(pks, index.Hits(self.query, pks))

    def results(self, pks: list[int], before: int) -> list[Result]:
        """The cases with their passages, ranked from ``before`` + 1."""
        others = [other for pk in pks for other in self.repeated.get(pk, ())[:ALSO]]
        if self.shows and pks:
            self._read([pk for pk in pks if pk not in self.hits])
        read = _with_text if self.shows else _listed
        cases = {case.pk: case for case in read(pks=[*pks, *others])}
        return [
            self._result(cases, pk, number) for number, pk in enumerate(pks, start=before + 1) if pk in cases
        ]

    def _result(self, cases: dict[int, Case], pk: int, rank: int) -> Result:
        repeated = self.repeated.get(pk, ())
        return Result(
            rank,
            round(self.scores.get(pk, 0.0), 4),
            cases[pk],
            cases[pk].get_absolute_url() + self.suffix,
            _passages(self.query, cases[pk], self.hits[pk].of(pk, self.passages), self.suffix)
            if self.shows
            else (),
            tuple(cases[other] for other in repeated[:ALSO] if other in cases),
            len(repeated),
        )


_listed = Composed(lambda pks: Case.objects.public().for_list().filter(pk__in=pks), pks="bigint[]")
_with_text = Composed(
    lambda pks: (
        Case.objects.public()
        .for_list()
        .filter(pk__in=pks)
        .annotate(body=Substr("document__text", F("start") + 1, F("end") - F("start")))
    ),
    pks="bigint[]",
)


def _passages(query: Query, case: Case, hits: Iterable[index.Hit], suffix: str) -> tuple[Passage, ...]:
    """Passages with marks, each mark once; a case that is found by its names alone has none to show."""
    shown: list[Passage] = []
    seen: set[int] = set()
    for hit in hits:
        passage = _passage(query, case, hit, suffix)
        starts = {passage.start + left for left, _ in passage.marks}
        if starts - seen:
            shown.append(passage)
            seen |= starts
    return tuple(shown)


def _passage(query: Query, case: Case, hit: index.Hit, suffix: str) -> Passage:
    """The most telling stretch of a passage; its link leads to the first mark."""
    whole = case.body[hit.start - case.start : hit.end - case.start + BEYOND]
    marks = snippet.marks(whole, query)
    start, end = snippet.window(whole, marks)
    inside = tuple((max(left, start) - start, min(right, end) - start) for left, right in marks)
    inside = tuple((left, right) for left, right in inside if left < right)
    first = next((left for left, right in marks if right > start), 0)
    link = f"{case.get_absolute_url()}{suffix}#h{hit.start + first}"
    return Passage(hit.start + start, hit.start + end, whole[start:end], inside, link)


def _result_json(result: Result) -> dict[str, Any]:
    case = result.case
    return {
        "rank": result.rank,
        "score": result.score,
        "file": case.document.filename,
        "key": case.key,
        "title": case.title,
        "year": case.year,
        "place": {"code": case.place.code, "name": case.place.name} if case.place else None,
        "url": result.url,
        "passages": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "marks": [list(mark) for mark in each.marks],
                "url": each.url,
            }
            for each in result.passages
        ],
    }
