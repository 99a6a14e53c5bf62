"""A piece that very many passages have is looked for by one passage of each owner, and tells the same."""

import random

import pytest
from django.db import connection, transaction

from search import index, pairs
from search.fold import fold
from search.index import owned, pieces
from search.index.writing import rows
from tests.search.owners import make_entry

pytestmark = pytest.mark.django_db
LETTERS = "人才公寓余姚r&，"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Other tests set the numbers of passages back, which nobody else does."""
    owned._window.cache_clear()


def text(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(0, most)))


def told(piece: str, among: list[int] | None) -> pieces.Told:
    with connection.cursor() as cursor:
        counts = pieces.count(cursor, [], pairs.spans(piece))
        return pieces.owners_with(cursor, piece, counts, among)


def expected(entries: dict[int, index.Entry], piece: str, among: list[int] | None) -> pieces.Told:
    found = {}
    for owner, entry in entries.items():
        head, *passages = rows(entry)
        times, in_head = sum(piece in each.folded for each in passages), piece in head.folded
        if (times or in_head) and (among is None or owner in among):
            found[owner] = (times, in_head)
    return found


def agrees(entries: dict[int, index.Entry], piece: str, among: list[int] | None) -> None:
    """Owners and heads are right; a passage too many is told only where pairs stand apart or before another sign."""
    exact = len(piece) < 3 and piece.isalnum()
    found, right = told(piece, among), expected(entries, piece, among)
    assert found.keys() == right.keys(), piece
    for owner, (times, in_head) in found.items():
        assert in_head == right[owner][1] and bool(times) == bool(right[owner][0]), (piece, owner)
        assert times == right[owner][0] if exact else times >= right[owner][0], (piece, owner)


@pytest.mark.parametrize("seed", range(4))
def test_owners_are_the_same_through_writing_sealing_removing_and_what_is_taken_back(
    monkeypatch, seed: int
) -> None:
    monkeypatch.setattr(pieces, "MANY", 0)
    monkeypatch.setattr(pieces, "_FEW_OWNERS", 0)
    chance = random.Random(seed)
    entries: dict[int, index.Entry] = {}

    def write(owners: list[int]) -> dict[int, index.Entry]:
        made = {owner: make_entry(owner, text(chance, 9), text(chance, 90), 20) for owner in owners}
        index.put_many(made.values())
        return made

    def tried() -> None:
        for _ in range(12):
            piece = fold(text(chance, 5)).text
            among = chance.sample(range(40), 25) if chance.random() < 0.4 else None
            if piece and pairs.spans(piece):
                agrees(entries, piece, among)

    for _ in range(6):
        entries |= write(chance.sample(range(40), 14))
        tried()
        if chance.random() < 0.5:
            index.seal()
            tried()
        gone = chance.choice(sorted(entries))
        index.remove(gone)
        del entries[gone]
        tried()
        with transaction.atomic():
            write(chance.sample(range(40), 5))
            told("人才", None)
            transaction.set_rollback(True)
        tried()


def test_not_every_passage_is_read(monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(pieces, "MANY", 20)
    index.put_many([make_entry(owner, "某县", "人才公寓。" * 40, 20) for owner in range(9)])
    read = []
    having = pieces._having
    monkeypatch.setattr(pieces, "_having", lambda *given: read.append(len(given[2])) or having(*given))
    assert told("公寓", None) == {owner: (10, False) for owner in range(9)}
    assert read == [0, 9, 0]
