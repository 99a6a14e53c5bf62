"""What became of the source of a case: who brought in a later text of the file, and who corrected words in it."""

from typing import Any

from cases.models import Case, Correction, Document, Revision

MOST = 50


Told = tuple[Any, Any, str, str]


def of(case: Case) -> list[Told]:
    """Later texts and corrections of the document of a case: when, by whom, what and why, the last first."""
    corrections = Correction.objects.filter(document=case.document).select_related("user").order_by("-at")
    found = [(each.at, each.user, _corrected(each), each.reason) for each in corrections[:MOST]]
    return sorted([*versions(case.document), *found], key=lambda row: row[0], reverse=True)[:MOST]


def versions(document: Document) -> list[Told]:
    """The same of later texts alone; corrections are edits of the document itself."""
    kept = Revision.objects.filter(document=document).defer("text").select_related("replaced_by")
    names, filename = [], document.filename
    for each in kept.order_by("-number")[:MOST]:
        names.append((each.replaced_at, each.replaced_by, _version(each, filename), each.reason))
        filename = each.filename
    return names


def _version(each: Revision, filename: str) -> str:
    return f"导入新版：第 {each.number} 版 → 第 {each.number + 1} 版（{filename}）"


def _corrected(each: Correction) -> str:
    return f"更正原文：{each.before or '（空）'} → {each.after or '（删去）'}"
