"""Signing in: nobody guesses a password, nobody is locked out by others, and every attempt is on record."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from cases.actions import sign_in
from cases.admin.sign_in import address_of
from cases.models import SignIn
from tests.cases.roles import MANAGE, make_user

pytestmark = pytest.mark.django_db
HOME, AWAY, OTHER = "10.0.0.1", "203.0.113.9", "198.51.100.7"
LOGIN = "/admin/login/"


def try_it(name: str = "editor", password: str = "wrong", address: str = HOME, **more: Any):
    return Client(REMOTE_ADDR=address).post(LOGIN, {"username": name, "password": password}, **more)


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor", password="right")


def wrong(name: str, address: str, number: int, ago: timedelta = timedelta()) -> None:
    SignIn.objects.bulk_create([SignIn(name=name, address=address) for _ in range(number)])
    SignIn.objects.filter(name=name, address=address).update(at=timezone.now() - ago)


def test_the_eleventh_wrong_password_is_held_and_the_right_one_too_but_not_from_elsewhere(editor) -> None:
    for _ in range(10):
        answer = try_it()
        assert answer.status_code == 200 and "登录" in answer.content.decode()
    for password in ("wrong", "right"):
        answer = try_it(
            password=password, HTTP_X_FORWARDED_FOR=OTHER
        )  # Whatever the visitor says of himself.
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
        assert "请等 5 分钟再试" in answer.content.decode()
    assert try_it(password="right", address=AWAY).status_code == 302
    outcomes = list(SignIn.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["wrong"] * 10 + ["held", "right"]  # Held attempts are told of once.


def test_the_hold_ends_by_itself_and_a_right_password_begins_anew(editor) -> None:
    wrong("editor", HOME, 10, timedelta(minutes=6))
    assert try_it(password="right").status_code == 302
    for _ in range(10):
        assert try_it().status_code == 200
    assert try_it().status_code == 429
    SignIn.objects.update(at=timezone.now() - timedelta(minutes=6))
    wrong("editor", HOME, 8)
    assert try_it(password="right").status_code == 302
    assert [try_it().status_code for _ in range(10)] == [200] * 10


@pytest.mark.parametrize(
    ("guessed", "address", "number"),
    [("editor", OTHER, sign_in.NAME.number), ("someone", HOME, sign_in.ADDRESS.number)],
    ids=["of a name from anywhere", "of an address for any name"],
)
def test_who_was_here_before_is_not_locked_out_by_others(editor, guessed, address, number) -> None:
    """A stranger who guesses at a name, and a colleague's machine behind the same address."""
    User.objects.create_superuser("newcomer", password="right")
    assert try_it(password="right").status_code == 302
    wrong(guessed, address, number)
    assert try_it(password="right").status_code == 302
    held = ("editor", AWAY) if guessed == "editor" else ("newcomer", HOME)
    assert try_it(held[0], "right", held[1]).status_code == 429
    assert try_it("newcomer", "right", AWAY).status_code == 302
    SignIn.objects.filter(outcome="right").update(at=timezone.now() - timedelta(days=31))
    assert try_it(password="right").status_code == 429  # That was too long ago.


def test_a_name_that_nobody_has_is_held_no_differently(editor) -> None:
    answers = {name: [try_it(name) for _ in range(11)] for name in ("editor", "nobody")}
    said = {
        name: [(each.status_code, each.content.decode().count("errornote")) for each in given]
        for name, given in answers.items()
    }
    assert said["editor"] == said["nobody"] and said["nobody"][-1] == (429, 1)


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "", "\ud800", " ", "'; drop table--", "<script>"])
def test_odd_names_are_answered(name) -> None:
    answer = try_it(name.encode("utf-8", "surrogatepass") if name == "\ud800" else name)
    assert answer.status_code == 200 and "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.1.1.1", HOME),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", HOME),
        (1, "", None),
        (1, "nonsense", None),
        (1, "2001:DB8::1%eth0", "2001:db8::1"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(settings, proxies, header, address) -> None:
    settings.PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR=HOME, HTTP_X_FORWARDED_FOR=header).get(LOGIN)
    assert address_of(request) == address


def test_who_comes_in_is_told_of_the_last_time(editor) -> None:
    try_it(password="right", address=AWAY)
    try_it()
    client = Client(REMOTE_ADDR=HOME)
    answer = client.post(LOGIN, {"username": "editor", "password": "right"}, follow=True)
    page = answer.content.decode()
    assert f"来自 {AWAY}；此后密码错误 1 次" in page and "上次登录" in page


def test_the_managers_read_the_list_and_nobody_changes_it(editor, caplog) -> None:
    try_it("未知\n者")
    try_it(password="right")
    assert "sign-in failed: '未知\\n者' from 10.0.0.1" in caplog.text
    client = Client()
    client.force_login(make_user(MANAGE))
    page = client.get(reverse("admin:cases_signin_changelist")).content.decode()
    for words in ("登录记录", "editor", HOME, "成功", "失败"):
        assert words in page
    one = SignIn.objects.first()
    where = reverse("admin:cases_signin_change", args=[one.pk])
    assert client.get(where).status_code == 200
    assert client.post(where, {"name": "改"}).status_code == 403


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Ab1!", "10"),
        ("abcdefghij", "至少要有三种"),
        ("abcdefghij12", "至少要有三种"),
        ("12345678901", "至少要有三种"),
        ("Zhangwei-1998", "相似"),
        ("Password123", "太常见"),
        ("Yaojiang#rencai", ""),
        ("人才gangwan2024A", ""),
    ],
)
def test_passwords_are_of_three_kinds_and_long_and_not_the_name(password, said) -> None:
    user = User(username="zhangwei1998")
    if not said:
        return validate_password(password, user)
    with pytest.raises(ValidationError, match=said):
        validate_password(password, user)


def test_old_attempts_go_with_new_ones_a_bounded_number_at_a_time(editor, monkeypatch) -> None:
    monkeypatch.setattr(sign_in, "PRUNED", 3)
    wrong("stranger", AWAY, 5, sign_in.KEPT + timedelta(days=1))
    wrong("stranger", OTHER, 2, sign_in.KEPT - timedelta(days=1))
    for left in (2, 0, 0):
        assert try_it(password="right").status_code == 302
        assert SignIn.objects.filter(address=AWAY).count() == left
    assert SignIn.objects.filter(address=OTHER).count() == 2
