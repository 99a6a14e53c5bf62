"""Finding a quotation again when the text it stood in was cleaned or cut differently."""

from collections.abc import Callable

from cases.models import Evidence

Span = tuple[int, int]


def anchor(text: str, old_text: str) -> Callable[[Evidence], Span | None]:
    """A function from evidence of the old text to the span of the same words in ``text``, or None.

    Among several places with the same words it is the one nearest to where the quotation would stand if the
    text had grown or shrunk evenly.
    """
    scale = len(text) / len(old_text) if old_text else 1.0

    def found(evidence: Evidence) -> Span | None:
        quote = evidence.quote
        near = round(evidence.start * scale)
        left = text.rfind(quote, 0, near + len(quote))
        right = text.find(quote, near)
        spots = [at for at in (left, right) if at >= 0]
        if not spots:
            return None
        start = min(spots, key=lambda at: abs(at - near))
        return start, start + len(quote)

    return found


def same_text(one: str, other: str) -> bool:
    """Whether two texts are one: at least half of their lines of some length are the same."""
    a, b = ({line for raw in text.splitlines() if len(line := raw.strip()) > 8} for text in (one, other))
    return len(a & b) * 2 >= max(len(a), len(b), 1)
