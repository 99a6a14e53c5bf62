"""Columns that a converter printed in turn, a line of one and a line of the next: in order, and nothing else touched."""

import random
import time
from collections import Counter
from itertools import pairwise

import pytest

from cases.ingest.clean import clean
from cases.ingest.clean.interleaved import in_order
from cases.ingest.line import width
from tests.cases.ingest.layouts import HOME, NIGHT, PLAN, TABLE, TEA, wrapped
from tests.cases.ingest.variants import piece

LATIN = (
    "云溪县还在深圳前海设了一处AI Park，由Talent Week的承办方Green Leaf公司打理，占地2600平方米。",
    "园里的GPU算力由县里出钱租下，企业按每卡每小时1.5元付费，余下的由财政补，一年不超过300万元。",
    "到去年底，入园的AIoT企业有17家，其中从Silicon Valley回来的团队4个，拿到A轮融资的有3家。",
)
TOLD = [piece(number, "", "", "云溪县", "云溪").paragraphs for number in range(8)]
ARTICLES = [
    (TEA, NIGHT, HOME, PLAN),
    TOLD[0] + TOLD[1],
    TOLD[2] + TOLD[3],
    TOLD[4] + TOLD[5],
    TOLD[6] + TOLD[7],
    LATIN + TOLD[1],
]


def typeset(text: str, size: int, indent: str) -> list[str]:
    """The paragraph in lines of ``size`` Han characters, digits and letters half as wide; none begins with a mark."""
    text = indent + text
    lines, begin, room = [], 0, 2 * size
    for k, mark in enumerate(text):
        room -= width(mark)
        if room < 0 and mark not in "，。、；：？”）％%":
            lines.append(text[begin:k])
            begin, room = k, 2 * size - width(mark)
    return [*lines, text[begin:]]


def column(article: int, size: int, indent: str = "　　", lines: int = 99) -> list[str]:
    """The article's first lines in a column of ``size`` characters."""
    return [line for text in ARTICLES[article] for line in typeset(text, size, indent)][:lines]


def flowing(size: int, indent: str = "　　", columns: int = 2) -> list[list[str]]:
    """One text that runs on from column to column."""
    lines = [line for article in (1, 3, 4) for line in column(article, size, indent)]
    height = -(-len(lines) // columns)
    return [lines[k : k + height] for k in range(0, len(lines), height)]


def in_turn(columns: list[list[str]], turns: tuple[int, ...] = (1,)) -> list[str]:
    """The lines as a converter prints them: so many of one column, then so many of the next; ``turns`` come again."""
    left = [list(lines) for lines in columns]
    printed: list[str] = []
    k = 0
    while any(left):
        for lines in left:
            printed += lines[: turns[k % len(turns)]]
            del lines[: turns[k % len(turns)]]
            k += 1
    return printed


def followed(text: str, columns: list[list[str]]) -> float:
    """The share of the lines behind which, in the text, the line stands that goes on with them."""
    run_on = "".join(text.split())
    lines = ["".join(line.split()) for lines in columns for line in lines]
    return sum(above + below in run_on for above, below in pairwise(lines)) / (len(lines) - 1)


TWO = [column(1, 17), column(2, 17)]
LAYOUTS = [
    # name, the columns, how they were printed, at least what share of the lines is followed by the right one
    ("two articles", TWO, in_turn(TWO), 1),
    ("one text through both", c := flowing(16), in_turn(c), 1),
    ("narrow columns", c := flowing(10), in_turn(c), 1),
    ("wide columns", c := flowing(26), in_turn(c), 0.97),
    ("columns of different width", c := [column(3, 18), column(4, 14)], in_turn(c), 1),
    ("flush paragraphs", c := flowing(15, ""), in_turn(c), 1),
    ("flush, of different width", c := [column(1, 19, ""), column(4, 15, "")], in_turn(c), 1),
    ("a longer left column", c := [column(3, 16), column(4, 16, lines=9)], in_turn(c), 0.92),
    ("a longer right column", c := [column(2, 16, lines=10), column(1, 16)], in_turn(c), 0.93),
    (
        "the right one begins lower",
        c := [column(2, 16), column(3, 16)],
        c[0][:5] + in_turn([c[0][5:], c[1]]),
        0.79,
    ),
    ("three columns", c := flowing(14, columns=3), in_turn(c), 1),
    ("three articles", c := [column(1, 13), column(3, 13), column(4, 13)], in_turn(c), 0.88),
    ("digits and Latin words", c := [column(5, 18), column(0, 18)], in_turn(c), 1),
    (
        "broken by characters",
        c := [wrapped("".join(ARTICLES[k]), 17).split("\n") for k in (1, 4)],
        in_turn(c),
        0.91,
    ),
    ("two lines of each", c := flowing(16), in_turn(c, (2,)), 1),
    ("three lines of each", c := flowing(16), in_turn(c, (3,)), 1),
    ("here and there two lines", c := flowing(17), in_turn(c, (1, 1, 1, 1, 1, 2, 1, 1, 1)), 0.91),
]


@pytest.mark.parametrize("name, columns, printed, least", LAYOUTS, ids=[row[0] for row in LAYOUTS])
def test_columns_in_turn(name, columns, printed, least):
    text, moved = in_order("\n".join(printed))
    assert moved == len(printed)
    assert Counter("".join(text.split())) == Counter("".join("".join(printed).split()))
    assert followed("\n".join(printed), columns) < 0.7 <= least <= followed(text, columns)


def test_what_stands_around_columns_stays():
    head = ["云溪晚刊", "", "清早的车间，夜里的讲台", ""]
    foot = ["", "【短波】", "", f"　　{TEA}{HOME}"]
    columns = flowing(16)
    text, moved = in_order("\n".join([*head, *in_turn(columns), *foot]))
    assert moved == sum(map(len, columns))
    assert text.split("\n")[:4] == head and text.split("\n")[-4:] == foot
    assert followed(text, columns) == 1


def test_clean_puts_columns_in_order_and_says_so():
    cleaned = clean("清早的车间，夜里的讲台\n\n" + "\n".join(in_turn(flowing(16))))
    assert cleaned.text.split("\n")[1:] == [text for article in (1, 3, 4) for text in ARTICLES[article]]
    assert "有 61 行分栏文字逐行交错，已按栏理顺。" in cleaned.warnings


@pytest.mark.parametrize("size", [9, 13, 18, 27])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_text_that_reads_well_is_left_as_it_is(size, indent):
    titles = ["云溪县引才记", "一、请进来", "二、留下来", "三、用起来", "四、比一比", "五、算一算"]
    for lay in (typeset, lambda *laid: wrapped(*laid).split("\n")):
        lines = [
            line
            for title, article in zip(titles, ARTICLES, strict=True)
            for line in [title, *(line for text in article for line in lay(text, size, indent))]
        ]
        raw = "\n".join(lines)
        assert in_order(raw) == (raw, 0)


NO_COLUMNS = [
    ("paragraphs in one line each", "\n".join(text for article in ARTICLES for text in article)),
    ("a table", TABLE),
    (
        "rows",
        "\n".join(
            f"{2005 + n}　　　　{31260 + 977 * n}　　　　{86 + n}　　　　{600 + 40 * n}" for n in range(20)
        ),
    ),
    ("a list", "\n".join(f"云溪县第{n}批引进的茶学博士和硕士名单" for n in range(30))),
    ("names", "\n".join(["王海涛 县茶叶研究所", "李敏 县第一中学", "赵晓云 县人民医院"] * 10)),
    ("dialogue", "\n".join(["问：人才住在哪里？", "答：住在老粮站改成的公寓里，拎包就能入住。"] * 12)),
]


@pytest.mark.parametrize("name, raw", NO_COLUMNS, ids=[row[0] for row in NO_COLUMNS])
def test_what_is_no_column(name, raw):
    assert in_order(raw) == (raw, 0)


def test_real_documents_are_left_as_they_are(seeds):
    for path in seeds.glob("*.txt"):
        raw = path.read_text("utf-8")
        assert in_order(raw) == (raw, 0), path.name


def test_lines_at_random_take_no_age():
    """What goes on nowhere is looked at closely as long as it is short."""
    chance = random.Random(1)
    lines = [line for article in range(1, 6) for line in column(article, 16, "")]
    begun = time.process_time()
    in_order("\n".join(chance.choices(lines, k=200)))
    long = "\n".join(chance.choices(lines, k=8000))
    assert in_order(long) == (long, 0)
    assert time.process_time() - begun < 4
