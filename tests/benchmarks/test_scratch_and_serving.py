"""A database of its own for a measurement, and the site as it is served over one, asked by readers at once."""

from django.db import connection

from benchmarks import scratch, serving


def test_a_database_of_its_own_is_gone_afterwards_unless_it_is_kept(committed, monkeypatch) -> None:
    monkeypatch.setattr(scratch, "call_command", lambda *names, **options: None)
    monkeypatch.setattr(scratch.actions, "load_places", lambda: None)
    own = connection.settings_dict["NAME"]
    for name, there in (("", 0), ("tried", 1), ("tried", 1)):
        with scratch.database(name), connection.cursor() as cursor:
            cursor.execute("select current_database()")
            made = cursor.fetchone()[0]
            assert made == connection.settings_dict["NAME"] != own
        with connection.cursor() as cursor:
            cursor.execute(
                "select current_database(), (select count(*) from pg_database where datname = %s)", [made]
            )
            assert cursor.fetchone() == (own, there)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"drop database {scratch.PREFIX}tried")


def test_readers_at_once_are_answered_by_the_site_as_it_is_served(committed, monkeypatch) -> None:
    monkeypatch.setattr(serving, "WRITES_EVERY", 0.01)
    written = []
    told = serving.mix(
        ["/healthz", "/robots.txt", "/suggest/?q=x", "/nowhere"] * 5, 3, lambda: written.append(1)
    )
    assert list(told) == list(serving.WAYS)
    for figures in told.values():
        assert (figures["clients"], figures["requests"], figures["wrong"]) == (3, 20, 5)
        assert figures["per_s"] > 0 and figures["p95_ms"] >= figures["p50_ms"] > 0
