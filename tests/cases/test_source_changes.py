"""The history of a case tells what became of its source: who brought in a later text, and who corrected words in it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.models import Case, Document
from tests.cases.factories import YUYAO, CaseSpec, make_record, place_with_parents
from tests.cases.roles import MANAGE, make_user
from tests.cases.test_admin import address

pytestmark = pytest.mark.django_db
BODY = (
    "县里把服务窗口搬进了产业园区。企业不出园就能办完手续。去年以来又增设了夜间窗口。青年公寓同时开放申请。"
)


@pytest.fixture
def manager() -> User:
    return make_user(MANAGE)


@pytest.fixture
def client(manager) -> Client:
    client = Client()
    client.force_login(manager)
    return client


def store(number: int, user: User | None) -> None:
    place_with_parents(*YUYAO)
    spec = CaseSpec(title="山海英才", outcomes=[("引进人才", number, "名", "achieved")], body=BODY)
    actions.store_document(record=make_record(spec), user=user)


def test_the_history_of_a_case_says_who_brought_in_a_later_text_and_corrected_the_source(
    client, manager
) -> None:
    store(120, None)
    case, document = Case.objects.get(), Document.objects.get()
    assert "还没有人改过，现在的值都是机器读取的" in client.get(address(case, "history")).content.decode()
    store(150, manager)
    store(160, None)
    case.refresh_from_db()
    document.refresh_from_db()
    at = document.text.index("夜间")
    actions.correct_text(
        document=document, user=manager, start=at, end=at + 2, text="周末", reason="对照原件"
    )
    page = client.get(address(case, "history")).content.decode()
    told = [row.split("</tr>")[0] for row in page.partition("来源的变化")[2].split("<tr>")[2:]]
    assert "还没有人改过，现在的值" not in page and len(told) == 3
    for row, words in zip(
        told,
        (
            (MANAGE, "更正原文：夜间 → 周末", "对照原件"),
            ("系统", "第 2 版 → 第 3 版（样例.txt）"),
            (MANAGE, "导入新版：第 1 版 → 第 2 版（样例.txt）"),
        ),
        strict=True,
    ):
        assert all(word in row for word in words), (row, words)
    assert "导入新版：第 1 版 → 第 2 版" in client.get(address(document, "history")).content.decode()
    revisions = client.get(reverse("admin:cases_document_change", args=[document.pk])).content.decode()
    assert MANAGE in revisions
