"""Which policy each offer belongs to: an article, a document or programme named in its sentence, or a clause of its own."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from ...records import Benefit
from ..benefit import Offer
from ..sentence import Piece
from .beneficiary import unnumbered
from .clauses import Clause, clauses
from .named import NUMERAL, Named, key
from .support import bare
from .themes import Theme, governing

# A benefit of this label alone says nothing; it belongs to what was named last.
_BARE_LABEL = re.compile(r"(?:生活|购房|租房|安家|住房)?(?:补贴|补助|津贴|奖励|资助|经费|贷款)(?:标准)?")
_NARROW = re.compile(r"(?:基金|资金|贷|卡|券|池|房票|成长金)[”’]?$")
_PROGRAMME = re.compile("(?:计划|行动|工程)[”’]?$")
_DOCUMENT = re.compile(rf"(?:办法|意见|方案|细则|规定|措施|条例|新政|政策|{NUMERAL}条)[”’）]?$")
# 修订前，A类人才的启动资金为200万元: what once held is told of the document named last.
_FORMER = re.compile(
    "[①-⑳ ]{0,2}(?:修订|修改|调整|提标)(?:之?前)|此前|原先|原来|过去|(?:去年|今年|前年|后来|\\d{1,2}月)?又?(?:再次)?(?:修订|修改|加码|提标)"
)
# 购置渔具的，由县里再补…; 船长回乡办厂，最高可…
_WHOM = re.compile(
    r"(?P<who>[^，。；：]{3,30})的，|(?P<came>[^，。；：]{0,12}(?:来|到|回|返)[^，。；：]{1,14}(?:创业|办厂|投资|任教|就业|工作|坐诊|授课|回来|落户))，"
)
MAX_DEED = 16
_STOP = re.compile("[。；\n]")
# 县里发布“船长十条”：头等船长每年补3万元；买房的，再补9万元: the list behind the colon is still its sentence.
_LIST = re.compile(r"[”》）)]*(?:规定|明确|提出)?：[^。\n]*")
_SIZE = re.compile(r"(?:规模|首期|出资|募集)[^，。；]{0,4}$|(?:规模|首期)[^。；]{0,24}$")
_ARTICLE = re.compile(r"[ ]{0,4}第[一二三四五六七八九十百\d]{1,4}条")
# The number of an article alone on its line, what it says below.
_ARTICLE_ABOVE = re.compile(r"(?:^|\n)[ ]{0,4}第[一二三四五六七八九十百\d]{1,4}条[ ]{0,4}\n$")
MAX_NUMBER = 20
_ITEM = re.compile(r"[ ]{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第|[·•\-—])")
MAX_HEADLINE = 40
MAX_BELOW = 20  # So many offers below a headline may tell its own again.
SHARED_PAIRS = 4  # So many pairs of characters does a headline share with the sentence it is drawn from.
_BEHIND = 4  # So near behind an amount the loan stands that it belongs to: 最高50万元的“茶师贷”.
MAX_PARAGRAPH = 400
# A name in quotation marks that may own what a paragraph gives, and no saying, card or quality.
_PROPER = re.compile(
    r"“(?P<name>(?![^”]*(?:[的了吗吧呢不]|一流|难|荒|热|困))[^“”‘’，。；：！？、\n]{3,10})”(?!高校|的)"
)
_LATELY = 8  # So many names before an offer are looked at.


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage as policies see it: its lines, the names in it, the document it is itself, and the themes of that document.

    ``answers`` if questions are answered, so that each answer speaks for itself.
    """

    folded: str
    lines: list[Piece]
    named: list[Named]
    ruling: Named | None
    themes: list[Theme]
    answers: bool


@dataclass(slots=True)
class Owned:
    """Offers by the key of a named policy, by the theme of an article, and those that make clauses of their own."""

    named: dict[str, list[Benefit]] = field(default_factory=dict)
    themes: dict[int, list[Offer]] = field(default_factory=dict)
    clauses: list[Clause] = field(default_factory=list)


def owned(scene: Scene, given: tuple[Offer, ...]) -> Owned:
    """Every offer with its policy."""
    found = Owned()
    single: list[Offer] = []
    starts = [line.start for line in scene.lines]
    for offer in given:
        if _told_again(scene, offer, given, starts):
            continue
        theme = governing(scene.themes, offer.quantity.start)
        owner = _named_owner(scene, offer, starts, theme)
        article = theme is None and in_article(scene.folded, offer.quantity.start)
        if owner and _tells(scene.folded, owner, offer, theme) and not (article and owner.heading):
            found.named.setdefault(key(owner.name), []).append(offer.benefit)
        elif theme:
            found.themes.setdefault(theme.start, []).append(offer)
        elif scene.ruling and not scene.themes and not article:
            found.named.setdefault(key(scene.ruling.name), []).append(offer.benefit)
        else:
            single.append(offer)
    _settle(scene, clauses(scene.folded, single), starts, found)
    return found


def _tells(folded: str, owner: Named, offer: Offer, theme: Theme | None) -> bool:
    """Whether the name itself tells of an offer: in one sentence with it, or as the heading over it. What later sentences of
    the paragraph give are measures, which stand by their own words."""
    if theme is not None or owner.heading or owner.start >= offer.sentence.start:
        return True
    return _opens_list(folded, owner, offer)


def _opens_list(folded: str, owner: Named, offer: Offer) -> bool:
    """Whether an offer stands in the list behind a colon right after the name, which the name tells as a whole."""
    document = owner.form == "formal" or _DOCUMENT.search(owner.name)
    return bool(document and _LIST.fullmatch(folded, owner.end, offer.quantity.start))


def in_article(folded: str, where: int) -> bool:
    """Whether a place stands in the paragraph of a numbered article: 第四条 对新引进的博士, …"""
    line = folded.rfind("\n", 0, where) + 1
    return bool(
        _ARTICLE.match(folded, line) or _ARTICLE_ABOVE.search(folded, max(0, line - MAX_NUMBER), line)
    )


def _same_article(folded: str, one: Offer, other: Offer) -> bool:
    """Whether two offers stand in one paragraph that is an article: what one article gives is one measure."""
    if "\n" in folded[one.quantity.end : other.quantity.start]:
        return False
    return in_article(folded, one.quantity.start)


def _told_again(scene: Scene, offer: Offer, given: tuple[Offer, ...], starts: list[int]) -> bool:
    """Whether a headline names an offer that the text below tells again: 博士可获 50 万元 over 给予博士 50 万元补贴."""
    line = scene.lines[max(bisect_right(starts, offer.quantity.start) - 1, 0)]
    words = scene.folded[line.start : line.end]
    if len(words) > MAX_HEADLINE or "。" in words or _ITEM.match(words):
        return False
    same = (offer.quantity.low, offer.quantity.high, offer.quantity.unit)
    at = bisect_right(given, line.end, key=lambda each: each.quantity.start)
    again = (
        scene.folded[each.sentence.start : each.sentence.end]
        for each in given[at : at + MAX_BELOW]
        if (each.quantity.low, each.quantity.high, each.quantity.unit) == same
    )
    pairs = set(map("".join, itertools.pairwise(words)))
    return any(sum(pair in body for pair in pairs) >= SHARED_PAIRS for body in again)


def _settle(scene: Scene, made: list[Clause], starts: list[int], found: Owned) -> None:
    """Clauses that can be named stand alone; what cannot goes to the name or the clause before in its paragraph, or to the
    last name."""
    for clause in made:
        first = clause.offers[0]
        above = found.clauses[-1] if found.clauses else None
        if above and _same_article(scene.folded, above.offers[-1], first):
            above.offers += clause.offers
            continue
        former = bool(_FORMER.match(scene.folded, first.sentence.start))
        if (last := _of_last(scene, clause)) and not former:
            found.named.setdefault(key(last.name), []).extend(each.benefit for each in clause.offers)
            continue
        if clause.name and not former:
            found.clauses.append(clause)
            continue
        owner = _named_owner(scene, first, starts, None)
        if owner and not owner.heading and (former or owner.start >= first.sentence.start):
            found.named.setdefault(key(owner.name), []).extend(each.benefit for each in clause.offers)
            continue
        if not former and (deed := _deed(scene.folded, first)):
            clause.whom = [deed]
            found.clauses.append(clause)
            continue
        before = found.clauses[-1] if found.clauses else None
        if before and "\n" not in scene.folded[before.offers[-1].quantity.end : first.quantity.start]:
            before.offers += clause.offers
            continue
        at = bisect_right(scene.named, first.quantity.start, key=lambda n: n.start)
        last = scene.ruling or (scene.named[at - 1] if at else None)
        proper = "" if former or scene.ruling else _proper(scene.folded, first.quantity.start)
        if proper and not (last and proper in last.name):
            clause.called = f"“{proper}”{clause.what or '支持'}"
            found.clauses.append(clause)
        elif last and (former or _takes_in(scene, last, clause)):
            found.named.setdefault(key(last.name), []).extend(each.benefit for each in clause.offers)
        else:
            found.clauses.append(clause)


def _takes_in(scene: Scene, last: Named, clause: Clause) -> bool:
    """Whether a clause without a name goes to the document or programme told last: what says itself whom it rewards, names in
    another paragraph what it gives, or stands under a heading of a plan does not."""
    offer = clause.offers[0]
    if last is scene.ruling:
        return not scene.themes
    if last.heading:
        return True
    apart = "\n" in scene.folded[last.end : offer.quantity.start]
    own = apart and (bool(clause.what) and not bare(clause.what) or offer.benefit.label.endswith("费"))
    return not own and not _deed(scene.folded, offer)


def _deed(folded: str, offer: Offer) -> str:
    """Whom or what deed the sentence of an unnamed clause rewards, by which it can be named; ``""`` where it does not say."""
    found = _WHOM.search(folded, offer.sentence.start, offer.quantity.start)
    words = unnumbered((found["who"] or found["came"]).strip()) if found else ""
    return words if len(words) <= MAX_DEED else re.split("[、并或]", words)[-1][-MAX_DEED:]


def _of_last(scene: Scene, clause: Clause) -> Named | None:
    """The programme named last, “渔匠”计划, where a clause has no other name than its: “渔匠”奖励."""
    if not clause.name.startswith("“"):
        return None
    at = bisect_right(scene.named, clause.offers[0].quantity.start, key=lambda n: n.start)
    last = scene.named[at - 1] if at else None
    return last if last and clause.name[1:].partition("”")[0] in last.name else None


def _proper(folded: str, where: int) -> str:
    """The name in quotation marks that stands last before ``where`` in its paragraph, or nothing."""
    left = folded.rfind("\n", max(0, where - MAX_PARAGRAPH), where) + 1
    names = [match["name"] for match in _PROPER.finditer(folded, left, where)]
    return names[-1] if names else ""


def _named_owner(scene: Scene, offer: Offer, starts: list[int], theme: Theme | None) -> Named | None:
    """The document or programme an offer belongs to, or None."""
    named, where = scene.named, offer.quantity.start
    at = bisect_right(named, where, key=lambda n: n.start)
    line = bisect_right(starts, where) - 1
    first = starts[line] if line >= 0 else offer.sentence.start
    before = [n for n in named[max(0, at - _LATELY) : at] if n.start >= first]
    same = [n for n in before if n.start >= offer.sentence.start]
    narrow = [n for n in same if _NARROW.search(n.name)]
    wide = _alone(scene.folded, [n for n in before if not _NARROW.search(n.name)])
    if theme:
        inside = [n for n in named[max(0, at - _LATELY) : at] if theme.start <= n.start < theme.end]
        return inside[-1] if inside else None
    behind = _behind(scene, offer, at)
    if behind:
        return behind
    documents = [n for n in same if n.form == "formal" or _DOCUMENT.search(n.name)]
    if documents or narrow:
        return (narrow or documents)[-1]
    if wide or scene.answers:
        return wide[-1] if wide else None
    return _heading_over(scene, at, where)


def _behind(scene: Scene, offer: Offer, at: int) -> Named | None:
    """The fund or loan named right behind its amount: 最高50万元的“茶师贷”, 规模2亿元的创投基金."""
    after = scene.named[at] if at < len(scene.named) else None
    if after is None or not _NARROW.search(after.name) or after.start >= offer.sentence.end:
        return None
    sized = _SIZE.search(scene.folded, offer.sentence.start, offer.quantity.start)
    return after if sized or after.start - offer.quantity.end <= _BEHIND else None


def _alone(folded: str, wide: list[Named]) -> list[Named]:
    """The names that may own what follows: programmes told in a row, two or more in one sentence, own nothing."""
    row: set[int] = set()
    run = [n for n in wide if _PROGRAMME.search(n.name) and n.form == "named"]
    for one, two in itertools.pairwise(run):
        if key(one.name) != key(two.name) and not _STOP.search(folded, one.end, two.start):
            row |= {one.start, two.start}
    return [n for n in wide if n.start not in row]


def _heading_over(scene: Scene, at: int, where: int) -> Named | None:
    """The title that heads the lines around ``where``, as in a digest of policies."""
    for item in reversed(scene.named[max(0, at - 40) : at]):
        if item.heading and item is not scene.ruling:
            return item
    return None
