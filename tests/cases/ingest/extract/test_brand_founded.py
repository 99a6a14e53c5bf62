"""Names without marks behind a verb of founding."""

import pytest

from cases.ingest.extract.brand import brands
from cases.ingest.records import PlaceRef

YUECHI = PlaceRef("511621", "岳池县", "岳池县", "广安市")


@pytest.mark.parametrize(
    "text, names",
    [
        ("县里与农业大学合办岳池葡萄酒学院，每年招生60人。", ["岳池葡萄酒学院"]),
        ("投资900万元建成岳池专家大院，有公寓40套。", ["岳池专家大院"]),
        ("2018年在上海设立岳池（上海）杂粮研发飞地，派驻5人。", ["岳池（上海）杂粮研发飞地"]),
        ("2015年起，启动绿洲候鸟计划，来了19人。", ["绿洲候鸟计划"]),
        ("对入选“银城菁英”计划的团队，给予100万元资助。", ["“银城菁英”计划"]),
        ("（二）银城文化名家行动。每年排戏2部。", ["银城文化名家行动"]),
        ("入选“银城菁英”计划的已有8个团队。", []),
        ("（二）农村实用人才培养行动。每年培训2期。", []),
        ("（二）加快实施招商行动。", []),
        ("成立了全省首家返乡人才学校——岳池返乡人才学院，占地20亩。", ["岳池返乡人才学院"]),
        ("县领导轮流请博士喝早茶，大家叫它“周二早茶会”，至今办了32次。", ["周二早茶会"]),
        ("大家叫它“磨嘴皮子会”，谁也不愿去。", []),
        ("成立岳池县农业技术学院。", []),
        ("成立岳池职业学院，招生600人。", []),
        ("建立岳池研究所。", []),
        ("参观岳池专家大院。", []),
        ("实施青年人才安居工程。", []),
        ("开展森林草原防火行动。", []),
        ("实施高层次人才引进计划。", []),
    ],
)
def test_what_is_founded(text: str, names: list[str]) -> None:
    found = brands(text, 0, len(text), place=YUECHI)
    assert [brand.name for brand in found] == names
    assert all(text[e.start : e.end] == e.quote for brand in found for e in brand.evidence)
