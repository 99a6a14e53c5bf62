"""Learn what the signs of a quoted name weigh, from labelled documents, and tell how far that holds for sets left out.

    python -m benchmarks.brand_signs --gold tests/gold/*.json --write -- tests/gold/documents ../shared/seeds

Logistic regression with an L1 penalty (Tibshirani 1996), by accelerated proximal gradient (Beck and Teboulle 2009): most
weights come out as nought, so that what is left can be read (``cases/ingest/lexicon/brand_signs.txt``). Names that rules
know or that a case says twice need no signs; those of which careful readers would differ are left aside. Sentences whose
words in marks are no brand (``tests/gold/no_brands.txt``) are learned from as well. Each set is weighed by what was
learned from the others.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cases.ingest import ingest
from cases.ingest.extract.brand.mention import STRONG
from cases.ingest.extract.brand.quoted import candidates, in_heading, said_again, undecided
from cases.ingest.extract.brand.signs import signs
from cases.ingest.extract.brand.weighing import Quote
from cases.ingest.extract.sentence import fold
from cases.ingest.extract.words import FOLDER
from cases.ingest.measure.gold import GoldDocument, Name, parse
from cases.ingest.measure.matching import fold_name

NONE = Path(__file__).resolve().parent.parent / "tests" / "gold" / "no_brands.txt"
LEAST = 3  # documents that have a sign, with fewer of which nothing is learned of it
PENALTY = 1.0
STEPS = 600
SURE = 0.7  # how likely a name must be
MORE = 6  # letters that a label may have besides the name
HEAD = "# What each sign of a quoted name weighs (benchmarks.brand_signs): sign, tab, weight.\n"


class Row(NamedTuple):
    """A quoted name: the set and the file it is from, whether it is a brand, whether that is known without signs, its
    signs."""

    group: str
    file: str
    brand: bool
    known: bool
    signs: tuple[str, ...]


def rows_of(label: GoldDocument, group: str, path: Path) -> Iterator[Row]:
    """The names in marks of the cases of one document."""
    record = ingest(path)
    folded = fold(record.text)
    brands = [name for case in label.cases for name in case.facts.brands]
    doubtful = [n for case in label.cases for n in (*case.doubtful.brands, *case.facts.policies)]
    for case in record.cases:
        for quote, known, told in _quotes(folded, case.start, case.end):
            brand = any(_names(each, quote) for each in brands)
            if brand or not any(_names(each, quote) for each in doubtful):
                yield Row(group, label.file, brand, known, told)


def no_brands(text: str) -> Iterator[Row]:
    """The names in marks of sentences, one a line, that have no brand."""
    for number, line in enumerate(text.splitlines()):
        folded = fold(line)
        for _, known, told in _quotes(folded, 0, len(folded)):
            yield Row("", str(number), False, known, told)


def _quotes(folded: str, start: int, end: int) -> Iterator[tuple[Quote, bool, tuple[str, ...]]]:
    for match, quote in candidates(folded, start, end):
        score = undecided(folded, match, quote, end)
        if score is not None:
            told = tuple(signs(quote, score, in_heading(folded, *match.span())))
            yield quote, score >= STRONG or said_again(folded, quote.plain, start, end), told


def _names(label: Name, quote: Quote) -> bool:
    """Whether a label names what stands in the marks."""
    said = [fold_name(quote.plain), fold_name(quote.plain + quote.tail)]
    for name in map(fold_name, (label.name, *label.also)):
        if name in said or (len(said[0]) >= 3 and said[0] in name and len(name) - len(said[0]) <= MORE):
            return True
    return False


def learn(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of the signs that several documents have; ``always`` is added to every sum, which is above 0 for a brand."""
    met = Counter(sign for sign, _ in {(sign, row.file) for row in rows for sign in row.signs})
    known = {sign: at for at, sign in enumerate(sorted(s for s, count in met.items() if count >= LEAST))}
    table = np.zeros((len(rows), len(known) + 1))
    table[:, -1] = 1
    for number, row in enumerate(rows):
        table[number, [known[sign] for sign in row.signs if sign in known]] = 1
    found = _minimum(table, np.array([row.brand for row in rows], float))
    always = found[-1] - np.log(SURE / (1 - SURE))
    return {"always": float(always)} | {sign: float(found[at]) for sign, at in known.items() if found[at]}


def _minimum(table: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The weights with the least logistic loss and penalty; that of the last column is not penalised."""
    step = 4 / np.linalg.norm(table, 2) ** 2
    limit = np.full(table.shape[1], step * PENALTY)
    limit[-1] = 0
    weights = ahead = np.zeros(table.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-np.clip(table @ ahead, -30, 30))) - wanted
        moved = ahead - step * (table.T @ wrong)
        new = np.sign(moved) * np.maximum(np.abs(moved) - limit, 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


def told(rows: Iterable[Row], weights: dict[str, float]) -> list[bool]:
    """Of each name whether rules or signs make it a brand."""
    return [row.known or sum(weights.get(sign, 0.0) for sign in (*row.signs, "always")) > 0 for row in rows]


def left_out(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each set: precision and recall without signs, and with those learned from all other sets."""
    every: list[tuple[Row, bool]] = []
    for group in sorted({row.group for row in rows if row.group}):
        own = [row for row in rows if row.group == group]
        found = told(own, learn([row for row in rows if row.group != group]))
        every += zip(own, found, strict=True)
        yield f"{group}: {_share(own, [r.known for r in own])} → {_share(own, found)} of {len(own)}"
    own, found = [row for row, _ in every], [is_one for _, is_one in every]
    yield f"all: {_share(own, [r.known for r in own])} → {_share(own, found)} of {len(own)}"


def _share(rows: Sequence[Row], found: Sequence[bool]) -> str:
    right = sum(row.brand and is_one for row, is_one in zip(rows, found, strict=True))
    return f"{right / max(1, sum(found)):.3f} / {right / max(1, sum(row.brand for row in rows)):.3f}"


def write(weights: dict[str, float]) -> Path:
    """Put the weights into the lexicon; those that hardly count are left out."""
    lines = [f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.05]
    path = FOLDER / "brand_signs.txt"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, tell, and with ``--write`` renew the lexicon."""
    parser = argparse.ArgumentParser(description="What the signs of a quoted name weigh.")
    parser.add_argument("--gold", nargs="+", type=Path, required=True, metavar="G.json")
    parser.add_argument("--write", action="store_true", help="renew the lexicon")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    files = {path.name: path for folder in options.folders for path in sorted(folder.iterdir())}
    rows = list(no_brands(NONE.read_text(encoding="utf-8")))
    rows += (
        row
        for gold in options.gold
        for label in parse(gold.read_text(encoding="utf-8"), gold.name)
        if not label.only_cases and label.file in files
        for row in rows_of(label, gold.stem, files[label.file])
    )
    print("\n".join(left_out(rows)))
    weights = learn(rows)
    print(f"{len(weights)} signs")
    if options.write:
        print(f"written: {write(weights)}")


if __name__ == "__main__":
    main()
