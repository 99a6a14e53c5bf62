"""Text to words and to passages; the only place that knows jieba.

Words serve ranking and the looser stages of a search; whether a contiguous piece is found never depends on
them. A changed ``words.txt`` changes how text is cut, so it asks for a reindex; ``version()`` tells.
"""

import hashlib
import re
import threading
from functools import cache
from pathlib import Path

import jieba

from search.fold import fold

PASSAGE = 400
_WORDS = Path(__file__).with_name("words.txt")
_lock = threading.Lock()


class _Tokenizer(jieba.Tokenizer):
    """A tokenizer of our own that never writes jieba's cache, which would lie in the shared temp folder.

    Building the dictionary from its text takes the same half second as reading the cache.
    """

    def initialize(self, dictionary: str | None = None) -> None:
        """Load jieba's dictionary and the domain's words, once a process."""
        with self.lock:
            if self.initialized:
                return
            with self.get_dict_file() as file:
                self.FREQ, self.total = self.gen_pfdict(file)
            self.initialized = True
            for word in domain_words():
                self.add_word(fold(word).text)


_tokenizer = _Tokenizer()


@cache
def domain_words() -> tuple[str, ...]:
    """The words of ``words.txt`` in its order; lines that start with # are headings."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split()))


@cache
def version() -> str:
    """A short digest of ``words.txt``: an index built under another one should be rebuilt."""
    return hashlib.sha256(_WORDS.read_bytes()).hexdigest()[:12]


def load() -> None:
    """Load the dictionary now (0.6 s, about 120 MB) and not at the first word; call it before workers fork."""
    _tokenizer.initialize()


def words(folded: str) -> list[str]:
    """The words of a folded text in order, each after the shorter words of the dictionary inside it.

    jieba's search mode gives parts of two and three characters only; here parts of any length are given, so
    that 千人计划 counts in 千人计划产业园.
    """
    known = _tokenizer.FREQ
    found: list[str] = []
    for word in cut(folded):
        length = len(word)
        if length > 2:
            for size in range(2, length):
                for start in range(length - size + 1):
                    if known.get(part := word[start : start + size]):
                        found.append(part)
        found.append(word)
    return found


def cut(folded: str) -> list[str]:
    """The words of a folded text in order, each character in one word only."""
    return [word for word in _tokenizer.cut(folded) if word[0].isalnum() or word[-1].isalnum()]


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
        if unit_end - start > size or (end - start >= size // 2 and text[end - 1] == "\n"):
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
