"""Briefs whose headlines stand in their own paragraphs: 【甲县】今年以来，…, 甲县选派技师 今年以来，甲县…, ▲ 甲市：老茶师收徒 ….

Each is parted into a heading and its text, so that they are split like others.
"""

import re

from .block import Line
from .headed import known_names, place_head
from .line import BULLET, HAN, generic, heading, opens

Brief = tuple[re.Match[str], str]  # With head and rest, and the unit that it tells of.

LEAST_SAID = 3  # So many paragraphs that open with a sentence about a unit each are briefs.
# 【甲县】今年以来，……: a brief that is headed by its place alone.
_BOXED = re.compile(
    rf"[【\[〔](?P<head>[{HAN}]{{2,12}})[】\]〕]\s*(?P<said>(?!近|今|去|日前|自|为|在|该)[^。！？年县市区旗]{{4,22}}[。！？])?(?P<rest>.{{40,}})"
)
# 甲县“茶博士”上山 今年以来，甲县选派……: a brief's headline at the head of its own paragraph.
_RUN_IN = re.compile(
    rf"(?P<head>(?:[▲△■□●◆◇★☆►▶] ?)?[^ ，。；！？]{{6,36}}(?: [^ ，。；！？、]{{4,18}})?) (?=[^。]{{0,20}}?(?P<unit>[{HAN}]{{2}}(?:县|市|区|旗))(?![{HAN}]?区))(?P<rest>.{{40,}})"
)
# 甲市：老茶师收徒。 针对茶师断档……: a brief whose headline is its paragraph's first sentence.
_LED = re.compile(rf"(?P<head>[{HAN}]{{1,6}}[县市区旗][:：][^。：！？]{{4,30}}[。！？])\s?(?P<rest>.{{40,}})")
# 甲县以雕促学育匠人。依托……: three or more paragraphs that open so, each with its unit, are briefs.
_SAID = re.compile(
    rf"(?P<head>(?P<unit>[{HAN}]{{1,6}}[县市区旗])(?![{HAN}]?[委政级])[^。！？，；：\d]{{4,26}}。)(?P<rest>.{{40,}})"
)
# ▲ 甲市推行“企业点名、政府上门” 针对用工难，……: a bulleted one that names its unit itself.
_BULLETED = re.compile(
    rf"(?P<head>[▲△■□●◆◇★☆►▶] ?[^ ，。；！？]{{0,20}}?(?P<unit>[{HAN}]{{2}}(?:县|市|区|旗))[^ ，。；！？]{{2,30}}) (?P<rest>.{{40,}})"
)
# 【茶匠培养】 依托县职校…: an entry of a yearbook, headed by what it is about.
_ENTRY = re.compile(r"【[^【】]+】")
# 乙县地方小，走的是…: a paragraph about a unit that no such sentence heads.
_ABOUT = re.compile(rf"(?P<unit>[{HAN}]{{1,8}}?(?:自治[县旗]|[县市区旗]))(?![委政级域内直])")


def with_run_in(found: list[Line]) -> list[Line]:
    """The lines with the headlines of briefs that stand in their paragraphs as lines of their own; of two counties at
    least, for a text about one may head its points so."""
    bodies = [(k, line.text) for k, line in enumerate(found) if line.look == "body"]
    briefs = {k: brief for k, text in bodies if (brief := _brief(text))}
    briefs |= _said([(k, text) for k, text in bodies if k not in briefs])
    if len({unit for _, unit in briefs.values()}) < 2:
        return found
    parted = []
    for k, line in enumerate(found):
        if k not in briefs:
            parted.append(line)
            continue
        at = briefs[k][0].start("rest")
        parted.append(Line(line.text[:at].strip(), line.start, "heading"))
        parted.append(Line(line.text[at:], line.start + at, "body"))
    return parted


def _brief(text: str) -> Brief | None:
    """A paragraph that opens with a headline and names a unit in it or right behind."""
    if (boxed := _BOXED.fullmatch(text)) and "。" in boxed["rest"]:
        place = place_head(text[: boxed.start("rest")].strip())
        # 【医生下乡】 has the form of a short name: its paragraph has to speak of that unit.
        if place and (
            place[2] or place[0] in known_names() or re.search(place[0] + "[县市区旗]", boxed["rest"])
        ):
            return boxed, place[0]
    if (led := _LED.fullmatch(text)) and (place := place_head(led["head"].rstrip("。！？"))):
        return led, place[0]
    bulleted = bool(BULLET.match(text))
    run_in = _RUN_IN.match(text) if bulleted or not opens(text) else None
    run_in = run_in or (_BULLETED.match(text) if bulleted else None)
    if run_in and _ENTRY.fullmatch(run_in["head"]) and run_in["unit"] not in run_in["head"]:
        return None
    if run_in and "。" in run_in["rest"] and heading(run_in["head"]) and not generic(run_in["head"]):
        return run_in, run_in["unit"]
    return None


def _said(bodies: list[tuple[int, str]]) -> dict[int, Brief]:
    """The paragraphs that open with a sentence about a unit each, if they are enough and no unit comes twice."""
    said = {k: brief for k, text in bodies if (brief := _SAID.fullmatch(text)) and "。" in brief["rest"]}
    units = {brief["unit"] for brief in said.values()}
    if len(units) < max(LEAST_SAID, len(said)):
        return {}
    others = {opened["unit"] for k, text in bodies if k not in said and (opened := _ABOUT.match(text))}
    if 2 * len(others - units) >= len(said):
        return {}  # A text that goes from county to county, and opens a few of its paragraphs so.
    return {k: (brief, brief["unit"]) for k, brief in said.items()}
