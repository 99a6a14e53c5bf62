"""What the desk says of a file that was brought in: what became of it, what it changes, and what nobody could be sure of."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cases.actions import choices
from cases.models import Upload

State = Upload.State
# What is said in front of the title, by what storing answers: before it is stored, when it is, and when it was given up.
STATUSES = {
    "stored": ("将新存入", "已新存入"),
    "updated": ("将更新已有的文件", "已更新"),
    "unchanged": ("与已有的完全相同，不会有变化", "与已有的完全相同，没有变化"),
}
GIVEN_UP = "预览过，没有存入"
CHANGES = (("changed", "变化"), ("fresh", "新增"), ("gone", "不再有"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One file of a batch as its page shows it."""

    upload: Upload
    became: str
    near: list[tuple[str, str]]
    changes: list[tuple[str, int, list[str], int]]
    unsure: list[str]
    how: str
    cases: str
    otherwise: bool

    @property
    def report(self) -> dict[str, Any]:
        """What the worker said."""
        return self.upload.report


def shown(upload: Upload, stored: dict[str, int]) -> Shown:
    """A file in words; ``stored`` are the documents of those that are done, by fingerprint."""
    report = upload.report
    return Shown(
        upload,
        became(upload),
        [
            (_near(each), reverse("admin:cases_document_change", args=[each["pk"]]))
            for each in report.get("near", ())
        ],
        changes(report),
        unsure(upload),
        choices.in_words(choices.from_json(upload.choices)) if upload.choices else "",
        _cases(upload, stored),
        upload.state in (State.TRIED, State.REFUSED) and not report.get("hopeless"),
    )


def became(upload: Upload) -> str:
    """What became of a file that could be read, or will; nothing of one that was given up is stored."""
    if upload.state == State.DROPPED:
        return GIVEN_UP
    words = STATUSES.get(upload.report.get("status", ""))
    return words[upload.state == State.DONE] if words else ""


def changes(report: dict[str, Any]) -> list[tuple[str, int, list[str], int]]:
    """Of what a later text changes: a word, how many facts, the first of them and how many more there are."""
    found = []
    for kind, word in CHANGES:
        told = report.get("changes", {}).get(kind, {"count": 0, "first": []})
        if told["count"]:
            found.append((word, told["count"], told["first"], told["count"] - len(told["first"])))
    return found


def unsure(upload: Upload) -> list[str]:
    """What the rules could not be sure of when they read a file, in words."""
    report = upload.report
    guessed = choices.ENCODINGS.get(report.get("guessed", ""), "").partition("（")[0]
    return [
        *([f"编码没有标明，按 {guessed} 读的"] if guessed else []),
        *([f"{report['no_place']} 个案例的地区未定"] if report.get("no_place") else []),
        *([f"{report['no_year']} 个案例的年份未知"] if report.get("no_year") else []),
    ]


def _near(each: dict[str, Any]) -> str:
    return f"与《{each['title']}》（{each['filename']}）{each['percent']}% 相同"


def _cases(upload: Upload, stored: dict[str, int]) -> str:
    """The address of the cases that a stored file became, or ""."""
    document = stored.get(upload.sha256) if upload.state == State.DONE else None
    return f"{reverse('admin:cases_case_changelist')}?document__exact={document}" if document else ""
