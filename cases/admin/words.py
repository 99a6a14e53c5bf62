"""Evidence in a form: words of the source, one line each, typed or taken over from a selection.

A line that stands already keeps its place in the text. A new one is looked up in the text of the case, where width,
white space and quotation marks may differ; a selection tells the place as well, since the words may stand in several.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.models import Case, Evidence
from search.fold import fold

Span = tuple[int, int]
_PICK = re.compile(r"\b([0-9]{1,9})-([0-9]{1,9})\b")


class Lines(forms.CharField):
    """A text of several lines, which a browser sends with other ends than it was given."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 40, "class": "words"})

    def to_python(self, value: Any) -> str:
        """One blank between words, one line break between lines, no empty lines."""
        lines = (_line(each) for each in super().to_python(value).splitlines())
        return "\n".join(line for line in lines if line)


class Picked(forms.CharField):
    """Where selected words stand: 12-15 40-48; what a script writes there is checked against the text."""

    widget = forms.HiddenInput(attrs={"class": "picked"})


def words_field(label: str = "证据") -> Lines:
    """The visible one of the two fields."""
    return Lines(
        label=label, required=False, help_text="原文中的词句，一行一处；在原文里选中文字，可以直接填进来。"
    )


def shown(evidence: Iterable[Evidence]) -> str:
    """The lines for evidence that still stands."""
    return "\n".join(dict.fromkeys(_line(each.quote) for each in evidence if not each.lost))


def spans(case: Case, typed: str, picked: str, have: Iterable[Evidence]) -> list[Span]:
    """The spans of the case's text that the lines mean; ValidationError for words that it has not, or more than once."""
    text = case.document.text
    known = [(_line(each.quote), (each.start, each.end)) for each in have if not each.lost]
    known += [(_line(text[slice(*span)]), span) for span in picks(picked)]
    found: list[Span] = []
    for line in typed.splitlines():
        found += [span for said, span in known if said == line] or [
            one_place(text, case.start, case.end, line)
        ]
    return list(dict.fromkeys(found))


def picks(picked: str) -> list[Span]:
    """The spans that a script wrote."""
    return [(int(start), int(end)) for start, end in _PICK.findall(picked)]


def one_place(whole: str, start: int, end: int, line: str) -> Span:
    """The one place where words stand between two offsets of a text; ValidationError for none and for several."""
    text = whole[start:end]
    places = [match.span() for match in re.finditer(re.escape(line), text)]
    if not places and (wanted := fold(line).text):
        folded = fold(text)
        places = [folded.span(*match.span()) for match in re.finditer(re.escape(wanted), folded.text)]
    if len(places) != 1:
        said = f"有 {len(places)} 处，请多写前后几个字" if places else "没有"
        raise ValidationError(f"原文中{said}：“{line[:40]}”。")
    [(left, right)] = places
    return start + left, start + right


def _line(words: str) -> str:
    return " ".join(words.split())
