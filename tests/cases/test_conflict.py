"""Two editors on one record: the second sees both versions field by field, loses nothing, and can then save."""

import re
import threading
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test import Client

from cases import actions
from cases.models import Brand, Case, Edit
from tests.cases.factories import CIXI, make_case, place_with_parents
from tests.cases.roles import ENTRY, REVIEW, make_user
from tests.cases.test_admin import address, field_of, values_of

FIGURES = (("引进人才", 120, "名", "achieved"), ("建设公寓", 300, "套", "achieved"))
PEOPLE = [("王小明", "副局长")]


@pytest.fixture
def client(db) -> Client:
    client = Client()
    client.force_login(make_user(REVIEW))
    return client


def opened(client: Client, record) -> dict[str, str]:
    """What a browser would send back, with what the page says it showed."""
    return sent_back(client.get(address(record)))


def sent_back(answer) -> dict[str, str]:
    """The same from a form that was refused."""
    assert answer.status_code == 200
    return values_of(answer.context) | {"seen": answer.context["seen"]}


def rows(answer) -> dict[str, tuple[str, str, str, bool]]:
    return {
        row.label.rpartition("：")[2]: (row.before, row.now, row.mine, bool(row.name))
        for row in answer.context["differences"]
    }


def test_each_field_of_both_is_shown_and_what_only_one_changed_is_that_ones(client) -> None:
    case = make_case(outcomes=FIGURES, people=PEOPLE)
    data = opened(client, case) | {"title": "我的标题", "summary": "我的摘要\r\n第二行", "reason": "我改的"}
    cixi = place_with_parents(*CIXI)
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题", "place": cixi})
    answer = client.post(address(case), data)
    assert rows(answer) == {
        "标题": ("余姚建设人才港湾", "对方的标题", "我的标题", True),
        "地区": ("余姚市", "慈溪市", "余姚市", False),
        "地区的依据": ("余姚建设人才港湾", "（空）", "余姚建设人才港湾", False),
        "摘要": ("（空）", "（空）", "我的摘要\n第二行", False),
    }
    page = answer.content.decode()
    assert "这条记录有了改动" in page and 'name="take-title"' in page and 'value="我的标题"' in page
    again = sent_back(answer)
    assert again["place"] == str(cixi.pk) and again["reason"] == "我改的"
    assert Case.objects.get().title == "对方的标题"
    assert client.post(address(case), again).status_code == 302
    saved = Case.objects.get()
    assert (saved.title, saved.place, saved.summary) == ("我的标题", cixi, "我的摘要\n第二行")
    assert set(Edit.objects.filter(user__isnull=False).values_list("field", flat=True)) == {
        "title",
        "summary",
    }


def test_the_value_of_now_can_be_taken(client) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "我的标题", "year": "2011", "reason": "据实"}
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题", "year": 2013})
    again = sent_back(client.post(address(case), data)) | {"take-title": "title", "take-year": ""}
    assert client.post(address(case), again).status_code == 302
    assert Case.objects.values_list("title", "year").get() == ("对方的标题", 2011)


def test_facts_are_compared_too_wherever_their_rows_stand_now(client) -> None:
    case = make_case(outcomes=FIGURES, people=PEOPLE)
    data = opened(client, case)
    data[field_of(data, "引进人才", "indicator")] = "我的指标"
    data[field_of(data, "建设公寓", "unit")] = "间"
    data[field_of(data, "王小明", "role")] = "局长"
    data |= {
        "organisations-TOTAL_FORMS": "1",
        "organisations-0-id": "",
        "organisations-0-name": "人才公司",
        "organisations-0-state": "unreviewed",
        "reason": "据年报",
    }
    first, second = case.outcomes.order_by("pk")
    actions.edit_fact(fact=second, user=None, changes={"indicator": "对方的指标", "unit": "栋"})
    actions.add_fact(case=case, kind="organisation", user=None, values={"name": "对方的机构"})
    gone = first.pk
    first.delete()  # As a new reading of the document would.
    answer = client.post(address(case), data)
    assert rows(answer) == {
        "指标": ("建设公寓", "对方的指标", "建设公寓", False),
        "单位": ("套", "栋", "间", True),
        "核对": ("未核", "已确认", "未核", False),
        "身份": ("副局长", "副局长", "局长", False),
        f"outcomes:{gone}:indicator（这一条已不在）": ("引进人才", "（已不在）", "我的指标", False),
    }
    again = sent_back(answer)
    assert client.post(address(case), again).status_code == 302
    assert case.outcomes.values_list("indicator", "unit").get() == ("对方的指标", "间")
    assert case.people.get().role == "局长"
    assert set(case.organisations.values_list("name", flat=True)) == {"对方的机构", "人才公司"}


def test_a_third_save_in_between_is_told_again(client) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "我的标题"}
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题"})
    again = sent_back(client.post(address(case), data))
    actions.edit_case(case=Case.objects.get(), user=None, changes={"title": "第三方的标题"})
    answer = client.post(address(case), again)
    assert rows(answer)["标题"] == ("对方的标题", "第三方的标题", "我的标题", True)
    assert client.post(address(case), sent_back(answer)).status_code == 302
    assert Case.objects.get().title == "我的标题"


def test_pages_of_other_records_do_the_same(client) -> None:
    case = make_case(brands=["人才港湾"])
    brand, outcome = Brand.objects.get(), case.outcomes.get()
    data = opened(client, brand) | {"name": "我的名称"}
    actions.edit_brand(brand=brand, user=None, changes={"name": "对方的名称"})
    answer = client.post(address(brand), data)
    assert rows(answer)["名称"] == ("人才港湾", "对方的名称", "我的名称", True)
    assert client.post(address(brand), sent_back(answer)).status_code == 302
    data = opened(client, outcome) | {"indicator": "我的指标", "reason": "据实"}
    actions.edit_fact(fact=outcome, user=None, changes={"indicator": "对方的指标"})
    answer = client.post(address(outcome), data)
    assert rows(answer)["指标"] == ("引进人才", "对方的指标", "我的指标", True)
    assert client.post(address(outcome), sent_back(answer)).status_code == 302
    outcome.refresh_from_db()
    assert outcome.indicator == "我的指标" and Brand.objects.get().name == "我的名称"


@pytest.mark.parametrize("seen", ["", "nonsense", "[]", '{"title": 5}', "{" * 5000])
def test_without_what_was_shown_both_are_shown_all_the_same(client, seen) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "<b>我的</b>", "seen": seen, "take-title": "title", "take-x": "y"}
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题"})
    answer = client.post(address(case), data)
    assert rows(answer)["标题"] == ("（不详）", "对方的标题", "<b>我的</b>", True)
    assert "<b>我的</b>" not in answer.content.decode()


def test_what_may_not_be_saved_is_not_saved_this_way_either(client) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "越权"}
    other = Client()
    other.force_login(make_user(ENTRY))
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题"})
    assert other.post(address(case), data).status_code == 403
    assert Case.objects.get().title == "对方的标题"


def asked(answer) -> list[str]:
    """The hidden inputs by which a page says what has to be chosen."""
    found = re.findall(r'name="asked" value="([^"]*)"', answer.content.decode())
    return [unescape(each) for each in found]


def test_of_a_field_that_both_changed_nothing_is_chosen_beforehand_and_the_editor_has_to(client) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "我的标题", "year": "2011", "reason": "据实"}
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题", "year": 2013})
    answer = client.post(address(case), data)
    page = answer.content.decode()
    choices = re.findall(r'<input type="radio" name="take-[^>]*>', page)
    assert len(choices) == 4 and all(" required" in each and " checked" not in each for each in choices)
    again = sent_back(answer) | {"asked": asked(answer)}
    for chosen, open_ in (({}, 4), ({"take-title": "title"}, 3)):
        refused = client.post(address(case), again | chosen)
        page = refused.content.decode()
        assert refused.status_code == 200 and "有的还没有选取哪个" in page and "对方的标题" in page
        assert len(re.findall(r'<input type="radio" name="take-[^>]* required>', page)) == open_
        assert rows(refused)["标题"] == ("余姚建设人才港湾", "对方的标题", "我的标题", True)
        assert Case.objects.get().title == "对方的标题"
        again = sent_back(refused) | {"asked": asked(refused)}
        assert again["title"] == "我的标题"
    chosen = {"take-title": "title", "take-year": ""}
    assert client.post(address(case), again | chosen).status_code == 302
    assert Case.objects.values_list("title", "year").get() == ("对方的标题", 2011)


@pytest.mark.parametrize("told", ["", "[]", "{}", "[1,2,3,4,5,6]", '["a"]', "[" * 9000])
def test_what_no_page_asked_is_no_question(client, told) -> None:
    case = make_case()
    data = opened(client, case) | {"title": "新题", "asked": told}
    assert client.post(address(case), data).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_twenty_simultaneous_saves_none_is_lost(emptied) -> None:
    case, editor = make_case(), User.objects.create_superuser("editor")
    client = Client()
    client.force_login(editor)
    data = opened(client, case)
    told: list[tuple[str, bool]] = []

    def by_action(title: str) -> bool:
        try:
            actions.edit_case(case=case, user=editor, changes={"title": title}, version=1)
        except actions.EditConflict:
            return False
        return True

    def by_page(title: str) -> bool:
        mine = Client()
        mine.cookies["sessionid"] = client.cookies["sessionid"].value
        return mine.post(address(case), data | {"title": title}).status_code == 302

    def save(number: int) -> None:
        title = f"第{number}版"
        told.append((title, (by_action if number % 5 else by_page)(title)))
        connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 20
    assert [title for title, saved in told if saved] == [Case.objects.get().title]
    assert Edit.objects.count() == 1 and Case.objects.get().version == 2


def test_rows_are_bounded_whatever_was_posted(client) -> None:
    case = make_case()
    data = QueryDict(mutable=True)
    data.update(opened(client, case) | {"outcomes-TOTAL_FORMS": "1" + "0" * 8, "title": "新"})
    actions.edit_case(case=case, user=None, changes={"title": "对方的标题"})
    assert client.post(address(case), data.dict()).status_code == 200
