"""The journeys of editors, from the first page of the desk to what they came for, each as the role that does it.

J7 to J10: 录入 brings documents in and submits, 审核 decides and merges, 管理 looks at everything and puts it back.
"""

import io
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from cases import actions
from cases.ingest import ingest_bytes
from cases.management import worker
from cases.models import Batch, Brand, Case, Document, Edit, Evidence, Outcome, RowChange
from tests.cases.factories import CaseSpec, make_case, make_document
from tests.cases.ingest.files import cell, docx, paragraph, table
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user
from tests.cases.served import served
from tests.conftest import rows_of_a_module, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ROLES = (ENTRY, REVIEW, MANAGE)


@pytest.fixture(scope="module")
def site(browser, django_db_setup, django_db_blocker) -> Iterator[Callable[[str], str]]:
    """Addresses of the site, with a user for each role; beside a browser the database is another session."""
    with rows_of_a_module(django_db_blocker):
        for role in ROLES:
            make_user(role)
        with served() as address:
            yield lambda path: address + path


@pytest.fixture(scope="module")
def windows(browser) -> Iterator[dict]:
    """A window for each role, so that two of them may work at once."""
    made = {role: window(browser) for role in ROLES}
    for each in made.values():
        each.set_default_timeout(20_000)
    yield made
    for each in made.values():
        each.close()


@pytest.fixture
def desk(site, windows) -> Iterator[Callable[..., Page]]:
    """Opens a page of the desk for a role; the scripts of none may fail, nor its policy forbid anything."""
    wrong: list[str] = []
    pages: list[Page] = []

    def opened(role: str, path: str = "") -> Page:
        client = Client()
        client.force_login(User.objects.get(username=role))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        windows[role].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site("")}])
        page = windows[role].new_page()
        pages.append(page)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        page.goto(site(path or reverse("admin:index")))
        return page

    yield opened
    for page in pages:
        page.close()
    for each in windows.values():
        each.clear_cookies()
    assert not wrong, wrong


def change(record) -> str:
    return reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk])


def changelist(model) -> str:
    return reverse(f"admin:cases_{model._meta.model_name}_changelist")


def save(page: Page) -> None:
    """Save the case and stay on its page."""
    with page.expect_navigation():
        page.click("[name=_continue] >> nth=0")


def told(page: Page, words: str) -> None:
    """The page says so; asked frame by frame, where ``expect`` would wait longer and longer in between."""
    page.locator("#container", has_text=words).wait_for()


def waiting(page: Page, word: str) -> str:
    """The figure of the first page for this."""
    return page.locator(".waits li", has_text=word).locator("b").inner_text()


def fits(page: Page) -> bool:
    """Whether all columns of a list are seen without moving it aside."""
    return page.locator("#changelist .results").evaluate("each => each.scrollWidth <= each.clientWidth")


def choose_all(page: Page, action: str) -> None:
    """Choose all rows of a list and what is to be done with them."""
    page.check("#action-toggle")
    page.select_option("[name=action]", action)
    page.click("button[name=index]")


# J7

WORD = docx(
    paragraph("慈溪市2016年人才工作总结")
    + table(
        ["项目", cell("今年的成效", properties='<w:gridSpan w:val="2"/>')],
        ["引进硕士", "引进硕士36名", "比去年多"],
    )
)
SUMMARY = (
    "余姚市2016年人才工作总结\n余姚市出台《人才新政十条》，对博士给予安家补贴20万元。全年引进博士12名。\n"
)
VAGUE = "鼓楼区的做法\n鼓楼区出台人才新政，打响“青年夜校”品牌，引进博士三名。\n"
FOLDER = {
    "余姚.txt": SUMMARY.encode("gb18030"),
    "表.docx": WORD,
    "坏.pdf": b"%PDF-1.4\nbroken",
    "空.txt": b"",
    "不明.txt": VAGUE.encode(),
    "另存.txt": SUMMARY.encode("gb18030"),
}


def bring(page: Page, trial: bool = True) -> dict[str, str]:
    """From the first page: choose the files of the folder and send them; what is then said of each."""
    page.click(".starts >> text=导入文件")
    page.set_input_files(
        "#id_files",
        [{"name": name, "mimeType": "", "buffer": content} for name, content in FOLDER.items()],
    )
    if not trial:
        page.uncheck("#id_trial")
    page.click("text=上传")
    return worked(page)


def worked(page: Page) -> dict[str, str]:
    """What the page of the batch says of each file when the worker is done."""
    told(page, "这一页会自动更新")
    where = page.url
    page.goto("about:blank")
    for _ in worker.work(once=True):
        pass
    page.goto(where)
    return {
        row.locator("th").inner_text().split("\n")[0]: re.sub(
            "换一种读法|打开这些案例", "", row.locator("td").last.text_content()
        ).strip()
        for row in page.locator(".batch tbody tr").all()
    }


def test_ingest_a_folder(site, desk) -> None:
    """J7: a preview, for real, and again; each bad file with its remedy; what is unclear waits and is not guessed."""
    page = desk(ENTRY)
    shown = bring(page)
    assert not Document.objects.exists() and not Case.objects.exists()
    assert "确认正常后另存再导入" in shown["坏.pdf"] and "请核对是否选对了文件" in shown["空.txt"]
    assert "编码没有标明，按 GB18030 读的" in shown["余姚.txt"] and "成效 1" in shown["表.docx"]
    assert "内容与“余姚.txt”完全相同" in shown["另存.txt"]
    page.click("text=存入这 4 个文件")
    done = worked(page)
    wrote = {name: words.replace("将新", "已新").replace("不会有", "没有") for name, words in shown.items()}
    assert done == wrote
    assert set(Document.objects.values_list("filename", flat=True)) == {"余姚.txt", "表.docx", "不明.txt"}
    page.click("tr:has-text('不明.txt') >> text=打开这些案例")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("鼓楼区的做法")
    before = everything()
    page.goto(site(reverse("admin:index")))
    again = bring(page, trial=False)
    assert all("没有变化" in again[name] for name in again if name not in ("坏.pdf", "空.txt"))
    assert everything() == before and not RowChange.objects.exists()
    page.goto(site(reverse("admin:index")))
    for word, number in (("地区未定", "1"), ("年份未知", "1"), ("草稿", "3"), ("导入失败", "4")):
        assert waiting(page, word) == number, word
    page.click(".waits >> text=地区未定")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    case = Case.objects.get(title="鼓楼区的做法")
    assert (case.place, case.year) == (None, None)
    # Handed on by 录入, what the machine read waits for 审核, one by one.
    page.goto(site(changelist(Case)))
    choose_all(page, "submit")
    page.fill("#id_reason", "请审核")
    page.click("button[value=apply]")
    told(page, "已提交待审 3 条")
    page = desk(REVIEW)
    for word, number in (("待审案例", "3"), ("未核政策", "1"), ("地区未定", "1")):
        assert waiting(page, word) == number, word
    page.click(".waits >> text=未核政策")
    expect(page.locator(".item")).to_contain_text("机器读取，待核")


def everything() -> list:
    """All that is stored of documents, with the times at which it was written."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Document, Case, Evidence, Outcome, Brand)
    ]


# J8


def test_review_proposals(site, desk) -> None:
    """J8: from the author's correction to the public page, by the keyboard, with a return on the way."""
    case = make_case("姚江聚才", draft=True)
    author = desk(ENTRY, change(case))
    author.fill("#id_outcomes-0-low", "150")
    author.fill("#id_outcomes-0-high", "150")
    author.fill("#id_outcomes-0-raw", "150名")
    author.select_option("#id_status", "review")
    save(author)
    told(author, "成功修改")
    reviewer = desk(REVIEW)
    reviewer.click("text=开始审核")
    item = reviewer.locator("article.item")
    item.filter(has_text="提交待审").wait_for()
    # A return needs a reason, which the author reads.
    reviewer.keyboard.press("r")
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("#reason:invalid")).to_be_focused()
    assert Case.objects.get().status == "review"
    reviewer.keyboard.type("人数与原文不符")
    reviewer.keyboard.press("Enter")
    told(reviewer, "已退回：姚江聚才")
    author.goto(site(reverse("admin:index")))
    assert waiting(author, "被退回") == "1"
    author.click(".waits >> text=被退回")
    author.click("#result_list >> text=姚江聚才")
    expect(author.locator(".field-returned")).to_contain_text("人数与原文不符（审核，")
    author.select_option("#id_status", "review")
    save(author)
    told(author, "成功修改")
    # Field, old and new value and the sentence; what the sentence does not say cannot be approved.
    reviewer.goto(site(reverse("admin:review") + f"?kind=outcome&case={case.pk}"))
    row = item.locator("tr", has_text="上限").locator("td")
    assert row.all_inner_texts() == ["120", "150"]
    expect(item.locator("blockquote mark")).to_have_text("120名")
    expect(item.locator(".unsupported")).to_have_text("证据里找不到这个值，确认时须写明依据。")
    reviewer.keyboard.press("a")
    expect(reviewer.locator("#why:invalid")).to_be_focused()
    assert Outcome.objects.get().state == "unreviewed"
    reviewer.keyboard.press("Escape")
    reviewer.keyboard.press("e")
    for name, typed in (("low", "120"), ("high", "120"), ("reason", "按原文")):
        while reviewer.evaluate("document.activeElement.name") != name:
            reviewer.keyboard.press("Tab")
        reviewer.keyboard.type(typed)
    reviewer.keyboard.press("Enter")
    told(reviewer, "已改正并确认")
    # What was approved, readers see.
    reviewer.goto(site(reverse("admin:review") + "?kind=case"))
    reviewer.keyboard.press("a")
    told(reviewer, "已发布：姚江聚才")
    reviewer.goto(site(case.get_absolute_url()))
    expect(reviewer.locator("main")).to_contain_text("120名")
    assert Edit.objects.filter(user__username=ENTRY, field="high").get().after == "150"


def test_twenty_items_by_keys(site, desk) -> None:
    """J8: twenty items take twenty keys and a few words."""
    figures = [(f"引进第{n}类人才", 100 + n, "名", "achieved") for n in range(20)]
    make_case(outcomes=figures)
    page = desk(REVIEW, reverse("admin:review") + "?kind=outcome")
    for n in range(20):
        page.locator("article.item h2", has_text=f"引进第{n}类人才").wait_for()
        if n == 7:
            page.keyboard.press("r")
            page.keyboard.type("不是成效")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
    page.locator(".done", has_text="没有等待审核的了").wait_for()
    states = list(Outcome.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed"] * 7 + ["rejected"] + ["confirmed"] * 12


# J9

FIRST = """余姚市2016年人才工作总结
余姚市打响“姚江英才”品牌。全年引进博士12名。建成人才公寓200套。全市举办人才活动30场。
"""
LATER = """余姚市2016年人才工作总结
本文为修订稿，补充了背景。余姚市打响“姚江英才”品牌。全年引进博士12名。全市举办人才活动30场。
"""


def store(text: str, name: str = "余姚总结.txt") -> Case:
    actions.store_document(record=ingest_bytes(text.encode(), name))
    return Case.objects.get()


def figures() -> list[tuple]:
    return list(Outcome.objects.order_by("pk").values_list("pk", "indicator", "low", "high", "state"))


def test_correct_and_be_protected(site, desk) -> None:
    """J9: two editors save one case, the source is read again, the history tells all and puts back."""
    case = store(FIRST)
    one, other = desk(REVIEW, change(case)), desk(MANAGE, change(case))
    other.fill("#id_title", "管理的标题")
    other.fill("#id_reason", "据年鉴")
    save(other)
    told(other, "成功修改")
    one.fill("#id_title", "审核的标题")
    one.fill("#id_summary", "审核写的摘要")
    one.fill("#id_reason", "通读之后")
    save(one)
    both = one.locator(".differences")
    expect(both).to_contain_text("两个版本逐项对照")
    cells = both.locator("tr.both td").all_inner_texts()
    assert cells[:3] == ["余姚市2016年人才工作总结", "管理的标题", "审核的标题"]
    assert Case.objects.get().title == "管理的标题"
    both.locator("label", has_text="用现在的值").click()
    for number in range(3):
        one.select_option(f"#id_outcomes-{number}-state", "confirmed")
    save(one)
    told(one, "成功修改")
    case.refresh_from_db()
    assert (case.title, case.summary) == ("管理的标题", "审核写的摘要")
    # What people confirmed stands when the source is read again; sentences move along or are listed.
    confirmed = figures()
    assert [state for *_, state in confirmed] == ["confirmed"] * 3
    at = Evidence.objects.get(outcome__indicator="引进博士").start
    store(LATER)
    assert figures() == confirmed
    moved = Evidence.objects.get(outcome__indicator="引进博士")
    assert moved.start > at and not moved.lost
    one.goto(site(reverse("admin:index")))
    assert waiting(one, "原文已不见") == waiting(one, "证据失去原文") == "1"
    one.click(".waits >> text=证据失去原文")
    one.click("#result_list >> text=管理的标题")
    expect(one.locator(".fact", has_text="建成人才公寓").first).to_contain_text("来源中已不见")
    # Who, when, what, why, field by field.
    one.click("a.historylink")
    row = one.locator("#change-history tr", has_text="据年鉴")
    expect(row).to_contain_text("据年鉴")
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d\s+管理\s", row.inner_text())
    expect(row.locator("del")).to_have_text("余姚市2016年人才工作总结")
    # 管理 puts a former value back.
    other.click("a.historylink")
    other.click("text=全部改动里")
    other.locator("#result_list").wait_for()
    assert fits(other)
    other.click("#result_list tr:has-text('据年鉴'):has-text('标题') th a")
    other.fill("#id_reason", "年鉴有误")
    other.click("input[value=恢复]")
    told(other, "已恢复")
    case.refresh_from_db()
    assert (case.title, case.summary) == ("余姚市2016年人才工作总结", "审核写的摘要")
    one.reload()
    expect(one.locator("#change-history tr", has_text="年鉴有误")).to_contain_text("管理的标题")


# J10

BODY = "服务窗口搬进了产业园区。企业不出园就能办完手续。去年又增设了夜间窗口。青年公寓同时开放申请。"


def test_merge_two_cases(site, desk) -> None:
    """J10: both sides, one address for both, all evidence, the way back, and a pair that does not come back."""
    make_case("山海英才", body=BODY, brands=["山海港"])
    make_case("山海英才（转载）", body=BODY, brands=["山海港"], outcomes=[("引进博士", 7, "名", "achieved")])
    kept, gone = Case.objects.order_by("pk")
    evidence = set(Evidence.objects.values_list("pk", flat=True))
    page = desk(REVIEW)
    page.click("text=重复记录")
    page.click(".tabs >> text=案例")
    page.click("text=对照")
    sides = page.locator("table.pair tr.group", has_text="成效").locator("td")
    expect(sides.nth(0)).to_contain_text("引进人才120名")
    expect(sides.nth(1)).to_contain_text("引进博士7名")
    page.check(f"input[value='{kept.key}']")
    page.fill("#reason", "转载")
    page.click("button[value=merge]")
    told(page, "并入“山海英才”")
    assert set(Evidence.objects.values_list("pk", flat=True)) == evidence
    old, new = site(gone.get_absolute_url()), site(kept.get_absolute_url())
    page.goto(old)
    assert page.url == new
    expect(page.locator("main")).to_contain_text("另一份来源")
    page.goto(site(reverse("admin:said") + "?kind=case"))
    page.click("text=撤销")
    told(page, "已撤销")
    page.goto(old)
    assert page.url == old
    page.goto(site(reverse("admin:merging") + "?kind=case"))
    page.click("text=对照")
    page.fill("#reason", "两次活动")
    page.click("button[value=reject]")
    told(page, "不再提示")
    expect(page.locator(".done")).to_have_text("没有看起来重复的了。")
    page.goto(site(reverse("admin:merging") + "?kind=case"))
    expect(page.locator(".done")).to_have_text("没有看起来重复的了。")


def test_change_forty_cases_at_once(site, desk) -> None:
    """J10: the number and the first rows before anything is done, then one transaction and one entry that lists all."""
    make_document(*(CaseSpec(f"第{n}号案例") for n in range(40)), filename="四十.txt")
    page = desk(REVIEW, changelist(Case))
    assert fits(page)
    choose_all(page, "year")
    page.fill("#id_value", "2015")
    page.click("button[value=preview]")
    told(page, "将改动 40 条")
    told(page, "只列出前 20 条")
    expect(page.locator("table.cells tbody tr")).to_have_count(20)
    assert not Edit.objects.exists()
    page.fill("#id_reason", "按台账")
    page.click("button[value=apply]")
    told(page, "已改年份 40 条")
    page.click("text=批量修改")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.click("#result_list tbody th a")
    expect(page.locator("table.cells tbody tr")).to_have_count(40)
    assert Batch.objects.get().count == Case.objects.filter(year=2015).count() == 40


def test_merge_two_brands(site, desk) -> None:
    """Both sides with their sentences, one address for both and one page with both names, and the way back."""
    make_case("甲文", brands=["海创之家"], year=2012)
    make_case("乙文", brands=["海创之家服务平台"], year=2013)
    kept, gone = Brand.objects.order_by("pk")
    page = desk(REVIEW, reverse("admin:merging"))
    page.click("text=对照")
    sides = page.locator("table.pair tr.group td")
    expect(sides.nth(0).locator("mark")).to_have_text("海创之家")
    expect(sides.nth(1).locator("mark")).to_have_text("海创之家服务平台")
    page.check(f"input[value='{kept.key}']")
    page.fill("#reason", "同一个窗口")
    page.click("button[value=merge]")
    told(page, "并入“海创之家”")
    old, new = site(gone.get_absolute_url()), site(kept.get_absolute_url())
    page.goto(old)
    assert page.url == new
    expect(page.locator("main")).to_contain_text("又作 海创之家服务平台")
    page.goto(site(reverse("admin:said")))
    page.click("text=撤销")
    told(page, "已撤销")
    page.goto(old)
    assert page.url == old


def test_there_and_back_by_spreadsheet(site, desk) -> None:
    """Taken away, one cell changed, brought back: what differs is told before it is applied, as one entry."""
    make_document(CaseSpec("甲"), CaseSpec("乙"), filename="甲乙.txt")
    page = desk(REVIEW, changelist(Case))
    with page.expect_download() as download:
        choose_all(page, "export_xlsx")
    assert download.value.suggested_filename.endswith(".xlsx")
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    heads = [each.value for each in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("标题")].value == "甲")
    row[heads.index("标题")].value = "改过的甲"
    file = io.BytesIO()
    book.save(file)
    page.goto(site(reverse("admin:sheets")))
    page.set_input_files("#id_file", {"name": "台账.xlsx", "mimeType": "", "buffer": file.getvalue()})
    page.click("input[value=核对]")
    told(page, "要修改 1 条、1 格")
    assert page.locator("table.cells tbody td").all_inner_texts()[1:] == ["甲", "标题", "甲", "改过的甲"]
    assert not Edit.objects.exists()
    page.fill("#reason", "按台账")
    page.click("button[value=apply]")
    told(page, "已修改 1 条案例")
    assert (
        set(Case.objects.values_list("title", flat=True)) == {"改过的甲", "乙"} and Batch.objects.count() == 1
    )
