"""Correcting the text of a document: every span moves along, what lost its words is listed, and a reading does it again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases import actions
from cases.actions.difference import mover
from cases.admin.queue import item as queue_item
from cases.admin.queue import waiting
from cases.admin.waits import amiss
from cases.models import Case, Correction, Document, Edit, Evidence, Outcome
from tests.cases.factories import CaseSpec, make_document, make_record
from tests.cases.roles import ENTRY, REVIEW, make_user

FIRST = CaseSpec("第一篇", body="首批入驻企业三十家。")
SECOND = CaseSpec(
    "笫二篇", outcomes=(("引进人才", 120, "名", "achieved"), ("引进博士", 36, "名", "achieved"))
)


# Spans


@pytest.mark.parametrize(
    ("old", "new", "span", "words"),
    [
        ("引进l20名人才", "引进120名人才", "l20名", "120名"),
        ("引进120名人才", "共引进120名人才", "120名", "120名"),
        ("引进1 20名人才", "引进120名人才", "1 20名", "120名"),
        ("引进120名人才", "引进120余名人才", "120名", "120余名"),
        ("引进120名人才", "引进一百二十名人才", "引进", "引进"),
        ("引进120名人才", "引进一百二十名人才", "120名", "一百二十名"),
        ("引进120名人才", "引进人才", "120名", None),
        ("引进120名人才", "引进人才", "引进120名人才", "引进人才"),
        ("引进120名人才", "引进多少人才", "120名", None),
        ("甲乙", "甲乙", "乙", "乙"),
    ],
)
def test_a_span_stands_where_its_words_do(old, new, span, words) -> None:
    start = old.index(span)
    moved = mover(old, new)((start, start + len(span)))
    assert (moved and new[slice(*moved)]) == words


@given(
    st.text("甲乙丙1", max_size=30),
    st.text("甲乙丙1", max_size=8),
    st.text("甲乙丙1", max_size=8),
    st.text("甲乙丙1", max_size=30),
)
def test_what_the_change_does_not_touch_says_the_same(left, before, after, right) -> None:
    old, new = left + before + right, left + after + right
    move = mover(old, new)
    shorter = min(len(old), len(new))
    alike = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    for start in range(len(old)):
        for end in range(start + 1, len(old) + 1):
            moved = move((start, end))
            assert moved is None or 0 <= moved[0] < moved[1] <= len(new)
            if end <= len(left):
                assert moved == (start, end)
            elif start >= len(old) - len(right) and alike + len(right) <= shorter:
                assert moved == (start + len(new) - len(old), end + len(new) - len(old))


# The action


@pytest.fixture
def reviewer(db) -> User:
    return make_user(REVIEW)


@pytest.fixture
def document(db) -> Document:
    return make_document(FIRST, SECOND, filename="扫描.txt")


def correct(document: Document, user: User | None, wrong: str, right: str, **more) -> actions.Corrected:
    start = document.text.index(wrong)
    about = {"reason": "对照原件", **more}
    return actions.correct_text(
        document=document, user=user, start=start, end=start + len(wrong), text=right, **about
    )


def everything_stands() -> bool:
    return all(
        each.lost or each.document.text[each.start : each.end] == each.quote
        for each in Evidence.objects.all()
    )


def found(words: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select distinct owner from search_passage where folded like %s", [f"%{words}%"])
        return {owner for (owner,) in cursor.fetchall()}


def test_a_slip_is_corrected_with_all_that_stands_behind_it(document, reviewer) -> None:
    first, second = document.cases.order_by("start")
    before = {each.pk: each.quote for each in Evidence.objects.all()}
    done = correct(document, reviewer, "首批入驻企业三十家", "首批共入驻高新企业三十三家", version=1)
    document.refresh_from_db()
    assert "首批共入驻高新企业三十三家。" in document.text and document.version == 2
    assert everything_stands() and {each.pk: each.quote for each in Evidence.objects.all()} == before
    assert done.moved > 3 and not done.lost and not done.unsupported
    for case, title in ((first, "第一篇"), (second, "笫二篇")):
        case.refresh_from_db()
        assert document.text[case.start : case.end].startswith(title)
    assert (first.version, second.version) == (2, 1)
    assert found("三十三家") == {first.pk} and not found("企业三十家") and not actions.check_index()
    [correction], edit = Correction.objects.all(), Edit.objects.get()
    assert (correction.before, correction.after, correction.user) == (
        "首批入驻企业三十家", "首批共入驻高新企业三十三家", reviewer,
    )  # fmt: skip
    assert (edit.document, edit.field, edit.reason) == (document, "text", "对照原件")
    assert "【首批入驻企业三十家】" in edit.before and "【首批共入驻高新企业三十三家】" in edit.after


def test_a_corrected_title_is_the_title(document, reviewer) -> None:
    correct(document, reviewer, "笫二篇", "第二篇")
    assert set(document.cases.values_list("title", flat=True)) == {"第一篇", "第二篇"}


def test_evidence_grows_with_its_words_and_what_they_no_longer_say_waits_again(document, reviewer) -> None:
    outcome = Outcome.objects.get(indicator="引进博士")
    actions.confirm_fact(fact=outcome, user=reviewer)
    done = correct(document, reviewer, "36名", "86名")
    outcome.refresh_from_db()
    assert outcome.evidence.get().quote == "86名" and outcome.state == "unreviewed"
    assert done.unsupported == ("成效：引进博士 36名",)
    document.refresh_from_db()
    done = correct(document, reviewer, "86名", "三十六名")
    assert not done.unsupported and outcome.evidence.get().quote == "三十六名"


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize(
    "settle",
    [
        lambda fact, user: actions.confirm_fact(fact=fact, user=user, reason="年报为准"),
        lambda fact, user: actions.edit_fact(
            fact=fact, user=user, changes={"low": Decimal(86), "high": Decimal(86), "raw": "86名"}
        ),
        lambda fact, user: actions.reject_fact(fact=fact, user=user),
        lambda fact, user: correct(Document.objects.get(), user, "86名", "36名"),
    ],
    ids=["confirmed", "corrected", "rejected", "the text after all"],
)
def test_a_number_corrected_away_marks_its_fact_until_somebody_settles_it(
    document, reviewer, confirmed, settle
) -> None:
    case, outcome = document.cases.get(title="笫二篇"), Outcome.objects.get(indicator="引进博士")
    if confirmed:
        actions.confirm_fact(fact=outcome, user=reviewer)
    correct(document, reviewer, "36名", "86名")
    desk = Client()
    desk.force_login(reviewer)
    record = reverse("admin:cases_outcome_change", args=[outcome.pk])
    pages = (reverse("admin:cases_case_change", args=[case.pk]), record)

    def marked() -> list[bool]:
        seen = ["与更正后的原文不符" in desk.get(each).content.decode() for each in pages]
        return [
            *seen,
            case in amiss(Case.objects.all(), "anchor"),
            Outcome.objects.filter(doubted=True).exists(),
        ]

    assert marked() == [True] * 4
    [item] = [each for each in waiting("outcome") if each == outcome]
    assert "与更正后的原文不符" in queue_item("outcome", item).why
    again = replace(reading(FIRST, SECOND), title="更好的标题")
    assert actions.store_document(record=again).lost == () and marked() == [True] * 4
    settle(Outcome.objects.get(indicator="引进博士"), reviewer)
    assert marked() == [False] * 4 and not Outcome.objects.exclude(pk=outcome.pk).filter(doubted=True)


def test_what_was_rejected_or_never_borne_out_is_not_doubted(document, reviewer) -> None:
    outcome = Outcome.objects.get(indicator="引进博士")
    actions.edit_fact(fact=outcome, user=reviewer, changes={"low": 7, "high": 7}, reason="年报为准")
    assert not correct(document, reviewer, "36名", "86名").unsupported
    for each in Outcome.objects.filter(indicator="引进人才"):
        actions.reject_fact(fact=each, user=reviewer)
    assert not correct(Document.objects.get(), reviewer, "120名", "210名").unsupported
    assert not Outcome.objects.filter(doubted=True).exists()


def test_evidence_without_words_is_lost_and_listed(document, reviewer) -> None:
    case = document.cases.get(title="笫二篇")
    done = correct(document, reviewer, "已引进博士36名。", "")
    assert done.lost == ("成效：引进博士 36名：36名",)
    assert Evidence.objects.get(lost=True).outcome.indicator == "引进博士"
    assert set(amiss(Case.objects.all(), "anchor")) == {case} and everything_stands()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": " "}, "写明理由"),
        ({"end": 10**6}, "不在这份文件"),
        ({"start": 5, "end": 3}, "不在这份文件"),
        ({"text": "第一篇"}, "没有要更正的"),
        ({"text": "长" * 2001}, "最多更正"),
        ({"text": "\0"}, "不能保存"),
        ({"text": "\ud800"}, "不能保存"),
    ],
)
def test_what_cannot_be_corrected_changes_nothing(document, reviewer, change, said) -> None:
    given = {"start": 0, "end": 3, "text": "第1篇", "reason": "对照原件"} | change
    with pytest.raises(ValidationError, match=said):
        actions.correct_text(document=document, user=reviewer, **given)
    assert not Correction.objects.exists() and Document.objects.get().version == 1


def test_a_case_is_not_corrected_away_and_the_second_editor_is_told(document, reviewer) -> None:
    case = document.cases.get(title="第一篇")
    with pytest.raises(ValidationError, match="没有文字"):
        actions.correct_text(document=document, user=reviewer, start=0, end=case.end, text="", reason="空")
    correct(document, reviewer, "第一篇", "第1篇", version=1)
    with pytest.raises(actions.EditConflict):
        correct(document, reviewer, "第一篇", "第２篇", version=1)


# When the file is read anew


def reading(*specs: CaseSpec):
    return make_record(*specs, filename="扫描.txt")


def test_a_reading_with_better_rules_keeps_the_correction(document, reviewer) -> None:
    correct(document, reviewer, "三十家", "三十三家")
    document.refresh_from_db()
    correct(document, reviewer, "已引进博士36名", "已引进博士、博士后36名")
    record = reading(FIRST, SECOND)
    assert actions.store_document(record=record).status == "unchanged"
    better = replace(record, title="更好的标题")
    assert actions.store_document(record=better).lost == ()
    document.refresh_from_db()
    assert document.title == "更好的标题" and "三十三家" in document.text and "博士后36名" in document.text
    assert everything_stands() and not Evidence.objects.filter(lost=True).exists()
    assert actions.store_document(record=better).status == "unchanged" and not actions.check_index()
    assert {case.title for case in document.cases.all()} == {"第一篇", "笫二篇"}


def test_a_reading_in_which_the_place_is_gone_says_so(document, reviewer) -> None:
    correct(document, reviewer, "三十家", "三十三家")
    other = replace(reading(replace(FIRST, body="另一段话。"), SECOND), sha256=document.sha256)
    answer = actions.store_document(record=other)
    assert answer.lost == ("原文更正：三十家 → 三十三家",) and Correction.objects.get().lost
    right = replace(reading(replace(FIRST, body="首批入驻企业三十三家。"), SECOND), sha256=document.sha256)
    assert actions.store_document(record=right).lost == () and not Correction.objects.get().lost
    document.refresh_from_db()
    assert "企业三十三家。" in document.text


def test_what_rested_on_deleted_words_is_not_found_again(document, reviewer) -> None:
    correct(document, reviewer, "已引进博士36名。", "")
    record = replace(reading(FIRST, SECOND), title="新")
    answer = actions.store_document(record=record)
    assert not Outcome.objects.filter(indicator="引进博士").exists()
    assert any("引进博士" in each for each in answer.removed) and everything_stands()


# The page


def where(document: Document, case: Case | None = None) -> str:
    address = reverse("admin:cases_document_correct", args=[document.pk])
    return f"{address}?case={case.pk}" if case else address


def test_the_page_corrects_and_says_what_became_of_it(document) -> None:
    client = Client()
    client.force_login(make_user(REVIEW))
    case = document.cases.get(title="笫二篇")
    assert (
        where(document, case)
        in client.get(reverse("admin:cases_case_change", args=[case.pk])).content.decode()
    )
    page = client.get(f"{where(document, case)}&picked=0-3")
    assert page.context["form"]["wrong"].value() == "第一篇"
    sent = {"wrong": "引进博士３６名", "right": "引进博士86名", "reason": "对照原件", "seen_version": "1"}
    for change, said in (
        ({"wrong": "没有这句"}, "原文中没有"),
        ({"wrong": "名"}, "请多写前后几个字"),
        ({"reason": ""}, "必填项"),
        ({"seen_version": "7"}, "有了改动"),
    ):
        answer = client.post(where(document, case), sent | change)
        assert answer.status_code == 200 and said in answer.content.decode(), change
    answer = client.post(where(document, case), sent, follow=True)
    page = answer.content.decode()
    assert "已更正" in page and "需要重新核对：成效：引进博士 36名" in page
    assert "<del>引进博士36名</del><ins>引进博士86名</ins>" in page
    assert Correction.objects.get().after == "引进博士86名"
    assert client.get(where(document)).status_code == 200
    assert client.get(where(document) + "?case=" + "9" * 30).status_code == 200


def test_who_may_not_edit_the_case_may_not_correct_it(document) -> None:
    client = Client()
    client.force_login(make_user(ENTRY))
    answer = client.post(where(document), {"wrong": "笫二篇", "right": "第二篇", "reason": "对照原件"})
    assert answer.status_code == 200 and "只有审核人员能修改" in answer.content.decode()
    client.force_login(make_user(""))
    assert client.get(where(document)).status_code == 403
    assert not Correction.objects.exists()


# Readers


def test_readers_are_told_where_they_read_and_only_of_what_they_may_read(document, reviewer) -> None:
    first, second = document.cases.order_by("start")
    correct(document, reviewer, "三十家", "三十三家")
    correct(Document.objects.get(), reviewer, "笫二篇", "第二篇")
    correct(Document.objects.get(), reviewer, "首批", "")
    correct(Document.objects.get(), reviewer, "入驻企业三十三家。", "<b>入驻</b>企业三十三家。")
    source = document.get_absolute_url()

    def told(address: str) -> str:
        return Client().get(address).content.decode()

    page = told(first.get_absolute_url())
    start = Document.objects.get().text.index("三十三家")
    assert "原文有 3 处经编辑更正" in page and "（删去）" in page and "<b>入驻" not in page
    assert "&lt;b&gt;入驻" in page and f'<a href="#x{start - 11}"><ins>三十三家</ins></a>' in page
    assert 'title="经编辑更正，原为“三十家”"' in page
    assert "笫二篇" not in page and "原文有 1 处经编辑更正" in told(second.get_absolute_url())
    assert "<del>笫二篇</del> → <ins>第二篇</ins>" in told(source) and "4 处" in told(source)
    Case.objects.filter(pk=second.pk).update(status="draft")
    assert "笫二篇" not in told(source) and "3 处" in told(source)
    Correction.objects.update(lost=True)
    assert "处经编辑更正" not in told(first.get_absolute_url())


def test_a_case_without_corrections_says_nothing_of_them_and_many_cost_no_more(document, reviewer) -> None:
    first = document.cases.order_by("start").first()
    where = first.get_absolute_url()
    assert "更正" not in Client().get(where).content.decode()
    counts = []
    for number in (2, 8):
        for _ in range(number):
            correct(Document.objects.get(), reviewer, "企业", "企业家")
        with CaptureQueriesContext(connection) as asked:
            Client().get(where, headers={"Cookie": "sessionid=unknown"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
