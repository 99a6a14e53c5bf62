"""Words that mean the same: a Query → the Query that also looks for them; pure.

    人才公寓      also 人才房, 人才住房
    人才公寓建设  also 人才房建设, 人才住房建设
    "人才公寓"    nothing else: it stands in quotation marks
    甬党〔2012〕15号  also 甬党〔2012〕第15号, and the other way round; 甬党2012年15号 both of them

The groups of the field are in ``synonyms.txt``, or others that a caller brings (``use``); a query may bring more, such
as former names of places. They are looked up when a query is read, so a changed list needs no reindex.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from search import segment
from search.fold import fold
from search.held import Held
from search.query import Query, piece_of, ranked_by

MOST = 8  # alternatives of one clause
_FILE = Path(__file__).with_name("synonyms.txt")
_ONE_WAY = ">"
_NUMBER = re.compile(r"(\D{1,12}?)(?:\(((?:19|20)\d\d)\)|((?:19|20)\d\d)年?)(第?)(\d{1,4}号)")


@cache
def shipped_lines() -> tuple[str, ...]:
    """The groups of ``synonyms.txt``, one a line, in its order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=4)
def _read(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return read(lines)


_groups: Held[dict[str, tuple[str, ...]]] = Held("synonyms", lambda: _read(shipped_lines()))


def use(lines: tuple[str, ...]) -> None:
    """Go by other groups than those of ``synonyms.txt`` from here on, in this context."""
    _groups.use(_read(lines))


def trying(lines: tuple[str, ...]) -> AbstractContextManager[None]:
    """Go by other groups inside."""
    return _groups.trying(_read(lines))


def groups() -> dict[str, tuple[str, ...]]:
    """Every word of the groups, folded → what is looked for beside it, in their order."""
    return _groups.now()


def read(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Groups, one a line; the words before > also find those behind it, but not the other way round."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        typed, one_way, others = line.partition(_ONE_WAY)
        left = [fold(word).text for word in typed.split()]
        right = [fold(word).text for word in others.split()] if one_way else left
        for word in left:
            found.setdefault(word, []).extend(other for other in right if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def widen(query: Query, more: Mapping[str, Iterable[str]] | None = None) -> Query:
    """The query with every clause also met by words that mean the same; ``widened`` tells which.

    ``more`` maps further folded words to theirs. What contains a piece of the clause is left out, for it is found
    by that piece; so is what was typed in quotation marks. Without any such word the query itself comes back.
    """
    also = {
        **groups(),
        **{word: tuple(fold(each).text for each in others) for word, others in (more or {}).items()},
    }
    added: list[str] = []
    clauses = []
    for clause in query.clauses:
        here = list(clause)
        for piece in clause:
            for text, word in () if piece.quoted else _alternatives(piece.text, also):
                if len(here) < len(clause) + MOST and not any(each.text in text for each in here):
                    here = [each for each in here if each in clause or text not in each.text]
                    here.append(piece_of(text))
                    added.append(word)
        clauses.append(tuple(here))
    if not added:
        return query
    kept = tuple(dict.fromkeys(word for word in added if any(word in p.text for c in clauses for p in c)))
    return replace(query, clauses=tuple(clauses), words=ranked_by(clauses), widened=kept)


def _alternatives(text: str, also: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The text with one of its words replaced by another, and that other word."""
    for other in _numbers(text):
        yield other, other
    for start, end in _met(text, also):
        for word in also[text[start:end]]:
            yield text[:start] + word + text[end:], word


def _numbers(text: str) -> list[str]:
    """The other ways to write the number of a document, if the text is one. Brackets are one already (``fold``)."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return []
    organ, year, number = match[1], match[2] or match[3], match[5]
    return [other for other in (f"{organ}({year}){number}", f"{organ}({year})第{number}") if other != text]


def _met(text: str, also: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where known words stand in a folded text, the longest first and without overlap.

    Inside a longer text a word begins and ends where the segmenter cuts: 人才房 does not stand in 人才房产.
    """
    if text in also:
        return [(0, len(text))]
    edges, at = [], 0
    for token in segment.cut(text):
        at = text.index(token, at)
        edges.append((at, at + len(token)))
        at += len(token)
    starts, ends = {start for start, _ in edges}, {end for _, end in edges}
    found: list[tuple[int, int]] = []
    spans = [(start, end) for start in starts for end in ends if start < end and text[start:end] in also]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= left or right <= start for left, right in found):
            found.append((start, end))
    return sorted(found)
