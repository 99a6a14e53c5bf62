"""The same sentence in several documents is shown once: those that repeat it come after those that say something else."""

from collections.abc import Mapping

from django.db import connection

from cases.models import Case, Document
from search import snippet
from search.index import Hit
from search.query import Query

_TEXTS = f"""
select wanted.pk, the_case.document_id, substr(document.text, wanted.start + 1, wanted.length)
from unnest(%s::bigint[], %s::int[], %s::int[]) as wanted (pk, start, length)
join {Case._meta.db_table} as the_case on the_case.id = wanted.pk
join {Document._meta.db_table} as document on document.id = the_case.document_id
"""


def apart(query: Query, best: Mapping[int, Hit | None]) -> tuple[list[int], dict[int, list[int]]]:
    """Cases with their best passages → those last that answer in the very words of an earlier one of another document.

    Both parts keep their order. Second, for the earlier one, the cases that repeat it. One statement, whatever the
    number of cases; the caller bounds it.
    """
    owners = list(best)
    spans = [(owner, hit.start, hit.end - hit.start) for owner, hit in best.items() if hit and hit.score > 0]
    if len(spans) < 2:
        return owners, {}
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, list(map(list, zip(*spans, strict=True))))
        texts = {owner: (document, text) for owner, document, text in cursor.fetchall()}
    first: dict[str, int] = {}
    repeated: dict[int, list[int]] = {}
    for owner in owners:
        document, text = texts.get(owner, (0, ""))
        answer = snippet.answer(text, query)
        earlier = first.setdefault(answer, owner) if answer else owner
        if earlier != owner and texts[earlier][0] != document:
            repeated.setdefault(earlier, []).append(owner)
    later = {owner for others in repeated.values() for owner in others}
    return [*(o for o in owners if o not in later), *(o for o in owners if o in later)], repeated
