"""What a page with many rows was refused for, as a list of links: the one wrong cell of a hundred is not to be looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

MOST = 50


@dataclass(frozen=True, slots=True)
class Failure:
    """What is wrong, where that is in words, and the id of it on the page; "" where it concerns the whole page."""

    label: str
    said: str
    anchor: str


def failures(context: dict[str, Any]) -> list[Failure]:
    """The first of all that the form and the rows of a page were refused for, in the order of the page."""
    found = list(_of_form(context["adminform"].form, ""))
    for inline in context["inline_admin_formsets"]:
        formset, word = inline.formset, str(inline.opts.verbose_name)
        found += [Failure(word, each, f"{formset.prefix}-heading") for each in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            said = f"“{str(row.instance)[:30]}”" if row.instance.pk else "（新增）"
            found += _of_form(row, f"{word} {number}{said}", f"{formset.prefix}-{number - 1}")
    return found[:MOST]


def _of_form(form: forms.BaseForm, label: str, anchor: str = "") -> Iterator[Failure]:
    if not form.is_bound:
        return
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        word = str(field.label or name) if field else ""
        where = form[name].auto_id if field and not field.widget.is_hidden else anchor
        for said in errors:
            yield Failure("：".join(filter(None, (label, word))), said, where)
