"""The library of policies and the table of what they offer: filters, and who gives most for the same thing."""

import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.ingest import ingest_bytes
from cases.models import Benefit, Policy, PolicyMention

from .factories import CIXI, make_case

pytestmark = pytest.mark.django_db
HOUSE, TALENT, START = "博士：购房补贴", "领军人才：购房补贴", "创业企业：创业扶持资金"


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def groups(page: str) -> list[tuple[str, list[str]]]:
    """(heading, amounts as printed in their order) of every group of the table."""
    found = []
    for section in page.split('<section class="ranked"')[1:]:
        heading = re.sub(r"<[^>]+>", "", re.search(r"<h3[^>]*>(.*?)</h3>", section, re.S)[1])
        amounts = re.findall(r'class="figure"[^>]*><a [^>]*>([^<]+)</a>', section)
        found.append((re.sub(r"\s+", " ", heading), [" ".join(each.split()) for each in amounts]))
    return found


def two_counties() -> None:
    make_case("甲", policies=(("安居办法", "formal", "安居住房", ((HOUSE, 300000, "元"), (TALENT, 800000, "元"), (START, 5000000, "元"))),))  # fmt: skip
    make_case(
        "乙", place=CIXI, year=2014, policies=(("乐居办法", "named", "安居住房", ((HOUSE, 500000, "元"),)),)
    )


def test_within_a_scope_the_largest_stands_first_and_leads_to_its_sentence(client: Client) -> None:
    two_counties()
    page = get(client, "/policies/benefits/")
    assert groups(page) == [
        ("购房补贴 每人 · 一次性 · 定额，3 项", ["800000元", "500000元", "300000元"]),
        ("创业资助 每个项目或单位 · 一次性 · 定额，1 项", ["5000000元"]),
    ]
    assert "80 万元" in page and "共 4 条" in page
    link = re.search(r'<a href="([^"#]+)#(e\d+-\d+)"[^>]*>500000元</a>', page)
    assert f'id="{link[2]}"' in get(client, link[1])


@pytest.mark.parametrize(
    ("change", "apart"),
    [
        ({"bound": "<="}, "每人 · 一次性 · 上限"),
        ({"per": "月"}, "每人 · 每月 · 定额"),
        ({"low": Decimal(100_000)}, "每人 · 一次性 · 区间"),
        ({"label": "企业：购房补贴"}, "每个项目或单位 · 一次性 · 定额"),
        ({"unit": "%"}, "每人 · 一次性 · 定额"),
    ],
)
def test_what_is_unlike_is_not_ranked_together(client: Client, change: dict, apart: str) -> None:
    two_counties()
    Benefit.objects.filter(raw="500000元").update(**change)
    told = dict(groups(get(client, "/policies/benefits/?kind=" + quote("购房补贴"))))
    assert told["购房补贴 每人 · 一次性 · 定额，2 项"] == ["800000元", "300000元"]
    assert [amounts for heading, amounts in told.items() if apart in heading and "1 项" in heading][0][0].endswith("500000元")  # fmt: skip


def test_one_offer_told_twice_is_one_line_with_both_witnesses(client: Client) -> None:
    for title, year in (("甲", 2012), ("丙", 2014)):
        make_case(title, year=year, policies=(("安居办法", "formal", "安居住房", ((HOUSE, 300000, "元"),)),))
    page = get(client, "/policies/benefits/")
    assert groups(page) == [("购房补贴 每人 · 一次性 · 定额，1 项", ["300000元"])]
    assert page.count('class="again"') == 1 and "共 2 条" in page


FILTERS = (
    ("", 4),
    ("county=330281", 3),
    ("county=330282", 1),
    ("county=330281&county=330282", 4),
    ("county=330200", 4),
    ("year=2014", 1),
    ("kind=" + quote("购房补贴"), 3),
    ("kind=" + quote("购房补贴") + "&county=330281", 2),
    ("group=" + quote("博士"), 2),
    ("group=" + quote("高层次人才") + "&group=" + quote("企业"), 2),
    ("category=" + quote("安居住房"), 4),
    ("kind=" + quote("租房补贴"), 0),
)


def test_filters_and_their_counts(client: Client) -> None:
    two_counties()
    for query, total in FILTERS:
        page = get(client, f"/policies/benefits/?{query}")
        assert f"共 {total} 条" in page, query
        assert ("没有这样的支持标准" in page) is (total == 0), query


def test_every_count_is_what_the_list_then_holds(client: Client) -> None:
    two_counties()
    for address, word in (("/policies/benefits/", "条"), ("/policies/", "项")):
        page = get(client, address)
        options = re.findall(r'name="(\w+)" value="([^"]+)"><span>.*?</span> <b>(\d+)</b>', page)
        assert len(options) > 8
        for name, value, count in options:
            assert f"共 {count} {word}" in get(client, f"{address}?{name}={quote(value)}"), (name, value)


def test_the_library_of_policies_filters_by_year_support_and_group(client: Client) -> None:
    two_counties()
    for query, found in (
        ("year=2014", ["乐居办法"]),
        ("kind=" + quote("创业资助"), ["安居办法"]),
        ("group=" + quote("博士"), ["安居办法", "乐居办法"]),
        ("form=named", ["乐居办法"]),
        ("year=2012&group=" + quote("企业"), ["安居办法"]),
    ):
        page = get(client, f"/policies/?{query}")
        assert re.findall(r'<h3><a href="/policies/[^"]+">([^<]+)</a>', page) == found, query


REFUSED = ("kind=x", "group=x", "year=20", "county=abc", "sort=amount", "page=0")


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_is_refused(client: Client, query: str) -> None:
    get(client, f"/policies/benefits/?{query}", 400)


def test_rejected_offers_and_drafts_are_not_in_the_table(client: Client) -> None:
    two_counties()
    make_case("密", draft=True, policies=(("密办法", "formal", "密", ((HOUSE, 999, "元"),)),))
    Benefit.objects.filter(raw="500000元").update(state="rejected")
    page = get(client, "/policies/benefits/")
    assert "500000元" not in page and "999元" not in page and "共 3 条" in page


def test_pages_go_on_within_a_group_and_queries_do_not_grow(client: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            page = get(client, address)
        assert len(page.encode()) < 100_000
        return len(caught)

    def make(first: int, last: int) -> None:
        offers = tuple((f"第{number}类博士：购房补贴", 1000 + number, "元") for number in range(first, last))
        make_case(f"例{first}", policies=((f"办法{first}", "formal", "住房", offers),))

    make(0, 2)
    few = queries("/policies/benefits/")
    make(2, 70)
    assert queries("/policies/benefits/") <= few
    second = get(client, "/policies/benefits/?page=2")
    assert groups(second)[0] == ("购房补贴 每人 · 一次性 · 定额，70 项，从第 61 项起", [f"{number}元" for number in range(1009, 999, -1)])  # fmt: skip
    get(client, "/policies/benefits/?page=3", 404)


def test_amounts_in_the_list_of_policies_lead_to_their_sentences(client: Client) -> None:
    two_counties()
    page = get(client, "/policies/")
    link = re.search(r'<a href="([^"#]+)#(e\d+-\d+)"[^>]*>500000元</a>', page)
    assert f'id="{link[2]}"' in get(client, link[1])


PARAGRAPHS = """渔山县引才记
渔山县出台《渔山县引才办法》。对全职引进的博士，给予30万元安家补贴。企业每聘用1名院士，补助1万元。
渔山县又办了夜校。对带徒的老船长，每人每月补贴900元。渔山县的渔家都来听课，渔山县的渔家说好。
"""


def test_a_document_leads_to_the_measures_of_its_paragraph_and_back(client: Client) -> None:
    actions.store_document(record=ingest_bytes(PARAGRAPHS.encode(), "渔山.txt"))
    document, measure = Policy.objects.get(form="formal"), Policy.objects.get(name="博士安家补贴")
    page = get(client, document.get_absolute_url())
    together = page.split('id="together"')[1].split("</section>")[0]
    assert "同一段里说到的具体措施" in together
    assert re.findall(r">([^<]+)</a>", together) == ["博士安家补贴", "企业聘用院士补助"]
    back = get(client, measure.get_absolute_url()).split('id="together"')[1].split("</section>")[0]
    assert document.get_absolute_url() in back and "企业聘用院士补助" not in back
    PolicyMention.objects.filter(policy=measure).update(state="rejected")
    assert "博士安家补贴" not in get(client, document.get_absolute_url())
