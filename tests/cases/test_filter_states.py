"""Filters in states drawn by chance: every count is the length of the list it leads to, chips lead back, words name all.

Each list is asked for the rows of every single value once; what a state must hold follows from those sets.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from urllib.parse import urlencode, urlsplit

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from cases.filters import BrandFilters, CaseFilters, Filters, SourceFilters
from cases.filters.library import BenefitFilters, LibraryFilters
from cases.models import Benefit, Brand, Case, Document, Policy
from cases.templatetags.finder import without
from tests.conftest import rows_of_a_module

from .factories import CIXI, NINGBO, YUYAO, CaseSpec, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
HOUSING = ("人才安居办法", "formal", "安居住房", (("博士：购房补贴", 300000, "元"),))
STARTING = ("创业计划", "named", "创业扶持", (("企业：创业扶持资金", 5000000, "元"), ("项目：贴息", 50, "%")))
VISITS = ("走访制度", "measure", "", ())
LISTS = (
    (CaseFilters, Case, 140),
    (LibraryFilters, Policy, 40),
    (BenefitFilters, Benefit, 40),
    (BrandFilters, Brand, 40),
    (SourceFilters, Document, 40),
)


@pytest.fixture(scope="module")
def some(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Twelve cases in eight documents: of every kind of fact some have it and some have not; and a draft."""
    with rows_of_a_module(django_db_blocker):
        make_some()
        yield


def make_some() -> None:
    """The cases of ``some``."""
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    planned, reached = ("引进专家", 9, "名", "planned"), ("落户企业", 3, "家", "achieved")
    pinghu, jiangdong = ("330482", "平湖市"), ("330204", "江东区")
    make_document(
        CaseSpec("甲", policies=(HOUSING, VISITS), outcomes=(planned, reached)),
        CaseSpec("乙", place=CIXI, policies=(STARTING,), outcomes=(planned,)),
        CaseSpec("丙", place=jiangdong, brands=("楼宇驿站",), outcomes=()),
        CaseSpec("丁", place=NINGBO, brands=(), outcomes=(("新增人才", 9, "万人", "mixed"),)),
        CaseSpec("戊", place=None, brands=(), policies=(HOUSING,)),
        filename="简报.txt",
        kind="简报",
    )
    for title, place, year, kind, more in (
        ("己", YUYAO, 2014, "报纸", {"policies": (STARTING, HOUSING), "outcomes": (reached,)}),
        ("庚", CIXI, 2014, "报纸", {"outcomes": (("签约项目", 4, "个", "in_progress"), planned)}),
        ("辛", pinghu, 2019, "", {"brands": ("种子计划", "人才港湾"), "policies": (VISITS,)}),
        ("壬", pinghu, None, "经验材料", {"outcomes": (planned,), "policies": (STARTING,)}),
        ("癸", None, None, "经验材料", {"brands": (), "outcomes": ()}),
        ("子", ("330212", "鄞州区"), 2021, "简报", {"brands": (("驿站", "活动", ()),)}),
        ("丑", ("331081", "温岭市"), 2025, "其他", {"policies": (HOUSING,)}),
    ):
        make_document(CaseSpec(title, place=place, year=year, **more), filename=f"{title}.txt", kind=kind)
    make_document(CaseSpec("密", brands=("密",)), filename="密.txt", kind="密件", draft=True)


@dataclass
class Listing:
    """One list: the rows of every value of its filters by themselves, and all of its rows."""

    kind: type[Filters]
    model: type
    every: set[int]
    having: dict[str, dict[str, set[int]]]

    def filters(self, state: dict[str, list[str]]) -> Filters:
        return self.kind(QueryDict(urlencode(state, doseq=True)), self.model.objects.public())

    def rows(self, state: dict[str, list[str]]) -> set[int]:
        """What the list holds in a state: of each filter any value, of all filters each."""
        of_each = [
            set().union(*(self.having[name][value] for value in values)) for name, values in state.items()
        ]
        return reduce(set.intersection, of_each, self.every)


def listing(kind: type[Filters], model: type) -> Listing:
    made = Listing(kind, model, set(), {})
    start = made.filters({})
    made.every = set(start.rows().values_list("pk", flat=True))
    for facet in start.facets:
        made.having[facet.name] = {
            option.value: set(made.filters({facet.name: [option.value]}).rows().values_list("pk", flat=True))
            for option in facet.all_options
        }
    return made


def states(of: Listing, chance: random.Random, count: int) -> Iterator[dict[str, list[str]]]:
    """States with up to four filters of up to three values; the ends of a range of years have one."""
    for _ in range(count):
        names = chance.sample(list(of.having), chance.randint(0, min(4, len(of.having))))
        state = {}
        for name in names:
            most = 1 if name in ("since", "until") else 3
            values = list(of.having[name])
            state[name] = chance.sample(values, min(len(values), chance.randint(1, most)))
        yield state


@pytest.mark.parametrize(("kind", "model", "count"), LISTS, ids=[kind.__name__ for kind, _, _ in LISTS])
def test_counts_are_lengths_of_lists_chips_lead_back_and_the_sentence_names_all(
    some, kind, model, count
) -> None:
    of, chance = listing(kind, model), random.Random(20121109)
    checked = seen = 0
    for state in states(of, chance, count):
        filters, expected = of.filters(state), of.rows(state)
        found = list(filters.rows().values_list("pk", flat=True))
        assert (len(found), set(found)) == (len(expected), expected), state
        seen += bool(state) and bool(found)
        for facet in filters.facets:
            lists = {value: of.rows({**state, facet.name: [value]}) for value in of.having[facet.name]}
            offered = {option.value: option.count for option in facet.all_options}
            assert offered == {value: len(lists[value]) for value in offered}, (state, facet.name)
            # All that holds rows is offered; of years to begin or end with, those after which the rows are others.
            assert facet.kind == "end" or offered.keys() >= {value for value in lists if lists[value]}, state
            assert [option.value for option in facet.chosen] == state.get(facet.name, []), state
            checked += len(offered)
        chips_lead_back(filters, state)
        assert [facet.name for facet in filters.facets if facet.words] == [
            name for name in of.having if name in state
        ]
        assert len(filters.words) == len(state)
        for facet, rows in () if found else filters.ways_out():
            others = {name: values for name, values in state.items() if name != facet.name}
            assert rows == len(of.rows(others)) > 0
    assert checked > 10 * count and seen > count / 5


def chips_lead_back(filters: Filters, state: dict[str, list[str]]) -> None:
    """Each chosen value is named, and its chip leads to the first page of the list without it."""
    request = RequestFactory().get("/list/", {**state, "page": "3"})
    for facet in filters.facets:
        for option in facet.chosen:
            assert facet.kind == "has" or option.label in facet.words
            back = QueryDict(urlsplit(without({"request": request}, facet.name, option.value)).query)
            left = [value for value in state[facet.name] if value != option.value]
            others = {name: values for name, values in state.items() if name != facet.name}
            assert dict(back.lists()) == others | ({facet.name: left} if left else {}), (state, option)
