"""What the desk's templates need: the source text with marks that lead to the rows of the form."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.views.text import Paragraph

register = template.Library()


@register.simple_tag
def source(paragraph: Paragraph) -> SafeString:
    """A paragraph as HTML; taking the tags away gives the source text back."""
    html: list[str] = []
    links = 0  # A link holds no other, so that a mark inside one is plain.
    open_: list[str] = []
    for piece in (piece for sentence in paragraph.sentences for piece in sentence.pieces):
        for mark, first in piece.opened:
            tag = "b" if links else "a"
            links += tag == "a"
            open_.append(tag)
            id_ = f' id="{mark.anchor}"' if first else ""
            href = f' href="#{escape(mark.rows[0][0])}"' if tag == "a" else ""
            # Not on the way from field to field: the row's own link leads to its mark, and Enter leads back.
            stop = ' tabindex="-1"' if tag == "a" else ""
            rows = escape(" ".join(row for row, _ in mark.rows))
            title = escape("；".join(said for _, said in mark.rows))
            html.append(
                f'<{tag} class="mark {mark.state}"{id_}{href} data-rows="{rows}" title="{title}"{stop}>'
            )
        html.append(escape(piece.text))
        for _ in range(piece.closed):
            tag = open_.pop()
            links -= tag == "a"
            html.append(f"</{tag}>")
    return mark_safe("".join(html))  # noqa: S308 -- every text above was escaped.
