"""Tiles: names as short as they are clear, a place for every unit, edges where cities end, and steps of shading."""

import csv
from pathlib import Path

import pytest

from cases.tiles import ACROSS, Group, Unit, labels, lay_out, picture_of, short_name, spans, step, tops

PLACES = Path(__file__).parents[2] / "cases/ingest/lexicon/places.csv"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("余姚市", "余姚"),
        ("浦东新区", "浦东"),
        ("神农架林区", "神农架"),
        ("阿克苏地区", "阿克苏"),
        ("景宁畲族自治县", "景宁"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("木垒哈萨克自治县", "木垒"),
        ("龙胜各族自治县", "龙胜"),
        ("东乡族自治县", "东乡"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("西藏自治区", "西藏"),
        ("管城回族区", "管城"),
        ("金水区", "金水"),  # 水 is a nation too.
        ("城区", "城区"),
        ("吉县", "吉县"),
    ],
)
def test_names_lose_the_kind_of_their_unit(name: str, short: str) -> None:
    assert short_name(name) == short


def test_names_that_would_be_the_same_keep_it() -> None:
    assert labels(["长沙市", "长沙县", "宁乡市"]) == {
        "长沙市": "长沙市",
        "长沙县": "长沙县",
        "宁乡市": "宁乡",
    }
    assert labels(["阿坝藏族羌族自治州", "阿坝县"]) == {"阿坝藏族羌族自治州": "阿坝州", "阿坝县": "阿坝县"}
    # One name in two cities, which only the city tells apart.
    assert labels(["桥西区", "桥西区"]) == {"桥西区": "桥西"}


def provinces() -> dict[str, list[Group]]:
    """Every province of today with its groups, as the list of places has them."""
    with PLACES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["valid_to"]]
    within: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        within.setdefault(row["parent"], []).append(row)
    found = {}
    for province in within[""]:
        below = within.get(province["code"], [])
        heads = [row for row in below if row["level"] == "prefecture"]
        direct = [Unit(row["code"], row["name"]) for row in below if row["level"] == "county"]
        found[province["code"]] = [
            Group(
                Unit(head["code"], head["name"]),
                [Unit(row["code"], row["name"]) for row in within.get(head["code"], [])],
            )
            for head in heads
        ] + ([Group(Unit(province["code"], province["name"]), direct)] if direct else [])
    return found


def test_every_unit_of_every_province_has_a_spot_of_its_own() -> None:
    for code, groups in provinces().items():
        tiles = [tile for city in lay_out(groups, picture_of(code)) for tile in city]
        assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles), code
        assert len(tiles) == sum(len(group.units) for group in groups)
        assert all(1 <= tile.x <= ACROSS and 1 <= tile.y <= 30 for tile in tiles), code


def test_the_picture_of_zhejiang_has_every_unit_and_each_city_hangs_together() -> None:
    groups, picture = provinces()["330000"], picture_of("330000")
    drawn = [word for line in picture.splitlines() if not line.startswith("#") for word in line.split()]
    called = labels(unit.name for group in groups for unit in group.units)
    assert sorted(word for word in drawn if word != ".") == sorted(called.values())
    for city in lay_out(groups, picture):
        spots = {(tile.x, tile.y) for tile in city}
        reached, ahead = set(), [min(spots)]
        while ahead:
            x, y = ahead.pop()
            reached.add((x, y))
            ahead += ({(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & spots) - reached
        assert reached == spots, city[0].label


def test_what_a_picture_lacks_stands_below_it_and_edges_are_where_a_city_ends() -> None:
    groups = [
        Group(Unit(1, "甲州市"), [Unit(2, "子丑县"), Unit(3, "新来县")]),
        Group(Unit(4, "乙州市"), []),
    ]
    first, second = lay_out(groups, "# 甲乙\n甲州 子丑 乙州\n")
    assert [(tile.label, tile.x, tile.y, tile.edges) for tile in (*first, *second)] == [
        ("甲州", 1, 1, "n w"),
        ("子丑", 2, 1, "n e s"),
        ("新来", 1, 2, "e s w"),
        ("乙州", 3, 1, "n e s w"),
    ]


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (0, []),
        (1, ["1"]),
        (4, ["1", "2", "3", "4"]),
        (7, ["1", "2", "3–4", "5–7"]),
        (128, ["1–3", "4–10", "11–40", "41–128"]),
    ],
)
def test_steps_of_shading(most: int, words: list[str]) -> None:
    found = tops([0, most])
    assert spans(found) == words
    assert step(0, found) == 0
    assert step(most, found) == len(words)
