"""The pieces of HTML that a page repeats hundreds of times: tiles, amounts with their links, entries of tables.

A template takes ten times as long for them. Whatever comes from the database goes through ``escape``; what a piece
gives back is HTML.
"""

from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cases.models import Fact, Outcome
from cases.templatetags.reading import bound, normalised, shortened

register = template.Library()

_STATES, _STATUSES = dict(Fact.State.choices), dict(Outcome.Status.choices)
_UNSEEN = '<small class="quiet">未见原文</small>'


def _piece(*html: str) -> SafeString:
    return mark_safe("".join(html))  # noqa: S308 -- every text in it was escaped where it was put in.


@register.simple_tag
def tiles(map_: Any) -> SafeString:
    """The tiles of a map (``views.tilemap``), a list for each city, in which its own tile is the head."""
    cities = (
        f'<li><ul aria-label="{escape(city[0].city)}">'
        f"{''.join(_tile(each, map_.what, each is city[0]) for each in city)}</ul></li>"
        for city in map_.cities
    )
    return _piece(*cities)


def _tile(each: Any, what: str, head: bool) -> str:
    tile, place, label = each.tile, each.place, escape(each.tile.label)
    kind = f"x{tile.x} y{tile.y} s{each.step} {tile.edges}{' head' if head else ''}"
    title = f' title="{escape(place.name)}：{escape(what)} {each.count}"' if each.count else ""
    count = f" <b>{each.count}</b>" if each.count else ""
    rest = f'<span class="unseen">{escape(each.rest)}</span>' if each.rest else ""
    return f'<li class="{kind}"><a href="{place.get_absolute_url()}"{title}>{label}{rest}{count}</a></li>'


@register.simple_tag
def columns(years: Any, of: Any, what: str) -> SafeString:
    """The columns of a chart over the years (``views.years``); those of a year with something are a link."""
    cases = reverse("cases")
    return _piece(*(_column(years, each, escape(what), cases) for each in of))


def _column(years: Any, each: Any, what: str, cases: str) -> str:
    if not each.total:
        return f'<text class="year" x="{each.middle}" y="112">{each.year}</text>' if each.named else ""
    bars = "".join(
        f'<rect class="{part.kind}-part" x="{years.inset}" y="{part.y}" width="{years.bar}" height="{part.height}"/>'
        for part in each.parts
    )
    total = f'<text x="{years.middle}" y="{each.above}">{each.total}</text>' if each.counted else ""
    year = f'<text class="year" x="{years.middle}" y="112">{each.year}</text>' if each.named else ""
    return (
        f'<a href="{cases}?year={each.year}" aria-label="{each.year} 年 {each.total} {what}">'
        f'<rect class="touch" x="{each.x}" y="-16" width="{years.share}" height="132"/>'
        f'<g transform="translate({each.x})">{bars}{total}{year}</g></a>'
    )


@register.simple_tag
def amount(fact: Any, elsewhere: bool = False) -> SafeString:
    """An amount as printed, a link to its sentence, with the other sentences that say it and its plain digits.

    The link leads to the same page, or with ``elsewhere`` to that of the fact's case.
    """
    value = normalised(fact)
    digits = f' <small class="quiet value">{escape(value)}</small>' if value else ""
    if not fact.witnesses:
        return _piece(_printed(fact), f" {_UNSEEN}", digits)
    first, *others = fact.witnesses
    if elsewhere:
        link = _sourced(fact)
    elif first.anchor:
        number = f' data-n="{fact.number}"' if hasattr(fact, "number") else ""
        link = f'<a href="#{first.anchor}"{number}>{_printed(fact)}</a>'
    else:
        link = f'<span title="{escape(shortened(first.quote, 120))}">{_printed(fact)}</span>'
    again = (
        f' <a class="again" href="#{each.anchor}" aria-label="另一处依据">又见</a>'
        for each in others
        if each.anchor and not elsewhere
    )
    return _piece(link, *again, digits)


@register.simple_tag
def state(fact: Any) -> SafeString:
    """Who says so: whether an editor has looked at a fact, has put it in, and whether its source is another now."""
    said = [(fact.state, _STATES[fact.state])]
    said += [("", "编辑录入")] if fact.origin == Fact.Origin.EDITOR else []
    said += [("", "来源已改")] if fact.lost else []
    return _piece(" ".join(f'<span class="{f"state {kind}".strip()}">{words}</span>' for kind, words in said))


@register.simple_tag
def end(each: Any) -> SafeString:
    """An end of a line of what was announced (``comparison.Entry``): the amount and its time."""
    again = f"，{len(each.facts)} 处同数" if each.again else ""
    return _piece(
        f'<p class="entry">{_sourced(each.fact)} <small class="quiet">{escape(each.when)}{again}</small></p>'
    )


@register.simple_tag
def entry(each: Any) -> SafeString:
    """A value in a cell of a comparison (``comparison.Entry``): the amount, what it is, and who says the same."""
    fact, status = each.fact, getattr(each.fact, "status", "")
    what = (
        f'<span class="word {status}-word">{_STATUSES[status]}</span>'
        if status
        else f"{escape(shortened(fact.label, 30))}，"
    )
    converted = f' <small class="converted">{escape(each.converted)}</small>' if each.converted else ""
    then = f"，时为{escape(each.then)}" if each.then else ""
    others = " ".join(_again(other, fact) for other in each.again[:3])
    return _piece(
        f'<p class="entry">{_sourced(fact)}{converted}\n<small class="quiet">{what} {escape(each.when)}{then}</small>',
        f'<small class="quiet">又见 {others}</small></p>' if others else "</p>",
    )


def _again(other: Any, fact: Any) -> str:
    year = f"（{other.case.year}）" if other.case.year and other.case.year != fact.case.year else ""
    if not other.witnesses:
        return escape(other.raw) + year
    title = escape(shortened(other.case.title, 20))
    return (
        f'<a {_to_sentence(other)}>{escape(other.raw)}<span class="unseen">（《{title}》）</span></a>{year}'
    )


def _sourced(fact: Any) -> str:
    """The amount as a link to its sentence on the page of its case."""
    if fact.witnesses:
        return f"<a {_to_sentence(fact)}>{_printed(fact)}</a>"
    return f"{_printed(fact)} {_UNSEEN}"


def _to_sentence(fact: Any) -> str:
    first = fact.witnesses[0]
    address = f"{fact.case.get_absolute_url()}#{first.anchor or 'text'}"
    return f'href="{address}" title="{escape(shortened(first.quote, 60))}"'


def _printed(fact: Any) -> str:
    """The printed run, with the word for its bound where it does not say so itself."""
    word = bound(fact)
    return f"{word} {escape(fact.raw)}" if word else escape(fact.raw)
