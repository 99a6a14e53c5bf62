"""A file in, plain records out; no Django.

read      bytes → raw text            read/
clean     raw → the one text          clean/
split     text → one span per case    split.py, lengthy.py
extract   span → records with evidence    extract/
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePath

from .clean import Cleaned
from .clean import clean as clean_text
from .clean.furniture import PAGE_NUMBER, RUNNING
from .clean.web import NAVIGATION
from .extract import extract as extract_case
from .frame import letterhead
from .lengthy import bounded
from .line import organ, page_head
from .read import load, read_raw
from .records import CHOSEN, UNTOLD, CaseRecord, Choices, DocumentRecord, PlaceRef, Refused
from .split import Part
from .split import split as split_text

# Functions go by other names here, so that cases.ingest.read and its sisters stay the modules.

MAX_NAMED = 5  # Cases named in one warning.
_KINDS = {
    "policy": "政策文件",
    "digest": "政策解读",
    "reply": "答复",
    "speech": "讲话",
    "interview": "访谈",
    "summary": "总结",
    "overview": "简报",
}
_WEB = (".html", ".htm", ".mht", ".mhtml")
_PAGE = re.compile(r"本报记者|本报讯|通讯员|图片由|本版|摄[）)]?$|\d{4}年\d{1,2}月\d{1,2}日\s*星期", re.M)
_ISSUE = re.compile(r"编首语|编者按|本期|第\s?\d+\s?期|卷首语")
_CHAPTER = re.compile(r"^(?:学者|专家)点评$|案例[一二三四五六七八九十\d]+|选编|汇编", re.M)

_ACCOUNT = re.compile(r"阅读原文|点赞|在看|收录于|点击|喜欢此内容")
# The chapters of a report on what was done: two of them tell such a report.
_REPORTED = re.compile(
    r"^[一二三四五六][、.．]\s?(?:主要|基本|具体|实际|取得|工作|经验|创新)*(?:做法|举措|成效|效果|成果|启示|体会|评价|背景|动因|经验|创新点)",
    re.M,
)


def ingest(path: Path) -> DocumentRecord:
    """Read one file; raises Refused with a Chinese sentence when it cannot be read."""
    return ingest_bytes(load(path), path.name)


def ingest_bytes(data: bytes, filename: str, choices: Choices = UNTOLD) -> DocumentRecord:
    """The same for bytes already in memory; only the suffix and the words of ``filename`` are looked at."""
    from .extract.year import YearReading, of_pieces, year_of

    raw = read_raw(data, filename, choices)
    cleaned = clean_text(raw.text, parted=choices.columns > 0)
    text = cleaned.text
    if not text:
        raise Refused("除页码、页眉和网页导航外没有文字。请核对文件内容。")
    parts, too_long = bounded(text, split_text(text, cleaned.captions, cleaned.running))
    title = _title(text, parts)
    when = year_of(text, 0, len(text), filename=filename, title=title)
    if choices.year and choices.year != when.year:
        when = YearReading(choices.year, CHOSEN)
    when = of_pieces(text, when, [(part.start, part.end) for part in parts if part.kind != "overview"])
    context = choices.place or _context(text, parts, when.year)
    cases = tuple(
        _placed(
            extract_case(text, part, document_year=when, document_place=context, filename=filename),
            choices.place,
        )
        for part in parts
    )
    return DocumentRecord(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        kind=_kind(cleaned, parts, filename),
        year=when.year,
        year_basis=when.basis,
        year_evidence=when.evidence,
        text=text,
        cases=cases,
        warnings=raw.warnings + cleaned.warnings + too_long + _unsettled(cases),
        choices=choices,
        guessed=raw.guessed,
    )


def _placed(case: CaseRecord, chosen: PlaceRef | None) -> CaseRecord:
    """The case in the place that was chosen for its document, unless its own words tell another."""
    if chosen is None or case.place_evidence:
        return case
    return replace(case, place=chosen, place_basis=CHOSEN)


def _context(text: str, parts: tuple[Part, ...], year: int | None) -> PlaceRef | None:
    """The place that the document as a whole is about: that of the overview it opens with, whose counties the other
    cases are, or the one that its letterhead names."""
    from .extract.place import place_of, place_of_letterhead

    first = parts[0]
    overview = None
    if len(parts) >= 2 and first.kind == "overview":
        overview = place_of(
            text,
            first.start,
            first.end,
            title=first.title,
            authors=first.authors,
            document_text=text,
            year=year,
        ).place
    above = [line.strip() for line in text[: first.start].split("\n")]
    return overview or place_of_letterhead([line for line in above if letterhead(line)], text, year)


def _title(text: str, parts: tuple[Part, ...]) -> str:
    """The title of the whole: that of its only case or of its overview, the line it opens with, or a count."""
    if len(parts) == 1 or parts[0].kind == "overview":
        return parts[0].title
    opening = text[: parts[0].start].strip().split("\n")[0]
    about = _ISSUE.match(opening) or page_head(opening) or opening.endswith(("专版", "专题", "专刊", "专栏"))
    if 6 <= len(opening) <= 60 and not about:
        return opening
    return f"{parts[0].title} 等 {len(parts)} 篇"


def _kind(cleaned: Cleaned, parts: tuple[Part, ...], filename: str) -> str:
    """What kind of document it is, by its cases, by what stands around them and by the kind of file."""
    kinds = {part.kind for part in parts}
    if len(kinds) == 1 and kinds <= _KINDS.keys():
        return _KINDS[kinds.pop()]
    if "overview" in kinds or (len(parts) > 1 and _ISSUE.search(cleaned.text[: parts[0].start + 200])):
        return "简报"
    taken = {item.reason for item in cleaned.dropped}
    if NAVIGATION in taken or PurePath(filename).suffix.lower() in _WEB:
        return "公众号文章" if any(_ACCOUNT.match(item.line) for item in cleaned.dropped) else "网页"
    if _CHAPTER.search(cleaned.text) or taken >= {PAGE_NUMBER, RUNNING}:
        return "图书章节"
    if cleaned.captions or _PAGE.search(cleaned.text):
        return "报纸"
    signed = any(organ(line) for line in cleaned.text.split("\n"))
    return "经验材料" if signed or len(_REPORTED.findall(cleaned.text)) >= 2 else "其他"


def _unsettled(cases: tuple[CaseRecord, ...]) -> tuple[str, ...]:
    """Sentences about cases whose place or year the document does not settle."""
    said = []
    for what, open_cases in (
        ("地区", [case.title for case in cases if case.place is None]),
        ("年份", [case.title for case in cases if case.year is None]),
    ):
        if open_cases:
            names = "、".join(f"“{title}”" for title in open_cases[:MAX_NAMED])
            more = f" 等 {len(open_cases)} 个" if len(open_cases) > MAX_NAMED else ""
            said.append(f"未能确定{what}：{names}{more}，请编辑补充。")
    return tuple(said)
