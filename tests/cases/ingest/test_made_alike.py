"""Pieces told apart by how their headlines are made, on the labelled layouts of tests/gold and on made-up ones."""

from pathlib import Path

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.clean import clean
from cases.ingest.measure.counting import compare
from cases.ingest.measure.gold import parse
from cases.ingest.split import split

GOLD = Path(__file__).parents[2] / "gold"
LAYOUTS = {
    document.file: document
    for path in sorted(GOLD.glob("layouts*.json"))
    for document in parse(path.read_text(), path.name)
}
# What is not read yet: a headline printed behind its text or below another, columns that go on over a page, parts of a series
# that only 之二 tells apart, a piece told apart by nothing but what it is about.
OPEN = {f"layout_{number}.txt" for number in ("02", "13", "15")}
OPEN |= {f"arranged_{number}.txt" for number in ("02", "09", "12")}

TEXT = "{place}围绕主导产业引进急需人才，去年新引进博士十二名，建成青年公寓三百套，{place}的企业家说这是多年来的头一回。\n"


def titles(text: str) -> list[str]:
    cleaned = clean(text)
    return [part.title for part in split(cleaned.text, cleaned.captions, cleaned.running)]


@pytest.mark.parametrize("file", sorted(set(LAYOUTS) - OPEN))
def test_a_labelled_layout_is_split_as_labelled(file: str) -> None:
    made = compare(LAYOUTS[file], ingest_bytes((GOLD / "documents" / file).read_bytes(), file))
    assert [each for each in made.differences if each.record == "cases"] == []
    assert made.counts["cases"].right == len(LAYOUTS[file].cases)


def test_a_bullet_of_their_own_and_a_county_each() -> None:
    text = (
        "县域人才简讯\n★茶山夜校\n"
        + TEXT.format(place="安溪县")
        + "★石匠收徒\n"
        + TEXT.format(place="惠安县")
    )
    assert titles(text) == ["茶山夜校", "石匠收徒"]


def test_bulleted_headings_about_one_county_are_chapters() -> None:
    text = (
        "安溪县育才记\n★茶山夜校\n"
        + TEXT.format(place="安溪县")
        + "★石匠收徒\n"
        + TEXT.format(place="安溪县")
    )
    assert titles(text) == ["安溪县育才记"]


def test_a_label_below_the_headline() -> None:
    text = "".join(
        f"{head}\n申报单位：{place}人社局\n" + TEXT.format(place=place)
        for head, place in (("茶山夜校", "安溪县"), ("石匠收徒", "惠安县"), ("候鸟工程师", "德化县"))
    )
    assert titles(text) == ["茶山夜校", "石匠收徒", "候鸟工程师"]


def test_headlines_below_their_texts() -> None:
    text = "".join(
        TEXT.format(place=place) + f"▲ {head}\n"
        for head, place in (("安溪：茶山夜校", "安溪县"), ("惠安：石匠收徒", "惠安县"))
    )
    assert titles(text) == ["安溪：茶山夜校", "惠安：石匠收徒"]


def test_chapters_numbered_by_points_and_parts_named_after_their_county() -> None:
    numbered = "第八章 闽南四地\n8.1 安溪县——茶山夜校\n8.1.1 缘起\n" + TEXT.format(place="安溪县")
    numbered += "8.2 惠安县——石匠收徒\n8.2.1 缘起\n" + TEXT.format(place="惠安县")
    assert titles(numbered) == ["安溪县——茶山夜校", "惠安县——石匠收徒"]
    parts = (
        "闽南两章\n"
        + "安溪篇　茶山有夜校\n"
        + TEXT.format(place="安溪")
        + "长汀篇　瓷匠肯收徒\n"
        + TEXT.format(place="长汀")
    )
    assert titles(parts) == ["安溪篇 茶山有夜校", "长汀篇 瓷匠肯收徒"]


def test_contents_are_no_headlines_and_no_headers() -> None:
    contents = "安州组工通讯\n第3期\n目录\n茶山夜校……安溪县委组织部（1）\n石匠收徒……惠安县委组织部（3）\n"
    text = (
        contents
        + "茶山夜校\n"
        + TEXT.format(place="安溪县")
        + "— 1 —\n石匠收徒\n"
        + TEXT.format(place="惠安县")
    )
    assert titles(text) == ["茶山夜校", "石匠收徒"]
    bulleted = "安州组工通讯\n第3期\n本期要目\n○ 茶山夜校\n○ 石匠收徒\n"
    text = (
        bulleted + "◆ 茶山夜校\n" + TEXT.format(place="安溪县") + "◆ 石匠收徒\n" + TEXT.format(place="惠安县")
    )
    assert titles(text) == ["茶山夜校", "石匠收徒"]


def test_a_unit_in_brackets_signs_a_piece() -> None:
    record = ingest_bytes(
        "老师傅带徒弟\n市里选了三十名老师傅，一人带五名徒弟，带满三个月，徒弟能独立上岗的记功一次。（安溪县）\n".encode(),
        "甲.txt",
    )
    assert record.cases[0].place and record.cases[0].place.code == "350524"


def test_briefs_with_a_bullet_whose_headlines_run_in() -> None:
    text = (
        "闽南人才信息\n2021年第11期\n"
        "▲ 安溪：茶山重奖老茶师　安溪县开展茶山夜校，给老茶师发带徒津贴，带出的徒弟都能独立制茶。今年办了二十期，来了四百人。\n"
        "▲ 惠安县推行“石匠点名、政府上门”　针对石匠断档，县里派出专人到外地招人。一年下来，请回石匠三十名，收徒九十名，还办起石雕学堂。\n"
    )
    assert titles(text) == ["安溪：茶山重奖老茶师", "惠安县推行“石匠点名、政府上门”"]


def test_the_unit_behind_a_dash_below_the_headline() -> None:
    text = (
        "闽南案例汇编\n一、茶山夜校\n——安溪县\n"
        + TEXT.format(place="当地")
        + "二、石匠收徒\n——惠安县\n"
        + TEXT.format(place="当地")
    )
    assert titles(text) == ["茶山夜校——安溪县", "石匠收徒——惠安县"]


def test_the_number_of_a_speech_is_no_title() -> None:
    text = "闽南人才座谈会书面发言材料汇集\n书面发言（1）\n茶山办起夜校来\n安溪县人才办\n" + TEXT.format(
        place="安溪县"
    )
    text += "书面发言（2）\n石匠收徒有讲究\n惠安县人才办\n" + TEXT.format(place="惠安县")
    assert titles(text) == ["茶山办起夜校来", "石匠收徒有讲究"]


def test_stations_of_one_story_are_no_cases() -> None:
    text = "茶山来了新人\n——安溪县引才纪实\n" + TEXT.format(place="安溪县")
    text += "".join(
        f"案例{number}　{head}\n" + TEXT.format(place="当地")
        for number, head in (("一", "夜校"), ("二", "工坊"))
    )
    assert titles(text) == ["茶山来了新人——安溪县引才纪实"]


def test_paragraphs_that_open_with_a_headline_about_a_unit_each() -> None:
    heads = ("安溪县以茶育匠人", "惠安县建石匠集聚区", "德化县推行首席瓷匠制度")
    body = "依托本地产业，建起实训车间，请老师傅带徒弟，一年带出新人九十名。学成的都留在本地，企业抢着要。"
    text = "闽南人才信息\n第9期\n●县区创新●\n" + "".join(f"{head}。{body}\n" for head in heads)
    assert [title.rstrip("。") for title in titles(text)] == list(heads)
    two = "闽南人才信息\n第9期\n" + "".join(f"{head}。{body}\n" for head in heads[:2])
    assert len(titles(two)) == 1


def test_the_county_behind_its_province_alone_on_a_line() -> None:
    text = (
        "闽南实践选编\n福建安溪\n茶山办起夜校来\n"
        + TEXT.format(place="安溪")
        + "福建长汀\n农家肯收徒\n"
        + TEXT.format(place="长汀")
    )
    assert titles(text) == ["茶山办起夜校来", "农家肯收徒"]
