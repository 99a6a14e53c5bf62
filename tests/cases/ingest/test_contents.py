"""Tables of contents whose entries have bullets, and headlines with bullets that are none of their entries."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.contents import bulleted_entries
from cases.ingest.line import byline
from cases.ingest.split import split
from tests.cases.ingest.documents import prose

ENTRIES = [
    # what it is, lines, numbers of the entries
    (
        "an editor's word, an organ in brackets, quotation marks of a typewriter",
        '本期要目|● 卷首语|● 综合情况（市委组织部）|● 云溪："茶保姆"包村||卷首语|今年以来，各县都很忙。',
        {1, 2, 3},
    ),
    ("no blank line between", "目录|■ 云溪的茶|■ 澜水的船|编者按：各县都很忙。", {1, 2}),
    (
        "a headline of its own below a word of contents",
        "本期导读|● 茶山来了博士|云溪县的茶山上来了博士。",
        set(),
    ),
    (
        "the first headline right below",
        "本期要目|● 云溪的茶|● 澜水的船|● 茶山来了博士|云溪的茶山很高。",
        {1, 2},
    ),
    (
        "the first headline with its author below",
        "要目|● 云溪的茶|● 澜水的船|● 茶山来了博士|□ 本报记者 李 敏",
        {1, 2},
    ),
    ("the first headline worded as its entry", "目录|● 云溪的茶|● 澜水的船|● 云溪的茶|第一节", {1, 2}),
    ("another bullet", "目录|● 云溪的茶|● 澜水的船|◆ 茶山来了博士|来了就好", {1, 2}),
    ("news in brief in whole sentences", "导读|● 云溪的茶山来了博士。|● 澜水的船坞招工匠。|茶山", set()),
    ("no word of contents above", "云溪县|● 云溪的茶|● 澜水的船|茶山", set()),
]


@pytest.mark.parametrize(("name", "lines", "entries"), ENTRIES, ids=[row[0] for row in ENTRIES])
def test_which_lines_are_entries(name: str, lines: str, entries: set[int]) -> None:
    assert bulleted_entries(lines.split("|")) == entries


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("● 经验交流", False),
        ("■ 卷首语", False),
        ("◆ 基层动态", False),
        ("● 李敏", True),
        ("■ 欧阳海川", True),
        ("● 张经验", True),  # Names of three characters may end in any word.
        ("□ 李敏 王海川", True),
    ],
)
def test_parts_of_a_bulletin_are_no_authors(line: str, signs: bool) -> None:
    assert byline(line) is signs


def test_parts_of_a_bulletin_are_no_pieces() -> None:
    raw = (
        f"滇北人才工作\n2020年第2期\n● 卷首语\n{'各县市区各有各的办法，本期选登几则，供大家参考。' * 3}\n● 县域实践\n"
        f"沙县：面点师傅进课堂\n{prose('沙县', 4)}\n长汀：巧手进校园\n{prose('长汀县', 4)}\n"
        f"● 工作动态\n{'近日，市里举办培训班，六十人参加，为期三天，大家收获很多。' * 3}\n"
    )
    cleaned = clean(raw)
    parts = split(cleaned.text, cleaned.captions, cleaned.running)
    assert [part.title for part in parts] == ["沙县：面点师傅进课堂", "长汀：巧手进校园"]
    assert "工作动态" not in cleaned.text[parts[-1].start : parts[-1].end]


def test_entries_worded_otherwise_than_the_headlines_below() -> None:
    raw = (
        "组工简报\n2019年第9期（总第212期）\n\n本期要目\n● 卷首语\n● 综合情况（市委组织部）\n"
        '● 云溪："茶保姆"包村\n● 澜水：造船的学堂\n\n卷首语\n\n    各县都有办法，本期选登几个。\n\n'
        f"全市人才工作情况\n\n    {prose('各县', 4) * 3}\n\n● 经验交流\n\n"
        f'云溪茶农有了"编外师傅"\n中共云溪县委组织部\n\n    {prose("云溪县", 4)}\n\n'
        f"船坞里办起夜校\n中共澜水县委组织部\n\n    {prose('澜水县', 4)}\n"
    )
    cleaned = clean(raw)
    parts = split(cleaned.text, cleaned.captions, cleaned.running)
    assert [part.title for part in parts] == [
        "全市人才工作情况",
        '云溪茶农有了"编外师傅"',
        "船坞里办起夜校",
    ]
    assert "经验交流" not in "".join(cleaned.text[part.start : part.end] for part in parts)
    assert parts[0].authors == ()
    assert [part.kind for part in parts] == ["overview", "case", "case"]
