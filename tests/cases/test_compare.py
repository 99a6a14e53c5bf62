"""Counties side by side: which figures share a row, which never do, and what is refused."""

import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Benefit, Outcome, PlaceChange

from .factories import CIXI, NINGBO, YUYAO, CaseSpec, make_case, make_document, make_place, place_with_parents

pytestmark = pytest.mark.django_db
BOTH = "/compare/?county=330281&county=330282"


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def rows(page: str, region: str) -> dict[str, list[str]]:
    """The rows of the table in a region: label to the text of each county's cell."""
    _, _, behind = page.partition(f'aria-label="{region}"')
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", behind.partition("<tbody>")[2].partition("</table>")[0], re.S):
        label, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        plain = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in (label, *cells)]
        found[plain[0]] = plain[1:]
    return found


def test_like_figures_share_a_row_and_each_leads_to_its_sentence(client: Client) -> None:
    case = make_case("甲", outcomes=(("引进博士", 30, "名", "achieved"),))
    make_case("乙", place=CIXI, year=2014, outcomes=(("新引进“博士”", 50, "人", "achieved"),))
    page = get(client, BOTH)
    row = rows(page, "已达成的指标，几地都有")["引进博士 又作 新引进“博士”"]
    assert row == ["30名 已达成 2012 年", "50人 已达成 2014 年"]
    link = re.search(r'<a href="([^"#]+)#e(\d+)-(\d+)"[^>]*>30名</a>', page)
    assert link and link[1] == case.get_absolute_url()
    assert case.document.text[int(link[2]) : int(link[3])] == "30名"
    assert f'id="e{link[2]}-{link[3]}"' in get(client, link[1])


def test_statuses_never_share_a_row(client: Client) -> None:
    make_case("甲", outcomes=(("引进博士", 30, "名", "achieved"),))
    make_case("乙", place=CIXI, outcomes=(("引进博士", 50, "名", "planned"),))
    page = get(client, BOTH)
    assert "几地都有" not in page
    assert page.count("没有哪一项指标是两地都写到的") == 2
    assert page.index("30名") < page.index('id="g-planned"') < page.index("50名")


def test_ceilings_stand_apart_from_results_and_from_fixed_sums(client: Client) -> None:
    offer = (("博士：购房补贴", 300000, "元"),)
    make_case("甲", policies=(("安居办法", "formal", "安居住房", offer),), outcomes=())
    make_case("乙", place=CIXI, policies=(("乐居办法", "formal", "安居住房", offer),), outcomes=(("购房补贴", 300000, "元", "achieved"),))  # fmt: skip
    Benefit.objects.filter(case__title="乙").update(bound="<=")
    page = get(client, BOTH)
    assert "支持标准，几地都有" not in page
    assert "每人\u00a0· 一次性\u00a0· 上限" in page and "每人\u00a0· 一次性\u00a0· 定额" in page
    assert page.index("已达成</span>") < page.index('id="g-offers"') < page.index("最高 300000元")
    Benefit.objects.update(bound="=", state="confirmed")
    assert rows(get(client, BOTH), "支持标准，几地都有")["购房补贴 每人 · 一次性 · 定额"][0].startswith(
        "300000元"
    )


def test_areas_are_converted_beside_the_printed_form_and_are_two_witnesses(client: Client) -> None:
    make_case("甲", outcomes=(("产业园规划总面积", 7300, "亩", "planned"),))
    make_case("丙", year=2014, outcomes=(("产业园总规划面积", 4867, "公顷", "planned"),))
    make_case("乙", place=CIXI, outcomes=(("产业园规划总面积", 300, "公顷", "planned"),))
    Outcome.objects.filter(case__title="丙").update(
        low=Decimal("486.7"), high=Decimal("486.7"), raw="486.7公顷"
    )
    row = rows(get(client, BOTH), "计划中的指标，几地都有")
    (cells,) = row.values()
    assert cells[0].startswith("486.7公顷 计划中 2014 年 又见 7300亩")
    assert cells[1] == "300公顷 计划中 2012 年"
    Outcome.objects.filter(case__title="丙").update(state="rejected")
    (cells,) = rows(get(client, BOTH), "计划中的指标，几地都有").values()
    assert cells[0].startswith("7300亩 ≈486.7 公顷")


def test_names_that_say_nothing_are_not_joined(client: Client) -> None:
    make_case("甲", outcomes=(("总投资", 5, "元", "achieved"),))
    make_case("乙", place=CIXI, outcomes=(("总投资", 6, "元", "achieved"),))
    assert "几地都有" not in get(client, BOTH)


def test_a_figure_belongs_to_its_own_place_not_to_the_one_that_tells_of_it(client: Client) -> None:
    make_case("甲", outcomes=(("引进博士", 30, "名", "achieved"),))
    make_case(
        "全市总览",
        place=NINGBO,
        outcomes=(("引进博士", 70, "名", "achieved"), ("引进硕士", 9, "名", "achieved")),
    )
    Outcome.objects.filter(raw="70名").update(place=place_with_parents(*CIXI))
    page = get(client, BOTH)
    assert rows(page, "已达成的指标，几地都有")["引进博士"] == ["30名 已达成 2012 年", "70名 已达成 2012 年"]
    assert "9名" not in page


def test_former_units_count_for_todays_and_changed_ground_is_warned_of(client: Client) -> None:
    fenghua = place_with_parents("330213", "奉化区")
    city = make_place("330283", "奉化市", parent=fenghua.parent, today=[fenghua], valid_to="2016-09-15")
    yuyao = place_with_parents(*YUYAO)
    for date, kind, before, after in (
        ("2016-09-15", "upgrade", city, fenghua),
        ("2018-01-01", "territory", yuyao, fenghua),
        ("2001-01-01", "territory", yuyao, fenghua),
    ):
        PlaceChange.objects.create(date=date, kind=kind, before=before, after=after, document="批复")
    make_case("楼宇", place=("330283", "奉化市"), outcomes=(("引进博士", 30, "名", "achieved"),))
    page = get(client, "/compare/?county=330213")
    assert "时为奉化市" in page and "奉化市，至 2016 年 9 月" in page
    assert "辖区变过" in page and "2018 年 1 月" in page
    assert "2001 年" not in page and "2016 年 9 月</time>" not in page
    assert "辖区变过" not in get(client, "/compare/?county=330213&year=2020")


def test_rejected_facts_and_drafts_are_not_compared(client: Client) -> None:
    make_case("甲", outcomes=(("引进博士", 30, "名", "achieved"),))
    make_case(
        "密", place=CIXI, draft=True, outcomes=(("引进博士", 77, "名", "achieved"),), brands=("密品牌",)
    )
    Outcome.objects.filter(raw="30名").update(state="rejected")
    page = get(client, BOTH)
    assert "30名" not in page and "77名" not in page and "密品牌" not in page
    assert "没有收录不等于没有这项工作" in page


def test_brands_and_policies_stand_in_rows(client: Client) -> None:
    make_case("甲", policies=(("安居办法", "formal", "安居住房", ()),))
    make_case("乙", place=CIXI, brands=("海港计划",))
    row = rows(get(client, BOTH), "品牌与政策，表")
    assert row["品牌"] == ["人才港湾", "海港计划"]
    assert row["政策：安居住房"] == ["安居办法", ""]


def test_nothing_chosen_offers_a_start(client: Client) -> None:
    assert "还没有收录任何案例" in get(client, "/compare/")
    make_case("甲")
    make_case("乙", place=CIXI)
    page = get(client, "/compare/")
    assert "/compare/?county=330281&amp;county=330282" in page
    assert '<option value="330281">余姚市（1 个案例）' in page


def test_a_name_or_a_repetition_is_sent_on_to_the_address_of_the_comparison(client: Client) -> None:
    make_case("甲")
    make_case("乙", place=CIXI)
    for typed in (
        f"county={quote('余姚市')}&county=330282",
        "county=330281&county=&county=330281&county=330282",
    ):
        answer = client.get(f"/compare/?{typed}")
        assert (answer.status_code, answer["Location"]) == (302, BOTH)


REFUSED = (
    ("county=330281&county=330282&county=330203&county=330205&county=330206&county=330211", "最多比较 5 个"),
    ("county=999999", "没有“999999”这个行政区划代码"),
    ("county=330200", "只比较县（市、区）"),
    ("county=" + quote("没有县"), "没有叫“没有县”的"),
    ("county=330281&year=x", "应为四位年份"),
    ("indicator=1", "不认识参数“indicator”"),
    ("county=330204", "今属鄞州区（330212）"),
)


def test_what_cannot_be_compared_is_refused_with_a_hint(client: Client) -> None:
    make_case("甲")
    yinzhou = place_with_parents("330212", "鄞州区")
    make_place("330204", "江东区", parent=yinzhou.parent, today=[yinzhou], valid_to="2016-09-15")
    for query, told in REFUSED:
        assert told in get(client, f"/compare/?{query}", 400), query


def test_work_does_not_grow_with_rows_and_the_page_stays_small(client: Client) -> None:
    def make(numbers: range) -> None:
        for place in (YUYAO, CIXI):
            make_document(
                *(
                    CaseSpec(
                        f"{place[1]}例{number}",
                        place=place,
                        outcomes=tuple(
                            (f"建成{number}型{kind}平台", number + kind, "个", "achieved")
                            for kind in range(9)
                        ),
                        policies=(
                            (f"办法{number}", "formal", "住房", (("博士：安家补贴", number + 1, "元"),)),
                        ),
                    )
                    for number in numbers
                ),
                filename=f"{place[1]}{numbers}.txt",
            )

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page = get(client, BOTH)
        assert len(page.encode()) < 100_000
        return len(caught)

    make(range(2))
    few = queries()
    make(range(2, 20))
    assert queries() <= few <= 16
