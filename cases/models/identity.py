"""Names as keys: when two spellings are one thing, and the short keys that addresses are made of; and names in a sentence."""

import base64
import hashlib
import unicodedata

_INNER = str.maketrans("“”", "‘’")


def name_key(name: str) -> str:
    """The letters and digits of a name, width and case folded: 一镇一“千人” and 一镇一千人 are one."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")[:200]


def quoted(name: object) -> str:
    """A name in quotation marks; those that it has itself become the inner ones: “‘上林英才’计划”."""
    return f"“{str(name).translate(_INNER)}”"


def short_key(*parts: str) -> str:
    """Eight characters a–z, 2–7 that depend on ``parts`` alone, so that every database gives the same address."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32encode(digest[:5]).decode().lower()
