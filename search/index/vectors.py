"""Passages → the numbers by which they are found: pairs of characters, and words with their weights."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from search import pairs, rank, segment


@dataclass(frozen=True, slots=True)
class Text:
    """What is read of a passage for its numbers: folded, with how much of it is its own, and the owner's names."""

    folded: str
    own: int
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Vectors:
    """What is indexed of passages and heads; a number in the lower 32 bits says of which.

    ``lengths`` counts the words of each passage. ``pairs`` and ``words`` have a number or a word in the upper
    bits, and ascend; ``weights`` belong to the words.
    """

    numbers: np.ndarray
    lengths: np.ndarray
    pairs: np.ndarray
    words: np.ndarray
    weights: np.ndarray

    def weighted(self, usual: float) -> "Vectors":
        """With impacts in place of how often words are met; ``usual`` is how many words a passage has."""
        return replace(self, weights=rank.impacts(self.weights, self.lengths[self.words & OF], usual))

    def renamed(self, numbers: np.ndarray) -> "Vectors":
        """The same under other numbers, which ascend as these do."""

        def rename(mixed: np.ndarray) -> np.ndarray:
            return mixed >> 32 << 32 | numbers[mixed & OF]

        return replace(self, numbers=numbers, pairs=rename(self.pairs), words=rename(self.words))

    def within(self, first: int, stop: int) -> "Vectors":
        """Those of the passages numbered from ``first`` until before ``stop``."""

        def those(mixed: np.ndarray) -> np.ndarray:
            return (mixed & OF >= first) & (mixed & OF < stop)

        chosen, words = those(self.numbers), those(self.words)
        return Vectors(
            self.numbers[chosen],
            self.lengths[chosen],
            self.pairs[those(self.pairs)],
            self.words[words],
            self.weights[words],
        )


OF = (1 << 32) - 1


class _Vocabulary(dict[str, int]):
    """Tokens met so far, numbered in the order met."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


def count(texts: Sequence[Text]) -> Vectors:
    """The numbers of texts by their positions; the weight of a word is how often it stands there.

    The names of its owner count once in every passage that has own characters and words.
    """
    words, of = _words([text.folded[: text.own] for text in texts])
    lengths = np.bincount(of, minlength=len(texts))
    sizes = [len(text.names) for text in texts]
    names = np.fromiter(map(rank.word_key, chain.from_iterable(text.names for text in texts)), np.int64)
    found = np.sort(np.concatenate([words << 32 | of, names << 32 | np.repeat(np.arange(len(texts)), sizes)]))
    firsts = pairs.firsts(found)
    return Vectors(
        np.arange(len(texts)),
        lengths,
        pairs.numbers([text.folded for text in texts]),
        found[firsts],
        np.diff(firsts, append=len(found)),
    )


def _words(folded: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The keys of all words of texts in order, each with the position of its text."""
    vocabulary = _Vocabulary()
    met = array("q")
    sizes = []
    for text in folded:
        before = len(met)
        met.extend(map(vocabulary.__getitem__, segment.tokens(text)))
        sizes.append(len(met) - before)
    # Tokens repeat, so what each stands for is looked up once.
    words_of = [segment.words_of(token) for token in vocabulary]
    keys = np.fromiter(map(rank.word_key, chain.from_iterable(words_of)), np.int64)
    counts = np.array([len(words) for words in words_of], np.int64)
    tokens = np.frombuffer(met, np.int64)
    repeats = counts[tokens]
    of = np.repeat(np.repeat(np.arange(len(folded)), sizes), repeats)
    begins = (np.cumsum(counts) - counts)[tokens] - (np.cumsum(repeats) - repeats)
    return keys[np.repeat(begins, repeats) + np.arange(len(of))], of
