"""The map of tiles, the columns of years and the page of coverage: what they count is what their links lead to."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.ingest import _KINDS
from cases.models import BrandMention, Evidence, Outcome
from cases.views.coverage import KINDS
from cases.views.years import MOST_YEARS, over_years

from .factories import CIXI, NINGBO, CaseSpec, make_case, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
POLICY = ("人才安居办法", "formal", "住房", (("博士购房补贴", 300000, "元"),))
TILE = r'<li class="x(\d+) y(\d+) s(\d) [nesw ]*(?: head)?"><a href="/counties/(\d{6})/"[^>]*>(.*?)</a>'


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def tiles(page: str) -> dict[str, tuple[int, str]]:
    """Code → (count, name in full) of the tiles of a page."""
    found = {}
    for _x, _y, _step, code, inside in re.findall(TILE, page):
        count = re.search(r"<b>(\d+)</b>", inside)
        name = re.sub(r" ?<b>.*", "", inside)
        found[code] = (int(count[1]) if count else 0, re.sub("<[^>]+>", "", name))
    return found


def test_each_unit_is_a_tile_with_its_whole_name_and_its_count(client: Client) -> None:
    make_document(CaseSpec("甲"), CaseSpec("乙"), CaseSpec("丙", place=CIXI), CaseSpec("丁", place=NINGBO))
    for address in ("/", "/counties/"):
        found = tiles(get(client, address))
        assert found["330281"] == (2, "余姚市")
        assert found["330282"] == (1, "慈溪市")
        assert found["330200"] == (1, "宁波市")
        assert found["330329"] == (0, "泰顺县")
        assert len(found) == 101


SHADES = (
    ("", {"330281": 2, "330282": 1}),
    ("?by=cases", {"330281": 2, "330282": 1}),
    ("?by=brands", {"330281": 2, "330282": 1}),
    ("?by=policies", {"330281": 1, "330282": 0}),
    ("?by=figures", {"330281": 3, "330282": 1}),
)


def test_what_tiles_are_shaded_by(client: Client) -> None:
    """A brand or policy of two cases is one; what was rejected, or has lost its words, does not count."""
    make_case("甲", brands=("港湾", "错读"), policies=(POLICY,))
    make_case("乙", brands=("港湾", "驿站"))
    make_case("丙", place=CIXI, outcomes=(("引才", 5, "名", "achieved"), ("落户", 9, "家", "achieved")))
    make_case("丁", place=CIXI, draft=True)
    BrandMention.objects.filter(brand__name="错读").update(state="rejected")
    Evidence.objects.filter(outcome__indicator="落户").update(lost=True)
    for query, wanted in SHADES:
        found = tiles(get(client, f"/counties/{query}"))
        assert {code: found[code][0] for code in wanted} == wanted, query


def test_a_former_unit_counts_where_its_ground_lies_today(client: Client) -> None:
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    make_case("楼宇", place=("330204", "江东区"))
    found = tiles(get(client, "/counties/"))
    assert found["330212"][0] == 1
    assert "330204" not in found


REFUSED = (
    ("/counties/?by=size", "brands（品牌数）"),
    ("/counties/?province=330281", "没有代码为"),
    ("/counties/?province=x", "没有代码为"),
    ("/coverage/?province=999999", "没有代码为"),
    ("/coverage/?year=2012", "province"),
)


def test_what_cannot_be_is_refused_with_a_hint(client: Client) -> None:
    make_case()
    for address, hint in REFUSED:
        assert hint in get(client, address, 400), address


def test_the_province_of_most_cases_is_shown_first_and_others_by_a_link(client: Client) -> None:
    make_document(CaseSpec("甲"), CaseSpec("乙"), CaseSpec("丙", place=("320583", "昆山市")))
    first = get(client, "/counties/")
    assert "330281" in tiles(first) and "320583" not in tiles(first)
    assert '<a href="/counties/?province=320000"' in first
    second = get(client, "/counties/?province=320000&by=brands")
    assert tiles(second)["320583"] == (1, "昆山市")
    assert "330281" not in tiles(second)


def test_the_places_of_one_province_are_listed_and_other_provinces_by_how_many_cases_they_have(
    client: Client,
) -> None:
    make_document(CaseSpec("甲"), CaseSpec("乙"), CaseSpec("丙", place=("320583", "昆山市")))
    other = re.compile(r'href="(/counties/\?[^"]*province=320000)">江苏省 <span class="count">1<')
    for address in ("/", "/counties/", "/counties/?by=brands"):
        page = get(client, address)
        assert 'href="/counties/330281/"' in page and 'href="/counties/320583/"' not in page, address
        assert other.search(page), address
    assert "by=brands" in other.search(page)[1]
    page = get(client, "/counties/?province=320000")
    listed = page[page.index('id="places"') :]
    assert 'href="/counties/320583/"' in listed and 'href="/counties/330281/"' not in listed
    assert '浙江省 <span class="count">2<' in listed
    assert "还没有收录河南省的案例" in get(client, "/counties/?province=410000")


def test_pages_hold_without_any_case(client: Client) -> None:
    for address in ("/", "/counties/", "/coverage/", "/about/"):
        page = get(client, address)
        assert 'class="tilemap"' not in page and 'class="years"' not in page, address


def test_columns_of_years(client: Client) -> None:
    """A year of nothing keeps its room; statuses are told apart; figures without evidence do not count."""
    make_case("甲", outcomes=(("引才", 5, "名", "achieved"), ("落户", 9, "家", "planned")))
    make_case("乙", year=2014, outcomes=(("引才", 7, "名", "achieved"),))
    make_case("丙", year=None)
    Evidence.objects.filter(outcome__case__title="乙").delete()
    years = over_years()
    assert [(each.year, each.total) for each in years.cases] == [(2012, 1), (2013, 0), (2014, 1)]
    assert [(each.year, each.total) for each in years.figures] == [(2012, 2), (2013, 0), (2014, 0)]
    assert [part.kind for part in years.figures[0].parts] == ["achieved", "planned"]
    assert years.rows[-1] == (2012, 1, [1, 0, 1, 0])
    assert years.yearless == 1
    for address in ("/", "/coverage/"):
        page = get(client, address)
        assert 'href="/cases/?year=2012" aria-label="2012 年 1 个案例"' in page
        assert 'href="/cases/?year=2012" aria-label="2012 年 2 个成效数字"' in page
        assert 'aria-label="2013' not in page


def test_only_the_latest_years_are_drawn() -> None:
    make_document(CaseSpec("甲", year=1950), CaseSpec("乙", year=2020))
    years = over_years()
    assert len(years.cases) == MOST_YEARS
    assert years.before == 2020 - MOST_YEARS + 1
    assert all(each.total for each in years.cases if each.year == 2020)


def test_each_cell_of_the_matrix_is_the_list_that_it_leads_to(client: Client) -> None:
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    make_document(
        CaseSpec("甲"),
        CaseSpec("乙", year=2014),
        CaseSpec("丙", year=2014, place=("330402", "南湖区")),
        CaseSpec("丁", place=NINGBO, year=None),
        CaseSpec("戊", place=("330000", "浙江省")),
        CaseSpec("己", place=("330204", "江东区")),
        CaseSpec("庚", place=None),
    )
    page = get(client, "/coverage/").partition("<tbody>")[2].partition("</table>")[0].replace("&amp;", "&")
    cells = re.findall(r'<a href="(/cases/\?[^"]+)"[^>]*>(\d+)</a>', page)
    assert len(cells) > 8
    for address, count in cells:
        assert f"共 {count} 个" in get(client, address), address
    assert "杭州市" in page, "a city of which there is nothing has a row all the same"


def test_coverage_says_what_there_is_not(client: Client) -> None:
    make_document(
        CaseSpec("甲", outcomes=(("引才", 5, "名", "achieved"), ("落户", 9, "家", "achieved"))),
        CaseSpec("乙", year=2018, place=None, outcomes=()),
    )
    Outcome.objects.filter(indicator="落户").update(state="rejected")
    Outcome.objects.filter(indicator="引才").update(state="confirmed")
    page = get(client, "/coverage/")
    assert "2013–2017" in page
    assert "全市尚无案例的" in page and "宁海县" in page
    assert '<a href="/cases/?county=none">1 个案例</a>的地区未能从原文确定' in page
    # Standing, with words of the source, confirmed, entered by an editor, refused.
    assert re.search(r"成效</th><td>1</td><td>1</td><td>1</td><td>0</td><td>1</td>", page)
    assert "还没有：" in page and "简报" in page


def test_the_kinds_of_source_are_those_that_reading_tells_apart() -> None:
    assert set(_KINDS.values()) < set(KINDS)


def test_work_does_not_grow_with_places_years_and_kinds(client: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            get(client, address)
        return len(caught)

    addresses = ("/", "/counties/?by=figures", "/counties/?by=brands", "/coverage/")
    make_case("甲")
    few = {address: queries(address) for address in addresses}
    units = (CIXI, ("330212", "鄞州区"), ("330402", "南湖区"), ("331081", "温岭市"), ("320583", "昆山市"))
    for number, place in enumerate(units):
        make_case(f"例{number}", place=place, year=2000 + number)
    for address, count in few.items():
        assert queries(address) <= count, address
        assert count <= 20, address


def test_the_pages_are_whole_and_linked_from_those_around(client: Client) -> None:
    make_case()
    for address in ("/coverage/", "/counties/?by=brands", "/about/"):
        page = get(client, address)
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address
        assert " style=" not in page and page.count("<h1") == 1
    for address in ("/about/", "/counties/", "/"):
        assert 'href="/coverage/"' in get(client, address), address
