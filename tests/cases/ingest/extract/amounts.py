"""Offers of a text printed as the tables of tests give them."""

from decimal import Decimal

from cases.ingest.extract.benefit import offers
from cases.ingest.records import Benefit


def shown(text: str) -> str:
    """The offers of a text as the tables give them, e.g. ``<=50万元 10万-100万元 30%``."""
    return " ".join(_shown(offer.benefit) for offer in offers(text, 0, len(text)).offers)


def _shown(benefit: Benefit) -> str:
    bound = "" if benefit.bound == "=" else benefit.bound
    ends = [_number(each) for each in (benefit.low, benefit.high)]
    return f"{bound}{'-'.join(ends[: 1 + (ends[0] != ends[1])])}{benefit.unit}"


def _number(value: Decimal) -> str:
    whole = value >= 10_000 and value % 1000 == 0
    return f"{float(value) / 10_000:g}万" if whole else f"{float(value):g}"
