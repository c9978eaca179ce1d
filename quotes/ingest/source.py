"""What a reader is told about where its bytes come from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from unicodedata import category

from quotes.errors import SourceError
from quotes.ingest.text import Limit
from quotes.types import Article


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream. `name` is printable and as the user gave it, `location` its absolute path.

    `size` is in bytes, None where it is not known before everything is read. `limit` says how long
    its articles may be.
    """

    name: str
    location: str
    size: int | None = None
    limit: Limit = field(default=Limit())

    def at(self, part: int | str) -> str:
        """The name of a part: the line in which it starts or its number, from 1, or its address."""
        return f"{self.name}:{part}"

    def origin(self, part: str = "") -> str:
        """Where an article was read from, whatever the working directory, for `Article.origin`.

        `part` tells the articles of one file apart. It is a digest because databases get
        published, and paths name people and projects.
        """
        place = f"{self.location}#{part}"
        return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()

    def error(self, reason: object, part: int | str | None = None) -> SourceError:
        """That this source, or a part of it, cannot be read."""
        return SourceError(self.name if part is None else self.at(part), str(reason))


Reader = Callable[[BinaryIO, Source], Iterator[Article | SourceError]]
"""Reads one format. Takes decompressed bytes, yields an error as a value for each article it must
leave out; OSError and `UnreadableError` may be raised and end the file."""


def printable(path: str) -> str:
    """`path` as one line of valid Unicode: control characters and undecodable bytes escaped."""
    text = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c.encode("unicode_escape").decode() if category(c) == "Cc" else c for c in text)


def why(error: Exception) -> str:
    """The reason of an operating system's error, without the path that it repeats."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or printable(str(error))}"
