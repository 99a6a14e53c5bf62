"""Names that a reader may have meant: completion while typing, and did-you-mean; pure.

    complete   余, yuy, yy                  余姚市
    correct    人财公寓  一镇一千仁            人才公寓  一镇一千人      of the same sound
               院士工站  博后士工作站  人才才公寓  院士工作站  …          one character missing, turned round, too many
               yuyao  rencaigongyu           余姚  人才公寓           typed pinyin

Sounds are toneless, and of those that are often taken for another (zh and z, ng and n) both are tried. Pinyin is
only ever compared with the few names of a vocabulary, never with texts.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from rapidfuzz.distance import OSA

from search import segment
from search.fold import fold, is_han

MOST = 10
LONGEST = 40  # characters of a piece that are looked at
_LONGEST_NAME = 12  # characters of a name that a mistake is looked for in
_LIKELY = 4  # names that are tried at one place
_LINE = "\n"
_LETTERS = re.compile(r"[a-z]+(?: [a-z]+)*")
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))


@dataclass(frozen=True, slots=True)
class Name:
    """Something that may be meant; of two with the same claim the one with the greater ``weight`` comes first.

    ``address`` is the caller's. ``kind`` "" is a mere word: it is never completed.
    """

    text: str
    kind: str = ""
    weight: int = 0
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A folded text as it may have been meant, and which stretches of what was typed it takes for mistakes."""

    text: str
    mistakes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: Name
    folded: str
    syllables: tuple[str, ...]  # one for each character

    @property
    def initials(self) -> str:
        return "".join(each[:1] for each in self.syllables)


def load() -> None:
    """Load the dictionary of sounds now (0.5 s, about 50 MB) and not at the first word; call it before workers fork."""
    _sounds("拼音")


@lru_cache(1 << 16)
def _sounds(word: str) -> tuple[str, ...]:
    """The toneless sound of every character of a word; what has none stands for itself."""
    from pypinyin import lazy_pinyin

    heard = lazy_pinyin(word, errors=list)
    return tuple(heard) if len(heard) == len(word) else tuple(word)


@lru_cache(1 << 16)
def syllables(folded: str) -> tuple[str, ...]:
    """The toneless sound of every character of a folded text, as its word has it: 银行 yin hang, 行动 xing dong."""
    found: list[str] = []
    for word in segment.cut(folded):
        at = folded.index(word, len(found))
        found += folded[len(found) : at]
        found += _sounds(word)
    return (*found, *folded[len(found) :])


def _blurred(letters: str) -> str:
    """Letters with one spelling for sounds that are often confused."""
    for sound, other in _ALIKE:
        letters = letters.replace(sound, other)
    return letters


class _Lines:
    """Rows by the lines they have, in order; all lines are looked through at once."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        pairs = list(lines)
        self._rows = [row for row, _ in pairs]
        self._text = _LINE + _LINE.join(line for _, line in pairs)
        self._starts = [0, *accumulate(len(line) + 1 for _, line in pairs)]

    def find(self, wanted: str, most: int) -> list[int]:
        """The first rows that have what a pattern tells of a line; a ``_LINE`` stands before each."""
        found: dict[int, None] = {}
        search = re.compile(wanted).search
        at = search(self._text)
        while at and len(found) < most:
            line = bisect_right(self._starts, at.start()) - 1
            found[self._rows[line]] = None
            at = search(self._text, self._starts[line + 1])
        return list(found)


class Vocabulary:
    """Names to complete and to correct by; made once, used often."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Of names that fold to the same, the first stays."""
        self.entries: dict[str, _Entry] = {}
        for name in names:
            folded = fold(name.text).text
            if folded and folded not in self.entries:
                self.entries[folded] = _Entry(name, folded, syllables(folded))

    @cached_property
    def _completed(self) -> tuple[list[_Entry], "_Lines", "_Lines", "_Lines"]:
        """What can be completed, the weightiest first, and the lines of it that are looked through.

        Of the spoken ones each sound begins with a capital.
        """
        entries = [entry for entry in self.entries.values() if entry.name.kind]
        entries.sort(key=lambda entry: (-entry.name.weight, len(entry.folded), entry.folded))
        return (
            entries,
            _Lines((row, entry.folded) for row, entry in enumerate(entries)),
            _Lines((row, "".join(map(str.capitalize, entry.syllables))) for row, entry in enumerate(entries)),
            _Lines((row, entry.initials) for row, entry in enumerate(entries)),
        )

    @cached_property
    def _by_sound(self) -> dict[str, list[_Entry]]:
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if len(entry.folded) > 1 and any(map(is_han, entry.folded)):
                found[_blurred("".join(entry.syllables))].append(entry)
        return found

    @cached_property
    def _by_rest(self) -> dict[str, list[_Entry]]:
        """Names by what is left of them when one character is taken out."""
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if 3 <= len(entry.folded) <= _LONGEST_NAME and any(map(is_han, entry.folded)):
                for rest in _rests(entry.folded):
                    found[rest].append(entry)
        return found

    def complete(self, typed: str, most: int = MOST) -> list[Name]:
        """The names that begin with what was typed, in characters, pinyin or initials; then those that contain it."""
        wanted = fold(typed).text
        if not wanted:
            return []
        letters = wanted.replace(" ", "") if _LETTERS.fullmatch(wanted) else ""
        entries, names, spoken, initials = self._completed
        sounds = letters[:1].upper() + "".join(f"[{each}{each.upper()}]" for each in letters[1:])
        rows = [*names.find(_LINE + re.escape(wanted), most)]
        if letters:
            rows += spoken.find(_LINE + sounds, most)
            rows += initials.find(_LINE + letters, most)
        rows += names.find(re.escape(wanted), most)
        if len(letters) > 1:
            rows += spoken.find(f"(?<!{_LINE}){sounds}", most)
            rows += initials.find(letters, most)
        return [entries[row].name for row in list(dict.fromkeys(rows))[:most]]

    def correct(self, folded: str, most: int = MOST) -> list[Correction]:
        """A folded piece as it may have been meant, the likeliest first; nothing if it is itself a name."""
        if folded in self.entries or not 2 <= len(folded) <= LONGEST:
            return []
        if _LETTERS.fullmatch(folded):
            return [Correction(text, (folded,)) for text in self._spelt(folded.replace(" ", ""))[:most]]
        changes = sorted(self._changes(folded), key=lambda change: -change[0])
        apart: list[tuple[float, int, int, str]] = []
        for change in changes:
            if all(change[2] <= left or right <= change[1] for _, left, right, _ in apart):
                apart.append(change)
        made = [_changed(folded, apart), *(_changed(folded, [change]) for change in changes)]
        distinct = {each.text: each for each in reversed(made) if each.text != folded}
        return list(reversed(distinct.values()))[:most]

    def _changes(self, folded: str) -> Iterator[tuple[float, int, int, str]]:
        """What may stand in place of a stretch of the text: (how likely, start, end, name).

        A stretch that cuts a known word in two is no mistake, nor is one beside the very name, nor 给千人计划 for
        省千人计划: what stands beside a known word is a word of its own. Three characters with one of them wrong
        may be any three, so they are a mistake only by themselves.
        """
        known = self._known(folded)
        sounds = syllables(folded)
        for start in range(len(folded) - 1):
            for end in range(start + 2, min(start + _LONGEST_NAME + 1, len(folded)) + 1):
                stretch = folded[start:end]
                if stretch in self.entries or _cuts(start, end, known):
                    continue
                for likely, entry in self._meant(
                    stretch, "".join(sounds[start:end]), 3 if stretch == folded else 4
                ):
                    if entry.folded not in folded:
                        yield likely + min(entry.name.weight, 99) / 1000, start, end, entry.folded

    def _known(self, folded: str) -> list[tuple[int, int]]:
        """Where names of the vocabulary stand in a text."""
        return [
            (start, end)
            for start in range(len(folded) - 1)
            for end in range(start + 2, min(start + _LONGEST_NAME, len(folded)) + 1)
            if folded[start:end] in self.entries
        ]

    def _meant(self, stretch: str, letters: str, least: int) -> list[tuple[float, _Entry]]:
        """Names that sound like a stretch, or, where it has ``least`` characters, differ from it in one."""
        found: list[tuple[float, _Entry]] = []
        for entry in self._by_sound.get(_blurred(letters), ()):
            if len(entry.folded) == len(stretch):
                same = "".join(entry.syllables) == letters
                found.append((len(stretch) - (0.0 if same else 0.3), entry))
        if len(stretch) >= least and not {stretch[1:], stretch[:-1]} & self.entries.keys():
            near = [*self._by_rest.get(stretch, ())]
            for rest in _rests(stretch):
                near += self._by_rest.get(rest, ())
                if len(rest) >= 3 and rest in self.entries:
                    near.append(self.entries[rest])
            for entry in {entry.folded: entry for entry in near}.values():
                if OSA.distance(stretch, entry.folded, score_cutoff=1) == 1:
                    found.append((min(len(stretch), len(entry.folded)) - 1.2, entry))
        return sorted(found, key=lambda each: (-each[0], -each[1].name.weight))[:_LIKELY]

    def _spelt(self, letters: str) -> list[str]:
        """Typed pinyin → names of that sound, or a row of names that it can be cut into."""
        entries = self._by_sound.get(_blurred(letters), ())
        exact = [entry for entry in entries if "".join(entry.syllables) == letters]
        ranked = sorted(exact or entries, key=lambda entry: (-entry.name.weight, entry.folded))
        return [entry.folded for entry in ranked] or self._cut(_blurred(letters))

    def _cut(self, letters: str) -> list[str]:
        """Blurred letters cut into as few names as possible, at most four; nothing if they cannot be."""
        best: dict[int, list[str]] = {0: []}
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 6 * _LONGEST_NAME), end):
                if (
                    start in best
                    and len(best[start]) < 4
                    and (found := self._by_sound.get(letters[start:end]))
                ):
                    if end not in best or len(best[start]) + 1 < len(best[end]):
                        best[end] = [*best[start], max(found, key=lambda entry: entry.name.weight).folded]
        words = best.get(len(letters), [])
        return [" ".join(words)] if words else []


def _changed(folded: str, changes: Iterable[tuple[float, int, int, str]]) -> Correction:
    """The text with a name in each of these places, which do not overlap."""
    ordered = sorted(changes, key=lambda change: -change[1])
    text = folded
    for _, start, end, name in ordered:
        text = text[:start] + name + text[end:]
    return Correction(text, tuple(folded[start:end] for _, start, end, _ in reversed(ordered)))


def _rests(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _cuts(start: int, end: int, known: Collection[tuple[int, int]]) -> bool:
    """Whether a stretch has a part of a known word and not the whole of it."""
    return any(left < end and start < right and not (start <= left and right <= end) for left, right in known)
