"""What the user names (files, folders, standard input) → articles."""

# pathlib tidies names ("./a.txt" → "a.txt"); the user's must stay as given.
# ruff: noqa: PTH110, PTH112, PTH113, PTH114, PTH116, PTH118, PTH208

from __future__ import annotations

import gzip
import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from quotes.errors import QuotesError, SourceError
from quotes.ingest import plain
from quotes.ingest.dates import parse_date
from quotes.ingest.formats import SUFFIXES, is_compressed, reader_for, why_not
from quotes.ingest.records import label
from quotes.ingest.source import Reader, Source, printable
from quotes.ingest.streams import decompress, from_bytes, head, is_gzip, open_file
from quotes.ingest.text import MAX_ARTICLE_BYTES, UnreadableError, check_binary
from quotes.types import Article

STDIN = "-"


def read_articles(
    sources: Iterable[str], *, outlet: str | None = None, published: str | None = None
) -> Iterator[Article | SourceError]:
    """The articles of all `sources`, in order, and an error as a value for each unreadable thing.

    A source is a file, a folder (read recursively, by name; hidden files and unknown suffixes are
    skipped) or "-" for one plain-text article on standard input. A file that is reached twice is
    read once. `outlet` and `published` hold for every article, whatever it says itself.

    Raises QuotesError at once where `published` is no date.
    """
    given: dict[str, str] = {}
    if outlet is not None and (name := label(outlet)):
        given["outlet"] = name
    if published is not None:
        date = parse_date(published)
        if date is None:
            raise QuotesError(f'"{printable(published)}" is no date; write it as 2025-03-24')
        given["published"] = date
    return _read_all(sources, given)


def _read_all(sources: Iterable[str], given: dict[str, str]) -> Iterator[Article | SourceError]:
    seen: set[str] = set()
    for name in sources:
        if name == STDIN:
            items = _read_stdin()
        elif os.path.isdir(name):
            items = _read_folder(name, seen)
        else:
            items = _read_file(name, seen)
        for item in items:
            yield replace(item, **given) if given and isinstance(item, Article) else item


def _read_folder(folder: str, seen: set[str]) -> Iterator[Article | SourceError]:
    found = False
    for path in _walk(folder):
        if isinstance(path, SourceError):
            found = True  # nobody knows that there are none
            yield path
        elif reader_for(path):
            found = True
            yield from _read_file(path, seen)
    if not found:
        known = ", ".join(SUFFIXES)
        yield SourceError(printable(folder), f"a folder without articles; readable are {known}")


def _walk(folder: str) -> Iterator[str | SourceError]:
    """The files below a folder, those of each folder by name. Links to folders are not followed."""
    pending = [folder]
    while pending:
        path = pending.pop()
        if path != folder and (os.path.islink(path) or not os.path.isdir(path)):
            # Named pipes and devices would wait for ever; a dangling link is worth an error.
            if os.path.isfile(path) or not os.path.exists(path):
                yield path
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield SourceError(printable(path), _why(error))
            continue
        pending += [os.path.join(path, name) for name in names if not name.startswith(".")]


def _read_file(path: str, seen: set[str]) -> Iterator[Article | SourceError]:
    name = printable(path)
    reader = reader_for(path)
    try:
        location = os.path.realpath(path)
        if location in seen:
            return
        seen.add(location)
        if reader is None:
            os.stat(path)  # "no such file" says more than "unknown type"
            yield SourceError(name, why_not(path))
            return
        stream, size = open_file(path)
    except (OSError, ValueError) as error:
        yield SourceError(name, _why(error))
        return
    with stream:
        packed = is_compressed(path)
        source = Source(name, location, None if packed else size)
        yield from _read_stream(stream, source, reader, packed)


def _read_stdin() -> Iterator[Article | SourceError]:
    source = Source(STDIN, STDIN)
    try:
        data = sys.stdin.buffer.read(MAX_ARTICLE_BYTES + 1)
    except (AttributeError, OSError):  # there is no sys.stdin where a program was started without
        yield source.error("standard input cannot be read")
        return
    stream = from_bytes(data)
    for item in _read_stream(stream, source, plain.read, is_gzip(stream)):
        # Standard input is no place to which an article could come back changed: its content is
        # its origin.
        if isinstance(item, Article):
            digest = hashlib.sha256(f"{STDIN}#{item.sha256}".encode()).hexdigest()
            item = replace(item, origin=digest)
        yield item


def _read_stream(
    stream: BinaryIO, source: Source, reader: Reader, packed: bool
) -> Iterator[Article | SourceError]:
    try:
        if packed and not is_gzip(stream):
            raise UnreadableError("is not compressed with gzip, as its name says")
        if packed:
            stream = decompress(stream)
        check_binary(head(stream))
        yield from reader(stream, source)
    except UnreadableError as problem:
        yield source.error(problem)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield source.error(f"is broken gzip ({error}); fetch it again")
    except OSError as error:
        yield source.error(_why(error))


def _why(error: Exception) -> str:
    """The reason of an operating system's error, without the path that it repeats."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or printable(str(error))}"
