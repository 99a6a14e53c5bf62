"""All rules put together over one case."""

from decimal import Decimal

import pytest

from cases.ingest.clean import clean
from cases.ingest.extract import extract
from cases.ingest.extract.year import YearReading
from cases.ingest.read import read
from cases.ingest.records import CaseRecord, PlaceRef
from cases.ingest.split import Part, split

NINGBO = PlaceRef("330200", "宁波市", "宁波市", "浙江省")
TEXT = """慈溪：“潮塘英才”计划五年记
（中共慈溪市委组织部）
2016年，慈溪市出台《潮塘英才支持办法》，对入选专家给予最高90万元奖励。
截至2016年底，已引进博士41名，正在洽谈的项目有6个。
到2020年，力争引进博士80名。
潮塘新材料有限公司董事长陈立新说，来对了。
"""


def make_case(text: str, title: str, **given: object) -> CaseRecord:
    """The record of a text that is one case."""
    part = Part(title, title, 0, len(text))
    return extract(text, part, **{"document_year": None, "document_place": None, **given})


def test_everything_of_a_case() -> None:
    case = make_case(TEXT, "慈溪：“潮塘英才”计划五年记")
    assert (case.place.code, case.place.name, case.year) == ("330282", "慈溪市", 2016)
    assert [brand.name for brand in case.brands] == ["“潮塘英才”计划"]
    assert ("formal", "潮塘英才支持办法", 2016) in [(p.form, p.name, p.year) for p in case.policies]
    assert [b.high for p in case.policies for b in p.benefits] == [Decimal(900_000)]
    assert [(o.high, o.status) for o in case.outcomes] == [
        (41, "achieved"),
        (6, "in_progress"),
        (80, "planned"),
    ]
    assert [person.name for person in case.people] == ["陈立新"]
    assert [each.name for each in case.organisations] == ["潮塘新材料有限公司"]
    assert case.summary.startswith("慈溪市2016年的案例，主要品牌是“潮塘英才”计划；")
    assert "成效3项（已达成1、进行中1、计划中1）" in case.summary
    assert "90万元（潮塘英才支持办法）" in case.summary


def test_the_year_of_the_document_stands_in() -> None:
    whole = YearReading(2014, "标题写明“2014年”", ())
    case = make_case("慈溪：引才记\n慈溪市引进博士41名。", "慈溪：引才记", document_year=whole)
    assert case.year == 2014 and case.year_basis == "随全文：标题写明“2014年”"


def test_a_text_that_says_nothing() -> None:
    case = make_case("人才是第一资源。", "论人才")
    assert (case.place, case.year, case.brands, case.policies, case.outcomes) == (None, None, (), (), ())
    assert "地点未定" in case.summary and "没有读到政策和成效数字" in case.summary


GOVERNED = [
    # name, text, [(figure, county it belongs to where that is not the case's)]
    ("each county its own", "余姚市引进博士41名。慈溪市引进博士52名。", [(41, "余姚市"), (52, "慈溪市")]),
    (
        "holds to the end of the paragraph",
        "余姚市办园。引进博士41名。\n引进硕士52名。",
        [(41, "余姚市"), (52, None)],
    ),
    ("only mentioned", "全市与余姚市的企业合作，引进博士41名。", [(41, None)]),
    ("the case's own", "宁波市引进博士41名。", [(41, None)]),
]


@pytest.mark.parametrize("name, text, expected", GOVERNED)
def test_figures_of_an_overview_go_to_their_county(name: str, text: str, expected: list[tuple]) -> None:
    opening = "2012年宁波市人才工作总结\n（中共宁波市委组织部）\n"
    case = make_case(opening + text, "2012年宁波市人才工作总结", document_place=NINGBO)
    assert case.place.name == "宁波市"
    assert [(o.high, o.place and o.place.name) for o in case.outcomes] == expected


# Short texts of several kinds and what a careful reader finds in them: figures as (value, unit, status), offers as
# (value, per), names.
KINDS = [
    (
        "summary",
        """宁国市2020年人才工作总结
一是聚焦产业引才。组织62家企业赴西安、武汉招聘9场，达成意向1340人，实际到岗512人。“宁国智汇”引才云平台上线。
二是聚焦平台育才。新增省级技术中心4家，总数达39家；全市水产企业净增22家，达到168家。
三是聚焦服务留才。为115名人才办理“宁国英才卡”。拨付购房补贴1260万元；公寓一期320套交付使用，二期450套主体封顶。
明年打算：引进人才3000名以上；发放人才贷款2亿元。""",
        [
            (62, "家", "achieved"),
            (9, "场", "achieved"),
            (1340, "人", "in_progress"),
            (512, "人", "achieved"),
            (4, "家", "achieved"),
            (39, "家", "achieved"),
            (22, "家", "achieved"),
            (168, "家", "achieved"),
            (115, "名", "achieved"),
            (12_600_000, "元", "achieved"),
            (320, "套", "achieved"),
            (450, "套", "in_progress"),
            (3000, "名", "planned"),
            (200_000_000, "元", "planned"),
        ],
        [],
        ["宁国智汇", "宁国英才卡"],
        [],
    ),
    (
        "measures with a table",
        """寿光市支持蔬菜产业人才发展若干措施
（2022年4月印发）
一、引才补贴
类别 一次性安家费 每月津贴
甲类 80万元 6000元
乙类 50万元 4000元
二、平台支持。新获批的国家级、省级种业平台，分别奖励200万元、60万元。
三、创业支持。返乡大学生领办家庭农场，可申请最高50万元的“菜农贷”。入住公寓的博士，三年内免收租金。
到2024年，力争引进种业博士60人。""",
        [(60, "人", "planned")],
        [(800_000, None), (6000, "月"), (500_000, None), (4000, "月")]
        + [(2_000_000, None), (600_000, None), (500_000, None), (3, None)],
        ["菜农贷"],
        [],
    ),
    (
        "interview",
        """把专家“焊”在生产线上——访潜江市委组织部副部长陶立新
记者：人才谷进展怎样？
陶立新：“虾稻人才谷”去年10月开园，占地210亩，已入驻团队13支，在谈团队还有9支。
记者：投入大不大？
陶立新：一期投了1.6亿元，二期准备再投2.4亿元。我们实施“水乡英才”计划，给博士团队100万到500万元不等的启动资金。
记者：效果呢？
陶立新：两年引进博士47名。养殖户刘国庆跟着专家学，亩均增收1800元。省里的“楚才归鄂”行动也给了支持。""",
        [
            (210, "亩", "achieved"),
            (13, "支", "achieved"),
            (9, "支", "in_progress"),
            (160_000_000, "元", "achieved"),
            (240_000_000, "元", "planned"),
            (47, "名", "achieved"),
            (1800, "元", "achieved"),
        ],
        [(5_000_000, None)],
        ["虾稻人才谷", "“水乡英才”计划"],
        ["陶立新", "刘国庆"],
    ),
]


@pytest.mark.parametrize("name, text, figures, offered, brands, people", KINDS)
def test_texts_of_several_kinds(
    name: str, text: str, figures: list, offered: list, brands: list[str], people: list[str]
) -> None:
    case = make_case(text, text.split("\n")[0])
    assert [(o.high, o.unit, o.status) for o in case.outcomes] == figures
    assert [(b.high, b.per) for p in case.policies for b in p.benefits] == offered
    assert [b.name for b in case.brands] == brands
    assert [p.name for p in case.people] == people


# Facts a person read in the real documents: part of the file's name, county, value, unit, status.
SEEDS = [
    ("000", "余姚市", 98, "个", "in_progress"),
    ("000", "余姚市", 30, "个", "achieved"),
    ("000", "余姚市", 100, "名", "planned"),
    ("000", "余姚市", 100_000_000_000, "元", "planned"),
    ("001", "鄞州区", 96, "人", "achieved"),
    ("002", "余姚市", 7300, "亩", "planned"),
    ("002", "慈溪市", 10_500_000, "元", "achieved"),
    ("002", "慈溪市", 1_900_000, "元", "achieved"),
    ("002", "慈溪市", 5_000_000, "元", "planned"),
    ("002", "江北区", 20, "个", "planned"),
    ("002", "鄞州区", 69, "个", "in_progress"),
    ("003", "慈溪市", 492_400, "人", "achieved"),
    ("003", "慈溪市", 44, "%", "achieved"),
    ("003", "慈溪市", 201, "个", "achieved"),
    ("004", "平湖市", 495, "套", "planned"),
    ("004", "平湖市", 120, "套", "planned"),
    ("004", "平湖市", 215, "人", "achieved"),
    ("004", "南湖区", 80_000_000, "元", "planned"),
]
SEED_BENEFITS = [
    ("002", "余姚市", [5_000_000, 5_000_000, 5_000_000, 2_000_000, 1_000_000]),
    ("002", "慈溪市", [2_000_000, 1_500_000, 5000]),
    ("004", "平湖市", [6, 500_000, 5_000_000]),
]
SEED_BRANDS = [
    ("000", "余姚市", "“千人计划”产业园"),
    ("001", "鄞州区", "一镇一“千人”行动"),
    ("002", "宁波市", "“一县一品牌”创建活动"),
    ("002", "慈溪市", "海创之家"),
    ("002", "奉化市", "双招双引"),
    ("002", "北仑区", "人才银行"),
    ("004", "平湖市", "“东湖伙伴”计划"),
]


def seed_case(seeds, number: str, county: str) -> CaseRecord:
    """The case of a county in the real document whose name begins with ``number``."""
    path = next(seeds.glob(f"{number}_*.txt"))
    cleaned = clean(read(path.read_bytes(), path.name))
    cases = [
        extract(cleaned.text, part, document_year=None, document_place=None, filename=path.name)
        for part in split(cleaned.text, cleaned.captions)
    ]
    return next(case for case in cases if case.place and case.place.name == county)


@pytest.mark.parametrize("number, county, value, unit, status", SEEDS)
def test_figures_of_real_documents(
    seeds, number: str, county: str, value: int, unit: str, status: str
) -> None:
    found = {(o.high, o.unit, o.status) for o in seed_case(seeds, number, county).outcomes}
    assert (Decimal(value), unit, status) in found


@pytest.mark.parametrize("number, county, amounts", SEED_BENEFITS)
def test_offers_of_real_documents(seeds, number: str, county: str, amounts: list[int]) -> None:
    case = seed_case(seeds, number, county)
    assert [b.high for p in case.policies for b in p.benefits] == [Decimal(amount) for amount in amounts]
    assert not {o.raw for o in case.outcomes} & {
        b.raw for p in case.policies for b in p.benefits if b.bound == "<="
    }


@pytest.mark.parametrize("number, county, name", SEED_BRANDS)
def test_main_brand_of_real_documents(seeds, number: str, county: str, name: str) -> None:
    assert seed_case(seeds, number, county).brands[0].name == name
