"""What recognition of printed pages does to words and figures, undone character by character; the length stays."""

import re
import unicodedata

from ..sieve import compiled

# 人オ, エ程, 人カ, 単位: kana and Japanese forms for the Han characters they look like; Chinese text has no others of these.
_KANA = str.maketrans(
    "オカエロニ巿歩単毎変黒労様続経済発県桟険応関図対読説",
    "才力工口二市步单每变黑劳样续经济发县栈险应关图对读说",
)
_RADICALS = {
    code: normal
    for code in (*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3)
    if len(normal := unicodedata.normalize("NFKC", chr(code))) == 1
}
_WORDS = re.compile(r"入(?=才(?![能智]))|(?<![自知利体])己(?=[入建完引签有成达落投获认])")
_FIXED = {"入": "人", "己": "已"}
# A figure with O for 0 or l, I for 1: l8家, 2OOO元, 1.l%. Letters alone need a measure word: lO名.
_FIGURE = re.compile(r"(?<![A-Za-z\d.])[\d.]{0,12}[OoIl][\dOoIl.,]{0,12}(?![A-Za-z])")
_LETTERS = str.maketrans("OoIl", "0011")
_MEASURED = re.compile(r"[ ]?[万余多]?[名人家个项元%件套次]")
_NAMES = ("O2O", "o2o")
# １，260张: a full-width comma between digits is the separator of thousands where a measure word follows.
_THOUSANDS = compiled(
    r"(?<=\d)(?<!\d{4})，(?=\d{3}(?!\d)[ ]?[万亿余多]{0,2}[名人家个项元套户亩吨张件次公平]|\d{3}，\d{3}(?!\d))"
)
_SUSPECT = compiled(r"[OoIl][\d.]|[\d.][OoIl]|[OIl][OIl]")


def table() -> dict[int, str]:
    """The characters that are always another one's: kana and radicals for Han characters."""
    return {**_RADICALS, **_KANA}


def mended(folded: str) -> str:
    """A folded text with 入才 as 人才, 己建成 as 已建成, l8家 as 18家, 2OOO元 as 2000元; as long as it was."""
    if "入才" in folded or "己" in folded:
        folded = _WORDS.sub(lambda match: _FIXED[match.group()], folded)
    if any(letter in folded for letter in "OoIl") and _SUSPECT.search(folded):
        folded = _FIGURE.sub(lambda match: _figure(match, folded), folded)
    return _THOUSANDS.sub(",", folded)


def _figure(match: re.Match[str], folded: str) -> str:
    """The figure meant, or the run as it stands when it is none."""
    run = match.group()
    if run in _NAMES:
        return run
    digits = any(char.isdigit() for char in run)
    if not digits and (len(run) < 2 or not _MEASURED.match(folded, match.end())):
        return run
    return run.translate(_LETTERS)
