"""A passage in, its policies out: what is named, what the articles promise, what clauses grant; benefits attached."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ...records import Benefit, Evidence, Form, PlaceRef, Policy
from ..benefit import offers
from ..brand import Mention, of_others
from ..category import category
from ..passage import Passage, passage
from ..sentence import Piece, quote
from ..status import is_plan
from . import programmes as programme
from . import titles
from .clauses import Clause
from .named import NUMERAL, Named, apart, key, year_near
from .owning import Owned, Scene, in_article, owned
from .promises import makes_promise, promises
from .support import named_in
from .themes import Theme, articles, bare_headings, governing, headings, of_money, offers_sum, over, questions

MAX_EVIDENCE = 5
MAX_FALLBACK = 10
_RENT = re.compile(r"月?租金|房租|月租")  # 租金每平方米2元: what a flat costs says nothing by itself.
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
# 人才优享新十条, which those of the new town call 新城优享新十条.
_NEW_RULES = re.compile(rf"[\u4e00-\u9fff]{{2}}新{NUMERAL}条$")
NEW = 5
TITLE = 8  # A title shorter than this may end others by chance.
MAX_ADDED = 6  # So many characters does a title have before what it is told by later: 关于, a place.
LATELY = 40  # So many names before a promise are looked at.
HEAD = 1500  # So far into a passage its own title may stand.
_RULE = re.compile(
    r"制定本(?:办法|意见|措施|方案|细则|规定|政策|条例)|本(?:办法|意见|措施|方案|细则|规定|政策|条例)(?:自|所称|适用|由|中)"
    r"|现(?:就|将)[^。\n]{2,60}(?:提出|制定|明确)[^。\n]{0,12}(?:意见|措施|办法|政策|规定)|印发给你们"
)
_POLICY_PAPER = re.compile(
    r"一图读懂.*政策|政策.{0,2}(?:一本通|大?礼包)|(?:补贴|政策|待遇).{0,4}(?:请查收|来了|一览|清单|指南)|政策.{0,4}(?:问答|解读|清单|汇编|摘要|一览|指南|须知|明白[卡纸])|(?:人才|引才)[^，。]{0,8}公告$|待遇$"
)
_FUND = re.compile(r"(?:基金|资金)$")
# 人才基金, which a longer name told before calls 海港市人才创业基金.
_FUND_WORDS = ("人才", "创业", "引导", "产业", "创投", "专项")
SHORT_FUND = 4
_DOCUMENT = re.compile(r"(?:办法|意见|方案|细则|规定|措施|条)[”’）]*$")
_MANY_QUESTIONS = 3
MANY_ARTICLES = 2
MANY_TITLES = 3  # A passage with so many titles on lines is a digest of documents and none itself.


def policies(
    text: str,
    start: int,
    end: int,
    *,
    title: str = "",
    year: int | None = None,
    place: PlaceRef | None = None,
) -> tuple[Policy, ...]:
    """The policies of ``text[start:end]`` with what they offer; ``year`` is the case's, for 今年 and 去年.

    A benefit belongs to the article or to the policy named nearest before it in its paragraph, to the document
    itself where the passage is one, and otherwise to a measure of its own, named by who gets what.
    """
    read, reading = passage(text, start, end), offers(text, start, end)
    folded = read.folded
    scene = _scene(read, reading.rules, title, year, place)
    belongs = owned(scene, reading.offers)
    found: list[tuple[int, Policy]] = []
    for group in _groups(folded, scene.named):
        benefits = [b for k in dict.fromkeys(key(n.name) for n in group) for b in belongs.named.get(k, ())]
        found.append((group[0].start, _policy(text, folded, group, tuple(benefits))))
    found += _measures(text, folded, scene, belongs, year)
    found += _clauses(text, folded, belongs.clauses, year)
    found += _promised(read, scene, belongs)
    return _distinct(found)


def _scene(read: Passage, normative: bool, title: str, year: int | None, place: PlaceRef | None) -> Scene:
    """The passage with all that is named in it and the parts of the document it is."""
    text, folded, start, end = read.text, read.folded, read.start, read.end
    named = [
        n
        for n in _named(text, folded, start, end, year)
        if n.form == "formal" or not _foreign(folded, n, place)
    ]
    answers = questions(folded, start, end) >= _MANY_QUESTIONS
    rules = (normative or _is_rule(folded, start, end) or titles.is_title(title)) and sum(
        n.heading for n in named
    ) < MANY_TITLES
    if not rules:
        named = [n for n in named if n.form == "formal" or not programme.only_sized(folded, n)]
    ruling = _ruling(text, folded, start, end, named, title, year) if rules and not answers else None
    if ruling and ruling not in named:
        named = apart([ruling], named)
    themes: list[Theme] = [] if answers else bare_headings(folded, start, end)
    if ruling or rules or _POLICY_PAPER.search(title):
        themes = _themes(folded, start, end, answers)
    return Scene(folded, read.lines, named, ruling, themes, answers)


def _themes(folded: str, start: int, end: int, answers: bool) -> list[Theme]:
    """The headings of a document of rules or of a digest of them: its articles, bare lines, or what is numbered."""
    found = articles(folded, start, end)
    if len(found) >= MANY_ARTICLES:
        return found
    numbered = headings(folded, start, end)
    return of_money(numbered) if answers else bare_headings(folded, start, end) or numbered


def _is_rule(folded: str, start: int, end: int) -> bool:
    """Whether a passage without articles is itself a document of rules or a plan."""
    return is_plan(folded, start, end) or bool(_RULE.search(folded, start, end))


def _foreign(folded: str, named: Named, place: PlaceRef | None) -> bool:
    """Whether a programme named without 《》 is that of a higher unit or of another place."""
    return of_others(folded, Mention(named.start, named.end, named.name, "", "", False, False), place)


def _named(text: str, folded: str, start: int, end: int, year: int | None) -> list[Named]:
    """Every place where a policy is named, in order, without overlap; what stands in 《》 first, loose names last."""
    kept: list[Named] = []
    for found in (
        titles.bracketed(text, folded, start, end, year),
        titles.lines(text, folded, start, end, year),
        titles.deals(folded, start, end),
        titles.issued(folded, start, end, year),
        programme.programmes(folded, start, end, year),
        programme.funds(folded, start, end, year),
    ):
        kept = apart(kept, sorted(found, key=lambda n: (n.start, -n.end)))
    return kept


def _ruling(
    text: str, folded: str, start: int, end: int, named: list[Named], title: str, year: int | None
) -> Named | None:
    """The document that the passage itself is: its title, or the first document named at its head."""
    own = titles.own(text, folded, start, end, title, year)
    if own:
        return next((n for n in named if key(n.name) == key(own.name) and n.start == own.start), own)
    head = [n for n in named if n.form == "formal" and n.start < start + HEAD]
    inside = [n for n in head if key(n.name)[:12] in key(title) or n.heading]
    return (inside or head or [None])[0]


def _groups(folded: str, named: list[Named]) -> list[list[Named]]:
    """The places where one policy is named, short forms with the full title."""
    full = titles.short_forms(folded, named)
    groups: dict[str, list[Named]] = {}
    known = _Known()
    for item in named:
        own = key(item.name)
        whole = full.get(own) or known.longer(own) or own
        if whole not in groups:
            known.add(whole)
        groups.setdefault(whole, []).append(item)
    return list(groups.values())


class _Known:
    """The keys of policies told so far, each under all that may be said for it; of several the first one told is meant."""

    def __init__(self) -> None:
        self._meant: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, whole: str) -> None:
        """Note a key."""
        told = len(self._meant), whole
        for said in _said_for(whole):
            self._meant.setdefault(said, told)

    def longer(self, own: str) -> str | None:
        """The known title that ends in this one and only adds a place or 关于 (海港县人才公寓管理办法, 人才公寓管理办法), or new
        rules of the same name and number."""
        if len(own) < 3:
            return None
        said = [
            ("fund", own) if len(own) <= SHORT_FUND else None,
            ("rules", own[-NEW:]) if _NEW_RULES.search(own) else None,
            ("count", own) if titles.is_count(own) else None,
            ("title", own) if len(own) >= TITLE else None,
        ]
        said += [
            ("whole", own[cut:])
            for cut in range(1, MAX_ADDED + 1)
            if len(own) - cut >= TITLE and _FUND.search(own)
        ]
        return min((self._meant[each] for each in said if each in self._meant), default=(0, None))[1]


def _said_for(whole: str) -> Iterator[tuple[str, str]]:
    """What may be said for a policy: the end of its title, its number of articles, its new rules."""
    yield "rules", whole[-NEW:]
    if len(whole) >= TITLE and (fund := _FUND.search(whole)):
        yield from (("fund", word + fund.group()) for word in _FUND_WORDS if word in whole)
    yield "whole", whole
    for cut in range(1, min(MAX_ADDED, len(whole) - TITLE) + 1):
        yield "title", whole[cut:]
    for count in titles.counts(whole):
        yield "count", count


def _policy(text: str, folded: str, group: list[Named], benefits: tuple[Benefit, ...]) -> Policy:
    """One named policy from all the places where it is named."""
    first = group[0]
    evidence = tuple(Evidence.of(text, n.start, n.end) for n in group[:MAX_EVIDENCE])
    around = folded[max(0, first.start - 20) : first.end + 60]
    year = next((n.year for n in group if n.year), None)
    counts = Counter(n.name for n in group if key(n.name) == key(first.name))
    name = min(counts, key=lambda n: -counts[n])
    return Policy(name, first.form, category(name, benefits, around), evidence, year, _once(benefits))


def _once(benefits: tuple[Benefit, ...]) -> tuple[Benefit, ...]:
    """Benefits told twice are one with two witnesses."""
    seen: dict[tuple[object, ...], Benefit] = {}
    for item in benefits:
        same = (item.label, item.low, item.high, item.unit, item.per, item.bound)
        if same in seen:
            both = tuple(dict.fromkeys(seen[same].evidence + item.evidence))[:MAX_EVIDENCE]
            seen[same] = replace(seen[same], evidence=both)
        else:
            seen[same] = item
    return tuple(seen.values())


def _measures(
    text: str, folded: str, scene: Scene, belongs: Owned, year: int | None
) -> Iterator[tuple[int, Policy]]:
    """The articles that offer or promise something, each under its theme."""
    for theme in scene.themes:
        given = belongs.themes.get(theme.start, [])
        if not theme.programme and not (theme.measure and (given or _promising(folded, scene, theme))):
            continue
        if any(theme.start <= n.start < theme.end for n in scene.named):
            continue
        name = text[theme.start : theme.end].strip()
        benefits = tuple(offer.benefit for offer in given)
        evidence = (Evidence.of(text, theme.start, theme.end),)
        form: Form = "named" if theme.programme else "measure"
        yield (
            theme.start,
            Policy(name, form, category(name, benefits, ""), evidence, year, _once(benefits)),
        )


def _promising(folded: str, scene: Scene, theme: Theme) -> bool:
    """Whether the text right under a heading, without that under inner ones, promises something."""
    at = theme.end
    for inner in scene.themes[bisect_right(scene.themes, theme.start, key=lambda t: t.start) :]:
        if inner.start >= theme.stop:
            break
        if inner.measure and inner.start >= at:
            if makes_promise(folded[at : inner.start]):
                return True
            at = inner.stop
    return (
        named_in(theme.name) or offers_sum(folded, theme) or makes_promise(folded[at : max(at, theme.stop)])
    )


def _clauses(text: str, folded: str, made: list[Clause], year: int | None) -> Iterator[tuple[int, Policy]]:
    """The measures without a name of their own."""
    for clause in made:
        first = clause.offers[0]
        benefits = tuple(offer.benefit for offer in clause.offers)
        evidence = tuple(dict.fromkeys(e for b in benefits for e in b.evidence))[:MAX_EVIDENCE]
        name = clause.name or _fallback(clause)
        when = year_near(folded, first.quantity.start, year)
        yield (
            first.quantity.start,
            Policy(name, "measure", category(name, benefits, ""), evidence, when, _once(benefits)),
        )


def _fallback(clause: Clause) -> str:
    """What is given, from the words or the label of the offer, where nobody is said to get it."""
    label = clause.offers[0].benefit.label.rpartition("：")[2]
    if _RENT.match(label):
        return "租金优惠"
    return clause.what or ("".join(_WORDS.findall(label))[-MAX_FALLBACK:] or "支持")


def _promised(read: Passage, scene: Scene, belongs: Owned) -> Iterator[tuple[int, Policy]]:
    """Promises without an amount outside the articles that have a theme."""
    themed = bool(scene.themes) and not scene.answers
    taken = {offer.sentence.start for clause in belongs.clauses for offer in clause.offers}
    told = {key(named.name) for named in scene.named}
    for sentence, first, stop, name, single in promises(read.sentences, taken):
        if themed and not _stands_alone(scene, first):
            continue
        if key(name) in told or _spoken_for(scene, sentence, single):
            continue
        evidence = (quote(read.text, sentence, first, stop),)
        yield first, Policy(name, "measure", category(name, (), sentence.words), evidence)


def _stands_alone(scene: Scene, where: int) -> bool:
    """Whether a promise in a document of rules stands under no theme: in an article without one, or under work to be done."""
    if governing(scene.themes, where):
        return False
    above = over(scene.themes, where)
    return in_article(scene.folded, where) or bool(above and above.work)


def _spoken_for(scene: Scene, sentence: Piece, single: bool) -> bool:
    """Whether a promise is part of a document: under its title in a digest, or (a single one) in a sentence with it."""
    where = sentence.start
    at = bisect_right(scene.named, sentence.end, key=lambda n: n.start)
    before = scene.named[max(0, at - LATELY) : at]
    itself = key(scene.ruling.name) if scene.ruling else ""
    above = {key(n.name) for n in before if n.heading} - {itself}
    if above and not (len(above) == 1 and in_article(scene.folded, where)):
        return True  # The one title over numbered articles is the document itself, whatever the notice before it is called.
    line = bisect_right(scene.lines, where, key=lambda piece: piece.start) - 1
    first = scene.lines[line].start if line >= 0 else where
    here = [n for n in before if n.start >= first]
    told = any(n.start >= where for n in here)
    return single and not scene.answers and told


def _distinct(found: list[tuple[int, Policy]]) -> tuple[Policy, ...]:
    """In order of the text; measures of one name are one."""
    kept: dict[tuple[str, str], Policy] = {}
    for _, policy in sorted(found, key=lambda row: row[0]):
        same = (key(policy.name), "measure" if policy.form == "measure" else "named")
        if same not in kept:
            kept[same] = policy
            continue
        other = kept[same]
        evidence = tuple(dict.fromkeys(other.evidence + policy.evidence))[:MAX_EVIDENCE]
        kept[same] = replace(other, evidence=evidence, benefits=_once(other.benefits + policy.benefits))
    return tuple(kept.values())
