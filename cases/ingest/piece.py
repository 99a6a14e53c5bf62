"""What shows that a piece of its own begins, besides the signs of a collection: a subtitle, a dateline, another county.

A newspaper's page or a bulletin need not number its pieces, nor name the county in the headline; but a part of a text has
neither subtitle nor dateline, and goes on about the county that the text is about.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from .block import Block, Line
from .extract.mention import Mention, mentions, scope_of
from .frame import masthead
from .handedin import number_style
from .headed import known_names, place_head
from .line import BULLET, DATELINE, HAN, NUMBERED, generic, han, letters, unnumbered
from .series import counted_above
from .signs import PARTICULAR

MOST_KINDS = 12  # So many ways of making headlines are looked at, the commonest first.
LEAST_SECTION = 15  # Han characters of paragraphs below a heading that can be a piece.
LEAST_NAMED = 3  # So often a county is named at least that a text is about.
OFTEN = 2  # So often both counties must be named where nothing else tells their pieces apart.
# （乙县委组织部）, 丙市人力资源和社会保障局 below a headline: who handed the piece in.
_OFFICE = re.compile(
    rf"[（(]?(?:中共)?[{HAN}]{{1,8}}?[县市区旗](?:委|人民政府|政府|人力|人社|科协|教育|农业|人才)[{HAN}]{{0,16}}(?:[ 　][{HAN} ]{{2,12}})?(?:供稿)?[）)]?"
)
_SERIES = re.compile(rf"([{HAN}]{{2,10}})\s?[｜丨|]\s?.")
_PART = re.compile(r"附件|[一二三四五六七八九十]{1,3} ")  # 一 先请进来: numbered all the same.
_BOOKS = re.compile(r"第[一二三四五六七八九十\d]{1,3}[节章篇]")
_DAY = re.compile(r"[（(]?20\d\d\s?[年./-]\s?\d")
_SELDOM = 4  # A county named so many times less than the main one is only mentioned.


@dataclass(frozen=True, slots=True)
class _Section:
    """A block that may begin a piece, with the counties named from there to the next such block; ``opening`` are those
    that its headline or first paragraph names in full, ``above`` how often it names cities and provinces."""

    number: int
    named: Counter[str]
    opening: frozenset[str]
    above: int

    @property
    def most(self) -> str:
        """The county that it names most, often enough to tell of it and be it compared with others; empty where none is."""
        first, second = [*self.named.most_common(2), ("", 0), ("", 0)][:2]
        return first[0] if first[1] >= LEAST_NAMED and first[1] > second[1] else ""

    @property
    def main(self) -> str:
        """The county that it names most, if clearly; empty where it names none or several alike."""
        most = self.named.most_common(2)
        if not most or len(most) > 1 and most[0][1] < 2 * most[1][1]:
            return ""
        return most[0][0]


def with_pieces(text: str, lines: list[Line], blocks: list[Block]) -> list[Block]:
    """The blocks with the signs subtitle, brief (headline and text in one paragraph), dateline, dated (a day below the
    headline), a series' name (before ｜), office, elsewhere and apart: the last says that the text above and the text
    below speak of one county each, often, and never of the other's."""
    found = list(blocks)
    heads = [number for number, block in enumerate(blocks) if _may_begin(lines, block)]
    for number in heads:
        block = found[number]
        signs = set(block.signs)
        if _subtitle(lines, block):
            signs.add("subtitle")
        if any(_dated(each) for each in lines[block.first + 1 : block.body]):
            signs.add("dated")
        for k in range(block.first, block.body):
            if lines[k].look == "heading" and (series := _SERIES.match(lines[k].text)):
                signs.add(f"series {series[1]}")
                block = replace(block, first=k)
                break
        head = lines[block.body - 1]
        if "\n" not in text[head.start : lines[block.body].start]:
            signs.add("brief")
        if DATELINE.match(lines[block.body].text):
            signs.add("dateline")
        if any(
            each.look == "byline" and _OFFICE.fullmatch(each.text) for each in lines[block.first : block.body]
        ):
            signs.add("office")
        found[number] = replace(block, signs=frozenset(signs))
    if len(heads) >= 2:
        for number, sign in _elsewhere(_sections(text, lines, blocks, heads)):
            found[number] = replace(found[number], signs=found[number].signs | {sign})
    for number, sign, first in _alike(text, lines, blocks):
        found[number] = replace(found[number], first=first, signs=found[number].signs | {sign})
    return found


def _alike(text: str, lines: list[Line], blocks: list[Block]) -> list[tuple[int, str, int]]:
    """Blocks whose headlines are made alike (one bullet, one label below, one style of number) and that tell of a county
    each: with the sign of their kind and the line of the headline."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    for number, block in enumerate(blocks):
        for k in range(block.first, block.body if block.body < block.last else block.first):
            for kind in _kinds(lines, k, block):
                kinds.setdefault(kind, []).append((number, k))
    found: list[tuple[int, str, int]] = []
    often = sorted(kinds.items(), key=lambda row: -len(row[1]))[:MOST_KINDS]
    for kind, members in often:
        words = {letters(unnumbered(lines[k].text)) for _, k in members}
        if len(members) < 2 or min(len(words), len({number for number, _ in members})) < len(members):
            continue
        told = _sections(
            text,
            lines,
            [replace(blocks[number], first=k) for number, k in members],
            list(range(len(members))),
        )
        mains = [section.main for section in told if section.main]
        heads = [place_head(lines[k].text) for _, k in members]
        named = {head[0] for head in heads if head and head[0] in known_names()}
        if len(members) > 2 and len(named) == len(members):
            found += [(number, f"alike {kind}", k) for number, k in members]
            continue
        numbered = kind.startswith("number")
        if numbered and (own := _books_sections(told, [lines[k].text for _, k in members])):
            found += [(number, f"alike {kind}", k) for number, k in (members[n] for n in own)]
            continue
        least = max(3, len(members)) if numbered else max(2, (2 * len(members) + 2) // 3)
        if len(mains) >= least and len(set(mains)) == len(mains):
            found += [(number, f"alike {kind}", k) for number, k in members]
    return found


def _books_sections(sections: list[_Section], headings: list[str]) -> list[int]:
    """Which of a book's sections are pieces: those headed by a county of their own, 第二节 以茶为媒：云溪的实践, that tell of it, two or
    more on end, behind a general one at most; else none, as where sections of one county's chapter do not name it."""
    if len(sections) != len(headings) or not all(_BOOKS.match(heading) for heading in headings):
        return []
    mains = [section.most for section in sections]
    own = [n for n, main in enumerate(mains) if main and _headed(headings[n], main)]
    places = {mains[n] for n in own}
    if len(own) < 2 or len(places) < len(own) or own != list(range(own[0], own[-1] + 1)):
        return []
    if own[0] > 1 or own[-1] + 2 < len(headings):
        return []
    alone = all(sum(place in heading for place in places) == (n in own) for n, heading in enumerate(headings))
    return own if alone else []


def _headed(heading: str, place: str) -> bool:
    """Whether the place opens the heading, or what stands behind its colon or dash."""
    clauses = re.split("[：:—｜|]+", unnumbered(heading))
    return any(clause.strip(" “《").startswith(place) for clause in clauses)


def _kinds(lines: list[Line], k: int, block: Block) -> list[str]:
    """How the heading at line ``k`` is made: its bullet, the label that opens the line below it, the style of its number."""
    if lines[k].look != "heading" or generic(lines[k].text):
        return []
    found = []
    if bullet := BULLET.match(lines[k].text):
        found.append(f"bullet {bullet.group()[0]}")
    elif style := number_style(lines[k].text):
        found.append(f"number {style}")
    elif k and k == block.first and counted_above(lines[k - 1].text):
        found.append("number above")
    label = PARTICULAR.fullmatch(lines[k + 1].text) if k + 1 < block.body and not found else None
    return found + ([f"label {label[1]}"] if label else [])


def _dated(line: Line) -> bool:
    """Whether a line below a headline gives its day, alone or with where it was taken from."""
    return line.look == "date" or (line.look == "note" and bool(_DAY.match(line.text)))


def _may_begin(lines: list[Line], block: Block) -> bool:
    """Whether the block has a headline that could be a piece's: no number, no chapter of any case."""
    if block.first >= block.body or block.body >= block.last or lines[block.first].look != "heading":
        return False
    text = lines[block.first].text
    return not (NUMBERED.match(text) or generic(text) or masthead(text) or _PART.match(text))


def _subtitle(lines: list[Line], block: Block) -> bool:
    """Whether the headline is gone on with by a line behind a long dash."""
    heads = [line for line in lines[block.first : block.body] if line.look == "heading"]
    return any(line.text.startswith("——") for line in heads[1:4])


def of_one_county(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` tells of one county: it names that one twice as often as any other, and no less often than all
    cities and provinces together."""
    named = [m for m in _places(text) if start <= m.start < end and m.unit]
    counties = Counter(m.unit.short for m in named if m.unit and m.unit.level == "county")
    most = [*counties.most_common(2), ("", 0), ("", 0)]
    often, next_to_it = most[0][1], most[1][1]
    return often >= LEAST_NAMED and often >= 2 * next_to_it and often >= len(named) - counties.total()


@lru_cache(maxsize=2)
def _places(text: str) -> list[Mention]:
    """The places that a text names, each settled and not only leading to another."""
    found = mentions(text, 0, len(text), scope_of(text))
    return [m for m in found if m.unit and not m.led and m.weight > 0.2]


def _sections(text: str, lines: list[Line], blocks: list[Block], heads: list[int]) -> list[_Section]:
    named = _places(text)
    sections, at = [], 0
    for number, following in zip(heads, [*heads[1:], None], strict=True):
        block = blocks[number]
        last = blocks[following].first if following is not None else len(lines)
        if sum(han(line.text) for line in lines[block.body : last] if line.look == "body") < LEAST_SECTION:
            continue
        start, end = lines[block.first].start, lines[last - 1].start + len(lines[last - 1].text)
        early = lines[block.body].start + len(lines[block.body].text)
        while at < len(named) and named[at].start < start:
            at += 1
        inside = []
        while at < len(named) and named[at].start < end:
            inside.append(named[at])
            at += 1
        counties = [(m, m.unit.short) for m in inside if m.unit and m.unit.level == "county"]
        sections.append(
            _Section(
                number,
                Counter(county for _, county in counties),
                frozenset(county for m, county in counties if m.start < early)
                & frozenset(county for m, county in counties if m.full),
                len(inside) - len(counties),
            )
        )
    return sections


def _elsewhere(sections: list[_Section]) -> list[tuple[int, str]]:
    """The blocks from which another county is spoken of, with the sign for how clearly.

    A text that comes back to its county never left it, and one that opens with a city goes through its counties.
    """
    if sections and sections[0].above >= OFTEN and not sections[0].named:
        return []
    found: list[tuple[int, str, str]] = []
    above: Counter[str] = Counter()
    home = ""
    left: set[str] = set()
    for section in sections:
        new = section.main
        if home and new and new != home and new in section.opening and _strange(above, home, section, new):
            if new in left:
                found = [each for each in found if each[2] != home and each[1] == "apart"]
            else:
                often = min(above[home], section.named[new]) >= OFTEN
                clearly = often and not above[new] and not section.named[home]
                found.append((section.number, "apart" if clearly else "elsewhere", new))
            left.add(home)
            above, home = Counter(section.named), new
        else:
            above.update(section.named)
            most = above.most_common(1)
            home = most[0][0] if most else ""
    return [(number, sign) for number, sign, _ in found]


def _strange(above: Counter[str], home: str, section: _Section, new: str) -> bool:
    """Whether the text above hardly speaks of the new county, and the section hardly of the one above."""
    return above[new] * _SELDOM <= above[home] and section.named[home] * _SELDOM <= section.named[new]
