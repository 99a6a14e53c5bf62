"""Reads composed once give what the queryset gives, for each value anew."""

import pytest
from django.db import connection
from django.db.models import Count, F, Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, set_script_prefix

from cases.models import BrandMention, Case, Outcome
from cases.models.address import address
from cases.models.composed import AnyOf, Composed, either
from tests.cases.factories import CIXI, YUYAO, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> list[Case]:
    figures = (("引进人才", 120, "名", "achieved"), ("培育企业", 7, "家", "planned"))
    return [
        make_case("余姚建设人才港湾", place=YUYAO, outcomes=figures, brands=("人才港湾", "才聚姚江")),
        make_case("慈溪办好上林英才", place=CIXI, outcomes=figures[:1], brands=("上林英才",)),
    ]


def test_models_come_with_what_is_related_and_annotated(cases):
    read = Composed(
        lambda case: (
            Outcome.objects.standing()
            .filter(case=case)
            .select_related("case__place", "place")
            .defer("machine")
            .annotate(quoted=Count("evidence"))
            .order_by("pk")
        ),
        case="bigint",
    )
    for case in cases:
        with CaptureQueriesContext(connection) as captured:
            found = read(case=case.pk)
            told = [(each.raw, each.case.place.name, each.place, each.quoted) for each in found]
        assert len(captured) == 1
        assert told == [(each.raw, case.place.name, None, 1) for each in case.outcomes.order_by("pk")]
        assert found[0].get_deferred_fields() == {"machine"}
        assert found[0].low == case.outcomes.order_by("pk")[0].low


def test_columns_and_arrays(cases):
    read = Composed(
        lambda cases, name: (
            BrandMention.objects.filter(case__in=cases)
            .exclude(brand__name=name)
            .order_by("brand__name")
            .values_list("case", "brand__name", "case__authors")
        ),
        cases="bigint[]",
        name="text",
    )
    one, other = cases
    assert read(cases=[other.pk], name="") == [(other.pk, "上林英才", [])]
    assert {row[1] for row in read(cases=[one.pk, other.pk], name="人才港湾")} == {"才聚姚江", "上林英才"}
    assert read(cases=[], name="") == []
    keys = Composed(lambda: Case.objects.order_by("pk").values_list("pk", flat=True))
    assert keys() == [one.pk, other.pk]
    other.delete()
    assert keys() == [one.pk]


def test_dictionaries(cases):
    read = Composed(lambda: Case.objects.order_by("pk").values("title", name=F("place__name")))
    assert read() == [{"title": each.title, "name": each.place.name} for each in cases]


def test_any_of_several_columns(cases):
    read = Composed(
        lambda cases, places: Case.objects.filter(
            Q(AnyOf("pk", cases)) | Q(AnyOf("place_id", places))
        ).order_by("pk"),
        cases="bigint[]",
        places="bigint[]",
    )
    one, other = cases
    assert read(cases=[one.pk], places=[other.place_id]) == [one, other]
    assert read(cases=[], places=[other.place_id]) == [other]
    assert read(cases=[], places=[]) == []


def test_an_address_is_the_one_that_reverse_gives(cases):
    assert address("case", cases[0].key) == reverse("case", args=[cases[0].key])
    assert address("county", "330281") == reverse("county", args=["330281"])
    set_script_prefix("/talent/")
    try:
        assert address("county", "330281") == "/talent/counties/330281/"
    finally:
        set_script_prefix("/")


def test_rows_that_meet_one_of_several_conditions_come_once_each(cases):
    own, brand = cases[0].place_id, BrandMention.objects.get(brand__name="上林英才").brand_id
    read = Composed(
        lambda places, brand: (
            Case.objects.public()
            .filter(either(Case.objects, Q(AnyOf("place_id", places)), Q(brand_mentions__brand=brand)))
            .order_by("pk")
        ),
        places="bigint[]",
        brand="bigint",
    )
    assert read(places=[own], brand=brand) == cases
    assert read(places=[own, cases[1].place_id], brand=brand) == cases
    assert read(places=[own], brand=0) == cases[:1]
    assert read(places=[], brand=0) == []
