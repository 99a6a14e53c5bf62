"""The parts of a file of Word as trees: a zip of XML, opened without trusting a byte of it.

What is unpacked is bounded, a document type (the door to entities) is refused, and names of elements and attributes
lose their name spaces, so that the transitional and the strict form of the standard (ISO/IEC 29500) read the same.
"""

import io
import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ..records import Refused
from .plain import binary

MAX_UNPACKED = 48 * 1024 * 1024
_CHUNK = 1024 * 1024
_BROKEN = "文件已损坏或没有下载完整，不是完好的 docx。请用 Word 或 WPS 打开，确认正常后另存再导入。"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class _Builder(TreeBuilder):
    def doctype(self, *_: object) -> None:
        """A file of Word has no document type; one that has is made to do harm."""
        raise Refused("文件内含 XML 实体定义，docx 不应有，可能是恶意文件，不予读取。")


class Package:
    """A file of Word: its main document and what that refers to."""

    def __init__(self, data: bytes) -> None:
        """Refused when the bytes are no readable file of Word."""
        _check_kind(data)
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OverflowError):
            raise Refused(_BROKEN) from None
        self._main = self._target("_rels/.rels", "/officeDocument", "") or "word/document.xml"

    def document(self) -> Element:
        """The main document."""
        root = self._tree(self._main)
        if root is None:
            raise Refused("文件里没有 Word 正文，不是 docx（可能是表格、演示文稿或普通压缩文件）。")
        return root

    def part(self, kind: str) -> Element | None:
        """The part of a kind that the main document refers to: styles, numbering, footnotes, endnotes; or None."""
        folder, name = posixpath.split(self._main)
        target = self._target(f"{folder}/_rels/{name}.rels", "/" + kind, folder)
        return self._tree(target) if target else None

    def _target(self, relations: str, kind: str, folder: str) -> str:
        tree = self._tree(relations)
        for each in tree if tree is not None else ():
            if each.get("Type", "").endswith(kind) and each.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        return ""

    def _tree(self, name: str) -> Element | None:
        """A part as a tree; None when there is none of that name."""
        try:
            with self._zip.open(name) as part:
                parser = XMLParser(target=_Builder())
                while chunk := part.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        most = MAX_UNPACKED // 1024 // 1024
                        raise Refused(
                            f"解压后的内容超过 {most} MB 的上限，可能是恶意文件。请另存为 txt 再导入。"
                        )
                    parser.feed(chunk)
            root = parser.close()
        except KeyError:
            return None
        except RuntimeError:  # What zipfile says of a part under a password.
            raise Refused("文件有密码。请取消密码后另存再导入。") from None
        except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError, ValueError):
            raise Refused(_BROKEN) from None
        for each in root.iter():
            each.tag = each.tag.rpartition("}")[2]
            if each.attrib:
                each.attrib = {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
        return root


def _check_kind(data: bytes) -> None:
    kind = binary(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise Refused("文件有密码。请用 Word 或 WPS 打开，取消密码后另存再导入。")
        raise Refused("文件其实是旧版 Word（doc）。请用 Word 或 WPS 打开，另存为 docx 再导入。")
    if not data.startswith(b"PK"):
        raise Refused(
            f"文件内容{'是' + kind if kind else ''}不是 docx，扩展名与内容不符。请打开原文件，另存为 docx 再导入。"
        )
