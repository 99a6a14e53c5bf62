"""Taking back what was done to many at once: all that nobody changed since goes back, with its evidence, as one entry."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.actions import batches, merging
from cases.actions.batches import Change, change_many
from cases.actions.undoing import undo_batch, undoing
from cases.models import Batch, Brand, Case, Edit, Evidence, Outcome, Place
from tests.cases.factories import CIXI, CaseSpec, make_case, make_document, place_with_parents
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    return make_user(REVIEW)


def make_cases(*titles: str, **more) -> list[Case]:
    """Cases whose place and year rest on words."""
    found = []
    for title in titles:
        case = make_case(title, **more)
        start = case.document.text.index(case.title, case.start)
        about = {"case": case, "field": "year", "document": case.document, "quote": case.title}
        Evidence.objects.create(start=start, end=start + len(case.title), **about)
        found.append(case)
    return found


def do(user: User | None, field: str, value: object, *records, what: str = "改") -> Batch:
    fresh = [type(each).objects.get(pk=each.pk) for each in records]
    changes = [
        Change(number, each, getattr(each, "case", each).version, {field: value})
        for number, each in enumerate(fresh, 1)
    ]
    return change_many(changes=changes, user=user, what=what, reason="按台账")


def state() -> list:
    fields = ("title", "status", "year", "year_basis", "place__name", "place_basis")
    rests = Evidence.objects.filter(case__isnull=False).order_by("case", "field", "start")
    return [list(Case.objects.order_by("pk").values_list(*fields)), list(rests.values_list("field", "quote"))]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", 2015),
        ("year", None),
        ("place", CIXI),
        ("place", None),
        ("status", "withdrawn"),
        ("title", "同"),
    ],
)
def test_all_goes_back_as_it_was_with_one_entry(reviewer, field, value) -> None:
    cases = make_cases("甲", "乙")
    value = place_with_parents(*value) if value is CIXI else value
    before = state()
    batch = do(reviewer, field, value, *cases)
    assert state() != before
    done = undo_batch(batch=batch, user=reviewer, reason="台账错了", seen=2)
    assert state() == before and not actions.check_index()
    assert (done.what, done.count, done.reason, done.undoes) == ("撤销：改", 2, "台账错了", batch)
    assert Batch.objects.count() == 2 and Edit.objects.filter(reason="台账错了").exists()
    with pytest.raises(ValidationError, match="已经撤销过"):
        undo_batch(batch=batch, user=reviewer, reason="再来")
    after = undo_batch(batch=done, user=reviewer, reason="台账没错")
    assert {getattr(each, field) for each in Case.objects.all()} == {value} and after.undoes == done


def test_what_was_changed_since_is_left_and_named(reviewer) -> None:
    first, second, third, fourth = make_cases("甲", "乙", "丙", "丁")
    batch = do(reviewer, "year", 2015, first, second, third, fourth)
    actions.edit_case(case=first, user=reviewer, changes={"year": 2016}, reason="另查")
    actions.edit_case(case=first, user=reviewer, changes={"year": 2015}, reason="还是它")
    actions.edit_case(case=second, user=reviewer, changes={"title": "乙二"}, reason="题名")
    Case.objects.filter(pk=third.pk).update(year=2014)
    merging.merge(kept=second, gone=fourth, user=reviewer)
    found = undoing(batch, reviewer)
    assert found.since == [("甲", ["年份"]), ("丙", ["年份"]), ("丁", ["并入"])] and not found.left
    undo_batch(batch=batch, user=reviewer, reason="台账错了")
    years = dict(Case.objects.values_list("title", "year"))
    assert years == {"甲": 2015, "乙二": 2012, "丙": 2014, "丁": 2015}


def test_facts_and_brands_go_back_too(reviewer) -> None:
    case = make_case(brands=["海创之家"], outcomes=[("引进人才", 120, "名", "achieved")])
    fact, brand = case.outcomes.get(), Brand.objects.get()
    confirmed = do(reviewer, "state", "confirmed", fact)
    undo_batch(batch=confirmed, user=reviewer, reason="没看")
    assert (Outcome.objects.get().state, Outcome.objects.get().origin) == ("unreviewed", "machine")
    raised = do(reviewer, "high", Decimal(130), fact)
    assert Outcome.objects.get().state == "confirmed"
    undo_batch(batch=raised, user=reviewer, reason="没看")
    assert (Outcome.objects.get().high, Outcome.objects.get().state) == (120, "unreviewed")
    renamed = do(reviewer, "name", "海创家", brand)
    undo_batch(batch=renamed, user=reviewer, reason="没看")
    assert Brand.objects.get().name == "海创之家" and not actions.check_index()
    gone = do(reviewer, "indicator", "引才", fact)
    Outcome.objects.all().delete()
    assert undoing(gone, reviewer).left == [("引进人才 120名", "这一条已不在。")]


def test_a_spreadsheet_is_taken_back_as_any_batch(reviewer) -> None:
    cases = make_cases("甲", "乙")
    before = state()
    sheet = batches.bring_sheet(user=reviewer, filename="表.csv", content=b"x")
    values = {"title": "新题", "year": 2015, "place": None}
    changes = [Change(number, each, each.version, values) for number, each in enumerate(cases, 1)]
    batch = batches.apply_sheet(sheet=sheet, changes=changes, user=reviewer, reason="台账")
    undo_batch(batch=batch, user=reviewer, reason="导错了")
    assert state() == before


def test_rights_hold_for_each_record() -> None:
    draft, other = make_cases("甲", "乙", draft=True)
    entry = make_user(ENTRY)
    batch = do(entry, "year", 2015, draft, other)
    actions.edit_case(case=other, user=None, changes={"status": "published"})
    found = undoing(batch, entry)
    assert [each.record.title for each in found.changes] == ["甲"]
    assert found.left == [("乙", "案例“乙”已发布，只有审核人员能修改。")]
    undo_batch(batch=batch, user=entry, reason="错了")
    assert dict(Case.objects.values_list("title", "year")) == {"甲": 2012, "乙": 2015}
    submitted = do(None, "status", "review", draft)
    assert undoing(submitted, entry).left == [("甲", actions.RIGHTS["review"][1])]
    with pytest.raises(ValidationError, match="没有可以撤销的"):
        undo_batch(batch=submitted, user=entry, reason="错了")
    undo_batch(batch=submitted, user=make_user(REVIEW), reason="错了")
    assert Case.objects.get(title="甲").status == "draft"


def test_the_pages_of_the_desk(reviewer) -> None:
    first, second, third = make_cases("甲", "乙", "丙")
    client = Client()
    client.force_login(reviewer)
    batch = do(reviewer, "year", 2015, first, second, third, what="改年份：2015")
    actions.edit_case(case=third, user=reviewer, changes={"year": 2016}, reason="另查")
    entry, where = (
        reverse(f"admin:{name}", args=[batch.pk]) for name in ("cases_batch_change", "undo_batch")
    )
    assert where in client.get(entry).content.decode()
    page = client.get(where).content.decode()
    assert "动过 3 条：将恢复 <b>2</b> 条" in page and "1 条后来又改过，保持现在的值" in page
    assert "<td>丙</td><td>年份</td>" in page and "年份：<del>2015</del> → <ins>2012</ins>" in page
    assert "请写明理由" in client.post(where, {"reason": " ", "seen": "2"}).content.decode()
    assert "再看一遍" in client.post(where, {"reason": "错了", "seen": "3"}).content.decode()
    assert Batch.objects.count() == 1
    page = client.post(where, {"reason": "错了", "seen": "2"}, follow=True).content.decode()
    assert "已撤销：2 条恢复" in page and "撤销：改年份：2015" in page
    assert sorted(Case.objects.values_list("year", flat=True)) == [2012, 2012, 2016]
    assert "撤销了其中 2 条" in client.get(entry).content.decode()
    assert "没有可以撤销的" in client.get(where).content.decode()
    assert client.get(reverse("admin:undo_batch", args=[10**30])).status_code == 404
    Batch.objects.filter(pk=batch.pk).update(noted=None)  # One from before anything was noted.
    assert where not in client.get(entry).content.decode() and client.get(where).status_code == 403
    for role, status in ((ENTRY, 200), (MANAGE, 200), ("", 403)):
        client.force_login(make_user(role))
        last = reverse("admin:undo_batch", args=[Batch.objects.first().pk])
        assert client.get(last).status_code == status


@pytest.mark.parametrize("values", [{"summary": "同一句"}, {"place": None}])
def test_queries_of_a_preview_do_not_grow_with_the_records(reviewer, values: dict) -> None:
    make_document(*(CaseSpec(f"第{number}篇", key=str(number)) for number in range(12)))
    cases = list(Case.objects.order_by("pk"))
    counts = []
    for some in (cases[:2], cases[2:]):
        [(field, value)] = values.items()
        batch = do(reviewer, field, value, *some)
        with CaptureQueriesContext(connection) as seen:
            assert len(undoing(batch, reviewer).changes) == len(some)
        counts.append(len(seen))
    assert counts[0] == counts[1] and Place.objects.exists()
