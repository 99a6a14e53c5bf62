"""Sessions end: without work, and after a day; the key is another one after signing in."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from talentkb import sessions

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


class Clock:
    """The time that sessions see; it stands still until moved."""

    def __init__(self) -> None:
        self.now = time.time()

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock)
    return clock


@pytest.fixture
def client(clock) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor", password="right"))
    assert signed_in(client)
    return client


def signed_in(client: Client) -> bool:
    return client.get(reverse("admin:alive")).status_code == 200


def test_a_session_ends_half_an_hour_after_the_last_request(client, clock) -> None:
    for _ in range(4):
        clock.now += 29 * MINUTE
        assert signed_in(client)
    clock.now += 30 * MINUTE
    assert not signed_in(client) and not Session.objects.exists()
    clock.now -= 30 * MINUTE
    assert not signed_in(client)


def test_a_session_ends_after_twelve_hours_of_work(client, clock) -> None:
    for _ in range(12 * 3 - 1):
        clock.now += 20 * MINUTE
        assert signed_in(client)
    clock.now += 20 * MINUTE
    assert not signed_in(client)


def test_signing_in_changes_the_key_and_begins_the_time_anew(client, clock) -> None:
    key = client.session.session_key
    clock.now += 25 * MINUTE
    given = {"username": "editor", "password": "right"}
    assert client.post(reverse("admin:login"), given | {"password": "wrong"}).status_code == 200
    assert client.session.session_key == key
    assert client.post(reverse("admin:login"), given).status_code == 302
    signed_in(client)
    assert client.session.session_key != key and not Session.objects.filter(session_key=key).exists()
    assert client.session[sessions.BEGAN] == int(clock.now)


def test_a_session_is_not_written_with_every_request(client, clock, django_assert_max_num_queries) -> None:
    signed_in(client)
    with django_assert_max_num_queries(4) as asked:
        signed_in(client)
    assert not any("UPDATE" in each["sql"] for each in asked.captured_queries)
    clock.now += 5 * MINUTE
    signed_in(client)
    assert client.session[sessions.SEEN] == int(clock.now)


def test_cookies_are_not_for_scripts_nor_for_other_sites_and_end_with_the_browser(client, clock) -> None:
    clock.now += 5 * MINUTE
    signed_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]
