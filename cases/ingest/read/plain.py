"""Plain text: which of the encodings in use the bytes are in."""

import codecs
import re
from collections import Counter

from ..records import ENCODINGS, UNTOLD, Choices, Refused
from .raw import Raw

_SAVE_AS = "请用记事本或 WPS 打开，确认文字正常后另存为 UTF-8 编码的 txt 文件再导入。"
# The longest marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_UNUSABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# Of any prose in Chinese, simplified or traditional, these make up a quarter to a half; of a text decoded
# by the wrong table, next to nothing.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义"
    "事平形相全表间样与关各重新线内数正心反明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
    "党程展五果料员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指几九区强放决西被干做"
    "必战先回则任取据处才县市省引创企技科项目业服务政策培养集聚平台发展工程"
    "這來們個國會對時發動說產過還後經進種樣與關實業東長開無問題學體點間見當將話並應從電機義縣區創進業服務養臺導實現於為麼過內"
)
_LEAST_COMMON = 0.08
_SAMPLE = 50_000  # Characters that are looked at to judge how a text was decoded.
_ENOUGH = 30  # Han characters from which on the share of common ones says anything.


def check_chinese(text: str) -> None:
    """Refused when the text has no Chinese, or only what a wrong decoding makes of it."""
    sample = text[:_SAMPLE]
    if not _HAN.search(sample):
        sample = text
        if not _HAN.search(text):
            raise Refused("文件里没有汉字。知识库只收中文文档。")
    if _uncommon(sample):
        raise Refused(f"文字像是乱码：几乎没有常用汉字，原文件可能是 Big5 等编码，或已损坏。{_SAVE_AS}")


def read_txt(data: bytes, choices: Choices = UNTOLD) -> Raw:
    """Plain text; Refused when the bytes are none or their encoding is none of those in use, or not the one given."""
    if kind := binary(data):
        raise Refused(f"文件内容是{kind}，不是纯文本，扩展名与内容不符。请打开原文件，另存为 txt 再导入。")
    if choices.encoding:
        return Raw(_checked(as_told(data, choices.encoding)))
    text, guessed = _decoded(data)
    return Raw(text, guessed=guessed)


def as_told(data: bytes, encoding: str) -> str:
    """The text in the encoding that somebody chose, with its mark taken off."""
    mark = next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"按所选的编码（{ENCODINGS.get(encoding, encoding)}）读不下去：第 {error.start + 1} 个字节有误。请换一种编码。"
        ) from None


def binary(data: bytes) -> str:
    """What kind of file that is no text the bytes begin like, in Chinese; else nothing."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def _decoded(data: bytes) -> tuple[str, str]:
    """By its mark, else UTF-8, else UTF-16 where that is plainly so, else GB18030, all strictly; and the guess, if any."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding)), ""
    try:
        text = data.decode("utf-8")
        if "\x00" not in text:
            return _checked(text), ""
    except UnicodeDecodeError:
        pass
    plain = _unmarked_utf16(data)
    if plain is not None:
        return plain
    if b"\x00" in data:
        raise Refused("文件含有二进制内容，不是纯文本。请打开原文件，另存为 txt 再导入。")
    return _checked(_gb18030(data)), "gb18030"


def _gb18030(data: bytes) -> str:
    """Strict GB18030; where that fails or yields nonsense, says so and, if Big5 makes sense, names Big5."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        named = "文件像是 Big5（繁体）编码" if _is_big5(data) else "文件编码无法识别"
        raise Refused(
            f"{named}，既不是 UTF-8 也不是 GB18030（第 {error.start + 1} 个字节有误）。{_SAVE_AS}"
        ) from None
    if garbled(text) and _is_big5(data):
        raise Refused(f"文件像是 Big5（繁体）编码，按国标编码读出来是乱码。{_SAVE_AS}")
    return text


def _is_big5(data: bytes) -> bool:
    try:
        han, common = _counted(data.decode("big5")[:_SAMPLE])
    except UnicodeDecodeError:
        return False
    return han >= _ENOUGH and common >= _LEAST_COMMON * han


def garbled(text: str) -> bool:
    """Whether a text has the characters of Chinese, but hardly the common ones: a wrong decoding."""
    return _uncommon(text[:_SAMPLE])


def _uncommon(sample: str) -> bool:
    """Whether the commonest characters of Chinese are all but missing."""
    opening = sample[: len(sample) // 4]
    if sum(map(_COMMON.__contains__, opening)) >= _LEAST_COMMON * len(sample):
        return False  # Ordinary prose has more than enough in its first quarter.
    han, common = _counted(sample)
    return han >= _ENOUGH and common < _LEAST_COMMON * han


def _counted(sample: str) -> tuple[int, int]:
    """How many characters of a text are Chinese, and how many of those are common."""
    counts = Counter(sample)
    han = sum(count for mark, count in counts.items() if _HAN.match(mark))
    return han, sum(counts[mark] for mark in _COMMON & counts.keys())


def _unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark and of which kind, but only where nearly all of it reads as common Chinese; else None."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:20_000]
        common = sum(mark in _COMMON for mark in sample)
        usual = sum(
            mark in _COMMON or mark.isascii() or "\u3000" <= mark <= "\u9fff" or mark > "\uff00"
            for mark in sample
        )
        if "\x00" not in sample and common >= 0.15 * len(sample) and usual >= 0.9 * len(sample):
            return text, encoding
    return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"文件标明是 {ENCODINGS.get(encoding, encoding.upper())} 编码，但第 {error.start + 1} 个字节有误，可能没有下载完整。{_SAVE_AS}"
        ) from None


def _checked(text: str) -> str:
    """The text, unless it holds what only binary files hold: NUL, or more than a little of control characters."""
    odd = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    if "\x00" in text or odd > 10 + len(text) // 50:
        raise Refused("文件含有二进制内容，不是纯文本。请打开原文件，另存为 txt 再导入。")
    return text
