"""Bytes → text, verbatim or not at all.

Nothing here repairs, normalises or guesses: an article whose bytes we misread would be quoted
wrongly, so what cannot be read for certain is refused with a reason.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Compressed and executable data is about 10 % control bytes; text that went through old terminals
# and databases holds a stray one here and there.
_BINARY_SHARE = 0.03
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableError(Exception):
    """Why a piece of input is no article: one line that does not name its source."""


def decode(data: bytes) -> str:
    """`data` as text, newlines as they are, without a byte order mark.

    Raises UnreadableError where it is not UTF-8. Windows-1252 and the like are not guessed:
    nearly any bytes can be read that way, and what comes out is often not what was printed.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start}); "
            "convert it, e.g. iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def check_binary(head: bytes) -> None:
    """Raise UnreadableError where the first bytes of a file are no text, or UTF-16."""
    if head.startswith(_UTF16_MARKS):
        raise UnreadableError("is UTF-16, not UTF-8; convert it, e.g. iconv -f UTF-16 -t UTF-8")
    control = len(head) - len(head.translate(None, delete=_CONTROL))
    if control > _BINARY_SHARE * len(head):
        raise UnreadableError("is a binary file, not text")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an article may be, in characters, and what follows from that in bytes."""

    # Five to ten times the longest magazine features.
    characters: int = 1_000_000

    @property
    def file(self) -> int:
        """The most bytes that UTF-8 can need for an article, with a byte order mark."""
        return 4 * self.characters + len(codecs.BOM_UTF8)

    @property
    def line(self) -> int:
        """The longest line that is read in files of many articles, in bytes."""
        # JSON may escape every UTF-16 unit as six bytes; the rest is for the other fields.
        return 12 * self.characters + 1_000_000

    def check(self, text: str) -> None:
        """Raise UnreadableError where `text` cannot be an article: empty, too long, not storable."""
        if len(text) > self.characters:
            raise UnreadableError(f"has {len(text):,} characters; {self._advice}")
        if not text or text.isspace():
            raise UnreadableError("is empty")
        if "\0" in text:
            raise UnreadableError(f"has a NUL character at offset {text.index(chr(0))}; remove it")
        if surrogate := _SURROGATE.search(text):
            raise UnreadableError(
                f"has half a surrogate pair (U+{ord(surrogate[0]):04X}) at offset "
                f"{surrogate.start()}, which is no character; repair the file"
            )

    def too_large(self, size: int | None, most: int) -> UnreadableError:
        """The error for input of `size` bytes (None: not known) where at most `most` are read."""
        has = f"has {size:,} bytes" if size is not None else f"has more than {most:,} bytes"
        return UnreadableError(f"{has}; {self._advice}")

    @property
    def _advice(self) -> str:
        return (
            f"an article may have {self.characters:,} characters: split it into its articles, or "
            "raise --max-characters"
        )
