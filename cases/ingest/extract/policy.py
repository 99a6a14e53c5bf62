"""Policies: documents in 《》, named plans, and clauses that grant something without any name; benefits attached."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..records import Benefit, Evidence, Form, PlaceRef, Policy
from .benefit import Offer, normative, offers
from .brand import Mention, mentions, of_others
from .sentence import Piece, fold, paragraphs, quote, sentences
from .status import is_plan
from .words import any_of, rows

MAX_EVIDENCE = 5
MAX_NAME = 60
_KIND = any_of("policy_kinds")
_HAN = "\u4e00-\u9fff"
_TITLE = re.compile(
    r"《([^《》]{2,90}(?:[《〈][^《》〈〉]{1,60}[》〉][^《》]{0,60})?)》(?:[（(]([^）)\n]{1,24})[）)])?"
)
_POLICY_TITLE = re.compile(rf"{_KIND}(?:[（(][^）)]{{1,12}}[）)])?(?:[\d一二三四五六七八九十]{{1,3}}条)?$")
_NOT_POLICY = re.compile(any_of("not_policies"))
_ISSUED = re.compile(
    rf"(?:{any_of('policy_verbs')})了?(?:新一轮|新的|以)?(?P<name>[{_HAN}“”‘’·+\d（）]{{4,34}}?"
    r"(?:办法|意见|方案|细则|政策|规定|措施|新政|制度|行动计划|行动|计划|工程)"
    r"(?:[“]?[\d一二三四五六七八九十]{1,3}条[”]?)?)(?![\u4e00-\u9fff]{0,1}(?:专家|人才|产业园|项目|体系))"
)
_NEW_DEAL = re.compile(
    rf"(?:“[^”\n]{{2,10}}”|[“])?(?:人才|[{_HAN}]{{2,6}}?)(?:新政|政策)[“]?[\d一二三四五六七八九十]{{1,3}}(?:条|\.0版?)[”]?"
)
_GENERIC = re.compile(any_of("policy_generic"))
_TRIM = re.compile(rf"^(?:了|以|并|和|一[项系列批]{{1,2}}|新一轮|新的|《|{any_of('policy_verbs')})+")
_MARKS = re.compile(r"[“”‘’《》〈〉 \n（）()]")
_YEAR = re.compile(r"(20\d\d)[ ]?年")
_THIS_YEAR = re.compile(r"今年|去年|前年|当年")
_NUMBERED = re.compile(r"〔(20\d\d)〕|\[(20\d\d)\]")
_GRANT = re.compile(r"补助|补贴|奖励|资助|津贴|贴息|资金|贷款|附加分|考核分|购房券|减免|经费")
_GRANT_END = re.compile(rf"(?:{_GRANT.pattern})$")
# A measure of this name would say nothing.
_BARE = re.compile(r"(?:生活|购房|租房|安家|住房)?(?:补贴|补助|津贴|奖励|资助|经费|贷款)(?:标准)?")
_CATEGORIES = tuple((row[0], re.compile(row[1])) for row in rows("policy_categories"))
_PROGRAMMES = ("计划", "行动", "工程")
_RULE_TITLE = re.compile(
    rf"^[^。！？\n]{{2,60}}(?:{_KIND})(?:（[^）]{{1,12}}）)?$",
)
_GRANTED = re.compile(
    r"(?:给予|提供|实行)(?P<what>[^，。；：\d]{0,30}?(?:补助|补贴|奖励|资助|津贴|贴息|减免|优惠政策|优惠待遇))"
    r"(?=[，。；、）]|和|及|等|\n|$)"
)
_FOR_WHOM = re.compile(
    r"(?:对于?|凡|为)(?P<who>[^，。；：、]{2,20}?)(?=，|给予|提供|实行|在(?P<where>[^，。；：]{2,40}?)等?方面)"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """One place where a policy is named."""

    start: int
    end: int
    name: str
    form: Form
    year: int | None


def policies(
    text: str, start: int, end: int, *, year: int | None = None, place: PlaceRef | None = None
) -> tuple[Policy, ...]:
    """The policies of ``text[start:end]`` with what they offer; ``year`` is the case's, for 今年 and 去年.

    A benefit belongs to the policy named nearest before it in its paragraph, to the document itself where the
    passage is one, and otherwise to a measure of its own, named by target and offer.
    """
    folded = fold(text)
    named = [
        n
        for n in _named(text, folded, start, end, year)
        if n.form == "formal" or not _foreign(folded, n, place)
    ]
    ruling = _ruling(text, folded, start, end, named, year)
    by_key: dict[str, list[_Named]] = {}
    for item in named:
        by_key.setdefault(_key(item.name), []).append(item)
    attached, measures = _attach(
        folded, offers(text, start, end).offers, paragraphs(folded, start, end), named, ruling
    )
    found = []
    for key, group in by_key.items():
        found.append((group[0].start, _policy(text, folded, group, tuple(attached.get(key, ())))))
    for group in measures:
        found.append((group[0].quantity.start, _measure(folded, group, year)))
    found += _unnumbered(text, folded, start, end, measures)
    return tuple(policy for _, policy in sorted(found, key=lambda row: row[0]))


def _foreign(folded: str, named: "_Named", place: PlaceRef | None) -> bool:
    """Whether a programme named without 《》 is that of a higher unit or of another place."""
    mention = Mention(named.start, named.end, named.name, "", "", False, False)
    return of_others(folded, mention, place)


def _named(text: str, folded: str, start: int, end: int, year: int | None) -> list[_Named]:
    """Every place where a policy is named, in order, without overlap; 《》 outrank programmes, these loose names."""
    kept: list[_Named] = []
    for reader in (_formal, _programmes, _issued):
        kept = _apart(kept, sorted(reader(text, folded, start, end, year), key=lambda n: (n.start, -n.end)))
    return kept


def _apart(kept: list[_Named], found: list[_Named]) -> list[_Named]:
    """Both lists, each in order, as one without overlap; what is kept already stays."""
    merged: list[_Named] = []
    at = 0
    for item in found:
        while at < len(kept) and kept[at].end <= item.start:
            merged.append(kept[at])
            at += 1
        free = at == len(kept) or kept[at].start >= item.end
        if free and (not merged or merged[-1].end <= item.start):
            merged.append(item)
    return merged + kept[at:]


def _formal(text: str, folded: str, start: int, end: int, year: int | None) -> Iterator[_Named]:
    """Titles in 《》 that end in 意见, 办法, 方案 …; newspapers and laws are none."""
    for match in _TITLE.finditer(folded, start, end):
        inner = re.sub(r"\s+", "", match[1])
        plain = re.sub(r"[（(][^）)]{1,12}[）)]$", "", inner)
        if _POLICY_TITLE.search(inner) and not _NOT_POLICY.fullmatch(plain):
            shown = re.sub(r"\s+", "", text[match.start() + 1 : match.start() + 1 + len(match[1])])
            stated = _NUMBERED.search(match.group()) or _YEAR.search(inner)
            when = (
                int(next(filter(None, stated.groups())))
                if stated
                else _year_near(folded, match.start(), year)
            )
            stop = match.start() + 2 + len(match[1])
            yield _Named(match.start(), stop, shown[:MAX_NAME], "formal", when)


def _programmes(text: str, folded: str, start: int, end: int, year: int | None) -> Iterator[_Named]:
    """The county's own plans, actions and projects by name (“渔港英才”计划)."""
    for mention in mentions(text, start, end):
        named = mention.name.rstrip("”’").endswith(_PROGRAMMES)
        if named and mention.strong and not mention.national:
            yield _Named(
                mention.start, mention.end, mention.name, "named", _year_near(folded, mention.start, year)
            )


def _issued(text: str, folded: str, start: int, end: int, year: int | None) -> Iterator[_Named]:
    """出台企业引才奖励办法: a document named without marks behind a verb of issuing."""
    for match in _ISSUED.finditer(folded, start, end):
        name = _TRIM.sub("", match["name"])
        name = name.rpartition("的")[2]
        rest = _GENERIC.sub("", _MARKS.sub("", name))
        if (
            len(rest) < 2
            or len(name) > 30
            or name.count("“") != name.count("”")
            or re.search(r"[、，]", name)
        ):
            continue
        first = match.end("name") - len(name)
        yield _Named(first, match.end("name"), name, "named", _year_near(folded, first, year))
    for match in _NEW_DEAL.finditer(folded, start, end):
        yield _Named(match.start(), match.end(), _MARKS.sub("", match.group()), "named", None)


def _year_near(folded: str, at: int, year: int | None) -> int | None:
    """The year that the sentence states in front of a name; 今年 and 去年 count from the year of the case."""
    left = max((folded.rfind(mark, max(0, at - 60), at) for mark in "。；\n"), default=-1) + 1
    stretch = folded[max(left, at - 60) : at]
    stated = list(_YEAR.finditer(stretch))
    if stated:
        return int(stated[-1][1])
    word = _THIS_YEAR.search(stretch)
    if word and year:
        return year - {"今年": 0, "去年": 1, "前年": 2, "当年": 0}[word.group()]
    return None


def _key(name: str) -> str:
    """What the spellings of a policy's name share."""
    plain = re.sub(r"[（(](?:试行|暂行|修订|草案|[^）)]{1,8}稿)[）)]", "", name)
    return _MARKS.sub("", plain)


def _ruling(
    text: str, folded: str, start: int, end: int, named: list[_Named], year: int | None
) -> _Named | None:
    """The document that the passage itself is, when it is one: its title line; added to ``named`` when new."""
    if not normative(folded, start, end) and not is_plan(folded, start, end):
        return None
    for line in paragraphs(folded, start, min(end, start + 400)):
        words = folded[line.start : line.end].strip()
        inside = next((n for n in named if line.start <= n.start < line.end and n.form == "formal"), None)
        if inside:
            return inside
        if _RULE_TITLE.match(words) and len(words) >= 6:
            first = (
                line.start + len(folded[line.start : line.end]) - len(folded[line.start : line.end].lstrip())
            )
            own = _Named(
                first, first + len(words), text[first : first + len(words)][:MAX_NAME], "formal", year
            )
            named.insert(0, own)
            return own
    return None


def _attach(
    folded: str, given: tuple[Offer, ...], lines: list[Piece], named: list[_Named], ruling: _Named | None
) -> tuple[dict[str, list[Benefit]], list[list[Offer]]]:
    """Each offer to its policy's key, and the offers without one grouped into measures."""
    attached: dict[str, list[Benefit]] = {}
    measures: list[list[Offer]] = []
    line = at = 0
    before: list[_Named] = []
    for offer in given:
        where = offer.quantity.start
        while line < len(lines) and lines[line].end <= where:
            line += 1
            before = []
        while at < len(named) and named[at].start < where:
            before.append(named[at])
            at += 1
        first = lines[line].start if line < len(lines) else offer.sentence.start
        before = [n for n in before[-8:] if n.start >= first]
        owner = _owner(before, offer) or ruling
        if owner is None and at and _BARE.fullmatch(offer.benefit.label):
            owner = named[at - 1]
        if owner:
            attached.setdefault(_key(owner.name), []).append(offer.benefit)
        elif measures and _same_measure(measures[-1][-1], offer):
            measures[-1].append(offer)
        else:
            measures.append([offer])
    return attached, measures


def _owner(before: list[_Named], offer: Offer) -> _Named | None:
    """The policy an offer belongs to: a document in 《》 of the same sentence, else the nearest name before it."""
    same = [n for n in before if n.start >= offer.sentence.start and n.form == "formal"]
    return same[-1] if same else (before[-1] if before else None)


def _same_measure(one: Offer, two: Offer) -> bool:
    """Offers of one sentence to the same people are one measure."""
    return one.sentence == two.sentence and one.target == two.target


def _policy(text: str, folded: str, group: list[_Named], benefits: tuple[Benefit, ...]) -> Policy:
    """One named policy from all the places where it is named."""
    first = group[0]
    evidence = tuple(Evidence.of(text, n.start, n.end) for n in group[:MAX_EVIDENCE])
    around = folded[max(0, first.start - 20) : first.end + 60]
    year = next((n.year for n in group if n.year), None)
    counts = Counter(n.name for n in group)
    name = min(counts, key=lambda n: (-counts[n], len(n)))
    return Policy(name, first.form, category(name, benefits, around), evidence, year, _once(benefits))


def _once(benefits: tuple[Benefit, ...]) -> tuple[Benefit, ...]:
    """Benefits told twice are one with two witnesses."""
    seen: dict[tuple[object, ...], Benefit] = {}
    for item in benefits:
        key = (item.label, item.low, item.high, item.unit, item.per, item.bound)
        if key in seen:
            seen[key] = replace(
                seen[key], evidence=tuple(dict.fromkeys(seen[key].evidence + item.evidence))[:MAX_EVIDENCE]
            )
        else:
            seen[key] = item
    return tuple(seen.values())


def _measure(folded: str, group: list[Offer], year: int | None) -> Policy:
    """A measure without a name: 企业引进院士补助, from its target and its offer."""
    first = group[0]
    benefits = _once(tuple(offer.benefit for offer in group))
    evidence = tuple(dict.fromkeys(e for b in benefits for e in b.evidence))[:MAX_EVIDENCE]
    behind = folded[first.quantity.end : first.sentence.end]
    before = folded[first.sentence.start : first.quantity.start]
    name = measure_name(first.benefit.label, before, behind, len(group))
    when = _year_near(folded, first.quantity.start, year)
    return Policy(name, "measure", category(name, benefits, ""), evidence, when, benefits)


def measure_name(label: str, before: str, behind: str, count: int) -> str:
    """引进院士：补助 → 引进院士补助; without an offer word in the label the nearest one of the sentence is taken."""
    who, _, what = label.partition("：")
    who = re.sub(r"(?<![\d.])[ ]?[一1][ ]?(?:名|位|个|家|项)(?!以上)", "", who).replace(" ", "").strip("的，")
    who = re.sub(r"每(?=引|聘|新|推|培|获|入)|^新(?=[\u4e00-\u9fff]{2})", "", who)
    if not what and not _GRANT_END.search(who):
        what = next(iter(_GRANT.findall(behind) or _GRANT.findall(before)[-1:]), "支持")
    if what.startswith(who):
        who = ""
    name = f"{who[:24]}{what[:16]}"
    return name + ("等" if count > 1 and not name.endswith("等") else "")


def _unnumbered(
    text: str, folded: str, start: int, end: int, measures: list[list[Offer]]
) -> list[tuple[int, Policy]]:
    """Grants without an amount: 对新落户人才给予安家补贴、子女入学等优惠政策."""
    taken = {group[0].sentence.start for group in measures}
    found: list[tuple[int, Policy]] = []
    seen: set[str] = set()
    for sentence in sentences(folded, start, end):
        body = folded[sentence.start : sentence.end]
        granted = None if sentence.start in taken else _GRANTED.search(body)
        whom = _last(_FOR_WHOM, body, granted.start() + 2) if granted else None
        if not granted or not whom:
            continue
        field = f"{whom['where']}等" if whom["where"] else ""
        name = f"{whom['who']}{field}{granted['what']}".replace(" ", "")[:48]
        if name in seen:
            continue
        seen.add(name)
        where = sentence.start + granted.start()
        evidence = (quote(text, sentence, where, sentence.start + granted.end()),)
        found.append((where, Policy(name, "measure", category(name, (), body), evidence)))
    return found


def _last(pattern: re.Pattern[str], body: str, stop: int) -> re.Match[str] | None:
    """The last match that ends before ``stop``."""
    last = None
    for match in pattern.finditer(body, 0, stop):
        last = match
    return last


def category(name: str, benefits: tuple[Benefit, ...], around: str) -> str:
    """The category whose words weigh most, those of the name far above; the words around count when these say nothing."""
    labels = "".join(benefit.label for benefit in benefits)
    score: Counter[str] = Counter()
    for word, pattern in _CATEGORIES:
        weight = 10 * len(pattern.findall(name)) + len(pattern.findall(labels))
        score[word] = weight if word != "综合" else min(weight, 1)
    best = max(score.values())
    if not best:
        score.update({word: len(pattern.findall(around)) for word, pattern in _CATEGORIES})
        best = max(score.values())
    return next((word for word, _ in _CATEGORIES if score[word] == best and best > 0), "综合")
