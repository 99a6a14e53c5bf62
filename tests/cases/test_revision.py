"""A changed file under the name of a stored one is a later version: the address stays, decisions stay, nothing is lost."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases import actions
from cases.models import Case, Document, Edit, Outcome
from cases.views.changes import blocks
from search.index import find
from search.query import parse
from tests.cases.factories import YUYAO, CaseSpec, make_record, place_with_parents

pytestmark = pytest.mark.django_db

BODY = (
    "县里把服务窗口搬进了产业园区。企业不出园就能办完手续。去年以来又增设了夜间窗口。青年公寓同时开放申请。"
)


def spec(number: int, body: str = BODY, **more) -> CaseSpec:
    return CaseSpec(title="山海英才", outcomes=[("引进人才", number, "名", "achieved")], body=body, **more)


def store(*specs: CaseSpec, draft: bool = False, **more) -> actions.Stored:
    place_with_parents(*YUYAO)
    return actions.store_document(record=make_record(*specs, **more), draft=draft)


def test_a_later_text_takes_the_place_of_the_earlier_which_is_kept(client: Client) -> None:
    store(spec(120))
    before, case = Document.objects.get(), Case.objects.get()
    answer = store(spec(150, BODY.replace("夜间窗口", "周末窗口")))
    assert answer.status == "updated"
    assert answer.warnings[-1] == "这是“山海英才”的第 2 版：新增 2 句、不再有 2 句，旧版已保留"
    after = Document.objects.get()
    assert (after.pk, after.key) == (before.pk, before.key) and after.sha256 != before.sha256
    assert Case.objects.get().key == case.key
    assert [str(outcome.raw) for outcome in Outcome.objects.all()] == ["150名"]
    revision = after.revisions.get()
    assert (revision.text, revision.sha256, revision.number) == (before.text, before.sha256, 1)
    assert not actions.check_index()
    page = client.get(after.get_absolute_url()).content.decode()
    assert "现行为第 2 版" in page and f"{after.get_absolute_url()}revisions/1/" in page
    changes = client.get(f"{after.get_absolute_url()}revisions/1/").content.decode()
    assert "<del>夜间</del><ins>周末</ins>窗口" in changes and "<del>120</del><ins>150</ins>" in changes


def test_both_files_brought_in_again_change_nothing() -> None:
    store(spec(120))
    store(spec(150))
    answers = [store(spec(120)), store(spec(150))]
    assert [answer.status for answer in answers] == ["unchanged", "unchanged"]
    assert "已被替换的第 1 版" in answers[0].warnings[-1]
    assert Document.objects.get().revisions.count() == 1


def test_what_an_editor_decided_stays(admin_user: User) -> None:
    store(spec(120))
    actions.edit_case(
        case=Case.objects.get(), user=admin_user, changes={"title": "改过的标题"}, reason="核对"
    )
    store(spec(150))
    case = Case.objects.get()
    assert case.title == "改过的标题" and Edit.objects.get().case == case


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"filename": "另一份.txt"}, id="another name"),
        pytest.param({"year": 2013}, id="another year"),
        pytest.param(
            {"body": "人才公寓今年开工。选址在城南新区。住户可以拎包入住。租金减半收取。物业也有补贴。"},
            id="other words",
        ),
    ],
)
def test_these_are_two_documents(other: dict) -> None:
    store(spec(120))
    name = other.pop("filename", "样例.txt")
    assert store(spec(150, **other), filename=name).status == "stored"
    assert Document.objects.count() == 2


def test_texts_with_cases_that_readers_may_not_see_are_not_shown(client: Client, admin_user: User) -> None:
    first, second = spec(120), CaseSpec(title="暂不公开的事", outcomes=(), body="这一段还没有核对。" + BODY)
    store(first, second)
    store(spec(150), second)
    document = Document.objects.get()
    address = f"{document.get_absolute_url()}revisions/1/"
    assert client.get(address).status_code == 200
    hidden = Case.objects.get(title="暂不公开的事")
    actions.edit_case(case=hidden, user=admin_user, changes={"status": "withdrawn"}, reason="核对")
    assert client.get(address).status_code == 404
    assert "revisions/1/" not in client.get(document.get_absolute_url()).content.decode()


def test_a_text_that_was_replaced_before_all_of_it_was_public_is_never_shown(
    client: Client, admin_user: User
) -> None:
    first, second = (
        spec(120),
        CaseSpec(title="暂不公开的事", outcomes=(), body="这一段还没有核对。" + BODY[:30]),
    )

    def publish() -> None:
        for case in Case.objects.filter(status="draft"):
            actions.edit_case(case=case, user=admin_user, changes={"status": "published"}, reason="核对")

    store(first, second, draft=True)
    actions.edit_case(
        case=Case.objects.get(title="山海英才"),
        user=admin_user,
        changes={"status": "published"},
        reason="核对",
    )
    store(spec(150), draft=True)  # The draft that nobody worked on goes with its words.
    assert not Case.objects.filter(title="暂不公开的事").exists()
    store(spec(160), CaseSpec(title="后来的事", body="后来的一段。", outcomes=()), draft=True)
    store(spec(170), CaseSpec(title="后来的事", body="后来改过的一段。", outcomes=()), draft=True)
    publish()
    store(spec(180), CaseSpec(title="后来的事", body="后来改过的一段。", outcomes=()))
    document = Document.objects.get()
    # Of the texts 1 to 5, the first held one draft and the third another; the fourth was public when it was replaced.
    assert list(document.revisions.order_by("number").values_list("public", flat=True)) == [
        False, True, False, True,
    ]  # fmt: skip
    page, address = client.get(document.get_absolute_url()).content.decode(), document.get_absolute_url()
    assert "现行为第 5 版" in page and page.count("revisions/") == 1 and "revisions/4/" in page
    answers = [client.get(f"{address}revisions/{number}/").status_code for number in range(1, 5)]
    assert answers == [404, 404, 404, 200]


def test_revisions_that_do_not_exist(client: Client) -> None:
    store(spec(120))
    address = Document.objects.get().get_absolute_url()
    for number in ("0", "1", "99999999999999999999"):
        assert client.get(f"{address}revisions/{number}/").status_code == 404


def test_the_words_of_the_later_version_are_found_and_those_of_the_earlier_are_not() -> None:
    store(spec(120))
    store(spec(120, BODY.replace("夜间窗口", "周末窗口")))
    assert len(find(parse("“周末窗口”")).owners) == 1
    assert find(parse("“夜间窗口”")).partial


def test_unchanged_sentences_are_left_out_and_nothing_else() -> None:
    same = [f"第{n}句一直都在这里。" for n in "一二三四五"]
    earlier, later = "".join([*same, "补贴二十万元。"]), "".join([*same, "补贴三十万元。", "新加的一句话。"])
    made = list(blocks(earlier, later))
    assert made[0].left_out == 3 and made[0].before == same[0] and made[0].after == same[-1]
    told = [(part.kind, part.text) for block in made[1:] for part in block.change]
    assert ("gone", "二") in told and ("added", "三") in told or ("gone", "补贴二十万元。") in told
    assert "".join(text for kind, text in told if kind != "gone") == "补贴三十万元。新加的一句话。"
    assert not list(blocks("", ""))
