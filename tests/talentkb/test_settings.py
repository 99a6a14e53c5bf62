"""Settings from the environment: a mistake is told, never guessed at."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import NotSupportedError, OperationalError

from talentkb import settings
from talentkb.database import faults

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://user@localhost/kb", "必须是 PostgreSQL"),
        ("sqlite:///kb.sqlite3", "必须是 PostgreSQL"),
        ("postgres://localhost", "须有库名"),
        ("postgres://localhost/", "须有库名"),
        ("postgres://localhost/" + "k" * 64, "须有库名"),
        ("postgres://user@localhost:port/kb", "无法识别"),
        ("nonsense", "无法识别"),
        ("oracle11://localhost/kb", "无法识别"),
    ],
)
def test_database_urls_that_are_none(url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL.*{sentence}"):
        settings._database(url, "DATABASE_URL")


def test_database_url_in_full() -> None:
    database = settings._database(
        "postgresql://us%40er:p%2Fw@[::1]:6543/k%20b?sslmode=require", "DATABASE_URL"
    )
    read = {name: database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert read == {"USER": "us@er", "PASSWORD": "p/w", "HOST": "::1", "PORT": 6543, "NAME": "k b"}
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["tcp_user_timeout"] == 4000


@pytest.mark.parametrize(
    ("typed", "on"), [("", False), ("0", False), ("1", True), ("TRUE", True), (" 1 ", True)]
)
def test_switch(typed: str, on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTKB_HTTPS", typed)
    assert settings._switch("TALENTKB_HTTPS") is on


@pytest.mark.parametrize("typed", ["yes", "on", "2", "是"])
def test_switch_refuses_what_it_does_not_know(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTKB_HTTPS", typed)
    with pytest.raises(ImproperlyConfigured, match="只能是 1 或 0"):
        settings._switch("TALENTKB_HTTPS")


def test_log_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTKB_LOG_LEVEL", "info")
    assert settings._log_level() == "INFO"
    monkeypatch.setenv("TALENTKB_LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="TALENTKB_LOG_LEVEL"):
        settings._log_level()


def test_secret_key_is_made_once_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path / "new")
    key = settings._secret_key()
    assert len(key) >= 50 and settings._secret_key() == key
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    monkeypatch.setenv("TALENTKB_SECRET_KEY", "from outside")
    assert settings._secret_key() == "from outside"


def test_production_has_no_warnings(tmp_path: Path) -> None:
    """As a site for others is set up; Django's own check looks at cookies, headers, key and redirect."""
    production = {
        "TALENTKB_DATA": str(tmp_path),
        "TALENTKB_HTTPS": "1",
        "TALENTKB_HOSTS": "talent.example.cn",
        "DATABASE_URL": "postgres://talentkb:secret@db.example.cn/talentkb",
    }
    # The browser tests need this one, and Django rightly warns of it.
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | production,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("host=127.0.0.1 port=9 dbname=kb", "没有在 DATABASE_URL 所写的主机和端口上运行"),
        ("host=/nowhere dbname=kb", "没有在 DATABASE_URL 所写的套接字目录中运行"),
        ("host=no.such.host.invalid dbname=kb", "找不到 DATABASE_URL 中的主机"),
        ("colour=red", "不认识的参数"),
    ],
)
def test_what_the_driver_says_in_words(address: str, sentence: str) -> None:
    with pytest.raises(psycopg.Error) as raised:
        psycopg.connect(address)
    assert sentence in faults.explain(OperationalError(str(raised.value)))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('FATAL:  password authentication failed for user "kb"', "用户名或密码不对"),
        ("fe_sendauth: no password supplied", "要求密码"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "kb"', "不允许从本机"),
        ('FATAL:  role "kb" does not exist', "没有这个用户"),
        ('FATAL:  database "kb" does not exist', "没有这个库"),
        ("permission denied for schema public", "权限不够"),
        ("connection timeout expired", "没有应答"),
        ("FATAL:  sorry, too many clients already", "连接数已用完"),
        ('could not extend file "base/5/1": No space left on device', "磁盘已满"),
        ("FATAL:  the database system is in recovery mode", "正在启动、恢复或关闭"),
        ("something never seen before", "something never seen before"),
    ],
)
def test_what_the_server_says_in_words(said: str, sentence: str) -> None:
    assert sentence in faults.explain(OperationalError(said))


def test_old_server() -> None:
    said = faults.explain(NotSupportedError("PostgreSQL 14 or later is required (found 13.4)."))
    assert "14 或更高版本" in said and "13.4" in said


@pytest.mark.parametrize(("typed", "number"), [("", 0), ("0", 0), (" 2 ", 2)])
def test_the_number_of_proxies(typed: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTKB_PROXIES", typed)
    assert settings._proxies() == number
    monkeypatch.setenv("TALENTKB_PROXIES", f"{typed}x")
    with pytest.raises(ImproperlyConfigured, match="0 到 9"):
        settings._proxies()
