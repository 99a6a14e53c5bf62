"""The place of a case among the places it names, and the words that only look like places."""

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.extract import mention
from cases.ingest.extract.gazetteer import gazetteer
from cases.ingest.extract.place import place_of, place_of_letterhead, places_in

READ = [
    # what decides, text, year, code, name, name of today, a part of the basis
    ("byline", "引才记\n（中共余姚市委组织部）\n本市引进博士九人。", None, "330281", "余姚市", "余姚市", "署名"),
    ("byline with the city", "引才记\n中共宁波市江北区委组织部\n江北引进博士。", None, "330205", "江北区", "江北区", "署名"),
    ("byline of another province", "引才记\n（重庆市江北区人才办）\n江北引进博士。", None, "500105", "江北区", "江北区", "署名"),
    ("byline of a city", "一县一品\n（中共宁波市委组织部）\n余姚市有园，慈溪市有站，北仑区有行。", None, "330200", "宁波市", "宁波市", "署名"),
    ("title below the byline's city", "慈溪：引才记\n（中共宁波市委组织部）\n引进博士。", None, "330282", "慈溪市", "慈溪市", "标题"),
    ("line above the title", "宁波余姚市\n博士来了\n县里引进博士九人，多来自宁波大学。", None, "330281", "余姚市", "余姚市", "单独一行"),
    ("prefix", "江山：引才记\n江山市引进博士九人。", None, "330881", "江山市", "江山市", "开头"),
    ("prefix before a dash", "安吉——引才记\n县里引进博士九人。", None, "330523", "安吉县", "安吉县", "开头"),
    ("title", "在桐庐遇见博士\n县里引进博士九人。", None, "330122", "桐庐县", "桐庐县", "标题"),
    ("column before the title", "浙江\n德清的博士们\n德清引进博士九人。", None, "330521", "德清县", "德清县", "标题"),
    ("title of the province, text of a county", "浙江人才观察\n义乌市引进博士，义乌市建园，义乌市设站。", None, "330782", "义乌市", "义乌市", "正文"),
    ("frequency", "引才记\n永康市引进博士。永康市建园。永康市设站。东阳市也来学习。", None, "330784", "永康市", "永康市", "正文"),
    ("office in the text", "引才记\n“来的人多了。”海盐县委人才办相关负责人说。海盐县引进博士九人。", None, "330424", "海盐县", "海盐县", "正文"),
    ("我县", "引才记\n浦江县引进博士。我县建园，我县设站。", None, "330726", "浦江县", "浦江县", "正文"),
    ("city with its counties", "三地引才\n昆山市3人，太仓市5人，常熟市9人，苏州市组织。", None, "320500", "苏州市", "苏州市", "都属苏州市"),
    ("autonomous county", "畲乡引才\n景宁引进博士，景宁畲族自治县建园，景宁设站。", None, "331127", "景宁畲族自治县", "景宁畲族自治县", "正文"),
    ("autonomous county of several peoples", "引才记\n（中共双江拉祜族佤族布朗族傣族自治县委组织部）\n引进博士。", None, "530925",
     "双江拉祜族佤族布朗族傣族自治县", "双江拉祜族佤族布朗族傣族自治县", "署名"),
    ("directly below the province", "引才记\n（中共仙桃市委组织部）\n引进博士。", None, "429004", "仙桃市", "仙桃市", "署名"),
    ("one character, again and again", "引才记\n近年来，滑县出台政策。目前，滑县引才九人，滑县人才总量大增。", None, "410526", "滑县", "滑县", "正文"),
    ("signed at the end", "聘请果树专家九名，办班四十场次，建成黄果基地。（石棉县委组织部 林海）", None, "511824", "石棉县", "石棉县", "署名"),
    ("everyday name of an autonomous county", "引才记\n围场县出台办法，围场县引进博士，围场县建站。", None, "130828",
     "围场满族蒙古族自治县", "围场满族蒙古族自治县", "正文"),
    ("everyday name of another kind", "引才记\n阜蒙县出台办法，阜蒙县引进博士，阜蒙县建站。", None, "210921",
     "阜新蒙古族自治县", "阜新蒙古族自治县", "正文"),
    ("one character", "山东单县引才记\n单县引进博士。", None, "371722", "单县", "单县", "标题"),
    ("name of the time", "奉化引才记\n奉化引进博士九人。", 2012, "330283", "奉化市", "奉化区", "标题"),
    ("name of today", "奉化引才记\n奉化引进博士九人。", 2020, "330213", "奉化区", "奉化区", "标题"),
    ("name of a year with both, as printed", "奉化引才记\n奉化市引进博士九人。", 2016, "330283", "奉化市", "奉化区", "标题"),
    ("year unknown, as printed", "奉化引才记\n奉化市引进博士九人。", None, "330283", "奉化市", "奉化区", "标题"),
    ("gone since", "江东区引才记\n宁波市江东区引进博士。", 2012, "330204", "江东区", "鄞州区", "标题"),
    ("split since", "江干区引才记\n杭州市江干区引进博士。", 2018, "330104", "江干区", "上城区、钱塘区", "标题"),
    ("city of the time", "引才记\n（中共丽水市委组织部）\n引进博士。", 2012, "331100", "丽水市", "丽水市", "署名"),
    ("shared, settled by the city", "鼓楼区引才记\n南京市人社局与鼓楼区引进博士。鼓楼区设站。", None, "320106", "鼓楼区", "鼓楼区", "标题"),
    ("shared, settled by the province", "朝阳区引才记\n吉林省的博士来到朝阳区。", None, "220104", "朝阳区", "朝阳区", "标题"),
    ("shared, settled by its neighbours", "江北区引才记\n江北区引进博士。慈溪市、余姚市也来。", None, "330205", "江北区", "江北区", "标题"),
    ("generic name behind its town", "引才记\n（中共乐山市市中区委组织部）\n引进博士。", None, "511102", "市中区", "市中区", "署名"),
    ("city and county of one name", "引才记\n绍兴引进博士，绍兴建园，绍兴设站。", 2010, "330600", "绍兴市", "绍兴市", "正文"),
    ("former county of a city's name", "引才记\n（中共绍兴县委组织部）\n引进博士。", 2010, "330621", "绍兴县", "越城区、柯桥区", "署名"),
    ("named once, with offices of its own", "关于提案的答复\n县委出台《平江县引才措施》，县委编办、县人社局办理，县直单位招录。", None, "430626", "平江县", "平江县", "一处"),
    ("named at the beginning and once more", "引才记\n海边的响水县请来团队。响水给他们小楼。", None, "320921", "响水县", "响水县", "一处"),
    ("a reporter who is called like a county", "引才记\n本刊记者　贺　兰\n天台县建站，天台县设园，天台县引进博士。", None, "331023", "天台县", "天台县", "正文"),
    ("printed again by another's site", "引才记\n来源：义乌人才网\n天台县建站，天台县设园，天台县引进博士。", None, "331023", "天台县", "天台县", "正文"),
    ("the province opens, the county goes on", "为推介山东的城市，山东的两家协会评出名单，山东省的机构参与，山东名单出炉，广饶县上榜。广饶县有园。"
     + "青年是活力所在。" * 40 + "广饶县引进博士，广饶县设站。", None, "370523", "广饶县", "广饶县", "正文"),
    ("a town called like another county", "开平市有座赤坎镇。「赤坎智汇」在赤坎开张，赤坎热闹。开平市引进博士，开平市设站，开平市建园。", None, "440783", "开平市", "开平市", "正文"),
    ("one character behind 中共", "引才记\n中共魏县县委组织部\n大名县也来学。县里引进博士。", None, "130434", "魏县", "魏县", "署名"),
    ("the only county, named first, among institutions of the province", "近年来，陇西县引才有方，与甘肃省农业科学院、甘肃省中医院合作，引进博士九人。",
     None, "621122", "陇西县", "陇西县", "开头"),
    ("who speaks", "茶山上的舞台\n贵州省凤冈县委人才办主任 安远洪\n刚才听了湄潭县的经验，很受启发，湄潭县走在前面。", None, "520327", "凤冈县", "凤冈县", "署名"),
    ("signed by the unit alone", "老师傅带徒\n一人带五名徒弟，带满三个月的记功一次。（迁安市）", None, "130283", "迁安市", "迁安市", "署名"),
    ("a headline's word beside the text's county", "一座龙城的驿站\n泸县建起驿站三家，泸县的企业都来招人。泸县说要再建。泸县的青年住得下。", None, "510521", "泸县", "泸县", "正文"),
    ("the only one, in full, at the beginning", "求贤\n前不久，位于新郑市和庄镇的项目签约，由乡贤投资。", None, "410184", "新郑市", "新郑市", "一处"),
    ("traditional characters", "引才記\n（中共慈谿市委組織部）\n慈溪市引進博士。慈溪市建園。", None, "330282", "慈溪市", "慈溪市", ""),
]  # fmt: skip

OPEN = [
    # why, text, names of the candidates, a part of the basis
    ("nothing named", "引才记\n县里引进博士九人。", [], "没有说到"),
    ("universities", "引才记\n宁波大学、浙江大学、浙江工业大学、温州医科大学、台州职业技术学院、中山大学的博士来了。", [], "没有说到"),
    ("newspapers", "引才记\n浙江日报、宁波日报、温州晚报、杭州都市快报都作了报道。", [], "没有说到"),
    ("roads", "引才记\n园区在中山路、北京东路、南京大道、金华街上，南部商务区、朝阳街道都近。", [], "没有说到"),
    ("companies are a weak hint", "引才记\n宁波甲电子材料有限公司、宁波甲乙丙集团、安吉丁物流公司引进博士。", [], "没有说到"),
    ("mountains and lakes", "引才记\n从天台山到普陀山，过了长兴岛，又到平湖路。", [], "没有说到"),
    ("words", "我们和平共处，互助同心，共和友好，平安新城，安定民主，资源合作，新兴通道，前进复兴，方正光明。", [], "没有说到"),
    ("between words", "在创新和人才、改革和政策上，跨越城乡，面临海外竞争，从江苏来，社会理事会公开化，云和大数据，江山如画。", None, None),
    ("县 as a word", "建成县级平台，召开县委会议，管理县域，内容县里定，到达县城，贫困县、强县、各县（市）区都有。", [], "没有说到"),
    ("区 as a word", "中心城区、新城区、老城区、主城区、高新区、开发区、新建区域、安居区块都有。", [], "没有说到"),
    ("市 as a word", "校地合作市场化，东方市场、全市、城市、上市都有。", [], "没有说到"),
    ("a province and its counties", "河南县域人才发展报告\n县里引进博士九人。", [], None),
    ("shared name", "江北引才记\n江北引进博士九人。", ["江北区", "江北区"], "宁波市江北区"),
    ("shared full name", "朝阳区引才记\n朝阳区引进博士九人。", ["朝阳区", "朝阳区"], "可以是"),
    ("several places alike", "引才记\n余姚市引进博士，义乌市引进博士，昆山市引进博士。", ["余姚市", "义乌市", "昆山市"], "没有一处为主"),
    ("one short name beside 我市", "引才记\n我市引进博士，我市建园，我市设站，深圳的博士来了。", ["深圳市"], "只偶尔"),
    ("the source of a report", "引才记\n来源：武进新闻 作者：甲\n县里引进博士九人。", [], "没有说到"),
    ("mentioned in passing", "引才记\n他来自余姚市，县里请他来。", [], None),
    ("what it is based on", "若干措施\n依据《内蒙古自治区人才条例》《赤峰市若干措施》（赤发〔2024〕3号），制定本措施。\n引进博士给予补助。", [], "没有说到"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "text", "year", "code", "name", "now", "basis"), READ, ids=[row[0] for row in READ]
)
def test_reads_the_place(
    what: str, text: str, year: int | None, code: str, name: str, now: str, basis: str
) -> None:
    reading = place_of(text, 0, len(text), year=year)
    assert reading.place, reading.basis
    assert (reading.place.code, reading.place.name, reading.place.name_now) == (code, name, now)
    assert basis in reading.basis
    assert reading.evidence
    assert all(text[e.start : e.end] == e.quote for e in reading.evidence)


@pytest.mark.parametrize(("why", "text", "candidates", "basis"), OPEN, ids=[row[0] for row in OPEN])
def test_leaves_the_place_open(why: str, text: str, candidates: list[str] | None, basis: str | None) -> None:
    reading = place_of(text, 0, len(text))
    assert reading.place is None, reading.basis
    assert reading.basis
    if basis is not None:
        assert basis in reading.basis
    if candidates:
        assert [place.name for place in reading.candidates] == candidates


def test_authors_and_title_need_not_stand_in_the_text() -> None:
    text = "县里引进博士九人。"
    reading = place_of(text, 0, len(text), title="引才记", authors=("中共三门县委组织部",))
    assert (reading.place.code, reading.evidence) == ("331022", ())
    assert place_of(text, 0, len(text), title="平湖：引才记").place.code == "330482"


def test_bylines_that_disagree_do_not_decide() -> None:
    text = "引才记\n县里引进博士九人。"
    assert place_of(text, 0, len(text), authors=("三门县委组织部", "天台县委组织部")).place is None


def test_a_piece_of_a_document_is_settled_by_the_rest_of_it() -> None:
    piece = "江北区：引才记\n江北区引进博士九人。\n"
    text = piece + "（中共宁波市委组织部）\n宁波市去年引进博士百人。"
    assert place_of(piece, 0, len(piece)).place is None
    assert place_of(text, 0, len(piece)).place.code == "330205"
    assert place_of(piece, 0, len(piece), document_text=text).place.code == "330205"


def test_the_place_of_the_document_settles_and_stands_in() -> None:
    city = gazetteer().ref(gazetteer().unit("330200", "宁波市"))
    piece = "江北区：引才记\n江北区引进博士九人。"
    assert place_of(piece, 0, len(piece), context=city).place.code == "330205"
    silent = "他说，县里的服务很好。"
    reading = place_of(silent, 0, len(silent), context=city)
    assert (reading.place, reading.basis) == (city, "本篇没有别的地名，全文说的是宁波市")
    other = "余姚市引进博士，义乌市也引进博士。"
    assert place_of(other, 0, len(other), context=city).place is None


def test_places_in_an_overview_come_in_order_with_their_spans() -> None:
    text = "宁波市：余姚市引进3人，江东区5人，宁波市北仑区7人；奉化出台办法，江北建园。宁波大学、慈溪甲股份有限公司也来。江北区、江东都有。"
    found = places_in(text, 0, len(text), year=2012)
    assert [place.name for place, _, _ in found] == [
        "余姚市", "江东区", "北仑区", "奉化市", "江北区", "江北区", "江东区",
    ]  # fmt: skip
    assert [text[start:end] for _, start, end in found] == [
        "余姚市", "江东区", "北仑区", "奉化", "江北", "江北区", "江东",
    ]  # fmt: skip
    assert places_in(text, text.index("宁波大学"), text.index("江北区、"), year=2012) == ()


def test_within_settles_names_that_towns_share() -> None:
    text = "江北区引进3人，鼓楼区5人。"
    assert places_in(text, 0, len(text)) == ()
    city = gazetteer().ref(gazetteer().unit("330200", "宁波市"))
    assert [place.code for place, _, _ in places_in(text, 0, len(text), within=city)] == ["330205"]


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("长垣县：起重之乡\n（中共长垣县委组织部）\n长垣县引进博士3人。", 2013, "410728"),
        ("长垣市：起重之乡\n（中共长垣市委组织部）\n长垣市引进博士3人。", 2021, "410783"),
        ("神木：煤城引才\n神木县引进博士3人，神木有了院士站。", 2015, "610821"),
        ("铜山区人才工作\n铜山区引进博士3人。", 2016, "320312"),
    ],
)
def test_a_unit_is_that_of_its_year(text: str, year: int, code: str) -> None:
    assert place_of(text, 0, len(text), title=text.split("\n")[0], year=year).place.code == code


def test_letterhead_tells_the_place_of_a_countys_own_paper() -> None:
    head = ["湄潭人才工作简报", "中共湄潭县委人才工作领导小组办公室编 2019年9月25日"]
    text = "\n".join(head) + "\n茶师四人\n我县有茶师96名，到杭州、青岛摆擂台，凤冈县也来学。"
    place = place_of_letterhead(head, text, 2019)
    assert place.code == "520328"
    start = text.index("茶师四人")
    assert place_of(text, start, len(text), context=place, year=2019).place == place
    assert place_of_letterhead(["第7期", "内部资料"], text, 2019) is None


EXPECTED = {
    "000": ["330281"],
    "001": ["330212"],
    "002": ["330200", "330281", "330282", "330283", "330205", "330206", "330212"],
    "003": ["330282"],
    "004": ["331081", "330482", "330402"],
}


@pytest.mark.parametrize("number", EXPECTED)
def test_real_documents(seeds, number: str) -> None:
    from cases.ingest.clean import clean
    from cases.ingest.extract.year import year_of
    from cases.ingest.read import read
    from cases.ingest.split import split

    path = next(seeds.glob(f"{number}_*.txt"))
    cleaned = clean(read(path.read_bytes(), path.name))
    text = cleaned.text
    year = year_of(text, 0, len(text)).year
    whole = place_of(text, 0, len(text), year=year).place
    readings = [
        place_of(text, part.start, part.end, title=part.title, authors=part.authors, year=year, context=whole)
        for part in split(text, cleaned.captions)
    ]
    assert [reading.place and reading.place.code for reading in readings] == EXPECTED[number]
    assert all(text[e.start : e.end] == e.quote for reading in readings for e in reading.evidence)


def test_contents_in_front_of_a_case_do_not_say_where_it_is() -> None:
    own = "◆青铜峡市：一纸契约\n◆盐池县：滩羊有了博士\n吴忠市三季度进展\n全市引进人才40名。全市新建基地6个。全市在建4个。全市培训人才。\n"
    text = own + "青铜峡市：一纸契约\n青铜峡市推出契约制。\n盐池县：滩羊有了博士\n盐池县选派科技人员。\n"
    found = place_of(text, 0, len(own), title="吴忠市三季度进展")
    assert found.place is not None and found.place.code == "640300"
    alone = "◆青铜峡市：一纸契约\n全市引进人才40名。青铜峡市新建基地6个。\n"
    found = place_of(alone, 0, len(alone), title="一纸契约")
    assert found.place is not None and found.place.code == "640381"


def test_a_document_of_many_cases_is_searched_for_places_once() -> None:
    cases = [
        f"案例{n}\n余姚市：第{n}个做法\n（中共余姚市委组织部）\n2012年，余姚市引进博士{n}名，"
        + "办事更快。" * 30
        for n in range(1, 31)
    ]
    before = mention._found_in_text.cache_info().misses
    record = ingest_bytes("\n".join(cases).encode(), "many.txt")
    assert len(record.cases) == 30
    assert mention._found_in_text.cache_info().misses == before + 1
