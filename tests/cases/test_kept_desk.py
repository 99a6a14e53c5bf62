"""What was typed when the session had ended comes back behind signing in: for the same user, signed, unsaved, bounded."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.admin import kept
from cases.models import Case, Edit
from tests.cases.factories import make_case
from tests.cases.roles import MANAGE, REVIEW, make_user
from tests.cases.test_admin import address, field_of, values_of

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
OVER = "登录已过期，请重新登录；您填写的内容会保留"


def token(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def hidden(page: str) -> dict[str, str]:
    """The hidden inputs of a page."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def reviewer() -> User:
    return make_user(REVIEW)


@pytest.fixture
def client(reviewer) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    return client


def typed(client: Client, record, **more: str) -> dict[str, str]:
    """What a browser would send of the page of a record, with what somebody typed."""
    answer = client.get(address(record))
    page = answer.content.decode()
    sent = values_of(answer.context) | {"seen": answer.context["seen"], "csrfmiddlewaretoken": token(page)}
    return sent | {"typed_by": hidden(page)["typed_by"], "_save": "保存", **more}


def signed_in(client: Client, page: str, name: str = REVIEW, password: str = "x"):
    """Sign in on a page, with all that it carries."""
    data = {"username": name, "password": password, "next": "/admin/", **hidden(page)}
    return client.post(LOGIN, data)


def test_what_was_typed_is_put_back_into_the_form_behind_signing_in_and_then_saved(client) -> None:
    case = make_case(people=[("王小明", "局长")])
    data = typed(client, case, title="改了\n半天的“标题”", reason="据实")
    data[field_of(data, "王小明", "role")] = "副局长"
    Session.objects.all().delete()
    answer = client.post(address(case), data)
    page = answer.content.decode()
    assert answer.status_code == 200 and OVER in page and 'name="username"' in page
    wrong = signed_in(client, page, password="wrong").content.decode()
    assert OVER in wrong and hidden(wrong)["kept"] == hidden(page)["kept"]
    answer = signed_in(client, wrong)
    page = answer.content.decode()
    assert answer.status_code == 200 and "放回填写的内容" in page and f'action="{address(case)}"' in page
    assert "<script>" not in page and not re.search(r"\son\w+=", page)
    back = hidden(page)
    assert back["title"] == data["title"] and "_save" not in back
    answer = client.post(address(case), back)
    page = answer.content.decode()
    assert answer.status_code == 200 and "已放回这一页，还没有保存" in page and not Edit.objects.exists()
    again = values_of(answer.context) | {"csrfmiddlewaretoken": token(page), "seen": answer.context["seen"]}
    assert again["title"] == data["title"] and again["reason"] == "据实"
    assert client.post(address(case), again).status_code == 302
    assert Case.objects.get().people.get().role == "副局长" and "半天的“标题”" in Case.objects.get().title


def test_it_is_never_put_back_for_another_user(client) -> None:
    case, _ = make_case(), make_user(MANAGE)
    data = typed(client, case, title="甲填写的")
    Session.objects.all().delete()
    page = client.post(address(case), data).content.decode()
    answer = signed_in(client, page, MANAGE)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "另一位用户" in page and "甲填写的" not in page


@pytest.mark.parametrize("field", ["typed_by", "kept"])
@pytest.mark.parametrize("change", ["", "x", "{}", None])
def test_what_is_not_signed_by_us_is_not_believed(client, reviewer, field, change) -> None:
    case = make_case()
    data = typed(client, case, title="新题")
    Session.objects.all().delete()
    if field == "typed_by":
        forged = data["typed_by"][:-2] + "xx" if change is None else change
        page = client.post(address(case), data | {"typed_by": forged}).content.decode()
        assert "没有保存，请登录后再做一次" in page and 'name="kept"' not in page
    else:
        page = client.post(address(case), data).content.decode()
        forged = hidden(page)["kept"][:-2] + "xx" if change is None else change
        sent = {"username": REVIEW, "password": "x", **hidden(page), "kept": forged}
        assert client.post(LOGIN, sent).status_code == 302
    assert Case.objects.get().title == case.title


def test_a_forged_request_is_refused_before_anything_is_kept(client) -> None:
    case = make_case()
    data = typed(client, case)
    Session.objects.all().delete()
    for wrong in ({}, {"csrfmiddlewaretoken": "x" * 64}):
        without = {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}
        assert client.post(address(case), without | wrong).status_code == 403
    page = client.post(address(case), data).content.decode()
    sent = {**hidden(page), "username": REVIEW, "password": "x", "csrfmiddlewaretoken": "x" * 64}
    assert client.post(LOGIN, sent).status_code == 403
    page = signed_in(client, page).content.decode()
    assert client.post(address(case), hidden(page) | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_more_than_a_page_can_carry_is_said_not_to_be_kept(client, monkeypatch) -> None:
    monkeypatch.setattr(kept, "MOST", 500)
    case = make_case()
    data = typed(client, case, summary="".join(map(chr, range(0x4E00, 0x5300))))
    Session.objects.all().delete()
    page = client.post(address(case), data).content.decode()
    assert "没有能够保留" in page and 'name="kept"' not in page


def test_what_somebody_else_saved_meanwhile_is_told_as_always(client) -> None:
    case = make_case()
    data = typed(client, case, title="我的标题")
    Session.objects.all().delete()
    page = signed_in(client, client.post(address(case), data).content.decode()).content.decode()
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题"})
    answer = client.post(address(case), hidden(page))
    again = values_of(answer.context) | {"seen": answer.context["seen"]}
    again["csrfmiddlewaretoken"] = token(answer.content.decode())
    answer = client.post(address(case), again)
    assert answer.status_code == 200 and "我的标题" in answer.content.decode()
    assert [row.now for row in answer.context["differences"]] == ["对方的标题"]


def test_other_posts_say_that_they_were_not_done_and_signing_out_needs_no_session(client) -> None:
    where = reverse("admin:review")
    given = {"csrfmiddlewaretoken": token(client.get(reverse("admin:cases_brand_add")).content.decode())}
    Session.objects.all().delete()
    page = client.post(where, given | {"do": "approve"}).content.decode()
    assert "刚才提交的内容没有保存" in page and hidden(page)["next"] == where
    assert client.post(reverse("admin:logout"), given).status_code == 302
    assert client.get(where).status_code == 302  # Looking leads to signing in, as before.


def test_a_record_that_was_being_added_comes_back_too(client) -> None:
    where = reverse("admin:cases_brand_add")
    page = client.get(where).content.decode()
    data = {"name": "海创之家", "kind": "平台", **hidden(page), "_save": "保存"}
    Session.objects.all().delete()
    page = signed_in(client, client.post(where, data).content.decode()).content.decode()
    page = client.post(where, hidden(page)).content.decode()
    assert 'value="海创之家"' in page and "还没有保存" in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_works_in_a_browser_without_scripts(emptied, live_server, plain_page, reviewer) -> None:
    case = make_case()
    refused: list[str] = []
    plain_page.on(
        "console", lambda said: refused.append(said.text) if "Content Security" in said.text else None
    )

    def sign_in() -> None:
        plain_page.fill("#id_username", REVIEW)
        plain_page.fill("#id_password", "x")
        plain_page.click("#login-form [type=submit]")

    plain_page.goto(live_server.url + address(case))
    sign_in()
    plain_page.fill("#id_title", "改了半天的标题")
    plain_page.fill("#id_summary", "第一行\n第二行")
    Session.objects.all().delete()
    plain_page.click("[name=_save] >> nth=0")
    assert OVER in plain_page.inner_text(".errornote")
    sign_in()
    plain_page.click("text=放回填写的内容")
    assert plain_page.input_value("#id_title") == "改了半天的标题"
    assert plain_page.input_value("#id_summary") == "第一行\n第二行"
    assert address(case) in plain_page.url and Case.objects.get().title != "改了半天的标题"
    plain_page.click("[name=_save] >> nth=0")
    assert "成功修改" in plain_page.inner_text(".messagelist")
    assert Case.objects.get().title == "改了半天的标题" and not refused
