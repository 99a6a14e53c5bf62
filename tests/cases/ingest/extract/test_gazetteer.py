"""Administrative units and their history: the tables agree with themselves and with what is known."""

from collections import Counter
from datetime import date

import pytest

from cases.ingest.extract.gazetteer import Unit, gazetteer, short, spell
from cases.ingest.records import PlaceRef

# The 90 of Zhejiang, city by city, as they are sorted and spelled: a second source for names, parents and pinyin.
ZHEJIANG = {
    "杭州市": "上城shangcheng 拱墅gongshu 西湖xihu 滨江binjiang 萧山xiaoshan 余杭yuhang 富阳fuyang 临安linan 临平linping 钱塘qiantang"
    " 桐庐tonglu 淳安chunan 建德jiande",
    "宁波市": "海曙haishu 江北jiangbei 北仑beilun 镇海zhenhai 鄞州yinzhou 奉化fenghua 象山xiangshan 宁海ninghai 余姚yuyao 慈溪cixi",
    "温州市": "鹿城lucheng 龙湾longwan 瓯海ouhai 洞头dongtou 永嘉yongjia 平阳pingyang 苍南cangnan 文成wencheng 泰顺taishun 瑞安ruian"
    " 乐清yueqing 龙港longgang",
    "嘉兴市": "南湖nanhu 秀洲xiuzhou 嘉善jiashan 海盐haiyan 海宁haining 平湖pinghu 桐乡tongxiang",
    "湖州市": "吴兴wuxing 南浔nanxun 德清deqing 长兴changxing 安吉anji",
    "绍兴市": "越城yuecheng 柯桥keqiao 上虞shangyu 新昌xinchang 诸暨zhuji 嵊州shengzhou",
    "金华市": "婺城wucheng 金东jindong 武义wuyi 浦江pujiang 磐安panan 兰溪lanxi 义乌yiwu 东阳dongyang 永康yongkang",
    "衢州市": "柯城kecheng 衢江qujiang 常山changshan 开化kaihua 龙游longyou 江山jiangshan",
    "舟山市": "定海dinghai 普陀putuo 岱山daishan 嵊泗shengsi",
    "台州市": "椒江jiaojiang 黄岩huangyan 路桥luqiao 三门sanmen 天台tiantai 仙居xianju 温岭wenling 临海linhai 玉环yuhuan",
    "丽水市": "莲都liandu 青田qingtian 缙云jinyun 遂昌suichang 松阳songyang 云和yunhe 庆元qingyuan 景宁jingning 龙泉longquan",
}  # fmt: skip

SPELLED = (
    """
丽水市 lishuishi|台州市 taizhoushi|衢州市 quzhoushi|浚县 xunxian|单县 shanxian|六安市 luanshi|六合区 luhequ|六枝特区 liuzhitequ
蚌埠市 bengbushi|蚌山区 bengshanqu|铅山县 yanshanxian|涪陵区 fulingqu|番禺区 panyuqu|洪洞县 hongtongxian|尉犁县 yulixian|尉氏县 weishixian
大埔县 dabuxian|黄埔区 huangpuqu|东阿县 dongexian|牟平区 mupingqu|中牟县 zhongmuxian|荥阳市 xingyangshi|荥经县 yingjingxian|砀山县 dangshanxian
亳州市 bozhoushi|歙县 shexian|黟县 yixian|郫都区 piduqu|犍为县 qianweixian|筠连县 junlianxian|珙县 gongxian|重庆市 chongqingshi|厦门市 xiamenshi
长治市 changzhishi|长子县 zhangzixian|长垣市 changyuanshi|弓长岭区 gongchanglingqu|乐亭县 laotingxian|乐陵市 laolingshi|乐山市 leshanshi
长乐区 changlequ|朝阳市 chaoyangshi|朝阳区 chaoyangqu|什邡市 shifangshi|漯河市 luoheshi|曾都区 zengduqu|成都市 chengdushi|都江堰市 dujiangyanshi
珲春市 hunchunshi|闵行区 minhangqu|吴堡县 wubuxian|泊头市 botoushi|涡阳县 guoyangxian|句容市 jurongshi|莘县 shenxian|渑池县 mianchixian
库尔勒市 kuerleshi|阿勒泰市 aletaishi|喀什市 kashishi|乌什县 wushixian|伽师县 jiashixian|覃塘区 qintangqu|新干县 xinganxian|龙圩区 longxuqu
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

SHORT = [
    ("余姚市", "余姚"), ("鄞州区", "鄞州"), ("滑县", "滑县"), ("景宁畲族自治县", "景宁"), ("隆林各族自治县", "隆林"), ("三江侗族自治县", "三江"),
    ("双江拉祜族佤族布朗族傣族自治县", "双江"), ("积石山保安族东乡族撒拉族自治县", "积石山"), ("东乡族自治县", "东乡族自治县"), ("滨海新区", "滨海"),
    ("六枝特区", "六枝"), ("神农架林区", "神农架"), ("阿克苏地区", "阿克苏"), ("兴安盟", "兴安"), ("阿荣旗", "阿荣"), ("恩施土家族苗族自治州", "恩施"),
    ("内蒙古自治区", "内蒙古"), ("新疆维吾尔自治区", "新疆"), ("广西壮族自治区", "广西"), ("香港特别行政区", "香港"), ("市中区", "市中"),
]  # fmt: skip

# What became of former units of Zhejiang since 1999: code, name, names of today, document of the end.
FORMER = [
    ("330411", "郊区", "秀洲区", "民行批〔1999〕44号"),
    ("332500", "丽水地区", "丽水市", "国函〔2000〕46号"),
    ("332501", "丽水市", "莲都区", "国函〔2000〕46号"),
    ("332529", "景宁畲族自治县", "景宁畲族自治县", "国函〔2000〕46号"),
    ("330721", "金华县", "婺城区、金东区", "国函〔2000〕138号"),
    ("330181", "萧山市", "萧山区", "国函〔2001〕13号"),
    ("330184", "余杭市", "余杭区", "国函〔2001〕13号"),
    ("330821", "衢县", "柯城区、衢江区", "国函〔2001〕161号"),
    ("330227", "鄞县", "鄞州区", "国函〔2002〕8号"),
    ("330402", "秀城区", "南湖区", "民函〔2005〕103号"),
    ("330621", "绍兴县", "越城区、柯桥区", "国函〔2013〕112号"),
    ("330682", "上虞市", "上虞区", "国函〔2013〕112号"),
    ("330183", "富阳市", "富阳区", "国函〔2014〕157号"),
    ("330322", "洞头县", "洞头区", "国函〔2015〕122号"),
    ("330204", "江东区", "鄞州区", "国函〔2016〕158号"),
    ("330283", "奉化市", "奉化区", "国函〔2016〕158号"),
    ("331021", "玉环县", "玉环市", "民函〔2017〕70号"),
    ("330185", "临安市", "临安区", "国函〔2017〕102号"),
    ("330103", "下城区", "拱墅区", "国函〔2021〕29号"),
    ("330104", "江干区", "上城区、钱塘区", "国函〔2021〕29号"),
    ("410728", "长垣县", "长垣市", "河南省人民政府公布，2019年8月"),
    ("610821", "神木县", "神木市", "民政部批复，2017年4月"),
    ("532526", "弥勒县", "弥勒市", "民函〔2013〕29号"),
    ("371324", "苍山县", "兰陵县", "民政部行政区划代码，2013年12月版与2014年10月版"),
    ("320323", "铜山县", "铜山区", "国务院批准，2010年9月"),
    # Of other provinces, through two changes.
    ("310225", "南汇县", "浦东新区", "国务院批复，2001年1月9日"),
    ("341422", "无为县", "无为市", "国务院批复，2011年7月14日"),
]


def current(prefix: str = "", level: str = "county") -> list[Unit]:
    return [
        unit
        for unit in gazetteer().units
        if unit.valid_to is None and unit.level == level and unit.code.startswith(prefix)
    ]


def test_counts_of_today() -> None:
    assert Counter(unit.level for unit in gazetteer().units if unit.valid_to is None) == {
        "province": 34,
        "prefecture": 333,
        "county": 2846,
    }


def test_the_ninety_of_zhejiang() -> None:
    counties = current("33")
    assert Counter(unit.name[-1] for unit in counties) == {"区": 37, "市": 20, "县": 33}
    found: dict[str, list[str]] = {}
    for unit in counties:
        parent = gazetteer().parent(unit)
        found.setdefault(parent.name, []).append(unit.short + spell(unit.short)[0])
        assert unit.pinyin.startswith(spell(unit.short)[0])
    assert {city: " ".join(names) for city, names in found.items()} == ZHEJIANG


@pytest.mark.parametrize("row", SPELLED, ids=lambda row: row)
def test_names_are_spelled_as_they_are_said(row: str) -> None:
    name, pinyin = row.split()
    assert {unit.pinyin for unit in gazetteer().by_name(name)} == {pinyin}


def test_the_columns_of_pinyin_are_those_of_spell() -> None:
    for unit in gazetteer().units:
        assert (unit.pinyin, unit.initials, unit.sort_key) == spell(unit.name), unit.name
    assert spell("余姚市") == ("yuyaoshi", "yys", "yu2yao2shi4")


@pytest.mark.parametrize(("name", "stem"), SHORT)
def test_short_names(name: str, stem: str) -> None:
    assert short(name) == stem


def test_rows_agree_with_one_another() -> None:
    book = gazetteer()
    codes = {unit.code for unit in book.units}
    assert len({unit.key for unit in book.units}) == len(book.units)
    for unit in book.units:
        assert len(unit.code) == 6 and unit.code.isdigit(), unit
        assert (unit.level == "province") == (unit.parent_code == ""), unit
        assert unit.parent_code == "" or unit.parent_code in codes, unit
        assert unit.source, unit
        if unit.valid_from and unit.valid_to:
            assert unit.valid_from < unit.valid_to, unit
        if unit.valid_to is None and unit.parent_code:
            assert book.parent(unit).valid_to is None, unit
        assert unit.key not in {above.key for above in book.lineage(unit)}, unit


def test_every_former_unit_leads_to_today() -> None:
    book = gazetteer()
    for unit in book.units:
        today = book.today(unit)
        assert today, f"{unit.code} {unit.name}: no change on {unit.valid_to}"
        assert all(heir.valid_to is None for heir in today), unit
        if unit.valid_to is None:
            assert today == (unit,)


def test_changes_fit_the_units() -> None:
    book = gazetteer()
    seen = set()
    for change in book.changes:
        before, after = book.unit(*change.before), book.unit(*change.after)
        assert change.kind in {"rename", "upgrade", "merge", "split", "territory", "create", "transfer"}
        assert change.document and before != after, change
        assert before.valid_from is None or before.valid_from < change.date, change
        assert before.valid_to is None or change.date <= before.valid_to, change
        assert after.valid_from is None or after.valid_from <= change.date, change
        assert after.valid_to is None or change.date < after.valid_to, change
        seen.add((change.date, change.kind, change.before, change.after))
    assert len(seen) == len(book.changes)
    assert [change.date for change in book.changes] == sorted(change.date for change in book.changes)


@pytest.mark.parametrize(("code", "name", "now", "document"), FORMER, ids=[row[1] for row in FORMER])
def test_former_units(code: str, name: str, now: str, document: str) -> None:
    book = gazetteer()
    unit = book.unit(code, name)
    assert book.ref(unit).name_now == now
    last = [change for change in book.changes if change.before == unit.key and change.date == unit.valid_to]
    assert {change.document for change in last} == {document}


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("余姚", 2012, ["330281 余姚市"]),
        ("奉化", 2012, ["330283 奉化市"]),
        ("奉化", 2020, ["330213 奉化区"]),
        ("奉化", 2016, ["330213 奉化区", "330283 奉化市"]),
        ("丽水", 1999, ["332500 丽水地区", "332501 丽水市"]),
        ("丽水", 2024, ["331100 丽水市"]),
        ("江东", 2012, ["330204 江东区"]),
        ("江东", 2020, []),
        ("钱塘", 2020, []),
        ("钱塘", 2022, ["330114 钱塘区"]),
        ("乌有", 2012, []),
    ],
)
def test_short_names_in_a_year(name: str, year: int, expected: list[str]) -> None:
    assert [f"{unit.code} {unit.name}" for unit in gazetteer().by_short(name, year)] == expected


def test_lookups() -> None:
    book = gazetteer()
    assert [unit.name for unit in book.by_code("330402")] == ["南湖区", "秀城区"]
    assert [unit.name for unit in book.by_code("330402", 2001)] == ["秀城区"]
    assert {book.parent(unit).name for unit in book.by_name("江北区")} == {"宁波市", "重庆市"}
    assert book.parent(book.unit("332501", "丽水市")).name == "丽水地区"
    with pytest.raises(KeyError):
        book.unit("330402", "余姚市")


def test_direct_units_lie_in_the_province() -> None:
    book = gazetteer()
    parents = {
        "仙桃市": "湖北省", "济源市": "河南省", "石河子市": "新疆维吾尔自治区", "五指山市": "海南省", "神农架林区": "湖北省",
        "东莞市": "广东省", "中山市": "广东省", "嘉峪关市": "甘肃省", "浦东新区": "上海市", "巫山县": "重庆市",
    }  # fmt: skip
    assert {name: book.parent(book.by_name(name)[0]).name for name in parents} == parents
    assert [unit.level for unit in book.by_name("儋州市")] == ["prefecture", "county"]


def test_a_reference_carries_names_of_then_and_now() -> None:
    book = gazetteer()
    assert book.ref(book.unit("330283", "奉化市")) == PlaceRef("330283", "奉化市", "奉化区", "宁波市")
    assert book.ref(book.unit("330000", "浙江省")) == PlaceRef("330000", "浙江省", "浙江省", "")
    assert book.unit("330283", "奉化市").valid_to == date(2016, 9, 14)
    assert gazetteer() is book
