"""A labelled collection made large: its documents among passages of other texts.

    python -m benchmarks.pool --documents D.jsonl --passages 10000 texts/ more.jsonl > pool.jsonl

The other texts are .txt and .md files, folders of them, or .jsonl in the form of a collection. Their passages are
taken as they are while there are enough; beyond, sentences of several are put together at random, always the same
ones for the same texts. The labelled documents are never taken apart: a passage with the very sentence that answers
a question would be as good an answer, and not known as one.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.segment import passages

SEED = 4
_LEAST = 100  # characters of a passage that is taken
_SENTENCES = 3  # that stand together in a passage put together


def fill(documents: Sequence[dict], texts: Sequence[str], most: int) -> Iterator[dict]:
    """The documents, and of the texts so many passages that there are ``most`` passages in all."""
    yield from documents
    left = most - sum(len(passages(each["text"])) for each in documents)
    flowing = (text.replace("\n", "") for text in texts)  # A line break ends a passage early.
    cut = [text[start:end] for text in flowing for start, end in passages(text) if end - start >= _LEAST]
    chance = random.Random(SEED)
    chance.shuffle(cut)
    for number in range(left):
        text = cut[number] if number < len(cut) else _recombined(cut, chance)
        yield {"id": f"pool-{number}", "title": "", "text": text}


def _recombined(cut: Sequence[str], chance: random.Random) -> str:
    """A passage of a usual length of stretches of others, each beginning and ending with a sentence."""
    length = len(chance.choice(cut))
    made = ""
    while len(made) < length:
        sentences = chance.choice(cut).split("。")
        at = chance.randrange(len(sentences))
        made += "。".join(sentences[at : at + _SENTENCES]).strip("\n。") + "。"
    return made[:length]


def read(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of files, and of all files below folders, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from read(
                sorted(each for each in path.rglob("*") if each.suffix in (".txt", ".md", ".jsonl"))
            )
        elif path.suffix == ".jsonl":
            yield from (row["text"] for row in rows(path))
        else:
            yield path.read_text(encoding="utf-8", errors="replace")


def rows(path: Path) -> list[dict]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print the collection, an object a line."""
    parser = argparse.ArgumentParser(description="A labelled collection among passages of other texts.")
    parser.add_argument("--documents", type=Path, required=True, metavar="D.jsonl")
    parser.add_argument("--passages", type=int, required=True, metavar="N", help="passages in all")
    parser.add_argument("texts", type=Path, nargs="+", help="files and folders of other texts")
    options = parser.parse_args()
    texts = list(read(options.texts))
    if not any(map(passages, texts)):
        sys.exit("The texts have no passages.")
    for document in fill(rows(options.documents), texts, options.passages):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
