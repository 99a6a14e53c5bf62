"""全部改动: the database notes every row that is changed or deleted, who did it and why, and the way back."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.actions import batches, merging
from cases.models import TRACKED, Brand, BrandAlias, Case, Evidence, Outcome, Place, RowChange
from tests.cases.factories import CaseSpec, make_case, make_record
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case(brands=[("才聚姚江", "平台", ("姚江聚才",))])


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def told() -> list[tuple[str, str, str, str]]:
    rows = RowChange.objects.order_by("pk")
    return [(each.model, each.kind, each.source, each.reason) for each in rows]


def test_every_table_that_people_edit_has_both_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger where tgname in ('note_update', 'note_delete')"
        )
        found = set(cursor.fetchall())
    assert found == {
        (model._meta.db_table, name) for model in TRACKED for name in ("note_update", "note_delete")
    }


def test_an_action_says_who_and_why_and_only_the_columns_that_differ(case) -> None:
    user = make_user(MANAGE)
    actions.edit_case(case=case, user=user, changes={"title": "新题", "year": 2013}, reason="据年鉴")
    change = RowChange.objects.get(model="case")
    assert (change.user, change.source, change.reason) == (user, "editor", "据年鉴")
    assert (change.record, change.subject, change.account) == (case.pk, "余姚建设人才港湾", "")
    assert change.before == {"title": "余姚建设人才港湾", "year": 2012, "year_basis": "标题", "decided": []}
    assert change.after == {
        "title": "新题", "year": 2013, "year_basis": "编辑改定", "decided": ["title", "year"],
    }  # fmt: skip
    assert "updated_at" not in change.before and "version" not in change.before


def test_bulk_and_raw_writes_are_caught_and_said_to_come_from_outside(case) -> None:
    Case.objects.update(summary="批量")
    execute("update cases_outcome set low = 99999999999999999999.1234, high = 99999999999999999999.1234")
    execute("delete from cases_brandalias")
    assert told() == [
        ("case", "update", "outside", ""),
        ("outcome", "update", "outside", ""),
        ("brandalias", "delete", "outside", ""),
    ]
    figure = RowChange.objects.get(model="outcome")
    assert figure.user is None and figure.account
    assert figure.before["low"] == Decimal(120)
    assert str(figure.after["low"]) == "99999999999999999999.1234"
    gone = RowChange.objects.get(model="brandalias")
    assert gone.after is None and gone.before["name"] == gone.subject == "姚江聚才"


def test_what_comes_behind_an_action_in_its_transaction_is_not_the_editors(case) -> None:
    user = make_user(MANAGE)
    with transaction.atomic():
        actions.edit_case(case=case, user=user, changes={"title": "新题"}, reason="据年鉴")
        Case.objects.update(summary="此后")
    with pytest.raises(ValidationError):
        actions.edit_case(case=case, user=user, changes={"nothing": 1}, reason="不成")
    Case.objects.update(summary="又后")
    assert [(source, reason) for _, _, source, reason in told()] == [
        ("editor", "据年鉴"), ("outside", ""), ("outside", ""),
    ]  # fmt: skip


def test_an_action_in_another_keeps_the_reason_and_takes_one_of_its_own(case) -> None:
    user = make_user(MANAGE)
    fact = case.outcomes.get()
    change = batches.Change(1, fact, case.version, {"indicator": "引进博士"})
    batches.change_many(changes=[change], user=user, what="改", reason="统一口径")
    assert {row[1:] for row in told()} == {("update", "editor", "统一口径")}
    actions.edit_case(case=case, user=None, changes={"title": "命令改的"})
    assert told()[-1] == ("case", "update", "system", "")


def test_a_merge_and_its_undoing_are_noted_row_by_row(case) -> None:
    kept, gone = Brand.objects.get(), actions.add_brand(user=None, values={"name": "姚江才聚"})
    pair = merging.merge(kept=gone, gone=kept, user=make_user(MANAGE), reason="同一个")
    merging.undo(pair=pair, user=User.objects.get(), reason="不是")
    found = {(model, reason) for model, _, _, reason in told()}
    assert {
        ("brandmention", "同一个"),
        ("brand", "同一个"),
        ("brandmention", "不是"),
        ("merge", "不是"),
    } <= found
    assert RowChange.objects.exclude(source="editor").count() == 0


def test_a_reading_is_noted_only_where_people_decided() -> None:
    first = make_record(CaseSpec(key="一"), filename="两读.txt")
    second = make_record(
        CaseSpec(key="一", year=2014, outcomes=(("引进人才", 130, "名", "achieved"),)), filename="两读.txt"
    )
    actions.store_document(record=first)
    actions.store_document(record=replace(second, sha256=first.sha256))
    assert Outcome.objects.get().low == 130 and not RowChange.objects.exists()
    user = make_user(REVIEW)
    actions.edit_case(case=Case.objects.get(), user=user, changes={"year": 2015}, reason="据年鉴")
    actions.edit_fact(fact=Outcome.objects.get(), user=user, changes={"indicator": "引才"}, reason="据年鉴")
    mine = RowChange.objects.count()
    actions.store_document(record=first)
    later = RowChange.objects.order_by("pk")[mine:]
    assert {each.model for each in later} == {"case", "outcome"}
    assert {(each.source, each.reason, each.user) for each in later} == {("machine", "读取“两读.txt”", None)}
    assert Evidence.objects.count() > 2


def test_a_long_text_is_told_by_its_length_and_digest(case) -> None:
    document, text = case.document, case.document.text + "长" * 2000
    execute("update cases_document set text = %s", text)
    change = RowChange.objects.get()
    assert change.before == {"text": document.text}
    assert change.after == {
        "text": {"length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    }


def test_what_is_noted_is_neither_changed_nor_deleted(case) -> None:
    Case.objects.update(summary="批量")
    for statement in ("update cases_rowchange set reason = '改'", "delete from cases_rowchange"):
        with pytest.raises(IntegrityError, match="neither changed nor deleted"), transaction.atomic():
            execute(statement)
    assert RowChange.objects.get().reason == ""


def test_restoring_is_an_edit_with_a_reason(case) -> None:
    user = make_user(MANAGE)
    actions.edit_case(
        case=case,
        user=user,
        changes={"title": "错题", "place": Place.objects.get(code="330282", valid_to=None)},
        reason="误",
    )
    change = RowChange.objects.get(model="case")
    with pytest.raises(ValidationError, match="写明理由"):
        actions.restore(change=change, user=user, reason=" ")
    with pytest.raises(actions.EditConflict):
        actions.restore(change=change, user=user, reason="改错了", version=case.version)
    actions.restore(change=change, user=user, reason="改错了")
    now = Case.objects.get()
    assert (now.title, now.place) == (case.title, case.place)
    assert set(now.edits.filter(reason="改错了").values_list("field", flat=True)) == {
        "title",
        "place",
        "place_evidence",
    }
    again = RowChange.objects.filter(model="case")[0]
    assert again.reason == "改错了" and again.after["title"] == case.title
    with pytest.raises(ValidationError, match="没有要恢复的"):
        actions.restore(change=change, user=user, reason="再来")


def test_figures_aliases_and_raw_writes_come_back_too(case) -> None:
    user = make_user(MANAGE)
    execute("update cases_outcome set low = 7, high = 7, raw = '7名'")
    actions.restore(change=RowChange.objects.get(), user=user, reason="库里被改")
    fact = Outcome.objects.get()
    assert (fact.low, fact.high, fact.raw) == (120, 120, "120名")
    actions.remove_alias(alias=BrandAlias.objects.get(), user=user)
    actions.restore(change=RowChange.objects.get(model="brandalias"), user=user, reason="是它的别名")
    assert BrandAlias.objects.get().name == "姚江聚才"
    had = rests("outcome")
    execute("delete from cases_evidence")
    gone = RowChange.objects.get(model="evidence", before__outcome_id=fact.pk)
    actions.restore(change=gone, user=user, reason="要它")
    assert rests("outcome") == had and fact.evidence.get().stands()
    with pytest.raises(ValidationError, match="不能从这里恢复"):
        actions.restore(change=gone, user=user, reason="要它")  # It is there.


def rests(kind: str, field: str = "") -> list[tuple[int, int, str, bool]]:
    """What a value rests on."""
    rows = Evidence.objects.exclude(**{kind: None}).filter(field=field).order_by("start")
    return [(each.start, each.end, each.quote, each.stands()) for each in rows]


def ground(case: Case, words: str) -> None:
    """Let the machine have read the year of a case from some words."""
    start, end = words_of(case, words)
    about = {"case": case, "field": "year", "document": case.document}
    Evidence.objects.create(start=start, end=end, quote=words, **about)


def stands(field: str) -> tuple:
    """A value of the case with its basis and its evidence."""
    now = Case.objects.get()
    return getattr(now, field), getattr(now, f"{field}_basis"), rests("case", field)


@pytest.mark.parametrize(
    ("field", "to"), [("year", 2011), ("year", None), ("place", None), ("place", "慈溪市"), ("both", 2011)]
)
def test_a_place_or_year_comes_back_with_its_basis_and_its_evidence(case, field, to) -> None:
    user, fields = make_user(MANAGE), ("year", "place") if field == "both" else (field,)
    ground(case, "人才港湾")
    before = {each: stands(each) for each in ("year", "place")}
    assert all(len(rows) == 1 for _, _, rows in before.values())
    values = {each: to for each in fields} | ({"place": None} if field == "both" else {})
    if to == "慈溪市":
        values = {"place": Place.objects.get(code="330282", valid_to=None)}
    actions.edit_case(case=case, user=user, changes=values, reason="误")
    assert all(stands(each)[1:] == ("编辑改定", []) for each in fields)
    change = RowChange.objects.get(model="case")
    actions.restore(change=change, user=user, reason="改错了")
    assert {each: stands(each) for each in ("year", "place")} == before
    with pytest.raises(ValidationError, match="没有要恢复的"):
        actions.restore(change=change, user=user, reason="再来")


def words_of(case: Case, words: str) -> tuple[int, int]:
    start = case.document.text.index(words, case.start)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("corrected", "is_as_before"),
    [
        (None, True),
        (("余姚建设人才港湾", "浙江余姚建设人才港湾"), True),  # It stands elsewhere now.
        (("2012 年完工。", "某年完工。"), False),  # Its words are gone.
    ],
)
def test_evidence_comes_back_where_the_text_has_its_words(corrected, is_as_before) -> None:
    case = make_case(body="2012 年完工。2012 年验收。", outcomes=[])
    user = make_user(MANAGE)
    year = words_of(case, "2012 年完工")
    actions.edit_case(case=case, user=user, changes={}, spans={"year": [year]}, reason="依据")
    Case.objects.update(year_basis="正文")
    quotes = [each[2] for each in rests("case", "year")]
    actions.edit_case(case=case, user=user, changes={"year": 2011}, reason="误")
    change = RowChange.objects.filter(model="case")[0]
    if corrected:
        start, end = words_of(case, corrected[0])
        actions.correct_text(
            document=case.document, user=user, start=start, end=end, text=corrected[1], reason="识别有误"
        )
    client = Client()
    client.force_login(user)
    where = reverse("admin:cases_rowchange_change", args=[change.pk])
    version = Case.objects.get().version
    page = client.post(where, {"reason": "改错了", "seen_version": version}, follow=True).content.decode()
    now, basis, rows = stands("year")
    assert now == 2012 and ("原来的依据在现在的原文里找不到了" in page) is not is_as_before
    assert basis == ("正文" if is_as_before else "编辑改定")
    assert [quote for _, _, quote, _ in rows] == (quotes if is_as_before else [])
    assert all(each[3] for each in rows)


def test_what_was_written_past_the_actions_comes_back_with_the_evidence_that_stayed(case) -> None:
    before = stands("place")
    execute("update cases_case set place_id = null, place_basis = '库里改的'")
    actions.restore(change=RowChange.objects.get(), user=make_user(MANAGE), reason="库里被改")
    assert stands("place") == before


def test_deleted_evidence_of_a_year_comes_back_from_its_own_page(case) -> None:
    ground(case, "人才港湾")
    user = make_user(MANAGE)
    before = stands("year")
    actions.edit_case(case=case, user=user, changes={}, spans={"year": []}, reason="误")
    gone = RowChange.objects.filter(model="evidence", before__case_id=case.pk)[0]
    assert stands("year") == (2012, "编辑改定", [])
    client = Client()
    client.force_login(user)
    where = reverse("admin:cases_rowchange_change", args=[gone.pk])
    assert "恢复改前的值" in client.get(where).content.decode()
    stale = client.post(where, {"reason": "误删", "seen_version": case.version})
    assert "有了改动" in stale.content.decode()
    seen = Case.objects.get().version
    assert client.post(where, {"reason": "误删", "seen_version": seen}).status_code == 302
    assert stands("year") == before
    assert "不能从这里恢复" in client.get(where).content.decode()
    actions.edit_case(case=case, user=user, changes={"year": 2011}, reason="误")
    gone = RowChange.objects.filter(model="evidence", before__case_id=case.pk)[0]
    where = reverse("admin:cases_rowchange_change", args=[gone.pk])
    assert "随年份一起改掉的" in client.get(where).content.decode()
    with pytest.raises(ValidationError, match="随年份一起改掉的"):
        actions.restore(change=gone, user=user, reason="误")
    assert stands("year") == (2011, "编辑改定", [])


def test_the_year_of_a_document_comes_back_with_its_basis(case) -> None:
    document, user = case.document, make_user(MANAGE)
    actions.edit_document(document=document, user=user, changes={"year": 2011}, reason="误")
    actions.restore(change=RowChange.objects.get(model="document"), user=user, reason="改错了")
    document.refresh_from_db()
    assert (document.year, document.year_basis) == (2012, "标题")


def test_a_figure_comes_back_with_the_evidence_that_was_changed_with_it(case) -> None:
    user, fact, had = make_user(MANAGE), case.outcomes.get(), rests("outcome")
    other = words_of(case, "当地打响")
    actions.edit_fact(fact=fact, user=user, changes={"raw": "七名"}, spans=[other], reason="误")
    change = RowChange.objects.get(model="outcome")
    actions.restore(change=change, user=user, reason="改错了")
    assert Outcome.objects.get().raw == "120名" and rests("outcome") == had


def test_only_managers_look_and_restore(case) -> None:
    Case.objects.update(title="库里改的", summary="<b>批量</b>")
    change = RowChange.objects.get()
    where = reverse("admin:cases_rowchange_change", args=[change.pk])
    for role in ("", ENTRY, REVIEW):
        client = Client()
        client.force_login(make_user(role))
        assert client.get(where).status_code == client.post(where, {"reason": "要"}).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.restore(change=change, user=User.objects.get(username=role or "无组"), reason="要")
    client = Client()
    client.force_login(make_user(MANAGE))
    page = client.get(where).content.decode()
    for words in ("程序之外（数据库账号", "标题", "库里改的", "&lt;b&gt;批量", "恢复改前的值"):
        assert words in page
    seen = Case.objects.get().version
    assert "这个字段是必填项" in client.post(where, {"reason": ""}).content.decode()
    refused = client.post(where, {"reason": "误改", "seen_version": seen + 1})
    assert "有了改动" in refused.content.decode() and Case.objects.get().title == "库里改的"
    assert client.post(where, {"reason": "误改", "seen_version": seen}).status_code == 302
    assert Case.objects.get().title == case.title
    missing = reverse("admin:cases_rowchange_change", args=[change.pk + 10**6])
    assert client.get(missing).status_code == 404


def test_the_list_says_what_changed_and_narrows_by_table_and_user(case) -> None:
    user = make_user(MANAGE)
    client = Client()
    client.force_login(user)
    for title in ("甲", "乙"):
        actions.edit_case(case=Case.objects.get(), user=user, changes={"title": title}, reason=f"改作{title}")
    Outcome.objects.update(indicator="批量")
    where = reverse("admin:cases_rowchange_changelist")
    page = client.get(where).content.decode()
    assert "标题、编辑已定的字段" in page and "改作乙" in page and "指标" in page
    first = RowChange.objects.filter(model="case").last()
    rows = client.get(reverse("admin:cases_rowchange_change", args=[first.pk])).context["rows"]
    assert rows == [
        ("标题", "余姚建设人才港湾", "甲", "乙"),
        ("编辑已定的字段", "（空）", "标题", "标题"),
    ]
    outcomes = client.get(where, {"model__exact": "outcome"}).content.decode()
    assert "指标" in outcomes and "改作乙" not in outcomes
    assert "改作乙" in client.get(where, {"user__id__exact": user.pk}).content.decode()
    case = Case.objects.get()
    history = client.get(reverse("admin:cases_case_history", args=[case.pk])).content.decode()
    of_case = {"model__exact": "case", "record__exact": case.pk}
    assert f"{where}?model__exact=case&amp;record__exact={case.pk}" in history
    found = client.get(where, of_case).context["cl"].queryset
    assert {change.record for change in found} == {case.pk} and len(found) == 2
    client.force_login(make_user(REVIEW))
    assert where not in client.get(reverse("admin:cases_case_history", args=[case.pk])).content.decode()


def test_queries_of_the_list_do_not_grow_with_its_rows(case) -> None:
    client = Client()
    client.force_login(make_user(MANAGE))
    counts = []
    for times in (2, 18):
        for number in range(times):
            Case.objects.update(summary=f"{times}-{number}")
        with connection.execute_wrapper(lambda run, *rest: (counts[-1].append(1), run(*rest))[1]):
            counts.append([])
            assert client.get(reverse("admin:cases_rowchange_changelist")).status_code == 200
    assert len(counts[0]) == len(counts[1])
