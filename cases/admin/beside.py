"""The source beside the record: the text of a case with a mark for each piece of evidence, and whose it is."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Model

from cases.admin.facts import KINDS
from cases.admin.rows import INLINES
from cases.models import Case, Document, Fact
from cases.views.text import Paragraph, paragraphs

WORDS = {"place": "地区", "year": "年份"}
# What a selection can be made into: the prefix of the rows, and a word for the button.
KINDS_OF_ROWS = (
    ("brand_mentions", "品牌"),
    ("policy_mentions", "政策"),
    ("benefits", "支持标准"),
    ("outcomes", "成效"),
    ("people", "人物"),
    ("organisations", "机构"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text and the rows of the form that rest on it: the address of each, with what it says."""

    start: int
    end: int
    rows: tuple[tuple[str, str], ...]
    state: str
    kind: str = "evidence"

    @property
    def anchor(self) -> str:
        """The id of its first piece on the page."""
        return anchor(self.start, self.end)


def anchor(start: int, end: int) -> str:
    """The id on the page of a span that is evidence."""
    return f"e{start}-{end}"


def row_id(record: Model) -> str:
    """The id on the page of the row of a fact."""
    return f"{KINDS[type(record)]}-{record.pk}"


def told(pk: int) -> tuple[Paragraph, ...]:
    """The text of a case in paragraphs with marks, in a number of queries that does not depend on what is in it."""
    case = Case.objects.select_related("document").get(pk=pk)
    return paragraphs(case.document.text, case.start, case.end, _marks(case), case.headings)


def owner(pk: int) -> tuple[Document, Case]:
    """The document of a case, without its text, and the case."""
    case = Case.objects.select_related("document").defer("document__text").get(pk=pk)
    return case.document, case


def _marks(case: Case) -> list[Mark]:
    rows: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    states: dict[tuple[int, int], set[str]] = defaultdict(set)
    for each in case.evidence.filter(lost=False):
        field = f"id_{each.field}_words"
        rows[each.start, each.end].append((field, WORDS.get(each.field, each.field)))
        states[each.start, each.end].add("confirmed" if each.field in case.decided else "unreviewed")
    for inline in INLINES:
        facts = inline.model.objects.filter(case=case).order_by("pk").select_related(*inline.related)
        for fact in facts.prefetch_related("evidence"):
            for each in fact.evidence.all():
                if not each.lost:
                    said = f"{fact._meta.verbose_name.removeprefix('案例中的')}：{fact}"
                    rows[each.start, each.end].append((row_id(fact), said))
                    states[each.start, each.end].add(fact.state)
    return [Mark(*span, tuple(whose), _state(states[span])) for span, whose in rows.items()]


def _state(states: set[str]) -> str:
    """What a mark of several facts looks like: what is still to be done comes first."""
    return next(each for each in (Fact.State.UNREVIEWED, *Fact.State.values) if each in states)
