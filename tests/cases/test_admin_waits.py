"""What waits on the first page of the desk: right figures, each leading to a list of as many, in so many queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions, duplicates
from cases.actions import duplicate_counts, merging
from cases.management import counting, worker
from cases.models import Case, Edition, Evidence, Outcome, Person
from tests.cases.factories import CIXI, YUYAO, make_case
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user

pytestmark = pytest.mark.django_db
INDEX = "admin:index"


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def work() -> None:
    for _ in worker.work(once=True):
        pass


def figures(client: Client) -> dict[str, int]:
    return {each.word: each.number for each in client.get(reverse(INDEX)).context["waits"]}


def test_each_figure_leads_to_a_list_of_as_many() -> None:
    client = signed_in(MANAGE)
    assert set(figures(client).values()) == {0}
    make_case("完好", people=[("王小明", "局长")])
    make_case("无地区", place=None)
    make_case("无年份", year=None)
    make_case("草", draft=True)
    make_case("撤", place=None, year=None)
    Case.objects.filter(title="撤").update(status="withdrawn")
    Case.objects.filter(pk=make_case("交").pk).update(status="review")
    Outcome.objects.filter(case__title="完好").update(renewed=True, state="confirmed")
    Evidence.objects.filter(person__in=Person.objects.all()).update(lost=True)
    Case.objects.filter(title="无年份").update(lost=True)
    work()
    found = figures(client)
    assert found == {
        "草稿": 1,
        "待审案例": 1,
        "未核成效": 4,  # Of the draft and the withdrawn case none, that of 完好 waits for its other reading.
        "未核支持标准": 0,
        "未核政策": 0,
        "未核品牌": 4,
        "未核人物": 1,
        "未核机构": 0,
        "被退回": 0,
        "地区未定": 1,
        "年份未知": 1,
        "新旧读法不一": 1,
        "原文已不见": 1,
        "证据失去原文": 1,
        "更正未能重做": 0,
        "可能重复的品牌": 0,
        "可能重复的政策": 0,
        "可能重复的案例": 6,  # They are made of the same sentences.
        "按词表更新": 0,
        "预览待存入": 0,
        "导入失败": 0,
    }
    for each in client.get(reverse(INDEX)).context["waits"]:
        page = client.get(each.address)
        if "cl" in page.context:
            assert page.context["cl"].result_count == each.number, each.word
        elif "pairs" in page.context:
            assert len(page.context["pairs"]) == each.number, each.word
        else:
            assert len(page.context["ahead"]) + bool(page.context["item"]) == each.number, each.word


SAME = "县里把服务窗口搬进了产业园区。企业不出园就能办完手续。去年以来又增设了夜间窗口。"


def test_pairs_that_may_be_one_are_counted_by_the_worker_and_lead_to_their_lists(monkeypatch) -> None:
    client, words = signed_in(REVIEW), ("可能重复的案例", "可能重复的品牌", "可能重复的政策")
    policies = [[(name, "formal", "引才", ())] for name in ("余姚人才新政实施意见", "余姚人才新政实施办法")]
    for title, brand, policy in zip(("甲", "乙"), ("海创之家", "海创之家工程"), policies, strict=True):
        make_case(title, body=SAME, brands=[brand], policies=policy)
    assert [figures(client)[word] for word in words] == [0, 0, 0]
    work()
    assert [figures(client)[word] for word in words] == [1, 1, 1]
    for each in client.get(reverse(INDEX)).context["waits"]:
        if each.word in words:
            assert len(client.get(each.address).context["pairs"]) == each.number, each.word
    one, other = Case.objects.order_by("pk")
    merging.reject_pair(one=one, other=other, user=User.objects.get(username=REVIEW))
    work()  # A moment ago it was counted.
    assert figures(client)["可能重复的案例"] == 1
    monkeypatch.setattr(duplicate_counts, "EVERY", timedelta())
    work()
    assert [figures(client)[word] for word in words] == [0, 1, 1]


def test_nothing_is_counted_again_while_nothing_is_written(monkeypatch) -> None:
    make_case()
    monkeypatch.setattr(duplicate_counts, "EVERY", timedelta())
    work()
    assert duplicate_counts.due() is None
    make_case("乙")
    assert duplicate_counts.due() == Edition.current()


def test_more_pairs_than_are_counted_are_said_to_be_more(monkeypatch) -> None:
    monkeypatch.setattr(counting, "STRETCHES", 1)
    monkeypatch.setattr(duplicates, "MOST", 1)
    for place, name in ((YUYAO, "甲"), (CIXI, "乙")):
        for number in range(2):
            make_case(f"{name}{number}", place=place, body=f"{SAME}{name}", brands=[f"{name}号引才品牌"])
    work()
    client = signed_in(REVIEW)
    shown = {each.word: each.shown for each in client.get(reverse(INDEX)).context["waits"]}
    assert shown["可能重复的案例"] == "1+"


def test_who_may_not_review_sees_no_queue_and_who_may_see_nothing_no_figures() -> None:
    make_case()
    words = {
        "被退回",
        "草稿",
        "地区未定",
        "年份未知",
        "新旧读法不一",
        "原文已不见",
        "证据失去原文",
        "更正未能重做",
        "预览待存入",
        "导入失败",
    }
    assert figures(signed_in(ENTRY)).keys() == words
    assert "等待处理" not in signed_in("").get(reverse(INDEX)).content.decode()


def test_as_many_queries_whatever_there_is() -> None:
    client = signed_in(REVIEW)
    ContentType.objects.get_for_models(Case)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(INDEX)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for n in range(12):
        make_case(f"第{n}号", place=None, people=[("王小明", "局长")])
    assert queries() == few <= 21


def test_a_returned_draft_waits_for_its_author_until_it_is_handed_in_again() -> None:
    client, author, reviewer = signed_in(ENTRY), User.objects.get(username=ENTRY), make_user(REVIEW)
    case = make_case("退", draft=True)
    make_case("未交", draft=True)
    for user, status, number in ((author, "review", 0), (reviewer, "draft", 1), (author, "review", 0)):
        actions.edit_case(case=case, user=user, changes={"status": status}, reason="缺年份")
        assert figures(client)["被退回"] == number
    actions.edit_case(case=case, user=reviewer, changes={"status": "published"})
    actions.edit_case(case=case, user=reviewer, changes={"status": "draft"}, reason="重写")
    assert figures(client)["被退回"] == 0


def test_what_somebody_did_last_is_told_on_the_first_page_record_by_record() -> None:
    client, user = signed_in(MANAGE), User.objects.get(username=MANAGE)
    assert "还没有改动过记录" in client.get(reverse(INDEX)).content.decode()
    case, other = make_case("甲"), make_case("乙", brands=["山海港"])
    actions.edit_case(case=case, user=user, changes={"year": 2011, "summary": "要点"}, reason="据实")
    actions.reject_fact(fact=case.outcomes.get(), user=user)
    actions.edit_brand(brand=other.brand_mentions.get().brand, user=user, changes={"name": "山海湾"})
    actions.edit_case(case=other, user=None, changes={"year": 2011})
    told = client.get(reverse(INDEX)).context["recent"]
    assert [(record, what) for record, _, what, _ in told] == [
        ("山海湾", "山海港：名称"),
        ("甲", "成效：引进人才 120名：核对"),
    ]
    for _, address, _, _ in told:
        assert client.get(address).status_code == 200
