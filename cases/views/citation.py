"""How to cite a case: by GB/T 7714—2015, and as BibTeX, RIS and CSL-JSON for what manages references; pure.

The day of reading is not ours to know, for pages are kept: ``READ_ON`` stands in its place, and a script that the
reader's browser runs puts the day there.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

READ_ON = "引用日期"
_MOST_AUTHORS = 3
_SITE = "县域人才案例知识库"
_SPECIAL = str.maketrans({"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "{}%&#_$"}, "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """What a reference says of a case; ``within`` is the title of its source document where it has another."""

    key: str
    title: str
    within: str
    authors: Sequence[str]
    year: int | None
    updated: str
    address: str


def gbt7714(cited: Cited) -> str:
    """王某, 李某. 题名[EB/OL]//来源. 2012(2026-01-02)[引用日期]. 地址.

    GB/T 7714—2015, 8.5 and 8.6: at most three authors, then 等; a part of a document stands before //; behind the
    year in round brackets the day of the last change.
    """
    named = ", ".join(cited.authors[:_MOST_AUTHORS]) + (", 等" if len(cited.authors) > _MOST_AUTHORS else "")
    who = f"{named}. " if named else ""
    within = f"//{cited.within}" if cited.within else ""
    year = str(cited.year) if cited.year else ""
    return f"{who}{cited.title}[EB/OL]{within}. {year}({cited.updated})[{READ_ON}]. {cited.address}."


def bibtex(cited: Cited) -> str:
    """An entry of the type misc, whose fields every style knows; signs with a meaning in TeX are escaped."""
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": " and ".join(f"{{{_tex(each)}}}" for each in cited.authors),
        "year": str(cited.year or ""),
        "howpublished": f"载于《{_tex(cited.within)}》" if cited.within else "",
        "note": f"{_SITE}，{cited.updated} 更新",
        # BibTeX takes an address as it is.
        "url": cited.address,
        "langid": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{case-{cited.key},", *lines, "}"])


def ris(cited: Cited) -> str:
    """A record of the type ELEC, a line a field: two signs, two blanks, a hyphen, a blank, the value; ends with ER."""
    fields = [
        ("TY", "ELEC"),
        ("ID", f"case-{cited.key}"),
        ("TI", cited.title),
        *(("AU", each) for each in cited.authors),
        ("T2", cited.within),
        ("PY", str(cited.year or "")),
        ("DB", _SITE),
        ("N1", f"{cited.updated} 更新"),
        ("LA", "zh-CN"),
        ("UR", cited.address),
    ]
    lines = [f"{name}  - {' '.join(value.split())}" for name, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def csl_json(cited: Cited) -> str:
    """A list of one item as the Citation Style Language has it; authors are whole names, people's or offices'."""
    item = {
        "id": f"case-{cited.key}",
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": each} for each in cited.authors],
        "container-title": cited.within,
        "issued": {"date-parts": [[cited.year]]} if cited.year else None,
        "source": _SITE,
        "note": f"{cited.updated} 更新",
        "language": "zh-CN",
        "URL": cited.address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)
