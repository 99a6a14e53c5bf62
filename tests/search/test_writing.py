"""Writing, sealing and checking: in the caller's transaction, by several at once, and without leftovers."""

import threading
from importlib import import_module

import pytest
from django.db import connection, transaction

from search import index, segment
from search.index import scratch, sealing
from search.query import parse
from tests.search.owners import found, make_entry, make_owner


def one(sql: str) -> int:
    """The one value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture
def empty(db) -> None:
    """Nothing in the index: Django does not empty its tables behind a test that commits, as they are no models."""
    with connection.cursor() as cursor:
        for table in ("passage", "fresh", "run", "pairs", "words", "gram", "dead"):
            cursor.execute(f"delete from search_{table}")


def test_put_replaces_and_remove_takes_out(empty) -> None:
    make_owner(1, "旧名", "原来的内容讲人才公寓。")
    make_owner(1, "新名", "后来的内容讲人才银行。")
    assert (found("人才公寓"), found("旧名"), found("人才银行"), found("新名")) == ([], [], [1], [1])
    index.remove(1)
    index.remove(1)
    assert found("人才银行") == []
    assert one("select count(*) from search_fresh") == 0


@pytest.mark.django_db
def test_a_write_that_is_rolled_back_leaves_nothing() -> None:
    make_owner(1, "某县", "讲人才公寓。")
    with pytest.raises(RuntimeError), transaction.atomic():
        make_owner(1, "某县", "讲人才银行。")
        assert found("人才银行") == [1]
        raise RuntimeError
    assert (found("人才公寓"), found("人才银行")) == ([1], [])


@pytest.mark.django_db
def test_one_long_text_fails_no_write() -> None:
    long = "".join(chr(0x4E00 + i % 20000) for i in range(30_000))
    index.put(1, long, [index.Passage(0, 9000, long[:9000])])
    assert found(long[5000:5100]) == [1]
    with pytest.raises(ValueError):
        index.put(1, "", [index.Passage(0, len(long), long)])
    assert found(long[5000:5100]) == [1]


def make_counties(owners: range) -> None:
    """Owners with more and more to say."""
    for owner in owners:
        make_owner(owner, f"第{owner}县", f"讲人才公寓和产业园，第{owner}种做法，引进博士。" * owner, 60)


STRAY = """
select count(*) from (
    select (slot << 16) | (post & 65535) as pid from search_pairs join search_run using (run), unnest(posts) as post
    union all
    select (slot << 16) | get_byte(places, at) | (get_byte(places, at + 1) << 8)
    from search_words join search_run using (run), generate_series(0, length(places) - 2, 2) as at
) as named where pid not in (select pid from search_passage)
"""


def test_sealing_changes_no_answer_and_clears_the_dead(empty) -> None:
    make_counties(range(1, 12))
    rows = one("select count(*) from search_passage")
    assert index.seal() == rows and index.seal() == 0
    before = index.find(parse("产业园 博士"))
    make_counties(range(1, 12))
    assert one("select count(*) from search_dead") == rows and one(STRAY) > 0
    assert {o for o, _ in index.find(parse("产业园 博士")).owners} == {o for o, _ in before.owners}
    assert index.seal() == rows
    assert one("select count(*) from search_dead") == one(STRAY) == 0
    assert one("select sum(held) from search_run") == rows
    assert [o for o, _ in index.find(parse("产业园 博士")).owners] == [o for o, _ in before.owners]
    for owner in range(1, 12):
        index.remove(owner)
    index.seal()
    for table in ("run", "pairs", "words", "gram", "dead"):
        assert one(f"select count(*) from search_{table}") == 0, table


def test_many_fresh_passages_leave_no_large_index(empty, monkeypatch: pytest.MonkeyPatch) -> None:
    make_counties(range(1, 25))
    size = "select pg_relation_size('search_fresh_pairs') + pg_relation_size('search_fresh_terms')"
    large = one(size)
    monkeypatch.setattr(sealing, "BATCH", 100)
    assert index.seal() > 100 and one(size) < large
    assert len(found("人才公寓")) == 24


def test_many_seals_leave_few_runs_and_the_same_answers(empty) -> None:
    for owner in range(1, 21):
        make_counties(range(owner, owner + 1))
        index.seal()
    many = [index.find(parse(typed)) for typed in ("产业园 博士", "第7种", "才", "人才公寓")]
    assert 1 < one("select count(*) from search_run") <= sealing.MOST_RUNS
    make_counties(range(1, 21))
    index.seal(clear=False)
    assert one("select count(*) from search_run") <= sealing.MOST_RUNS and one(STRAY) > 0
    index.seal()
    assert one("select count(*) from search_run") <= sealing.MOST_RUNS and one(STRAY) == 0
    for before, typed in zip(many, ("产业园 博士", "第7种", "才", "人才公寓"), strict=True):
        assert {o for o, _ in index.find(parse(typed)).owners} == {o for o, _ in before.owners}, typed


def test_many_at_once_are_found_as_one_by_one(empty) -> None:
    entries = [
        make_entry(owner, f"第{owner}县", f"讲人才公寓，第{owner}种做法。\n" * 3, 8) for owner in range(300)
    ]
    with connection.cursor() as cursor:
        cursor.execute("select setval('search_pid', 65000)")
    index.put_many(entries)
    assert one("select count(*) from search_fresh") == 0 and one("select count(*) from search_run") == 2
    assert found("第77种") == [77] and len(found("人才公寓")) == 300
    assert not index.check(entries)
    index.put_many(entries[:200])
    assert found("第77种") == [77] and len(found("公")) == 300
    index.seal()
    assert not index.check(entries) and one(STRAY) == one("select count(*) from search_dead") == 0


@pytest.mark.django_db
def test_another_vocabulary_asks_for_a_reindex(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update search_stat set version = ''")
    assert not index.stale()
    make_owner(1, "某县", "讲人才公寓。")
    assert not index.stale()
    monkeypatch.setattr(segment, "version", lambda: "another")
    assert index.stale()
    index.mark_rebuilt(segment.version())
    assert not index.stale()


def test_check_tells_what_differs(empty) -> None:
    entries = [
        make_entry(owner, f"第{owner}县\n“某”市", "讲人才公寓。\n讲 R&D 5 %。", 8) for owner in (1, 2, 3)
    ]
    index.put_many(entries)
    assert not index.check(entries)
    index.seal()
    assert not index.check(iter(entries))
    assert index.check(entries[:2]) == index.Differences(stray=(3,))
    assert index.check([*entries, make_entry(9, "", "多了")]) == index.Differences(missing=(9,))
    assert index.check([make_entry(1, "改名", "讲人才公寓。"), *entries[1:]]) == index.Differences(
        different=(1,)
    )
    with connection.cursor() as cursor:
        cursor.execute("insert into search_dead values (12345678)")
    assert index.check(entries) == index.Differences(uncounted=1)


def test_readers_and_the_sealer_do_not_wait_for_a_writer(committed) -> None:
    with scratch.scratch() as schema:
        make_owner(1, "某县", "讲人才公寓。")
        make_owner(2, "某县", "讲人才银行。")
        seen: list[object] = []
        with transaction.atomic():
            make_owner(1, "某县", "讲人才驿站。")
            thread = threading.Thread(target=look_and_seal, args=(schema, seen))
            thread.start()
            thread.join(30)
            assert not thread.is_alive()
        # The writer's old passage was still there for the other, and its vector was left alone.
        assert seen == [[1], [], 2]
        assert (found("人才公寓"), found("人才驿站")) == ([], [1])
        assert index.seal() == 2
        assert not index.check([make_entry(1, "某县", "讲人才驿站。"), make_entry(2, "某县", "讲人才银行。")])


def look_and_seal(schema: str, seen: list[object]) -> None:
    """What another connection sees while a writer has not yet committed."""
    try:
        scratch.enter(schema)
        seen += [found("人才公寓"), found("人才驿站"), sealing.seal()]
    finally:
        connection.close()


@pytest.mark.django_db
def test_tables_of_an_earlier_program_are_laid_out_anew() -> None:
    lay_out = import_module("cases.migrations.0014_search_postings").lay_out
    make_owner(1, "某县", "讲人才公寓。")
    with connection.schema_editor() as editor:
        lay_out(None, editor)
        assert found("人才公寓") == [1]
        editor.execute("drop function search_postings; create function search_ranked() returns int return 1")
        lay_out(None, editor)
        assert found("人才公寓") == [] and one("select count(*) from search_passage") == 0
    make_owner(1, "某县", "讲人才公寓。")
    assert found("人才公寓") == [1] and one("select to_regproc('search_ranked') is null")
