"""A changed file under the name of a stored one: which document it is, and the text that it replaces."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser

from cases.ingest.records import DocumentRecord
from cases.models import Document, Revision

ALIKE = 0.5  # the share of the longer text's sentences that both must have
CANDIDATES = 5  # stored files of one name that are looked at
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_SHORTEST = 6  # letters; shorter pieces (headings, dates) stand in any two files


def revised(record: DocumentRecord) -> Document | None:
    """The stored document of which this is a later text: the same file name, most sentences, no other year.

    A name alone says little (正文.txt), and neither do sentences alone (a draft and the measure made of it).
    """
    for document in Document.objects.select_for_update().filter(filename=record.filename)[:CANDIDATES]:
        other_year = record.year and document.year and record.year != document.year
        if not other_year and alike(document.text, record.text):
            return document
    return None


def alike(one: str, other: str) -> bool:
    """Whether half of what the two texts say is the same, sentence by sentence, wherever it stands."""
    return share(sentences(one), sentences(other)) >= ALIKE


def share(one: set[str], other: set[str]) -> float:
    """Which part of the longer text's sentences both have; 0 where there are none."""
    return len(one & other) / max(len(one), len(other), 1)


def replaced(sha256: str) -> Revision | None:
    """The earlier text that was read from this very file, if it is one."""
    return (
        Revision.objects.select_related("document")
        .defer("text", "document__text")
        .filter(sha256=sha256)
        .first()
    )


def keep(document: Document, new_text: str, user: AbstractBaseUser | None = None) -> str:
    """Keep the present text as a revision, replaced by ``user``; what is about to change, in a sentence for the report."""
    number = document.revisions.count() + 1
    Revision.objects.create(
        document=document,
        number=number,
        sha256=document.sha256,
        filename=document.filename,
        text=document.text,
        public=document.is_open(),
        replaced_by=user,
    )
    old, new = sentences(document.text), sentences(new_text)
    counts = _in_words(("新增", len(new - old)), ("不再有", len(old - new)))
    return f"这是“{document.title}”的第 {number + 1} 版：{counts}，旧版已保留"


def _in_words(*counts: tuple[str, int]) -> str:
    told: Sequence[str] = [f"{word} {count} 句" for word, count in counts if count]
    return "、".join(told) or "只有排版或短句不同"


def sentences(text: str) -> set[str]:
    """The sentences of a text that are long enough to tell it from others, without blanks."""
    pieces = ("".join(piece.split()) for piece in _SENTENCE.findall(text))
    return {piece for piece in pieces if len(piece) >= _SHORTEST}
