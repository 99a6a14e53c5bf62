"""``manage.py check_index`` tells what differs between index and cases, and when the vocabulary has changed."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from cases import actions
from cases.models import Brand, BrandMention, Case, Policy, PolicyMention
from search import index, segment
from tests.cases.factories import CaseSpec, make_case, make_record, place_with_parents

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_index", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def case() -> Case:
    place_with_parents("330281", "余姚市")
    actions.store_document(record=make_record(CaseSpec("甲县的做法")))
    return Case.objects.get()


def test_names_stand_in_one_order_wherever_their_rows_lie_and_however_they_are_read() -> None:
    make_case(
        policies=[(f"第{n}号办法", "named", "综合", ()) for n in range(3)], brands=["甲港", "乙港", "丙港"]
    )
    assert not actions.check_index()
    for model in (Policy, PolicyMention, Brand, BrandMention):  # What is updated is written behind the rest.
        model.objects.filter(pk=model.objects.earliest("pk").pk).update(id=F("id"))
    with connection.cursor() as cursor:
        for way in ("indexscan", "bitmapscan", "mergejoin", "nestloop", "sort"):
            cursor.execute(f"set local enable_{way} = off")
    assert not actions.check_index()


def test_an_index_that_agrees(case) -> None:
    assert run() == (0, "索引与公开案例完全一致。\n")
    told = {"missing": [], "stray": [], "different": [], "uncounted": 0, "stale": False}
    assert json.loads(run("--json")[1]) == told


def test_what_differs_is_told_and_nothing_is_changed(case, monkeypatch) -> None:
    index.put(case.pk + 1, "无主", [])
    index.put(case.pk, "改了", [])
    for _ in range(2):
        code, said = run()
        assert code == 1 and "reindex" in said
        assert (
            f"不该在索引里 1 个：案例 {case.pk + 1}" in said and f"与案例不一致 1 个：案例 {case.pk}" in said
        )
    index.remove(case.pk)
    assert json.loads(run("--json")[1])["missing"] == [case.pk]
    monkeypatch.setattr(segment, "version", lambda: "another")
    assert "旧词表" in run()[1]
    monkeypatch.undo()
    actions.reindex()
    assert run()[0] == 0
