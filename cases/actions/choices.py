"""What people chose about how a file is read: as a form gives it, as rows keep it, in words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError

from cases.ingest.records import ENCODINGS, Choices, PlaceRef
from cases.models import Document, Place

COLUMNS = {1: "不分栏，逐行往下读", 2: "两栏", 3: "三栏", 4: "四栏"}


def of(
    *, encoding: str = "", columns: int = 0, place: Place | None = None, year: int | None = None
) -> Choices:
    """The choices of a form; ValidationError for what cannot be chosen."""
    if encoding and encoding not in ENCODINGS:
        raise ValidationError("没有这种编码。")
    if columns and columns not in COLUMNS:
        raise ValidationError("栏数应为 1 到 4。")
    if year and not 1900 <= year <= 2100:
        raise ValidationError("年份应在 1900 到 2100 之间。")
    return Choices(encoding, columns, place and _ref(place), year)


def _ref(place: Place) -> PlaceRef:
    now = "、".join(each.name for each in place.today.all()) or place.name
    return PlaceRef(place.code, place.name, now, place.parent.name if place.parent else "")


def as_json(choices: Choices) -> dict[str, Any]:
    """What a row keeps: those that were made."""
    return {name: value for name, value in asdict(choices).items() if value}


def from_json(kept: Mapping[str, Any]) -> Choices:
    """The other way round."""
    place = kept.get("place")
    return Choices(**{**kept, "place": PlaceRef(**place) if place else None})


def place_of(choices: Choices) -> Place | None:
    """The row of the place chosen, if the table still has it."""
    ref = choices.place
    return Place.objects.filter(code=ref.code, name=ref.name).first() if ref else None


def in_words(choices: Choices) -> str:
    """编码 Big5；两栏；余姚市；2013 年, or "" where nothing was chosen."""
    told = [
        f"编码 {ENCODINGS.get(choices.encoding, choices.encoding)}" if choices.encoding else "",
        COLUMNS.get(choices.columns, ""),
        f"地区 {choices.place.name}" if choices.place else "",
        f"{choices.year} 年" if choices.year else "",
    ]
    return "；".join(filter(None, told))


def known(sha256: str) -> Choices:
    """Those that the stored document of a file was read with."""
    kept = Document.objects.filter(sha256=sha256).values_list("choices", flat=True).first()
    return from_json(kept or {})


def all_known() -> dict[str, Choices]:
    """Those of all files for which any were made, by the digest of the file."""
    rows = Document.objects.exclude(choices={}).values_list("sha256", "choices")
    return {sha256: from_json(kept) for sha256, kept in rows}
