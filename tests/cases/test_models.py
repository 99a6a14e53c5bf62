"""The rules about one row that the database itself keeps, and names as keys."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from cases.models import (
    Benefit,
    Brand,
    Case,
    Document,
    Edit,
    Evidence,
    Outcome,
    Person,
    Place,
    PlaceChange,
    Policy,
)
from cases.models.identity import name_key, short_key
from tests.cases.factories import make_case, make_place
from tests.conftest import rows_of_a_module

SPEC = {"policies": [("人才新政", "formal", "引才", (("博士", 5, "元"),))], "people": [("王小明", "局长")]}


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[int]:
    """The number of a stored case."""
    with rows_of_a_module(django_db_blocker):
        yield make_case(**SPEC).pk


@pytest.fixture
def case(stored, db) -> Case:
    return Case.objects.get(pk=stored)


def evidence(of: Case, **more) -> Evidence:
    values = {"document": of.document, "start": 0, "end": 4, "quote": "余姚建设", "case": of, "field": "year"}
    return Evidence(**{**values, **more})


# What would be saved, made from a stored case; and whether the database takes it.
ROWS = (
    ("evidence as it should be", lambda c: evidence(c), True),
    ("a quotation shorter than its span", lambda c: evidence(c, quote="余姚"), False),
    ("a quotation longer than its span", lambda c: evidence(c, quote="余姚建设人才"), False),
    ("an empty span", lambda c: evidence(c, end=0, quote=""), False),
    ("evidence of nothing", lambda c: evidence(c, case=None), False),
    ("evidence of two things", lambda c: evidence(c, person=Person.objects.get()), False),
    ("evidence of a person", lambda c: evidence(c, case=None, person=Person.objects.get()), True),
    ("low above high", lambda c: changed(Outcome.objects.get(), low=Decimal(9), high=Decimal(3)), False),
    ("low alone", lambda c: changed(Outcome.objects.get(), low=Decimal(9), high=None), True),
    ("low equal to high", lambda c: changed(Benefit.objects.get(), low=Decimal(9), high=Decimal(9)), True),
    ("low above high in a benefit", lambda c: changed(Benefit.objects.get(), low=Decimal(9)), False),
    ("a year of long ago", lambda c: changed(c, year=1899), False),
    ("a year to come", lambda c: changed(c, year=2101), False),
    ("no year", lambda c: changed(c, year=None), True),
    ("a document's year", lambda c: changed(c.document, year=1492), False),
    ("a policy's year", lambda c: changed(Policy.objects.get(), year=3000), False),
    ("a case that ends where it starts", lambda c: changed(c, end=c.start), False),
    ("the same heading twice", lambda c: changed(c, pk=None, key="other"), False),
    ("the same address twice", lambda c: changed(c, pk=None, heading_key="other"), False),
    ("the same fact twice", lambda c: changed(Outcome.objects.get(), pk=None), False),
    ("the same file twice", lambda c: changed(c.document, pk=None, key="other"), False),
    ("a fingerprint that is none", lambda c: changed(c.document, sha256="x" * 64), False),
    ("a code of five digits", lambda c: Place(code="33028", name="短", level="county"), False),
    ("a code of letters", lambda c: Place(code="abcdef", name="字", level="county"), False),
    ("the same place twice", lambda c: Place(code="330281", name="余姚市", level="county"), False),
    ("another name under a code", lambda c: Place(code="330281", name="余姚县", level="county"), True),
    ("an end before the beginning", lambda c: ended(), False),
    ("an edit of nothing", lambda c: Edit(subject="x", field="title"), False),
    (
        "an edit of two records",
        lambda c: Edit(subject="x", field="y", case=c, brand=Brand.objects.get()),
        False,
    ),
    ("an edit", lambda c: Edit(subject="x", field="title", case=c), True),
)


def changed(row, **values):
    for field, value in values.items():
        setattr(row, field, value)
    row._state.adding = row.pk is None
    return row


def ended() -> Place:
    return Place(
        code="339998", name="倒", level="county", valid_from=date(2000, 1, 1), valid_to=date(1999, 1, 1)
    )


@pytest.mark.parametrize(("name", "row", "taken"), ROWS, ids=[name for name, *_ in ROWS])
def test_the_database_keeps_the_rules_of_a_row(case, name, row, taken) -> None:
    row = row(case)
    if taken:
        row.save()
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.django_db
def test_one_change_of_places_only_once() -> None:
    one, other = make_place("339901", "甲县"), make_place("339902", "乙县")
    values = {"date": date(2000, 1, 1), "kind": "merge", "before": one, "after": other, "document": "批复"}
    PlaceChange.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceChange.objects.create(**values)


def test_constraints_speak_chinese(case) -> None:
    with pytest.raises(ValidationError, match="年份应在"):
        changed(case, year=1700).full_clean()
    with pytest.raises(ValidationError, match="下限不能大于上限"):
        changed(Outcome.objects.get(), low=Decimal(999)).full_clean()


def test_a_case_with_history_cannot_be_deleted(case) -> None:
    Edit.objects.create(case=case, subject="x", field="title")
    with pytest.raises(Exception, match="protected"):
        case.delete()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("一镇一“千人”", "一镇一千人", True),
        ("３３１５计划", "3315计划", True),
        ("AI 小镇", "ai小镇", True),
        ("人才 · 港湾", "人才港湾", True),
        ("人才港湾", "人才港", False),
        ("1号文件", "2号文件", False),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one, other, same) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_short_keys_depend_on_their_parts_alone() -> None:
    assert short_key("case", "a", "b") == short_key("case", "a", "b") != short_key("case", "ab", "")
    assert len(short_key("x")) == 8 and short_key("x").isalnum() and short_key("x").islower()


@pytest.mark.django_db
def test_public_means_a_standing_mention_in_a_published_case() -> None:
    documents = Document.objects.public().count()
    make_case("甲", brands=["人才之家"])
    make_case("乙", brands=["人才驿站"], draft=True)
    public = Brand.objects.public().filter(name__in=["人才之家", "人才驿站"])
    assert list(public.values_list("name", flat=True)) == ["人才之家"]
    assert Document.objects.public().count() == documents + 1


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
