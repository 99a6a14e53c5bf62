"""A case's facts and headings in the order in which it is read: background, aims, measures … and what was learned.

A chapter exists only where the source gives something for it: a heading that says so, or facts. Nothing is told
in our words; what stands under a heading is shown by the first sentences of its points, each with its address::

    二、主要做法                          做法   1. 先建园区。
    1. 先建园区。用地分三期……      →           2. 再请专家。
    2. 再请专家。名单由部门……
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.likeness import measure
from cases.models import Outcome
from cases.views.text import Paragraph, Sentence

MOST_POINTS = 9
# key, its name, the words of a heading that announce it, the status of figures that belong to it
_CHAPTERS = (
    ("background", "背景", r"背景|缘起|起因|由来|动因|为什么|从何而来|问题的?提出|面临的?(?:问题|困难)", ""),
    ("aims", "目标", r"目标|总体思路|工作思路|总体要求|定位", "planned"),
    ("measures", "做法", r"做法|举措|措施|怎么做|怎么运作|怎样做|如何(?:做|运作)", ""),
    ("inputs", "投入", r"投入|经费|资金(?:保障|来源|安排)", ""),
    ("results", "成效", r"成效|效果|成果|成绩|做到了什么|做到哪一步", "achieved"),
    ("progress", "进行中", r"进展|推进情况", "in_progress"),
    ("mixed", "混合计数", "", "mixed"),
    ("lessons", "经验", r"经验|启示|体会|思考|分析评价|评价|创新点|特色|亮点|局限|不足", ""),
)
_HEADING = {key: re.compile(words) for key, _, words, _ in _CHAPTERS if words}
# A heading that names two things (进展与打算) belongs to the first; of a title of many words we claim nothing.
_LONGEST = 14
_NUMBER = re.compile(
    r"\s*(?:[0-9０-９]{1,2}\s*[.．、]|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}[是、]|第[一二三四五六七八九十]，|首先)"
)
# Money that was given for the work itself; what companies invest, sell or earn is none.
_MONEY = {"元", "美元", "港元"}
_PAID = re.compile(r"投入|拨付|兑付|兑现|发放|下拨|资助|补助|补贴|奖励|奖金|专项资金|财政|经费")
_OTHERS = re.compile(r"总投资|研发投入|产值|销售|营收|税收|投资额|产出|贷款")


@dataclass
class Chapter:
    """One section of the page: headings of the text with their points, policies, and figures by status."""

    key: str
    name: str
    passages: list[tuple[Paragraph, list[Sentence]]] = field(default_factory=list)
    policies: Sequence[Any] = ()
    groups: list[tuple[Outcome.Status, list[Outcome]]] = field(default_factory=list)

    @property
    def status(self) -> Outcome.Status | None:
        """The one status all its figures have, None where there are several or none."""
        return self.groups[0][0] if len(self.groups) == 1 else None

    @property
    def figures(self) -> int:
        """How many figures it lists."""
        return sum(len(group) for _, group in self.groups)


def chapters(
    text: Sequence[Paragraph], outcomes: Iterable[Outcome], policies: Sequence[Any]
) -> list[Chapter]:
    """The chapters that have something in them, in reading order."""
    made = {key: Chapter(key, name) for key, name, _, _ in _CHAPTERS}
    for heading, below in _parts(text):
        key = announced_by(heading.text)
        if key:
            made[key].passages.append((heading, _points(below)))
    made["measures"].policies = policies
    of_status = {status: key for key, _, _, status in _CHAPTERS if status}
    sorted_: dict[str, list[Outcome]] = {key: [] for key in made}
    for outcome in outcomes:
        sorted_["inputs" if is_input(outcome) else of_status[outcome.status]].append(outcome)
    for key, found in sorted_.items():
        made[key].groups = by_status(found)
    return [each for each in made.values() if each.passages or each.policies or each.groups]


def announced_by(heading: str) -> str:
    """The chapter that a heading announces, by the first of its words that does; nothing for long titles."""
    bare = _NUMBER.sub("", heading, count=1).strip()
    if len(bare) > _LONGEST:
        return ""
    found = [(match.start(), key) for key, words in _HEADING.items() if (match := words.search(bare))]
    return min(found, default=(0, ""), key=lambda each: each[0])[1]


def is_input(outcome: Outcome) -> bool:
    """Whether a figure is money that was, is or will be put into the work."""
    money = measure(outcome.unit)[0] in _MONEY
    return money and bool(_PAID.search(outcome.indicator)) and not _OTHERS.search(outcome.indicator)


def by_status(outcomes: Iterable[Outcome]) -> list[tuple[Outcome.Status, list[Outcome]]]:
    """Outcomes grouped by their status, never mixed; statuses without any are left out."""
    order = (
        Outcome.Status.ACHIEVED,
        Outcome.Status.IN_PROGRESS,
        Outcome.Status.PLANNED,
        Outcome.Status.MIXED,
    )
    found = list(outcomes)
    groups = [(status, [each for each in found if each.status == status]) for status in order]
    return [(status, group) for status, group in groups if group]


def _parts(text: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, list[Paragraph]]]:
    """Each heading with the paragraphs up to the next; the title of the case is none."""
    heading: Paragraph | None = None
    below: list[Paragraph] = []
    for number, paragraph in enumerate(text):
        if not paragraph.heading:
            below.append(paragraph)
        elif number:
            if heading:
                yield heading, below
            heading, below = paragraph, []
    if heading:
        yield heading, below


def _points(below: Sequence[Paragraph]) -> list[Sentence]:
    """The first sentences of the numbered paragraphs; where none is numbered, of the first paragraph."""
    numbered = [each for each in below if _NUMBER.match(each.text)]
    shown = []
    for paragraph in (numbered or below[:1])[:MOST_POINTS]:
        sentences = paragraph.sentences
        # 一是 alone, or 首先 as a heading of its own, says nothing yet.
        short = len(sentences) > 1 and len(sentences[0].text) < 5
        shown.append(sentences[1] if short else sentences[0])
    return shown
