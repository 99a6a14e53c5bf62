"""What changed from an earlier text of a document to the next, sentence by sentence, the unchanged left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.models import Document, Revision
from cases.views.page import takes
from cases.views.wording import Part, parts

MOST = 3_000  # sentences of a text; a longer one is compared by paragraphs
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of sentences that are the same in both, of which the ends are shown; or a change, in its parts."""

    before: str = ""
    left_out: int = 0
    after: str = ""
    change: Sequence[Part] = ()


def comparable(document: Document) -> list[Revision]:
    """The revisions that readers may see beside the next, the latest first, without their texts.

    Whole texts are shown, so that no case may be kept from readers now, nor have been when one was replaced.
    """
    rows = list(document.revisions.defer("text")) if document.is_open() else []
    seen = {each.number for each in rows if each.public} | {len(rows) + 1}
    return [each for each in rows if {each.number, each.number + 1} <= seen]


@takes()
def revision(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """From revision ``number`` of a document to the next."""
    document = get_object_or_404(Document.objects.public(), key=key)
    if number not in {each.number for each in comparable(document)}:
        raise Http404("没有这一版，或其中有未公开的案例，全文不公开。")
    shown = document.revisions.get(number=number)
    following = document.revisions.filter(number=number + 1).first()
    later = following.text if following else document.text
    context = {
        "section": "sources",
        "source": document,
        "revision": shown,
        "blocks": list(blocks(shown.text, later)),
    }
    return render(request, "cases/revision.html", context)


def blocks(earlier: str, later: str) -> Iterator[Block]:
    """The two texts as one, in order."""
    unit = _SENTENCE if max(len(_SENTENCE.findall(each)) for each in (earlier, later)) <= MOST else _PARAGRAPH
    old, new = unit.findall(earlier), unit.findall(later)
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new])
    for kind, left, left_end, right, right_end in matcher.get_opcodes():
        if kind == "equal":
            yield _same(new[right:right_end])
        else:
            yield from _changes(old[left:left_end], new[right:right_end])


def _same(units: Sequence[str]) -> Block:
    if len(units) <= 2:
        return Block(before="".join(units))
    return Block(before=units[0], left_out=len(units) - 2, after=units[-1])


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Sentence beside sentence where there are as many, else all that went before all that came."""
    if len(old) != len(new):
        old, new = ["".join(old)] if old else [], ["".join(new)] if new else []
    for at in range(max(len(old), len(new))):
        before, after = "".join(old[at : at + 1]), "".join(new[at : at + 1])
        change = parts(before, after) if before and after and len(before) + len(after) <= MOST else None
        whole = [Part(text, kind) for text, kind in ((before, "gone"), (after, "added")) if text.strip()]
        if change or whole:
            yield Block(change=change or whole)
