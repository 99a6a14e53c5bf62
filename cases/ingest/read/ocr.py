"""Pages of a PDF as pictures → their text, by Debian's tesseract, page by page."""

import re
import subprocess

import pypdfium2 as pdfium

from ..records import Refused
from .pdf import opened
from .raw import Raw
from .scan import LANGUAGE, SECONDS_A_PAGE
from .tables import HAN

_DOTS = 300  # To the inch: what tesseract is made for.
_MOST_DOTS = 5000  # Of a page's longer side.
_WIDE = f"{HAN}，。、；：？！“”（）《》"
_APART = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}\d])|(?<=\d) +(?=[{HAN}，。、])")
_DIGITS = re.compile(r"(?<!\d)\d(?: \d)+(?!\d)")  # 2 0 2 1: digits as wide as Han.
_MARKS = re.compile(rf"(?<=[{HAN}”）》]) ?([:;,!?]) ?(?=[{HAN}“（《])")
_FULL = dict(zip(":;,!?", "：；，！？", strict=True))


def parse(data: bytes, pages: list[int]) -> Raw:
    """The text of these pages, counted from 1, parted by form feeds."""
    document = opened(data)
    texts, failed = [], []
    for number in pages:
        try:
            texts.append(_recognised(_picture(document[number - 1])))
        except (subprocess.SubprocessError, pdfium.PdfiumError):
            texts.append("")
            failed.append(str(number))
    if len(failed) == len(pages):
        raise Refused("扫描的图片识别失败（tesseract）。请先用其他软件识别成文字再导入。")
    said = f"第 {'、'.join(failed)} 页识别失败，没有读入。"
    return Raw("\f".join(texts), (said,) if failed else ())


def _picture(page: pdfium.PdfPage) -> bytes:
    """The page in shades of grey, as a portable graymap (PGM), the simplest form tesseract takes."""
    longer = max(page.get_width(), page.get_height(), 1)
    bitmap = page.render(scale=min(_DOTS / 72, _MOST_DOTS / longer), grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B")
    rows = (pixels[k * bitmap.stride : k * bitmap.stride + bitmap.width] for k in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _recognised(picture: bytes) -> str:
    done = subprocess.run(
        [
            "tesseract",
            "stdin",
            "stdout",
            "-l",
            LANGUAGE,
            "--dpi",
            str(_DOTS),
            "-c",
            "preserve_interword_spaces=1",
        ],
        input=picture,
        capture_output=True,
        timeout=SECONDS_A_PAGE,
        check=True,
    )
    return mended(done.stdout.decode("utf-8", "replace").replace("\f", "")).strip()


def mended(text: str) -> str:
    """What tesseract writes between Han characters as Chinese prints it: no spaces, marks of full width."""
    text = _DIGITS.sub(lambda digits: digits.group().replace(" ", ""), text)
    return _APART.sub("", _MARKS.sub(lambda mark: _FULL[mark[1]], text))
