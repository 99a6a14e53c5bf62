"""What templates need to print texts with their marks, and amounts as written."""

import re
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from cases.models import Bound
from cases.views.text import Mark, Paragraph, Piece

register = template.Library()

_TAGS = {"evidence": "span", "figure": "b", "hit": "mark", "corrected": "span"}
# Words by which the printed run itself says how it bounds the number.
_SAYS_BOUND = re.compile(
    r"[超逾破余多近约上下来几至]|最[高低多少]|[不少低]于|不[到足满超]|以[内上]|左右|封顶|[<>≤≥~～]"
)


@register.simple_tag
def told(paragraph: Paragraph) -> SafeString:
    """The sentences of a paragraph, each with its address; a heading is printed without, it bears its own."""
    if paragraph.heading:
        return marked(paragraph.sentences[0].pieces)
    html = [f'<span id="{each.anchor}">{marked(each.pieces)}</span>' for each in paragraph.sentences]
    return mark_safe("".join(html))  # noqa: S308 -- as in ``marked``; anchors are letters and digits.


@register.simple_tag
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """The pieces of a sentence as HTML; taking the tags away gives the source text back."""
    html: list[str] = []
    open_: list[str] = []
    for piece in pieces:
        for mark, first in piece.opened:
            # A link holds no other.
            tag = "a" if mark.number and "a" not in open_ else _TAGS[mark.kind]
            html.append(_open(mark, tag, first))
            if first and "a" not in open_ and tag != "a":
                html.append(_hops(mark))
            open_.append(tag)
        html.append(escape(piece.text))
        html += [f"</{open_.pop()}>" for _ in range(piece.closed)]
    return mark_safe("".join(html))  # noqa: S308 -- every text above was escaped; format_html takes four times as long.


def _open(mark: Mark, tag: str, first: bool) -> str:
    anchor = f' id="{escape(mark.anchor)}"' if first and mark.anchor else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    kind = "" if mark.kind == "hit" else f' class="{f"{mark.kind} {mark.status}".strip()}"'
    link = f' href="#n{mark.number}"' if tag == "a" else ""
    number = f' data-n="{mark.number}"' if mark.number and first else ""
    return f"<{tag}{kind}{anchor}{link}{number}{title}>"


def _hops(mark: Mark) -> str:
    """Links from a hit to those before and after it; their signs are drawn by the style sheet, not part of the text."""
    hops = ((mark.before, "上一处"), (mark.after, "下一处"))
    links = [f'<a href="#h{to}" aria-label="{label}"></a>' for to, label in hops if to is not None]
    return f'<span class="hop">{"".join(links)}</span>' if links else ""


@register.simple_tag
def hits(pieces: list[tuple[str, bool]]) -> SafeString:
    """(text, hit) pieces with the hits in <mark>."""
    html = (f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in pieces)
    return mark_safe("".join(html))  # noqa: S308 -- as in ``marked``.


@register.filter
def shortened(text: str, most: int) -> str:
    """The text cut to ``most`` characters, the last an ellipsis; truncatechars looks at each one of them."""
    return text if len(text) <= most else text[: most - 1] + "…"


@register.filter
def bound(fact: Any) -> str:
    """The word for how a printed amount bounds the true one, where the printed run does not say so itself.

    500万元 under a ceiling → 最高; 超过105人 → nothing, for it is written.
    """
    if fact.bound == Bound.EXACT or _SAYS_BOUND.search(fact.raw):
        return ""
    return Bound(fact.bound).label


@register.filter
def normalised(fact: Any) -> str:
    """The amount in plain digits where the printed run has another form: 1.5亿元 → 150,000,000 元."""
    if fact.low is None:
        return ""
    low, high = _digits(fact.low), _digits(fact.high if fact.high is not None else fact.low)
    value = low if low == high else f"{low}–{high}"
    if value.replace(",", "") in fact.raw.replace(",", "").replace("，", ""):
        return ""
    return f"{value} {fact.unit}".strip()


def _digits(value: Decimal) -> str:
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
