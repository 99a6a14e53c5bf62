"""Short keys for addresses: the same in every database, and never twice in one."""

from collections.abc import Sequence

from django.db.models import Model

from cases.models.identity import short_key


def free_keys(model: type[Model], identities: Sequence[tuple[str, ...]]) -> list[str]:
    """A key for each identity that depends on it alone; of two that fall together the later one is varied."""
    first = [short_key(*identity) for identity in identities]
    taken = set(model.objects.filter(key__in=first).values_list("key", flat=True))
    keys = []
    for identity, key in zip(identities, first, strict=True):
        turn = 0
        while key in taken or (turn and model.objects.filter(key=key).exists()):
            turn += 1
            key = short_key(*identity, str(turn))
        taken.add(key)
        keys.append(key)
    return keys
