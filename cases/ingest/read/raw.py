"""What a reader of files gives back, and the limits that hold for all of them."""

from dataclasses import dataclass

from ..records import Refused

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a file as printed, and sentences in Chinese about what could not come along.

    The pages of a file that has pages are parted by form feeds; ``unread`` lists those, counted from 1, that are
    pictures, of which there is no text. ``guessed`` is the encoding that bytes without a sign of theirs were taken for.
    """

    text: str
    warnings: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    guessed: str = ""


def check_length(characters: int) -> None:
    """Refused for more text than a document may have."""
    if characters > MAX_CHARACTERS:
        raise Refused(
            f"文字超过 {MAX_CHARACTERS // 10_000} 万字（共 {characters} 字）。请拆成几个文件再导入。"
        )
