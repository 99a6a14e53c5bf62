"""An amount in its place: the words around it in its clause and its sentence, as the rules for offers look at it."""

import re
from dataclasses import dataclass

from ..sieve import compiled
from .framed import framed
from .quantity import Quantity
from .words import any_of

OFFER = compiled(any_of("offer_words"))
HIGHEST = re.compile(r"最高|最多|至多|上限|不超过|封顶|最长")
# 每年以 8000 元为限: the ceiling of an offer, told behind it.
LIMIT = re.compile(r"[ ]?(?:（?封顶|为(?:上限|限(?![定制于])|封顶|最高)|（?最高）)")
NOT_OFFER = compiled(any_of("not_offers"))
GRANT = re.compile(
    r"给予|予以|分别(?:给|奖|补)|一次性|(?:奖励|补助|补贴|资助)(?!标准(?!给|发|予|拨)|政策|力度|范围|水平|待遇)|按|享受|发放|可(?:获|享|申请)|再奖|再加(?=[ ]?\d)|奖补"
)
TOLD = re.compile(r"累计|已|共|全年|去年|今年以来|年来|截至|先后")
_GOES_ON = re.compile(r"^[^，。；：]{0,14}(?:、|和|及|与|并)")


@dataclass(frozen=True, slots=True)
class Place:
    """A row of amounts in its clause: the words before and behind it there, all of the clause and of the sentence, and
    what the sentence tells in front of it."""

    row: list[Quantity]
    before: str
    behind: str
    words: str
    granted_later: bool
    sentence: str
    told: str
    gap: str

    @property
    def goes_on(self) -> bool:
        """Whether the amount stands in one list with the one before it in the clause."""
        return bool(_GOES_ON.match(self.gap))

    @property
    def item(self) -> Quantity:
        """The amount that stands for the row."""
        return self.row[0]

    @property
    def rest(self) -> str:
        """What the sentence tells behind the row."""
        return self.sentence[len(self.told) + self.row[-1].end - self.item.start :]

    @property
    def framed(self) -> bool:
        """Whether a frame tells that the amount is offered, whatever else is said."""
        return framed(self.item, self.before, self.behind, self.told)

    def limits(self, offered: bool) -> bool:
        """Whether the amount is the ceiling, told behind it, of what the sentence offers."""
        return bool(LIMIT.match(self.behind)) and (offered or bool(OFFER.search(self.told)))

    def starts(self) -> set[int]:
        """Where the amounts begin."""
        return {item.start for item in self.row}
