"""A web page → its text: title, the line of date and source, and the body, without menus, scripts and footers.

The body is what one of the known containers of official sites holds, else the whole page. Menus are known by their
elements, by the names of their classes, and by being nothing but links.
"""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..records import Refused
from .plain import as_told, binary, garbled
from .raw import Raw
from .tables import HAN, Cell, table_lines

_NEVER = (
    "script, style, noscript, template, iframe, object, svg, canvas, select, button, input, textarea, head > *, nav, "
    "footer, aside, dialog, [hidden], [role=navigation], [role=contentinfo], [role=search], [role=banner], "
    "[style*='display:none'], [style*='display: none']"
)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navi|menu|foot|footer|copyright|breadcrumbs?|crumbs?|sidebar|share|bdshare\w*|toolbar"
    r"|login|topbar|qrcode|friendlinks?|related|recommend|hot-?news|pages?-?turn|comments?)(?:$|[-_\s\d])",
    re.I,
)
# Where official sites and WeChat keep the body, the surest first.
_BODIES = (
    "#js_content, .TRS_Editor, .trs_editor_view, #zoom, #Zoom, #UCAP-CONTENT, .pages_content, .rich_media_content",
    ".article-content, .article_content, .articleContent, .news_content, .news-content, .con_text, .wz_content",
    "article, [itemprop=articleBody], .article, #article, #content, .content, main, .main",
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol p pre section summary ul tr td th table tbody thead tfoot".split()
)
_INFORMS = re.compile(
    r"(?:发布|发文|成文|更新|发表|信息)?(?:时间|日期)\s*[:：]|来源\s*[:：]|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"
)
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]{2,20})""", re.I)
_ARCHIVE = re.compile(rb"\A(?:[\w-]+:[\s\S]{0,2000}?^)?MIME-Version:", re.I | re.M)  # Whatever its name.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HEAD = 4096
_FAULTY = 500  # One character in so many may be broken, as on pages cut and pasted together.
# Links are marked in the text while it is put together, by two characters that no page has.
_LINK, _END = "\ue000", "\ue001"
_LINKED = re.compile(f"{_LINK}[^{_LINK}{_END}]*{_END}")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = f"{HAN}，。、；：）”（“《》"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n]\s*(?=[{_WIDE}\d])|(?<=\d)[ \t]*[\r\n]\s*(?=[{_WIDE}])")
_MENU = 3  # So many lines on end, or links in one line, of nothing but links are a menu.
_LEAST_BODY = 60
_DEEPEST = 40  # Tables within tables.


def parse(data: bytes, archive: bool = False, encoding: str = "") -> Raw:
    """The text of a page, or of the page in a web archive (MHTML), which tells its own encoding."""
    if archive or _ARCHIVE.search(data[:_HEAD]):
        html = _page_of(data)
    else:
        html = as_told(data, encoding) if encoding else decoded(data)
    tree = LexborHTMLParser(html.replace(_LINK, "").replace(_END, ""))
    title = _title(tree)
    left = _prune(tree)
    if tree.body is None:
        raise Refused("网页里没有正文。")
    body = _body(tree.body)
    pictures = len(body.css("img"))
    lines, menus = _without_menus(list(_lines(body)))
    if body.mem_id != tree.body.mem_id:
        lines = _informing(tree.body, lines) + lines
    if title and not any(_same(title, line) for line in lines[:6]):
        lines.insert(0, title)
    warnings = []
    if left + menus:
        warnings.append(f"网页的菜单、链接列表、页脚等 {left + menus} 处没有读入。")
    if pictures:
        warnings.append(f"网页中的图片 {pictures} 张没有读入。")
    return Raw("\n".join(lines), tuple(warnings))


def decoded(data: bytes, declared: str = "") -> str:
    """The page as text: by its mark, as UTF-8 where it is that, as declared, as GB18030."""
    if kind := binary(data):
        raise Refused(f"文件内容是{kind}，不是网页，扩展名与内容不符。")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if not declared:
        found = _META.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
        declared = found[1].decode("ascii", "replace").lower() if found else ""
    for encoding in ("utf-8", _WIDER.get(declared, declared), "gb18030"):
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, ValueError):
            continue
        if text.count("\ufffd") * _FAULTY <= len(text) and not garbled(text):
            return text
    raise Refused("网页的编码无法识别，或文件已损坏。请用浏览器打开，确认文字正常后另存再导入。")


def _page_of(data: bytes) -> str:
    """The first page of a web archive (MHTML, RFC 2557)."""
    message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return decoded(content, str(part.get_content_charset() or ""))
    raise Refused("文件里没有网页正文，不是完好的 mhtml。请用浏览器打开原网页，另存再导入。")


def _title(tree: LexborHTMLParser) -> str:
    """The title as the page gives it: its heading, its metadata, or the first part of what the window shows."""
    meta = tree.css_first("meta[name=ArticleTitle], meta[property='og:title']")
    heads = tree.css("h1")
    named = [meta.attributes.get("content") or ""] if meta is not None else []
    named += [heads[0].text()] if len(heads) == 1 else []
    named += [re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+", each.text())[0] for each in tree.css("title")[:1]]
    plain = (_SPACE.sub(" ", each).strip() for each in named)
    return next((each for each in plain if len(re.findall(f"[{HAN}]", each)) >= 4 and len(each) <= 100), "")


def _prune(tree: LexborHTMLParser) -> int:
    """Takes out what is no text and what stands around it; how many pieces with text the latter were."""
    left = 0
    for each in tree.css(_NEVER):
        left += each.tag in ("nav", "footer", "aside") and bool(each.text().strip())
        each.decompose()
    whole = len(tree.body.text()) if tree.body is not None else 0
    doomed = []
    for each in tree.css("body [class], body [id]"):
        names = f"{each.attributes.get('class') or ''} {each.id or ''}"
        if len(names) < 200 and _FURNITURE.search(names):
            doomed.append(each)
    for each in doomed:
        length = len(each.text())
        if length * 3 < whole and each.css_first("h1") is None:
            left += bool(each.text().strip())
            _empty(each)
    return left


def _empty(node: LexborNode) -> None:
    """Takes out what an element holds, but not the element: elements inside it may still be in hand."""
    for child in list(node.iter(include_text=True)):
        child.remove()


def _body(body: LexborNode) -> LexborNode:
    whole = len(body.text().strip())
    for selector in _BODIES:
        found = max(body.css(selector), key=lambda each: len(each.text()), default=None)
        if found is not None and (length := len(found.text().strip())) >= _LEAST_BODY and length * 4 >= whole:
            return found
    return body


def _informing(page: LexborNode, lines: list[str]) -> list[str]:
    """The lines about date and source that stand before the body."""
    first = next((line for line in lines if len(line) > 10), "")
    found = []
    for line in _plain(_lines(page)):
        if first and line == first:
            break
        if len(line) <= 80 and _INFORMS.search(line):
            found.append(line)
    return found[:3]


def _without_menus(lines: list[str]) -> tuple[list[str], int]:
    """The lines without those of nothing but links, and how many such menus there were."""
    only = [bool(_LINK in line and not re.search(r"\w", _LINKED.sub("", line))) for line in lines]
    out, menus, i = [], 0, 0
    while i < len(lines):
        j = i
        while j < len(lines) and only[j]:
            j += 1
        if sum(line.count(_LINK) for line in lines[i:j]) >= _MENU:
            menus += 1
        else:
            out += lines[i:j]
        out += lines[j : j + 1]
        i = j + 1
    return list(_plain(out)), menus


def _plain(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (line.replace(_LINK, "").replace(_END, "").rstrip() for line in lines)


def _lines(root: LexborNode, depth: int = 0) -> Iterator[str]:
    """The text of an element, a block a line, links marked; walks without recursion but for tables."""
    line: list[str] = []
    stack: list[tuple[LexborNode | None, str]] = [(root.child, "")]
    while stack:
        node, leaving = stack.pop()
        if node is None:
            if leaving == "a":
                line.append(_END)
            elif leaving in _BLOCKS:
                yield from _ended(line)
            continue
        stack.append((node.next, leaving))
        tag = node.tag
        if tag == "-text":
            line.append(node.text_content or "")
        elif tag == "br":
            yield from _ended(line)
        elif tag == "table" and depth < _DEEPEST:
            yield from _ended(line)
            yield from _table(node, depth + 1)
        elif node.child is not None:
            if tag == "a":
                line.append(_LINK)
            elif tag in _BLOCKS:
                yield from _ended(line)
            stack.append((node.child, tag))
    yield from _ended(line)


def _ended(pieces: list[str]) -> Iterator[str]:
    """What stands in a line that ends here, if anything; a link over several lines is one in each."""
    whole = "".join(pieces)
    pieces.clear()
    text = _SPACE.sub(" ", _WRAPPED.sub("", whole)).strip(" ")
    inside = text.count(_LINK) - text.count(_END)
    if inside > 0:
        pieces.append(_LINK)
        text += _END
    if text.strip(f" \u00a0\u3000{_LINK}{_END}"):
        yield text


def _table(table: LexborNode, depth: int) -> Iterator[str]:
    rows: list[list[Cell]] = []
    hanging: dict[int, tuple[int, int]] = {}  # Column → rows still covered from above, and columns wide.
    for row in _own(table, "tr"):
        cells: list[Cell] = []
        column = 0
        for cell in _own(row, "td", "th"):
            column = _covered(cells, hanging, column)
            wide = _number(cell, "colspan")
            cells.append(Cell(list(_lines(cell, depth)), wide))
            high = _number(cell, "rowspan")
            if high > 1:
                hanging[column] = (high, wide)
            column += wide
        _covered(cells, hanging, column)
        hanging = {k: (high - 1, wide) for k, (high, wide) in hanging.items() if high > 1}
        rows.append(cells)
    yield from table_lines(rows)


def _covered(cells: list[Cell], hanging: dict[int, tuple[int, int]], column: int) -> int:
    """Adds the cells that come down from rows above at this column; the column behind them."""
    while column in hanging and sum(cell.columns for cell in cells) <= column:
        cells.append(Cell((), hanging[column][1], continues=True))
        column += hanging[column][1]
    return column


def _own(parent: LexborNode, *tags: str) -> Iterator[LexborNode]:
    """The rows of a table, or the cells of a row, not those of tables inside."""
    for child in parent.iter():
        if child.tag in tags:
            yield child
        elif child.tag in ("tbody", "thead", "tfoot", "form"):
            yield from _own(child, *tags)


def _number(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return (
        min(int(value), 200) if value.isascii() and value.isdigit() and len(value) < 5 and int(value) else 1
    )


def _same(title: str, line: str) -> bool:
    return re.sub(r"\W", "", title) in re.sub(r"\W", "", line) or re.sub(r"\W", "", line) == re.sub(
        r"\W", "", title
    )
