"""Text to words and to passages; the only place that knows jieba.

Words serve ranking and the looser stages of a search; whether a contiguous piece is found never depends on
them. A changed ``words.txt`` changes how text is cut, so it asks for a reindex; ``version()`` tells.
"""

import hashlib
import re
from functools import cache
from math import log
from pathlib import Path

import jieba

from search.fold import fold

PASSAGE = 400
_WORDS = Path(__file__).with_name("words.txt")
_LONGEST_NAME = 8


class _Tokenizer(jieba.Tokenizer):
    """jieba with the domain's words: the same cuts in three quarters of the time.

    ``FREQ`` holds logarithms of probabilities instead of counts, so that none is taken while cutting; what is only
    the beginning of a word stays 0. No cache is written, since that would lie in the shared temp folder, and
    building the dictionary from its text takes no longer than reading it.
    """

    def initialize(self, dictionary: str | None = None) -> None:
        """Load jieba's dictionary and the domain's words, once a process."""
        with self.lock:
            if self.initialized:
                return
            # Made whole in another tokenizer first, so that no other thread cuts by half of the vocabulary.
            made = jieba.Tokenizer()
            with self.get_dict_file() as file:
                made.FREQ, made.total = self.gen_pfdict(file)
            made.initialized = True
            for word in domain_words():
                made.add_word(fold(word).text)
            whole = log(made.total)
            for word, count in made.FREQ.items():
                if count:
                    made.FREQ[word] = log(count) - whole
            self.unknown = -whole
            self.FREQ = made.FREQ
            self.initialized = True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:
        """Nothing: ``calc`` reads the sentence itself. jieba asks for this first, so the dictionary is loaded here."""
        self.check_initialized()
        return {}

    def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[float, int]]) -> None:
        """Fill ``route`` with the likeliest way on from every character: its logarithm, and where the word ends."""
        known = self.FREQ
        length = len(sentence)
        likely = [0.0] * (length + 1)
        for start in range(length - 1, -1, -1):
            best, last = None, start
            end = start + 1
            while end <= length and (value := known.get(sentence[start:end])) is not None:
                # Of equally likely words the longer one is taken, as jieba does.
                if value and (best is None or value + likely[end] >= best):
                    best, last = value + likely[end], end - 1
                end += 1
            likely[start] = self.unknown + likely[start + 1] if best is None else best
            route[start] = (likely[start], last)


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
    if not _tokenizer.initialized:
        _tokenizer.initialize()


def words(folded: str) -> list[str]:
    """The words of a folded text in order, each after the shorter words of the dictionary inside it.

    jieba's search mode gives parts of two and three characters only; here parts of any length are given, so
    that 千人计划 counts in 千人计划产业园.
    """
    load()
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


def names(folded: str) -> list[str]:
    """The words of folded lines of names: also those that a cut through the middle hides, 余姚 in 余姚人才.

    In a text they would be noise; in the few names of an owner each is what it may be asked for.
    """
    found = words(folded)
    known = _tokenizer.FREQ
    for line in folded.split("\n"):
        for start in range(len(line) - 1):
            for end in range(start + 2, min(start + _LONGEST_NAME, len(line)) + 1):
                if known.get(line[start:end]):
                    found.append(line[start:end])
    return list(dict.fromkeys(found))


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
