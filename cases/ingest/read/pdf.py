"""A PDF → the text of its pages, parted by form feeds; its pages that are pictures are listed.

The characters come from PDFium with their places (``page`` makes lines of them). A page is a picture when it has
next to no text and an image over most of it, or when its characters are no characters: fonts that do not tell which.
"""

import ctypes
import math
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as native

from ..records import Refused
from .page import Glyph, text_of
from .raw import Raw, check_length

MAX_PAGES = 600
_BROKEN = "PDF 已损坏或没有下载完整，打不开。请用阅读软件打开，确认正常后另存再导入。"
_LEAST = 12  # Characters a page that is no picture has.
_COVERED = 0.4  # Of a page that is one.
_NONSENSE = 0.2  # Share of characters without meaning from which on a page counts as a picture.
_NO_MEANING = re.compile("[\ue000-\uf8ff\ufffd\u0000-\u0008\U000f0000-\U0010ffff]")
_SPACES = frozenset((0xA0, 0x3000, *range(0x2000, 0x2010), 0x202F, 0xFEFF))
_UPRIGHT = math.radians(10)
_DEEPEST = 3  # Forms within forms that are looked into for images.
_MOST_OBJECTS = 20_000


def parse(data: bytes, columns: int = 0) -> Raw:
    """The pages' text, parted into so many columns if a number is given; Refused when it cannot be opened, is under a
    password or too long."""
    document = opened(data)
    if len(document) > MAX_PAGES:
        raise Refused(f"PDF 有 {len(document)} 页，超过 {MAX_PAGES} 页的上限。请拆成几个文件再导入。")
    texts: list[str] = []
    pictures: list[int] = []
    recognised = length = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            raise Refused(
                f"PDF 第 {number} 页已损坏，打不开。请用阅读软件打开，确认正常后另存再导入。"
            ) from None
        text, invisible = _text(page, columns)
        covered = _covered(page) if _poor(text) or invisible else 0.0
        if _nonsense(text) or (_poor(text) and covered >= _COVERED):
            pictures.append(number)
            text = ""
        recognised += invisible and covered >= _COVERED and not _poor(text)
        texts.append(text.replace("\f", ""))
        length += len(text)
        check_length(length)
        page.close()
    if not pictures and not any(text.strip() for text in texts):
        raise Refused("PDF 里没有文字，也没有扫描的图片。")
    said = f"有 {recognised} 页的文字是扫描件自带的识别结果，可能有错字，引用前请与原件核对。"
    return Raw("\f".join(texts), (said,) if recognised else (), tuple(pictures))


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document; Refused when it is none."""
    if b"%PDF" not in data[:1024]:
        raise Refused("文件内容不是 PDF，扩展名与内容不符。请打开原文件，另存为 pdf 再导入。")
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("PDF 有密码或权限限制。请取消后另存再导入。") from None
        raise Refused(_BROKEN) from None
    if not pages:
        raise Refused(_BROKEN)
    return document


def _text(page: pdfium.PdfPage, columns: int) -> tuple[str, bool]:
    """The text of a page, and whether most of it is invisible: laid over a picture by a program that recognised it."""
    textpage = page.get_textpage()
    glyphs = list(_glyphs(textpage.raw, _turned(page)))
    upright = [glyph for glyph, straight in glyphs if straight]
    # A few slanting characters are a watermark.
    kept = upright if len(upright) * 2 > len(glyphs) else [glyph for glyph, _ in glyphs]
    hidden = glyphs and _invisible(textpage.raw, page)
    textpage.close()
    return text_of(kept, columns), bool(hidden)


def _turned(page: pdfium.PdfPage) -> int:
    return page.get_rotation() // 90 % 4


def _glyphs(textpage: native.FPDF_TEXTPAGE, turned: int) -> Iterator[tuple[Glyph, bool]]:
    """Each character with its place as the page is shown, and whether it stands upright."""
    box = native.FS_RECTF()
    high = 0
    spaced = False
    for i in range(native.FPDFText_CountChars(textpage)):
        code = native.FPDFText_GetUnicode(textpage, i)
        if 0xD800 <= code < 0xDC00:  # Half of a character beyond the first plane.
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code <= 0x20 or code in _SPACES or code > 0x10FFFF:
            spaced = spaced or native.FPDFText_IsGenerated(textpage, i) != 1
            continue
        if not native.FPDFText_GetLooseCharBox(textpage, i, ctypes.byref(box)):
            continue
        angle = native.FPDFText_GetCharAngle(textpage, i) + turned * math.pi / 2
        straight = abs((angle + math.pi) % (2 * math.pi) - math.pi) < _UPRIGHT
        yield Glyph(chr(code), *_shown(box, turned), spaced), straight
        spaced = False


def _shown(box: native.FS_RECTF, turned: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a box on a page that is shown turned clockwise by so many quarters."""
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    for _ in range(turned):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _invisible(textpage: native.FPDF_TEXTPAGE, page: pdfium.PdfPage) -> bool:
    """Whether the first pieces of text are drawn without ink."""
    modes = []
    for item in page.get_objects(filter=[native.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        modes.append(native.FPDFTextObj_GetTextRenderMode(item.raw))
        if len(modes) >= 50:
            break
    return sum(mode == native.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes) * 2 > len(modes) > 0


def _covered(page: pdfium.PdfPage) -> float:
    """The share of a page that images cover, counted as if none lay over another."""
    whole = page.get_width() * page.get_height()
    area = 0.0
    images = page.get_objects(filter=[native.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
    for k, image in enumerate(images):
        left, bottom, right, top = image.get_bounds()
        area += abs(right - left) * abs(top - bottom)
        if k > _MOST_OBJECTS:
            break
    return area / whole if whole else 0.0


def _poor(text: str) -> bool:
    return len("".join(text.split())) < _LEAST


def _nonsense(text: str) -> bool:
    signs = "".join(text.split())
    return len(signs) >= _LEAST and len(_NO_MEANING.findall(signs)) > _NONSENSE * len(signs)
