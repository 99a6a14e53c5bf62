"""What a page says of itself to machines: schema.org as JSON-LD, open graph, and its one address.

A block of data is no script, so the content security policy does not concern it; it is written so that nothing in
it can end it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from cases.models import Brand, Case, Place

SITE = "县域人才案例知识库"
_OFFICES = tuple("部局室委办院社处会报网") + ("中心", "政府", "课题组", "编辑部")
_UNSAFE = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """The head of a page: its address without parameters, and what it is about."""

    address: str
    kind: str
    data: dict[str, Any]

    @property
    def json(self) -> SafeString:
        """The data as the content of a script block."""
        told = {"@context": "https://schema.org", "url": self.address, "inLanguage": "zh-Hans", **self.data}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
        return mark_safe(text)  # noqa: S308 -- every sign that could end the block was replaced.


def of_case(request: HttpRequest, case: Case, brands: Iterable[Brand], words: str) -> Linked:
    """A case as an article that rests on its source document."""
    data: dict[str, Any] = {
        "@type": "Article",
        "headline": case.title[:110],
        "abstract": words,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": case.document.title,
            "url": _address(request, case.document.get_absolute_url()),
        },
        "author": [
            {"@type": "Organization" if _is_office(each) else "Person", "name": each} for each in case.authors
        ],
        "keywords": [str(each) for each in brands],
        "temporalCoverage": str(case.year or ""),
        "dateModified": case.updated_at.date().isoformat(),
        "publisher": {"@type": "Organization", "name": SITE},
    }
    if case.place:
        data["contentLocation"] = _place(case.place)
    return Linked(_address(request, case.get_absolute_url()), "article", _filled(data))


def of_brand(request: HttpRequest, brand: Brand, names: Iterable[str], cases: Iterable[Case]) -> Linked:
    """A brand as a collection of the cases that speak of it."""
    data = {
        "@type": "CollectionPage",
        "name": brand.name,
        "about": _filled(
            {
                "@type": "Brand",
                "name": brand.name,
                "alternateName": list(names),
                "areaServed": _place(brand.place) if brand.place else None,
            }
        ),
        "hasPart": [
            {
                "@type": "Article",
                "headline": each.title[:110],
                "url": _address(request, each.get_absolute_url()),
            }
            for each in list(cases)[:20]
        ],
    }
    return Linked(_address(request, brand.get_absolute_url()), "website", _filled(data))


def of_county(request: HttpRequest, place: Place, years: Iterable[int | None]) -> Linked:
    """A county as a set of data: what its cases say, over the years they speak of."""
    known = sorted(year for year in years if year)
    data = {
        "@type": "Dataset",
        "name": f"{place}人才工作案例",
        "description": f"{place}的人才工作案例、品牌、政策与成效，每个数字附原文依据。",
        "spatialCoverage": _place(place),
        "temporalCoverage": f"{known[0]}/{known[-1]}" if known else "",
        "creator": {"@type": "Organization", "name": SITE},
        "isAccessibleForFree": True,
    }
    return Linked(_address(request, place.get_absolute_url()), "website", _filled(data))


def _place(place: Place) -> dict[str, str]:
    return {"@type": "AdministrativeArea", "name": place.name, "identifier": f"GB/T 2260 {place.code}"}


def _is_office(name: str) -> bool:
    return name.endswith(_OFFICES)


def _address(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
