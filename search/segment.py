"""Text to words and to passages; the only place that knows how words are cut.

Words are those of jieba, cut by rjieba, which gives the same ones some fifteen times faster. They serve ranking
and the looser stages of a search; whether a contiguous piece is found never depends on them. The field's words are
those of ``words.txt``, or others that a caller brings (``use``). Other words change how text is cut, so they ask for
a reindex; ``version()`` tells.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from rjieba import Jieba

from search.fold import fold
from search.held import Held

PASSAGE = 400
ALL_WORDS = 60_000_000  # what the words of jieba's dictionary weigh together, about
UNNOTICED = 1e-6
_WORDS = Path(__file__).with_name("words.txt")
_LONGEST_NAME = 8

# What jieba cuts by its dictionary, and what it takes for one word among letters, digits and signs. rjieba takes
# Han extensions for words too and leaves 80-90% whole; both are done here as jieba does them.
_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
_EXTENSION = re.compile(r"[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


class Cutter:
    """What cuts by one vocabulary; ``of`` gives the same one for the same words."""

    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        self.version = version_of(vocabulary)

    @staticmethod
    @lru_cache(maxsize=2)  # The one in force, and the one before it or tried out beside it.
    def of(vocabulary: tuple[str, ...]) -> "Cutter":
        """The cutter of a vocabulary, kept with its dictionary while it is in use."""
        return Cutter(vocabulary)

    @cached_property
    def jieba(self) -> Jieba:
        """The dictionary: 0.2 s, about 50 MB."""
        return self._made[0]

    @cached_property
    def weights(self) -> dict[str, int]:
        """The words, folded, with how often each counts as met."""
        return self._made[1]

    @cached_property
    def _made(self) -> tuple[Jieba, dict[str, int]]:
        made = Jieba()
        words = [fold(word).text for word in self.vocabulary]
        return made, {word: made.add_word(word, None, None) for word in words}

    @cached_property
    def words_of(self) -> Callable[[str], tuple[str, ...]]:
        """See the function of that name; each token is looked up once."""
        known = self.jieba.has_word

        @lru_cache(1 << 17)
        def looked_up(token: str) -> tuple[str, ...]:
            found: list[str] = []
            for word in filter(_is_word, _latin(token, known)):
                length = len(word)
                parts = [
                    word[start : start + size]
                    for size in range(2, length)
                    for start in range(length - size + 1)
                ]
                found += filter(known, parts)
                found.append(word)
            return tuple(found)

        return looked_up


@cache
def shipped_words() -> tuple[str, ...]:
    """The words of ``words.txt`` in its order; lines that start with # are headings."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split()))


_cutter: Held[Cutter] = Held("cutter", lambda: Cutter.of(shipped_words()))


def use(vocabulary: tuple[str, ...]) -> None:
    """Cut by other words than those of ``words.txt`` from here on, in this context."""
    _cutter.use(Cutter.of(vocabulary))


def trying(vocabulary: tuple[str, ...]) -> AbstractContextManager[None]:
    """Cut by other words inside."""
    return _cutter.trying(Cutter.of(vocabulary))


def domain_words() -> tuple[str, ...]:
    """The field's words by which text is cut now."""
    return _cutter.now().vocabulary


def version() -> str:
    """A short digest of these words: an index built under another one should be rebuilt."""
    return _cutter.now().version


def version_of(vocabulary: Iterable[str]) -> str:
    """The same of other words, in their order."""
    return hashlib.sha256("\n".join(vocabulary).encode()).hexdigest()[:12]


def differing(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """Words, folded, without any of which a folded text is cut alike by two vocabularies; None where any may differ.

    A text is cut by the words that stand in it, each by its weight in the weight of all words. A word may change
    what those after it weigh. The weight of all changes too, but of a millionth part that turns nothing.
    """
    weights, others = Cutter.of(one).weights, Cutter.of(other).weights
    if abs(sum(weights.values()) - sum(others.values())) > ALL_WORDS * UNNOTICED:
        return None
    found = {word for word in {*weights, *others} if weights.get(word) != others.get(word)}
    return tuple(sorted(found))


def load() -> None:
    """Load the dictionary now (0.2 s, about 50 MB) and not at the first word; call it before workers fork."""
    _cutter.now().jieba  # noqa: B018 -- Made when first asked for.


def words(folded: str) -> list[str]:
    """The words of a folded text in order, each after the shorter words of the dictionary inside it.

    jieba's search mode gives parts of two and three characters only; here parts of any length are given, so
    that 千人计划 counts in 千人计划产业园.
    """
    return list(chain.from_iterable(map(_cutter.now().words_of, tokens(folded))))


def words_of(token: str) -> tuple[str, ...]:
    """The words that a token stands for: none of a sign."""
    return _cutter.now().words_of(token)


def names(folded: str) -> list[str]:
    """The words of folded lines of names: also those that a cut through the middle hides, 余姚 in 余姚人才.

    In a text they would be noise; in the few names of an owner each is what it may be asked for.
    """
    found = words(folded)
    known = _cutter.now().jieba.has_word
    for line in folded.split("\n"):
        for start in range(len(line) - 1):
            for end in range(start + 2, min(start + _LONGEST_NAME, len(line)) + 1):
                if known(line[start:end]):
                    found.append(line[start:end])
    return list(dict.fromkeys(found))


def cut(folded: str) -> list[str]:
    """The words of a folded text in order, each character in one word only."""
    known = _cutter.now().jieba.has_word
    return [word for token in tokens(folded) for word in _latin(token, known) if _is_word(word)]


def _is_word(word: str) -> bool:
    return word[0].isalnum() or word[-1].isalnum()


def tokens(folded: str) -> Iterable[str]:
    """A folded text in pieces: words, and the signs between them."""
    cut = _cutter.now().jieba.cut
    if not _EXTENSION.search(folded):
        return cut(folded)
    return chain.from_iterable(map(cut, _runs(folded)))


def _runs(folded: str) -> Iterator[str]:
    """The stretches that jieba cuts by its dictionary, and every character between them by itself."""
    at = 0
    for run in _RUN.finditer(folded):
        yield from folded[at : run.start()]
        yield run.group()
        at = run.end()
    yield from folded[at:]


def _latin(token: str, known: Callable[[str], bool]) -> Sequence[str]:
    """The words of what rjieba took for one: itself, unless there are signs among its letters and digits."""
    if token.isalnum() or not token.isascii() or known(token):
        return (token,)
    return [part for part in _LATIN.split(token) if part]


# A sentence ends at its full stop with the closing marks after it, or at a line break.
_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)》\"']*|\n|$)")
_CLAUSE = re.compile(r"[^，、,：:]*(?:[，、,：:]|$)")


def passages(text: str, size: int = PASSAGE) -> list[tuple[int, int]]:
    """Cut a text at sentence ends into spans of at most ``size`` characters that cover all but white space.

    Offsets count characters of ``text``; spans ascend and do not overlap. A line break after at least half of
    ``size`` ends a passage early, so that a passage seldom runs over two paragraphs.
    """
    spans: list[tuple[int, int]] = []
    start = end = 0
    for unit_start, unit_end in _units(text, size):
        if unit_end - start > size or (end - start >= max(1, size // 2) and text[end - 1] == "\n"):
            spans.append((start, end))
            start = unit_start
        end = unit_end
    spans.append((start, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _units(text: str, size: int) -> list[tuple[int, int]]:
    """Sentences, or clauses where a sentence is too long, or hard pieces where a clause is; without gaps."""
    units: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        if sentence.end() - sentence.start() <= size:
            units.append(sentence.span())
            continue
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            for start in range(clause.start(), clause.end(), size):
                units.append((start, min(start + size, clause.end())))
    return units


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at either end, or None when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if left < right else None
