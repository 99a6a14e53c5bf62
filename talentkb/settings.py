"""Every setting, from the environment alone; docs/operations.md lists the variables.

DATABASE_URL          a PostgreSQL >= 14; unset: the embedded one, started at the first connection
REPLICA_URL           a read replica of it; anonymous readers are served from there
TALENTKB_DATA         folder of the embedded database, the secret key and the collected static files
TALENTKB_SECRET_KEY   unset: made once and kept in that folder
TALENTKB_HOSTS        host names the site answers to, separated by commas
TALENTKB_HTTPS        1: the site's address is https (secure cookies, redirect, HSTS)
TALENTKB_DEBUG        1: Django's debug pages; never for a site that others can reach
TALENTKB_LOG_LEVEL    DEBUG, INFO, WARNING (default) or ERROR
WEB_CONCURRENCY       processes that answer requests (2), each with four threads; read by talentkb/server.py
TALENTKB_PROXIES      how many proxies of ours a request comes through (0); who tries to sign in is told apart by it
FORWARDED_ALLOW_IPS   addresses of proxies that are believed about https (127.0.0.1,::1); read by gunicorn
"""

import os
import secrets
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from talentkb.server import THREADS

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("TALENTKB_DATA") or BASE_DIR / ".data").resolve()
TESTING = "pytest" in sys.modules
SERVING = os.environ.get("TALENTKB_SERVING") == "1"  # Set by wsgi.py: a web process, not a command.


def _switch(name: str) -> bool:
    """A variable that is 1 or 0; anything else is refused, since a typing error must not switch security off."""
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，现在是“{value}”。")
    return value in {"1", "true"}


def _log_level() -> str:
    typed = os.environ.get("TALENTKB_LOG_LEVEL", "").strip().upper() or "WARNING"
    if typed not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ImproperlyConfigured(
            f"环境变量 TALENTKB_LOG_LEVEL 只能是 DEBUG、INFO、WARNING 或 ERROR，现在是“{typed}”。"
        )
    return typed


def _proxies() -> int:
    typed = os.environ.get("TALENTKB_PROXIES", "").strip() or "0"
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 1):
        raise ImproperlyConfigured(f"环境变量 TALENTKB_PROXIES 须是 0 到 9 的整数，现在是“{typed}”。")
    return int(typed)


def _secret_key() -> str:
    """The key of the environment, or one made once and kept in the data folder, readable by its owner alone."""
    if key := os.environ.get("TALENTKB_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret_key"
    try:
        if not path.exists():
            DATA_DIR.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            draft = path.with_name(f"secret_key.{os.getpid()}")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(draft, path)  # Of several starts at once exactly one key is kept.
            except FileExistsError:
                pass
            draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"无法读写密钥文件 {path}（{error.strerror}）。"
            "请设置环境变量 TALENTKB_SECRET_KEY，或用 TALENTKB_DATA 指定可写的目录。"
        ) from error


def _database(url: str, name: str) -> dict:
    """Django's form of a database address; raises ImproperlyConfigured unless it is PostgreSQL's."""
    try:
        database = dj_database_url.parse(url)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"环境变量 {name} 无法识别。写法：postgres://用户:密码@主机:5432/库名"
        ) from error
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"环境变量 {name} 必须是 PostgreSQL（14 或更高版本）的地址。")
    if not database["NAME"] or len(database["NAME"]) > 63:
        raise ImproperlyConfigured(f"环境变量 {name} 的末尾须有库名，不超过 63 个字符。")
    # A network that swallows packets must not hold a request for ever. The first is in milliseconds, the others
    # are in seconds and a count; a socket of this machine ignores them all.
    patience = {
        "tcp_user_timeout": 4000,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
    }
    return database | {"ENGINE": "talentkb.database", "OPTIONS": patience | database.get("OPTIONS", {})}


DEBUG = _switch("TALENTKB_DEBUG")
HTTPS = _switch("TALENTKB_HTTPS")
SECRET_KEY = _secret_key()

# Web

ALLOWED_HOSTS = [
    host.strip()
    for host in (os.environ.get("TALENTKB_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [
    f"https://*{host}" if host.startswith(".") else f"https://{host}"
    for host in ALLOWED_HOSTS
    if HTTPS and host != "*"
]
ROOT_URLCONF = "talentkb.urls"
DESK = "admin/"  # where editors work
WSGI_APPLICATION = "talentkb.wsgi.application"

INSTALLED_APPS = [
    "talentkb",
    "cases",
    "cases.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "talentkb.errors.middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Database

DATABASE_URL = os.environ.get("DATABASE_URL", "").strip()
if DATABASE_URL:
    DATABASES = {"default": _database(DATABASE_URL, "DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "talentkb.database",
            "EMBEDDED": True,
            "NAME": "talentkb",
            "USER": "postgres",
            "PORT": "5432",
        }
    }
if REPLICA_URL := os.environ.get("REPLICA_URL", "").strip():
    DATABASES["replica"] = {**_database(REPLICA_URL, "REPLICA_URL"), "TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["talentkb.replica.Router"]
    MIDDLEWARE.insert(0, "talentkb.replica.middleware")

for _each in DATABASES.values():
    _options = _each.setdefault("OPTIONS", {})
    _options.setdefault("connect_timeout", 5)
    if SERVING:
        # One connection a thread. Waiting is for a new connection only, so a request is told soon when there is no
        # database; the pool gives up as soon, and the next request tries again. A query that asks too much is
        # stopped. Commands take their time, and have no pool that a fork could break.
        _options["pool"] = {"min_size": 1, "max_size": THREADS, "timeout": 1.8, "reconnect_timeout": 1.0}
        _options["options"] = f"{_options.get('options', '')} -c statement_timeout=5000".strip()

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What `up` brings into an empty knowledge base.
DOCUMENT_MODEL = "cases.Document"
DEMONSTRATION = BASE_DIR / "fixtures" / "documents"

# The table of places: when these files change, `up` brings the database to them.
PLACES = [BASE_DIR / "cases" / "ingest" / "lexicon" / name for name in ("places.csv", "place_changes.csv")]

# Finished pages, a copy in each process (cases/views/kept.py); tests see every page made.
CACHES = {
    name: {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if TESTING else 'locmem.LocMemCache'}",
        "LOCATION": name,
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": most},
    }
    for name, most in (("default", 4000), ("searches", 400))  # about 8 and 14 kB each
}

# People

_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "talentkb.passwords.ThreeKinds"},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator"},
]
SESSION_ENGINE = "talentkb.sessions"
# In seconds: without work, and at the longest. The cookie itself ends with the browser.
SESSION_IDLE = 30 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PROXIES = _proxies()
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# The page of a case sends every field of each of its facts, of which a long document has hundreds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Above what the desk takes at once, so that too many are answered by its sentence.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# Language and time

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Tests ask for pages without having collected anything.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Protection in the browser

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # The admin's own style sheets carry their small icons as data addresses.
        "img-src": [SELF, "data:"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "talentkb.errors.csrf_failure"
if HTTPS:
    # Whether a request came by https is told by gunicorn, which believes only the proxies it was told to trust.
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"brief": {"()": "talentkb.errors.brief"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["brief"]}},
    "root": {"handlers": ["stderr"], "level": _log_level()},
    # Django's own handlers write only in debug mode, or send mail.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # It warns of each HEAD request that Django leaves the cutting of the body to the server, which it is.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
