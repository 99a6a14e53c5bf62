"""Bringing documents in at the desk: limits, the queue and its leases, previews, and a worker that is killed."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions import choices, uploads
from cases.management import worker
from cases.models import Case, Document, Edit, Place, Upload
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "fixtures" / "documents").glob("*.txt"))
ADD = "admin:cases_upload_add"
# More for a test by hand: TALENTKB_KILLS=10.
KILLS = int(os.environ.get("TALENTKB_KILLS", "2"))


@pytest.fixture
def author() -> User:
    return make_user(ENTRY)


@pytest.fixture
def client(author) -> Client:
    client = Client()
    client.force_login(author)
    return client


def given(*paths: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in paths]


def work() -> None:
    for _ in worker.work(once=True):
        pass


def states() -> dict[str, str]:
    return dict(Upload.objects.values_list("filename", "state"))


def test_files_are_stored_as_the_command_stores_them(author) -> None:
    files = [*given(*FILES[:2]), ("空.txt", b""), ("坏.docx", b"PK\x03\x04"), ("表.xlsx", b"x")]
    uploads.bring(user=author, files=files, trial=False)
    work()
    assert states() == {
        FILES[0].name: "done",
        FILES[1].name: "done",
        "空.txt": "refused",
        "坏.docx": "refused",
        "表.xlsx": "refused",
    }
    assert Upload.objects.get(filename="空.txt").report["reason"] == (
        "文件是空的。请核对是否选对了文件、是否保存或下载完整，再重新导入。"
    )
    assert set(Document.objects.values_list("filename", flat=True)) == {path.name for path in FILES[:2]}
    assert set(Case.objects.values_list("status", flat=True)) == {"draft"}
    done = Upload.objects.get(filename=FILES[0].name)
    assert done.report["status"] == "stored" and done.report["case_count"] and done.attempts == 1
    uploads.bring(user=author, files=given(FILES[0]), trial=False)
    work()
    assert Upload.objects.first().report["status"] == "unchanged"


def test_a_preview_tells_what_storing_then_does(author) -> None:
    batch = uploads.bring(user=author, files=given(FILES[0]))
    work()
    shown = Upload.objects.get()
    assert shown.state == "tried" and not Document.objects.exists() and not Case.objects.exists()
    assert uploads.accept(batch=batch, user=author) == 1
    work()
    done = Upload.objects.get()
    assert done.state == "done" and done.report == shown.report and Document.objects.count() == 1
    assert uploads.accept(batch=batch, user=author) == 0


def test_a_preview_knows_a_copy_among_its_own_files_as_storing_then_does(author) -> None:
    name, content = given(FILES[0])[0]
    batch = uploads.bring(user=author, files=[(name, content), ("另存.txt", content)])
    work()
    shown = [each.report for each in Upload.objects.order_by("pk")]
    assert [each["status"] for each in shown] == ["stored", "unchanged"]
    assert f"内容与“{name}”完全相同，未重复存入" in shown[1]["warnings"]
    uploads.accept(batch=batch, user=author)
    work()
    assert shown == [each.report for each in Upload.objects.order_by("pk")]


def test_only_who_publishes_may_bring_in_what_is_public_at_once(author) -> None:
    with pytest.raises(PermissionDenied):
        uploads.bring(user=author, files=given(FILES[0]), publish=True)
    with pytest.raises(PermissionDenied):
        uploads.bring(user=make_user(REVIEW), files=given(FILES[0]))
    uploads.bring(user=make_user(MANAGE), files=given(FILES[0]), trial=False, publish=True)
    work()
    assert set(Case.objects.values_list("status", flat=True)) == {"published"}


def test_a_later_text_of_what_is_public_takes_somebody_who_reviews(author) -> None:
    name, content = given(FILES[0])[0]
    later = content.decode().rstrip() + "\n\n后来又加了一句没有人核对过的话。\n"
    uploads.bring(user=author, files=[(name, content)], trial=False)
    work()
    for number, (user, status) in enumerate(
        ((author, "draft"), (author, "published"), (make_user(MANAGE), ""))
    ):
        Case.objects.update(status=status or "published")
        uploads.bring(user=user, files=[(name, f"{later}{'又' * number}".encode())], trial=False)
        work()
    told = [each.report for each in Upload.objects.order_by("pk")]
    assert [each["status"] for each in told] == ["stored", "updated", "refused", "updated"]
    assert "请由有审核权限的人导入" in told[2]["reason"] and Document.objects.get().revisions.count() == 2


LIMITS = (
    ([], "请选择文件"),
    ([("甲.txt", b"1")] * 101, "一次最多 100 个文件"),
    ([("甲.txt", b"1" * (20 * 1024 * 1024 + 1))], "超过 20 MB"),
)


@pytest.mark.parametrize(("files", "said"), LIMITS)
def test_limits(author, files, said) -> None:
    with pytest.raises(ValidationError, match=said):
        uploads.bring(user=author, files=files)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("甲\0乙\n.txt", "甲乙.txt"),
        ("长" * 300 + ".docx", "长" * 246 + ".docx"),
        ("", "未命名"),
        ("无" * 300, "无" * 255),
    ],
)
def test_names(author, name, kept) -> None:
    uploads.bring(user=author, files=[(name, b"1")])
    assert Upload.objects.get().filename == kept


def test_one_file_is_held_by_one_worker_until_its_time_is_over(author) -> None:
    uploads.bring(user=author, files=given(*FILES[:2]))
    one = uploads.claim(holder="甲", seconds=30)
    other = uploads.claim(holder="乙", seconds=30)
    assert (one.filename, other.filename) == (FILES[0].name, FILES[1].name)
    assert uploads.claim(holder="丙", seconds=30) is None
    assert uploads.extend(upload=one, holder="甲", seconds=30)
    Upload.objects.filter(pk=one.pk).update(held_until=timezone.now() - timedelta(seconds=1))
    again = uploads.claim(holder="丙", seconds=30)
    assert again.pk == one.pk and again.attempts == 2
    assert not uploads.extend(upload=one, holder="甲", seconds=30)
    assert not uploads.still_held(upload=one, holder="甲") and uploads.still_held(upload=one, holder="丙")
    uploads.release(upload=again, holder="丙")
    assert Upload.objects.get(pk=one.pk).attempts == 1 and uploads.claim(holder="丁", seconds=1).pk == one.pk


def test_who_lost_a_file_stores_nothing(author, monkeypatch) -> None:
    uploads.bring(user=author, files=given(FILES[0]), trial=False)
    upload, read = uploads.claim(holder="甲", seconds=30), worker._read

    def slow(which: Upload) -> object:
        Upload.objects.filter(pk=which.pk).update(holder="乙")
        return read(which)

    monkeypatch.setattr(worker, "_read", slow)
    worker._one(upload, "甲", 30)
    assert not Document.objects.exists() and Upload.objects.get().holder == "乙"


def test_a_worker_told_to_end_gives_its_file_back(author, monkeypatch) -> None:
    uploads.bring(user=author, files=given(FILES[0]), trial=False)

    def interrupted(_: Upload) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(worker, "_read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        work()
    left = Upload.objects.get()
    assert (left.state, left.attempts, left.holder) == ("waiting", 0, "")


def test_what_kills_its_worker_again_and_again_is_refused(author) -> None:
    batch = uploads.bring(user=author, files=given(FILES[0]), trial=False)
    Upload.objects.update(attempts=uploads.ATTEMPTS)
    work()
    assert Upload.objects.get().state == "refused" and "意外中断" in Upload.objects.get().report["reason"]
    assert uploads.retry(batch=batch, user=author) == 1
    work()
    assert Upload.objects.get().state == "done"


# The pages


def test_files_and_pasted_text_from_the_form_to_the_report(client) -> None:
    text = FILES[1].read_text("utf-8")
    data = {
        "files": [
            SimpleUploadedFile(FILES[0].name, FILES[0].read_bytes()),
            SimpleUploadedFile("空.txt", b""),
        ],
        "text": text,
        "name": FILES[1].stem,
        "trial": "on",
    }
    answer = client.post(reverse(ADD), data, follow=True)
    where = answer.request["PATH_INFO"]
    page = answer.content.decode()
    assert 'http-equiv="refresh"' in page and "共 3 个文件：等待处理 3" in page
    work()
    page = client.get(where).content.decode()
    assert 'http-equiv="refresh"' not in page and "将新存入" in page and "文件是空的" in page
    assert not Document.objects.exists()
    assert "<style" not in page and " style=" not in page and not re.search(r"\son\w+=", page)
    assert "开始存入 2 个文件" in client.post(where, {"do": "accept"}, follow=True).content.decode()
    work()
    page = client.get(where).content.decode()
    assert "已新存入" in page and Document.objects.count() == 2
    assert client.post(where, {"do": "retry"}).status_code == 302
    work()
    assert "已放弃 1 个文件" in client.post(where, {"do": "drop"}, follow=True).content.decode()
    assert not Upload.objects.get(filename="空.txt").content
    assert client.post(where, {"do": "x"}).status_code == 403


def test_the_form_says_what_is_wrong(client) -> None:
    assert "请选择文件，或粘贴文字" in client.post(reverse(ADD), {}).content.decode()
    many = [SimpleUploadedFile(f"{n}.txt", b"1") for n in range(101)]
    assert "一次最多 100 个文件" in client.post(reverse(ADD), {"files": many}).content.decode()
    assert 'name="publish"' not in client.get(reverse(ADD)).content.decode()
    client.post(reverse(ADD), {"text": "文字", "publish": "on"})
    assert not Upload.objects.get().publish


def test_a_batch_that_waits_long_says_what_may_be_wrong(client, author) -> None:
    batch = uploads.bring(user=author, files=given(FILES[0]))
    where = reverse("admin:cases_upload_batch", args=[batch])
    assert "manage.py work" not in client.get(where).content.decode()
    Upload.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    assert "manage.py work" in client.get(where).content.decode()
    assert client.get(reverse("admin:cases_upload_batch", args=["x"])).status_code == 404


def test_a_batch_is_for_those_who_bring_documents_in(author) -> None:
    where = reverse("admin:cases_upload_batch", args=[uploads.bring(user=author, files=given(FILES[0]))])
    other = Client()
    other.force_login(make_user(REVIEW))
    assert other.get(where).status_code == 403 and other.post(where, {"do": "drop"}).status_code == 403
    assert Upload.objects.get().state == "waiting"


# Killed


PROGRAM = """
import sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
call_command("work", once=True, lease=1.5)
"""


def start() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, connection.settings_dict["NAME"]],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "talentkb.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_moment_loses_nothing_and_stores_nothing_twice(emptied) -> None:
    files = FILES[:6]
    uploads.bring(user=None, files=given(*files), trial=False)
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start()
        if process.stdout.readline():  # It has taken a file.
            time.sleep(chance.random() * 2)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # At that very moment a file is stored and said to be, or neither.
        done = set(Upload.objects.filter(state="done").values_list("sha256", flat=True))
        assert done == set(Document.objects.values_list("sha256", flat=True))
    deadline = time.monotonic() + 120
    while Upload.objects.pending().exists() and time.monotonic() < deadline:
        process = start()
        process.communicate(timeout=120)
    assert set(states().values()) == {"done"}
    assert {upload.report["status"] for upload in Upload.objects.all()} == {"stored"}
    assert Document.objects.count() == len(files)
    assert not actions.check_index()


VAGUE = "乡村夜校\n\n这里引进博士三名，建成青年公寓二百套，企业反映很好，群众也都说好。\n"


def test_choices_hold_for_the_preview_for_the_store_and_for_every_later_reading(
    client, author, tmp_path
) -> None:
    content = VAGUE.encode("gb18030")
    batch = uploads.bring(user=author, files=[("来稿.txt", content)])
    work()
    upload = Upload.objects.get()
    assert (upload.report["guessed"], upload.report["no_place"], upload.report["no_year"]) == (
        "gb18030",
        1,
        1,
    )
    where, shown = (
        reverse("admin:cases_upload_choices", args=[upload.pk]),
        reverse("admin:cases_upload_batch", args=[batch]),
    )
    page = client.get(shown).content.decode()
    assert "编码没有标明，按 GB18030 读的；1 个案例的地区未定；1 个案例的年份未知" in page and where in page
    place = Place.objects.get(code="330281", valid_to=None)
    client.post(where, {"encoding": "utf-8"})
    work()
    assert "按所选的编码（UTF-8）读不下去" in Upload.objects.get().report["reason"]
    client.post(where, {"encoding": "gb18030", "place": place.pk, "year": 2013})
    work()
    upload.refresh_from_db()
    assert upload.state == "tried" and not Document.objects.exists()
    assert (upload.report["guessed"], upload.report["no_place"], upload.report["no_year"]) == ("", 0, 0)
    assert "读法：编码 GB18030（含 GBK、GB2312）；地区 余姚市；2013 年" in client.get(shown).content.decode()
    uploads.accept(batch=batch, user=author)
    work()
    case = Case.objects.select_related("place", "document").get()
    assert (case.place, case.year, case.place_basis) == (place, 2013, "导入时指定")
    told = Edit.objects.get(document=case.document)
    assert (told.field, told.user, told.after) == (
        "choices",
        author,
        "编码 GB18030（含 GBK、GB2312）；地区 余姚市；2013 年",
    )
    path = tmp_path / "来稿.txt"
    path.write_bytes(content)
    call_command("ingest", str(path), verbosity=0)
    uploads.bring(user=author, files=[("来稿.txt", content)], trial=False)
    work()
    assert Upload.objects.first().report["status"] == "unchanged" and Case.objects.get().place == place
    assert client.post(where, {"year": 2014}).status_code == 200 and Upload.objects.last().state == "done"


def test_what_a_file_says_itself_outweighs_what_was_chosen_for_it(author) -> None:
    text = f"慈溪市2019年人才工作总结\n{VAGUE}"
    place = Place.objects.get(code="330281", valid_to=None)
    uploads.bring(
        user=author,
        files=[("来稿.txt", text.encode())],
        trial=False,
        choices=choices.of(place=place, year=2013),
    )
    work()
    case = Case.objects.select_related("place").get()
    assert (case.place.name, case.year) == ("慈溪市", 2019)


def test_choices_for_all_files_are_made_where_they_are_brought_in(client) -> None:
    data = {"name": "稿", "text": VAGUE, "trial": "on", "columns": "1", "year": "2013"}
    assert "没有这种" not in client.post(reverse(ADD), data).content.decode()
    assert Upload.objects.get().choices == {"columns": 1, "year": 2013}
    for wrong in ({"year": "20130"}, {"encoding": "klingon"}, {"columns": "9"}, {"place": "x"}):
        page = client.post(reverse(ADD), {**data, **wrong})
        assert page.status_code == 200 and page.context["form"].errors.keys() == wrong.keys()
        assert '<details class="how" open' in page.content.decode()
    assert Upload.objects.count() == 1
    client.force_login(make_user(REVIEW))
    where = reverse("admin:cases_upload_choices", args=[Upload.objects.get().pk])
    assert (
        client.post(where, {"year": 2014}).status_code == 403 and Upload.objects.get().choices["year"] == 2013
    )


# What a preview says


def body(number: int = 120, window: str = "夜间") -> str:
    return (
        "余姚市2012年：山海英才引才记\n\n"
        f"余姚市把服务窗口搬进了产业园区。企业不出园就能办完手续。去年以来又增设了{window}窗口。青年公寓同时开放申请。"
        f"全年引进人才{number}名。当地打响“山海英才”品牌。\n"
    )


def shown_for(client: Client, *files: tuple[str, str], trial: bool = True, **more) -> tuple[str, dict]:
    user = User.objects.get(username=more.pop("user", ENTRY))
    content = [(name, text.encode()) for name, text in files]
    batch = uploads.bring(user=user, files=content, trial=trial, **more)
    work()
    page = client.get(reverse("admin:cases_upload_batch", args=[batch])).content.decode()
    return page, Upload.objects.filter(batch=batch).latest("pk").report


@pytest.mark.parametrize("trial", [True, False], ids=["preview", "stored at once"])
def test_a_revised_version_under_another_name_is_told_as_such(client, trial) -> None:
    shown_for(client, ("总结.txt", body()), trial=False)
    page, report = shown_for(client, ("总结（修改稿）.txt", body(150)), trial=trial)
    title, percent = Document.objects.order_by("pk").first().title, report["near"][0]["percent"]
    assert 50 <= percent < 100 and f"与《{title}》（总结.txt）{percent}% 相同" in page
    assert "请改用原来的文件名导入" in page
    assert Document.objects.count() == (1 if trial else 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("总结.txt", body(150)),  # The same name: a later version, which is told otherwise.
        (
            "另事.txt",
            "余姚市2012年：公寓开工\n\n选址在城南新区。住户可以拎包入住。租金减半收取。物业也有补贴。\n",
        ),
    ],
)
def test_what_is_no_second_record_of_one_document_is_not_told_so(client, name, text) -> None:
    shown_for(client, ("总结.txt", body()), trial=False)
    page, report = shown_for(client, (name, text))
    assert not report.get("near") and "% 相同" not in page


def test_a_few_near_documents_are_compared_and_told(client, monkeypatch) -> None:
    for number in range(5):
        shown_for(client, (f"第{number}份.txt", body(100 + number)), trial=False)
    _, report = shown_for(client, ("又一份.txt", body(200)))
    assert len(report["near"]) == 3
    monkeypatch.setattr("cases.reprints.CANDIDATES", 1)
    assert [each["filename"] for each in shown_for(client, ("又一份.txt", body(200)))[1]["near"]] == [
        "第4份.txt"
    ]


def test_what_a_later_version_changes_is_told_before_it_is_stored(client) -> None:
    shown_for(client, ("总结.txt", body().replace("当地打响", "举办活动6场。当地打响")), trial=False)
    later = body(150).replace("当地打响", "建成人才公寓300套。当地打响")
    page, report = shown_for(client, ("总结.txt", later))
    assert report["changes"]["changed"]["first"] == ["成效：引进人才 120名 → 引进人才 150名"]
    assert report["changes"]["fresh"]["count"] == 1 and report["changes"]["gone"]["count"] == 1
    assert "与现有版本相比" in page and "变化 1 条" in page and "新增 1 条" in page and "不再有 1 条" in page
    assert (
        "公寓" in report["changes"]["fresh"]["first"][0] and "活动" in report["changes"]["gone"]["first"][0]
    )
    same = body(window="周末").replace("当地打响", "举办活动6场。当地打响")
    page, report = shown_for(client, ("总结.txt", same))
    assert "只是文字不同" in page and not any(each["count"] for each in report["changes"].values())


def test_many_changes_are_counted_and_the_first_are_shown(client, monkeypatch) -> None:
    monkeypatch.setattr(worker, "MOST_CHANGES", 1)
    shown_for(client, ("总结.txt", body()), trial=False)
    more = body().replace("全年引进", "建成人才公寓300套。设立工作站5个。全年引进")
    page, report = shown_for(client, ("总结.txt", more))
    assert report["changes"]["fresh"]["count"] == 2 and "另有 1 条" in page


def test_who_brought_a_later_version_is_on_record(client) -> None:
    shown_for(client, ("总结.txt", body()), trial=False)
    shown_for(client, ("总结.txt", body(150)))
    assert not Document.objects.get().revisions.exists()
    shown_for(client, ("总结.txt", body(150)), trial=False)
    assert Document.objects.get().revisions.get().replaced_by.username == ENTRY


def test_the_opening_of_the_text_is_shown_so_that_a_wrong_encoding_is_seen(client) -> None:
    long = body() + "又有一句没有内容的话。" * 40
    page, report = shown_for(client, ("总结.txt", long))
    assert len(report["opening"]) == 300 and report["opening"].startswith("余姚市2012年")
    assert "正文开头" in page and "企业不出园就能办完手续" in page and "……</blockquote>" in page
    page, _ = shown_for(client, ("短.txt", body()))
    assert "……</blockquote>" not in page


def test_what_was_given_up_is_not_said_to_be_stored(client, author) -> None:
    page, _ = shown_for(client, ("总结.txt", body()))
    batch = Upload.objects.get().batch
    assert "将新存入" in page
    uploads.drop(batch=batch, user=author)
    page = client.get(reverse("admin:cases_upload_batch", args=[batch])).content.decode()
    assert "预览过，没有存入：《" in page and "存入：《" in page and "已新存入" not in page
    assert not Document.objects.exists()


def test_what_waits_to_be_stored_is_not_said_to_be_stored_yet(client, author) -> None:
    shown_for(client, ("总结.txt", body()))
    batch = Upload.objects.get().batch
    uploads.accept(batch=batch, user=author)
    page = client.get(reverse("admin:cases_upload_batch", args=[batch])).content.decode()
    assert "将新存入" in page and "已新存入" not in page


@pytest.mark.parametrize(
    ("name", "content", "hope"),
    [
        ("空.txt", b"", False),
        ("表.xlsx", b"PK\x03\x04 no table", False),
        ("坏.docx", b"PK\x03\x04 broken", False),
        ("坏.pdf", b"%PDF-1.4 broken", False),
        ("乱.txt", b"\xff" * 40, True),
    ],
)
def test_what_no_other_way_of_reading_helps_is_not_offered_one(client, author, name, content, hope) -> None:
    batch = uploads.bring(user=author, files=[(name, content)])
    work()
    page = client.get(reverse("admin:cases_upload_batch", args=[batch])).content.decode()
    assert Upload.objects.get().state == "refused"
    assert ("换一种读法" in page) == ("重试未能导入的 1 个" in page) == hope and "放弃未存入的" in page
    assert uploads.retry(batch=batch, user=author) == hope


def test_an_encoding_is_called_what_the_choice_calls_it(client, author) -> None:
    told = choices.of(encoding="big5hkscs")
    uploads.bring(user=author, files=[("旧.txt", b"\xff\xff\xff\xff")], choices=told)
    work()
    reason = Upload.objects.get().report["reason"]
    assert "按所选的编码（Big5（繁体））读不下去" in reason and "BIG5" not in reason


def test_who_is_told_to_ask_another_is_told_a_group_that_may(author) -> None:
    name, content = given(FILES[0])[0]
    uploads.bring(user=author, files=[(name, content)], trial=False)
    work()
    Case.objects.update(status="published")
    later = [(name, content.rstrip() + "\n\n后来又加了一句没有人核对过的话。\n".encode())]
    uploads.bring(user=author, files=later, trial=False)
    work()
    reason = Upload.objects.latest("pk").report["reason"]
    named = [role for role in (ENTRY, REVIEW, MANAGE) if role in reason.partition("既能导入又能审核的是")[2]]
    assert named == [MANAGE]
    uploads.bring(user=make_user(named[0]), files=later, trial=False)
    work()
    assert Upload.objects.latest("pk").report["status"] == "updated"
