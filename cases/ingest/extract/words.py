"""The word lists of ``lexicon/``: UTF-8 text, one entry a line, ``#`` starts a comment line."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of ``lexicon/<name>.txt`` in file order; FileNotFoundError when there is no such list."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of ``lexicon/<name>.txt`` split at tabs."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in words(name))


@cache
def any_of(name: str) -> str:
    """A pattern for any entry of ``lexicon/<name>.txt``, longest first; entries are patterns themselves."""
    return "(?:" + "|".join(sorted(words(name), key=len, reverse=True)) + ")"
