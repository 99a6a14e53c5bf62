"""Brands of a county; slogans, quoted speech and national programmes are none."""

import pytest

from cases.ingest.extract.brand import brands
from cases.ingest.records import PlaceRef

READ = [
    # name, title, text, name and kind of each brand
    ("plan behind marks", "", "海港县实施“渔港英才”计划。", [("“渔港英才”计划", "计划")]),
    ("plan inside marks", "", "县里发布“种苗计划”。", [("种苗计划", "计划")]),
    ("straight marks", "", '县里实施"渔港英才"计划。', [("“渔港英才”计划", "计划")]),
    ("corner marks", "", "县裡實施「漁港英才」計劃。", [("“渔港英才”计划", "计划")]),
    ("service brand", "", "打造“海妈妈”服务品牌。", [("海妈妈", "服务")]),
    ("marks inside marks", "", "推行“一村一‘博士’”行动。", [("“一村一‘博士’”行动", "行动")]),
    ("marks in the middle", "", "推行一村一“博士”行动。", [("一村一“博士”行动", "行动")]),
    ("park of a national programme", "", "县里建起“千人计划”产业园。", [("“千人计划”产业园", "园区")]),
    ("without marks", "", "县里办起人才银行。", [("人才银行", "金融")]),
    ("named a brand", "", "全力打造海港渔火夜谈品牌。", [("海港渔火夜谈", "品牌")]),
    ("short loan", "", "“渔民贷”最高30万元。", [("渔民贷", "金融")]),
    ("card", "", "办理“渔港英才卡”11张。", [("渔港英才卡", "服务")]),
    ("people before a firm word", "", "推行“候鸟教授”制度。", [("“候鸟教授”制度", "机制")]),
    ("called a reform", "", "推出“双聘互评”改革。", [("“双聘互评”改革", "机制")]),
    ("founded and told again", "", "实行“双聘互评”，各校响应。“双聘互评”见效。", [("双聘互评", "品牌")]),
    ("founded by a county", "", "海港县实行“双聘互评”，引进博士。", [("双聘互评", "品牌")]),
    ("new deal", "", "出台“渔港归巢”人才新政18条。", [("“渔港归巢”人才新政", "计划")]),
    ("loan", "", "银行推出“归港贷”。", [("归港贷", "金融")]),
    (
        "bare in the title and often",
        "“双联双促”三年记",
        "“双联双促”开了头。“双联双促”见效。各镇都说“双联双促”好。",
        [("双联双促", "品牌")],
    ),
    ("one for each, in the title", "“一港一渔歌”，一年记", "“一港一渔歌”开了头。", [("一港一渔歌", "品牌")]),
    (
        "the main one first",
        "海港县“渔港英才”计划",
        "先办“码头沙龙”活动周。后有“渔港英才”计划。",
        [("“渔港英才”计划", "计划"), ("“码头沙龙”活动周", "活动")],
    ),
]
NOT_READ = [
    ("national programme", "引进国家“千人计划”专家3名，入选“万人计划”2名。"),
    ("national, without marks", "引进千人计划专家3名。"),
    ("numbered programme", "入选“151人才工程”和“3315计划”。"),
    ("period", "“十四五”期间引进博士。"),
    ("slogan", "打造“最强大脑”，打通“最后一公里”。"),
    ("manner", "开展“一对一”服务，推行“一站式”服务，开辟“绿色通道”。"),
    ("effect", "避免“虹吸效应”，放大“乘数效应”。"),
    ("speech", "他说：“我们要实施这个计划，办好这个平台。”"),
    ("generic", "打造人才工作特色品牌，形成知名品牌。"),
    ("newspaper", "《海港日报》作了报道。"),
    ("people in marks", "聘请“引才大使”3名，选派“科技特派员”。"),
    ("founded once, without support", "各地都实行“双聘互评”，引进博士。"),
    ("a province's", "入选省“银帆”行动3人。"),
    ("a bank's usual loan", "办理“信用贷”11笔。"),
    ("number of a programme", "入选“300精英”3人。"),
    ("nothing", "人才是第一资源。"),
    ("saying", "实行“一事一议”“一人一策”。"),
    ("list in marks", "坚持“人才+项目+资金”的模式。"),
]


@pytest.mark.parametrize("name, title, text, expected", READ)
def test_reads_brands(name: str, title: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = brands(text, 0, len(text), title=title)
    assert [(brand.name, brand.kind) for brand in found] == expected
    for brand in found:
        assert brand.evidence and all(text[e.start : e.end] == e.quote for e in brand.evidence)


@pytest.mark.parametrize("name, text", NOT_READ)
def test_no_brand(name: str, text: str) -> None:
    assert brands(text, 0, len(text)) == ()


ALIASES = [
    (
        "with and without the word",
        "打造“渔港之家”创业服务平台。“渔港之家”设在码头。",
        {"“渔港之家”创业服务平台"},
    ),
    ("marks here and there", "推行一村一“博士”行动。“一村一博士”行动见效。", {"“一村一博士”行动"}),
    (
        "county's name in a park",
        "海港“千人计划”产业园就是“千人计划”产业园。上级授“海省‘千人计划’海港产业园”牌子。",
        {"海省“千人计划”海港产业园"},
    ),
]


@pytest.mark.parametrize("name, text, aliases", ALIASES)
def test_spellings_of_one_brand_are_joined(name: str, text: str, aliases: set[str]) -> None:
    found = brands(text, 0, len(text))
    assert len(found) == 1 and set(found[0].aliases) == aliases


def test_only_the_span_is_read() -> None:
    text = "“甲英才”计划。“乙英才”计划。"
    assert [brand.name for brand in brands(text, 8, len(text))] == ["“乙英才”计划"]


YUYAO = PlaceRef("330281", "余姚市", "余姚市", "宁波市")
NINGBO = PlaceRef("330200", "宁波市", "宁波市", "浙江省")
FENGHUA = PlaceRef("330213", "奉化区", "奉化区", "宁波市")
XICHANG = PlaceRef("513401", "西昌市", "西昌市", "凉山彝族自治州")
OTHERS = [
    # text, place of the case, names
    ("承办“智造宁波”产业大赛。", YUYAO, []),
    ("宁波市“甬帆”行动给了指标。", YUYAO, []),
    ("“楚帆归鄂”行动给了指标。", YUYAO, []),
    ("举办“智造宁波”产业大赛。", NINGBO, ["“智造宁波”产业大赛"]),
    ("实施“创业余姚·英才”计划。", YUYAO, ["“创业余姚·英才”计划"]),
    ("建起“浙大·渔港研发园”人才园。", YUYAO, ["“浙大·渔港研发园”人才园"]),
    ("今年市里开展“锦帆归港”行动。", FENGHUA, []),
    ("入选州“岭上英才”3人。", XICHANG, []),
    ("启动“湘江源英才工程”。", FENGHUA, ["湘江源英才工程"]),
    ("县里开展“锦帆归港”行动。", FENGHUA, ["“锦帆归港”行动"]),
    ("“余姚创客节”一年一次。举办“余姚夜话”。", YUYAO, ["余姚创客节", "余姚夜话"]),
    ("实施“月港英才”计划。举办“月港夜话”，来了百人。", YUYAO, ["“月港英才”计划", "月港夜话"]),
    ("举办“窗前夜话”，来了百人。", YUYAO, []),
]


@pytest.mark.parametrize("text, place, names", OTHERS)
def test_whose_a_name_is(text: str, place: PlaceRef, names: list[str]) -> None:
    assert [brand.name for brand in brands(text, 0, len(text), place=place)] == names
