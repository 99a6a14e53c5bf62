"""Promises without an amount: 在户籍、医疗等方面给予优惠待遇, 每年享受1次免费体检, 子女任选学校就读."""

import re
from collections.abc import Iterable, Iterator

from ...sieve import compiled
from ..sentence import Piece
from .beneficiary import beneficiary, short
from .named import HAN
from .support import promised

_TREATED = compiled(
    r"在(?P<field>[^，。；：在]{2,40}?)等?(?:诸多|各)?方面(?:均|都|可|也)?(?:给予|享受|提供|享有|予以)[^，。；：\d]{0,8}?(?P<what>优惠待遇|优惠政策|优先待遇|同等待遇|优惠|照顾|优待|便利)"
)
_GRANTED = re.compile(
    r"(?:给予|提供|享受|实行)(?P<what>[^，。；：\d]{2,30}?(?:优惠政策|优惠待遇|扶持政策|补贴|补助|奖励|资助|津贴|贴息|减免))(?=[，。；）]|和|及|$)"
)
_ENJOYED = re.compile(
    r"(?:享受|给予|提供)[^，。；\n]{0,12}(?:安居|住房|医疗|交通|落户|就医|通行)[^，。；\n]{0,6}(?:保障|待遇|优待|绿色通道)"
)
_FOR_WHOM = re.compile(
    r"(?:对于?|凡|为|给)(?P<who>[^，。；：、]{2,24}?)(?=，|给予|提供|实行|[\d一二三两]{1,2}年|在[^，。；：]{2,40}?等?方面)"
)
_DONE = re.compile(
    r"已(?:为|有|经|帮|解决|安排|协调|安置)|累计|共(?:为|有|计|解决|协调|安排|安置)|人次|(?:有|为|安置|解决|帮助)[^，。；]{0,8}\d+[ ]?[余多]?(?:名|人|个|位)|[余多]人?次"
)
_ABOUT = re.compile(
    r"问题|难题|矛盾|反映|需求|诉求|希望|建议|不足|调研|占[ ]?\d|什么|怎么|如何|吗|[？?]|意愿|正在扩建"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[，。；：\n]))[ ]*(?P<who>[{HAN}“”A-Z、]{{2,24}}?)(?:可以?|均可|每年|均|都|凭|享受|享有|免费|在[^，。；]{{1,10}}内|，|的?子女|配偶|家属|由|按|住满|免|租金|前?[一二三两\d]{1, 2}年)"
)
# 您建议对…给予津贴，县里暂不另设: what somebody asks for is promised by nobody.
_ASKED = re.compile(
    r"(?:您|你们?|委员们?|代表们?)[^，。；]{0,6}(?:建议|提出|希望|要求)|暂不(?:另设|出台|考虑|具备)|暂未(?:出台|设立)"
)
# 子女入学实行“点单入学”: a promise may be given a name.
_GIVEN_NAME = re.compile(r"(?:实行|推行|试行|享受|提供)“(?P<name>[^“”，。；\n]{2,10})”$")
# 实行“编制周转池”，拿出90个编制专门留给农技岗位: the name stands right in front of the promise.
_JUST_NAMED = re.compile(r"(?:实行|推行|试行|设立|建立|推出|开设)了?“(?P<name>[^“”，。；\n]{2,10})”[，：]$")
_NAMED = re.compile(r"“[^“”]{2,12}”")
MAX_WHO = 6
_NEAR = "，：（"  # Marks that end the clause of a promise.


def promises(sentences: Iterable[Piece], taken: set[int]) -> Iterator[tuple[Piece, int, int, str, bool]]:
    """Those of ``sentences`` that promise something without an amount, with span and name of the promise.

    Last, whether it is one thing only (free lodging) and not a row of treatments. ``taken`` holds starts of
    sentences that are a measure already.
    """
    for sentence in sentences:
        if sentence.start in taken:
            continue
        found = _treated(sentence.words) or _single(sentence.words)
        if found and not _ASKED.search(sentence.words):
            first, stop, name, single = found
            yield sentence, sentence.start + first, sentence.start + stop, name, single


def makes_promise(body: str) -> bool:
    """Whether a stretch of rules promises somebody something without an amount."""
    return bool(promised(body) or _TREATED.search(body) or _GRANTED.search(body) or _ENJOYED.search(body))


def _treated(body: str) -> tuple[int, int, str, bool] | None:
    """在户籍、医疗等方面给予优惠待遇, 给予安家补贴、子女入学等优惠政策: where it stands, and its name."""
    if found := _TREATED.search(body):
        who = _whom(body, found.start() + 1)
        return found.start(), found.end(), f"{who}{found['field']}等{found['what']}", False
    if found := _GRANTED.search(body):
        who = _whom(body, found.start() + 2)
        if who or found["what"].count("、") >= 2:
            return found.start(), found.end(), f"{who}{found['what']}"[:40], False
    return None


def _single(body: str) -> tuple[int, int, str, bool] | None:
    """每年享受1次免费体检: where a sentence promises one thing, and its name; what was done already is no promise."""
    found = promised(body)
    if not found:
        return None
    first, stop, what = found
    left = max(body.rfind(mark, 0, first) for mark in _NEAR) + 1
    right = min((at for mark in _NEAR if (at := body.find(mark, stop)) >= 0), default=len(body))
    clause = body[left:right]
    if _DONE.search(clause) or _ABOUT.search(clause):
        return None
    if called := _GIVEN_NAME.search(body[first:stop]) or _JUST_NAMED.search(body[:first]):
        return first, stop, called["name"], False
    who = "" if what.endswith(("免租", "减半")) else _subject(body, first)
    named = _NAMED.search(who)
    who = who if len(who) <= MAX_WHO else named.group() if named else short(who)
    return first, stop, what if what.startswith(who) else f"{who}{what}", not what.endswith("减半")


def _whom(body: str, stop: int) -> str:
    """对…, 凡…: for whom, in front of ``stop``."""
    before = [match["who"] for match in _FOR_WHOM.finditer(body) if match.end("who") <= stop]
    return beneficiary(before[-1]) if before else ""


def _subject(body: str, first: int) -> str:
    """Who the sentence is about, in front of or around the promise at ``first``."""
    for pattern in (_FOR_WHOM, _SUBJECT):
        for match in reversed([m for m in pattern.finditer(body) if m.start("who") <= first + 2]):
            if who := beneficiary(match["who"]):
                return who
    return ""
