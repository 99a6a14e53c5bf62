"""Where cases speak of a brand or a policy: the mentions of one, the earliest first, each with its case; and which other
policies are told of in one paragraph with it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, prefetch_related_objects

from cases.models import BrandMention, Document, Evidence, Fact, Policy, PolicyMention
from cases.models.composed import Composed

_SHOWN = (
    *("state", "origin", "lost", "case__key", "case__title", "case__year", "case__start", "case__end"),
    *("case__document__key", "case__document__title", "case__place__code", "case__place__name"),
    "case__place__valid_to",
)


def mentions_of(mentions: type[BrandMention] | type[PolicyMention], name: str) -> Callable[[int], list[Any]]:
    """A read of the public mentions of the brand or policy (``name``) with a given key; two queries at most."""
    read = Composed(
        lambda of: (
            mentions.objects.public()
            .filter(**{name: of})
            .select_related("case__document", "case__place")
            .only(name, *_SHOWN)
            .order_by(F("case__year").asc(nulls_last=True), "case__title", "pk")
        ),
        of="bigint",
    )

    def of(pk: int) -> list[Any]:
        found = read(of=pk)
        places = {each.case.place for each in found if each.case.place and each.case.place.is_former}
        prefetch_related_objects(list(places), "today")
        return found

    return of


MOST_TOLD = 40  # mentions whose paragraphs are looked at
MOST_TOGETHER = 24
_PARAGRAPH = 1_500  # characters before and behind a mention within which its paragraph is looked for
_TOGETHER = f"""
select other.policy_id
from {Evidence._meta.db_table} as here
join {PolicyMention._meta.db_table} as mention on mention.id = here.policy_mention_id
join {Evidence._meta.db_table} as there on there.document_id = here.document_id
    and there.start between here.start - %s and here.start + %s and not there.lost
join {PolicyMention._meta.db_table} as other on other.id = there.policy_mention_id
    and other.case_id = mention.case_id and other.policy_id <> mention.policy_id and other.state <> %s
join {Policy._meta.db_table} as policy on policy.id = other.policy_id and (policy.form = %s) = %s
join {Document._meta.db_table} as document on document.id = here.document_id
where here.policy_mention_id = any(%s::bigint[]) and not here.lost and position(
    E'\\n' in substr(document.text, least(here.start, there.start) + 1, abs(here.start - there.start))) = 0
group by other.policy_id order by count(*) desc, min(there.start), other.policy_id limit %s
"""


def told_together(policy: Policy, mentions: Sequence[PolicyMention]) -> list[Policy]:
    """The measures that stand in one paragraph with a document or plan, and the other way round, most often first.

    ``mentions`` are the public ones of the policy. Two queries. That they stand together does not say that one rests on
    the other, and pages do not say so.
    """
    measure = policy.form == Policy.Form.MEASURE
    keys = [mention.pk for mention in mentions[:MOST_TOLD]]
    with connection.cursor() as cursor:
        values = [
            _PARAGRAPH,
            _PARAGRAPH,
            Fact.State.REJECTED,
            Policy.Form.MEASURE,
            not measure,
            keys,
            MOST_TOGETHER,
        ]
        cursor.execute(_TOGETHER, values)
        order = {key: number for number, (key,) in enumerate(cursor.fetchall())}
    found = Policy.objects.filter(pk__in=order) if order else ()
    return sorted(found, key=lambda each: order[each.pk])
