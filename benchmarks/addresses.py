"""Addresses of every kind of page, of what a database holds; and how often readers ask for each kind."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any
from urllib.parse import urlencode

from cases.models import Brand, Case, Document, Place, Policy
from cases.results import PER_PAGE

SEED = 5
# Of a hundred requests; what search engines and curious people ask for stands beside what readers do.
MIX = {
    "home": 5, "list": 6, "filtered list": 12, "search": 14, "case": 24, "county": 6, "province": 1, "counties": 1,
    "brands": 2, "brand": 5, "policies": 2, "policy": 3, "benefits": 2, "comparison": 2, "sources": 1, "source": 3,
    "coverage": 1, "suggestions": 10,
}  # fmt: skip
_TYPED = (
    "人才公寓", "购房补贴", "怎样留住青年人才", "博士后工作站", "创业启动资金 夜校", "县:余姚 人才", "年:2012..2015 引才",
    "状态:已达成 人才", "品牌:人才", "“一站式办理”", "租房补贴 -博士", "给返乡的大学生办了哪些实事",
)  # fmt: skip


def addresses(most: int) -> dict[str, list[str]]:
    """At most so many addresses of each kind of page, the same ones for the same content."""
    chance = Random(SEED)

    def some(rows: Iterable[Any]) -> list[Any]:
        rows = list(rows)
        return chance.sample(rows, min(most, len(rows)))

    counties = list(_with_cases().values_list("code", flat=True))
    brands = some(Brand.objects.public().order_by("pk").values_list("key", flat=True))
    return {
        "home": ["/"],
        "list": ["/cases/", *(f"/cases/?{urlencode(each)}" for each in _plain(chance, most))],
        "filtered list": [f"/cases/?{urlencode(each)}" for each in _states(chance, counties, brands, most)],
        "search": [f"/cases/?{urlencode({'q': each})}" for each in _searches(chance, most)],
        "case": [f"/cases/{key}/" for key in some(_keys(Case.objects.public()))],
        "county": [f"/counties/{code}/" for code in some(counties)],
        "province": [f"/counties/{code[:2]}0000/" for code in some(sorted({code[:2] for code in counties}))],
        "counties": ["/counties/", "/counties/?by=figures"],
        "brands": ["/brands/"],
        "brand": [f"/brands/{key}/" for key in brands],
        "policies": ["/policies/", "/policies/?form=formal"],
        "policy": [f"/policies/{key}/" for key in some(_keys(Policy.objects.public()))],
        "benefits": ["/policies/benefits/"],
        "comparison": [f"/compare/?{urlencode(each)}" for each in _comparisons(chance, counties, most)],
        "sources": ["/sources/"],
        "source": [f"/sources/{key}/" for key in some(_keys(Document.objects.public()))],
        "coverage": ["/coverage/"],
        "suggestions": [
            f"/suggest/?{urlencode({'q': each})}" for each in ("人", "青", "yuy", "人才", "宁波", "夜校")
        ],
    }


def mixed(kinds: dict[str, list[str]], requests: int) -> list[str]:
    """So many addresses in the order in which readers might ask for them."""
    chance = Random(SEED)
    asked = chance.choices(list(MIX), list(MIX.values()), k=requests)
    return [chance.choice(kinds[kind]) for kind in asked]


def _keys(rows: Any) -> Any:
    return rows.order_by("pk").values_list("key", flat=True)


def _with_cases() -> Any:
    rows = Place.objects.current().counties()
    return rows.filter(formerly__cases__status=Case.Status.PUBLISHED).distinct().order_by("code")


def _plain(chance: Random, most: int) -> list[dict[str, Any]]:
    """Lists without filters: further pages, and other orders."""
    last = max(1, min(100, Case.objects.public().count() // PER_PAGE))
    pages = [{"page": chance.randint(1, last)} for _ in range(most // 2)]
    return [*pages, {"sort": "oldest"}, {"sort": "county"}]


def _states(chance: Random, counties: Sequence[str], brands: Sequence[str], most: int) -> list[list[tuple]]:
    """States of the filters, of one to four conditions."""
    years = sorted(set(Case.objects.public().exclude(year=None).values_list("year", flat=True)))
    conditions = (
        lambda: ("county", chance.choice(counties)),
        lambda: ("county", f"{chance.choice(counties)[:2]}0000"),
        lambda: ("year", chance.choice(years)),
        lambda: ("since", chance.choice(years)),
        lambda: ("status", chance.choice(("achieved", "planned", "in_progress"))),
        lambda: ("form", chance.choice(("formal", "named", "measure"))),
        lambda: ("brand", chance.choice(brands)),
        lambda: ("has_amount", "yes"),
        lambda: ("has_unmet", "no"),
    )
    return [[each() for each in chance.sample(conditions, chance.randint(1, 4))] for _ in range(most)]


def _searches(chance: Random, most: int) -> list[str]:
    """What is typed: words of the field, and pieces of four to twelve characters of the texts themselves."""
    rows = list(Document.objects.public().order_by("pk").values_list("pk", flat=True))
    chosen = Document.objects.filter(pk__in=chance.sample(rows, min(len(rows), most)))
    pieces = []
    for text in chosen.order_by("pk").values_list("text", flat=True):
        start = chance.randrange(max(1, len(text) - 12))
        pieces.append("".join(text[start : start + chance.randint(4, 12)].split()) or "人才")
    return [*_TYPED, *pieces][: max(most, len(_TYPED))]


def _comparisons(chance: Random, counties: Sequence[str], most: int) -> list[list[tuple[str, str]]]:
    """Five counties that have cases, of one province where it has five."""
    found = []
    for _ in range(most):
        first = chance.choice(counties)
        near = [each for each in counties if each[:2] == first[:2]]
        chosen = near if len(near) >= 5 else counties
        found.append([("county", each) for each in chance.sample(chosen, min(5, len(chosen)))])
    return found
