"""What measures growth and pages: documents made up, a database filled with them, every kind of page asked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmarks import addresses, generated, growth, pages, scratch, sheet
from cases.ingest import ingest_bytes
from cases.models import Case, Document
from tests.conftest import rows_of_a_module

DOCUMENTS = 6


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """A few generated documents."""
    with rows_of_a_module(django_db_blocker):
        folder = tmp_path_factory.mktemp("generated")
        assert len(list(generated.write(folder, range(DOCUMENTS), 600))) == DOCUMENTS
        call_command("ingest", str(folder), verbosity=0)
        yield


def test_a_generated_document_is_one_case_with_everything_that_is_read() -> None:
    text = generated.document(7, 3_000)
    assert text == generated.document(7, 3_000) != generated.document(8, 3_000)
    assert 3_000 <= len(text) < 5_000
    (case,) = ingest_bytes(text.encode(), "7.txt").cases
    assert text.startswith(case.place.name_now) and str(case.year) in text
    assert case.brands and case.people and case.organisations
    assert any(policy.benefits for policy in case.policies)
    assert {"achieved", "planned"} <= {outcome.status for outcome in case.outcomes}


def test_generated_documents_are_of_one_province_more_than_of_all_others() -> None:
    codes = [
        ingest_bytes(generated.document(n, 100).encode(), "a.txt").cases[0].place.code for n in range(30)
    ]
    assert sum(code.startswith(generated.PROVINCE) for code in codes) > 15 > len(codes) - len(set(codes))


@pytest.mark.django_db
def test_every_kind_of_page_is_asked_in_every_way(filled) -> None:
    kinds = addresses.addresses(1)
    assert list(kinds) == list(addresses.MIX) and all(kinds.values())
    told = pages.measure(kinds, 1)
    assert list(told) == ["health", *kinds]
    assert all(list(ways) == list(pages.WAYS) for ways in told.values())
    assert all(each["p95_ms"] >= each["p50_ms"] > 0 and each["bytes"] for each in told["case"].values())
    rows = list(pages.table(told))
    assert len(rows) == len(told) + 2 and len({row.count("|") for row in rows}) == 1
    assert rows[2].endswith("| 1 |")
    assert set(addresses.mixed(kinds, 50)) <= {each for asked in kinds.values() for each in asked}


@pytest.mark.django_db
def test_what_is_no_page_stops_the_measurement(filled) -> None:
    with pytest.raises(ValueError, match="404 Not Found: /nowhere/"):
        pages.measure({"none": ["/nowhere/"]}, 1)


@pytest.mark.django_db
def test_the_cost_of_the_last_documents_is_told_for_each_size(filled, monkeypatch) -> None:
    monkeypatch.setattr(growth, "fill", lambda documents, characters: None)
    told = {size: growth.measure(size, 2, 300) for size in (DOCUMENTS + 2, DOCUMENTS + 4)}
    assert Document.objects.count() == DOCUMENTS + 4 == Case.objects.count()
    assert all(figures["all"] > figures["store"] > 0 < figures["read"] for figures in told.values())
    rows = list(growth.table(told))
    assert re.fullmatch(r"\| 8 \|( [\d.]+ \|){4} 1\.00 \| [\d,]+ \|", rows[2])


@pytest.mark.django_db
def test_a_database_is_filled_up_to_a_number(filled, monkeypatch) -> None:
    read = []
    monkeypatch.setattr(scratch, "vacuum", lambda: None)
    monkeypatch.setattr(
        scratch,
        "call_command",
        lambda *names, **options: read.extend(
            (names[0], *sorted(path.name for path in Path(names[1]).iterdir()))
        ),
    )
    scratch.fill(DOCUMENTS + 2, 300)
    assert read == ["ingest", "000006.txt", "000007.txt"]
    scratch.fill(DOCUMENTS, 300)
    assert len(read) == 3


@pytest.mark.django_db
def test_a_spreadsheet_is_brought_back_with_every_column_changed_and_nothing_of_it_stays(filled) -> None:
    before = list(Case.objects.order_by("pk").values_list("title", "year", "version"))
    told = {name: sheet.measure(change, DOCUMENTS) for name, change in sheet.CHANGES.items()}
    assert all(each["rows"] == each["edits"] == DOCUMENTS for each in told.values())
    assert list(Case.objects.order_by("pk").values_list("title", "year", "version")) == before
    rows = list(sheet.table(told))
    assert len(rows) == len(told) + 2 and len({row.count("|") for row in rows}) == 1
