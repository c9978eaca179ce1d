"""The bytes of a web page → text."""

from __future__ import annotations

import codecs
import re

from quotes.ingest.text import UnreadableError, decode

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_DECLARED_WITHIN = 4096
# Encodings of text as pages declare them; Python knows others ("unicode_escape") that would
# mangle it.
_FAMILIES = (
    "cp125",
    "iso8859",
    "koi8",
    "mac-",
    "gb",
    "big5",
    "euc_",
    "shift_jis",
    "cp932",
    "cp949",
)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The page as text. Raises UnreadableError where its encoding is not known.

    UTF-8 wins over what is declared: other text is hardly ever valid UTF-8 by chance, and wrong
    declarations are common. Otherwise the declaration is believed, to the letter: that of the
    server (`charset`, where it is known), else the page's own.
    """
    try:
        return decode(data)
    except UnreadableError as not_utf8:
        declared = _DECLARED.search(data[:_DECLARED_WITHIN])
        name = charset or (declared[1].decode("ascii") if declared else None)
        if name is None:
            raise UnreadableError(f"{not_utf8}; or declare the page's charset") from None
        text = _try(data, name)
        if text is None:
            raise UnreadableError(f"declares the charset {name}, but {not_utf8}") from None
        return text


def _try(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):  # unknown; or no name at all
        return None
    # As browsers do: pages that declare either of these are written in Windows-1252.
    if codec in ("ascii", "iso8859-1"):
        codec = "cp1252"
    if not codec.startswith(_FAMILIES):
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
