"""The pieces of HTML that a page repeats hundreds of times: tiles, amounts with their links, entries of tables.

A template takes ten times as long for them. Whatever comes from the database goes through ``escape``; what a piece
gives back is HTML.
"""

from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cases.filters.facet import UNKNOWN
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
def years_of(row: Any) -> SafeString:
    """The cells of a row of years (``views.coverage``), each with cases a link to them."""
    name, cases = escape(row.name), f"{reverse('cases')}?county={escape(row.county)}&amp;year="
    return _piece(*(_year(each, name, cases) if each.count else "<td></td>" for each in row.cells))


def _year(cell: Any, name: str, cases: str) -> str:
    year = escape(cell.year)
    told = "年份未定" if cell.year == UNKNOWN else f"{year} 年"
    return f'<td class="s{cell.step}"><a href="{cases}{year}" title="{name}，{told}">{cell.count}</a></td>'


@register.simple_tag
def outcome_rows(outcomes: Any, elsewhere: bool = False) -> SafeString:
    """The rows of a table of outcomes; with ``elsewhere`` they are of several cases, else of the page's own."""
    return _piece(*(_outcome_row(each, elsewhere) for each in outcomes))


@register.simple_tag
def benefit_rows(benefits: Any, elsewhere: bool = False) -> SafeString:
    """The rows of a table of what a policy offers."""
    return _piece(
        *(_row(each, escape(each.label), _amount(each, elsewhere), "", elsewhere) for each in benefits)
    )


def _outcome_row(fact: Any, elsewhere: bool) -> str:
    place = f' <small class="quiet">{escape(fact.place.name)}</small>' if fact.place else ""
    echoes = "".join(map(_echo, getattr(fact, "echoes", ())))
    as_of = f'<td data-label="截至">{escape(fact.as_of)}</td>' if fact.as_of else '<td class="none">—</td>'
    return _row(fact, escape(fact.indicator) + place, _amount(fact, elsewhere) + echoes, as_of, elsewhere)


def _row(fact: Any, head: str, figure: str, more: str, elsewhere: bool) -> str:
    number = f' id="n{fact.number}"' if hasattr(fact, "number") else ""
    seen = f'<td data-label="见于">{_seen_in(fact.case)}</td>' if elsewhere else ""
    return (
        f'<tr{number}><th scope="row">{head}</th><td class="figure">{figure}</td>{more}{seen}'
        f'<td class="checked">{state(fact)}</td></tr>\n'
    )


def _seen_in(case: Any) -> str:
    title = escape(shortened(case.title, 20))
    year, words = (case.year, f" 年《{title}》") if case.year else ("案例", f"《{title}》")
    link = f'<a href="{case.get_absolute_url()}" title="{escape(case.title)}">'
    return f'{link}{year}<span class="unseen">{words}</span></a>'


def _echo(echo: Any) -> str:
    """What another document says of a figure (``corroborated.Echo``)."""
    fact, agrees = echo.fact, echo.relation.name == "AGREE"
    year = f"（{fact.case.year}）" if fact.case.year else ""
    anchor = (fact.witnesses and fact.witnesses[0].anchor) or "text"
    address = f"{fact.case.get_absolute_url()}#{anchor}"
    return (
        f'<small class="echo {echo.relation.name.lower()}">另有来源{"一致" if agrees else "不同"}：'
        f'<a href="{address}" title="{escape(shortened(fact.case.title, 40))}">{_printed(fact)}{year}</a></small>'
    )


def _amount(fact: Any, elsewhere: bool) -> str:
    """An amount as printed, a link to its sentence, with the other sentences that say it and its plain digits.

    The link leads to the same page, or with ``elsewhere`` to that of the fact's case.
    """
    value = normalised(fact)
    digits = f' <small class="quiet value">{escape(value)}</small>' if value else ""
    if not fact.witnesses:
        return f"{_printed(fact)} {_UNSEEN}{digits}"
    first, *others = fact.witnesses
    if elsewhere:
        return _sourced(fact) + digits
    if first.anchor:
        number = f' data-n="{fact.number}"' if hasattr(fact, "number") else ""
        link = f'<a href="#{first.anchor}"{number}>{_printed(fact)}</a>'
    else:
        link = f'<span title="{escape(shortened(first.quote, 120))}">{_printed(fact)}</span>'
    again = (
        f' <a class="again" href="#{each.anchor}" aria-label="另一处依据">又见</a>'
        for each in others
        if each.anchor
    )
    return "".join((link, *again, digits))


@register.simple_tag
def state(fact: Any) -> SafeString:
    """Who says so: whether an editor has looked at a fact, has put it in, and whether its source is another now."""
    editor = ' <span class="state">编辑录入</span>' if fact.origin == Fact.Origin.EDITOR else ""
    lost = ' <span class="state">来源已改</span>' if fact.lost else ""
    kind = "state" if fact.state == Fact.State.UNREVIEWED else f"state {fact.state}"
    return _piece(f'<span class="{kind}">{_STATES[fact.state]}</span>', editor, lost)


@register.simple_tag
def end(each: Any) -> SafeString:
    """An end of a line of what was announced (``comparison.Entry``): the amount and its time."""
    again = f"，{len(each.facts)} 处同数" if each.again else ""
    return _piece(
        f'<p class="entry">{_sourced(each.fact)} <small class="quiet">{escape(each.when)}{again}</small></p>'
    )


@register.simple_tag
def cells(row: Any) -> SafeString:
    """The cells of a row of a comparison (``comparison.Row``), one a county."""
    return _piece(*(f"<td>{_cell(cell, more)}</td>" for cell, more in row.columns))


@register.simple_tag
def alone(row: Any) -> SafeString:
    """What stands in a row that only one county has."""
    return _piece(*(_cell(cell, more) for cell, more in row.columns))


def _cell(cell: Any, more: int) -> str:
    rest = f'<small class="quiet">另有 {more} 个数</small>' if more else ""
    return "".join(map(_entry, cell)) + rest


def _entry(each: Any) -> str:
    """A value in a cell (``comparison.Entry``): the amount, what it is, and who says the same."""
    fact, status = each.fact, getattr(each.fact, "status", "")
    what = (
        f'<span class="word {status}-word">{_STATUSES[status]}</span> '
        if status
        else f"{escape(shortened(fact.label, 30))}，"
    )
    converted = f' <small class="converted">{escape(each.converted)}</small>' if each.converted else ""
    then = f"，时为{escape(each.then)}" if each.then else ""
    others = " ".join(_again(other, fact) for other in each.again[:3])
    again = f'<small class="quiet">又见 {others}</small>' if others else ""
    when = f'<small class="quiet">{what}{escape(each.when)}{then}</small>'
    return f'<p class="entry">{_sourced(fact)}{converted}\n{when}{again}</p>'


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
