"""Pages of a PDF that are pictures: read by tesseract where it is installed, with a warning; else refused with advice.

The advice is Debian's two packages. What was recognised may be wrong in every character, so it is always said.
"""

import contextlib
import shutil
import subprocess
from dataclasses import replace

from ..records import Refused
from .process import bounded
from .raw import Raw

LANGUAGE = "chi_sim"
MAX_PAGES = 100
SECONDS_A_PAGE = 60  # Five seconds are usual.
MAX_SECONDS = 1800
INSTALL = "请安装 tesseract-ocr 和 tesseract-ocr-chi-sim（Debian：apt-get install tesseract-ocr tesseract-ocr-chi-sim）"
_NAMED = 8


def recognised(raw: Raw, data: bytes) -> Raw:
    """A PDF as read, with the text of its pages that are pictures put in their places.

    Refused where most pages are pictures and cannot be recognised; where few are, a warning names them.
    """
    if not raw.unread:
        return raw
    pages = raw.text.split("\f")
    which = _pages(raw.unread)
    if not available():
        if len(raw.unread) * 2 >= len(pages):
            raise Refused(
                f"这是扫描件，{which}是图片，没有文字。{INSTALL}后再导入，或先用其他软件识别成文字。"
            )
        said = f"{which}是图片，没有读入。{INSTALL}后重新导入可以识别。"
        return replace(raw, warnings=(*raw.warnings, said), unread=())
    if len(raw.unread) > MAX_PAGES:
        raise Refused(f"扫描的页有 {len(raw.unread)} 页，超过 {MAX_PAGES} 页的上限。请拆成几个文件再导入。")
    seconds = min(MAX_SECONDS, SECONDS_A_PAGE * len(raw.unread))
    found = bounded("ocr", data, seconds, pages=raw.unread)
    for number, text in zip(raw.unread, found.text.split("\f"), strict=True):
        pages[number - 1] = text
    said = f"{which}是扫描的图片，文字由 OCR 识别（tesseract），可能有错字，引用前请与原件核对。"
    return Raw("\f".join(pages), (*raw.warnings, said, *found.warnings))


def available() -> bool:
    """Whether tesseract is on the PATH and knows Chinese."""
    program = shutil.which("tesseract")
    if not program:
        return False
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
        return LANGUAGE in (listed.stdout + listed.stderr).decode("utf-8", "replace").split()
    return False


def _pages(numbers: tuple[int, ...]) -> str:
    named = "、".join(map(str, numbers[:_NAMED]))
    return f"第 {named} 页" + (f"等 {len(numbers)} 页" if len(numbers) > _NAMED else "")
