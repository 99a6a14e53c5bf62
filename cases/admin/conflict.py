"""Two editors on one record: what the page showed, what is stored now and what was typed, field by field.

The page carries what it showed. When somebody else saved meanwhile, a field that only one of the two changed has that
one's value; of a field that both changed the second editor has to choose, and until then the form keeps the own.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

# Inputs that are no values of the record.
BESIDE = frozenset({"reason", "seen_version", "merge", "id", "case", "DELETE"})
SEEN, TAKE, ASKED = "seen", "take-", "asked"
CHOOSE = "双方都改了的字段，有的还没有选取哪个。请在对照表里逐项选好，再保存一次。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the page: its input, what to call it, and what stands in it."""

    name: str
    label: str
    value: str
    field: forms.Field


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which the two versions differ, in words; ``name`` is its input where both changed it."""

    label: str
    before: str
    now: str
    mine: str
    name: str = ""
    key: str = ""
    chosen: str | None = None

    @property
    def asked(self) -> str:
        """For the page's hidden input: what has to be chosen, and between what."""
        return json.dumps(
            [self.label, self.before, self.now, self.mine, self.name, self.key], ensure_ascii=False
        )

    @property
    def theirs(self) -> bool:
        """Whether only the other changed it."""
        return not self.name and self.mine == self.before


def seen(context: dict[str, Any]) -> str:
    """What a page shows, for its hidden input."""
    return json.dumps({key: entry.value for key, entry in _entries(context)}, ensure_ascii=False)


def take(posted: QueryDict) -> QueryDict:
    """What was posted, with the stored value where somebody chose that."""
    shown, data = _seen(posted), posted.copy()
    for chosen in [name for name in posted if name.startswith(TAKE)]:
        key, name = posted[chosen], chosen.removeprefix(TAKE)
        if key in shown:
            data[name] = shown[key]
        del data[chosen]
    return data


def unchosen(posted: QueryDict) -> list[Row]:
    """The fields that both changed, as the page showed them, if of any nothing was chosen; else none."""
    rows = [row for told in posted.getlist(ASKED) if (row := _asked(told, posted))]
    return rows if any(row.chosen is None for row in rows) else []


def _asked(told: str, posted: QueryDict) -> Row | None:
    try:
        words = json.loads(told)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(words, list) and len(words) == 6 and all(isinstance(each, str) for each in words)):
        return None
    return Row(*words, chosen=posted.get(f"{TAKE}{words[4]}"))


def merge(posted: QueryDict, context: dict[str, Any], version: int) -> tuple[QueryDict, list[Row]]:
    """The form as it should come back, and where the two differ; ``context`` is that of the page as it is now."""
    shown, data, rows = _seen(posted), posted.copy(), []
    current = dict(_entries(context))
    mine = _posted(posted, context)
    for key in [each for each in data if each.partition("-")[0] in _prefixes(context)]:
        del data[key]
    for key, entry in current.items():
        base, own = shown.get(key), mine.get(key, entry.value)
        data[entry.name] = own
        if own == entry.value:
            continue
        if own == base:
            data[entry.name] = entry.value
        told = [_said(entry.field, each) for each in (base, entry.value, own)]
        both = base not in (entry.value, own)
        rows.append(Row(entry.label, *told, *((entry.name, key) if both else ())))
    _rows_of_formsets(data, posted, context)
    rows += [
        Row(f"{key}（这一条已不在）", shown.get(key, ""), "（已不在）", own)
        for key, own in mine.items()
        if key not in current and own != shown.get(key)
    ]
    data[SEEN] = seen(context)
    data["seen_version"] = str(version)
    return data, rows


def _entries(context: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """The values of an unbound page by a key that does not depend on the order of rows."""
    form = context["adminform"].form
    for name, field in form.fields.items():
        if _is_value(name):
            yield name, Entry(name, str(field.label or name), _text(form[name].value()), field)
    for inline in _inlines(context):
        for number, row in enumerate(inline.formset.initial_forms, 1):
            for name, field in row.fields.items():
                if not _is_value(name):
                    continue
                key = f"{inline.formset.prefix}:{row.instance.pk}:{name}"
                label = (
                    f"{inline.opts.verbose_name} {number} “{str(row.instance)[:30]}”：{field.label or name}"
                )
                yield key, Entry(row.add_prefix(name), label, _text(row[name].value()), field)


def _inlines(context: dict[str, Any]) -> list[Any]:
    """The rows that may be changed; those that are only added and taken away have no values to differ in."""
    return [each for each in context["inline_admin_formsets"] if each.has_change_permission]


def _prefixes(context: dict[str, Any]) -> set[str]:
    return {inline.formset.prefix for inline in _inlines(context)}


def _posted(posted: QueryDict, context: dict[str, Any]) -> dict[str, str]:
    """What was typed, by the keys of ``_entries``; rows are known by their ids, wherever they stood."""
    names = context["adminform"].form.fields
    found = {name: _text(posted[name]) for name in names if name in posted and _is_value(name)}
    for inline in _inlines(context):
        prefix = inline.formset.prefix
        for at in range(_number(posted.get(f"{prefix}-TOTAL_FORMS"))):
            if pk := posted.get(f"{prefix}-{at}-id"):
                for name in inline.formset.empty_form.fields:
                    if _is_value(name) and f"{prefix}-{at}-{name}" in posted:
                        found[f"{prefix}:{pk}:{name}"] = _text(posted[f"{prefix}-{at}-{name}"])
    return found


def _rows_of_formsets(data: QueryDict, posted: QueryDict, context: dict[str, Any]) -> None:
    """The rest of each row at its place of now: ids, what stands beside the values, and rows that were being added."""
    for inline in _inlines(context):
        formset, prefix = inline.formset, inline.formset.prefix
        count = formset.initial_form_count()
        places = {str(row.instance.pk): at for at, row in enumerate(formset.initial_forms)}
        for pk, at in places.items():
            data[f"{prefix}-{at}-id"] = pk
        for was in range(_number(posted.get(f"{prefix}-TOTAL_FORMS"))):
            pk = posted.get(f"{prefix}-{was}-id")
            at = places.get(pk) if pk else count
            if at is None:
                continue
            count += not pk
            start = f"{prefix}-{was}-"
            for name in (each.removeprefix(start) for each in posted if each.startswith(start)):
                if not pk or not _is_value(name):
                    data[f"{prefix}-{at}-{name}"] = posted[start + name]
        fk = formset.fk.name
        for at in range(count):
            data[f"{prefix}-{at}-{fk}"] = str(formset.instance.pk)
        sizes = {"TOTAL": count, "INITIAL": formset.initial_form_count(), "MIN_NUM": 0, "MAX_NUM": 1000}
        data.update({f"{prefix}-{name}_FORMS": str(number) for name, number in sizes.items()})


def _seen(posted: QueryDict) -> dict[str, str]:
    """What the page showed; nothing where that did not come along."""
    try:
        shown = json.loads(posted.get(SEEN, ""))
    except ValueError:
        return {}
    return (
        {key: value for key, value in shown.items() if isinstance(value, str)}
        if isinstance(shown, dict)
        else {}
    )


def _is_value(name: str) -> bool:
    return name not in BESIDE and not name.endswith("picked")


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def _number(typed: str | None) -> int:
    return min(int(typed), 1000) if typed and typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _said(field: forms.Field, value: str | None) -> str:
    """A value as readers of the page know it: the words of a choice, and that nothing is nothing."""
    if value is None:
        return "（不详）"
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.queryset.filter(pk=value).first() if value.isdigit() and len(value) < 19 else None
        return str(chosen) if chosen else value or "（空）"
    return dict(getattr(field, "choices", ())).get(value) or value or "（空）"
