"""Small files of each kind, made in code: a docx from its XML, a PDF from characters at places."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PLACED = tuple[float, float, float, str]  # Left, bottom and size in points, and the text.


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A document of Word with this inside ``w:body``, and more parts: ``footnotes='<w:footnote …>'``."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr"}
    relations = "".join(
        f'<Relationship Id="r{k}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for k, kind in enumerate(parts)
    )
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" '
            f'Type="{OFFICE}/officeDocument" Target="/word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
            "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{kind}.xml": f"<w:{roots[kind]} {NAMES}>{content}</w:{roots[kind]}>"
                for kind, content in parts.items()
            },
        }
    )


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph; what does not begin with ``<`` is text."""
    inside = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = "".join(
        each if each.startswith("<w:p>") or each.startswith("<w:tbl>") else paragraph(each)
        for each in content
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table; what does not begin with ``<w:tc>`` is a cell's text."""
    lines = ("".join(each if each.startswith("<w:tc>") else cell(each) for each in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def pdf(*pages: Iterable[PLACED], extra: bytes = b"", font: str = "") -> bytes:
    """A PDF of A4 pages with text at places, in a font that is not embedded and its standard encoding."""
    contents = [
        b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n"
            % (size, left, bottom, text.encode("utf-16-be").hex().encode())
            for left, bottom, size, text in page
        )
        for page in pages
    ]
    return bodies([(extra + content, b"") for content in contents], font=font)


def bodies(
    pages: Sequence[tuple[bytes, bytes]],
    font: str = "",
    objects: dict[int, bytes] | None = None,
    more: bytes = b"",
) -> bytes:
    """A PDF of pages, each its drawing and its further resources; ``objects`` are added as they are."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * k) for k in range(len(pages)))
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]%s>>"
        % font.encode(),
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
        **(objects or {}),
    }
    for k, (drawing, resources) in enumerate(pages):
        packed = zlib.compress(drawing)
        parts[10 + 2 * k] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s"
            b"/Resources<</Font<</F1 3 0 R>>%s>>>>" % (11 + 2 * k, more, resources)
        )
        parts[11 + 2 * k] = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return assembled(parts)


def assembled(parts: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects as a PDF, with the table of where they stand."""
    out = b"%PDF-1.5\n"
    places = {}
    for number, content in sorted(parts.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin, last = len(out), max(parts)
    table = b"".join(
        b"%010d 00000 n \n" % places[k] if k in places else b"0000000000 65535 f \n"
        for k in range(1, last + 1)
    )
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (last + 1, table, last + 1, trailer, begin)
    )


def scanned(width: int, height: int, pixels: bytes) -> bytes:
    """A PDF of one page that is a picture in shades of grey."""
    packed = zlib.compress(pixels)
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(packed), packed)
    )
    return bodies([(b"q 595 0 0 842 0 0 cm /I1 Do Q", b"/XObject<</I1 6 0 R>>")], objects={6: image})
