"""Lists of the desk at 1280 pixels: no column is cut off behind the filter."""

import pytest
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.actions import uploads
from cases.models import Upload
from tests.cases.factories import make_case
from tests.cases.roles import MANAGE, make_user

LONG = "关于进一步加强新时代县域高层次人才引育工作的若干实施意见（试行）"
LISTS = ("upload", "correction", "policymention", "outcome", "edit", "case")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_lists_with_long_values_fit_beside_their_filter(emptied, live_server, page) -> None:
    user = make_user(MANAGE)
    case = make_case(
        "余姚市打造“人才港湾”品牌推动高质量发展的做法与成效",
        policies=[(LONG, "formal", "引才", ())],
        body="县里把服务窗口搬进了产业园区。",
    )
    name = "余姚市2012年人才工作总结（报送省委组织部定稿）最终版（修改后）.txt"
    uploads.bring(user=user, files=[(name, b"1")])
    Upload.objects.update(state="refused", report={"reason": "文件编码无法识别，请另存为 UTF-8 编码再导入。"})
    at = case.document.text.index("县里")
    why = "对照原件第三页，扫描时把“到”认成了“进”"
    actions.correct_text(
        document=case.document, user=user, start=at, end=at + 12, text="县里把窗口搬到园区", reason=why
    )
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    for each in LISTS:
        page.goto(live_server.url + reverse(f"admin:cases_{each}_changelist"))
        wide, shown, border = page.evaluate(
            """() => {
              const box = document.querySelector("#changelist .results");
              return [box.scrollWidth, box.clientWidth, getComputedStyle(box).borderRightWidth];
            }"""
        )
        assert wide <= shown and border == "1px", each
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, each
