"""What the user names (files, folders, patterns, standard input) → articles."""

# pathlib tidies names ("./a.txt" → "a.txt"); the user's must stay as given.
# ruff: noqa: PTH116

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from quotes.errors import QuotesError, SourceError
from quotes.ingest.dates import parse_date
from quotes.ingest.formats import TEXT, Format, format_of, packing_by_name, why_not
from quotes.ingest.language import foreign_language
from quotes.ingest.manifest import Manifest, read_manifest
from quotes.ingest.paths import files_of
from quotes.ingest.records import label
from quotes.ingest.source import Source, printable, why
from quotes.ingest.streams import Packing, from_bytes, head, open_file, packing_of, unpack
from quotes.ingest.text import Limit, UnreadableError, check_binary
from quotes.types import Article

STDIN = "-"

Items = Iterator[Article | SourceError]


def read_articles(
    sources: Iterable[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    manifest: str | None = None,
    max_characters: int = Limit().characters,
    any_language: bool = False,
) -> Items:
    """The articles of all `sources`, in order, and an error as a value for each unreadable thing.

    A source is a file, a folder (read recursively, by name; hidden files and unknown suffixes are
    skipped), a pattern as shells expand it, or "-" for one plain-text article on standard input. A
    file that is reached twice is read once. `outlet` and `published` hold for every article,
    whatever it says itself; `manifest` is a table that says it of single files. Articles of more
    than `max_characters`, and without `any_language` those that are not in English, are errors.

    Raises QuotesError at once where `published` is no date or `manifest` no such table.
    """
    given: dict[str, str] = {}
    if outlet is not None and (name := label(outlet)):
        given["outlet"] = name
    if published is not None:
        date = parse_date(published)
        if date is None:
            raise QuotesError(f'"{printable(published)}" is no date; write it as 2025-03-24')
        given["published"] = date
    table = read_manifest(manifest) if manifest is not None else None
    return _Reading(given, table, Limit(max_characters), any_language).read_all(sources)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One run over sources: what holds for all of them, and which files it has seen."""

    given: dict[str, str]
    manifest: Manifest | None
    limit: Limit
    any_language: bool
    seen: set[str] = field(default_factory=set)

    def read_all(self, sources: Iterable[str]) -> Items:
        if self.manifest:
            self.seen.add(self.manifest.location)  # it may lie among the articles, and is none
            yield from self.manifest.problems
        for name in sources:
            if name == STDIN:
                yield from self._read_stdin()
                continue
            for path in files_of(name):
                if isinstance(path, SourceError):
                    yield path
                else:
                    yield from self._read_file(path)

    def _read_file(self, path: str) -> Items:
        name = printable(path)
        form = format_of(path)
        try:
            location = os.path.realpath(path)
            if location in self.seen:
                return
            self.seen.add(location)
            if form is None:
                os.stat(path)  # "no such file" says more than "unknown type"
                yield SourceError(name, why_not(path))
                return
            stream, size = open_file(path)
        except (OSError, ValueError) as error:
            yield SourceError(name, why(error))
            return
        with stream:
            packing = packing_by_name(path)
            source = Source(name, location, None if packing else size, self.limit)
            for item in _read_stream(stream, source, form, packing):
                yield self._finish(item, source)

    def _read_stdin(self) -> Items:
        source = Source(STDIN, STDIN, limit=self.limit)
        try:
            data = sys.stdin.buffer.read(self.limit.file + 1)
        except (AttributeError, OSError):  # a program may have been started without a sys.stdin
            yield source.error("standard input cannot be read")
            return
        stream = from_bytes(data)
        for item in _read_stream(stream, source, TEXT, packing_of(stream)):
            # Standard input is no place to which an article could come back changed: its content is
            # its origin.
            if isinstance(item, Article):
                digest = hashlib.sha256(f"{STDIN}#{item.sha256}".encode()).hexdigest()
                item = replace(item, origin=digest)
            yield self._finish(item, source)

    def _finish(self, item: Article | SourceError, source: Source) -> Article | SourceError:
        """The article with what is said of it elsewhere, or the error that it is not in English."""
        if isinstance(item, SourceError):
            return item
        if not self.any_language and (code := foreign_language(item.text)):
            return SourceError(
                item.source,
                f'is not in English (its language seems to be "{code}"); --any-language reads it '
                "all the same",
            )
        if self.manifest:
            item = self.manifest.complete(item, source)
        return replace(item, **self.given) if self.given else item


def _read_stream(stream: BinaryIO, source: Source, form: Format, packing: Packing | None) -> Items:
    try:
        if packing:
            stream = unpack(stream, packing)
        if not form.binary:
            check_binary(head(stream))
        yield from form.read(stream, source)
    except UnreadableError as problem:
        yield source.error(problem)
    except OSError as error:
        yield source.error(why(error))
