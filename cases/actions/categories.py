"""Categories of policies after the table of now: what the machine would read, from what it kept of its reading.

A policy's category follows from its name, the labels of what it offers and the words around it. All of these are
stored, so that another table asks for no file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr

from cases.actions import index, names
from cases.actions.writing import MACHINE, writing
from cases.ingest.extract import category
from cases.models import Benefit, Evidence, Fact, Policy, PolicyMention
from cases.models.identity import name_key
from cases.wordlists import follow

BEFORE, BEHIND = 20, 60  # characters around a name, as reading has them


def categorise(pks: Collection[int]) -> int:
    """Bring policies to the table of now, in a transaction of its own: how many are called otherwise than before.

    What a person decided stays; what the machine reads is kept with each mention all the same.
    """
    table = follow().categories
    with writing(MACHINE, "按政策类别表重新归类"):
        index.one_writer()
        shown = dict(Policy.objects.filter(pk__in=pks).values_list("pk", "category"))
        changed = []
        for mention, read in _read(pks, table):
            if mention.machine.get("category") != read:
                mention.machine = {**mention.machine, "category": read}
                changed.append(mention)
        PolicyMention.objects.bulk_update(changed, ["machine"])
        names.settle_policies({mention.policy_id for mention in changed})
        now = dict(Policy.objects.filter(pk__in=pks).values_list("pk", "category"))
    return sum(now.get(pk) != category for pk, category in shown.items())


def would_change(pks: Collection[int], table: category.Table) -> list[tuple[Policy, str]]:
    """Which policies another table would give another category, and which; those that people decided on left out."""
    read: dict[int, list[str]] = defaultdict(list)
    for mention, word in _read(pks, table):
        if mention.origin == Fact.Origin.MACHINE and mention.state != Fact.State.REJECTED:
            read[mention.policy_id].append(word)
    rows = Policy.objects.filter(pk__in=read).exclude(decided__contains=["category"]).order_by("name", "pk")
    found = ((policy, names.usual(read[policy.pk])) for policy in rows.select_related("place"))
    return [(policy, word) for policy, word in found if policy.category != word]


def _read(pks: Collection[int], table: category.Table) -> Iterator[tuple[PolicyMention, str]]:
    """Each mention that was read, with the category that the table gives it; a fixed number of queries."""
    mentions = list(PolicyMention.objects.filter(policy__in=pks).exclude(machine={}).order_by("pk"))
    labels: dict[tuple[int, str], list[str]] = defaultdict(list)
    offered = Benefit.objects.filter(case__in={each.case_id for each in mentions}).exclude(machine={})
    for case, machine in offered.order_by("pk").values_list("case_id", "machine"):
        labels[case, name_key(machine.get("policy", ""))].append(machine.get("label", ""))
    of = {each.pk: labels[each.case_id, name_key(each.machine["name"])] for each in mentions}
    said = {each.pk: category.decided(each.machine["name"], of[each.pk], table) for each in mentions}
    around = _around({pk for pk, word in said.items() if not word})
    for each in mentions:
        words = around.get(each.pk, ("", ""))[each.machine.get("form") != Policy.Form.MEASURE]
        if each.machine.get("form") == Policy.Form.MEASURE and of[each.pk]:
            words = ""
        yield each, said[each.pk] or category.by_words(words, table)


def _around(mentions: Collection[int]) -> dict[int, tuple[str, str]]:
    """The first words that each mention rests on, alone and with what stands around them."""
    first = Greatest(F("start") - BEFORE, Value(0))
    rows = (
        Evidence.objects.filter(policy_mention__in=mentions, lost=False, origin=Fact.Origin.MACHINE)
        .order_by("policy_mention", "start")
        .distinct("policy_mention")
        .annotate(around=Substr("document__text", first + 1, F("end") + BEHIND - first))
    )
    return {pk: (quote, text) for pk, quote, text in rows.values_list("policy_mention", "quote", "around")}


def decided_so(name: str) -> int:
    """How many policies people put into a category themselves."""
    return Policy.objects.filter(category=name, decided__contains=["category"]).count()
