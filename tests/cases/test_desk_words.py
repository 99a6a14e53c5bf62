"""The words of the desk: simplified Chinese throughout, 您 and not 你, one word for signing out."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from cases import actions
from cases.models import Edit, Evidence
from cases.site import GROUPS
from tests.cases.factories import make_case
from tests.cases.roles import ENTRY, MANAGE, make_user
from tests.cases.test_admin import address

pytestmark = pytest.mark.django_db
WORDS = Path(settings.BASE_DIR) / "cases" / "locale" / "zh_Hans" / "LC_MESSAGES"


def said(answer) -> str:
    """What a page shows, with its title and the words of its inputs."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", "", answer.content.decode(), flags=re.S)
    shown = re.findall(r'(?:title|alt|value|placeholder|aria-label)="([^"]*)"', page)
    return "\n".join([re.sub(r"<[^>]+>", "\n", page), *shown])


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_words_are_those_of_the_source(domain) -> None:
    with open(WORDS / f"{domain}.mo", "rb") as file:
        compiled = {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}
    source = (WORDS / f"{domain}.po").read_text("utf-8")
    assert len(compiled) == len(re.findall(r"^msgid ", source, re.M)) - 1
    for text in compiled.values():
        assert text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") in source, text


def test_nobody_is_called_du_by_django() -> None:
    catalog = trans_real.translation("zh-hans")._catalog
    words = {key: catalog[key] for key in catalog.keys() if "你" in str(catalog[key])}
    admin = {key for key in words if isinstance(key, str) and "Referer" not in key}
    assert not admin, admin


ENGLISH = (
    "Error:", "Model name", "Add link", "Choose ", "Remove ", "Staff status", "Superuser", "Log out", "Log in", "Thanks", "place", "text",
)  # fmt: skip


def test_pages_of_the_desk_are_in_chinese(admin_client: Client, admin_user: User) -> None:
    case = make_case()
    actions.edit_case(case=case, user=admin_user, changes={"year": 2013}, reason="据实")
    at = case.document.text.index("引进")
    actions.correct_text(
        document=case.document, user=admin_user, start=at, end=at + 2, text="引入", reason="对照原件"
    )
    evidence = Evidence.objects.get(field="place")
    other = make_user(ENTRY, "小李")
    form = {"username": "小李", "is_active": "on", "email": "a@b.cn"}
    admin_client.post(reverse("admin:auth_user_change", args=[other.pk]), form)
    pages = [
        admin_client.get(reverse("admin:index")),
        admin_client.get(reverse("admin:app_list", args=["cases"])),
        admin_client.post(address(case), {"title": ""}),
        admin_client.get(reverse("admin:cases_evidence_change", args=[evidence.pk])),
        admin_client.get(reverse("admin:auth_user_change", args=[other.pk])),
        admin_client.get(reverse("admin:auth_user_history", args=[other.pk])),
        *(
            admin_client.get(reverse("admin:cases_edit_change", args=[edit.pk]))
            for edit in Edit.objects.all()
        ),
    ]
    for page in pages:
        words = said(page)
        assert page.status_code == 200
        found = [word for word in ENGLISH if re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w-])", words)]
        assert not found and "你" not in words, (page.request["PATH_INFO"], found)
    assert "有错误：" in pages[2].content.decode() and "可以登录工作台" in pages[5].content.decode()
    assert "地区" in said(pages[3])


def test_the_words_of_scripts_are_chinese_too(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:jsi18n")).content.decode()
    catalog = dict(re.findall(r'"((?:Choose|Remove)[^"]*(?:\\"[^"]*)*)": "([^"]*)"', page))
    assert catalog["Remove all %s"] == r"全部去掉：%s" or "\\u5168" in catalog["Remove all %s"]
    assert not [key for key, text in catalog.items() if key == text]
    assert "你" not in page and "\\u4f60" not in page


def test_signing_out_is_called_one_thing(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "退出登录" in page and "注销" not in page and "登出" not in page
    page = said(admin_client.post(reverse("admin:logout")))
    assert "您已退出登录。" in page and "美好时光" not in page and "登出" not in page and "注销" not in page


def test_who_is_signed_in_is_not_told_to_sign_in() -> None:
    client = Client()
    client.force_login(make_user(ENTRY))
    page = client.get(reverse("admin:review")).content.decode()
    assert "请先登录" not in page and "现在登录的是“录入”" in page and "联系管理人员" in page


def test_a_reason_that_is_required_says_so() -> None:
    client = Client()
    client.force_login(make_user(MANAGE))
    case = make_case(draft=True)
    data = {"action": "publish", "_selected_action": [case.pk]}
    assert "理由（必填）" in client.post(reverse("admin:cases_case_changelist"), data).content.decode()
    actions.edit_case(case=case, user=User.objects.get(), changes={"title": "新题"}, reason="据实")
    where = client.get(reverse("admin:cases_rowchange_changelist")).content.decode()
    change = re.search(r'href="(/admin/cases/rowchange/\d+/change/[^"]*)"', where)[1]
    assert "理由（必填）" in client.get(change).content.decode()


def test_the_lists_stand_under_headings_and_none_is_left_out(admin_client: Client) -> None:
    request = admin_client.get(reverse("admin:index")).wsgi_request
    apps = [app for app in admin.site.get_app_list(request) if app["app_label"] == "cases"]
    assert [app["name"] for app in apps] == list(GROUPS)
    listed = [model["object_name"] for app in apps for model in app["models"]]
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "cases"}
    assert len(listed) == len(set(listed)) and set(listed) == registered
    assert listed[0] == "Case"
