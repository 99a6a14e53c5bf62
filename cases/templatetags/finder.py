"""What the filters of a list print: options with their counts, and links that change one part of the address."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.filters import Facet, Group, Option
from cases.filters.sought import sounds

register = template.Library()


@register.simple_tag
def options(facet: Facet, is_long: bool = False) -> SafeString:
    """The options of a filter as list items, those inside others below them.

    Where the list is long each has the sounds of its label, so that it can be looked for by pinyin.
    """
    chosen = {option.value for option in facet.chosen}
    items = "".join(_item(facet.name, option, chosen, is_long) for option in facet.shown)
    return mark_safe(items)  # noqa: S308 -- labels, notes and values are escaped; format_html takes four times as long.


def _item(name: str, option: Option, chosen: set[str], is_long: bool) -> str:
    heard = f' data-sounds="{sounds(option.label)}"' if is_long else ""
    checked = " checked" if option.value in chosen else ""
    note = f" <small>{escape(option.note)}</small>" if option.note else ""
    inside = "".join(_item(name, part, chosen, is_long) for part in option.parts)
    return (
        f'<li{heard}><label><input type="checkbox" form="finder" name="{name}" value="{escape(option.value)}"{checked}>'
        f"<span>{escape(option.label)}{note}</span> <b>{option.count}</b></label>"
        f"{f'<ul>{inside}</ul>' if inside else ''}</li>"
    )


@register.filter
def swapped(groups: list[Group]) -> str:
    """The parts of the filters that come anew with each list, as htmx names them."""
    return ",".join(["#picked", *(f"#f{number}" for number in range(1, len(groups) + 1))])


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], name: str, value: str = "") -> str:
    """The address of this list with one value of a filter taken away, or all of them; its first page."""
    pairs = [pair for pair in _pairs(context) if pair[0] != name or (value and pair[1] != value)]
    return _address(context, pairs)


@register.simple_tag(takes_context=True)
def with_only(context: dict[str, Any], name: str, value: str = "") -> str:
    """The address of this list with one parameter set, or removed when ``value`` is empty; its first page."""
    pairs = [pair for pair in _pairs(context) if pair[0] != name]
    return _address(context, [*pairs, (name, value)] if value else pairs)


def _pairs(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The parameters of this page's address that say what is listed."""
    pairs = [(name, each.strip()) for name, values in context["request"].GET.lists() for each in values]
    return [(name, value) for name, value in pairs if value and name not in ("page", "among")]


def _address(context: dict[str, Any], pairs: list[tuple[str, str]]) -> str:
    path = context["request"].path
    return f"{path}?{urlencode(pairs)}" if pairs else path
