"""A source text and a Query → where it is met, and the stretch that shows it best; pure.

Marks are spans of the source text itself, so taking them away gives the text back character by character.
"""

from search.fold import fold
from search.query import Query

WIDTH = 130
SAME = 12  # letters and digits in a sentence that is not the same by chance
_ENDS = "。！？；!?;\n"


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Source spans ``[start, end)`` where the query is met, ascending, without overlap.

    The typed pieces are marked where they stand whole; where none of them does, their words are.
    """
    folded = fold(text)
    found = _occurrences(folded.text, query.pieces)
    met = {piece for _, _, piece in found}
    missing = [clause for clause in query.clauses if not any(piece.text in met for piece in clause)]
    loose = [word for clause in missing for piece in clause for word in piece.words]
    found += _occurrences(folded.text, loose)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(folded.span(start, end) for start, end, _ in found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def answer(text: str, query: Query) -> str:
    """The folded letters and digits of the sentences that the query is met in, by which a repetition is known.

    Empty where nothing is met, and for so few of them that two texts may well have them by chance.
    """
    spans = marks(text, query)
    ends = [-1, *(at for at, char in enumerate(text) if char in _ENDS), len(text)]
    sentences = {
        (max(e for e in ends if e < left) + 1, min(e for e in ends if e >= left)) for left, _ in spans
    }
    said = "".join(fold(text[start:end]).text for start, end in sorted(sentences))
    letters = "".join(char for char in said if char.isalnum())
    return letters if len(letters) >= SAME else ""


def _occurrences(folded: str, wanted: tuple[str, ...] | list[str]) -> list[tuple[int, int, str]]:
    """Folded spans of every occurrence of every wanted piece, overlapping ones included."""
    found = []
    for piece in dict.fromkeys(wanted):
        start = folded.find(piece) if piece else -1
        while start >= 0:
            found.append((start, start + len(piece), piece))
            start = folded.find(piece, start + 1)
    return found


def window(text: str, spans: list[tuple[int, int]], width: int = WIDTH) -> tuple[int, int]:
    """The stretch of at most ``width`` characters that holds most marked ones; ``spans`` as ``marks`` gives them.

    It begins a little before its first mark, at a clause if one begins near.
    """
    if len(text) <= width:
        return 0, len(text)
    best = (0, 0)  # (marked characters, where they begin)
    tail = 0
    marked = 0
    for head, (_, end) in enumerate(spans):
        marked += end - spans[head][0]
        while end - spans[tail][0] > width and tail < head:
            marked -= spans[tail][1] - spans[tail][0]
            tail += 1
        if marked > best[0]:
            best = (marked, spans[tail][0])
    lead = width // 5
    start = max(0, min(best[1] - lead, len(text) - width))
    for index in range(start, min(best[1], start + lead)):
        if start > 0 and text[index - 1] in "。！？；，、\n":
            start = index
            break
    return start, min(len(text), start + width)
