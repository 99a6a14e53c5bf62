"""Finished pages are kept until something is written, and never shown to the wrong reader."""

import gzip

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case, Edition
from tests.cases.factories import YUYAO, CaseSpec, make_record, place_with_parents

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    """The cache that the site has; others see every page made."""
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name in ("default", "searches")
    }
    yield
    for each in caches.all(initialized_only=True):
        each.clear()


@pytest.fixture
def case() -> Case:
    place_with_parents(*YUYAO)
    actions.store_document(
        record=make_record(CaseSpec(title="山海英才", body="引进博士二十名。", place=YUYAO))
    )
    return Case.objects.get()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_page_is_made_once(client, case):
    for address in ("/", "/cases/", "/cases/?sort=county", case.get_absolute_url(), "/brands/", "/about/"):
        made, again = client.get(address), client.get(address)
        assert made.content == again.content and made["ETag"] == again["ETag"]
        assert queries(client, address) == 1, "only the stamp is asked for"


def test_addresses_are_kept_apart(client, case):
    assert client.get("/cases/?year=none").content != client.get("/cases/").content
    assert client.get("/cases/?year=none")["ETag"] != client.get("/cases/")["ETag"]


def test_a_write_is_seen_at_once(client, case, admin_user):
    before = client.get("/cases/")
    actions.edit_case(case=case, user=admin_user, changes={"title": "山海新英才"}, reason="更正")
    after = client.get("/cases/")
    assert "山海新英才" in after.content.decode() and "山海新英才" not in before.content.decode()
    assert after["ETag"] != before["ETag"]


def test_a_browser_is_told_that_its_copy_is_right(client, case, admin_user):
    etag = client.get("/cases/")["ETag"]
    assert client.get("/cases/", headers={"if-none-match": etag}).status_code == 304
    actions.edit_case(case=case, user=admin_user, changes={"status": "withdrawn"}, reason="重复")
    assert client.get("/cases/", headers={"if-none-match": etag}).status_code == 200


def test_a_search_is_kept_until_something_is_written(client, case, admin_user):
    first, again = client.get("/cases/?q=余姚"), client.get("/cases/?q=余姚")
    assert first["ETag"] == again["ETag"] and first.content == again.content
    assert client.get("/cases/?q=慈溪")["ETag"] != first["ETag"]
    actions.edit_case(case=case, user=admin_user, changes={"title": "余姚山海新英才"}, reason="改题")
    after = client.get("/cases/?q=余姚")
    assert after["ETag"] != first["ETag"] and "山海新英才" in after.content.decode()


def test_editors_get_pages_of_their_own(client, admin_client, case):
    address = case.get_absolute_url()
    assert "编辑这个案例" not in client.get(address).content.decode()
    assert "编辑这个案例" in admin_client.get(address).content.decode()
    assert "编辑这个案例" not in client.get(address).content.decode()
    assert "ETag" not in admin_client.get(address) and "ETag" not in admin_client.get("/cases/?q=博士")
    assert "Cookie" in client.get(address)["Vary"]


def test_a_page_is_sent_compressed_to_whoever_takes_it(client, case):
    plain = client.get("/cases/")
    for accepts, packed in (("gzip, br", True), ("br", False), ("gzip;q=0, br", False), ("gzip;q=0.5", True)):
        for _ in range(2):
            answer = client.get("/cases/", headers={"accept-encoding": accepts})
            assert answer.has_header("Content-Encoding") == packed, accepts
            assert (gzip.decompress(answer.content) if packed else answer.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


def test_refusals_are_not_kept(client, case):
    for address, status in (("/cases/?colour=red", 400), ("/cases/aaaaaaaa/", 404)):
        assert [client.get(address).status_code for _ in range(2)] == [status, status]


def test_every_table_that_pages_show_renews_the_edition():
    models = apps.get_app_config("cases").get_models(include_auto_created=True)
    unseen = {
        "cases_batch",
        "cases_duplicatecount",
        "cases_edit",
        "cases_edition",
        "cases_merge",
        "cases_rebuild",
        "cases_rowchange",
        "cases_sheet",
        "cases_signin",
        "cases_upload",
    }
    tables = {model._meta.db_table for model in models} - unseen
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'renew_edition'")
        assert {table for (table,) in cursor.fetchall()} == tables


def test_raw_statements_renew_it_too(case):
    before = Edition.current()
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set title = title")
    assert Edition.current() != before
