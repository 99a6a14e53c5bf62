"""What the words around a name say of it: founded, chosen, used, named, begun; or a metaphor, a distinction, a motto."""

import re

from ...sieve import compiled
from ..words import any_of, rows, words
from .mention import HAN, once_a_name

REACH = 24  # How many characters before a name are read.
_VERBS = {row[0]: row[1] for row in rows("brand_founding")}
VERB = "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
_COUNT = "[一二两三四五六七八九十百首\\d.]{1,6}"
FILLER = (
    rf"(?:了|起来?|出|过|着|好)?(?:[我全本][省市县区]|[省市县区]级?|县里的?|市里的?|区里的?|全国|全省|国内|本地|线上|线下|首批|首期)?"
    rf"(?:首[个届家批创期]|第?{_COUNT}[余多]?[个批项条场座处支张届期家所名位次年]|{_COUNT}[余多]?(?:亩|万?平方米|平米|万元|亿元)的|个|(?<=了)[家座间档支场张处项]|一系列|系列)?(?:(?:更?高(?:水平|质量|标准|能级|品质)|一流|特色|专属|新型|综合性?)的?)?(?:以|名为|叫)?"
)
_DIRECT = re.compile(rf"(?P<verb>{VERB}){FILLER}[（]?$")
_OF = "|".join(
    word for word, told in _VERBS.items() if told in ("thing", "event", "scheme") and len(word) > 1
)
_DONE = re.compile(rf"(?P<verb>{_OF})(?:了|起|过)?的$")  # 去年挂牌的“…”
_LOOSE = re.compile(rf"(?P<verb>{VERB})(?:了|起|出|以)?(?:[{HAN}\d、（）·—]|“[^“”\n]{{1,12}}”){{0,14}}$")
_JUDGED = re.compile(r"(?<![获被参入点测考初])评了?$")  # 给药农评“…”
_CHOSEN = compiled(
    rf"(?<![省国厅部央][里级委])(?<![省国厅部央])(?:认定|评选|评定|评出|选树|遴选|选拔|命名)的{FILLER}$"
)  # 市里认定的首批“…”
_NAMED = compiled(rf"{any_of('brand_naming')}$")
_APPOSED = re.compile(rf"(?:{any_of('brand_apposed')})[ ]?$")
_IT = compiled(
    r"(?:叫|称)(?:它|其|他|她)(?:们)?(?:做|作|为)?$|(?:亲切)?地?称之?为$|(?<![局办部委县市区镇院里])[把将管][^，。；：“”]{1,14}(?<![名命])叫(?:做|作)?$"
)
# What is said to be done under a name may be called after people: 有个做法叫“候鸟师傅”.
_UNDERTAKING = re.compile(
    r"(?<![把将管]这个)(?<![把将管]这种)(?:做法|办法|招|制度|机制|活动|项目|计划|品牌|平台|措施|举措|行动|名字|名称|牌子|路子|法子)[，]?(?:就?叫|取名|名叫|名为|称为)(?:做|作|为)?$"
)
_BEFORE = compiled(rf"{any_of('brand_before')}$")
_BEHIND = compiled(any_of("brand_behind"))
_BEGUN = compiled(any_of("brand_begun"))
_US = re.compile(
    rf"(?:[县市区镇]|我们|当地|县里|市里|区里)(?:还|又|先后|率先|正在?|创新|探索|已|在全[省市国])?(?:{VERB})了?$"
)
_OPENS = re.compile(r"(?:^|[\n。；！？：])[ ]*$")
_THEME = re.compile(
    rf"(?:第[{HAN}\d]{{1,4}}条|第[一二三四五六七八九十](?:件|项|个)?[，、]|[一二三四五六七八九十\d][、.．）]|[一二三四五六]是)[ ]*(?:{VERB}){FILLER}$"
)
_TURNED = re.compile(r"”?(?:向|到|转向|转变为|变为|走向)“|”?(?:转变|变)")
_RULE = re.compile(
    rf"[”’]?(?:[{HAN}]{{0,12}}?)(?:办法|意见|方案|细则|规定|措施|政策|[一二三四五六七八九十\d]{{1,3}}条)(?:（[^）]{{1,8}}）)?》"
)
# “千名硕博聚荔乡”若干措施: a rule named without 《》.
_RULE_BARE = re.compile(
    rf"[”’][{HAN}]{{0,6}}?(?:若干(?:措施|意见|政策)|引才政策|人才政策|人才新政|(?:实施|扶持)办法)"
)
# Of a higher unit's list: what people there are is told, not what the place runs.
_RANKED = re.compile(r"(?:入选|入围|获评|获|评为|申报|推荐|认定为|荣获)(?:了|为|的)?[^，。；“”]{0,10}$")
_RECRUITED = re.compile(r"(?:引进|引育|引聚|集聚|汇聚|拥有|现有|新增)(?:了|的)?[^，。；“”]{0,8}$")
# “一样是”, “另一招叫”: what was announced as several things is named one by one.
_ITEM = re.compile(
    r"(?:^|[，。；：\n])(?:[一二三四五六]|另一|还有一|再一|第[一二三四五六])[样个项招张种]?(?:东西|做法|品牌)?[是叫]$"
)
# The point of a list: （三）, 2．, “四是”.
_POINT = re.compile(
    r"(?:^|[\n。；])[ ]*(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十\d]{1,3}[、.．）]|第[一二三四五六七八九十][，、])[ ]*$"
)
# What a name may be followed by that says what it is: “长城脚下”引才季, “雪原飞医”救护队.
_THING = re.compile(
    rf"(?!的)[{HAN}]{{0,8}}?(?:项目|计划|行动|工程|活动|制度|平台|中心|基地|公寓|人才季|引才季|招聘季|孵化营|训练营|特训营|研修班|培训(?!班)|培训班|冠名班|服务队|救护队|宣讲队|小分队|工作队|导师团|传习所|工作站|服务站|研发站|大赛|大集|学堂|讲堂|夜校|联盟|品牌|暨[^，。；“”]{0, 12}(?:大会|大赛|活动|论坛|峰会))"
)
_LISTED = re.compile(
    r"(?:第[一二三四五六七八九十][件个项招][，、：是]?|(?:^|[，。；：\n])(?:[一二三四五六]是|[一另][一]?[件个项]是?))[，：]?$"
)
_PERIODIC = re.compile(
    r"(?:每(?:年|月|周|季度?|半年|逢[^，。]{1,6}?)|连续[^，。；]{1,4}年)[^，。；“”]{0,8}?(?:办|开|举办|举行|组织|开展)(?:了|起)?(?:[一两二三四]|\d{1,2})?[次期场届回]?$"
)
_SIZED = re.compile(r"(?:亩|平方米|平米|万元|亿元)的$")
_ENDED = re.compile(r"(?:（[^）]{1,12}）)?[。：；\n]")
_OWNED = re.compile(r"(?:[县市区镇乡旗州园]里|我们(?:[县市区镇])?|当地|县委|市委)的[“‘]?$")
_OF_PLACE = re.compile(r"(?:^|[，。；、：被由在了是\n])[我全本]?[县市区旗镇乡州](?:里|上|委|政府|级)?的?$")
_COUNTED = re.compile(r"[一二两三四五六七八九十百千\d.]{1,6}[余多]?(?:[名位人]|万?亩)")
# Who is best at something is chosen and counted: 评出“牛状元”28名, 又选了50名“茶园多面手”.
_PICKING = re.compile(
    rf"(?:评选|评出|评定|评上|选出|选树|选拔|遴选|推选|认定|命名|物色|选聘|奖|评|选)(?:表彰|了|出)?{FILLER}$"
)
_COUNTED_BEFORE = re.compile(r"[一二两三四五六七八九十百千\d]{1,5}[余多]?[名位个]$")
# A paper that is given out by the sheet, or by which one gets something: 发放“蓝鲸卡”318张, 凭“安家券”租房.
_ISSUED = re.compile(
    r"[\d一二两三四五六七八九十百千]{1,6}[余多]?万?[张枚份本]|[，]?(?:[即便就]?[可能]|分别|每[张月次户]|抵|少[付交]|免|享|租房|购房|乘车|看病|就医|入住)"
)
# 与揭榜会配套的是“…”: what goes with something that the place does is its own too.
_GIVEN = re.compile(r"(?:[取起定]名(?:字)?|命名)(?:为|叫|作|做)?$")
_PAIRED = re.compile(r"与[^，。；“”]{1,12}(?:配套|相连|相配|相衔接|相呼应|对应|并行)的(?:是|还有|，是)?$")
# 提出了“…”这个概念: what is put forward is said to be a notion or a way of the place's own.
_NOTION = re.compile(
    r"这[一个套种](?:概念|做法|办法|品牌|点子|招|路子|机制|制度|提法)|(?:也|就)?是[^。；“”\n]{0,24}(?:赛|班|活动|项目|平台|计划|行动|品牌|基地)的名字"
)
# Whom the place names so it pays: 被评为“…”的，奖励1万元; 授予“…”称号，奖励2万元.
_AWARDED = re.compile(r"(?<!获)(?:评为|授予|评上|认定为|命名为)(?:了|首批|首届|年度)?$")
_RAISED = re.compile(r"(?:建|办|搭|立|树|做)(?:设)?(?:了)?(?:起来|成|好|出来)")
_HANDLED = re.compile(r"[把将][\u4e00-\u9fff]{0,4}$")
# “雁归云河·职选云西”2024年学子看家乡活动
_HELD_UNDER = re.compile(
    r"(?:(?:19|20)\d\d年)?[^，。；“”]{0,16}?(?:活动|专场|招聘|大会|[项战拔霸技手]赛|比赛|大赛|论坛|对接|仪式|启动|举办|举行|开幕|落幕|行动|沙龙|推介)"
)
_COUNTER = re.compile(r"(?:综合)?(?:服务|办事)?(?:窗口|专区|大厅|柜台|专柜)")
_MANY = re.compile(r"(?![一1][^\d])[一二两三四五六七八九十百千\d]{1,5}[余多]?[家个支所座处间]")
# Whoever is on the list is paid by the place, so that the list is its own: 入选“云溪英才”的，每人给予 …
_PROMISED = re.compile(
    r"(?![^。；\n]{0,30}(?:已|累计|共有))[^。；\n“”]{0,24}(?:给予|奖励?|发放|补贴|补助|资助|享受)[^。；\n“”]{0,16}[\d一二两三四五六七八九十]"
)


# 省里的“…”, 本办法所称“…”“…”: a higher unit's, or words that a rule explains.
_ELSEWHERE = re.compile(r"(?:[省市]里|国家|中央|省级|市级|外地)的$|所[称指](?:“[^“”\n]{1,12}”[、和]?){0,6}$")
# “石榴教授”王建平在乡里一待十年: one person is called so.
_SINGLE, _COMPOUND = words("surnames")
_PERSON = re.compile(rf"(?:[{_SINGLE}]|{_COMPOUND})[{HAN}]{{1,2}}(?=[在是带，说把从给和已的、])")
_MEASURE = re.compile("举措|措施|做法|机制|格局|局面|氛围|环境|生态")


# What people call it was held so often.
_MEETS = re.compile(
    r"，?(?:至今|迄今|目前|现在|已经?|先后|累计|到现在|每[周月年])[^，。；“”]{0,6}(?:办|开|举办|举行|召开)(?:了|过)?[^，。；“”\d]{0,4}\d"
)


# Verbs of one letter, which other words hold as well: 又选了60名“…”, 建“…”2万亩.
# What is told of a thing with figures before its sentence ends: 办了个“匠人村”，……来了57户.
_FIGURED = re.compile(
    r"[，][^。；：“”《》\n]{0,36}?(?:[聘讲办来招训跑评开放住收接走带教帮上发选](?:了|过|出)?|接诊|服务|培训|入驻|走访|解决|兑付|结业|应征|涨到|报名|吸引|引进|签约|辅导|巡诊|上课|结成|攻克|补助?|奖励?)[^，。；\d]{0,10}\d"
)
_SEVERAL = re.compile(r"[两二三四五六七八九十\d][余多]?[张份个场条本套只把块道件支批类句]$")
_ANSWER = re.compile(
    r"(?:路子|办法|做法|法子|招数?|妙招|绝招|王牌|亮点|看家戏|买账的|受欢迎的|叫好的|有名的|火的|熟的)(?:就|便)?是$"
)
_MOVED = re.compile(r"(?:开|搬|办|建|设|送)(?:进|到|在|上)了?")
_FIRM = re.compile(r"公司|集团|股份")
_ATTENDED = re.compile(r"(?:赴|前往|远赴|奔赴|走进)[^，。；“”]{1,10}参加(?:了)?[^，。；“”]{0,6}$")
_SHORT_VERB = re.compile(
    rf"(?:^|[，。；：、又再还已先共年月内起里县市区])(?P<verb>[建选评奖])(?:了|起)?{FILLER}$"
)


def is_verb(words: str) -> bool:
    """Whether these are a verb of founding."""
    return words in _VERBS


@once_a_name
def founded(before: str) -> str:
    """The kind of the verb right in front of a name (县里设立, 评选首批), "" without one."""
    match = _DIRECT.search(before) or (
        before.endswith("的") and not _FIRM.search(before) and _DONE.search(before)
    )
    if match:
        return _VERBS[match["verb"]]
    if short := _SHORT_VERB.search(before):
        return "scheme" if short["verb"] == "建" else "choice"
    return "choice" if _JUDGED.search(before) or (_CHOSEN.search(before) and not ranked(before)) else ""


def led(before: str) -> bool:
    """Whether a verb of founding stands in front with words between: 推行非遗制茶技艺."""
    return bool(_LOOSE.search(before))


def founded_by_the_place(before: str) -> bool:
    """海港县实行, 我们设了: who founded it is said."""
    return bool(_US.search(before))


def named(before: str) -> int:
    """How surely the name is being given: 3 for 有一张卡叫 and 出了名的, 2 for 以下简称, which institutions have as well."""
    match = _NAMED.search(before)
    return (3 if match.group().startswith("叫") or match.group().endswith("的") else 2) if match else 0


def apposed(before: str) -> int:
    """How surely the name is that of the thing named in front: 3 for 服务品牌“海妈妈”, 2 for 人才社区“凤栖里”."""
    return 3 if before.endswith("品牌") else 2 * bool(_APPOSED.search(before))


def nicknamed(before: str) -> bool:
    """Whether people call what was told of before by this name: 大家叫它."""
    return bool(_IT.search(before))


def begun(behind: str) -> bool:
    """Whether what is behind the name says that it opened or runs."""
    return bool(_BEGUN.match(behind))


def meets(behind: str) -> bool:
    """被称为“周三午餐会”，至今办了44次: how often it was held is told."""
    return bool(_MEETS.match(behind))


def disowned(before: str, behind: str) -> bool:
    """Whether the words around make it a metaphor, a motto or a distinction: 打通“…”, “…”难题, 荣获“…”."""
    return bool(_BEFORE.search(before) or _BEHIND.match(behind) or _TURNED.match(behind))


def ranked(before: str) -> bool:
    """Whether somebody is on a list of this name: 入选, 申报; 引进, unless that is what is set going (实施…引进)."""
    return bool(_RANKED.search(before) or (_RECRUITED.search(before) and not led(before)))


def itemised(before: str) -> bool:
    """Whether the name is one of several things that were announced: 一样是“…”, 另一招叫“…”."""
    return bool(_ITEM.search(before))


def a_point(before: str, behind: str) -> bool:
    """Whether a name with the word for what it is makes up a point of a list: （五）“长城脚下”引才季。"""
    thing = _THING.match(behind)
    return bool(thing and _POINT.search(before) and _ENDED.match(behind, thing.end()))


def thing(behind: str) -> bool:
    """Whether the word for what the name is follows it: “雪原飞医”救护队."""
    return bool(_THING.match(behind))


def of_the_place(before: str, behind: str) -> bool:
    """县里“玛河飞手”孵化营: whose it is stands in front and what it is behind."""
    return bool(_OF_PLACE.search(before)) and thing(behind)


def owned(before: str) -> bool:
    """进了县里的“雪原飞手营”, 市里的“飞手管家”: whose it is stands right in front."""
    return bool(_OWNED.search(before))


def sized(before: str) -> bool:
    """建设200亩的“…”: how large it is is said."""
    return bool(_SIZED.search(before))


def periodic(before: str) -> bool:
    """每月办一次“棚间夜话”: a meeting that comes again is known by its name."""
    return bool(_PERIODIC.search(before))


def counted(behind: str) -> bool:
    """遴选“…”30名: how many are chosen under the name."""
    return bool(_COUNTED.match(behind))


def many(behind: str) -> bool:
    """建成“…”5家: the name is that of a kind of things."""
    return bool(_MANY.match(behind))


def brought_about(verb: str) -> bool:
    """Whether a verb of founding says that something came about which one can go to or take part in."""
    return _VERBS.get(verb) in ("thing", "event") or verb == "发起"


def item(before: str, behind: str) -> bool:
    """第一件，归雁工程。 A name alone is one of the things that were announced."""
    return bool(_ENDED.match(behind) and _LISTED.search(before))


def raised(before: str, behind: str) -> bool:
    """把茶海人才小镇建起来: the verb stands behind what is founded."""
    return bool(_RAISED.match(behind)) and bool(_HANDLED.search(before))


def point(before: str) -> bool:
    """Whether the words stand at the beginning of a point of a list: （三）, 2．, “四是”."""
    return bool(_POINT.search(before))


def figured(behind: str) -> bool:
    """办了个“匠人村”，……来了57户: figures are told of it before the sentence ends."""
    return bool(_FIGURED.match(behind))


def several(before: str) -> bool:
    """推出三张“明白纸”: there are several of what bears the name."""
    return bool(_SEVERAL.search(before[-3:]))


def moved(behind: str) -> bool:
    """“青年夜校”开进了咖啡馆: it opened where it is met."""
    return bool(_MOVED.match(behind))


def answered(before: str) -> bool:
    """摸出来的路子是“云上支教”: what is done is said to be this."""
    return before.endswith("是") and bool(_ANSWER.search(before))


def elsewhere(before: str, behind: str) -> bool:
    """省里的“…”, 本办法所称“…”, “…”王建平在, “…”举措: a higher unit has it, a rule explains it, one person is called so, or it
    is told what something is like."""
    return bool(_ELSEWHERE.search(before) or _PERSON.match(behind) or _MEASURE.match(behind))


def attended(before: str) -> bool:
    """赴武汉参加“…”活动: others run it."""
    return "参加" in before and bool(_ATTENDED.search(before))


def undertaken(before: str) -> bool:
    """Whether what is done is said to bear the name: 有个做法叫“候鸟师傅”."""
    return before[-1:] in "叫名为称做作" and bool(_UNDERTAKING.search(before))


def picked(before: str, behind: str) -> bool:
    """评出“牛状元”28名, 选了50名“茶园多面手”: people were chosen under the name, and how many is said."""
    counted = _COUNTED.match(behind) or (before[-1:] in "名位个" and _COUNTED_BEFORE.search(before))
    return bool(counted and _PICKING.search(before))


def recurring(plain: str, behind: str) -> bool:
    """物色“渔业管家”，一个管家联系三家: what the name calls people is what each of them is called then."""
    role = plain[-2:]
    return role in behind and any(
        f"{each}{role}" in behind for each in ("一个", "一名", "一位", "每个", "每名", "每位")
    )


def issued(behind: str) -> bool:
    """“蓝鲸卡”318张, “安家券”租房: the name is that of a paper which is given out or presented."""
    return bool(_ISSUED.match(behind))


def counter(behind: str) -> bool:
    """“人才i站”服务窗口: one goes to a counter of this name."""
    return bool(_COUNTER.match(behind))


def awarded(before: str, behind: str) -> bool:
    """授予“修蹄状元”称号，奖励2万元: somebody is named so and paid for it."""
    return bool(_AWARDED.search(before)) and promised(behind)


def given(before: str) -> bool:
    """起名叫“云川才桥”: the name is said to be given."""
    return bool(_GIVEN.search(before))


def paired(before: str) -> bool:
    """与揭榜会配套的是“周末师傅”: it goes with something else that the place does."""
    return before[-1:] in "的是有" and bool(_PAIRED.search(before))


def notion(behind: str) -> bool:
    """提出了“人才方剂”这个概念: it is said to be a notion of the place's own."""
    return bool(_NOTION.match(behind))


def held_under(behind: str) -> bool:
    """“…”2024年学子看家乡活动: an activity bears the words."""
    return bool(_HELD_UNDER.match(behind))


def promised(behind: str) -> bool:
    """Whether those on a list of this name are paid by the place: 入选“…”的，每人给予3万元."""
    return bool(_PROMISED.match(behind))


def opens(before: str) -> bool:
    """Whether the name opens its sentence."""
    return bool(_OPENS.search(before))


def themed(before: str, behind: str) -> bool:
    """Whether a sentence is but the verb and the name, as the theme of an article is: 第三条 推行“校编企用”。"""
    return behind.startswith(("。", "：", "\n")) and bool(_THEME.search(before))


def ruled(behind: str) -> bool:
    """Whether the name stands in the title of a rule: 《“弥水英才”引育实施办法》."""
    return bool(_RULE.match(behind) or _RULE_BARE.match("”" + behind))
