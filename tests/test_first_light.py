"""The main job end to end on the real documents: ingest, the right cases, the searches that must find them first."""

import json
import random
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cases.models import Brand, Case, Document, Policy
from search import index
from search.fold import fold

# file prefix, code of the time, name of the time, year, words that stand in the title
EXPECTED = (
    ("000", "330281", "余姚市", 2014, "千人计划"),
    ("001", "330212", "鄞州区", 2014, "一镇一"),
    ("002", "330200", "宁波市", 2012, "一县一品牌"),
    ("002", "330281", "余姚市", 2012, "千人计划"),
    ("002", "330282", "慈溪市", 2012, "海创之家"),
    ("002", "330283", "奉化市", 2012, "双招双引"),
    ("002", "330205", "江北区", 2012, "两创"),
    ("002", "330206", "北仑区", 2012, "人才银行"),
    ("002", "330212", "鄞州区", 2012, "一镇一"),
    ("003", "330282", "慈溪市", 2025, "友好城"),
    ("004", "331081", "温岭市", 2025, "温岭"),
    ("004", "330482", "平湖市", 2025, "平湖"),
    ("004", "330402", "南湖区", 2025, "南湖"),
)

# what is typed → the cases (file prefix, code) that must come first, in any order among themselves
FIRST = (
    ("千人计划产业园", {("000", "330281"), ("002", "330281")}),
    ("人才公寓", {("002", "330281"), ("004", "330482")}),
    ("一镇一千人", {("001", "330212"), ("002", "330212")}),
    ("双招双引", {("002", "330283")}),
    ("人才银行", {("002", "330206")}),
    ("江东区", {("002", "330200")}),
    ("余姚", {("000", "330281"), ("002", "330281")}),
)


@pytest.fixture(scope="module")
def stored(seeds, django_db_setup, django_db_blocker):
    """The real documents in the database, for the tests of this module; taken out again afterwards."""
    with django_db_blocker.unblock():
        call_command("ingest", str(seeds), stdout=StringIO(), stderr=StringIO())
        yield seeds
        for case in Case.objects.all():
            index.remove(case.pk)
            case.delete()
        for model in (Brand, Policy, Document):
            model.objects.all().delete()


def ingested(*arguments: str) -> list[dict]:
    """The objects that ``ingest --json`` prints."""
    out = StringIO()
    call_command("ingest", *arguments, "--json", stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def found(typed: str, *filters: str) -> list[dict]:
    """The results of the ``search`` command."""
    out = StringIO()
    narrowed = [each for name in filters for each in ("--filter", name)]
    call_command("search", typed, "--json", "--limit", "50", *narrowed, stdout=out)
    return json.loads(out.getvalue())["results"]


def place_of(result: dict) -> tuple[str, str]:
    """What tells the cases of this module apart: the number of the file and the code of the place."""
    return result["file"][:3], result["place"]["code"]


@pytest.mark.django_db
def test_every_case_with_its_county_code_and_year(stored) -> None:
    read = {
        (case.document.filename[:3], case.place.code, case.place.name, case.year): case.title
        for case in Case.objects.select_related("document", "place")
    }
    for prefix, code, name, year, words in EXPECTED:
        assert words in fold(read[prefix, code, name, year]).text or words in read[prefix, code, name, year]
    assert Document.objects.count() == 5
    assert len(read) >= 13


@pytest.mark.django_db
def test_the_second_run_says_unchanged_and_writes_nothing(stored) -> None:
    before = list(Case.objects.order_by("pk").values_list("pk", "version", "updated_at"))
    assert [each["status"] for each in ingested(str(stored))] == ["unchanged"] * 5
    assert list(Case.objects.order_by("pk").values_list("pk", "version", "updated_at")) == before


@pytest.mark.django_db
def test_every_evidence_is_the_very_text(stored) -> None:
    objects = ingested(str(stored), "--dry-run")
    count = 0
    for each in objects:
        stack = [each["cases"]]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                if {"start", "end", "quote"} <= node.keys():
                    assert each["text"][node["start"] : node["end"]] == node["quote"]
                    count += 1
                stack.extend(node.values())
            elif isinstance(node, list):
                stack.extend(node)
    assert count > 300


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "first"), FIRST, ids=[typed for typed, _ in FIRST])
def test_the_right_cases_come_first(stored, typed: str, first: set) -> None:
    results = found(typed)
    assert {place_of(result) for result in results[: len(first)]} == first


@pytest.fixture(scope="module")
def folded(stored, django_db_blocker) -> dict[tuple[str, str], list[str]]:
    """Each case's text and the names in its head, folded: what a search has to find it by."""
    with django_db_blocker.unblock():
        return {
            (case.document.filename[:3], case.place.code): [fold(text).text for text in texts_of(case)]
            for case in Case.objects.public().select_related("document", "place__parent")
        }


def texts_of(case: Case) -> list[str]:
    """A case's text and the names that stand in its head."""
    names = [case.title, case.place.name, case.place.parent.name if case.place.parent else ""]
    names += [place.name for place in case.place.today.all()]
    for mention in case.brand_mentions.standing().select_related("brand"):
        names += [mention.brand.name, *mention.brand.aliases.values_list("name", flat=True)]
    names += [mention.policy.name for mention in case.policy_mentions.standing().select_related("policy")]
    return [case.document.text[case.start : case.end], *names]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", [typed for typed, _ in FIRST] + ["5年", "５年内", "3315", "数", "的人才", "技术"]
)
def test_found_are_exactly_the_cases_that_contain_it(stored, folded, typed: str) -> None:
    """By brute force: the folded piece in the case's folded text, or in the names that stand in its head."""
    piece = fold(typed).text
    expected = {place for place, texts in folded.items() if any(piece in text for text in texts)}
    assert {place_of(result) for result in found(typed, "exact=1")} == expected
    with_synonyms = [place_of(result) for result in found(typed)]
    assert set(with_synonyms[: len(expected)]) == expected


@pytest.mark.django_db
def test_marks_taken_away_give_the_source_back(stored) -> None:
    texts = {document.filename: document.text for document in Document.objects.all()}
    passages = 0
    for typed, _ in FIRST:
        for result in found(typed):
            for passage in result["passages"]:
                assert texts[result["file"]][passage["start"] : passage["end"]] == passage["text"]
                for left, right in passage["marks"]:
                    assert 0 <= left < right <= len(passage["text"])
                passages += 1
    assert passages >= 10


@pytest.mark.django_db
def test_200_random_addresses_and_queries_bring_no_500(stored) -> None:
    """Addresses made of real and of broken parts, with a fixed seed so that a failure can be repeated."""
    chance = random.Random(20121109)
    text = "".join(Document.objects.values_list("text", flat=True)[:2])
    keys = [*Case.objects.values_list("key", flat=True), *Brand.objects.values_list("key", flat=True)]
    keys += [
        *Policy.objects.values_list("key", flat=True),
        "330281",
        "330204",
        "999999",
        "x",
        "%00",
        "〇",
        "-1",
    ]
    heads = [
        "/",
        "/cases/",
        "/counties/",
        "/brands/",
        "/policies/",
        "/sources/",
        "/about/",
        "/admin/",
        "/nowhere/",
    ]
    names = ["q", "county", "year", "brand", "category", "status", "sort", "page", "x[]", "年", "q"]
    client = Client(raise_request_exception=False)

    def value() -> str:
        start = chance.randrange(len(text))
        return chance.choice(
            [
                text[start : start + chance.randrange(1, 60)],
                chance.choice(["", "0", "-1", "1e9", "99999999999999999999", "%", "_", "\\", "'", '"', "<b>", "\0", "\ud800"]),
                chance.choice(["330281", "2012", "2012..2015", "achieved", "newest", "relevance", "2", "101"]),
                "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(1, 30))),
            ]
        )  # fmt: skip

    bad = []
    for _ in range(200):
        address = chance.choice(heads)
        if chance.random() < 0.4:
            address += chance.choice(keys) + chance.choice(["/", ""])
        query = {
            chance.choice(names): value().encode("utf-8", "replace").decode()
            for _ in range(chance.randrange(3))
        }
        answer = client.get(address, query)
        if answer.status_code >= 500:
            bad.append((address, query, answer.status_code))
    assert not bad


@pytest.mark.django_db
def test_every_figure_of_a_case_page_leads_to_its_sentence(stored) -> None:
    client = Client()
    links = 0
    for key in Case.objects.values_list("key", flat=True):
        page = client.get(f"/cases/{key}/").content.decode()
        anchors = set(re.findall(r'\bid="([^"]+)"', page))
        for target in re.findall(r'href="#([^"]+)"', page):
            assert target in anchors, (key, target)
            links += target.startswith("e")
    assert links > 200
