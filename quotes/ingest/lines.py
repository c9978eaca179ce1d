"""Lines of a stream, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from quotes.ingest.text import MAX_ARTICLE

# JSON may escape every UTF-16 unit as six bytes; the rest is for the other fields.
MAX_LINE = 12 * MAX_ARTICLE + 1_000_000
"""The longest line that is read, in bytes."""


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number (from 1) and bytes of each line, end included; None if longer than `MAX_LINE`."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, None
        else:
            yield number, line


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
