"""What the reader typed → Query; pure and forgiving: nothing typed raises an error.

千人计划产业园 余姚        both, each as one contiguous piece
"一镇一千人"               a phrase, in quotation marks of any style: never loosened to its words
人才 -公寓                 without what follows the minus sign
人才公寓 或 人才房         either (also OR and |)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search import segment
from search.fold import fold, is_han

LONGEST = 200
MOST_PIECES = 16
MOST_WORDS = 32

# A stretch in quotation marks is a phrase when it stands alone; inside a run of text (一镇一"千人") the marks are
# part of the name and folding drops them.
_TOKEN = re.compile(
    r"(?P<minus>[-－−]?)"
    r"(?:(?:[\"“”„‟＂](?P<double>[^\"“”„‟＂]+)[\"“”„‟＂]|['‘’＇`](?P<single>[^'‘’＇`]+)['‘’＇`]"
    r"|[「『«](?P<corner>[^「『«」』»]+)[」』»])(?=\s|$)|(?P<plain>\S+))"
)
# Signs that part two pieces; those that may stand inside a name or number (. - & / % # + ' ·) do not.
_PARTS = re.compile(r"(?:[\s\x00-\x1f\u200b\ufeff，。；！？、;!?…:：—]|(?<!\d)[,]|[,](?!\d))+")
_EDGES = " .,;:!?-+&/%#@*^=<>_~()'\\$|"
_EDGES_AFTER = re.sub(r"[%+#]", "", _EDGES)  # 44%, C++ and C# keep theirs
_OR = {"or", "|", "||", "或", "或者"}
_AND = {"and", "&", "&&", "+", "且", "并且"}
# Words that ask and bind: they carry nothing to look for when a question is taken apart into its words.
_ASKING = frozenset(
    "什么 甚么 多少 哪些 哪个 哪里 哪儿 哪一 哪 哪种 哪家 哪位 哪几 哪一个 哪年 哪项 几 几个 几家 几名 多少个 多少家 怎么 怎样 如何 为何 为什么 是否 有没有 "
    "谁 请问 是 的 了 吗 呢 啊 吧 和 与 及 在 对 给 有 为 被 把 从 到 向 由 于 以 等 都 也 而 或 之 其 这 那 个 可以 能 能否 怎么样 多大 多长 何时 何地 "
    "一个 关于 哪些是 以及 并 并且".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One contiguous folded piece to look for; ``words`` are what it may be loosened to, () for a phrase."""

    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A typed query: every clause must be met, a clause is met by any of its pieces; none of ``excluded``.

    ``understood`` says so in Chinese. A query without clauses asks for nothing; it is false.
    """

    typed: str = ""
    clauses: tuple[tuple[Piece, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    understood: str = ""

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Every piece that may be found, in the order typed."""
        return tuple(dict.fromkeys(piece.text for clause in self.clauses for piece in clause))

    @property
    def text(self) -> str:
        """All pieces in one folded text, for ranking by closeness."""
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    quoted: bool = False
    excluded: bool = False


def parse(typed: str) -> Query:
    """Read what was typed; only its first 200 characters count."""
    cut = len(typed) > LONGEST
    clauses: list[list[Piece]] = []
    excluded: list[str] = []
    seen: set[str] = set()
    joining = False
    for token in _tokens(typed[:LONGEST]):
        if not token.quoted and not token.excluded and token.text.lower() in _OR | _AND:
            joining = bool(clauses) and token.text.lower() in _OR
            continue
        for text in _split(token):
            if token.excluded:
                excluded.append(text)
            elif joining:
                clauses[-1].append(_piece(text, token.quoted))
            elif text not in seen and len(clauses) < MOST_PIECES:
                clauses.append([_piece(text, token.quoted)])
                seen.add(text)
            joining = False
    frozen = tuple(tuple(dict.fromkeys(clause)) for clause in clauses)
    shut_out = tuple(dict.fromkeys(excluded))[:MOST_PIECES]
    ranking = [word for clause in frozen for piece in clause for word in segment.words(piece.text)]
    ranking = [word for word in ranking if word not in _ASKING] or ranking
    return Query(
        typed=typed[:LONGEST],
        clauses=frozen,
        excluded=shut_out,
        words=tuple(dict.fromkeys(ranking))[:MOST_WORDS],
        understood=_say(frozen, shut_out, cut),
    )


def _tokens(typed: str) -> Iterator[_Token]:
    """Quoted and plain stretches in order, each with whether a minus sign stood before it."""
    for match in _TOKEN.finditer(typed):
        quoted = match["double"] or match["single"] or match["corner"]
        yield _Token(quoted or match["plain"], bool(quoted), bool(match["minus"]))


def _split(token: _Token) -> list[str]:
    """The folded contiguous pieces of a token; a piece without any letter, digit or character is no piece."""
    parts = [token.text] if token.quoted else _PARTS.split(token.text)
    folded = [fold(part).text.lstrip(_EDGES).rstrip(_EDGES_AFTER) for part in parts]
    return [piece for piece in folded if any(char.isalnum() for char in piece)]


def _piece(text: str, quoted: bool) -> Piece:
    """A piece with the words it may be loosened to: those that carry meaning, if they differ from the piece."""
    if quoted:
        return Piece(text)
    words = [word for word in dict.fromkeys(segment.cut(text)) if word not in _ASKING]
    if any(len(word) > 1 for word in words):
        words = [word for word in words if len(word) > 1 or not is_han(word)]
    return Piece(text, tuple(words) if words != [text] else ())


def _say(clauses: tuple[tuple[Piece, ...], ...], excluded: tuple[str, ...], cut: bool) -> str:
    """How the query was understood, as one Chinese sentence."""
    if not clauses:
        told = "只有要排除的词，没有要查找的词" if excluded else "没有可检索的文字"
    else:
        wanted = "、".join("或".join(f"「{piece.text}」" for piece in clause) for clause in clauses)
        told = f"查找同时含有{wanted}" if len(clauses) > 1 else f"查找含有{wanted}"
        told += "的案例" + ("，不含" + "、".join(f"「{text}」" for text in excluded) if excluded else "")
    return told + (f"（只看前 {LONGEST} 个字）" if cut else "") + "。"
