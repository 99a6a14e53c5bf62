"""The demonstration documents: what a person reads in them, and their golden records.

``FACTS`` is written by hand from the documents. The files of ``fixtures/expected`` are what the program read
when a person last looked at the difference; after a change to reading that is right, write them anew and read
``git diff fixtures/expected``:

    UPDATE_GOLDEN=1 python3 manage.py test tests/cases/ingest/test_demonstration.py
"""

import json
import os
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from cases.ingest import ingest
from cases.ingest.as_json import document_as_json
from cases.ingest.records import CaseRecord, DocumentRecord

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ROOT / "fixtures" / "documents"
EXPECTED = ROOT / "fixtures" / "expected"
NAMES = sorted(path.name for path in DOCUMENTS.glob("*.txt"))


@dataclass(frozen=True)
class Told:
    """What a case tells a reader: figures are written as 1.2万人, offers as <=500万元 or =2000元/月.

    ``of`` holds figures that belong to another place than the case: its code and the figure. ``missed`` lists what
    reading is known to get wrong so far; whoever mends it takes it out, since the test holds it to be missed.
    """

    file: str
    code: str
    year: int
    title: str
    brands: tuple[str, ...]
    policies: tuple[str, ...] = ()
    offers: str = ""
    achieved: str = ""
    in_progress: str = ""
    planned: str = ""
    mixed: str = ""
    of: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


FACTS = (
    Told(
        "2014-余姚-千人计划产业园",
        "330281",
        2014,
        "余姚“千人计划”产业园：围着产业链找人",
        ("“千人计划”产业园",),
        ("关于建设人才特区打造人才高地的意见",),
        offers="<=500万元",
        achieved="200项 5个 30个",
        in_progress="98个 69个 8个",
        planned="250吨 100名 1000亿元",
        people=("姚力军", "吴景晖", "甘中学", "徐德清"),
    ),
    Told(
        "2014-鄞州-一镇一千人行动",
        "330212",
        2014,
        "鄞州一镇一“千人”：把引才的担子分到镇街",
        ("一镇一“千人”",),
        offers="=10% =1万元 =5000元",
        achieved="16.9万名 96人 60% 3400平方米 19家 230项 34项 110项 9名 1000次 200家 400名 71名 25个 "
        "135项 22个 6家 40项 20亿元",
        in_progress="224个",
        planned="1名",
        mixed="15个",
        people=("唐昊", "鲍海明", "宋伟杰", "阮殿波"),
    ),
    Told(
        "2012-宁波-一县一品牌总结",
        "330200",
        2012,
        "宁波：“一县一品牌”，一年做了什么",
        ("一县一品牌", "“八骏”人才广场", "双招双引", "人才之家", "海创之家"),
        offers="<=500万元 =200万元 =100万元 <=10万元",
        achieved="16个 40家 1.2万人 40个 2万平方米 13个 5万人 50亿元 29支 12个 17人 67% 9人 500个 98%",
        planned="30个 5个 20个 300名 2.5平方公里",
        of=(
            ("330204", "1.2万人"),
            ("330205", "13个"),
            ("330226", "5万人"),
            ("330283", "29支"),
            ("330212", "67%"),
            ("330203", "98%"),
        ),
    ),
    Told(
        "2012-宁波-三地创建简报",
        "330283",
        2012,
        "奉化：“双招双引”，项目和人才一起谈",
        ("双招双引",),
        ("引进特殊人才办法",),
        achieved="29支 5名 9名 46个 1000万元 12个 1.93亿元 42名 17名",
        planned="6.3亿元 3亿元 20名",
        people=("张齐生", "都有为", "沈寅初", "陈忠仁"),
    ),
    Told(
        "2012-宁波-三地创建简报",
        "330205",
        2012,
        "江北区：和浙大合办一座研发人才园",
        ("浙大·江北研发人才园",),
        ("关于进一步加强企业人才队伍建设的实施意见",),
        offers="<=500万元 <=100万元 <=75万元 =2000元/月",
        achieved="6.75万人 762名 1163名 2200万元 5个 18项 3280万元 1800万元",
        planned="11个 15个 50名 5个 20个 2家 3个 300人 200名 20亿元 1亿元 800万元 8个 131名",
        mixed="13家",
    ),
    Told(
        "2012-宁波-三地创建简报",
        "330206",
        2012,
        "北仑区：人才银行，让专利也能贷到款",
        ("人才银行",),
        achieved="3亿元 4项 2180万元",
        people=("张发饶",),
    ),
    Told(
        "2012-余姚-姚江英才计划",
        "330281",
        2012,
        "余姚：一个园区，一项“姚江英才计划”",
        ("“千人计划”产业园", "姚江英才计划"),
        ("关于建设人才特区打造人才高地的意见", "余姚市人才公寓建设方案"),
        offers="<=500万元 =200万元 =100万元",
        achieved="91名 180家 20名 80名 3.5万平方米",
        in_progress="10家 32个",
        planned="7300亩",
        mixed="9名",
        people=("姚力军", "徐德清"),
    ),
    Told(
        "2012-慈溪-海创之家",
        "330282",
        2012,
        "慈溪：“海创之家”里的创业秘书",
        ("海创之家", "上林英才"),
        ("慈溪市人才创业创新政策与服务指南",),
        offers="<=200万元 <=150万元 <=5000元/月",
        achieved="3名 12名 5名 1050万元 8个 190万元 3家 5次 400个 15个 2个 71名",
        planned="500万元",
    ),
    Told(
        "2012-鄞州-区镇联动引才",
        "330212",
        2012,
        "鄞州区：“一镇一千人”，区里统筹、镇街动手",
        ("一镇一千人", "创业鄞州·精英引领计划"),
        ("关于实施“创业鄞州·精英引领计划”的意见（试行）",),
        offers="<=600万元",
        achieved="46人次 67% 2名 3人 9人 3名 7名 12名 46.2% 14个 2000万元 8000万元 99个 3400平方米 "
        "1500套 17万平方米 5个 6名",
        in_progress="69个 10个",
        planned="100人 1000人 2名 3名 4名",
        people=("申军",),
    ),
    Told(
        "2025-慈溪-青年与人才友好城",
        "330282",
        2025,
        "慈溪五年答卷：人才资源总量49.24万人",
        ("科创伙伴", "青年与人才友好城"),
        achieved="49.24万人 44% 201个 61人 10万人 155家 123名 29个 20亿元 200人次 12家 13个 200名 18家 30家 "
        "64名 113项 294篇 175项 1800名 8人 2人 30场次 1500人次",
        people=("谢馥羽", "周志辉"),
    ),
    Told(
        "2025-温岭-高能级平台",
        "331081",
        2025,
        "温岭：让高端人才在平台和企业之间走动",
        (),
        achieved="153人 8人 3人 55人 2人 14人 45人 8个 3.5万平方米 20家 4个 3个 4000万元",
        in_progress="7项",
    ),
    Told(
        "2025-平湖-赛艇与引才",
        "330482",
        2025,
        "平湖：一场赛艇，半城人才",
        ("东湖伙伴", "种子计划", "平妈妈"),
        offers="<=50万元 <=500万元",
        achieved="24支 265名 215人 616家 85个 9199万元 70人 20家 64个 15位 400名 90家 190个 10位 330家 350亿元 "
        "11000套 459套 3家 3000名 7.7万人次 8名 53个 105人 1.4万名",
        planned="495套 120套",
        people=("周述军",),
    ),
    Told(
        "2025-南湖-韦睿医疗",
        "330402",
        2025,
        "潘力：在南湖把透析机再做一遍",
        ("南湖投贷保",),
        offers="<=10%",
        achieved="20项 6500平方米 2000平方米 50家 11家 3000人 10% 221家 462家",
        planned="8000万元",
        people=("潘力",),
    ),
)


@cache
def reading(name: str) -> DocumentRecord:
    return ingest(DOCUMENTS / name)


def case_of(told: Told) -> CaseRecord:
    """The one case of that place in the document."""
    cases = [c for c in reading(told.file + ".txt").cases if c.place and c.place.code == told.code]
    assert len(cases) == 1, f"{told.file} 中 {told.code} 的案例：{[c.title for c in cases]}"
    return cases[0]


def amount(words: str) -> tuple[Decimal, str]:
    """``1.2万人`` → (12000, 人)."""
    number, times, unit = re.fullmatch(r"([\d.]+)([万亿]?)(.+)", words).groups()
    return Decimal(number) * {"": 1, "万": 10**4, "亿": 10**8}[times], unit


def test_the_documents_hold_thirteen_cases():
    assert [len(reading(name).cases) for name in NAMES if "简报" in name] == [3]
    assert sum(len(reading(name).cases) for name in NAMES) == len(FACTS) == 13


@pytest.mark.parametrize("told", FACTS, ids=lambda told: f"{told.file}-{told.code}")
def test_what_a_reader_finds_is_read(told: Told):
    case = case_of(told)
    assert case.year == told.year
    names = {name for brand in case.brands for name in (brand.name, *brand.aliases)}
    missing = [] if case.title.startswith(told.title) else [f"标题 {told.title}"]
    missing += [f"品牌 {b}" for b in told.brands if not any(bare(b) in bare(name) for name in names)]
    missing += [f"政策 {p}" for p in told.policies if p not in {q.name for q in case.policies}]
    missing += [f"人物 {p}" for p in told.people if p not in {q.name for q in case.people}]
    offered = {(b.bound, b.low, b.unit, b.per) for p in case.policies for b in p.benefits}
    offered |= {(bound, low, unit, None) for bound, low, unit, _ in offered}
    for words in told.offers.split():
        bound, rest, per = re.fullmatch(r"([<>=]+)([^/]+)/?(.*)", words).groups()
        if (bound, *amount(rest), per or None) not in offered:
            missing.append(f"支持标准 {words}")
    for status in ("achieved", "in_progress", "planned", "mixed"):
        stated = {(o.low, o.unit) for o in case.outcomes if o.status == status}
        missing += [f"成效 {w} {status}" for w in getattr(told, status).split() if amount(w) not in stated]
    placed = {(o.place.code, o.low, o.unit) for o in case.outcomes if o.place}
    missing += [f"成效 {w} 属于 {code}" for code, w in told.of if (code, *amount(w)) not in placed]
    assert missing == list(told.missed)


def bare(name: str) -> str:
    """A name without the quotation marks that sources set now one way, now another."""
    return re.sub(r"[“”‘’「」]", "", name)


def test_every_quotation_stands_in_its_text():
    for name in NAMES:
        record = reading(name)
        spans = [e for case in record.cases for e in evidence_of(case)]
        assert spans, name
        for one in spans:
            assert record.text[one.start : one.end] == one.quote, (name, one)


def evidence_of(case: CaseRecord):
    """Every piece of evidence that the values of a case rest on."""
    yield from (*case.place_evidence, *case.year_evidence)
    benefits = [benefit for policy in case.policies for benefit in policy.benefits]
    for fact in (
        *case.brands,
        *case.policies,
        *benefits,
        *case.outcomes,
        *case.people,
        *case.organisations,
    ):
        assert fact.evidence, fact
        yield from fact.evidence


def test_headers_and_broken_lines_do_not_cut_sentences():
    whole = (
        ("2014-余姚-千人计划产业园.txt", "主攻新装备、新材料、新能源、电子信息和生物医疗五个产业"),
        ("2014-余姚-千人计划产业园.txt", "几个月后把企业办进了产业园"),
        ("2014-鄞州-一镇一千人行动.txt", "引进享受国务院特殊津贴的专家，每名补助 5000元"),
        ("2012-慈溪-海创之家.txt", "个人创业，最高资助２００万元"),
        ("2012-鄞州-区镇联动引才.txt", "让每个镇乡（街道、园区）都动起手来"),
    )
    for name, words in whole:
        assert words in reading(name).text.replace(" 元", "元"), (name, words)
    assert "· 13 ·" not in reading("2014-余姚-千人计划产业园.txt").text


def golden(record: DocumentRecord) -> str:
    """The reading as ``ingest --json`` prints it, without the text, one fact on a line."""
    whole = document_as_json(record)
    del whole["text"]
    return laid_out({"file": record.filename, "warnings": list(record.warnings), **whole}) + "\n"


def laid_out(value: object, margin: str = "") -> str:
    """JSON with sorted keys in which every fact, with its evidence, stands on a line of its own."""
    if isinstance(value, list) and any(isinstance(each, dict) and "quote" not in each for each in value):
        rows, marks = [laid_out(each, margin + " ") for each in value], "[]"
    elif isinstance(value, dict) and value.keys() & {"cases", "brands", "benefits"}:
        rows, marks = [f'"{key}": {laid_out(value[key], margin + " ")}' for key in sorted(value)], "{}"
    else:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    body = ",\n".join(f"{margin} {row}" for row in rows)
    return f"{marks[0]}\n{body}\n{margin}{marks[1]}"


def test_golden_records_are_json_with_a_fact_on_a_line():
    fact = {"indicator": "博士", "evidence": [{"start": 0, "end": 1, "quote": "博"}]}
    whole = {"cases": [{"brands": [], "outcomes": [fact, fact]}], "document": {"year": None}}
    assert json.loads(laid_out(whole)) == whole
    assert laid_out(whole).count("\n    {") == 2


@pytest.mark.parametrize("name", NAMES)
def test_golden_record(name: str):
    path = EXPECTED / f"{Path(name).stem}.json"
    read = golden(reading(name))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(read, "utf-8")
    assert path.exists(), f"没有 {path.name}；核对读取结果后用 UPDATE_GOLDEN=1 生成"
    assert read == path.read_text("utf-8"), "读取结果变了；核对后用 UPDATE_GOLDEN=1 重新生成"
