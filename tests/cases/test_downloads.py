"""CSV of lists and comparisons: every value with where it stands, in order, bounded, and nothing a spreadsheet would run."""

import csv
import io
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Bound
from cases.views import downloads

from .factories import CIXI, CaseSpec, make_case, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
BOTH = "/compare.csv?county=330281&county=330282"
SITE = "http://testserver"


def table(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a CSV by their headings."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.content.decode())
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Disposition"].startswith("attachment; ") and answer.content[:3] == b"\xef\xbb\xbf"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_list_is_told_whole_in_its_order_whatever_page_is_looked_at(client: Client, monkeypatch) -> None:
    brands = tuple(f"港湾{number}号" for number in range(9))
    make_document(*(CaseSpec(f"例{number}", year=2000 + number, brands=brands) for number in range(4)))
    make_case("别处", place=CIXI, year=2002)
    monkeypatch.setattr("cases.results.PER_PAGE", 2)
    rows = table(client, "/cases.csv?county=330281&sort=oldest")
    assert [row["标题"] for row in rows] == ["例0", "例1", "例2", "例3"]
    assert rows[0].keys() == set(downloads.CASES)
    assert (rows[0]["地区"], rows[0]["行政区划代码"], rows[0]["年份"]) == ("余姚市", "330281", "2000")
    assert rows[0]["品牌"] == "、".join(brands) and rows[0]["来源文件"] == "例0"
    assert client.get(rows[3]["地址"].removeprefix(SITE)).status_code == 200
    page = client.get("/cases/?county=330281&sort=oldest&page=1").content.decode()
    assert 'href="/cases.csv?county=330281&amp;sort=oldest" download' in page


def test_a_search_is_told_in_the_order_of_its_page(client: Client) -> None:
    for number in range(3):
        make_case(f"例{number}", body="公寓" * (number + 1) + f"第{number}处。")
    make_case("无关")
    asked = quote("公寓")
    rows = table(client, f"/cases.csv?q={asked}")
    page = client.get(f"/cases/?q={asked}").content.decode()
    places = [page.index(f">{row['标题']}</a>") for row in rows]
    assert len(rows) == 3 and places == sorted(places)


def test_no_more_than_a_number_of_cases_is_told_and_the_page_says_so(client: Client, monkeypatch) -> None:
    make_document(CaseSpec("甲"), CaseSpec("乙"))
    assert "下载这个列表（CSV）" in client.get("/cases/").content.decode()
    for module in ("downloads", "case_list"):
        monkeypatch.setattr(f"cases.views.{module}.MOST_CASES", 1)
    assert len(table(client, "/cases.csv")) == 1
    assert "下载这个列表（CSV，前 1 个）" in client.get("/cases/").content.decode()


def test_a_comparison_is_a_value_a_row_with_its_amount_its_words_and_their_address(client: Client) -> None:
    offer = (("博士：购房补贴", 300000, "元"),)
    case = make_case(
        "甲",
        policies=(("安居办法", "formal", "安居住房", offer),),
        outcomes=(("引进博士", 50, "名", "planned"), ("引进博士", 30, "名", "achieved")),
    )
    make_case("乙", place=CIXI, year=2014, outcomes=(("新增企业", 9, "家", "achieved"),))
    rows = table(client, BOTH)
    assert [(row["类别"], row["地区"], row["原文写法"]) for row in rows] == [
        ("已达成", "慈溪市", "9家"),
        ("已达成", "余姚市", "30名"),
        ("计划中", "余姚市", "50名"),
        ("支持标准", "余姚市", "300000元"),
    ]
    reached, offered = rows[1], rows[3]
    assert (reached["下限"], reached["上限"], reached["单位"]) == ("30", "30", "名")
    assert reached["界限"] == Bound("=").label and reached["年份"] == "2012"
    assert (offered["指标或事项"], offered["所属政策"]) == ("博士：购房补贴", "安居办法")
    address, _, anchor = reached["地址"].removeprefix(SITE).partition("#")
    assert address == case.get_absolute_url() and reached["依据的原文"] == "30名"
    assert f'id="{anchor}"' in client.get(address).content.decode()
    assert [row["原文写法"] for row in table(client, f"{BOTH}&year=2014")] == ["9家"]
    assert (
        f'href="{BOTH.replace("&", "&amp;")}" download'
        in client.get(BOTH.replace(".csv", "/")).content.decode()
    )


def test_a_value_of_a_former_county_stands_under_todays_name(client: Client) -> None:
    today = place_with_parents("330213", "奉化区")
    make_place("330283", "奉化市", valid_to="2016-09-15", today=[today])
    make_case("奉化的做法", place=("330283", "奉化市"))
    (row,) = table(client, "/compare.csv?county=330213")
    assert (row["地区"], row["行政区划代码"], row["当时名称"]) == ("奉化区", "330213", "奉化市")


def test_nothing_in_it_is_calculated_by_a_spreadsheet(client: Client) -> None:
    make_case("=1+1", brands=("@SUM(A1)",), outcomes=(("+引进", 3, "名", "achieved"),))
    (row,) = table(client, "/cases.csv")
    assert (row["标题"], row["品牌"]) == ("'=1+1", "'@SUM(A1)")
    (row,) = table(client, "/compare.csv?county=330281")
    assert (row["指标或事项"], row["案例"]) == ("'+引进", "'=1+1")


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/cases.csv?page=2", "不认识参数"),
        ("/cases.csv?year=x", "年份"),
        ("/compare.csv", "county=330281"),
        ("/compare.csv?county=330200", "只比较县"),
        ("/compare.csv?county=330281&x=1", "不认识参数"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(client: Client, address: str, hint: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400 and hint in answer.content.decode()


def test_a_county_by_its_name_leads_to_its_code(client: Client) -> None:
    answer = client.get(f"/compare.csv?county={quote('余姚市')}&year=2012")
    assert answer.status_code == 302 and answer["Location"] == "/compare.csv?county=330281&year=2012"


def test_queries_do_not_grow_with_what_is_told(client: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            table(client, address)
        return len(caught)

    addresses = ("/cases.csv", f"/cases.csv?q={quote('人才')}", BOTH)
    make_case("甲")
    make_case("乙")
    few = {address: queries(address) for address in addresses}
    for number in range(6):
        make_case(f"例{number}", place=CIXI, year=2000 + number)
    for address, count in few.items():
        assert queries(address) <= count, address


def test_search_engines_are_told_to_leave_combinations_alone(client: Client) -> None:
    told = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /compare/?", "Disallow: /compare.csv", "Disallow: /cases.csv"} <= set(told)
    make_case("甲")
    for address in ("/brands/", "/compare/", "/cases/"):
        assert "noindex" not in client.get(address).content.decode(), address
        assert 'content="noindex"' in client.get(f"{address}?county=330281").content.decode(), address
