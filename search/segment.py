"""Text to words and to passages; the only place that knows how words are cut.

Words are those of jieba, cut by rjieba, which gives the same ones some fifteen times faster. They serve ranking
and the looser stages of a search; whether a contiguous piece is found never depends on them. A changed
``words.txt`` changes how text is cut, so it asks for a reindex; ``version()`` tells.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from rjieba import Jieba

from search.fold import fold

PASSAGE = 400
_WORDS = Path(__file__).with_name("words.txt")
_LONGEST_NAME = 8

# What jieba cuts by its dictionary, and what it takes for one word among letters, digits and signs. rjieba takes
# Han extensions for words too and leaves 80-90% whole; both are done here as jieba does them.
_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
_EXTENSION = re.compile(r"[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


@cache
def domain_words() -> tuple[str, ...]:
    """The words of ``words.txt`` in its order; lines that start with # are headings."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split()))


@cache
def version() -> str:
    """A short digest of ``words.txt``: an index built under another one should be rebuilt."""
    return hashlib.sha256(_WORDS.read_bytes()).hexdigest()[:12]


@cache
def _jieba() -> Jieba:
    made = Jieba()
    for word in domain_words():
        made.add_word(fold(word).text, None, None)
    return made


def load() -> None:
    """Load the dictionary now (0.2 s, about 50 MB) and not at the first word; call it before workers fork."""
    _jieba()


def words(folded: str) -> list[str]:
    """The words of a folded text in order, each after the shorter words of the dictionary inside it.

    jieba's search mode gives parts of two and three characters only; here parts of any length are given, so
    that 千人计划 counts in 千人计划产业园.
    """
    return list(chain.from_iterable(map(words_of, tokens(folded))))


@lru_cache(1 << 17)
def words_of(token: str) -> tuple[str, ...]:
    """The words that a token stands for: none of a sign."""
    known = _jieba().has_word
    found: list[str] = []
    for word in filter(_is_word, _latin(token)):
        length = len(word)
        parts = [
            word[start : start + size] for size in range(2, length) for start in range(length - size + 1)
        ]
        found += filter(known, parts)
        found.append(word)
    return tuple(found)


def names(folded: str) -> list[str]:
    """The words of folded lines of names: also those that a cut through the middle hides, 余姚 in 余姚人才.

    In a text they would be noise; in the few names of an owner each is what it may be asked for.
    """
    found = words(folded)
    known = _jieba().has_word
    for line in folded.split("\n"):
        for start in range(len(line) - 1):
            for end in range(start + 2, min(start + _LONGEST_NAME, len(line)) + 1):
                if known(line[start:end]):
                    found.append(line[start:end])
    return list(dict.fromkeys(found))


def cut(folded: str) -> list[str]:
    """The words of a folded text in order, each character in one word only."""
    return [word for token in tokens(folded) for word in _latin(token) if _is_word(word)]


def _is_word(word: str) -> bool:
    return word[0].isalnum() or word[-1].isalnum()


def tokens(folded: str) -> Iterable[str]:
    """A folded text in pieces: words, and the signs between them."""
    if not _EXTENSION.search(folded):
        return _jieba().cut(folded)
    return chain.from_iterable(map(_jieba().cut, _runs(folded)))


def _runs(folded: str) -> Iterator[str]:
    """The stretches that jieba cuts by its dictionary, and every character between them by itself."""
    at = 0
    for run in _RUN.finditer(folded):
        yield from folded[at : run.start()]
        yield run.group()
        at = run.end()
    yield from folded[at:]


def _latin(token: str) -> Sequence[str]:
    """The words of what rjieba took for one: itself, unless there are signs among its letters and digits."""
    if token.isalnum() or not token.isascii() or _jieba().has_word(token):
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
