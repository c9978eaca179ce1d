"""What a reader is told about where its bytes come from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from unicodedata import category

from quotes.errors import SourceError
from quotes.types import Article


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream. `name` is printable and as the user gave it, `location` its absolute path.

    `size` is in bytes, None where it is not known before everything is read.
    """

    name: str
    location: str
    size: int | None = None

    def at(self, line: int) -> str:
        """The name of the record that starts in `line`, counted from 1."""
        return f"{self.name}:{line}"

    def origin(self, part: str = "") -> str:
        """Where an article was read from, whatever the working directory, for `Article.origin`.

        `part` tells the articles of one file apart. It is a digest because databases get
        published, and paths name people and projects.
        """
        place = f"{self.location}#{part}"
        return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()

    def error(self, reason: object, line: int | None = None) -> SourceError:
        """That this source, or the record that starts in `line`, cannot be read."""
        return SourceError(self.name if line is None else self.at(line), str(reason))


Reader = Callable[[BinaryIO, Source], Iterator[Article | SourceError]]
"""Reads one format. Takes decompressed bytes, yields an error as a value for each article it must
leave out; OSError and `UnreadableError` may be raised and end the file."""


def printable(path: str) -> str:
    """`path` as one line of valid Unicode: control characters and undecodable bytes escaped."""
    text = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c.encode("unicode_escape").decode() if category(c) == "Cc" else c for c in text)
