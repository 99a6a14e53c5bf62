"""The pages for supervisors."""

import pytest
from django.db import connection
from django.test import Client


def test_healthz_needs_no_database(client: Client) -> None:
    """Without the database mark a query would fail this test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"talentkb ok\n")


@pytest.mark.django_db
def test_readyz_with_every_migration(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_tells_of_a_missing_migration(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"1 migrations to apply" in answer.content


@pytest.mark.django_db
def test_every_page_carries_its_protection(client: Client) -> None:
    headers = client.get("/admin/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "object-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
