"""Many at once from a list of the desk: a preview with counts, then one transaction, one reason and one entry."""

import pytest
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.models import Batch, Case, Edit, Outcome
from tests.cases.factories import CIXI, CaseSpec, make_case, make_document, place_with_parents
from tests.cases.roles import ENTRY, REVIEW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> Client:
    client = Client()
    client.force_login(make_user(REVIEW))
    return client


def preview(client: Client, kind: str, name: str) -> str:
    """The page that the action of the list answers with, all records chosen."""
    model = {"case": Case, "outcome": Outcome}[kind]
    chosen = list(model.objects.order_by("pk").values_list("pk", flat=True))
    answer = client.post(
        reverse(f"admin:cases_{kind}_changelist"), {"action": name, "_selected_action": chosen}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, kind: str, name: str, chosen: str, **data: str) -> str:
    where = reverse("admin:bulk", args=[kind, name])
    return client.post(where, {"chosen": chosen, **data}, follow=True).content.decode()


def seen(*cases: Case) -> str:
    return ",".join(f"{case.pk}.{case.version}" for case in cases)


def two() -> tuple[Case, Case]:
    make_document(CaseSpec("甲"), filename="1.txt")
    make_document(CaseSpec("乙"), filename="2.txt", draft=True)
    return Case.objects.get(title="甲"), Case.objects.get(title="乙")


def test_what_would_change_is_told_before_anything_is(reviewer: Client) -> None:
    public, draft = two()
    page = preview(reviewer, "case", "publish")
    assert "将改动 <b>1</b> 条；1 条本来就是如此" in page
    assert "<td>乙</td><td><del>草稿</del></td><td><ins>已发布</ins></td>" in page
    assert f'value="{seen(public, draft)}"' in page and not Edit.objects.exists()
    page = do(reviewer, "case", "publish", seen(public, draft), do="apply", reason="已审")
    assert "已发布 1 条" in page
    assert set(Case.objects.values_list("status", flat=True)) == {"published"}
    batch = Batch.objects.get()
    assert (batch.what, batch.count, batch.reason) == ("发布", 1, "已审")
    assert batch.records == [
        {"key": draft.key, "record": "乙", "changes": [["status", "draft", "published"]]}
    ]
    assert Edit.objects.get().reason == "已审" and not actions.check_index()


def test_year_and_place_are_given_on_the_page(reviewer: Client) -> None:
    cases = two()
    page = preview(reviewer, "case", "year")
    assert 'name="value"' in page and "将改动" not in page
    assert "将改动 <b>2</b> 条" in do(reviewer, "case", "year", seen(*cases), value="2015", do="preview")
    assert "必填项" in do(reviewer, "case", "year", seen(*cases), value="", do="preview")
    assert "必填项" in do(reviewer, "case", "year", seen(*cases), value="2015", do="apply")
    assert "大于或等于" in do(reviewer, "case", "year", seen(*cases), value="1066", do="preview")
    assert not Edit.objects.exists()
    do(reviewer, "case", "year", seen(*cases), value="2015", do="apply", reason="按台账")
    assert {case.year for case in Case.objects.all()} == {2015}
    place, cases = place_with_parents(*CIXI), Case.objects.order_by("pk")
    assert preview(reviewer, "case", "place").count("select2") > 0
    do(reviewer, "case", "place", seen(*cases), value=str(place.pk), do="apply", reason="按台账")
    assert {case.place for case in Case.objects.all()} == {place}
    assert [batch.what for batch in Batch.objects.all()] == ["改地区：慈溪市（330282）", "改年份：2015"]


def test_only_what_its_evidence_says_is_confirmed(reviewer: Client) -> None:
    case = make_case(outcomes=[("引进人才", 120, "名", "achieved"), ("引进博士", 7, "名", "achieved")])
    Outcome.objects.filter(indicator="引进博士").update(low=8, high=8, raw="8名", machine={})
    page = preview(reviewer, "outcome", "confirm")
    assert '将改动 <b>1</b> 条；<b class="unsupported">1 条不能处理' in page and "证据里找不到" in page
    chosen = ",".join(f"{pk}.{case.version}" for pk in Outcome.objects.values_list("pk", flat=True))
    do(reviewer, "outcome", "confirm", chosen, do="apply", reason="逐条看过")
    assert dict(Outcome.objects.values_list("indicator", "state")) == {
        "引进人才": "confirmed",
        "引进博士": "unreviewed",
    }
    do(reviewer, "outcome", "reject", chosen.replace(".1", ".2"), do="apply", reason="重复")
    assert set(Outcome.objects.values_list("state", flat=True)) == {"rejected"}


def test_who_was_overtaken_changes_nothing(reviewer: Client) -> None:
    public, draft = two()
    chosen = seen(public, draft)
    actions.edit_case(case=draft, user=None, changes={"title": "新题"})
    assert "刚刚有了改动" in do(reviewer, "case", "withdraw", chosen, do="apply", reason="x")
    assert set(Case.objects.values_list("status", flat=True)) == {"published", "draft"}
    assert not Batch.objects.exists()


def test_rights_hold_for_each_record() -> None:
    public, draft = two()
    client = Client()
    client.force_login(make_user(ENTRY))
    page = do(client, "case", "year", seen(public, draft), value="2015", do="preview")
    assert "将改动 <b>1</b> 条" in page and "案例“甲”已发布，您不能修改。" in page
    for kind, name in (("case", "publish"), ("outcome", "confirm")):
        answer = client.post(reverse("admin:bulk", args=[kind, name]), {"chosen": seen(draft)})
        assert answer.status_code == 403
    for kind, name in (("case", "confirm"), ("outcome", "year"), ("brand", "year"), ("user", "submit")):
        assert client.post(reverse("admin:bulk", args=[kind, name])).status_code == 404
    where = reverse("admin:bulk", args=["case", "year"])
    assert client.get(where)["Location"] == reverse("admin:cases_case_changelist")
    for odd in ("1", "a.1", "1.1.1", "1." + "9" * 30):
        assert client.post(where, {"chosen": odd, "value": "2015"}).status_code == 404


@pytest.mark.parametrize("odd", ["余姚", "²", "1.5", "a\0b", "9" * 30])
def test_what_is_no_place_is_told_in_the_form(reviewer: Client, odd: str) -> None:
    public, draft = two()
    page = do(reviewer, "case", "place", seen(public, draft), value=odd, do="preview")
    assert "errorlist" in page and "将改动" not in page
    change = reverse("admin:cases_case_change", args=[draft.pk])
    assert reviewer.post(change, {"place": odd}).status_code == 200


def test_a_year_that_no_calendar_has_shows_the_whole_list(admin_client: Client) -> None:
    where = reverse("admin:cases_batch_changelist")
    assert admin_client.get(where, {"at__year": "9" * 20})["Location"] == f"{where}?e=1"


def test_too_many_are_told(reviewer: Client, monkeypatch) -> None:
    two()
    monkeypatch.setattr("cases.admin.bulk.MOST", 1)
    data = {"action": "publish", "_selected_action": list(Case.objects.values_list("pk", flat=True))}
    page = reviewer.post(reverse("admin:cases_case_changelist"), data, follow=True).content.decode()
    assert "一次最多 1 条" in page


def test_who_publishes_many_is_told_how_much_of_it_nobody_has_checked(reviewer: Client) -> None:
    one, other = two()
    Case.objects.update(status="draft")
    chosen = seen(*Case.objects.order_by("pk"))
    for page in (
        do(reviewer, "case", "publish", chosen, do="preview"),
        do(reviewer, "case", "publish", chosen, reason="核对"),
    ):
        assert "4 条内容未核" in page, page
