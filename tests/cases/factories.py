"""Rows for tests, made the way the product makes them: records that ``actions.store_document`` stores.

Every text is put together here from what a test asks for, so that all evidence is really in it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cases import actions
from cases.ingest import records
from cases.models import Case, Document, Place

YUYAO = ("330281", "余姚市")
CIXI = ("330282", "慈溪市")
NINGBO = ("330200", "宁波市")
OTHERS = {"330000": "浙江省", "330200": "宁波市", "330400": "嘉兴市", "331000": "台州市"}

# (indicator, number, unit, status) or a record made by the test itself.
Figure = tuple[str, int, str, str]


@dataclass(frozen=True)
class CaseSpec:
    """What a test wants in a case; ``body`` is further text of it, ``place`` code and name of the time."""

    title: str = "余姚建设人才港湾"
    place: tuple[str, str] | None = YUYAO
    year: int | None = 2012
    key: str = ""
    brands: Sequence[str | tuple[str, str, tuple[str, ...]]] = ("人才港湾",)
    # (name, form, category, ((label, amount, unit), …))
    policies: Sequence[tuple[str, str, str, tuple[tuple[str, int, str], ...]]] = ()
    outcomes: Sequence[Figure] = (("引进人才", 120, "名", "achieved"),)
    people: Sequence[tuple[str, str]] = ()
    organisations: Sequence[str] = ()
    body: str = ""
    summary: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class _Text:
    """A text that grows sentence by sentence and knows where each piece of it stands."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, sentence: str, piece: str) -> tuple[records.Evidence, ...]:
        start = len(self.text) + sentence.index(piece)
        self.text += sentence
        return (records.Evidence.of(self.text, start, start + len(piece)),)


def make_place(
    code: str,
    name: str,
    *,
    level: str = "county",
    parent: Place | None = None,
    today: Sequence[Place] = (),
    **more: Any,
) -> Place:
    """The unit with this code and name, made unless the gazetteer has it."""
    place, made = Place.objects.get_or_create(
        code=code, name=name, defaults={"level": level, "parent": parent, "sort_key": name, **more}
    )
    if made:
        place.today.set(today or [place])
    return place


def make_record(*specs: CaseSpec, filename: str = "样例.txt", **more: Any) -> records.DocumentRecord:
    """A reading with one case for each spec; ``more`` are fields of the document's record."""
    text, cases = _Text(), []
    for spec in specs or (CaseSpec(),):
        cases.append(_case(spec, text))
    values: dict[str, Any] = {
        "filename": filename,
        "sha256": hashlib.sha256(f"{filename}\n{text.text}".encode()).hexdigest(),
        "title": cases[0].title,
        "kind": "案例",
        "year": cases[0].year,
        "year_basis": "标题",
        "text": text.text,
        "cases": tuple(cases),
    }
    return records.DocumentRecord(**{**values, **more})


def make_document(*specs: CaseSpec, draft: bool = False, **more: Any) -> Document:
    """A stored document with the cases of ``specs``."""
    record = make_record(*specs, **more)
    for spec in specs or (CaseSpec(),):
        if spec.place:
            place_with_parents(*spec.place)
    actions.store_document(record=record, draft=draft)
    return Document.objects.get(sha256=record.sha256)


def make_case(
    title: str = "余姚建设人才港湾", *, draft: bool = False, filename: str = "", **spec: Any
) -> Case:
    """A stored case in a document of its own; keywords are the fields of CaseSpec."""
    document = make_document(CaseSpec(title=title, **spec), draft=draft, filename=filename or f"{title}.txt")
    return document.cases.get()


def place_with_parents(code: str, name: str) -> Place:
    """A place with its city and province as far as they are in OTHERS."""
    if code.endswith("0000"):
        return make_place(code, name, level="province")
    above = code[:2] + "0000" if code.endswith("00") else code[:4] + "00"
    parent = place_with_parents(above, OTHERS[above]) if above in OTHERS else None
    return make_place(code, name, level="prefecture" if code.endswith("00") else "county", parent=parent)


def _case(spec: CaseSpec, text: _Text) -> records.CaseRecord:
    start = len(text.text)
    title = text.add(f"{spec.title}\n", spec.title)
    place = records.PlaceRef(*spec.place, name_now=spec.place[1], parent="") if spec.place else None
    values: dict[str, Any] = {
        "key": spec.key or spec.title,
        "title": spec.title,
        "place": place,
        "place_basis": "标题" if place else "",
        "place_evidence": title if place else (),
        "year": spec.year,
        "year_basis": "标题" if spec.year else "",
        "summary": spec.summary,
        "brands": tuple(_brand(each, text) for each in spec.brands),
        "policies": tuple(_policy(each, spec.year, text) for each in spec.policies),
        "outcomes": tuple(_outcome(each, text) for each in spec.outcomes),
        "people": tuple(
            records.Person(name, role, text.add(f"{role}{name}介绍了做法。", name))
            for name, role in spec.people
        ),
        "organisations": tuple(
            records.Organisation(name, text.add(f"{name}参与其中。", name)) for name in spec.organisations
        ),
    }
    text.text += f"{spec.body}\n"
    return records.CaseRecord(**{**values, "start": start, "end": len(text.text), **spec.extra})


def _brand(brand: str | tuple[str, str, tuple[str, ...]], text: _Text) -> records.Brand:
    name, kind, aliases = (brand, "平台", ()) if isinstance(brand, str) else brand
    return records.Brand(name, kind, text.add(f"当地打响“{name}”品牌。", name), aliases)


def _policy(policy: tuple, year: int | None, text: _Text) -> records.Policy:
    name, form, category, offers = policy
    evidence = text.add(f"出台《{name}》。", name)
    benefits = []
    for label, amount, unit in offers:
        raw = f"{amount}{unit}"
        where = text.add(f"{label}给予{raw}。", raw)
        benefits.append(records.Benefit(label, Decimal(amount), Decimal(amount), unit, "=", raw, where))
    return records.Policy(name, form, category, evidence, year, tuple(benefits))


def _outcome(figure: Figure | records.Outcome, text: _Text) -> records.Outcome:
    if isinstance(figure, records.Outcome):
        return figure
    indicator, number, unit, status = figure
    raw = f"{number}{unit}"
    verb = {"achieved": "已", "planned": "计划", "in_progress": "正在", "mixed": "共"}[status]
    where = text.add(f"{verb}{indicator}{raw}。", raw)
    return records.Outcome(indicator, Decimal(number), Decimal(number), unit, "=", raw, status, where)
