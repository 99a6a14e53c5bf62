"""Radicals that stand for characters: some programs that print PDF put ⼈ (U+2F08) where 人 (U+4EBA) is meant.

The two blocks are Kangxi Radicals, U+2F00 to U+2FD5, whose characters Unicode's compatibility mapping names, and
CJK Radicals Supplement, U+2E80 to U+2EF3, for which it names two; the others here follow
EquivalentUnifiedIdeograph.txt of the Unicode Character Database, as far as they are characters in use.
"""

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺋卩⺌小⺍小⺎尢⺏尢⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬"
    "⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝"
    "⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉"
    "⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
UNIFIED = {
    **dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True)),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
}


_RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")


def unified(text: str) -> str:
    """The text with the characters that its radicals stand for; as long as before."""
    return text.translate(UNIFIED) if _RADICAL.search(text) else text
