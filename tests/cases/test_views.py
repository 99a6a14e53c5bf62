"""The pages: what they show and hide, how they refuse, and that their work does not grow with their rows."""

import gzip
import json
import random
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Benefit, Brand, BrandMention, Case, Outcome, Policy
from cases.templatetags.reading import bound, normalised
from cases.views.sources import MOST_CASES

from .factories import CIXI, NINGBO, CaseSpec, make_case, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
POLICY = ("人才安居办法", "formal", "住房", (("博士购房补贴", 300000, "元"),))


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def scripts(page: str) -> list[str]:
    """The scripts of a page that are neither files of ours nor data."""
    found = re.findall(r"<script[^>]*>", page)
    return [
        each for each in found if 'src="/static/' not in each and 'type="application/ld+json"' not in each
    ]


def everything() -> list[str]:
    """Every public address there is."""
    names = [
        "",
        "cases/",
        "counties/",
        "compare/",
        "brands/",
        "policies/",
        "policies/benefits/",
        "sources/",
        "about/",
    ]
    found = [f"/{name}" for name in names]
    for case in Case.objects.public().select_related("document", "place__parent__parent"):
        found += [case.get_absolute_url(), case.document.get_absolute_url()]
        place = case.place
        while place:
            found.append(place.get_absolute_url())
            place = place.parent
    found += [each.get_absolute_url() for each in [*Brand.objects.public(), *Policy.objects.public()]]
    return list(dict.fromkeys(found))


def test_every_page_has_its_title_its_landmarks_and_its_place_in_the_menu(client: Client) -> None:
    make_case("甲", policies=(POLICY,))
    for address in everything():
        page = get(client, address)
        assert re.search(r"<title>[^<]+</title>", page), address
        assert '<html lang="zh-Hans">' in page
        assert page.count("<h1") == 1 and page.count("<main") == 1
        assert 'name="description"' in page
        assert "aria-current" in page, address
        assert " style=" not in page and not scripts(page)
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address


def test_every_link_of_every_page_leads_somewhere(client: Client) -> None:
    make_document(
        CaseSpec("甲", policies=(POLICY,), people=(("李明", "主任"),)),
        CaseSpec("乙", place=CIXI, brands=("人才港湾",)),
    )
    seen: set[str] = set()
    addresses = everything()
    for address in addresses:
        page = get(client, address)
        anchors = set(re.findall(r'\bid="([^"]+)"', page))
        for link in set(re.findall(r'href="([^"]+)"', page)):
            path, _, anchor = link.replace("&amp;", "&").partition("#")
            if not path:
                assert anchor in anchors, (address, link)
            elif not path.startswith("/static/"):
                seen.add(path)
    for path in seen.difference(addresses):
        get(client, path)
    assert len(seen) > 20


def test_every_figure_leads_to_its_sentence(client: Client) -> None:
    case = make_case(
        "甲", policies=(POLICY,), outcomes=(("引进专家", 98, "名", "planned"),), body="另有无关的 7 人。"
    )
    page = get(client, case.get_absolute_url())
    text = case.document.text
    for raw in ("300000元", "98名"):
        target = re.search(rf'<a href="#(e(\d+)-(\d+))"[^>]*>{raw}</a>', page)
        assert target, raw
        assert text[int(target[2]) : int(target[3])] == raw
        assert f'id="{target[1]}"' in page
    assert "本文印有 3 个数字，已读出 2 个" in page


def test_planned_figures_stand_under_planned(client: Client) -> None:
    case = make_case("甲", outcomes=(("引进专家", 98, "名", "planned"), ("落户企业", 30, "家", "achieved")))
    page = get(client, case.get_absolute_url())
    planned, achieved = page.index("计划中</span>"), page.index("已达成</span>")
    assert planned < page.index("引进专家") < achieved < page.index("落户企业")


def test_a_read_figure_in_the_text_leads_to_its_row(client: Client) -> None:
    case = make_case("甲", policies=(POLICY,), outcomes=(("引进专家", 98, "名", "planned"),))
    page = get(client, case.get_absolute_url())
    rows = dict(re.findall(r'<tr id="(n\d+)">\s*<th[^>]*>([^<]+)</th>', page))
    links = dict(re.findall(r'<a class="figure (\w+)" href="#(n\d+)"', page))
    assert {status: rows[row] for status, row in links.items()} == {
        "offer": "博士购房补贴",
        "planned": "引进专家",
    }


def test_a_hit_leads_to_the_next_and_the_one_before(client: Client) -> None:
    case = make_case("甲", body="人才公寓先建。\n人才公寓后租。\n人才公寓再售。")
    page = get(client, f"{case.get_absolute_url()}?q={quote('人才公寓')}")
    first, second, third = re.findall(r'<mark id="(h\d+)">', page)
    assert re.findall(r'href="#(h\d+)" aria-label="下一处"', page) == [second, third]
    assert re.findall(r'href="#(h\d+)" aria-label="上一处"', page) == [first, second]


def test_a_page_says_what_it_is_of_and_where(client: Client) -> None:
    case = make_case("甲", summary="引进人才的做法。")
    address = f"http://testserver{case.get_absolute_url()}"
    page = get(client, f"{case.get_absolute_url()}?q=x")
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert told["@type"] == "Article" and told["url"] == address
    assert told["contentLocation"]["identifier"] == "GB/T 2260 330281"
    assert f"甲[EB/OL]. 2012({case.updated_at:%Y-%m-%d})[引用日期]. {address}." in page


def test_a_page_of_a_long_source_is_light(client: Client) -> None:
    """Twenty thousand characters that do not repeat themselves, with 150 figures; what is sent is compressed."""
    figures = tuple((f"第{number}批引进人才", number, "名", "achieved") for number in range(100, 250))
    letters = random.Random(1).choices([chr(code) for code in range(0x4E00, 0x5800)], k=17_500)
    sentences = ["".join(letters[at : at + 35]) for at in range(0, len(letters), 35)]
    body = "\n".join("。".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
    case = make_case("甲", outcomes=figures, body=body)
    assert case.end - case.start > 20_000
    assert len(gzip.compress(get(client, case.get_absolute_url()).encode())) < 100_000


def test_a_source_of_many_cases_lists_the_first_and_leads_to_all(client: Client, monkeypatch) -> None:
    document = make_document(*(CaseSpec(f"案例{number}") for number in range(MOST_CASES + 3)))
    page = get(client, document.get_absolute_url())
    assert f"{MOST_CASES + 3} 个</small>" in page and page.count('class="card"') == MOST_CASES
    everything = f"/cases/?source={document.key}"
    assert f'href="{everything}"' in page
    assert f"{MOST_CASES + 3} 个" in get(client, everything)


def test_rejected_facts_are_not_shown(client: Client) -> None:
    case = make_case("甲", policies=(POLICY,), brands=("人才港湾", "错读的品牌"))
    BrandMention.objects.filter(brand__name="错读的品牌").update(state="rejected")
    Outcome.objects.update(state="rejected")
    Benefit.objects.update(state="rejected")
    for address in ["/", "/cases/", "/brands/", "/policies/", "/counties/330281/", case.get_absolute_url()]:
        page = get(client, address).partition('class="reading"')[0]
        assert "错读的品牌" not in page, address
        assert "300000元" not in page and "120名" not in page, address


def test_drafts_are_nowhere(client: Client) -> None:
    make_case("甲", policies=(POLICY,))
    draft = make_case(
        "没有公开的案例",
        place=CIXI,
        draft=True,
        brands=("没有公开的品牌",),
        policies=(("没有公开的政策", "formal", "密", ()),),
    )
    for each in [
        draft,
        draft.document,
        *Brand.objects.filter(name__contains="没有公开"),
        *Policy.objects.filter(name__contains="没有公开"),
    ]:
        get(client, each.get_absolute_url(), 404)
    for address in [*everything(), "/cases/?q=" + quote("没有公开"), "/counties/330282/"]:
        assert "没有公开的" not in get(client, address), address


def test_a_former_unit_says_what_it_is_today(client: Client) -> None:
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    case = make_case("楼宇", place=("330204", "江东区"))
    page = get(client, "/counties/330204/")
    assert "今已不存在" in page and "/counties/330212/" in page and "楼宇" in page
    assert "楼宇" in get(client, "/counties/330212/")
    assert "江东区（今鄞州区）" in get(client, "/cases/")
    head = get(client, case.get_absolute_url())
    assert "/counties/330204/" in head and "/counties/330212/" in head


def test_a_city_shows_its_own_cases_and_what_lies_in_it(client: Client) -> None:
    make_case("全市总览", place=NINGBO)
    make_case("余姚一例")
    page = get(client, "/counties/330200/")
    assert "全市总览" in page and "余姚市" in page


REFUSED = (
    ("/cases/?x=1", 400, "不认识参数“x”"),
    ("/cases/?county=abc", 400, "六位行政区划代码"),
    ("/cases/?page=0", 400, "页码"),
    ("/cases/?page=1000000000", 400, "页码"),
    ("/cases/?page=101", 400, "第 100 页"),
    ("/cases/?page=7", 404, "没有这一页"),
    ("/brands/?q=x", 400, "kind"),
    ("/policies/?category=%E6%97%A0", 400, "没有“无”"),
    ("/?utm_source=x", 400, "不用参数"),
    ("/cases/zzzzzzzz/", 404, "没有这一页"),
    ("/cases/%E4%BD%99/", 404, "没有这一页"),
    ("/counties/999999/", 404, "没有这一页"),
    ("/counties/33028/", 404, "没有这一页"),
    ("/brands/" + "a" * 300 + "/", 404, "没有这一页"),
    ("/sources/-1/", 404, "没有这一页"),
)


def test_what_cannot_be_is_refused_in_chinese(client: Client) -> None:
    make_case("甲")
    for address, status, told in REFUSED:
        assert told in get(client, address, status), address


TYPED = (
    "'", '"', "%", "_", "\\", "<script>alert(1)</script>", "的" * 200, "的" * 5000, "或", "-", '"一镇一', "𠮷", "\u200b",
    "1e9", "😀", "&lt;",
)  # fmt: skip


def test_any_query_is_answered_and_escaped(client: Client) -> None:
    case = make_case("甲")
    for typed in TYPED:
        for address in ("/cases/", case.get_absolute_url()):
            page = get(client, f"{address}?q={quote(typed)}")
            assert not scripts(page), (typed, address)


def test_titles_and_texts_are_escaped_everywhere(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    make_case(evil, body="<img src=x onerror=alert(2)>", brands=(evil,), summary=evil, policies=((evil, "formal", "<b>", ((evil, 5, "元"),)),), people=((evil, evil),))  # fmt: skip
    addresses = [*everything(), "/cases/?q=alert"]
    for address in addresses:
        page = get(client, address)
        assert not scripts(page) and "<img" not in page, address
    assert "&lt;script&gt;" in get(client, addresses[1])


def test_what_is_not_reading_is_not_allowed(client: Client) -> None:
    for address in ("/", "/cases/"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_pages_of_the_list(client: Client) -> None:
    make_document(*(CaseSpec(f"例{number:02}", brands=()) for number in range(21)))
    first, second = get(client, "/cases/"), get(client, "/cases/?page=2")
    listed = [re.findall(r'<h3><a href="/cases/(\w+)/', page) for page in (first, second)]
    assert [len(each) for each in listed] == [20, 1]
    assert not set(listed[0]) & set(listed[1])
    assert 'aria-current="page">2<' in second
    assert '<ol class="cards" start="21">' in second


LISTS = ("/", "/cases/", "/cases/?q=%E4%BA%BA%E6%89%8D", "/counties/", "/counties/330281/", "/compare/", "/compare/?county=330281", "/brands/", "/policies/", "/policies/benefits/", "/sources/", "/about/")  # fmt: skip


def test_work_does_not_grow_with_rows(client: Client) -> None:
    """Two rows and twenty take the same number of queries, on every list; and that number is small."""

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            get(client, address)
        return len(caught)

    def make(numbers: range) -> None:
        for number in numbers:
            make_case(
                f"人才例{number}",
                brands=(f"品牌{number}",),
                policies=((f"办法{number}", "formal", "住房", (("博士", 5, "元"),)),),
            )

    make(range(2))
    few = {address: queries(address) for address in LISTS}
    case = Case.objects.first().get_absolute_url()
    few[case] = queries(case)
    make(range(2, 20))
    for address, count in few.items():
        assert queries(address) <= count, address
        assert count <= 20, address


def test_error_pages_stand_by_themselves() -> None:
    """They are shown when the database does not answer, so they may not ask it anything."""
    with CaptureQueriesContext(connection) as caught:
        for name in ("400", "403", "403_csrf", "404", "500", "503"):
            page = render_to_string(f"{name}.html")
            assert name[:3] in page and "/static/site.css" in page
    assert not caught.captured_queries


def test_search_engines_stay_out_of_the_combinations(client: Client) -> None:
    assert "Disallow: /cases/?" in get(client, "/robots.txt")
    make_case("甲")
    assert "noindex" in get(client, "/cases/?year=2012")
    assert "noindex" not in get(client, "/cases/")


@pytest.mark.parametrize(
    ("raw", "low", "high", "unit", "sign", "before", "after"),
    [
        ("500万元", 5000000, 5000000, "元", "<=", "最高", "5,000,000 元"),
        ("最高500万元", 5000000, 5000000, "元", "<=", "", "5,000,000 元"),
        ("98个", 98, 98, "个", "=", "", ""),
        ("近30个", 30, 30, "个", "<", "", ""),
        ("44%", 44, 44, "%", "=", "", ""),
        ("10万元—100万元", 100000, 1000000, "元", "=", "", "100,000–1,000,000 元"),
        ("1,300名", 1300, 1300, "名", "~", "约", ""),
        ("若干名", None, None, "名", "=", "", ""),
    ],
)
def test_amounts_as_written(raw, low, high, unit, sign, before, after) -> None:
    fact = Outcome(raw=raw, low=low, high=high, unit=unit, bound=sign)
    assert (bound(fact), normalised(fact)) == (before, after)
