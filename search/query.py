"""What the reader typed → Query; pure and forgiving: nothing typed raises an error.

千人计划产业园 余姚        both, each as one contiguous piece
"一镇一千人"               a phrase, in quotation marks of any style: never loosened to its words
人才 -公寓                 without what follows the minus sign
人才公寓 或 人才房         either (also OR and |)
县:余姚、慈溪 人才         a field word that the caller knows, with its values; what a value means is the caller's
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from search import segment
from search.fold import fold, is_han

LONGEST = 200
MOST_PIECES = 16
MOST_FIELDS = 8
MOST_VALUES = 10
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


# The value of a field word: in quotation marks of any style, or up to the next sign that parts values.
_VALUE = (
    r"(?:[\"“”„‟＂][^\"“”„‟＂]+[\"“”„‟＂]|['‘’＇`][^'‘’＇`]+['‘’＇`]|[「『«《][^「『«《」』»》]+[」』»》]"
    r"|[^\s、，,;；|｜。？！]+)"
)
_ANOTHER = r"(?:\s*[、，,;；|｜]\s*|\s+(?:或者|或|or)\s+)"
_MARKS = "\"“”„‟＂'‘’＇`「」『』«»《》"


@dataclass(frozen=True, slots=True)
class Piece:
    """One contiguous folded piece to look for; ``words`` are what it may be loosened to, () for a phrase.

    ``quoted`` pieces stood in quotation marks: they are wanted as they are. ``singles`` are the Han characters
    that are words by themselves beside longer ones: most say little, but one may be half of a name (畠 in 高畠车站).
    """

    text: str
    words: tuple[str, ...] = ()
    quoted: bool = False
    singles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field word with its values as typed, any of which will do, or none of them if ``excluded``.

    ``name`` is the caller's for ``word``.
    """

    name: str
    word: str
    values: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A typed query: every clause must be met, a clause is met by any of its pieces; none of ``excluded``.

    ``understood`` says so in Chinese, without the ``fields``, which are the caller's. ``widened`` are the words
    that were added to those typed (see ``search.synonyms``). A query without clauses looks for no text; it is
    false.
    """

    typed: str = ""
    clauses: tuple[tuple[Piece, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    understood: str = ""
    fields: tuple[Field, ...] = ()
    widened: tuple[str, ...] = ()

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


def parse(typed: str, fields: Mapping[str, str] | None = None, as_text: Collection[Field] = ()) -> Query:
    """Read what was typed; only its first 200 characters count.

    ``fields`` maps the field words that the caller knows to its own names for them. Those in ``as_text`` are
    taken for what to look for, without their word.
    """
    cut = len(typed) > LONGEST
    given, rest = _fields(typed[:LONGEST], fields or {}, as_text)
    clauses: list[list[Piece]] = []
    excluded: list[str] = []
    seen: set[str] = set()
    joining = False
    for token in _tokens(rest):
        if not token.quoted and not token.excluded and token.text.lower() in _OR | _AND:
            joining = bool(clauses) and token.text.lower() in _OR
            continue
        for text in _split(token):
            if token.excluded:
                excluded.append(text)
            elif joining:
                clauses[-1].append(piece_of(text, quoted=token.quoted))
            elif text not in seen and len(clauses) < MOST_PIECES:
                clauses.append([piece_of(text, quoted=token.quoted)])
                seen.add(text)
            joining = False
    frozen = tuple(tuple(dict.fromkeys(clause)) for clause in clauses)
    shut_out = tuple(dict.fromkeys(excluded))[:MOST_PIECES]
    return Query(
        typed=typed[:LONGEST],
        clauses=frozen,
        excluded=shut_out,
        words=ranked_by(frozen),
        understood=_say(frozen, shut_out, cut),
        fields=given,
    )


def ranked_by(clauses: Collection[Collection[Piece]]) -> tuple[str, ...]:
    """The words that passages are ranked by: those of all pieces, without those that only ask and bind."""
    ranking = [word for clause in clauses for piece in clause for word in segment.words(piece.text)]
    ranking = [word for word in ranking if word not in _ASKING] or ranking
    return tuple(dict.fromkeys(ranking))[:MOST_WORDS]


def _fields(
    typed: str, known: Mapping[str, str], as_text: Collection[Field]
) -> tuple[tuple[Field, ...], str]:
    """The field words in order, each once, and what was typed besides.

    地区：余姚、慈溪 年: 2012..2015 人才公寓
    """
    if not known:
        return (), typed
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    word = rf"(?:{words})\s*[:：]+\s*"
    pattern = re.compile(
        rf"(?<![^\s，。；、,;|])(?P<minus>[-－−]?)(?P<word>{words})\s*[:：]+\s*"
        rf"(?P<values>{_VALUE}(?:{_ANOTHER}(?!{word}){_VALUE})*)",
        re.IGNORECASE,
    )
    found: dict[Field, None] = {}

    def take(match: re.Match[str]) -> str:
        parts = [part for part in re.findall(_VALUE, match["values"]) if part.lower() != "or"]
        split = [[part[1:-1]] if part[0] in _MARKS else re.split("或者|或", part) for part in parts]
        values = [value.strip() for each in split for value in each]
        kept = tuple(dict.fromkeys(value for value in values if value))[:MOST_VALUES]
        field = Field(known[match["word"].lower()], match["word"], kept, bool(match["minus"]))
        if field in as_text:
            return " ".join(f"{match['minus']}{value}" for value in kept)
        if kept and len(found) < MOST_FIELDS:
            found[field] = None
        return " "

    rest = pattern.sub(take, typed)
    return tuple(found), rest


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


def piece_of(text: str, *, quoted: bool = False) -> Piece:
    """A folded text with the words it may be loosened to: those that carry meaning, if they differ from it."""
    if quoted:
        return Piece(text, (), True)
    words = [word for word in dict.fromkeys(segment.cut(text)) if word not in _ASKING]
    if words == [text]:
        return Piece(text)
    longer = [word for word in words if len(word) > 1 or not is_han(word)]
    if not any(len(word) > 1 for word in longer):
        return Piece(text, tuple(words))
    return Piece(text, tuple(longer), False, tuple(word for word in words if word not in longer))


def _say(clauses: tuple[tuple[Piece, ...], ...], excluded: tuple[str, ...], cut: bool) -> str:
    """How the query was understood, as one Chinese sentence."""
    if not clauses:
        told = "只有要排除的词，没有要查找的词" if excluded else "没有可检索的文字"
    else:
        wanted = "、".join("或".join(f"「{piece.text}」" for piece in clause) for clause in clauses)
        told = f"查找同时含有{wanted}" if len(clauses) > 1 else f"查找含有{wanted}"
        told += "的案例" + ("，不含" + "、".join(f"「{text}」" for text in excluded) if excluded else "")
    return told + (f"（只看前 {LONGEST} 个字）" if cut else "") + "。"
