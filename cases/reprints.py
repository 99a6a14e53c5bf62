"""Stored documents that say nearly the same as one that is brought in under another name: perhaps its earlier text."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cases.actions.revision import ALIKE, sentences, share
from cases.ingest.records import DocumentRecord
from cases.models import Case, Document

CANDIDATES = 30  # stored documents whose sentences are compared
MOST = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A stored document and how many of a hundred sentences are the same."""

    pk: int
    title: str
    filename: str
    percent: int


def near(record: DocumentRecord) -> list[Near]:
    """The stored documents of which half of the sentences or more are the same, the nearest first.

    Only documents of the same title, or with a case of the same title or place, are looked at: those of the same title
    first, then the latest.
    """
    said = sentences(record.text)
    found = []
    for document in _candidates(record):
        weight = share(said, sentences(document.text))
        if weight >= ALIKE:
            found.append(Near(document.pk, document.title, document.filename, round(weight * 100)))
    return sorted(found, key=lambda each: (-each.percent, each.pk))[:MOST]


def _candidates(record: DocumentRecord) -> list[Document]:
    titles = {case.title[:300] for case in record.cases}
    codes = {case.place.code for case in record.cases if case.place}
    alike = Q(title__in=titles) | Q(place__code__in=codes) | Q(place__today__code__in=codes)
    like = Exists(Case.objects.filter(alike, document=OuterRef("pk")))
    named = Q(title=record.title[:300])
    rows = Document.objects.filter(named | like).exclude(sha256=record.sha256)
    rows = rows.only("title", "filename", "text").alias(named=named)
    return list(rows.order_by("-named", "-pk")[:CANDIDATES])
