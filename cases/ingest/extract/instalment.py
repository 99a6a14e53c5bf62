"""In which parts an offer is paid: 先期拨付 40%, 落户拨四成，投产拨三成; such amounts are no offers of their own."""

import re

_PART_PAID = re.compile(
    r"(?:先期|首期|首次|前期|分期|余下|剩余|余款|其余|第[一二三四五]年|再|先)(?:拨付|发放|兑现|支付|拨|给)?[ ]?$"
)
# 安家费分3年发放，第1年底拨付4万元: neither an offer of its own nor paid already.
_INSTALMENT = re.compile(r"第[一二三四五\d]年[底末初]?(?:再)?(?:拨付|发放|兑现|支付|兑付|拨)[ ]?$")
# 改按里程碑拨付：落户拨四成，投产拨三成: in which parts an offer is paid.
_PART_AT = re.compile(r"[再先]?(?:拨付?|兑付|兑现|发放)[ ]?$")
_STAGED = re.compile(
    r"里程碑|分[一二两三四五\d]?[期次批步段][拨兑发支]|分[一二两三四五\d](?:年|期|次|批|步)|[按依][^，。；]{0,6}(?:进度|节点|阶段)[^，。；]{0,4}[拨兑发支]|再拨"
)
# 分五年按20%逐年兑付
_EVENLY = re.compile(
    r"分[一二两三四五六七八九十\d]{1,2}(?:年|期|次|批)[^，。；\d]{0,2}按(?:每[年期次])?[ ]?$"
)
_IN_PARTS = re.compile(r"分[一二三四五\d]{1,2}(?:年|次|期)")


def part_paid(kind: str, before: str, sentence: str) -> bool:
    """Whether an amount of this kind is a part in which what the sentence offers is paid; ``before``: its clause up to it."""
    if kind == "money":
        return bool(_INSTALMENT.search(before) and _IN_PARTS.search(sentence))
    if kind != "percent":
        return False
    staged = _PART_AT.search(before) and _STAGED.search(sentence)
    return bool(staged or _PART_PAID.search(before) or _EVENLY.search(before))
