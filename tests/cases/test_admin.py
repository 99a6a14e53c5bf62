"""The editors' desk, through the browser's eyes: pages, saving, conflicts, history, and what nobody may do."""

import re
from decimal import Decimal

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.actions import batches, sign_in, uploads
from cases.actions.findings import KINDS
from cases.models import Brand, BrandAlias, Case, Edit, Outcome, Place, Policy, Revision, Sheet
from tests.cases.factories import CIXI, make_case, place_with_parents

pytestmark = pytest.mark.django_db

MODELS = [model for model in site._registry if model._meta.app_label == "cases"]
SPEC = {
    "policies": [("人才新政", "formal", "引才", (("博士", 500000, "元"),))],
    "people": [("王小明", "副局长")],
    "organisations": ["人才服务中心"],
}


@pytest.fixture
def client() -> Client:
    User.objects.create_superuser("editor", password="x")
    client = Client()
    assert client.login(username="editor", password="x")
    return client


def address(record, page: str = "change") -> str:
    return reverse(f"admin:cases_{record._meta.model_name}_{page}", args=[record.pk])


def form_of(client: Client, where: str) -> dict[str, str]:
    """What a browser would send back from a change page if nothing was touched."""
    return values_of(client.get(where).context)


def values_of(context) -> dict[str, str]:
    """The values of all inputs of a change page, by what its template was given."""
    forms = [context["adminform"].form]
    data = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            data[form.add_prefix(name)] = "" if value is None else str(value)
    return data


def field_of(data: dict[str, str], value: str, name: str) -> str:
    """The name of the input ``name`` in the row where some input has ``value``."""
    prefix = next(key for key, given in data.items() if given == value).rsplit("-", 1)[0]
    return f"{prefix}-{name}"


def test_every_model_is_at_the_desk_under_its_chinese_name(client) -> None:
    page = client.get(reverse("admin:index")).content.decode()
    assert "县域人才案例" in page
    assert {m.__name__ for m in MODELS} >= {
        *(model.__name__ for model in KINDS.values()),
        *("Document", "Case", "Brand", "BrandAlias", "Policy", "Place", "PlaceChange", "Evidence", "Edit"),
    }
    for model in MODELS:
        assert str(model._meta.verbose_name_plural) in page


def keep_old(case: Case, number: int) -> None:
    """An earlier text of the case's document, and a spreadsheet that came back."""
    about = {
        "filename": f"旧{number}.txt",
        "sha256": "0" * 64,
        "text": "旧文",
        "replaced_by": User.objects.get(),
    }
    Revision.objects.create(document=case.document, number=1, **about)
    Sheet.objects.create(key=f"k{number}", filename=f"表{number}.csv", content=b"x", user=User.objects.get())


def test_lists_search_and_take_the_same_queries_for_2_rows_and_for_20(client) -> None:
    def queries() -> dict[str, int]:
        counted = {}
        for model in MODELS:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(reverse(f"admin:cases_{model._meta.model_name}_changelist"), {"q": ""})
            assert answer.status_code == 200
            counted[model.__name__] = len(captured)
        return counted

    def more(numbers: range) -> None:
        for n in numbers:
            case = make_case(f"第{n}号案例", brands=[(f"品牌{n}号", "平台", (f"别称{n}号",))], **SPEC)
            actions.edit_case(case=case, user=User.objects.get(), changes={"summary": f"摘要{n}"})
            keep_old(case, n)

    more(range(2))
    ContentType.objects.get_for_models(*MODELS)  # They are looked up once a process.
    few = queries()
    more(range(2, 20))
    assert queries() == few
    for model in MODELS:
        found = client.get(reverse(f"admin:cases_{model._meta.model_name}_changelist"), {"q": "人才"})
        assert found.status_code == 200


def test_every_record_has_a_page_and_a_history_and_no_way_to_delete_it(client) -> None:
    case = make_case(brands=[("才聚姚江", "平台", ("姚江聚才",))], **SPEC)
    actions.edit_case(case=case, user=User.objects.get(), changes={"year": 2011}, reason="据实")
    uploads.bring(user=User.objects.get(), files=[("样例.txt", b"")])
    sign_in.begin(name="editor", address=None)
    actions.terms.add_term(kind="word", values={"name": "人才港湾"}, user=User.objects.get())
    about = {"document": case.document, "user": User.objects.get(), "reason": "据实"}
    actions.correct_text(start=0, end=1, text="馀", **about)
    one = batches.Change(1, Case.objects.get(), Case.objects.get().version, {"title": "多条一起改"})
    batches.change_many(changes=[one], user=User.objects.get(), what="样例", reason="据实")
    keep_old(case, 1)
    for model in MODELS:
        record = model.objects.first()
        assert record, model
        page = client.get(address(record))
        assert page.status_code == 200, model
        assert "<style" not in page.content.decode() and " style=" not in page.content.decode(), model
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^\s<]", page.content.decode()), model
        assert client.get(address(record, "history")).status_code == 200, model
        assert client.get(address(record, "delete")).status_code == 403, model
        assert client.post(address(record, "delete"), {"post": "yes"}).status_code == 403, model


def test_a_saved_case_has_history_and_is_new_on_the_site(client) -> None:
    case = make_case()
    data = form_of(client, address(case))
    cixi = place_with_parents(*CIXI)
    data |= {
        "title": "港城引凤",
        "place": str(cixi.pk),
        "year": "2013",
        "summary": "要点",
        "reason": "原题有误",
    }
    assert client.post(address(case), data).status_code == 302
    saved = Case.objects.get()
    assert (saved.title, saved.place, saved.year, saved.summary) == ("港城引凤", cixi, 2013, "要点")
    assert saved.decided == ["place", "summary", "title", "year"]
    assert set(Edit.objects.values_list("user__username", "reason")) == {("editor", "原题有误")}
    history = client.get(address(case, "history")).content.decode()
    for words in (
        "editor",
        "标题",
        "余姚建设人才港湾",
        "港城引凤",
        "余姚市（330281）",
        "慈溪市（330282）",
        "原题有误",
    ):
        assert words in history
    with connection.cursor() as cursor:
        cursor.execute("select folded from search_passage where owner = %s and ord = 0", [case.pk])
        assert "港城引凤" in cursor.fetchone()[0]


def test_nothing_touched_is_nothing_written(client) -> None:
    case = make_case(**SPEC)
    assert client.post(address(case), form_of(client, address(case))).status_code == 302
    assert Case.objects.get().version == 1 and not Edit.objects.exists()


def test_facts_are_corrected_rejected_and_added_on_the_page_of_their_case(client) -> None:
    case = make_case(**SPEC)
    place_with_parents(*CIXI)
    data = form_of(client, address(case))
    data[field_of(data, "引进人才", "high")] = "150"
    data[field_of(data, "王小明", "state")] = "rejected"
    total = int(data["organisations-TOTAL_FORMS"])
    data |= {
        "organisations-TOTAL_FORMS": str(total + 1),
        f"organisations-{total}-id": "",
        f"organisations-{total}-case": str(case.pk),
        f"organisations-{total}-name": "人才发展集团",
        f"organisations-{total}-state": "unreviewed",
        "reason": "据年报",
    }
    assert client.post(address(case), data).status_code == 302
    outcome = case.outcomes.get()
    assert (outcome.low, outcome.high, outcome.state, outcome.origin) == (120, 150, "confirmed", "editor")
    assert outcome.machine["high"] == "120"
    assert case.people.get().state == "rejected"
    added = case.organisations.get(name="人才发展集团")
    assert (added.origin, added.state) == ("editor", "confirmed")
    assert set(Edit.objects.values_list("field", "reason")) == {
        ("high", "据年报"),
        ("state", "据年报"),
        ("", "据年报"),
    }


def test_amounts_are_shown_without_the_zeros_of_the_column(client) -> None:
    data = form_of(client, address(make_case(**SPEC)))
    assert (data["outcomes-0-low"], data["benefits-0-high"]) == ("120", "500000")


def test_the_sentence_stands_beside_each_fact(client) -> None:
    page = client.get(address(make_case())).content.decode()
    assert "已引进人才<strong>120名</strong>。" in page


def test_the_second_editor_is_told_and_keeps_the_own_text(client) -> None:
    case = make_case()
    data = form_of(client, address(case)) | {"title": "后到的标题"}
    actions.edit_case(case=case, user=None, changes={"title": "先到的标题"})
    answer = client.post(address(case), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "这条记录有了改动" in page and "先到的标题" in page and 'value="后到的标题"' in page
    assert client.post(address(case), data).status_code == 200  # Again, and still nothing is overwritten.
    assert Case.objects.get().title == "先到的标题"


WRONG = (
    ({"title": ""}, "这个字段是必填项"),
    ({"year": "1700"}, "年份应在 1900 到 2100 之间"),
    ({"outcomes-0-low": "500"}, "下限不能大于上限"),
    ({"outcomes-0-low": "abc"}, "输入一个数字"),
    ({"title": "坏\0字"}, "不允许"),
)


def test_wrong_values_come_back_with_a_sentence(client) -> None:
    where = address(make_case())
    data = form_of(client, where)
    for change, said in WRONG:
        answer = client.post(where, data | change)
        assert answer.status_code == 200 and said in answer.content.decode(), change
        assert not Edit.objects.exists(), change


def test_what_only_the_action_refuses_comes_back_too(client) -> None:
    case = make_case(brands=["人才港湾", "人才驿站"])
    brand = Brand.objects.get(name="人才驿站")
    data = form_of(client, address(brand)) | {"name": "“人才港湾”"}
    answer = client.post(address(brand), data)
    assert answer.status_code == 200 and "已有名为" in answer.content.decode()
    one, other = case.brand_mentions.order_by("pk")
    data = form_of(client, address(case))
    data[field_of(data, one.brand.name, "name")] = other.brand.name
    answer = client.post(address(case), data | {"title": "不该存下"})
    assert answer.status_code == 200 and "已有这一条" in answer.content.decode()
    assert not Edit.objects.exists() and Case.objects.get().title == "余姚建设人才港湾"


def test_a_brand_is_renamed_and_given_aliases(client) -> None:
    make_case(brands=[("才聚姚江", "平台", ("姚江聚才",))])
    brand = Brand.objects.get()
    data = form_of(client, address(brand))
    data |= {
        "name": "姚江英才",
        "aliases-TOTAL_FORMS": "2",
        "aliases-1-name": "英才计划",
        "aliases-1-brand": str(brand.pk),
    }
    data |= {"aliases-1-id": "", "aliases-0-DELETE": "on"}
    assert client.post(address(brand), data).status_code == 302
    assert set(BrandAlias.objects.values_list("name", flat=True)) == {"才聚姚江", "英才计划"}
    assert Brand.objects.get().name == "姚江英才"
    assert "改前 → 改后" in client.get(address(brand, "history")).content.decode()


@pytest.mark.parametrize(("model", "more"), [(Brand, {}), (Policy, {"form": "named"})])
def test_brands_and_policies_can_be_added(client, model, more) -> None:
    where = reverse(f"admin:cases_{model._meta.model_name}_add")
    data = form_of(client, where) | {"name": "人才飞地"} | more
    assert client.post(where, data).status_code == 302
    assert model.objects.get().key and Edit.objects.get().after == "人才飞地"
    assert client.post(where, data).status_code == 200  # The name is taken.


def test_facts_and_documents_have_pages_that_save(client) -> None:
    case = make_case()
    outcome = case.outcomes.get()
    data = form_of(client, address(outcome)) | {"indicator": "引进高层次人才", "reason": "更准确"}
    assert client.post(address(outcome), data).status_code == 302
    assert Outcome.objects.get().indicator == "引进高层次人才"
    data = form_of(client, address(case.document)) | {"title": "余姚的文件"}
    assert client.post(address(case.document), data).status_code == 302
    assert Case.objects.get().document.title == "余姚的文件"
    assert "余姚的文件" in client.get(address(case.document, "history")).content.decode()


def test_fields_and_values_have_their_chinese_names(client) -> None:
    case = make_case(**SPEC)
    outcome, user = case.outcomes.get(), User.objects.get()
    changes = {"high": Decimal(150), "bound": "~"}
    actions.edit_fact(fact=outcome, user=user, changes=changes, reason="据年报")
    page = client.get(address(outcome)).content.decode()
    assert "上限：120" in page and "界限：等于" in page and "high：" not in page
    edits = client.get(reverse("admin:cases_edit_changelist")).content.decode()
    assert "?field=high" in edits and ">上限</a>" in edits and ">high</a>" not in edits
    Case.objects.update(lost=True)
    cases = client.get(reverse("admin:cases_case_changelist")).content.decode()
    assert f"{case.document.filename}（原文已不见）" in cases
    evidence = client.get(reverse("admin:cases_evidence_changelist")).content.decode()
    assert 'alt="False"' not in evidence and "原文已不见" not in evidence.split('id="result_list"')[1]


def test_a_place_is_found_by_former_name_pinyin_and_code(client) -> None:
    place = place_with_parents(*CIXI)
    former = Place.objects.create(
        code="339999", name="三北县", level="county", valid_to="1980-01-01", pinyin="sanbei", initials="sb"
    )
    former.today.set([place])
    where = reverse("admin:cases_place_choices")
    names = {"app_label": "cases", "model_name": "case", "field_name": "place"}
    for typed in ("三北", "sanbei", "339999"):
        texts = [each["text"] for each in client.get(where, {**names, "term": typed}).json()["results"]]
        assert "三北县（339999，1980 年撤销）" in texts
    texts = [each["text"] for each in client.get(where, {**names, "term": "三北"}).json()["results"]]
    assert any(text.endswith("慈溪市（330282）") for text in texts)
    assert "宁波市 慈溪市（330282）" in client.get(address(make_case(place=CIXI))).content.decode()


def test_history_is_nobodys_to_change_and_rights_are_kept(client) -> None:
    case = make_case()
    actions.edit_case(case=case, user=None, changes={"year": 2011})
    edit = Edit.objects.get()
    assert client.post(address(edit), {"reason": "改史"}).status_code == 403
    assert client.get(reverse("admin:cases_edit_add")).status_code == 403
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_case"))
    other = Client()
    other.force_login(viewer)
    assert other.get(address(case)).status_code == 200
    assert other.get(address(case, "history")).status_code == 200
    assert other.post(address(case), {"title": "越权"}).status_code == 403
    assert other.get(address(edit)).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_editor_changes_a_case_in_the_browser_and_finds_it_on_the_site(emptied, live_server, page) -> None:
    place_with_parents(*CIXI)
    case = make_case(**SPEC)
    User.objects.create_superuser("editor", password="x")
    refused: list[str] = []
    page.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security" in message.text else None,
    )
    page.goto(live_server.url + address(case))
    page.fill("#id_username", "editor")
    page.fill("#id_password", "x")
    page.click("input[type=submit]")
    page.fill("#id_title", "姚江两岸引凤栖")
    page.click(".field-place .select2-selection")
    page.keyboard.type("慈溪")
    page.click(".select2-results__option:has-text('慈溪市（330282）')")
    page.fill("#id_reason", "核对原文")
    page.select_option("#id_people-0-state", "rejected")
    page.click("text=保存并继续编辑")
    assert "成功修改" in page.inner_text(".messagelist")
    page.click("a.historylink")
    history = page.inner_text("#change-history")
    for words in ("姚江两岸引凤栖", "慈溪市（330282）", "已否决", "核对原文", "editor"):
        assert words in history
    page.goto(f"{live_server.url}/cases/?q=引凤栖")
    assert "姚江两岸引凤栖" in page.inner_text("main")
    assert not refused
