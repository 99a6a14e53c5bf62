"""The record beside its words: evidence chosen by editors, values that must stand in it, merging, and the page itself."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.actions.support import written
from cases.admin import beside, rows, words
from cases.models import Benefit, BrandMention, Case, Edit, Evidence, Outcome
from tests.cases.factories import CIXI, CaseSpec, make_case, make_document, make_record, place_with_parents
from tests.cases.roles import ENTRY, REVIEW, make_user
from tests.cases.test_admin import address, field_of, form_of, values_of

pytestmark = pytest.mark.django_db
BODY = "二〇一一年，余姚在港湾一期引进博士一百二十人。次年 引进\n博士１５０人；港湾一期建成。"


@pytest.fixture
def reviewer() -> User:
    return make_user(REVIEW)


@pytest.fixture
def client(reviewer) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


def spans_of(case: Case, *pieces: str) -> list[tuple[int, int]]:
    text = case.document.text
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


def quotes(record) -> list[str]:
    return [each.quote for each in record.evidence.all()]


# Ways to write


SAID = (
    ("12000", "一万二千"),
    ("105000", "十万五千"),
    ("10005", "一万零五"),
    ("35000000", "三千五百万"),
    ("120000005", "一亿二千万零五"),
    ("200", "贰佰"),
    ("44.5", "四十四点五"),
    ("0.5", "零点五"),
)


@pytest.mark.parametrize(("number", "form"), SAID)
def test_numbers_are_known_as_they_are_written(number, form) -> None:
    assert form in set(written(Decimal(number)))


@pytest.mark.parametrize(
    ("sentence", "number", "borne_out"),
    [
        ("增长三成五。", 35, True),
        ("增长百分之三十五。", 35, True),
        ("增长三成。", 35, False),
        ("陆某介绍。", 6, False),
    ],
)
def test_per_cent_in_words(reviewer, sentence, number, borne_out) -> None:
    case = make_case(body=sentence)
    values = {
        "indicator": "增幅",
        "low": Decimal(number),
        "high": Decimal(number),
        "unit": "%",
        "status": "achieved",
    }
    more = {"case": case, "kind": "outcome", "user": reviewer, "values": values}
    if borne_out:
        assert actions.add_fact(spans=spans_of(case, sentence), **more).state == "confirmed"
    else:
        with pytest.raises(ValidationError, match="证据里找不到"):
            actions.add_fact(spans=spans_of(case, sentence), **more)


# Place and year


@pytest.mark.parametrize(
    ("changes", "piece", "borne_out"),
    [
        ({"year": 2011}, "二〇一一年", True),
        ({"year": 2010}, "二〇一一年", False),
        ({"year": 2011}, "", False),
        ({"year": None}, "", True),
        ({"place": CIXI}, "余姚在港湾", False),
        ({"place": CIXI}, "慈溪协办", True),
    ],
)
def test_a_place_or_year_stands_in_its_evidence_or_has_a_reason(reviewer, changes, piece, borne_out) -> None:
    case = make_case(body=f"{BODY}慈溪协办。")
    [(field, value)] = changes.items()
    value = place_with_parents(*value) if isinstance(value, tuple) else value
    more = {"case": case, "user": reviewer, "changes": {field: value}}
    spans = {field: spans_of(case, piece)} if piece else {}
    if not borne_out:
        with pytest.raises(ValidationError, match="在依据里找不到"):
            actions.edit_case(spans=spans, **more)
        assert not Edit.objects.exists() and Case.objects.get().version == 1
    saved = actions.edit_case(spans=spans, reason="" if borne_out else "据档案", **more)
    assert getattr(saved, field) == value and saved.decided == [field]
    assert quotes(saved) and set(saved.evidence.filter(field=field).values_list("quote", "origin")) == (
        {(piece, "editor")} if piece else set()
    )


def test_evidence_of_the_year_can_be_chosen_without_changing_the_year(reviewer) -> None:
    case = make_case(body="二〇一二年的事。")
    saved = actions.edit_case(
        case=case, user=reviewer, changes={}, spans={"year": spans_of(case, "二〇一二年")}
    )
    assert (saved.version, saved.decided, quotes(saved)[-1]) == (2, ["year"], "二〇一二年")
    edit = Edit.objects.get()
    assert (edit.field, edit.after) == ("year_evidence", ["二〇一二年"])
    again = actions.edit_case(
        case=case, user=reviewer, changes={}, spans={"year": spans_of(case, "二〇一二年")}
    )
    assert again.version == 2 and Edit.objects.count() == 1


# Facts


def test_chosen_evidence_replaces_what_was_read_and_no_reading_brings_that_back(reviewer) -> None:
    record = make_record(CaseSpec(body=BODY), filename="甲.txt")
    place_with_parents("330281", "余姚市")
    actions.store_document(record=record)
    case, fact = Case.objects.get(), Outcome.objects.get()
    changed = actions.edit_fact(fact=fact, user=reviewer, changes={}, spans=spans_of(case, "博士一百二十人"))
    assert (changed.origin, changed.state, quotes(changed)) == ("editor", "confirmed", ["博士一百二十人"])
    edit = Edit.objects.get()
    assert (edit.field, edit.before, edit.after) == ("evidence", ["120名"], ["博士一百二十人"])
    actions.edit_case(
        case=case, user=reviewer, changes={}, spans={"year": spans_of(case, "次年")}, reason="推算"
    )
    longer = make_record(
        CaseSpec("前一篇", outcomes=()), CaseSpec(body=BODY), sha256=record.sha256, filename="甲.txt"
    )
    actions.store_document(record=longer)
    fact.refresh_from_db()
    assert quotes(fact) == ["博士一百二十人"] and all(each.stands() for each in Evidence.objects.all())
    assert quotes(Case.objects.get(pk=case.pk))[-1] == "次年"


def test_two_facts_that_are_one_are_merged_with_the_evidence_of_both(reviewer) -> None:
    figures = (("引进人才", 120, "名", "achieved"), ("引才", 120, "人", "achieved"))
    case = make_case(outcomes=figures)
    into, other = case.outcomes.order_by("pk")
    with pytest.raises(PermissionDenied):
        actions.merge_facts(into=into, other=other, user=make_user(ENTRY))
    merged = actions.merge_facts(into=into, other=other, user=reviewer, reason="同一数字")
    assert quotes(merged) == ["120名", "120人"] and merged.state == "confirmed"
    other.refresh_from_db()
    assert other.state == "rejected"
    assert Edit.objects.get(field="state").reason == f"并入“{merged}”：同一数字"
    for wrong in (into, case.brand_mentions.get()):
        with pytest.raises(ValidationError, match="同一类"):
            actions.merge_facts(into=into, other=wrong, user=reviewer)


def test_what_a_policy_offers_goes_along_with_it(reviewer) -> None:
    policies = [("人才新政", "named", "引才", ()), ("新政（全文）", "named", "引才", (("博士", 50, "元"),))]
    case = make_case(policies=policies)
    into, other = case.policy_mentions.order_by("pk")
    actions.merge_facts(into=into, other=other, user=reviewer)
    assert Benefit.objects.get().policy == into.policy
    assert quotes(into) == ["人才新政", "新政（全文）"]


# Words in a form


@pytest.mark.parametrize(
    ("typed", "picked", "found"),
    [
        ("博士一百二十人", "", ["博士一百二十人"]),
        (
            "引进博士150人",
            "",
            ["引进\n博士１５０人"],
        ),  # Width and breaks of lines are no matter to who types.
        ("引进 博士１５０人", "", ["引进\n博士１５０人"]),
        ("港湾一期\n次年", "{second}", ["港湾一期", "次年"]),
        ("", "", []),
    ],
)
def test_words_are_found_in_the_text(typed, picked, found) -> None:
    case = make_case(body=BODY)
    text = case.document.text
    second = text.rindex("港湾一期")
    got = words.spans(case, typed, picked.format(second=f"{second}-{second + 4}"), ())
    assert [text[start:end] for start, end in got] == found
    assert not picked or got[0][0] == second


@pytest.mark.parametrize(
    ("typed", "picked", "said"),
    [
        ("港湾一期", "", "有 2 处，请多写前后几个字"),
        ("没有的话", "", "没有：“没有的话”"),
        ("港湾一期", "0-4 99999999-999999999 3-1", "有 2 处"),
        ("“”", "", "没有"),
    ],
)
def test_words_that_are_not_there_or_not_once_are_told(typed, picked, said) -> None:
    with pytest.raises(ValidationError, match=said):
        words.spans(make_case(body=BODY), typed, picked, ())


# The page


def test_the_source_stands_beside_with_a_mark_for_each_evidence(client) -> None:
    case = make_document(CaseSpec("前一篇"), CaseSpec("<b>后一篇</b>", body=BODY)).cases.get(
        title__contains="后"
    )
    answer = client.get(address(case))
    page = answer.content.decode()
    shown = beside.told(case.pk)
    text = case.document.text
    assert all(text[each.start :].startswith(each.text) for each in shown)
    assert "".join("".join(each.text for each in shown).split()) == "".join(
        text[case.start : case.end].split()
    )
    outcome = case.outcomes.get()
    [evidence] = outcome.evidence.all()
    anchor, row = f"e{evidence.start}-{evidence.end}", f"outcome-{outcome.pk}"
    assert f'<a class="mark unreviewed" id="{anchor}" href="#{row}" data-rows="{row}"' in page
    assert f'href="#{anchor}"' in page and f'id="{row}"' in page
    assert "&lt;b&gt;后一篇" in page and "<b>后一篇" not in page and "未核</span> 机器读取" in page


def test_the_page_takes_the_same_queries_however_many_facts(client) -> None:
    def queries(case: Case) -> int:
        client.get(address(case))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(case))
        return len(asked)

    def many(number: int) -> Case:
        return make_case(
            f"有{number}项",
            brands=[f"品牌{n}号" for n in range(number)],
            outcomes=[(f"指标{n}", 100 + n, "名", "achieved") for n in range(number)],
            people=[(f"王小{n}", "局长") for n in range(number)],
        )

    assert queries(many(2)) == queries(many(20))


def test_the_page_lists_the_first_facts_and_leads_to_the_rest(client, monkeypatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    figures = [(f"指标{number}", 100 + number, "名", "achieved") for number in range(5)]
    make_case("另一个案例", outcomes=[("别的指标", 7, "名", "achieved")])
    case = make_case(outcomes=figures)
    page = client.get(address(case)).content.decode()
    assert "这里列出前 3 条，还有 2 条" in page and 'name="outcomes-INITIAL_FORMS" value="3"' in page
    everything = client.get(re.search(r'href="([^"]*outcome/\?case=[^"]*)"', page)[1]).content.decode()
    assert set(re.findall(r">指标(\d)<", everything)) == set("01234")
    assert "别的指标" not in everything
    data = form_of(client, address(case)) | {"outcomes-1-indicator": "另一个指标"}
    assert client.post(address(case), data).status_code == 302
    assert [each.indicator for each in case.outcomes.order_by("pk")] == [
        "指标0", "另一个指标", "指标2", "指标3", "指标4"
    ]  # fmt: skip


def test_typed_words_become_evidence_and_wrong_ones_come_back(client) -> None:
    case = make_case(body=BODY)
    data = form_of(client, address(case))
    row = field_of(data, "引进人才", "words")
    assert data[row] == "120名" and data["year_words"] == ""
    answer = client.post(address(case), data | {row: "港湾一期"})
    assert answer.status_code == 200 and "有 2 处" in answer.content.decode() and not Edit.objects.exists()
    sent = {row: "120名\r\n博士一百二十人", "year": "2011", "year_words": "二〇一一年"}
    assert client.post(address(case), data | sent).status_code == 302
    assert quotes(case.outcomes.get()) == ["120名", "博士一百二十人"]
    case.refresh_from_db()
    assert case.year == 2011 and quotes(case)[-1] == "二〇一一年"


def test_a_brand_is_added_by_name_with_its_words_also_without_scripts(client) -> None:
    case = make_case(body=BODY)
    assert "brand_mentions-1-name" in client.get(address(case) + "?add=brand_mention").content.decode()
    data = form_of(client, address(case))
    data |= {
        "brand_mentions-TOTAL_FORMS": "2",
        "brand_mentions-1-id": "",
        "brand_mentions-1-case": str(case.pk),
        "brand_mentions-1-name": "港湾一期",
        "brand_mentions-1-state": "unreviewed",
        "brand_mentions-1-words": "余姚在港湾一期",
        "brand_mentions-1-picked": "",
        "outcomes-TOTAL_FORMS": "2",
        "outcomes-1-id": "",
        "outcomes-1-case": str(case.pk),
        "outcomes-1-indicator": "引进博士",
        "outcomes-1-low": "150",
        "outcomes-1-high": "150",
        "outcomes-1-unit": "人",
        "outcomes-1-bound": "=",
        "outcomes-1-status": "achieved",
        "outcomes-1-state": "unreviewed",
        "outcomes-1-words": "引进博士150人",
    }
    answer = client.post(address(case), data)
    assert answer.status_code == 302, answer.content.decode()
    added = BrandMention.objects.get(brand__name="港湾一期")
    assert (added.state, added.origin, quotes(added)) == ("confirmed", "editor", ["余姚在港湾一期"])
    outcome = Outcome.objects.get(indicator="引进博士")
    assert (outcome.raw, quotes(outcome)) == ("150人", ["引进\n博士１５０人"])


def test_what_a_page_was_refused_for_is_listed_on_top_with_links_to_it(client) -> None:
    case = make_case(
        outcomes=[("引进人才", n, "名", "achieved") for n in range(1, 31)], people=[("王小明", "局长")]
    )
    data = values_of(client.get(address(case)).context)
    data["outcomes-26-high"] = "很多"
    data["people-0-merge"] = "7"
    data["year"] = "很早"
    answer = client.post(address(case), data)
    page = answer.content.decode()
    told = [(each.label, each.anchor) for each in answer.context["failures"]]
    assert told == [
        ("年份", "id_year"),
        ("成效 27“引进人才 27名”：上限", "id_outcomes-26-high"),
        ("人物 1“王小明”：并入第几条", "id_people-0-merge"),
    ]
    listed = page.partition('class="failures"')[2].partition("</nav>")[0]
    assert page.index('class="failures"') < page.index("<form", page.index("content-main"))
    for _, anchor in told:
        assert f'href="#{anchor}"' in listed and f'id="{anchor}"' in page
    assert "有 3 处要看" in listed and "failures" not in client.get(address(case)).content.decode()


def test_the_marks_of_the_source_are_no_stops_on_the_way_to_the_form(client) -> None:
    case = make_case(outcomes=[("引进人才", n, "名", "achieved") for n in range(1, 11)])
    page = client.get(address(case)).content.decode()
    marks = re.findall(r'<a class="mark[^>]*>', page)
    assert len(marks) > 10 and all('tabindex="-1"' in each for each in marks)
    before = page[page.index('id="content-main"') : page.index('id="id_title"')]
    before = re.sub(
        r'<div class="picking".*?</div>', "", before, flags=re.S
    )  # Hidden until words are selected.
    stops = re.findall(r"<(?:a href|button|input(?! type=.hidden)|select|textarea)[^>]*>|tabindex=.0", before)
    assert len([each for each in stops if 'tabindex="-1"' not in each]) < 7, stops


def test_rows_are_merged_by_their_number(client) -> None:
    figures = (("引进人才", 120, "名", "achieved"), ("引才", 120, "人", "achieved"))
    case = make_case(outcomes=figures)
    data = form_of(client, address(case))
    for number in ("2", "3", "0"):
        answer = client.post(address(case), data | {"outcomes-1-merge": number})
        assert answer.status_code == 200 and not Edit.objects.exists(), number
    assert client.post(address(case), data | {"outcomes-1-merge": "1"}).status_code == 302
    assert [each.state for each in case.outcomes.order_by("pk")] == ["confirmed", "rejected"]


def test_what_is_confirmed_and_not_in_its_evidence_needs_a_reason(client) -> None:
    case = make_case(body=BODY)
    data = form_of(client, address(case))
    data[field_of(data, "引进人才", "low")] = data[field_of(data, "引进人才", "high")] = "130"
    answer = client.post(address(case), data)
    assert answer.status_code == 200 and "在它的证据里找不到" in answer.content.decode()
    assert client.post(address(case), data | {"reason": "据年报"}).status_code == 302


def test_who_may_only_look_sees_the_same_and_no_inputs() -> None:
    case = make_case(body=BODY)
    client = Client()
    client.force_login(make_user(ENTRY))
    page = client.get(address(case)).content.decode()
    assert 'class="mark unreviewed"' in page and "引进人才" in page
    assert "textarea" not in page and 'id="picking"' not in page
    Case.objects.update(status="draft")
    page = client.get(address(case)).content.decode()
    assert "outcomes-0-words" in page and "outcomes-0-merge" not in page and "outcomes-0-state" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_selected_words_become_evidence_in_the_browser(emptied, live_server, page, settings) -> None:
    place_with_parents("330281", "余姚市")
    case = make_case(body=BODY, brands=["人才港湾"])
    client = Client()
    client.force_login(make_user(REVIEW))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto(live_server.url + address(case))

    def select(piece: str, last: bool = False) -> None:
        page.evaluate(
            """([piece, last]) => {
              for (const p of document.querySelectorAll("#beside [data-at]")) {
                const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
                for (let node; (node = walk.nextNode()); ) {
                  const at = last ? node.data.lastIndexOf(piece) : node.data.indexOf(piece);
                  if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + piece.length);
                }
              }
            }""",
            [piece, last],
        )

    outcome = case.outcomes.get()
    page.click(f"#outcome-{outcome.pk}")
    page.focus("#id_outcomes-0-indicator")
    assert page.locator(".text .mark.here").inner_text() == "120名"
    select("港湾一期", last=True)
    page.click("text=作为“成效 1”的依据")
    assert page.input_value("#id_outcomes-0-words") == "120名\n港湾一期"
    page.focus("#id_year")
    select("二〇一一年")
    page.click("text=作为“年份”的依据")
    page.fill("#id_year", "2011")
    select("港湾一期", last=True)
    page.click(".picking button:has-text('品牌')")
    assert page.input_value("#id_brand_mentions-1-name") == "港湾一期"
    page.click(f"#beside [data-rows~='outcome-{outcome.pk}']")
    assert page.evaluate("document.activeElement.name") == "outcomes-0-indicator"
    page.click("text=保存并继续编辑 >> nth=0")
    assert "成功修改" in page.inner_text(".messagelist")
    text = case.document.text
    at = text.rindex("港湾一期")
    chosen = Evidence.objects.filter(quote="港湾一期")
    assert [(each.start, each.origin) for each in chosen] == [(at, "editor")] * 2
    assert Case.objects.get().year == 2011
    assert reverse("admin:cases_case_change", args=[case.pk]) in page.url
    assert not refused
