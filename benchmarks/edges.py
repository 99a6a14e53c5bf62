"""What engines find at the edges: parts of words, stretches across them, width, script, signs; one table.

    python -m benchmarks.edges

`all` that should be found is found, `part` of it, or `none`; `+2` means two texts that should not be found as well.
The texts are given to all as they are typed. What is shown of this search are whole matches; what it would show as
matching in part, and labels so, does not count.
"""

import argparse
import os
from collections.abc import Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.db import connection  # noqa: E402

from benchmarks.peers import PEERS, Search, forget  # noqa: E402
from search import index, segment  # noqa: E402
from search.index import scratch  # noqa: E402
from search.query import parse  # noqa: E402

TEXTS = (
    "才子之乡近年回来的人不多。",  # 0
    "全县新增人才三百名。",  # 1
    "入选省千人计划的有五位。",  # 2
    "人工智能小镇已经开园。",  # 3
    "邓小雅博士把团队带了回来。",  # 4
    "乒乓球拍卖会为奖学金筹款。",  # 5
    "球队赛前来拍照留念。",  # 6
    "3D打印企业落户开发区。",  # 7
    "企业R&D投入翻了一番。",  # 8
    "C919的零件在这里加工。",  # 9
    "919路公交车通到人才公寓。",  # 10
    "住满５年的可以优先购房。",  # 11
    "服务期不少于5年。",  # 12
    "ＡＩ课堂进了乡镇。",  # 13
    "AI训练师有了职称。",  # 14
    "推行“一镇一千人”计划。",  # 15
    "公寓里住着各地来的人，才住满一半。",  # 16
    "臺灣青年創業園設在鎮上。",  # 17
    "占比达到44%，去年是44.5%。",  # 18
    "爱国·奉献讲堂每月一期。",  # 19
    "博士后科研工\n作站设在企业里。",  # 20
    "龘坊是一家老字号。",  # 21
    "评审一年一次，新增车位一百个。",  # 22
)

# What is tried, what is typed, which texts should be found.
EDGES: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("one character, also inside words", "才", (0, 1, 10, 16)),
    ("a word inside a longer one", "计划", (2, 15)),
    ("a part that is no word", "小雅", (4,)),
    ("a stretch across two words", "球拍", (5,)),
    ("no stretch where the characters stand apart", '"人才"', (1, 10)),
    ("case", "3d打印", (7,)),
    ("a sign inside", "R&D", (8,)),
    ("digits inside", "919", (9, 10)),
    ("letters and digits", "c919", (9,)),
    ("width of digits, half typed", "5年", (11, 12)),
    ("width of digits, full typed", "５年", (11, 12)),
    ("width of letters, full typed", "ＡＩ", (13, 14)),
    ("quotation marks inside", "一镇一千人计划", (15,)),
    ("typed in traditional script", "全縣新增", (1,)),
    ("written in traditional script", "台湾青年创业园", (17,)),
    ("per cent", "44%", (18,)),
    ("a middle dot inside", "爱国奉献讲堂", (19,)),
    ("a line break inside", "科研工作站", (20,)),
    ("a rare character", "龘", (21,)),
)


def ours(texts: Sequence[str]) -> Search:
    """This search in the scratch schema that the connection works in."""
    index.put_many(
        index.Entry(
            at, "", [index.Passage(start, end, text[start:end]) for start, end in segment.passages(text)]
        )
        for at, text in enumerate(texts)
    )

    def search(typed: str, most: int) -> Sequence[int]:
        found = index.find(parse(typed))
        return [] if found.partial else [owner for owner, _ in found.owners][:most]

    return search


def told(found: Sequence[int], wanted: Sequence[int]) -> str:
    """How an answer stands to what should be found."""
    right = set(found) & set(wanted)
    more = len(set(found) - set(wanted))
    return ("all" if len(right) == len(wanted) else "part" if right else "none") + (
        f" +{more}" if more else ""
    )


def answers(names: Sequence[str]) -> dict[str, list[str]]:
    """What every engine says to every edge."""
    with scratch.scratch():
        engines = {"TalentKB": ours(TEXTS)}
        engines |= {name: PEERS[name][0](TEXTS) for name in names}
        given = {
            name: [told(search(typed, len(TEXTS)), wanted) for _, typed, wanted in EDGES]
            for name, search in engines.items()
        }
        with connection.cursor() as cursor:
            forget(cursor)
    return given


def main() -> None:
    """Print the table, with how many edges each engine gets right, no more and no less, in its last row."""
    parser = argparse.ArgumentParser(description="What engines find at the edges.")
    parser.add_argument(
        "--peers", nargs="*", default=list(PEERS), metavar="NAME", help="only these; none for none"
    )
    given = answers(parser.parse_args().peers)
    print("| edge | typed | " + " | ".join(given) + " |")
    print("| --- | --- |" + " --- |" * len(given))
    for at, (name, typed, _) in enumerate(EDGES):
        print(f"| {name} | {typed} | " + " | ".join(each[at] for each in given.values()) + " |")
    print(
        "| right of "
        + f"{len(EDGES)} | | "
        + " | ".join(str(each.count("all")) for each in given.values())
        + " |"
    )


if __name__ == "__main__":
    main()
