"""Other names that the text itself gives to a thing: 「“云溪英才计划”（企业里习惯叫“云英计划”）」, 「也就是大家说的“云盟”」."""

import re

from .mention import HAN, MARKS, Mention

MAX_BETWEEN = 16
_SAID = re.compile(
    rf"[“”’]?(?:（|，(?:也就是|就是|俗称|又[称叫名]|人称|[也即]))(?:(?![还另个])[{HAN}]){{0,8}}?(?:(?:叫|称|说|唤)(?:的|作|做|为)?)?[“‘]?"
)
_CALLED = re.compile(r"叫|称|说|唤")
# 领航孵化器（云才谷）: the short name stands within the marks.
_BRACKET = re.compile(rf"(?P<long>.{{3,}})（(?P<short>[{HAN}A-Za-z\d]{{2,8}})）")


def renamed(folded: str, found: list[Mention]) -> list[Mention]:
    """The names with the key of what they are said to be another name of."""
    keys: dict[str, str] = {}
    for one, other in zip(found, found[1:], strict=False):
        between = folded[one.end : other.start] if other.start - one.end < MAX_BETWEEN else ""
        if _CALLED.search(between) and _SAID.fullmatch(between):
            keys[other.key] = one.key
    for mention in found:
        if short := _BRACKET.fullmatch(MARKS.sub("", mention.name)):
            keys[short["short"]] = mention.key
    if not keys:
        return found
    return [m._replace(key=keys.get(m.key, m.key)) for m in found]
