r"""A file's bytes → raw text: the only package of ingest that opens files.

A kind of file is one row of ``READERS``: a suffix and the function that turns its bytes into text. Plain text is
read here and now, everything else by a parser in a process of its own (``process``).

plain     txt: which encoding            docx      Word's paragraphs, tables, notes
webpage   html, mhtml: text and menus    pdf       pages; ``page`` puts their characters into lines
scan      pages that are pictures: recognised where tesseract is installed
"""

import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from ..records import UNTOLD, Choices, Refused
from .plain import check_chinese, read_txt
from .process import bounded
from .radicals import unified
from .raw import MAX_BYTES, MAX_CHARACTERS, Raw, check_length
from .scan import recognised

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "READERS",
    "Raw",
    "is_document",
    "load",
    "read",
    "read_raw",
    "suffixes",
    "tidy",
]

_UNUSABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# Kinds of files that hold documents and cannot be read, and what to do with them.
_INSTEAD = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".dot", ".docm"), "用 Word 或 WPS 打开，另存为 docx 后"),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".xls", ".xlsx", ".et"), "把其中的文字另存为 docx 或 txt 后"),
    **dict.fromkeys((".ofd", ".caj", ".ceb", ".epub"), "用阅读软件打开，另存或打印为 pdf 后"),
    **dict.fromkeys((".tif", ".tiff"), "另存为 pdf 后"),
    **dict.fromkeys((".zip", ".rar", ".7z"), "解压缩后"),
}


def load(path: Path) -> bytes:
    """The file's bytes; Refused when it is no ordinary readable file, of an unknown kind, empty or too large."""
    _reader(path.name)
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise Refused(f"“{path.name}”是文件夹，不是文件。请选择其中的文件。")
        if not stat.S_ISREG(facts.st_mode):
            raise Refused(f"“{path.name}”不是普通文件，不能读取。")
        _check_size(facts.st_size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path.name}”。请核对路径。") from None
    except PermissionError:
        raise Refused(f"没有权限读取“{path.name}”。请检查文件的访问权限。") from None
    except (OSError, ValueError) as error:
        raise Refused(f"读取“{path.name}”失败：{getattr(error, 'strerror', None) or error}。") from error


def read(data: bytes, filename: str) -> str:
    r"""The raw text of a file: line ends are ``\n``, tabs are spaces, control characters are gone, form feeds stay.

    Refused, with a reason in Chinese, when there is no Chinese text to be had from it.
    """
    return read_raw(data, filename).text


def read_raw(data: bytes, filename: str, choices: Choices = UNTOLD) -> Raw:
    """The same with the warnings of reading, and by what a person chose."""
    reader = _reader(filename)
    _check_size(len(data))
    raw = reader(data, choices)
    text = tidy(raw.text)
    if not text.strip():
        raise Refused("文件里只有空白，没有文字。")
    check_length(len(text))
    check_chinese(text)
    return replace(raw, text=text)


def tidy(text: str) -> str:
    r"""``\r\n`` → ``\n``, tab → space, ⼈ → 人; control characters, surrogates and noncharacters dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unified(_UNUSABLE.sub("", plain))


def read_docx(data: bytes, choices: Choices = UNTOLD) -> Raw:
    """A document of Word or WPS."""
    return bounded("docx", data)


def read_pdf(data: bytes, choices: Choices = UNTOLD) -> Raw:
    """A PDF; its pages that are pictures are recognised where that is possible."""
    return recognised(bounded("pdf", data, columns=choices.columns), data)


def read_html(data: bytes, choices: Choices = UNTOLD) -> Raw:
    """A web page."""
    return bounded("webpage", data, encoding=choices.encoding)


def read_mhtml(data: bytes, choices: Choices = UNTOLD) -> Raw:
    """A web page saved as one file."""
    return bounded("webpage", data, archive=True)


# Suffix → reader. One more kind of file is one more row and one function.
READERS: dict[str, Callable[[bytes, Choices], Raw]] = {
    ".txt": read_txt,
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
}


def suffixes() -> tuple[str, ...]:
    """The file name endings that can be read, in lower case."""
    return tuple(READERS)


def is_document(filename: str) -> bool:
    """Whether a file of this name is one to read, or one that holds text and has to be told that it cannot be read.

    Not the lock that Word leaves beside an open file, nor pictures and the like.
    """
    suffix = PurePath(filename).suffix.lower()
    return (suffix in READERS or suffix in _INSTEAD) and not filename.startswith(("~$", ".~"))


def _reader(filename: str) -> Callable[[bytes, Choices], Raw]:
    suffix = PurePath(filename).suffix.lower()
    if suffix not in READERS:
        kinds = "、".join(suffixes())
        what = f"“{suffix}”文件" if suffix else "没有扩展名的文件"
        instead = _INSTEAD.get(suffix, "另存为其中一种后")
        raise Refused(f"不能读取{what}。现在可以读取的是：{kinds}。请{instead}再导入。")
    return READERS[suffix]


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused("文件是空的。请核对是否选对了文件、是否保存或下载完整，再重新导入。")
    if size > MAX_BYTES:
        raise Refused(
            f"文件有 {size / 1024 / 1024:.1f} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限。请拆成几个文件再导入。"
        )
