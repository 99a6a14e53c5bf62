"""Signing in: every attempt is noted, and who tries too often has to wait, but not those who share an address.

Three counts of wrong passwords hold an attempt back: of a name from an address, of a name from anywhere, and of an
address for any name. The last two do not concern a name that signed in from that address lately, so that nobody is
locked out by a stranger who guesses, nor an office behind one address by a colleague.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q

from cases.models import SignIn

Outcome = SignIn.Outcome


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong passwords within so many minutes."""

    number: int
    minutes: int


PAIR = Limit(10, 5)
NAME = Limit(50, 15)
ADDRESS = Limit(100, 15)
# How long an address is known as that of somebody who signed in from it.
KNOWN = timedelta(days=30)
# How long attempts are kept, and how many that are older go with each new one, so that there are never more than in that time.
KEPT = timedelta(days=400)
PRUNED = 100


class Held(Exception):
    """Too many attempts; the password must not be looked at. ``minutes`` is the longest that it can last."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(
            f"密码错误次数过多，为保护账号，请等 {minutes} 分钟再试。忘记密码请联系管理人员重设。"
        )


def begin(*, name: str, address: str | None) -> SignIn:
    """Note an attempt, which is a wrong one until ``succeed`` is called with it. Raises Held.

    It is written before anything is counted, and at once: of many attempts at the same moment none passes uncounted.
    """
    attempt = SignIn.objects.create(name=name, address=address)
    _prune(attempt.at - KEPT)
    limit = _exceeded(name, address, attempt.at)
    if limit is None:
        return attempt
    since = attempt.at - timedelta(minutes=limit.minutes)
    told = SignIn.objects.filter(address=address, outcome=Outcome.HELD, at__gt=since)
    if limit is not ADDRESS:
        told = told.filter(name=name)
    if told.exists():
        attempt.delete()  # Once is enough: a program that goes on trying must not fill the table.
    else:
        attempt.outcome = Outcome.HELD
        attempt.save(update_fields=["outcome"])
    raise Held(limit.minutes)


def _prune(before: datetime) -> None:
    """Delete what is older among the first rows; they are in the order of time."""
    first = SignIn.objects.order_by("pk").values_list("pk", "at")[:PRUNED]
    if old := [pk for pk, at in first if at < before]:
        SignIn.objects.filter(pk__in=old).delete()


def succeed(*, attempt: SignIn, user: AbstractBaseUser) -> None:
    """Say that the password was right."""
    attempt.outcome, attempt.user = Outcome.RIGHT, user
    attempt.save(update_fields=["outcome", "user"])


def _exceeded(name: str, address: str | None, now: datetime) -> Limit | None:
    """The limit that the attempts up to now exceed, if any."""
    mine = Q(name=name, address=address)
    last = SignIn.objects.filter(mine, outcome=Outcome.RIGHT, at__gt=now - KNOWN).order_by("-at").first()
    pair = mine & Q(at__gt=now - timedelta(minutes=PAIR.minutes))
    if last:
        pair &= Q(at__gt=last.at)
    longest = timedelta(minutes=max(NAME.minutes, ADDRESS.minutes))
    wrong = SignIn.objects.filter(
        Q(name=name) | Q(address=address), outcome=Outcome.WRONG, at__gt=now - longest
    )
    counts = wrong.aggregate(
        pair=Count("pk", filter=pair),
        name=Count("pk", filter=Q(name=name)),
        address=Count("pk", filter=Q(address=address)),
    )
    if counts["pair"] > PAIR.number:
        return PAIR
    if last:
        return None
    if counts["name"] > NAME.number:
        return NAME
    return ADDRESS if counts["address"] > ADDRESS.number else None
