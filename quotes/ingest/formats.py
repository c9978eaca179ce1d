"""Which suffix belongs to which reader.

To add a format, write a module with a function `read(stream, source)` and enter its suffixes here.
"""

from __future__ import annotations

from pathlib import PurePath

from quotes.ingest import html, jsonl, plain, table
from quotes.ingest.source import Reader

_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": table.read_csv,
    ".tsv": table.read_tsv,
}

# Formats that are known but not read yet: what to say of them.
_LATER = {
    ".parquet": "Parquet files",
    ".warc": "web archives (WARC)",
    ".rss": "feeds",
    ".atom": "feeds",
    ".xml": "feeds",
}

SUFFIXES = tuple(_READERS)
"""The suffixes that can be read; each may be followed by `.gz`."""


def reader_for(path: str) -> Reader | None:
    """The reader for a file of that name, None where its suffix is not among `SUFFIXES`."""
    return _READERS.get(_suffix(path))


def is_compressed(path: str) -> bool:
    """Whether the name says that the file is compressed with gzip."""
    return PurePath(path).suffix.lower() == ".gz"


def why_not(path: str) -> str:
    """Why a file of that name has no reader, and what to do."""
    suffix = _suffix(path)
    if suffix in _LATER:
        return f"this version cannot read {_LATER[suffix]} yet; convert to JSON Lines, CSV or HTML"
    known = ", ".join(SUFFIXES)
    what = f'unknown file type "{suffix}"' if suffix else "a file without a suffix"
    return f"{what}; readable are {known}, each also with .gz"


def _suffix(path: str) -> str:
    name = PurePath(path)
    return PurePath(name.stem if is_compressed(path) else name.name).suffix.lower()
