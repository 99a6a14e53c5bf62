"""Named programmes, funds and loans: “归雁”行动, 千名工匠培育工程 in a row, 产业人才专项资金, “归雁贷”, 人才编制池."""

import itertools
import re
from collections.abc import Iterator

from ...sieve import compiled
from ..brand import mentions
from ..words import any_of
from .named import HAN, NUMERAL, Named, after_edge, plain, year_near

_HEAD = r"(?:计划|行动|工程)"
_NOT_HEAD = r"(?!师|院|学院|技术|中心|机械|有限|公司|研究|局|实验|经济|单列|书|生育|指南|能力|者)"
_TAIL = rf"(?P<tail>[{HAN}\d]{{0,12}}?{_HEAD}{_NOT_HEAD}|专项政策|政策保障体系|政策体系|(?:引才|人才|引才育才|人才引育)?(?:若干措施|若干意见|若干政策|实施办法|扶持办法|引才政策|人才政策))?"
_QUOTED = re.compile(rf"“(?P<inner>[^“”，。；：\n]{{1,24}}(?:“[^“”\n]{{1,10}}”[^“”\n]{{0,10}})?)”{_TAIL}")
# In what somebody says the marks are single ones: “我们还有‘渔英贷’……”.
_SPOKEN = re.compile(rf"‘(?P<inner>[^“”‘’，。；：\n]{{1,16}})’{_TAIL}")
# “凤还巢”、“名校优生”引进行动: the programme word of the last one holds for all.
# “百村千匠”民宿人才项目: a project about people.
_PROJECT = compiled(
    rf"“(?P<inner>[^“”，。；：\n]{{3,16}})”(?P<tail>[{HAN}]{{0,8}}?(?:人才|英才|领军|工匠|名师|名医|导师|学徒|传承|博士|青年|师资|培训|培养|培育|引才|育才|创业)[{HAN}]{{0,4}}?项目)(?!组|部|库|经理|总)"
)
# 推行“一带二”制度, …的“五个一”服务: schemes behind a verb of carrying out.
_SCHEME = compiled(
    rf"(?:推行|实行|试行|建立|创立|首创|推出|实施|出台|探索|执行|提供)了?(?P<lead>[^，。；“”\n]{{0,40}}的)?(?P<name>“(?P<inner>[^“”，。；：\n]{{2,10}})”[{HAN}]{{0,6}}?(?P<kind>制度|专项|新政|举措|服务))(?!中心|资金|经费|基金|政策|债|行动|考核|小组|整治|检查|督查|平台|体系|站|机构|对象|创新|改革|专员|窗口|热线|队)"
)
# 推行首席技师制度, 建立县领导联系专家制度: a system without marks that says who looks after whom, or who is taken on.
_SYSTEM = compiled(
    rf"(?:推行|实行|试行|建立|设立|创立|首创|探索|落实|实施)了?(?P<name>(?:(?![和与及])[{HAN}]){{0,10}}?(?:[{HAN}]{{2}}联系(?:服务)?[{HAN}、]{{0,6}}(?:专家|人才)"
    r"|首席[^，。；的]{1,5}[师员官家]|(?:服务|人才)专员|特派员|合伙人|学徒|导师|师徒|县聘|双聘|轮岗)制度?)(?=[，。；：、]|$|和|及|等|的)"
)
_NUMBERED = re.compile(
    r"[一二两三四五六七八九十百\d]{1,3}(?:个|张|项|免|优|有|包|送|不)[一二两三四五六七八九十\u4e00-\u9fff]|[一二两三四五六七八九\d][带帮教管联包导][一二两三四五六七八九\d].{0,4}|[一二两三四五六七八九\d][\u4e00-\u9fff][一二两三四五六七八九\d][\u4e00-\u9fff]"
)
_ANYWHERE = re.compile(r"一[对站企人事链]一?|(?:一站式|一对一|一条龙|一揽子|一窗).*")
_SHARED_TAIL = re.compile(
    rf"(?:(?:、|和|及|与)?“[^“”\n]{{2,12}}”){{1,5}}(?!等)[{HAN}]{{0,6}}{_HEAD}{_NOT_HEAD}"
)
_NO_NAME = re.compile(
    r"[+＋]”?[\u4e00-\u9fff]{2,8}”?$|”等|”系列"
)  # “人才+培训工程”, “甲”等系列工程: kinds, no names.
_SO_MANY = re.compile(
    rf"(?:{NUMERAL}{{1,2}}大|[{NUMERAL[1:-1]}头]号){_HEAD}"
)  # “三大工程”, “一号工程”: a count or a rank of them.
# 作为乡村振兴的“根基工程”来抓: a figure of speech.
_LIKENED = re.compile(r"(?:作为|当作|当成|视为|看作|称为|誉为)[^，。；“”]{0,16}$")
_ONE_ONE = re.compile("一.一.")  # “一企一策”若干措施
_INNER = _HEAD_END = re.compile(rf"{_HEAD}$")
_CREDIT = re.compile(
    r"^[^的，、]{1,8}(?:贷|贷通|易贷|(?<![又危风艰凶惊保])险|卡|券|房票|编制池|周转池|成长金|基金|专项资金|奖学金|助学金)$"
)
_CREDIT_NOT = re.compile(r"^(?:银行卡|社保卡|身份证|信用卡|会员卡|打卡|卡|贷|放贷|信贷|房贷|双保险)$")
_NATIONAL = re.compile(rf"(?:国家|全国|[{HAN}]{{0,2}}[省市])?级?(?:{any_of('national_programmes')})")
_EACH = re.compile(rf"一[{HAN}]{{1,2}}一$")
_LEFT_OF_NUMBER = re.compile(rf"[{HAN}]{{1,12}}$")
_CARRIES = re.compile(rf"(?:{any_of('policy_carriers')})了?(?:我[省市县区]的?|全[省市县区]|新一轮的?)?$")
_ROW = re.compile(rf"(?:{any_of('policy_carriers')})了?(?P<row>[^，。；：！？\n]{{4,120}})")
_OPENS = re.compile(
    rf"(?:^|[，。；：\n])[ ]*(?P<name>[{HAN}]{{4,24}}?{_HEAD})(?=正在|已经?(?:进入|启动|实施|全面)|进入第|面向|每年(?:遴选|支持|资助)|由[^，。]{{1,12}}牵头)"
)
_ITEM = re.compile(
    rf"(?P<name>[{HAN}\d·“”‘’]{{2,28}}?{_HEAD}{_NOT_HEAD})(?=$|的|等|（|[①-⑳]|以来|建设|启动|进入|专家|人才|由|并|正|已|为|中|，|[a-z\d])"
)
_DUTY = re.compile("负责(?:牵头|统筹)?$")  # 主管单位负责制定引才计划: a duty, and no plan that was made.
_SPLIT = re.compile(r"、|以及|和|及|与|并(?=[^入])")
_GENERIC = re.compile(any_of("policy_generic"))
_PEOPLE = re.compile(any_of("policy_people"))
SENTENCE = 120  # So far around a name its sentence is looked at.
_SPEAKS = re.compile(
    r"人才|英才|引才|聚才|育才|才|专家|博士|硕士|院士|工匠|技能|大师|名师|名医|大学生|毕业生|青年|校友|乡贤|老乡|返乡|回归|归|雁|创业|创客|导师|教师|医生|学员|技术人员|徒弟|师傅|农民|企业家|招引"
)
NEAR = 30  # So near behind a system those it is for are named.
PARAGRAPH = 300  # So far around the name of a plan its paragraph is looked at.
_SPEAKS_OFTEN = re.compile(
    r"学员|人才|企业家|接班人|培训|培养|毕业生|大学生|青年|工匠|技能|专家|导师|师傅|徒弟|名额|报名|博士|硕士|选拔|返乡|创业"
)
_WEAK = re.compile(
    r"高层次|海外|国内外|海内外|引进|引育|培养|培育|培训|储备人才$|开发|选拔|重点|重大|国家|省级?|市级?|县级?|区级?|各级|上级|系列|领军|高端|青年人才|建设|三年|五年"
    r"|人才|英才|系统|集聚|招引|创新创业|创业创新|高技能|技能|急需紧缺|紧缺"
)
_FUND = re.compile(
    rf"(?:{any_of('policy_funds')})(?!会|管理人|公司|有限|合伙|项目|[{HAN}]?规模|支持|扶持|投资(?!引导)|专家)"
)
_FUND_RUN = re.compile(rf"(?:“[^“”\n]{{1,16}}”)?[{HAN}“·]{{0,18}}$")
_FUND_OWN = re.compile(any_of("policy_funds_own"))
_FUND_NOT = re.compile(
    r"[两三]级$|各级|国家|自然科学|社会科学|哲学|社科|养老|医保|公积金|集体|村级|私募|风投|各类|政府性|股权$|扶贫|社会|民间"
)
_PAID_BY = re.compile(r"[由从][市县区镇省]?(?:级|本级)?$")
_PAYS = re.compile(r"[ ]?(?:中|里)?(?:全额)?(?:承担|列支|负担|支付|解决|报销|出(?!资|台)|安排)")
# 人才专项资金预算 2000 万元: how large it is, where nothing says that it was set up.
_ONLY_SIZE = re.compile(
    r"[ ]?(?:的)?(?:支出|使用|执行)|[ ]?(?:每年|全年|今年|年度)?(?:预算|不[少低]于|增加到?|达到?|占|比上年|增长)"
)
# 两级财政全年投入人才专项资金2亿元: what was paid.
_PUT_IN = re.compile(r"(?:投入|兑现|发放|拨付|落实|争取)了?(?:各类)?$")
_SO_MUCH = re.compile(r"[ ]?(?:达|共|近|超过?)?[ ]?\d")
_FOUNDS = re.compile(r"设立|设了|建立|成立|组建|发起|统筹|整合|设置|筹[建集措]")
_LOAN = compiled(rf"(?:人才|英才|科创|双创|创业|引才|返乡|归雁|归燕)贷(?!款|记|出|后|[{HAN}]{{0,2}}户)")
_ENTERS = re.compile(r"(?:入选|获评|列入|申报|入围|获批)(?:[^，。；“]{0,12})$")


def programmes(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """The place's own plans, actions and projects, quoted or in a row behind a verb; programmes of the nation are none."""
    yield from _brands(folded, start, end, year)
    yield from _quoted(folded, start, end, year)
    yield from _rows(folded, start, end, year)
    yield from _schemes(folded, start, end, year)


def _schemes(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """“百村千匠”民宿人才项目, “一带二”制度 and “五个一”服务, but not “一站式”服务."""
    for match in _PROJECT.finditer(folded, start, end):
        if not _ENTERS.search(
            folded, max(start, match.start() - 16), match.start()
        ) and not _NATIONAL.fullmatch(match["inner"]):
            yield Named(*match.span(), match.group(), "named", year_near(folded, match.start(), year))
    for match in _SCHEME.finditer(folded, start, end):
        if _ANYWHERE.fullmatch(match["inner"]):
            continue
        own = _NUMBERED.fullmatch(match["inner"]) or (
            match["kind"] in ("制度", "专项")
            and _PEOPLE.search(match["name"] + folded[match.end() : match.end() + NEAR])
        )
        if match["kind"] == "新政" or (own and _talent(folded, match)):
            first, stop = match.span("name")
            yield Named(first, stop, match["name"], "named", year_near(folded, first, year))
    for match in _SYSTEM.finditer(folded, start, end):
        first, stop = match.span("name")
        yield Named(first, stop, match["name"], "named", year_near(folded, first, year))


def _brands(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """What is read as a brand without marks around it and ends in 计划, 行动, 工程 (一镇一“千人”行动)."""
    for mention in mentions(folded, start, end):
        named = _INNER.search(mention.name.rstrip("”’")) and not folded.startswith("“", mention.start)
        if named and mention.strong and not mention.national:
            yield Named(
                mention.start, mention.end, mention.name, "named", year_near(folded, mention.start, year)
            )


def _quoted(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """“归雁”返乡行动, “双招双引”专项政策, “归雁贷”, 镁匠“518”行动."""
    spoken = _SPOKEN.finditer(folded, start, end)
    for match in itertools.chain(_QUOTED.finditer(folded, start, end), spoken):
        inner, tail = match["inner"], match["tail"] or ""
        if not tail and _SHARED_TAIL.match(folded, match.end()) and not _NATIONAL.fullmatch(plain(inner)):
            yield Named(*match.span(), match.group(), "named", year_near(folded, match.start(), year))
            continue
        if not tail and not (_INNER.search(inner) and len(inner) >= 4) and not _is_credit(inner):
            continue
        first, stop = match.start(), match.end()
        before = folded[max(start, first - 16) : first]
        if _HEAD_END.search(tail) and not (_PEOPLE.search(inner + tail) or _talent(folded, match)):
            continue
        if _NATIONAL.fullmatch(plain(inner)) or _NATIONAL.fullmatch(plain(inner + tail)):
            carried = _CARRIES.search(before) or before.endswith("简称")
            if not carried or not inner[:1].isdigit():
                continue
        if not tail and (_SO_MANY.fullmatch(inner) or (_INNER.search(inner) and _LIKENED.search(before))):
            continue
        if _NO_NAME.search(inner + "”" + tail) or (_ONE_ONE.fullmatch(inner) and not _HEAD_END.search(tail)):
            continue
        if tail and (each := _EACH.search(before)):
            first -= len(each.group())
        elif inner.isdigit() and not _CARRIES.search(before):
            if _ENTERS.search(before):
                continue
            first -= len(_left(before))
        name = folded[first:stop]
        if not tail:
            name = name.strip("“”‘’")
        yield Named(first, stop, name, "named", year_near(folded, first, year))


def _talent(folded: str, match: re.Match[str]) -> bool:
    """Whether the sentence around a quoted programme speaks of people at all: “百日攻坚”行动 may be about roads."""
    left = max(folded.rfind(mark, max(0, match.start() - SENTENCE), match.start()) for mark in "。；\n") + 1
    stop = next(
        (at for mark in "。；\n" if (at := folded.find(mark, match.end(), match.end() + SENTENCE)) >= 0), None
    )
    if _SPEAKS.search(folded, max(left, match.start() - SENTENCE), stop or match.end() + SENTENCE):
        return True
    # A plan may be told of in sentences; what an action or a project is about stands with its name.
    around = folded[max(0, match.start() - PARAGRAPH) : match.end() + PARAGRAPH]
    near = around[around.rfind("\n", 0, PARAGRAPH) + 1 :].partition("\n")[0]
    plan = match.groupdict().get("tail") == "计划"
    return plan and len(set(_SPEAKS_OFTEN.findall(near))) >= 2


def _is_credit(inner: str) -> bool:
    """Whether a quoted word is a loan, a card, a fund or a pool by its last character."""
    return bool(_CREDIT.match(inner)) and not _CREDIT_NOT.match(inner)


def _left(before: str) -> str:
    """The words of a name that stand in front of a quoted number: 启动镁匠“518”行动 → 镁匠."""
    run = _LEFT_OF_NUMBER.search(before)
    return after_edge(run.group())[-10:] if run else ""


def _rows(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """统筹推进千名工匠培育工程、高级蓝领引进三年行动计划: rows behind a verb, and names that open a clause."""
    for match in _ROW.finditer(folded, start, end):
        if _DUTY.search(folded, max(start, match.start() - 8), match.start()):
            continue
        at = match.start("row")
        headed = True
        for first, words in _pieces(match["row"]):
            item = _ITEM.match(words)
            # 名师、名医、名匠“三名”工程: what stands before the quoted name is a list of what it is for.
            if item and _own_programme(item["name"]) and (headed or "“" not in item["name"]):
                yield _programme(folded, at + first, item["name"], year)
            headed = bool(item)
    for match in _OPENS.finditer(folded, start, end):
        if _own_programme(match["name"]):
            yield _programme(folded, match.start("name"), match["name"], year)


def _programme(folded: str, at: int, words: str, year: int | None) -> Named:
    """The programme named by ``words``, which stand at ``at``."""
    name, shift = _bare(words)
    return Named(at + shift, at + shift + len(name), name, "named", year_near(folded, at, year))


def _pieces(row: str) -> Iterator[tuple[int, str]]:
    """The members of a row with where they begin."""
    at = 0
    for match in _SPLIT.finditer(row):
        yield at, row[at : match.start()]
        at = match.end()
    yield at, row[at:]


def _bare(name: str) -> tuple[str, int]:
    """The name behind its last 的 and verb, and by how much its beginning moves."""
    cut = name.rfind("的") + 1
    lead = re.match(
        rf"(?:{any_of('policy_carriers')}|了|以|我[省市县区]|全[省市县区]|好|做好|抓好)+", name[cut:]
    )
    cut += lead.end() if lead and len(name) - cut - lead.end() >= 4 else 0
    return name[cut:], cut


def _own_programme(name: str) -> bool:
    """Whether a programme without marks has a name of its own and is about people: 精英农民培育工程, 重点人才工程 not."""
    name = _bare(name)[0]
    if "“" in name:
        return not name.startswith("“") and name.count("“") == name.count("”") and bool(_PEOPLE.search(name))
    stem = _INNER.sub("", name)
    if (
        not _PEOPLE.search(stem)
        or _NATIONAL.fullmatch(name)
        or re.search(r"[二三四]期$|建设$|什么|这|该|项$", stem)
    ):
        return False
    return len(_WEAK.sub("", _GENERIC.sub("", stem))) >= 2 or bool(re.match("[千百万]名", stem))


def only_sized(folded: str, named: Named) -> bool:
    """Whether of a fund without marks around its name only the size is told, and nothing says that it was set up."""
    if not _FUND_OWN.search(named.name) or named.name.endswith("”"):
        return False
    paid = _PUT_IN.search(folded, max(0, named.start - 6), named.start) and _SO_MUCH.match(folded, named.end)
    if not (paid or _ONLY_SIZE.match(folded, named.end)):
        return False
    return not _FOUNDS.search(folded, max(0, named.start - 20), named.start)


def funds(folded: str, start: int, end: int, year: int | None) -> Iterator[Named]:
    """设立总规模2亿元的陶瓷人才创投基金, 产业人才专项资金, “双招双引”专项基金; 天使基金 alone names none."""
    for match in _FUND.finditer(folded, start, end):
        run = _FUND_RUN.search(folded, max(start, match.start() - 26), match.start()).group()
        quoted = run.rfind("”")
        if quoted >= 0:
            own = run[run.rfind("“", 0, quoted) :]
        else:
            own = after_edge(run.rpartition("“")[2])
        first = match.start() - len(own)
        stop = match.end()
        name = folded[first:stop]
        if _PAYS.match(folded, stop) and _PAID_BY.search(folded, max(start, first - 6), first):
            continue  # 费用由县人才专项经费承担
        if len(own) < 2 or _FUND_NOT.search(own) or re.search(rf"{NUMERAL}$", own[:1]):
            continue
        if quoted < 0 and not _FUND_OWN.search(name) and not folded.startswith("”", stop):
            continue
        yield Named(first, stop, name, "named", year_near(folded, first, year))
    for match in _LOAN.finditer(folded, start, end):
        yield Named(*match.span(), match.group(), "named", year_near(folded, match.start(), year))
