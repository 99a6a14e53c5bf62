"""The summary that the program composed says what the page says; the one that an editor wrote is never touched."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from cases import actions
from cases.actions import merging
from cases.actions.batches import Change, change_many
from cases.ingest.extract.summary import summary
from cases.models import Brand, Case, Policy
from tests.cases.factories import CIXI, YUYAO, CaseSpec, make_record, place_with_parents

pytestmark = pytest.mark.django_db

SPEC = CaseSpec(
    brands=["人才港湾", "才聚姚江"],
    policies=[("余姚市人才新政", "formal", "引才", (("博士", 500000, "元"), ("硕士", 60000, "元")))],
    outcomes=[("引进人才", 120, "名", "achieved"), ("建设公寓", 300, "套", "planned")],
)
READ = (
    "余姚市2012年的案例，主要品牌是“人才港湾”，另有“才聚姚江”；读到政策1项（含优惠条款2条）、成效2项（已达成1、计划中1）。"
    "金额最高的一条优惠是500000元（余姚市人才新政）。"
)


def record(**more):
    made = make_record(SPEC, **more)
    read = made.cases[0]
    said = summary(read.place, read.year, read.brands, read.policies, read.outcomes)
    return replace(made, cases=(replace(read, summary=said),))


@pytest.fixture
def case() -> Case:
    place_with_parents(*YUYAO)
    place_with_parents(*CIXI)
    actions.store_document(record=record())
    return Case.objects.get()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor", password="x")


def _cixi(case: Case, user: User) -> None:
    actions.edit_case(case=case, user=user, changes={"place": place_with_parents(*CIXI)}, reason="据实")


def _year(case: Case, user: User) -> None:
    assert "2013年" in actions.edit_case(case=case, user=user, changes={"year": 2013}, reason="据实").summary


def _no_year(case: Case, user: User) -> None:
    actions.edit_case(case=case, user=user, changes={"year": None}, reason="没有写")


def _in_bulk(case: Case, user: User) -> None:
    changes = [Change(1, case, case.version, {"year": 2013, "place": place_with_parents(*CIXI)})]
    change_many(changes=changes, user=user, what="改年份", reason="据实")


def _no_main_brand(case: Case, user: User) -> None:
    actions.reject_fact(fact=case.brand_mentions.get(brand__name="人才港湾"), user=user)


def _one_brand_more(case: Case, user: User) -> None:
    actions.add_fact(case=case, kind="brand_mention", user=user, values={"name": "海创之家"}, reason="据名册")


def _another_brand(case: Case, user: User) -> None:
    mention = case.brand_mentions.get(brand__name="人才港湾")
    actions.edit_fact(fact=mention, user=user, changes={"name": "海创之家"}, reason="据名册")


def _brand_renamed(case: Case, user: User) -> None:
    brand = Brand.objects.get(name="人才港湾")
    actions.edit_brand(brand=brand, user=user, changes={"name": "姚江港湾"}, reason="据实")


def _brand_merged(case: Case, user: User) -> None:
    into = Brand.objects.create(key="aaaaaaa2", name="姚江人才港湾", name_key="姚江人才港湾")
    gone = Brand.objects.get(name="人才港湾")
    merging.merge(kept=into, gone=gone, user=user, reason="同一个")


def _policy_renamed(case: Case, user: User) -> None:
    actions.edit_policy(
        policy=Policy.objects.get(), user=user, changes={"name": "新政（试行）"}, reason="据实"
    )


def _brands_in_bulk(case: Case, user: User) -> None:
    mentions = list(case.brand_mentions.order_by("pk").select_related("case"))
    changes = [Change(n, m, case.version, {"state": "rejected"}) for n, m in enumerate(mentions, 1)]
    change_many(changes=changes, user=user, what="否决", reason="误读")


def _figure_rejected(case: Case, user: User) -> None:
    actions.reject_fact(fact=case.outcomes.get(status="planned"), user=user)


CHANGES: dict[str, tuple[Callable[[Case, User], None], str, str]] = {
    "another place": (_cixi, "余姚市2012年", "慈溪市2012年"),
    "another year": (_year, "2012年", "2013年"),
    "no year": (_no_year, "2012年的", "、年份未定的"),
    "both in bulk": (_in_bulk, "余姚市2012年", "慈溪市2013年"),
    "the main brand rejected": (_no_main_brand, "“人才港湾”，另有“才聚姚江”", "“才聚姚江”"),
    "a brand more": (_one_brand_more, "另有“才聚姚江”", "另有“才聚姚江”、“海创之家”"),
    "another brand": (_another_brand, "“人才港湾”", "“海创之家”"),
    "the brand renamed": (_brand_renamed, "“人才港湾”", "“姚江港湾”"),
    "the brand merged into another": (_brand_merged, "“人才港湾”", "“姚江人才港湾”"),
    "the policy renamed": (_policy_renamed, "（余姚市人才新政）", "（新政（试行））"),
    "brands in bulk": (_brands_in_bulk, "主要品牌是“人才港湾”，另有“才聚姚江”", "没有读到品牌"),
    "a figure rejected": (_figure_rejected, "成效2项（已达成1、计划中1）", "成效1项（已达成1）"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_summary_nobody_wrote_follows_what_people_decide(case, editor, name) -> None:
    change, was, now = CHANGES[name]
    assert case.summary == READ
    change(case, editor)
    case.refresh_from_db()
    assert case.summary == READ.replace(was, now) and "summary" not in case.decided
    assert not case.edits.filter(field="summary").exists()  # Nobody decided that.


@pytest.mark.parametrize("name", CHANGES)
def test_a_summary_that_an_editor_wrote_is_never_touched(case, editor, name) -> None:
    case = actions.edit_case(case=case, user=editor, changes={"summary": "港湾引才。"})
    change = CHANGES[name][0]
    if change is _year:
        actions.edit_case(case=case, user=editor, changes={"year": 2013}, reason="据实")
    else:
        change(case, editor)
    case.refresh_from_db()
    assert case.summary == "港湾引才。"


def test_a_change_of_place_together_with_the_summary_keeps_the_written_one(case, editor) -> None:
    changes = {"year": 2013, "summary": "2013年的做法。"}
    actions.edit_case(case=case, user=editor, changes=changes, reason="据实")
    assert Case.objects.get().summary == "2013年的做法。"


def test_reading_the_document_anew_does_not_bring_the_contradiction_back(case, editor) -> None:
    _year(case, editor)
    _no_main_brand(case, editor)
    again = record()
    more = replace(again.cases[0], people=(), headings=("另",), summary=again.cases[0].summary)
    assert actions.store_document(record=replace(again, cases=(more,))).status == "updated"
    case.refresh_from_db()
    said = READ.replace("2012年", "2013年").replace("“人才港湾”，另有“才聚姚江”", "“才聚姚江”")
    assert case.summary == said and case.machine["summary"] == READ
