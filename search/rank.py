"""The arithmetic of ranking: BM25 impacts for the word index, and the second look at the best few dozen; pure.

BM25 after Robertson and Zaragoza (2009). The second look counts the query's adjacent character pairs, which
says how close and in which order its words stand. The third asks for one sentence that has most of them: what
answers a question is said in a sentence, not here and there. Each lifts questions on every collection tried.
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

import numpy as np

from search.fold import is_han

K1 = 0.9
B = 0.4
LEVELS = 64  # steps of impact in 1.0; the highest impact, K1 + 1, stays under 127
USUAL_WORDS = 220  # words in a passage before anything is measured
USUAL_CHARACTERS = 380
WEIGHT_PAIR = 1.0
WEIGHT_CHARACTER = 0.75
_SENTENCE_END = re.compile("[。!?;]")  # as folding leaves them

Numbers = TypeVar("Numbers", float, np.ndarray)


@lru_cache(1 << 17)
def word_key(word: str) -> int:
    """A key of 31 bits of a word; two words share one so seldom that ranking does not notice."""
    return crc32(word.encode("utf-8", "replace")) >> 1


def idf(df: float, total: float) -> float:
    """Robertson's inverse document frequency, never negative; ``df`` of ``total`` passages have the term."""
    df = min(df, total)
    return math.log(1 + (total - df + 0.5) / (df + 0.5))


def saturate(count: Numbers, length: Numbers, usual: float) -> Numbers:
    """BM25's share of one term: grows with its count, less and less, and more slowly in a long passage."""
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length / usual))


def impacts(counts: np.ndarray, lengths: np.ndarray, usual: float) -> np.ndarray:
    """The weights of words in passages, 1..127, by how often each is met and how many words its passage has."""
    return np.maximum(1, np.rint(saturate(counts, lengths, usual) * LEVELS)).astype(np.int64)


def query_grams(pieces: Iterable[str]) -> dict[str, float]:
    """What the second look counts, with weights: Han pairs, whole Latin words and numbers, Han characters."""
    weights: dict[str, float] = {}
    for piece in pieces:
        latin = ""
        for left, right in zip(piece, piece[1:] + " ", strict=False):
            if is_han(left):
                weights.setdefault(left, WEIGHT_CHARACTER)
                if is_han(right):
                    weights[left + right] = WEIGHT_PAIR
            elif left.isalnum():
                latin += left
            if latin and not (right.isalnum() and not is_han(right)):
                weights[latin] = WEIGHT_PAIR
                latin = ""
    return weights


def second_look(weighted: Mapping[str, float], passages: Iterable[tuple[str, str]]) -> list[float]:
    """The closeness score of every folded passage under its owner's head; ``weighted`` maps gram → idf x weight.

    It is the sum of BM25 shares as ``saturate`` has them. A gram is only counted where all its characters are,
    which most are not: counting is the better part of what a search costs.
    """
    letters = set("".join(weighted))
    wanted = [(gram, gram[0], gram[-1], weight * (K1 + 1)) for gram, weight in weighted.items()]
    scores = []
    for text, head in passages:
        damping = K1 * (1 - B + B * len(text) / USUAL_CHARACTERS)
        missing = {letter for letter in letters if letter not in text and letter not in head}
        score = 0.0
        for gram, first, last, weight in wanted:
            if first not in missing and last not in missing:
                count = text.count(gram) + (gram in head)
                score += weight * count / (count + damping)
        scores.append(score)
    return scores


def third_look(weighted: Mapping[str, float], text: str, head: str) -> float:
    """The weights of the grams that one sentence of a folded passage has, the one with most, or its owner's head."""
    there = [item for item in weighted.items() if item[0] in text and item[0] not in head]
    named = sum(weight for gram, weight in weighted.items() if gram in head)
    sentences = _SENTENCE_END.split(text)
    return named + max(sum([weight for gram, weight in there if gram in each]) for each in sentences)
