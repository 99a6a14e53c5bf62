"""Storing and editing: what is written, what is kept, and that the index and the history go along."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.actions.findings import KINDS
from cases.ingest import records
from cases.models import (
    Brand,
    Case,
    Document,
    Edit,
    Evidence,
    Outcome,
    Person,
    Place,
    PlaceChange,
    Policy,
    PolicyMention,
)
from search import index
from search.fold import fold
from search.query import parse
from tests.cases.factories import (
    CIXI,
    NINGBO,
    YUYAO,
    CaseSpec,
    make_case,
    make_document,
    make_place,
    make_record,
    place_with_parents,
)

pytestmark = pytest.mark.django_db

FULL = CaseSpec(
    brands=["人才港湾", ("才聚姚江", "活动", ("姚江聚才",))],
    policies=[("余姚市人才新政", "formal", "引才", (("博士", 500000, "元"), ("硕士", 60000, "元")))],
    outcomes=[("引进人才", 120, "名", "achieved"), ("建设公寓", 300, "套", "planned")],
    people=[("王小明", "副局长")],
    organisations=["余姚市人才服务中心"],
)


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor", password="x")


def store(record: records.DocumentRecord, **more) -> actions.Stored:
    for case in record.cases:
        if case.place:
            place_with_parents(case.place.code, case.place.name)
    return actions.store_document(record=record, **more)


def moved(record: records.DocumentRecord, preface: str) -> records.DocumentRecord:
    """The same reading of a text that was cleaned differently: ``preface`` stands before everything."""
    by = len(preface)

    def shift(node):
        if isinstance(node, records.Evidence):
            return records.Evidence(node.start + by, node.end + by, node.quote)
        if isinstance(node, tuple):
            return tuple(shift(each) for each in node)
        if hasattr(node, "__dataclass_fields__") and not isinstance(node, records.PlaceRef):
            fields = {name: shift(getattr(node, name)) for name in node.__dataclass_fields__}
            if isinstance(node, records.CaseRecord):
                fields["start"], fields["end"] = node.start + by, node.end + by
            return type(node)(**fields)
        return node

    return replace(shift(record), text=preface + record.text)


def changed(record: records.DocumentRecord, at: int = 0, **fields) -> records.DocumentRecord:
    """The reading with other values in one of its cases."""
    cases = list(record.cases)
    cases[at] = replace(cases[at], **fields)
    return replace(record, cases=tuple(cases))


def found(typed: str) -> set[int]:
    """The cases in whose indexed names or text a piece stands; the index must hold exactly what it should."""
    assert not actions.check_index()
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct owner from search_passage where position(%s in folded) > 0", [fold(typed).text]
        )
        return {owner for (owner,) in cursor.fetchall()}


def rows() -> dict[str, list]:
    """All that storing writes but times and ids, to compare two databases."""
    models = [Document, Case, Brand, Policy, *KINDS.values()]
    told = {"id", "key", "created_at", "updated_at", "imported_at", "reading", "version"}
    answer = {}
    for model in models:
        fields = [f.name for f in model._meta.concrete_fields if f.name not in told and not f.is_relation]
        answer[model.__name__] = sorted(map(repr, model.objects.values_list(*fields)))
    answer["keys"] = sorted(
        [*Case.objects.values_list("key", flat=True), *Brand.objects.values_list("key", flat=True)]
    )
    answer["evidence"] = sorted(Evidence.objects.values_list("start", "end", "quote", "lost"))
    return answer


# Storing


def test_everything_read_is_stored_with_its_evidence() -> None:
    answer = store(make_record(FULL))
    case = Case.objects.get()
    assert answer.status == "stored" and answer.created == 1 + 9 and not answer.warnings
    assert (case.title, case.place.name, case.year, case.status) == (FULL.title, "余姚市", 2012, "published")
    assert {b.brand.name for b in case.brand_mentions.all()} == {"人才港湾", "才聚姚江"}
    assert case.policy_mentions.get().policy.form == "formal"
    assert {(b.label, b.low, b.policy.name) for b in case.benefits.all()} == {
        ("博士", 500000, "余姚市人才新政"),
        ("硕士", 60000, "余姚市人才新政"),
    }
    assert {(o.indicator, o.status) for o in case.outcomes.all()} == {
        ("引进人才", "achieved"),
        ("建设公寓", "planned"),
    }
    assert case.people.get().role == "副局长" and case.organisations.get().name == "余姚市人才服务中心"
    for model in KINDS.values():
        for fact in model.objects.all():
            assert fact.evidence.exists(), fact
    for each in Evidence.objects.select_related("document"):
        assert each.document.text[each.start : each.end] == each.quote


def test_a_second_run_writes_nothing() -> None:
    record = make_record(FULL)
    store(record)
    before = list(Case.objects.values())
    with CaptureQueriesContext(connection) as queries:
        assert actions.store_document(record=record).status == "unchanged"
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]
    assert list(Case.objects.values()) == before


def test_a_draft_is_in_no_index_and_stays_one_on_a_second_run() -> None:
    record = make_record(FULL)
    store(record, draft=True)
    assert Case.objects.get().status == "draft" and not found("人才港湾")
    store(replace(record, title="改了"))
    assert Case.objects.get().status == "draft" and not found("人才港湾")


def test_the_number_of_queries_does_not_grow_with_facts() -> None:
    def queries(facts: int, filename: str) -> int:
        outcomes = [(f"引进{chr(0x4E00 + n)}类人才", n, "名", "achieved") for n in range(facts)]
        record = make_record(CaseSpec(outcomes=outcomes), filename=filename)
        with CaptureQueriesContext(connection) as captured:
            store(record)
        return len(captured)

    store(make_record(filename="0.txt"))
    assert queries(2, "1.txt") == queries(60, "2.txt")


def test_a_finding_met_twice_is_one_fact_with_two_pieces_of_evidence() -> None:
    store(make_record(CaseSpec(outcomes=[("引进人才", 120, "名", "achieved")] * 2)))
    assert Outcome.objects.get().evidence.count() == 2


def test_brands_join_across_documents_and_the_predecessors_of_a_county_but_not_across_counties() -> None:
    today = make_place("330213", "奉化区")
    former = make_place("330283", "奉化市", valid_to=date(2016, 9, 14), today=[today])
    for number, place in enumerate([(former.code, former.name), (today.code, today.name), YUYAO]):
        make_case(f"第{number}个案例", place=place, brands=["双招双引" if number != 1 else "“双招双引”"])
    assert sorted(Brand.objects.values_list("place__code", flat=True)) == [today.code, "330281"]
    assert Brand.objects.get(place=today).mentions.count() == 2


def test_a_city_that_speaks_of_a_countys_brand_means_that_brand() -> None:
    make_document(
        CaseSpec("全市概述", NINGBO, brands=["人才银行", "一县一品"]),
        CaseSpec("余姚的做法", YUYAO, brands=["人才银行"]),
    )
    assert Brand.objects.get(name="人才银行").place.name == "余姚市"
    assert Brand.objects.get(name="一县一品").place.name == "宁波市"


def test_an_alias_finds_the_brand_and_the_case() -> None:
    one = make_case("甲", brands=[("才聚姚江", "活动", ("姚江聚才",))])
    two = make_case("乙", brands=["姚江聚才"])
    assert Brand.objects.count() == 1
    assert {one.pk, two.pk} <= found("姚江聚才")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_files_does_not_matter(order) -> None:
    specs = [
        CaseSpec("甲", brands=["人才港湾"], policies=[("人才十条", "named", "引才", ())]),
        CaseSpec("乙", brands=["“人才港湾”"], policies=[("人才十条", "formal", "引才", ())]),
        CaseSpec("丙", brands=["人才港湾"], policies=[("人才十条", "named", "育才", ())]),
    ]
    for number in order:
        make_document(specs[number], filename=f"{number}.txt")
    assert list(Brand.objects.values_list("name", flat=True)) == ["人才港湾"]
    assert list(Policy.objects.values_list("form", "category")) == [("formal", "引才")]


def test_copies_under_two_names_do_not_overwrite_one_another() -> None:
    record = make_record(FULL, filename="b.txt")
    copy = replace(record, filename="a.txt", year=2011)
    assert [store(each).status for each in (record, copy, record, copy)] == [
        "stored",
        "updated",
        "unchanged",
        "unchanged",
    ]
    assert Document.objects.get().filename == "a.txt"
    assert "a.txt" in store(record).warnings[0]


def test_a_changed_reading_updates_and_reports_what_is_gone() -> None:
    record = make_record(FULL)
    store(record)
    case = record.cases[0]
    answer = store(changed(record, year=2013, outcomes=case.outcomes[:1], brands=case.brands[:1], people=()))
    assert answer.status == "updated"
    assert Case.objects.get().year == 2013
    assert answer.removed == (
        "案例中的品牌：才聚姚江",
        "成效：建设公寓 300套",
        "人物：王小明",
        "品牌：才聚姚江",
    )
    assert not found("姚江聚才")


def test_text_cleaned_differently_moves_all_evidence() -> None:
    record = make_record(FULL)
    store(record)
    before = Evidence.objects.count()
    store(moved(record, "县域人才工作汇编\n"))
    assert Evidence.objects.count() == before
    for each in Evidence.objects.select_related("document"):
        assert each.document.text[each.start : each.end] == each.quote


def test_storing_anew_comes_to_the_same_as_storing_once() -> None:
    record = make_record(FULL)
    other = changed(moved(record, "前言\n"), outcomes=(), year=2014)
    store(other)
    once = rows()
    Document.objects.all()
    store(record)
    store(other)
    assert rows() == once


def test_a_heading_cut_differently_keeps_the_address() -> None:
    body = "\n".join(f"第{n}项工作由人才办牵头推进落实" for n in range(9))
    record = make_record(replace(FULL, body=body))
    store(record)
    key = Case.objects.get().key
    store(changed(record, key="另一个标题键", title="余姚：人才港湾"))
    assert (Case.objects.get().key, Case.objects.get().title) == (key, "余姚：人才港湾")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "坏\0文"}, "不能保存的字符"),
        ({"text": "坏\ud800文"}, "不能保存的字符"),
        ({"text": "别的文字" * 200}, "与原文不符"),
    ],
)
def test_a_record_that_cannot_be_true_is_refused_whole(change, said) -> None:
    record = replace(make_record(FULL), **change)
    with pytest.raises(records.Refused, match=said):
        store(record)
    assert not Document.objects.exists()


def test_absurd_values_cost_themselves_and_not_the_document() -> None:
    record = make_record(FULL)
    first, second = record.cases[0].outcomes
    outcomes = (
        replace(first, low=Decimal(10) ** 40, high=None),
        replace(second, low=Decimal(9), high=Decimal(1)),
    )
    outcomes += (replace(first, indicator="人" * 900),)
    answer = store(changed(record, outcomes=outcomes, year=30000, title="长" * 900, key="键" * 900))
    assert len(answer.warnings) == 2 and "数值不合理" in answer.warnings[0]
    assert len(Outcome.objects.get().indicator) == 200
    assert Case.objects.get().year is None and len(Case.objects.get().title) == 300


def test_a_place_the_gazetteer_lacks_is_told_and_found_once_it_has_it() -> None:
    record = make_record(CaseSpec(place=("999998", "无名县")))
    answer = actions.store_document(record=record)
    assert Case.objects.get().place is None and "无名县" in answer.warnings[0]
    make_place("999998", "无名县")
    assert actions.store_document(record=record).status == "updated"
    assert Case.objects.get().place.name == "无名县"


# People outrank the machine


def test_what_editors_decided_outlives_better_rules_and_cleaner_text(editor) -> None:
    record = make_record(FULL)
    store(record)
    case = Case.objects.get()
    cixi = place_with_parents(*CIXI)
    changes = {"title": "改过的标题", "place": cixi, "year": 2010, "summary": "编辑写的摘要"}
    actions.edit_case(case=case, user=editor, changes=changes, reason="据实")
    right, wrong = case.outcomes.order_by("pk")
    actions.edit_fact(
        fact=right, user=editor, changes={"low": Decimal(121), "high": Decimal(121)}, reason="据年报"
    )
    actions.reject_fact(fact=wrong, user=editor)
    actions.edit_brand(
        brand=Brand.objects.get(name="人才港湾"), user=editor, changes={"name": "姚江人才港湾"}
    )
    actions.edit_policy(
        policy=Policy.objects.get(), user=editor, changes={"category": "其他", "name": "新政（试行）"}
    )
    actions.add_fact(
        case=case, kind="person", user=editor, values={"name": "李大为", "role": "主任"}, reason="据名册"
    )

    read = record.cases[0]
    outcomes = tuple(replace(each, indicator=each.indicator + "数") for each in read.outcomes)
    answer = store(
        changed(
            moved(record, "前言\n"),
            outcomes=moved(changed(record, outcomes=outcomes), "前言\n").cases[0].outcomes,
        )
    )

    case.refresh_from_db()
    assert answer.status == "updated" and not answer.lost
    assert {field: getattr(case, field) for field in changes} == changes
    assert case.machine["title"] == FULL.title and case.machine["place"] == {
        "code": "330281",
        "name": "余姚市",
    }
    states = {(o.indicator, o.low, o.state, o.lost) for o in case.outcomes.all()}
    assert states == {("引进人才", 121, "confirmed", False), ("建设公寓", 300, "rejected", False)}
    assert case.outcomes.get(state="confirmed").machine["indicator"] == "引进人才数"
    assert any("编辑已定" in warning for warning in answer.warnings)
    assert {m.brand.name for m in case.brand_mentions.all()} == {"姚江人才港湾", "才聚姚江"}
    assert list(Policy.objects.values_list("name", "category")) == [("新政（试行）", "其他")]
    assert Person.objects.filter(name="李大为", lost=False).exists()


def test_decided_facts_that_vanish_are_kept_and_reported(editor) -> None:
    record = make_record(FULL)
    store(record)
    actions.confirm_fact(fact=Outcome.objects.get(indicator="引进人才"), user=editor)
    answer = store(changed(record, outcomes=()))
    assert answer.lost == ("成效：引进人才 120名",)
    assert answer.removed == ("成效：建设公寓 300套",)
    assert Outcome.objects.get().lost
    assert Outcome.objects.get().evidence.get().lost is False  # The words still stand in the text.
    assert store(changed(record, outcomes=(), year=2014)).lost == ()
    store(record)
    assert not Outcome.objects.get(indicator="引进人才").lost


def test_evidence_whose_words_are_gone_is_called_lost(editor) -> None:
    record = make_record(FULL)
    store(record)
    actions.confirm_fact(fact=Outcome.objects.get(indicator="引进人才"), user=editor)
    other = make_record(CaseSpec(outcomes=[]))
    store(replace(other, sha256=record.sha256))
    assert Outcome.objects.get().evidence.get().lost


def test_cases_that_vanish_go_unless_people_worked_on_them(editor) -> None:
    record = make_record(CaseSpec("第一章甲"), CaseSpec("第二章乙", CIXI), CaseSpec("第三章丙"))
    store(record)
    actions.edit_case(case=Case.objects.get(title="第二章乙"), user=editor, changes={"summary": "要点"})
    answer = store(replace(record, cases=record.cases[:1]))
    assert answer.lost == ("案例：第二章乙",)
    assert (
        answer.removed[0] == "案例：第三章丙" and len(answer.removed) == 1 + 2 + 1
    )  # 乙's machine facts, its brand.
    assert dict(Case.objects.values_list("title", "lost")) == {"第一章甲": False, "第二章乙": True}
    assert not found("第三章丙") and found("第二章乙")


# Editing


def test_an_edit_is_in_history_and_in_search_at_once(editor) -> None:
    case = make_case()
    cixi = place_with_parents(*CIXI)
    changes = {"title": "港城引凤", "place": cixi, "year": 2012}
    saved = actions.edit_case(case=case, user=editor, changes=changes, reason="原题有误", version=1)
    assert (saved.version, saved.decided, saved.place_basis) == (2, ["place", "title"], "编辑改定")
    assert list(Edit.objects.order_by("pk").values_list("field", "before", "after", "reason", "user")) == [
        ("title", "余姚建设人才港湾", "港城引凤", "原题有误", editor.pk),
        (
            "place",
            {"code": "330281", "name": "余姚市"},
            {"code": "330282", "name": "慈溪市"},
            "原题有误",
            editor.pk,
        ),
    ]
    assert found("港城引凤") == found("慈溪") == {case.pk}
    assert not Evidence.objects.filter(case=case, field="place").exists()
    brand = Brand.objects.get()
    assert brand.place == cixi and brand.key == case.brand_mentions.get().brand.key


def test_a_case_that_moves_leaves_a_shared_brand_behind(editor) -> None:
    case, other = make_case("甲"), make_case("乙")
    actions.edit_case(case=case, user=editor, changes={"place": place_with_parents(*CIXI)}, reason="据实")
    assert other.brand_mentions.get().brand.place.name == "余姚市"
    assert case.brand_mentions.get().brand.place.name == "慈溪市"


def test_of_two_editors_the_second_is_told(editor) -> None:
    case = make_case()
    actions.edit_case(case=case, user=editor, changes={"title": "先到"}, version=1)
    with pytest.raises(actions.EditConflict, match="editor") as conflict:
        actions.edit_case(case=case, user=editor, changes={"title": "后到"}, version=1)
    assert conflict.value.current["title"] == "先到" and conflict.value.version == 2
    with pytest.raises(actions.EditConflict):
        actions.confirm_fact(fact=case.outcomes.get(), user=editor, version=1)


@pytest.mark.parametrize(
    "changes", [{"title": " "}, {"year": 1700}, {"status": "nowhere"}, {"title": "长" * 301}, {"key": "x"}]
)
def test_wrong_values_change_nothing(editor, changes) -> None:
    case = make_case()
    with pytest.raises(ValidationError):
        actions.edit_case(case=case, user=editor, changes=changes)
    assert not Edit.objects.exists() and Case.objects.get().version == 1


def test_withdrawn_cases_are_out_of_the_index_until_published_again(editor) -> None:
    one, two = make_case("甲县做法"), make_case("乙县做法")
    for each in (one, two):
        actions.edit_case(case=each, user=editor, changes={"status": "withdrawn"}, reason="核实中")
    assert not found("人才港湾")
    actions.edit_case(case=one, user=editor, changes={"status": "published"})
    assert found("人才港湾") == {one.pk}
    assert Edit.objects.filter(field="status").count() == 3


def test_a_renamed_brand_is_found_by_both_names_and_by_its_next_document(editor) -> None:
    case = make_case("甲")
    actions.edit_brand(brand=Brand.objects.get(), user=editor, changes={"name": "姚江人才港"}, version=1)
    other = make_case("乙")
    assert Brand.objects.get().name == "姚江人才港"
    assert found("姚江人才港") == found("人才港湾") == {case.pk, other.pk}


def test_a_renamed_policy_is_met_again_under_its_former_name(editor) -> None:
    offers = [("人才十条", "named", "引才", ())]
    make_case("甲", policies=offers)
    actions.edit_policy(policy=Policy.objects.get(), user=editor, changes={"name": "关于人才工作的十条意见"})
    make_case("乙", policies=offers)
    assert Policy.objects.get().mentions.count() == 2


def test_two_brands_of_a_place_cannot_take_one_name(editor) -> None:
    make_case(brands=["人才港湾", "人才驿站"])
    with pytest.raises(ValidationError, match="已有名为"):
        actions.edit_brand(
            brand=Brand.objects.get(name="人才驿站"), user=editor, changes={"name": "“人才港湾”"}
        )


def test_an_alias_added_finds_the_cases_and_taken_away_no_more(editor) -> None:
    case = make_case()
    alias = actions.add_alias(brand=Brand.objects.get(), user=editor, name="港湾计划")
    assert found("港湾计划") == {case.pk}
    with pytest.raises(ValidationError):
        actions.add_alias(brand=Brand.objects.get(), user=editor, name="“港湾计划”")
    actions.remove_alias(alias=alias, user=editor)
    assert not found("港湾计划")
    assert list(Edit.objects.values_list("before", "after")) == [("港湾计划", None), (None, "港湾计划")]


def test_a_rejected_mention_is_out_of_search_and_of_the_public_list(editor) -> None:
    case = make_case(brands=[("才聚姚江", "活动", ("姚江聚才",))])
    actions.reject_fact(fact=case.brand_mentions.get(), user=editor, reason="不是品牌")
    assert not found("姚江聚才")
    assert Brand.objects.count() == 1 and not Brand.objects.public().exists()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("brand_mention", {"name": "人才驿站"}),
        ("policy_mention", {"name": "人才十条"}),
        ("benefit", {"name": "人才十条", "label": "博士", "low": 5, "high": 5, "unit": "元", "raw": "5元"}),
        (
            "outcome",
            {"indicator": "入驻企业", "low": 8, "high": 8, "unit": "家", "raw": "8家", "status": "planned"},
        ),
        ("person", {"name": "李大为", "role": "主任"}),
        ("organisation", {"name": "人才公司"}),
    ],
)
def test_each_kind_of_fact_can_be_added_once_and_outlives_a_new_reading(editor, kind, values) -> None:
    record = make_record()
    store(record)
    case = Case.objects.get()
    fact = actions.add_fact(case=case, kind=kind, user=editor, values=values, spans=[(0, 4)], reason="据年报")
    assert (fact.origin, fact.state) == ("editor", "confirmed")
    assert fact.evidence.get().quote == case.document.text[:4]
    with pytest.raises(ValidationError):
        actions.add_fact(case=case, kind=kind, user=editor, values=values)
    answer = store(moved(record, "前言\n"))
    fact.refresh_from_db()
    assert not fact.lost and not answer.lost and fact.evidence.get().start == 3


def test_evidence_of_an_editor_must_lie_in_the_case(editor) -> None:
    case = make_case()
    with pytest.raises(ValidationError, match="证据的位置"):
        actions.add_fact(
            case=case, kind="person", user=editor, values={"name": "李大为"}, spans=[(0, case.end + 1)]
        )


def test_a_mention_moved_to_another_brand_takes_the_orphan_away(editor) -> None:
    case = make_case(brands=["人才港湾"])
    right = make_case("乙", brands=["人才驿站"]).brand_mentions.get().brand
    actions.edit_fact(fact=case.brand_mentions.get(), user=editor, changes={"brand": right}, reason="同一个")
    assert list(Brand.objects.values_list("name", flat=True)) == ["人才驿站"]
    assert case.pk in found("人才驿站")


# The index


def test_reindex_comes_to_the_same_and_clears_strays(monkeypatch) -> None:
    case, hidden = make_case("甲"), make_case("乙", draft=True)
    index.put(hidden.pk, "乙", [])
    index.put(999_999, "无主", [])
    told, sealed = [], []
    monkeypatch.setattr(index, "seal", lambda **options: sealed.append(options))
    monkeypatch.setattr(actions.index, "SEALED", 1)
    assert actions.reindex(progress=told.append) == {"indexed": 1, "hidden": 1, "cleared": 1}
    assert sealed == [{"clear": False}]
    assert sum(told) == 2 and found("人才港湾") == {case.pk} and not found("无主")


# Places


def unit(code: str, name: str, level: str = "county", parent_code: str = "", **more) -> SimpleNamespace:
    values = {
        "valid_from": None,
        "valid_to": None,
        "source": "",
        "pinyin": "",
        "initials": "",
        "sort_key": name,
    }
    return SimpleNamespace(code=code, name=name, level=level, parent_code=parent_code, **{**values, **more})


def gazetteer(*units: SimpleNamespace, changes=(), today=None) -> SimpleNamespace:
    today = today or {}
    by_name = {each.name: each for each in units}
    return SimpleNamespace(
        units=units,
        changes=changes,
        today=lambda u: tuple(by_name[n] for n in today.get(u.name, [u.name] if not u.valid_to else [])),
    )


def test_places_are_loaded_once_and_follow_the_gazetteer() -> None:
    Place.today.through.objects.all().delete()
    PlaceChange.objects.all().delete()
    Place.objects.update(parent=None)
    Place.objects.all().delete()
    merged = date(2016, 9, 14)
    event = SimpleNamespace(
        date=merged, kind="merge", before_code="330204", before_name="江东区", after_code="330212",
        after_name="鄞州区", document="批复", note="",
    )  # fmt: skip
    units = [
        unit("330000", "浙江省", "province"),
        unit("330200", "宁波市", "prefecture", "330000"),
        unit("330212", "鄞州区", "county", "330200"),
        unit("330204", "江东区", "county", "330200", valid_to=merged),
        unit("330298", "误写县", "county", "330200"),
    ]
    source = gazetteer(*units, changes=[event], today={"江东区": ["鄞州区"]})
    assert actions.load_places(gazetteer=source) == {
        "created": 5, "updated": 0, "removed": 0, "kept": 0, "changes": 1,
    }  # fmt: skip
    assert Place.objects.get(name="江东区").today.get().name == "鄞州区"
    assert Place.objects.get(name="江东区").parent.parent.name == "浙江省"
    assert actions.load_places(gazetteer=source)["updated"] == 0

    case = make_case(place=("330204", "江东区"))
    assert found("鄞州") == {case.pk}
    renamed = [
        unit("330212", "鄞州新区", "county", "330200") if u.name == "鄞州区" else u for u in units[:-1]
    ]
    event.after_name = "鄞州新区"
    later = gazetteer(*renamed, changes=[event], today={"江东区": ["鄞州新区"]})
    counts = actions.load_places(gazetteer=later)
    assert (counts["created"], counts["removed"], counts["kept"]) == (
        1,
        1,
        1,
    )  # A brand rests on the old one.
    assert found("鄞州新区") == {case.pk}


def test_policies_and_their_benefits_move_together(editor) -> None:
    case = make_case("甲", policies=[("人才十条", "named", "引才", (("博士", 5, "元"),))])
    make_case("乙", policies=[("人才十条", "named", "引才", ())])
    actions.edit_case(case=case, user=editor, changes={"place": place_with_parents(*CIXI)}, reason="据实")
    mention = PolicyMention.objects.get(case=case)
    assert mention.policy.place.name == "慈溪市" and case.benefits.get().policy == mention.policy


def test_every_database_has_the_places_of_the_lexicon() -> None:
    counts = actions.load_places()
    assert {name: counts[name] for name in ("created", "updated", "removed", "kept")} == dict.fromkeys(
        ("created", "updated", "removed", "kept"), 0
    )
    assert Place.objects.get(code="330204", name="江东区").today.get().name == "鄞州区"


def test_the_search_finds_what_was_just_stored_and_edited(editor) -> None:
    case = make_case()
    assert [owner for owner, _ in index.find(parse("人才港湾")).owners] == [case.pk]
    actions.edit_case(case=case, user=editor, changes={"title": "姚江两岸引凤栖"})
    assert [owner for owner, _ in index.find(parse("引凤栖")).owners] == [case.pk]


def test_a_case_that_moves_leaves_the_index_right_for_those_it_shared_names_with(editor) -> None:
    """A brand shared by cases loses the spellings of the one that goes elsewhere, and gains them in the other place."""
    spelt = ("姚江英才", "计划", ("“姚江英才”计划",))
    moved = make_case("甲", brands=[spelt], policies=[("余姚引才办法", "formal", "引才", ())])
    make_case("乙", brands=["姚江英才"], policies=[("余姚引才办法", "formal", "引才", ())])
    make_case("丙", brands=["姚江英才"], place=CIXI)
    for place in (place_with_parents(*CIXI), place_with_parents(*YUYAO)):
        actions.edit_case(case=moved, user=editor, changes={"place": place}, reason="核对来源")
        assert not actions.check_index()
        moved.refresh_from_db()
