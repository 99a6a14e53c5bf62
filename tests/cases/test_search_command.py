"""``manage.py search``: what it prints is part of the product."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Document

from .factories import CIXI, make_case

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_the_keys_of_the_list_of_interfaces() -> None:
    make_case("甲", body="园区建起人才公寓三百套。", filename="甲.txt")
    found = json.loads(run("人才公寓", "--json"))
    assert {"query", "total", "took_ms", "suggestion", "understood_as", "results", "facets"} <= found.keys()
    assert (found["query"], found["total"]) == ("人才公寓", 1)
    [result] = found["results"]
    assert result["rank"] == 1 and result["score"] > 0
    assert (result["file"], result["title"]) == ("甲.txt", "甲")
    assert result["place"] == {"code": "330281", "name": "余姚市"}
    assert result["url"].startswith(f"/cases/{result['key']}/")
    [passage] = result["passages"]
    assert Document.objects.get().text[passage["start"] : passage["end"]] == passage["text"]
    assert [passage["text"][left:right] for left, right in passage["marks"]] == ["人才公寓"]
    assert passage["url"].startswith(result["url"])
    assert {"value": "330281", "label": "余姚市", "count": 1} in found["facets"]["county"]


def test_filters_and_limit_are_those_of_the_page() -> None:
    make_case("甲", year=2012)
    make_case("乙", year=2014, place=CIXI)
    assert [
        each["title"] for each in json.loads(run("人才", "--json", "--filter", "year=2014"))["results"]
    ] == ["乙"]
    both = ("--filter", "county=330281", "--filter", "county=330282")
    limited = json.loads(run("人才", "--json", *both, "--limit", "1"))
    assert limited["total"] == 2
    assert len(limited["results"]) == 1


def test_for_people_it_prints_lines_with_the_hits_in_brackets() -> None:
    make_case("甲", body="园区建起人才公寓三百套。")
    printed = run("人才公寓")
    assert "1. 甲" in printed
    assert "【人才公寓】" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--filter", "colour=red"), "不认识"),
        (("--filter", "year"), "名=值"),
        (("--filter", "page=2"), "不认识"),
        (("--filter", "year=x"), "四位年份"),
        (("--filter", "county=999999"), "没有"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError, match=told) as refused:
        run("人才", *arguments)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("typed", ["", "%", "'", "\0", "\udcff\udcfe", "的" * 500, "<script>"])
def test_anything_typed_is_answered(typed: str) -> None:
    assert isinstance(json.loads(run(typed, "--json"))["total"], int)
