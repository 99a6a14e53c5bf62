"""What waits and is decided: the rule of evidence, the machine's other readings, and the screen of the queue."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.actions.support import written
from cases.models import Brand, Case, Edit, Outcome
from tests.cases.factories import CIXI, CaseSpec, make_case, make_document, make_record, place_with_parents
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user

pytestmark = pytest.mark.django_db
WHERE = "admin:review"


@pytest.fixture
def reviewer() -> User:
    return make_user(REVIEW)


@pytest.fixture
def client(reviewer) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


WRITTEN = (
    ("500", {"500", "五百", "5百"}, {"50", "5000", "500万"}),
    ("5000000", {"5000000", "500万", "五百万", "0.05亿"}, {"500", "50万", "5亿"}),
    ("12", {"12", "十二", "一十二"}, {"二十", "120"}),
    ("120", {"120", "一百二十"}, {"一百二", "12"}),
    ("2", {"2", "两", "二"}, {"二十"}),
    ("205", {"205", "二百零五", "两百零五"}, {"二百五"}),
    ("44.5", {"44.5"}, {"44", "45"}),
    ("120000000", {"1.2亿", "12000万"}, {"12亿"}),
)


@pytest.mark.parametrize(("number", "forms", "none"), WRITTEN)
def test_ways_to_write_a_number(number, forms, none) -> None:
    found = set(written(Decimal(number)))
    assert forms <= found and not none & found


# What the source says beside the figure, the figure that is confirmed, and whether the source bears it out.
SAYS = (
    ("全年引进人才300名。", 300, True),
    ("全年引进人才三百名。", 300, True),
    ("全年引进人才１，３００名。", 1300, True),
    ("全年引进人才1300名。", 300, False),
    ("全年引进人才300多万元。", 300, True),
    ("全年投入300万元。", 300, False),
    ("全年投入300万元。", 3000000, True),
    ("增长12.5%。", 12, False),
    ("增长12.5%。", 5, False),
    ("没有数字的句子。", 300, False),
)


@pytest.mark.parametrize(("sentence", "figure", "borne_out"), SAYS)
def test_what_is_confirmed_stands_in_the_evidence_or_has_a_reason(
    reviewer, sentence, figure, borne_out
) -> None:
    case = make_case(body=sentence)
    at = case.document.text.index(sentence)
    values = {"indicator": "合计", "low": Decimal(figure), "high": Decimal(figure), "status": "achieved"}
    spans = [(at, at + len(sentence) - 1)]
    more = {"case": case, "kind": "outcome", "user": reviewer, "spans": spans}
    if borne_out:
        assert actions.add_fact(values=values, **more).state == "confirmed"
        return
    with pytest.raises(ValidationError, match="证据里找不到"):
        actions.add_fact(values=values, **more)
    assert case.outcomes.count() == 1 and not Edit.objects.exists()
    assert actions.add_fact(values=values, reason="电话核实", **more).state == "confirmed"


def test_names_stand_in_the_evidence_too(reviewer) -> None:
    case = make_case(
        brands=["“人才 港湾”"], people=[("王小明", "副局长")], policies=[("人才新政", "formal", "引才", ())]
    )
    for fact in (case.brand_mentions.get(), case.people.get(), case.policy_mentions.get()):
        assert actions.confirm_fact(fact=fact, user=reviewer).state == "confirmed"
    with pytest.raises(ValidationError):
        actions.edit_fact(fact=case.people.get(), user=reviewer, changes={"name": "王大明"})
    assert case.people.get().name == "王小明"


def read_anew(case: Case, figure: int = 150, **spec) -> None:
    """The same document, of which better rules read another figure with the same words."""
    record = make_record(CaseSpec(**spec), filename="甲.txt")
    [read] = record.cases
    [outcome] = read.outcomes
    outcome = outcome.__class__(
        **{**{f: getattr(outcome, f) for f in outcome.__slots__}, "high": Decimal(figure)}
    )
    read = read.__class__(**{**{f: getattr(read, f) for f in read.__slots__}, "outcomes": (outcome,)})
    more = {f: getattr(record, f) for f in record.__slots__} | {
        "cases": (read,),
        "sha256": case.document.sha256,
    }
    actions.store_document(record=record.__class__(**more))


@pytest.fixture
def renewed(reviewer) -> Outcome:
    """A figure that an editor set to 130 and that the machine, which read 120, now reads as 120 to 150."""
    case = make_document(filename="甲.txt").cases.get()
    changes = {"low": Decimal(130), "high": Decimal(130)}
    actions.edit_fact(fact=case.outcomes.get(), user=reviewer, changes=changes, reason="据年报")
    assert not Outcome.objects.get().renewed
    read_anew(case)
    return Outcome.objects.get()


def test_another_reading_waits_and_overwrites_nobody(renewed, reviewer) -> None:
    assert renewed.renewed and (renewed.low, renewed.high) == (130, 130)
    assert actions.differences(renewed) == [("low", "130", "120"), ("high", "130", "150")]
    read_anew(renewed.case)
    assert Outcome.objects.get().renewed


def test_another_reading_is_taken(renewed, reviewer) -> None:
    taken = actions.accept_reading(record=renewed, user=reviewer, reason="新读法对")
    assert (taken.low, taken.high, taken.state, taken.renewed) == (120, 150, "confirmed", False)
    assert set(Edit.objects.filter(reason="新读法对").values_list("field", flat=True)) == {"low", "high"}


def test_another_reading_is_turned_down_once(renewed, reviewer) -> None:
    with pytest.raises(ValidationError, match="写明理由"):
        actions.keep_value(record=renewed, user=reviewer, reason=" ")
    kept = actions.keep_value(record=renewed, user=reviewer, reason="年报为准")
    assert (kept.low, kept.high, kept.renewed) == (130, 130, False)
    assert Edit.objects.first().before == "120；150"
    read_anew(renewed.case)
    assert not Outcome.objects.get().renewed  # The same reading does not come back,
    read_anew(renewed.case, 160)
    assert Outcome.objects.get().renewed  # another one does.


def test_a_case_read_otherwise_waits_too(reviewer) -> None:
    case = make_document(filename="甲.txt").cases.get()
    cixi = place_with_parents(*CIXI)
    actions.edit_case(case=case, user=reviewer, changes={"year": 2011, "place": cixi}, reason="据实")
    read_anew(case)
    assert not Case.objects.get().renewed  # Only the figure was read otherwise.
    read_anew(case, year=2013)
    case = Case.objects.get()
    assert case.renewed and case.year == 2011 and ("year", 2011, 2013) in actions.differences(case)
    taken = actions.accept_reading(record=case, user=reviewer)
    assert (taken.year, taken.place.name, taken.renewed) == (2013, "余姚市", False)


def test_only_reviewers_settle(renewed) -> None:
    author = make_user(ENTRY)
    for action in (actions.accept_reading, actions.keep_value):
        with pytest.raises(PermissionDenied):
            action(record=renewed, user=author, reason="我说了算")


def test_what_a_person_entered_is_not_rejected_without_a_reason(reviewer) -> None:
    case = make_case(people=[("王小明", "副局长")], draft=True)
    entered = actions.edit_fact(fact=case.people.get(), user=make_user(ENTRY), changes={"role": "局长"})
    with pytest.raises(ValidationError, match="写明理由"):
        actions.return_fact(fact=entered, user=reviewer, reason="")
    assert actions.return_fact(fact=entered, user=reviewer, reason="原文是副局长").state == "rejected"
    assert actions.return_fact(fact=case.outcomes.get(), user=reviewer, reason="").state == "rejected"


# The screen


def shown(client: Client, **given) -> dict:
    answer = client.get(reverse(WHERE), given)
    assert answer.status_code == 200
    return answer.context


def decide(client: Client, item, do: str, **more):
    given = {"kind": item.kind, "pk": item.record.pk, "version": item.case.version, "do": do, **more}
    return client.post(f"{reverse(WHERE)}?kind={item.kind}", given, follow=True)


def test_the_queue_is_for_reviewers() -> None:
    for role, status in (("", 403), (ENTRY, 403), (REVIEW, 200), (MANAGE, 200)):
        client = Client()
        client.force_login(make_user(role, f"{role}者"))
        assert client.get(reverse(WHERE)).status_code == status, role
        assert client.post(reverse(WHERE), {}).status_code == (302 if status == 200 else 403), role
    assert Client().get(reverse(WHERE)).status_code == 302


def test_one_item_with_its_sentence_and_then_the_next(client) -> None:
    make_case(outcomes=[("引进人才", 120, "名", "achieved"), ("引进博士", 12, "名", "achieved")])
    page = client.get(reverse(WHERE))
    item = page.context["item"]
    words = page.content.decode()
    assert item.kind == "outcome" and "已引进人才<mark>120名</mark>。" in words
    assert ("指标", "—", "引进人才") in item.rows and item.supported
    answer = decide(client, item, "approve")
    assert Outcome.objects.get(pk=item.record.pk).state == "confirmed"
    assert answer.context["item"].record.indicator == "引进博士"
    answer = decide(client, answer.context["item"], "return", reason="不是成效")
    assert answer.context["item"] is None and "没有等待审核的了" in answer.content.decode()
    assert Edit.objects.filter(reason="不是成效").exists()


def test_an_item_is_corrected_on_the_screen(client) -> None:
    make_case(people=[("王小明", "副局长")])
    item = shown(client, kind="person")["item"]
    answer = decide(client, item, "edit", name="王小明", role="")
    assert answer.context["item"] is None
    [person] = item.case.people.all()
    assert (person.role, person.state, person.origin) == ("", "confirmed", "editor")
    item = shown(client, kind="brand_mention")["item"]
    answer = decide(client, item, "edit", name="姚江人才港", reason="全称")
    assert Brand.objects.get(mentions__case=item.case).name == "姚江人才港"


REFUSED = (
    ("edit", {"name": "王小明", "role": "副局长"}, "没有改动"),
    ("edit", {"name": "", "role": "副局长"}, "必填"),
    ("edit", {"name": "王大明", "role": "副局长"}, "证据里找不到"),
    ("approve", {"version": "1000"}, "这条记录有了改动"),
    ("顶替", {}, "没有这种操作"),
)


@pytest.mark.parametrize(("do", "more", "said"), REFUSED)
def test_what_is_refused_comes_back_with_what_was_typed(client, do, more, said) -> None:
    make_case(people=[("王小明", "副局长")])
    item = shown(client, kind="person")["item"]
    answer = decide(client, item, do, **more)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert item.case.people.get().state == "unreviewed" and not Edit.objects.exists()
    if do == "edit" and more["name"]:
        assert f'value="{more["name"]}"' in answer.content.decode()


def test_what_the_source_does_not_say_is_confirmed_only_with_a_reason(client) -> None:
    case = make_case()
    Outcome.objects.update(low=300, high=300, machine={})
    page = client.get(reverse(WHERE), {"kind": "outcome"})
    assert "证据里找不到这个值" in page.content.decode() and "autofocus" not in page.content.decode()
    assert "证据里找不到" in decide(client, page.context["item"], "approve").content.decode()
    assert case.outcomes.get().state == "unreviewed"
    decide(client, page.context["item"], "approve", reason="电话核实")
    assert case.outcomes.get().state == "confirmed"


def test_a_submitted_case_is_published_or_returned_with_a_reason(client) -> None:
    one, other = make_case("甲案", draft=True), make_case("乙案", draft=True)
    author = make_user(ENTRY)
    for each in (one, other):
        actions.edit_case(case=each, user=author, changes={"status": "review"})
    item = shown(client)["item"]
    assert (item.kind, item.case.title) == ("case", "乙案") and {each[0] for each in item.left} >= {"outcome"}
    answer = decide(client, item, "return")
    assert "退回时请写明理由" in answer.content.decode()
    answer = decide(client, item, "return", reason="缺年份")
    item = answer.context["item"]
    assert item.case.title == "甲案"
    decide(client, item, "approve")
    assert dict(Case.objects.values_list("title", "status")) == {"甲案": "published", "乙案": "draft"}


def submitted(author: User, *changes: dict, **spec) -> Case:
    """A case that its author changed in these steps and handed in."""
    case = make_case("甲案", draft=True, **spec)
    for each in changes:
        actions.edit_case(case=case, user=author, changes=each, reason="据实")
    actions.edit_case(case=case, user=author, changes={"status": "review"})
    return Case.objects.get(pk=case.pk)


def rows_of(case: Case) -> dict[str, tuple[str, str]]:
    from cases.admin import queue

    return {name: (old, new) for name, old, new in queue.item("case", case).rows}


def test_each_field_of_a_case_is_one_row_with_its_first_value_and_that_of_now(client) -> None:
    author, cixi = make_user(ENTRY), place_with_parents(*CIXI)
    steps = [{"title": "乙案"}, {"title": "丙案", "year": 2013}, {"year": 2014}, {"place": cixi}]
    steps += [{"summary": "一"}, {"summary": ""}]
    case = submitted(author, *steps)
    found = rows_of(case)
    assert found["标题"] == ("甲案", "丙案") and found["年份"] == ("2012", "2014")
    assert found["地区"] == ("余姚市（330281）", "慈溪市") and found["摘要"] == ("", "（空）")
    assert set(found) == {"标题", "年份", "地区", "摘要"}
    page = client.get(reverse(WHERE)).content.decode()
    assert "乙案" not in page and "2013" not in page


def test_each_field_of_a_fact_is_one_row_too_though_the_fact_is_called_otherwise(client) -> None:
    author = make_user(ENTRY)
    case = make_case(
        draft=True, outcomes=[("引进人才", 120, "名", "achieved"), ("引进博士", 12, "名", "achieved")]
    )
    one, other = case.outcomes.order_by("pk")
    for number in (130, 140, 150):
        changes = {"low": Decimal(number), "high": Decimal(number)}
        actions.edit_fact(fact=one, user=author, changes=changes, reason="据年报")
    for unit in ("人", "名"):
        actions.edit_fact(fact=other, user=author, changes={"unit": unit}, reason="据年报")
    actions.edit_case(case=case, user=author, changes={"status": "review"})
    found = rows_of(Case.objects.get())
    assert found["成效：引进人才 120名：上限"] == found["成效：引进人才 120名：下限"] == ("120", "150")
    assert not any("130" in each or "单位" in each for each in found)  # What was changed back is no change.


def test_a_reviewer_sees_the_sentences_of_place_and_year_and_the_source(client) -> None:
    case = submitted(make_user(ENTRY), body="县里把服务窗口搬进了园区。")
    page = client.get(reverse(WHERE)).content.decode()
    assert "地区的依据" in page and "年份的依据" in page and "<mark>甲案</mark>" in page
    source = page.partition('<details class="source">')[2].partition("</details>")[0]
    assert "县里把服务窗口搬进了园区。" in source and " open" not in source.partition(">")[0]
    item = shown(client)["item"]
    assert [word for word, _ in item.grounds] == ["地区", "年份"] and not item.cut
    assert item.text == case.document.text[case.start : case.end].strip()


def test_a_long_source_is_cut_on_the_screen(client, monkeypatch) -> None:
    from cases.admin import case_review

    monkeypatch.setattr(case_review, "MOST_TEXT", 10)
    submitted(make_user(ENTRY))
    page = client.get(reverse(WHERE))
    assert len(page.context["item"].text) == 10 and "这里只有开头" in page.content.decode()


def test_a_case_handed_in_again_says_why_it_was_returned_and_what_was_done_since(client, reviewer) -> None:
    author = make_user(ENTRY)
    case = submitted(author)
    assert shown(client)["item"].returned == ""
    for changes, said in (({}, "此后没有任何改动"), ({"title": "乙", "year": 2013}, "此后有 2 处改动")):
        actions.edit_case(case=case, user=reviewer, changes={"status": "draft"}, reason="缺年份")
        if changes:
            actions.edit_case(case=case, user=author, changes=changes, reason="据实")
        actions.edit_case(case=case, user=author, changes={"status": "review"})
        page = client.get(reverse(WHERE)).content.decode()
        assert "上次退回：缺年份（审核，" in page and said in page, changes


def test_who_publishes_is_told_how_much_of_it_nobody_has_checked(client, reviewer) -> None:
    author = make_user(ENTRY)
    case = submitted(author, people=[("王小明", "副局长")])
    item = shown(client)["item"]
    assert item.unchecked == 3
    assert "通过并发布（还有 3 条未核）" in client.get(reverse(WHERE)).content.decode()
    page = decide(client, item, "approve").content.decode()
    assert f"已发布：{case}；其中还有 3 条未核" in page
    for fact in (case.outcomes.get(), case.people.get(), case.brand_mentions.get()):
        actions.confirm_fact(fact=fact, user=reviewer, reason="核对")
    actions.edit_case(case=case, user=reviewer, changes={"status": "review"})
    page = decide(client, shown(client, kind="case")["item"], "approve").content.decode()
    assert f"已发布：{case}" in page and "条未核" not in page


def test_another_reading_on_the_screen(client, renewed) -> None:
    item = shown(client, kind="outcome")["item"]
    assert ("上限", "130", "150") in item.rows
    assert "写明理由" in decide(client, item, "return").content.decode()
    assert decide(client, item, "return", reason="年报为准").context["item"] is None
    assert Outcome.objects.get().high == 130


def test_drafts_and_withdrawn_cases_do_not_wait() -> None:
    from cases.admin import queue

    for title, status in (("草", "draft"), ("撤", "withdrawn"), ("审", "review"), ("发", "published")):
        Case.objects.filter(pk=make_case(title).pk).update(status=status)
    assert {fact.case.title for fact in queue.waiting("outcome")} == {"审", "发"}
    assert [case.title for case in queue.waiting("case")] == ["审"]


def test_the_queue_is_bounded_and_takes_the_same_queries_however_long(client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(WHERE), {"kind": "outcome"}).status_code == 200
        return len(captured)

    for n in range(2):
        make_case(f"第{n}号")
    queries()
    few = queries()
    make_document(*(CaseSpec(f"第{n}号") for n in range(2, 30)))
    assert queries() == few
    context = shown(client, kind="outcome")
    assert len(context["ahead"]) == 20
    seen = set()
    for _ in range(31):
        if context["item"] is None:
            break
        seen.add(context["item"].record.pk)
        context = client.get(context["skip"]).context
    assert len(seen) == 30


ODD = (
    {"kind": "x"},
    {"after": "x"},
    {"after": "9" * 40},
    {"case": "9" * 40},
    {"case": "一"},
    {"after": "1-²"},
)


def test_odd_addresses(client) -> None:
    make_case()
    for given in ODD:
        assert client.get(reverse(WHERE), given).status_code == 200, given


def test_one_case_at_a_time(client) -> None:
    one, _ = make_case("甲案"), make_case("乙案")
    context = shown(client, kind="outcome", case=one.pk)
    assert context["item"].case == one and context["limited"] == one and not context["ahead"]


def test_the_page_has_nothing_inline(client) -> None:
    make_case()
    page = client.get(reverse(WHERE)).content.decode()
    assert "<style" not in page and " style=" not in page and not re.search(r"\son\w+=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^\s<]", page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_keyboard_alone_is_enough(emptied, live_server, page) -> None:
    make_case(outcomes=[("引进人才", n, "名", "achieved") for n in (120, 130, 140, 150)])
    make_user(REVIEW)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto(live_server.url + reverse(WHERE) + "?kind=outcome")
    page.wait_for_selector("#id_username:focus")
    page.keyboard.type(REVIEW)
    page.keyboard.press("Tab")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.item")
    page.keyboard.press("a")
    page.wait_for_selector("text=已确认：引进人才 120名")
    page.keyboard.press("j")
    page.wait_for_selector("h2:has-text('140名')")
    page.keyboard.press("r")
    page.keyboard.type("不是成效")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已否决：引进人才 140名")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("引进专家")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已改正并确认：引进专家 150名")
    found = dict(Outcome.objects.values_list("raw", "state"))
    assert found == {"120名": "confirmed", "130名": "unreviewed", "140名": "rejected", "150名": "confirmed"}
    assert Outcome.objects.get(raw="150名").indicator == "引进专家"
    assert not refused


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_was_done_is_in_sight_on_the_next_page_however_long_it_is(emptied, live_server, page) -> None:
    author = make_user(ENTRY)
    for title in ("甲案", "乙案"):
        case = make_case(title, draft=True, summary="很长的摘要。" * 300)
        actions.edit_case(case=case, user=author, changes={"status": "review"})
    make_user(REVIEW)
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(live_server.url + reverse(WHERE))
    page.fill("#id_username", REVIEW)
    page.fill("#id_password", "x")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.item")
    assert page.evaluate("document.documentElement.scrollHeight > 2 * innerHeight")
    page.keyboard.press("a")
    said = page.wait_for_selector("text=已发布：乙案")
    box, button = said.bounding_box(), page.query_selector("#approve button").bounding_box()
    assert 0 <= box["y"] < 600 and 0 <= button["y"] < 600, (box, button)
    page.set_viewport_size({"width": 1280, "height": 800})


def test_what_is_sent_without_saying_what_for_leads_back_to_the_queue(client) -> None:
    where = reverse("admin:review")
    for sent in ({}, {"kind": "outcome"}, {"kind": "outcome", "pk": "x"}, {"kind": "nothing", "pk": "1"}):
        answer = client.post(where, sent, follow=True)
        assert answer.redirect_chain[0][1] == 302 and "没有说明要处理哪一条" in answer.content.decode()


def test_who_reviews_but_may_not_publish_is_told_so_beside_what_was_typed(client) -> None:
    case = make_case("甲案", draft=True)
    Case.objects.filter(pk=case.pk).update(status="review")
    user = User.objects.create_user("只审", is_staff=True)
    codes = ("view_case", "change_case", "review_case")
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    answer = decide(client, shown(client, kind="case")["item"], "approve", reason="看过了")
    assert answer.status_code == 200 and "您没有发布案例的权限" in answer.content.decode()
    assert answer.context["item"].reason == "看过了" and Case.objects.get().status == "review"
