"""Documents made up by the thousand, for measuring what grows: reports of counties with everything that is read.

    python -m benchmarks.generated --documents 1000 --characters 7200 folder/

The same number always gives the same text. Three in five are of one province, so that its counties have dozens of
cases each, brands return from year to year, and like figures meet; the rest lie all over the country. Names of
villages, firms and people are put together from single characters, so that most words are rare and some frequent.
"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

PROVINCE = "33"  # where three in five documents come from
YEARS = range(2008, 2026)
CHARACTERS = 1_200
_PLACES = Path(__file__).parents[1] / "cases" / "ingest" / "lexicon" / "places.csv"
_BRANDS = 6  # of a county

_FIRST = "青云松川梅岭泉海江湖星桥凤鹭竹兰禾港湾谷塘溪麦石"
_SECOND = "英才新苗智汇先锋扬帆群贤启航筑巢归雁鹏程领雁聚力同心"
_KINDS = ("人才驿站", "英才计划", "创业园", "人才小镇", "育才工程", "人才夜校", "引才联盟", "人才学院")
_FAMILY = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁马方俞任袁柳鲍唐薛雷贺倪汤罗郝邵孟"
_GIVEN = "建国文志明丽芳伟强军平海燕云峰晓东春梅立新永康家俊思远宇航雨桐子涵一鸣嘉禾清越若水景行安然知行修远"
_TOWN = "东西南北上下大小新石白青黄黑金银长高平清双三龙虎凤马鹿鹤松柳桃李梅兰竹荷稻麦桑茶盐铁陶窑桥渡泉井湖河溪湾浦港岭坪坑坞塘堰"
_TRADES = (
    "泵阀",
    "模具",
    "轴承",
    "童装",
    "家纺",
    "灯具",
    "厨电",
    "医药",
    "光伏",
    "芯片",
    "茶叶",
    "水产",
    "竹木",
    "文具",
)
_OFFICES = (
    "组织部",
    "人社局",
    "科技局",
    "教育局",
    "财政局",
    "经信局",
    "住建局",
    "招商中心",
    "工商联",
    "团委",
)
_THEMES = (
    "把人才留在产业里",
    "让青年愿意来",
    "给创业者一张书桌",
    "把服务送到车间",
    "请专家下乡来",
    "为企业找对人",
)
_PARTS = ("一、起因", "二、做法", "三、投入", "四、成效", "五、下一步", "六、体会")

# (indicator behind the verb, unit, least, most)
_RESULTS = (
    ("引进硕士以上人才", "名", 12, 900),
    ("引进海外高层次人才", "名", 2, 90),
    ("落户创业项目", "个", 3, 120),
    ("建成人才公寓", "套", 40, 3000),
    ("培训技能人才", "人次", 200, 30000),
    ("组建创新团队", "个", 2, 60),
    ("服务企业", "家", 20, 2000),
    ("设立博士后工作站", "家", 1, 30),
    ("兑现人才补贴", "万元", 80, 9000),
    ("吸引社会投资", "亿元", 1, 60),
)
_VERBS = ("累计{}", "已{}", "目前已{}", "计划{}", "到年底将{}", "力争{}", "正在{}")
# (to whom, for what, unit, amounts)
_OFFERS = (
    ("领军人才创业项目", "最高给予启动资金", "万元", (100, 200, 300, 500)),
    ("全日制博士", "给予购房补贴", "万元", (10, 20, 30, 60)),
    ("全日制硕士", "给予租房补贴每月", "元", (500, 800, 1000, 1500)),
    ("高级技师", "给予一次性奖励", "万元", (1, 2, 3, 5)),
    ("新设的博士后工作站", "给予资助", "万元", (20, 30, 50)),
    ("引才中介机构", "每引进一名给予奖励", "万元", (1, 2, 5)),
)
_WHO = (
    "{office}",
    "{person}",
    "{firm}",
    "{town}的干部",
    "{town}的合作社",
    "园区里的青年",
    "返乡的大学生",
    "企业的负责人",
)
_WHEN = (
    "每到月初",
    "年初以来",
    "农闲的时候",
    "赶在开学前",
    "接到来信后",
    "会后不久",
    "隔三差五",
    "忙完这一阵",
    "早些年",
)
_DOES = (
    "带着问题去{town}走访，把大家的难处逐条记下来",
    "和{firm}一起商量，怎样把图纸上的东西做成样机",
    "请来做{trade}的老师傅，手把手教年轻人看图、调机",
    "把闲置的厂房腾出来，改成实验室和小食堂",
    "在{town}办起了夜校，白天上班的人晚上也能听课",
    "替初来的人办好落户、入学和看病这些琐事",
    "把分散在各部门的事项归到一个窗口，来一次就能办完",
    "同高校的{trade}学院签了协议，学生毕业前先来实习",
    "为{firm}牵线，找到了愿意合作的研究所",
    "把{person}的办法写成了手册，发到每个村里",
)
_SO = (
    "这样一来，来的人心里有了底",
    "办法虽然不新，做起来却见真章",
    "{person}说，住下来以后才知道这里缺什么",
    "有人担心难以长久，后来的情形打消了疑虑",
    "从{town}传到了邻近的乡镇",
    "{firm}因此多留了几位工程师",
    "也有没做好的地方，主要是信息更新得慢",
    "{office}把它列入了年度的重点工作",
)


@dataclass(frozen=True, slots=True)
class County:
    """A county of today by its code and name, with its city's name."""

    code: str
    name: str
    city: str


def document(number: int, characters: int = CHARACTERS) -> str:
    """The text of the document of this number, of one case and at least so many characters."""
    chance = Random(f"talentkb {number}")
    county, year = _county(chance), chance.choice(YEARS)
    brands, policies = _brands(county), _policies(county, year)
    theme = chance.choice(_THEMES)
    lines = [
        f"{county.name}：打响“{chance.choice(brands)}”，{theme}",
        f"（中共{county.name}委组织部）",
        f"{year}年，{county.city}{county.name}打响“{chance.choice(brands)}”品牌。",
    ]
    length = sum(map(len, lines))
    for at, part in enumerate(_PARTS, start=1):
        lines.append(part)
        while length < characters * at / len(_PARTS):
            lines.append(_paragraph(chance, part, brands, policies))
            length += len(lines[-1])
    return "\n\n".join(lines) + "\n"


def _paragraph(chance: Random, part: str, brands: tuple[str, ...], policies: tuple[str, ...]) -> str:
    """Four to nine sentences on what the part is about."""
    said = [_told(chance) for _ in range(chance.randint(3, 7))]
    if part in ("四、成效", "五、下一步"):
        said += [_result(chance, planned=part == "五、下一步") for _ in range(chance.randint(1, 3))]
    elif part == "三、投入":
        said += [_offer(chance, policies)]
    elif chance.random() < 0.4:
        said.append(
            f"“{chance.choice(brands)}”由{chance.choice(_OFFICES)}牵头，按《{chance.choice(policies)}》推进。"
        )
    chance.shuffle(said)
    return "".join(said)


def _told(chance: Random) -> str:
    words = {
        "office": chance.choice(_OFFICES),
        "person": chance.choice(_FAMILY) + "".join(chance.sample(_GIVEN, chance.randint(1, 2))),
        "firm": "".join(chance.sample(_TOWN, 2))
        + chance.choice(_TRADES)
        + chance.choice(("公司", "集团", "股份公司")),
        "town": "".join(chance.sample(_TOWN, 2)) + chance.choice("镇乡村"),
        "trade": chance.choice(_TRADES),
    }
    shape = f"{chance.choice(_WHEN)}，{chance.choice(_WHO)}{chance.choice(_DOES)}；{chance.choice(_SO)}。"
    return shape.format(**words)


def _result(chance: Random, *, planned: bool) -> str:
    what, unit, least, most = chance.choice(_RESULTS)
    verb = chance.choice(_VERBS[3:] if planned else _VERBS[:3])
    return f"{verb.format(what)}{chance.randint(least, most)}{unit}。"


def _offer(chance: Random, policies: tuple[str, ...]) -> str:
    whom, what, unit, amounts = chance.choice(_OFFERS)
    return f"按照《{chance.choice(policies)}》，对{whom}，{what}{chance.choice(amounts)}{unit}。"


def _county(chance: Random) -> County:
    everywhere, here = _counties()
    return chance.choice(here if chance.random() < 0.6 else everywhere)


@cache
def _counties() -> tuple[tuple[County, ...], tuple[County, ...]]:
    """All counties of today, and those of the province that has most documents."""
    with _PLACES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["valid_to"]]
    names = {row["code"]: row["name"] for row in rows}
    found = tuple(
        County(row["code"], row["name"], names.get(row["parent"], ""))
        for row in rows
        if row["level"] == "county"
    )
    return found, tuple(each for each in found if each.code.startswith(PROVINCE))


@cache
def _brands(county: County) -> tuple[str, ...]:
    """The brands of a county, the same in all its documents."""
    chance = Random(county.code)
    return tuple(
        chance.choice(_FIRST) + _SECOND[at : at + 2] + chance.choice(_KINDS)
        for at in (2 * chance.randrange(len(_SECOND) // 2) for _ in range(_BRANDS))
    )


@cache
def _policies(county: County, year: int) -> tuple[str, ...]:
    """The policies of a county that hold in a year; they change every third."""
    chance = Random(f"{county.code} {year // 3}")
    subjects = chance.sample(("引进", "培养", "安居", "创业扶持", "技能提升", "柔性引才"), 3)
    kinds = ("实施办法", "若干意见", "暂行规定")
    return tuple(f"{county.name}人才{each}{kind}" for each, kind in zip(subjects, kinds, strict=True))


def write(folder: Path, numbers: range, characters: int = CHARACTERS) -> Iterator[Path]:
    """Write documents as files of a folder; each file is new, whatever was there under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        path = folder / f"{number:06}.txt"
        path.write_text(document(number, characters), encoding="utf-8")
        yield path


def main() -> None:
    """Write documents into a folder."""
    parser = argparse.ArgumentParser(description="Documents made up by the thousand.")
    parser.add_argument("--documents", type=int, default=1_000, metavar="N")
    parser.add_argument("--characters", type=int, default=CHARACTERS, metavar="N", help="of each, at least")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    made = sum(1 for _ in write(options.folder, range(options.documents), options.characters))
    print(f"{made:,} documents in {options.folder}")


if __name__ == "__main__":
    main()
