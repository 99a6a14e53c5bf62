"""A document of Word → its text: a paragraph a line, with the numbers that Word prints before it.

Tracked changes are read as accepted. Notes and text boxes follow the paragraph that they hang on; headers, footers
and comments are left. The library for this that was tried, mammoth, loses the numbers: 第一条 is no text in the file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ..records import Refused
from .numbering import Numbering
from .ooxml import Package
from .raw import Raw, check_length
from .tables import Cell, table_lines

_PROPERTIES = frozenset(
    "pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr instrText delText delInstrText fldChar "
    "footnoteRef endnoteRef annotationRef".split()
)
_GONE = frozenset(("del", "moveFrom"))
_MARKS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
# What a picture's element holds tells what is lost with it.
_LOST = {
    "blip": "图片",
    "imagedata": "图片",
    "chart": "图表",
    "relIds": "图示",
    "OLEObject": "内嵌对象",
    "altChunk": "内嵌文档",
}
_UNITS = {"图片": "张", "图表": "个", "图示": "个", "内嵌对象": "个", "内嵌文档": "个"}


def parse(data: bytes) -> Raw:
    """The text of a document and what was left of it; Refused when it has none."""
    package = Package(data)
    root = package.document()
    body = root.find("body")
    reader = _Reader(package)
    text = "\n".join(reader.lines(body)) if body is not None else ""
    if not text.strip():
        pictures = reader.lost["图片"]
        raise Refused(
            f"文件里只有图片（{pictures} 张），没有文字。请先识别成文字，或把图片合成 pdf 再导入。"
            if pictures
            else "文件里没有文字。"
        )
    return Raw(text, tuple(reader.warnings()))


class _Reader:
    """Walks the document once, in its order, since numbers count up; ``lost`` counts what is no text."""

    def __init__(self, package: Package) -> None:
        self._numbering = Numbering(package.part("numbering"), package.part("styles"))
        self._notes = {
            (kind[:-1], note.get("id")): note
            for kind in ("footnotes", "endnotes")
            for note in package.part(kind) or ()
        }
        self.lost: Counter[str] = Counter()
        self._below: list[str] = []  # Notes and text boxes of the block being read.
        self._noted = 0
        self._open = ""  # Text of a paragraph whose end was deleted: the next one goes on with it.
        self._length = 0

    def lines(self, container: Element) -> list[str]:
        """The paragraphs and tables of the document."""
        out: list[str] = []
        for block in _blocks(container):
            found = self._block(block) + self._below
            self._below = []
            self._length += sum(map(len, found))
            check_length(self._length)
            out += found
        return out + ([self._open] if self._open else [])

    def warnings(self) -> Iterator[str]:
        """What did not come along, in Chinese."""
        lost = [f"{what} {self.lost[what]} {unit}" for what, unit in _UNITS.items() if self.lost[what]]
        if lost:
            yield f"文件中的{'、'.join(lost)}没有读入，其中的文字请核对原件。"
        changes = [f"{what} {self.lost[what]} 处" for what in ("插入", "删除") if self.lost[what]]
        if changes:
            yield f"文件带修订标记（{'、'.join(changes)}），按接受全部修订后的文字读取。"
        if self.lost["批注"]:
            yield f"批注 {self.lost['批注']} 条没有读入。"
        if self.lost["隐藏"]:
            yield f"隐藏的文字 {self.lost['隐藏']} 处没有读入。"

    def _block(self, block: Element) -> list[str]:
        if block.tag == "tbl":
            return table_lines([row for each in _rows(block) if (row := self._row(each))])
        if block.tag == "altChunk":
            self.lost["内嵌文档"] += 1
            return []
        return self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> list[str]:
        properties = paragraph.find("pPr")
        text = "".join(self._inline(paragraph)).strip()
        ended = properties is None or not any(
            properties.find(f"rPr/{tag}") is not None for tag in ("del", "moveFrom")
        )
        if not (text or ended):
            return []  # Deleted as a whole, its number too.
        start, self._open = self._open, ""
        if not start:
            text = self._numbering.label(properties) + text if text or ended else text
            text = text if text.strip() else ""
        if not ended:
            self._open = start + text
            return []
        return (start + text).split("\n") if (start + text).strip() else []

    def _row(self, row: Element) -> list[Cell]:
        properties = row.find("trPr")
        if properties is not None and properties.find("del") is not None:
            return []
        return [self._cell(cell) for cell in _inside(row, "tc")]

    def _cell(self, cell: Element) -> Cell:
        lines = self._apart(cell)
        span, merge = cell.find("tcPr/gridSpan"), cell.find("tcPr/vMerge")
        columns = span.get("val", "1") if span is not None else "1"
        return Cell(
            lines,
            min(int(columns), 100) if columns.isdigit() else 1,
            merge is not None and merge.get("val", "continue") == "continue",
        )

    def _apart(self, container: Element) -> list[str]:
        """The lines of a cell, note or box; an open end of the text around it is not for them to go on with."""
        around, self._open = self._open, ""
        lines = [line for block in _blocks(container) for line in self._block(block)]
        lines += [self._open] if self._open else []
        self._open = around
        return lines

    def _inline(self, element: Element) -> Iterator[str]:
        """The text inside a paragraph, piece by piece."""
        for each in element:
            tag = each.tag
            if tag == "t":
                yield each.text or ""
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag == "br":
                yield "" if each.get("type") in ("page", "column") else "\n"
            elif tag in _GONE:
                self.lost["删除"] += any(t.text for kind in ("delText", "t") for t in each.iter(kind))
            elif tag in ("footnoteReference", "endnoteReference"):
                self._note(tag.removesuffix("Reference"), each.get("id"))
            elif tag == "commentReference":
                self.lost["批注"] += 1
            elif tag in ("drawing", "pict", "object"):
                self._drawn(each)
            elif tag == "r" and _hidden(each):
                self.lost["隐藏"] += any(t.text for t in each.iter("t"))
            elif tag == "ruby":
                yield from (text for base in each.findall("rubyBase") for text in self._inline(base))
            elif tag == "AlternateContent":
                yield from self._inline(_chosen(each))
            elif tag not in _PROPERTIES:
                self.lost["插入"] += tag == "ins" and any(t.text for t in each.iter("t"))
                yield from self._inline(each)

    def _note(self, kind: str, number: str | None) -> None:
        note = self._notes.pop((kind, number), None)
        if note is not None:
            self._noted += 1
            place, said = len(self._below), f"注{self._noted}："
            lines = self._apart(note)
            self._below[place:place] = [said + " ".join(lines)] if lines else []

    def _drawn(self, drawing: Element) -> None:
        """A drawing: the text of its boxes goes below, the rest is lost."""
        waiting = [drawing]
        while waiting:
            each = waiting.pop()
            if each.tag == "txbxContent":
                self._below += self._apart(each)
                continue
            if each.tag in _LOST:
                self.lost[_LOST[each.tag]] += 1
            waiting += reversed(_chosen(each) if each.tag == "AlternateContent" else each)


def _blocks(container: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs and tables in a container, out of whatever wraps them."""
    waiting = [iter(container)]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
        elif each.tag in ("p", "tbl", "altChunk"):
            yield each
        elif each.tag == "AlternateContent":
            waiting.append(iter(_chosen(each)))
        elif each.tag not in _GONE and each.tag not in _PROPERTIES:
            waiting.append(iter(each))


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, out of controls and tracked insertions."""
    for each in parent:
        if each.tag == tag:
            yield each
        elif each.tag in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _inside(each, tag)


def _rows(table: Element) -> Iterator[Element]:
    return _inside(table, "tr")


def _chosen(alternatives: Element) -> Element:
    """Of what is given twice, for new and for old programs, the new where it holds anything."""
    for each in alternatives:
        if len(each) and each.tag in ("Choice", "Fallback"):
            return each
    return Element("none")


def _hidden(run: Element) -> bool:
    vanish = run.find("rPr/vanish")
    return vanish is not None and vanish.get("val", "1") not in ("0", "false", "off")
