"""Names as they are compared: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata

_ARTICLES = frozenset({"the", "a", "an"})
_APOSTROPHES = "'’‘ʼ`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s?\s*$", re.IGNORECASE)
_DROPPED = re.compile(rf"[{_APOSTROPHES}.\u00ad\u200b-\u200f]")
_NO_WORD = re.compile(r"[\W_]+")
# The spaces in "J. D. Vance" or "U. S. Treasury", but not the one in "Vitamin D".
_INITIALS = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")


def fold_name(name: str) -> str:
    """The name without what writers vary: case, accents, full stops, a leading article, a
    possessive.

    "The U.S. Treasury’s" and "us treasury" fold to the same text. Empty where nothing is left,
    as of "—".
    """
    text = name.lower() if name.isascii() else _without_accents(name)
    text = _DROPPED.sub("", _POSSESSIVE.sub("", text))
    text = _INITIALS.sub("", _NO_WORD.sub(" ", text).strip())
    first, _, rest = text.partition(" ")
    return rest if rest and first in _ARTICLES else text


def _without_accents(name: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in text if not unicodedata.combining(c))
