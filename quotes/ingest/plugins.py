"""Formats that other packages add, by the entry point group `quotes.formats`.

An entry point's name is the suffix without its dot, its value the reader. Nothing of a plugin is
imported before a file with its suffix is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import BinaryIO

from quotes.errors import SourceError
from quotes.ingest.source import Reader, Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

GROUP = "quotes.formats"


@cache
def plugin_readers() -> Mapping[str, Reader]:
    """The installed plugins' readers, by suffix. Of two for one suffix the first by name counts."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.value, reverse=True)
    return {f".{point.name.lower()}": _reader(point) for point in found}


def _reader(point: EntryPoint) -> Reader:
    def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
        try:
            for item in point.load()(stream, source):
                yield _checked(item, source)
        except (UnreadableError, OSError):
            raise
        except Exception as error:
            # Somebody else's code: whatever it raises, the files after this one are still read.
            raise UnreadableError(
                f"made the plugin {point.value} fail ({type(error).__name__}: {_line(error)}); "
                "tell its author"
            ) from error

    return read


def _checked(item: object, source: Source) -> Article | SourceError:
    """What a plugin yields, held to what the other stages rely on."""
    if isinstance(item, Article):
        try:
            source.limit.check(item.text)
        except UnreadableError as problem:
            return SourceError(item.source, str(problem))
        return item
    if isinstance(item, SourceError):
        return item
    raise TypeError(f"it gave {type(item).__name__}, not Article or SourceError")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
