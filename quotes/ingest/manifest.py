"""A manifest: a table that says of files what they do not say themselves."""

# ruff: noqa: PTH113, PTH118, PTH120 - names stay as given, see `paths`

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from quotes.errors import QuotesError, SourceError
from quotes.ingest.formats import packing_by_name
from quotes.ingest.records import label, metadata
from quotes.ingest.source import Source, printable, why
from quotes.ingest.streams import open_file, unpack
from quotes.ingest.table import CSV, read_rows
from quotes.ingest.text import UnreadableError
from quotes.types import Article

FIELDS = ("path", "url", "title", "author", "outlet", "published")
"""The columns of a manifest; `path` must be there."""

# What belongs to one article, and not to all in a file of many.
_OF_ONE = ("url", "title")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Fields of articles by the absolute path of their file; `problems` are rows that say nothing."""

    location: str
    fields: Mapping[str, Mapping[str, str]]
    problems: tuple[SourceError, ...] = ()

    def complete(self, article: Article, source: Source) -> Article:
        """The article with what the manifest says of its file, which counts for more than what the
        article says itself.
        """
        given = self.fields.get(source.location)
        if not given:
            return article
        alone = article.source == source.name
        return replace(article, **{k: v for k, v in given.items() if alone or k not in _OF_ONE})


def read_manifest(path: str) -> Manifest:
    """The manifest at `path`, a CSV or TSV file; paths in it start from its own folder.

    Raises QuotesError where there is no such table. A row without a path, of a file that is not
    there, with a date that is none, or of a file that another row has named, is a problem.
    """
    name = printable(path)
    source = Source(name, os.path.realpath(path))
    fields: dict[str, Mapping[str, str]] = {}
    problems = []
    try:
        stream, _ = open_file(path)
        with stream:
            packing = packing_by_name(path)
            unpacked = unpack(stream, packing) if packing else stream
            for line, row in read_rows(unpacked, source, CSV, FIELDS, needed="path"):
                try:
                    if isinstance(row, UnreadableError):
                        raise row
                    _enter(row, os.path.dirname(path), fields)
                except UnreadableError as problem:
                    problems.append(source.error(problem, line))
    except UnreadableError as problem:
        raise QuotesError(f"{name}: {problem}") from problem
    except (OSError, ValueError) as error:
        raise QuotesError(f"{name}: {why(error)}") from error
    return Manifest(source.location, MappingProxyType(fields), tuple(problems))


def _enter(row: Mapping[str, str], folder: str, fields: dict[str, Mapping[str, str]]) -> None:
    file = row["path"].strip()
    if not file or "\0" in file:
        raise UnreadableError("names no file in its column path")
    location = os.path.realpath(os.path.join(folder, file))
    if not os.path.isfile(location):
        raise UnreadableError(f'names "{printable(file)}", which is no file beside the manifest')
    if location in fields:
        raise UnreadableError(f'names "{printable(file)}", as an earlier row does')
    said = {key: value for key, value in metadata(row).items() if value is not None}
    fields[location] = said
    date = label(row.get("published"))
    if date and "published" not in said:
        raise UnreadableError(f'says "{date}", which is no date; write it as 2025-03-24')
