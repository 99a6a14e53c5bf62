"""What a figure counts where the words around it do not say so: the clause before does, a question, a bracket or an age.

改成专家公寓，共有 72 套          → 专家公寓
这几年放了多少？2018年是310万元    → 这几年放
35 岁以下的只占 11%              → 35岁以下占比
"""

import re

from ..sieve import compiled
from .indicator import strip_both
from .quantity import Quantity
from .sentence import Piece
from .target import adjoins, share_out
from .words import any_of

MAX_DEED = 24
MAX_ALONE = 16
MAX_FUND = 30
MAX_ASKED = 32
MAX_AGED = 20  # So far in front of a share the age may begin that says whose share it is.
_COUNTED_ALONE = compiled(
    rf"(?P<what>[\u4e00-\u9fff]{{0,4}}(?:{any_of('result_nouns')}))，(?:现|一?共|总共|合计|共计)有?[ ]?$"
)
# 设立人才开发资金，每年不少于500万元
_FUND_ALONE = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,14}(?:资金|基金|经费))，(?:每年|总?规模|总额|首期)(?:安排|投入|为|达)?[ ]?$"
)
_ALONE = re.compile(r"，(?:(?:[一总]?共|合计|共计)?有?|来了)[ ]?$")
# 人才公寓（566 套）: what stands before the bracket is counted in it.
_BRACKETED = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{0,10}}(?:{any_of('result_nouns')}))（(?:[总共]?计|共)?[ ]?$"
)
# 开课头一年来了 1400 多人次
# 已完成 33 个, where 立项 50 个 was told before
_FINISHED = re.compile(r"(?P<what>完成|验收|开工|通过)了?[ ]?$")
_CAME = re.compile(r"[来到]了[ ]?$")
_CAME_UNITS = {"人次": "前来人次", "人": "前来人员", "位": "前来人员", "名": "前来人员"}
_MADE = re.compile(
    r"(?:建[好成起了]|(?:“[^“”]{2,12}”|公寓|园区|基地|中心|厂房|校区|学校|驿站)(?=(?:也|正|还)?在建)|[新扩改]建|盖[了起好]|办起|办了|开[了起办]|挂牌|启用|投用|招[了收募聘]|培训|轮训|选[派送]|引[进回来]|认定|评[出选]|腾出|租[下了]|改(?:造|建)?[成为])"
)
# 50 岁以上的占 47%: the age is no condition but says whose share it is.
_AGED = re.compile(
    r"(?P<whose>(?:(?<!\d)\d\d|[二三四五六七八]十[一二三四五六七八九]?)(?:[—至到-]\d\d)?(?:周?岁)(?:及?以[上下]|往[上下])?)的?(?:已|只|仅|约|就|也|却|还|不|[占到有])*[ ]?$"
)
_ONLY_TOOK = re.compile(r"(?:只|仅|就|才)?(?:用了|用时|耗时|用|花了)[\u4e00-\u9fff]{0,4}$")
# 这几年放了多少？2018年是310万元: a bare figure behind a question is what was asked for.
_ASKED = re.compile(
    r"(?P<what>[\u4e00-\u9fff“”]{2,20}?)(?:的?了?(?:多少|几[个家人名套])|有多[少大高]|的?呢|怎么样|如何)[\u4e00-\u9fff]{0,3}？[”’]?[ ]?$"
)
_THAN_BEFORE = re.compile(r"(?:[较比])?(?:上年|去年|上一?年度|同期|上年同期|同比)(?:同期)?")

_BARE_ANSWER = re.compile(r"(?:[，、]?(?:(?:20\d\d|去|今|前)[ ]?年)?(?:是|为|有|达到?|约)?)")


def label_apart(folded: str, sentence: Piece, item: Quantity, left: int, label: str) -> str:
    """The label of a figure whose own words, from ``left`` on, give it ``label`` or none."""
    label = label or _of_clause_before(folded, sentence, item)
    if not label and not item.han and _CAME.search(folded, left, item.start):
        label = _CAME_UNITS.get(item.unit, "")
    if not label and item.kind == "count" and (done := _FINISHED.search(folded, left, item.start)):
        label = done["what"]
    if item.kind == "percent":
        label = _of_that_age(folded, sentence, item) or label
    if _BARE_ANSWER.fullmatch(folded, left, item.start):
        label = _asked(folded, sentence) or label
    return label


def _of_clause_before(folded: str, sentence: Piece, item: Quantity) -> str:
    """The thing that the clause before ends in, where only 共有 stands with a figure: 改成专家公寓，共有 72 套."""
    start = item.start
    left = max(sentence.start, start - MAX_ALONE)
    found = _COUNTED_ALONE.search(folded, left, start) or _FUND_ALONE.search(
        folded, max(sentence.start, start - MAX_FUND), start
    )
    if not found and folded.startswith("）", item.end):
        found = _BRACKETED.search(folded, max(sentence.start, start - MAX_FUND), start)
    if found:
        return found["what"]
    return _built(folded, sentence, start) if item.kind in ("count", "area") else ""


def _built(folded: str, sentence: Piece, start: int) -> str:
    """What the clause before brought about, where a figure is a clause of its own: 建好“渔港之家”，3万平方米，…"""
    alone = _ALONE.search(folded, sentence.start, start)
    if not alone:
        return ""
    clause = re.split("[，；：。]", folded[sentence.start : alone.start()])[-1]
    made = _MADE.search(clause)
    return strip_both(clause[made.start() :])[-MAX_DEED:] if made else ""


def _of_that_age(folded: str, sentence: Piece, item: Quantity) -> str:
    """Whose share it is where an age says so: 35 岁以下的只占 11% → 35岁以下占比."""
    aged = _AGED.search(folded, max(sentence.start, item.start - MAX_AGED), item.start)
    return f"{aged['whose']}占比" if aged else ""


def _asked(folded: str, sentence: Piece) -> str:
    """What the question right before the sentence asks for: 这几年放了多少？2018年是310万元 → 这几年放."""
    found = _ASKED.search(folded, max(0, sentence.start - MAX_ASKED), sentence.start)
    return found["what"] if found else ""


def deed(folded: str, sentence: Piece, start: int) -> str:
    """What took the time that stands at ``start``: the words before it, back over a clause of mere adverbs."""
    clauses_before = [c for c in re.split("[，：（）]", folded[sentence.start : start]) if c]
    for clause in reversed(clauses_before[-2:]):
        words = _ONLY_TOOK.sub("", clause.strip())
        if len(words) >= 4:
            return words[-MAX_DEED:]
    return ""


def shared_out(folded: str, left: int, items: list[Quantity], labels: list[str]) -> list[str]:
    """国家、省、市专家分别达到 3 名、7 名和 12 名: a label for each figure of the run; empty when there is no 分别.

    较上年分别增长 speaks of the figures before, whose ``labels`` it takes.
    """
    words = folded[left : items[0].start]
    at = words.rfind("分别")
    if at < 0 or len(words) - at > 8:
        return []
    run = 1
    while run < len(items) and adjoins(folded, items[run - 1], items[run]):
        run += 1
    who = strip_both(words[:at].rstrip("，").rpartition("，")[2])
    if run > 1 and _THAN_BEFORE.fullmatch(who):
        return [f"{each}增长" for each in labels[-run:]] if len(labels) >= run else []
    return share_out(who, run) if run > 1 and who else []
