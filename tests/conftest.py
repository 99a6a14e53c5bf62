"""What several tests need: the folder of real documents, and a browser."""

import gc
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

# Playwright runs an event loop in the test's thread, where Django would refuse every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parent.parent
# Without windows of its own chromium takes a quarter less of the processor; where that one is missing, the whole.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
# A test run reaches nothing beyond this machine, so the browser is told not to ask its maker for anything.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-site-isolation-trials",  # There is one site: no page need wait for a process of its own.
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)
# With two processes (`manage.py test`) these are begun first, so that at the end neither waits long for the other.
LONGEST = (
    "test_up.py",
    "test_admin.py",
    "test_pages_browser.py",
    "test_journeys_browser.py",
    "test_desk_journeys_browser.py",
    "test_read_hostile.py",
    "test_ingest_killed.py",
    "test_actions.py",
    "test_conflict.py",
    "test_beside.py",
    "test_views.py",
    "test_uploads.py",
    "test_first_light.py",
    "test_ingest_command.py",
    "test_merging.py",
    "test_read_pdf.py",
    "test_roles.py",
    "test_review.py",
    "test_embedded.py",
    "test_finder_browser.py",
    "test_complete_browser.py",
    "test_index.py",
    "test_sheets.py",
    "test_ingest.py",
    "test_adversarial.py",
    "test_correct.py",
    "test_compare.py",
    "test_scratch_and_serving.py",
    "test_growth_and_pages.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; the order inside a file stays."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: Python need not go through all of it again and again for what could be let go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def pages_alone(django_test_environment) -> None:
    """Django's client keeps what the template of a page was given: that alone, and not a copy for each of its parts.

    A page of the desk is put together from nearly a thousand: its inputs, their labels, what is included.
    """
    from django.template import RequestContext, Template
    from django.test.utils import instrumented_test_render

    def render(template, context) -> str:
        if isinstance(context, RequestContext) and context.template is template:
            return instrumented_test_render(template, context)
        return template.nodelist.render(context)

    Template._render = render


@contextmanager
def rows_of_a_module(blocker) -> Iterator[None]:
    """Rows made inside stay for all tests of a module and are rolled back behind the last; each test nests in it."""
    from django.db import transaction

    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """The database of the tests, for whoever asks for this fixture.

    pytest-django's own makes none unless a collected test has its mark; one that has rows of a module alone would work
    in the database of the site.
    """
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS})
    yield
    with django_db_blocker.unblock():
        try:
            teardown_databases(made, verbosity=0)
        except DatabaseError as error:
            warnings.warn(f"the tests' database is still there: {error}", stacklevel=1)


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database without a transaction around the test, for one that takes away by itself what it has made."""
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture(scope="class")
def emptied(django_db_setup, django_db_blocker) -> Iterator[None]:
    """For a test that really commits: behind it the database is as new, with places and groups and an empty index.

    pytest-django empties Django's tables behind such a test. The wider scope has this fixture set up before that
    helper, and hence taken down behind it; of a test outside a class it is the test's own all the same.
    """
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from cases import actions

    yield
    with django_db_blocker.unblock():
        assert not Group.objects.exists(), "the tables are not empty yet"
        actions.write_groups(Group, Permission, ContentType)
        actions.load_places()
        actions.reindex()  # The index is none of Django's tables.
        assert not actions.check_index()
        connection.close()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real documents beside the checkout; skips where there is none."""
    folder = ROOT.parent / "shared" / "seeds"
    if not any(folder.glob("*.txt")):
        pytest.skip(f"the real documents are not here: {folder}")
    return folder


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium through Playwright; skips where it is not installed."""
    if not Path(CHROMIUM).exists():
        pytest.skip(
            "chromium is not installed (Debian: apt-get install chromium-headless-shell fonts-noto-cjk)"
        )
    from playwright.sync_api import sync_playwright

    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        # Beside Playwright's event loop Django opens a second connection, with which the database cannot be dropped.
        connections.close_all()
        chromium.close()


def window(browser, **options):
    """A window of 1280 by 800 pixels for the pages of all tests.

    One for each test costs more than its pages do, and so does a page where no other is open: hence the empty one.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", **options)
    context.new_page()
    return context


@pytest.fixture(scope="session")
def context(browser):
    return window(browser)


@pytest.fixture(scope="session")
def plain_context(browser):
    return window(browser, java_script_enabled=False)


@contextmanager
def fresh_page(context) -> Iterator:
    """A page of a window that others had before; behind it neither the page nor its cookies are left."""
    page = context.new_page()
    yield page
    page.close()
    context.clear_cookies()


@pytest.fixture
def page(context):
    """A fresh page of 1280 by 800 pixels that fails the test when a script of the page fails."""
    errors = []
    with fresh_page(context) as page:
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert not errors, errors


@pytest.fixture
def plain_page(plain_context):
    """A fresh page that runs no scripts; as ``page`` of a test it makes ``site`` serve that browser."""
    with fresh_page(plain_context) as page:
        yield page
