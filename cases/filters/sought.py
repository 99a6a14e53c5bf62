"""Looking for an option by what is typed: any of its characters, its pinyin from any character on, or initials."""

import re
from functools import lru_cache

from search.fold import fold
from search.suggest import syllables

_SOUND = re.compile("[A-Z][a-z]*")


@lru_cache(1 << 16)
def sounds(label: str) -> str:
    """The sounds of the Han characters of a label, each beginning with a capital: 余姚市（1） → YuYaoShi."""
    heard = syllables(fold(label).text)
    return "".join(each.capitalize() for each in heard if len(each) > 1 and each.isascii() and each.isalpha())


def matches(label: str, typed: str) -> bool:
    """Whether a label is meant: 余姚市 by 姚, yaoshi, yy, but not by ao."""
    wanted = "".join(fold(typed).text.split())
    if not wanted or wanted in fold(label).text:
        return True
    heard = [each.lower() for each in _SOUND.findall(sounds(label))]
    initials = "".join(each[0] for each in heard)
    return any(
        "".join(heard[at:]).startswith(wanted) or initials.startswith(wanted, at) for at in range(len(heard))
    )
