"""Which suffix belongs to which reader, and which to which compression.

To add a format, write a module with a function `read(stream, source)` and enter its suffixes here;
other packages enter theirs by entry points, see `plugins`.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from quotes.ingest import feed, html, jsonl, parquet, plain, table, warc
from quotes.ingest.plugins import plugin_readers
from quotes.ingest.source import Reader
from quotes.ingest.streams import PACKINGS, Packing


class Format(NamedTuple):
    """How a file is read; `binary` says that its bytes need not look like text."""

    read: Reader
    binary: bool = False


TEXT = Format(plain.read)

_FORMATS = {
    ".txt": TEXT,
    ".md": TEXT,
    ".html": Format(html.read),
    ".htm": Format(html.read),
    ".jsonl": Format(jsonl.read),
    ".ndjson": Format(jsonl.read),
    ".csv": Format(table.read_csv),
    ".tsv": Format(table.read_tsv),
    ".parquet": Format(parquet.read, binary=True),
    ".warc": Format(warc.read, binary=True),
    ".rss": Format(feed.read),
    ".atom": Format(feed.read),
    ".xml": Format(feed.read),
}

# Files that people have articles in, but that are not read: what to do with them.
_INSTEAD = {
    ".doc": "save it as plain text",
    ".docx": "save it as plain text",
    ".eml": "save the article as plain text or HTML",
    ".json": "write one article a line and call it .jsonl",
    ".pdf": "save its text as .txt, e.g. pdftotext",
    ".rtf": "save it as plain text",
    ".tar": "unpack it and name its folder",
    ".xls": "save the sheet as CSV",
    ".xlsx": "save the sheet as CSV",
    ".zip": "unpack it and name its folder",
}

SUFFIXES = tuple(_FORMATS)
"""The suffixes that can be read without plugins; `.gz` or `.zst` may follow each."""


def format_of(path: str) -> Format | None:
    """The format of a file of that name, None where its suffix is not known."""
    suffix = _suffix(path)
    if known := _FORMATS.get(suffix):
        return known
    reader = plugin_readers().get(suffix)
    return Format(reader, binary=True) if reader else None


def packing_by_name(path: str) -> Packing | None:
    """The compression that the file's name tells of."""
    return PACKINGS.get(PurePath(path).suffix.lower())


def known_suffixes() -> str:
    """All suffixes that can be read, as a list for people."""
    return ", ".join([*SUFFIXES, *sorted(set(plugin_readers()) - set(SUFFIXES))])


def why_not(path: str) -> str:
    """Why a file of that name has no reader, and what to do."""
    suffix = _suffix(path)
    what = f'unknown file type "{suffix}"' if suffix else "a file without a suffix"
    if suffix in _INSTEAD:
        return f"{what}; {_INSTEAD[suffix]}"
    return f"{what}; readable are {known_suffixes()}, each also with {' or '.join(PACKINGS)}"


def _suffix(path: str) -> str:
    name = PurePath(path)
    return PurePath(name.stem if packing_by_name(path) else name.name).suffix.lower()
