"""The pieces of HTML that are put together in Python: everything in them that comes from a source is escaped."""

import re
from types import SimpleNamespace

from cases.comparison import Entry, Row
from cases.models import Benefit, Case, Outcome, Place, Policy
from cases.templatetags import pieces
from cases.views.coverage import Cell
from cases.views.coverage import Row as Years
from cases.views.tilemap import Shown, TileMap
from cases.views.witness import Witness

EVIL = "<i title='x\">&"
CASE = Case(key="abcdefgh", title=EVIL, year=2012)
FACT = {
    "case": CASE,
    "raw": f"9{EVIL}",
    "low": 9,
    "high": 9,
    "unit": EVIL,
    "bound": "=",
    "state": "confirmed",
}


def outcome(**more) -> Outcome:
    made = Outcome(**FACT, indicator=EVIL, status="achieved", as_of=EVIL, place=Place(name=EVIL), **more)
    made.witnesses = (Witness(3, 9, EVIL, "e3-9"), Witness(20, 26, EVIL, "e20-26"))
    return made


def benefit() -> Benefit:
    made = Benefit(**FACT, label=EVIL, policy=Policy(key="hgfedcba", name=EVIL))
    made.witnesses = ()
    return made


def bare(html: str) -> str:
    """The text of a piece as a reader sees it, after every tag of it has turned out to be one of ours."""
    tags = re.findall(r"<(/?\w+)((?: [\w-]+=\"[^<>\"]*\")*)/?>", html)
    assert len(tags) == html.count("<") and "'" not in html
    assert {name.strip("/") for name, _ in tags} <= {
        "a",
        "b",
        "span",
        "small",
        "p",
        "tr",
        "th",
        "td",
        "li",
        "ul",
    }
    return re.sub(r"<[^>]+>", "", html)


def test_rows_of_figures_are_escaped_whatever_stands_in_them() -> None:
    told, other = outcome(), outcome(lost=True, origin="editor")
    told.number, other.witnesses = 7, ()
    told.echoes = [SimpleNamespace(fact=outcome(), relation=SimpleNamespace(name="DIFFER"))]
    for elsewhere in (False, True):
        html = pieces.outcome_rows([told, other], elsewhere)
        text = bare(html)
        assert text.count("&lt;i title=&#x27;x&quot;&gt;&amp;") >= 8
        assert "另有来源不同" in text and "未见原文" in text and "编辑录入" in text and "来源已改" in text
        assert ('href="#e3-9"' in html) is not elsewhere
        # Without it only the other document's figure is a link to another page.
        assert (html.count('href="/cases/abcdefgh/') > 1) is elsewhere
    assert '<tr id="n7">' in html and html.count("<tr") == 2
    assert "未见原文" in bare(pieces.benefit_rows([benefit()], True))


def test_cells_and_tiles_are_escaped_too() -> None:
    entry = Entry(outcome(), again=[outcome(), benefit()], converted=EVIL, then=EVIL)
    row = Row(EVIL, [], [[entry], [Entry(benefit())]], more=[0, 3])
    text = bare(pieces.cells(row))
    assert "又见" in text and "另有 3 个数" in text and text == bare(pieces.alone(row))
    assert "3 处同数" in bare(pieces.end(entry))
    tile = SimpleNamespace(x=1, y=2, edges="n", label=EVIL)
    city = [Shown(tile, Place(code=code, name=EVIL), EVIL, 4, 1) for code in ("330200", "330281")]
    html = pieces.tiles(TileMap(Place(name=EVIL), "cases", EVIL, True, [city], []))
    assert bare(html).count("4") == 2 and html.count(' head"') == 1 and 'href="/counties/330281/"' in html


def test_years_of_a_matrix_are_links_to_their_cases() -> None:
    row = Years(EVIL, "330281", True, [Cell("2012", 3, 2), Cell("none", 1, 0), Cell("2013", 0, 0)], 4)
    html = pieces.years_of(row)
    assert bare(html) == "31" and html.count("<td") == 3 and html.endswith("<td></td>")
    assert '<td class="s2"><a href="/cases/?county=330281&amp;year=2012"' in html
    assert "，2012 年" in html and "，年份未定" in html
