"""Tables of contents whose entries have bullets, as a bulletin prints them: 本期要目 / ● 卷首语 / ● 云溪：茶山来了博士.

Their entries may be worded otherwise than the headlines, and look like a list or like authors behind a bullet.
"""

from .frame import contents_head, preface
from .line import BULLET, byline, ended, heading, letters

LEAST_ENTRIES = 2  # One line with a bullet below 导读 is a headline.
_MOST_LETTERS = 60  # No entry is longer.


def bulleted_entries(lines: list[str]) -> frozenset[int]:
    """Which of the lines of a text, blank ones among them, are entries of a table of contents by their one bullet.

    Those right below its head are, as far as they open with the same bullet and none comes again; the last is a headline
    where its author or its text stands below.
    """
    found: set[int] = set()
    filled = [k for k, line in enumerate(lines) if line.strip()]
    for at, k in enumerate(filled):
        if contents_head(lines[k].strip()):
            run = _run(lines, filled[at + 1 :])
            found |= set(run if len(run) >= LEAST_ENTRIES else ())
    return frozenset(found)


def _run(lines: list[str], below: list[int]) -> list[int]:
    """The numbers of the entries among the lines below the head of the contents."""
    run: list[int] = []
    named: set[str] = set()
    for k in below:
        line = lines[k].strip()
        bullet = BULLET.match(line)
        if not bullet or len(line) > _MOST_LETTERS or ended(line) or letters(line) in named:
            break
        if run and line[0] != lines[run[0]].strip()[0]:
            break
        run.append(k)
        named.add(letters(line))
    after = next((lines[k].strip() for k in below[len(run) :]), "")
    repeated = letters(after) in named  # The headlines begin, worded as their entries.
    return run[:-1] if not repeated and _headed_by_last(after) else run


def _headed_by_last(after: str) -> bool:
    """Whether what follows the entries is a text or its author, that the last of them heads: an editor's word heads itself."""
    if not after or contents_head(after) or preface(after.split("：")[0].split(":")[0]):
        return False
    return byline(after) or after.startswith("——") or not heading(after)
