"""What waits for somebody: the figures on the first page of the desk, and the filter of cases that each leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from cases import actions
from cases.admin import queue
from cases.admin.desk import field_in_words
from cases.admin.facts import KINDS
from cases.models import Case, Correction, DuplicateCount, Edit, Evidence, Merge, Rebuild, Upload


def _facts(**flag: bool) -> Q:
    """Cases of which some fact bears a flag."""
    rows = (model.objects.filter(case=OuterRef("pk"), **flag) for model in KINDS)
    return reduce(or_, (Q(Exists(each)) for each in rows))


def _lost() -> Q:
    """Cases that the source no longer has, or something of which it no longer has."""
    return Q(lost=True) | _facts(lost=True)


def _unanchored() -> Q:
    """Cases of which some evidence is not in the source any more, or no longer says what rests on it."""
    bare = Q(Exists(Evidence.objects.filter(lost=True, case=OuterRef("pk")))) | _facts(evidence__lost=True)
    return bare | _facts(doubted=True)


def _returned() -> Q:
    """Drafts that were returned, and of which nothing else became since."""
    steps = Edit.objects.filter(field="status")
    later = steps.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    back = steps.filter(case=OuterRef("pk"), before=Case.Status.REVIEW, after=Case.Status.DRAFT)
    return Q(Exists(back.filter(~Exists(later))), status=Case.Status.DRAFT)


# What can be amiss with a case: a name for the address, words, and which cases those are.
AMISS: dict[str, tuple[str, str, Callable[[], Q]]] = {
    "returned": ("被退回", "审核退回的草稿，意见在案例页最上面", _returned),
    "place": ("地区未定", "原文没有说清是哪个县市区", lambda: Q(place=None)),
    "year": ("年份未知", "原文没有说清是哪一年", lambda: Q(year=None)),
    "renewed": (
        "新旧读法不一",
        "编辑已定，再次导入时读到了别的值",
        lambda: Q(renewed=True) | _facts(renewed=True),
    ),
    "lost": ("原文已不见", "案例或其中的内容，再次导入时没有再读到", _lost),
    "anchor": (
        "证据失去原文",
        "作为依据的词句，在更正或再次导入后的原文里找不到了，或更正后说的不再是这个值",
        _unanchored,
    ),
}

RECORDS = ("case", "brand", "policy", "document", "term")
# Of so many edits the records of the last so many are shown.
LOOKED_AT, RECENT = 100, 10
DONE = (Case.Status.WITHDRAWN, Case.Status.MERGED)


class AmissFilter(admin.SimpleListFilter):
    """Cases that something is amiss with; what was withdrawn or merged is nobody's work."""

    title = "待处理"
    parameter_name = "amiss"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The choices."""
        return [(name, word) for name, (word, _, _) in AMISS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The cases of the choice."""
        return amiss(queryset, self.value()) if self.value() in AMISS else queryset


def amiss(cases: QuerySet, name: str) -> QuerySet:
    """Of some cases those that this is amiss with."""
    return cases.exclude(status__in=DONE).filter(AMISS[name][2]())


@dataclass(frozen=True, slots=True)
class Wait:
    """One figure of the first page."""

    word: str
    why: str
    number: int
    address: str
    more: bool = False

    @property
    def shown(self) -> str:
        """The figure, or that it is larger than what is counted."""
        return (
            f"{self.number - 1}+" if self.number >= queue.MOST else f"{self.number}{'+' if self.more else ''}"
        )


def waits(user: Any) -> list[Wait]:
    """The figures for a user, in the same number of queries whatever there is; none for who may not see cases."""
    if not user.has_perm("cases.view_case"):
        return []
    cases = reverse("admin:cases_case_changelist")
    numbers = _numbers(
        {
            "drafts": Case.objects.filter(status=Case.Status.DRAFT),
            "corrections": Correction.objects.filter(lost=True),
            **{name: amiss(Case.objects.all(), name) for name in AMISS},
        }
    )
    found = [Wait("草稿", "录入未完，或被退回", numbers["drafts"], f"{cases}?status__exact=draft")]
    if actions.may(user, "review"):
        found += _for_review()
    for name, (word, why, _) in AMISS.items():
        found.append(Wait(word, why, numbers[name], f"{cases}?amiss={name}"))
    lost = reverse("admin:cases_correction_changelist")
    why = "再次导入后的原文里找不到更正的位置"
    found.append(Wait("更正未能重做", why, numbers["corrections"], f"{lost}?lost__exact=1"))
    if actions.may(user, "merge"):
        found += _duplicates()
    if actions.may(user, "words"):
        found.append(_rebuilding())
    if actions.may(user, "bring"):
        found += _uploads()
    return found


def _numbers(rows: dict[str, QuerySet]) -> dict[str, int]:
    """How many there are of each, MOST at the most, in one query."""
    counts, given = [], []
    for each in rows.values():
        sql, values = each.order_by().values("pk")[: queue.MOST].query.sql_with_params()
        counts.append(f"(select count(*) from ({sql}) as found)")
        given += values
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(counts)}", given)
        return dict(zip(rows, cursor.fetchone(), strict=True))


def recent(user: Any) -> list[tuple[str, str, str, Any]]:
    """What a user did last: the record, its address, what was done and when; each record once, in one query."""
    rows = Edit.objects.filter(user=user).select_related(*RECORDS)
    rows = rows.defer("case__machine", "case__summary", "document__text", "document__warnings")
    found: dict[str, tuple[str, str, str, Any]] = {}
    for edit in rows[:LOOKED_AT]:
        record = next(each for name in RECORDS if (each := getattr(edit, name)) is not None)
        address = reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk])
        about = "" if edit.subject == str(record) else f"{edit.subject}："
        found.setdefault(address, (str(record), address, f"{about}{field_in_words(edit.field)}", edit.at))
    return list(found.values())[:RECENT]


def _duplicates() -> list[Wait]:
    """Pairs that may be one, as the worker counted them last."""
    where, counted = reverse("admin:merging"), DuplicateCount.objects.in_bulk()
    found = []
    for kind, word in Merge.Kind.choices:
        last = counted.get(kind)
        why = f"后台 {localtime(last.counted_at):%m-%d %H:%M} 数的" if last else "后台还没有数过"
        number, more = (last.number, last.more) if last else (0, False)
        found.append(
            Wait(f"可能重复的{word}", f"内容或名称相近，{why}", number, f"{where}?kind={kind}", more)
        )
    return found


def _rebuilding() -> Wait:
    """How many records the background has still to bring up to the word lists."""
    rows = Rebuild.objects.unfinished().values_list("total", "done")
    left = sum(max(1, total - done) for total, done in rows)
    where = reverse("admin:cases_rebuild_changelist")
    return Wait("按词表更新", "词表改过，后台正在更新索引或类别", min(left, queue.MOST), where)


def _uploads() -> list[Wait]:
    where = reverse("admin:cases_upload_changelist")
    states = (
        (Upload.State.TRIED, "预览待存入", "看过预览，还没有存入"),
        (Upload.State.REFUSED, "导入失败", "读不出来的文件"),
    )
    return [
        Wait(
            word,
            why,
            Upload.objects.filter(state=state)[: queue.MOST].count(),
            f"{where}?state__exact={state}",
        )
        for state, word, why in states
    ]


def _for_review() -> list[Wait]:
    where = reverse("admin:review")
    words = {"case": "待审案例"}
    return [
        Wait(words.get(kind, f"未核{word}"), "到审核页逐条处理", number, f"{where}?kind={kind}")
        for kind, word, number in queue.counts()
    ]
